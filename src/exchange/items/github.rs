//! GitHub's issues: `gh issue list --json …` and the REST API. Pull requests are no issues.

use super::cells;
use super::document::{not_read, readable, text_at};
use super::field::Field;
use super::gather::Gathered;
use super::raw::{RawComment, RawItem};
use super::{adf, dates::RawDate};
use crate::json::Value;
use crate::model::{Category, ItemKind};

/// Members that are read, or that mean nothing to people.
const PASSED: [&str; 46] = [
    "number",
    "title",
    "state",
    "stateReason",
    "state_reason",
    "labels",
    "assignee",
    "assignees",
    "milestone",
    "createdAt",
    "created_at",
    "updatedAt",
    "updated_at",
    "closedAt",
    "closed_at",
    "body",
    "comments",
    "url",
    "html_url",
    "id",
    "node_id",
    "user",
    "closed",
    "repository_url",
    "labels_url",
    "comments_url",
    "events_url",
    "timeline_url",
    "reactions",
    "reactionGroups",
    "locked",
    "active_lock_reason",
    "performed_via_github_app",
    "author_association",
    "pull_request",
    "type",
    "closed_by",
    "draft",
    "repository",
    "isPinned",
    "score",
    "sub_issues_summary",
    "issue_dependencies_summary",
    "assignees_data",
    "comments_data",
    "reactions_data",
];

/// Reads one issue.
pub(super) fn issue(value: &Value, line: u64, gathered: &mut Gathered) {
    gathered.rows += 1;
    let html = [text_at(value, &["html_url"]), text_at(value, &["url"])]
        .into_iter()
        .find(|url| !url.is_empty() && !url.contains("api.github.com"))
        .unwrap_or_default();
    if value.get("pull_request").is_some_and(|pr| *pr != Value::Null) || html.contains("/pull/") {
        return gathered.leave_out("pull request", "pull requests");
    }
    let (number, title) = (text_at(value, &["number"]), text_at(value, &["title"]));
    if number.is_empty() || title.is_empty() {
        return not_read(gathered, line, "An issue without a number or a title. It is not read");
    }
    let mut raw = RawItem::default();
    raw.item.line = line;
    let repository = repository(value, &html);
    match &repository {
        Some(full) => {
            let name = full.rsplit('/').next().unwrap_or(full);
            raw.item.key = format!("{full}#{number}");
            raw.item.shown = Some(format!("{name}#{number}"));
            raw.project_key.clone_from(full);
            raw.project_name = name.to_owned();
        }
        None => {
            // Numbers count anew in each repository, so they name an item only within a project.
            gathered.manner.scoped = true;
            raw.item.key = format!("#{number}");
        }
    }
    raw.item.title = title;
    raw.item.url = Some(html).filter(|url| cells::is_address(url));
    gathered.feed(Field::Title, "title");
    state(value, &mut raw, gathered);
    labels(value, &mut raw, gathered);
    people(value, &mut raw, gathered);
    for (field, names) in [
        (Field::Created, ["createdAt", "created_at"]),
        (Field::Updated, ["updatedAt", "updated_at"]),
        (Field::Resolved, ["closedAt", "closed_at"]),
    ] {
        for name in names {
            if value.get(name).is_some() {
                gathered.feed(field, name);
                raw.set_date(field, &text_at(value, &[name]));
            }
        }
    }
    if let Some(body) = value.get("body") {
        gathered.feed(Field::Notes, "body");
        raw.item.notes = cells::clean(body.as_text().unwrap_or_default()).trim_end().to_owned();
    }
    if let Some(milestone) = value.get("milestone") {
        gathered.feed(Field::Release, "milestone");
        raw.item.release = Some(text_at(milestone, &["title"])).filter(|title| !title.is_empty());
    }
    comments(value, &mut raw, gathered);
    if let Value::Object(members) = value {
        for (name, value) in members.iter().filter(|(name, _)| !PASSED.contains(&name.as_str())) {
            let words = if value.get("type").is_some() { vec![adf::to_text(value)] } else { readable(value) };
            if words.iter().any(|w| !w.is_empty()) {
                gathered.extra(name);
                raw.item.extra.insert(name.clone(), words);
            }
        }
    }
    gathered.take(raw);
}

/// `owner/name`, from an address of the issue or of its repository.
fn repository(value: &Value, html: &str) -> Option<String> {
    let named = text_at(value, &["repository", "nameWithOwner"]);
    if named.contains('/') {
        return Some(named);
    }
    let named = text_at(value, &["repository", "full_name"]);
    if named.contains('/') {
        return Some(named);
    }
    let api = text_at(value, &["repository_url"]);
    let path = match api.split_once("/repos/") {
        Some((_, path)) => path.to_owned(),
        None => html.split_once("://")?.1.split_once('/')?.1.to_owned(),
    };
    let mut parts = path.split('/');
    match (parts.next(), parts.next()) {
        (Some(owner), Some(name)) if !owner.is_empty() && !name.is_empty() => Some(format!("{owner}/{name}")),
        _ => None,
    }
}

fn state(value: &Value, raw: &mut RawItem, gathered: &mut Gathered) {
    if value.get("state").is_none() {
        return;
    }
    gathered.feed(Field::Status, "state");
    let reason =
        [text_at(value, &["stateReason"]), text_at(value, &["state_reason"])].concat().to_lowercase();
    let (status, category) = match (text_at(value, &["state"]).to_lowercase().as_str(), reason.as_str()) {
        ("closed", "not_planned") => ("Closed as not planned", Category::Cancelled),
        ("closed", "duplicate") => ("Closed as duplicate", Category::Cancelled),
        ("closed", _) => ("Closed", Category::Done),
        _ => ("Open", Category::ToDo),
    };
    raw.item.status = status.to_owned();
    raw.category = Some(category);
}

/// Labels, and what they say of the kind and the priority of an issue.
fn labels(value: &Value, raw: &mut RawItem, gathered: &mut Gathered) {
    let Some(labels) = value.get("labels") else { return };
    gathered.feed(Field::Labels, "labels");
    gathered.feed(Field::Type, "type");
    let named = text_at(value, &["type", "name"]);
    raw.item.kind = Some(if named.is_empty() { ItemKind::Task } else { cells::kind(&named) });
    for label in labels.list() {
        let name = match label {
            Value::Text(name) => name.clone(),
            _ => text_at(label, &["name"]),
        };
        let lower = name.to_lowercase();
        let word = lower.rsplit([':', '/', ' ', '-']).next().unwrap_or_default();
        if named.is_empty() {
            match word {
                "bug" | "defect" | "regression" => raw.item.kind = Some(ItemKind::Bug),
                "epic" => raw.item.kind = Some(ItemKind::Epic),
                _ => {}
            }
        }
        let is_priority = lower.starts_with("priority") || (lower.len() == 2 && lower.starts_with('p'));
        if is_priority && let Some(priority) = cells::priority(word) {
            gathered.feed(Field::Priority, "labels: priority");
            raw.item.priority = Some(priority);
        }
        raw.label(&name);
    }
}

fn people(value: &Value, raw: &mut RawItem, gathered: &mut Gathered) {
    let list = value.get("assignees").map(Value::list).unwrap_or_default();
    if value.get("assignees").is_some() || value.get("assignee").is_some() {
        gathered.feed(Field::Owner, "assignees");
    }
    if let Some(first) = list.first().or(value.get("assignee")) {
        let (name, login) = (text_at(first, &["name"]), text_at(first, &["login"]));
        raw.owner = if name.is_empty() { login.clone() } else { name };
        raw.owner_id = login;
    }
    if list.len() > 1 {
        gathered.extra("assignees");
        raw.keep("assignees", &list.iter().map(|p| text_at(p, &["login"])).collect::<Vec<_>>().join(", "));
    }
}

fn comments(value: &Value, raw: &mut RawItem, gathered: &mut Gathered) {
    let Some(Value::List(comments)) = value.get("comments") else { return };
    gathered.feed(Field::Comment, "comments");
    for comment in comments {
        let text = cells::clean(comment.get("body").and_then(Value::as_text).unwrap_or_default());
        if !text.trim().is_empty() {
            raw.comments.push(RawComment {
                date: RawDate::parse(
                    &[text_at(comment, &["createdAt"]), text_at(comment, &["created_at"])].concat(),
                ),
                author: [text_at(comment, &["author", "login"]), text_at(comment, &["user", "login"])]
                    .concat(),
                text: text.trim().to_owned(),
            });
        }
    }
}
