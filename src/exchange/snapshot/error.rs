//! Why a snapshot was refused, in the user's words.

use crate::model::Problem;
use std::fmt;

/// How many integrity problems a message lists.
const LISTED: usize = 5;

/// Why a file was not taken as a snapshot. Lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotError {
    /// It is something else; why, as half a sentence.
    NotSnapshot(String),
    /// It ends in the middle.
    Truncated {
        /// The line it ends in.
        line: usize,
        /// The column it ends at.
        column: usize,
    },
    /// It is no JSON, or has a name twice.
    Malformed {
        /// The line of the fault.
        line: usize,
        /// The column of the fault.
        column: usize,
        /// What is wrong, as the parser says.
        what: String,
    },
    /// A newer Gluework wrote it, in this version.
    Newer(u32),
    /// Its program is not as the schema says.
    Shape {
        /// Line and column, where they could be found.
        place: Option<(usize, usize)>,
        /// What is wrong, as the parser says.
        what: String,
    },
    /// Its records contradict each other.
    Problems(Vec<Problem>),
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotSnapshot(why) => write!(
                f,
                "This file is no Gluework snapshot: {why}. Nothing was changed. Choose a file that was \
                 exported under Data, or use Import for a tracker's file."
            ),
            Self::Truncated { line, column } => write!(
                f,
                "This snapshot is cut off at line {line}, column {column}. Nothing was changed. Copy or \
                 download the file again, or choose an older one."
            ),
            Self::Malformed { line, column, what } => write!(
                f,
                "This snapshot cannot be read at line {line}, column {column}: {what}. Nothing was \
                 changed. Correct the file there, or choose another one."
            ),
            Self::Newer(version) => write!(
                f,
                "A newer Gluework wrote this snapshot (version {version}). Nothing was changed. Reload \
                 the page to get the newer one, then try again."
            ),
            Self::Shape { place, what } => {
                f.write_str("This snapshot is not as it should be")?;
                if let Some((line, column)) = place {
                    write!(f, " at line {line}, column {column}")?;
                }
                write!(f, ": {what}. Nothing was changed. Correct the file there, or choose another one.")
            }
            Self::Problems(problems) => {
                let places = match problems.len() {
                    1 => "one place".to_owned(),
                    n => format!("{n} places"),
                };
                write!(f, "The records of this snapshot contradict each other in {places}: ")?;
                for (number, problem) in problems.iter().take(LISTED).enumerate() {
                    write!(f, "{}{problem}", if number > 0 { "; " } else { "" })?;
                }
                if problems.len() > LISTED {
                    write!(f, "; and {} more", problems.len() - LISTED)?;
                }
                f.write_str(". Nothing was changed. Correct the file, or choose an older one.")
            }
        }
    }
}

impl std::error::Error for SnapshotError {}
