//! The forecasts as figures with their working.

use super::{LEAST_DELIVERING_DAYS, MilestoneForecast, Part, TRIALS, When, at_confidence, confidence_words};
use crate::analysis::facts::Facts;
use crate::analysis::rag::at_least;
use crate::analysis::target::targets;
use crate::analysis::words::{count, day, days};
use crate::analysis::working::{Behind, Figure, Group, Value};
use crate::model::Date;

fn note(when: Option<&When>) -> String {
    let from = when.map_or(String::new(), |w| {
        format!("Daily throughput {} to {}. ", day(w.drawn_from.0), day(w.drawn_from.1))
    });
    format!(
        "{from}Each of 10,000 trials draws days with replacement, days without a delivery included. Teams are \
         simulated in the same trial and the latest finish counts. Seeded: the same data gives the same answer."
    )
}

fn percentile_rows(when: &When) -> Vec<Behind> {
    let row = |percent| {
        let finish = when.by(percent)?;
        Some(Behind::words(format!("{percent} % of trials"), format!("by {}", day(finish))))
    };
    let part = |part: &Part| {
        let value = match part.by_85 {
            Some(finish) => format!("85 % by {}", day(finish)),
            None => "others wait for it".to_owned(),
        };
        let left = count(part.items.len(), "item", "items");
        Behind::new(targets(&part.items), format!("{} alone, {left}", part.name), value)
    };
    [50, 70, 85, 95].into_iter().filter_map(row).chain(when.parts.iter().map(part)).collect()
}

fn describe(figure: Figure, when: &When) -> Figure {
    let mut figure = figure
        .population("Trials", when.trials.len())
        .population("Teams simulated", when.teams)
        .population("Items left", when.remaining)
        .counted(when.items.clone())
        .window(when.drawn_from)
        .remarks([
            Group::of("Without a team: counted with the largest team", when.without_team.clone()),
            Group::of("Wait for others: they finish after those, in the same trial", when.waiting.clone()),
            Group::of("Work of others that they wait for, simulated too", when.outside.clone()),
            Group::of("Wait for each other in a circle: taken as if one were free", when.circular.clone()),
        ]);
    figure.behind = percentile_rows(when);
    figure
}

/// "When" for all open work, "how many" over the next 30 days, and the confidence of each milestone
/// ahead.
pub(crate) fn figures(
    facts: &Facts<'_>,
    by: Date,
    open_work: &Result<When, String>,
    sums: &Result<Vec<u32>, String>,
    milestones: &[MilestoneForecast<'_>],
) -> Vec<Figure> {
    let mut all = vec![when_figure(open_work), how_many_figure_of(by, sums, facts)];
    all.extend(milestone_figures(facts, milestones));
    all
}

pub(super) fn when_figure(open_work: &Result<When, String>) -> Figure {
    let name = "When will the open work finish?";
    let when = match open_work {
        Ok(when) => when,
        Err(why) => return refused(name, why.clone()),
    };
    if when.remaining == 0 {
        return refused(name, "No work is open, so there is nothing to forecast.".to_owned());
    }
    let Some(p85) = when.by(85) else { return refused(name, "There are no trials.".to_owned()) };
    let ahead = (p85 - when.today).num_days();
    let figure = Figure::new(name, Value::Days(ahead))
        .caption("85 % of trials", format!("by {}", day(p85)))
        .sentence(format!(
            "{} left: 85 % of trials finish by {}, {} from now.{}",
            count(when.remaining, "item is", "items are"),
            day(p85),
            days(ahead),
            when.doubt()
        ))
        .formula(["finish day of the trial at sorted[ceil(0.85 × 10,000) − 1]"], note(Some(when)));
    describe(figure, when)
}

pub(super) fn how_many_figure_of(by: Date, sums: &Result<Vec<u32>, String>, facts: &Facts<'_>) -> Figure {
    let ahead = (by - facts.ctx.today()).num_days().max(0);
    let name = format!("How many items in {}?", days(ahead));
    let sums = match sums {
        Ok(sums) => sums,
        Err(why) => return refused(&name, why.clone()),
    };
    let p85 = at_confidence(sums, 85);
    let mut figure = Figure::new(name, Value::Count(u64::from(p85)))
        .caption("85 % sure", format!("by {}", day(by)))
        .sentence(format!(
            "In 85 % of trials {} or more are delivered by {}.{}",
            count(p85 as usize, "item", "items"),
            day(by),
            super::doubt::doubt(super::window(facts).days, ahead, 1)
        ))
        .formula(
            ["the (1 − 0.85) percentile of the trials' sums: sorted[ceil(0.15 × 10,000) − 1]"],
            note(None),
        )
        .population("Trials", TRIALS);
    figure.window = Some(super::window(facts).span(&facts.ctx));
    let row = |confidence| {
        Behind::words(format!("{confidence} % sure"), format!("{} or more", at_confidence(sums, confidence)))
    };
    figure.behind = [50, 70, 85, 95].into_iter().map(row).collect();
    figure
}

fn refused(name: &str, why: String) -> Figure {
    Figure::new(name, Value::NotComputable(why)).formula(
        ["resampled daily throughput"],
        format!("A forecast needs {LEAST_DELIVERING_DAYS} days that delivered anything."),
    )
}

/// One figure per milestone ahead: its confidence.
fn milestone_figures(facts: &Facts<'_>, all: &[MilestoneForecast<'_>]) -> Vec<Figure> {
    let (green, amber) = facts.ctx.program.settings.thresholds.confidence;
    let figure = |forecast: &MilestoneForecast<'_>| {
        let (milestone, name) = (forecast.milestone, &forecast.milestone.name);
        let title = format!("Milestone confidence, {name}");
        let confidence = match &forecast.confidence {
            Ok(confidence) => *confidence,
            Err(why) => return refused(&title, why.clone()),
        };
        let mut figure = Figure::new(title, Value::Percent(confidence))
            .caption("Of trials in time", format!("due {}", day(milestone.due)))
            .sentence(format!(
                "{name} finishes by {} in {} of trials.",
                day(milestone.due),
                confidence_words(confidence)
            ))
            .formula(["trials that finish on or before the day ÷ trials"], note(forecast.when.as_ref()));
        // The words round down and never promise certainty; the display follows them.
        figure.display = confidence_words(confidence).trim_end_matches(" %").to_owned();
        figure.colour = Some(at_least(confidence, f64::from(green), f64::from(amber)));
        match &forecast.when {
            Some(when) => {
                let doubt = when.doubt();
                let said = usize::from(!doubt.is_empty() && when.remaining > 0);
                describe(figure, when).remarks([Group::count(doubt.trim(), said)])
            }
            None => figure,
        }
    };
    all.iter().map(figure).collect()
}
