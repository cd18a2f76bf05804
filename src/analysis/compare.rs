//! Two programs side by side: which records came, went and changed, and in which fields.

use crate::json::{Value, from_text};
use crate::model::{Difference, Program};

/// What became of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Only in the later program.
    Added,
    /// In both, with other values.
    Changed,
    /// Only in the earlier program.
    Gone,
}

/// One record that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// What kind of record it is, such as `risk`.
    pub kind: &'static str,
    /// What people call it: its key and title, or its name.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// The names of the fields that differ, where it changed.
    pub fields: Vec<String>,
}

/// The records of `later` that differ from those of `earlier`, kind by kind. When each record was last
/// written is no difference of its own.
#[must_use]
pub fn compare(earlier: &Program, later: &Program) -> Vec<Differing> {
    earlier.differences(later).into_iter().filter_map(differing).collect()
}

fn differing(difference: Difference) -> Option<Differing> {
    let Difference { kind, before, after } = difference;
    let read = |text: Option<String>| text.and_then(|text| from_text::<Value>(&text).ok());
    let (before, after) = (read(before), read(after));
    let name = after.as_ref().or(before.as_ref()).map(name_of).unwrap_or_default();
    let (fate, fields) = match (&before, &after) {
        (None, _) => (Fate::Added, Vec::new()),
        (_, None) => (Fate::Gone, Vec::new()),
        (Some(before), Some(after)) => (Fate::Changed, fields(before, after)),
    };
    // A record that was only touched, or whose history alone grew, says nothing to people.
    (fate != Fate::Changed || !fields.is_empty()).then_some(Differing { kind, name, fate, fields })
}

fn text<'a>(record: &'a Value, field: &str) -> Option<&'a str> {
    let Value::Object(members) = record else { return None };
    match members.get(field) {
        Some(Value::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

fn name_of(record: &Value) -> String {
    let name = ["title", "name", "text", "what"].into_iter().find_map(|field| text(record, field));
    match (text(record, "key"), name) {
        (Some(key), Some(name)) => format!("{key} {name}"),
        (one, other) => one.or(other).unwrap_or("without a name").to_owned(),
    }
}

fn fields(before: &Value, after: &Value) -> Vec<String> {
    let (Value::Object(before), Value::Object(after)) = (before, after) else { return Vec::new() };
    let mut names: Vec<&String> =
        before.keys().chain(after.keys().filter(|k| !before.contains_key(*k))).collect();
    names.retain(|name| !["updated", "history", "rank"].contains(&name.as_str()));
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|n| n.replace('_', " "))
        .collect()
}

/// How many came, changed and went, in words: `3 added, 12 changed, 1 gone`; `the same` when none did.
#[must_use]
pub fn in_short(differing: &[Differing]) -> String {
    let count = |fate| differing.iter().filter(|d| d.fate == fate).count();
    let parts: Vec<String> = [(Fate::Added, "added"), (Fate::Changed, "changed"), (Fate::Gone, "gone")]
        .into_iter()
        .map(|(fate, word)| (count(fate), word))
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}"))
        .collect();
    if parts.is_empty() { "the same".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
#[allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use crate::command::{CatalogueEdit, Command, ItemEdit, apply};
    use crate::model::{Date, Stamp, Timestamp, Zone};

    fn sample() -> Program {
        crate::sample::program(Date::from_ymd_opt(2026, 11, 20).unwrap_or_default(), &Zone::utc())
    }

    // [D8]
    #[test]
    fn a_program_differs_from_itself_in_nothing() {
        let (one, other) = (sample(), sample());
        assert_eq!(compare(&one, &other), vec![]);
        assert_eq!(in_short(&[]), "the same");
    }

    // [D8]
    #[test]
    fn what_came_changed_and_went_is_named() {
        let before = sample();
        let mut after = before.clone();
        let stamp = |seed| Stamp { at: Timestamp(1_795_000_000_000), seed };
        let (renamed, gone) = {
            let mut ids = before.items.keys();
            (ids.next().copied(), ids.next().copied())
        };
        let (Some(renamed), Some(gone)) = (renamed, gone) else { panic!("the sample has items") };
        let commands = [
            Command::EditItem(renamed, ItemEdit::Title("Quite another title".into())),
            Command::DeleteItem(gone),
            Command::Catalogue(Box::new(CatalogueEdit::AddTeam("Night shift".into()))),
        ];
        for (seed, command) in commands.into_iter().enumerate() {
            apply(&mut after, command, stamp(seed as u64 + 1)).expect("applies");
        }
        let found = compare(&before, &after);
        let of = |fate| found.iter().filter(|d| d.fate == fate).collect::<Vec<_>>();
        assert_eq!(
            of(Fate::Added).iter().map(|d| (d.kind, d.name.as_str())).collect::<Vec<_>>(),
            [("team", "Night shift")]
        );
        let changed = of(Fate::Changed);
        assert!(changed[0].name.ends_with("Quite another title"), "{changed:?}");
        assert_eq!(changed[0].fields, ["title"]);
        assert_eq!(of(Fate::Gone).len(), 1);
        assert!(in_short(&found).starts_with("1 added, "));
        // The other way round, what came is gone.
        let back = compare(&after, &before);
        assert_eq!(back.iter().filter(|d| d.fate == Fate::Gone).count(), 1);
    }
}
