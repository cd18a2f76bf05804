//! CSV that Jira's own importer takes, under the headers of Jira's own export.
//!
//! Columns of several values repeat, as Jira wants it. Parents are named by `Issue id`, which the
//! importer needs to set up a hierarchy, and by `Parent key`, which people can read. Dates are
//! `yyyy-MM-dd HH:mm` in the program's zone: that is the format to name in the importer's settings.

use super::{Scope, Table, text};
use crate::model::order::map;
use crate::model::{
    Category, ItemKind, Link, LinkKind, Parent, Priority, Program, ProjectId, Ref, SourceSystem, Timestamp,
    WorkItem, WorkItemId, Zone,
};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

const PROJECT_NAME: &str = "Project name";

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
    PROJECT_NAME,
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
    let (ids, keys) = (inner_ids(&items), project_keys(program, &items));
    let mut table = Table::new(&HEADER);
    for item in &items {
        table.rows.push(row(program, zone, item, &ids, &keys));
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
        if !HEADER.contains(&name.as_str()) && !name.eq_ignore_ascii_case(PROJECT_NAME) {
            table.repeated(&name, values);
        }
    }
    table.csv()
}

/// The item's key in Jira. Here it may have been taken already, and the item has another; Jira knows its own.
fn issue_key(item: &WorkItem) -> &str {
    let own = item.source.as_ref().filter(|s| s.system == SourceSystem::Jira);
    own.map_or(&item.key, |source| &source.key)
}

/// The project of a key of Jira's form, such as `KES` of `KES-12`.
fn project_of(key: &str) -> Option<&str> {
    let (project, number) = key.rsplit_once('-')?;
    let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let is_key = project.starts_with(|c: char| c.is_ascii_uppercase()) && project.chars().all(plain);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    (is_key && is_number).then_some(project)
}

/// The letters and digits of a text as a key that Jira takes: two to ten, a letter first.
fn as_key(text: &str) -> Option<String> {
    let fits = text.chars().map(|c| c.to_ascii_uppercase()).filter(char::is_ascii_alphanumeric);
    let key: String = fits.skip_while(char::is_ascii_digit).take(LONGEST_KEY).collect();
    (key.len() >= 2).then_some(key)
}

/// What Jira allows.
const LONGEST_KEY: usize = 10;

/// One key a project, for its items whose own keys tell none, as those of other trackers: no two
/// projects share it.
fn project_keys(program: &Program, items: &[Arc<WorkItem>]) -> HashMap<ProjectId, String> {
    let mut taken: HashMap<String, ProjectId> = HashMap::new();
    for item in items {
        if let Some(key) = project_of(issue_key(item)) {
            taken.entry(key.to_owned()).or_insert(item.project);
        }
    }
    let mut keys = HashMap::new();
    for item in items.iter().filter(|item| project_of(issue_key(item)).is_none()) {
        if keys.contains_key(&item.project) {
            continue;
        }
        let project = program.projects.get(&item.project);
        // What was made here beside a tracker's own numbers is `SHOP-NEW-3`: of the project `SHOP`.
        let by_prefix = project.and_then(|p| as_key(p.prefix.split('-').next().unwrap_or_default()));
        let by_name = || project.and_then(|p| as_key(&p.name));
        let base = by_prefix.or_else(by_name).unwrap_or_else(|| "PROJECT".to_owned());
        let numbered = (2_u32..).map(|n| {
            let number = n.to_string();
            let room = LONGEST_KEY.saturating_sub(number.len());
            base.chars().take(room).collect::<String>() + &number
        });
        let free = |key: &String| taken.get(key).is_none_or(|project| *project == item.project);
        let key = std::iter::once(base.clone()).chain(numbered).find(free).unwrap_or_default();
        taken.insert(key.clone(), item.project);
        keys.insert(item.project, key);
    }
    keys
}

fn one(name: Option<&String>) -> Vec<String> {
    name.into_iter().cloned().collect()
}

fn row(
    program: &Program,
    zone: &Zone,
    item: &WorkItem,
    ids: &HashMap<WorkItemId, String>,
    keys: &HashMap<ProjectId, String>,
) -> Vec<String> {
    let status = program.status(item.status);
    let (category, resolution) = category(status.map_or(Category::ToDo, |s| s.category));
    let invalid = item.defect.as_ref().is_some_and(|d| d.invalid);
    let project = program.projects.get(&item.project);
    let key = issue_key(item);
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
    let project_key = project_of(key).map(str::to_owned).or_else(|| keys.get(&item.project).cloned());
    // Several projects of a tracker may have come in as one here: the import kept what each was called.
    let kept = item.extra.iter().find(|(name, _)| name.eq_ignore_ascii_case(PROJECT_NAME));
    let kept = kept.and_then(|(_, values)| values.iter().find(|value| !value.trim().is_empty()));
    vec![
        key.to_owned(),
        text(ids.get(&item.id)),
        kind(&item.kind).to_owned(),
        item.title.clone(),
        text(status.map(|s| &s.name)),
        category.to_owned(),
        if invalid { "Invalid".to_owned() } else { resolution.to_owned() },
        text(item.priority.map(priority)),
        text(item.owner.and_then(|id| program.people.get(&id)).map(|p| &p.name)),
        project_key.unwrap_or_default(),
        text(kept.or(project.map(|p| &p.name))),
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
