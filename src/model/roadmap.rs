//! What leads from goals to milestones: initiatives, and the bets that are placed on the way.

use super::fixed::Points;
use super::id::{EntryId, ExperimentId, GoalId, InitiativeId, PersonId, ProjectId, TeamId, WorkItemId};
use super::kept::{kept, part, words};
use super::time::Date;

words! {
    /// How far an initiative has come.
    InitiativeState {
        /// Meant to be done.
        "planned" Planned "Planned",
        /// Under way.
        "active" Active "Under way",
        /// Done.
        "done" Done "Done",
        /// No longer wanted.
        "dropped" Dropped "Dropped",
    }

    /// How far an experiment has come.
    ExperimentState {
        /// Meant to be tried.
        "planned" Planned "Planned",
        /// Under way.
        "running" Running "Running",
        /// It did what was hoped.
        "won" Won "Won",
        /// It did not.
        "lost" Lost "Lost",
        /// Broken off.
        "stopped" Stopped "Stopped",
    }
}

part! {
    /// A measure that shows whether a goal is reached.
    KeyResult {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// Where it began, in hundredths of its unit.
        start: Points, ?;
        /// Where it should be.
        target: Points, !;
        /// Where it is.
        current: Points, ?;
        /// Its unit, such as `ms` or `%`.
        unit: String, ?;
        /// The day it was last measured.
        measured: Option<Date>, ?;
    }
}

kept! {
    /// A large piece of work that serves a goal.
    Initiative("Initiative", "", Initiative, InitiativeId) {
        /// The goal it serves.
        goal: Option<GoalId>, ?;
        /// The project it belongs to.
        project: Option<ProjectId>, ?;
        /// The teams that do it, the leading one first.
        teams: Vec<TeamId>, ?;
        /// Who sees to it.
        owner: Option<PersonId>, ?;
        /// First day.
        start: Option<Date>, ?;
        /// Last day.
        end: Option<Date>, ?;
        /// First day as it was agreed.
        baseline_start: Option<Date>, ?;
        /// Last day as it was agreed.
        baseline_end: Option<Date>, ?;
        /// The day on which its baseline was agreed.
        baselined: Option<Date>, ?;
        /// Points that all of its work is thought to take; what its items hold, where it is not set.
        size: Option<Points>, ?;
        /// Epics and features whose items are its work.
        work: Vec<WorkItemId>, ?;
        /// How far it has come.
        state: InitiativeState, !;
        /// Its place below its goal: lower is higher up.
        rank: i64, ?;
    }

    /// Something that is tried to learn whether it helps.
    Experiment("Experiment", "", Experiment, ExperimentId) {
        /// The goal it should serve.
        goal: Option<GoalId>, ?;
        /// The project it belongs to.
        project: Option<ProjectId>, ?;
        /// Who sees to it.
        owner: Option<PersonId>, ?;
        /// What is believed: `If we …, then …, because …`.
        hypothesis: String, ?;
        /// What is measured, and what would confirm it.
        measure: String, ?;
        /// First day.
        start: Option<Date>, ?;
        /// Last day.
        end: Option<Date>, ?;
        /// How far it has come.
        state: ExperimentState, !;
        /// What came out and what was learnt.
        outcome: String, ?;
    }
}
