//! One series of a request at a time, resting on what the request has worked out already.

use super::request::Asked;
use super::{Scope, flow, forecast, sprints};
use crate::model::MilestoneId;

impl Asked<'_> {
    /// Cycle times of finished items.
    #[must_use]
    pub fn scatter(&self) -> flow::Scatter {
        flow::scatter_of(&self.facts, self.scope, self.window, flow::Measure::Cycle, self.cycle())
    }

    /// How many items took how long.
    #[must_use]
    pub fn histogram(&self) -> flow::Histogram {
        flow::histogram_of(&self.facts, self.scope, self.window, flow::Measure::Cycle, self.cycle())
    }

    /// Work in progress by age.
    #[must_use]
    pub fn ageing(&self) -> flow::AgeingChart {
        flow::ageing_chart_of(&self.facts, self.scope, self.window, self.cycle())
    }

    /// Committed and completed by sprint.
    #[must_use]
    pub fn velocity(&self) -> sprints::VelocityChart {
        sprints::velocity_chart_of(&self.facts, self.recent())
    }

    /// When the open work ends.
    #[must_use]
    pub fn when(&self) -> forecast::WhenChart {
        forecast::when_chart_of(&self.facts, self.scope, None, self.open_work())
    }

    /// When the work of a milestone ends; none where the milestone is not ahead or has no forecast.
    #[must_use]
    pub fn when_milestone(&self, id: MilestoneId) -> Option<forecast::WhenChart> {
        let found = self.milestones().iter().find(|m| m.milestone.id == id)?;
        let (scope, release) = (Scope::project(found.milestone.project), found.milestone.release);
        Some(forecast::when_chart_of(&self.facts, scope, release, &Ok(found.when.clone()?)))
    }

    /// How much gets done in the days ahead.
    #[must_use]
    pub fn how_many_chart(&self) -> forecast::HowManyChart {
        forecast::how_many_chart_of(forecast::ahead(&self.facts), self.how_many(), &self.facts)
    }

    /// The milestones ahead, each with its confidence.
    #[must_use]
    pub fn milestone_chart(&self) -> forecast::MilestoneChart {
        forecast::milestone_chart_of(&self.facts, self.milestones())
    }
}
