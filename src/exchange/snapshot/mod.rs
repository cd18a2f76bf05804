//! Snapshots: the whole program as JSON that people keep, compare in Git and carry to other machines.
//!
//! The form is documented by `docs/snapshot.schema.json`. Fields stand in alphabetical order and
//! records in the order of their ids, so that two exports of one program differ in `exported_at` only.

mod error;
mod strict;

pub use error::SnapshotError;

use crate::model::{Program, Timestamp};
use crate::storage::migrations::CURRENT;
use crate::storage::unknown::merge_unknown;
use crate::storage::{RestoreError, restore};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

const FORMAT: &str = "gluework-snapshot";
const APP: &str = concat!("Gluework ", env!("CARGO_PKG_VERSION"));

/// A snapshot that was read and is sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Snapshot {
    /// The program.
    pub program: Program,
    /// When it was exported.
    pub exported_at: Timestamp,
    /// What the user should know, a sentence each; usually empty.
    pub notes: Vec<String>,
}

#[derive(Serialize)]
struct File<'a> {
    format: &'a str,
    version: u32,
    app: &'a str,
    exported_at: Timestamp,
    checksum: String,
    program: &'a Value,
}

/// Writes a program as a snapshot, ending in a line feed.
#[must_use]
pub fn write(program: &Program, exported_at: Timestamp) -> String {
    // Writing to memory cannot fail: a program's keys are texts and its numbers finite.
    let mut value = serde_json::to_value(program).unwrap_or_default();
    if let Value::Object(map) = &mut value {
        map.remove("unknown");
    }
    merge_unknown(&mut value, &program.unknown);
    let checksum = checksum(&value);
    let file = File { format: FORMAT, version: CURRENT, app: APP, exported_at, checksum, program: &value };
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// CRC-32 of the program part in its canonical form: keys sorted, no spaces.
fn checksum(program: &Value) -> String {
    struct Crc(crc32fast::Hasher);
    impl std::io::Write for Crc {
        fn write(&mut self, part: &[u8]) -> std::io::Result<usize> {
            self.0.update(part);
            Ok(part.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut crc = Crc(crc32fast::Hasher::new());
    // Writing to the checksum cannot fail either.
    let _ = serde_json::to_writer(&mut crc, program);
    format!("{:08x}", crc.0.finalize())
}

/// Reads a snapshot. A file that was edited by hand is taken if it is sound; the notes then say so.
///
/// # Errors
/// [`SnapshotError`]: what happened, where, and what to do. Nothing is ever changed by reading.
pub fn read(text: &str) -> Result<Snapshot, SnapshotError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Value::Object(mut file) = strict::parse(text)? else {
        return Err(SnapshotError::NotSnapshot("its outermost part is no object".into()));
    };
    let version = version_of(&file)?;
    let exported_at = file
        .get("exported_at")
        .and_then(Value::as_str)
        .and_then(Timestamp::parse)
        .ok_or_else(|| SnapshotError::NotSnapshot("it does not say when it was exported".into()))?;
    let program = file
        .remove("program")
        .ok_or_else(|| SnapshotError::NotSnapshot("it has no part named “program”".into()))?;
    let untouched = file.get("checksum").and_then(Value::as_str) == Some(checksum(&program).as_str());
    let restored = restore(version, program).map_err(|error| match error {
        RestoreError::Newer(version) => SnapshotError::Newer(version),
        RestoreError::Shape(what) => shape_error(text, version, what),
    })?;
    if !restored.problems.is_empty() {
        return Err(SnapshotError::Problems(restored.problems));
    }
    let mut notes = Vec::new();
    if !untouched {
        notes.push(
            "The file was changed after it was exported. It is complete and sound, so it can be used."
                .to_owned(),
        );
    }
    if version < CURRENT {
        notes.push(format!("The file is of version {version} and was brought to version {CURRENT}."));
    }
    match restored.program.unknown.len() {
        0 => {}
        1 => notes.push("One field is unknown to this version; it is kept and exported again.".to_owned()),
        n => notes.push(format!("{n} fields are unknown to this version; they are kept and exported again.")),
    }
    Ok(Snapshot { program: restored.program, exported_at, notes })
}

fn version_of(file: &Map<String, Value>) -> Result<u32, SnapshotError> {
    let not = |why: &str| Err(SnapshotError::NotSnapshot(why.to_owned()));
    match file.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        Some("gluework-raw") => {
            return not("it is a raw export of the browser's storage, which is for safe keeping only");
        }
        _ => return not("it does not call itself “gluework-snapshot”"),
    }
    match file.get("version").and_then(Value::as_u64).map(u32::try_from) {
        Some(Ok(version)) if version > CURRENT => Err(SnapshotError::Newer(version)),
        Some(Ok(version)) => Ok(version),
        Some(Err(_)) => Err(SnapshotError::Newer(u32::MAX)),
        None => not("its version is no whole number"),
    }
}

/// Finds the line and column of a program that has not the right shape, by reading it once more.
fn shape_error(text: &str, version: u32, what: String) -> SnapshotError {
    #[derive(Deserialize)]
    struct Typed {
        #[serde(rename = "program")]
        _program: Program,
    }
    let place = match serde_json::from_str::<Typed>(text) {
        Err(error) if version == CURRENT => Some((error.line(), error.column())),
        _ => None,
    };
    SnapshotError::Shape { place, what }
}
