//! `[CHART] Time in Status`: the only history that a CSV export can hold.
//!
//! It names statuses by the tracker's numbers. Which number is which name is learnt from the file:
//! the status an item is in now is the last part of its cell (the one with no finished stay).

use super::cells::TimeIn;
use super::raw::RawItem;
use crate::command::ImportedMove;
use crate::model::Timestamp;
use crate::model::order::InOrder;
use std::collections::{HashMap, HashSet};

/// Numbers that every Jira has had since its first version, used where the file has such a name.
const WELL_KNOWN: [(&str, &str); 7] = [
    ("1", "Open"),
    ("3", "In Progress"),
    ("4", "Reopened"),
    ("5", "Resolved"),
    ("6", "Closed"),
    ("10000", "To Do"),
    ("10001", "Done"),
];

/// Names of the tracker's numbers, learnt from the items.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// How often a number stood for a name.
    votes: HashMap<(String, String), usize>,
    names: HashMap<String, String>,
}

impl Names {
    pub(super) fn learn(&mut self, raw: &RawItem) {
        let open_end = raw.time_in_status.iter().rfind(|t| t.millis == 0).or(raw.time_in_status.last());
        if let Some(now) = open_end {
            *self.votes.entry((now.status.clone(), raw.item.status.clone())).or_default() += 1;
        }
    }

    /// Decides, once all items were seen.
    pub(super) fn settle(&mut self, items: &[Box<RawItem>]) {
        if self.votes.is_empty() {
            return;
        }
        let mut votes: Vec<_> = std::mem::take(&mut self.votes).into_iter().collect();
        votes.order_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut taken: HashSet<String> = HashSet::new();
        for ((number, name), _) in votes {
            if !name.is_empty() && !self.names.contains_key(&number) && taken.insert(name.clone()) {
                self.names.insert(number, name);
            }
        }
        for (number, name) in WELL_KNOWN {
            if !self.names.contains_key(number)
                && !taken.contains(name)
                && items.iter().any(|raw| raw.item.status == name)
            {
                taken.insert(name.to_owned());
                self.names.insert(number.to_owned(), name.to_owned());
            }
        }
    }

    /// Fills in an item's way; says what of it is not understood.
    ///
    /// A number whose name is in no row is the status that work begins in where it stands first; the
    /// time elsewhere belongs to the stay before. Stays are laid end to end from the item's creation. Where a status was entered more than once
    /// only the sum of its stays is known, so those moments are marked as derived.
    pub(super) fn lay_out(&self, raw: &mut RawItem) -> Option<String> {
        let times = std::mem::take(&mut raw.time_in_status);
        let Some(created) = raw.item.created else {
            return Some("Time in status without a creation date. No history from it".to_owned());
        };
        raw.item.moves = lay_out(&times, &self.names, created, &raw.item.status);
        let unknown = times.iter().find(|t| !self.names.contains_key(&t.status))?;
        let place = if times.first() == Some(unknown) { "where work begins" } else { "the status before it" };
        Some(format!(
            "Time in status has status number {}, whose name is in no row. It is taken for {place}",
            unknown.status
        ))
    }
}

fn lay_out(
    times: &[TimeIn],
    names: &HashMap<String, String>,
    created: Timestamp,
    current: &str,
) -> Vec<ImportedMove> {
    let derived = times.iter().any(|t| t.count > 1);
    let mut order: Vec<&TimeIn> = times.iter().collect();
    // The current status is the end of the way, wherever the cell lists it.
    order.order_by_key(|t| names.get(&t.status).is_some_and(|name| name == current));
    let mut at = created;
    let mut moves: Vec<ImportedMove> = Vec::with_capacity(order.len());
    for time in order {
        match names.get(&time.status) {
            Some(name) => {
                moves.push(ImportedMove { status: name.clone(), at, derived: derived && !moves.is_empty() });
            }
            // An empty name is the first status of the workflow.
            None if moves.is_empty() => {
                moves.push(ImportedMove { status: String::new(), at, derived: false })
            }
            None => {}
        }
        at = Timestamp(at.0.saturating_add(time.millis));
    }
    if moves.last().is_some_and(|last| last.status != current) {
        moves.push(ImportedMove { status: current.to_owned(), at, derived: true });
    }
    moves
}
