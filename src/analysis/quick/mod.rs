//! The short syntax of quick-add: `Fix the flash #search @tomás !high ^24 =3`.

mod day;
mod record;

pub use day::day_of;
pub use record::{QuickRecord, read_record};

use crate::command::ItemDraft;
use crate::model::order::InOrder;
use crate::model::{ItemKind, PersonId, Points, Priority, Program, ProjectId, SprintId, SprintState};

/// What a line means, before it is added.
#[derive(Debug, Clone, PartialEq)]
pub struct Quick {
    /// The item to add; `None` while there is no title or no project.
    pub draft: Option<ItemDraft>,
    /// What was understood, in words, in the order written.
    pub understood: Vec<String>,
    /// Signs that matched nothing: they stay in the title.
    pub unknown: Vec<String>,
}

fn person(program: &Program, name: &str) -> Option<PersonId> {
    let wanted = name.to_lowercase();
    let starts = |p: &crate::model::Person| {
        p.name.to_lowercase().split_whitespace().any(|w| w.starts_with(&wanted))
            || p.aliases.iter().any(|a| a.to_lowercase().starts_with(&wanted))
    };
    if wanted == "me" {
        return program.me().map(|p| p.id);
    }
    program.people.values().find(|p| starts(p)).map(|p| p.id)
}

fn priority(word: &str) -> Option<Priority> {
    let word = word.to_lowercase();
    Priority::ALL.into_iter().find(|p| !word.is_empty() && p.name().to_lowercase().starts_with(&word))
}

fn sprint(program: &Program, word: &str) -> Option<SprintId> {
    let word = word.to_lowercase();
    let mut open: Vec<_> = program.sprints.values().filter(|s| s.state != SprintState::Closed).collect();
    open.order_by_key(|s| (s.state != SprintState::Active, s.start));
    let fits = |name: &str| {
        let name = name.to_lowercase();
        name == word || name.split_whitespace().any(|w| w == word)
    };
    open.iter().find(|s| fits(&s.name)).map(|s| s.id)
}

fn kind(word: &str) -> Option<ItemKind> {
    ItemKind::COMMON.into_iter().find(|k| k.name().eq_ignore_ascii_case(word))
}

/// Reads a line. The project is where the user is; a first word such as `bug:` sets the kind.
#[must_use]
pub fn read(program: &Program, line: &str, project: Option<ProjectId>) -> Quick {
    let (mut understood, mut unknown, mut title) = (Vec::new(), Vec::new(), Vec::new());
    let mut draft = ItemDraft {
        title: String::new(),
        kind: ItemKind::Story,
        project: project.unwrap_or_else(|| ProjectId::from(0)),
        status: None,
        priority: None,
        estimate: None,
        owner: None,
        team: None,
        sprint: None,
        labels: Vec::new(),
        links: Vec::new(),
    };
    for (place, word) in line.split_whitespace().enumerate() {
        let rest = word.chars().next().map_or("", |c| word.get(c.len_utf8()..).unwrap_or(""));
        let known = match word.chars().next() {
            _ if rest.is_empty() => None,
            _ if place == 0 && word.ends_with(':') => kind(word.trim_end_matches(':')).map(|kind| {
                draft.kind = kind;
                draft.kind.name().to_owned()
            }),
            Some('#') => {
                // A team's name is a team; any other word is a label.
                let team = program.teams.values().find(|t| t.name.to_lowercase() == rest.to_lowercase());
                Some(match team {
                    Some(team) => {
                        draft.team = Some(team.id);
                        team.name.clone()
                    }
                    None => {
                        draft.labels.push(rest.to_owned());
                        rest.to_owned()
                    }
                })
            }
            Some('@') => person(program, rest).and_then(|id| {
                draft.owner = Some(id);
                program.people.get(&id).map(|p| p.name.clone())
            }),
            Some('!') => priority(rest).map(|p| {
                draft.priority = Some(p);
                p.name().to_owned()
            }),
            Some('^') => sprint(program, rest).and_then(|id| {
                draft.sprint = Some(id);
                program.sprints.get(&id).map(|s| s.name.clone())
            }),
            Some('=') => Points::parse(rest).map(|p| {
                draft.estimate = Some(p);
                format!("{p} points")
            }),
            _ => None,
        };
        match known {
            Some(words) => understood.push(words),
            None => {
                if !rest.is_empty() && word.starts_with(['@', '!', '^', '=']) {
                    unknown.push(word.to_owned());
                }
                title.push(word);
            }
        }
    }
    draft.title = title.join(" ");
    if draft.team.is_none() {
        draft.team = draft.owner.and_then(|id| program.people.get(&id)).and_then(|p| p.team);
    }
    let complete = !draft.title.is_empty() && project.is_some_and(|id| program.projects.contains_key(&id));
    Quick { draft: complete.then_some(draft), understood, unknown }
}
