//! A dialog over the page: focus goes in, stays in, and returns to where it was.

use super::icon;
use crate::dom::prelude::*;
use crate::platform::page;
use web_sys::{HtmlElement, KeyboardEvent};

/// What can take the focus inside a dialog.
const FOCUSABLE: &str = "button:not([disabled]), [href], input:not([disabled]), select, textarea, [tabindex]:not([tabindex=\"-1\"])";

/// Draws a dialog with a title row. `size` is `""`, `"wide"` or `"full"`; an empty title draws none
/// (the name is then `name`).
pub fn dialog(
    name: &str,
    size: &'static str,
    show_title: bool,
    close: impl Fn() + Copy + Send + Sync + 'static,
    children: AnyView,
) -> AnyView {
    let frame = NodeRef::new();
    let opener = StoredValue::new_local(page::active());
    page::after_paint(move || {
        if let Some(frame) = frame.get_untracked() {
            let marked = page::find_all(&frame, "[data-autofocus]").into_iter().next();
            let first = marked.or_else(|| page::find_all(&frame, FOCUSABLE).into_iter().next());
            if let Some(first) = first {
                let _ = first.focus();
            }
        }
    });
    on_cleanup(move || {
        if let Some(opener) = opener.try_get_value().flatten() {
            let _ = opener.focus();
        }
    });
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        "Tab" => keep_focus(&frame.get_untracked(), &event),
        _ => {}
    };
    let title = show_title.then(|| {
        el("div").class("dialog-title").child(el("h2").child(name.to_owned())).child(
            el("button")
                .class("icon-button")
                .attr("aria-label", "Close")
                .on_click(move |_| close())
                .child(icon("close")),
        )
    });
    el("div")
        .class("scrim")
        .on_mousedown(move |event| {
            // Only a press on the scrim itself closes, not one that began inside.
            if event.target() == event.current_target() {
                close();
            }
        })
        .child(
            el("div")
                .class(format!("dialog {size}"))
                .attr("role", "dialog")
                .attr("aria-modal", "true")
                .attr("aria-label", name.to_owned())
                .on_keydown(keys)
                .child(title)
                .child(children)
                .node_ref(frame),
        )
        .into_any()
}

/// Tab goes round inside the dialog.
fn keep_focus(frame: &Option<HtmlElement>, event: &KeyboardEvent) {
    let Some(frame) = frame else { return };
    let all = page::find_all(frame, FOCUSABLE);
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    let active = page::active();
    let at = |element: &HtmlElement| active.as_ref() == Some(element);
    let turn = if event.shift_key() && at(first) {
        Some(last)
    } else if !event.shift_key() && at(last) {
        Some(first)
    } else {
        None
    };
    if let Some(turn) = turn {
        event.prevent_default();
        let _ = turn.focus();
    }
}
