//! The lists that selects offer: people, teams, projects, each by name.

use crate::components::Choice;
use crate::model::order::InOrder;
use crate::model::{Program, SprintState};

/// By name, after a first line for none (left out when it has no words).
pub(super) fn by_name(none: &str, mut all: Vec<Choice>) -> Vec<Choice> {
    all.order_by(|a, b| a.label.cmp(&b.label));
    if !none.is_empty() {
        all.insert(0, Choice::new("", none));
    }
    all
}

/// A list with a first line for none.
pub(super) fn with_none(mut all: Vec<Choice>) -> Vec<Choice> {
    all.insert(0, Choice::new("", "None"));
    all
}

/// The people, by id.
pub(super) fn people(program: &Program, none: &str) -> Vec<Choice> {
    by_name(none, program.people.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect())
}

/// The projects, by id.
pub(super) fn projects(program: &Program, none: &str) -> Vec<Choice> {
    by_name(none, program.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect())
}

/// The teams, by id.
pub(super) fn teams(program: &Program, none: &str) -> Vec<Choice> {
    by_name(none, program.teams.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect())
}

/// The teams, by name: for addresses, which must work after an import on another machine.
pub(super) fn team_names(program: &Program, none: &str) -> Vec<Choice> {
    by_name(none, program.teams.values().map(|x| Choice::new(x.name.clone(), x.name.clone())).collect())
}

/// The releases, by id.
pub(super) fn releases(program: &Program, none: &str) -> Vec<Choice> {
    by_name(none, program.releases.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect())
}

/// The goals, by id.
pub(super) fn goals(program: &Program, none: &str) -> Vec<Choice> {
    by_name(none, program.goals.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect())
}

/// The sprints that are not over, and the one that is chosen now, by id.
pub(super) fn sprints(program: &Program, none: &str, now: Option<crate::model::SprintId>) -> Vec<Choice> {
    let open = program.sprints.values().filter(|s| s.state != SprintState::Closed || Some(s.id) == now);
    by_name(none, open.map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect())
}
