//! Splitting an item into two or more.

use super::{Desk, ask_dialog, focus};
use crate::command::{BacklogEdit, Command, SplitPart};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{Points, WorkItemId};
use crate::platform::page;

/// A part while it is written.
#[derive(Clone, Copy)]
struct Part {
    id: u64,
    title: RwSignal<String>,
    points: RwSignal<String>,
}

/// Whole points nearest to the half, so that nobody has to reckon.
fn half(points: Points) -> (Points, Points) {
    let all = points.to_hundredths();
    let first = (all / 2 + 50) / 100 * 100;
    (Points::hundredths(first), Points::hundredths(all - first))
}

pub(super) fn dialog_of(desk: Desk, id: WorkItemId) -> AnyView {
    let app = desk.app;
    let Some(item) = app.workbench.with_untracked(|p| p.items.get(&id).cloned()) else {
        return ().into_any();
    };
    let text = |points: Option<Points>| points.map(|p| p.to_string()).unwrap_or_default();
    let (first, second) = item.estimate.map(half).map_or((None, None), |(a, b)| (Some(a), Some(b)));
    let part = |id: u64, title: &str, points: String| Part {
        id,
        title: RwSignal::new(title.to_owned()),
        points: RwSignal::new(points),
    };
    let parts = RwSignal::new(vec![part(1, &item.title, text(first)), part(2, "", text(second))]);
    let read = move || {
        parts.with(|parts| {
            let read = parts.iter().map(|part| SplitPart {
                title: part.title.get(),
                estimate: Points::parse(part.points.get().trim()),
            });
            read.collect::<Vec<_>>()
        })
    };
    let whole = item.estimate;
    let sum = move || {
        let sum: Points = read().into_iter().filter_map(|p| p.estimate).sum();
        match whole {
            Some(whole) => format!("{sum} of {whole} points"),
            None => format!("{sum} points"),
        }
    };
    let go = move || {
        let edit = BacklogEdit::Split { item: id, parts: untrack(read) };
        if app.workbench.dispatch_aloud(Command::Backlog(Box::new(edit))) {
            desk.ask.set(None);
            focus(&desk.key(id));
        }
    };
    let row = move |number: u64| {
        let Some(part) = parts.with_untracked(|p| p.iter().find(|p| p.id == number).copied()) else {
            return ().into_any();
        };
        let place = move || parts.with(|p| p.iter().position(|p| p.id == number).map_or(0, |n| n + 1));
        let removable = move || parts.with(|p| p.len() > 2) && number != 1;
        el("div")
            .class("split-part")
            .child(
                el("input")
                    .class("input")
                    .attr("aria-label", move || format!("Title of part {}", place()))
                    .attr("data-autofocus", (number == 2).then_some(""))
                    .on_input(move |event| part.title.set(event_target_value(&event)))
                    .prop("value", move || part.title.get()),
            )
            .child(
                el("input")
                    .class("input num")
                    .attr("aria-label", move || format!("Points of part {}", place()))
                    .attr("inputmode", "decimal")
                    .on_input(move |event| part.points.set(event_target_value(&event)))
                    .prop("value", move || part.points.get()),
            )
            .child(move || {
                removable().then(|| {
                    el("button")
                        .class("icon-button")
                        .attr("type", "button")
                        .attr("aria-label", format!("Remove part {}", place()))
                        .on_click(move |_| parts.update(|p| p.retain(|p| p.id != number)))
                        .child(icon("close"))
                })
            })
            .into_any()
    };
    let more = move |_| {
        let next = parts.with_untracked(|p| p.iter().map(|p| p.id).max()).unwrap_or(0) + 1;
        let new =
            Part { id: next, title: RwSignal::new(String::new()), points: RwSignal::new(String::new()) };
        parts.update(|p| p.push(new));
        page::focus_later(".split-part:last-of-type input".into());
    };
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(el("p").class("quiet").child(format!(
                "The first part stays {}; the others get keys of their own, stand below it and are linked to it.",
                item.key
            )))
            .child(el("div").class("split-head quiet").child(el("span").child("Title")).child(el("span").child("Points")))
            .child(el("div").class("split-parts").child(keyed(
                move || parts.with(|p| p.iter().map(|p| p.id).collect()),
                row,
            )))
            .child(el("button").class("button small").attr("type", "button").on_click(more).child(icon("plus")).child("Part"))
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(el("span").class("quiet num").child(sum))
            .child(el("button").class("button primary push").on_click(move |_| go()).child("Split"))
            .into_any(),
    ]);
    ask_dialog(desk, &format!("Split {}", item.key), "wide", body)
}
