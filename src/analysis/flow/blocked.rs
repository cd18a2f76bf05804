//! Blocked time: days on which items were flagged blocked, by reason.

use crate::analysis::Scope;
use crate::analysis::facts::{Facts, ItemFacts, ordered};
use crate::analysis::time::Window;
use crate::model::order::InOrder;
use crate::model::{Date, Happening, Timestamp, WorkItemId};

/// The days lost to one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedTime {
    /// The reason in people's words; empty where none was given.
    pub reason: String,
    /// Days, summed over its items.
    pub days: i64,
    /// The items.
    pub items: Vec<WorkItemId>,
}

/// Blocked days within the window by reason, the longest first. A day counts once per item, for the
/// reason that held first; a block that still stands runs to today, one of a finished item to its
/// last day.
#[must_use]
pub fn blocked_time(facts: &Facts<'_>, scope: Scope, window: Window) -> Vec<BlockedTime> {
    let span = window.span(&facts.ctx);
    // In the order of the reasons in lower case.
    let mut by_reason: Vec<(String, BlockedTime)> = Vec::new();
    for item in facts.of(scope).filter(|f| f.was_blocked) {
        let mut counted_to: Option<Date> = None;
        for (since, until, reason) in blocks(facts, item) {
            let start = facts.day(since).max(span.0);
            let start = counted_to.and_then(|day| day.succ_opt()).map_or(start, |next| start.max(next));
            let finish = facts.day(until).min(span.1);
            if start > finish {
                continue;
            }
            counted_to = Some(finish);
            let key = reason.trim().to_lowercase();
            let found = by_reason.binary_search_by(|(other, _)| other.cmp(&key));
            let place = found.unwrap_or_else(|place| {
                let blank = BlockedTime { reason: reason.trim().to_owned(), days: 0, items: Vec::new() };
                by_reason.insert(place, (key, blank));
                place
            });
            let Some((_, entry)) = by_reason.get_mut(place) else { continue };
            entry.days += window.count.between(&facts.ctx.program.settings, start, finish);
            if entry.items.last() != Some(&item.id) {
                entry.items.push(item.id);
            }
        }
    }
    let mut all: Vec<_> = by_reason.into_iter().map(|(_, entry)| entry).collect();
    all.order_by(|a, b| (b.days, &a.reason).cmp(&(a.days, &b.reason)));
    all
}

/// The item's blocks as (since, until, reason), oldest first.
fn blocks(facts: &Facts<'_>, item: &ItemFacts<'_>) -> Vec<(Timestamp, Timestamp, String)> {
    let now = facts.ctx.now;
    let ended = if item.is_open() {
        now
    } else {
        item.finish.latest().max(item.cancelled.latest()).unwrap_or(now).min(now)
    };
    let mut all = Vec::new();
    let mut standing: Option<(Timestamp, String)> = None;
    let flagged = |what: &Happening| matches!(what, Happening::Blocked { .. } | Happening::Unblocked);
    let mut flagged_later = false;
    for event in ordered(item.item).iter().filter(|e| flagged(&e.what)) {
        if event.at > now {
            flagged_later = true;
            break;
        }
        if let Some((since, reason)) = standing.take() {
            all.push((since, event.at, reason));
        }
        if let Happening::Blocked { reason } = &event.what {
            standing = Some((event.at, reason.clone()));
        }
    }
    // A flag that stands without a word in the history, as imports bring it.
    let unwritten = item.item.blocked.as_ref().filter(|b| b.since <= now && !flagged_later);
    if let (None, Some(block)) = (&standing, unwritten) {
        standing = Some((block.since, block.reason.clone()));
    }
    if let Some((since, reason)) = standing {
        all.push((since, ended, reason));
    }
    all
}
