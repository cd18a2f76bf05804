//! JSON values in the words that people read: names for ids, money, days, scores.

use super::record::Members;
use crate::json::{Value, from_text, to_text};
use crate::model::{Category, Date, Money, Program, ProjectId, Score, StatusId, parse_day, short_day};
use std::collections::BTreeMap;

/// What ids stand for, in either program; the later one first.
pub(super) struct Names<'a> {
    programs: [&'a Program; 2],
    /// Names and meanings of all statuses: most changes are moves, and each names two.
    statuses: BTreeMap<StatusId, (&'a str, Category)>,
}

/// Tables by whose ids a name is looked up, and what a record of each is called.
macro_rules! look_up {
    ($program:expr, $id:expr; $($table:ident . $name:ident),*) => {
        None$(.or_else(|| {
            let record = $program.$table.get(&$id.into())?;
            Some(record.$name.clone())
        }))*
    };
}

impl<'a> Names<'a> {
    pub(super) fn new(before: &'a Program, after: &'a Program) -> Self {
        let of = |program: &'a Program| program.workflows.values().flat_map(|w| &w.statuses);
        // Those of the later program take the place of the earlier ones.
        let statuses = of(before).chain(of(after)).map(|s| (s.id, (s.name.as_str(), s.category))).collect();
        Self { programs: [after, before], statuses }
    }

    /// What people call the record with this id; the key where its kind has one.
    fn name(&self, id: &str) -> Option<String> {
        if id.len() != 12 {
            return None;
        }
        // Read once: there are many tables to look into.
        let status = id.parse::<StatusId>().ok()?;
        if let Some((name, _)) = self.statuses.get(&status) {
            return Some((*name).to_owned());
        }
        let id = status.number();
        self.programs.iter().find_map(|program| {
            look_up!(program, id;
                people.name, teams.name, clients.name, goals.name, projects.name, sprints.name, releases.name,
                milestones.name, items.key, risks.key, packages.name, slas.name, tests.name, meetings.title,
                workflows.name, dependencies.title, actions.key, decisions.key, changes.key, escalations.key,
                incidents.key, issues.key, assumptions.key, blockers.key, initiatives.title, contracts.title,
                deliverables.title, stakeholders.title, ladders.title)
        })
    }

    /// What a status means.
    pub(super) fn category(&self, value: &Value) -> Option<Category> {
        let id: StatusId = value.as_text()?.parse().ok()?;
        self.statuses.get(&id).map(|(_, category)| *category)
    }

    /// The project of a record that names none itself but something that has one.
    pub(super) fn project_of(&self, kind: &str, members: &Members) -> Option<ProjectId> {
        let of_item = |field: &str| {
            let id = members.value(field);
            let id = id.as_text()?.parse().ok()?;
            self.programs.iter().find_map(|program| Some(program.items.get(&id)?.project))
        };
        match kind {
            "clock" => of_item("item"),
            "dependency" => {
                let giver = members.value("needer");
                let id = giver.get("project")?.as_text()?.to_owned();
                id.parse().ok()
            }
            _ => None,
        }
    }

    /// A value as people read it; empty for nothing.
    pub(super) fn say(&self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
            Value::Number(number) => number.clone(),
            Value::Text(text) => self.text(text),
            Value::List(parts) if parts.len() <= 8 && parts.iter().all(|p| p.as_text().is_some()) => {
                let parts: Vec<String> = parts.iter().map(|p| self.say(p)).collect();
                parts.join(", ")
            }
            Value::List(parts) => match parts.len() {
                1 => "1 entry".to_owned(),
                n => format!("{n} entries"),
            },
            Value::Object(members) => {
                if let Some(money) = read::<Money>(value) {
                    return money.to_string();
                }
                if let Some(score) = read::<Score>(value) {
                    return score.value().to_string();
                }
                if let Some(reason) = value.get("reason").and_then(Value::as_text).filter(|r| !r.is_empty()) {
                    return reason.to_owned();
                }
                let parts = members.iter().map(|(name, value)| match members.len() {
                    1 => self.say(value),
                    _ => format!("{} {}", plain(name), self.say(value)),
                });
                parts.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn text(&self, text: &str) -> String {
        if let Some(name) = self.name(text) {
            return name;
        }
        match day(text) {
            Some(day) => in_words(day),
            None if is_word(text) => capital(&plain(text)),
            None => text.to_owned(),
        }
    }
}

/// A value of a known type.
pub(super) fn read<T: crate::json::Json>(value: &Value) -> Option<T> {
    from_text(&to_text(value)).ok()
}

/// A day, or the day of a moment.
fn day(text: &str) -> Option<Date> {
    let is_moment = text.len() > 19 && text.ends_with('Z') && text.get(10..11) == Some("T");
    match text.len() {
        10 => parse_day(text),
        _ if is_moment => parse_day(text.get(..10)?),
        _ => None,
    }
}

/// The day that a value is.
pub(super) fn day_of(value: &Value) -> Option<Date> {
    day(value.as_text()?)
}

/// `25 Nov 2026`.
fn in_words(day: Date) -> String {
    use chrono::Datelike;
    format!("{} {:04}", short_day(day), day.year())
}

/// A choice's own word, such as `at_risk`: nothing that people wrote is without capitals and spaces but
/// with an underscore, and single small words read well with a capital.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// The name of a field as people read it.
pub(super) fn plain(name: &str) -> String {
    name.replace('_', " ")
}

/// With a capital at its start.
pub(super) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// `one, two and three`.
pub(super) fn listed(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
