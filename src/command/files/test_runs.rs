//! A run of tests into the program. Runs are appended: the same report is known again, and changes
//! nothing.

use super::{FileBatch, FilePlan, FileRecord, ImportedTest, TestBatch};
use crate::command::tx::Tx;
use crate::model::{
    Outcome, ProjectId, Ref, SourceRef, SourceSystem, Test, TestFailure, TestId, TestRun, TestRunId,
    WorkItemId,
};
use std::collections::{HashMap, HashSet};

/// A test's identity within its series.
type Identity<'a> = (&'a str, &'a str, &'a str);

pub(super) fn run(tx: &mut Tx<'_>, batch: &FileBatch, tests: &TestBatch, plan: &mut FilePlan) {
    let same = |run: &&std::sync::Arc<TestRun>| {
        let source = run.source.as_ref().filter(|s| s.system == SourceSystem::Junit);
        run.series == tests.series && source.is_some_and(|s| s.key == tests.key)
    };
    if tx.program().test_runs.values().any(|run| same(&run)) {
        plan.unchanged += 1;
        plan.notes.push(format!("This run of {} is here already", tests.series));
        return;
    }
    let project = batch.project.or_else(|| super::projects::remembered(tx, batch.system, &tests.series));
    let project = project.filter(|id| tx.program().projects.contains_key(id));
    if let Some(project) = batch.project {
        super::projects::remember(tx, batch.system, &tests.series, project);
    }
    let of_series = tx.program().test_runs.values().filter(|r| r.series == tests.series);
    let number = of_series.map(|r| r.number + 1).max().unwrap_or(0);
    let (now, id): (_, TestRunId) = (tx.now(), tx.new_id());
    let failures = outcomes(tx, tests, number, project);
    let count = |outcome: Outcome| {
        let count = tests.tests.iter().filter(|t| t.outcome == outcome).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let run = TestRun {
        id,
        series: tests.series.clone(),
        number,
        project,
        release: tests.release.filter(|id| tx.program().releases.contains_key(id)),
        at: tests.at.unwrap_or(now),
        seen: tests.at.is_none(),
        passed: count(Outcome::Passed),
        failed: count(Outcome::Failed),
        errors: count(Outcome::Error),
        skipped: count(Outcome::Skipped),
        millis: tests.millis,
        failures,
        notes: String::new(),
        links: Vec::new(),
        source: Some(SourceRef {
            last_import: now,
            ..SourceRef::new(SourceSystem::Junit, tests.key.clone())
        }),
        created: now,
        updated: now,
    };
    let what = format!("Run {} of {}, {} tests", number + 1, run.series, tests.tests.len());
    plan.created.push(FileRecord { what: "Test run", title: what });
    tx.put(run);
}

/// Notes how each test ended, and returns what the failing ones said.
fn outcomes(tx: &mut Tx<'_>, batch: &TestBatch, number: u32, project: Option<ProjectId>) -> Vec<TestFailure> {
    let mut items: HashMap<String, WorkItemId> = HashMap::new();
    for item in tx.program().items.values() {
        items.insert(item.key.to_uppercase(), item.id);
    }
    let known: Vec<std::sync::Arc<Test>> =
        tx.program().tests.values().filter(|t| t.series == batch.series).cloned().collect();
    let here: HashMap<Identity<'_>, &std::sync::Arc<Test>> =
        known.iter().map(|t| ((t.suite.as_str(), t.class.as_str(), t.name.as_str()), t)).collect();
    let mut failures = Vec::new();
    let mut done: HashSet<Identity<'_>> = HashSet::new();
    let now = tx.now();
    for file in &batch.tests {
        let identity = (file.suite.as_str(), file.class.as_str(), file.name.as_str());
        if !done.insert(identity) {
            continue;
        }
        let mut test = match here.get(&identity) {
            Some(test) => (***test).clone(),
            None => Test {
                id: tx.new_id(),
                series: batch.series.clone(),
                suite: file.suite.clone(),
                class: file.class.clone(),
                name: file.name.clone(),
                feature: String::new(),
                about: None,
                outcomes: String::new(),
                created: now,
                updated: now,
            },
        };
        test.set_outcome(number, Some(file.outcome));
        test.updated = now;
        if !file.feature.is_empty() {
            test.feature.clone_from(&file.feature);
        }
        if test.about.is_none() {
            test.about = about(tx, file, &items, project);
        }
        if file.outcome.is_bad() {
            failures.push(failure(test.id, file));
        }
        tx.put(test);
    }
    failures
}

fn failure(test: TestId, file: &ImportedTest) -> TestFailure {
    TestFailure { test, kind: file.kind.clone(), message: file.message.clone() }
}

/// The item that a test is for: by a key that it names. Of several, one of the tested project.
fn about(
    tx: &Tx<'_>,
    file: &ImportedTest,
    items: &HashMap<String, WorkItemId>,
    project: Option<ProjectId>,
) -> Option<Ref> {
    let found: Vec<WorkItemId> =
        file.keys.iter().filter_map(|k| items.get(&k.to_uppercase()).copied()).collect();
    let of_project =
        |id: &&WorkItemId| tx.program().items.get(*id).is_some_and(|i| Some(i.project) == project);
    found.iter().find(of_project).or_else(|| found.first()).map(|id| Ref::Item(*id))
}
