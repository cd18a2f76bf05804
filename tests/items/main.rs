//! Work items out of every tracker's files: each format's traps, several files at once, hostile input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::disallowed_methods
)]

mod azure;
mod formats;
mod growth;
mod hostile;
mod jira;
mod samples;
mod several;
mod variations;

use gluework::command::{Change, Command, ImportPlan, apply, plan_import};
use gluework::exchange::items::{Answers, Input, Reading, Refusal, read_all};
use gluework::model::{Happening, Program, Stamp, Timestamp, WorkItem, Zone, check};

fn fixture(path: &str) -> Input {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    Input::new(path.rsplit('/').next().unwrap(), std::fs::read(file).unwrap())
}

fn try_files(files: &[&str], answers: &Answers) -> Result<Reading, Refusal> {
    read_all(files.iter().map(|path| fixture(path)).collect(), &Zone::utc(), answers)
}

fn files(files: &[&str]) -> Reading {
    try_files(files, &Answers::default()).expect("files that are read")
}

fn text(name: &str, text: &str) -> Result<Reading, Refusal> {
    read_all(vec![Input::new(name, text.into())], &Zone::utc(), &Answers::default())
}

fn stamp(day: i64) -> Stamp {
    Stamp { at: Timestamp::parse("2030-01-01T00:00:00Z").unwrap().plus_days(day), seed: day as u64 }
}

fn import(program: &mut Program, reading: Reading, day: i64) -> (ImportPlan, Change) {
    let plan = plan_import(program, &reading.batch);
    let change = apply(program, Command::Import(Box::new(reading.batch)), stamp(day)).unwrap();
    assert_eq!(check(program), [], "sound after import");
    (plan, change)
}

fn imported(reading: Reading) -> Program {
    let mut program = Program::default();
    import(&mut program, reading, 0);
    program
}

fn item<'a>(program: &'a Program, key: &str) -> &'a WorkItem {
    program.item_by_key(key).unwrap_or_else(|| panic!("{key} is missing"))
}

fn remarks(reading: &Reading) -> Vec<String> {
    reading
        .remarks
        .iter()
        .map(|r| {
            format!("{}{} {}", r.file.as_ref().map(|f| format!("{f}:")).unwrap_or_default(), r.line, r.text)
        })
        .collect()
}

fn statuses(reading: &Reading) -> Vec<String> {
    reading
        .statuses
        .iter()
        .map(|s| format!("{} {} {}{}", s.name, s.items, s.category.name(), if s.guessed { "?" } else { "" }))
        .collect()
}

fn moves(program: &Program, key: &str) -> Vec<String> {
    let name = |id| program.status(id).map_or("?".into(), |s| s.name.clone());
    let mut list = Vec::new();
    for event in &item(program, key).history {
        let seen = if event.seen { " seen" } else { "" };
        match &event.what {
            Happening::Created { status } => list.push(format!("{} {}{seen}", event.at, name(*status))),
            Happening::Moved { from, to } => {
                list.push(format!("{} {} → {}{seen}", event.at, name(*from), name(*to)));
            }
            _ => {}
        }
    }
    list
}
