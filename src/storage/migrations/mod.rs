//! From every older version of the program's JSON to the current one, step by step.
//!
//! To change the stored form: write `v<n>.rs` with a pure function from the JSON of version n to that
//! of n + 1, list it in [`STEPS`], raise [`CURRENT`], and freeze a fixture of the new version under
//! `tests/fixtures/storage/`. Steps are never edited once released.

use crate::json::Value;

/// The version that this app writes.
pub const CURRENT: u32 = 1;

/// One step: the JSON of version `from` becomes that of `from + 1`.
pub struct Step {
    /// The version it starts from.
    pub from: u32,
    /// What changed, in a few words.
    pub what: &'static str,
    /// The change; an error is a sentence without a full stop.
    pub run: fn(Value) -> Result<Value, String>,
}

/// All steps, without a gap, oldest first.
pub const STEPS: &[Step] = &[];

/// Brings a program's JSON from `version` to [`CURRENT`]. Versions above it are for the caller to refuse.
///
/// # Errors
/// A sentence without a full stop: which step failed and why, or that there never was such a version.
pub fn migrate(version: u32, program: Value) -> Result<Value, String> {
    if version == 0 {
        return Err("Version 0 never existed".to_owned());
    }
    STEPS.iter().filter(|step| step.from >= version).try_fold(program, |value, step| {
        (step.run)(value).map_err(|why| format!("Version {} could not be brought forward: {why}", step.from))
    })
}
