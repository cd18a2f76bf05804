//! What an import does to single items once they are created or updated: links, references, sprints.

use super::items::Items;
use super::run::Run;
use super::{ImportBatch, ImportPlan, ImportedItem};
use crate::command::Rejected;
use crate::command::tx::Tx;
use crate::model::order::{self, InOrder};
use crate::model::{
    Category, Link, LinkKind, Parent, ProjectId, Ref, Sprint, SprintId, SprintState, StatusId, WorkItem,
    WorkItemId,
};
use std::collections::{BTreeMap, HashMap};

pub(in crate::command) fn apply(tx: &mut Tx<'_>, batch: &ImportBatch) -> Result<String, Rejected> {
    let plan = run(tx, batch)?;
    Ok(label(batch, &plan))
}

/// Brings a batch into the program at once and tells what that did.
pub(in crate::command) fn run(tx: &mut Tx<'_>, batch: &ImportBatch) -> Result<ImportPlan, Rejected> {
    let mut run = Run::new();
    while run.step(tx, batch, usize::MAX)? {}
    Ok(run.plan)
}

/// What an import is called in the list of changes.
pub(super) fn label(batch: &ImportBatch, plan: &ImportPlan) -> String {
    let name = if batch.source.is_empty() { "the file" } else { &batch.source };
    format!("Imported {name}: {} created, {} updated", plan.created.len(), plan.updated_items)
}

/// Puts an item in place where it differs, and notes the sprints that it moved between.
pub(super) fn put(item: WorkItem, tx: &mut Tx<'_>, touched: &mut Vec<SprintId>) {
    let old = tx.program().items.get(&item.id);
    if old.is_some_and(|old| **old == item) {
        return;
    }
    let moved = old.is_none_or(|old| old.status != item.status || old.sprint != item.sprint);
    if moved {
        for sprint in item.sprint.into_iter().chain(old.and_then(|old| old.sprint)) {
            if !touched.contains(&sprint) {
                touched.push(sprint);
            }
        }
    }
    tx.put(item);
}

/// Guesses the states of sprints of which the file tells none.
pub(super) fn settle_sprints(mut touched: Vec<SprintId>, tx: &mut Tx<'_>, batch: &ImportBatch) {
    touched.order();
    let told = |id: &SprintId| {
        let name = tx.program().sprints.get(id).map(|s| s.name.as_str());
        batch.sprints.iter().any(|s| s.state.is_some() && Some(s.name.as_str()) == name)
    };
    touched.retain(|id| !told(id));
    sprint_states(tx, &touched);
}

/// Every status that an item gets, with the project whose workflow must know it.
pub(super) fn wanted_statuses(
    tx: &Tx<'_>,
    batch: &ImportBatch,
    project: ProjectId,
) -> Vec<(ProjectId, String)> {
    let mut projects: HashMap<&str, ProjectId> = HashMap::new();
    for item in tx.program().items.values().filter(|item| item.project != project && !batch.scoped) {
        if let Some(source) = item.source.as_ref().filter(|s| s.system == batch.system) {
            projects.insert(&source.key, item.project);
        }
    }
    let named = batch.items.iter().filter(|file| !file.status.is_empty());
    // Few differ, so a list is as quick as a set.
    let mut wanted: Vec<(ProjectId, String)> = Vec::new();
    for file in named {
        let project = projects.get(file.key.as_str()).copied().unwrap_or(project);
        if !wanted.iter().any(|(p, status)| *p == project && *status == file.status) {
            wanted.push((project, file.status.clone()));
        }
    }
    wanted.order();
    wanted
}

/// The link that stands for "the other, which is not here, blocks this one".
fn backwards(kind: &LinkKind) -> LinkKind {
    match kind {
        LinkKind::Blocks => LinkKind::Other("is blocked by".into()),
        LinkKind::Duplicates => LinkKind::Other("is duplicated by".into()),
        LinkKind::Relates => LinkKind::Relates,
        LinkKind::LeadsTo => LinkKind::Other("comes from".into()),
        LinkKind::Other(name) => LinkKind::Other(format!("{name} (inward)")),
    }
}

/// The file's links by the item that holds them. A link that an import brought and a person took away
/// since stays away: `seen` remembers which were brought, by the tracker's keys.
#[derive(Default)]
pub(super) struct Links(BTreeMap<WorkItemId, Vec<(Link, String)>>);

impl Links {
    /// Takes the links of one item of the file.
    pub(super) fn gather(&mut self, items: &Items, file: &ImportedItem) {
        let Some(here) = items.by_key.get(&file.key).copied() else { return };
        for link in &file.links {
            let (holder, kind, to, key) = match (items.find(&link.other), link.inward) {
                (Some(there), true) => (there, link.kind.clone(), Ref::Item(here), &file.key),
                (Some(there), false) => (here, link.kind.clone(), Ref::Item(there), &link.other),
                (None, true) => (here, backwards(&link.kind), Ref::External(link.other.clone()), &link.other),
                (None, false) => (here, link.kind.clone(), Ref::External(link.other.clone()), &link.other),
            };
            if to != Ref::Item(holder) {
                let mark = format!("{}>{key}", kind_name(&kind));
                self.0.entry(holder).or_default().push((Link { kind, to }, mark));
            }
        }
    }

    /// The items that hold links.
    pub(super) fn holders(&self) -> Vec<WorkItemId> {
        self.0.keys().copied().collect()
    }

    /// Adds the links of one holder to it.
    pub(super) fn apply(
        &mut self,
        holder: WorkItemId,
        items: &mut Items,
        tx: &Tx<'_>,
        plan: &mut ImportPlan,
    ) {
        let links = self.0.remove(&holder).unwrap_or_default();
        let Some(mut item) = items.work.remove(&holder).or_else(|| stored(tx, holder)) else { return };
        let brought = item.source.as_ref().and_then(|s| s.seen.get("Links")).cloned().unwrap_or_default();
        let mut marks = order::set(brought.split('\n').filter(|m| !m.is_empty()));
        let before = item.links.len();
        for (link, mark) in &links {
            if marks.insert(mark) && !item.links.contains(link) {
                item.links.push(link.clone());
            }
        }
        let added = item.links.len() - before;
        plan.new_links += added;
        let all = marks.into_iter().collect::<Vec<_>>().join("\n");
        let known_before = tx.program().items.contains_key(&holder);
        let mut changed = added > 0;
        if let Some(source) = &mut item.source
            && all != brought
        {
            source.seen.insert("Links".into(), all);
            source.last_import = items.now;
            changed = true;
        }
        if added > 0 && known_before {
            item.updated = items.now;
        }
        if changed || !known_before {
            items.work.insert(holder, item);
        }
    }
}

fn stored(tx: &Tx<'_>, id: WorkItemId) -> Option<WorkItem> {
    tx.program().items.get(&id).map(|item| (**item).clone())
}

fn kind_name(kind: &LinkKind) -> &str {
    match kind {
        LinkKind::Blocks => "blocks",
        LinkKind::LeadsTo => "leads to",
        LinkKind::Relates => "relates",
        LinkKind::Duplicates => "duplicates",
        LinkKind::Other(name) => name,
    }
}

/// Turns an item's references to keys that were outside into references to the items that came in now.
pub(super) fn resolve_externals(id: WorkItemId, items: &mut Items, tx: &Tx<'_>) {
    let new = &items.created;
    let Some(current) = items.work.get(&id).or_else(|| tx.program().items.get(&id).map(|i| &**i)) else {
        return;
    };
    let outside = matches!(current.parent, Some(Parent::External(_)))
        || current.links.iter().any(|link| matches!(link.to, Ref::External(_)));
    if !outside {
        return;
    }
    let comes_in = |key: &str| items.find(key).filter(|found| new.contains(found));
    let parent = match &current.parent {
        Some(Parent::External(key)) => comes_in(key).filter(|found| !items.is_above(id, *found)),
        _ => None,
    };
    let links: Vec<Link> = current
        .links
        .iter()
        .filter_map(|link| match &link.to {
            Ref::External(key) => match comes_in(key) {
                // The right way round it now stands on the item that came in.
                Some(_) if is_backwards(&link.kind) => None,
                Some(found) => Some(Link { kind: link.kind.clone(), to: Ref::Item(found) }),
                None => Some(link.clone()),
            },
            _ => Some(link.clone()),
        })
        .collect();
    let backward: Vec<(WorkItemId, Link)> = current
        .links
        .iter()
        .filter_map(|link| match &link.to {
            Ref::External(key) => {
                Some((comes_in(key)?, Link { kind: forwards(&link.kind)?, to: Ref::Item(id) }))
            }
            _ => None,
        })
        .collect();
    if parent.is_none() && links == current.links {
        return;
    }
    let mut item = current.clone();
    item.links = links;
    if let Some(parent) = parent {
        item.parent = Some(Parent::Item(parent));
        items.note_parent(&item);
        // This is what the tracker said all along, so it counts as seen.
        if let Some(seen) = item.source.as_mut().and_then(|s| s.seen.get_mut("Parent")) {
            *seen = parent.to_string();
        }
    }
    items.work.insert(id, item);
    for (holder, link) in backward {
        if let Some(other) = items.work.get_mut(&holder)
            && !other.links.contains(&link)
        {
            other.links.push(link);
        }
    }
}

fn is_backwards(kind: &LinkKind) -> bool {
    forwards(kind).is_some()
}

/// The kind that a link has when read from its other end, for the kinds that `backwards` makes.
fn forwards(kind: &LinkKind) -> Option<LinkKind> {
    match kind {
        LinkKind::Other(name) => match name.as_str() {
            "is blocked by" => Some(LinkKind::Blocks),
            "is duplicated by" => Some(LinkKind::Duplicates),
            "comes from" => Some(LinkKind::LeadsTo),
            name => name.strip_suffix(" (inward)").map(|name| LinkKind::Other(name.to_owned())),
        },
        _ => None,
    }
}

/// The best guess at the state of sprints that came without dates: planned while none of their
/// items was begun, closed when all are finished, else active. Sprints that someone gave dates or
/// a commitment are left as they are; so are sprints that no item of this import moved in.
fn sprint_states(tx: &mut Tx<'_>, touched: &[SprintId]) {
    if touched.is_empty() {
        return;
    }
    let mut counts: BTreeMap<SprintId, [usize; 3]> = order::map(touched.iter().map(|id| (*id, [0; 3])));
    let statuses = tx.program().workflows.values().flat_map(|w| &w.statuses);
    let categories: BTreeMap<StatusId, Category> = order::map(statuses.map(|s| (s.id, s.category)));
    for item in tx.program().items.values() {
        let here = item.sprint.and_then(|id| counts.get_mut(&id));
        let Some([all, begun, finished]) = here else { continue };
        let category = categories.get(&item.status).copied().unwrap_or(Category::ToDo);
        *all += 1;
        *begun += usize::from(category != Category::ToDo);
        *finished += usize::from(category.is_finished());
    }
    for (id, [all, begun, finished]) in counts.into_iter().filter(|(_, [all, ..])| *all > 0) {
        let state = match () {
            () if begun == 0 => SprintState::Planned,
            () if finished == all => SprintState::Closed,
            () => SprintState::Active,
        };
        let Some(sprint) = tx.program().sprints.get(&id).map(|s| (**s).clone()) else { continue };
        let untouched = sprint.start.is_none() && sprint.end.is_none() && sprint.commitment.is_none();
        if untouched && sprint.state != state {
            tx.put(Sprint { state, updated: tx.now(), ..sprint });
        }
    }
}
