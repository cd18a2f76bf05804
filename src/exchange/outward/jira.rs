//! CSV that Jira's own importer takes, under the headers of Jira's own export.
//!
//! Columns of several values repeat, as Jira wants it. Parents are named by `Issue id`, which the
//! importer needs to set up a hierarchy, and by `Parent key`, which people can read. Dates are
//! `yyyy-MM-dd HH:mm` in the program's zone: that is the format to name in the importer's settings.

use super::{Scope, Table, text};
use crate::model::order::map;
use crate::model::{
    Category, ItemKind, Link, LinkKind, Parent, Priority, Program, Ref, SourceSystem, Timestamp, WorkItem,
    WorkItemId, Zone,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

const HEADER: [&str; 20] = [
    "Issue key",
    "Issue id",
    "Issue Type",
    "Summary",
    "Status",
    "Status Category",
    "Resolution",
    "Priority",
    "Assignee",
    "Project key",
    "Project name",
    "Created",
    "Updated",
    "Resolved",
    "Due date",
    "Description",
    "Parent",
    "Parent key",
    "Custom field (Story Points)",
    "Custom field (Flagged)",
];

/// Jira's own words for priorities.
fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "Highest",
        Priority::High => "High",
        Priority::Medium => "Medium",
        Priority::Low => "Low",
    }
}

/// Jira's own words for types of work.
fn kind(kind: &ItemKind) -> &str {
    match kind {
        ItemKind::Feature => "New Feature",
        other => other.name(),
    }
}

/// Jira has three categories; what ended without being delivered is done with a resolution.
fn category(category: Category) -> (&'static str, &'static str) {
    match category {
        Category::ToDo => ("To Do", ""),
        Category::InProgress => ("In Progress", ""),
        Category::Done => ("Done", "Done"),
        Category::Cancelled => ("Done", "Won't Do"),
    }
}

fn moment(zone: &Zone, at: Timestamp) -> String {
    zone.local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// Numbers for items whose tracker gave them none; stable for as long as the items are the same.
fn inner_ids(items: &[Arc<WorkItem>]) -> HashMap<WorkItemId, String> {
    let own = |item: &WorkItem| {
        let source = item.source.as_ref().filter(|s| s.system == SourceSystem::Jira)?;
        source.id.clone()
    };
    let taken: std::collections::HashSet<String> = items.iter().filter_map(|item| own(item)).collect();
    let mut free = (1_u64..).map(|n| n.to_string()).filter(|n| !taken.contains(n));
    let mut ids = HashMap::new();
    for item in items {
        ids.insert(item.id, own(item).or_else(|| free.next()).unwrap_or_default());
    }
    ids
}

/// The items as CSV for Jira, parents before what stands below them. UTF-8 without a byte order
/// mark: Jira's importer would take the mark for a part of the first header.
#[must_use]
pub fn jira_csv(program: &Program, zone: &Zone, scope: Scope) -> String {
    let items = scope.items(program);
    let ids = inner_ids(&items);
    let mut table = Table::new(&HEADER);
    for item in &items {
        table.rows.push(row(program, zone, item, &ids));
    }
    let column =
        |value: &dyn Fn(&WorkItem) -> Vec<String>| items.iter().map(|item| value(item)).collect::<Vec<_>>();
    table.repeated("Labels", column(&|item| item.labels.iter().map(|l| l.replace(' ', "_")).collect()));
    table.repeated(
        "Sprint",
        column(&|item| one(item.sprint.and_then(|id| program.sprints.get(&id)).map(|s| &s.name))),
    );
    table.repeated(
        "Custom field (Team)",
        column(&|item| one(item.team.and_then(|id| program.teams.get(&id)).map(|t| &t.name))),
    );
    let release = |id: Option<crate::model::ReleaseId>| {
        one(id.and_then(|id| program.releases.get(&id)).map(|r| &r.name))
    };
    table.repeated("Fix Version/s", column(&|item| release(item.release)));
    table
        .repeated("Affects Version/s", column(&|item| release(item.defect.as_ref().and_then(|d| d.release))));
    table.repeated(
        "Comment",
        column(&|item| {
            let comments = item.comments.iter();
            comments
                .map(|c| format!("{};{};{}", moment(zone, c.at), c.author.replace(';', ","), c.text))
                .collect()
        }),
    );
    for (name, values) in links(program, &items) {
        table.repeated(&format!("Outward issue link ({name})"), values);
    }
    for (name, values) in extras(&items) {
        // A kept column of a name that is written already would stand there twice.
        if !HEADER.contains(&name.as_str()) {
            table.repeated(&name, values);
        }
    }
    table.csv()
}

fn one(name: Option<&String>) -> Vec<String> {
    name.into_iter().cloned().collect()
}

fn row(program: &Program, zone: &Zone, item: &WorkItem, ids: &HashMap<WorkItemId, String>) -> Vec<String> {
    let status = program.status(item.status);
    let (category, resolution) = category(status.map_or(Category::ToDo, |s| s.category));
    let invalid = item.defect.as_ref().is_some_and(|d| d.invalid);
    let project = program.projects.get(&item.project);
    // Here a key may have been taken already; Jira knows its own.
    let own = item.source.as_ref().filter(|s| s.system == SourceSystem::Jira);
    let key = own.map_or(&item.key, |source| &source.key);
    let finished = status.is_some_and(|s| s.category.is_finished());
    let resolved = item.history.iter().rev().find_map(|event| match &event.what {
        crate::model::Happening::Moved { to, .. } if finished && *to == item.status => Some(event.at),
        _ => None,
    });
    let (parent_id, parent_key) = match &item.parent {
        Some(Parent::Item(parent)) => {
            (ids.get(parent).cloned().unwrap_or_default(), text(program.items.get(parent).map(|p| &p.key)))
        }
        Some(Parent::External(key)) => (String::new(), key.clone()),
        None => (String::new(), String::new()),
    };
    let prefix = item.key.rsplit_once('-').map_or(item.key.as_str(), |(prefix, _)| prefix);
    vec![
        key.clone(),
        text(ids.get(&item.id)),
        kind(&item.kind).to_owned(),
        item.title.clone(),
        text(status.map(|s| &s.name)),
        category.to_owned(),
        if invalid { "Invalid".to_owned() } else { resolution.to_owned() },
        text(item.priority.map(priority)),
        text(item.owner.and_then(|id| program.people.get(&id)).map(|p| &p.name)),
        prefix.to_owned(),
        text(project.map(|p| &p.name)),
        moment(zone, item.created),
        moment(zone, item.updated),
        text(resolved.map(|at| moment(zone, at))),
        text(item.due),
        item.notes.clone(),
        parent_id,
        parent_key,
        text(item.estimate),
        item.blocked.as_ref().map_or(String::new(), |b| {
            if b.reason.is_empty() { "Impediment".into() } else { b.reason.clone() }
        }),
    ]
}

/// Jira's names of link types.
fn link_name(kind: &LinkKind) -> &str {
    match kind {
        LinkKind::Blocks => "Blocks",
        LinkKind::LeadsTo => "Leads to",
        LinkKind::Relates => "Relates",
        LinkKind::Duplicates => "Duplicate",
        LinkKind::Other(name) => name,
    }
}

/// By type of link, the keys that each item links to.
fn links(program: &Program, items: &[Arc<WorkItem>]) -> BTreeMap<String, Vec<Vec<String>>> {
    let key = |link: &Link| match &link.to {
        Ref::Item(id) => program.items.get(id).map(|i| i.key.clone()),
        Ref::External(key) => Some(key.clone()),
        _ => None,
    };
    let mut all: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    for (place, item) in items.iter().enumerate() {
        for (link, key) in item.links.iter().filter_map(|link| Some((link, key(link)?))) {
            let values = all.entry(link_name(&link.kind).trim().to_owned()).or_default();
            values.resize(items.len(), Vec::new());
            if let Some(keys) = values.get_mut(place) {
                keys.push(key);
            }
        }
    }
    all
}

/// Columns that have no field here, by header, with each item's values.
fn extras(items: &[Arc<WorkItem>]) -> BTreeMap<String, Vec<Vec<String>>> {
    let names: BTreeMap<String, ()> =
        map(items.iter().flat_map(|i| i.extra.keys().map(|name| (name.clone(), ()))));
    let values =
        |name: &String| items.iter().map(|i| i.extra.get(name).cloned().unwrap_or_default()).collect();
    map(names.into_keys().map(|name| (name.clone(), values(&name))))
}
