//! Dragging a card onto the one it belongs to, with mouse, pen or finger.

use super::desk::Desk;
use crate::dom::prelude::*;
use crate::model::{EntryId, RetroStage};
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

/// As far a pointer has to go before it drags.
const FAR: f64 = 6.0;

/// The card below the pointer.
fn below(event: &PointerEvent) -> Option<Element> {
    let found = page::document()?
        .element_from_point(f64::from(event.client_x()) as f32, f64::from(event.client_y()) as f32)?;
    found.closest("[data-thought]").ok().flatten()
}

fn mark(of: Option<&Element>) {
    if let Some(main) = page::find("main") {
        for old in page::find_all(&main, ".retro-card.drop") {
            let _ = old.class_list().remove_1("drop");
        }
    }
    if let Some(element) = of {
        let _ = element.class_list().add_1("drop");
    }
}

/// Hears a card being dragged. The pointer is followed on the window, so that it may leave the card.
pub(super) fn listen(desk: Desk, id: EntryId, card: El) -> El {
    card.on_pointerdown(move |event| {
        let stage = untrack(|| desk.stage());
        let on_button = event
            .target()
            .and_then(|t| t.dyn_into::<Element>().ok())
            .is_some_and(|t| t.closest("button").ok().flatten().is_some());
        // A finger scrolls; it groups through the menu.
        if event.button() != 0
            || on_button
            || event.pointer_type() == "touch"
            || !matches!(stage, RetroStage::Group | RetroStage::Collect | RetroStage::Vote)
        {
            return;
        }
        follow(desk, id, (f64::from(event.client_x()), f64::from(event.client_y())));
    })
}

fn follow(desk: Desk, id: EntryId, from: (f64, f64)) {
    let dragging = StoredValue::new(false);
    let handles = StoredValue::new_local(Vec::<leptos::prelude::WindowListenerHandle>::new());
    let stop = move || {
        mark(None);
        for handle in handles.try_update_value(std::mem::take).unwrap_or_default() {
            handle.remove();
        }
    };
    let moved = window_event_listener(leptos::ev::pointermove, move |event| {
        let gone = (f64::from(event.client_x()) - from.0).hypot(f64::from(event.client_y()) - from.1);
        if !dragging.try_get_value().unwrap_or(true) && gone > FAR {
            dragging.set_value(true);
            desk.held.set(Some(id));
        }
        if dragging.try_get_value().unwrap_or(false) {
            event.prevent_default();
            let target = below(&event).filter(|t| t.get_attribute("data-thought") != Some(id.to_string()));
            mark(target.as_ref());
        }
    });
    let up = window_event_listener(leptos::ev::pointerup, move |event| {
        stop();
        if dragging.try_get_value().unwrap_or(false) {
            desk.held.set(None);
            let onto = below(&event).and_then(|t| t.get_attribute("data-thought")?.parse::<EntryId>().ok());
            if let Some(onto) = onto.filter(|onto| *onto != id) {
                desk.put_under(id, Some(onto));
            }
        }
    });
    let cancelled = window_event_listener(leptos::ev::pointercancel, move |_| {
        stop();
        desk.held.set(None);
    });
    handles.update_value(|all| all.extend([moved, up, cancelled]));
}
