//! Work items: stories, bugs, tasks, epics.

use super::event::Event;
use super::fixed::Points;
use super::id::{GoalId, PersonId, ProjectId, ReleaseId, SprintId, StatusId, TeamId, WorkItemId};
use super::reference::Link;
use super::source::SourceRef;
use super::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What kind of work an item is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// A large body of work that holds others.
    Epic,
    /// A feature of the product.
    Feature,
    /// A user story.
    Story,
    /// A task.
    Task,
    /// A defect.
    Bug,
    /// A part of another item.
    Subtask,
    /// A piece of research.
    Spike,
    /// A tracker's own type, by its name.
    Other(String),
}

impl ItemKind {
    /// The kinds a user picks from.
    pub const COMMON: [Self; 7] =
        [Self::Story, Self::Task, Self::Bug, Self::Spike, Self::Feature, Self::Epic, Self::Subtask];

    /// The word that people read.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Epic => "Epic",
            Self::Feature => "Feature",
            Self::Story => "Story",
            Self::Task => "Task",
            Self::Bug => "Bug",
            Self::Subtask => "Sub-task",
            Self::Spike => "Spike",
            Self::Other(name) => name,
        }
    }

    /// Holds other items rather than being done itself: left out of boards and flow figures.
    #[must_use]
    pub const fn is_container(&self) -> bool {
        matches!(self, Self::Epic | Self::Feature)
    }
}

/// How much an item matters now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// When there is time.
    Low,
    /// As planned.
    Medium,
    /// Before others.
    High,
    /// Now.
    Urgent,
}

impl Priority {
    /// From the highest to the lowest.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::High, Self::Medium, Self::Low];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Urgent => "Urgent",
        }
    }
}

/// The item above in the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parent {
    /// An item of this program.
    Item(WorkItemId),
    /// A key or id of the tracker whose item was in no file yet.
    External(String),
}

/// A standing impediment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Since when.
    pub since: Timestamp,
    /// Why, in people's words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// When a defect was found, seen from the release that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefectPhase {
    /// Before users had it.
    BeforeRelease,
    /// By users or in operation.
    AfterRelease,
}

/// What the quality figures need to know of a defect.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defect {
    /// The release that has the defect ("affects version").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<ReleaseId>,
    /// Set by hand; without it, the day of creation against the release's day decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<DefectPhase>,
    /// Turned out to be no defect, or the same as another: in neither sum.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invalid: bool,
}

/// A remark of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// When it was made.
    pub at: Timestamp,
    /// Who made it, as text: authors need not be people of the program.
    pub author: String,
    /// Plain text, or the tracker's markup kept as text.
    pub text: String,
}

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkItem {
    /// Names the record.
    pub id: WorkItemId,
    /// What people call it, such as `SRCH-341`; unique in the program.
    pub key: String,
    /// One line.
    pub title: String,
    /// What kind of work it is.
    pub kind: ItemKind,
    /// The project it belongs to.
    pub project: ProjectId,
    /// The status it is in.
    pub status: StatusId,
    /// Order within a column and the backlog: lower is higher up; ties by id.
    pub rank: i64,
    /// How much it matters now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Its size; none means not estimated, never zero.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estimate: Option<Points>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// The team it is with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// The sprint it is planned for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sprint: Option<SprintId>,
    /// The release it is meant for ("fix version").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<ReleaseId>,
    /// The goal it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalId>,
    /// The item above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Parent>,
    /// The day it is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Free words to filter by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// What stops it, while it is stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocked: Option<Block>,
    /// For defects: what the quality figures need.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub defect: Option<Defect>,
    /// Markdown, or the tracker's markup kept as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Remarks, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// Links that start here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Where it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceRef>,
    /// Columns of the export that have no field here, by header: shown, and exported again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, Vec<String>>,
    /// What happened to it, oldest first.
    pub history: Vec<Event>,
    /// When it came into being (in the tracker, for imported ones).
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}
