//! JSON files of trackers: read item by item, with helpers for what they have in common.

use super::cells;
use super::dates::RawDate;
use super::gather::Gathered;
use super::reading::Severity;
use super::refusal::{Refusal, RefusalKind as Kind};
use super::{azure, github, jira_json, trello};
use crate::json::{Fault, Outline, Span, Value, lenient};
use crate::model::{SourceSystem, Timestamp, Zone};

/// What a JSON file is, by the names in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Issues of Jira.
    JiraIssues,
    /// Jira's list of statuses.
    JiraStatuses,
    /// Jira's list of fields, which gives custom fields their names.
    JiraFields,
    /// Work items of Azure DevOps.
    AzureItems,
    /// All updates, or all revisions, of a work item.
    AzureHistory,
    /// States of a type, with their categories.
    AzureStates,
    /// Iterations with their dates.
    AzureIterations,
    /// The result of a query: ids without fields.
    AzureQuery,
    /// A board.
    Trello,
    /// Issues of GitHub.
    Github,
    /// A list without anything in it.
    Empty,
}

impl Shape {
    pub(super) const fn system(self) -> SourceSystem {
        match self {
            Self::JiraIssues | Self::JiraStatuses | Self::JiraFields | Self::Empty => SourceSystem::Jira,
            Self::AzureItems
            | Self::AzureHistory
            | Self::AzureStates
            | Self::AzureIterations
            | Self::AzureQuery => SourceSystem::AzureDevops,
            Self::Trello => SourceSystem::Trello,
            Self::Github => SourceSystem::Github,
        }
    }

    /// It holds items, rather than what is to be known about them.
    pub(super) const fn has_items(self) -> bool {
        matches!(self, Self::JiraIssues | Self::AzureItems | Self::AzureHistory | Self::Trello | Self::Github)
    }
}

/// A JSON file that is read part by part.
pub(super) struct Document {
    text: String,
    outline: Outline,
    pub(super) shape: Option<Shape>,
    /// What is read one by one.
    spans: Vec<Span>,
    next: usize,
    /// The byte and the line up to which lines were counted.
    counted: (usize, u64),
    /// What the reader of its tracker keeps from part to part.
    board: trello::Board,
    names: jira_json::Names,
}

impl Document {
    pub(super) fn new(text: String) -> Self {
        Self {
            text,
            outline: Outline::default(),
            shape: None,
            spans: Vec::new(),
            next: 0,
            counted: (0, 1),
            board: trello::Board::default(),
            names: jira_json::Names::default(),
        }
    }

    /// Looks at more of the outline; false when it is complete.
    ///
    /// # Errors
    /// [`Refusal`] when the text is no JSON, or is cut off.
    pub(super) fn outline(&mut self, portion: usize) -> Result<bool, Refusal> {
        self.outline.step(&self.text, portion).map_err(|fault| broken(&fault))
    }

    /// Tells what the file is from what was outlined so far.
    pub(super) fn recognise(&mut self) -> Option<Shape> {
        if self.shape.is_none() {
            self.shape = shape(&self.text, &self.outline);
        }
        self.shape
    }

    /// How much was outlined and read, from 0 to 1.
    pub(super) fn fraction(&self) -> f64 {
        let outlined = self.outline.place() as f64 / self.text.len().max(1) as f64;
        let read = self.next as f64 / self.spans.len().max(1) as f64;
        outlined * 0.3 + read * 0.7
    }

    fn member(&self, name: &str) -> Option<&crate::json::Part> {
        self.outline.parts.iter().find(|part| part.name == name)
    }

    /// The value of a member of the object at the top.
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        let part = self.member(name).filter(|part| !part.list)?;
        lenient(&self.text, part.spans.first()?.start).ok()
    }

    /// The parts of a list in the object at the top.
    pub(super) fn values(&self, name: &str) -> Vec<Value> {
        let spans = self.member(name).map(|part| part.spans.as_slice()).unwrap_or_default();
        spans.iter().filter_map(|span| lenient(&self.text, span.start).ok()).collect()
    }

    /// Gets ready to read the parts, once the outline is complete.
    pub(super) fn begin(&mut self, gathered: &mut Gathered) {
        let Some(shape) = self.shape else { return };
        let wanted: &[&str] = match shape {
            Shape::JiraIssues => &["issues", "", "values"],
            Shape::Trello => &["cards"],
            Shape::Github => &["", "items", "issues"],
            _ => &["value", "", "workItems"],
        };
        let lists = self.outline.parts.iter().filter(|part| part.list);
        for part in lists {
            if wanted.contains(&part.name.as_str()) {
                self.spans.extend(&part.spans);
            }
        }
        let single = self.spans.is_empty()
            && !self.outline.parts.iter().any(|p| p.list && wanted.contains(&p.name.as_str()));
        let lines = self.outline.values.iter().filter(|(list, _)| !list).count() > 1;
        if single || lines {
            // One item alone, or one a line.
            self.spans =
                self.outline.values.iter().filter(|(list, _)| !list).map(|(_, span)| *span).collect();
        }
        match shape {
            Shape::Trello => self.board = trello::Board::of(self, gathered),
            Shape::JiraIssues => self.names = jira_json::Names::of(self.value("names")),
            _ => {}
        }
    }

    /// Reads at most `max` parts; false when there are no more.
    ///
    /// # Errors
    /// [`Refusal`] where a part is no JSON.
    pub(super) fn step(&mut self, max: usize, gathered: &mut Gathered) -> Result<bool, Refusal> {
        let Some(shape) = self.shape else { return Ok(false) };
        for _ in 0..max.max(1) {
            let Some(span) = self.spans.get(self.next).copied() else { return Ok(false) };
            self.next += 1;
            let between = self.text.as_bytes().get(self.counted.0..span.start).unwrap_or_default();
            self.counted = (span.start, self.counted.1 + count_lines(between));
            let line = self.counted.1;
            let value = lenient(&self.text, span.start).map_err(|fault| broken(&fault))?;
            match shape {
                Shape::JiraIssues => jira_json::issue(&value, &mut self.names, line, gathered),
                Shape::JiraStatuses => jira_json::status(&value, gathered),
                Shape::JiraFields => {}
                Shape::AzureItems => azure::item(&value, line, gathered),
                Shape::AzureHistory => azure::history(&value, gathered),
                Shape::AzureStates => azure::state(&value, gathered),
                Shape::AzureIterations => azure::iteration(&value, gathered),
                Shape::AzureQuery | Shape::Empty => {}
                Shape::Trello => trello::card(&value, &self.board, line, gathered),
                Shape::Github => github::issue(&value, line, gathered),
            }
        }
        Ok(self.next < self.spans.len())
    }

    /// Ends the reading, behind the last part.
    pub(super) fn end(self, gathered: &mut Gathered) {
        match self.shape {
            Some(Shape::AzureHistory) => azure::end_of_history(gathered),
            Some(Shape::Trello) => self.board.end(gathered),
            _ => {}
        }
    }
}

fn count_lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

fn broken(fault: &Fault) -> Refusal {
    let mut refusal = if fault.is_end {
        Refusal::new(
            Kind::CutOff,
            &format!("This JSON file ends in the middle, on line {}: its download was cut off.", fault.line),
            "Export it again and choose the new file.",
        )
    } else {
        Refusal::new(
            Kind::BrokenFormat,
            &format!("This JSON file cannot be read: {fault}."),
            "Export it again; if it was edited by hand, mend that place.",
        )
    };
    refusal.line = Some(fault.line as u64);
    refusal
}

/// What a file is, by its members and by its first part; none where more has to be seen.
fn shape(text: &str, outline: &Outline) -> Option<Shape> {
    let has = |name: &str| outline.parts.iter().any(|part| part.name == name);
    if has("cards") && has("lists") {
        return Some(Shape::Trello);
    }
    if has("workItemRelations") || (has("workItems") && has("queryType")) {
        return Some(Shape::AzureQuery);
    }
    let whole = || outline.values.first().map(|(_, span)| *span);
    let lists = outline.parts.iter().filter(|part| part.list);
    for part in lists {
        let known = matches!(part.name.as_str(), "" | "issues" | "value" | "values" | "items");
        let Some(first) = part.spans.first() else {
            if known && whole().is_some() {
                return Some(Shape::Empty);
            }
            continue;
        };
        let Ok(first) = lenient(text, first.start) else {
            // Reading it will tell where it is broken.
            if known {
                return Some(Shape::JiraIssues);
            }
            continue;
        };
        let found = match part.name.as_str() {
            "issues" if first.get("fields").is_some() || first.get("key").is_some() => {
                Some(Shape::JiraIssues)
            }
            "issues" | "items" => element(&first),
            "" | "value" | "values" => element(&first),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    whole().and_then(|span| lenient(text, span.start).ok()).and_then(|value| {
        let iterations = value.get("structureType").and_then(Value::as_text) == Some("iteration");
        if iterations { Some(Shape::AzureIterations) } else { element(&value) }
    })
}

/// What one part of a list is.
fn element(value: &Value) -> Option<Shape> {
    let has = |name: &str| value.get(name).is_some();
    let fields = value.get("fields");
    let azure = fields.is_some_and(|f| match f {
        Value::Object(members) => members.keys().any(|name| name.starts_with("System.")),
        _ => false,
    });
    let of_the_past = text_at(value, &["url"]).contains("/revisions/");
    if azure && (has("workItemId") || of_the_past) || (has("revisedDate") && has("revisedBy") && has("rev")) {
        return Some(Shape::AzureHistory);
    }
    if azure {
        return Some(Shape::AzureItems);
    }
    if has("key") && fields.is_some() {
        return Some(Shape::JiraIssues);
    }
    if has("statusCategory") && has("name") {
        return Some(Shape::JiraStatuses);
    }
    if has("statuses") && has("subtask") {
        return Some(Shape::JiraStatuses);
    }
    if has("schema") && has("name") && has("id") && has("navigable") {
        return Some(Shape::JiraFields);
    }
    if has("category")
        && has("name")
        && (has("color") || value.get("category").is_some_and(is_azure_category))
    {
        return Some(Shape::AzureStates);
    }
    if has("structureType") || (has("attributes") && has("path") && has("name")) {
        return Some(Shape::AzureIterations);
    }
    if has("number") && has("title") {
        return Some(Shape::Github);
    }
    None
}

fn is_azure_category(value: &Value) -> bool {
    value.as_text().is_some_and(|word| super::categories::azure(word).is_some())
}

/// The member at a path of names.
pub(super) fn at<'a>(value: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

/// A text or a number at a path, on one line; empty where there is none.
pub(super) fn text_at(value: &Value, path: &[&str]) -> String {
    match at(value, path) {
        Some(Value::Text(text)) => cells::one_line(text),
        Some(Value::Number(number)) => whole(number),
        _ => String::new(),
    }
}

/// A number as people write it: `5.0` is `5`.
pub(super) fn whole(number: &str) -> String {
    number.strip_suffix(".0").unwrap_or(number).to_owned()
}

/// A moment that carries its offset.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    RawDate::parse(text)?.moment(&super::dates::ColumnOrder { day_first: true }, &Zone::utc())
}

/// What people would read of a value of any shape; empty where there is nothing.
pub(super) fn readable(value: &Value) -> Vec<String> {
    const NAMES: [&str; 10] =
        ["displayName", "name", "value", "title", "fullName", "key", "text", "login", "content", "filename"];
    match value {
        Value::Null => Vec::new(),
        Value::Bool(is) => vec![if *is { "Yes" } else { "No" }.to_owned()],
        Value::Number(number) => vec![whole(number)],
        Value::Text(text) => {
            let text = cells::clean(text);
            if text.trim().is_empty() { Vec::new() } else { vec![text] }
        }
        Value::List(parts) => parts.iter().flat_map(readable).collect(),
        Value::Object(members) if members.is_empty() => Vec::new(),
        Value::Object(members) => {
            if members.get("type").and_then(Value::as_text) == Some("doc") {
                return Some(super::adf::to_text(value)).filter(|t| !t.is_empty()).into_iter().collect();
            }
            let named = NAMES
                .iter()
                .find_map(|name| members.get(*name).filter(|v| !matches!(v, Value::Null | Value::Object(_))));
            match named {
                Some(name) => {
                    let mut all = readable(name);
                    // A cascading choice has a second part.
                    if let (Some(first), Some(child)) = (all.first_mut(), members.get("child")) {
                        readable(child).first().into_iter().for_each(|c| first.push_str(&format!(" - {c}")));
                    }
                    all
                }
                None => vec![crate::json::to_text(value).chars().take(2000).collect()],
            }
        }
    }
}

/// Says that a part was not read.
pub(super) fn not_read(gathered: &mut Gathered, line: u64, what: &str) {
    gathered.remark(line, Severity::NotRead, what.to_owned());
}
