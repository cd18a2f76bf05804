//! Keys of the room: a letter begins an entry, when no field has the focus.

use super::lists;
use super::room::Room;
use crate::app::{View, single_keys};
use crate::dom::prelude::*;
use crate::model::{EntryId, EntryKind};
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The kinds that a key begins, in the order of their buttons.
pub(super) const KINDS: [(EntryKind, &str, &str); 7] = [
    (EntryKind::Finding, "f", "Finding"),
    (EntryKind::Hypothesis, "h", "Hypothesis"),
    (EntryKind::Action, "a", "Action"),
    (EntryKind::Decision, "d", "Decision"),
    (EntryKind::Update, "u", "Update"),
    (EntryKind::Mitigated, "m", "Mitigated"),
    (EntryKind::Severity, "s", "Severity"),
];

/// The kind that a letter begins; `r` is for what is over.
pub(super) fn kind_of(letter: &str) -> Option<EntryKind> {
    if letter == "r" {
        return Some(EntryKind::Resolved);
    }
    KINDS.into_iter().find(|(_, key, _)| *key == letter).map(|(kind, ..)| kind)
}

/// Begins an entry of a kind.
pub(super) fn begin(room: Room, kind: EntryKind) {
    room.kind.set(kind);
    room.writing.set(true);
    page::after_paint(move || {
        if let Some(field) = room.field.get_untracked() {
            let _ = field.focus();
        }
    });
}

/// The element goes on its own with letters.
fn takes_text(target: &HtmlElement) -> bool {
    let tick = target.get_attribute("type").is_some_and(|t| t == "checkbox");
    matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !tick
        || target.is_content_editable()
}

/// Hears keys while the room is on the page.
pub(super) fn listen(room: Room) {
    let app = room.app;
    // Behind the keys of the whole app, which hear the document: what they used is not used again.
    let handle = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
        let elsewhere = event.default_prevented()
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || !single_keys()
            || app.overlay.with_untracked(Option::is_some)
            || room.frame.menu.is_open()
            || app.route.with_untracked(|r| r.view != View::WarRoom)
            || crate::app::jump_waits()
            || target.as_ref().is_some_and(takes_text);
        if elsewhere {
            return;
        }
        let letter = event.key().to_lowercase();
        if let Some(kind) = kind_of(&letter) {
            event.prevent_default();
            begin(room, kind);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Keys on a line of the timeline. Says whether it used the key.
pub(super) fn on_line(room: Room, id: EntryId, event: &KeyboardEvent) -> bool {
    let Some(line) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    if event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || room.editing.with_untracked(|e| *e == Some(id))
    {
        return false;
    }
    let entry = room
        .incident
        .with_untracked(|i| i.as_ref().and_then(|i| i.timeline.iter().find(|e| e.id == id)).cloned());
    let Some(entry) = entry else { return false };
    let beside = |next: Option<web_sys::Element>| {
        if let Some(next) = next.and_then(|n| n.dyn_into::<HtmlElement>().ok()) {
            let _ = next.focus();
        }
    };
    match event.key().as_str() {
        "ArrowDown" => beside(line.next_element_sibling()),
        "ArrowUp" => match line.previous_element_sibling() {
            Some(above) => beside(Some(above)),
            None => begin(room, room.kind.get_untracked()),
        },
        "Enter" | " " => {
            let title = entry.kind.name().to_owned();
            room.frame.menu.open_at(&line, title, lists::entry_menu(room, &entry));
        }
        "e" => room.editing.set(Some(id)),
        "x" => lists::strike(room, id),
        "t" if entry.led_to.is_none() => {
            let noun = if entry.kind == EntryKind::Decision { "decision" } else { "action" };
            lists::keep(room, id, noun);
        }
        _ => return false,
    }
    true
}
