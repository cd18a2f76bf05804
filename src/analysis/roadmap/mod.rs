//! The roadmap: goals, the initiatives that serve them, their milestones and what waits for what.

mod axis;
mod chain;
mod edges;
mod judged;
mod replan;
mod work;

pub use axis::{Axis, Head, Zoom};
pub use chain::{Chain, longest_chain};
pub use edges::{Edge, Plan, edges};
pub use judged::{Confidence, Judged, confidences, judge, judge_lane};
pub use replan::{baseline_now, newly_late, replan_initiative, replan_milestone};
pub use work::{Work, Works};

use super::Context;
use crate::model::order::InOrder;
use crate::model::{
    Date, Dependency, GoalId, Initiative, InitiativeId, Milestone, MilestoneId, Program, ProjectId, TeamId,
};
use std::sync::Arc;

/// Which part of the roadmap to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Narrow {
    /// One project's only.
    pub project: Option<ProjectId>,
    /// What one team does.
    pub team: Option<TeamId>,
    /// One goal's only.
    pub goal: Option<GoalId>,
}

/// An initiative on the roadmap.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The initiative.
    pub initiative: Arc<Initiative>,
    /// Its milestones, the earliest first.
    pub milestones: Vec<Arc<Milestone>>,
}

/// A goal with the initiatives that serve it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// The goal; none for what serves none.
    pub goal: Option<GoalId>,
    /// As people call it.
    pub name: String,
    /// The teams that lead most of its initiatives.
    pub team: Option<TeamId>,
    /// Its initiatives, by rank.
    pub bars: Vec<Bar>,
    /// Milestones that belong to no initiative.
    pub loose: Vec<Arc<Milestone>>,
}

/// The roadmap.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Roadmap {
    /// Goals, in their order.
    pub lanes: Vec<Lane>,
    /// How many goals.
    pub goals: usize,
    /// How many initiatives.
    pub initiatives: usize,
    /// How many milestones.
    pub milestones: usize,
    /// The newest day on which a baseline was agreed.
    pub baseline: Option<Date>,
}

impl Roadmap {
    /// All initiatives, from the top.
    pub fn bars(&self) -> impl Iterator<Item = &Bar> {
        self.lanes.iter().flat_map(|lane| &lane.bars)
    }
}

/// The part of a program's roadmap that is asked for.
#[must_use]
pub fn roadmap(program: &Program, narrow: Narrow) -> Roadmap {
    let goal_project = |id: Option<GoalId>| program.goals.get(&id?).and_then(|g| g.project);
    let project_of = |i: &Initiative| i.project.or_else(|| goal_project(i.goal));
    let shown = |i: &Initiative| {
        narrow.project.is_none_or(|p| project_of(i) == Some(p))
            && narrow.team.is_none_or(|t| i.teams.contains(&t))
            && narrow.goal.is_none_or(|g| i.goal == Some(g))
    };
    let mut all: Vec<&Arc<Initiative>> = program.initiatives.values().filter(|i| shown(i)).collect();
    all.order_by(|a, b| {
        (a.rank, a.start.is_none(), a.start, a.id).cmp(&(b.rank, b.start.is_none(), b.start, b.id))
    });
    let bar = |initiative: &Arc<Initiative>| Bar {
        initiative: Arc::clone(initiative),
        milestones: milestones_of(program, initiative.id),
    };
    let mut roadmap = Roadmap::default();
    let mut goals: Vec<_> = program.goals.values().collect();
    // A goal stands where its first initiative stands; those without any come last, by name.
    let place = |goal: GoalId| all.iter().filter(|i| i.goal == Some(goal)).map(|i| i.rank).min();
    goals.order_by(|a, b| {
        let (x, y) = (place(a.id), place(b.id));
        (x.is_none(), x, &a.name, a.id).cmp(&(y.is_none(), y, &b.name, b.id))
    });
    for goal in goals {
        let bars: Vec<Bar> = all.iter().filter(|i| i.goal == Some(goal.id)).map(|i| bar(i)).collect();
        let asked = narrow.team.is_none()
            && goal.reached.is_none()
            && narrow.goal.is_none_or(|g| g == goal.id)
            && narrow.project.is_none_or(|p| goal.project == Some(p));
        if bars.is_empty() && !asked {
            continue;
        }
        roadmap.goals += 1;
        let team = lead(&bars);
        roadmap.lanes.push(Lane {
            goal: Some(goal.id),
            name: goal.name.clone(),
            team,
            bars,
            loose: Vec::new(),
        });
    }
    let bars: Vec<Bar> = all
        .iter()
        .filter(|i| i.goal.is_none_or(|g| !program.goals.contains_key(&g)))
        .map(|i| bar(i))
        .collect();
    let mut loose: Vec<Arc<Milestone>> = program
        .milestones
        .values()
        .filter(|m| m.initiative.is_none_or(|i| !program.initiatives.contains_key(&i)))
        .filter(|m| narrow.project.is_none_or(|p| m.project == p))
        .filter(|_| narrow.team.is_none() && narrow.goal.is_none())
        .cloned()
        .collect();
    loose.order_by_key(|m| (m.due, m.id));
    if !bars.is_empty() || !loose.is_empty() {
        let name = if bars.is_empty() { "Milestones of no initiative" } else { "Serves no goal" };
        let team = lead(&bars);
        roadmap.lanes.push(Lane { goal: None, name: name.to_owned(), team, bars, loose });
    }
    roadmap.initiatives = roadmap.bars().count();
    roadmap.milestones = roadmap.bars().map(|b| b.milestones.len()).sum::<usize>()
        + roadmap.lanes.iter().map(|l| l.loose.len()).sum::<usize>();
    roadmap.baseline = roadmap.bars().filter_map(|b| b.initiative.baselined).max();
    roadmap
}

/// The milestones of an initiative, the earliest first.
#[must_use]
pub fn milestones_of(program: &Program, initiative: InitiativeId) -> Vec<Arc<Milestone>> {
    let mut all: Vec<Arc<Milestone>> =
        program.milestones.values().filter(|m| m.initiative == Some(initiative)).cloned().collect();
    all.order_by_key(|m| (m.due, m.id));
    all
}

/// The team that leads most of these.
fn lead(bars: &[Bar]) -> Option<TeamId> {
    let leads: Vec<TeamId> = bars.iter().filter_map(|b| b.initiative.teams.first().copied()).collect();
    let times = |team: TeamId| leads.iter().filter(|t| **t == team).count();
    leads.iter().copied().max_by_key(|team| (times(*team), std::cmp::Reverse(*team)))
}

/// Days by which dependencies are late, added up; with one initiative thought to lie elsewhere.
pub(super) fn late_days(ctx: &Context<'_>, thought: Option<(InitiativeId, Date, Date)>) -> i64 {
    let plan = Plan { program: ctx.program, thought, milestone: None };
    edges(&plan, None).iter().filter_map(|edge| edge.late).sum()
}

/// Where a record of a dependency is found by its id.
fn dependency_milestone(program: &Program, id: MilestoneId) -> Option<&Arc<Milestone>> {
    program.milestones.get(&id)
}

/// Whether a dependency still asks for anything.
fn is_open(dependency: &Dependency) -> bool {
    dependency.state.is_open()
}

#[cfg(test)]
mod tests;
