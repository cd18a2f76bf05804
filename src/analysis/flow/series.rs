//! Throughput, cumulative flow and blocked time as charts.

use super::cfd::{Cfd, cfd_of, unknown_starts};
use super::figures::{blocked as blocked_figure, span_words, throughput as throughput_figure};
use super::{BlockedTime, blocked_time};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::time::{Window, back, monday};
use crate::analysis::words::{count, day, days, number};
use crate::analysis::working::Group;
use crate::model::order::InOrder;
use crate::model::{Category, Date, WorkItemId};

/// What one bar stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Step {
    /// A day.
    Day,
    /// A week, Monday to Sunday.
    #[default]
    Week,
}

/// The items delivered in one day or week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// Its first day.
    pub from: Date,
    /// Its last day; of the running week, Sunday.
    pub to: Date,
    /// What was delivered, in the order of the days.
    pub items: Vec<WorkItemId>,
    /// The whole step lies within the window; else it may still grow, or began before.
    pub complete: bool,
}

/// Delivered items over time; steps without any are there.
#[derive(Debug, Clone, PartialEq)]
pub struct ThroughputChart {
    /// The words beside it.
    pub notes: Notes,
    /// What a bar stands for.
    pub step: Step,
    /// Oldest first, without gaps.
    pub bars: Vec<Delivered>,
    /// Items a step, mean over the window's days.
    pub mean: f64,
}

/// Throughput by day or by week over exactly the window's days.
#[must_use]
pub fn throughput_chart(facts: &Facts<'_>, scope: Scope, window: Window, step: Step) -> ThroughputChart {
    let (from, to) = window.span(&facts.ctx);
    let start = |day: Date| if step == Step::Week { monday(day) } else { day };
    let length = if step == Step::Week { 7 } else { 1 };
    let first = start(from);
    let steps = (to - first).num_days() / length + 1;
    let mut bars: Vec<Delivered> = (0..steps)
        .map(|n| {
            let (begin, end) = (back(first, -n * length), back(first, 1 - (n + 1) * length));
            Delivered { from: begin, to: end, items: Vec::new(), complete: begin >= from && end <= to }
        })
        .collect();
    let mut all: Vec<(Date, WorkItemId)> = Vec::new();
    for item in facts.of(scope) {
        if let Some(day) = facts.delivered(item).filter(|day| from <= *day && *day <= to) {
            all.push((day, item.id));
        }
    }
    all.order();
    let total = all.len();
    for (day, item) in all {
        let place = usize::try_from((day - first).num_days() / length).ok();
        if let Some(bar) = place.and_then(|place| bars.get_mut(place)) {
            bar.items.push(item);
        }
    }
    let in_window = (to - from).num_days() + 1;
    let mean = total as f64 * length as f64 / in_window.max(1) as f64;
    let figure = throughput_figure(facts, scope, window);
    let mut notes = Notes::of("Throughput", &figure).window(from, to);
    let (word, most) = match step {
        Step::Day => ("day", bars.iter().max_by_key(|b| (b.items.len(), std::cmp::Reverse(b.from)))),
        Step::Week => ("week", bars.iter().max_by_key(|b| (b.items.len(), std::cmp::Reverse(b.from)))),
    };
    let best = most.filter(|b| !b.items.is_empty()).map_or(String::new(), |b| {
        let of = if step == Step::Week { "in the week of" } else { "on" };
        format!("; the most, {}, {of} {}", b.items.len(), day(b.from))
    });
    notes.caption = format!(
        "{} from {}, about {} a {word}{best}.",
        count(total, "item was delivered", "items were delivered"),
        span_words(facts, window),
        number(mean, 1)
    );
    ThroughputChart { notes, step, bars, mean }
}

/// The cumulative flow diagram with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CfdChart {
    /// The words beside it.
    pub notes: Notes,
    /// The lines.
    pub cfd: Cfd,
}

/// The cumulative flow diagram.
#[must_use]
pub fn cfd_chart(facts: &Facts<'_>, scope: Scope, window: Window) -> CfdChart {
    let cfd = cfd_of(facts, scope, window);
    let (from, to) = window.span(&facts.ctx);
    let ends = |category| {
        let line = cfd.lines.iter().find(|l| l.category == category);
        line.and_then(|l| Some((*l.counts.first()?, *l.counts.last()?))).unwrap_or_default()
    };
    let (started, done) = (ends(Category::InProgress), ends(Category::Done));
    let (before, now) = (started.0.saturating_sub(done.0), started.1.saturating_sub(done.1));
    let unknown = unknown_starts(facts, scope, window);
    let trend = match now.cmp(&before) {
        _ if !unknown.is_empty() => format!(
            "it is {now}. {} of it came in by import with an unknown start, so how it grew is not known",
            count(unknown.len(), "item", "items")
        ),
        std::cmp::Ordering::Less => format!("it fell from {before} to {now}"),
        std::cmp::Ordering::Equal => format!("it is {now}, as at the beginning"),
        std::cmp::Ordering::Greater => format!("it grew from {before} to {now}"),
    };
    let in_scope = facts.of(scope).count();
    let lines = if cfd.lines.iter().any(|l| l.status.is_some()) || in_scope == 0 {
        "One line a status."
    } else {
        "The items are of several workflows, so the lines are categories."
    };
    let notes = Notes::new("Cumulative flow")
        .caption(format!(
            "{} arrived at done within the window. The gap between started and done is the work in progress: {trend}.",
            count(done.1.saturating_sub(cfd.done_before) as usize, "item", "items")
        ))
        .window(from, to)
        .formula(
            "per day and status: items that have arrived there or beyond, for good",
            format!(
                "{lines} A step back takes later arrivals away; a skipped status counts as passed on the day of \
                 the step beyond it. Local days, {}.",
                facts.ctx.zone.name()
            ),
        )
        .population(format!("Items in {}", scope.name(facts.ctx.program)), in_scope)
        .population("In the diagram", in_scope - cfd.cancelled)
        .left_out([Group::count("Cancelled, so in no line", cfd.cancelled)])
        .remarks([Group::of("Start not known: drawn on the day an import saw it in progress", unknown)]);
    CfdChart { notes, cfd }
}

/// Blocked days by reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedChart {
    /// The words beside it.
    pub notes: Notes,
    /// The reasons, the one that cost most days first.
    pub reasons: Vec<BlockedTime>,
    /// All days.
    pub days: i64,
}

/// Blocked time within the window by reason.
#[must_use]
pub fn blocked_chart(facts: &Facts<'_>, scope: Scope, window: Window) -> BlockedChart {
    blocked_chart_of(facts, window, &blocked_time(facts, scope, window))
}

/// The same from days at hand.
pub(crate) fn blocked_chart_of(facts: &Facts<'_>, window: Window, reasons: &[BlockedTime]) -> BlockedChart {
    let (from, to) = window.span(&facts.ctx);
    let total = reasons.iter().map(|r| r.days).sum();
    let figure = blocked_figure(facts, window, reasons);
    let mut notes = Notes::of("Blocked time by reason", &figure).window(from, to);
    notes.caption = match reasons.first() {
        None => format!("No item was blocked from {}.", span_words(facts, window)),
        Some(worst) => {
            let reason = if worst.reason.is_empty() { "blocks without a reason" } else { &worst.reason };
            format!("{} lost in all; most to {reason}: {}.", days(total), days(worst.days))
        }
    };
    BlockedChart { notes, reasons: reasons.to_vec(), days: total }
}
