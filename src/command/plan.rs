//! Rules for the day's plan.

use super::Rejected;
use super::tx::{Tx, found, gone, one_line};
use crate::json::json_choice;
use crate::model::{Date, PlanEntry, PlanEntryId, Ref, Slot};

/// A change to one line of the plan.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanEdit {
    /// The text; not empty.
    Text(String),
    /// Done on this day, or open again.
    Done(Option<Date>),
    /// How long it should take, in minutes.
    Minutes(Option<u32>),
    /// Goes on to a later day; how often that happened is counted.
    Move(Date),
    /// Given up on this day, or open again.
    Drop(Option<Date>),
    /// One of the day's first three, or not.
    Top(bool),
    /// Time is kept free for it from this minute after midnight.
    Time(Option<u16>),
    /// Takes the line away.
    Delete,
}

json_choice! {
    PlanEdit = PlanEdit::Delete;
    "text" Text(value),
    "done" Done(value),
    "minutes" Minutes(value),
    "move" Move(value),
    "drop" Drop(value),
    "top" Top(value),
    "at" Time(value),
    "delete" Delete,
}

pub(super) fn add(
    tx: &mut Tx<'_>,
    day: Date,
    text: &str,
    minutes: Option<u32>,
    about: Option<Ref>,
) -> Result<String, Rejected> {
    if about.as_ref().is_some_and(|about| !about.is_known(tx.program())) {
        return Err(gone("record"));
    }
    let now = tx.now();
    let entry = PlanEntry {
        id: tx.new_id(),
        day,
        text: one_line(text, "A line of the plan")?,
        minutes,
        about,
        done: None,
        created: now,
        updated: now,
        ..crate::json::Json::blank()
    };
    tx.put(entry);
    Ok("Added to the plan".into())
}

pub(super) fn edit(tx: &mut Tx<'_>, id: PlanEntryId, edit: PlanEdit) -> Result<String, Rejected> {
    let mut entry = found(tx.program().plan.get(&id), "line of the plan")?;
    entry.updated = tx.now();
    let label = match edit {
        PlanEdit::Text(text) => {
            entry.text = one_line(&text, "A line of the plan")?;
            "Plan changed"
        }
        PlanEdit::Done(done) => {
            entry.done = done;
            entry.dropped = None;
            if done.is_some() { "Ticked off" } else { "Open again" }
        }
        PlanEdit::Minutes(minutes) => {
            entry.minutes = minutes;
            "Plan changed"
        }
        PlanEdit::Move(day) => {
            // What was first or had its hour today is weighed anew on the other day.
            (entry.day, entry.done, entry.dropped, entry.top, entry.at) = (day, None, None, false, None);
            entry.moved += 1;
            "Moved"
        }
        PlanEdit::Drop(day) => {
            (entry.dropped, entry.done) = (day, None);
            if day.is_some() { "Dropped" } else { "Open again" }
        }
        PlanEdit::Top(top) => {
            entry.top = top;
            if top { "First" } else { "No longer first" }
        }
        PlanEdit::Time(at) => {
            entry.at = at;
            if at.is_some() { "Time kept" } else { "Time freed" }
        }
        PlanEdit::Delete => {
            let label = format!("“{}” taken off the plan", entry.text);
            tx.put(Slot::Plan(id, None));
            return Ok(label);
        }
    };
    let label = format!("{label}: {}", entry.text);
    tx.put(entry);
    Ok(label)
}
