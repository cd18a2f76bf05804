//! Snapshots: the whole program as JSON that people keep, compare in Git and carry to other machines.
//!
//! The form is documented by `docs/snapshot.schema.json`. Fields stand in alphabetical order and
//! records in the order of their ids, so that two exports of one program differ in `exported_at` only.

mod error;

pub use error::SnapshotError;

use crate::json::{Fault, Value, from_text, json_record, to_pretty, to_text};
use crate::model::{Program, Timestamp};
use crate::storage::migrations::CURRENT;
use crate::storage::unknown::merge_unknown;
use crate::storage::{RestoreError, restore};
use std::collections::BTreeMap;

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

struct File {
    format: String,
    version: u32,
    app: String,
    exported_at: Timestamp,
    checksum: String,
    program: Value,
}

json_record! { File { format !, version !, app !, exported_at !, checksum !, program ! } }

/// Writes a program as a snapshot, ending in a line feed.
#[must_use]
pub fn write(program: &Program, exported_at: Timestamp) -> String {
    // What was just written can be read.
    let mut value: Value = from_text(&to_text(program)).unwrap_or_default();
    if let Value::Object(members) = &mut value {
        members.remove("unknown");
    }
    merge_unknown(&mut value, &program.unknown);
    let file = File {
        format: FORMAT.to_owned(),
        version: CURRENT,
        app: APP.to_owned(),
        exported_at,
        checksum: checksum(&to_text(&value)),
        program: value,
    };
    to_pretty(&file) + "\n"
}

/// CRC-32 of the program part in its canonical form: keys sorted, no spaces.
fn checksum(canonical: &str) -> String {
    format!("{:08x}", crc32fast::hash(canonical.as_bytes()))
}

/// Reads a snapshot. A file that was edited by hand is taken if it is sound; the notes then say so.
///
/// # Errors
/// [`SnapshotError`]: what happened, where, and what to do. Nothing is ever changed by reading.
pub fn read(text: &str) -> Result<Snapshot, SnapshotError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Value::Object(mut file) = parse(text)? else {
        return Err(SnapshotError::NotSnapshot("its outermost part is no object".into()));
    };
    let version = version_of(&file)?;
    let exported_at = file
        .get("exported_at")
        .and_then(Value::as_text)
        .and_then(Timestamp::parse)
        .ok_or_else(|| SnapshotError::NotSnapshot("it does not say when it was exported".into()))?;
    let program = file
        .remove("program")
        .ok_or_else(|| SnapshotError::NotSnapshot("it has no part named “program”".into()))?;
    let canonical = to_text(&program);
    let untouched = file.get("checksum").and_then(Value::as_text) == Some(checksum(&canonical).as_str());
    let restored = restore(version, &canonical).map_err(|error| match error {
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

/// The file as a tree. A name that occurs twice is refused: two records under one id would otherwise
/// silently become one.
fn parse(text: &str) -> Result<Value, SnapshotError> {
    if text.trim().is_empty() {
        return Err(SnapshotError::NotSnapshot("it is empty".into()));
    }
    from_text(text).map_err(|Fault { what, line, column, is_end }| match is_end {
        true => SnapshotError::Truncated { line, column },
        false => SnapshotError::Malformed { line, column, what },
    })
}

fn version_of(file: &BTreeMap<String, Value>) -> Result<u32, SnapshotError> {
    let not = |why: &str| Err(SnapshotError::NotSnapshot(why.to_owned()));
    match file.get("format").and_then(Value::as_text) {
        Some(FORMAT) => {}
        Some("gluework-raw") => {
            return not("it is a raw export of the browser's storage, which is for safe keeping only");
        }
        _ => return not("it does not call itself “gluework-snapshot”"),
    }
    let version = match file.get("version") {
        Some(Value::Number(number)) => number.parse::<u64>().ok(),
        _ => None,
    };
    match version.map(u32::try_from) {
        Some(Ok(version)) if version > CURRENT => Err(SnapshotError::Newer(version)),
        Some(Ok(version)) => Ok(version),
        Some(Err(_)) => Err(SnapshotError::Newer(u32::MAX)),
        None => not("its version is no whole number"),
    }
}

/// Finds the line and column of a program that has not the right shape, by reading it once more.
fn shape_error(text: &str, version: u32, what: String) -> SnapshotError {
    struct Typed {
        program: Program,
    }
    json_record! { Typed { program ! } }
    let place = match from_text::<Typed>(text) {
        Err(fault) if version == CURRENT => Some((fault.line, fault.column)),
        _ => None,
    };
    SnapshotError::Shape { place, what }
}
