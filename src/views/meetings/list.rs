//! Meetings by day: today's and what comes, or the past with its minutes.

use super::desk::{address, open};
use super::edit;
use crate::analysis::agenda::{MeetingDate, Span, carried_over, dates};
use crate::app::App;
use crate::components::{Choice, MenuItem, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::Date;
use crate::platform::clock::known_zone;
use crate::views::shell::Frame;
use crate::views::{choices, phrases};
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Weeks ahead or back that the list begins with, and by which it grows.
const STEP: u64 = 2;

/// Weeks ahead or back that the address asks for.
fn weeks(app: App) -> u64 {
    app.param("weeks").and_then(|n| n.parse().ok()).unwrap_or(STEP).clamp(STEP, 52)
}

fn past(app: App) -> bool {
    app.param("when").as_deref() == Some("past")
}

/// `4 today, 2 left`.
pub(super) fn context(frame: Frame) -> AnyView {
    let app = frame.app;
    (move || {
        let today = app.today();
        let (all, left) = app.analyse(|ctx| {
            let span = Span { from: today, to: today };
            let all = dates(ctx.program, ctx.zone, &known_zone, app.scope(), span);
            let ends = |d: &MeetingDate| d.start.map_or(0, |s| s.0) + i64::from(d.minutes) * 60_000;
            (all.len(), all.iter().filter(|d| !d.ended && ends(d) > ctx.now.0).count())
        });
        format!("{all} today, {left} left")
    })
    .into_any()
}

pub(super) fn bar(frame: Frame) -> AnyView {
    let app = frame.app;
    let team = move || app.with(|p| choices::team_names(p, "All teams"));
    el("div")
        .class("toolbar")
        .child(segmented(
            "When",
            &[(false, "Today and ahead"), (true, "Past")],
            move || past(app),
            move |on| {
                let route = app.route.get_untracked().with("weeks", "");
                app.go(route.with("when", if on { "past" } else { "" }));
            },
        ))
        .child(el("span").class("push"))
        .child(select(
            "Team",
            "small bare",
            team,
            move || app.param("team").unwrap_or_default(),
            move |name| app.set_param("team", &name),
        ))
        .into_any()
}

fn shown(app: App) -> Vec<MeetingDate> {
    let (today, scope, past) = (app.today(), app.scope(), past(app));
    let days = weeks(app) * 7;
    let span = if past {
        Span { from: today - chrono::Days::new(days), to: today - chrono::Days::new(1) }
    } else {
        // The same weekday of the last week is in it, and the day after.
        Span { from: today, to: today + chrono::Days::new(days + 1) }
    };
    let zone = app.zone.get();
    let mut all = app.with(|p| {
        let mut all = dates(p, &zone, &known_zone, scope, span);
        if !past {
            for date in all.iter_mut().filter(|d| d.words.is_empty()) {
                date.words = brought(p, date);
            }
        }
        all
    });
    if past {
        all.reverse();
        // Newest day first, but each day in its order.
        let mut by_day: Vec<Vec<MeetingDate>> = Vec::new();
        for date in all {
            match by_day.last_mut().filter(|day| day.first().is_some_and(|d| d.day == date.day)) {
                Some(day) => day.insert(0, date),
                None => by_day.push(vec![date]),
            }
        }
        all = by_day.into_iter().flatten().collect();
    }
    all
}

/// What comes over to a date of which nothing is kept yet. Only its next date brings it.
fn brought(program: &crate::model::Program, date: &MeetingDate) -> String {
    let (Some(meeting), Some(original)) = (date.meeting, date.original) else { return String::new() };
    let (points, actions) = carried_over(program, meeting, original);
    let parts = [(points, "point", "points"), (actions, "open action", "open actions")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(n, ..)| *n > 0)
        .map(|(n, one, many)| phrases::count(n, one, many))
        .collect();
    if parts.is_empty() { String::new() } else { format!("{} carried over", parts.join(", ")) }
}

pub(super) fn list(frame: Frame) -> AnyView {
    let app = frame.app;
    let all = Memo::new(move |_| Arc::new(shown(app)));
    let days = move || {
        let all = all.get();
        if all.is_empty() {
            return nothing(app);
        }
        let mut days: Vec<(Date, Vec<AnyView>)> = Vec::new();
        for date in all.iter() {
            match days.last_mut().filter(|(day, _)| *day == date.day) {
                Some((_, rows)) => rows.push(row(frame, date)),
                None => days.push((date.day, vec![row(frame, date)])),
            }
        }
        let today = app.today();
        let each = days.into_iter().map(|(day, rows)| {
            let near = (day - today).num_days();
            let word = match near {
                0 => "Today".to_owned(),
                1 => "Tomorrow".to_owned(),
                -1 => "Yesterday".to_owned(),
                _ => phrases::weekday(day).to_owned(),
            };
            let rest = if near.abs() <= 1 { phrases::long_day(day) } else { phrases::day(day, today) };
            el("section")
                .class("meeting-day")
                .child(
                    el("div")
                        .class("list-head")
                        .child(el("h2").child(word))
                        .child(el("span").class("quiet").child(rest)),
                )
                .child(el("ul").child(rows))
        });
        each.collect_view().into_any()
    };
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Meetings by day")
        .child(el("div").class("meeting-list").child(days).child(further(app)))
        .into_any()
}

/// Two weeks more.
fn further(app: App) -> AnyView {
    (move || {
        let (weeks, past) = (weeks(app), past(app));
        (weeks < 52).then(|| {
            el("button")
                .class("link more")
                .on_click(move |_| app.set_param("weeks", &(weeks + STEP).to_string()))
                .child(if past { "Two weeks earlier" } else { "Two weeks more" })
        })
    })
    .into_any()
}

fn row(frame: Frame, date: &MeetingDate) -> AnyView {
    let app = frame.app;
    let zone = app.zone.get_untracked();
    let time = match date.start {
        Some(start) if !date.all_day => phrases::clock(start, &zone),
        _ if date.all_day => "All day".to_owned(),
        _ => String::new(),
    };
    let here = app.route.get_untracked();
    let to = match (date.meeting, date.original, date.session) {
        (Some(meeting), Some(original), _) => address(&here, meeting, original),
        (.., Some(id)) => {
            let id = crate::model::EntryId::from(id.number()).to_string();
            here.with("session", &id)
        }
        _ => here,
    };
    let mut aside = vec![date.place.clone()];
    if date.moved {
        aside.push("moved".to_owned());
    }
    aside.retain(|part| !part.is_empty());
    let (target, label) = (to.clone(), date.title.clone());
    let name = label.clone();
    el("li")
        .class(if date.ended { "meeting-row ended" } else { "meeting-row" })
        .child(el("span").class("meeting-time num").child(time))
        .child(
            el("span")
                .class("meeting-what")
                .child(
                    el("a")
                        .class("strong cut")
                        .attr("href", format!("#{target}"))
                        .on_click(move |event| {
                            event.prevent_default();
                            app.go(to.clone());
                        })
                        .child(label),
                )
                .child(el("span").class("quiet cut").child(aside.join(", "))),
        )
        .child(el("span").class("quiet meeting-words").child(date.words.clone()))
        .child(el("span").class("quiet num meeting-length").child(length(date)))
        .child(date.meeting.map(|_| more(frame, date.clone(), name)))
        .into_any()
}

fn length(date: &MeetingDate) -> String {
    if date.all_day { String::new() } else { crate::views::meetings::bar::minutes_words(date.minutes) }
}

/// What can be done with a date from the list.
fn more(frame: Frame, date: MeetingDate, name: String) -> AnyView {
    let app = frame.app;
    let label = format!("More for {name}");
    el("button")
        .class("icon-button")
        .attr("aria-label", label)
        .on_click(move |event| {
            let Some(at) = event.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok())
            else {
                return;
            };
            let (Some(meeting), Some(original)) = (date.meeting, date.original) else { return };
            let mut items = vec![
                MenuItem::new("Open", move || open(app, meeting, original)),
                MenuItem::new(if date.series { "Edit the series" } else { "Edit" }, move || {
                    edit::open(app, meeting, None);
                }),
            ];
            if date.series {
                items.push(MenuItem::new("Move this date", move || edit::open(app, meeting, Some(original))));
                let day = crate::model::short_day(date.day);
                items.push(
                    MenuItem::new(format!("Cancel {day}"), move || edit::cancel_date(app, meeting, original))
                        .apart()
                        .danger(),
                );
            }
            frame.menu.open_at(&at, name.clone(), items);
        })
        .child(icon("dots"))
        .into_any()
}

fn nothing(app: App) -> AnyView {
    let past = untrack(|| past(app));
    let (fact, sentence) = if past {
        ("No meetings in the last weeks", "What is kept of a meeting stays here with its minutes.")
    } else {
        (
            "No meetings in the next weeks",
            "Add one or a series here, or bring your calendar in as a file (.ics) on Data.",
        )
    };
    el("div")
        .class("content empty")
        .child(el("h2").child(fact))
        .child(el("p").child(sentence))
        .child(
            (!past).then(|| {
                el("button").class("button").on_click(move |_| edit::add(app)).child("Add a meeting")
            }),
        )
        .into_any()
}

/// The teams of the program, for forms.
pub(super) fn teams(app: App) -> Vec<Choice> {
    app.with(|p| choices::teams(p, "No team"))
}
