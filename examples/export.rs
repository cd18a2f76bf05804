//! Writes what other tools take from a snapshot.
//!
//! `cargo run --release --example export -- snapshot.json --format FORMAT -o FILE [--project P]`
//!
//! Formats: `jira-csv`, `ado-csv`, `items-csv`, `costs-csv`, `risks-csv`, `dependencies-csv`, `ics`.
//! Exit code 0, or 1 with one line on stderr.

#[allow(dead_code)] // Each command line uses a part of it.
mod support;

use gluework::exchange::outward::{
    Scope, azure_csv, calendar, costs_csv, dependencies_csv, due_days, items_csv, jira_csv, risks_csv,
};
use gluework::model::{Program, Zone};
use std::process::ExitCode;

const FORMATS: &str = "jira-csv, ado-csv, items-csv, costs-csv, risks-csv, dependencies-csv, ics";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("export: {}", support::one_line(&why));
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: impl Iterator<Item = String>) -> Result<(), String> {
    let (mut file, mut format, mut out, mut project) = (None, None, None, None);
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or(format!("{arg} needs a value"));
        match arg.as_str() {
            "--format" => format = Some(value()?),
            "-o" | "--output" => out = Some(value()?),
            "--project" => project = Some(value()?),
            other if other.starts_with('-') && other.len() > 1 => {
                return Err(format!("{other} is not an option"));
            }
            _ if file.is_none() => file = Some(arg),
            other => return Err(format!("one snapshot at a time; what is {other}?")),
        }
    }
    let file = file.ok_or(format!(
        "name a snapshot; usage: export snapshot.json --format FORMAT -o FILE [--project P]; formats: {FORMATS}"
    ))?;
    let format = format.ok_or(format!("say --format, one of {FORMATS}"))?;
    let out = out.ok_or("say where to write with -o FILE")?;
    let program = support::read(&file)?.program;
    let zone = support::zone(&program.settings.zone)?;
    let project = project.map(|name| support::find_project(&program, &name)).transpose()?;
    let text = text(&program, &zone, Scope { project }, &format)?;
    std::fs::write(&out, text).map_err(|why| format!("{out}: {why}"))
}

fn text(program: &Program, zone: &Zone, scope: Scope, format: &str) -> Result<String, String> {
    Ok(match format {
        "jira-csv" => jira_csv(program, zone, scope),
        "ado-csv" => azure_csv(program, scope),
        "items-csv" => items_csv(program, zone, scope),
        "costs-csv" => costs_csv(program, scope),
        "risks-csv" => risks_csv(program, zone, scope),
        "dependencies-csv" => dependencies_csv(program),
        "ics" => {
            let days = due_days(program, scope);
            calendar(program, zone, &|name| support::zone(name).ok(), scope, &days)
        }
        other => return Err(format!("{other} is no format; there are {FORMATS}")),
    })
}
