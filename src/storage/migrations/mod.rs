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
    migrate_by(STEPS, version, program)
}

fn migrate_by(steps: &[Step], version: u32, program: Value) -> Result<Value, String> {
    if version == 0 {
        return Err("Version 0 never existed".to_owned());
    }
    steps.iter().filter(|step| step.from >= version).try_fold(program, |value, step| {
        (step.run)(value).map_err(|why| format!("Version {} could not be brought forward: {why}", step.from))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{from_text, to_text};

    fn put(value: Value, name: &str, what: &str) -> Result<Value, String> {
        let Value::Object(mut members) = value else { return Err("It is no object".to_owned()) };
        members.insert(name.to_owned(), Value::Text(what.to_owned()));
        Ok(Value::Object(members))
    }

    const TWO: &[Step] = &[
        Step { from: 1, what: "a", run: |value| put(value, "a", "from 1") },
        Step { from: 2, what: "b", run: |value| put(value, "b", "from 2") },
    ];

    fn brought(version: u32, text: &str) -> Result<String, String> {
        let value: Value = from_text(text).map_err(|fault| fault.what)?;
        migrate_by(TWO, version, value).map(|value| to_text(&value))
    }

    #[test]
    fn every_step_from_the_version_on_is_taken_and_unknown_fields_stay() {
        assert_eq!(brought(1, r#"{"x":[1]}"#), Ok(r#"{"a":"from 1","b":"from 2","x":[1]}"#.to_owned()));
        assert_eq!(brought(2, r#"{"x":[1]}"#), Ok(r#"{"b":"from 2","x":[1]}"#.to_owned()));
        assert_eq!(brought(3, r#"{"x":[1]}"#), Ok(r#"{"x":[1]}"#.to_owned()));
    }

    #[test]
    fn a_step_that_fails_says_which_and_why() {
        assert_eq!(
            brought(1, "7"),
            Err("Version 1 could not be brought forward: It is no object".to_owned())
        );
        assert_eq!(brought(0, "{}"), Err("Version 0 never existed".to_owned()));
    }
}
