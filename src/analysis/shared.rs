//! What several figures and series of one request rest on, worked out once.

use super::flow::{self, Ageing, BlockedTime, Durations, Efficiency, Measure, NetFlow};
use super::forecast::{self, MilestoneForecast, When};
use super::goals::{GoalChart, goal_chart};
use super::request::Asked;
use super::sla::{Attainment, attainment};
use super::sprints::Recent;
use std::cell::OnceCell;

/// Filled in when it is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared<'a> {
    cycle: OnceCell<Durations>,
    recent: OnceCell<Recent<'a>>,
    ageing: OnceCell<Vec<Ageing>>,
    blocked: OnceCell<Vec<BlockedTime>>,
    net_flow: OnceCell<NetFlow>,
    efficiency: OnceCell<Efficiency>,
    attainment: OnceCell<Attainment>,
    goals: OnceCell<GoalChart>,
    open_work: OnceCell<Result<When, String>>,
    how_many: OnceCell<Result<Vec<u32>, String>>,
    milestones: OnceCell<Vec<MilestoneForecast<'a>>>,
}

impl<'a> Asked<'a> {
    /// Cycle times of the period.
    pub(super) fn cycle(&self) -> &Durations {
        let measure = || Durations::new(&self.facts, self.scope, self.window, Measure::Cycle);
        self.shared.cycle.get_or_init(measure)
    }

    /// The team's last closed sprints.
    pub(super) fn recent(&self) -> &Recent<'a> {
        self.shared.recent.get_or_init(|| Recent::new(&self.facts, self.scope))
    }

    /// Work in progress by age.
    pub(super) fn ages(&self) -> &[Ageing] {
        let ages = || flow::ageing_of(&self.facts, self.scope, self.window, self.cycle());
        self.shared.ageing.get_or_init(ages)
    }

    /// Blocked days by reason.
    pub(super) fn blocked(&self) -> &[BlockedTime] {
        self.shared.blocked.get_or_init(|| flow::blocked_time(&self.facts, self.scope, self.window))
    }

    /// Started less ended.
    pub(super) fn net_flow(&self) -> &NetFlow {
        self.shared.net_flow.get_or_init(|| flow::net_flow(&self.facts, self.scope, self.window))
    }

    /// Worked on of start to finish.
    pub(super) fn efficiency(&self) -> &Efficiency {
        self.shared.efficiency.get_or_init(|| flow::efficiency(&self.facts, self.scope, self.window))
    }

    /// Service levels.
    pub(super) fn attainment(&self) -> &Attainment {
        self.shared.attainment.get_or_init(|| attainment(&self.facts, self.scope, self.window))
    }

    /// Work by goal.
    pub(super) fn goals(&self) -> &GoalChart {
        self.shared.goals.get_or_init(|| goal_chart(&self.facts, self.scope))
    }

    /// When the open work ends.
    pub(super) fn open_work(&self) -> &Result<When, String> {
        self.shared.open_work.get_or_init(|| forecast::when_of(&self.facts, self.scope, None))
    }

    /// What the trials deliver by the day asked for.
    pub(super) fn how_many(&self) -> &Result<Vec<u32>, String> {
        self.shared.how_many.get_or_init(|| forecast::how_many_of(&self.facts, self.scope, self.by))
    }

    /// The milestones ahead.
    pub(super) fn milestones(&self) -> &[MilestoneForecast<'a>] {
        let all = || forecast::milestones(&self.facts, self.scope);
        self.shared.milestones.get_or_init(all)
    }
}
