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
    match way(file, &status_named) {
        Some(events) => {
            history = events;
            end_in(&mut history, &[], status, file, now);
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

/// The file's own way through the statuses as events; none where it has none, or names a status that
/// the workflow does not know.
fn way(file: &ImportedItem, status_named: &impl Fn(&str) -> Option<StatusId>) -> Option<Vec<Event>> {
    let moves: Option<Vec<_>> =
        file.moves.iter().map(|m| Some((status_named(&m.status)?, m.at, m.derived))).collect();
    let moves = moves?;
    let [(born, at, _), rest @ ..] = moves.as_slice() else { return None };
    let mut history = vec![Event { at: *at, seen: false, what: Happening::Created { status: *born } }];
    let mut from = *born;
    for (to, at, derived) in rest {
        if *to != from {
            history.push(moved(*at, *derived, from, *to));
            from = *to;
        }
    }
    Some(history)
}

/// The status that a history ends in.
fn last_of(history: &[Event]) -> Option<StatusId> {
    history.iter().rev().find_map(|event| match event.what {
        Happening::Created { status } => Some(status),
        Happening::Moved { to, .. } => Some(to),
        _ => None,
    })
}

/// Makes sure that a history ends in the status that the item is in: what leads there and is not in
/// the file was only seen, at the moment at which it was seen before, if it was.
fn end_in(history: &mut Vec<Event>, before: &[Event], status: StatusId, file: &ImportedItem, now: Timestamp) {
    let Some(from) = last_of(history).filter(|last| *last != status) else { return };
    let seen = before.iter().rev().find_map(|event| match event.what {
        Happening::Moved { to, .. } if to == status && event.seen => Some(event.at),
        _ => None,
    });
    let is_move = |event: &Event| matches!(event.what, Happening::Created { .. } | Happening::Moved { .. });
    let last = history.iter().rposition(is_move);
    let after = last.and_then(|place| history.get(place)).map_or(now, |event| event.at);
    let at = seen.or(file.updated).unwrap_or(now).max(after);
    // Of one moment, moves come before what else happened, whichever import wrote it first.
    let first = last.map_or(0, |place| place + 1);
    let place = history.iter().skip(first).position(|event| event.at >= at);
    history.insert(place.map_or(history.len(), |place| first + place), moved(at, true, from, status));
}

/// Two moments of one move may differ by this, as some exports tell minutes only.
const NEAR: i64 = 60_000;

/// Brings the file's own way into the history that is here: it takes the place of what imports had
/// only seen; moves that people made here stay between.
pub(super) fn merge(
    item: &mut WorkItem,
    file: &ImportedItem,
    now: Timestamp,
    status_named: impl Fn(&str) -> Option<StatusId>,
) {
    let Some(told) = way(file, &status_named) else { return };
    let is_told = |at: Timestamp, to: StatusId| {
        told.iter().any(|event| match event.what {
            Happening::Moved { to: known, .. } => known == to && (event.at.0 - at.0).abs() < NEAR,
            _ => false,
        })
    };
    let mut merged = told.clone();
    for event in &item.history {
        let stays = match event.what {
            Happening::Created { .. } => false,
            Happening::Moved { to, .. } => !event.seen && !is_told(event.at, to),
            _ => true,
        };
        if stays {
            merged.push(event.clone());
        }
    }
    merged.order_by_key(|event| event.at);
    // Each move begins where the one before ended.
    let mut at = None;
    merged.retain_mut(|event| match &mut event.what {
        Happening::Created { status } => {
            at.get_or_insert(*status);
            true
        }
        Happening::Moved { from, to } => {
            if let Some(here) = at {
                *from = here;
            }
            at = Some(*to);
            from != to
        }
        _ => true,
    });
    end_in(&mut merged, &item.history, item.status, file, now);
    item.history = merged;
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
