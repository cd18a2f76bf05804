//! The state that a sent report was written from, as text in its record.

use super::envelope::{Envelope, OpenError, open};
use crate::model::{Program, Timestamp};

/// What the text calls itself.
const FORMAT: &str = "gluework-report";

/// A state with the moment it is of and a note beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Frozen {
    /// The state.
    pub program: Program,
    /// The moment it is of.
    pub at: Timestamp,
    /// Whatever was noted with it.
    pub note: String,
}

/// Packs a state with a note.
#[must_use]
pub fn freeze(program: &Program, at: Timestamp, note: &str) -> String {
    Envelope::around(program, FORMAT, 0, at, note).text()
}

/// Unpacks it; older versions are migrated like any other stored program.
///
/// # Errors
/// Why it cannot be read, as a sentence.
pub fn thaw(text: &str) -> Result<Frozen, String> {
    match open(text, FORMAT) {
        Ok((envelope, restored)) => {
            Ok(Frozen { program: restored.program, at: envelope.saved_at, note: envelope.why })
        }
        Err(OpenError::Newer(version)) => {
            Err(format!("A later version of Gluework ({version}) wrote what this report was written from."))
        }
        Err(OpenError::Damaged(why)) => {
            Err(format!("What this report was written from cannot be read. {why}."))
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::analysis::changes::digest;
    use crate::model::{Date, Zone};

    // [SR18]
    #[test]
    fn a_frozen_state_comes_back_as_it_was_and_is_small() {
        let today = Date::from_ymd_opt(2026, 11, 20).unwrap();
        let program = crate::sample::program(today, &Zone::utc());
        let at = Zone::utc().start_of(today);
        let small = digest(&program, at);
        let text = freeze(&small, at, "{\"a\":1}");
        assert_eq!(thaw(&text).unwrap(), Frozen { program: small, at, note: "{\"a\":1}".into() });
        let whole = crate::json::to_text(&program).len();
        assert!(text.chars().count() * 12 < whole, "{} of {whole}", text.chars().count());
        assert!(thaw("{}").unwrap_err().contains("cannot be read"));
        assert!(thaw(&text.replace("gluework-report", "gluework-other")).is_err());
    }
}
