//! Why a file was not read: what happened, what is safe, what to do.

use std::fmt;

/// The kind of trouble that a file was refused for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// No bytes, or only white space.
    Empty,
    /// A picture, a workbook, an archive or other bytes that are no text.
    NotText,
    /// Text in an encoding other than UTF-8 and UTF-16.
    OtherEncoding,
    /// A spreadsheet program saved over the export and lost where cells end.
    ExcelMangled,
    /// A header row without any issue below it.
    HeaderOnly,
    /// A table without the columns that issues need: let the user pick them.
    ColumnsNeeded,
    /// Text, but of no tracker that is known here.
    OtherFormat,
    /// The text ends in the middle.
    CutOff,
    /// JSON or XML that cannot be read.
    BrokenFormat,
    /// Files of several trackers, or of several kinds.
    Mixed,
    /// More than can be read here.
    TooLarge,
}

/// A file that was refused. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The kind of trouble.
    pub kind: RefusalKind,
    /// What happened, as one or two sentences.
    pub what: String,
    /// What the user can do, as one or two sentences.
    pub advice: String,
    /// The physical line, from 1, where there is one to name.
    pub line: Option<u64>,
    /// The header row, where there is one: what a mapping screen offers.
    pub headers: Vec<String>,
}

impl Refusal {
    /// What is safe; the same for all, as reading changes nothing.
    pub const SAFE: &'static str = "Nothing was changed.";

    #[inline(never)]
    pub(crate) fn new(kind: RefusalKind, what: &str, advice: &str) -> Self {
        Self { kind, what: what.to_owned(), advice: advice.to_owned(), line: None, headers: Vec::new() }
    }

    /// The same, naming the file that it is about.
    pub(super) fn of_file(mut self, name: &str) -> Self {
        self.what = format!("{name}: {}", self.what);
        self
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.what, Self::SAFE, self.advice)
    }
}

impl std::error::Error for Refusal {}
