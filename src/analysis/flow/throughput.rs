//! Throughput: delivered items per day and per week. Days with none are data: zero.

use crate::analysis::facts::Facts;
use crate::analysis::time::{Window, back, day_number, monday};
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Date, WorkItemId};

/// Delivered items per day of a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Throughput {
    /// The first day.
    pub from: Date,
    /// One number a day, first day first, days without a delivery included.
    pub days: Vec<u32>,
    /// Delivered, but the day is not known: an import only saw the result.
    pub day_unknown: Vec<WorkItemId>,
    /// Cancelled in the window: not delivered.
    pub cancelled: Vec<WorkItemId>,
}

impl Throughput {
    /// All that was delivered.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.days.iter().sum()
    }

    /// Days on which anything was delivered.
    #[must_use]
    pub fn delivering_days(&self) -> usize {
        self.days.iter().filter(|n| **n > 0).count()
    }
}

/// Delivered items per day over the window.
#[must_use]
pub fn throughput_by_day(facts: &Facts<'_>, scope: Scope, window: Window) -> Throughput {
    let (from, to) = window.span(&facts.ctx);
    let in_window = |day: Date| from <= day && day <= to;
    let length = usize::try_from((to - from).num_days() + 1).unwrap_or(0);
    let first = day_number(from);
    let mut all = Throughput { from, days: vec![0; length], day_unknown: Vec::new(), cancelled: Vec::new() };
    for item in facts.of(scope) {
        if let Some(day) = item.delivered {
            let place = usize::try_from(day - first).ok();
            if let Some(count) = place.and_then(|p| all.days.get_mut(p)) {
                *count += 1;
            }
        } else if item.is_done() {
            if item.finish.latest().is_some_and(|at| in_window(facts.day(at))) {
                all.day_unknown.push(item.id);
            }
        } else if !item.is_open() && item.cancelled.latest().is_some_and(|at| in_window(facts.day(at))) {
            all.cancelled.push(item.id);
        }
    }
    all
}

/// What was delivered from a day to another, as days since 1970 and items, in the order of the days.
pub(super) fn delivered(facts: &Facts<'_>, scope: Scope, from: Date, to: Date) -> Vec<(i64, WorkItemId)> {
    let (from, to) = (day_number(from), day_number(to));
    let days = facts.of(scope).filter_map(|item| Some((item.delivered?, item.id)));
    let mut all: Vec<_> = days.filter(|(day, _)| from <= *day && *day <= to).collect();
    all.order();
    all
}

/// One week of throughput.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Date,
    /// Items delivered.
    pub count: u32,
    /// The week is over; the current one may still grow.
    pub complete: bool,
}

/// Delivered items per week, Monday to Sunday. The window is widened to begin on a Monday, so that
/// only the last week can be incomplete.
#[must_use]
pub fn throughput_by_week(ctx: &Context<'_>, scope: Scope, window: Window) -> Vec<Week> {
    weeks(&Facts::new(ctx), scope, window)
}

pub(crate) fn weeks(facts: &Facts<'_>, scope: Scope, window: Window) -> Vec<Week> {
    let (from, to) = window.span(&facts.ctx);
    let first = monday(from);
    let days = u32::try_from((to - first).num_days() + 1).unwrap_or(1);
    let by_day = throughput_by_day(facts, scope, Window { days, ..window });
    let chunks = by_day.days.chunks(7).enumerate();
    chunks
        .map(|(n, days)| Week {
            monday: back(first, -7 * n as i64),
            count: days.iter().sum(),
            complete: days.len() == 7,
        })
        .collect()
}
