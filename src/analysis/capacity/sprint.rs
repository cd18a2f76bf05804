//! One sprint: what its team has, and what it is asked for.

use super::{Pace, Paces, Presence, members, presence};
use crate::analysis::time::workdays;
use crate::analysis::{Context, Index};
use crate::model::order::InOrder;
use crate::model::{Category, Date, Points, Sprint, SprintId, SprintState, TeamId, WorkItem, WorkItemId};

/// A sprint beside the capacity of its team.
#[derive(Debug, Clone, PartialEq)]
pub struct SprintPlan {
    /// The sprint.
    pub sprint: SprintId,
    /// As people call it.
    pub name: String,
    /// Whose it is.
    pub team: Option<TeamId>,
    /// First and last day, where both are known.
    pub span: Option<(Date, Date)>,
    /// Where it is in its life.
    pub state: SprintState,
    /// Working days in it.
    pub working: i64,
    /// Its team's people with the days that they have.
    pub members: Vec<Presence>,
    /// Σ days that they have.
    pub days: f64,
    /// The team's recent pace.
    pub pace: Option<Pace>,
    /// Points that the days bring by that pace.
    pub points: Option<f64>,
    /// Its items, in rank order: open ones of a planned sprint, all of one that runs.
    pub items: Vec<WorkItemId>,
    /// Σ their estimates.
    pub demand: Points,
    /// Those without an estimate: in no sum.
    pub unestimated: usize,
    /// Those that nobody owns.
    pub unowned: usize,
    /// Unfinished items of the team's running sprint, which may carry over.
    pub carried: Vec<WorkItemId>,
    /// Σ their estimates.
    pub carried_points: Points,
}

impl SprintPlan {
    /// Demand of capacity, in percent.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        let points = self.points.filter(|points| *points > 0.0)?;
        Some(self.demand.as_f64() * 100.0 / points)
    }

    /// More is asked for than there is.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.percent().is_some_and(|percent| percent > 100.0)
    }
}

/// Σ estimates, and how many have none.
pub(super) fn sum<'a>(items: impl Iterator<Item = &'a WorkItem>) -> (Points, usize) {
    let (mut points, mut without) = (Vec::new(), 0);
    for item in items {
        match item.estimate {
            Some(estimate) => points.push(estimate),
            None => without += 1,
        }
    }
    (points.into_iter().sum(), without)
}

/// Work of its own: no container, not cancelled.
pub(super) fn counts(index: &Index, item: &WorkItem) -> bool {
    !item.kind.is_container() && index.category(item.status) != Category::Cancelled
}

/// A sprint's capacity and demand.
#[must_use]
pub fn plan(ctx: &Context<'_>, paces: &Paces, index: &Index, sprint: &Sprint) -> SprintPlan {
    let program = ctx.program;
    let span = sprint.start.zip(sprint.end);
    let people: Vec<Presence> = match (span, sprint.team) {
        (Some((from, to)), Some(team)) => {
            members(program, team).iter().map(|person| presence(program, person, from, to)).collect()
        }
        _ => Vec::new(),
    };
    let days = people.iter().map(Presence::days).sum();
    let pace = sprint.team.and_then(|team| paces.of(ctx, team));
    let points = pace.as_ref().and_then(|pace| pace.points_in(days)).filter(|_| span.is_some());
    let of = |id: SprintId, open_only: bool| {
        let all = program.items.values().map(|item| &**item);
        let mut items: Vec<&WorkItem> = all
            .filter(|item| item.sprint == Some(id) && counts(index, item))
            .filter(|item| !open_only || !index.category(item.status).is_finished())
            .collect();
        items.order_by_key(|item| (item.rank, item.id));
        items
    };
    let items = of(sprint.id, sprint.state == SprintState::Planned);
    let running = program.sprints.values().find(|other| {
        sprint.state == SprintState::Planned
            && other.state == SprintState::Active
            && other.team == sprint.team
            && sprint.team.is_some()
    });
    let carried = running.map_or_else(Vec::new, |running| of(running.id, true));
    let (demand, unestimated) = sum(items.iter().copied());
    SprintPlan {
        sprint: sprint.id,
        name: sprint.name.clone(),
        team: sprint.team,
        span,
        state: sprint.state,
        working: span.map_or(0, |(from, to)| workdays(&program.settings, from, to)),
        days,
        members: people,
        pace,
        points,
        unowned: items.iter().filter(|item| item.owner.is_none()).count(),
        demand,
        unestimated,
        items: items.iter().map(|item| item.id).collect(),
        carried_points: sum(carried.iter().copied()).0,
        carried: carried.iter().map(|item| item.id).collect(),
    }
}

/// The next planned sprint of each team, or of one team; the earliest first.
#[must_use]
pub fn next_sprints(ctx: &Context<'_>, team: Option<TeamId>) -> Vec<SprintId> {
    let planned = ctx.program.sprints.values().filter(|s| s.state == SprintState::Planned);
    let mut all: Vec<&Sprint> = planned.map(|s| &**s).filter(|s| team.is_none() || s.team == team).collect();
    all.order_by(|a, b| {
        (a.start.is_none(), a.start, &a.name, a.id).cmp(&(b.start.is_none(), b.start, &b.name, b.id))
    });
    let mut seen = Vec::new();
    let first = all.into_iter().filter(|sprint| {
        let new = !seen.contains(&sprint.team);
        seen.push(sprint.team);
        new
    });
    first.map(|sprint| sprint.id).collect()
}
