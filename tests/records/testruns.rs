//! Test reports: every trap of their form, successive runs, and the afternoon question.

use super::*;
use gluework::analysis::regression::regression;
use gluework::command::RecordEdit;
use gluework::exchange::records::junit;
use gluework::model::{Outcome, Ref, Test};

fn night(number: u32) -> FileReading {
    read_with(&fixture(&format!("junit/night{number}.xml")), &FileAnswers::default())
}

fn test<'a>(program: &'a Program, name: &str) -> &'a Test {
    program.tests.values().find(|t| t.name == name).unwrap()
}

#[test]
fn a_report_becomes_a_run() {
    let reading = night(1);
    assert_eq!(reading.found, ["7 tests", "2 passed", "2 failed", "1 broke", "2 skipped"]);
    assert_eq!(remarks(&reading), ["17: “master” occurs twice. Its worse outcome counts"]);
    let mut program = small::program();
    bring(&mut program, &reading.batch, 1);
    let run = program.test_runs.values().next().unwrap();
    // Its time has no zone: it is Berlin's.
    assert_eq!((run.at, run.millis, run.number), (at("2026-02-10T01:30:00Z"), 12_500, 0));
    let messages: Vec<_> = run
        .failures
        .iter()
        .map(|f| (program.tests[&f.test].name.as_str(), f.kind.as_str(), f.message.as_str()))
        .collect();
    assert_eq!(
        messages,
        [
            ("test_AS_1_rebuilds_index", "AssertionError", "expected 3 but was 2"),
            ("visa", "Timeout", "timed out\nafter 30 s"),
            ("master", "", "second"),
        ]
    );
    let [first, _] = small::item_ids(&program);
    assert_eq!(test(&program, "test_AS_1_rebuilds_index").about, Some(Ref::Item(first)));
    assert_eq!(test(&program, "visa").suite, "Checkout / Cards");
    assert_eq!(test(&program, "by voice").feature, "Search results");
    assert_eq!(test(&program, "gift").outcome(0), Some(Outcome::Skipped));
    changes_nothing(&mut program, &reading.batch);
}

// [TR1]
#[test]
fn which_tests_fail_since_which_run_for_which_feature() {
    let mut program = small::program();
    bring(&mut program, &night(1).batch, 1);
    bring(&mut program, &night(2).batch, 2);
    let berlin = zone_of("Europe/Berlin").unwrap();
    let found = regression(&program, "Nightly", &berlin).unwrap();
    let failing: Vec<_> =
        found.failing.iter().map(|f| (f.name.as_str(), f.since.number, f.feature.as_str(), f.runs)).collect();
    assert_eq!(
        failing,
        [
            ("finds by exact name", 2, "Search results", 1),
            ("test_AS_1_rebuilds_index", 1, "Vector index rebuild", 2)
        ]
    );
    assert_eq!(
        found.failing[0].working,
        "It failed in 1 run, since 11 Feb (run 2). It last passed on 10 Feb (run 1)."
    );
    assert_eq!(
        found.failing[1].working,
        "It failed in 2 runs in a row, since 10 Feb (run 1). It never passed in a run that is here."
    );
    let names = |ids: &[gluework::model::TestId]| {
        let mut names: Vec<_> = ids.iter().map(|id| program.tests[id].name.clone()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&found.fixed), ["master", "visa"]);
    assert_eq!(names(&found.missing), ["gift"]);
    let features: Vec<_> = found.features.iter().map(|f| (f.feature.as_str(), f.tests, f.failing)).collect();
    assert_eq!(
        features,
        [("Search results", 3, 1), ("Vector index rebuild", 1, 1), ("Checkout / Cards", 2, 0)]
    );
    assert!(
        found.working[0].starts_with("Run 2 of Nightly on 11 Feb: 3 of 5 tests passed"),
        "{:?}",
        found.working
    );
    assert_eq!(regression(&program, "Other", &berlin), None);
}

// [TR2]
#[test]
fn a_test_that_passes_and_fails_by_turns_is_flaky() {
    let mut program = Program::default();
    for (day, fails) in (1..).zip([false, true, false, false, true]) {
        let inner = if fails { "<failure message='x'/>" } else { "" };
        let text = format!(
            "<testsuite name='S' timestamp='2026-02-{day:02}T01:00:00Z'><testcase name='turns'>{inner}</testcase><testcase name='sound'/></testsuite>"
        );
        bring(&mut program, &read_text(&text).batch, day);
    }
    let found = regression(&program, "Tests", &Zone::utc()).unwrap();
    assert_eq!((found.flaky.len(), found.flaky[0].changes, found.flaky[0].failing), (1, 3, true));
    assert!(found.failing[0].flaky && found.failing[0].working.contains("by turns"));
    // An older run that comes later takes its place by its time.
    let late = "<testsuite name='S' timestamp='2026-01-31T01:00:00Z'><testcase name='sound'><error/></testcase></testsuite>";
    bring(&mut program, &read_text(late).batch, 50);
    let found = regression(&program, "Tests", &Zone::utc()).unwrap();
    assert_eq!((found.failing.len(), found.run.at), (1, at("2026-02-05T01:00:00Z")));
    assert_eq!(test(&program, "sound").outcomes, "pppppe");
}

#[test]
fn a_run_can_be_taken_away_again() {
    let mut program = small::program();
    bring(&mut program, &night(1).batch, 1);
    let after_one = program.clone();
    bring(&mut program, &night(2).batch, 2);
    let second = program.test_runs.values().find(|r| r.number == 1).unwrap().id;
    let delete = Command::Record(Box::new(RecordEdit::DeleteRun(second)));
    apply(&mut program, delete, Stamp { at: at("2026-03-01T12:00:00Z"), seed: 9 }).unwrap();
    assert_eq!(check(&program), []);
    assert_eq!(program.test_runs, after_one.test_runs);
    assert_eq!(program.tests.len(), after_one.tests.len());
    assert!(program.tests.values().all(|t| after_one.tests[&t.id].outcomes == t.outcomes));
}

#[test]
fn one_run_in_several_files_is_one_run() {
    let file = |suite: &str, minute: u32| {
        read_text(&format!(
            "<testsuite name='{suite}' timestamp='2026-02-01T01:{minute:02}:00Z' time='2'><testcase classname='{suite}' name='works'/></testsuite>"
        ))
    };
    let joined = junit::join(vec![file("B", 5), file("A", 2)]).unwrap();
    assert_eq!(joined.found[0], "2 tests");
    let mut program = Program::default();
    bring(&mut program, &joined.batch, 1);
    let run = program.test_runs.values().next().unwrap();
    assert_eq!((program.test_runs.len(), run.at, run.millis), (1, at("2026-02-01T01:02:00Z"), 4000));
    assert!(junit::join(Vec::new()).is_none());
}

#[test]
fn a_report_without_a_time_is_seen_at_its_import_and_known_again() {
    let text = "<testsuites><testsuite name='S'><testcase name='a'/></testsuite></testsuites>";
    let mut program = Program::default();
    bring(&mut program, &read_text(text).batch, 1);
    let run = program.test_runs.values().next().unwrap();
    assert!(run.seen && run.at == at("2026-03-01T12:00:00Z"));
    changes_nothing(&mut program, &read_text(text).batch);
    bring(&mut program, &read_text(&text.replace("'a'/>", "'a'><failure/></testcase>")).batch, 2);
    assert_eq!(program.test_runs.len(), 2);
}

#[test]
fn other_reports_are_refused() {
    use gluework::exchange::records::recognise;
    let berlin = zone_of("Europe/Berlin").unwrap();
    let ground = Ground { zone: &berlin, zone_of: &zone_of };
    assert_eq!(recognise(b"<TestRun xmlns='x'/>"), None);
    for (text, says) in [
        ("<TestRun/>", "no JUnit report"),
        ("<testsuites/>", "no test"),
        ("<testsuites><testsuite><testcase name='a'>", "ends too early"),
    ] {
        let refusal = junit::read(text.into(), ground, &FileAnswers::default()).unwrap_err();
        assert!(refusal.what.contains(says), "{refusal}");
    }
}
