//! The filters of a list: all of them in the address.

use super::{RecordList, write};
use crate::analysis::lists::{Filter, Row, States};
use crate::app::App;
use crate::components::{Choice, icon, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{PersonId, Program};
use std::collections::BTreeSet;

/// The parameters of the address that narrow a list.
const PARAMS: [&str; 7] = ["team", "person", "client", "goal", "state", "overdue", "q"];

/// What the address asks for.
pub(super) fn filter(app: App) -> Filter {
    let scope = app.scope();
    let named = |name: &str| app.param(name).unwrap_or_default();
    let (person, client, goal) = (named("person"), named("client"), named("goal"));
    app.with(|p| Filter {
        project: scope.project,
        team: scope.team,
        person: person_named(p, &person),
        client: p.clients.values().find(|c| c.name == client).map(|c| c.id),
        goal: p.goals.values().find(|g| g.name == goal).map(|g| g.id),
        states: match named("state").as_str() {
            "" => States::Open,
            "all" => States::All,
            word => States::One(word.to_owned()),
        },
        overdue: app.param("overdue").is_some(),
        text: named("q"),
    })
}

fn person_named(program: &Program, name: &str) -> Option<PersonId> {
    if name == "me" {
        return program.me().map(|p| p.id);
    }
    program.people.values().find(|p| p.name == name).map(|p| p.id)
}

/// Takes all filters off but the project.
pub(super) fn clear(app: App) {
    for name in PARAMS {
        app.set_param(name, "");
    }
}

/// The names that some records of the list have, as lines of a select.
fn names<Id: Ord + Copy>(
    list: RecordList,
    all: &str,
    of: impl Fn(&Row) -> Vec<Id>,
    name: impl Fn(&Program, Id) -> Option<String>,
) -> Vec<Choice> {
    let mut ids = BTreeSet::new();
    list.rows.with(|rows| rows.iter().for_each(|row| ids.extend(of(row))));
    let mut names: Vec<String> = list.app().with(|p| ids.into_iter().filter_map(|id| name(p, id)).collect());
    names.order();
    let mut choices = vec![Choice::new("", all)];
    choices.extend(names.into_iter().map(|name| Choice::new(name.clone(), name)));
    choices
}

/// A select that writes a parameter of the address; nothing where there is nothing to choose.
fn chooser(list: RecordList, label: &str, param: &'static str, choices: Memo<Vec<Choice>>) -> AnyView {
    let app = list.app();
    let label = label.to_owned();
    let any = Memo::new(move |_| choices.with(|c| c.len() > 1) || app.param(param).is_some());
    (move || {
        any.get().then(|| {
            select(
                &label,
                "small bare",
                move || choices.get(),
                move || app.param(param).unwrap_or_default(),
                move |value| app.set_param(param, &value),
            )
        })
    })
    .into_any()
}

pub(super) fn bar(list: RecordList) -> AnyView {
    let app = list.app();
    let teams = Memo::new(move |_| {
        names(list, "All teams", |r| r.teams.clone(), |p, id| p.teams.get(&id).map(|t| t.name.clone()))
    });
    let people = Memo::new(move |_| {
        let people = |r: &Row| r.owner.into_iter().chain(r.people.iter().copied()).collect();
        names(list, "Everybody", people, |p, id| p.people.get(&id).map(|x| x.name.clone()))
    });
    let clients = Memo::new(move |_| {
        let client = |r: &Row| r.client.into_iter().collect();
        names(list, "All clients", client, |p, id| p.clients.get(&id).map(|c| c.name.clone()))
    });
    let goals = Memo::new(move |_| {
        let goal = |r: &Row| r.goal.into_iter().collect();
        names(list, "All goals", goal, |p, id| p.goals.get(&id).map(|g| g.name.clone()))
    });
    let states = Memo::new(move |_| {
        let mut choices = vec![Choice::new("", "Open ones"), Choice::new("all", "All states")];
        choices.extend((list.spec.states)().into_iter().map(|(word, name)| Choice::new(word, name)));
        choices
    });
    let narrowed = Memo::new(move |_| PARAMS.iter().any(|name| app.param(name).is_some()));
    let shown = move || {
        let (n, all) = (list.passing.with(|rows| rows.len()), list.rows.with(|rows| rows.len()));
        if narrowed.get() { format!("{n} of {all}") } else { list.count(n) }
    };
    el("div")
        .class("toolbar list-filters")
        .child(
            el("input")
                .class("input small find")
                .attr("type", "search")
                .attr("aria-label", "Find")
                .attr("placeholder", "Find")
                .on_input(move |event| app.set_param("q", &event_target_value(&event)))
                .prop("value", move || app.param("q").unwrap_or_default()),
        )
        .child(chooser(list, "State", "state", states))
        .child(chooser(list, "Person", "person", people))
        .child(chooser(list, "Team", "team", teams))
        .child(chooser(list, "Client", "client", clients))
        .child(chooser(list, "Goal", "goal", goals))
        .child(
            el("label")
                .class("row")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .on_change(move |event| {
                            app.set_param("overdue", if event_target_checked(&event) { "1" } else { "" });
                        })
                        .prop("checked", move || app.param("overdue").is_some()),
                )
                .child("Overdue"),
        )
        .child(move || {
            narrowed
                .get()
                .then(|| el("button").class("link").on_click(move |_| clear(app)).child("Clear filters"))
        })
        .child(el("span").class("push num").attr("role", "status").child(shown))
        .child(
            el("button")
                .class("button small plain")
                .attr("title", "The list as it is shown, as a table")
                .on_click(move |_| write::export(list))
                .child(icon("export"))
                .child("CSV"),
        )
        .into_any()
}
