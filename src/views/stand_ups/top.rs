//! The teams as tabs, round the team or along the board, and the clock.

use super::desk::Desk;
use super::turns::{minutes, pause, tick};
use crate::analysis::stand_up as facts;
use crate::components::{icon, segmented};
use crate::dom::prelude::*;
use crate::model::order::InOrder;

/// Goes to the day before or after on which the team had a stand-up.
pub(super) fn step_day(desk: Desk, by: i64) {
    desk.flush();
    let app = desk.app();
    let (day, today) = (desk.day.get_untracked(), app.today_untracked());
    let Some(team) = desk.team.get_untracked() else { return };
    let mut days = app.workbench.with_untracked(|p| facts::days(p, team));
    days.push(today);
    days.order();
    let next =
        if by < 0 { days.into_iter().rev().find(|d| *d < day) } else { days.into_iter().find(|d| *d > day) };
    match next {
        Some(next) if next == today => app.set_param("day", ""),
        Some(next) => app.set_param("day", &next.to_string()),
        None => app.toasts.say("There is no earlier stand-up of this team."),
    }
}

/// Goes to another team.
fn go(desk: Desk, name: &str) {
    desk.flush();
    desk.app().set_param("team", name);
}

pub(super) fn bar(desk: Desk) -> AnyView {
    let app = desk.app();
    let teams = Memo::new(move |_| {
        let day = desk.day.get();
        app.with(|p| {
            let done = |id| facts::find(p, id, day).is_some_and(|s| s.finished.is_some());
            let all = facts::teams(p).into_iter();
            all.map(|t| (t.id, t.name.clone(), done(t.id))).collect::<Vec<_>>()
        })
    });
    let tabs = move || {
        teams
            .get()
            .into_iter()
            .map(|(id, name, done)| {
                let to = name.clone();
                el("button")
                    .attr("aria-pressed", move || if desk.team.get() == Some(id) { "true" } else { "false" })
                    .on_click(move |_| go(desk, &to))
                    .child(done.then(|| {
                        many(vec![icon("check"), el("span").class("sr-only").child("Finished: ").into_any()])
                    }))
                    .child(name)
            })
            .collect_view()
    };
    let walking = move || desk.walking();
    many(vec![
        el("div")
            .class("toolbar standup-bar")
            .child(
                el("div")
                    .class("segmented teams")
                    .attr("role", "group")
                    .attr("aria-label", "Team")
                    .child(tabs),
            )
            .child(el("span").class("push"))
            .child(segmented(
                "How",
                &[(false, "Round the team"), (true, "Walk the board")],
                walking,
                move |walk| app.set_param("mode", if walk { "walk" } else { "" }),
            ))
            .child(timer(desk))
            .into_any(),
        line(desk),
    ])
}

/// The clock: `06:12 of 15:00`.
fn timer(desk: Desk) -> AnyView {
    let app = desk.app();
    let runs = Memo::new(move |_| desk.with(|s| s.since.is_some()).unwrap_or(false));
    // The next second is asked for when this one has come; it stops with the clock.
    Effect::new(move |_| {
        desk.second.track();
        if runs.get() {
            tick(desk);
        }
    });
    let length = move || desk.team.get().map_or(15, |team| app.with(|p| facts::minutes(p, team)));
    let name = move || if runs.get() { "Pause the clock" } else { "Start the clock" };
    el("div")
        .class("standup-clock")
        .child(el("span").class("clock num").attr("role", "timer").child(move || minutes(taken(desk))))
        .child(el("span").class("quiet num").child(move || format!("of {}", minutes(length() * 60))))
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", name)
                .attr("title", move || format!("{} (P)", name()))
                .on_click(move |_| pause(desk))
                .child(move || icon(if runs.get() { "pause" } else { "play" })),
        )
        .into_any()
}

/// How long it has taken, in seconds.
fn taken(desk: Desk) -> u32 {
    let now = desk.now();
    desk.with(|s| facts::elapsed(s, now)).unwrap_or(0)
}

/// The clock as a line under the bar.
fn line(desk: Desk) -> AnyView {
    let app = desk.app();
    let share = move || {
        let whole = desk.team.get().map_or(15, |team| app.with(|p| facts::minutes(p, team))) * 60;
        f64::from(taken(desk)) / f64::from(whole.max(1))
    };
    el("div")
        .class("standup-line")
        .child(
            el("div")
                .class(move || if share() > 1.0 { "over" } else { "" })
                .style("width", move || format!("{}%", (share() * 100.0).min(100.0) as i64)),
        )
        .into_any()
}
