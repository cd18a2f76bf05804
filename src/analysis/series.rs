//! Every chart's data at once: plain series, ready to draw.

use super::facts::Facts;
use super::time::Window;
use super::{Scope, cost, flow, forecast, quality, sprints};

/// What there is to draw for a scope and a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Committed and completed by sprint, of one team.
    pub velocity: sprints::VelocityChart,
    /// The running sprint of that team, else the last one; none where it has none with a first day.
    pub burn: Option<sprints::Burn>,
    /// Cycle times of finished items.
    pub scatter: flow::Scatter,
    /// How many items took how long.
    pub histogram: flow::Histogram,
    /// Work in progress by age.
    pub ageing: flow::AgeingChart,
    /// Cumulative flow.
    pub cfd: flow::CfdChart,
    /// Delivered items by week.
    pub throughput: flow::ThroughputChart,
    /// Blocked days by reason.
    pub blocked: flow::BlockedChart,
    /// Leakage by release.
    pub leakage: quality::LeakageChart,
    /// Earned value over time, or the sentence that says why there is none.
    pub curve: Result<cost::Curve, String>,
    /// When the open work ends.
    pub when: forecast::WhenChart,
    /// How much gets done in the next 30 days.
    pub how_many: forecast::HowManyChart,
}

/// All series of a scope. Each can be had alone, by its own function with the same arguments.
#[must_use]
pub fn all_series(facts: &Facts<'_>, scope: Scope, window: Window) -> Series {
    let newest = sprints::burnable(facts, scope).first().map(|s| s.id);
    Series {
        velocity: sprints::velocity_chart(facts, scope),
        burn: newest.and_then(|sprint| sprints::burn(facts, sprint)),
        scatter: flow::scatter(facts, scope, window, flow::Measure::Cycle),
        histogram: flow::histogram(facts, scope, window, flow::Measure::Cycle),
        ageing: flow::ageing_chart(facts, scope, window),
        cfd: flow::cfd_chart(facts, scope, window),
        throughput: flow::throughput_chart(facts, scope, window, flow::Step::Week),
        blocked: flow::blocked_chart(facts, scope, window),
        leakage: quality::leakage_chart(facts, scope),
        curve: cost::curve(facts, scope),
        when: forecast::when_chart(facts, scope, None),
        how_many: forecast::how_many_chart(facts, scope, None),
    }
}
