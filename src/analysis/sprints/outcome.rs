//! What became of a sprint.

use crate::analysis::Scope;
use crate::analysis::facts::{Facts, ItemFacts, Mark, estimate_at, sprint_at, status_at};
use crate::analysis::tally::Tally;
use crate::model::order::{self, InOrder};
use crate::model::{
    Category, Date, Happening, Points, ProjectId, Sprint, SprintId, SprintState, TeamId, Timestamp,
    WorkItemId,
};

/// A sprint's figures as of its end (or of now, while it runs).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SprintOutcome {
    /// The sprint.
    pub sprint: SprintId,
    /// Σ estimates of the items in it at its start, frozen then; none where that is not known.
    pub committed: Option<Points>,
    /// Σ estimates of its items that were done at its end, whenever they were added.
    pub completed: Points,
    /// The part of `completed` that had been committed to.
    pub completed_of_committed: Points,
    /// The items of the commitment.
    pub committed_items: Vec<WorkItemId>,
    /// The items done at the end.
    pub completed_items: Vec<WorkItemId>,
    /// In it at the end, but not committed to.
    pub added: Vec<WorkItemId>,
    /// Committed to, but taken out before the end.
    pub removed: Vec<WorkItemId>,
    /// Unfinished at the end.
    pub carried_over: Vec<WorkItemId>,
    /// Done at the end without an estimate: counted here, not as zero points.
    pub unestimated: Vec<WorkItemId>,
    /// Done by now, but an import saw it only after the end: in neither sum.
    pub unsure: Vec<WorkItemId>,
    /// No commitment was frozen: it was worked out from the history instead.
    pub rebuilt: bool,
    /// The commitment item by item, with the estimates of then.
    pub commitment: Vec<(WorkItemId, Option<Points>)>,
}

impl SprintOutcome {
    /// Completed of what was committed, in percent; none where nothing was committed.
    #[must_use]
    pub fn say_do(&self) -> Option<f64> {
        let committed = self.committed?.to_hundredths();
        (committed > 0).then(|| self.completed_of_committed.to_hundredths() as f64 * 100.0 / committed as f64)
    }
}

/// Which items ever had to do with which sprint, so that each sprint looks at its own items only.
pub(crate) fn members<'f, 'a>(facts: &'f Facts<'a>) -> Tally<SprintId, Vec<&'f ItemFacts<'a>>> {
    let mut members: Tally<SprintId, Vec<&ItemFacts<'_>>> = Tally::new();
    for (sprint, place) in &facts.in_sprint {
        if let Some(item) = facts.items.get(*place as usize) {
            members.change(*sprint, |items| items.push(item));
        }
    }
    members
}

/// The closed sprints of a team with a known end, oldest first. A project's scope leaves out
/// sprints that belong to another project.
#[must_use]
pub fn closed_sprints<'a>(
    facts: &Facts<'a>,
    team: Option<TeamId>,
    project: Option<ProjectId>,
) -> Vec<&'a Sprint> {
    let today = facts.ctx.today();
    let over = |s: &Sprint| s.state == SprintState::Closed && s.end.is_some_and(|end| end <= today);
    let of_project = |s: &Sprint| project.is_none() || s.project.is_none() || s.project == project;
    let mut sprints: Vec<&Sprint> = facts
        .ctx
        .program
        .sprints
        .values()
        .map(|s| &**s)
        .filter(|s| s.team == team && over(s) && of_project(s))
        .collect();
    sprints.order_by(|a, b| (a.end, &a.name, a.id).cmp(&(b.end, &b.name, b.id)));
    sprints
}

/// The sprint's outcome. All of the program's items are looked at, whatever the scope: a team's
/// sprint holds items of several projects.
#[must_use]
pub fn outcome(facts: &Facts<'_>, sprint: &Sprint) -> SprintOutcome {
    let members = members(facts);
    outcome_of(facts, sprint, members.get(&sprint.id).map_or(&[], Vec::as_slice))
}

pub(crate) fn outcome_of(facts: &Facts<'_>, sprint: &Sprint, members: &[&ItemFacts<'_>]) -> SprintOutcome {
    let now = facts.ctx.now;
    let end_day = sprint.end.unwrap_or_else(|| facts.ctx.today());
    let end = facts.ctx.end_of(end_day).min(now);
    let (commitment, rebuilt) = commitment(facts, sprint, members);
    let committed_to = order::set(commitment.iter().flatten().map(|(item, _)| *item));
    let mut all = SprintOutcome {
        sprint: sprint.id,
        committed: commitment.as_ref().map(|c| c.iter().filter_map(|(_, points)| *points).sum()),
        completed: Points::default(),
        completed_of_committed: Points::default(),
        committed_items: committed_to.iter().copied().collect(),
        completed_items: Vec::new(),
        added: Vec::new(),
        removed: Vec::new(),
        carried_over: Vec::new(),
        unestimated: Vec::new(),
        unsure: Vec::new(),
        rebuilt,
        commitment: commitment.unwrap_or_default(),
    };
    let (mut completed, mut of_committed) = (Vec::new(), Vec::new());
    for member in members {
        let (item, id) = (member.item, member.item.id);
        let Some(status) = status_at(item, end) else { continue };
        let category = facts.index.category(status);
        let is_in = sprint_at(item, end) == Some(sprint.id);
        let carried =
            !is_in && category != Category::Done && left_on_last_day(facts, item, sprint.id, end_day, end);
        if !is_in && !carried {
            continue;
        }
        if !committed_to.contains(&id) {
            all.added.push(id);
        }
        match category {
            Category::Cancelled => {}
            Category::Done if seen_after(member, end) => all.unsure.push(id),
            Category::Done => {
                all.completed_items.push(id);
                match estimate_at(item, end) {
                    Some(points) => {
                        completed.push(points);
                        if committed_to.contains(&id) {
                            of_committed.push(points);
                        }
                    }
                    None => all.unestimated.push(id),
                }
            }
            _ if member.is_done() && seen_after(member, end) => all.unsure.push(id),
            _ => all.carried_over.push(id),
        }
    }
    all.completed = completed.into_iter().sum();
    all.completed_of_committed = of_committed.into_iter().sum();
    let stayed = order::set(all.completed_items.iter().chain(&all.carried_over).chain(&all.unsure).copied());
    all.removed = committed_to.difference(&stayed).copied().collect();
    all
}

/// An import saw it done only after the sprint's end, so where it was at the end is not known.
fn seen_after(item: &ItemFacts<'_>, end: Timestamp) -> bool {
    matches!(item.finish, Mark::Seen(at) if at > end)
}

/// Moved on to another sprint on the last day, as closing a sprint in the afternoon does.
pub(super) fn left_on_last_day(
    facts: &Facts<'_>,
    item: &crate::model::WorkItem,
    sprint: SprintId,
    last: Date,
    end: Timestamp,
) -> bool {
    item.history.iter().any(|e| {
        let moved_on =
            matches!(&e.what, Happening::Sprint { from, to } if *from == Some(sprint) && to.is_some());
        moved_on && e.at <= end && facts.day(e.at) == last
    })
}

type Committed = Vec<(WorkItemId, Option<Points>)>;

/// The frozen commitment, else the items that were in the sprint at the end of its first day: the
/// day is all that is known of the start, and planning is held on it. Containers are no work of
/// their own.
fn commitment(facts: &Facts<'_>, sprint: &Sprint, members: &[&ItemFacts<'_>]) -> (Option<Committed>, bool) {
    if let Some(frozen) = &sprint.commitment {
        let is_container =
            |id: &WorkItemId| facts.ctx.program.items.get(id).is_some_and(|item| item.kind.is_container());
        // Of one kind of work, only what is of that kind was committed to.
        let counts = |id: &WorkItemId| !is_container(id) && (!facts.narrowed || facts.get(*id).is_some());
        let frozen = frozen.iter().filter(|c| counts(&c.item)).map(|c| (c.item, c.estimate));
        return (Some(frozen.collect()), false);
    }
    let Some(start) = sprint.start else { return (None, false) };
    let start = facts.ctx.end_of(start);
    let there =
        members.iter().filter(|m| m.item.created <= start && sprint_at(m.item, start) == Some(sprint.id));
    (Some(there.map(|m| (m.item.id, estimate_at(m.item, start))).collect()), true)
}

/// The team whose velocity a scope shows: the one asked for, else the one with most items in it.
/// None stands for items and sprints without a team.
pub(crate) fn team_of(facts: &Facts<'_>, scope: Scope) -> Option<TeamId> {
    if scope.team.is_some() {
        return scope.team;
    }
    let mut sizes: Tally<TeamId, usize> = Tally::new();
    for item in facts.of(scope) {
        if let Some(team) = item.item.team {
            sizes.change(team, |size| *size += 1);
        }
    }
    // A team without closed sprints has no velocity to show; prefer one that has.
    let has_sprints = |team: TeamId| !closed_sprints(facts, Some(team), scope.project).is_empty();
    sizes
        .pairs()
        .into_iter()
        .map(|(team, size)| ((has_sprints(team), size, std::cmp::Reverse(team)), team))
        .max_by_key(|(key, _)| *key)
        .map(|(_, team)| team)
}
