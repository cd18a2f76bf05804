//! Work items: stories, bugs, tasks, epics.

use super::event::Event;
use super::fixed::Points;
use super::id::{GoalId, PersonId, ProjectId, ReleaseId, SprintId, StatusId, TeamId, WorkItemId};
use super::reference::Link;
use super::source::SourceRef;
use super::time::{Date, Timestamp};
use crate::json::{json_choice, json_record, json_words};
use std::collections::BTreeMap;

/// What kind of work an item is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

json_choice! {
    ItemKind = ItemKind::Epic;
    "epic" Epic,
    "feature" Feature,
    "story" Story,
    "task" Task,
    "bug" Bug,
    "subtask" Subtask,
    "spike" Spike,
    "other" Other(value),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

json_words! { Priority { "low" Low, "medium" Medium, "high" High, "urgent" Urgent } }

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parent {
    /// An item of this program.
    Item(WorkItemId),
    /// A key or id of the tracker whose item was in no file yet.
    External(String),
}

json_choice! {
    Parent = Parent::External(String::new());
    "item" Item(value),
    "external" External(value),
}

/// A standing impediment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Since when.
    pub since: Timestamp,
    /// Why, in people's words; may be empty.
    pub reason: String,
}

json_record! { Block { since !, reason ? } }

/// When a defect was found, seen from the release that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefectPhase {
    /// Before users had it.
    BeforeRelease,
    /// By users or in operation.
    AfterRelease,
}

json_words! { DefectPhase { "before_release" BeforeRelease, "after_release" AfterRelease } }

/// What the quality figures need to know of a defect.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Defect {
    /// The release that has the defect ("affects version").
    pub release: Option<ReleaseId>,
    /// Set by hand; without it, the day of creation against the release's day decides.
    pub phase: Option<DefectPhase>,
    /// Turned out to be no defect, or the same as another: in neither sum.
    pub invalid: bool,
}

json_record! { Defect { release ?, phase ?, invalid ? } }

/// What an item is worth and costs, in the numbers that ranking methods ask for; none = not judged.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scoring {
    /// Value to users and business (WSJF; value/effort).
    pub value: Option<u32>,
    /// How much waiting would cost (WSJF).
    pub urgency: Option<u32>,
    /// Risk reduced or opportunity opened (WSJF).
    pub opportunity: Option<u32>,
    /// Job size (WSJF) or effort (value/effort, RICE); without it, the estimate.
    pub size: Option<u32>,
    /// People reached in a period (RICE).
    pub reach: Option<u32>,
    /// Impact on each, in hundredths: 300 massive, 200 high, 100 medium, 50 low, 25 minimal (RICE).
    pub impact: Option<u32>,
    /// Confidence in percent (RICE).
    pub confidence: Option<u32>,
}

json_record! { Scoring { value ?, urgency ?, opportunity ?, size ?, reach ?, impact ?, confidence ? } }

impl Scoring {
    /// What was judged, in words: `value 8, urgency 5`.
    #[must_use]
    pub fn words(&self) -> String {
        let all = [
            ("value ", self.value),
            ("urgency ", self.urgency),
            ("opportunity ", self.opportunity),
            ("size ", self.size),
            ("reach ", self.reach),
            ("impact ", self.impact),
            ("confidence ", self.confidence),
        ];
        let known = all
            .iter()
            .filter_map(|(name, value)| Some([name, value.as_ref()?.to_string().as_str()].concat()));
        known.collect::<Vec<_>>().join(", ")
    }
}

/// A remark of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// When it was made.
    pub at: Timestamp,
    /// Who made it, as text: authors need not be people of the program.
    pub author: String,
    /// Plain text, or the tracker's markup kept as text.
    pub text: String,
}

json_record! { Comment { at !, author !, text ! } }

/// A piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub priority: Option<Priority>,
    /// Its size; none means not estimated, never zero.
    pub estimate: Option<Points>,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// The team it is with.
    pub team: Option<TeamId>,
    /// The sprint it is planned for.
    pub sprint: Option<SprintId>,
    /// The release it is meant for ("fix version").
    pub release: Option<ReleaseId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// The item above it.
    pub parent: Option<Parent>,
    /// The day it is due.
    pub due: Option<Date>,
    /// Free words to filter by.
    pub labels: Vec<String>,
    /// What stops it, while it is stopped.
    pub blocked: Option<Block>,
    /// For defects: what the quality figures need.
    pub defect: Option<Defect>,
    /// What it is worth and costs, for ranking.
    pub scoring: Option<Scoring>,
    /// Markdown, or the tracker's markup kept as text.
    pub notes: String,
    /// Remarks, oldest first.
    pub comments: Vec<Comment>,
    /// Links that start here.
    pub links: Vec<Link>,
    /// Where it was imported from.
    pub source: Option<SourceRef>,
    /// Columns of the export that have no field here, by header: shown, and exported again.
    pub extra: BTreeMap<String, Vec<String>>,
    /// What happened to it, oldest first.
    pub history: Vec<Event>,
    /// When it came into being (in the tracker, for imported ones).
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    WorkItem {
        id !, key !, title !, kind !, project !, status !, rank !, priority ?, estimate ?, owner ?,
        team ?, sprint ?, release ?, goal ?, parent ?, due ?, labels ?, blocked ?, defect ?, scoring ?, notes ?,
        comments ?, links ?, source ?, extra ?, history !, created !, updated !,
    }
}
