//! One way for all kept records to be added, revised, linked and taken away.

mod blocker;
mod change_request;
mod escalation;
mod fields;
mod incidents;
mod outcome;
mod rules;
mod service;

pub(super) use blocker::clear as clear_blockers;
pub(super) use outcome::conclude;
pub(super) use rules::day_of;

pub use fields::{FieldEdit, revision};

use super::tx::{Tx, gone, one_line, refused, said};
use super::{Command, Rejected};
use crate::json::{Json, to_value};
use crate::model::{Kept, Link, LinkKind, Ref, Slot};

impl Command {
    /// Adds a record; its id and key are given by the change.
    #[must_use]
    pub fn add(record: impl Into<Slot>) -> Self {
        Self::Add { record: Box::new(record.into()), from: None }
    }

    /// Adds a record that another one gave rise to.
    #[must_use]
    pub fn add_from(record: impl Into<Slot>, from: Ref) -> Self {
        Self::Add { record: Box::new(record.into()), from: Some(from) }
    }

    /// Changes a record to what `after` says, field by field: what others change meanwhile in other
    /// fields, and in other entries of lists, stays.
    #[must_use]
    pub fn revise(before: impl Into<Slot>, after: impl Into<Slot>) -> Self {
        let (before, after) = (before.into(), after.into());
        let edits = match (before.kept(), after.kept()) {
            (Some(before), Some(after)) => revision(&before.to_value(), &after.to_value()),
            _ => Vec::new(),
        };
        Self::Revise { place: Box::new(before.emptied().unwrap_or(before)), edits }
    }

    /// Adds one entry to a list of a record, or changes the one with its id, and sets some fields beside.
    /// The same as revising the record, without going through all that stays.
    #[must_use]
    pub fn put_entry(record: impl Into<Slot>, list: &str, entry: &impl Json, beside: Vec<FieldEdit>) -> Self {
        let record = record.into();
        let mut edits = vec![FieldEdit::Put(list.to_owned(), to_value(entry))];
        edits.extend(beside);
        Self::Revise { place: Box::new(record.emptied().unwrap_or(record)), edits }
    }

    /// Takes a record away, and what links to it.
    #[must_use]
    pub fn remove(record: impl Into<Slot>) -> Self {
        let record = record.into();
        Self::Remove(Box::new(record.emptied().unwrap_or(record)))
    }
}

/// What a record is called in a sentence: its key, else its kind and title.
fn called(record: &dyn Kept) -> String {
    match (record.key(), record.title()) {
        ("", "") => record.noun().to_owned(),
        ("", title) => title.to_owned(),
        (key, _) => key.to_owned(),
    }
}

/// Kinds that need no title of their own: team, day or client say what they are.
const UNTITLED: [&str; 7] = ["stand_up", "day_note", "snooze", "satisfaction", "effort", "report", "session"];

/// The record as it may be kept, or why it may not.
fn sound(tx: &Tx<'_>, slot: &mut Slot, before: Option<&Slot>) -> Result<(), Rejected> {
    let Some(record) = slot.kept_mut() else { return Err(refused("Such a record cannot be kept this way")) };
    let title = if UNTITLED.contains(&record.reference().kind()) {
        record.title().split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        one_line(record.title(), "A title")?
    };
    record.set_title(title);
    let mut lost = None;
    record.mention(&mut |to| {
        if !to.is_known(tx.program()) {
            lost = Some(to.kind());
        }
    });
    if let Some(kind) = lost {
        return Err(gone(&kind.replace('_', " ")));
    }
    rules::settle(tx, slot, before)
}

pub(super) fn add(tx: &mut Tx<'_>, record: Slot, from: Option<&Ref>) -> Result<String, Rejected> {
    let (number, now) = (tx.new_id::<crate::model::EntryId>().number(), tx.now());
    let mut slot = record.at(number);
    let Some(record) = slot.kept_mut() else { return Err(refused("There is nothing to add")) };
    let prefix = record.prefix();
    let key = if prefix.is_empty() { String::new() } else { tx.new_key(prefix) };
    record.begin(number, key, now);
    let mut value = record.to_value();
    fields::name_entries(tx, &mut value);
    record.take_value(&value).map_err(Rejected)?;
    let (noun, reference) = (record.noun(), record.reference());
    sound(tx, &mut slot, None)?;
    let called = slot.kept().map(called).unwrap_or_default();
    let label =
        if called == noun { said(noun, " added", "") } else { [noun, " ", &called, " added"].concat() };
    let after = slot.clone();
    tx.put(slot);
    rules::follow(tx, &after, None)?;
    if let Some(from) = from {
        link(tx, from, &LinkKind::LeadsTo, &reference)?;
    }
    Ok(label)
}

pub(super) fn revise(tx: &mut Tx<'_>, place: &Slot, edits: Vec<FieldEdit>) -> Result<String, Rejected> {
    let before = tx.program().slot(place);
    let mut slot = before.clone();
    let Some(record) = slot.kept_mut() else { return Err(gone("record")) };
    let mut value = record.to_value();
    for edit in edits {
        edit.apply(&mut value);
    }
    fields::name_entries(tx, &mut value);
    record.take_value(&value).map_err(|why| Rejected(said("This change does not fit: ", &why, "")))?;
    sound(tx, &mut slot, Some(&before))?;
    let label = said(&slot.kept().map(called).unwrap_or_default(), " changed", "");
    if slot != before {
        if let Some(record) = slot.kept_mut() {
            record.touch(tx.now());
        }
        let after = slot.clone();
        tx.put(slot);
        rules::follow(tx, &after, Some(&before))?;
    }
    Ok(label)
}

pub(super) fn remove(tx: &mut Tx<'_>, place: &Slot) -> Result<String, Rejected> {
    let slot = tx.program().slot(place);
    let (Some(record), Some(empty)) = (slot.kept(), slot.emptied()) else { return Err(gone("record")) };
    let label = said("", &called(record), " deleted");
    let reference = record.reference();
    rules::let_go(tx, &slot)?;
    super::records::forget(tx, &reference, empty);
    Ok(label)
}

/// Links one record to another; the same link twice is one.
pub(super) fn link(tx: &mut Tx<'_>, from: &Ref, kind: &LinkKind, to: &Ref) -> Result<String, Rejected> {
    if from == to {
        return Err(refused("A record cannot be linked to itself"));
    }
    if !to.is_known(tx.program()) {
        return Err(gone("linked record"));
    }
    let new = Link { kind: kind.clone(), to: to.clone() };
    change_links(tx, from, "Linked", &mut |links| {
        if !links.contains(&new) {
            links.push(new.clone());
        }
    })
}

/// Takes a link away.
pub(super) fn unlink(tx: &mut Tx<'_>, from: &Ref, kind: &LinkKind, to: &Ref) -> Result<String, Rejected> {
    change_links(tx, from, "Link removed", &mut |links| {
        links.retain(|link| link.kind != *kind || link.to != *to);
    })
}

fn change_links(
    tx: &mut Tx<'_>,
    from: &Ref,
    label: &str,
    change: &mut dyn FnMut(&mut Vec<Link>),
) -> Result<String, Rejected> {
    let before = from.slot(tx.program()).ok_or_else(|| gone("record"))?;
    let mut slot = before.clone();
    match slot.links_mut() {
        Some(links) => change(links),
        None => return Err(refused("Links cannot start at such a record")),
    }
    if slot != before {
        if let Some(record) = slot.kept_mut() {
            record.touch(tx.now());
        }
        tx.put(slot);
    }
    Ok(label.to_owned())
}

/// Several changes as one: all of them, or none.
pub(super) fn together(tx: &mut Tx<'_>, label: String, commands: Vec<Command>) -> Result<String, Rejected> {
    let mut last = String::new();
    for command in commands {
        if matches!(command, Command::Restore { .. } | Command::Replace { .. } | Command::Import(_)) {
            return Err(refused("Such changes stand alone"));
        }
        last = super::run(tx, command)?;
    }
    Ok(if label.is_empty() { last } else { label })
}

#[cfg(test)]
mod tests;
