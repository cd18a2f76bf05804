//! `[CHART] Time in Status`: the only history that a CSV export can hold.
//!
//! It names statuses by the tracker's numbers. Which number is which name is learnt from the file:
//! the status an item is in now is the last part of its cell (the one with no finished stay).

use super::cells::TimeIn;
use super::reading::{Remark, Severity};
use super::row::RawItem;
use crate::command::ImportedMove;
use crate::model::Timestamp;
use crate::model::order::InOrder;
use std::collections::HashMap;

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

/// Fills in the items' ways through the statuses, where every number in a cell is understood.
///
/// Stays are laid end to end from the item's creation. Where a status was entered more than once
/// only the sum of its stays is known, so those moments are marked as derived.
pub(super) fn histories(items: &mut [RawItem], remarks: &mut Vec<Remark>) {
    if items.iter().all(|raw| raw.time_in_status.is_empty()) {
        return;
    }
    let names = learn(items);
    for raw in items.iter_mut().filter(|raw| !raw.time_in_status.is_empty()) {
        let times = std::mem::take(&mut raw.time_in_status);
        let unknown = times.iter().find(|t| !names.contains_key(&t.status));
        let text = match (raw.item.created, unknown) {
            (_, Some(time)) => {
                format!(
                    "Time in status has status number {}, whose name is in no row. No history from it",
                    time.status
                )
            }
            (None, _) => "Time in status without a creation date. No history from it".to_owned(),
            (Some(created), None) => {
                raw.item.moves = lay_out(&times, &names, created, &raw.item.status);
                continue;
            }
        };
        remarks.push(Remark { line: raw.item.line, column: None, severity: Severity::Remark, text });
    }
}

fn learn(items: &[RawItem]) -> HashMap<String, String> {
    let mut votes: Vec<((&str, &str), usize)> = Vec::new();
    for raw in items {
        let open_end = raw.time_in_status.iter().rfind(|t| t.millis == 0).or(raw.time_in_status.last());
        if let Some(now) = open_end {
            let pair = (now.status.as_str(), raw.item.status.as_str());
            match votes.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, count)) => *count += 1,
                None => votes.push((pair, 1)),
            }
        }
    }
    votes.order_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut names: HashMap<String, String> = HashMap::new();
    let taken = |names: &HashMap<String, String>, name: &str| names.values().any(|taken| taken == name);
    for ((number, name), _) in votes {
        if !name.is_empty() && !names.contains_key(number) && !taken(&names, name) {
            names.insert(number.to_owned(), name.to_owned());
        }
    }
    let in_file = |name: &str| items.iter().any(|raw| raw.item.status == name);
    for (number, name) in WELL_KNOWN {
        if in_file(name) && !names.contains_key(number) && !taken(&names, name) {
            names.insert(number.to_owned(), name.to_owned());
        }
    }
    names
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
        if let Some(name) = names.get(&time.status) {
            moves.push(ImportedMove { status: name.clone(), at, derived: derived && !moves.is_empty() });
        }
        at = Timestamp(at.0.saturating_add(time.millis));
    }
    if moves.last().is_some_and(|last| last.status != current) {
        moves.push(ImportedMove { status: current.to_owned(), at, derived: true });
    }
    moves
}
