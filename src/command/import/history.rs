//! The history that an imported item begins with: only what the file knows.
//!
//! A CSV says when an item was created, perhaps when it was resolved, and what status it is in
//! now. It does not say when work began, and no start is made up. So an item has, beside its
//! `Created` in a to-do status:
//!
//! | status now | event | moment | `seen` |
//! |---|---|---|---|
//! | to do | none; it was created in that very status | | |
//! | in progress | `Moved` | status category changed, else the import | yes |
//! | finished | `Moved` | resolved, else status category changed | no |
//! | finished, neither known | `Moved` | updated, else the import | yes |
//!
//! An analysis tells that an item has no history of its own by this: it went from a to-do status
//! straight to a finished one, or its way holds an event that is only `seen`. Such an item counts
//! for throughput on its day of finishing, and has no cycle time.

use super::ImportedItem;
use crate::model::order::InOrder;
use crate::model::{Category, Event, Happening, StatusId, Timestamp, WorkItem};

fn moved(at: Timestamp, seen: bool, from: StatusId, to: StatusId) -> Event {
    Event { at, seen, what: Happening::Moved { from, to } }
}

/// The history of a new item, in `status` of `category` now, with `first` as the to-do status.
pub(super) fn initial(
    item: &WorkItem,
    file: &ImportedItem,
    category: Category,
    first: StatusId,
    now: Timestamp,
    status_named: impl Fn(&str) -> Option<StatusId>,
) -> Vec<Event> {
    let status = item.status;
    let mut history = Vec::new();
    let moves: Option<Vec<_>> =
        file.moves.iter().map(|m| Some((status_named(&m.status)?, m.at, m.derived))).collect();
    match moves.as_deref() {
        Some([(born, at, _), rest @ ..]) => {
            history.push(Event { at: *at, seen: false, what: Happening::Created { status: *born } });
            let mut from = *born;
            for (to, at, derived) in rest {
                if *to != from {
                    history.push(moved(*at, *derived, from, *to));
                    from = *to;
                }
            }
        }
        _ => {
            let born = if category == Category::ToDo { status } else { first };
            history.push(Event { at: item.created, seen: false, what: Happening::Created { status: born } });
            if born != status {
                let known =
                    if category.is_finished() { file.resolved.or(file.category_changed) } else { None };
                let (at, seen) = match known {
                    Some(at) => (at, false),
                    None if category.is_finished() => (file.updated.unwrap_or(now), true),
                    None => (file.category_changed.unwrap_or(now), true),
                };
                // Clocks of trackers and mistaken zones must not put the end before the beginning.
                history.push(moved(at.max(item.created), seen, born, status));
            }
        }
    }
    if let Some(block) = &item.blocked {
        let what = Happening::Blocked { reason: block.reason.clone() };
        history.push(Event { at: block.since, seen: true, what });
    }
    history.order_by_key(|event| event.at);
    history
}

/// Marks what a re-import noted as seen, and dates a finish or a change of category where the file
/// knows it and it fits between the last event and now.
pub(super) fn date_new_events(
    item: &mut WorkItem,
    old: usize,
    file: &ImportedItem,
    category: Category,
    now: Timestamp,
) {
    let last = item.history.get(..old).and_then(<[Event]>::last).map_or(item.created, |e| e.at);
    let fits = |at: &Timestamp| *at > last && *at <= now;
    let resolved = file.resolved.filter(|_| category.is_finished()).filter(fits);
    let changed = file.category_changed.filter(fits);
    let Some(new) = item.history.get_mut(old..) else { return };
    for event in new.iter_mut() {
        event.seen = true;
        if matches!(event.what, Happening::Moved { .. }) {
            if let Some(at) = resolved {
                (event.at, event.seen) = (at, false);
            } else if let Some(at) = changed {
                event.at = at;
            }
        }
    }
    new.order_by_key(|event| event.at);
}
