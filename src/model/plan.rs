//! What the user means to do on a day.

use super::id::{PlanEntryId, RoutineId};
use super::reference::Ref;
use super::time::{Date, Timestamp};
use crate::json::json_record;

/// One line of the day's plan. Open entries of earlier days carry over to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanEntry {
    /// Names the record.
    pub id: PlanEntryId,
    /// The day it was first planned for.
    pub day: Date,
    /// One line.
    pub text: String,
    /// How long it should take.
    pub minutes: Option<u32>,
    /// The record it is about.
    pub about: Option<Ref>,
    /// The day it was done.
    pub done: Option<Date>,
    /// The day it was given up.
    pub dropped: Option<Date>,
    /// It is one of the day's first three.
    pub top: bool,
    /// A block of time kept free for it: its beginning, in minutes after midnight.
    pub at: Option<u16>,
    /// The routine whose turn it is.
    pub routine: Option<RoutineId>,
    /// How often it was moved to a later day.
    pub moved: u32,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    PlanEntry {
        id !, day !, text !, minutes ?, about ?, done ?, dropped ?, top ?, at ?, routine ?, moved ?, created !,
        updated !,
    }
}
