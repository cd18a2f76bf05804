//! One series of a request at a time, resting on what the request has worked out already.

use super::request::{Asked, Compared, Period, Request};
use super::time::DayCount;
use super::{Scope, flow, forecast, goals, sla, sprints};
use crate::model::MilestoneId;

impl Request {
    /// The part of the request that forecasts depend on: not how far it looks back, nor how days count.
    /// Two requests with the same part have the same forecasts, which cost the most to work out.
    #[must_use]
    pub fn ahead(&self) -> Self {
        let period = match self.period {
            Period::Between(one, other) => Period::Between(one.max(other), one.max(other)),
            _ => Period::Days(1),
        };
        Self {
            scope: self.scope,
            kind: self.kind.clone(),
            period,
            count: DayCount::default(),
            compare: false,
            by: self.by,
        }
    }
}

impl Asked<'_> {
    /// The forecasts among the figures.
    #[must_use]
    pub fn forecasts(&self) -> Vec<Compared> {
        let all =
            forecast::figures(&self.facts, self.by, self.open_work(), self.how_many(), self.milestones());
        all.into_iter().map(|figure| Compared { figure, before: None, change: None }).collect()
    }

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
        flow::ageing_chart_of(&self.facts, self.scope, self.window, self.cycle(), self.ages())
    }

    /// Blocked days by reason.
    #[must_use]
    pub fn blocked_chart(&self) -> flow::BlockedChart {
        flow::blocked_chart_of(&self.facts, self.window, self.blocked())
    }

    /// Started less ended, by week.
    #[must_use]
    pub fn net_flow_chart(&self) -> flow::NetFlow {
        self.net_flow().clone()
    }

    /// Worked on of start to finish.
    #[must_use]
    pub fn efficiency_chart(&self) -> flow::Efficiency {
        self.efficiency().clone()
    }

    /// Service levels by level and client.
    #[must_use]
    pub fn attainment_chart(&self) -> sla::Attainment {
        self.attainment().clone()
    }

    /// Work done and open by goal.
    #[must_use]
    pub fn goal_chart(&self) -> goals::GoalChart {
        self.goals().clone()
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
        forecast::how_many_chart_of(self.by, self.how_many(), &self.facts)
    }

    /// The milestones ahead, each with its confidence.
    #[must_use]
    pub fn milestone_chart(&self) -> forecast::MilestoneChart {
        forecast::milestone_chart_of(&self.facts, self.milestones())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Context;
    use super::*;
    use crate::model::{Date, Zone};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn forecasts_depend_on_the_day_and_the_work_alone() {
        let zone = Zone::utc();
        let program = crate::sample::program(day("2025-11-20"), &zone);
        let ctx = Context { program: &program, zone: &zone, now: zone.start_of(day("2025-11-20")) };
        let names = |all: Vec<Compared>| {
            all.into_iter().map(|c| (c.figure.name, c.figure.display)).collect::<Vec<_>>()
        };
        for period in
            [Period::Days(30), Period::Sprints(2), Period::Between(day("2025-09-01"), day("2025-10-15"))]
        {
            let request = Request { period, count: DayCount::Working, ..Request::default() };
            let whole = request.open(&ctx, &[]);
            let ahead = request.ahead().open(&ctx, &[]).forecasts();
            let with = names(whole.figures());
            let without = whole.figures_without_forecasts().len();
            assert_eq!(with.get(without..).unwrap_or_default(), names(ahead), "{period:?}");
        }
    }
}
