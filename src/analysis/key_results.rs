//! Goals with what shows whether they are reached: key results, time gone by, the work that serves them.

use super::Scope;
use super::facts::Facts;
use super::goals::{goal_chart, serves};
use super::rag::{Colour, at_least};
use super::words::{count, day, days, number, percent};
use crate::model::order::InOrder;
use crate::model::{
    Category, Goal, GoalId, ItemKind, KeyResult, Parent, Points, ProjectId, WorkItem, WorkItemId,
};
use std::collections::BTreeMap;

/// Points of progress behind the time gone by that are still green, and still amber.
const BEHIND: (f64, f64) = (10.0, 30.0);
/// Days after which a measure is old.
const OLD: i64 = 14;

/// How far a key result has come, in percent of the way from its start to its target: below 0 where it
/// went the wrong way, at most 100.
///
/// # Errors
/// Why it cannot be computed.
pub fn progress(result: &KeyResult) -> Result<f64, &'static str> {
    let [start, target, current] = [result.start, result.target, result.current].map(Points::as_f64);
    if result.start == result.target {
        return Err("start and target are the same");
    }
    if result.measured.is_none() && result.current == result.start {
        return Err("not measured yet");
    }
    Ok(((current - start) * 100.0 / (target - start)).min(100.0))
}

/// A measure as people read it: `340 ms`, `3.9 %`.
#[must_use]
pub fn measure(value: Points, unit: &str) -> String {
    let value = number(value.as_f64(), 2);
    if unit.is_empty() { value } else { format!("{value} {unit}") }
}

/// A feature or epic that serves a goal, and how much of its work is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// The item.
    pub item: WorkItemId,
    /// Finished items right below it that serve the goal.
    pub done: usize,
    /// All of those that were not cancelled.
    pub all: usize,
}

/// A goal as the page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct GoalLine<'a> {
    /// The record.
    pub record: &'a Goal,
    /// Mean of the key results that were measured; a measure that went the wrong way counts as 0.
    pub progress: Option<f64>,
    /// Key results that were measured.
    pub measured: usize,
    /// How it stands.
    pub colour: Colour,
    /// What the colour rests on.
    pub why: String,
    /// Items done and all that serve it.
    pub work: (usize, usize),
    /// The features and epics that serve it.
    pub features: Vec<Feature>,
}

/// The goals of a scope: open ones by their day, then those that are reached.
#[must_use]
pub fn goal_lines<'a>(facts: &Facts<'a>, project: Option<ProjectId>) -> Vec<GoalLine<'a>> {
    let program = facts.ctx.program;
    let chart = goal_chart(facts, Scope { project, team: None });
    let mut features = features(facts);
    let mut lines: Vec<GoalLine<'a>> = Vec::new();
    for work in &chart.goals {
        let Some(record) = program.goals.get(&work.goal) else { continue };
        let mut line = judged(facts, record);
        line.work = (work.done.len(), work.done.len() + work.open.len());
        line.features = features.remove(&work.goal).unwrap_or_default();
        lines.push(line);
    }
    lines.order_by(|a, b| {
        let by = |l: &GoalLine<'_>| (l.record.reached.is_some(), l.record.due.is_none(), l.record.due);
        by(a).cmp(&by(b)).then_with(|| a.record.name.cmp(&b.record.name))
    });
    lines
}

fn judged<'a>(facts: &Facts<'a>, record: &'a Goal) -> GoalLine<'a> {
    let today = facts.ctx.today();
    let found: Vec<f64> = record.key_results.iter().filter_map(|k| progress(k).ok()).collect();
    let mean = (!found.is_empty())
        .then(|| found.iter().map(|share| share.max(0.0)).sum::<f64>() / found.len() as f64);
    let began = facts.day(record.created);
    let gone = record.due.map(|due| {
        let (all, gone) = ((due - began).num_days().max(1), (today - began).num_days());
        (gone as f64 * 100.0 / all as f64).clamp(0.0, 100.0)
    });
    let (colour, why) = match (record.reached, mean, gone, record.due) {
        (Some(at), ..) => (Colour::Green, format!("reached {}", day(at))),
        (_, None, ..) if record.key_results.is_empty() => {
            (Colour::Unknown, "no key result says when it is reached".to_owned())
        }
        (_, None, ..) => (Colour::Unknown, "no key result was measured yet".to_owned()),
        (_, Some(mean), _, Some(due)) if due < today => {
            let late = days((today - due).num_days());
            (Colour::Red, format!("{} of the way, {late} after its day", percent(mean)))
        }
        (_, Some(mean), Some(gone), _) => (
            at_least(mean, gone - BEHIND.0, gone - BEHIND.1),
            format!("{} of the way, {} of the time", percent(mean), percent(gone)),
        ),
        (_, Some(mean), None, _) => {
            (Colour::Unknown, format!("{} of the way, no day was set", percent(mean)))
        }
    };
    let why = match record.key_results.len() - found.len() {
        unknown if unknown > 0 && !found.is_empty() && record.reached.is_none() => {
            format!("{why}; {} not measured", count(unknown, "key result", "key results"))
        }
        _ => why,
    };
    GoalLine {
        record,
        progress: mean,
        measured: found.len(),
        colour,
        why,
        work: (0, 0),
        features: Vec::new(),
    }
}

/// When a key result was last measured, in words, and whether that is long ago.
#[must_use]
pub fn measured_words(result: &KeyResult, today: crate::model::Date) -> (String, bool) {
    match result.measured {
        None => ("never measured".to_owned(), true),
        Some(at) => match (today - at).num_days() {
            ..=0 => ("measured today".to_owned(), false),
            ago => (format!("measured {} ago", days(ago)), ago > OLD),
        },
    }
}

/// Features and epics by the goal that they or the items right below them serve.
fn features(facts: &Facts<'_>) -> BTreeMap<GoalId, Vec<Feature>> {
    let program = facts.ctx.program;
    let holds = |item: &WorkItem| matches!(item.kind, ItemKind::Feature | ItemKind::Epic);
    let mut counted: BTreeMap<(GoalId, WorkItemId), (usize, usize)> = BTreeMap::new();
    for item in facts.items.iter().filter(|item| item.category != Category::Cancelled) {
        let Some(goal) = serves(program, item.item) else { continue };
        if holds(item.item) {
            counted.entry((goal, item.id)).or_default();
        }
        if let Some(Parent::Item(parent)) = &item.item.parent
            && program.items.get(parent).is_some_and(|parent| holds(parent))
        {
            let (done, all) = counted.entry((goal, *parent)).or_default();
            *all += 1;
            *done += usize::from(item.is_done());
        }
    }
    let mut found: BTreeMap<GoalId, Vec<Feature>> = BTreeMap::new();
    for ((goal, item), (done, all)) in counted {
        found.entry(goal).or_default().push(Feature { item, done, all });
    }
    for list in found.values_mut() {
        // What is under way before what is finished.
        list.order_by_key(|feature| (feature.done == feature.all, feature.item));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Context;
    use crate::model::{Timestamp, Zone, parse_day};

    fn result(start: i64, current: i64, target: i64) -> KeyResult {
        let [start, current, target] = [start, current, target].map(Points::whole);
        KeyResult { start, current, target, ..KeyResult::default() }
    }

    // [LN7]
    #[test]
    fn a_key_result_is_as_far_as_it_is_on_its_way_up_or_down() {
        for (start, current, target, expected) in [
            (480, 340, 300, Ok("77.8 %")),
            (0, 3, 9, Ok("33.3 %")),
            (61, 74, 72, Ok("100 %")),
            (10, 8, 20, Ok("−20 %")),
            (5, 5, 9, Err("not measured yet")),
            (5, 7, 5, Err("start and target are the same")),
        ] {
            let found = progress(&result(start, current, target)).map(percent);
            assert_eq!(found, expected.map(str::to_owned), "{start} {current} {target}");
        }
        let measured = KeyResult { measured: parse_day("2026-01-01"), ..result(5, 5, 9) };
        assert_eq!(progress(&measured), Ok(0.0), "what was measured and did not move is 0, not unknown");
    }

    // [LN7]
    #[test]
    fn a_goal_is_compared_with_the_time_gone_by() {
        let (today, zone) = (parse_day("2025-11-20").unwrap(), Zone::utc());
        let program = crate::sample::program(today, &zone);
        let ctx = Context { program: &program, zone: &zone, now: Timestamp(zone.start_of(today).0 + 1) };
        let facts = Facts::new(&ctx);
        let lines = goal_lines(&facts, None);
        let of = |name: &str| lines.iter().find(|l| l.record.name == name).unwrap();
        // (77.8 + 71.9 + 33.3) ÷ 3 = 61; 200 of 270 days have gone.
        let fast = of("First result in under 300 ms");
        assert_eq!((fast.colour, fast.why.as_str()), (Colour::Amber, "61 % of the way, 74 % of the time"));
        assert!(!fast.features.is_empty());
        let checkout = of("Checkout in under a minute");
        assert_eq!(checkout.measured, 1);
        assert!(checkout.why.ends_with("; 1 key result not measured"), "{}", checkout.why);
        assert_eq!(
            lines.last().unwrap().record.name,
            "Shoppers find it on page one",
            "reached goals come last"
        );
    }
}
