//! The cumulative flow diagram.

use crate::analysis::facts::{Facts, ItemFacts, Mark};
use crate::analysis::index::Place;
use crate::analysis::time::{Window, day_number};
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Category, Date, StatusId, Timestamp, WorkItemId, WorkflowId};

/// One line of the diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CfdLine {
    /// The status, where all items share a workflow; else none and the line is a category.
    pub status: Option<StatusId>,
    /// What people call it.
    pub name: String,
    /// The category of the status.
    pub category: Category,
    /// Per day, items that have arrived here or beyond, for good.
    pub counts: Vec<u32>,
}

/// Items that have arrived at each status or beyond, per day. No line ever falls, none crosses
/// another, and today's gap between the first "in progress" and the first "done" line is the work
/// in progress (but for items that were put back to "to do").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cfd {
    /// The days, all of the window.
    pub days: Vec<Date>,
    /// From the first status (the highest line) to the last.
    pub lines: Vec<CfdLine>,
    /// Items that were done before the window; subtract it from every line to draw "done since".
    pub done_before: u32,
    /// Cancelled items, which are in no line.
    pub cancelled: usize,
}

/// The diagram of a scope over a window.
#[must_use]
pub fn cfd(ctx: &Context<'_>, scope: Scope, window: Window) -> Cfd {
    cfd_of(&Facts::new(ctx), scope, window)
}

/// The same from facts at hand.
#[must_use]
pub fn cfd_of(facts: &Facts<'_>, scope: Scope, window: Window) -> Cfd {
    let (from, to) = window.span(&facts.ctx);
    let days: Vec<Date> = from.iter_days().take_while(|day| *day <= to).collect();
    let steps = Steps::new(facts, scope);
    let mut lines = steps.lines(facts);
    let mut arrivals: Vec<Vec<u32>> = vec![vec![0; days.len()]; lines.len()];
    let (mut cancelled, mut done_before) = (0, 0);
    let done = lines.iter().position(|l| l.category == Category::Done);
    let mut reached = Vec::new();
    let first = day_number(from);
    for item in facts.of(scope) {
        if item.category == Category::Cancelled {
            cancelled += 1;
            continue;
        }
        steps.reached(facts, item, &mut reached);
        for (step, at) in reached.iter().enumerate() {
            let day = facts.day_number(*at) - first;
            // What arrived before the window stands on its first day.
            let place = usize::try_from(day).unwrap_or(0);
            if Some(step) == done && day < 0 {
                done_before += 1;
            }
            if let Some(count) = arrivals.get_mut(step).and_then(|line| line.get_mut(place)) {
                *count += 1;
            }
        }
    }
    for (line, arrivals) in lines.iter_mut().zip(arrivals) {
        let sums = arrivals.into_iter().scan(0, |sum, n| {
            *sum += n;
            Some(*sum)
        });
        line.counts = sums.collect();
    }
    Cfd { days, lines, done_before, cancelled }
}

/// Items in progress that arrive there within the window only because an import saw them so: their
/// true starts lie before, and the line's rise is none of the work's.
pub(super) fn unknown_starts(facts: &Facts<'_>, scope: Scope, window: Window) -> Vec<WorkItemId> {
    let from = day_number(window.span(&facts.ctx).0);
    let steps = Steps::new(facts, scope);
    let Some(begun) = steps.lines(facts).iter().position(|l| l.category == Category::InProgress) else {
        return Vec::new();
    };
    let mut reached = Vec::new();
    let seen = facts.of(scope).filter(|item| item.is_open() && matches!(item.start, Mark::Seen(_)));
    let arrives = seen.filter(|item| {
        steps.reached(facts, item, &mut reached);
        reached.get(begun).is_some_and(|at| facts.day_number(*at) >= from)
    });
    arrives.map(|item| item.id).collect()
}

/// The steps that items pass: the statuses of the one workflow they share, else the categories.
struct Steps {
    workflow: Option<WorkflowId>,
}

impl Steps {
    fn new(facts: &Facts<'_>, scope: Scope) -> Self {
        let mut workflows = facts.of(scope).filter_map(|f| facts.index.place(f.status)).map(|p| p.workflow);
        let first = workflows.next();
        Self { workflow: first.filter(|first| workflows.all(|other| other == *first)) }
    }

    fn lines(&self, facts: &Facts<'_>) -> Vec<CfdLine> {
        let line = |status, name: &str, category| CfdLine {
            status,
            name: name.to_owned(),
            category,
            counts: Vec::new(),
        };
        match self.workflow.and_then(|id| facts.ctx.program.workflows.get(&id)) {
            Some(workflow) => {
                let mut statuses: Vec<_> = workflow.statuses.iter().collect();
                statuses.retain(|s| s.category != Category::Cancelled);
                statuses.order_by_key(|s| s.category);
                statuses.into_iter().map(|s| line(Some(s.id), &s.name, s.category)).collect()
            }
            None => Category::ALL
                .into_iter()
                .filter(|c| *c != Category::Cancelled)
                .map(|c| line(None, c.name(), c))
                .collect(),
        }
    }

    /// How many steps a status is at or beyond; none for a cancelled one, which is off the board.
    fn depth(&self, place: Option<&Place>) -> usize {
        match (place, self.workflow) {
            (Some(Place { category: Category::Cancelled, .. }), _) => 0,
            (Some(place), Some(_)) => usize::from(place.order) + 1,
            (Some(place), None) => place.category as usize + 1,
            // A status of no workflow counts as the first.
            (None, _) => 1,
        }
    }

    /// When the item arrived at each step for good, into a list as long as its depth now. A step
    /// back takes the later arrivals away; a skipped step is filled with the step beyond it.
    fn reached(&self, facts: &Facts<'_>, item: &ItemFacts<'_>, reached: &mut Vec<Timestamp>) {
        reached.clear();
        let steps = facts.steps(item);
        for (n, step) in steps.iter().enumerate() {
            // The record is as old as its creation, even where an import saw it later.
            let at = if n == 0 { item.item.created } else { step.at };
            reached.resize(self.depth(facts.index.at(step.status)), at);
        }
        // An import that saw it elsewhere than its history ends, or an item with none.
        let fallback =
            if steps.is_empty() { item.item.created } else { item.item.updated.min(facts.ctx.now) };
        reached.resize(self.depth(facts.index.place(item.status).as_ref()), fallback);
    }
}
