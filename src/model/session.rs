//! What is planned and said at one date of a meeting.

use super::id::{EntryId, MeetingId, PersonId, ProjectId, SessionId, TeamId};
use super::kept::{kept, part, words};
use super::reference::Ref;
use super::time::{Date, LocalTime, Timestamp};

words! {
    /// What came out of a meeting.
    OutcomeKind {
        /// Something was said.
        "note" Note "Note",
        /// Something was decided.
        "decision" Decision "Decision",
        /// Somebody will do something.
        "action" Action "Action",
        /// Something may happen.
        "risk" Risk "Risk",
        /// Scope, time or money should change.
        "change" Change "Change",
    }
}

part! {
    /// A point of the agenda.
    AgendaItem {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        title: String, !;
        /// Its time box; zero = none.
        minutes: u32, ?;
        /// The records it is about.
        about: Vec<Ref>, ?;
        /// What was said (Markdown).
        notes: String, ?;
        /// It was dealt with.
        done: bool, ?;
        /// How often it was carried over.
        carried: u32, ?;
        /// How long it took so far, in seconds.
        seconds: u32, ?;
    }

    /// Something that came out of it.
    Outcome {
        /// Names the entry.
        id: EntryId, !;
        /// What it is.
        kind: OutcomeKind, !;
        /// In one line.
        text: String, !;
        /// The record that was made of it.
        made: Option<Ref>, ?;
        /// The point of the agenda it fell under.
        point: Option<EntryId>, ?;
    }
}

kept! {
    /// One date of a meeting, with its agenda and what came out.
    MeetingSession("Meeting", "", Session, SessionId) {
        /// The meeting or series it is a date of.
        meeting: Option<MeetingId>, ?;
        /// The wall time that the series gives it: names the date.
        original: Option<LocalTime>, ?;
        /// The day.
        day: Date, !;
        /// The project it is about.
        project: Option<ProjectId>, ?;
        /// The team that meets.
        team: Option<TeamId>, ?;
        /// Who was there.
        present: Vec<PersonId>, ?;
        /// Its points, in order.
        agenda: Vec<AgendaItem>, ?;
        /// What came out, in order.
        outcomes: Vec<Outcome>, ?;
        /// The point that is talked about.
        current: Option<EntryId>, ?;
        /// Since when that point's clock runs; none while it stands.
        turn: Option<Timestamp>, ?;
        /// When it began.
        started: Option<Timestamp>, ?;
        /// When it ended.
        ended: Option<Timestamp>, ?;
    }
}
