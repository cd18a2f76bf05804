//! The backlog: which items are to come, in which order, flat or below what they belong to.

pub mod score;

use super::Index;
use super::goals::serves;
use crate::model::order::InOrder;
use crate::model::{
    GoalId, ItemKind, Parent, PersonId, Points, Program, ProjectId, SprintId, SprintState, TeamId, WorkItem,
    WorkItemId,
};
use score::Method;
use std::collections::{HashMap, HashSet};

/// Most levels of the hierarchy: a loop must end.
const DEPTH: u16 = 32;

/// Which sprints items may be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InSprint {
    /// In none that runs: what is to come.
    #[default]
    ToCome,
    /// In any, or in none.
    Any,
    /// In none at all.
    Nowhere,
    /// In this one.
    One(SprintId),
}

/// Which goals items may serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Serving {
    /// Any, or none.
    #[default]
    Any,
    /// None.
    Nothing,
    /// This one.
    One(GoalId),
}

/// Which items to show.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// One project's only.
    pub project: Option<ProjectId>,
    /// One team's only.
    pub team: Option<TeamId>,
    /// By goal, also that of an item above.
    pub goal: Serving,
    /// By sprint.
    pub sprint: InSprint,
    /// One kind of work only.
    pub kind: Option<ItemKind>,
    /// Only with this label.
    pub label: Option<String>,
    /// Only titles and keys that contain this, in any case.
    pub text: String,
    /// Only with an estimate, or only without.
    pub estimated: Option<bool>,
    /// One person's only.
    pub owner: Option<PersonId>,
    /// Only what nobody owns.
    pub unowned: bool,
}

impl Filter {
    /// How many conditions narrow the list, beside project and team.
    #[must_use]
    pub fn active(&self) -> usize {
        let on = [
            self.goal != Serving::Any,
            self.sprint != InSprint::ToCome,
            self.kind.is_some(),
            self.label.is_some(),
            !self.text.is_empty(),
            self.estimated.is_some(),
            self.owner.is_some() || self.unowned,
        ];
        on.iter().filter(|on| **on).count()
    }
}

/// How the list is laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// Below what items belong to; else one flat list.
    pub tree: bool,
    /// Containers whose items are not shown.
    pub closed: HashSet<WorkItemId>,
    /// By this score instead of by rank.
    pub by: Option<Method>,
}

/// A line of the backlog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The item.
    pub id: WorkItemId,
    /// How deep it stands in the hierarchy.
    pub depth: u16,
    /// How many shown items stand below it.
    pub holds: u32,
}

/// The backlog as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backlog {
    /// Its lines, in order.
    pub rows: Vec<Row>,
    /// Items that pass the filter, without containers.
    pub items: usize,
    /// Σ of their estimates.
    pub points: Points,
    /// Those without an estimate.
    pub unestimated: usize,
    /// Those that serve no goal.
    pub aimless: usize,
    /// Open items that the filter leaves out.
    pub hidden: usize,
}

/// The open items of a program, filtered and in order.
#[must_use]
pub fn backlog(program: &Program, filter: &Filter, shape: &Shape) -> Backlog {
    let index = Index::new(program);
    let running: HashSet<SprintId> =
        program.sprints.values().filter(|s| s.state == SprintState::Active).map(|s| s.id).collect();
    let text = filter.text.to_lowercase();
    let mut backlog = Backlog::default();
    let mut passing: Vec<&WorkItem> = Vec::new();
    for item in program.items.values() {
        if index.category(item.status).is_finished() {
            continue;
        }
        let container = item.kind.is_container();
        let goal = serves(program, item);
        if passes(item, filter, &text, goal, &running) {
            if !container && item.kind != ItemKind::Subtask {
                backlog.items += 1;
                backlog.aimless += usize::from(goal.is_none());
                match item.estimate {
                    Some(points) => backlog.points = [backlog.points, points].into_iter().sum(),
                    None => backlog.unestimated += 1,
                }
            }
            passing.push(item);
        } else if !container && item.kind != ItemKind::Subtask {
            backlog.hidden += 1;
        }
    }
    match shape.by {
        None => passing.order_by_key(|item| (item.rank, item.id)),
        Some(method) => {
            let score = |item: &WorkItem| score::thousandths(item, method).map_or(i64::MIN, |score| score);
            let mut keyed: Vec<_> =
                passing.iter().map(|i| (-score(i).max(-i64::MAX), i.rank, i.id, *i)).collect();
            keyed.order_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
            passing = keyed.into_iter().map(|(.., item)| item).collect();
        }
    }
    if shape.tree {
        backlog.rows = tree(program, &passing, shape);
    } else {
        let flat = passing.iter().filter(|item| {
            // Containers and parts are no lines of their own, unless they are asked for.
            filter.kind.is_some() || !(item.kind.is_container() || item.kind == ItemKind::Subtask)
        });
        backlog.rows = flat.map(|item| Row { id: item.id, depth: 0, holds: 0 }).collect();
    }
    backlog
}

/// How many items are to come: open, and in no sprint that runs.
#[must_use]
pub fn to_come(program: &Program, project: Option<ProjectId>) -> usize {
    let index = Index::new(program);
    let running = |id: &SprintId| program.sprints.get(id).is_some_and(|s| s.state == SprintState::Active);
    let counts = |item: &&std::sync::Arc<WorkItem>| {
        project.is_none_or(|p| p == item.project)
            && !item.kind.is_container()
            && item.kind != ItemKind::Subtask
            && !index.category(item.status).is_finished()
            && !item.sprint.as_ref().is_some_and(running)
    };
    program.items.values().filter(counts).count()
}

fn passes(
    item: &WorkItem,
    filter: &Filter,
    text: &str,
    goal: Option<GoalId>,
    running: &HashSet<SprintId>,
) -> bool {
    filter.project.is_none_or(|p| p == item.project)
        && filter.team.is_none_or(|t| item.team == Some(t))
        && match filter.goal {
            Serving::Any => true,
            Serving::Nothing => goal.is_none() && !item.kind.is_container(),
            Serving::One(wanted) => goal == Some(wanted),
        }
        && match filter.sprint {
            InSprint::ToCome => item.sprint.is_none_or(|s| !running.contains(&s)),
            InSprint::Any => true,
            InSprint::Nowhere => item.sprint.is_none(),
            InSprint::One(wanted) => item.sprint == Some(wanted),
        }
        && filter.kind.as_ref().is_none_or(|kind| *kind == item.kind)
        && filter.label.as_ref().is_none_or(|label| item.labels.contains(label))
        && filter
            .estimated
            .is_none_or(|wanted| item.estimate.is_some() == wanted && (wanted || !item.kind.is_container()))
        && filter.owner.is_none_or(|person| item.owner == Some(person))
        && (!filter.unowned || item.owner.is_none())
        && (text.is_empty()
            || item.title.to_lowercase().contains(text)
            || item.key.to_lowercase().contains(text))
}

/// The items below those that they belong to. What is above a shown item is shown with it.
fn tree(program: &Program, passing: &[&WorkItem], shape: &Shape) -> Vec<Row> {
    let mut shown: HashSet<WorkItemId> = passing.iter().map(|i| i.id).collect();
    let mut all: Vec<&WorkItem> = passing.to_vec();
    for item in passing {
        let mut here = *item;
        for _ in 0..DEPTH {
            let Some(Parent::Item(above)) = &here.parent else { break };
            let Some(above) = program.items.get(above) else { break };
            if !shown.insert(above.id) {
                break;
            }
            all.push(above);
            here = above;
        }
    }
    // Each level stays in the order of the whole; what only came with its items goes by its rank.
    if all.len() > passing.len() {
        all.order_by(|a, b| (a.rank, a.id).cmp(&(b.rank, b.id)));
    }
    let mut below: HashMap<Option<WorkItemId>, Vec<&WorkItem>> = HashMap::new();
    for item in all {
        let above = match &item.parent {
            Some(Parent::Item(above)) if shown.contains(above) => Some(*above),
            _ => None,
        };
        below.entry(above).or_default().push(item);
    }
    let mut rows = Vec::with_capacity(shown.len());
    let mut stack: Vec<(&WorkItem, u16)> =
        below.get(&None).into_iter().flatten().rev().map(|item| (*item, 0)).collect();
    while let Some((item, depth)) = stack.pop() {
        let children = below.get(&Some(item.id)).map_or(&[][..], Vec::as_slice);
        rows.push(Row { id: item.id, depth, holds: u32::try_from(children.len()).unwrap_or(0) });
        if depth < DEPTH && !shape.closed.contains(&item.id) {
            stack.extend(children.iter().rev().map(|child| (*child, depth + 1)));
        }
    }
    rows
}

#[cfg(test)]
mod tests;
