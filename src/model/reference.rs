//! Links from one record to another.

use super::id::{
    ActionId, DependencyId, GoalId, MeetingId, MilestoneId, ProjectId, RiskId, TeamId, TestRunId, WorkItemId,
};
use super::program::Program;
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
    /// A team.
    Team(TeamId),
    /// A meeting.
    Meeting(MeetingId),
    /// A dependency.
    Dependency(DependencyId),
    /// A run of tests.
    TestRun(TestRunId),
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
    "team" Team(value),
    "meeting" Meeting(value),
    "dependency" Dependency(value),
    "test_run" TestRun(value),
    "external" External(value),
}

impl Ref {
    /// Whether the record is in the program; a key outside it always is where it should be.
    #[must_use]
    pub fn is_known(&self, program: &Program) -> bool {
        match self {
            Self::Item(id) => program.items.contains_key(id),
            Self::Risk(id) => program.risks.contains_key(id),
            // Actions have no table yet, so nothing can name one.
            Self::Action(_) => false,
            Self::Milestone(id) => program.milestones.contains_key(id),
            Self::Project(id) => program.projects.contains_key(id),
            Self::Goal(id) => program.goals.contains_key(id),
            Self::Team(id) => program.teams.contains_key(id),
            Self::Meeting(id) => program.meetings.contains_key(id),
            Self::Dependency(id) => program.dependencies.contains_key(id),
            Self::TestRun(id) => program.test_runs.contains_key(id),
            Self::External(_) => true,
        }
    }
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
