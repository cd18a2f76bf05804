//! The flow figures with their working.

use super::duration::{Durations, Measure, percentile, rank};
use super::{Ageing, BlockedTime, throughput_by_day};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::tally::Tally;
use crate::analysis::target::{Target, targets};
use crate::analysis::time::{Window, back, day_number, monday};
use crate::analysis::words::{count, day, days, number};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::model::WorkItemId;
use crate::model::order::{self, InOrder};

/// Items shown behind a figure, and weeks or reasons; the rest is in the charts.
const ITEMS: usize = 100;
const ROWS: usize = 10;

fn title(facts: &Facts<'_>, id: WorkItemId) -> String {
    facts.get(id).map(|f| f.item.title.clone()).unwrap_or_default()
}

fn row(facts: &Facts<'_>, id: WorkItemId, value: String) -> Behind {
    Behind::new(vec![Target::Item(id)], title(facts, id), value)
}

pub(super) fn span_words(facts: &Facts<'_>, window: Window) -> String {
    let (from, to) = window.span(&facts.ctx);
    format!("{} to {}", day(from), day(to))
}

/// Cycle time: 85th percentile over the window.
pub(crate) fn cycle_time(facts: &Facts<'_>, scope: Scope, window: Window) -> Figure {
    duration(facts, scope, window, Measure::Cycle)
}

/// Lead time from creation: 85th percentile over the window.
pub(crate) fn lead_time(facts: &Facts<'_>, scope: Scope, window: Window) -> Figure {
    duration(facts, scope, window, Measure::Lead)
}

fn duration(facts: &Facts<'_>, scope: Scope, window: Window, measure: Measure) -> Figure {
    duration_of(facts, scope, window, measure, &Durations::new(facts, scope, window, measure))
}

/// The same from durations at hand.
pub(crate) fn duration_of(
    facts: &Facts<'_>,
    scope: Scope,
    window: Window,
    measure: Measure,
    all: &Durations,
) -> Figure {
    let n = all.sorted.len();
    let p85 = percentile(&all.sorted, 85);
    let value = p85.map_or_else(
        || {
            Value::NotComputable(format!(
                "No item with a known start and finish was finished from {}.",
                span_words(facts, window)
            ))
        },
        Value::Days,
    );
    let (name, from, rule) = match measure {
        Measure::Cycle => ("Cycle time", "start", "Start is the first entry to in progress."),
        Measure::Lead => {
            ("Lead time", "created", "From creation to finish, not Kanban's commitment to delivery.")
        }
    };
    let mut formula = vec![format!("finish day − {from} day + 1")];
    if let Some(p85) = p85 {
        let place = rank(n, 85);
        formula.push(format!("sorted[ceil(0.85 × {n}) − 1] = sorted[{}] = {p85}", place - 1));
    }
    let note = format!(
        "Nearest rank, no interpolation. Same day counts 1. {rule} {}, {}.",
        window.count.name(),
        facts.ctx.zone.name()
    );
    let sentence = match measure {
        Measure::Cycle => format!("85 % of finished items took {} or less.", days(p85.unwrap_or(0))),
        Measure::Lead => {
            format!(
                "85 % of finished items were done {} or less after they were created.",
                days(p85.unwrap_or(0))
            )
        }
    };
    let mut slowest = all.dots.clone();
    slowest.order_by_key(|d| (std::cmp::Reverse(d.days), d.finish, d.item));
    let mut figure = Figure::new(name, value)
        .aim(Aim::Lower)
        .caption("85 % within", format!("n = {n}"))
        .sentence(sentence)
        .formula(formula, note)
        .population(format!("Items in {}", scope.name(facts.ctx.program)), all.in_scope)
        .population(format!("Finished {}", span_words(facts, window)), all.ended())
        .population("Counted", n)
        .counted(all.dots.iter().map(|d| d.item).collect())
        .window(all.span)
        .left_out([
            Group::of("Cancelled, so not delivered", all.cancelled.clone()),
            Group::of("Reopened and still open", all.reopened.clone()),
            Group::of("No history in the import", all.no_history.clone()),
        ])
        .remarks([Group::of("Went from To do straight to Done. Each counts 1 day", all.direct.clone())]);
    figure.behind = slowest.iter().take(ITEMS).map(|d| row(facts, d.item, format!("{} d", d.days))).collect();
    figure.trend = weekly_p85(all);
    figure
}

/// The 85th percentile of each week that finished anything, oldest first.
fn weekly_p85(all: &Durations) -> Vec<f64> {
    let mut weeks: Tally<_, Vec<i64>> = Tally::new();
    for dot in &all.dots {
        weeks.change(monday(dot.finish), |days| days.push(dot.days));
    }
    let percentiles = weeks.pairs().into_iter().filter_map(|(_, mut days)| {
        order::ascending(&mut days);
        percentile(&days, 85)
    });
    percentiles.map(|days| days as f64).collect()
}

/// Throughput: delivered items a week, mean over the window.
pub(crate) fn throughput(facts: &Facts<'_>, scope: Scope, window: Window) -> Figure {
    let by_day = throughput_by_day(facts, scope, window);
    let (total, length) = (by_day.total(), by_day.days.len());
    let a_week = f64::from(total) * 7.0 / length.max(1) as f64;
    let (weeks, span) = (super::throughput::weeks(facts, scope, window), window.span(&facts.ctx));
    let delivered = super::throughput::delivered(facts, scope, monday(span.0), span.1);
    let mut figure = Figure::new("Throughput", Value::Ratio(a_week))
        .aim(Aim::Higher)
        .caption("Mean a week", format!("{total} in {}", days(length as i64)))
        .sentence(format!(
            "{} delivered from {}, about {} a week.",
            count(total as usize, "item was", "items were"),
            span_words(facts, window),
            number(a_week, 1)
        ))
        .formula(
            [
                "delivered items × 7 ÷ days".to_owned(),
                format!("{total} × 7 ÷ {length} = {}", number(a_week, 1)),
            ],
            format!("Days without a delivery count as zero. Local days, {}.", facts.ctx.zone.name()),
        )
        .population("Days in the window", length)
        .population("Days that delivered anything", by_day.delivering_days())
        .population("Items delivered", total as usize)
        .counted(delivered.iter().filter(|(day, _)| *day >= day_number(span.0)).map(|(_, id)| *id).collect())
        .window(span)
        .left_out([
            Group::of("Cancelled, so not delivered", by_day.cancelled),
            Group::of("Finished, but the import does not know the day", by_day.day_unknown),
        ]);
    figure.display = number(a_week, 1);
    figure.unit = "a week".to_owned();
    let label = |week: &super::Week| {
        let sunday = back(week.monday, -6);
        let so_far = if week.complete { "" } else { ", so far" };
        format!("Week of {} to {}{so_far}", day(week.monday), day(sunday))
    };
    let items_of = |week: &super::Week| {
        let first = day_number(week.monday);
        let from = delivered.partition_point(|(day, _)| *day < first);
        let to = delivered.partition_point(|(day, _)| *day < first + 7);
        let items = delivered.get(from..to).unwrap_or_default();
        items.iter().map(|(_, id)| Target::Item(*id)).collect::<Vec<_>>()
    };
    let rows = weeks.iter().rev().take(ROWS);
    figure.behind = rows.map(|w| Behind::new(items_of(w), label(w), w.count.to_string())).collect();
    figure.trend = weeks.iter().filter(|w| w.complete).map(|w| f64::from(w.count)).collect();
    figure
}

/// Work in progress: started, unfinished items.
pub(crate) fn wip(facts: &Facts<'_>, scope: Scope, window: Window, all: &[Ageing]) -> Figure {
    let put_back: Vec<_> = all.iter().filter(|a| a.put_back).map(|a| a.item).collect();
    let mut figure = Figure::new("Work in progress", Value::Count(all.len() as u64))
        .aim(Aim::Lower)
        .caption("Started, unfinished", format!("as of {}", day(facts.ctx.today())))
        .sentence(format!("{} started and not finished.", count(all.len(), "item is", "items are")))
        .formula(["started items − finished items"], "Cancelled items are not in progress.")
        .population(format!("Items in {}", scope.name(facts.ctx.program)), facts.of(scope).count())
        .population("Started, unfinished", all.len())
        .counted(all.iter().map(|a| a.item).collect())
        .remarks([Group::of("Started, then put back to To do. Still counted", put_back)]);
    figure.behind = all.iter().take(ITEMS).map(|a| row(facts, a.item, age_words(a.age))).collect();
    figure.trend = weekly_wip(facts, scope, window);
    figure
}

/// Started and unfinished at the end of each week of the window, today's last.
fn weekly_wip(facts: &Facts<'_>, scope: Scope, window: Window) -> Vec<f64> {
    let today = facts.ctx.today();
    let weeks = (0..i64::from(window.days)).step_by(7).collect::<Vec<_>>();
    let ends: Vec<_> =
        weeks.iter().rev().map(|n| facts.ctx.end_of(back(today, *n)).min(facts.ctx.now)).collect();
    let mut counts = vec![0_u32; ends.len()];
    for item in facts.of(scope) {
        let start =
            if item.is_wip() { item.start.latest().or(Some(facts.ctx.now)) } else { item.start.latest() };
        let Some(start) = start else { continue };
        let end = if item.is_open() { None } else { item.finish.latest().max(item.cancelled.latest()) };
        for (count, at) in counts.iter_mut().zip(&ends) {
            *count += u32::from(start <= *at && end.is_none_or(|end| end > *at));
        }
    }
    counts.into_iter().map(f64::from).collect()
}

fn age_words(age: Option<i64>) -> String {
    age.map_or_else(|| "not known".to_owned(), |age| format!("{age} d"))
}

/// Age of the work in progress: how many items are older than usual.
pub(crate) fn wip_age(facts: &Facts<'_>, window: Window, all: &[Ageing]) -> Figure {
    let old: Vec<_> = all.iter().filter(|a| a.is_old()).collect();
    let unknown: Vec<_> = all.iter().filter(|a| a.age.is_none()).map(|a| a.item).collect();
    let oldest = all.iter().filter_map(|a| a.age).max();
    let value = oldest.map_or_else(
        || Value::NotComputable("No item with a known start is in progress.".to_owned()),
        Value::Days,
    );
    let mut figure = Figure::new("Age of work in progress", value)
        .aim(Aim::Lower)
        .caption("Oldest item", format!("{} older than usual", old.len()))
        .sentence(format!(
            "The oldest item in progress is {} old; {} than 85 % of finished items took.",
            days(oldest.unwrap_or(0)),
            count(old.len(), "item is older", "items are older")
        ))
        .formula(
            ["today − start day + 1"],
            format!(
                "Compared with the cycle times of the same workflow, {}. {}, {}.",
                span_words(facts, window),
                window.count.name(),
                facts.ctx.zone.name()
            ),
        )
        .population("Started, unfinished", all.len())
        .population("With a known start", all.len() - unknown.len())
        .counted(all.iter().filter(|a| a.age.is_some()).map(|a| a.item).collect())
        .left_out([Group::of("Start not known: no history in the import", unknown)]);
    figure.behind = all.iter().take(ITEMS).map(|a| row(facts, a.item, age_words(a.age))).collect();
    figure
}

/// Blocked time within the window, by reason.
pub(crate) fn blocked(facts: &Facts<'_>, window: Window, reasons: &[BlockedTime]) -> Figure {
    let total: i64 = reasons.iter().map(|r| r.days).sum();
    let mut items: Vec<_> = reasons.iter().flat_map(|r| r.items.iter().copied()).collect();
    items.order();
    items.dedup();
    let mut figure = Figure::new("Blocked time", Value::Days(total))
        .aim(Aim::Lower)
        .caption("Item days", count(items.len(), "item", "items"))
        .sentence(format!(
            "{} blocked for {} in all, {}.",
            count(items.len(), "item was", "items were"),
            days(total),
            span_words(facts, window)
        ))
        .formula(
            ["Σ (last blocked day − first blocked day + 1)"],
            "A block that still stands runs to today. A day counts once per item.",
        )
        .population("Items blocked in the window", items.len())
        .window(window.span(&facts.ctx));
    figure.behind = reasons
        .iter()
        .take(ROWS)
        .map(|r| {
            let reason = if r.reason.is_empty() { "No reason given" } else { &r.reason };
            let value = format!("{} d, {}", r.days, count(r.items.len(), "item", "items"));
            Behind::new(targets(&r.items), reason, value)
        })
        .collect();
    figure.counted = items;
    figure
}
