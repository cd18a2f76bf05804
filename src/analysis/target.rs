//! Where a row behind a figure or a mark of a chart leads.

use crate::model::{IncidentId, MilestoneId, PackageId, ProjectId, ReleaseId, RiskId, SprintId, WorkItemId};

/// A record that a row, or a mark of a chart, leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A work item.
    Item(WorkItemId),
    /// A risk.
    Risk(RiskId),
    /// A sprint.
    Sprint(SprintId),
    /// A release.
    Release(ReleaseId),
    /// A milestone.
    Milestone(MilestoneId),
    /// A work package.
    Package(PackageId),
    /// A project.
    Project(ProjectId),
    /// An incident.
    Incident(IncidentId),
}

/// Items as the records that a row or mark leads to.
#[must_use]
pub fn targets(items: &[WorkItemId]) -> Vec<Target> {
    items.iter().map(|id| Target::Item(*id)).collect()
}
