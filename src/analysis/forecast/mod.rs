//! Forecasts by Monte Carlo: each trial draws days of throughput, with replacement, from a stated
//! window, zero days included.
//!
//! Work of several teams is simulated in the same trial and the latest finish is taken: reading two
//! 85 % dates off separate runs would hold in about 72 % only. Teams draw independently. An item that
//! waits for others (their link “blocks” it) finishes after they do, in each trial.

mod block;
mod charts;
mod doubt;
mod figures;
mod plan;
mod trials;

use super::facts::{Facts, Forecast};
use super::time::{Window, back};
use super::words::{count, number};
use super::{Context, Scope, flow};
use crate::model::order::InOrder;
use crate::model::{Date, Milestone, ReleaseId, WorkItemId};

pub use charts::{
    CONFIDENCES, HowManyChart, MilestoneBar, MilestoneChart, WhenChart, how_many_chart, milestones_chart,
    when_chart,
};
pub(super) use charts::{how_many_chart_of, milestone_chart_of, when_chart_of};
pub(super) use figures::figures;
use plan::plan;
use trials::{finish_days, sums};

/// Trials of one forecast.
pub const TRIALS: usize = 10_000;
/// A forecast is refused when fewer days than this delivered anything.
pub const LEAST_DELIVERING_DAYS: usize = 5;
/// Days that "how many" looks ahead where no day is given.
pub const AHEAD: i64 = 30;
/// Trials stop after ten years; a date beyond them says nothing.
const HORIZON: u32 = 3_650;

/// One team's part in a forecast of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What people call the team.
    pub name: String,
    /// The items that it has left, first the one that is taken first.
    pub items: Vec<WorkItemId>,
    /// The day by which its own part is finished in 85 % of the trials; none where it has no part and
    /// is simulated only because others wait for it.
    pub by_85: Option<Date>,
}

/// When the remaining work will be finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct When {
    /// Items left.
    pub remaining: usize,
    /// Those items, team by team.
    pub items: Vec<WorkItemId>,
    /// First and last day of the throughput drawn from.
    pub drawn_from: (Date, Date),
    /// The day the forecast was made on; day 1 is the day after it.
    pub today: Date,
    /// Finish days of all trials, ascending.
    pub trials: Vec<Date>,
    /// Items without a team, worked out with the scope's largest team.
    pub without_team: Vec<WorkItemId>,
    /// Teams simulated side by side.
    pub teams: usize,
    /// Each team's part, where there are several.
    pub parts: Vec<Part>,
    /// Items that wait for others: they finish after those, in the same trial.
    pub waiting: Vec<WorkItemId>,
    /// Items beside the scope that they wait for, simulated with the queue of the team that has them.
    pub outside: Vec<WorkItemId>,
    /// Items that wait for each other in a circle, taken as if one of them were free.
    pub circular: Vec<WorkItemId>,
}

impl When {
    /// The day by which so many percent of the trials are finished, by nearest rank.
    #[must_use]
    pub fn by(&self, percent: u32) -> Option<Date> {
        flow::percentile(&self.trials, percent)
    }

    /// What to know where the window is too short to be so sure: a sentence with a space before it.
    #[must_use]
    pub fn doubt(&self) -> String {
        let days = (self.drawn_from.1 - self.drawn_from.0).num_days() + 1;
        let ahead = self.by(85).map_or(0, |day| (day - self.today).num_days());
        doubt::doubt(u32::try_from(days).unwrap_or(0), ahead, self.teams)
    }

    /// Share of the trials that finish on or before the day, in percent.
    #[must_use]
    pub fn confidence(&self, day: Date) -> f64 {
        let within = self.trials.partition_point(|finish| *finish <= day);
        within as f64 * 100.0 / self.trials.len().max(1) as f64
    }

    /// Bars: how many trials finish on each day, from the first to the last that any does.
    #[must_use]
    pub fn histogram(&self) -> Vec<(Date, u32)> {
        let (Some(first), Some(last)) = (self.trials.first(), self.trials.last()) else { return Vec::new() };
        let length = usize::try_from((*last - *first).num_days() + 1).unwrap_or(0);
        let mut bars: Vec<(Date, u32)> = first.iter_days().take(length).map(|day| (day, 0)).collect();
        for finish in &self.trials {
            let place = usize::try_from((*finish - *first).num_days()).ok();
            if let Some((_, count)) = place.and_then(|p| bars.get_mut(p)) {
                *count += 1;
            }
        }
        bars
    }
}

/// A share of trials in words: never "100 %" or "0 %", which no simulation can promise.
#[must_use]
pub fn confidence_words(percent: f64) -> String {
    if percent > 99.0 {
        ">99 %".to_owned()
    } else if percent < 1.0 {
        "<1 %".to_owned()
    } else {
        // Rounded down: 84.6 % is not 85 %.
        format!("{} %", number(percent.floor(), 0))
    }
}

/// When the open work of a scope (or of one release in it) will be finished.
///
/// # Errors
/// The sentence that says why not: too few days that delivered anything, or ten years are too short.
pub fn when(ctx: &Context<'_>, scope: Scope, release: Option<ReleaseId>) -> Result<When, String> {
    when_of(&Facts::new(ctx), scope, release)
}

/// The same from facts at hand, which remember the answer: asked again, no trial is run.
///
/// # Errors
/// As [`when`].
pub fn when_of(facts: &Facts<'_>, scope: Scope, release: Option<ReleaseId>) -> Result<When, String> {
    let asked = (scope, release);
    let known = |all: &Vec<Forecast>| all.iter().find(|(a, _)| *a == asked).map(|(_, when)| when.clone());
    let before = facts.forecasts.try_borrow().ok().and_then(|all| known(&all));
    before.unwrap_or_else(|| {
        let when = simulated(facts, scope, release);
        if let Ok(mut all) = facts.forecasts.try_borrow_mut() {
            all.push((asked, when.clone()));
        }
        when
    })
}

fn simulated(facts: &Facts<'_>, scope: Scope, release: Option<ReleaseId>) -> Result<When, String> {
    let today = facts.ctx.today();
    let window = window(facts);
    let plan = plan(facts, scope, release, window)?;
    let mut when = When {
        remaining: plan.remaining,
        items: Vec::new(),
        drawn_from: window.span(&facts.ctx),
        today,
        trials: Vec::new(),
        without_team: Vec::new(),
        teams: plan.streams.len(),
        parts: Vec::new(),
        waiting: Vec::new(),
        outside: Vec::new(),
        circular: Vec::new(),
    };
    if plan.remaining == 0 {
        when.trials = vec![today; TRIALS];
        return Ok(when);
    }
    let (days, parts) = finish_days(&plan).ok_or_else(|| {
        "At this pace the work takes more than ten years; no date would be worth giving.".to_owned()
    })?;
    let date = |days: u32| back(today, -i64::from(days));
    when.trials = days.into_iter().map(date).collect();
    when.items = plan.streams.iter().flat_map(|s| s.items.iter().copied()).collect();
    let part = |(stream, days): (plan::Stream, Option<u32>)| Part {
        name: stream.name,
        items: stream.items,
        by_85: days.map(date),
    };
    when.parts = plan.streams.into_iter().zip(parts).map(part).collect();
    (when.without_team, when.waiting) = (plan.without_team, plan.waiting);
    (when.outside, when.circular) = (plan.outside, plan.circular);
    Ok(when)
}

/// Days until all work is finished, over all trials, ascending: for throughput at hand. Each stream is
/// a team's daily throughput and the items it has left; a trial ends with the last of them. None where
/// the work would take about ten years or longer.
#[must_use]
pub fn simulate(streams: Vec<(Vec<u32>, u32)>) -> Option<Vec<u32>> {
    let stream = |(history, left)| plan::Stream { history, left, name: String::new(), items: Vec::new() };
    let streams = streams.into_iter().map(stream).collect();
    finish_days(&plan::Plan { streams, ..plan::Plan::default() }).map(|(days, _)| days)
}

/// The day that "how many" looks ahead to where none is given.
pub(crate) fn ahead(facts: &Facts<'_>) -> Date {
    back(facts.ctx.today(), -AHEAD)
}

/// The day that was asked for, from tomorrow on and as far as forecasts go.
pub(crate) fn asked_for(facts: &Facts<'_>, by: Option<Date>) -> Date {
    let today = facts.ctx.today();
    by.map_or_else(|| ahead(facts), |by| by.clamp(back(today, -1), back(today, -i64::from(HORIZON))))
}

/// The days that forecasts draw from.
pub(crate) fn window(facts: &Facts<'_>) -> Window {
    Window::last(u32::from(facts.ctx.program.settings.thresholds.forecast_days))
}

/// The daily throughput to draw from, or the refusal.
fn history(facts: &Facts<'_>, scope: Scope, window: Window, name: &str) -> Result<Vec<u32>, String> {
    let by_day = flow::throughput_by_day(facts, scope, window);
    let delivering = by_day.delivering_days();
    if delivering < LEAST_DELIVERING_DAYS {
        return Err(format!(
            "{name} delivered on {} of the last {}; a forecast needs at least {LEAST_DELIVERING_DAYS}.",
            count(delivering, "day", "days"),
            window.days
        ));
    }
    Ok(by_day.days)
}

/// How many items will be delivered from tomorrow to a day, at a confidence in percent: the
/// (100 − confidence) percentile of the trials.
///
/// # Errors
/// The sentence that says why not.
pub fn how_many(ctx: &Context<'_>, scope: Scope, by: Date, confidence: u32) -> Result<u32, String> {
    let sums = how_many_of(&Facts::new(ctx), scope, by)?;
    Ok(at_confidence(&sums, confidence))
}

/// The sums of all trials from tomorrow to a day, ascending.
///
/// # Errors
/// The sentence that says why not.
pub fn how_many_of(facts: &Facts<'_>, scope: Scope, by: Date) -> Result<Vec<u32>, String> {
    let window = window(facts);
    let history = history(facts, scope, window, "The scope")?;
    let days = (by - facts.ctx.today()).num_days().clamp(0, i64::from(HORIZON));
    Ok(sums(&history, u32::try_from(days).unwrap_or(0)))
}

/// The sum that is reached at a confidence in percent: the (100 − confidence) percentile.
#[must_use]
pub fn at_confidence(sums: &[u32], confidence: u32) -> u32 {
    flow::percentile(sums, 100 - confidence.min(100)).unwrap_or(0)
}

/// A milestone ahead with its confidence.
#[derive(Debug, Clone)]
pub struct MilestoneForecast<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// Share of the trials that finish its scope on or before its day, in percent; or why not.
    pub confidence: Result<f64, String>,
    /// The forecast that it rests on.
    pub when: Option<When>,
}

/// The milestones of a scope's project that are not reached, the earliest first. One that is past
/// its day with work left has no chance; with nothing left, it waits only to be marked as reached.
#[must_use]
pub fn milestones<'a>(facts: &Facts<'a>, scope: Scope) -> Vec<MilestoneForecast<'a>> {
    let today = facts.ctx.today();
    let of = |m: &Milestone| scope.project.is_none_or(|p| p == m.project);
    let ahead = |m: &Milestone| m.reached.is_none_or(|day| day > today);
    let all = facts.ctx.program.milestones.values();
    let mut all: Vec<&Milestone> = all.map(|m| &**m).filter(|m| of(m) && ahead(m)).collect();
    all.order_by_key(|m| (m.due, m.id));
    all.into_iter()
        .map(|milestone| {
            // Milestones with the same work share their trials: the facts remember them.
            let when = when_of(facts, Scope::project(milestone.project), milestone.release);
            let confidence = match &when {
                Ok(when) if when.remaining == 0 => Ok(100.0),
                Ok(_) | Err(_) if milestone.due < today => Ok(0.0),
                Ok(when) => Ok(when.confidence(milestone.due)),
                Err(why) => Err(why.clone()),
            };
            MilestoneForecast { milestone, confidence, when: when.ok() }
        })
        .collect()
}
