//! Issues as Jira's REST API gives them: search results in pages, lists, single issues.

use super::document::{at, moment, not_read, readable, text_at};
use super::field::Field;
use super::gather::Gathered;
use super::raw::{RawComment, RawItem};
use super::reading::Severity;
use super::{adf, categories, cells, dates::RawDate};
use crate::command::{ImportedMove, ImportedSprint};
use crate::json::Value;
use crate::model::order::InOrder;
use crate::model::{Category, ItemKind, Points, SprintState};
use std::collections::BTreeMap;

/// Names of custom fields, as far as the files tell them, and which hold what.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, String>);

/// Members of `fields` that have no meaning for people, or that are read elsewhere.
const PASSED: [&str; 37] = [
    "summary",
    "issuetype",
    "status",
    "statusCategory",
    "priority",
    "resolution",
    "assignee",
    "created",
    "updated",
    "resolutiondate",
    "statuscategorychangedate",
    "duedate",
    "labels",
    "description",
    "fixVersions",
    "versions",
    "parent",
    "issuelinks",
    "comment",
    "project",
    "subtasks",
    "watches",
    "votes",
    "worklog",
    "progress",
    "aggregateprogress",
    "workratio",
    "lastViewed",
    "timetracking",
    "thumbnail",
    "issuerestriction",
    "sprint",
    "closedSprints",
    "epic",
    "flagged",
    "creator",
    "security",
];

impl Names {
    /// Of the member `names` beside the issues.
    pub(super) fn of(names: Option<Value>) -> Self {
        let mut map = BTreeMap::new();
        if let Some(Value::Object(members)) = names {
            for (id, name) in members {
                if let Value::Text(name) = name {
                    map.insert(id, name);
                }
            }
        }
        Self(map)
    }

    fn learn(&mut self, names: Option<&Value>) {
        if let Some(Value::Object(members)) = names {
            for (id, name) in members {
                if let Value::Text(name) = name
                    && !self.0.contains_key(id)
                {
                    self.0.insert(id.clone(), name.clone());
                }
            }
        }
    }

    /// A field's name for people; its id where no file tells it.
    fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }
}

/// Notes what a status counts as, from Jira's list of statuses.
pub(super) fn status(value: &Value, gathered: &mut Gathered) {
    // One list of statuses for each type of issue, or statuses at once.
    for inner in value.get("statuses").map(Value::list).unwrap_or_default() {
        status(inner, gathered);
    }
    let name = text_at(value, &["name"]);
    if let Some(category) = category(value)
        && !name.is_empty()
    {
        gathered.categories.insert(name, category);
    }
}

/// What a status object says that it counts as.
fn category(status: &Value) -> Option<Category> {
    let inner = status.get("statusCategory")?;
    let key = match inner {
        Value::Text(word) => word.replace('_', " "),
        _ => text_at(inner, &["key"]),
    };
    categories::named(&key).or_else(|| categories::named(&text_at(inner, &["name"])))
}

/// Reads one issue.
pub(super) fn issue(value: &Value, names: &mut Names, line: u64, gathered: &mut Gathered) {
    gathered.rows += 1;
    let key = text_at(value, &["key"]);
    let Some(fields) = value.get("fields").filter(|_| !key.is_empty()) else {
        return not_read(gathered, line, "An issue without a key or without fields. It is not read");
    };
    names.learn(value.get("names"));
    let mut title = text_at(fields, &["summary"]);
    if title.is_empty() {
        // A search may ask for some fields only: the title of an issue that is here already stays.
        gathered.remark(line, Severity::Remark, format!("{key} has no summary; its key stands for it"));
        title.clone_from(&key);
    } else {
        gathered.feed(Field::Title, "summary");
    }
    let mut raw = RawItem::default();
    raw.item.line = line;
    raw.item.id = Some(text_at(value, &["id"])).filter(|id| !id.is_empty());
    raw.item.url = address(&text_at(value, &["self"]), &key);
    raw.item.title = title;
    raw.item.key = key;

    let mut texts = |name: &'static str, field: Field, path: &[&str]| {
        if fields.get(name).is_some() {
            gathered.feed(field, name);
        }
        text_at(fields, path)
    };
    raw.item.kind = Some(texts("issuetype", Field::Type, &["issuetype", "name"]))
        .filter(|kind| !kind.is_empty())
        .map(|kind| cells::kind(&kind));
    raw.item.status = texts("status", Field::Status, &["status", "name"]);
    let priority = texts("priority", Field::Priority, &["priority", "name"]);
    raw.resolution = texts("resolution", Field::Resolution, &["resolution", "name"]);
    raw.owner = texts("assignee", Field::Owner, &["assignee", "displayName"]);
    raw.project_key = texts("project", Field::ProjectKey, &["project", "key"]);
    raw.project_name = texts("project", Field::ProjectName, &["project", "name"]);
    raw.item.release = last_name(fields.get("fixVersions"));
    let affected = last_name(fields.get("versions"));
    let dates = [
        ("created", Field::Created),
        ("updated", Field::Updated),
        ("resolutiondate", Field::Resolved),
        ("statuscategorychangedate", Field::CategoryChanged),
        ("duedate", Field::Due),
    ]
    .map(|(name, field)| (field, name, texts(name, field, &[name])));
    for name in ["fixVersions", "versions"] {
        let all: Vec<String> = fields.get(name).map(readable).unwrap_or_default();
        if all.len() > 1 || (name == "versions" && raw.item.kind != Some(ItemKind::Bug) && !all.is_empty()) {
            gathered.extra(name);
            raw.item.extra.insert(name.to_owned(), all);
        }
        if fields.get(name).is_some() {
            let field = if name == "versions" { Field::AffectedRelease } else { Field::Release };
            gathered.feed(field, name);
        }
    }
    if raw.item.kind == Some(ItemKind::Bug) {
        raw.item.affected_release = affected;
        raw.item.invalid = cells::is_invalid(&raw.resolution);
    }
    raw.owner_id = account(fields.get("assignee"));
    raw.category = at(fields, &["status"]).and_then(category);
    raw.item.priority = cells::priority(&priority);
    if raw.item.priority.is_none() && !priority.is_empty() {
        raw.keep("priority", &priority);
        gathered.extra("priority");
        gathered.remark(line, Severity::Remark, format!("Priority “{priority}” is not known. Kept as text"));
    }
    for (field, name, text) in dates {
        if raw.set_date(field, &text) {
            raw.keep(name, &text);
            gathered.extra(name);
            gathered.remark(
                line,
                Severity::Remark,
                format!("{name} “{}” is not a date. Kept as text", cells::short(&text)),
            );
        }
    }
    if !raw.resolution.is_empty() {
        let resolution = raw.resolution.clone();
        raw.keep("resolution", &resolution);
        gathered.extra("resolution");
    }
    if let Some(labels) = fields.get("labels") {
        gathered.feed(Field::Labels, "labels");
        labels.list().iter().filter_map(Value::as_text).for_each(|label| raw.label(label));
    }
    if let Some(description) = fields.get("description") {
        gathered.feed(Field::Notes, "description");
        raw.item.notes = document_text(description);
    }
    if let Some(parent) = fields.get("parent") {
        gathered.feed(Field::Parent, "parent");
        raw.parent(&text_at(parent, &["key"]));
        raw.parent(&text_at(parent, &["id"]));
    }
    if let Some(epic) = fields.get("epic") {
        gathered.feed(Field::EpicLink, "epic");
        raw.parent(&text_at(epic, &["key"]));
    }
    links(fields, &mut raw, gathered, line);
    comments(fields, &mut raw, gathered, line);
    custom(fields, names, &mut raw, gathered, line);
    changelog(value, &mut raw, gathered, line);
    gathered.take(raw);
}

/// `https://host/rest/api/2/issue/10017` → `https://host/browse/KEY`.
fn address(this: &str, key: &str) -> Option<String> {
    let host =
        this.split("/rest/").next().filter(|host| cells::is_address(host) && host.len() < this.len())?;
    Some(format!("{host}/browse/{key}"))
}

fn account(person: Option<&Value>) -> String {
    let Some(person) = person else { return String::new() };
    ["accountId", "key", "name"]
        .iter()
        .map(|name| text_at(person, &[name]))
        .find(|id| !id.is_empty())
        .unwrap_or_default()
}

fn last_name(list: Option<&Value>) -> Option<String> {
    list?.list().last().map(|v| text_at(v, &["name"])).filter(|name| !name.is_empty())
}

/// Plain text, or the text of a document.
fn document_text(value: &Value) -> String {
    match value {
        Value::Text(text) => cells::clean(text).trim_end().to_owned(),
        Value::Object(_) => adf::to_text(value),
        _ => String::new(),
    }
}

fn links(fields: &Value, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let Some(links) = fields.get("issuelinks") else { return };
    gathered.column("issuelinks", Vec::new(), super::ColumnUse::Field("Links"));
    for link in links.list() {
        let kind = text_at(link, &["type", "name"]);
        for (side, inward) in [("inwardIssue", true), ("outwardIssue", false)] {
            let other = text_at(link, &[side, "key"]);
            if other == raw.item.key {
                let text = format!("{other} is linked to itself. The link is left out");
                gathered.remark(line, Severity::Remark, text);
            }
            raw.link(&kind, &other, inward);
        }
    }
}

fn comments(fields: &Value, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let Some(comment) = fields.get("comment") else { return };
    gathered.feed(Field::Comment, "comment");
    let list = match comment {
        Value::List(list) => list.as_slice(),
        _ => comment.get("comments").map(Value::list).unwrap_or_default(),
    };
    let total = text_at(comment, &["total"]).parse::<usize>().unwrap_or(list.len());
    if total > list.len() {
        let text = format!("{} has {total} comments, of which the file holds {}", raw.item.key, list.len());
        gathered.remark(line, Severity::Remark, text);
    }
    for comment in list {
        let text = comment.get("body").map(document_text).unwrap_or_default();
        if !text.trim().is_empty() {
            raw.comments.push(RawComment {
                date: RawDate::parse(&text_at(comment, &["created"])),
                author: text_at(comment, &["author", "displayName"]),
                text: text.trim().to_owned(),
            });
        }
    }
}

/// Custom fields: sprints, points, epic links and flags by what they hold; the rest is kept.
fn custom(fields: &Value, names: &Names, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let Value::Object(members) = fields else { return };
    for (id, value) in members {
        let name = names.name(id).to_owned();
        let sprints = sprints_of(value);
        if id == "sprint" || id == "closedSprints" || !sprints.is_empty() {
            gathered.feed(Field::Sprint, &name);
            // The last in the list is the one that the issue is in now; closed ones are listed before.
            for sprint in sprints {
                if id != "closedSprints" || raw.item.sprint.is_none() {
                    raw.item.sprint = Some(sprint.name.clone());
                }
                gathered.sprint(sprint);
            }
            continue;
        }
        if PASSED.contains(&id.as_str()) && id != "flagged" && id != "creator" && id != "security" {
            continue;
        }
        let lower = name.to_lowercase();
        let picked = gathered.answers.columns.get(Field::Estimate.name());
        let is_estimate = match picked {
            Some(header) => *header == name || *header == *id,
            None => matches!(
                lower.as_str(),
                // Without a list of names, Cloud's own number of “Story point estimate”.
                "customfield_10016"
                    | "story points"
                    | "story point estimate"
                    | "story points estimate"
                    | "points"
                    | "puntos de historia"
            ),
        };
        if is_estimate {
            gathered.feed(Field::Estimate, &name);
            let text = text_at(fields, &[id]);
            if raw.item.estimate.is_none() && !text.is_empty() {
                raw.item.estimate = Points::parse(&text);
                if raw.item.estimate.is_none() {
                    let what = format!("Estimate “{}” is not a number. Kept as text", cells::short(&text));
                    gathered.remark_in(line, Some(&name), Severity::Remark, what);
                    raw.keep(&name, &text);
                    gathered.extra(&name);
                }
            }
            continue;
        }
        if lower == "epic link" {
            gathered.feed(Field::EpicLink, &name);
            raw.parent(&text_at(fields, &[id]));
            continue;
        }
        let words = readable(value);
        let rank = words.first().is_some_and(|w| is_rank(w));
        if lower == "rank" || (rank && words.len() == 1) {
            gathered.feed(Field::Rank, &name);
            raw.item.rank = words.into_iter().next();
            continue;
        }
        let flag = words.first().is_some_and(|w| matches!(w.as_str(), "Impediment" | "Impedimento"));
        if lower == "flagged" || (flag && id.starts_with("customfield_")) {
            gathered.feed(Field::Blocked, &name);
            if let Some(Value::Bool(false)) = fields.get(id) {
                continue;
            }
            raw.item.blocked = words.into_iter().next();
            continue;
        }
        if lower == "team" && id.starts_with("customfield_") {
            gathered.feed(Field::Team, &name);
            raw.item.team = words.first().map(|w| cells::one_line(w)).filter(|t| !t.is_empty());
            continue;
        }
        if !words.is_empty() {
            gathered.extra(&name);
            raw.item.extra.insert(name, words);
        }
    }
}

/// Jira's order text: `0|i0001r:`.
fn is_rank(text: &str) -> bool {
    text.get(1..2) == Some("|") && text.contains(':') && text.len() < 60
}

/// Sprints as objects (Cloud) or as texts of a Java object (Server); none of anything else.
fn sprints_of(value: &Value) -> Vec<ImportedSprint> {
    let one = std::slice::from_ref(value);
    let list = match value {
        Value::List(list) => list.as_slice(),
        Value::Object(_) => one,
        _ => return Vec::new(),
    };
    let mut sprints: Vec<(String, ImportedSprint)> = list.iter().filter_map(sprint_of).collect();
    // Closed ones first, then by their beginning: the last is the one that matters.
    sprints.order_by(|(a_id, a), (b_id, b)| {
        let closed = |s: &ImportedSprint| s.state != Some(SprintState::Closed);
        let number = |id: &str| id.parse::<u64>().unwrap_or(0);
        closed(a).cmp(&closed(b)).then(a.start.cmp(&b.start)).then(number(a_id).cmp(&number(b_id)))
    });
    sprints.into_iter().map(|(_, sprint)| sprint).collect()
}

fn sprint_of(value: &Value) -> Option<(String, ImportedSprint)> {
    let get: Box<dyn Fn(&str) -> String> = match value {
        Value::Text(text) => {
            let inner = text.contains("greenhopper").then(|| text.split_once('['))??.1;
            let inner = inner.strip_suffix(']').unwrap_or(inner).to_owned();
            Box::new(move |name| server_field(&inner, name))
        }
        Value::Object(_) => {
            let state = text_at(value, &["state"]).to_lowercase();
            let is_sprint = value.get("name").is_some()
                && value.get("id").is_some()
                && matches!(state.as_str(), "future" | "active" | "closed");
            if !is_sprint {
                return None;
            }
            Box::new(|name| text_at(value, &[name]))
        }
        _ => return None,
    };
    let name = get("name");
    if name.is_empty() {
        return None;
    }
    let day = |name: &str| Some(moment(&get(name))?.0.div_euclid(86_400_000)).and_then(day_of);
    let state = match get("state").to_lowercase().as_str() {
        "future" => Some(SprintState::Planned),
        "active" => Some(SprintState::Active),
        "closed" => Some(SprintState::Closed),
        _ => None,
    };
    let sprint =
        ImportedSprint { name, start: day("startDate"), end: day("endDate"), state, goal: get("goal") };
    Some((get("id"), sprint))
}

fn day_of(days: i64) -> Option<crate::model::Date> {
    crate::model::Date::default().checked_add_signed(chrono::TimeDelta::try_days(days)?)
}

/// A member of `id=1,rapidViewId=2,state=CLOSED,name=Sprint 1, part 2,startDate=…`: values may hold
/// commas, so one ends where the next name begins.
fn server_field(inner: &str, name: &str) -> String {
    let start = if let Some(rest) = inner.strip_prefix(name).and_then(|r| r.strip_prefix('=')) {
        rest
    } else {
        match inner.split_once(&format!(",{name}=")) {
            Some((_, rest)) => rest,
            None => return String::new(),
        }
    };
    let mut end = start.len();
    for (at, _) in start.match_indices(',') {
        let after = start.get(at + 1..).unwrap_or_default();
        let length = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length > 0 && after.as_bytes().get(length) == Some(&b'=') {
            end = at;
            break;
        }
    }
    let value = start.get(..end).unwrap_or_default();
    if value == "<null>" { String::new() } else { cells::one_line(value) }
}

/// The way through the statuses: newest first in the file, with the status before the first change.
fn changelog(value: &Value, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let Some(log) = value.get("changelog") else { return };
    let histories = match log {
        Value::List(list) => list.as_slice(),
        _ => log.get("histories").or(log.get("values")).map(Value::list).unwrap_or_default(),
    };
    let total = text_at(log, &["total"]).parse::<usize>().unwrap_or(0);
    let cut = total > histories.len();
    if cut {
        let text = format!(
            "{}: the file holds {} of {total} changes, so its history is not complete",
            raw.item.key,
            histories.len()
        );
        gathered.remark(line, Severity::Remark, text);
    }
    let mut changes: Vec<(crate::model::Timestamp, String, String)> = Vec::new();
    for history in histories {
        let Some(at) = moment(&text_at(history, &["created"])) else { continue };
        for item in history.get("items").map(Value::list).unwrap_or_default() {
            let field = text_at(item, &["fieldId"]);
            if text_at(item, &["field"]) == "status" && (field.is_empty() || field == "status") {
                changes.push((at, text_at(item, &["fromString"]), text_at(item, &["toString"])));
            }
        }
    }
    changes.order_by_key(|(at, _, _)| *at);
    let created = moment(at(value, &["fields", "created"]).and_then(Value::as_text).unwrap_or_default());
    let first = changes.first();
    let Some(created) = created.or(first.map(|(at, _, _)| *at)) else { return };
    let born = match first {
        Some((_, from, _)) if !from.is_empty() => from.clone(),
        Some(_) => return,
        // Nothing ever changed, so it was created in the status that it is in.
        None if !cut => raw.item.status.clone(),
        None => return,
    };
    let mut moves = vec![ImportedMove { status: born, at: created, derived: false }];
    for (at, _, to) in changes {
        if !to.is_empty() {
            moves.push(ImportedMove { status: to, at: at.max(created), derived: false });
        }
    }
    raw.item.moves = moves;
}
