//! CSV that Azure DevOps' own import of work items takes, in its own form: a bare header, values in
//! quotes, nothing where there is none, one title column a level.
//!
//! Items that came from Azure DevOps keep their ID and are updated there; others have none and are
//! made. Azure DevOps makes new items in their first state only, and offers to correct the others.

use super::{MARK, Scope, order, text};
use crate::exchange::table::harmless;
use crate::model::{ItemKind, Priority, Program, SourceSystem, WorkItem};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Types as the Agile process calls them.
fn kind(kind: &ItemKind) -> &str {
    match kind {
        ItemKind::Story => "User Story",
        ItemKind::Subtask | ItemKind::Spike => "Task",
        other => other.name(),
    }
}

fn priority(priority: Priority) -> &'static str {
    match priority {
        Priority::Urgent => "1",
        Priority::High => "2",
        Priority::Medium => "3",
        Priority::Low => "4",
    }
}

/// The items as CSV for Azure DevOps, each below its parent. UTF-8 with a byte order mark, as its
/// own exports have one.
#[must_use]
pub fn azure_csv(program: &Program, scope: Scope) -> String {
    let items = scope.items(program);
    let levels = order::levels(&items);
    let depth = levels.iter().copied().max().unwrap_or(0) + 1;
    let mut header = vec!["ID".to_owned(), "Work Item Type".to_owned()];
    if depth == 1 {
        header.push("Title".to_owned());
    } else {
        header.extend((1..=depth).map(|level| format!("Title {level}")));
    }
    const REST: [&str; 9] = [
        "State",
        "Assigned To",
        "Tags",
        "Priority",
        "Story Points",
        "Area Path",
        "Iteration Path",
        "Due Date",
        "Description",
    ];
    header.extend(REST.map(str::to_owned));
    // Azure DevOps takes the names of its own fields only: those that it gave itself.
    let own = items.iter().filter(|item| from_azure(item));
    let kept: BTreeSet<&String> = own.flat_map(|item| item.extra.keys()).collect();
    let kept: Vec<&String> = kept.into_iter().filter(|name| !header.contains(*name)).collect();
    header.extend(kept.iter().map(|name| (*name).clone()));
    let mut out = format!("{MARK}{}\r\n", header.join(","));
    for (item, level) in items.iter().zip(levels) {
        let mut cells = vec![id_of(item), kind(&item.kind).to_owned()];
        let title = |at: usize| if at == level { item.title.clone() } else { String::new() };
        cells.extend((0..depth).map(title));
        cells.extend(rest(program, item));
        cells.extend(kept.iter().map(|name| item.extra.get(*name).map(|v| v.join("; ")).unwrap_or_default()));
        let quoted: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
        out.push_str(&quoted.join(","));
        out.push_str("\r\n");
    }
    out
}

fn quoted(cell: &str) -> String {
    if cell.is_empty() {
        String::new()
    } else {
        format!("\"{}{}\"", harmless(cell), cell.replace('"', "\"\""))
    }
}

fn from_azure(item: &WorkItem) -> bool {
    item.source.as_ref().is_some_and(|s| s.system == SourceSystem::AzureDevops)
}

fn id_of(item: &Arc<WorkItem>) -> String {
    let source = item.source.as_ref().filter(|_| from_azure(item));
    let number = source.map(|s| s.key.rsplit('-').next().unwrap_or(&s.key).to_owned());
    number.filter(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())).unwrap_or_default()
}

fn rest(program: &Program, item: &WorkItem) -> [String; 9] {
    let project = program.projects.get(&item.project).map_or("", |p| p.name.as_str());
    let path = |name: Option<&String>| match name {
        Some(name) => format!("{}\\{}", plain_name(project), plain_name(name)),
        None => plain_name(project),
    };
    let owner = item.owner.and_then(|id| program.people.get(&id)).map(|person| {
        let mail = person.aliases.iter().find(|alias| alias.contains('@'));
        mail.map_or_else(|| person.name.clone(), |mail| format!("{} <{mail}>", person.name))
    });
    let mut tags: Vec<String> = item.labels.iter().map(|l| l.replace([';', ','], " ")).collect();
    // What Azure DevOps has no field for is a tag, which our own reader knows again.
    let spoken = [
        (item.kind == ItemKind::Spike, "Spike"),
        (item.kind == ItemKind::Subtask, "Sub-task"),
        (item.blocked.is_some(), "Blocked"),
    ];
    for (holds, tag) in spoken {
        if holds && !tags.iter().any(|known| known.eq_ignore_ascii_case(tag)) {
            tags.push(tag.to_owned());
        }
    }
    let status = program.status(item.status);
    [
        status.map_or(String::new(), |s| s.name.clone()),
        text(owner),
        tags.join("; "),
        text(item.priority.map(priority)),
        text(item.estimate),
        path(item.team.and_then(|id| program.teams.get(&id)).map(|t| &t.name)),
        path(item.sprint.and_then(|id| program.sprints.get(&id)).map(|s| &s.name)),
        text(item.due),
        html(&item.notes),
    ]
}

/// A name as one part of a path: without the marks that paths do not take.
fn plain_name(name: &str) -> String {
    let allowed = |c: char| {
        if ['\\', '/', '"', ':', '<', '>', '|', '*', '?', '#', '$', '&', '+'].contains(&c) { ' ' } else { c }
    };
    name.chars().map(allowed).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text as the HTML that Azure DevOps keeps descriptions in.
fn html(text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines: Vec<String> =
        escaped
            .lines()
            .map(|line| {
                if line.trim().is_empty() {
                    "<div><br></div>".to_owned()
                } else {
                    format!("<div>{line}</div>")
                }
            })
            .collect();
    lines.concat()
}
