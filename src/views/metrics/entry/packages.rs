//! Work packages with their budgets and baselines.

use super::sheet::{catalogue, day, delete, field, list, money, project, record, text, wide};
use crate::app::App;
use crate::command::{CatalogueEdit, LedgerEdit};
use crate::components::{Choice, select, text_input};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{EarnRule, Money, PackageId, PackageScope, Phase, Timestamp, WorkPackage};
use crate::views::choices;

const RULES: [(EarnRule, &str, &str); 3] = [
    (EarnRule::EstimateShare, "estimate", "Share of estimate done"),
    (EarnRule::ZeroHundred, "0-100", "All when finished (0/100)"),
    (EarnRule::FiftyFifty, "50-50", "Half at the start (50/50)"),
];

fn change(app: App, id: PackageId, change: impl FnOnce(&mut WorkPackage)) {
    let found = app.workbench.with_untracked(|p| p.packages.get(&id).map(|w| (**w).clone()));
    let Some(mut package) = found else { return };
    change(&mut package);
    catalogue(app, CatalogueEdit::PutPackage(Box::new(package)));
}

pub(super) fn body(app: App) -> AnyView {
    let ids = Memo::new(move |_| {
        let scope = app.scope();
        app.with(|p| {
            let mut all: Vec<_> = p
                .packages
                .values()
                .filter(|w| scope.project.is_none_or(|wanted| wanted == w.project))
                .collect();
            all.order_by(|a, b| (a.start, &a.name).cmp(&(b.start, &b.name)));
            all.iter().map(|w| w.id.number()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let chosen = untrack(|| app.project());
        let first = app.workbench.with_untracked(|p| p.projects.values().next().map(|p| p.id));
        let Some(project) = chosen.or(first) else {
            app.toasts.say("A work package belongs to a project. Add a project first; nothing was changed.");
            return;
        };
        let (today, blank) = (app.today_untracked(), Timestamp(0));
        let package = WorkPackage {
            id: 0.into(),
            project,
            name: "New work package".into(),
            budget: Money::whole(0, app.workbench.with_untracked(|p| p.settings.currency)),
            start: today,
            finish: today + chrono::Days::new(30),
            rule: EarnRule::ZeroHundred,
            scope: None,
            phases: Vec::new(),
            began: None,
            finished: None,
            created: blank,
            updated: blank,
        };
        catalogue(app, CatalogueEdit::PutPackage(Box::new(package)));
    };
    list("Work package", add, ids, move |id| row(app, id.into()))
}

fn row(app: App, id: PackageId) -> AnyView {
    let with = move |read: fn(&WorkPackage) -> String| {
        move || app.with(|p| p.packages.get(&id).map(|w| read(w))).unwrap_or_default()
    };
    let date = move |read: fn(&WorkPackage) -> Option<crate::model::Date>| {
        move || app.with(|p| p.packages.get(&id).and_then(|w| read(w)))
    };
    let rule = with(|w| {
        RULES.into_iter().find(|(rule, ..)| *rule == w.rule).map_or("", |(_, word, _)| word).to_owned()
    });
    let rules = || RULES.map(|(_, word, name)| Choice::new(word, name)).to_vec();
    let by_estimate = Memo::new(move |_| {
        app.with(|p| p.packages.get(&id).is_some_and(|w| w.rule == EarnRule::EstimateShare))
    });
    let fields = vec![
        wide("Name", text("Name", with(|w| w.name.clone()), move |name| change(app, id, |w| w.name = name))),
        money(
            app,
            "Budget",
            move || app.with(|p| p.packages.get(&id).map(|w| w.budget)),
            move |budget| change(app, id, |w| w.budget = budget),
        ),
        project(app, "", with(|w| w.project.to_string()), move |value| {
            if let Ok(project) = value.parse() {
                change(app, id, |w| w.project = project);
            }
        }),
        day("Baseline start", date(|w| Some(w.start)), move |day| {
            if let Some(day) = day {
                change(app, id, |w| w.start = day);
            }
        }),
        day("Baseline finish", date(|w| Some(w.finish)), move |day| {
            if let Some(day) = day {
                change(app, id, |w| w.finish = day);
            }
        }),
        wide(
            "Planned by day, % (evenly where empty)",
            text_input(
                "Planned by day, % (evenly where empty)",
                with(|w| Phase::words(&w.phases)),
                "2026-01-31 20 %, 2026-03-15 60 %",
                move |words| {
                    match Phase::read(&words) {
                    Some(phases) => change(app, id, |w| w.phases = phases),
                    None => app.toasts.say(format!(
                        "“{words}” is no list of days and shares such as 2026-01-31 20 %. Nothing was changed."
                    )),
                }
                },
            ),
        ),
        wide(
            "Earns by",
            select("Earns by", "", rules, rule, move |word| {
                if let Some((rule, ..)) = RULES.into_iter().find(|(_, name, _)| *name == word) {
                    change(app, id, |w| w.rule = rule);
                }
            }),
        ),
        (move || {
            if by_estimate.get() {
                scope(app, id)
            } else {
                many(vec![
                    day("Began", date(|w| w.began), move |day| change(app, id, |w| w.began = day)),
                    day("Finished", date(|w| w.finished), move |day| change(app, id, |w| w.finished = day)),
                ])
            }
        })
        .into_any(),
    ];
    record(with(|w| w.name.clone()), fields, move |_| delete(app, LedgerEdit::DeletePackage(id)))
}

/// The items whose estimates earn: those of a release, below an item, or with a label.
fn scope(app: App, id: PackageId) -> AnyView {
    let now = move || app.with(|p| p.packages.get(&id).and_then(|w| w.scope.clone()));
    let release = move || match now() {
        Some(PackageScope::Release(release)) => release.to_string(),
        _ => String::new(),
    };
    let word = move || match now() {
        Some(PackageScope::Label(label)) => label,
        Some(PackageScope::Parent(item)) => {
            app.with(|p| p.items.get(&item).map(|i| i.key.clone())).unwrap_or_default()
        }
        _ => String::new(),
    };
    let releases = move || app.with(|p| choices::releases(p, "No release"));
    many(vec![
        field(
            "Items of the release",
            select("Items of the release", "", releases, release, move |value| {
                change(app, id, |w| w.scope = value.parse().ok().map(PackageScope::Release));
            }),
        ),
        field(
            "Or label, or key above",
            text("Or label, or key above", word, move |word| {
                // A key of an item means what is below it; any other word is a label.
                let above = app.workbench.with_untracked(|p| p.item_by_key(&word).map(|i| i.id));
                let label = (!word.trim().is_empty()).then(|| PackageScope::Label(word.trim().to_owned()));
                change(app, id, |w| w.scope = above.map(PackageScope::Parent).or(label));
            }),
        ),
    ])
}
