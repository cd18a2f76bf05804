//! Rules for the day's plan.

use super::Rejected;
use super::tx::{Tx, found, one_line};
use crate::json::json_choice;
use crate::model::{Date, PlanEntry, PlanEntryId, Slot};

/// A change to one line of the plan.
#[derive(Debug, Clone, PartialEq)]
pub enum PlanEdit {
    /// The text; not empty.
    Text(String),
    /// Done on this day, or open again.
    Done(Option<Date>),
    /// How long it should take, in minutes.
    Minutes(Option<u32>),
    /// Takes the line away.
    Delete,
}

json_choice! {
    PlanEdit = PlanEdit::Delete;
    "text" Text(value),
    "done" Done(value),
    "minutes" Minutes(value),
    "delete" Delete,
}

pub(super) fn add(tx: &mut Tx<'_>, day: Date, text: &str) -> Result<String, Rejected> {
    let now = tx.now();
    let entry = PlanEntry {
        id: tx.new_id(),
        day,
        text: one_line(text, "A line of the plan")?,
        minutes: None,
        about: None,
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
            if done.is_some() { "Ticked off" } else { "Open again" }
        }
        PlanEdit::Minutes(minutes) => {
            entry.minutes = minutes;
            "Plan changed"
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
