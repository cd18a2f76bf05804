//! The order in which items leave: each below its parent, by rank.

use crate::model::order::InOrder;
use crate::model::{Parent, WorkItem, WorkItemId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Items depth first: each parent directly before what stands below it. A parent that is not among
/// them counts as none.
pub(super) fn parents_first(mut items: Vec<Arc<WorkItem>>) -> Vec<Arc<WorkItem>> {
    items.order_by_key(|item| (item.rank, item.id));
    let known: HashSet<WorkItemId> = items.iter().map(|item| item.id).collect();
    let mut below: HashMap<Option<WorkItemId>, Vec<Arc<WorkItem>>> = HashMap::new();
    for item in items {
        let parent = parent_of(&item).filter(|parent| known.contains(parent));
        below.entry(parent).or_default().push(item);
    }
    let mut out = Vec::with_capacity(known.len());
    let mut open: Vec<Arc<WorkItem>> = below.remove(&None).unwrap_or_default();
    open.reverse();
    while let Some(item) = open.pop() {
        let children = below.remove(&Some(item.id)).unwrap_or_default();
        open.extend(children.into_iter().rev());
        out.push(item);
    }
    out
}

pub(super) fn parent_of(item: &WorkItem) -> Option<WorkItemId> {
    match item.parent {
        Some(Parent::Item(parent)) => Some(parent),
        _ => None,
    }
}

/// How deep each item of a list stands below those of the list, from 0. The list has parents first.
pub(super) fn levels(items: &[Arc<WorkItem>]) -> Vec<usize> {
    let mut known: HashMap<WorkItemId, usize> = HashMap::new();
    let mut levels = Vec::with_capacity(items.len());
    for item in items {
        let level = parent_of(item).and_then(|parent| known.get(&parent)).map_or(0, |level| level + 1);
        known.insert(item.id, level);
        levels.push(level);
    }
    levels
}
