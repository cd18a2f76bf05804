//! Days on which people are away, for capacity.

use super::id::{AbsenceId, PersonId};
use super::time::{Date, Timestamp};
use crate::json::json_record;

/// A person is away from a first to a last day, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Names the record.
    pub id: AbsenceId,
    /// Who is away.
    pub person: PersonId,
    /// First day.
    pub from: Date,
    /// Last day, inclusive.
    pub to: Date,
    /// Why, if it is said.
    pub reason: String,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! { Absence { id !, person !, from !, to !, reason ?, created !, updated ! } }
