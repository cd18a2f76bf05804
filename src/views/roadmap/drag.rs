//! Dragging bars by their middle or their ends, and milestones along the axis.

use super::{Desk, replan};
use crate::analysis::roadmap::{Plan, edges, replan_initiative, replan_milestone};
use crate::analysis::time::back;
use crate::dom::prelude::*;
use crate::model::{Date, InitiativeId, MilestoneId, Program, Ref, short_day};
use crate::views::board::swallow_click;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

/// What of it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hold {
    All,
    Start,
    End,
}

/// Something under the pointer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drag {
    what: Ref,
    name: String,
    hold: Hold,
    pointer: i32,
    start: f64,
    /// Days that a pixel stands for.
    scale: f64,
    before: (Date, Date),
    now: (Date, Date),
    /// The pointer moved far enough for it not to be a click.
    pub(super) moving: bool,
}

type Thought = (Option<(InitiativeId, Date, Date)>, Option<(MilestoneId, Date)>);

impl Drag {
    pub(super) fn is(&self, what: &Ref) -> bool {
        self.what == *what
    }

    /// The days that the initiative would have.
    pub(super) fn span_of(&self, id: InitiativeId) -> Option<(Date, Date)> {
        (self.moving && self.what == Ref::Initiative(id)).then_some(self.now)
    }

    /// The day that the milestone would have.
    pub(super) fn due_of(&self, id: MilestoneId) -> Option<Date> {
        (self.moving && self.what == Ref::Milestone(id)).then_some(self.now.1)
    }

    /// The plan as it would be.
    pub(super) fn thought(&self) -> Thought {
        match self.what {
            Ref::Initiative(id) => (Some((id, self.now.0, self.now.1)), None),
            Ref::Milestone(id) => (None, Some((id, self.now.1))),
            _ => (None, None),
        }
    }
}

/// Pixels of movement that make a press a drag.
const THRESHOLD: f64 = 4.0;
/// Pixels at the ends of a bar by which its end alone is taken.
const EDGE: f64 = 8.0;

pub(super) fn begin(desk: Desk, what: Ref, event: &PointerEvent) {
    if event.button() != 0 || !event.is_primary() {
        return;
    }
    // A finger scrolls the page; the menu is its way to replan.
    if event.pointer_type() == "touch" {
        return;
    }
    event.stop_propagation();
    let Some(held) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    let Ok(Some(track)) = held.closest(".rm-track") else { return };
    let width = Element::get_bounding_client_rect(&track).width();
    let place = held.get_bounding_client_rect();
    let found = desk.app.workbench.with_untracked(|p| {
        let span = Plan::of(p).span(&what)?;
        let name = match &what {
            Ref::Initiative(id) => p.initiatives.get(id)?.title.clone(),
            Ref::Milestone(id) => {
                let milestone = p.milestones.get(id)?;
                // What is reached stands where it was reached.
                milestone.reached.is_none().then(|| milestone.name.clone())?
            }
            _ => return None,
        };
        Some((span, name))
    });
    let (Some((span, name)), true) = (found, width > 0.0) else { return };
    let x = f64::from(event.client_x());
    let wide = place.width() > 3.0 * EDGE && matches!(what, Ref::Initiative(_));
    let hold = match (wide, x - place.left() < EDGE, place.right() - x < EDGE) {
        (true, true, _) => Hold::Start,
        (true, _, true) => Hold::End,
        _ => Hold::All,
    };
    let days = desk.axis.with_untracked(crate::analysis::roadmap::Axis::days);
    desk.drag.set(Some(Drag {
        what,
        name,
        hold,
        pointer: event.pointer_id(),
        start: x,
        scale: days as f64 / width,
        before: span,
        now: span,
        moving: false,
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
            swallow_click();
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

/// The day so many days on; on a day off, the next working day in that direction.
pub(super) fn shifted(program: &Program, day: Date, by: i64, forward: bool) -> Date {
    let mut moved = back(day, -by);
    for _ in 0..14 {
        if program.settings.is_working_day(moved) {
            break;
        }
        moved = back(moved, if forward { -1 } else { 1 });
    }
    moved
}

/// Days after a move by so many days.
fn after(program: &Program, drag: &Drag, by: i64) -> (Date, Date) {
    let (start, end) = drag.before;
    if by == 0 {
        return (start, end);
    }
    match (drag.hold, &drag.what) {
        (_, Ref::Milestone(_)) => {
            let due = shifted(program, end, by, false);
            (due, due)
        }
        (Hold::All, _) => (shifted(program, start, by, true), shifted(program, end, by, false)),
        (Hold::Start, _) => (shifted(program, start, by, true).min(end), end),
        (Hold::End, _) => (start, shifted(program, end, by, false).max(start)),
    }
}

fn follow(desk: Desk, event: &PointerEvent) {
    let Some(drag) = desk.drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    let way = f64::from(event.client_x()) - drag.start;
    if !drag.moving && way.abs() <= THRESHOLD {
        return;
    }
    event.prevent_default();
    let by = (way * drag.scale).round() as i64;
    let now = desk.app.workbench.with_untracked(|p| after(p, &drag, by));
    if now != drag.now || !drag.moving {
        desk.drag.set(Some(Drag { now, moving: true, ..drag }));
    }
}

fn drop(desk: Desk, event: &PointerEvent) {
    let Some(drag) = desk.drag.get_untracked().filter(|d| d.pointer == event.pointer_id()) else { return };
    desk.drag.set(None);
    if !drag.moving {
        return;
    }
    swallow_click();
    if drag.now == drag.before {
        return;
    }
    let (start, end) = drag.now;
    let command = desk.app.workbench.with_untracked(|p| match &drag.what {
        Ref::Initiative(id) => p.initiatives.get(id).map(|i| replan_initiative(p, i, start, end)),
        Ref::Milestone(id) => p.milestones.get(id).map(|m| replan_milestone(m, end)),
        _ => None,
    });
    if let Some(command) = command {
        replan::dispatch(desk, command);
    }
    super::moves::focus(&drag.what);
}

/// What the drag would do, in words.
pub(super) fn words(desk: Desk) -> AnyView {
    (move || {
        let drag = desk.drag.get().filter(|d| d.moving)?;
        let (start, end) = drag.now;
        let days = match drag.what {
            Ref::Milestone(_) => short_day(end),
            _ => format!("{} to {}", short_day(start), short_day(end)),
        };
        let broken = desk.app.with(|p| {
            let (bar, milestone) = drag.thought();
            let before = edges(&Plan::of(p), Some(&drag.what));
            let now = edges(&Plan { program: p, thought: bar, milestone }, Some(&drag.what));
            let worse = now.into_iter().find(|edge| {
                let was = before.iter().find(|b| b.id == edge.id).and_then(|b| b.late).unwrap_or(0);
                edge.late.unwrap_or(0) > was
            });
            worse.map(|edge| edge.words)
        });
        let text = match broken {
            Some(words) => format!("{}: {days}. Breaks: {words}", drag.name),
            None => format!("{}: {days}. Escape puts it back", drag.name),
        };
        Some(el("div").class("drag-words").attr("aria-hidden", "true").child(text))
    })
    .into_any()
}
