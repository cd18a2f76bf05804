//! What a file is, from its content: names and extensions lie.

use super::columns::Columns;
use super::headers::Field;
use super::refusal::{Refusal, RefusalKind as Kind};
use crate::exchange::table::{Rows, is_excel_mangled};
use crate::exchange::text::{self, NotText};
use crate::json::{Value, from_text};
use crate::model::ColumnMap;

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// A Jira export: read it with [`super::Reader`].
    JiraCsv,
    /// A snapshot of a program (JSON with `"format": "gluework-snapshot"`).
    Snapshot,
    /// A table whose columns are not known: the user can pick them and [`super::Reader`] reads it.
    /// Carries the header row.
    OtherCsv(Vec<String>),
    /// A file that cannot be read, and why.
    Refused(Refusal),
}

/// Tells what a file is.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Recognised {
    match open(bytes.to_vec(), &ColumnMap::new()) {
        Ok(_) => Recognised::JiraCsv,
        Err(Stop::Snapshot) => Recognised::Snapshot,
        Err(Stop::Refused(refusal)) if refusal.kind == Kind::ColumnsNeeded => {
            Recognised::OtherCsv(refusal.headers)
        }
        Err(Stop::Refused(refusal)) => Recognised::Refused(refusal),
    }
}

/// Why a file is not read as a table.
pub(super) enum Stop {
    Snapshot,
    Refused(Refusal),
}

impl From<Stop> for Refusal {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Refused(refusal) => refusal,
            Stop::Snapshot => Self::new(
                Kind::OtherFormat,
                "This is a Gluework snapshot, not a tracker's export.",
                "Open it with “Restore a snapshot”.",
            ),
        }
    }
}

/// A table that was opened: its rows stand behind the header.
pub(super) struct Opened {
    pub(super) rows: Rows,
    pub(super) columns: Columns,
    /// Characters that could not be decoded.
    pub(super) broken: usize,
    pub(super) header: Vec<String>,
    /// The physical line of the header.
    pub(super) line: u64,
}

/// Decodes a file and reads its header row.
pub(super) fn open(bytes: Vec<u8>, picked: &ColumnMap) -> Result<Opened, Stop> {
    let decoded = text::decode(bytes).map_err(|why| Stop::Refused(not_text(&why)))?;
    let head = decoded.text.trim_start();
    if head.starts_with(['{', '[']) {
        return Err(json(head));
    }
    if let Some((_, name)) = MARKUP.iter().find(|(start, _)| starts_with_ignoring_case(head, start)) {
        return Err(Stop::Refused(Refusal::new(
            Kind::OtherFormat,
            &format!("This file is {name}, not a CSV export."),
            "In Jira, open the list of issues and choose Export, then “Export CSV (all fields)”.",
        )));
    }
    if is_excel_mangled(&decoded.text) {
        return Err(Stop::Refused(Refusal::new(
            Kind::ExcelMangled,
            "A spreadsheet program saved over this export: whole rows are wrapped in quotes or end in “;;;”, \
             so it is no longer known where a cell ends.",
            "Export it from Jira again and choose the downloaded file without opening it in Excel first.",
        )));
    }
    let mut rows = Rows::new(decoded.text);
    let (mut header, mut line) = (None, 1);
    rows.read(1, &mut |place, record| {
        line = place.line;
        header = Some(record.clone());
    });
    let header = header.unwrap_or_default();
    let columns = Columns::new(&header, picked);
    let header: Vec<String> = header.iter().map(str::to_owned).collect();
    let needed = [Field::Key, Field::Title].into_iter().filter(|f| !columns.has(*f));
    let missing: Vec<&str> = needed.map(Field::name).collect();
    if missing.len() == 2 && header.len() < 2 {
        return Err(Stop::Refused(Refusal::new(
            Kind::OtherFormat,
            "This text is no table of issues: its first line holds no columns.",
            "Choose a CSV file that a tracker exported.",
        )));
    }
    if !missing.is_empty() {
        let mut refusal = Refusal::new(
            Kind::ColumnsNeeded,
            &format!(
                "No column of this table is known as the issue's {}.",
                missing.join(" or ").to_lowercase()
            ),
            "Pick the columns by hand, or export again with “Export CSV (all fields)”.",
        );
        refusal.headers = header;
        refusal.line = Some(line);
        return Err(Stop::Refused(refusal));
    }
    if rows.is_at_end() {
        return Err(Stop::Refused(Refusal::new(
            Kind::HeaderOnly,
            "This export has a header row and no issues.",
            "Check the filter in Jira and export again.",
        )));
    }
    Ok(Opened { rows, columns, broken: decoded.broken, header, line })
}

/// Beginnings of text files that are no tables.
const MARKUP: &[(&str, &str)] = &[
    ("<!doctype html", "a web page (often the sign-in page, saved instead of the export)"),
    ("<html", "a web page (often the sign-in page, or Jira's “Excel” export)"),
    ("<", "XML"),
    ("BEGIN:VCALENDAR", "a calendar"),
];

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn not_text(why: &NotText) -> Refusal {
    match why {
        NotText::Empty => Refusal::new(
            Kind::Empty,
            "This file is empty.",
            "Export it from Jira again and choose the new file.",
        ),
        NotText::Known(name) => Refusal::new(
            Kind::NotText,
            &format!("This file is {name}, not text."),
            "In Jira, choose Export and then “Export CSV (all fields)”, and choose that file.",
        ),
        NotText::Binary => Refusal::new(
            Kind::NotText,
            "This file holds bytes that no text has.",
            "Choose the CSV file that Jira exported.",
        ),
        NotText::OtherEncoding { line } => {
            let mut refusal = Refusal::new(
                Kind::OtherEncoding,
                &format!("Line {line} holds letters in an old encoding, so names would be garbled."),
                "Export it from Jira again, or save it as “CSV UTF-8” in the program that saved it last.",
            );
            refusal.line = Some(*line);
            refusal
        }
    }
}

fn json(text: &str) -> Stop {
    let file: Value = from_text(text).unwrap_or_default();
    // A snapshot that was cut off is still one: its reader says where it ends.
    let head: String = text.chars().take(400).filter(|c| !c.is_whitespace()).collect();
    let named = head.contains("\"format\":\"gluework-snapshot\"");
    if named || file.get("format").and_then(Value::as_text) == Some("gluework-snapshot") {
        return Stop::Snapshot;
    }
    Stop::Refused(Refusal::new(
        Kind::OtherFormat,
        "This file is JSON, but no Gluework snapshot.",
        "Choose a snapshot that was saved here, or a CSV export of your tracker.",
    ))
}
