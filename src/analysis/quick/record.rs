//! The short syntax for other records: `Ask Platform for 2 nodes @jonas >fri !high #search SRCH-341`.

use super::day::day_of;
use super::{person, priority};
use crate::model::{ClientId, Date, PersonId, Priority, Program, ProjectId, TeamId, WorkItemId};

/// What a line means.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QuickRecord {
    /// What is left when the signs are taken out.
    pub title: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// All people named with `@`, the owner first.
    pub people: Vec<PersonId>,
    /// Teams, in the order written.
    pub teams: Vec<TeamId>,
    /// The project it is about.
    pub project: Option<ProjectId>,
    /// The client it is for.
    pub client: Option<ClientId>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// The day by which it is wanted.
    pub due: Option<Date>,
    /// The first work item that the line names.
    pub item: Option<WorkItemId>,
    /// Words behind `#` that name nothing here.
    pub tags: Vec<String>,
    /// What was understood, in words, in the order written.
    pub understood: Vec<String>,
    /// Signs that matched nothing: they stay in the title.
    pub unknown: Vec<String>,
}

/// A name has a word that begins so.
fn begins(name: &str, wanted: &str) -> bool {
    name.to_lowercase().split_whitespace().any(|word| word.starts_with(wanted))
}

/// What a word behind `#` names.
fn place(program: &Program, word: &str, read: &mut QuickRecord) -> String {
    let wanted = word.to_lowercase();
    if let Some(team) = program.teams.values().find(|t| begins(&t.name, &wanted)) {
        read.teams.push(team.id);
        return team.name.clone();
    }
    let is_project = |name: &str, prefix: &str| prefix.eq_ignore_ascii_case(word) || begins(name, &wanted);
    if let Some(project) = program.projects.values().find(|p| is_project(&p.name, &p.prefix)) {
        (read.project, read.client) = (Some(project.id), read.client.or(project.client));
        return project.name.clone();
    }
    if let Some(client) = program.clients.values().find(|c| begins(&c.name, &wanted)) {
        read.client = Some(client.id);
        return client.name.clone();
    }
    read.tags.push(word.to_owned());
    word.to_owned()
}

/// The item whose key a word is, whatever stands behind it.
pub(crate) fn item_named(program: &Program, word: &str) -> Option<WorkItemId> {
    let key = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let (prefix, number) = key.rsplit_once('-')?;
    if prefix.is_empty() || number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    program.item_by_key(&key.to_uppercase()).map(|item| item.id)
}

/// Reads a line. `@` names people (the first is the owner), `>` a day (as do `due` and `by` before one), `!` a
/// priority, `#` a team, project, client or tag; the key of an item stays in the title and is noted.
#[must_use]
pub fn read_record(program: &Program, line: &str, today: Date) -> QuickRecord {
    let mut read = QuickRecord::default();
    let mut title: Vec<&str> = Vec::new();
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut at = 0;
    while let Some(word) = words.get(at).copied() {
        at += 1;
        let rest = word.chars().next().map_or("", |c| word.get(c.len_utf8()..).unwrap_or(""));
        let next = |n: usize| words.get(at..at + n).map(|some| some.join(" "));
        let day_words = |read: &mut QuickRecord, day: Date| {
            read.due = Some(day);
            ["due ", &crate::analysis::words::day(day)].concat()
        };
        let known = match word.chars().next() {
            Some('@') if !rest.is_empty() => person(program, rest).map(|id| {
                read.owner = read.owner.or(Some(id));
                read.people.push(id);
                program.people.get(&id).map(|p| p.name.clone()).unwrap_or_default()
            }),
            Some('>') if !rest.is_empty() => day_of(rest, today).map(|day| day_words(&mut read, day)),
            Some('!') if !rest.is_empty() => priority(rest).map(|p| {
                read.priority = Some(p);
                p.name().to_owned()
            }),
            Some('#') if !rest.is_empty() => Some(place(program, rest, &mut read)),
            _ if matches!(word.to_lowercase().as_str(), "due" | "by") => {
                let found = [2, 1].into_iter().find_map(|n| Some((n, day_of(&next(n)?, today)?)));
                found.map(|(n, day)| {
                    at += n;
                    day_words(&mut read, day)
                })
            }
            _ => {
                if read.item.is_none() {
                    read.item = item_named(program, word);
                }
                None
            }
        };
        match known {
            Some(words) => read.understood.push(words),
            None => {
                if !rest.is_empty() && word.starts_with(['@', '!', '>']) {
                    read.unknown.push(word.to_owned());
                }
                title.push(word);
            }
        }
    }
    read.title = title.join(" ");
    let item = read.item.and_then(|id| program.items.get(&id));
    read.project = read.project.or_else(|| item.map(|i| i.project));
    read
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_day;

    fn sample() -> (Program, Date) {
        let today = parse_day("2025-11-20").unwrap();
        (crate::sample::program(today, &crate::model::Zone::utc()), today)
    }

    // [AC3]
    #[test]
    fn a_line_names_owner_day_team_and_item() {
        let (program, today) = sample();
        let read = read_record(&program, "Ask Platform for 2 nodes @jonas >fri !high #plat srch-341,", today);
        assert_eq!(read.title, "Ask Platform for 2 nodes srch-341,");
        assert_eq!(read.understood, ["Jonas Weber", "due 21 Nov", "High", "Platform"]);
        assert_eq!(read.item, program.item_by_key("SRCH-341").map(|i| i.id));
        assert_eq!(read.project, program.item_by_key("SRCH-341").map(|i| i.project));
        let read = read_record(&program, "Drop voice search by 1 Dec #kestrel @nobody", today);
        assert_eq!(read.title, "Drop voice search @nobody");
        assert_eq!(read.due, parse_day("2025-12-01"));
        assert!(read.project.is_some() && read.client.is_some());
        assert_eq!(read.unknown, ["@nobody"]);
        // A word that only looks like a sign stays.
        assert_eq!(
            read_record(&program, "Stand by for news due later", today).title,
            "Stand by for news due later"
        );
    }
}
