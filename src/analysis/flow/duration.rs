//! Cycle time and lead time of finished items, and their percentiles.

use crate::analysis::facts::{Facts, ItemFacts};
use crate::analysis::time::Window;
use crate::analysis::{Context, Scope};
use crate::model::order::{self, InOrder};
use crate::model::{Category, Date, WorkItemId};

/// The value at or below which `percent` of the sample lies, by nearest rank:
/// `sorted[ceil(p·n) − 1]`, NumPy's `inverted_cdf`. No interpolation, so it is always one of the
/// sample. None for an empty sample.
#[must_use]
pub fn percentile<T: Copy>(sorted: &[T], percent: u32) -> Option<T> {
    sorted.get(rank(sorted.len(), percent).checked_sub(1)?).copied()
}

/// `ceil(p·n)` in whole numbers, at least 1: floating point would miss by one (0.07 × 100).
pub(crate) fn rank(n: usize, percent: u32) -> usize {
    (n * percent.min(100) as usize).div_ceil(100).max(1)
}

/// From when to when a duration runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// First entry to in progress → last entry to done.
    Cycle,
    /// Creation → last entry to done (not Kanban's "commitment → delivery").
    Lead,
}

/// One finished item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScatterDot {
    /// The day it was finished on.
    pub finish: Date,
    /// How many days it took, at least 1.
    pub days: i64,
    /// The item.
    pub item: WorkItemId,
}

/// The percentiles that are drawn and compared with, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percentiles {
    /// Half of the items took at most so long.
    pub p50: i64,
    /// 85 % took at most so long.
    pub p85: i64,
    /// 95 % took at most so long.
    pub p95: i64,
}

impl Percentiles {
    /// Of a sorted sample; none when it is empty.
    #[must_use]
    pub fn of(sorted: &[i64]) -> Option<Self> {
        Some(Self {
            p50: percentile(sorted, 50)?,
            p85: percentile(sorted, 85)?,
            p95: percentile(sorted, 95)?,
        })
    }
}

/// The durations of the items that ended in a window, and who was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Durations {
    /// First and last day of the window.
    pub span: (Date, Date),
    /// The counted items, by finish day and then id.
    pub dots: Vec<ScatterDot>,
    /// Their days, ascending.
    pub sorted: Vec<i64>,
    /// Items of the scope, ended or not.
    pub in_scope: usize,
    /// Cancelled in the window: not delivered.
    pub cancelled: Vec<WorkItemId>,
    /// Finished in the window but open again.
    pub reopened: Vec<WorkItemId>,
    /// Finished, but start or finish is not known.
    pub no_history: Vec<WorkItemId>,
    /// Counted as one day: went from "to do" straight to done.
    pub direct: Vec<WorkItemId>,
}

impl Durations {
    /// Measures the items of a scope that ended in the window.
    #[must_use]
    pub fn new(facts: &Facts<'_>, scope: Scope, window: Window, measure: Measure) -> Self {
        let span = window.span(&facts.ctx);
        let mut all = Self {
            span,
            dots: Vec::new(),
            sorted: Vec::new(),
            in_scope: 0,
            cancelled: Vec::new(),
            reopened: Vec::new(),
            no_history: Vec::new(),
            direct: Vec::new(),
        };
        for item in facts.of(scope) {
            all.in_scope += 1;
            all.add(facts, item, window, measure);
        }
        all.dots.order_by_key(|d| (d.finish, d.item));
        all.sorted = all.dots.iter().map(|d| d.days).collect();
        order::ascending(&mut all.sorted);
        all
    }

    fn add(&mut self, facts: &Facts<'_>, item: &ItemFacts<'_>, window: Window, measure: Measure) {
        let id = item.id;
        let ended = if item.category == Category::Cancelled { item.cancelled } else { item.finish };
        let Some(finish) = ended.latest().map(|at| facts.day(at)) else { return };
        if finish < self.span.0 || finish > self.span.1 {
            return;
        }
        let start = match measure {
            Measure::Cycle => item.cycle_start(),
            Measure::Lead => Some(item.item.created),
        };
        if item.category == Category::Cancelled {
            self.cancelled.push(id);
        } else if item.is_open() {
            self.reopened.push(id);
        } else if let (Some(start), Some(_)) = (start, item.finish.known()) {
            if item.direct && measure == Measure::Cycle {
                self.direct.push(id);
            }
            let start = facts.day(start);
            let days = window.count.between(&facts.ctx.program.settings, start, finish);
            self.dots.push(ScatterDot { finish, days, item: id });
        } else {
            self.no_history.push(id);
        }
    }

    /// 50, 85 and 95 %.
    #[must_use]
    pub fn percentiles(&self) -> Option<Percentiles> {
        Percentiles::of(&self.sorted)
    }

    /// Everything that ended in the window, counted or not.
    #[must_use]
    pub fn ended(&self) -> usize {
        self.dots.len() + self.cancelled.len() + self.reopened.len() + self.no_history.len()
    }
}

/// The finished items of a window with their cycle times, for the scatter plot; its percentiles are
/// those of [`Percentiles::of`] over the same days.
#[must_use]
pub fn cycle_scatter(ctx: &Context<'_>, scope: Scope, window: Window) -> Vec<ScatterDot> {
    Durations::new(&Facts::new(ctx), scope, window, Measure::Cycle).dots
}
