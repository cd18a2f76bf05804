//! Records as rows of a list: what is filtered, sorted and shown in the same way for every kind.

mod actions;
mod nudge;
mod others;

pub use actions::action_rows;
pub use nudge::nudge;
pub use others::{blocker_age, blocker_rows, change_rows, decision_rows, dependency_rows};

use super::chain::called;
use super::words::day;
use crate::model::order::InOrder;
use crate::model::{
    ClientId, Date, GoalId, LinkKind, PersonId, Priority, Program, ProjectId, Ref, TeamId, Zone,
};
use std::collections::BTreeMap;

/// One record as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The record.
    pub at: Ref,
    /// What people call it, such as `A-61`; may be empty.
    pub key: String,
    /// One line.
    pub title: String,
    /// The project it is about.
    pub project: Option<ProjectId>,
    /// The teams that it has to do with.
    pub teams: Vec<TeamId>,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// Who else it has to do with, such as the one who is held up.
    pub people: Vec<PersonId>,
    /// The client it is for.
    pub client: Option<ClientId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// The state's word in JSON and addresses.
    pub state: &'static str,
    /// The state as people read it.
    pub state_name: &'static str,
    /// Still to be seen to.
    pub open: bool,
    /// The day by which it is wanted.
    pub due: Option<Date>,
    /// The day it was made or said.
    pub since: Date,
    /// How much it matters now.
    pub priority: Option<Priority>,
    /// A result that another team waits for.
    pub deliverable: bool,
    /// The day its owner was last reminded.
    pub nudged: Option<Date>,
    /// What it comes from, in words: `steering, 13 Nov`; empty where nothing led to it.
    pub source: String,
    /// The record that it comes from.
    pub comes_from: Option<Ref>,
    /// What is special to its kind: who decides, the effect, the two teams.
    pub extra: String,
}

impl Row {
    /// Open and its day has passed.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.open && self.due.is_some_and(|due| due < today)
    }
}

/// Which states a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum States {
    /// What is still to be seen to.
    #[default]
    Open,
    /// All of them.
    All,
    /// One, by its word.
    One(String),
}

/// What a list is narrowed to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// One project's only.
    pub project: Option<ProjectId>,
    /// One team's only.
    pub team: Option<TeamId>,
    /// What one person owns or is named in.
    pub person: Option<PersonId>,
    /// One client's only.
    pub client: Option<ClientId>,
    /// What serves one goal.
    pub goal: Option<GoalId>,
    /// Which states.
    pub states: States,
    /// Only what is late.
    pub overdue: bool,
    /// Words that key, title, source or special part must all contain.
    pub text: String,
}

impl Filter {
    /// Whether the row passes; `words` are the filter's words in lower case.
    fn passes(&self, row: &Row, words: &[String], today: Date) -> bool {
        let state = match &self.states {
            States::Open => row.open,
            States::All => true,
            States::One(word) => row.state == word,
        };
        state
            && self.project.is_none_or(|p| row.project == Some(p))
            && self.team.is_none_or(|t| row.teams.contains(&t))
            && self.person.is_none_or(|p| row.owner == Some(p) || row.people.contains(&p))
            && self.client.is_none_or(|c| row.client == Some(c))
            && self.goal.is_none_or(|g| row.goal == Some(g))
            && (!self.overdue || row.is_overdue(today))
            && (words.is_empty() || {
                let text =
                    [&row.key, &row.title, &row.source, &row.extra].map(|part| part.to_lowercase()).join(" ");
                words.iter().all(|word| text.contains(word.as_str()))
            })
    }
}

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// The day it is wanted by; none last.
    #[default]
    Due,
    /// The number of its key.
    Key,
    /// The title.
    Title,
    /// The owner's name; none last.
    Owner,
    /// The state.
    State,
    /// How long it stands.
    Since,
    /// What it comes from.
    Source,
    /// What is special to its kind.
    Extra,
}

impl SortBy {
    /// All, with their words in addresses.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Due, "due"),
        (Self::Key, "key"),
        (Self::Title, "title"),
        (Self::Owner, "owner"),
        (Self::State, "state"),
        (Self::Since, "since"),
        (Self::Source, "source"),
        (Self::Extra, "extra"),
    ];

    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(by, _)| *by == self).map_or("due", |(_, word)| word)
    }

    /// The one with this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, other)| *other == word).map(|(by, _)| *by)
    }
}

/// The rows that pass the filter, in order. What is open stands before what is not.
#[must_use]
pub fn shown(
    program: &Program,
    rows: &[Row],
    filter: &Filter,
    (by, down): (SortBy, bool),
    today: Date,
) -> Vec<Row> {
    let words: Vec<String> = filter.text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut passing: Vec<Row> =
        rows.iter().filter(|row| filter.passes(row, &words, today)).cloned().collect();
    // What the order is by, once a row: names are looked up and lowered only here.
    let mut keyed: Vec<(SortKey, Row)> =
        passing.drain(..).map(|row| (sort_key(program, &row, by), row)).collect();
    keyed.order_by(|(a, x), (b, y)| {
        let open = y.open.cmp(&x.open);
        // What has no value stays last in both directions.
        let empty = a.0.cmp(&b.0);
        let order = (&a.1, &a.2).cmp(&(&b.1, &b.2));
        let order = if down { order.reverse() } else { order };
        open.then(empty).then(order).then_with(|| key_number(&x.key).cmp(&key_number(&y.key)))
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// No value, a number, a text.
type SortKey = (bool, i64, String);

fn sort_key(program: &Program, row: &Row, by: SortBy) -> SortKey {
    let text = |text: &str| (text.is_empty(), 0, text.to_lowercase());
    let days = |day: Option<Date>| {
        let since = |day: Date| (day - Date::default()).num_days();
        (day.is_none(), day.map_or(0, since), String::new())
    };
    match by {
        SortBy::Due => days(row.due),
        SortBy::Since => days(Some(row.since)),
        SortBy::Key => (row.key.is_empty(), key_number(&row.key), String::new()),
        SortBy::Title => text(&row.title),
        SortBy::Owner => text(row.owner.and_then(|id| program.people.get(&id)).map_or("", |p| &p.name)),
        SortBy::State => text(row.state_name),
        SortBy::Source => text(&row.source),
        SortBy::Extra => text(&row.extra),
    }
}

fn key_number(key: &str) -> i64 {
    key.rsplit('-').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// What records come from: the first link of the chain that ends at each. One look at every link.
pub struct Sources<'a> {
    program: &'a Program,
    zone: &'a Zone,
    from: BTreeMap<Ref, Ref>,
}

impl<'a> Sources<'a> {
    /// Reads the program's links.
    #[must_use]
    pub fn new(program: &'a Program, zone: &'a Zone) -> Self {
        let mut from = BTreeMap::new();
        program.each_link(&mut |origin, link| {
            if link.kind == LinkKind::LeadsTo {
                from.entry(link.to.clone()).or_insert(origin);
            }
        });
        Self { program, zone, from }
    }

    /// What led to a record, and that in words.
    #[must_use]
    pub fn of(&self, to: &Ref) -> (Option<Ref>, String) {
        let Some(from) = self.from.get(to) else { return (None, String::new()) };
        let Some(name) = called(self.program, from) else { return (None, String::new()) };
        let words = match from {
            Ref::Session(id) => {
                let on = self.program.sessions.get(id).map(|s| day(s.day)).unwrap_or_default();
                [name.title.as_str(), on.as_str()].join(", ")
            }
            Ref::StandUp(_) if name.title.is_empty() => "stand-up".to_owned(),
            _ if name.key.is_empty() => [&name.noun.to_lowercase(), name.title.as_str()].join(" "),
            _ => [&name.noun.to_lowercase(), name.key.as_str()].join(" "),
        };
        (Some(from.clone()), words.trim().to_owned())
    }

    /// The day on which a moment lies.
    fn day(&self, at: crate::model::Timestamp) -> Date {
        self.zone.day(at)
    }
}

#[cfg(test)]
mod tests;
