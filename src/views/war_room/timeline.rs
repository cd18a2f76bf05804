//! What happened, newest first. A line is drawn once and changes only with its own entry.

use super::room::Room;
use super::row::row;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{EntryId, EntryKind};

/// A long night has hundreds of entries, of which the last ones are worked with: older ones are drawn on
/// demand, so that a new one is on screen at once.
const FEW: usize = 150;

/// The list with its filter.
pub(super) fn timeline(room: Room) -> AnyView {
    let only = move || room.app.param("kind").and_then(|word| EntryKind::of(&word));
    let ids = Memo::new(move |_| {
        let only = only();
        room.with(|i| {
            let wanted = i.timeline.iter().filter(|e| only.is_none_or(|kind| e.kind == kind));
            let mut all: Vec<_> =
                wanted.map(|e| (std::cmp::Reverse(e.at), std::cmp::Reverse(e.id.number()))).collect();
            all.order();
            all.into_iter().map(|(_, id)| id.0).collect::<Vec<u64>>()
        })
    });
    let whole = RwSignal::new(false);
    let drawn = Memo::new(move |_| {
        let few = if whole.get() { usize::MAX } else { FEW };
        ids.with(|all| all.iter().copied().take(few).collect::<Vec<u64>>())
    });
    let hidden = Memo::new(move |_| ids.with(Vec::len).saturating_sub(drawn.with(Vec::len)));
    let older = move || {
        let hidden = hidden.get();
        (hidden > 0).then(|| {
            el("button")
                .class("button plain small")
                .on_click(move |_| whole.set(true))
                .child(format!("Show {hidden} older"))
        })
    };
    let kinds = || {
        let mut all = vec![Choice::new("", "All kinds")];
        all.extend(EntryKind::ALL.iter().map(|kind| Choice::new(kind.word(), kind.name())));
        all
    };
    let all = move || room.with(|i| i.timeline.len());
    let words = move || {
        let (shown, all) = (ids.with(Vec::len), all());
        let entries = super::super::phrases::count(all, "entry", "entries");
        if shown == all { format!("newest first, {entries}") } else { format!("{shown} of {entries}") }
    };
    el("section")
        .class("war-timeline")
        .attr("aria-labelledby", "timeline-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "timeline-head").child("Timeline"))
                .child(el("span").class("n").child(words))
                .child(el("span").class("push"))
                .child(select(
                    "Kinds of entries",
                    "small bare",
                    kinds,
                    move || room.app.param("kind").unwrap_or_default(),
                    move |kind| room.app.set_param("kind", &kind),
                )),
        )
        .child(
            el("ul").class("war-lines").child(keyed(move || drawn.get(), move |id: EntryId| row(room, id))),
        )
        .child(older)
        .into_any()
}
