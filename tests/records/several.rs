//! Several files of one kind in one drop.

use super::*;
use gluework::exchange::records::together;

fn named(path: &str) -> (String, FileReading) {
    (path.to_owned(), read_with(&fixture(path), &FileAnswers::default()))
}

fn report(suite: &str, at: &str, cases: &[&str]) -> (String, FileReading) {
    let cases: String =
        cases.iter().map(|c| format!(r#"<testcase classname="{suite}" name="{c}"/>"#)).collect();
    let text = format!(r#"<testsuite name="{suite}" timestamp="{at}">{cases}</testsuite>"#);
    (format!("{suite}.xml"), read_text(&text))
}

// [FI10]
#[test]
fn reports_of_two_nights_are_two_runs_the_older_first() {
    let reading = together(vec![named("junit/night2.xml"), named("junit/night1.xml")]).unwrap().unwrap();
    assert_eq!(reading.found[0], "2 files");
    let mut program = small::program();
    bring(&mut program, &reading.batch, 1);
    let mut runs: Vec<_> = program.test_runs.values().collect();
    runs.sort_by_key(|run| run.number);
    assert_eq!(runs.len(), 2);
    assert!(runs[0].at < runs[1].at);
    changes_nothing(&mut program, &reading.batch);
}

#[test]
fn one_report_a_suite_is_one_run() {
    let reading = together(vec![
        report("com.x.A", "2026-03-01T10:00:00", &["a", "b"]),
        report("com.x.B", "2026-03-01T10:05:00", &["a"]),
    ])
    .unwrap()
    .unwrap();
    let mut program = small::program();
    bring(&mut program, &reading.batch, 1);
    assert_eq!(program.test_runs.len(), 1);
    assert_eq!(program.test_runs.values().next().unwrap().passed, 3);
    let apart = together(vec![
        report("com.x.A", "2026-03-03T10:00:00", &["a", "b"]),
        report("com.x.B", "2026-03-04T10:05:00", &["a"]),
    ]);
    bring(&mut program, &apart.unwrap().unwrap().batch, 2);
    assert_eq!(program.test_runs.len(), 3);
}

#[test]
fn costs_of_several_tables_ask_for_each_project_once() {
    let table = |name: &str, rows: &str| {
        (name.to_owned(), read_text(&format!("date,project,amount,currency\n{rows}")))
    };
    let reading = together(vec![
        table("jan.csv", "2026-01-31,Web,10.00,EUR\nsoon,Web,1,EUR\n"),
        table("feb.csv", "2026-02-28,Web,12.50,EUR\n"),
    ])
    .unwrap()
    .unwrap();
    assert_eq!(remarks(&reading), ["3: jan.csv: Date “soon” is not a date (not read)"]);
    let plan = plan_file(&small::program(), &reading.batch);
    assert_eq!(plan.unknown_projects.len(), 1);
    assert_eq!(plan.unknown_projects[0].records, 2);
}

#[test]
fn two_schedules_are_refused_with_words() {
    let refused = together(vec![named("msproject/plan.xml"), named("msproject/plan.xml")]).unwrap_err();
    assert!(refused.to_string().contains("one schedule at a time"), "{refused}");
    assert!(together(vec![named("ics/team.ics"), named("junit/night1.xml")]).is_err());
    assert_eq!(together(Vec::new()), Ok(None));
}
