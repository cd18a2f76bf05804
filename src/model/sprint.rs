//! Sprints and what was committed to at their start.

use super::fixed::Points;
use super::id::{ProjectId, SprintId, TeamId, WorkItemId};
use super::time::{Date, Timestamp};
use crate::json::{json_record, json_words};

/// Where a sprint is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SprintState {
    /// Not begun.
    Planned,
    /// Running.
    Active,
    /// Over.
    Closed,
}

json_words! { SprintState { "planned" Planned, "active" Active, "closed" Closed } }

/// One item of the commitment, as it stood at the sprint's start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The item.
    pub item: WorkItemId,
    /// Its estimate at that moment; none = not estimated then.
    pub estimate: Option<Points>,
}

json_record! { Commitment { item !, estimate ? } }

/// A time box of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprint {
    /// Names the record.
    pub id: SprintId,
    /// As people call it, such as `Search 24`.
    pub name: String,
    /// The team whose sprint it is.
    pub team: Option<TeamId>,
    /// The project it belongs to, where it is one project's.
    pub project: Option<ProjectId>,
    /// First day. CSV exports name sprints without dates, so it may be unknown.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// Where it is in its life.
    pub state: SprintState,
    /// What it is for.
    pub goal: String,
    /// Frozen at the start; none while planned, or where an import did not know.
    pub commitment: Option<Vec<Commitment>>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Sprint {
        id !, name !, team ?, project ?, start ?, end ?, state !, goal ?, commitment ?, created !,
        updated !,
    }
}
