//! What the user means to do on a day.

use super::id::PlanEntryId;
use super::reference::Ref;
use super::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// One line of the day's plan. Open entries of earlier days carry over to today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanEntry {
    /// Names the record.
    pub id: PlanEntryId,
    /// The day it was first planned for.
    pub day: Date,
    /// One line.
    pub text: String,
    /// How long it should take.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// The record it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Ref>,
    /// The day it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Date>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}
