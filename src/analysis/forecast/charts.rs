//! Forecasts as charts: in how many trials the work ends on which day, and how much gets done.

use super::{
    MilestoneForecast, When, at_confidence, confidence_words, figures, how_many_of, milestones, when_of,
};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::rag::{Colour, at_least};
use crate::analysis::words::{count, day};
use crate::model::{Date, MilestoneId, ReleaseId, WorkItemId};

/// The confidences that are marked, in percent.
pub const CONFIDENCES: [u32; 4] = [50, 70, 85, 95];

/// Finish days of the trials.
#[derive(Debug, Clone, PartialEq)]
pub struct WhenChart {
    /// The words beside it; where the forecast is refused, its caption says why.
    pub notes: Notes,
    /// Trials that end on each day, from the first to the last that any does.
    pub bars: Vec<(Date, u32)>,
    /// Confidence in percent and the day by which so many trials are finished.
    pub marks: Vec<(u32, Date)>,
    /// The items left, in the order of their ids.
    pub items: Vec<WorkItemId>,
}

/// Sums of the trials.
#[derive(Debug, Clone, PartialEq)]
pub struct HowManyChart {
    /// The words beside it; where the forecast is refused, its caption says why.
    pub notes: Notes,
    /// The day that is looked ahead to.
    pub by: Date,
    /// Trials that deliver exactly so many items, from the fewest to the most that any does.
    pub bars: Vec<(u32, u32)>,
    /// Confidence in percent and how many items or more so many trials deliver.
    pub marks: Vec<(u32, u32)>,
}

/// When the open work of a scope (or of one release in it) will be finished.
#[must_use]
pub fn when_chart(facts: &Facts<'_>, scope: Scope, release: Option<ReleaseId>) -> WhenChart {
    when_chart_of(facts, scope, release, &when_of(facts, scope, release))
}

/// The same from a forecast at hand.
pub(crate) fn when_chart_of(
    facts: &Facts<'_>,
    scope: Scope,
    release: Option<ReleaseId>,
    when: &Result<When, String>,
) -> WhenChart {
    let left = facts.of(scope).filter(|f| f.is_open() && (release.is_none() || f.item.release == release));
    let items = left.map(|f| f.id).collect();
    let mut notes = Notes::of("When will it be finished?", &figures::when_figure(when));
    let (mut bars, mut marks) = (Vec::new(), Vec::new());
    if let Ok(when) = when
        && when.remaining > 0
    {
        bars = when.histogram();
        marks = CONFIDENCES.iter().filter_map(|p| Some((*p, when.by(*p)?))).collect();
        notes.window = Some(when.drawn_from);
        if let [(_, half), _, (_, sure), ..] = marks.as_slice() {
            notes.caption = format!(
                "{} left. Half of the trials finish by {}, 85 % by {}.{}",
                count(when.remaining, "item is", "items are"),
                day(*half),
                day(*sure),
                when.doubt()
            );
        }
    }
    WhenChart { notes, bars, marks, items }
}

/// How many items will be delivered from tomorrow to a day; without one, over the next 30 days.
#[must_use]
pub fn how_many_chart(facts: &Facts<'_>, scope: Scope, by: Option<Date>) -> HowManyChart {
    let by = by.unwrap_or_else(|| super::ahead(facts));
    how_many_chart_of(by, &how_many_of(facts, scope, by), facts)
}

/// The same from the sums at hand.
pub(crate) fn how_many_chart_of(
    by: Date,
    sums: &Result<Vec<u32>, String>,
    facts: &Facts<'_>,
) -> HowManyChart {
    let mut notes = Notes::of("How many by a day?", &figures::how_many_figure_of(by, sums, facts));
    let (mut bars, mut marks) = (Vec::new(), Vec::new());
    if let Ok(sums) = sums
        && let (Some(fewest), Some(most)) = (sums.first(), sums.last())
    {
        bars = (*fewest..=*most).map(|items| (items, 0)).collect();
        for sum in sums {
            if let Some((_, trials)) = bars.get_mut((sum - fewest) as usize) {
                *trials += 1;
            }
        }
        marks = CONFIDENCES.iter().map(|p| (*p, at_confidence(sums, *p))).collect();
        let drawn_from = super::window(facts).span(&facts.ctx);
        notes.window = Some(drawn_from);
        notes.caption = format!(
            "By {}, 85 % of the trials deliver {} or more, half of them {} or more.{}",
            day(by),
            count(at_confidence(sums, 85) as usize, "item", "items"),
            at_confidence(sums, 50),
            super::doubt::doubt(super::window(facts).days, (by - facts.ctx.today()).num_days(), 1)
        );
    }
    HowManyChart { notes, by, bars, marks }
}

/// One milestone ahead.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneBar {
    /// The milestone.
    pub milestone: MilestoneId,
    /// One line.
    pub name: String,
    /// The day that was first agreed.
    pub baseline: Option<Date>,
    /// The day that is promised now.
    pub due: Date,
    /// Confidence in percent and the day by which so many trials are finished.
    pub marks: Vec<(u32, Date)>,
    /// Share of the trials that finish on or before the day, in percent, or why there is none.
    pub confidence: Result<f64, String>,
    /// By the user's limits.
    pub colour: Option<Colour>,
}

/// The milestones ahead.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneChart {
    /// The words beside it.
    pub notes: Notes,
    /// The earliest first.
    pub bars: Vec<MilestoneBar>,
}

/// The milestones of a scope's project that are not reached, each with its forecast.
#[must_use]
pub fn milestones_chart(facts: &Facts<'_>, scope: Scope) -> MilestoneChart {
    milestone_chart_of(facts, &milestones(facts, scope))
}

/// The same from forecasts at hand.
pub(crate) fn milestone_chart_of(facts: &Facts<'_>, all: &[MilestoneForecast<'_>]) -> MilestoneChart {
    let (green, amber) = facts.ctx.program.settings.thresholds.confidence;
    let bar = |forecast: &MilestoneForecast<'_>| MilestoneBar {
        milestone: forecast.milestone.id,
        name: forecast.milestone.name.clone(),
        baseline: forecast.milestone.baseline,
        due: forecast.milestone.due,
        marks: forecast.when.as_ref().map_or_else(Vec::new, |when| {
            CONFIDENCES.iter().filter_map(|p| Some((*p, when.by(*p)?))).collect()
        }),
        confidence: forecast.confidence.clone(),
        colour: forecast.confidence.as_ref().ok().map(|c| at_least(*c, f64::from(green), f64::from(amber))),
    };
    let bars: Vec<MilestoneBar> = all.iter().map(bar).collect();
    let known = bars.iter().filter_map(|b| Some((b, *b.confidence.as_ref().ok()?)));
    let caption = match known.min_by(|a, b| a.1.total_cmp(&b.1)) {
        None => match bars.first().map(|b| &b.confidence) {
            Some(Err(why)) => why.clone(),
            _ => "No milestone lies ahead.".to_owned(),
        },
        Some((least, confidence)) => format!(
            "{} ahead. The least sure is {}, due {}: reached in time in {} of trials.",
            count(bars.len(), "milestone lies", "milestones lie"),
            least.name,
            day(least.due),
            confidence_words(confidence)
        ),
    };
    let doubt = all
        .iter()
        .filter_map(|m| m.when.as_ref())
        .map(When::doubt)
        .find(|doubt| !doubt.is_empty())
        .unwrap_or_default();
    let notes = Notes::new("Milestones ahead")
        .caption(caption + &doubt)
        .formula(
            "confidence = trials that finish on or before the day ÷ trials",
            "Work that the milestone waits for is simulated in the same trial; the latest finish counts.",
        )
        .population("Milestones ahead", bars.len());
    MilestoneChart { notes, bars }
}
