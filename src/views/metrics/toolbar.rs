//! What can be chosen for the whole page; all of it stands in the address.

use super::entry;
use super::request::{PERIODS, ask, family, period};
use crate::analysis::Period;
use crate::app::App;
use crate::chart::gallery::Family;
use crate::components::{Choice, date_input, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::ItemKind;
use crate::model::order::InOrder;
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;

/// How the address names a period of two days.
const BETWEEN: &str = "between";

/// Families; team, kind, period, how days count; comparison.
pub(super) fn toolbar(app: App) -> AnyView {
    let families: Vec<(Family, &'static str)> = Family::ALL.map(|family| (family, family.name())).to_vec();
    let teams = move || app.with(|p| crate::views::choices::team_names(p, "All teams"));
    let counts = || vec![Choice::new("", "Calendar days"), Choice::new("working", "Working days")];
    let param = move |name: &'static str| move || app.param(name).unwrap_or_default();
    let between = Memo::new(move |_| app.param("from").is_some() && app.param("to").is_some());
    let comparing = move || app.param("compare").is_some();
    el("div")
        .class("toolbar metrics-bar")
        .child(segmented("Family", &families, move || family(app), move |to| ask(app, "tab", to.slug())))
        .child(
            el("div")
                .class("filters")
                .child(select("Team", "small bare", teams, param("team"), move |team| {
                    ask(app, "team", &team)
                }))
                .child(select(
                    "Type",
                    "small bare",
                    move || kinds(app),
                    param("type"),
                    move |kind| ask(app, "type", &kind),
                ))
                .child(select(
                    "Period",
                    "small bare",
                    move || periods(app),
                    move || chosen(app),
                    move |word| choose(app, &word),
                ))
                .child(move || {
                    between.get().then(|| many(vec![edge(app, "From", "from"), edge(app, "To", "to")]))
                })
                .child(select("How days count", "small bare", counts, param("count"), move |count| {
                    ask(app, "count", &count)
                }))
                .child(
                    el("button")
                        .class("button small")
                        .attr("aria-pressed", move || if comparing() { "true" } else { "false" })
                        .attr("title", "Beside the period before, exactly as long")
                        .on_click(move |_| {
                            let on = app.route.with_untracked(|r| r.get("compare").is_some());
                            ask(app, "compare", if on { "" } else { "1" });
                        })
                        .child("Compare"),
                ),
        )
        .into_any()
}

/// The way to what trackers do not tell.
pub(super) fn enter(frame: Frame) -> AnyView {
    el("button")
        .class("button small plain")
        .attr("aria-haspopup", "menu")
        .on_click(move |event| {
            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                entry::menu(frame, &anchor);
            }
        })
        .child("Enter data")
        .child(icon("down"))
        .into_any()
}

/// The kinds that the program has, and the one that the address names.
fn kinds(app: App) -> Vec<Choice> {
    let mut names: Vec<String> = app.with(|p| {
        let mut kinds: Vec<&ItemKind> = Vec::new();
        for item in p.items.values().filter(|i| !i.kind.is_container()) {
            if !kinds.contains(&&item.kind) {
                kinds.push(&item.kind);
            }
        }
        kinds.into_iter().map(|kind| kind.name().to_owned()).collect()
    });
    if let Some(now) = app.param("type").filter(|now| !names.contains(now)) {
        names.push(now);
    }
    names.order();
    let mut all = vec![Choice::new("", "All types")];
    all.extend(names.into_iter().map(|name| Choice::new(name.clone(), name)));
    all
}

fn periods(app: App) -> Vec<Choice> {
    let mut all: Vec<Choice> = PERIODS.iter().map(|(word, name)| Choice::new(*word, *name)).collect();
    let now = app.param("days").unwrap_or_default();
    // A number that a link brought.
    if all.iter().all(|choice| choice.value != now) {
        let name = match period(app) {
            Period::Sprints(sprints) => format!("Last {sprints} sprints"),
            Period::Days(days) => format!("Last {days} days"),
            Period::Between(..) => now.clone(),
        };
        all.push(Choice::new(now, name));
    }
    all.push(Choice::new(BETWEEN, "Between two days"));
    all
}

fn chosen(app: App) -> String {
    match period(app) {
        Period::Between(..) => BETWEEN.to_owned(),
        _ => app.param("days").unwrap_or_default(),
    }
}

fn choose(app: App, word: &str) {
    let route = app.route.get_untracked().with("from", "").with("to", "").with("days", "");
    if word == BETWEEN {
        let today = app.today_untracked();
        let from = crate::analysis::time::back(today, 59);
        app.go(route.with("from", &from.to_string()).with("to", &today.to_string()));
    } else {
        app.go(route.with("days", word));
    }
}

fn edge(app: App, label: &'static str, name: &'static str) -> AnyView {
    let value = move || app.param(name).and_then(|text| crate::model::parse_day(&text));
    let input = date_input(label, value, move |day| {
        if let Some(day) = day {
            ask(app, name, &day.to_string());
        }
    });
    el("span").class("period-edge").child(input).into_any()
}
