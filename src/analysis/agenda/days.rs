//! Meetings by day: what takes place, and what is kept of it.

use crate::analysis::Scope;
use crate::analysis::meetings::{Occurrence, agenda_of_days};
use crate::analysis::words::count;
use crate::model::order::InOrder;
use crate::model::{
    Date, LocalTime, MeetingId, MeetingSession, Program, ProjectId, SessionId, TeamId, Timestamp, Zone,
    ZoneOf,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The first and the last day of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

/// One date of a meeting on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingDate {
    /// The local day.
    pub day: Date,
    /// When it begins; none of what stands alone, without a time.
    pub start: Option<Timestamp>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// It takes the whole day.
    pub all_day: bool,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub place: String,
    /// It was moved on this date.
    pub moved: bool,
    /// It comes again.
    pub series: bool,
    /// The meeting.
    pub meeting: Option<MeetingId>,
    /// The wall time that the series gives it.
    pub original: Option<LocalTime>,
    /// What is kept of it.
    pub session: Option<SessionId>,
    /// `4 points, 2 outcomes`; what there is.
    pub words: String,
    /// It was ended.
    pub ended: bool,
}

/// What there is of a date: `4 points, 1 decision, 2 actions`.
#[must_use]
pub fn ways_to_say(session: &MeetingSession) -> String {
    let outcomes =
        |kind: crate::model::OutcomeKind| session.outcomes.iter().filter(|o| o.kind == kind).count();
    use crate::model::OutcomeKind::{Action, Change, Decision, Risk};
    let parts = [
        (session.agenda.len(), "point", "points"),
        (outcomes(Decision), "decision", "decisions"),
        (outcomes(Action), "action", "actions"),
        (outcomes(Risk), "risk", "risks"),
        (outcomes(Change), "change", "changes"),
    ];
    let parts = parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| count(n, one, many));
    parts.collect::<Vec<_>>().join(", ")
}

fn fits(scope: Scope, project: Option<ProjectId>, team: Option<TeamId>) -> bool {
    scope.project.is_none_or(|p| project.is_none_or(|of| of == p))
        && scope.team.is_none_or(|t| team.is_none_or(|of| of == t))
}

/// The dates of all meetings of a scope, the first first, with what is kept of them.
#[must_use]
pub fn dates(
    program: &Program,
    zone: &Zone,
    zone_of: ZoneOf<'_>,
    scope: Scope,
    span: Span,
) -> Vec<MeetingDate> {
    let mut kept: BTreeMap<(MeetingId, LocalTime), &Arc<MeetingSession>> = BTreeMap::new();
    for session in program.sessions.values() {
        if let (Some(meeting), Some(original)) = (session.meeting, session.original) {
            kept.insert((meeting, original), session);
        }
    }
    let mut all = Vec::new();
    let mut shown = Vec::new();
    for occurrence in agenda_of_days(program, zone, zone_of, span.from, span.to) {
        let Some(meeting) = program.meetings.get(&occurrence.meeting) else { continue };
        if !fits(scope, meeting.project, meeting.team) {
            continue;
        }
        let session = kept.get(&(occurrence.meeting, occurrence.original)).copied();
        shown.extend(session.map(|s| s.id));
        all.push(of_occurrence(occurrence, zone, meeting.is_series(), session));
    }
    // What is kept of a date that the series no longer has, or of a meeting that stands alone.
    for session in program.sessions.values() {
        let here = (span.from..=span.to).contains(&session.day) && fits(scope, session.project, session.team);
        if here && !shown.contains(&session.id) {
            all.push(alone(program, session));
        }
    }
    all.order_by_key(|d| (d.day, d.start, d.meeting, d.session));
    all
}

fn of_occurrence(
    occurrence: Occurrence,
    zone: &Zone,
    series: bool,
    session: Option<&Arc<MeetingSession>>,
) -> MeetingDate {
    let minutes = (occurrence.end.0 - occurrence.start.0) / 60_000;
    MeetingDate {
        day: zone.day(occurrence.start),
        start: Some(occurrence.start),
        minutes: u32::try_from(minutes).unwrap_or(0),
        all_day: occurrence.all_day,
        title: occurrence.title,
        place: occurrence.place,
        moved: occurrence.moved,
        series,
        meeting: Some(occurrence.meeting),
        original: Some(occurrence.original),
        session: session.map(|s| s.id),
        words: session.map(|s| ways_to_say(s)).unwrap_or_default(),
        ended: session.is_some_and(|s| s.ended.is_some()),
    }
}

fn alone(program: &Program, session: &MeetingSession) -> MeetingDate {
    let meeting = session.meeting.and_then(|id| program.meetings.get(&id));
    let title = if session.title.is_empty() {
        meeting.map_or_else(|| "Meeting".to_owned(), |m| m.title.clone())
    } else {
        session.title.clone()
    };
    MeetingDate {
        day: session.day,
        start: session.started,
        minutes: session.agenda.iter().map(|p| p.minutes).sum(),
        all_day: false,
        title,
        place: String::new(),
        moved: false,
        series: false,
        meeting: session.meeting,
        original: session.original,
        session: Some(session.id),
        words: ways_to_say(session),
        ended: session.ended.is_some(),
    }
}
