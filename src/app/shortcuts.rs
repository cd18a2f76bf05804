//! Keys that work on every page.

use super::overlay::Overlay;
use super::prefs;
use super::route::View;
use super::state::App;
use crate::platform::page;
use leptos::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Pages by the second key after `g`.
pub const JUMPS: [(&str, View); 16] = [
    ("t", View::Today),
    ("s", View::Standups),
    ("l", View::Backlog),
    ("o", View::Roadmap),
    ("m", View::Meetings),
    ("k", View::Stakeholders),
    ("c", View::Clients),
    ("r", View::Risks),
    ("w", View::WarRoom),
    ("b", View::Board),
    ("a", View::Actions),
    ("n", View::Metrics),
    ("p", View::Reports),
    ("e", View::Retros),
    ("y", View::Tomorrow),
    ("d", View::Data),
];

/// `g` was pressed and its second key is awaited: letters then belong to the jump.
static JUMPING: AtomicBool = AtomicBool::new(false);

/// Whether the next letter says which page to go to.
#[must_use]
pub fn jump_waits() -> bool {
    JUMPING.load(Ordering::Relaxed)
}

/// How long `g` waits for its second key.
const PATIENCE: i32 = 1_500;

/// Starts to listen.
pub(super) fn listen(app: App) {
    page::on_document("keydown", move |event| {
        let Ok(event) = event.dyn_into::<KeyboardEvent>() else { return };
        if !event.default_prevented() {
            press(app, &event);
        }
    });
}

fn press(app: App, event: &KeyboardEvent) {
    let key = event.key();
    let lower = key.to_lowercase();
    if event.ctrl_key() || event.meta_key() {
        let handled = match lower.as_str() {
            "k" => {
                app.overlay.set(Some(Overlay::Palette));
                true
            }
            // In a field, undo belongs to the text under the cursor.
            "z" if !in_text(event) => {
                if event.shift_key() {
                    app.workbench.redo()
                } else {
                    app.workbench.undo()
                }
                true
            }
            "y" if !in_text(event) => {
                app.workbench.redo();
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
        }
        return;
    }
    if key == "Escape" {
        if app.overlay.with_untracked(Option::is_some) {
            app.overlay.set(None);
        } else if ["item", "risk", "record", "figure", "entry"]
            .iter()
            .any(|p| app.route.with_untracked(|r| r.get(p).is_some()))
        {
            // The focus goes back to what was opened, where it is on the page.
            let opened = |name: &str| {
                app.route.with_untracked(|r| r.get(name).unwrap_or_default().replace(['"', '\\'], ""))
            };
            let (item, risk, record) = (opened("item"), opened("risk"), opened("record"));
            app.set_param("item", "");
            app.set_param("record", "");
            app.set_param("risk", "");
            app.set_param("figure", "");
            app.set_param("entry", "");
            page::focus_later(format!(
                "article[data-key=\"{item}\"], tr[data-risk=\"{risk}\"], [data-record=\"{record}\"]"
            ));
        }
        return;
    }
    if event.alt_key()
        || in_field(event)
        || !prefs::single_keys()
        || app.overlay.with_untracked(Option::is_some)
    {
        return;
    }
    if jump_waits() {
        JUMPING.store(false, Ordering::Relaxed);
        if let Some((_, view)) = JUMPS.iter().find(|(k, _)| *k == lower) {
            event.prevent_default();
            app.go(untrack(|| app.to(*view)));
        }
        return;
    }
    match key.as_str() {
        "g" => {
            JUMPING.store(true, Ordering::Relaxed);
            page::after(PATIENCE, || JUMPING.store(false, Ordering::Relaxed));
        }
        "j" | "ArrowDown" if on_page(event) && page::find("article[data-key]").is_some() => {
            event.prevent_default();
            page::focus_later("article[data-key]".into());
        }
        "c" if !app.workbench.with_untracked(|p| p.projects.is_empty()) => {
            event.prevent_default();
            app.overlay.set(Some(Overlay::QuickAdd));
        }
        "i" if !app.workbench.with_untracked(|p| p.projects.is_empty() && p.settings.name.is_empty()) => {
            event.prevent_default();
            app.overlay.set(Some(Overlay::NewIncident(None)));
        }
        "l" => {
            // What the open record leads to.
            let bar = page::find(".panel .panel-bar");
            let buttons = bar.map(|bar| page::find_all(&bar, "button")).unwrap_or_default();
            if let Some(button) = buttons.iter().find(|b| b.inner_text().starts_with("Leads to")) {
                event.prevent_default();
                button.click();
            }
        }
        "?" => {
            event.prevent_default();
            app.overlay.set(Some(Overlay::Keys));
        }
        "/" => {
            event.prevent_default();
            app.overlay.set(Some(Overlay::Palette));
        }
        _ => {}
    }
}

/// The key goes into a text that has an undo of its own; a list of choices has none.
fn in_text(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    in_field(event) && target.is_none_or(|target| target.tag_name() != "SELECT")
}

/// The key goes into a field.
fn in_field(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return false };
    matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !is_tick(&target)
        || target.is_content_editable()
}

/// A tick box takes no text.
fn is_tick(target: &HtmlElement) -> bool {
    target.get_attribute("type").is_some_and(|t| t == "checkbox" || t == "radio")
}

/// Nothing in particular has the focus.
fn on_page(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    target
        .is_none_or(|t| matches!(t.tag_name().as_str(), "BODY" | "MAIN") || t.class_list().contains("board"))
}
