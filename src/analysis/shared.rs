//! What several figures and series of one request rest on, worked out once.

use super::flow::{Durations, Measure};
use super::forecast::{self, MilestoneForecast, When};
use super::request::Asked;
use super::sprints::Recent;
use std::cell::OnceCell;

/// Filled in when it is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Shared<'a> {
    cycle: OnceCell<Durations>,
    recent: OnceCell<Recent<'a>>,
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

    /// When the open work ends.
    pub(super) fn open_work(&self) -> &Result<When, String> {
        self.shared.open_work.get_or_init(|| forecast::when_of(&self.facts, self.scope, None))
    }

    /// What the trials deliver in the next 30 days.
    pub(super) fn how_many(&self) -> &Result<Vec<u32>, String> {
        let by = forecast::ahead(&self.facts);
        self.shared.how_many.get_or_init(|| forecast::how_many_of(&self.facts, self.scope, by))
    }

    /// The milestones ahead.
    pub(super) fn milestones(&self) -> &[MilestoneForecast<'a>] {
        let all = || forecast::milestones_with(&self.facts, self.scope, Some(self.open_work()));
        self.shared.milestones.get_or_init(all)
    }
}
