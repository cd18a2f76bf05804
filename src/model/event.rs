//! What happened to a work item: the ground of every flow figure.

use super::fixed::Points;
use super::id::{PersonId, ReleaseId, SprintId, StatusId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One thing that happened to an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When it happened; for what an import saw without a history, when it was seen.
    pub at: Timestamp,
    /// True where an import saw only the new state, so the true moment lies before `at`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub seen: bool,
    /// What happened.
    pub what: Happening,
}

/// The kinds of happening that figures or the card's history need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// The item came into being in this status.
    Created {
        /// Its first status.
        status: StatusId,
    },
    /// It moved to another status.
    Moved {
        /// The status it left.
        from: StatusId,
        /// The status it entered.
        to: StatusId,
    },
    /// It was flagged as blocked.
    Blocked {
        /// Why, in people's words; may be empty.
        reason: String,
    },
    /// The flag was taken off.
    Unblocked,
    /// It was put into a sprint, moved to another, or taken out.
    Sprint {
        /// The sprint before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<SprintId>,
        /// The sprint after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<SprintId>,
    },
    /// Its estimate changed.
    Estimate {
        /// The estimate before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<Points>,
        /// The estimate after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<Points>,
    },
    /// Its owner changed.
    Owner {
        /// The owner before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<PersonId>,
        /// The owner after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<PersonId>,
    },
    /// Its release changed.
    Release {
        /// The release before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<ReleaseId>,
        /// The release after.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<ReleaseId>,
    },
    /// Another field changed; both sides as people read them.
    Field {
        /// The field's name on screen, such as `Title`.
        name: String,
        /// The value before.
        from: String,
        /// The value after.
        to: String,
    },
}
