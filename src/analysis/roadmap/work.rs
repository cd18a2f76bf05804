//! What initiatives still take: the items below their epics, and what is not in items yet.

use crate::analysis::words::{count, number};
use crate::analysis::{Context, Index};
use crate::model::{
    Category, Date, InitiativeId, InitiativeState, Parent, Program, SprintState, TeamId, WorkItem, WorkItemId,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most steps up the hierarchy: a loop must end.
const DEPTH: usize = 32;

/// The work of one initiative.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// The initiative.
    pub id: InitiativeId,
    /// As people call it.
    pub title: String,
    /// How far it has come.
    pub state: InitiativeState,
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// Points done.
    pub done: f64,
    /// Points of all of it: its items, or its size where that is more.
    pub all: f64,
    /// Its items, without cancelled ones.
    pub items: usize,
    /// Those that are done.
    pub items_done: usize,
    /// Open items without an estimate.
    pub unestimated: usize,
    /// Points left by team, without those that are in a sprint.
    pub left: BTreeMap<TeamId, f64>,
}

impl Work {
    /// The done part, from 0 to 1: by points where there are any, else by items.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        if self.state == InitiativeState::Done {
            return Some(1.0);
        }
        if self.all > 0.0 {
            return Some((self.done / self.all).clamp(0.0, 1.0));
        }
        (self.items > 0).then(|| self.items_done as f64 / self.items as f64)
    }

    /// The done part in words.
    #[must_use]
    pub fn words(&self) -> String {
        if self.all <= 0.0 && self.items == 0 {
            return "No work is linked yet".to_owned();
        }
        let mut words = if self.all > 0.0 {
            format!("{} of {} pt done", number(self.done, 0), number(self.all, 0))
        } else {
            format!("{} of {} done", self.items_done, count(self.items, "item", "items"))
        };
        if self.unestimated > 0 {
            words.push_str(&format!(", {} not estimated", count(self.unestimated, "item", "items")));
        }
        words
    }

    /// Its first and last day, while it is to be done.
    #[must_use]
    pub fn open_span(&self) -> Option<(Date, Date)> {
        let open = matches!(self.state, InitiativeState::Planned | InitiativeState::Active);
        self.start.zip(self.end).filter(|_| open)
    }
}

/// The work of all initiatives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Works(BTreeMap<InitiativeId, Work>);

impl Works {
    /// Reads all items once.
    #[must_use]
    pub fn new(program: &Program, index: &Index) -> Self {
        let mut works: BTreeMap<InitiativeId, Work> = BTreeMap::new();
        let mut tops: HashMap<WorkItemId, InitiativeId> = HashMap::new();
        for initiative in program.initiatives.values() {
            tops.extend(initiative.work.iter().map(|item| (*item, initiative.id)));
            let work = Work {
                id: initiative.id,
                title: initiative.title.clone(),
                state: initiative.state,
                start: initiative.start,
                end: initiative.end,
                done: 0.0,
                all: 0.0,
                items: 0,
                items_done: 0,
                unestimated: 0,
                left: BTreeMap::new(),
            };
            works.insert(initiative.id, work);
        }
        let in_hand: HashSet<_> =
            program.sprints.values().filter(|s| s.state != SprintState::Closed).map(|s| s.id).collect();
        for item in program.items.values().filter(|_| !tops.is_empty()) {
            let category = index.category(item.status);
            if item.kind.is_container() || category == Category::Cancelled {
                continue;
            }
            let Some(id) = initiative_of(program, &tops, item) else { continue };
            let (Some(work), Some(initiative)) = (works.get_mut(&id), program.initiatives.get(&id)) else {
                continue;
            };
            work.items += 1;
            let points = item.estimate.map(crate::model::Points::as_f64);
            work.all += points.unwrap_or(0.0);
            if category == Category::Done {
                work.items_done += 1;
                work.done += points.unwrap_or(0.0);
                continue;
            }
            work.unestimated += usize::from(points.is_none());
            let planned = item.sprint.is_some_and(|s| in_hand.contains(&s));
            if let Some(team) = item.team.or_else(|| initiative.teams.first().copied()).filter(|_| !planned) {
                *work.left.entry(team).or_default() += points.unwrap_or(0.0);
            }
        }
        for initiative in program.initiatives.values() {
            let Some(work) = works.get_mut(&initiative.id) else { continue };
            let size = initiative.size.map_or(0.0, crate::model::Points::as_f64);
            let beyond = size - work.all;
            if beyond > 0.0 {
                // What is not in items yet is shared evenly by the teams that do it.
                work.all = size;
                for team in &initiative.teams {
                    *work.left.entry(*team).or_default() += beyond / initiative.teams.len() as f64;
                }
            }
        }
        Self(works)
    }

    /// The work of one.
    #[must_use]
    pub fn get(&self, id: InitiativeId) -> Option<&Work> {
        self.0.get(&id)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Work> {
        self.0.values()
    }

    /// Days by which dependencies are late, with one initiative thought to lie elsewhere.
    #[must_use]
    pub(in crate::analysis) fn late(
        &self,
        ctx: &Context<'_>,
        thought: Option<(InitiativeId, Date, Date)>,
    ) -> i64 {
        super::late_days(ctx, thought)
    }
}

/// The initiative whose epic an item is, or stands below.
fn initiative_of(
    program: &Program,
    tops: &HashMap<WorkItemId, InitiativeId>,
    item: &WorkItem,
) -> Option<InitiativeId> {
    let mut here = item;
    for _ in 0..DEPTH {
        if let Some(id) = tops.get(&here.id) {
            return Some(*id);
        }
        let Some(Parent::Item(above)) = &here.parent else { return None };
        here = program.items.get(above)?;
    }
    None
}

/// The initiative that an item belongs to.
pub(super) fn initiative_of_item(program: &Program, item: WorkItemId) -> Option<InitiativeId> {
    let tops = program.initiatives.values().flat_map(|i| i.work.iter().map(|w| (*w, i.id))).collect();
    initiative_of(program, &tops, program.items.get(&item)?)
}
