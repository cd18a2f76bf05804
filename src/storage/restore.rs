//! The one path from JSON to a program, for start-up and snapshot import alike:
//! migrate, parse, keep what is unknown, check.

use super::migrations::{CURRENT, migrate};
use crate::json::{Fault, Value, from_text, from_text_keeping, to_text};
use crate::model::{Problem, Program, check};
use std::fmt;

/// A program that was read, and what is wrong with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Restored {
    /// The program, complete also when there are problems.
    pub program: Program,
    /// Broken rules; empty when it is sound.
    pub problems: Vec<Problem>,
}

/// Why JSON is no program of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreError {
    /// A later version of the app wrote it.
    Newer(u32),
    /// It could not be brought to the current version or does not have its shape.
    Shape(String),
}

impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Newer(version) => write!(f, "It was written by a newer Gluework (version {version})"),
            Self::Shape(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for RestoreError {}

/// Restores a program from the JSON of any version up to the current one.
///
/// # Errors
/// [`RestoreError`] when the version is newer or the JSON has not the shape of a program.
pub fn restore(version: u32, text: &str) -> Result<Restored, RestoreError> {
    if version > CURRENT {
        return Err(RestoreError::Newer(version));
    }
    let shape = |fault: Fault| RestoreError::Shape(format!("The program cannot be read: {}", fault.what));
    let migrated;
    let text = if version == CURRENT {
        text
    } else {
        let old: Value = from_text(text).map_err(shape)?;
        migrated = to_text(&migrate(version, old).map_err(RestoreError::Shape)?);
        &migrated
    };
    let (mut program, unknown) = from_text_keeping::<Program>(text).map_err(shape)?;
    program.unknown.extend(unknown);
    let problems = check(&program);
    Ok(Restored { program, problems })
}
