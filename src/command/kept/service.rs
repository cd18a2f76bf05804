//! Rules of service work and of projects: days of deliverables, prefixes that name one project only.

use crate::command::Rejected;
use crate::command::tx::{Tx, refused};
use crate::model::{Date, Deliverable, DeliverableState, Project};

/// Brings days and state into one story: what was accepted was submitted before.
pub(super) fn deliverable(record: &mut Deliverable, today: Date) {
    match record.state {
        DeliverableState::Planned | DeliverableState::Doing => {
            (record.submitted, record.accepted) = (None, None);
        }
        DeliverableState::Submitted | DeliverableState::Rejected => {
            record.submitted.get_or_insert(today);
            record.accepted = None;
        }
        DeliverableState::Accepted => {
            let day = *record.accepted.get_or_insert(today);
            record.submitted = Some(record.submitted.unwrap_or(day).min(day));
        }
    }
}

/// Prefixes of records that are not work items.
const TAKEN: [&str; 11] = ["R", "A", "AS", "B", "CR", "D", "DL", "E", "INC", "IS", "W"];

/// A prefix is letters and digits, in capitals, and names one project only.
pub(super) fn project(tx: &Tx<'_>, record: &mut Project, before: Option<&Project>) -> Result<(), Rejected> {
    let program = tx.program();
    if before.is_none_or(|before| before.prefix != record.prefix) {
        record.prefix = record.prefix.trim().to_uppercase();
        let first = record.prefix.chars().next();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !first.is_some_and(|c| c.is_ascii_alphabetic()) || !record.prefix.chars().all(plain) {
            return Err(refused("A prefix begins with a letter and has letters and digits only"));
        }
        if TAKEN.contains(&record.prefix.as_str()) {
            return Err(Rejected(format!("{} names other records already", record.prefix)));
        }
        if let Some(other) =
            program.projects.values().find(|p| p.id != record.id && p.prefix == record.prefix)
        {
            return Err(Rejected(format!("{} has this prefix already", other.name)));
        }
    }
    if record.client.is_some_and(|id| !program.clients.contains_key(&id)) {
        return Err(refused("This client is no longer in the program"));
    }
    if !program.workflows.contains_key(&record.workflow) {
        return Err(refused("This workflow is no longer in the program"));
    }
    Ok(())
}
