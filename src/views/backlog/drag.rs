//! Dragging rows by their handle, with mouse, pen or finger.

use super::{Desk, change, focus, moves};
use crate::command::ItemEdit;
use crate::dom::prelude::*;
use crate::model::{SprintId, WorkItemId};
use crate::platform::page;
use crate::views::board::swallow_click;
use web_sys::{KeyboardEvent, PointerEvent};

/// Where the rows would go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Above this row.
    Above(WorkItemId),
    /// Below the last row.
    Foot,
    /// Into a sprint.
    Sprint(SprintId),
}

/// Rows under the pointer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drag {
    pub(super) items: Vec<WorkItemId>,
    first: WorkItemId,
    words: String,
    pointer: i32,
    start: (f64, f64),
    at: (f64, f64),
    /// The pointer moved far enough for it not to be a click.
    pub(super) moving: bool,
    pub(super) target: Option<Target>,
}

/// Pixels of movement that make a press a drag.
const THRESHOLD: f64 = 4.0;

pub(super) fn begin(desk: Desk, id: WorkItemId, event: &PointerEvent) {
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    event.prevent_default();
    let items = desk.targets(id);
    let title =
        desk.app.workbench.with_untracked(|p| p.items.get(&id).map(|i| format!("{} {}", i.key, i.title)));
    let words = match items.len() {
        1 => title.unwrap_or_default(),
        n => format!("{n} items"),
    };
    let at = (f64::from(event.client_x()), f64::from(event.client_y()));
    let pointer = event.pointer_id();
    desk.drag.set(Some(Drag {
        items,
        first: id,
        words,
        pointer,
        start: at,
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
            desk.app.say("Put back");
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
    if !drag.moving && (at.0 - drag.start.0).hypot(at.1 - drag.start.1) <= THRESHOLD {
        return;
    }
    event.prevent_default();
    let target = aim(desk, at);
    let begun = !drag.moving;
    desk.drag.set(Some(Drag { at, moving: true, target, ..drag }));
    if begun {
        // As long as it is held near an edge, the list scrolls on without the pointer moving.
        scroll_on(desk);
    }
}

/// The place under the pointer.
fn aim(desk: Desk, at: (f64, f64)) -> Option<Target> {
    let under = page::document()?.element_from_point(at.0 as f32, at.1 as f32)?;
    if let Ok(Some(sprint)) = under.closest("[data-sprint]") {
        return sprint.get_attribute("data-sprint")?.parse().ok().map(Target::Sprint);
    }
    if !desk.is_ranked() {
        return None;
    }
    let Ok(Some(row)) = under.closest(".backlog [data-row]") else {
        // Beneath the last row is the foot.
        under.closest(".backlog").ok()??;
        let last = page::find_all(&desk.viewport.node.get_untracked()?.into(), "[data-row]")
            .into_iter()
            .next_back()?;
        return (at.1 > last.get_bounding_client_rect().bottom()).then_some(Target::Foot);
    };
    let id: WorkItemId = row.get_attribute("data-id")?.parse().ok()?;
    let place = row.get_bounding_client_rect();
    if at.1 < place.top() + place.height() / 2.0 {
        return Some(Target::Above(id));
    }
    let next = desk.list.with_untracked(|l| l.beside(id, 1));
    Some(next.map_or(Target::Foot, Target::Above))
}

/// Scrolls while the pointer is held near the upper or lower edge of the list.
fn scroll_on(desk: Desk) {
    page::after_paint(move || {
        // The page may have been left in the middle of a drag.
        let Some(Some(drag)) = desk.drag.try_get_untracked() else { return };
        if let Some(list) = desk.viewport.node.get_untracked() {
            let place = list.get_bounding_client_rect();
            let inside = drag.at.0 < place.right();
            let step = if !inside {
                0
            } else if drag.at.1 < place.top() + 64.0 {
                -14
            } else if drag.at.1 > place.bottom() - 48.0 {
                14
            } else {
                0
            };
            if step != 0 {
                list.set_scroll_top(list.scroll_top() + step);
                let target = aim(desk, drag.at);
                if target != drag.target {
                    desk.drag.set(Some(Drag { target, ..drag }));
                }
            }
        }
        scroll_on(desk);
    });
}

fn drop(desk: Desk, event: &PointerEvent) {
    let Some(drag) = desk.drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    desk.drag.set(None);
    if !drag.moving {
        return;
    }
    swallow_click();
    let items = drag.items;
    match drag.target {
        Some(Target::Above(id)) if items.contains(&id) => return,
        Some(Target::Above(id)) => {
            moves::rank(desk, items, Some(id), true);
        }
        Some(Target::Foot) => {
            let last = desk
                .list
                .with_untracked(|l| l.all.rows.iter().rev().map(|row| row.id).find(|id| !items.contains(id)));
            if let Some(last) = last {
                moves::rank_below(desk, items, last, true);
            }
        }
        Some(Target::Sprint(sprint)) => {
            let name = desk.app.workbench.with_untracked(|p| p.sprints.get(&sprint).map(|s| s.name.clone()));
            let what = format!("put into {}", name.unwrap_or_default());
            change::each(desk, &items, &what, &|_| ItemEdit::Sprint(Some(sprint)));
        }
        None => return,
    }
    focus(&desk.key(drag.first));
}

/// The row in the hand, and the words for it.
pub(super) fn preview(desk: Desk) -> AnyView {
    let moving =
        Memo::new(move |_| desk.drag.with(|d| d.as_ref().filter(|d| d.moving).map(|d| d.words.clone())));
    let at = move || {
        desk.drag.with(|d| d.as_ref().map(|d| format!("translate({}px, {}px)", d.at.0 + 12.0, d.at.1 - 14.0)))
    };
    let words = move || {
        let target = desk.drag.with(|d| d.as_ref().and_then(|d| d.target));
        let place = match target {
            Some(Target::Above(id)) => format!("above {}", desk.key(id)),
            Some(Target::Foot) => "to the foot".to_owned(),
            Some(Target::Sprint(id)) => desk
                .app
                .workbench
                .with_untracked(|p| p.sprints.get(&id).map(|s| format!("into {}", s.name)))
                .unwrap_or_default(),
            None if untrack(|| super::by_score(desk.app)) => {
                return "The list is in order of scores: only sprints take rows".to_owned();
            }
            None => return "It goes back to its place here".to_owned(),
        };
        format!("Moving {place}. Escape puts it back")
    };
    (move || {
        moving.get().map(|title| {
            many(vec![
                el("div")
                    .class("line-preview cut")
                    .attr("aria-hidden", "true")
                    .style("transform", at)
                    .child(title)
                    .into_any(),
                el("div").class("drag-words").attr("aria-hidden", "true").child(words).into_any(),
            ])
        })
    })
    .into_any()
}
