//! Work in progress and its age.

use super::duration::{Durations, Measure, Percentiles};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::tally::Tally;
use crate::analysis::time::Window;
use crate::model::order::{self, InOrder};
use crate::model::{Category, WorkItemId, WorkflowId};

/// One started, unfinished item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ageing {
    /// The item.
    pub item: WorkItemId,
    /// `today − start + 1`; none where the start is not known.
    pub age: Option<i64>,
    /// Started, then put back to "to do": still counted, its start is kept.
    pub put_back: bool,
    /// Cycle times of finished items of the same workflow, to compare with.
    pub usual: Option<Percentiles>,
}

impl Ageing {
    /// Older than 85 % of the finished items of its workflow ever got.
    #[must_use]
    pub fn is_old(&self) -> bool {
        self.age.zip(self.usual).is_some_and(|(age, usual)| age > usual.p85)
    }
}

/// Work in progress, the oldest first; items of unknown age last.
#[must_use]
pub fn ageing(facts: &Facts<'_>, scope: Scope, window: Window) -> Vec<Ageing> {
    ageing_of(facts, scope, window, &Durations::new(facts, scope, window, Measure::Cycle))
}

/// The same from the cycle times at hand.
pub(in crate::analysis) fn ageing_of(
    facts: &Facts<'_>,
    scope: Scope,
    window: Window,
    durations: &Durations,
) -> Vec<Ageing> {
    let mut by_workflow: Tally<WorkflowId, Vec<i64>> = Tally::new();
    let workflow = |id: WorkItemId| facts.index.place(facts.get(id)?.status).map(|p| p.workflow);
    for dot in &durations.dots {
        if let Some(workflow) = workflow(dot.item) {
            by_workflow.change(workflow, |days| days.push(dot.days));
        }
    }
    let mut usual = Tally::new();
    for (workflow, mut days) in by_workflow.pairs() {
        order::ascending(&mut days);
        usual.change(workflow, |usual| *usual = Percentiles::of(&days));
    }
    let today = facts.ctx.today();
    let mut all: Vec<Ageing> = facts
        .of(scope)
        .filter(|f| f.is_wip())
        .map(|f| Ageing {
            item: f.id,
            age: f
                .start
                .known()
                .map(|at| window.count.between(&facts.ctx.program.settings, facts.day(at), today)),
            put_back: f.category == Category::ToDo,
            usual: facts.index.place(f.status).and_then(|p| *usual.get(&p.workflow)?),
        })
        .collect();
    all.order_by_key(|a| (std::cmp::Reverse(a.age.unwrap_or(0)), a.item));
    all
}
