//! Title, severity and the clocks, which tick without anything else being drawn.

use super::super::phrases;
use super::room::Room;
use super::signs::{countdown, severity_mark, stopwatch};
use crate::analysis::Colour;
use crate::analysis::incident::{
    acknowledged_in, changed_severity, interval, is_running, next_due, running_for, severity,
};
use crate::analysis::words::{minutes, spell};
use crate::app::Overlay;
use crate::components::title_input;
use crate::dom::prelude::*;
use crate::model::{Incident, IncidentState, Timestamp};

fn clock(room: Room, at: Timestamp) -> String {
    room.app.zone.with(|z| phrases::clock(at, z))
}

/// The title row.
pub(super) fn head(room: Room) -> AnyView {
    let app = room.app;
    let level = Memo::new(move |_| room.with(|i| i.severity));
    let since = move || {
        let change = room.with(changed_severity);
        change.map(|(from, to, at)| {
            let word = if to < from { "raised" } else { "lowered" };
            format!("{word} from {} at {}", severity(from).name, clock(room, at))
        })
    };
    let name = move || {
        room.with(|i| {
            let client = i.client.and_then(|c| app.with(|p| p.clients.get(&c).map(|c| c.name.clone())));
            let client = client.map(|c| format!(", {c}")).unwrap_or_default();
            format!("{}{client}", i.key)
        })
    };
    let state = move || {
        room.with(|i| match (i.state, i.mitigated, i.resolved) {
            (IncidentState::Mitigated, Some(at), _) => format!("Mitigated {}, watching it", clock(room, at)),
            (IncidentState::Resolved | IncidentState::Closed, _, Some(at)) => {
                let today = app.today();
                format!("Resolved {}", app.zone.with(|z| phrases::moment(at, z, today)))
            }
            (state, ..) => state.name().to_owned(),
        })
    };
    el("div")
        .class("war-head")
        .child(
            el("div")
                .class("war-title")
                .child(
                    el("div")
                        .class("row")
                        .child(
                            el("button")
                                .class("war-severity")
                                .attr("title", "What the severities mean")
                                .on_click(move |_| app.overlay.set(Some(Overlay::Severities)))
                                .child(move || severity_mark(level.get())),
                        )
                        .child(el("span").class("quiet wide-only").child(since))
                        .child(el("span").class("quiet phone-only").child(name)),
                )
                .child(title_input(
                    move || room.with(|i| i.title.clone()),
                    move |title| {
                        room.change(|i| i.title = title);
                    },
                ))
                .child(el("div").class("quiet wide-only").child(state)),
        )
        .child(
            el("dl")
                .class("war-clocks")
                .child(running(room))
                .child(next_update(room))
                .child(service(room))
                .child(acknowledged(room)),
        )
        .into_any()
}

/// One clock: what it is, the value, what to know beside it.
fn tile(
    label: impl Fn() -> String + 'static,
    class: impl Fn() -> &'static str + 'static,
    value: impl Fn() -> String + 'static,
    below: impl Fn() -> String + 'static,
) -> El {
    el("div").class("war-clock").child(el("dt").child(label)).child(
        el("dd")
            .child(el("div").class(class).attr("role", "timer").child(value))
            .child(el("div").class("quiet").child(below)),
    )
}

fn running(room: Room) -> AnyView {
    let label = move || if room.with(is_running) { "Running" } else { "Ran" }.to_owned();
    let value = move || {
        let now = room.second.get();
        room.with(|i| stopwatch(running_for(i, now)))
    };
    let since = move || {
        let today = room.app.today();
        room.with(|i| {
            format!(
                "since {}",
                room.app.zone.with(|z| {
                    if z.day(i.detected) == today {
                        phrases::clock(i.detected, z)
                    } else {
                        phrases::moment(i.detected, z, today)
                    }
                })
            )
        })
    };
    tile(label, || "war-value", value, since).into_any()
}

/// Due soon: the last third of the interval.
fn urgency(incident: &Incident, due: Timestamp, now: Timestamp) -> Colour {
    let left = due.0 - now.0;
    if left < 0 {
        Colour::Red
    } else if left <= i64::from(interval(incident)) * 60_000 / 3 {
        Colour::Amber
    } else {
        Colour::Unknown
    }
}

pub(super) const fn value_class(colour: Colour) -> &'static str {
    match colour {
        Colour::Red => "war-value red",
        Colour::Amber => "war-value amber",
        _ => "war-value",
    }
}

fn next_update(room: Room) -> AnyView {
    let due = Memo::new(move |_| room.with(next_due));
    let value =
        move || due.get().map_or_else(|| "none".to_owned(), |due| countdown(due.0 - room.second.get().0));
    let class = move || {
        let now = room.second.get();
        value_class(due.get().map_or(Colour::Unknown, |due| {
            room.with(|i| Some(urgency(i, due, now))).unwrap_or(Colour::Unknown)
        }))
    };
    let below = move || match due.get() {
        None => "it is over".to_owned(),
        Some(due) => room.with(|i| {
            let every = minutes(i64::from(interval(i)));
            let why = if i.update_every.is_some() { "set here" } else { "" };
            let at =
                if why.is_empty() { format!("at {}", severity(i.severity).name) } else { why.to_owned() };
            format!("{}, every {every} {at}", clock(room, due))
        }),
    };
    let runs = Memo::new(move |_| room.with(is_running));
    (move || runs.get().then(|| tile(|| "Next update due".to_owned(), class, value, below))).into_any()
}

fn service(room: Room) -> AnyView {
    // The most pressing one of those that are not stopped.
    let first = Memo::new(move |_| {
        room.clocks
            .with(|all| all.iter().find(|c| c.cycle.stopped.is_none()).or_else(|| all.first()).cloned())
    });
    (move || {
        let clock_of = first.get()?;
        let ends = clock_of.cycle.ends;
        let stopped = clock_of.cycle.stopped.is_some();
        let day = clock_of.day;
        let words = if stopped {
            if clock_of.cycle.left < 0 { "Missed".to_owned() } else { "Met".to_owned() }
        } else {
            let left = clock_of.cycle.left;
            if left < 0 { format!("{} over", spell(-left, day)) } else { spell(left, day) }
        };
        let below = {
            let level = clock_of.level.clone();
            let paused = clock_of.cycle.paused;
            move || match ends {
                Some(at) => {
                    let today = room.app.today();
                    let when = room.app.zone.with(|z| {
                        if z.day(at) == today { phrases::clock(at, z) } else { phrases::moment(at, z, today) }
                    });
                    format!("{level} by {when}")
                }
                None if paused => format!("{level}, paused"),
                None => level.clone(),
            }
        };
        let class = if stopped { Colour::Unknown } else { clock_of.colour };
        let name =
            if clock_of.cycle.item.is_some() { format!("SLA {}", clock_of.key) } else { "SLA".to_owned() };
        Some(tile(move || name.clone(), move || value_class(class), move || words.clone(), below))
    })
    .into_any()
}

fn acknowledged(room: Room) -> AnyView {
    let took = Memo::new(move |_| room.with(acknowledged_in));
    let value = move || took.get().map_or_else(|| "not yet".to_owned(), minutes);
    let target = move || i64::from(severity(room.with(|i| i.severity)).acknowledge_within);
    let class = move || match took.get() {
        Some(took) if took <= target() => "war-value",
        _ => "war-value red",
    };
    tile(|| "Acknowledged in".to_owned(), class, value, move || format!("target {}", minutes(target())))
        .into_any()
}
