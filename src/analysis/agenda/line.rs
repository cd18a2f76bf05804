//! What came out of a meeting as one typed line: `/action Ask Platform @jonas fri`.

use crate::analysis::quick::day_of;
use crate::model::{Date, OutcomeKind};

/// A line as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it becomes.
    pub kind: OutcomeKind,
    /// The rest, in the short syntax of records.
    pub text: String,
}

/// Reads a line. Without a known word behind a slash in front, it is a note.
#[must_use]
pub fn read_line(line: &str, today: Date) -> Line {
    let line = line.trim();
    let note = || Line { kind: OutcomeKind::Note, text: line.to_owned() };
    let Some(rest) = line.strip_prefix('/') else { return note() };
    let (word, text) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let kind = match word.to_lowercase().as_str() {
        "decision" | "d" => OutcomeKind::Decision,
        "action" | "a" | "todo" => OutcomeKind::Action,
        "risk" | "r" => OutcomeKind::Risk,
        "change" | "cr" | "c" => OutcomeKind::Change,
        "note" | "n" => OutcomeKind::Note,
        _ => return note(),
    };
    let text = text.trim();
    let text = if kind == OutcomeKind::Action { with_due(text, today) } else { text.to_owned() };
    Line { kind, text }
}

/// A day as the last word, right behind the owner, needs no sign in front.
fn with_due(text: &str, today: Date) -> String {
    let Some((before, last)) = text.rsplit_once(char::is_whitespace) else { return text.to_owned() };
    let owner = before.split_whitespace().next_back().is_some_and(|word| word.starts_with('@'));
    if owner && day_of(last, today).is_some() {
        [before.trim_end(), " >", last].concat()
    } else {
        text.to_owned()
    }
}
