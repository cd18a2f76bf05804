//! What a file is, from its content: names and extensions lie.

use super::document::{Document, Shape};
use super::jira_xml::is_feed;
use super::refusal::{Refusal, RefusalKind as Kind};
use super::table::{Table, suggest};
use crate::exchange::table::Rows;
use crate::exchange::text::{self, Decoded, NotText};
use crate::model::{ColumnMap, SourceSystem};

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// Work items of this tracker, or what is to be known about them: read it with [`super::Reader`].
    Items(SourceSystem),
    /// A table whose columns are not known: the user picks them and [`super::Reader`] reads it.
    Columns {
        /// The header row.
        headers: Vec<String>,
        /// What the headers suggest: field → header.
        suggested: ColumnMap,
    },
    /// A snapshot of a program (JSON with `"format": "gluework-snapshot"`).
    Snapshot,
    /// An iCalendar file.
    Calendar,
    /// A schedule of Microsoft Project, as XML.
    Schedule,
    /// Results of tests, as JUnit's XML.
    TestReport,
    /// Costs, as FOCUS or as a plain table.
    Costs,
    /// A file that cannot be read, and why.
    Refused(Refusal),
}

impl Recognised {
    /// Why a file of this kind is not read as work items; none where it is.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        let (what, advice) = match self {
            Self::Items(_) | Self::Columns { .. } => return None,
            Self::Refused(refusal) => return Some(refusal.clone()),
            Self::Snapshot => {
                ("This is a Gluework snapshot, not a tracker's export.", "Open it alone to restore it.")
            }
            Self::Calendar => ("This file is a calendar (iCalendar), not a list of work items.", OTHER),
            Self::Schedule => {
                ("This file is a schedule of Microsoft Project, not a list of work items.", OTHER)
            }
            Self::TestReport => ("This file holds results of tests (JUnit), not work items.", OTHER),
            Self::Costs => ("This file is a table of costs, not a list of work items.", OTHER),
        };
        Some(Refusal::new(Kind::OtherFormat, what, advice))
    }
}

const OTHER: &str = "Choose the export of a tracker, as CSV, JSON or XML.";

/// The beginnings of a file by which it is told apart, before all of it is looked at.
pub(super) enum Sniffed {
    Json(Decoded),
    Feed(Decoded),
    Table(Decoded),
    Other(Recognised),
}

/// Looks at the head of a decoded file.
pub(super) fn sniff(decoded: Decoded) -> Sniffed {
    let head = decoded.text.trim_start();
    if head.starts_with(['{', '[']) {
        return if is_snapshot(head) { Sniffed::Other(Recognised::Snapshot) } else { Sniffed::Json(decoded) };
    }
    if starts_with_ignoring_case(head, "BEGIN:VCALENDAR") {
        return Sniffed::Other(Recognised::Calendar);
    }
    if head.starts_with('<') {
        return if is_feed(head) { Sniffed::Feed(decoded) } else { Sniffed::Other(markup(head)) };
    }
    if is_costs(head) {
        return Sniffed::Other(Recognised::Costs);
    }
    Sniffed::Table(decoded)
}

/// Tells what a file is.
///
/// Of a large file only the beginning is looked at, where that is enough: the rest is read in slices.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Recognised {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    match tell(head) {
        Recognised::Refused(refusal) if head.len() < bytes.len() => match refusal.kind {
            // What was looked for may stand behind the beginning.
            Kind::CutOff | Kind::OtherFormat | Kind::HeaderOnly => tell(bytes),
            _ => Recognised::Refused(refusal),
        },
        told => told,
    }
}

/// As much of a large file as is looked at first, in bytes.
const HEAD: usize = 1 << 20;

fn tell(bytes: &[u8]) -> Recognised {
    let decoded = match text::decode(bytes.to_vec()) {
        Ok(decoded) => decoded,
        Err(why) => return Recognised::Refused(not_text(&why)),
    };
    match sniff(decoded) {
        Sniffed::Other(recognised) => recognised,
        Sniffed::Feed(_) => Recognised::Items(SourceSystem::Jira),
        Sniffed::Table(decoded) => match Table::open(decoded.text, &ColumnMap::new()) {
            Ok(table) => Recognised::Items(table.system()),
            Err(refusal) if refusal.kind == Kind::ColumnsNeeded => {
                Recognised::Columns { suggested: suggest(&refusal.headers), headers: refusal.headers }
            }
            Err(refusal) => Recognised::Refused(refusal),
        },
        Sniffed::Json(decoded) => {
            let mut document = Document::new(decoded.text);
            loop {
                let more = document.outline(1 << 16);
                match (document.recognise(), more) {
                    (Some(Shape::Empty), Ok(true)) => {}
                    (Some(shape), _) => return Recognised::Items(shape.system()),
                    (None, Ok(true)) => {}
                    (None, Ok(false)) => return Recognised::Refused(unknown_json()),
                    (None, Err(refusal)) => return Recognised::Refused(refusal),
                }
            }
        }
    }
}

/// Beginnings of text files that are no tables.
const MARKUP: &[(&str, &str)] = &[
    ("<!doctype html", "a web page (often the sign-in page, saved instead of the export)"),
    ("<html", "a web page (often the sign-in page, or Jira's “Excel” export)"),
];

/// What a file of markup is, by its first element.
fn markup(head: &str) -> Recognised {
    let named =
        MARKUP.iter().find(|(start, _)| starts_with_ignoring_case(head, start)).map(|(_, name)| *name);
    let (element, rest) = first_element(head);
    let what = match (named, element) {
        (Some(name), _) => name.to_owned(),
        (None, "Project") if rest.contains("schemas.microsoft.com/project") => return Recognised::Schedule,
        (None, "testsuites" | "testsuite") => return Recognised::TestReport,
        (None, "html") => "a web page".to_owned(),
        (None, "") => "XML".to_owned(),
        (None, name) => format!("XML of another kind (<{}>)", super::cells::short(name)),
    };
    Recognised::Refused(Refusal::new(
        Kind::OtherFormat,
        &format!("This file is {what}, not an export of work items."),
        "In Jira, open the list of issues and choose Export, then “Export CSV (all fields)” or “Export XML”.",
    ))
}

/// The name of the first element behind declarations and comments, and the text from there.
fn first_element(head: &str) -> (&str, &str) {
    let mut rest = head.trim_start();
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let end = if rest.starts_with("<!--") { "-->" } else { ">" };
        let Some(at) = rest.find(end) else { return ("", "") };
        rest = rest.get(at + end.len()..).unwrap_or_default().trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let end = name.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(name.len());
    let mut window = rest.len().min(2000);
    while !rest.is_char_boundary(window) {
        window -= 1;
    }
    (name.get(..end).unwrap_or_default(), rest.get(..window).unwrap_or_default())
}

/// A snapshot that was cut off is still one: its reader says where it ends.
fn is_snapshot(head: &str) -> bool {
    let start: String = head.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    start.contains("\"format\":\"gluework-snapshot\"")
}

/// Whether a table's header row is one of costs: FOCUS, or a day and an amount without any title.
fn is_costs(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default().to_owned();
    if first.len() > 20_000 {
        return false;
    }
    let mut names = Vec::new();
    Rows::new(first).read(1, &mut |_, record| names.extend(record.iter().map(|h| h.trim().to_lowercase())));
    let has = |name: &str| names.iter().any(|n| n == name);
    if has("billedcost") || has("effectivecost") {
        return true;
    }
    has("date")
        && has("amount")
        && (has("currency") || has("project"))
        && !has("title")
        && !has("summary")
        && !has("key")
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// JSON of no shape that is known.
pub(super) fn unknown_json() -> Refusal {
    Refusal::new(
        Kind::OtherFormat,
        "This file is JSON, but of no tracker that is known here.",
        "Known are issues of Jira's and GitHub's REST API, work items of Azure DevOps, boards of Trello, and \
         snapshots of this app.",
    )
}

pub(super) fn not_text(why: &NotText) -> Refusal {
    match why {
        NotText::Empty => Refusal::new(
            Kind::Empty,
            "This file is empty.",
            "Export it from the tracker again and choose the new file.",
        ),
        NotText::Known(name) => Refusal::new(
            Kind::NotText,
            &format!("This file is {name}, not text."),
            "Export from the tracker as CSV, JSON or XML, and choose that file.",
        ),
        NotText::Binary => Refusal::new(
            Kind::NotText,
            "This file holds bytes that no text has.",
            "Choose the file that the tracker exported.",
        ),
        NotText::OtherEncoding { line } => {
            let mut refusal = Refusal::new(
                Kind::OtherEncoding,
                &format!("Line {line} holds letters in an old encoding, so names would be garbled."),
                "Export it from the tracker again, or save it as “CSV UTF-8” in the program that saved it last.",
            );
            refusal.line = Some(*line);
            refusal
        }
    }
}
