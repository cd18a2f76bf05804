//! Ageing work: each started, unfinished item by its status and age, against what is usual.

use super::duration::{Durations, Measure, Percentiles};
use super::wip::{Ageing, ageing_of};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::time::{DayCount, Window};
use crate::analysis::words::{count, days};
use crate::analysis::working::Group;
use crate::model::order::InOrder;
use crate::model::{StatusId, WorkItemId, WorkflowId};

/// One item of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeingDot {
    /// The item.
    pub item: WorkItemId,
    /// The status that it stands in.
    pub status: StatusId,
    /// `today − start day + 1`.
    pub age: i64,
    /// Older than 85 % of the finished items of its workflow ever got.
    pub old: bool,
    /// Started, then put back to "to do".
    pub put_back: bool,
}

/// The items of one workflow: only they can be compared with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeingLane {
    /// The workflow.
    pub workflow: WorkflowId,
    /// What people call it.
    pub name: String,
    /// The statuses that hold an item or are in progress, in the order in which work passes them.
    pub statuses: Vec<(StatusId, String)>,
    /// Cycle times of its finished items in the window, to draw across; none where it has none.
    pub usual: Option<Percentiles>,
    /// The items, the oldest first.
    pub dots: Vec<AgeingDot>,
}

/// Work in progress by age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeingChart {
    /// The words beside it.
    pub notes: Notes,
    /// One lane a workflow, in the order of their names.
    pub lanes: Vec<AgeingLane>,
    /// How ages are counted.
    pub count: DayCount,
}

/// The ages of a scope's work in progress; the window is that of the finished items compared with.
#[must_use]
pub fn ageing_chart(facts: &Facts<'_>, scope: Scope, window: Window) -> AgeingChart {
    let cycle = Durations::new(facts, scope, window, Measure::Cycle);
    ageing_chart_of(facts, scope, window, &cycle, &ageing_of(facts, scope, window, &cycle))
}

/// The same from cycle times and ages at hand.
pub(crate) fn ageing_chart_of(
    facts: &Facts<'_>,
    scope: Scope,
    window: Window,
    durations: &Durations,
    all: &[Ageing],
) -> AgeingChart {
    let mut lanes: Vec<AgeingLane> = Vec::new();
    for age in all {
        let Some((item, place)) = facts.get(age.item).and_then(|f| Some((f, facts.index.place(f.status)?)))
        else {
            continue;
        };
        let Some(days) = age.age else { continue };
        let dot = AgeingDot {
            item: age.item,
            status: item.status,
            age: days,
            old: age.is_old(),
            put_back: age.put_back,
        };
        match lanes.iter_mut().find(|l| l.workflow == place.workflow) {
            Some(lane) => lane.dots.push(dot),
            None => lanes.push(AgeingLane {
                workflow: place.workflow,
                name: String::new(),
                statuses: Vec::new(),
                usual: age.usual,
                dots: vec![dot],
            }),
        }
    }
    for lane in &mut lanes {
        let Some(workflow) = facts.ctx.program.workflows.get(&lane.workflow) else { continue };
        lane.name.clone_from(&workflow.name);
        let mut statuses: Vec<_> = workflow.statuses.iter().collect();
        statuses.order_by_key(|s| s.category);
        statuses.retain(|s| {
            s.category == crate::model::Category::InProgress || lane.dots.iter().any(|d| d.status == s.id)
        });
        lane.statuses = statuses.into_iter().map(|s| (s.id, s.name.clone())).collect();
    }
    lanes.order_by(|a, b| (&a.name, a.workflow).cmp(&(&b.name, b.workflow)));
    AgeingChart { notes: notes(facts, scope, durations, all), lanes, count: window.count }
}

fn notes(facts: &Facts<'_>, scope: Scope, durations: &Durations, all: &[Ageing]) -> Notes {
    let old = all.iter().filter(|a| a.is_old()).count();
    let unknown: Vec<_> = all.iter().filter(|a| a.age.is_none()).map(|a| a.item).collect();
    let alone: Vec<_> = all.iter().filter(|a| a.age.is_some() && a.usual.is_none()).map(|a| a.item).collect();
    let put_back: Vec<_> = all.iter().filter(|a| a.put_back).map(|a| a.item).collect();
    let oldest = all.iter().filter_map(|a| a.age).max();
    let caption = match (oldest, old) {
        (None, _) => "No item with a known start is in progress.".to_owned(),
        (Some(oldest), 0) => format!(
            "{} in progress, the oldest for {}; none is older than 85 % of finished items took.",
            count(all.len(), "item is", "items are"),
            days(oldest)
        ),
        (Some(oldest), _) => format!(
            "{} in progress, the oldest for {}; {} than 85 % of finished items took.",
            count(all.len(), "item is", "items are"),
            days(oldest),
            count(old, "is older", "are older")
        ),
    };
    Notes::new("Age of work in progress")
        .caption(caption)
        .window(durations.span.0, durations.span.1)
        .formula(
            "today − start day + 1",
            "The lines are the cycle times of items of the same workflow that were finished in the window.",
        )
        .population(format!("Items in {}", scope.name(facts.ctx.program)), durations.in_scope)
        .population("Started, unfinished", all.len())
        .population("With a known start", all.len() - unknown.len())
        .left_out([Group::of("Start not known: no history in the import", unknown)])
        .remarks([
            Group::of("Started, then put back to To do. Still counted", put_back),
            Group::of("No finished item of the workflow to compare with", alone),
        ])
}
