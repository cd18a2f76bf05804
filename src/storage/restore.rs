//! The one path from JSON to a program, for start-up and snapshot import alike:
//! migrate, parse, keep what is unknown, check.

use super::migrations::{CURRENT, migrate};
use super::unknown::keep_unknown;
use crate::model::{Problem, Program, check};
use serde::Deserialize;
use serde_json::Value;
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
pub fn restore(version: u32, value: Value) -> Result<Restored, RestoreError> {
    if version > CURRENT {
        return Err(RestoreError::Newer(version));
    }
    let value = migrate(version, value).map_err(RestoreError::Shape)?;
    let program = Program::deserialize(&value)
        .map_err(|e| RestoreError::Shape(format!("The program cannot be read: {e}")))?;
    Ok(finish(program, Some(&value)))
}

/// The same from text. The usual case, the current version with nothing unknown, takes no detour
/// over a tree of values.
pub(super) fn restore_bytes(version: u32, bytes: &[u8]) -> Result<Restored, RestoreError> {
    let shape = |e: serde_json::Error| RestoreError::Shape(format!("The program cannot be read: {e}"));
    if version != CURRENT {
        return restore(version, serde_json::from_slice(bytes).map_err(shape)?);
    }
    let program: Program = serde_json::from_slice(bytes).map_err(shape)?;
    // Writing it again gives the same bytes unless a field was dropped on the way in.
    let mut same = Same { rest: bytes, so_far: true };
    if serde_json::to_writer(&mut same, &program).is_ok() && same.so_far && same.rest.is_empty() {
        return Ok(finish(program, None));
    }
    let value: Value = serde_json::from_slice(bytes).map_err(shape)?;
    Ok(finish(program, Some(&value)))
}

fn finish(mut program: Program, read: Option<&Value>) -> Restored {
    if let Some(value) = read {
        keep_unknown(&mut program, value);
    }
    let problems = check(&program);
    Restored { program, problems }
}

/// Compares what is written to it with what is expected, without keeping it.
struct Same<'a> {
    rest: &'a [u8],
    so_far: bool,
}

impl std::io::Write for Same<'_> {
    fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
        match self.rest.strip_prefix(part) {
            Some(rest) => self.rest = rest,
            None => self.so_far = false,
        }
        // No need to go on once they differ.
        if self.so_far { Ok(part.len()) } else { Err(std::io::ErrorKind::Other.into()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
