//! Why JSON could not be read, with the place.

use std::fmt;

/// What is wrong with a text, and where. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as half a sentence.
    pub what: String,
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
    /// The text ends in the middle.
    pub is_end: bool,
}

impl Fault {
    /// The fault at a byte of the text.
    pub(super) fn at(text: &str, place: usize, what: String, is_end: bool) -> Self {
        let before = text.get(..place).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        Self {
            what,
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            is_end,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {}, column {}", self.what, self.line, self.column)
    }
}

impl std::error::Error for Fault {}
