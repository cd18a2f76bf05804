//! Retrospectives: what a team collects, groups, votes on and tries next.

use super::id::{EntryId, ProjectId, RetroId, SprintId, TeamId};
use super::kept::{kept, part, words};
use super::time::Date;

words! {
    /// Where a retrospective is.
    RetroStage {
        /// People write.
        "collect" Collect "Collect",
        /// What belongs together is put together.
        "group" Group "Group",
        /// People vote.
        "vote" Vote "Vote",
        /// The most wanted first.
        "discuss" Discuss "Discuss",
        /// Over.
        "closed" Closed "Closed",
    }
}

part! {
    /// A column to collect in.
    RetroColumn {
        /// Names the entry.
        id: EntryId, !;
        /// Its heading, such as `Went well`.
        name: String, !;
    }

    /// A thought.
    RetroCard {
        /// Names the entry.
        id: EntryId, !;
        /// The column it stands in.
        column: EntryId, !;
        /// In a few words.
        text: String, !;
        /// The card that leads its group; none = it stands alone or leads.
        group: Option<EntryId>, ?;
        /// Votes for it.
        votes: u32, ?;
        /// It was talked about.
        discussed: bool, ?;
        /// The theme it belongs to, for following themes over time.
        theme: String, ?;
    }
}

kept! {
    /// A retrospective. Its actions are linked from it.
    Retro("Retrospective", "", Retro, RetroId) {
        /// The team that looks back.
        team: Option<TeamId>, ?;
        /// The project that is looked back on.
        project: Option<ProjectId>, ?;
        /// The sprint that is looked back on.
        sprint: Option<SprintId>, ?;
        /// The day.
        day: Date, !;
        /// The format, such as `sailboat`; empty for one of the team's own.
        format: String, ?;
        /// Its columns.
        columns: Vec<RetroColumn>, ?;
        /// What was collected.
        cards: Vec<RetroCard>, ?;
        /// Where it is.
        stage: RetroStage, !;
        /// Votes that each person has.
        votes_each: u32, ?;
        /// Minutes a topic is talked about.
        topic_minutes: u32, ?;
    }
}
