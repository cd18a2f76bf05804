//! What may be the cause, and what became of each guess.

use super::lists;
use super::room::Room;
use super::signs::verdict_mark;
use crate::components::text_input;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{EntryId, EntryKind, Verdict};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// The list: the confirmed ones first, those ruled out last.
pub(super) fn hypotheses(room: Room) -> AnyView {
    let ids = Memo::new(move |_| {
        room.with(|i| {
            let guesses = i.timeline.iter().filter(|e| e.kind == EntryKind::Hypothesis && !e.struck);
            let place = |verdict| match verdict {
                Verdict::Confirmed => 0_u8,
                Verdict::Open => 1,
                Verdict::RuledOut => 2,
            };
            let mut all: Vec<_> =
                guesses.map(|e| (place(e.verdict.unwrap_or(Verdict::Open)), e.at, e.id.number())).collect();
            all.order();
            all.into_iter().map(|(.., id)| id).collect::<Vec<u64>>()
        })
    });
    el("section")
        .class("war-hypotheses")
        .attr("aria-labelledby", "hypotheses-head")
        .attr("hidden", move || ids.with(Vec::is_empty))
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "hypotheses-head").child("Hypotheses"))
                .child(el("span").class("n num").child(move || ids.with(Vec::len))),
        )
        .child(el("ul").child(keyed(move || ids.get(), move |id: EntryId| row(room, id))))
        .into_any()
}

fn row(room: Room, id: EntryId) -> AnyView {
    let entry = Memo::new(move |_| room.with(|i| i.timeline.iter().find(|e| e.id == id).cloned()));
    let verdict = move || entry.with(|e| e.as_ref().and_then(|e| e.verdict).unwrap_or(Verdict::Open));
    let text = move || entry.with(|e| e.as_ref().map(|e| e.text.clone()).unwrap_or_default());
    let choose = move |event: MouseEvent| {
        if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
            room.frame.menu.open_at(&anchor, "What became of it", lists::verdicts(room, id));
        }
    };
    el("li")
        .child(
            el("button")
                .class("war-verdict")
                .attr("aria-haspopup", "menu")
                .attr("aria-label", move || format!("{}: {}", verdict().name(), text()))
                .on_click(choose)
                .child(move || verdict_mark(verdict())),
        )
        .child(
            el("span")
                .class(move || if verdict() == Verdict::RuledOut { "quiet" } else { "words" })
                .child(text),
        )
        .child(text_input(
            "Why",
            move || entry.with(|e| e.as_ref().map(|e| e.because.clone()).unwrap_or_default()),
            "Why, or who looks until when",
            move |because| {
                room.change_entry(id, |entry| entry.because = because);
            },
        ))
        .into_any()
}
