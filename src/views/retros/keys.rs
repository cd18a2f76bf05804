//! Keys of the page, for when no field has the focus.

use super::desk::Desk;
use super::{agreed, clock, column, discuss, side};
use crate::app::{jump_waits, single_keys};
use crate::dom::prelude::*;
use crate::model::{EntryId, RetroStage};
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Hears keys as long as the retro is drawn.
pub(super) fn listen(desk: Desk) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| press(desk, &event));
    on_cleanup(move || listener.remove());
}

fn belongs_elsewhere(desk: Desk, event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let taken = target.is_some_and(|t| {
        let field = matches!(t.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        let pressed = matches!(event.key().as_str(), " " | "Enter")
            && matches!(t.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY");
        field || pressed || t.closest(".panel, [role=menu], [role=dialog]").ok().flatten().is_some()
    });
    taken
        || event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || jump_waits()
        || !single_keys()
        || desk.app().overlay.with_untracked(Option::is_some)
        || desk.frame.menu.is_open()
}

/// The cards on the page, column by column from top to bottom.
fn shown() -> Vec<HtmlElement> {
    page::find("main").map(|main| page::find_all(&main, "[data-thought]")).unwrap_or_default()
}

fn id_of(element: &HtmlElement) -> Option<EntryId> {
    element.get_attribute("data-thought")?.parse().ok()
}

/// Goes to the card so many further on.
fn step(desk: Desk, by: isize) {
    let cards = shown();
    let here = desk.here.get_untracked();
    let at = cards.iter().position(|c| id_of(c) == here && here.is_some());
    let to = at.map_or(0, |at| at.saturating_add_signed(by).min(cards.len().saturating_sub(1)));
    if let Some(card) = cards.get(to) {
        let _ = card.focus();
    }
}

/// Goes to the first card of the column beside.
fn aside(desk: Desk, by: isize) {
    let Some(retro) = desk.record.get_untracked() else { return };
    let here = desk.here.get_untracked().and_then(|id| retro.cards.iter().find(|c| c.id == id));
    let at = here.and_then(|c| retro.columns.iter().position(|col| col.id == c.column)).unwrap_or(0);
    let mut to = at;
    for _ in 0..retro.columns.len() {
        to = to.saturating_add_signed(by);
        let Some(column) = retro.columns.get(to) else { return };
        let first = crate::analysis::retro::topics(&retro, Some(column.id)).into_iter().next();
        if let Some(topic) = first {
            page::focus_later(["[data-thought=\"", &topic.lead.id.to_string(), "\"]"].concat());
            return;
        }
    }
}

fn press(desk: Desk, event: &KeyboardEvent) {
    if belongs_elsewhere(desk, event) {
        return;
    }
    let stage = untrack(|| desk.stage());
    let here = desk.here.get_untracked();
    let key = event.key();
    match (key.as_str(), stage, here) {
        ("j" | "ArrowDown", ..) => step(desk, 1),
        ("k" | "ArrowUp", ..) => step(desk, -1),
        ("ArrowRight", ..) => aside(desk, 1),
        ("ArrowLeft", ..) => aside(desk, -1),
        ("n", RetroStage::Collect, _) => column::write_in(0),
        (" ", RetroStage::Vote, Some(card)) => desk.vote(card, 1),
        ("Backspace", RetroStage::Vote, Some(card)) => desk.vote(card, -1),
        (" ", RetroStage::Discuss, _) => discuss::next(desk),
        // G begins a jump to another page.
        ("m", RetroStage::Group, Some(card)) => desk.held.set(Some(card)),
        ("u", _, Some(card)) => desk.put_under(card, None),
        ("Enter", _, Some(card)) => match desk.held.get_untracked() {
            Some(held) if held != card => desk.put_under(held, Some(card)),
            _ => return,
        },
        ("Escape", ..) if desk.held.with_untracked(Option::is_some) => desk.held.set(None),
        ("a", _, Some(card)) => agreed::from_card(desk, card),
        ("a", _, None) => page::focus_later("[data-agree]".into()),
        ("p", RetroStage::Discuss, _) => clock::toggle(desk),
        ("y", ..) => side::copy(desk),
        ("]", ..) => desk.go(beside(stage, true)),
        ("[", ..) => desk.go(beside(stage, false)),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The stage after or before.
fn beside(stage: RetroStage, on: bool) -> RetroStage {
    let at = RetroStage::ALL.iter().position(|s| *s == stage).unwrap_or(0);
    let to = at.saturating_add_signed(if on { 1 } else { -1 });
    RetroStage::ALL.get(to).copied().unwrap_or(stage)
}
