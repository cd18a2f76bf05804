//! What the parts of one date share: the meeting, the date, what is kept of it, and writing.

use crate::analysis::agenda::{self as facts, Asked};
use crate::analysis::meetings::occurrences;
use crate::analysis::{Facts, Scope};
use crate::app::{App, Route, View};
use crate::command::Command;
use crate::dom::prelude::*;
use crate::model::{
    AgendaItem, Date, EntryId, LocalTime, Meeting, MeetingId, MeetingSession, PersonId, Program, SessionId,
    Timestamp,
};
use crate::platform::{clock, page};
use crate::views::shell::Frame;
use std::sync::Arc;

/// How long after the last key what was typed is written.
const PAUSE: i32 = 300;

/// Which date is on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// The meeting; none of what stands alone.
    pub(super) meeting: Option<Arc<Meeting>>,
    /// The wall time that the series gives it.
    pub(super) original: LocalTime,
    /// When it begins, and for how long.
    pub(super) start: Timestamp,
    pub(super) minutes: u32,
    /// What it is called on this date.
    pub(super) title: String,
    pub(super) where_: String,
    pub(super) day: Date,
    /// The record, where it stands alone.
    pub(super) alone: Option<SessionId>,
}

/// The date on screen. A handle.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) frame: Frame,
    /// None where the address names no date.
    pub(super) place: Memo<Option<Place>>,
    /// What is kept of it, once there is anything.
    pub(super) record: Memo<Option<Arc<MeetingSession>>>,
    /// Moves every second while the clock runs.
    pub(super) second: RwSignal<u32>,
    typed: StoredValue<Option<(EntryId, String)>>,
    timer: StoredValue<i32>,
}

/// A wall time as the address has it: `2025-11-20T12:00`.
pub(super) fn wall(text: &str) -> Option<LocalTime> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"].iter().find_map(|form| LocalTime::parse_from_str(text, form).ok())
}

/// The address of a date.
pub(in crate::views) fn address(route: &Route, meeting: MeetingId, original: LocalTime) -> Route {
    let at = original.format("%Y-%m-%dT%H:%M").to_string();
    let id = EntryId::from(meeting.number()).to_string();
    route.clone().with("session", "").with("edit", "").with("meeting", &id).with("date", &at)
}

fn place(app: App) -> Option<Place> {
    let (session, meeting, date) = (app.param("session"), app.param("meeting"), app.param("date"));
    let number = |text: Option<String>| Some(text?.parse::<EntryId>().ok()?.number());
    let zone = app.zone.get();
    app.with(|p| {
        let session = number(session).and_then(|n| p.sessions.get(&SessionId::from(n))).cloned();
        let (meeting, original) = match &session {
            Some(session) => (session.meeting, session.original),
            None => (number(meeting).map(MeetingId::from), date.and_then(|d| wall(&d))),
        };
        let found = meeting.and_then(|id| p.meetings.get(&id)).cloned();
        match (found, original, session) {
            (Some(meeting), Some(original), _) => {
                // A date that was moved keeps its name; where it went is looked for around it.
                let around = |days: i64| Timestamp(zone.start_of(original.date()).0 + days * 86_400_000);
                let one = occurrences(&meeting, &zone, &clock::known_zone, around(-400), around(400))
                    .into_iter()
                    .find(|o| o.original == original);
                let start = one.as_ref().map_or_else(|| zone.moment(original), |o| o.start);
                let minutes = one.as_ref().map_or(meeting.minutes, |o| {
                    u32::try_from((o.end.0 - o.start.0) / 60_000).unwrap_or(meeting.minutes)
                });
                Some(Place {
                    original,
                    start,
                    minutes,
                    title: one.as_ref().map_or_else(|| meeting.title.clone(), |o| o.title.clone()),
                    where_: one.map_or_else(|| meeting.place.clone(), |o| o.place),
                    day: zone.day(start),
                    meeting: Some(meeting),
                    alone: None,
                })
            }
            (_, original, Some(session)) => Some(Place {
                meeting: None,
                original: original.unwrap_or_else(|| session.day.and_time(chrono::NaiveTime::MIN)),
                start: session.started.unwrap_or_else(|| zone.start_of(session.day)),
                minutes: session.agenda.iter().map(|p| p.minutes).sum(),
                title: if session.title.is_empty() { "Meeting".to_owned() } else { session.title.clone() },
                where_: String::new(),
                day: session.day,
                alone: Some(session.id),
            }),
            _ => None,
        }
    })
}

impl Desk {
    pub(super) fn new(frame: Frame) -> Self {
        let app = frame.app;
        let place = Memo::new(move |_| place(app));
        let record = Memo::new(move |_| {
            let place = place.get()?;
            app.with(|p| found(p, &place).cloned())
        });
        let desk = Self {
            frame,
            place,
            record,
            second: RwSignal::new(0),
            typed: StoredValue::new(None),
            timer: StoredValue::new(0),
        };
        on_cleanup(move || {
            if let Some(timer) = desk.timer.try_get_value() {
                page::cancel(timer);
            }
            desk.flush();
        });
        desk
    }

    pub(super) fn app(self) -> App {
        self.frame.app
    }

    /// Reads what is kept; follows it.
    pub(super) fn with<T>(self, read: impl FnOnce(&MeetingSession) -> T) -> Option<T> {
        self.record.with(|record| record.as_deref().map(read))
    }

    /// A point of the agenda; follows it.
    pub(super) fn point<T>(self, id: EntryId, read: impl FnOnce(&AgendaItem) -> T) -> Option<T> {
        self.with(|s| s.agenda.iter().find(|p| p.id == id).map(read)).flatten()
    }

    /// The project and team that it is about.
    pub(super) fn scope(self) -> Scope {
        let of_meeting = self.place.with(|p| p.as_ref().and_then(|p| p.meeting.clone()));
        match of_meeting {
            Some(meeting) => Scope { project: meeting.project, team: meeting.team },
            None => self.with(|s| Scope { project: s.project, team: s.team }).unwrap_or_default(),
        }
    }

    /// Changes what is kept; the first change makes it.
    pub(super) fn change(self, edit: impl FnOnce(&mut MeetingSession)) {
        let Some(place) = self.place.get_untracked() else { return };
        let workbench = self.app().workbench;
        match workbench.with_untracked(|p| found(p, &place).cloned()) {
            Some(before) => {
                let mut after = (*before).clone();
                edit(&mut after);
                if after != *before {
                    workbench.dispatch(Command::revise((*before).clone(), after));
                }
            }
            None => {
                let mut new = fresh(&place);
                edit(&mut new);
                workbench.dispatch(Command::add(new));
            }
        }
    }

    /// Changes one point.
    pub(super) fn change_point(self, id: EntryId, edit: impl FnOnce(&mut AgendaItem)) {
        self.change(|session| {
            if let Some(point) = session.agenda.iter_mut().find(|p| p.id == id) {
                edit(point);
            }
        });
    }

    /// Notes what is being typed under a point; it is written in the next pause.
    pub(super) fn type_in(self, point: EntryId, text: String) {
        if self.typed.with_value(|now| now.as_ref().is_some_and(|(id, _)| *id != point)) {
            self.flush();
        }
        self.typed.set_value(Some((point, text)));
        page::cancel(self.timer.get_value());
        self.timer.set_value(page::after(PAUSE, move || self.flush()));
    }

    /// Writes what was typed.
    pub(super) fn flush(self) {
        let Some(Some((point, text))) = self.typed.try_update_value(Option::take) else { return };
        // The page may have gone to another date meanwhile: the point's id says where it belongs.
        let workbench = self.app().workbench;
        let before = workbench.with_untracked(|p| {
            p.sessions.values().find(|s| s.agenda.iter().any(|i| i.id == point)).cloned()
        });
        let Some(before) = before else { return };
        let mut after = (*before).clone();
        if let Some(item) = after.agenda.iter_mut().find(|i| i.id == point) {
            item.notes = text;
        }
        if after != *before {
            workbench.dispatch(Command::revise((*before).clone(), after));
        }
    }

    /// The session's id; it is made where nothing is kept yet.
    pub(super) fn session(self) -> Option<SessionId> {
        if self.record.with_untracked(Option::is_none) {
            self.change(|_| {});
        }
        let place = self.place.get_untracked()?;
        self.app().workbench.with_untracked(|p| found(p, &place).map(|s| s.id))
    }

    /// The moment, to the second while the clock runs.
    pub(super) fn now(self) -> Timestamp {
        self.second.track();
        clock::now()
    }

    /// Adds to the agenda what the program knows and what is not on it yet.
    pub(super) fn build(self) {
        let Some(place) = self.place.get_untracked() else { return };
        let asked = Asked {
            meeting: place.meeting.as_ref().map(|m| m.id),
            original: place.original,
            scope: untrack(|| self.scope()),
            minutes: if place.minutes == 0 { 30 } else { place.minutes },
        };
        let built = untrack(|| self.app().analyse(|ctx| facts::build(&Facts::new(ctx), &asked)));
        let known = untrack(|| self.with(|s| s.agenda.iter().map(|p| p.title.clone()).collect::<Vec<_>>()));
        let known = known.unwrap_or_default();
        let new: Vec<AgendaItem> = built.into_iter().filter(|p| !known.contains(&p.title)).collect();
        if new.is_empty() {
            self.app().toasts.say("Nothing to add: no progress, trouble, change or decision is open here.");
            return;
        }
        let n = new.len();
        self.change(|session| session.agenda.extend(new));
        self.app().say(crate::views::phrases::count(n, "point added", "points added"));
    }
}

/// What is kept of a date.
fn found<'a>(program: &'a Program, place: &Place) -> Option<&'a Arc<MeetingSession>> {
    match (&place.meeting, place.alone) {
        (_, Some(id)) => program.sessions.get(&id),
        (Some(meeting), None) => facts::session_of(program, meeting.id, place.original),
        (None, None) => None,
    }
}

/// The record of a date before anything is kept of it: those who are asked are there.
fn fresh(place: &Place) -> MeetingSession {
    let meeting = place.meeting.as_deref();
    let present: Vec<PersonId> = meeting
        .map(|m| m.attendees.iter().chain(&m.organizer).filter_map(|a| a.person).collect())
        .unwrap_or_default();
    let mut once: Vec<PersonId> = Vec::new();
    for person in present {
        if !once.contains(&person) {
            once.push(person);
        }
    }
    MeetingSession {
        title: [place.title.as_str(), ", ", &crate::model::short_day(place.day)].concat(),
        meeting: meeting.map(|m| m.id),
        original: Some(place.original),
        day: place.day,
        project: meeting.and_then(|m| m.project),
        team: meeting.and_then(|m| m.team),
        present: once,
        ..MeetingSession::default()
    }
}

/// Opens a date.
pub(super) fn open(app: App, meeting: MeetingId, original: LocalTime) {
    let here = app.route.get_untracked();
    let here = if here.view == View::Meetings { here } else { Route::to(View::Meetings) };
    app.go(address(&here, meeting, original));
}
