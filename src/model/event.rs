//! What happened to a work item: the ground of every flow figure.

use super::fixed::Points;
use super::id::{PersonId, ReleaseId, SprintId, StatusId};
use super::time::Timestamp;
use crate::json::{json_choice, json_record};

/// One thing that happened to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When it happened; for what an import saw without a history, when it was seen.
    pub at: Timestamp,
    /// True where an import saw only the new state, so the true moment lies before `at`.
    pub seen: bool,
    /// What happened.
    pub what: Happening,
}

json_record! { Event { at !, seen ?, what ! } }

/// The kinds of happening that figures or the card's history need.
#[derive(Debug, Clone, PartialEq, Eq)]
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
        from: Option<SprintId>,
        /// The sprint after.
        to: Option<SprintId>,
    },
    /// Its estimate changed.
    Estimate {
        /// The estimate before.
        from: Option<Points>,
        /// The estimate after.
        to: Option<Points>,
    },
    /// Its owner changed.
    Owner {
        /// The owner before.
        from: Option<PersonId>,
        /// The owner after.
        to: Option<PersonId>,
    },
    /// Its release changed.
    Release {
        /// The release before.
        from: Option<ReleaseId>,
        /// The release after.
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

json_choice! {
    Happening = Happening::Unblocked;
    "created" Created { status ! },
    "moved" Moved { from !, to ! },
    "blocked" Blocked { reason ! },
    "unblocked" Unblocked,
    "sprint" Sprint { from ?, to ? },
    "estimate" Estimate { from ?, to ? },
    "owner" Owner { from ?, to ? },
    "release" Release { from ?, to ? },
    "field" Field { name !, from !, to ! },
}
