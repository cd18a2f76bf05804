//! Links from one record to another.

use super::id::{ActionId, GoalId, MilestoneId, ProjectId, RiskId, WorkItemId};
use crate::json::{json_choice, json_record};

/// A record of any kind, or a key outside the program.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ref {
    /// A work item.
    Item(WorkItemId),
    /// A risk.
    Risk(RiskId),
    /// An action item.
    Action(ActionId),
    /// A milestone.
    Milestone(MilestoneId),
    /// A project.
    Project(ProjectId),
    /// A goal.
    Goal(GoalId),
    /// A key of a tracker that is not in this program, such as `PLT-96`.
    External(String),
}

json_choice! {
    Ref = Ref::External(String::new());
    "item" Item(value),
    "risk" Risk(value),
    "action" Action(value),
    "milestone" Milestone(value),
    "project" Project(value),
    "goal" Goal(value),
    "external" External(value),
}

/// How a record stands to another. Each link is kept once, on the record that it starts from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// The other cannot go on before this one is finished.
    Blocks,
    /// This record gave rise to the other: one step of the chain.
    LeadsTo,
    /// They have to do with each other.
    Relates,
    /// This one says the same as the other.
    Duplicates,
    /// A tracker's own kind of link, by its name.
    Other(String),
}

json_choice! {
    LinkKind = LinkKind::Blocks;
    "blocks" Blocks,
    "leads_to" LeadsTo,
    "relates" Relates,
    "duplicates" Duplicates,
    "other" Other(value),
}

/// A link from the record that holds it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// How the two stand to each other.
    pub kind: LinkKind,
    /// The other record.
    pub to: Ref,
}

json_record! { Link { kind !, to ! } }
