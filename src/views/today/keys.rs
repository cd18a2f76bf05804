//! Keys of the page: through what needs the user, done, put off, opened; a line for the plan.

use super::needs;
use crate::analysis::today::Need;
use crate::app::{jump_waits, single_keys};
use crate::dom::prelude::*;
use crate::platform::page;
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Hears keys as long as the page is drawn.
pub(super) fn listen(frame: Frame, all: Memo<Vec<Need>>) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| press(frame, all, &event));
    on_cleanup(move || listener.remove());
}

/// The row that has the focus, and whether the focus is on the row itself.
fn row_of(event: &KeyboardEvent) -> Option<(String, bool)> {
    let target = event.target()?.dyn_into::<HtmlElement>().ok()?;
    let row = target.closest("[data-need]").ok().flatten()?;
    Some((row.get_attribute("data-need")?, row.is_same_node(Some(&target))))
}

fn press(frame: Frame, all: Memo<Vec<Need>>, event: &KeyboardEvent) {
    let app = frame.app;
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let taken = target.is_some_and(|t| {
        let field = matches!(t.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            && t.get_attribute("type").as_deref() != Some("checkbox");
        field || t.closest(".panel, [role=menu], [role=dialog]").ok().flatten().is_some()
    });
    if taken
        || event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || jump_waits()
        || !single_keys()
        || app.overlay.with_untracked(Option::is_some)
        || frame.menu.is_open()
    {
        return;
    }
    let key = event.key();
    let row = row_of(event);
    let numbers = all.with_untracked(|a| a.iter().map(|n| needs::number(n).to_string()).collect::<Vec<_>>());
    let place = row.as_ref().and_then(|(row, _)| numbers.iter().position(|n| n == row));
    let go = |to: usize| {
        let Some(number) = numbers.get(to) else { return };
        let row = ["[data-need=\"", number, "\"]"].concat();
        // At once where it is on the page: the next key may follow before the next frame.
        if let Some(row) = page::find(&row) {
            let _ = row.focus();
        }
        page::focus_later(row);
    };
    let need = place.and_then(|at| all.with_untracked(|a| a.get(at).cloned()));
    match (key.as_str(), &need, place) {
        ("j" | "ArrowDown", _, at) => go(at.map_or(0, |at| at + 1)),
        ("k" | "ArrowUp", _, at) => go(at.map_or(0, |at| at.saturating_sub(1))),
        ("Enter", Some(need), _) if row.is_some_and(|(_, itself)| itself) => needs::open(app, &need.place),
        ("d", Some(need), Some(at)) => match needs::ending(app, need) {
            Some((_, command)) => {
                app.workbench.dispatch_aloud(command);
                // What follows moves up into its place.
                go(at + 1);
            }
            None => needs::open(app, &need.place),
        },
        ("s" | "w", Some(need), Some(at)) => {
            let (tomorrow, week) = needs::later(app);
            needs::snooze(app, need, if key == "s" { tomorrow } else { week });
            go(at + 1);
        }
        ("p", Some(need), _) => needs::plan_it(app, need),
        ("p", None, _) => page::focus_later("[data-plan-add]".into()),
        _ => return,
    }
    event.prevent_default();
}
