//! What people have agreed to do, and what they have to decide.

use super::fixed::Money;
use super::id::{ActionId, ClientId, DecisionId, EntryId, GoalId, PersonId, ProjectId, TeamId};
use super::item::Priority;
use super::kept::{kept, part, words};
use super::time::Date;

words! {
    /// How far an action has come.
    ActionState {
        /// Agreed.
        "open" Open "Open",
        /// Somebody is at it.
        "doing" Doing "In work",
        /// Done.
        "done" Done "Done",
        /// No longer wanted.
        "dropped" Dropped "Dropped",
    }

    /// How far a decision has come.
    DecisionState {
        /// Somebody has to decide.
        "wanted" Wanted "Wanted",
        /// Decided.
        "decided" Decided "Decided",
        /// A later decision took its place.
        "superseded" Superseded "Superseded",
        /// No longer needed.
        "dropped" Dropped "Dropped",
    }
}

impl ActionState {
    /// Still to be done.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Doing)
    }
}

part! {
    /// One way to go, with what it would cost.
    Choice {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// What it would cost.
        cost: Option<Money>, ?;
        /// By how many days it would move the plan; negative = earlier.
        days: Option<i64>, ?;
        /// What speaks for and against it.
        note: String, ?;
    }
}

kept! {
    /// An action item: something that somebody agreed to do.
    Action("Action", "A", Action, ActionId) {
        /// The project it is for.
        project: Option<ProjectId>, ?;
        /// The team that does it.
        team: Option<TeamId>, ?;
        /// The client it is for.
        client: Option<ClientId>, ?;
        /// The goal it serves.
        goal: Option<GoalId>, ?;
        /// Who does it.
        owner: Option<PersonId>, ?;
        /// The day it is due.
        due: Option<Date>, ?;
        /// How far it has come.
        state: ActionState, !;
        /// How much it matters now.
        priority: Option<Priority>, ?;
        /// A result that another team waits for, not a small task.
        deliverable: bool, ?;
        /// The team that waits for it.
        for_team: Option<TeamId>, ?;
        /// The day it was done or dropped.
        closed: Option<Date>, ?;
        /// The day its owner was last reminded.
        nudged: Option<Date>, ?;
    }

    /// Something that has to be decided, or was.
    Decision("Decision", "D", Decision, DecisionId) {
        /// The project it is about.
        project: Option<ProjectId>, ?;
        /// The client it is about.
        client: Option<ClientId>, ?;
        /// Who sees to it that it is decided.
        owner: Option<PersonId>, ?;
        /// Who decides, as people call them: a person or a body such as `Steering`.
        decider: String, ?;
        /// The day by which it is needed.
        needed_by: Option<Date>, ?;
        /// The ways to go.
        options: Vec<Choice>, ?;
        /// How far it has come.
        state: DecisionState, !;
        /// What was decided, and why.
        outcome: String, ?;
        /// The day it was decided.
        decided: Option<Date>, ?;
    }
}
