//! Dragging cards with pointer events: mouse anywhere on the card, touch by the handle.

use super::{Desk, moves};
use crate::command::Place;
use crate::dom::prelude::*;
use crate::model::WorkItemId;
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// Where the card would go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) lane: String,
    pub(super) column: usize,
    /// The card to stand above; none = the foot.
    pub(super) above: Option<WorkItemId>,
}

/// A card under the pointer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drag {
    pub(super) item: WorkItemId,
    key: String,
    title: String,
    lane: String,
    pointer: i32,
    start: (f64, f64),
    /// From the card's corner to where it was taken.
    grip: (f64, f64),
    width: f64,
    at: (f64, f64),
    /// The pointer moved far enough for it not to be a click.
    pub(super) moving: bool,
    pub(super) target: Option<Target>,
}

/// Pixels of movement that make a press a drag.
const THRESHOLD: f64 = 5.0;

pub(super) fn begin(desk: Desk, item: WorkItemId, event: &PointerEvent) {
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
    let on_grip = target.is_some_and(|t| t.closest(".card-grip").ok().flatten().is_some());
    if event.pointer_type() == "touch" && !on_grip {
        return;
    }
    let Some(card) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    let lane = card
        .closest("[data-lane]")
        .ok()
        .flatten()
        .and_then(|c| c.get_attribute("data-lane"))
        .unwrap_or_default();
    let app = desk.frame.app;
    let Some((key, title)) =
        app.workbench.with_untracked(|p| p.items.get(&item).map(|i| (i.key.clone(), i.title.clone())))
    else {
        return;
    };
    let place = card.get_bounding_client_rect();
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    desk.drag.set(Some(Drag {
        item,
        key,
        title,
        lane,
        pointer: event.pointer_id(),
        start: at,
        grip: (at.0 - place.left(), at.1 - place.top()),
        width: place.width(),
        at,
        moving: false,
        target: None,
    }));
}

/// Follows the pointer wherever it goes, for as long as the page is shown.
pub(super) fn listen(desk: Desk) {
    let moved = window_event_listener(leptos::ev::pointermove, move |event| follow(desk, &event));
    let up = window_event_listener(leptos::ev::pointerup, move |event| drop(desk, &event));
    let cancelled = window_event_listener(leptos::ev::pointercancel, move |_| desk.drag.set(None));
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "Escape" && desk.drag.with_untracked(Option::is_some) {
            event.prevent_default();
            desk.drag.set(None);
            desk.frame.app.say("Put back");
        }
    });
    on_cleanup(move || {
        moved.remove();
        up.remove();
        cancelled.remove();
        keys.remove();
    });
}

fn follow(desk: Desk, event: &PointerEvent) {
    let Some(drag) = desk.drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let far = (at.0 - drag.start.0).hypot(at.1 - drag.start.1) > THRESHOLD;
    if !drag.moving && !far {
        return;
    }
    event.prevent_default();
    let target = aim(&drag, at);
    if target != drag.target
        && let Some(target) = &target
    {
        let name = desk.board.with_untracked(|b| b.columns.get(target.column).map(|c| c.name.clone()));
        if let Some(name) = name {
            desk.frame.app.say(format!("Moving {} to {name}. Escape puts it back", drag.key));
        }
    }
    scroll_at_edges(desk, at);
    desk.drag.set(Some(Drag { at, moving: true, target, ..drag }));
}

/// The cell under the pointer within the card's own lane, and the card to stand above.
fn aim(drag: &Drag, at: (f64, f64)) -> Option<Target> {
    let under = page::document()?.element_from_point(at.0 as f32, at.1 as f32)?;
    let cell = under.closest("[data-column]").ok()??;
    let lane = cell.get_attribute("data-lane")?;
    let column = cell.get_attribute("data-column")?.parse().ok()?;
    if lane != drag.lane {
        return None;
    }
    let above = page::find_all(&cell, "[data-row]").into_iter().find_map(|row| {
        let id: WorkItemId = row.get_attribute("data-id")?.parse().ok()?;
        let place = row.get_bounding_client_rect();
        (at.1 < place.top() + place.height() / 2.0).then_some(id)
    });
    Some(Target { lane, column, above })
}

/// Scrolls the board when the pointer nears its upper or lower edge.
fn scroll_at_edges(desk: Desk, at: (f64, f64)) {
    let Some(board) = desk.viewport.node.get_untracked() else { return };
    let place = board.get_bounding_client_rect();
    let step = |near: f64, far: f64, point: f64| {
        if point < near + 48.0 {
            -16
        } else if point > far - 48.0 {
            16
        } else {
            0
        }
    };
    let down = step(place.top(), place.bottom(), at.1);
    let across = step(place.left(), place.right(), at.0);
    if down != 0 {
        board.set_scroll_top(board.scroll_top() + down);
    }
    if across != 0 {
        board.set_scroll_left(board.scroll_left() + across);
    }
}

fn drop(desk: Desk, event: &PointerEvent) {
    let Some(drag) = desk.drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    desk.drag.set(None);
    if !drag.moving {
        return;
    }
    swallow_click();
    let Some(target) = drag.target else { return };
    let app = desk.frame.app;
    match moves::status_in(desk, drag.item, target.column) {
        Some(status) => {
            if target.above != Some(drag.item) {
                moves::place(desk.frame, drag.item, Place { status, above: target.above });
            }
        }
        None => app.toasts.say(format!("{} stays: its project does not have this column", drag.key)),
    }
    super::card::focus(&drag.key);
}

/// The click that follows a drop is not one.
pub(in crate::views) fn swallow_click() {
    let Some(window) = page::window() else { return };
    let stop = wasm_bindgen::closure::Closure::once_into_js(|event: web_sys::Event| event.stop_propagation());
    let options = web_sys::AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_once(true);
    let target: &web_sys::EventTarget = window.as_ref();
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        "click",
        stop.unchecked_ref(),
        &options,
    );
    // No click follows a drop on another element: then the next real one must not be lost.
    page::after(0, move || {
        if let Some(window) = page::window() {
            let target: &web_sys::EventTarget = window.as_ref();
            let _ = target.remove_event_listener_with_callback_and_bool("click", stop.unchecked_ref(), true);
        }
    });
}

/// The card in the hand, and the words for it.
pub(super) fn preview(desk: Desk) -> AnyView {
    (move || {
        desk.drag.get().filter(|d| d.moving).map(|drag| {
            let column = drag
                .target
                .as_ref()
                .and_then(|t| desk.board.with_untracked(|b| b.columns.get(t.column).map(|c| c.name.clone())));
            let words = match column {
                Some(column) => format!("Moving {} to {column}. Escape puts it back", drag.key),
                None => format!("{} goes back to its place here", drag.key),
            };
            let (left, top) = (drag.at.0 - drag.grip.0, drag.at.1 - drag.grip.1);
            many(vec![
                el("div")
                    .class("card drag-preview")
                    .attr("aria-hidden", "true")
                    .style("width", format!("{}px", drag.width))
                    .style("transform", format!("translate({left}px, {top}px) rotate(1.5deg)"))
                    .child(el("div").class("card-top").child(el("span").class("key").child(drag.key)))
                    .child(el("div").class("card-title").child(drag.title))
                    .into_any(),
                el("div").class("drag-words").attr("aria-hidden", "true").child(words).into_any(),
            ])
        })
    })
    .into_any()
}
