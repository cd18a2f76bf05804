//! A friendly reminder to copy: what, by when, since when, where it comes from.

use super::Row;
use crate::analysis::words::{count, day, days};
use crate::model::{Date, PersonId, Program};

/// The text for one owner about some of the rows; empty where none of them is open and theirs.
#[must_use]
pub fn nudge(program: &Program, owner: PersonId, rows: &[Row], today: Date) -> String {
    let theirs: Vec<&Row> = rows.iter().filter(|row| row.open && row.owner == Some(owner)).collect();
    let Some(person) = program.people.get(&owner).filter(|_| !theirs.is_empty()) else {
        return String::new();
    };
    let first = person.name.split_whitespace().next().unwrap_or(&person.name);
    let late = theirs.iter().filter(|row| row.is_overdue(today)).count();
    let opening = match (theirs.len(), late) {
        (1, 0) => "a short reminder of one thing that is with you:".to_owned(),
        (1, _) => "this one is past its day. How does it look?".to_owned(),
        (n, 0) => ["a short reminder of ", &n.to_string(), " things that are with you:"].concat(),
        (n, late) => [
            &n.to_string(),
            " things are with you, ",
            &count(late, "of them past its day", "of them past their days"),
            ". How do they look?",
        ]
        .concat(),
    };
    let lines: Vec<String> = theirs.iter().map(|row| line(row, today)).collect();
    let closing =
        "If a day does not hold or something is in the way, tell me and we will sort it out. Thanks!";
    ["Hi ", first, ", ", &opening, "\n\n", &lines.join("\n"), "\n\n", closing].concat()
}

/// `- A-61 Ask Platform for 2 GPU nodes: due Tue 18 Nov, 2 days late, open since 17 Nov (from blocker B-12)`.
fn line(row: &Row, today: Date) -> String {
    let name = if row.key.is_empty() { row.title.clone() } else { [&row.key, " ", &row.title].concat() };
    let due = row.due.map(|due| {
        let late = (today - due).num_days();
        let when = match late {
            0 => ", that is today".to_owned(),
            1.. => [", ", &days(late), " late"].concat(),
            _ => String::new(),
        };
        ["due ", &day(due), &when].concat()
    });
    let since = ["open since ", &day(row.since)].concat();
    let facts = match due {
        Some(due) => [&due, ", ", &since].concat(),
        None => since,
    };
    let source = if row.source.is_empty() { String::new() } else { [" (from ", &row.source, ")"].concat() };
    ["- ", &name, ": ", &facts, &source].concat()
}
