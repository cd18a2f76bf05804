//! The panel in which a meeting, a series or one of its dates is changed.

use super::desk::wall;
use super::edit_parts::{attendees, date_part, repeats};
use super::list::teams;
use crate::app::{App, Route, View};
use crate::command::{Command, RecordEdit};
use crate::components::{date_input, icon, select, text_input, title_input};
use crate::dom::prelude::*;
use crate::json::Json;
use crate::model::{EntryId, LocalTime, Meeting, MeetingId, MeetingInstance, Ref};
use crate::platform::page;
use crate::views::choices;
use crate::views::shell::Frame;
use std::sync::Arc;

/// A meeting that is looked at.
pub(super) type Shown = Memo<Option<Arc<Meeting>>>;

fn send(app: App, edit: RecordEdit) -> Option<String> {
    app.workbench.dispatch(Command::Record(Box::new(edit)))
}

/// Changes a meeting.
pub(super) fn change(app: App, id: MeetingId, edit: impl FnOnce(&mut Meeting)) {
    let Some(before) = app.workbench.with_untracked(|p| p.meetings.get(&id).cloned()) else { return };
    let mut after = (*before).clone();
    edit(&mut after);
    if after != *before {
        send(app, RecordEdit::PutMeeting(Box::new(after)));
    }
}

/// Changes one date of a series.
pub(super) fn change_date(
    app: App,
    id: MeetingId,
    original: LocalTime,
    edit: impl FnOnce(&mut MeetingInstance),
) {
    let Some(meeting) = app.workbench.with_untracked(|p| p.meetings.get(&id).cloned()) else { return };
    let mut instance = meeting.instance(original).cloned().unwrap_or_else(|| MeetingInstance {
        original,
        start: original,
        minutes: meeting.minutes,
        title: None,
        place: None,
        notes: String::new(),
        cancelled: false,
    });
    edit(&mut instance);
    send(app, RecordEdit::PutInstance(id, Box::new(instance)));
}

/// One date does not take place.
pub(super) fn cancel_date(app: App, id: MeetingId, original: LocalTime) {
    let Some(meeting) = app.workbench.with_untracked(|p| p.meetings.get(&id).cloned()) else { return };
    let mut instance = meeting.instance(original).cloned().unwrap_or_else(|| MeetingInstance {
        original,
        start: original,
        minutes: meeting.minutes,
        title: None,
        place: None,
        notes: String::new(),
        cancelled: false,
    });
    instance.cancelled = true;
    let edit = RecordEdit::PutInstance(id, Box::new(instance));
    app.workbench.dispatch_aloud(Command::Record(Box::new(edit)));
}

/// Opens the panel for a meeting, or for one date of it.
pub(super) fn open(app: App, id: MeetingId, date: Option<LocalTime>) {
    let here = app.route.get_untracked();
    let here = if here.view == View::Meetings { here } else { Route::to(View::Meetings) };
    let at = date.map(|d| d.format("%Y-%m-%dT%H:%M").to_string()).unwrap_or_default();
    let id = EntryId::from(id.number()).to_string();
    app.go(here.with("record", "").with("item", "").with("edit", &id).with("one", &at));
}

/// Adds a meeting today at the next full hour, and opens it.
pub(super) fn add(app: App) {
    use chrono::Timelike;
    let local = app.zone.with_untracked(|z| z.local(crate::platform::clock::now()));
    let hour = (local.hour() + 1).min(23);
    let start = local.date().and_hms_opt(hour, 0, 0).unwrap_or(local);
    let (project, team) = untrack(|| {
        let scope = app.scope();
        (scope.project, scope.team)
    });
    let meeting =
        Meeting { title: "New meeting".into(), start, minutes: 30, project, team, ..Meeting::blank() };
    let edit = RecordEdit::AddMeeting(Box::new(meeting));
    if let Some(Ref::Meeting(id)) = app.workbench.dispatch_making(Command::Record(Box::new(edit))) {
        open(app, id, None);
        page::focus_later(".panel .title-input".into());
    }
}

fn close(app: App) {
    app.step_param("edit", "");
}

/// The panel, where the address asks for one.
pub(super) fn panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let id = Memo::new(move |_| {
        let id = app.param("edit")?.parse::<EntryId>().ok()?;
        let other = app.param("record").is_some() || app.param("item").is_some();
        (!other).then(|| MeetingId::from(id.number())).filter(|id| app.with(|p| p.meetings.contains_key(id)))
    });
    let one = Memo::new(move |_| app.param("one").and_then(|at| wall(&at)));
    (move || id.get().map(|id| form(app, id, one))).into_any()
}

fn form(app: App, id: MeetingId, one: Memo<Option<LocalTime>>) -> AnyView {
    let meeting: Shown = Memo::new(move |_| app.with(|p| p.meetings.get(&id).cloned()));
    let read =
        move |read: fn(&Meeting) -> String| meeting.with(|m| m.as_deref().map(read).unwrap_or_default());
    let series = Memo::new(move |_| meeting.with(|m| m.as_ref().is_some_and(|m| m.is_series())));
    let prop = |name: &'static str, field: AnyView| {
        many(vec![el("dt").child(name).into_any(), el("dd").child(field).into_any()])
    };
    let time =
        move || meeting.with(|m| m.as_ref().map(|m| m.start.format("%H:%M").to_string())).unwrap_or_default();
    let fields = many(vec![
        prop(
            "First day",
            date_input(
                "First day",
                move || meeting.with(|m| m.as_ref().map(|m| m.start.date())),
                move |day| {
                    if let Some(day) = day {
                        change(app, id, |m| m.start = day.and_time(m.start.time()));
                    }
                },
            ),
        ),
        prop(
            "Time",
            time_input("Time", time, move |at| change(app, id, |m| m.start = m.start.date().and_time(at))),
        ),
        prop(
            "Minutes",
            text_input(
                "Minutes",
                move || read(|m| m.minutes.to_string()),
                "30",
                move |text| {
                    if let Ok(minutes) = text.trim().parse() {
                        change(app, id, |m| m.minutes = minutes);
                    }
                },
            ),
        ),
        repeats(app, id, meeting),
        prop(
            "Place",
            text_input(
                "Place",
                move || read(|m| m.place.clone()),
                "Room or link",
                move |text| change(app, id, |m| m.place = text),
            ),
        ),
        prop(
            "Project",
            select(
                "Project of the meeting",
                "bare",
                move || app.with(|p| choices::projects(p, "Whole program")),
                move || read(|m| m.project.map(|id| id.to_string()).unwrap_or_default()),
                move |value| change(app, id, |m| m.project = value.parse().ok()),
            ),
        ),
        prop(
            "Team",
            select(
                "Team of the meeting",
                "bare",
                move || teams(app),
                move || read(|m| m.team.map(|id| id.to_string()).unwrap_or_default()),
                move |value| change(app, id, |m| m.team = value.parse().ok()),
            ),
        ),
    ]);
    let remove = move |_| {
        if app.workbench.dispatch_aloud(Command::Record(Box::new(RecordEdit::DeleteMeeting(id)))) {
            let route = app.route.get_untracked().with("edit", "").with("one", "");
            app.go(route.with("meeting", "").with("date", ""));
        }
    };
    let kept = Memo::new(move |_| app.with(|p| p.sessions.values().any(|s| s.meeting == Some(id))));
    let stop = move |_| {
        let off = meeting.with_untracked(|m| m.as_ref().is_some_and(|m| m.cancelled));
        change(app, id, |m| m.cancelled = !off);
    };
    let foot = move || {
        let off = meeting.with(|m| m.as_ref().is_some_and(|m| m.cancelled));
        let word = match (off, series.get()) {
            (true, _) => "Take place again",
            (false, true) => "Cancel the series",
            (false, false) => "Cancel the meeting",
        };
        many(vec![
            el("button").class("button").on_click(stop).child(word).into_any(),
            (!kept.get())
                .then(|| el("button").class("button plain danger").on_click(remove).child("Delete"))
                .into_any(),
        ])
    };
    el("aside")
        .class("panel")
        .attr("aria-label", "Meeting details")
        .child(
            el("div")
                .class("panel-bar")
                .child(icon("calendar"))
                .child(
                    el("span")
                        .class("strong grow")
                        .child(move || if series.get() { "Series" } else { "Meeting" }),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Close")
                        .on_click(move |_| close(app))
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("panel-body")
                .child(move || one.get().filter(|_| series.get()).map(|at| date_part(app, id, meeting, at)))
                .child(title_input(
                    move || read(|m| m.title.clone()),
                    move |title| change(app, id, |m| m.title = title),
                ))
                .child(
                    el("textarea")
                        .class("input bare-area")
                        .attr("rows", "2")
                        .attr("aria-label", "Notes")
                        .attr("placeholder", "Notes")
                        .on_change(move |event| {
                            let text = event_target_value(&event);
                            change(app, id, |m| m.notes = text);
                        })
                        .prop("value", move || read(|m| m.notes.clone())),
                )
                .child(el("dl").class("props").child(fields))
                .child(attendees(app, id, meeting)),
        )
        .child(el("div").class("panel-foot").child(foot))
        .into_any()
}

/// A time of the day.
pub(super) fn time_input(
    label: &'static str,
    value: impl Fn() -> String + 'static,
    write: impl Fn(chrono::NaiveTime) + 'static,
) -> AnyView {
    el("input")
        .class("input")
        .attr("type", "time")
        .attr("aria-label", label)
        .on_change(move |event| {
            if let Ok(at) = chrono::NaiveTime::parse_from_str(&event_target_value(&event), "%H:%M") {
                write(at);
            }
        })
        .prop("value", value)
        .into_any()
}
