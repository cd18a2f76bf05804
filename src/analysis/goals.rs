//! Goals: how much of the work that serves them is done.

use super::Scope;
use super::facts::Facts;
use super::notes::Notes;
use super::tally::Tally;
use super::target::targets;
use super::words::{count, percent};
use super::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{Category, GoalId, Parent, Points, Program, WorkItem, WorkItemId};

/// Most steps up the hierarchy: a loop must end.
const DEPTH: usize = 32;

/// The work that serves one goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalProgress {
    /// The goal.
    pub goal: GoalId,
    /// One line.
    pub name: String,
    /// Its done items.
    pub done: Vec<WorkItemId>,
    /// Its open items.
    pub open: Vec<WorkItemId>,
    /// Σ estimates of the done ones.
    pub points_done: Points,
    /// Σ estimates of all of them.
    pub points: Points,
    /// Those of them without an estimate: in no sum of points.
    pub unestimated: usize,
}

impl GoalProgress {
    /// Done of all items, in percent; none without any.
    #[must_use]
    pub fn percent(&self) -> Option<f64> {
        let all = self.done.len() + self.open.len();
        (all > 0).then(|| self.done.len() as f64 * 100.0 / all as f64)
    }

    /// Done of all estimated points, in percent; none without any.
    #[must_use]
    pub fn percent_points(&self) -> Option<f64> {
        let all = self.points.to_hundredths();
        (all > 0).then(|| self.points_done.to_hundredths() as f64 * 100.0 / all as f64)
    }
}

/// Progress by goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalChart {
    /// The words beside it.
    pub notes: Notes,
    /// The goals by name.
    pub goals: Vec<GoalProgress>,
    /// Open items that serve no goal.
    pub aimless: Vec<WorkItemId>,
}

/// Progress of a scope's goals. An item serves the goal it names, else that of the nearest item above.
#[must_use]
pub fn goal_chart(facts: &Facts<'_>, scope: Scope) -> GoalChart {
    let program = facts.ctx.program;
    let of = |goal: &crate::model::Goal| {
        scope.project.is_none() || goal.project.is_none() || goal.project == scope.project
    };
    let mut goals: Tally<GoalId, Option<GoalProgress>> = Tally::new();
    for goal in program.goals.values().filter(|goal| of(goal)) {
        let progress = GoalProgress {
            goal: goal.id,
            name: goal.name.clone(),
            done: Vec::new(),
            open: Vec::new(),
            points_done: Points::default(),
            points: Points::default(),
            unestimated: 0,
        };
        goals.change(goal.id, |place| *place = Some(progress));
    }
    let (mut aimless, mut cancelled, mut counted) = (Vec::new(), Vec::new(), 0);
    let any = !program.goals.is_empty();
    for item in facts.of(scope).filter(|_| any) {
        let Some(goal) = goal_of(facts, item.item) else {
            if item.is_open() {
                aimless.push(item.id);
            }
            continue;
        };
        if item.category == Category::Cancelled {
            cancelled.push(item.id);
            continue;
        }
        counted += 1;
        goals.change(goal, |progress| {
            let Some(progress) = progress else { return };
            let plus = |a: Points, b: Points| [a, b].into_iter().sum::<Points>();
            match item.item.estimate {
                Some(points) => progress.points = plus(progress.points, points),
                None => progress.unestimated += 1,
            }
            if item.is_done() {
                progress.done.push(item.id);
                progress.points_done = plus(progress.points_done, item.item.estimate.unwrap_or_default());
            } else {
                progress.open.push(item.id);
            }
        });
    }
    let mut goals: Vec<GoalProgress> =
        goals.pairs().into_iter().filter_map(|(_, progress)| progress).collect();
    goals.order_by(|a, b| (&a.name, a.goal).cmp(&(&b.name, b.goal)));
    let behind = goals.iter().filter_map(|g| Some((g.percent()?, g))).min_by(|a, b| a.0.total_cmp(&b.0));
    let caption = match behind {
        None if goals.is_empty() => "No goal was set.".to_owned(),
        None => "No work serves a goal yet.".to_owned(),
        Some((share, least)) => format!(
            "{} furthest behind: {} with {} of its items done; {} no goal.",
            "The goal",
            least.name,
            percent(share),
            count(aimless.len(), "open item serves", "open items serve")
        ),
    };
    let notes = Notes::new("Progress of goals")
        .caption(caption)
        .formula("done items ÷ items", "Of the work that names the goal or stands below work that does.")
        .population(format!("Items in {}", scope.name(program)), facts.of(scope).count())
        .population("That serve a goal", counted)
        .left_out([Group::of("Cancelled, so not delivered", cancelled)])
        .remarks([Group::of("Open and serving no goal", if any { aimless.clone() } else { Vec::new() })]);
    GoalChart { notes, goals, aimless }
}

fn goal_of(facts: &Facts<'_>, item: &WorkItem) -> Option<GoalId> {
    serves(facts.ctx.program, item)
}

/// The goal that an item serves: the one it names, else that of the nearest item above.
#[must_use]
pub fn serves(program: &Program, item: &WorkItem) -> Option<GoalId> {
    let mut item = item;
    for _ in 0..DEPTH {
        if item.goal.is_some() {
            return item.goal;
        }
        let Some(Parent::Item(parent)) = &item.parent else { return None };
        item = program.items.get(parent)?;
    }
    None
}

fn items(goal: &GoalProgress) -> Vec<WorkItemId> {
    goal.open.iter().chain(&goal.done).copied().collect()
}

/// The goal that is furthest behind, with its working.
pub(super) fn figure(all: &GoalChart) -> Figure {
    let shares: Vec<f64> = all.goals.iter().filter_map(GoalProgress::percent).collect();
    let least = shares.iter().copied().min_by(f64::total_cmp);
    let value = least.map_or_else(|| Value::NotComputable(all.notes.caption.clone()), Value::Percent);
    let mut figure = Figure::new("Goal progress", value)
        .aim(Aim::Higher)
        .caption("Furthest behind", count(all.goals.len(), "goal", "goals"))
        .sentence(all.notes.caption.clone());
    figure.take(&all.notes);
    let row = |goal: &GoalProgress| {
        let value = format!(
            "{} ({} of {})",
            goal.percent().map_or_else(|| "n/a".to_owned(), percent),
            goal.done.len(),
            count(goal.done.len() + goal.open.len(), "item", "items")
        );
        Behind::new(targets(&items(goal)), goal.name.clone(), value)
    };
    figure.behind = all.goals.iter().map(row).collect();
    figure.counted = all.goals.iter().flat_map(items).collect();
    figure
}
