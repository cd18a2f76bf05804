//! Records that are named in what people say.

use crate::model::{Program, Ref, WorkItemId};

/// A record that a text names by its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The record.
    pub to: Ref,
    /// Its key.
    pub key: String,
}

/// What looks like a key in a word: letters, a hyphen, digits, whatever stands around them.
fn key_in(word: &str) -> Option<String> {
    let key = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let (prefix, number) = key.rsplit_once('-')?;
    let letters = prefix.bytes().all(|b| b.is_ascii_alphanumeric()) && !prefix.is_empty();
    let digits = number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty();
    (letters && digits).then(|| key.to_uppercase())
}

/// The record with a key.
fn keyed(program: &Program, key: &str) -> Option<Ref> {
    if let Some(item) = program.item_by_key(key) {
        return Some(Ref::Item(item.id));
    }
    if let Some(risk) = program.risks.values().find(|r| r.key == key) {
        return Some(Ref::Risk(risk.id));
    }
    let mut found = None;
    program.each_kept(&mut |record| {
        if record.key() == key {
            found = Some(record.reference());
        }
    });
    found
}

/// The records that a text names, each once, in the order of the text.
#[must_use]
pub fn mentions(program: &Program, text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for key in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/')).filter_map(key_in) {
        if found.iter().any(|m| m.key == key) {
            continue;
        }
        if let Some(to) = keyed(program, &key) {
            found.push(Mention { to, key });
        }
    }
    found
}

/// The first work item that a text names.
#[must_use]
pub fn named_item(program: &Program, text: &str) -> Option<WorkItemId> {
    mentions(program, text).into_iter().find_map(|mention| match mention.to {
        Ref::Item(id) => Some(id),
        _ => None,
    })
}
