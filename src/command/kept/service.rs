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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::{Command, apply};
    use crate::model::{Lens, Program, Stamp, Zone, parse_day};

    fn day(text: &str) -> Option<Date> {
        parse_day(text)
    }

    // [LN5]
    #[test]
    fn the_days_of_a_deliverable_follow_its_state() {
        let today = day("2026-03-10").unwrap();
        let (sent, taken) = (day("2026-03-02"), day("2026-03-04"));
        let table = [
            (DeliverableState::Doing, sent, taken, None, None),
            (DeliverableState::Submitted, None, taken, Some(today), None),
            (DeliverableState::Submitted, sent, None, sent, None),
            (DeliverableState::Accepted, sent, None, sent, Some(today)),
            (DeliverableState::Accepted, None, taken, taken, taken),
            (DeliverableState::Accepted, Some(today), taken, taken, taken),
            (DeliverableState::Rejected, sent, taken, sent, None),
        ];
        for (state, submitted, accepted, then_submitted, then_accepted) in table {
            let mut record = Deliverable { state, submitted, accepted, ..Deliverable::default() };
            deliverable(&mut record, today);
            assert_eq!((record.submitted, record.accepted), (then_submitted, then_accepted), "{state:?}");
        }
    }

    // [LN8]
    #[test]
    fn a_lens_changes_one_field_and_a_prefix_names_one_project() {
        let mut program = crate::sample::program(day("2026-03-10").unwrap(), &Zone::utc());
        let before = program.clone();
        let kestrel =
            |program: &Program| (**program.projects.values().find(|p| p.prefix == "KES").unwrap()).clone();
        let mut revise = |change: &dyn Fn(&mut Project)| {
            let now = kestrel(&program);
            let mut wanted = now.clone();
            change(&mut wanted);
            let stamp = Stamp { at: now.updated, seed: 77 };
            apply(&mut program, Command::revise(now, wanted), stamp).map(|_| ()).map_err(|why| why.0)
        };
        assert_eq!(revise(&|p| p.lens = Lens::Product), Ok(()));
        assert_eq!(revise(&|p| p.lens = Lens::Service), Ok(()));
        assert_eq!(revise(&|p| p.prefix = "srch".into()), Err("AI Search has this prefix already".into()));
        assert_eq!(revise(&|p| p.prefix = "DL".into()), Err("DL names other records already".into()));
        assert!(revise(&|p| p.prefix = "9".into()).is_err());
        assert_eq!(program, before, "back at its lens, the program is as it was");
    }
}
