//! Changes of scope, time or money that somebody has to agree to.

use super::fixed::Money;
use super::id::{ChangeRequestId, ClientId, MilestoneId, PersonId, ProjectId};
use super::kept::{kept, words};
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
