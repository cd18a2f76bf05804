//! Assumptions and issues: the A and I of a RAID log.

use super::fixed::Money;
use super::id::{AssumptionId, ClientId, IssueId, PersonId, ProjectId};
use super::item::Priority;
use super::kept::{kept, words};
use super::time::Date;

words! {
    /// Whether an assumption holds.
    AssumptionState {
        /// Not known yet.
        "open" Open "Open",
        /// It holds.
        "valid" Valid "Holds",
        /// It does not hold.
        "invalid" Invalid "Does not hold",
    }

    /// How far an issue has come.
    IssueState {
        /// Known; nobody is at it.
        "open" Open "Open",
        /// Somebody is at it.
        "doing" Doing "In work",
        /// It no longer hurts.
        "resolved" Resolved "Resolved",
    }
}

kept! {
    /// Something that the plan takes for granted.
    Assumption("Assumption", "AS", Assumption, AssumptionId) {
        /// The project whose plan rests on it; none = the whole program.
        project: Option<ProjectId>, ?;
        /// Who finds out.
        owner: Option<PersonId>, ?;
        /// The day by which it must be known.
        validate_by: Option<Date>, ?;
        /// Technical, Resource, Timeline, Commercial, …
        category: String, ?;
        /// What follows if it does not hold.
        impact: String, ?;
        /// Whether it holds.
        state: AssumptionState, !;
        /// The day that was found out.
        closed: Option<Date>, ?;
    }

    /// Something that has happened and hurts.
    Issue("Issue", "IS", Issue, IssueId) {
        /// The project that it hurts; none = the whole program.
        project: Option<ProjectId>, ?;
        /// The client that it hurts.
        client: Option<ClientId>, ?;
        /// Who sees to it.
        owner: Option<PersonId>, ?;
        /// Technical, Resource, Timeline, Commercial, …
        category: String, ?;
        /// How much it hurts.
        severity: Option<Priority>, ?;
        /// What it does to the plan.
        impact: String, ?;
        /// What it costs.
        loss: Option<Money>, ?;
        /// The day it must be resolved.
        due: Option<Date>, ?;
        /// How far it has come.
        state: IssueState, !;
        /// The day it was resolved.
        closed: Option<Date>, ?;
    }
}
