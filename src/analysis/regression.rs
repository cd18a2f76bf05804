//! The afternoon question: which regression tests fail, since which run, for which feature.
//!
//! Runs of one series are compared in the order in which they ran. A skipped test says nothing:
//! it neither passed nor failed.

use crate::model::order::InOrder;
use crate::model::{
    Outcome, Parent, Program, Ref, Test, TestId, TestRun, TestRunId, Timestamp, WorkItemId, Zone, short_day,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many runs back a test's changes of mind are counted.
pub const FLAKY_RUNS: usize = 10;
/// From how many changes between passing and failing in that time a test counts as flaky.
pub const FLAKY_CHANGES: usize = 2;
/// Deeper than any hierarchy of work.
const DEEPEST: usize = 100;

/// One run, as an answer names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunAt {
    /// The run.
    pub run: TestRunId,
    /// When it ran.
    pub at: Timestamp,
    /// Its place among the series' runs, from 1.
    pub number: usize,
}

/// A test that fails in the latest run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// The test.
    pub test: TestId,
    /// Its name.
    pub name: String,
    /// Its suite.
    pub suite: String,
    /// The feature that it is for.
    pub feature: String,
    /// The record that it is for.
    pub about: Option<Ref>,
    /// Failed or broke.
    pub outcome: Outcome,
    /// The kind of failure.
    pub kind: String,
    /// What it said.
    pub message: String,
    /// The first run since which it did not pass.
    pub since: RunAt,
    /// Runs in a row in which it failed.
    pub runs: usize,
    /// When it last passed; none = it never did.
    pub last_passed: Option<RunAt>,
    /// It passes and fails by turns.
    pub flaky: bool,
    /// How this was worked out, in words.
    pub working: String,
}

/// A test that passes and fails by turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaky {
    /// The test.
    pub test: TestId,
    /// Its name.
    pub name: String,
    /// The feature that it is for.
    pub feature: String,
    /// Changes between passing and failing.
    pub changes: usize,
    /// The runs that were looked at.
    pub runs: usize,
    /// It fails now.
    pub failing: bool,
}

/// The tests of one feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeatureTests {
    /// The feature.
    pub feature: String,
    /// Its tests in the latest run.
    pub tests: usize,
    /// Those that fail.
    pub failing: usize,
    /// Those that are flaky.
    pub flaky: usize,
}

/// The state of a series of tests at its latest run.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// The series.
    pub series: String,
    /// The latest run.
    pub run: Arc<TestRun>,
    /// Tests that fail, those that began last first.
    pub failing: Vec<Failing>,
    /// Tests that failed in the run before and pass now.
    pub fixed: Vec<TestId>,
    /// Tests that were in the run before and are not in the latest.
    pub missing: Vec<TestId>,
    /// Tests that pass and fail by turns, the worst first.
    pub flaky: Vec<Flaky>,
    /// By feature, the one with the most failing tests first.
    pub features: Vec<FeatureTests>,
    /// How this was worked out, in words.
    pub working: Vec<String>,
}

/// The series of tests that there are.
#[must_use]
pub fn series(program: &Program) -> Vec<String> {
    let mut names: Vec<String> = program.test_runs.values().map(|r| r.series.clone()).collect();
    names.order();
    names.dedup();
    names
}

/// What became of the tests of a series; none where it has no run.
#[must_use]
pub fn regression(program: &Program, series: &str, zone: &Zone) -> Option<Regression> {
    let mut runs: Vec<&Arc<TestRun>> = program.test_runs.values().filter(|r| r.series == series).collect();
    runs.order_by_key(|run| (run.at, run.number));
    let (latest, before) = runs.split_last()?;
    let view = View { program, zone, runs: &runs };
    let mut found = Regression {
        series: series.to_owned(),
        run: (*latest).clone(),
        failing: Vec::new(),
        fixed: Vec::new(),
        missing: Vec::new(),
        flaky: Vec::new(),
        features: Vec::new(),
        working: Vec::new(),
    };
    let mut features: BTreeMap<String, FeatureTests> = BTreeMap::new();
    for test in program.tests.values().filter(|t| t.series == series) {
        let now = test.outcome(latest.number);
        let earlier = before.last().and_then(|run| test.outcome(run.number));
        let feature = feature_of(program, test);
        let (changes, looked_at) = view.changes(test);
        let flaky = changes >= FLAKY_CHANGES;
        let failing = now.is_some_and(Outcome::is_bad);
        if failing {
            found.failing.extend(view.failing(test, &feature, flaky));
        }
        if now == Some(Outcome::Passed) && earlier.is_some_and(Outcome::is_bad) {
            found.fixed.push(test.id);
        }
        if now.is_none() && earlier.is_some() {
            found.missing.push(test.id);
        }
        if flaky {
            let (name, feature) = (test.name.clone(), feature.clone());
            found.flaky.push(Flaky { test: test.id, name, feature, changes, runs: looked_at, failing });
        }
        if now.is_some() {
            let tally = features.entry(feature.clone()).or_insert_with(|| FeatureTests {
                feature,
                tests: 0,
                failing: 0,
                flaky: 0,
            });
            tally.tests += 1;
            tally.failing += usize::from(failing);
            tally.flaky += usize::from(flaky);
        }
    }
    found.failing.order_by(|a, b| (b.since.number, &a.name).cmp(&(a.since.number, &b.name)));
    found.flaky.order_by(|a, b| (b.changes, &a.name).cmp(&(a.changes, &b.name)));
    found.features = features.into_values().collect();
    found.features.order_by(|a, b| (b.failing, b.flaky, &a.feature).cmp(&(a.failing, a.flaky, &b.feature)));
    found.working = view.working(&found);
    Some(found)
}

/// The feature that a test is for: the feature or epic of its item, what the report says, its suite.
#[must_use]
pub fn feature_of(program: &Program, test: &Test) -> String {
    if let Some(Ref::Item(id)) = &test.about
        && let Some(name) = feature_of_item(program, *id)
    {
        return name;
    }
    let named = [&test.feature, &test.suite, &test.class].into_iter().find(|name| !name.is_empty());
    named.cloned().unwrap_or_else(|| "No feature".to_owned())
}

fn feature_of_item(program: &Program, id: WorkItemId) -> Option<String> {
    let mut at = program.items.get(&id)?;
    let own = at.title.clone();
    for _ in 0..DEEPEST {
        if at.kind.is_container() {
            return Some(at.title.clone());
        }
        match &at.parent {
            Some(Parent::Item(parent)) => at = program.items.get(parent)?,
            _ => break,
        }
    }
    Some(own)
}

/// The runs of a series, oldest first.
struct View<'a> {
    program: &'a Program,
    zone: &'a Zone,
    runs: &'a [&'a Arc<TestRun>],
}

impl View<'_> {
    fn run_at(&self, place: usize) -> Option<RunAt> {
        let run = self.runs.get(place)?;
        Some(RunAt { run: run.id, at: run.at, number: place + 1 })
    }

    /// Whether it passed in each run in which it passed or failed, the latest first, with the run's place.
    fn verdicts<'t>(&'t self, test: &'t Test) -> impl Iterator<Item = (usize, bool)> + 't {
        self.runs.iter().enumerate().rev().filter_map(|(place, run)| match test.outcome(run.number)? {
            Outcome::Passed => Some((place, true)),
            Outcome::Failed | Outcome::Error => Some((place, false)),
            Outcome::Skipped => None,
        })
    }

    /// Changes between passing and failing, and the runs that were looked at.
    fn changes(&self, test: &Test) -> (usize, usize) {
        let verdicts: Vec<bool> = self.verdicts(test).take(FLAKY_RUNS).map(|(_, passed)| passed).collect();
        (verdicts.windows(2).filter(|pair| pair.first() != pair.last()).count(), verdicts.len())
    }

    fn failing(&self, test: &Test, feature: &str, flaky: bool) -> Option<Failing> {
        let (mut since, mut runs, mut passed) = (None, 0, None);
        for (place, is_passed) in self.verdicts(test) {
            if is_passed {
                passed = self.run_at(place);
                break;
            }
            since = self.run_at(place);
            runs += 1;
        }
        let since = since?;
        let latest = self.runs.last()?;
        let said = latest.failures.iter().find(|f| f.test == test.id);
        let day = |run: &RunAt| format!("{} (run {})", short_day(self.zone.day(run.at)), run.number);
        let row = if runs == 1 {
            "It failed in 1 run".to_owned()
        } else {
            format!("It failed in {runs} runs in a row")
        };
        let before = match &passed {
            Some(passed) => format!("It last passed on {}", day(passed)),
            None => "It never passed in a run that is here".to_owned(),
        };
        let turns =
            if flaky { " It passes and fails by turns, so the cause may lie in the test." } else { "" };
        Some(Failing {
            test: test.id,
            name: test.name.clone(),
            suite: test.suite.clone(),
            feature: feature.to_owned(),
            about: test.about.clone(),
            outcome: test.outcome(latest.number)?,
            kind: said.map(|f| f.kind.clone()).unwrap_or_default(),
            message: said.map(|f| f.message.clone()).unwrap_or_default(),
            working: format!("{row}, since {}. {before}.{turns}", day(&since)),
            since,
            runs,
            last_passed: passed,
            flaky,
        })
    }

    fn working(&self, found: &Regression) -> Vec<String> {
        let run = &found.run;
        let ran = run.passed + run.failed + run.errors;
        let day = short_day(self.zone.day(run.at));
        let mut words = vec![format!(
            "Run {} of {} on {day}: {} of {ran} tests passed, {} failed, {} broke; {} were skipped and count for nothing.",
            self.runs.len(),
            found.series,
            run.passed,
            run.failed,
            run.errors,
            run.skipped
        )];
        if run.seen {
            words.push("The report does not say when it ran. The moment of its import is taken.".into());
        }
        words.push(format!(
            "“Since” is the first run after the last that passed, among {} here. Flaky: at least {FLAKY_CHANGES} changes \
             between passing and failing in a test's last {FLAKY_RUNS} runs.",
            match self.runs.len() {
                1 => "the 1 run".to_owned(),
                many => format!("the {many} runs"),
            }
        ));
        let linked = found.failing.iter().filter(|f| f.about.is_some()).count();
        if linked < found.failing.len() {
            let all =
                self.program.tests.values().filter(|t| t.series == found.series && t.about.is_some()).count();
            words.push(format!(
                "A test is for the feature above the item whose key it names ({all} tests name one); else for what \
                 the report says, or its suite."
            ));
        }
        words
    }
}
