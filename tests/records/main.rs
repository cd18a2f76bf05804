//! Calendars, schedules, test reports and costs: read, applied, exported, read again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../small/mod.rs"]
mod small;

mod calendar;
mod costs;
mod edits;
mod exports;
mod fuzz;
mod samples;
mod schedule;
mod several;
mod testruns;

use gluework::command::{Command, FileBatch, FilePlan, apply, plan_file};
use gluework::exchange::records::{FileAnswers, FileReading, FileRefusal, Ground, read, recognise};
use gluework::model::{Program, Stamp, Timestamp, Zone, check};

/// A zone of the zone database.
fn zone_of(name: &str) -> Option<Zone> {
    use chrono::{DateTime, Offset, TimeZone};
    let tz: chrono_tz::Tz = name.parse().ok()?;
    Some(Zone::probe(name, |second| {
        let moment = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        tz.offset_from_utc_datetime(&moment).fix().local_minus_utc()
    }))
}

fn try_read(bytes: &[u8], answers: &FileAnswers) -> Result<FileReading, FileRefusal> {
    let berlin = Zone::new("Europe/Berlin", 3600, vec![]);
    let berlin = zone_of("Europe/Berlin").unwrap_or(berlin);
    let ground = Ground { zone: &berlin, zone_of: &zone_of };
    let kind = recognise(bytes).unwrap_or_else(|| panic!("not recognised"));
    read(kind, bytes.to_vec(), ground, answers)
}

fn read_with(bytes: &[u8], answers: &FileAnswers) -> FileReading {
    try_read(bytes, answers).unwrap_or_else(|why| panic!("{why}"))
}

fn read_text(text: &str) -> FileReading {
    read_with(text.as_bytes(), &FileAnswers::default())
}

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(format!("tests/fixtures/{path}")).unwrap_or_else(|why| panic!("{path}: {why}"))
}

fn remarks(reading: &FileReading) -> Vec<String> {
    let not_read = |is| if is { " (not read)" } else { "" };
    reading.remarks.iter().map(|r| format!("{}: {}{}", r.line, r.text, not_read(r.not_read))).collect()
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|| panic!("{text}"))
}

/// Applies a batch; what the preview promised must come true, and the program must be sound.
fn bring(program: &mut Program, batch: &FileBatch, seed: u64) -> FilePlan {
    let plan = plan_file(program, batch);
    let before = program.clone();
    let stamp = Stamp { at: at("2026-03-01T12:00:00Z"), seed: seed + 1000 };
    let change = apply(program, Command::ImportFile(Box::new(batch.clone())), stamp).unwrap();
    assert_eq!(check(program), []);
    let counts = format!("{} created, {} updated", plan.changes() - updated(&plan), updated(&plan));
    assert!(change.label.ends_with(&counts), "{}: {counts}", change.label);
    // One undo takes all of it back.
    let undo = change.undoing(0);
    let mut undone = program.clone();
    apply(&mut undone, undo, stamp).unwrap();
    assert_eq!(undone, before);
    // The command goes through the journal as JSON.
    let text = gluework::json::to_text(&Command::ImportFile(Box::new(batch.clone())));
    assert_eq!(gluework::json::from_text(&text), Ok(Command::ImportFile(Box::new(batch.clone()))));
    plan
}

fn updated(plan: &FilePlan) -> usize {
    plan.updated_records + plan.items.as_ref().map_or(0, |i| i.updated_items)
}

/// Applying the same again changes nothing at all.
fn changes_nothing(program: &mut Program, batch: &FileBatch) {
    let before = program.clone();
    let plan = bring(program, batch, 99);
    assert!(plan.is_empty(), "{plan:?}");
    assert_eq!(*program, before);
}
