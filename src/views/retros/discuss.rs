//! Topics by votes, one after the other, each with its time.

use super::desk::Desk;
use super::{agreed, clock};
use crate::analysis::retro::by_votes;
use crate::dom::prelude::*;
use crate::model::EntryId;
use crate::platform::page;
use crate::views::phrases;

/// The topic at hand: the first that was not talked about.
fn now(desk: Desk) -> Option<EntryId> {
    desk.with(|r| by_votes(r).into_iter().find(|t| !t.lead.discussed).map(|t| t.lead.id)).flatten()
}

/// Ends the topic at hand and goes on to the next.
pub(super) fn next(desk: Desk) {
    let Some(topic) = untrack(|| now(desk)) else { return };
    desk.change(|r| {
        if let Some(c) = r.cards.iter_mut().find(|c| c.id == topic) {
            c.discussed = true;
        }
    });
    clock::restart(desk);
    if let Some(next) = untrack(|| now(desk)) {
        page::focus_later(["[data-thought=\"", &next.to_string(), "\"]"].concat());
    }
}

pub(super) fn topics(desk: Desk) -> AnyView {
    let ids = move || {
        desk.with(|r| by_votes(r).into_iter().map(|t| t.lead.id.number()).collect()).unwrap_or_default()
    };
    let left = move || desk.with(|r| by_votes(r).iter().filter(|t| !t.lead.discussed).count()).unwrap_or(0);
    many(vec![
        el("div")
            .class("list-head")
            .child(el("h2").child("Topics"))
            .child(el("span").class("n num").child(move || match left() {
                0 => "all talked about".to_owned(),
                n => format!("{n} left, most votes first"),
            }))
            .child(
                el("button")
                    .class("button small push")
                    .attr("title", "End this topic, go on (Space)")
                    .attr("disabled", move || left() == 0)
                    .on_click(move |_| next(desk))
                    .child("Next topic"),
            )
            .into_any(),
        el("ol").class("topics").child(keyed(ids, move |id: EntryId| topic(desk, id))).into_any(),
    ])
}

fn topic(desk: Desk, id: EntryId) -> AnyView {
    let found =
        Memo::new(move |_| desk.with(|r| by_votes(r).into_iter().find(|t| t.lead.id == id)).flatten());
    let text = move || found.with(|t| t.as_ref().map(|t| t.lead.text.clone()).unwrap_or_default());
    let done = move || found.with(|t| t.as_ref().is_some_and(|t| t.lead.discussed));
    let here = move || now(desk) == Some(id);
    let votes = move || found.with(|t| t.as_ref().map_or(0, |t| t.votes));
    let column = move || {
        let column = found.with(|t| t.as_ref().map(|t| t.lead.column));
        desk.with(|r| r.columns.iter().find(|c| Some(c.id) == column).map(|c| c.name.clone())).flatten()
    };
    let others = move || {
        found.with(|t| {
            t.as_ref()
                .map(|t| t.others.iter().map(|c| c.text.clone()).collect::<Vec<_>>().join("; "))
                .unwrap_or_default()
        })
    };
    el("li")
        .class(move || match (here(), done()) {
            (true, _) => "topic now",
            (_, true) => "topic done",
            _ => "topic",
        })
        .attr("data-thought", id.to_string())
        .attr("tabindex", "0")
        .attr("aria-current", move || here().then_some("true"))
        .attr("aria-label", text)
        .on_focusin(move |_| desk.here.set(Some(id)))
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("aria-label", move || ["Talked about: ", &text()].concat())
                .on_change(move |event| {
                    let on = event_target_checked(&event);
                    desk.change(|r| {
                        if let Some(c) = r.cards.iter_mut().find(|c| c.id == id) {
                            c.discussed = on;
                        }
                    });
                    clock::restart(desk);
                })
                .prop("checked", done),
        )
        .child(
            el("div")
                .class("topic-what")
                .child(el("span").class("strong").child(text))
                .child(el("span").class("quiet").child(others)),
        )
        .child(el("span").class("quiet").child(column))
        .child(
            el("span")
                .class("num topic-votes")
                .child(move || phrases::count(votes() as usize, "vote", "votes")),
        )
        .child(
            el("button")
                .class("link")
                .attr("aria-label", move || ["Make an action of: ", &text()].concat())
                .attr("title", "Make an action (A)")
                .on_click(move |_| agreed::from_card(desk, id))
                .child("Action"),
        )
        .into_any()
}
