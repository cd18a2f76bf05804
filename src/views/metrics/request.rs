//! What the address asks for.

use crate::analysis::flow::Step;
use crate::analysis::{DayCount, Period, Request};
use crate::app::App;
use crate::chart::draw::Unit;
use crate::chart::gallery::{Choice, Family, Goal};
use crate::dom::prelude::*;
use crate::model::{Date, ItemKind, parse_day};

/// Periods to choose from: how the address names each, and what people read.
pub(super) const PERIODS: [(&str, &str); 8] = [
    ("14", "Last 14 days"),
    ("30", "Last 30 days"),
    ("", "Last 60 days"),
    ("90", "Last 90 days"),
    ("180", "Last 180 days"),
    ("365", "Last 365 days"),
    ("3s", "Last 3 sprints"),
    ("6s", "Last 6 sprints"),
];
/// The family that the address names.
pub(super) fn family(app: App) -> Family {
    let tab = app.param("tab").unwrap_or_default();
    Family::ALL.into_iter().find(|family| family.slug() == tab).unwrap_or_default()
}

/// The kind of items that the address names; a word that is no usual kind is a tracker's own.
pub(super) fn kind(app: App) -> Option<ItemKind> {
    let word = app.param("type")?;
    let known = ItemKind::COMMON.into_iter().find(|kind| kind.name() == word);
    Some(known.unwrap_or(ItemKind::Other(word)))
}

/// How the address names all open work.
pub(super) const ALL_WORK: &str = "all";

/// What “when” is about, by the address: a milestone's id, or all work.
pub(super) fn goal(app: App) -> Goal {
    match app.param("goal") {
        None => Goal::Next,
        Some(word) if word == ALL_WORK => Goal::All,
        Some(word) => word.parse().map_or(Goal::Next, Goal::Milestone),
    }
}

/// The period that the address names: two days, so many sprints, or so many days.
pub(super) fn period(app: App) -> Period {
    let day = |name: &str| app.param(name).and_then(|text| parse_day(&text));
    if let (Some(from), Some(to)) = (day("from"), day("to")) {
        return Period::Between(from, to);
    }
    let days = app.param("days").unwrap_or_default();
    match days.strip_suffix('s').map(str::parse) {
        Some(Ok(sprints)) => Period::Sprints(sprints),
        _ => days.parse().map_or_else(|_| Period::default(), Period::Days),
    }
}

/// The day that figures are as of: today, or the last of a period in the past.
pub(super) fn last_day(app: App) -> Date {
    let today = app.today();
    match period(app) {
        Period::Between(one, other) => one.max(other).min(today),
        _ => today,
    }
}

/// What the address asks for; the same as long as nothing of it changes, whatever else does.
pub(super) fn asked(app: App) -> Memo<(Request, Choice)> {
    Memo::new(move |_| {
        let count = if app.param("count").as_deref() == Some("working") {
            DayCount::Working
        } else {
            DayCount::Calendar
        };
        let sprint = app.param("sprint");
        let sprint =
            sprint.and_then(|name| app.with(|p| p.sprints.values().find(|s| s.name == name).map(|s| s.id)));
        let request = Request {
            scope: app.scope(),
            kind: kind(app),
            period: period(app),
            count,
            compare: app.param("compare").is_some(),
            by: app.param("by").and_then(|text| parse_day(&text)),
        };
        let choice = Choice {
            family: family(app),
            sprint,
            unit: if app.param("unit").as_deref() == Some("items") { Unit::Items } else { Unit::Points },
            goal: goal(app),
            step: if app.param("step").as_deref() == Some("day") { Step::Day } else { Step::Week },
        };
        (request, choice)
    })
}

/// A change of the address that "back" undoes.
pub(super) fn ask(app: App, name: &str, value: &str) {
    app.step_param(name, value);
}
