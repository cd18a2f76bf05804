//! Every chart's data at once: plain series, ready to draw.

use super::facts::Facts;
use super::request::Asked;
use super::time::Window;
use super::{Scope, cost, flow, forecast, goals, quality, risk, sla, sprints};

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
    /// Started and ended items by week.
    pub net_flow: flow::NetFlow,
    /// Blocked days by reason.
    pub blocked: flow::BlockedChart,
    /// Time worked on and time waited.
    pub efficiency: flow::Efficiency,
    /// Leakage by release.
    pub leakage: quality::LeakageChart,
    /// Service levels by level and client.
    pub attainment: sla::Attainment,
    /// Earned value over time, or the sentence that says why there is none.
    pub curve: Result<cost::Curve, String>,
    /// Exposure of open risks by week.
    pub risk: risk::RiskChart,
    /// Work done and open by goal.
    pub goals: goals::GoalChart,
    /// When the open work ends.
    pub when: forecast::WhenChart,
    /// How much gets done in the next 30 days.
    pub how_many: forecast::HowManyChart,
    /// The milestones ahead, each with its confidence.
    pub milestones: forecast::MilestoneChart,
}

/// All series of a scope. Each can be had alone, by its own function with the same arguments.
#[must_use]
pub fn all_series(facts: &Facts<'_>, scope: Scope, window: Window) -> Series {
    series_of(&Asked::of(facts.clone(), scope, window))
}

/// The series of a request. Money and risks are not kept by the kind of work, so they are of all of it.
pub(super) fn series_of(asked: &Asked<'_>) -> Series {
    let (facts, scope, window, cycle) = (&asked.facts, asked.scope, asked.window, asked.cycle());
    let newest = sprints::burnable(facts, scope).first().map(|s| s.id);
    Series {
        velocity: sprints::velocity_chart_of(facts, asked.recent()),
        burn: newest.and_then(|sprint| sprints::burn(facts, sprint)),
        scatter: flow::scatter_of(facts, scope, window, flow::Measure::Cycle, cycle),
        histogram: flow::histogram_of(facts, scope, window, flow::Measure::Cycle, cycle),
        ageing: asked.ageing(),
        cfd: flow::cfd_chart(facts, scope, window),
        throughput: flow::throughput_chart(facts, scope, window, flow::Step::Week),
        net_flow: asked.net_flow().clone(),
        blocked: asked.blocked_chart(),
        efficiency: asked.efficiency().clone(),
        leakage: quality::leakage_chart(facts, scope),
        attainment: asked.attainment().clone(),
        curve: cost::curve(&asked.all, scope),
        risk: risk::risk_chart(&asked.all, scope, window),
        goals: asked.goals().clone(),
        when: forecast::when_chart_of(facts, scope, None, asked.open_work()),
        how_many: asked.how_many_chart(),
        milestones: forecast::milestone_chart_of(facts, asked.milestones()),
    }
}
