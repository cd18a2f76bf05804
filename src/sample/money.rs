//! Budgets, spending and promised days; the texts that people wrote about the projects.

use super::days::{Days, ahead, back};
use super::ground::Ground;
use crate::model::{CostEntry, Currency, EarnRule, Money, PackageId, PackageScope, RagOverride, WorkPackage};
use std::sync::Arc;

/// Project, name, budget in thousands, rule, days from today to start and finish, begun, finished.
type Package = (usize, &'static str, i64, EarnRule, [i64; 2], bool, bool);

/// AI Search has earned 120 + 160 + 52 + 100 = 432 thousand.
#[rustfmt::skip]
static PACKAGES: [Package; 10] = [
    (0, "Query understanding", 120, EarnRule::ZeroHundred, [-175, -90], true, true),
    (0, "Ranking service", 160, EarnRule::ZeroHundred, [-150, -30], true, true),
    (0, "Search in the app", 104, EarnRule::FiftyFifty, [-60, 40], true, false),
    (0, "Semantic index", 200, EarnRule::FiftyFifty, [-50, 52], true, false),
    (0, "Voice search", 60, EarnRule::ZeroHundred, [14, 80], false, false),
    (1, "One-page checkout", 140, EarnRule::FiftyFifty, [-60, 90], true, false),
    (2, "Portal, contract part", 150, EarnRule::EstimateShare, [-170, 34], true, false),
    (2, "Support and service report", 48, EarnRule::FiftyFifty, [-170, 14], true, false),
    (3, "Order integration", 96, EarnRule::EstimateShare, [-165, 20], true, false),
    (3, "Operations handover", 18, EarnRule::ZeroHundred, [-30, 19], true, false),
];

/// Project and what was spent to date, in euros; AI Search: 450 thousand, so its CPI is 0.96.
static SPENT: [(usize, i64); 4] = [(0, 450_000), (1, 66_400), (2, 152_300), (3, 71_900)];

/// Who or what the money goes to, with weights per project.
static NOTES: [(&str, i64); 4] =
    [("Salaries", 52), ("Contractors", 23), ("Cloud and GPU hours", 17), ("Licences", 8)];

pub(super) fn book(ground: &mut Ground, days: &Days<'_>) {
    milestones(ground, days);
    let at = ground.began;
    let mut package_of = [None::<PackageId>; 4];
    for (project, name, thousands, rule, [start, finish], begun, finished) in PACKAGES.iter().copied() {
        let id: PackageId = ground.id();
        if let Some(place) = package_of.get_mut(project) {
            *place = place.or(Some(id));
        }
        let package = WorkPackage {
            id,
            project: ground.project(project),
            name: name.to_owned(),
            budget: Money::whole(thousands * 1000, Currency::EUR),
            start: ahead(days.day(start)),
            finish: back(days.day(finish)).max(ahead(days.day(start))),
            rule,
            scope: (rule == EarnRule::EstimateShare).then(|| PackageScope::Label("contract".to_owned())),
            phases: Vec::new(),
            began: begun.then(|| ahead(days.day(start + 2))),
            finished: finished.then(|| days.worked(finish + 6)),
            created: at,
            updated: at,
        };
        ground.program.put(package.into());
    }
    // Every second week, growing a little, to the cent.
    for (project, total) in SPENT.iter().copied() {
        let mut left = total * 100;
        for fortnight in 0..12_i64 {
            let day = days.worked(-166 + fortnight * 14);
            for (number, (note, weight)) in NOTES.iter().enumerate() {
                let last = fortnight == 11 && number + 1 == NOTES.len();
                // The weights of the fortnights, 90 to 112, sum up to 1212.
                let share = total * 100 * weight / 100 * (90 + 2 * fortnight) / 1212;
                let amount = if last { left } else { share };
                left -= amount;
                let created = days.at(day, 16 * 60);
                let entry = CostEntry {
                    id: ground.id(),
                    project: ground.project(project),
                    package: package_of.get(project).copied().flatten().filter(|_| number == 1),
                    date: day,
                    amount: Money { amount, currency: Currency::EUR },
                    note: (*note).to_owned(),
                    source: None,
                    created,
                    updated: created,
                };
                ground.program.put(entry.into());
            }
        }
    }
    texts(ground, days);
}

fn milestones(ground: &mut Ground, days: &Days<'_>) {
    let release = ground.next_release();
    let name = release
        .and_then(|id| ground.program.releases.get(&id))
        .map_or_else(String::new, |release| format!("{} released", release.name));
    ground.milestone(days, 0, "Query rewriting live in all markets", [-70, -64], true, None);
    ground.milestone(days, 0, "Ranking by stock and margin in pilot", [-20, -9], true, None);
    ground.milestone(days, 0, "Load test ready", [-2, 6], false, ground.rehearsal);
    ground.milestone(days, 0, &name, [25, 29], false, release);
    ground.milestone(days, 0, "Semantic ranking for all markets", [71, 71], false, None);
    ground.milestone(days, 1, "Pilot of the one-page checkout", [42, 50], false, None);
    ground.milestone(days, 2, "Security findings closed", [-40, -33], true, None);
    ground.milestone(days, 2, "Portal accepted by the bank", [62, 76], false, None);
    ground.milestone(days, 3, "Orders certified by Nordvik", [110, 110], false, None);
}

fn texts(ground: &mut Ground, days: &Days<'_>) {
    let summaries = [
        "Ranking by stock and margin is live for 10 % of shoppers and meets its target. The next release \
         is at risk because staging cannot hold the new index; we ask for two weeks of rented capacity.",
        "The provider's contract is with legal. No progress is expected before the answer.",
        "The portal's scope is nearly done. Service levels suffer from late e-mails; a second person is on \
         call from this week.",
        "On plan. One order format question is open with Nordvik.",
    ];
    let budgets = [650, 140, 198, 114];
    for (place, (summary, budget)) in summaries.into_iter().zip(budgets).enumerate() {
        let id = ground.project(place);
        if let Some(project) = ground.program.projects.get_mut(&id).and_then(Arc::get_mut) {
            project.summary = summary.to_owned();
            project.budget = Some(Money::whole(budget * 1000, Currency::EUR));
            project.updated = days.at(days.worked(if place == 1 { -9 } else { -1 }), 17 * 60);
            if place == 0 {
                project.overrides.push(RagOverride {
                    dimension: "risk".to_owned(),
                    colour: "amber".to_owned(),
                    reason: "The last rehearsal passed at 260 ms. Reviewed again after the load test."
                        .to_owned(),
                    at: days.at(days.yesterday(), 11 * 60 + 20),
                });
            }
        }
    }
}
