//! The import itself: one pass over the batch, for the preview and for the command alike.

use super::items::Items;
use super::names::{Names, StatusNames, source_of};
use super::{ImportBatch, ImportPlan};
use crate::command::Rejected;
use crate::command::tx::Tx;
use crate::model::order::{self, InOrder};
use crate::model::{
    Category, Link, LinkKind, Parent, ProjectId, Ref, Sprint, SprintId, SprintState, WorkItem, WorkItemId,
};
use std::collections::{BTreeMap, HashMap};

pub(in crate::command) fn apply(tx: &mut Tx<'_>, batch: &ImportBatch) -> Result<String, Rejected> {
    let plan = run(tx, batch)?;
    let name = if batch.source.is_empty() { "the file" } else { &batch.source };
    Ok(format!("Imported {name}: {} created, {} updated", plan.created.len(), plan.updated_items))
}

/// Brings a batch into the program and tells what that did.
pub(super) fn run(tx: &mut Tx<'_>, batch: &ImportBatch) -> Result<ImportPlan, Rejected> {
    if batch.items.is_empty() {
        return Err(Rejected("There is no item to import".into()));
    }
    if tx.program().settings.name.is_empty() {
        // The first import also names the program, as part of the one change that undo takes back.
        let (name, zone) = (batch.project_name.clone(), batch.zone.clone());
        tx.settings(|settings| {
            settings.name = name;
            if let Some(zone) = zone {
                settings.zone = zone;
            }
        });
    }
    let mut plan = ImportPlan::default();
    let remembered = source_of(tx, batch).map(|s| s.categories).unwrap_or_default();
    let mut names = Names::resolve(tx, batch, &mut plan)?;
    let wanted = wanted_statuses(tx, batch, names.project);
    names.statuses(tx, batch, &remembered, &wanted, &mut plan);

    let mut items = Items::new(tx, batch, &names);
    for project in wanted.iter().map(|(p, _)| *p).chain([names.project]) {
        if !items.knows(project)
            && let Some(workflow) = names.workflow(tx, project)
        {
            items.statuses.push((project, StatusNames::new(&workflow)));
        }
    }
    let ids = items.name_all(tx);
    let mut order: Vec<usize> = (0..batch.items.len()).collect();
    if batch.items.iter().all(|i| i.rank.is_some()) {
        // The tracker's own order, where it is in the file; else the file's.
        order.order_by(|a, b| {
            let rank = |at: &usize| batch.items.get(*at).and_then(|i| i.rank.as_deref());
            rank(a).cmp(&rank(b))
        });
    }
    for place in order {
        if let (Some(file), Some((id, known))) = (batch.items.get(place), ids.get(place).copied()) {
            if known {
                items.update(id, file, tx.program(), &mut plan);
            } else {
                items.create(id, file, &mut plan);
            }
        }
    }
    links(&mut items, tx, &mut plan);
    resolve_externals(&mut items, tx);
    plan.updated.order_by_key(|change| std::cmp::Reverse(change.changed));

    let mut touched: Vec<SprintId> = Vec::new();
    let Items { work, .. } = items;
    for (id, item) in work {
        let old = tx.program().items.get(&id);
        if old.is_none_or(|old| **old != item) {
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
    }
    touched.order();
    let told = |id: &SprintId| {
        let name = tx.program().sprints.get(id).map(|s| s.name.as_str());
        batch.sprints.iter().any(|s| s.state.is_some() && Some(s.name.as_str()) == name)
    };
    touched.retain(|id| !told(id));
    sprint_states(tx, &touched);
    Ok(plan)
}

/// Every status that an item gets, with the project whose workflow must know it.
fn wanted_statuses(tx: &Tx<'_>, batch: &ImportBatch, project: ProjectId) -> Vec<(ProjectId, String)> {
    let mut projects: HashMap<String, ProjectId> = HashMap::new();
    for item in tx.program().items.values() {
        if let Some(source) = item.source.as_ref().filter(|s| s.system == batch.system)
            && (!batch.scoped || item.project == project)
        {
            projects.insert(source.key.clone(), item.project);
        }
    }
    let named = batch.items.iter().filter(|file| !file.status.is_empty());
    // Few differ, so a list is as quick as a set.
    let mut wanted: Vec<(ProjectId, String)> = Vec::new();
    for file in named {
        let project = projects.get(&file.key).copied().unwrap_or(project);
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

/// Adds the file's links where they start. A link that an import brought and a person took away
/// since stays away: `seen` remembers which were brought, by the tracker's keys.
fn links(items: &mut Items<'_>, tx: &Tx<'_>, plan: &mut ImportPlan) {
    let mut by_holder: BTreeMap<WorkItemId, Vec<(Link, String)>> = BTreeMap::new();
    for file in &items.batch.items {
        let Some(here) = items.by_key.get(&file.key).copied() else { continue };
        for link in &file.links {
            let (holder, kind, to, key) = match (items.find(&link.other), link.inward) {
                (Some(there), true) => (there, link.kind.clone(), Ref::Item(here), &file.key),
                (Some(there), false) => (here, link.kind.clone(), Ref::Item(there), &link.other),
                (None, true) => (here, backwards(&link.kind), Ref::External(link.other.clone()), &link.other),
                (None, false) => (here, link.kind.clone(), Ref::External(link.other.clone()), &link.other),
            };
            if to != Ref::Item(holder) {
                let mark = format!("{}>{key}", kind_name(&kind));
                by_holder.entry(holder).or_default().push((Link { kind, to }, mark));
            }
        }
    }
    for (holder, links) in by_holder {
        let Some(mut item) = items.work.remove(&holder).or_else(|| stored(tx, holder)) else { continue };
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
        if let Some(source) = &mut item.source
            && all != brought
        {
            source.seen.insert("Links".into(), all);
            source.last_import = items.now;
        }
        if added > 0 && known_before {
            item.updated = items.now;
        }
        items.work.insert(holder, item);
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

/// Turns references to keys that were outside into references to the items that came in now.
fn resolve_externals(items: &mut Items<'_>, tx: &Tx<'_>) {
    let new = order::set(items.created.iter().copied());
    if new.is_empty() {
        return;
    }
    let here: Vec<WorkItemId> = tx.program().items.keys().copied().filter(|id| !new.contains(id)).collect();
    for id in here {
        let Some(current) = items.work.get(&id).or_else(|| tx.program().items.get(&id).map(|i| &**i)) else {
            continue;
        };
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
            continue;
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
    let mut counts: Vec<(SprintId, [usize; 3])> = touched.iter().map(|id| (*id, [0; 3])).collect();
    for item in tx.program().items.values() {
        let here = counts.iter_mut().find(|(id, _)| Some(*id) == item.sprint);
        let Some((_, [all, begun, finished])) = here else { continue };
        let category = tx.program().status(item.status).map_or(Category::ToDo, |s| s.category);
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
