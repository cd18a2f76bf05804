//! Keys of the page, for when no field has the focus.

use super::desk::{Desk, Field, focus_field};
use super::turns::{self, current};
use super::{side, top, walk};
use crate::app::{jump_waits, single_keys};
use crate::dom::prelude::*;
use crate::model::PersonId;
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
        || app.overlay.with_untracked(Option::is_some)
        || desk.frame.menu.is_open()
}

/// Puts another person's row in front without ending a turn.
fn look(desk: Desk, by: isize) {
    let people = desk.people.get_untracked();
    let at = current(desk).and_then(|id| people.iter().position(|p| *p == id)).unwrap_or(0);
    if let Some(person) = people.get(at.saturating_add_signed(by)).copied() {
        turns::speak(desk, person);
        focus_field(person, Field::Yesterday);
    }
}

fn press(desk: Desk, event: &KeyboardEvent) {
    if belongs_elsewhere(desk, event) {
        return;
    }
    let walking = untrack(|| desk.walking());
    let person = |work: &dyn Fn(PersonId)| {
        if let Some(person) = current(desk) {
            work(person);
        }
    };
    let key = event.key();
    match key.as_str() {
        " " | "j" | "ArrowDown" if walking => walk::step(desk, 1),
        "k" | "ArrowUp" if walking => walk::step(desk, -1),
        "x" | "m" | "b" | "Enter" if walking => {
            if !walk::press(desk, &key) {
                return;
            }
        }
        " " => turns::next(desk, true),
        "Enter" | "e" | "n" => person(&|id| focus_field(id, Field::Yesterday)),
        "b" => person(&|id| focus_field(id, Field::Blocked)),
        "j" | "ArrowDown" => look(desk, 1),
        "k" | "ArrowUp" => look(desk, -1),
        "a" => person(&|id| turns::away(desk, id)),
        "s" => turns::next(desk, false),
        "f" => turns::finish(desk),
        "p" => turns::pause(desk),
        "t" => page::focus_later("[data-park]".into()),
        "w" => desk.app().set_param("mode", if walking { "" } else { "walk" }),
        "y" => side::copy(desk),
        "[" => top::step_day(desk, -1),
        "]" => top::step_day(desk, 1),
        _ => return,
    }
    event.prevent_default();
}
