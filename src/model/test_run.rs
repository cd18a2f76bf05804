//! Regression tests and their runs.
//!
//! A test keeps one letter a run, so that a hundred runs of five thousand tests stay small; what a
//! failing test said is kept with the run.

use super::id::{ProjectId, ReleaseId, TestId, TestRunId};
use super::reference::{Link, Ref};
use super::source::SourceRef;
use super::time::Timestamp;
use crate::json::{json_record, json_words};

/// How a test ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// As it should.
    Passed,
    /// What it checks did not hold.
    Failed,
    /// It broke before it could check.
    Error,
    /// It was not run.
    Skipped,
}

json_words! { Outcome { "passed" Passed, "failed" Failed, "error" Error, "skipped" Skipped } }

impl Outcome {
    /// The letter of a test's [`Test::outcomes`].
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Passed => 'p',
            Self::Failed => 'f',
            Self::Error => 'e',
            Self::Skipped => 's',
        }
    }

    /// The outcome of a letter; none for `-`: the test was not in that run.
    #[must_use]
    pub const fn of_letter(letter: u8) -> Option<Self> {
        match letter {
            b'p' => Some(Self::Passed),
            b'f' => Some(Self::Failed),
            b'e' => Some(Self::Error),
            b's' => Some(Self::Skipped),
            _ => None,
        }
    }

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "Passed",
            Self::Failed => "Failed",
            Self::Error => "Error",
            Self::Skipped => "Skipped",
        }
    }

    /// Failed or broke.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Failed | Self::Error)
    }
}

/// A regression test: one case of a suite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Test {
    /// Names the record.
    pub id: TestId,
    /// The series of runs that it belongs to, by name.
    pub series: String,
    /// The suite, as the test runner calls it.
    pub suite: String,
    /// The class or file; may be empty.
    pub class: String,
    /// The case.
    pub name: String,
    /// The feature that it is for, in words; may be empty.
    pub feature: String,
    /// The record that it is for: an item, mostly.
    pub about: Option<Ref>,
    /// One letter a run of the series, by the run's number from 0: see [`Outcome::letter`], `-` = not in it.
    pub outcomes: String,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Test {
        id !, series !, suite ?, class ?, name !, feature ?, about ?, outcomes ?, created !, updated !,
    }
}

impl Test {
    /// How it ended in the run of this number; none where it was not in it.
    #[must_use]
    pub fn outcome(&self, run: u32) -> Option<Outcome> {
        self.outcomes.as_bytes().get(run as usize).and_then(|letter| Outcome::of_letter(*letter))
    }

    /// Notes how it ended in the run of this number; none takes the note away.
    pub fn set_outcome(&mut self, run: u32, outcome: Option<Outcome>) {
        let mut letters = std::mem::take(&mut self.outcomes);
        let place = run as usize;
        while letters.len() <= place {
            letters.push('-');
        }
        let letter = outcome.map_or('-', Outcome::letter);
        let at = |(n, old): (usize, char)| if n == place { letter } else { old };
        let all: String = letters.chars().enumerate().map(at).collect();
        all.trim_end_matches('-').clone_into(&mut self.outcomes);
    }
}

/// A test that did not pass in a run, with what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestFailure {
    /// The test.
    pub test: TestId,
    /// The kind of failure, such as `AssertionError`; may be empty.
    pub kind: String,
    /// What it said, shortened; may be empty.
    pub message: String,
}

json_record! { TestFailure { test !, kind ?, message ? } }

/// One run of a series of tests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestRun {
    /// Names the record.
    pub id: TestRunId,
    /// The series, by name: runs of one series are compared.
    pub series: String,
    /// Its place in [`Test::outcomes`]; unique in the series, by the order of import.
    pub number: u32,
    /// The project that is tested.
    pub project: Option<ProjectId>,
    /// The release that is tested.
    pub release: Option<ReleaseId>,
    /// When it ran.
    pub at: Timestamp,
    /// The file does not say when it ran: `at` is when it was imported.
    pub seen: bool,
    /// How many tests passed.
    pub passed: u32,
    /// How many failed.
    pub failed: u32,
    /// How many broke.
    pub errors: u32,
    /// How many were skipped.
    pub skipped: u32,
    /// How long all tests took, in milliseconds.
    pub millis: u64,
    /// Those that failed or broke.
    pub failures: Vec<TestFailure>,
    /// Markdown.
    pub notes: String,
    /// Links that start here.
    pub links: Vec<Link>,
    /// The report it was imported from.
    pub source: Option<SourceRef>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    TestRun {
        id !, series !, number !, project ?, release ?, at !, seen ?, passed !, failed !, errors !,
        skipped !, millis ?, failures ?, notes ?, links ?, source ?, created !, updated !,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    #[test]
    fn outcomes_are_kept_by_run() {
        let mut test = Test::blank();
        test.set_outcome(2, Some(Outcome::Failed));
        test.set_outcome(0, Some(Outcome::Passed));
        assert_eq!(test.outcomes, "p-f");
        assert_eq!(
            [0, 1, 2, 9].map(|n| test.outcome(n)),
            [Some(Outcome::Passed), None, Some(Outcome::Failed), None]
        );
        test.set_outcome(2, None);
        assert_eq!(test.outcomes, "p");
    }
}
