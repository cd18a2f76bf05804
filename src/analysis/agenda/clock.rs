//! The clock of a meeting: how long each point took, and the whole.

use crate::model::{AgendaItem, EntryId, MeetingSession, Timestamp};

/// Whole seconds from one moment to another; a clock that was set back counts none.
fn stretch(since: Option<Timestamp>, now: Timestamp) -> u32 {
    let millis = since.map_or(0, |since| now.0.saturating_sub(since.0).max(0));
    // A page that was left open over night is no meeting of twelve hours.
    u32::try_from(millis / 1000).unwrap_or(0).min(8 * 3_600)
}

/// How long a point took, the stretch that runs included.
#[must_use]
pub fn point_seconds(session: &MeetingSession, point: &AgendaItem, now: Timestamp) -> u32 {
    let runs = session.current == Some(point.id);
    point.seconds.saturating_add(if runs { stretch(session.turn, now) } else { 0 })
}

/// How long all points took.
#[must_use]
pub fn total_seconds(session: &MeetingSession, now: Timestamp) -> u32 {
    session.agenda.iter().fold(0, |sum, point| sum.saturating_add(point_seconds(session, point, now)))
}

/// Adds the stretch that runs to its point, and stops the clock.
pub fn pause(session: &mut MeetingSession, now: Timestamp) {
    let more = stretch(session.turn, now);
    let current = session.current;
    if let Some(point) = session.agenda.iter_mut().find(|p| Some(p.id) == current) {
        point.seconds = point.seconds.saturating_add(more);
    }
    session.turn = None;
}

/// Takes a point up: its clock runs. The first one begins the meeting.
pub fn take_up(session: &mut MeetingSession, point: Option<EntryId>, now: Timestamp) {
    pause(session, now);
    session.current = point;
    session.turn = point.map(|_| now);
    if point.is_some() {
        session.started.get_or_insert(now);
        session.ended = None;
    }
}
