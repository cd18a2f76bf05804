//! Reads trackers' exports into one program and writes it as a snapshot.
//!
//! `cargo run --release --example import -- FILE… -o snapshot.json [--map map.json] [--zone NAME]`
//!
//! Files are recognised by content: Jira (CSV, JSON, XML), Azure DevOps (CSV, JSON), Trello, GitHub,
//! Linear, Asana, or any table whose columns `map.json` names; calendars, schedules of Microsoft Project,
//! JUnit reports and costs too. JSON files of one tracker are one import (pages of a search, histories
//! beside items, lists of statuses); other files are imported one after the other, so that an older and a
//! newer export give history.
//!
//! `map.json` holds the answers of the import screen: `columns` (field → header), `categories`
//! (status → `to_do`, `in_progress`, `done` or `cancelled`), `day_first`, `project_name`; for other
//! records also `projects` (name → `"new"` or `"leave_out"`), `series`, `currency`. Dates
//! without an offset are of the zone, UTC by default. Exit code 0, or 1 with one line on stderr.

#[allow(dead_code)] // Each command line uses a part of it.
mod support;

use gluework::command::{Command, apply, plan_file};
use gluework::exchange::items::{self, Answers, Input, Reading, Recognised, recognise};
use gluework::exchange::records::{self, FileAnswers, Ground};
use gluework::model::{Happening, Program, SourceSystem, Stamp, Timestamp, Zone, check};
use std::process::ExitCode;

struct Arguments {
    files: Vec<String>,
    out: String,
    answers: Answers,
    file_answers: FileAnswers,
    zone: Zone,
    zone_name: String,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("import: {}", why.split_whitespace().collect::<Vec<_>>().join(" "));
            ExitCode::FAILURE
        }
    }
}

fn arguments(mut args: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let (mut files, mut out, mut map, mut zone_name) = (Vec::new(), None, None, "UTC".to_owned());
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "-o" | "--output" => out = Some(value()?),
            "--map" => map = Some(value()?),
            "--zone" => zone_name = value()?,
            other if other.starts_with('-') && other.len() > 1 => {
                return Err(format!("{other} is not an option"));
            }
            _ => files.push(arg),
        }
    }
    if files.is_empty() {
        return Err("name at least one file; usage: import FILE… -o snapshot.json [--map map.json]".into());
    }
    let (answers, file_answers) = match map {
        Some(path) => {
            let text = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
            // Each kind of answers passes over what is the other's.
            let of_items = gluework::json::from_text(&text).map_err(|e| format!("{path}: {e}"));
            let of_files = gluework::json::from_text(&text).map_err(|e| format!("{path}: {e}"));
            (of_items?, of_files?)
        }
        None => Default::default(),
    };
    let zone = support::zone(&zone_name)?;
    let out = out.ok_or("say where to write with -o snapshot.json")?;
    Ok(Arguments { files, out, answers, file_answers, zone, zone_name })
}

/// The moment of the import. The core takes it as an argument; here is where it comes from.
#[allow(clippy::disallowed_methods)]
fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_secs()).unwrap_or_default() * 1000)
}

/// The files of each import: those of one tracker together where some of them are JSON.
fn groups(files: &[String]) -> Result<Vec<Vec<Input>>, String> {
    let mut groups: Vec<(Option<SourceSystem>, Vec<Input>)> = Vec::new();
    for path in files {
        let bytes = std::fs::read(path).map_err(|e| format!("{path}: {e}"))?;
        let name =
            std::path::Path::new(path).file_name().map_or(path.clone(), |n| n.to_string_lossy().into_owned());
        let json = bytes.trim_ascii_start().first().is_some_and(|b| matches!(b, b'{' | b'['));
        let system = match recognise(&bytes) {
            Recognised::Items(system) if json => Some(system),
            _ => None,
        };
        let input = Input::new(&name, bytes);
        match groups.iter_mut().find(|(known, _)| system.is_some() && *known == system) {
            Some((_, group)) => group.push(input),
            None => groups.push((system, vec![input])),
        }
    }
    Ok(groups.into_iter().map(|(_, group)| group).collect())
}

#[allow(clippy::print_stdout)]
fn show(name: &str, reading: &Reading) {
    let items = &reading.batch.items;
    let sprints: std::collections::BTreeSet<_> = items.iter().filter_map(|i| i.sprint.as_ref()).collect();
    let dates: usize = items
        .iter()
        .map(|i| {
            [
                i.created.is_some(),
                i.updated.is_some(),
                i.resolved.is_some(),
                i.category_changed.is_some(),
                i.due.is_some(),
            ]
            .into_iter()
            .filter(|d| *d)
            .count()
        })
        .sum();
    let points: gluework::model::Points = items.iter().filter_map(|i| i.estimate).sum();
    println!(
        "{name:<44} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>7} {:>7} {:>8}",
        items.len(),
        items.iter().map(|i| i.links.len()).sum::<usize>(),
        sprints.len(),
        reading.people.len(),
        dates,
        items.iter().map(|i| i.moves.len().saturating_sub(1)).sum::<usize>(),
        points.to_string(),
        reading.remarks.len() - reading.not_read(),
        reading.not_read(),
    );
    for remark in &reading.remarks {
        let file = remark.file.as_ref().map(|f| format!("{f} ")).unwrap_or_default();
        let column = remark.column.as_ref().map(|c| format!(" [{c}]")).unwrap_or_default();
        println!("  {file}line {}{column}: {}", remark.line, remark.text);
    }
    if let Some(question) = &reading.date_question {
        println!(
            "  {}: day or month first? Read as {}; say \"day_first\" in --map",
            question.columns.join(", "),
            if question.assumed_day_first { "day first" } else { "month first" }
        );
    }
}

/// Brings a calendar, a schedule, a test report or costs into the program.
#[allow(clippy::print_stdout)]
fn bring(
    program: &mut Program,
    (kind, file, ground): (records::FileKind, &Input, Ground<'_>),
    answers: &FileAnswers,
    stamp: Stamp,
) -> Result<(), String> {
    let mut reading =
        records::read(kind, file.bytes.to_vec(), ground, answers).map_err(|refusal| refusal.to_string())?;
    if reading.batch.project_name.is_empty() {
        reading.batch.project_name =
            file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem).to_owned();
    }
    let plan = plan_file(program, &reading.batch);
    println!("{:<44} {}: {}", file.name, kind.name(), reading.found.join(", "));
    for remark in &reading.remarks {
        println!("  line {}: {}", remark.line, remark.text);
    }
    for unknown in &plan.unknown_projects {
        println!("  {} of “{}” wait: say in --map which project it is", unknown.records, unknown.name);
    }
    for note in &plan.notes {
        println!("  {note}");
    }
    let change =
        apply(program, Command::ImportFile(Box::new(reading.batch)), stamp).map_err(|r| r.to_string())?;
    println!("  {}", change.label);
    Ok(())
}

#[allow(clippy::print_stdout)]
fn run(args: impl Iterator<Item = String>) -> Result<(), String> {
    let Arguments { files, out, answers, file_answers, zone, zone_name } = arguments(args)?;
    let mut program = Program::default();
    let settings = std::sync::Arc::make_mut(&mut program.settings);
    settings.zone = zone_name;
    let at = now();
    println!(
        "{:<44} {:>6} {:>6} {:>7} {:>6} {:>6} {:>6} {:>7} {:>7} {:>8}",
        "file", "items", "links", "sprints", "people", "dates", "moves", "points", "remarks", "not read"
    );
    for (place, group) in groups(&files)?.into_iter().enumerate() {
        let name = group.iter().map(|input| input.name.as_str()).collect::<Vec<_>>().join(" + ");
        let stamp = Stamp { at, seed: 0x676c_7565 + place as u64 };
        if let [only] = group.as_slice()
            && let Some(kind) = records::recognise(&only.bytes)
        {
            let ground = Ground { zone: &zone, zone_of: &|name| support::zone(name).ok() };
            bring(&mut program, (kind, only, ground), &file_answers, stamp)
                .map_err(|why| format!("{name}: {why}"))?;
            continue;
        }
        let reading =
            items::read_all(group, &zone, &answers).map_err(|refusal| format!("{name}: {refusal}"))?;
        show(&name, &reading);
        if reading.batch.items.is_empty() {
            return Err(format!("{name}: no row could be read as an item"));
        }
        apply(&mut program, Command::Import(Box::new(reading.batch)), stamp)
            .map_err(|r| format!("{name}: {r}"))?;
    }
    if let Some(problem) = check(&program).first() {
        return Err(format!("the result is not sound: {problem}"));
    }

    let text = gluework::exchange::snapshot::write(&program, at);
    std::fs::write(&out, text).map_err(|e| format!("{out}: {e}"))?;
    let moves = |e: &&gluework::model::Event| matches!(e.what, Happening::Moved { .. });
    println!(
        "{} items, {} moves, {} people, {} sprints, {} releases from {} source(s) written to {out}",
        program.items.len(),
        program.items.values().flat_map(|i| &i.history).filter(moves).count(),
        program.people.len(),
        program.sprints.len(),
        program.releases.len(),
        program.sources.len(),
    );
    Ok(())
}
