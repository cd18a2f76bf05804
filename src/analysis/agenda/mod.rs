//! One date of a meeting: its agenda, what is open from the date before, its clock and its minutes.

mod build;
mod clock;
mod days;
mod line;

pub use build::{Asked, Fact, build, facts_of};
pub use clock::{pause, point_seconds, take_up, total_seconds};
pub use days::{MeetingDate, Span, dates, ways_to_say};
pub use line::{Line, read_line};

use crate::model::order::InOrder;
use crate::model::{
    Action, ActionId, AgendaItem, LinkKind, LocalTime, MeetingId, MeetingSession, Program, Ref,
};
use std::sync::Arc;

/// What is kept of a date of a meeting.
#[must_use]
pub fn session_of(
    program: &Program,
    meeting: MeetingId,
    original: LocalTime,
) -> Option<&Arc<MeetingSession>> {
    program.sessions.values().find(|s| s.meeting == Some(meeting) && s.original == Some(original))
}

/// When a date is by its series; what stands alone, by its day.
fn moment(session: &MeetingSession) -> LocalTime {
    session.original.unwrap_or_else(|| session.day.and_time(chrono::NaiveTime::MIN))
}

/// What is kept of a series, the oldest first.
#[must_use]
pub fn sessions(program: &Program, meeting: MeetingId) -> Vec<&Arc<MeetingSession>> {
    let mut all: Vec<_> = program.sessions.values().filter(|s| s.meeting == Some(meeting)).collect();
    all.order_by_key(|s| (moment(s), s.id));
    all
}

/// The last date of a series before another of which something is kept.
#[must_use]
pub fn earlier(program: &Program, meeting: MeetingId, before: LocalTime) -> Option<&Arc<MeetingSession>> {
    sessions(program, meeting).into_iter().rev().find(|s| moment(s) < before)
}

/// The points of a date that were not dealt with.
pub fn undone(session: &MeetingSession) -> impl Iterator<Item = &AgendaItem> {
    session.agenda.iter().filter(|point| !point.done)
}

/// Open actions that came out of a series before a date, the ones due first in front.
#[must_use]
pub fn open_actions(program: &Program, meeting: MeetingId, before: LocalTime) -> Vec<ActionId> {
    let mut found: Vec<&Arc<Action>> = Vec::new();
    for session in sessions(program, meeting).into_iter().filter(|s| moment(s) < before) {
        let made = session.outcomes.iter().filter_map(|o| o.made.as_ref());
        let linked = session.links.iter().filter(|l| l.kind == LinkKind::LeadsTo).map(|l| &l.to);
        for to in made.chain(linked) {
            if let Ref::Action(id) = to
                && let Some(action) = program.actions.get(id).filter(|a| a.state.is_open())
                && !found.iter().any(|a| a.id == action.id)
            {
                found.push(action);
            }
        }
    }
    found.order_by_key(|a| (a.due.is_none(), a.due, a.id));
    found.into_iter().map(|a| a.id).collect()
}

/// What comes over from the date before: how many points and open actions.
#[must_use]
pub fn carried_over(program: &Program, meeting: MeetingId, on: LocalTime) -> (usize, usize) {
    let points = earlier(program, meeting, on).map_or(0, |last| undone(last).count());
    (points, open_actions(program, meeting, on).len())
}

#[cfg(test)]
mod tests;
