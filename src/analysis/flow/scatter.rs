//! Cycle times as charts: each finished item as a dot, and how many took how long.

use super::duration::{Durations, Measure, Percentiles, ScatterDot};
use super::figures::duration_of;
use super::wip::ageing_of;
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::time::{DayCount, Window};
use crate::analysis::words::days;
use crate::model::WorkItemId;

/// Most bars of a histogram; beyond, a bar stands for several days.
const BARS: i64 = 40;

/// Finished items by finish day and days taken, with percentile lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scatter {
    /// The words beside it.
    pub notes: Notes,
    /// The items, by finish day and then id.
    pub dots: Vec<ScatterDot>,
    /// The lines across; none without any item.
    pub percentiles: Option<Percentiles>,
    /// How durations are counted; the whole chart is in these days.
    pub count: DayCount,
}

/// One bar of a histogram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Fewest days that fall into it.
    pub from: i64,
    /// Most days that fall into it.
    pub to: i64,
    /// The items, by finish day and then id.
    pub items: Vec<WorkItemId>,
}

/// How many items took how long; empty bars between others are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    /// The words beside it.
    pub notes: Notes,
    /// From one day on, without gaps.
    pub bars: Vec<Bar>,
    /// The same lines as in the scatter plot.
    pub percentiles: Option<Percentiles>,
    /// How durations are counted.
    pub count: DayCount,
}

/// The scatter plot of cycle (or lead) times.
#[must_use]
pub fn scatter(facts: &Facts<'_>, scope: Scope, window: Window, measure: Measure) -> Scatter {
    scatter_of(facts, scope, window, measure, &Durations::new(facts, scope, window, measure))
}

/// The same from durations at hand.
pub(crate) fn scatter_of(
    facts: &Facts<'_>,
    scope: Scope,
    window: Window,
    measure: Measure,
    all: &Durations,
) -> Scatter {
    let notes = notes(facts, scope, window, measure, all);
    Scatter { notes, dots: all.dots.clone(), percentiles: all.percentiles(), count: window.count }
}

/// The histogram of cycle (or lead) times.
#[must_use]
pub fn histogram(facts: &Facts<'_>, scope: Scope, window: Window, measure: Measure) -> Histogram {
    histogram_of(facts, scope, window, measure, &Durations::new(facts, scope, window, measure))
}

/// The same from durations at hand.
pub(crate) fn histogram_of(
    facts: &Facts<'_>,
    scope: Scope,
    window: Window,
    measure: Measure,
    all: &Durations,
) -> Histogram {
    let percentiles = all.percentiles();
    let longest = all.sorted.last().copied().unwrap_or(0);
    let width = (longest + BARS - 1).div_euclid(BARS).max(1);
    let bars = (longest + width - 1).div_euclid(width);
    let mut bars: Vec<Bar> =
        (0..bars).map(|n| Bar { from: n * width + 1, to: (n + 1) * width, items: Vec::new() }).collect();
    for dot in &all.dots {
        let place = usize::try_from((dot.days - 1).div_euclid(width)).ok();
        if let Some(bar) = place.and_then(|place| bars.get_mut(place)) {
            bar.items.push(dot.item);
        }
    }
    let mut notes = notes(facts, scope, window, measure, all);
    notes.title = match measure {
        Measure::Cycle => "How long items took".to_owned(),
        Measure::Lead => "How long items took from their creation".to_owned(),
    };
    Histogram { notes, bars, percentiles, count: window.count }
}

fn notes(facts: &Facts<'_>, scope: Scope, window: Window, measure: Measure, all: &Durations) -> Notes {
    let figure = duration_of(facts, scope, window, measure, all);
    let (title, verb) = match measure {
        Measure::Cycle => ("Cycle time of finished items", "finish"),
        Measure::Lead => ("Lead time of finished items", "are done"),
    };
    let mut notes = Notes::of(title, &figure).window(all.span.0, all.span.1);
    let Some(usual) = all.percentiles() else { return notes };
    notes.caption = format!("85 % of items {verb} within {} of their creation.", days(usual.p85));
    if measure == Measure::Cycle {
        let ages = ageing_of(facts, scope, window, all);
        let old = ages.iter().filter(|a| a.is_old()).count();
        let than =
            if ages.iter().all(|a| a.usual == Some(usual)) { "that" } else { "usual in their workflow" };
        let older = match old {
            0 => format!("none in progress is older than {than}"),
            1 => format!("1 in progress is older than {than}"),
            _ => format!("{old} in progress are older than {than}"),
        };
        notes.caption = format!("85 % of items {verb} within {}; {older}.", days(usual.p85));
    }
    notes
}
