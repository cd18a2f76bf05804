//! The columns with their cards, and a line in each to write into.

use super::card;
use super::desk::Desk;
use crate::analysis::retro::topics;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{EntryId, RetroCard, RetroStage};
use crate::platform::page;

pub(super) fn columns(desk: Desk) -> AnyView {
    let ids = move || desk.with(|r| r.columns.iter().map(|c| c.id.number()).collect()).unwrap_or_default();
    many(vec![
        el("p").class("quiet retro-hint").child(move || hint(desk)).into_any(),
        el("div").class("retro-columns").child(keyed(ids, move |id: EntryId| column(desk, id))).into_any(),
    ])
}

/// What to do at this stage, in one line.
fn hint(desk: Desk) -> String {
    match desk.stage() {
        RetroStage::Collect => {
            "Type a thought and press Enter. Alt with left and right goes to the next column.".to_owned()
        }
        RetroStage::Group => match desk.held.get().and_then(|id| desk.card(id)) {
            Some(card) => {
                format!("“{}”: press Enter on the card it belongs to, Escape to let go.", card.text)
            }
            None => {
                "Drag a card onto the one it belongs to, or press M on it and Enter on the other.".to_owned()
            }
        },
        RetroStage::Vote => format!(
            "Space gives a vote, Backspace takes it back. {} left; votes carry no name.",
            crate::views::phrases::count(desk.votes_left() as usize, "vote", "votes")
        ),
        _ => "What was said, as it was left.".to_owned(),
    }
}

/// Puts the cursor into a column's line.
pub(super) fn write_in(place: usize) {
    page::focus_later(["[data-write=\"", &place.to_string(), "\"]"].concat());
}

fn column(desk: Desk, id: EntryId) -> AnyView {
    let place =
        Memo::new(move |_| desk.with(|r| r.columns.iter().position(|c| c.id == id)).flatten().unwrap_or(0));
    let name = move || {
        desk.with(|r| r.columns.iter().find(|c| c.id == id).map(|c| c.name.clone()))
            .flatten()
            .unwrap_or_default()
    };
    let cards = move || {
        desk.with(|r| {
            let mut topics = topics(r, Some(id));
            if r.stage == RetroStage::Closed {
                crate::model::order::InOrder::order_by_key(&mut *topics, |t| std::cmp::Reverse(t.votes));
            }
            topics.into_iter().map(|t| t.lead.id.number()).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    };
    let count = move || cards().len();
    let own = Memo::new(move |_| desk.with(|r| r.format.is_empty()).unwrap_or(false));
    let writing = Memo::new(move |_| matches!(desk.stage(), RetroStage::Collect));
    el("section")
        .class("retro-column")
        .attr("aria-label", name)
        .child(
            el("div")
                .class("list-head")
                .child(
                    move || {
                        if own.get() { name_input(desk, id, name) } else { el("h2").child(name).into_any() }
                    },
                )
                .child(el("span").class("n num").child(count))
                .child(move || (own.get() && place.get() == 0).then(|| add_column(desk))),
        )
        .child(move || writing.get().then(|| write_line(desk, id, place, name)))
        .child(el("ul").child(keyed(cards, move |card: EntryId| card::card(desk, card))))
        .into_any()
}

fn name_input(desk: Desk, id: EntryId, name: impl Fn() -> String + Copy + 'static) -> AnyView {
    el("input")
        .class("input small column-name")
        .attr("aria-label", "Column")
        .on_change(move |event| {
            let text = event_target_value(&event).trim().to_owned();
            desk.change(|r| {
                if let Some(column) = r.columns.iter_mut().find(|c| c.id == id && !text.is_empty()) {
                    column.name = text;
                }
            });
        })
        .prop("value", name)
        .into_any()
}

fn add_column(desk: Desk) -> AnyView {
    el("button")
        .class("link push")
        .on_click(move |_| {
            desk.change(|r| {
                r.columns.push(crate::model::RetroColumn { id: EntryId::from(0), name: "Column".to_owned() });
            });
        })
        .child(icon("plus"))
        .child("Column")
        .into_any()
}

fn write_line(
    desk: Desk,
    id: EntryId,
    place: Memo<usize>,
    name: impl Fn() -> String + Copy + 'static,
) -> AnyView {
    let input = NodeRef::new();
    let write = move || {
        let Some(field) = input.input() else { return };
        let text = field.value().trim().to_owned();
        if text.is_empty() {
            return;
        }
        field.set_value("");
        let card = RetroCard { id: EntryId::from(0), column: id, text, ..RetroCard::default() };
        desk.change(|r| r.cards.push(card));
    };
    el("input")
        .class("input retro-write")
        .attr("aria-label", move || ["Add to: ", &name()].concat())
        .attr("placeholder", "A thought")
        .attr("data-write", move || place.get().to_string())
        .on_keydown(move |event| {
            let columns = desk.record.with_untracked(|r| r.as_ref().map_or(1, |r| r.columns.len()));
            let to = match (event.key().as_str(), event.alt_key()) {
                ("Enter", _) => {
                    write();
                    return;
                }
                ("ArrowRight", true) => 1,
                ("ArrowLeft", true) => columns.saturating_sub(1),
                ("Escape", _) => {
                    event.prevent_default();
                    page::leave_field();
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            write();
            write_in((place.get_untracked() + to) % columns.max(1));
        })
        .on_change(move |_| write())
        .node_ref(input)
        .into_any()
}
