//! Work items as Azure DevOps' REST API gives them, with their updates, revisions and relations.

use super::categories;
use super::cells;
use super::document::{moment, not_read, readable, text_at};
use super::field::Field;
use super::gather::{Days, Gathered};
use super::html;
use super::raw::RawItem;
use super::reading::Severity;
use crate::command::{ImportedMove, ImportedSprint};
use crate::json::Value;
use crate::model::order::InOrder;
use crate::model::{Category, Date, ItemKind, Points};

/// Reference names of fields that are read, and what they feed.
const KNOWN: [(&str, Field); 24] = [
    ("System.Title", Field::Title),
    ("System.WorkItemType", Field::Type),
    ("System.State", Field::Status),
    ("System.AssignedTo", Field::Owner),
    ("System.Tags", Field::Labels),
    ("System.AreaPath", Field::Team),
    ("System.IterationPath", Field::Sprint),
    ("System.TeamProject", Field::ProjectName),
    ("System.Description", Field::Notes),
    ("System.CreatedDate", Field::Created),
    ("System.ChangedDate", Field::Updated),
    ("System.Parent", Field::ParentKey),
    ("Microsoft.VSTS.Common.Priority", Field::Priority),
    ("Microsoft.VSTS.Common.ClosedDate", Field::Resolved),
    ("Microsoft.VSTS.Common.ActivatedDate", Field::Started),
    ("Microsoft.VSTS.Common.StateChangeDate", Field::CategoryChanged),
    ("Microsoft.VSTS.Common.ResolvedReason", Field::Resolution),
    ("Microsoft.VSTS.Scheduling.StoryPoints", Field::Estimate),
    ("Microsoft.VSTS.Scheduling.Effort", Field::Estimate),
    ("Microsoft.VSTS.Scheduling.Size", Field::Estimate),
    ("Microsoft.VSTS.Scheduling.DueDate", Field::Due),
    ("Microsoft.VSTS.Scheduling.TargetDate", Field::Due),
    ("Microsoft.VSTS.Build.FoundIn", Field::AffectedRelease),
    ("Microsoft.VSTS.CMMI.Blocked", Field::Blocked),
];

/// Fields without a meaning for people.
const PASSED: [&str; 22] = [
    "System.Id",
    "System.Rev",
    "System.AreaId",
    "System.IterationId",
    "System.NodeName",
    "System.AuthorizedDate",
    "System.RevisedDate",
    "System.AuthorizedAs",
    "System.PersonId",
    "System.Watermark",
    "System.AreaLevel1",
    "System.AreaLevel2",
    "System.AreaLevel3",
    "System.IterationLevel1",
    "System.IterationLevel2",
    "System.IterationLevel3",
    "System.CommentCount",
    "System.HyperLinkCount",
    "System.AttachedFileCount",
    "System.ExternalLinkCount",
    "System.RelatedLinkCount",
    "System.RemoteLinkCount",
];

/// Reads one work item.
pub(super) fn item(value: &Value, line: u64, gathered: &mut Gathered) {
    gathered.rows += 1;
    gathered.manner.days = Days::Midnight;
    let Some(fields) = value.get("fields") else {
        return not_read(gathered, line, "A work item without fields. It is not read");
    };
    let id =
        Some(text_at(value, &["id"])).filter(|id| !id.is_empty()).unwrap_or(text_at(fields, &["System.Id"]));
    let title = text_at(fields, &["System.Title"]);
    if id.is_empty() || title.is_empty() {
        let text = format!("Work item {id} has no id or no title. It is not read");
        return not_read(gathered, line, &text);
    }
    let mut raw = RawItem::default();
    raw.item.line = line;
    raw.item.key = id;
    raw.item.title = title;
    let web = text_at(value, &["_links", "html", "href"]);
    raw.item.url = Some(web).filter(|url| cells::is_address(url));
    let Value::Object(members) = fields else { return };
    for (name, value) in members {
        match KNOWN.iter().find(|(known, _)| known == name) {
            Some((_, field)) => {
                gathered.feed(*field, name);
                known(*field, name, value, &mut raw, gathered, line);
            }
            None if PASSED.contains(&name.as_str()) => {}
            None => {
                let words: Vec<String> = readable(value).iter().map(|w| html::to_text(w)).collect();
                if words.iter().any(|w| !w.is_empty()) {
                    gathered.extra(name);
                    raw.item.extra.insert(name.clone(), words);
                }
            }
        }
    }
    if raw.item.kind == Some(ItemKind::Bug) {
        raw.item.invalid = cells::is_invalid(&raw.resolution);
    } else if let Some(release) = raw.item.affected_release.take() {
        raw.keep("Microsoft.VSTS.Build.FoundIn", &release);
    }
    relations(value, &mut raw, gathered, line);
    gathered.take(raw);
}

fn known(field: Field, name: &str, value: &Value, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let text = text_at(value, &[]);
    let some = || Some(text.clone()).filter(|text| !text.is_empty());
    match field {
        Field::Type => raw.item.kind = some().map(|kind| cells::kind(&kind)),
        Field::Status => raw.item.status = text,
        Field::Owner => person(value, raw),
        Field::Labels => text.split(';').for_each(|label| raw.label(label)),
        Field::Team | Field::Sprint => {
            let last = cells::last_of_path(&text);
            if field == Field::Team {
                raw.item.team = last
            } else {
                raw.item.sprint = last
            }
            raw.keep(name, &text);
            gathered.extra(name);
        }
        Field::ProjectName => raw.project_name = text,
        Field::Notes => raw.item.notes = html::to_text(value.as_text().unwrap_or_default()),
        Field::ParentKey => raw.parent(&text),
        Field::Priority => raw.item.priority = cells::azure_priority(&text),
        Field::Resolution => {
            raw.keep(name, &text);
            gathered.extra(name);
            raw.resolution = text;
        }
        Field::Estimate => {
            if let Some(points) = Points::parse(&text) {
                raw.item.estimate = raw.item.estimate.or(Some(points));
            } else if !text.is_empty() {
                raw.keep(name, &text);
                gathered.extra(name);
                let what = format!("“{}” is not a number of points. Kept as text", cells::short(&text));
                gathered.remark_in(line, Some(name), Severity::Remark, what);
            }
        }
        Field::AffectedRelease => raw.item.affected_release = some(),
        Field::Blocked => raw.item.blocked = some().filter(|flag| !cells::is_no(flag)),
        Field::Due if text.is_empty() => {}
        field if super::raw::DATES.contains(&field) && raw.set_date(field, &text) => {
            raw.keep(name, &text);
            gathered.extra(name);
            let what = format!("Date “{}” is not a date. Kept as text", cells::short(&text));
            gathered.remark_in(line, Some(name), Severity::Remark, what);
        }
        _ => {}
    }
}

/// `Name <mail>`, or an object with name and mail.
fn person(value: &Value, raw: &mut RawItem) {
    match value {
        Value::Text(text) => raw.set_owner(text),
        _ => {
            raw.owner = text_at(value, &["displayName"]);
            raw.owner_id = text_at(value, &["uniqueName"]);
        }
    }
}

fn relations(value: &Value, raw: &mut RawItem, gathered: &mut Gathered, line: u64) {
    let Some(relations) = value.get("relations") else { return };
    gathered.feed(Field::Parent, "relations");
    for relation in relations.list() {
        let url = text_at(relation, &["url"]);
        let other = url.rsplit('/').next().unwrap_or_default();
        if !other.bytes().all(|b| b.is_ascii_digit()) || other.is_empty() {
            continue;
        }
        if other == raw.item.key {
            let text = format!("{other} is linked to itself. The link is left out");
            gathered.remark(line, Severity::Remark, text);
            continue;
        }
        let rel = text_at(relation, &["rel"]);
        match rel.rsplit('.').next().unwrap_or_default() {
            "Hierarchy-Reverse" => raw.parent(other),
            // The child says who its parent is, unless it is not in the file; then nothing is lost here.
            "Hierarchy-Forward" => {}
            // A predecessor has to be done first.
            "Dependency-Reverse" => raw.link("Blocks", other, true),
            "Dependency-Forward" => raw.link("Blocks", other, false),
            "Related" => raw.link("Relates", other, false),
            "Duplicate-Forward" => raw.link("Duplicate", other, true),
            "Duplicate-Reverse" => raw.link("Duplicate", other, false),
            _ if rel.starts_with("System.LinkTypes.") || rel.starts_with("Microsoft.VSTS.") => {
                raw.link(&link_name(&rel), other, rel.ends_with("-Reverse"));
            }
            _ => {}
        }
    }
}

/// `Microsoft.VSTS.Common.TestedBy-Forward` is `Tested By`, and so is its other side, which Azure
/// DevOps shows under another name: one link has one name.
fn link_name(rel: &str) -> String {
    let name = rel.rsplit('.').next().unwrap_or(rel);
    let name = name.trim_end_matches("-Forward").trim_end_matches("-Reverse");
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter);
    }
    words
}

/// One update or one revision: notes the state from its moment on.
pub(super) fn history(value: &Value, gathered: &mut Gathered) {
    let key =
        Some(text_at(value, &["workItemId"])).filter(|id| !id.is_empty()).unwrap_or(text_at(value, &["id"]));
    let Some(fields) = value.get("fields").filter(|_| !key.is_empty()) else { return };
    // An update has old and new values; a revision has the fields as they were.
    let new = |name: &str| match fields.get(name) {
        Some(change @ Value::Object(_)) => text_at(change, &["newValue"]),
        Some(value) => text_at(value, &[]),
        None => String::new(),
    };
    let state = new("System.State");
    // `revisedDate` is the end of a revision, and of the last one the year 9999.
    if let Some(at) = moment(&new("System.ChangedDate"))
        && !state.is_empty()
    {
        let moves = gathered.histories.entry(key.clone()).or_default();
        moves.push(ImportedMove { status: state, at, derived: false });
    }
    fold(key, fields, gathered);
}

/// Puts what an update or a revision says over what those before it said: the last is the item as it is.
fn fold(key: String, fields: &Value, gathered: &mut Gathered) {
    let Value::Object(members) = fields else { return };
    let known = gathered.revisions.entry(key).or_insert_with(|| Value::Object(Default::default()));
    let Value::Object(known) = known else { return };
    for (name, value) in members {
        let value = match value {
            // Nothing new means that the field was emptied.
            Value::Object(change) if change.contains_key("newValue") || change.contains_key("oldValue") => {
                change.get("newValue").cloned().unwrap_or_default()
            }
            value => value.clone(),
        };
        known.insert(name.clone(), value);
    }
}

/// Puts histories in order, and items together of which only updates or revisions are there.
pub(super) fn end_of_history(gathered: &mut Gathered) {
    for moves in gathered.histories.values_mut() {
        moves.order_by_key(|m| m.at);
        moves.dedup_by(|later, earlier| later.status == earlier.status);
    }
}

/// Takes items in of which only updates or revisions are there; those with a file of their own stand.
pub(super) fn take_revised(gathered: &mut Gathered) {
    for (key, fields) in std::mem::take(&mut gathered.revisions) {
        let titled = fields.get("System.Title").is_some();
        if titled && !gathered.by_key.contains_key(&key) {
            let members = [("id".to_owned(), Value::Text(key)), ("fields".to_owned(), fields)];
            item(&Value::Object(members.into_iter().collect()), 1, gathered);
        }
    }
}

/// A state of a type, with what it counts as.
pub(super) fn state(value: &Value, gathered: &mut Gathered) {
    let name = text_at(value, &["name"]);
    let category = categories::azure(&text_at(value, &["category"]))
        .or_else(|| categories::azure(&text_at(value, &["stateCategory"])));
    if let Some(category) = category
        && !name.is_empty()
    {
        gathered.categories.insert(name, category);
    }
}

/// An iteration with its dates, and those below it.
pub(super) fn iteration(value: &Value, gathered: &mut Gathered) {
    let day = |name: &str| -> Option<Date> {
        let moment = moment(&text_at(value, &["attributes", name]))?;
        crate::model::parse_day(moment.to_string().get(..10)?)
    };
    let name = text_at(value, &["name"]);
    let (start, end) = (day("startDate"), day("finishDate"));
    if !name.is_empty() && (start.is_some() || end.is_some()) {
        gathered.sprint(ImportedSprint { name, start, end, state: None, goal: String::new() });
    }
    for child in value.get("children").map(Value::list).unwrap_or_default() {
        iteration(child, gathered);
    }
}

/// What the states of the usual processes count as.
pub(super) fn by_state(name: &str) -> Option<Category> {
    match name.to_lowercase().as_str() {
        "new" | "proposed" | "to do" | "approved" | "design" | "ready" => Some(Category::ToDo),
        "active" | "committed" | "doing" | "in progress" | "resolved" | "open" | "in planning" => {
            Some(Category::InProgress)
        }
        "done" | "closed" | "completed" => Some(Category::Done),
        "removed" => Some(Category::Cancelled),
        _ => None,
    }
}
