//! Where the product is to go: visions, key results with their progress, and bets on the way.

use super::days::Days;
use super::ground::Ground;
use crate::model::{EntryId, Experiment, ExperimentState, GoalId, KeyResult, Points};
use std::sync::Arc;

static VISIONS: [(usize, &str); 2] = [
    (0, "Shoppers say what they need in their own words, and find it first."),
    (1, "Nobody thinks about the checkout: it is over before it is noticed."),
];

/// Text, unit, start, now and target in hundredths, days since it was measured.
type Measure = (&'static str, &'static str, [i64; 3], Option<i64>);

/// Goal, owner, days from today to its day and to when it was reached, key results.
type Aim = (&'static str, &'static str, i64, Option<i64>, &'static [Measure]);

#[rustfmt::skip]
static AIMS: [Aim; 7] = [
    ("First result in under 300 ms", "Priya", 71, None, &[
        ("Time to the first result, 85 % of searches", "ms", [48_000, 34_000, 30_000], Some(-2)),
        ("Searches without a result", "%", [620, 390, 300], Some(-2)),
        ("Markets on the semantic index", "", [0, 300, 900], Some(-6)),
    ]),
    ("Shoppers find it on page one", "Lena", -9, Some(-9), &[
        ("Clicks on the first page", "%", [6_100, 7_400, 7_200], Some(-9)),
        ("Merchandisers' rules changed by hand, a week", "", [4_000, 900, 1_000], Some(-9)),
    ]),
    ("Search is as good on the phone", "Aiko", 139, None, &[
        ("Phone searches that end in a basket", "%", [810, 890, 1_200], Some(-7)),
        ("Time to the first suggestion", "ms", [22_000, 15_000, 10_000], Some(-3)),
    ]),
    ("Lower cost per search", "Tomás", 190, None, &[
        ("Cost of a thousand searches", "€", [190, 182, 110], Some(-13)),
    ]),
    ("Checkout in under a minute", "Dana", 60, None, &[
        ("Time from basket to paid, median", "s", [10_400, 9_700, 6_000], Some(-20)),
        ("Baskets that are left at payment", "%", [3_100, 3_100, 2_400], None),
    ]),
    ("Kestrel renews in spring", "Hugo", 120, None, &[
        ("CSAT of the last quarter", "", [360, 360, 450], Some(-6)),
        ("Deliverables accepted the first time", "%", [5_000, 6_700, 9_000], Some(-9)),
    ]),
    ("Nordvik live in four countries", "Ewa", 128, None, &[
        ("Countries with live orders", "", [0, 200, 400], Some(-2)),
    ]),
];

/// Goal, project, title, owner, hypothesis, measure, days to start and end, state, outcome.
type Bet = (
    &'static str,
    usize,
    &'static str,
    &'static str,
    [&'static str; 2],
    [i64; 2],
    ExperimentState,
    &'static str,
);

#[rustfmt::skip]
static BETS: [Bet; 4] = [
    ("First result in under 300 ms", 0, "Synonyms from clicks", "Lena",
     ["If we learn synonyms from what shoppers click, fewer searches end empty, because they use other words than we do.",
      "Searches without a result below 4.5 % in two markets, four weeks"],
     [-88, -60], ExperimentState::Won, "5.9 % became 4.1 %. Kept, and rolled out to all markets."),
    ("Shoppers find it on page one", 0, "Larger result cards", "Mira",
     ["If cards show two pictures, more shoppers click on page one, because they need not open the article.",
      "Clicks on the first page up by two points, 20 % of shoppers, three weeks"],
     [-74, -53], ExperimentState::Lost, "No change in clicks, 40 ms slower. Taken back: speed matters more than pictures."),
    ("Search is as good on the phone", 0, "Suggestions before the first letter", "Aiko",
     ["If the empty field offers the last three searches, more of them end in a basket, because typing on a phone is work.",
      "Phone searches that end in a basket at 9.5 %, 10 % of shoppers, three weeks"],
     [-9, 12], ExperimentState::Running, ""),
    ("Checkout in under a minute", 1, "Paying without an account", "Dana",
     ["If guests pay without an account, fewer baskets are left, because a password is the step most leave at.",
      "Baskets left at payment down by four points"],
     [21, 49], ExperimentState::Planned, ""),
];

pub(super) fn aim(ground: &mut Ground, days: &Days<'_>) {
    for (place, vision) in VISIONS {
        let id = ground.project(place);
        if let Some(project) = ground.program.projects.get_mut(&id).and_then(Arc::get_mut) {
            project.vision = vision.to_owned();
        }
    }
    for (name, owner, due, reached, measures) in AIMS {
        let key_results: Vec<KeyResult> = measures
            .iter()
            .map(|(text, unit, [start, current, target], measured)| KeyResult {
                id: ground.id::<EntryId>(),
                text: (*text).to_owned(),
                start: Points::hundredths(*start),
                target: Points::hundredths(*target),
                current: Points::hundredths(*current),
                unit: (*unit).to_owned(),
                measured: measured.map(|day| days.worked(day)),
            })
            .collect();
        let owner = ground.person(owner);
        let id = goal(ground, name);
        let Some(goal) = id.and_then(|id| ground.program.goals.get_mut(&id)).and_then(Arc::get_mut) else {
            continue;
        };
        (goal.owner, goal.key_results) = (owner, key_results);
        goal.due = Some(days.worked(due));
        goal.reached = reached.map(|day| days.worked(day));
    }
    for (of, project, title, owner, [hypothesis, measure], [start, end], state, outcome) in BETS {
        let at = days.at(days.worked(start.min(-3) - 5), 10 * 60);
        let experiment = Experiment {
            id: ground.id(),
            title: title.to_owned(),
            goal: goal(ground, of),
            project: Some(ground.project(project)),
            owner: ground.person(owner),
            hypothesis: hypothesis.to_owned(),
            measure: measure.to_owned(),
            start: Some(days.worked(start)),
            end: Some(days.worked(end)),
            state,
            outcome: outcome.to_owned(),
            created: at,
            updated: days.at(days.worked(end.min(-2)), 16 * 60),
            ..Experiment::default()
        };
        ground.program.put(experiment.into());
    }
}

fn goal(ground: &Ground, name: &str) -> Option<GoalId> {
    ground.program.goals.values().find(|g| g.name == name).map(|g| g.id)
}
