//! Files that bring other records than work items: calendars, schedules, test reports, costs.
//!
//! Bytes → [`recognise`] → [`read`] → a [`FileReading`]: what the file holds, what was not
//! understood, by line, and the [`crate::command::FileBatch`] that the command applies. Reading
//! changes nothing; [`crate::command::plan_file`] tells what applying would do.

pub mod cost;
pub mod ics;
pub mod junit;
pub mod project;
mod several;
mod xml;

pub(super) use ics::OWN_DAYS;
pub use several::together;

use crate::command::{FileBatch, ProjectChoice};
use crate::exchange::text::{self, NotText};
use crate::json::json_record;
use crate::model::{ColumnMap, Currency, Date, ProjectId, ReleaseId, Zone, ZoneOf};
use std::collections::BTreeMap;
use std::fmt;

/// The kinds of file that are read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A calendar (iCalendar).
    Calendar,
    /// A schedule of Microsoft Project (XML).
    Project,
    /// A test runner's report (JUnit XML).
    Tests,
    /// A table of costs: FOCUS, or date, project, amount.
    Costs,
}

impl FileKind {
    /// What people call such a file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar (iCalendar)",
            Self::Project => "Microsoft Project (XML)",
            Self::Tests => "Test report (JUnit XML)",
            Self::Costs => "Costs (CSV)",
        }
    }
}

/// What everything is read against: nothing here knows a clock or a zone database.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    /// The program's zone: wall time without one is of it.
    pub zone: &'a Zone,
    /// Tells zones by name.
    pub zone_of: ZoneOf<'a>,
}

/// What the user said about a file; everything has a default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileAnswers {
    /// The project that the records go to.
    pub project: Option<ProjectId>,
    /// The name of a new project for them; none = by the file's own name.
    pub project_name: Option<String>,
    /// Which project a name in the file is.
    pub projects: BTreeMap<String, ProjectChoice>,
    /// Tests: the series that the run belongs to. Costs: the table's name, where several tables hold
    /// alike rows. None = by the file.
    pub series: Option<String>,
    /// Tests: the release that was tested.
    pub release: Option<ReleaseId>,
    /// Costs: the order of day and month where it is open; true = day first.
    pub day_first: Option<bool>,
    /// Costs: the currency of amounts without one.
    pub currency: Option<Currency>,
    /// Costs: columns picked by hand, field → header.
    pub columns: ColumnMap,
    /// A schedule: leave its tasks out, take its milestones and their dependencies only.
    pub milestones_only: bool,
}

json_record! {
    FileAnswers {
        project ?, project_name ?, projects ?, series ?, release ?, day_first ?, currency ?, columns ?,
        milestones_only ?,
    }
}

/// One thing about a file that the user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRemark {
    /// The physical line that it is about, from 1.
    pub line: u64,
    /// True = what stands there was not read; else it was, with something to look at.
    pub not_read: bool,
    /// What is the matter and what was done, without a full stop.
    pub text: String,
}

/// Dates that can be read both ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayOrder {
    /// One value when the day stands first.
    pub as_day_first: Date,
    /// The same value when the month stands first.
    pub as_month_first: Date,
    /// How it was read for now: true = day first.
    pub assumed_day_first: bool,
}

/// A file that was read to its end.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReading {
    /// What kind of file it is.
    pub kind: FileKind,
    /// What it holds, in words with numbers: `64 events`, `5 series`.
    pub found: Vec<String>,
    /// What to plan and apply.
    pub batch: FileBatch,
    /// Asked where dates can be read both ways.
    pub day_order: Option<DayOrder>,
    /// Amounts came without a currency and took this one.
    pub assumed_currency: Option<Currency>,
    /// What was not understood, by line.
    pub remarks: Vec<FileRemark>,
}

impl FileReading {
    /// How many parts of the file were not read.
    #[must_use]
    pub fn not_read(&self) -> usize {
        self.remarks.iter().filter(|r| r.not_read).count()
    }
}

/// A file that was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRefusal {
    /// What happened, as one or two sentences.
    pub what: String,
    /// What the user can do.
    pub advice: String,
    /// The physical line and the column, from 1, where there are any to name.
    pub place: Option<(u64, u64)>,
    /// The header row of a table whose columns are not known: the user can pick them.
    pub headers: Vec<String>,
}

impl FileRefusal {
    pub(super) fn new(what: &str, advice: &str) -> Self {
        Self { what: what.to_owned(), advice: advice.to_owned(), place: None, headers: Vec::new() }
    }

    pub(super) fn at(mut self, line: u64, column: u64) -> Self {
        self.place = Some((line, column));
        self
    }
}

impl fmt::Display for FileRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some((line, column)) = self.place {
            write!(f, " It is at line {line}, column {column}.")?;
        }
        write!(f, " Nothing was changed. {}", self.advice)
    }
}

impl std::error::Error for FileRefusal {}

/// Tells whether a file is one of those that are read here, by its content.
#[must_use]
pub fn recognise(bytes: &[u8]) -> Option<FileKind> {
    if ics::recognise_ics(bytes) {
        Some(FileKind::Calendar)
    } else if project::recognise_project(bytes) {
        Some(FileKind::Project)
    } else if junit::recognise_junit(bytes) {
        Some(FileKind::Tests)
    } else if cost::recognise_costs(bytes) {
        Some(FileKind::Costs)
    } else {
        None
    }
}

/// Reads a file of a kind.
///
/// # Errors
/// [`FileRefusal`] with what is the matter; reading has changed nothing.
pub fn read(
    kind: FileKind,
    bytes: Vec<u8>,
    ground: Ground<'_>,
    answers: &FileAnswers,
) -> Result<FileReading, FileRefusal> {
    match kind {
        FileKind::Calendar => ics::read(bytes, ground, answers),
        FileKind::Project => project::read(bytes, ground, answers),
        FileKind::Tests => junit::read(bytes, ground, answers),
        FileKind::Costs => cost::read(bytes, answers),
    }
}

/// The first characters of a file as text, for a look at what it is; bytes that are no UTF-8 or
/// UTF-16 become replacement characters.
fn head(bytes: &[u8]) -> String {
    const LOOK: usize = 8192;
    let start = bytes.get(..bytes.len().min(LOOK)).unwrap_or_default();
    match text::decode(start.to_vec()) {
        Ok(decoded) => decoded.text,
        Err(NotText::OtherEncoding { .. }) => String::from_utf8_lossy(start).into_owned(),
        Err(_) => String::new(),
    }
}

/// The refusal of bytes that are no text.
fn not_text(why: &NotText, what: &str) -> FileRefusal {
    match why {
        NotText::Empty => FileRefusal::new("This file is empty.", &format!("Export {what} again.")),
        NotText::Known(name) => {
            FileRefusal::new(&format!("This file is {name}, not text."), &format!("Choose {what}."))
        }
        NotText::Binary => {
            FileRefusal::new("This file holds bytes that no text has.", &format!("Choose {what}."))
        }
        NotText::OtherEncoding { line } => FileRefusal::new(
            "This file is in an old encoding, so names would be garbled.",
            &format!("Export {what} again as UTF-8."),
        )
        .at(*line, 1),
    }
}

/// `1 event`, `3 events`.
fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// A text as a message shows it.
fn short(text: &str) -> String {
    let mut characters = text.chars();
    let head: String = characters.by_ref().take(60).collect();
    if characters.next().is_some() { format!("{head}…") } else { head }
}

/// Text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
