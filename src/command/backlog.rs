//! Rules for the order of the backlog, and for items that come out of others.

use super::Rejected;
use super::item::{ItemDraft, RANK_STEP, edit, made};
use super::tx::{Tx, found, one_line, refused, said};
use crate::json::{json_choice, json_record};
use crate::model::order::{self, InOrder};
use crate::model::{Event, GoalId, Happening, Link, LinkKind, Parent, Points, Ref, WorkItem, WorkItemId};

/// One piece of an item that is split.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitPart {
    /// One line.
    pub title: String,
    /// Its share of the estimate.
    pub estimate: Option<Points>,
}

json_record! { SplitPart { title !, estimate ? } }

/// A change of the backlog that concerns several items at once.
#[derive(Debug, Clone, PartialEq)]
pub enum BacklogEdit {
    /// Puts items, in this order, directly above another one, or at the foot of all.
    Rank {
        /// The items, the highest first.
        items: Vec<WorkItemId>,
        /// The item to stand above; none = the foot.
        above: Option<WorkItemId>,
    },
    /// Brings items into this order, among the places that they have together: others stay where they are.
    Reorder {
        /// The items, the highest first.
        items: Vec<WorkItemId>,
        /// What they are in order of, such as `WSJF`.
        by: String,
    },
    /// Adds an item at a place.
    Insert {
        /// What it starts with.
        draft: ItemDraft,
        /// The item to stand above; none = the foot.
        above: Option<WorkItemId>,
        /// The goal it serves.
        goal: Option<GoalId>,
        /// The item above it in the hierarchy.
        parent: Option<WorkItemId>,
    },
    /// Splits an item: the first part stays the item, each other becomes one of its own below it.
    Split {
        /// The item.
        item: WorkItemId,
        /// The parts, two or more.
        parts: Vec<SplitPart>,
    },
}

json_choice! {
    BacklogEdit = BacklogEdit::Rank { items: Vec::new(), above: None };
    "rank" Rank { items !, above ? },
    "reorder" Reorder { items !, by ? },
    "insert" Insert { draft !, above ?, goal ?, parent ? },
    "split" Split { item !, parts ! },
}

pub(super) fn change(tx: &mut Tx<'_>, change: BacklogEdit) -> Result<String, Rejected> {
    match change {
        BacklogEdit::Rank { items, above } => rank(tx, &items, above),
        BacklogEdit::Reorder { items, by } => reorder(tx, &items, &by),
        BacklogEdit::Insert { draft, above, goal, parent } => add_at(tx, draft, above, goal, parent),
        BacklogEdit::Split { item, parts } => split(tx, item, parts),
    }
}

/// Gives an item a rank; nothing is touched where it has it already.
fn put_rank(tx: &mut Tx<'_>, id: WorkItemId, rank: i64, touch: bool) -> Result<(), Rejected> {
    let mut item = found(tx.program().items.get(&id), "item")?;
    if item.rank != rank {
        item.rank = rank;
        if touch {
            item.updated = tx.now();
        }
        tx.put(item);
    }
    Ok(())
}

fn rank(tx: &mut Tx<'_>, items: &[WorkItemId], above: Option<WorkItemId>) -> Result<String, Rejected> {
    let first = items.first().ok_or_else(|| refused("Nothing was chosen to be ranked"))?;
    let key = found(tx.program().items.get(first), "item")?.key;
    place_above(tx, items, above)?;
    let place = match above.and_then(|id| tx.program().items.get(&id)) {
        Some(above) => said("above ", &above.key, ""),
        None => "to the foot".to_owned(),
    };
    Ok(match items {
        [_] => format!("{key} ranked {place}"),
        many => format!("{} items ranked {place}", many.len()),
    })
}

/// Puts items next to each other directly above another one. Ranks are one order for all of the
/// program, so what stands before the target, of whichever project, stays before the items.
fn place_above(tx: &mut Tx<'_>, items: &[WorkItemId], above: Option<WorkItemId>) -> Result<(), Rejected> {
    let moving = order::set(items.iter().copied());
    if moving.len() != items.len() {
        return Err(refused("An item has one place in the order"));
    }
    if above.is_some_and(|above| moving.contains(&above)) {
        return Err(refused("Items cannot stand above themselves"));
    }
    let all = &tx.program().items;
    let count = items.len() as i64;
    let rest = || all.values().filter(|i| !moving.contains(&i.id));
    let target =
        above.map(|id| found(all.get(&id), "item to stand above").map(|i| (i.rank, i.id))).transpose()?;
    let before = rest().filter(|i| target.is_none_or(|t| (i.rank, i.id) < t)).map(|i| i.rank).max();
    let (start, step) = match (before, target) {
        (before, None) => (before.unwrap_or(0), RANK_STEP),
        (None, Some((target, _))) => (target.saturating_sub(RANK_STEP.saturating_mul(count + 1)), RANK_STEP),
        (Some(before), Some((target, _))) => (before, (target - before) / (count + 1)),
    };
    if step > 0 {
        for (place, id) in (1..).zip(items) {
            put_rank(tx, *id, start.saturating_add(step.saturating_mul(place)), true)?;
        }
        return Ok(());
    }
    // No number is left between the two: all ranks are laid out anew.
    let mut places: Vec<(i64, WorkItemId)> = rest().map(|i| (i.rank, i.id)).collect();
    places.order();
    let mut sequence = Vec::with_capacity(all.len());
    for (_, id) in places {
        if Some(id) == above {
            sequence.extend_from_slice(items);
        }
        sequence.push(id);
    }
    for (place, id) in (1..).zip(sequence) {
        put_rank(tx, id, RANK_STEP.saturating_mul(place), moving.contains(&id))?;
    }
    Ok(())
}

fn reorder(tx: &mut Tx<'_>, items: &[WorkItemId], by: &str) -> Result<String, Rejected> {
    let mut places = Vec::with_capacity(items.len());
    for id in items {
        places.push((found(tx.program().items.get(id), "item")?.rank, *id));
    }
    if order::set(items.iter().copied()).len() != items.len() {
        return Err(refused("An item has one place in the order"));
    }
    places.order();
    // Of two with the same rank the id decides: then the ranks alone do not make the order.
    let distinct = places.windows(2).all(|pair| match pair {
        [a, b] => a.0 < b.0,
        _ => true,
    });
    if distinct {
        for ((rank, _), id) in places.iter().zip(items) {
            put_rank(tx, *id, *rank, true)?;
        }
    } else {
        for id in items {
            let last = tx.program().items.values().map(|i| i.rank).max().unwrap_or(0);
            put_rank(tx, *id, last.saturating_add(RANK_STEP), true)?;
        }
    }
    let label = match items {
        [_] => "1 item ranked".to_owned(),
        many => format!("{} items ranked", many.len()),
    };
    Ok(if by.is_empty() { label } else { said(&label, " by ", by) })
}

fn add_at(
    tx: &mut Tx<'_>,
    draft: ItemDraft,
    above: Option<WorkItemId>,
    goal: Option<GoalId>,
    parent: Option<WorkItemId>,
) -> Result<String, Rejected> {
    let mut item = made(tx, draft)?;
    let id = item.id;
    if let Some(goal) = goal {
        found(tx.program().goals.get(&goal), "goal")?;
        item.goal = Some(goal);
    }
    if let Some(parent) = parent {
        found(tx.program().items.get(&parent), "item above")?;
        item.parent = Some(Parent::Item(parent));
    }
    let label = said("", &item.key, " added");
    tx.put(item);
    if above.is_some() {
        place_above(tx, &[id], above)?;
    }
    Ok(label)
}

fn split(tx: &mut Tx<'_>, id: WorkItemId, parts: Vec<SplitPart>) -> Result<String, Rejected> {
    let whole = found(tx.program().items.get(&id), "item")?;
    let [first, others @ ..] = parts.as_slice() else {
        return Err(refused("A split needs two parts or more"));
    };
    if others.is_empty() {
        return Err(refused("A split needs two parts or more"));
    }
    let start = first_status(tx, &whole);
    let below = {
        let here = (whole.rank, whole.id);
        let after = tx.program().items.values().filter(|i| (i.rank, i.id) > here);
        after.min_by_key(|i| (i.rank, i.id)).map(|i| i.id)
    };
    let (now, mut made_ids, mut links) = (tx.now(), Vec::new(), Vec::new());
    for part in others {
        let draft = ItemDraft {
            title: one_line(&part.title, "A part's title")?,
            kind: whole.kind.clone(),
            project: whole.project,
            status: start,
            priority: whole.priority,
            estimate: part.estimate,
            owner: whole.owner,
            team: whole.team,
            sprint: whole.sprint,
            labels: whole.labels.clone(),
            links: vec![Link { kind: LinkKind::Relates, to: Ref::Item(id) }],
        };
        let mut item = made(tx, draft)?;
        (item.goal, item.release, item.parent) = (whole.goal, whole.release, whole.parent.clone());
        item.due = whole.due;
        links.push(Link { kind: LinkKind::Relates, to: Ref::Item(item.id) });
        made_ids.push(item.id);
        tx.put(item);
    }
    place_above(tx, &made_ids, below)?;
    edit(tx, id, super::ItemEdit::Title(first.title.clone()))?;
    if first.estimate != whole.estimate {
        edit(tx, id, super::ItemEdit::Estimate(first.estimate))?;
    }
    let mut item = found(tx.program().items.get(&id), "item")?;
    item.links.extend(links);
    let parts = format!("{} parts", others.len() + 1);
    let what = Happening::Field { name: "Split".to_owned(), from: whole.title, to: parts.clone() };
    item.history.push(Event { at: now, seen: false, what });
    item.updated = now;
    tx.put(item);
    Ok(said(&whole.key, " split into ", &parts))
}

/// The status in which a new part begins: the whole's own, as long as its work has not begun.
fn first_status(tx: &Tx<'_>, whole: &WorkItem) -> Option<crate::model::StatusId> {
    let workflow = tx.program().workflow_of(whole.project)?;
    let status = workflow.status(whole.status)?;
    (status.category == crate::model::Category::ToDo).then_some(status.id)
}

#[cfg(test)]
mod tests;
