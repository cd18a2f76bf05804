//! Keys of one date, for when no field has the focus.

use super::desk::Desk;
use super::{agenda, bar, outcomes, side};
use crate::app::{jump_waits, single_keys};
use crate::dom::prelude::*;
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Hears keys as long as the page is drawn.
pub(super) fn listen(desk: Desk) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| press(desk, &event));
    on_cleanup(move || listener.remove());
}

/// The key goes into a field, to a button, or to what floats over the page.
fn belongs_elsewhere(desk: Desk, event: &KeyboardEvent) -> bool {
    let app = desk.app();
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let taken = target.is_some_and(|t| {
        let tag = t.tag_name();
        let tick = t.get_attribute("type").is_some_and(|t| t == "checkbox");
        let field = !tick && matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT");
        let pressed = matches!(event.key().as_str(), " " | "Enter")
            && (tick || matches!(tag.as_str(), "BUTTON" | "A" | "SUMMARY"));
        field || pressed || t.closest(".panel, [role=menu], [role=dialog]").ok().flatten().is_some()
    });
    taken
        || event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || jump_waits()
        || !single_keys()
        || app.overlay.with_untracked(Option::is_some)
        || desk.frame.menu.is_open()
}

fn press(desk: Desk, event: &KeyboardEvent) {
    if belongs_elsewhere(desk, event) {
        return;
    }
    let points = untrack(|| desk.with(|s| s.agenda.len())).unwrap_or(0);
    let ended = untrack(|| desk.with(|s| s.ended.is_some())).unwrap_or(false);
    match event.key().as_str() {
        " " if points > 0 && !ended => agenda::next(desk),
        "b" => desk.build(),
        "t" => page::focus_later("[data-add-point]".into()),
        "o" => outcomes::begin(""),
        "p" if points > 0 => bar::pause(desk),
        "f" => agenda::end(desk),
        "y" => side::copy(desk),
        "j" | "ArrowDown" => page::focus_later("[data-point]".into()),
        _ => return,
    }
    event.prevent_default();
}
