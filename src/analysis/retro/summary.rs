//! What to send after a retro. It names no one who wrote or voted: nothing of that is kept.

use super::{actions_of, by_votes, returned};
use crate::analysis::stand_up::{Part, Summary};
use crate::analysis::words::{count, day as day_words};
use crate::model::{Date, Program, Retro};

/// The summary of a retro in parts: topics by votes, what was agreed, what became of the last actions.
#[must_use]
pub fn summary(program: &Program, retro: &Retro, today: Date) -> Summary {
    let mut parts = Vec::new();
    for column in &retro.columns {
        let lines: Vec<String> = by_votes(retro)
            .iter()
            .filter(|topic| topic.lead.column == column.id)
            .map(|topic| {
                let more = topic.others.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("; ");
                let with = if more.is_empty() { String::new() } else { [" (with: ", &more, ")"].concat() };
                let votes = match topic.votes {
                    0 => String::new(),
                    n => [", ", &count(n as usize, "vote", "votes")].concat(),
                };
                [topic.lead.text.as_str(), &with, &votes].concat()
            })
            .collect();
        if !lines.is_empty() {
            parts.push(Part { head: column.name.clone(), lines });
        }
    }
    let agreed: Vec<String> = actions_of(program, retro)
        .iter()
        .filter_map(|id| program.actions.get(id))
        .map(|a| {
            let owner = a.owner.and_then(|id| program.people.get(&id));
            let owner = owner.map(|p| [", ", &p.name].concat()).unwrap_or_default();
            let due = a.due.map(|d| [", due ", &day_words(d)].concat()).unwrap_or_default();
            [&a.key, " ", &a.title, &owner, &due].concat()
        })
        .collect();
    if !agreed.is_empty() {
        parts.push(Part { head: "Agreed".to_owned(), lines: agreed });
    }
    let back: Vec<String> = returned(program, retro, today)
        .iter()
        .filter_map(|r| {
            let action = program.actions.get(&r.action)?;
            Some([&action.key, " ", &action.title, ": ", &r.words].concat())
        })
        .collect();
    if !back.is_empty() {
        parts.push(Part { head: "From last time".to_owned(), lines: back });
    }
    // "Client services, November" alone does not say what it is of.
    let what = if retro.title.to_lowercase().contains("retro") { "" } else { "Retro: " };
    Summary { title: [what, &retro.title, ", ", &day_words(retro.day)].concat(), parts }
}
