//! The items as a table for a spreadsheet: every field, and every column that an import kept.

use super::{MARK, Scope, Table, text};
use crate::model::{Category, Happening, Link, LinkKind, Parent, Program, Ref, Timestamp, WorkItem, Zone};
use std::collections::BTreeSet;

const HEADER: [&str; 34] = [
    "Key",
    "Type",
    "Title",
    "Project",
    "Status",
    "Status category",
    "Priority",
    "Estimate",
    "Owner",
    "Team",
    "Sprint",
    "Release",
    "Goal",
    "Parent",
    "Due",
    "Labels",
    "Blocked since",
    "Blocked by",
    "Affected release",
    "Found",
    "Not a defect",
    "Rank",
    "Created",
    "Updated",
    "Started",
    "Finished",
    "Blocks",
    "Other links",
    "Notes",
    "Comments",
    "History",
    "Source",
    "Source key",
    "Source page",
];

fn moment(zone: &Zone, at: Timestamp) -> String {
    zone.local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// The items as CSV, parents before what stands below them; UTF-8 with a byte order mark for Excel.
/// Moments are of the program's zone.
#[must_use]
pub fn items_csv(program: &Program, zone: &Zone, scope: Scope) -> String {
    let items = scope.items(program);
    let mut table = Table::new(&HEADER);
    table.rows = items.iter().map(|item| row(program, zone, item)).collect();
    let names: BTreeSet<&String> = items.iter().flat_map(|item| item.extra.keys()).collect();
    for name in names {
        let values = items.iter().map(|item| item.extra.get(name).cloned().unwrap_or_default()).collect();
        table.repeated(name, values);
    }
    format!("{MARK}{}", table.csv())
}

fn row(program: &Program, zone: &Zone, item: &WorkItem) -> Vec<String> {
    let status = program.status(item.status);
    let category = |id| program.status(id).map_or(Category::ToDo, |s| s.category);
    let moves: Vec<(Category, Timestamp)> = item
        .history
        .iter()
        .filter_map(|event| match event.what {
            Happening::Moved { to, .. } => Some((category(to), event.at)),
            _ => None,
        })
        .collect();
    let started = moves.iter().find(|(c, _)| *c == Category::InProgress).map(|(_, at)| *at);
    let is_finished = status.is_some_and(|s| s.category.is_finished());
    let finished = moves.iter().rfind(|(c, _)| is_finished && c.is_finished()).map(|(_, at)| *at);
    let release = |id: Option<crate::model::ReleaseId>| {
        text(id.and_then(|id| program.releases.get(&id)).map(|r| &r.name))
    };
    let defect = item.defect.as_ref();
    let comments = item.comments.iter();
    let comments: Vec<String> =
        comments.map(|c| format!("{} {}: {}", moment(zone, c.at), c.author, c.text)).collect();
    let blocks = |link: &&Link| link.kind == LinkKind::Blocks;
    let join = |links: Vec<String>| links.join(", ");
    let others = item.links.iter().filter(|l| !blocks(l));
    vec![
        item.key.clone(),
        item.kind.name().to_owned(),
        item.title.clone(),
        text(program.projects.get(&item.project).map(|p| &p.name)),
        text(status.map(|s| &s.name)),
        text(status.map(|s| s.category.name())),
        text(item.priority.map(crate::model::Priority::name)),
        text(item.estimate),
        text(item.owner.and_then(|id| program.people.get(&id)).map(|p| &p.name)),
        text(item.team.and_then(|id| program.teams.get(&id)).map(|t| &t.name)),
        text(item.sprint.and_then(|id| program.sprints.get(&id)).map(|s| &s.name)),
        release(item.release),
        text(item.goal.and_then(|id| program.goals.get(&id)).map(|g| &g.name)),
        match &item.parent {
            Some(Parent::Item(id)) => text(program.items.get(id).map(|p| &p.key)),
            Some(Parent::External(key)) => key.clone(),
            None => String::new(),
        },
        text(item.due),
        item.labels.join(" "),
        text(item.blocked.as_ref().map(|b| moment(zone, b.since))),
        text(item.blocked.as_ref().map(|b| &b.reason)),
        release(defect.and_then(|d| d.release)),
        text(defect.and_then(|d| d.phase).map(|phase| match phase {
            crate::model::DefectPhase::BeforeRelease => "Before release",
            crate::model::DefectPhase::AfterRelease => "After release",
        })),
        text(defect.filter(|d| d.invalid).map(|_| "Yes")),
        item.rank.to_string(),
        moment(zone, item.created),
        moment(zone, item.updated),
        text(started.map(|at| moment(zone, at))),
        text(finished.map(|at| moment(zone, at))),
        join(item.links.iter().filter(blocks).map(|l| name(program, &l.to)).collect()),
        join(others.map(|l| format!("{} {}", link_word(&l.kind), name(program, &l.to))).collect()),
        item.notes.clone(),
        comments.join("\n"),
        history(program, zone, item),
        text(item.source.as_ref().map(|s| s.system.name())),
        text(item.source.as_ref().map(|s| &s.key)),
        text(item.source.as_ref().and_then(|s| s.url.as_ref())),
    ]
}

/// The way through the statuses, a line each.
fn history(program: &Program, zone: &Zone, item: &WorkItem) -> String {
    let name = |id| program.status(id).map_or("", |s| s.name.as_str());
    let lines = item.history.iter().filter_map(|event| {
        let status = match event.what {
            Happening::Created { status } => name(status),
            Happening::Moved { to, .. } => name(to),
            _ => return None,
        };
        let seen = if event.seen { " (seen)" } else { "" };
        Some(format!("{} {status}{seen}", moment(zone, event.at)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn link_word(kind: &LinkKind) -> &str {
    match kind {
        LinkKind::Blocks => "blocks",
        LinkKind::LeadsTo => "leads to",
        LinkKind::Relates => "relates to",
        LinkKind::Duplicates => "duplicates",
        LinkKind::Other(name) => name,
    }
}

/// A record as a cell names it: its key, or its name.
pub(super) fn name(program: &Program, to: &Ref) -> String {
    match crate::analysis::chain::called(program, to) {
        Some(called) if called.key.is_empty() => called.title,
        Some(called) => called.key,
        None => String::new(),
    }
}
