//! Stand-ups and the blockers that are said there.

use super::id::{BlockerId, EntryId, PersonId, ProjectId, StandUpId, TeamId, WorkItemId};
use super::kept::{kept, part};
use super::time::{Date, Timestamp};

part! {
    /// What one person said.
    StandUpLine {
        /// Names the entry.
        id: EntryId, !;
        /// Who.
        person: PersonId, !;
        /// What they did.
        yesterday: String, ?;
        /// What they will do.
        today: String, ?;
        /// What stops them, as it is being typed: once it is said, it is a [`Blocker`].
        blocked: String, ?;
        /// They were not there.
        away: bool, ?;
        /// They have had their turn.
        spoken: bool, ?;
        /// How long they spoke, in seconds.
        seconds: u32, ?;
    }

    /// Something to talk about afterwards.
    Parked {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// Who should stay for it.
        people: Vec<PersonId>, ?;
        /// It was talked about.
        done: bool, ?;
    }
}

kept! {
    /// One stand-up of a team on a day.
    StandUp("Stand-up", "", StandUp, StandUpId) {
        /// The team.
        team: Option<TeamId>, ?;
        /// The day.
        day: Date, !;
        /// What people said, in the order of speaking.
        lines: Vec<StandUpLine>, ?;
        /// What was put off until after it.
        parked: Vec<Parked>, ?;
        /// How long it took so far, in seconds, without the stretch that runs.
        seconds: u32, ?;
        /// When the stretch that runs began; none while the clock stands.
        since: Option<Timestamp>, ?;
        /// Who is speaking.
        speaking: Option<PersonId>, ?;
        /// When they began, or went on after a pause.
        turn: Option<Timestamp>, ?;
        /// The cards that were looked at while walking the board.
        walked: Vec<WorkItemId>, ?;
        /// When it was finished.
        finished: Option<Timestamp>, ?;
    }

    /// What stops somebody, as it was said at a stand-up.
    Blocker("Blocker", "B", Blocker, BlockerId) {
        /// The project it holds up.
        project: Option<ProjectId>, ?;
        /// The team that is held up.
        team: Option<TeamId>, ?;
        /// Who is held up.
        person: Option<PersonId>, ?;
        /// The work that is held up.
        item: Option<WorkItemId>, ?;
        /// The day it was first said.
        raised: Date, !;
        /// Who clears it.
        owner: Option<PersonId>, ?;
        /// The day by which it must be cleared.
        needed_by: Option<Date>, ?;
        /// The day it was cleared.
        cleared: Option<Date>, ?;
    }
}
