//! What the address says about the list, and the bar that changes it.

use super::{Ask, Desk, saved, scores};
use crate::analysis::backlog::score::Method;
use crate::analysis::backlog::{Filter, InSprint, Serving, Shape};
use crate::app::App;
use crate::components::{Choice, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{ItemKind, SprintState, WorkItemId};
use crate::views::{choices, phrases};
use std::collections::{BTreeSet, HashSet};

/// The parameters that narrow the list.
pub(super) const NAMES: [&str; 9] =
    ["goal", "sprint", "kind", "label", "find", "estimated", "owner", "view", "sort"];

/// The filter that the address names. Names, not ids: a link must work after an import elsewhere.
pub(super) fn filter(app: App) -> Memo<Filter> {
    Memo::new(move |_| {
        let scope = app.scope();
        let (goal, sprint, owner) = (app.param("goal"), app.param("sprint"), app.param("owner"));
        app.with(|p| Filter {
            project: scope.project,
            team: scope.team,
            goal: match goal.as_deref() {
                None => Serving::Any,
                Some("none") => Serving::Nothing,
                Some(name) => {
                    p.goals.values().find(|g| g.name == name).map_or(Serving::Any, |g| Serving::One(g.id))
                }
            },
            sprint: match sprint.as_deref() {
                None => InSprint::ToCome,
                Some("any") => InSprint::Any,
                Some("none") => InSprint::Nowhere,
                Some(name) => p
                    .sprints
                    .values()
                    .find(|s| s.name == name)
                    .map_or(InSprint::ToCome, |s| InSprint::One(s.id)),
            },
            kind: app.param("kind").map(|name| {
                let known = ItemKind::COMMON.into_iter().find(|k| k.name() == name);
                known.unwrap_or(ItemKind::Other(name))
            }),
            label: app.param("label"),
            text: app.param("find").unwrap_or_default(),
            estimated: app.param("estimated").map(|word| word != "no"),
            owner: owner.as_ref().and_then(|name| p.people.values().find(|x| x.name == *name)).map(|x| x.id),
            unowned: owner.as_deref() == Some("none"),
        })
    })
}

pub(super) fn shape(app: App, closed: RwSignal<HashSet<WorkItemId>>) -> Shape {
    let tree = app.param("view").as_deref() == Some("tree");
    Shape {
        tree,
        closed: if tree { closed.get() } else { HashSet::new() },
        by: scores::method(app).filter(|_| super::by_score(app)),
    }
}

/// Shows all open items of the project.
pub(super) fn clear(app: App) {
    for name in NAMES {
        app.set_param(name, "");
    }
    app.set_param("team", "");
    app.set_param("sprint", "any");
}

fn param(app: App, name: &'static str) -> impl Fn() -> String + Copy + 'static {
    move || app.param(name).unwrap_or_default()
}

pub(super) fn toolbar(desk: Desk) -> AnyView {
    let app = desk.app;
    let narrowed = desk.filter.with_untracked(|f| f.active() > 0);
    let open = RwSignal::new(narrowed);
    let pressed = |on: bool| if on { "true" } else { "false" };
    let teams = move || app.with(|p| choices::team_names(p, "All teams"));
    let tree = move || app.param("view").as_deref() == Some("tree");
    let methods = || {
        let mut all = vec![Choice::new("", "Score: none")];
        all.extend(Method::ALL.map(|m| Choice::new(m.word(), format!("Score: {}", m.name()))));
        all
    };
    let word = move || match desk.filter.with(Filter::active) {
        0 => "Filter".to_owned(),
        n => format!("Filter: {n}"),
    };
    let estimate = move |_| {
        let open: Vec<WorkItemId> = desk.list.with_untracked(|l| {
            app.workbench.with_untracked(|p| {
                let rows = l.all.rows.iter().filter_map(|row| p.items.get(&row.id));
                rows.filter(|i| i.estimate.is_none() && !i.kind.is_container()).map(|i| i.id).collect()
            })
        });
        if open.is_empty() {
            app.toasts.say("Everything shown is estimated.");
        } else {
            desk.ask.set(Some(Ask::Estimate(open)));
        }
    };
    let planning = move || app.param("plan").is_some();
    many(vec![
        el("div")
            .class("toolbar backlog-bar")
            .child(segmented("Shown as", &[(false, "Flat"), (true, "Hierarchy")], tree, move |tree| {
                app.set_param("view", if tree { "tree" } else { "" });
            }))
            .child(select("Team", "small", teams, param(app, "team"), move |t| app.set_param("team", &t)))
            .child(
                el("button")
                    .class("button plain")
                    .attr("aria-expanded", move || pressed(open.get()))
                    .on_click(move |_| open.update(|o| *o = !*o))
                    .child(icon("filter"))
                    .child(word),
            )
            .child(saved::button(desk))
            .child(select("Score", "small bare", methods, param(app, "score"), move |m| {
                app.set_param("score", &m);
                if m.is_empty() {
                    app.set_param("sort", "");
                }
            }))
            .child(move || desk.method.get().map(|method| scores::sorting(desk, method)))
            .child(
                el("span")
                    .class("push row")
                    .child(counts(desk))
                    .child(el("button").class("button").on_click(estimate).child("Estimate"))
                    .child(
                        el("button")
                            .class("button")
                            .attr("aria-pressed", move || pressed(planning()))
                            .on_click(move |_| app.set_param("plan", if planning() { "" } else { "next" }))
                            .child("Plan sprint"),
                    ),
            )
            .into_any(),
        (move || open.get().then(|| conditions(desk))).into_any(),
    ])
}

/// What wants attention: each is a filter.
fn counts(desk: Desk) -> AnyView {
    let app = desk.app;
    let fact = move |name: &'static str,
                     value: &'static str,
                     of: fn(&crate::analysis::backlog::Backlog) -> usize,
                     one: &'static str,
                     many_words: &'static str| {
        let on = Memo::new(move |_| app.param(name).as_deref() == Some(value));
        move || {
            let n = desk.list.with(|l| of(&l.all));
            (n > 0).then(|| {
                el("button")
                    .class("link wide-only")
                    .attr("aria-pressed", move || if on.get() { "true" } else { "false" })
                    .on_click(move |_| app.set_param(name, if on.get_untracked() { "" } else { value }))
                    .child(phrases::count(n, one, many_words))
            })
        }
    };
    many(vec![
        fact("estimated", "no", |all| all.unestimated, "not estimated", "not estimated").into_any(),
        fact("goal", "none", |all| all.aimless, "serves no goal", "serve no goal").into_any(),
    ])
}

fn conditions(desk: Desk) -> AnyView {
    let app = desk.app;
    let lines = |none: &[(&str, &str)], names: Vec<String>| {
        let mut all: Vec<Choice> = none.iter().map(|(value, label)| Choice::new(*value, *label)).collect();
        all.extend(names.into_iter().map(|n| Choice::new(n.clone(), n)));
        all
    };
    let goals = move || {
        let mut names = app.with(|p| p.goals.values().map(|g| g.name.clone()).collect::<Vec<_>>());
        names.order();
        lines(&[("", "Any goal"), ("none", "Serves no goal")], names)
    };
    let sprints = move || {
        let mut names = app.with(|p| {
            let open = p.sprints.values().filter(|s| s.state != SprintState::Closed);
            open.map(|s| (s.start, s.name.clone())).collect::<Vec<_>>()
        });
        names.order();
        let names = names.into_iter().map(|(_, name)| name).collect();
        lines(&[("", "Not in a running sprint"), ("any", "Any sprint"), ("none", "No sprint")], names)
    };
    let kinds = move || {
        let names = app.with(|p| p.items.values().map(|i| i.kind.name().to_owned()).collect::<BTreeSet<_>>());
        lines(&[("", "Any type")], names.into_iter().collect())
    };
    let labels = move || {
        let names =
            app.with(|p| p.items.values().flat_map(|i| i.labels.iter().cloned()).collect::<BTreeSet<_>>());
        lines(&[("", "Any label")], names.into_iter().collect())
    };
    let owners = move || {
        let mut names = app.with(|p| p.people.values().map(|x| x.name.clone()).collect::<Vec<_>>());
        names.order();
        lines(&[("", "Any owner"), ("none", "No owner")], names)
    };
    let estimated =
        move || lines(&[("", "Estimated or not"), ("yes", "Estimated"), ("no", "Not estimated")], Vec::new());
    let set = move |name: &'static str| move |value: String| app.set_param(name, &value);
    el("div")
        .class("toolbar conditions")
        .attr("role", "group")
        .attr("aria-label", "Filter")
        .child(
            el("input")
                .class("input small")
                .attr("type", "search")
                .attr("aria-label", "Find in the backlog")
                .attr("placeholder", "Find in the backlog")
                .on_input(move |event| app.set_param("find", &event_target_value(&event)))
                .prop("value", param(app, "find")),
        )
        .child(select("Goal", "small", goals, param(app, "goal"), set("goal")))
        .child(select("Sprint", "small", sprints, param(app, "sprint"), set("sprint")))
        .child(select("Type", "small", kinds, param(app, "kind"), set("kind")))
        .child(select("Label", "small", labels, param(app, "label"), set("label")))
        .child(select("Owner", "small", owners, param(app, "owner"), set("owner")))
        .child(select("Estimate", "small", estimated, param(app, "estimated"), set("estimated")))
        .child(move || {
            let active = desk.filter.with(|f| f.active() > 0 || f.team.is_some());
            active.then(|| el("button").class("link").on_click(move |_| clear(app)).child("Clear"))
        })
        .into_any()
}
