//! Above one date: which it is, the way back, and its clock.

use super::desk::Desk;
use super::edit;
use crate::analysis::agenda as facts;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::platform::{clock, page};
use crate::views::phrases;

/// `45 min`, `1 h 30 min`.
pub(super) fn minutes_words(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

/// `06:12`.
pub(super) fn clock_words(seconds: u32) -> String {
    let two = |n: u32| if n < 10 { ["0", &n.to_string()].concat() } else { n.to_string() };
    [&two(seconds / 60), ":", &two(seconds % 60)].concat()
}

/// Which meeting it is, and the way back to the list.
pub(super) fn context(desk: Desk) -> AnyView {
    let app = desk.app();
    let name = move || desk.place.with(|p| p.as_ref().map(|p| p.title.clone()).unwrap_or_default());
    let when = move || {
        let zone = app.zone.get();
        desk.place.with(|p| {
            p.as_ref().map(|p| format!("{} {}", phrases::long_day(p.day), phrases::clock(p.start, &zone)))
        })
    };
    many(vec![
        el("button")
            .class("icon-button")
            .attr("aria-label", "All meetings")
            .attr("title", "All meetings")
            .on_click(move |_| back(desk))
            .child(icon("back"))
            .into_any(),
        el("span").class("strong").child(name).into_any(),
        el("span").child(move || when().unwrap_or_default()).into_any(),
    ])
}

fn back(desk: Desk) {
    desk.flush();
    let app = desk.app();
    let route = app.route.get_untracked().with("meeting", "").with("date", "").with("session", "");
    app.go(route.with("edit", "").with("record", ""));
}

pub(super) fn bar(desk: Desk) -> AnyView {
    let app = desk.app();
    let facts_line = move || {
        let parts = desk.place.with(|p| p.as_ref().map(|p| (p.where_.clone(), p.minutes)));
        let (place, minutes) = parts.unwrap_or_default();
        let (project, team) = {
            let scope = desk.scope();
            app.with(|p| {
                let project = scope.project.and_then(|id| p.projects.get(&id)).map(|x| x.name.clone());
                let team = scope.team.and_then(|id| p.teams.get(&id)).map(|x| x.name.clone());
                (project, team)
            })
        };
        let minutes = (minutes > 0).then(|| minutes_words(minutes));
        let parts = [minutes, Some(place), project, team];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let edit = move || {
        let place = desk.place.get()?;
        let (meeting, original) = (place.meeting?, place.original);
        let series = meeting.is_series();
        let id = meeting.id;
        Some(
            el("button")
                .class("link")
                .on_click(move |_| edit::open(app, id, series.then_some(original)))
                .child(if series { "Move or edit" } else { "Edit" }),
        )
    };
    many(vec![
        el("div")
            .class("toolbar standup-bar")
            .child(el("span").class("quiet cut").child(facts_line))
            .child(edit)
            .child(el("span").class("push"))
            .child(timer(desk))
            .into_any(),
        line(desk),
    ])
}

fn runs(desk: Desk) -> bool {
    desk.with(|s| s.turn.is_some()).unwrap_or(false)
}

/// Moves the clock on screen every second, as long as it runs.
pub(super) fn tick(desk: Desk) {
    page::after(1_000, move || {
        let runs = desk.record.try_with_untracked(|r| r.as_ref().is_some_and(|s| s.turn.is_some()));
        if runs == Some(true) {
            desk.second.try_update(|n| *n = n.wrapping_add(1));
        }
    });
}

/// Stops the clock, or lets it run on with the point that is talked about.
pub(super) fn pause(desk: Desk) {
    desk.flush();
    let now = clock::now();
    desk.change(|session| {
        if session.turn.is_some() {
            facts::pause(session, now);
        } else {
            let first = session.agenda.iter().find(|p| !p.done).map(|p| p.id);
            let point = session.current.or(first);
            facts::take_up(session, point, now);
        }
    });
}

fn timer(desk: Desk) -> AnyView {
    let going = Memo::new(move |_| runs(desk));
    Effect::new(move |_| {
        desk.second.track();
        if going.get() {
            tick(desk);
        }
    });
    let name = move || if going.get() { "Pause the clock" } else { "Start the clock" };
    let points = Memo::new(move |_| desk.with(|s| s.agenda.len()).unwrap_or(0));
    el("div")
        .class("standup-clock")
        .child(el("span").class("clock num").attr("role", "timer").child(move || clock_words(taken(desk))))
        .child(el("span").class("quiet num").child(move || format!("of {}", clock_words(length(desk) * 60))))
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", name)
                .attr("title", move || format!("{} (P)", name()))
                .attr("disabled", move || points.get() == 0)
                .on_click(move |_| pause(desk))
                .child(move || icon(if going.get() { "pause" } else { "play" })),
        )
        .into_any()
}

/// How long it has taken, in seconds.
fn taken(desk: Desk) -> u32 {
    let now = desk.now();
    desk.with(|s| facts::total_seconds(s, now)).unwrap_or(0)
}

/// How long it should take, in minutes.
fn length(desk: Desk) -> u32 {
    desk.place.with(|p| p.as_ref().map_or(0, |p| p.minutes))
}

/// The clock as a line under the bar.
fn line(desk: Desk) -> AnyView {
    let share = move || f64::from(taken(desk)) / f64::from((length(desk) * 60).max(1));
    el("div")
        .class("standup-line")
        .child(
            el("div")
                .class(move || if share() > 1.0 { "over" } else { "" })
                .style("width", move || format!("{}%", (share() * 100.0).min(100.0) as i64)),
        )
        .into_any()
}
