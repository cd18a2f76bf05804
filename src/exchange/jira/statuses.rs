//! The statuses of a file and what they count as.

use super::categories;
use super::cells;
use super::reading::{Remark, Severity, StatusFound};
use super::row::RawItem;
use crate::model::Category;
use crate::model::order::InOrder;
use std::collections::BTreeMap;

/// The status of items whose file names none.
pub(super) const NO_STATUS: &str = "To do";

#[derive(Default)]
struct Tally {
    items: usize,
    /// Items per category of the file: to do, in progress, done.
    named: [usize; 3],
    resolved: usize,
    /// A word in the category column that is no known category.
    unknown: Option<(u64, String)>,
}

/// Every status with its category, in the order in which work passes them.
pub(super) fn found(
    items: &[RawItem],
    answers: &BTreeMap<String, Category>,
    remarks: &mut Vec<Remark>,
) -> Vec<StatusFound> {
    // Few differ, so a list, in the order of the file, is as quick as a table.
    let mut tallies: Vec<(&str, Tally)> = Vec::new();
    for raw in items {
        let name = if raw.item.status.is_empty() { NO_STATUS } else { raw.item.status.as_str() };
        let at = tallies.iter().position(|(known, _)| *known == name).unwrap_or(tallies.len());
        if at == tallies.len() {
            tallies.push((name, Tally::default()));
        }
        let Some((_, tally)) = tallies.get_mut(at) else { continue };
        tally.items += 1;
        tally.resolved += usize::from(!cells::is_unresolved(&raw.resolution));
        let category = categories::named(&raw.status_category);
        if let Some(count) = category.and_then(|c| tally.named.get_mut(c as usize)) {
            *count += 1;
        } else if !raw.status_category.is_empty() && tally.unknown.is_none() {
            tally.unknown = Some((raw.item.line, raw.status_category.clone()));
        }
    }
    let mut statuses: Vec<StatusFound> = tallies
        .into_iter()
        .map(|(name, tally)| {
            if let Some((line, word)) = &tally.unknown {
                let text = format!("Status category “{word}” is not known; the status's name decides");
                remarks.push(Remark { line: *line, column: None, severity: Severity::Remark, text });
            }
            let (category, guessed, why) = category(name, &tally, answers.get(name).copied());
            StatusFound { name: name.to_owned(), items: tally.items, category, guessed, why: why.to_owned() }
        })
        .collect();
    statuses.order_by_key(|s| s.category);
    statuses
}

fn category(name: &str, tally: &Tally, answer: Option<Category>) -> (Category, bool, &'static str) {
    if let Some(category) = answer {
        return (category, false, "you said so");
    }
    // The category is one of the status, not of the item; should a file disagree, most items win.
    let most = tally.named.iter().copied().max().unwrap_or(0);
    if most > 0 {
        let place = tally.named.iter().position(|n| *n == most).unwrap_or(0);
        return match Category::ALL.get(place).copied().unwrap_or(Category::ToDo) {
            Category::Done if categories::sounds_cancelled(name) => {
                (Category::Cancelled, false, "done in the file, and its name says it was not delivered")
            }
            category => (category, false, "the file says so"),
        };
    }
    match categories::by_name(name) {
        Some(category) => (category, true, "guessed from its name"),
        None if tally.resolved * 2 > tally.items => {
            (Category::Done, true, "guessed: most of its items have a resolution")
        }
        None => (Category::InProgress, true, "guessed: its name says nothing"),
    }
}
