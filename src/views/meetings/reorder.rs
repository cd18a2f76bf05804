//! Points in another order: by keys, by the menu, by dragging their handle.

use super::desk::Desk;
use super::point::focus;
use crate::components::follow_pointer;
use crate::dom::prelude::*;
use crate::model::EntryId;
use crate::platform::page;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

/// Puts a point at a place, counted without it; the focus stays on it.
pub(super) fn to(desk: Desk, id: EntryId, place: usize) {
    desk.flush();
    let mut at = None;
    desk.change(|session| {
        let Some(from) = session.agenda.iter().position(|p| p.id == id) else { return };
        let point = session.agenda.remove(from);
        let place = place.min(session.agenda.len());
        session.agenda.insert(place, point);
        at = Some((place + 1, session.agenda.len()));
    });
    if let Some((place, all)) = at {
        focus(id, "");
        desk.app().say(format!("Point {place} of {all}"));
    }
}

/// One place up or down.
pub(super) fn step(desk: Desk, id: EntryId, by: isize) {
    let at = untrack(|| desk.with(|s| s.agenda.iter().position(|p| p.id == id))).flatten();
    if let Some(at) = at {
        to(desk, id, at.saturating_add_signed(by));
    }
}

/// Goes to the point before or after.
pub(super) fn look(desk: Desk, id: EntryId, by: isize) {
    let next = untrack(|| {
        desk.with(|s| {
            let at = s.agenda.iter().position(|p| p.id == id)?;
            s.agenda.get(at.checked_add_signed(by)?).map(|p| p.id)
        })
    });
    if let Some(Some(next)) = next {
        focus(next, "");
    }
}

/// The row under the pointer.
fn under(event: &PointerEvent) -> Option<HtmlElement> {
    let at = page::document()?.element_from_point(event.client_x() as f32, event.client_y() as f32)?;
    at.closest("[data-point]").ok().flatten()?.dyn_into().ok()
}

fn id_of(row: &HtmlElement) -> Option<EntryId> {
    row.get_attribute("data-point")?.parse().ok()
}

/// The pointer is in the lower half of the row.
fn lower(row: &HtmlElement, event: &PointerEvent) -> bool {
    let place = row.get_bounding_client_rect();
    f64::from(event.client_y()) > place.top() + place.height() / 2.0
}

fn unmark() {
    if let Some(list) = page::find(".agenda-points") {
        for row in page::find_all(&list, "[data-drop]") {
            let _ = row.remove_attribute("data-drop");
        }
    }
}

/// Takes a point by its handle. The handle holds the pointer until it is let go.
pub(super) fn begin(desk: Desk, id: EntryId, event: &PointerEvent) {
    if event.button() != 0 {
        return;
    }
    event.prevent_default();
    let place: Rc<Cell<Option<(EntryId, bool)>>> = Rc::default();
    let aim = place.clone();
    let moved = move |event: &PointerEvent| {
        let Some(row) = under(event) else { return };
        let low = lower(&row, event);
        unmark();
        let _ = row.set_attribute("data-drop", if low { "after" } else { "before" });
        aim.set(id_of(&row).map(|id| (id, low)));
    };
    follow_pointer(moved, move |kept| {
        unmark();
        let target = place.take().filter(|(target, _)| kept && *target != id);
        let Some((target, low)) = target else { return };
        let rest =
            untrack(|| desk.with(|s| s.agenda.iter().map(|p| p.id).filter(|p| *p != id).collect::<Vec<_>>()));
        let at = rest.unwrap_or_default().iter().position(|p| *p == target);
        if let Some(at) = at {
            to(desk, id, at + usize::from(low));
        }
    });
}
