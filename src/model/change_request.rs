//! Changes of scope, time or money that somebody has to agree to.

use super::fixed::{Money, Points};
use super::id::{ChangeRequestId, ClientId, MilestoneId, PersonId, ProjectId};
use super::kept::{kept, words};
use super::project::{Milestone, Project};
use super::time::Date;

words! {
    /// How far a change request has come.
    ChangeState {
        /// Asked for.
        "proposed" Proposed "Proposed",
        /// Its effects are known; somebody has to decide.
        "assessed" Assessed "Assessed",
        /// Agreed: the baseline has moved.
        "accepted" Accepted "Accepted",
        /// Refused.
        "rejected" Rejected "Rejected",
        /// No longer asked for.
        "withdrawn" Withdrawn "Withdrawn",
    }
}

impl ChangeState {
    /// Still to be decided.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Assessed)
    }
}

kept! {
    /// A change request. Accepting it moves the baseline by its effects.
    ChangeRequest("Change request", "CR", Change, ChangeRequestId) {
        /// The project whose plan would change.
        project: Option<ProjectId>, ?;
        /// The client who asks or pays.
        client: Option<ClientId>, ?;
        /// Who asks, as people call them.
        requester: String, ?;
        /// Who sees to it.
        owner: Option<PersonId>, ?;
        /// Effect on scope, in words.
        scope: String, ?;
        /// Items that come into scope; negative = that leave it.
        items: Option<i64>, ?;
        /// Points that come into scope, in hundredths; negative = that leave it.
        points: Option<i64>, ?;
        /// Effect on time: calendar days later; negative = earlier.
        days: Option<i64>, ?;
        /// The milestone that moves by those days.
        milestone: Option<MilestoneId>, ?;
        /// Effect on cost; negative = saved.
        cost: Option<Money>, ?;
        /// What the client pays for it, in service work.
        price: Option<Money>, ?;
        /// Who decides, as people call them.
        decider: String, ?;
        /// The day by which the decision is needed.
        needed_by: Option<Date>, ?;
        /// How far it has come.
        state: ChangeState, !;
        /// The day it was decided.
        decided: Option<Date>, ?;
    }
}

/// A day some calendar days later, or earlier.
fn later(day: Date, days: i64) -> Date {
    let span = chrono::Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(span) } else { day.checked_add_days(span) };
    moved.unwrap_or(day)
}

impl ChangeRequest {
    /// Moves the milestone's promised day and its baseline. Says whether anything moved.
    pub fn move_milestone(&self, milestone: &mut Milestone) -> bool {
        let days = self.days.unwrap_or(0);
        milestone.due = later(milestone.due, days);
        milestone.baseline = milestone.baseline.map(|day| later(day, days));
        days != 0
    }

    /// Moves the scope that growth is measured against and the agreed budget, where the project has them. Says
    /// whether anything moved.
    pub fn move_project(&self, project: &mut Project) -> bool {
        let (items, points) = (self.items.unwrap_or(0), self.points.unwrap_or(0));
        let mut moved = false;
        if let Some(baseline) = project.baseline.as_mut().filter(|_| items != 0 || points != 0) {
            let sum = i64::from(baseline.items).saturating_add(items).max(0);
            baseline.items = u32::try_from(sum).unwrap_or(u32::MAX);
            let sum = baseline.points.to_hundredths().saturating_add(points).max(0);
            baseline.points = Points::hundredths(sum);
            moved = true;
        }
        if let Some((budget, cost)) = project.budget.as_mut().zip(self.cost)
            && budget.currency == cost.currency
            && cost.amount != 0
        {
            budget.amount = budget.amount.saturating_add(cost.amount);
            moved = true;
        }
        moved
    }
}
