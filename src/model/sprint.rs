//! Sprints and what was committed to at their start.

use super::fixed::Points;
use super::id::{ProjectId, SprintId, TeamId, WorkItemId};
use super::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// Where a sprint is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SprintState {
    /// Not begun.
    Planned,
    /// Running.
    Active,
    /// Over.
    Closed,
}

/// One item of the commitment, as it stood at the sprint's start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The item.
    pub item: WorkItemId,
    /// Its estimate at that moment; none = not estimated then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
}

/// A time box of a team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sprint {
    /// Names the record.
    pub id: SprintId,
    /// As people call it, such as `Search 24`.
    pub name: String,
    /// The team whose sprint it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The project it belongs to, where it is one project's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// First day. CSV exports name sprints without dates, so it may be unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Last day, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Date>,
    /// Where it is in its life.
    pub state: SprintState,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub goal: String,
    /// Frozen at the start; none while planned, or where an import did not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Vec<Commitment>>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}
