//! Prints the status report of a snapshot.
//!
//! `cargo run --release --example report -- snapshot.json --as-of 2026-11-20 --audience executive
//! --format markdown [--since old.json] [--project PREFIX]`
#![allow(clippy::print_stdout)] // Printing is what a command line program is for.

mod support;

use chrono::NaiveTime;
use gluework::analysis::Context;
use gluework::exchange::{document, sent};
use gluework::model::{Date, Timestamp};
use gluework::report::Document;
use gluework::report::status::{Audience, Before, Kind, Options, report};
use std::process::ExitCode;
use std::sync::Arc;
use support::{day, find_project, one_line, read, zone};

const USAGE: &str = "usage: report SNAPSHOT.json --as-of YYYY-MM-DD[THH:MM] --audience team|executive|client \
--format markdown|html|confluence-storage|confluence-wiki|text|csv [--kind KIND] [--since OLD.json] \
[--project PREFIX]";

const HELP: &str = "
Prints the status report of a snapshot as of the end of a day, or a moment of it, in the program's zone.

  --as-of DAY       the last day that the report knows of; with a time, such as 2026-11-20T16:30, the moment
  --audience WHO    team: everything; executive: one page; client: no money, no names, one project
  --format FORMAT   markdown, html (one file), confluence-storage, confluence-wiki, text or csv (the tables)
  --kind KIND       weekly (as a rule), sprint, monthly, client, one_page or portfolio
  --since OLD.json  an older snapshot: the report covers the time since it was exported, and says what
                    changed since. Without it the report compares with the last one of its kind that was
                    sent, where the snapshot holds one, else with the past as histories tell it.
  --project PREFIX  one project, by key prefix, name or id; without it the whole program";

struct Arguments {
    file: String,
    as_of: (Date, Option<NaiveTime>),
    audience: Audience,
    format: fn(&Document) -> String,
    kind: Option<Kind>,
    since: Option<String>,
    project: Option<String>,
}

/// A day, and the time on it where one is given.
fn moment(text: &str) -> Result<(Date, Option<NaiveTime>), String> {
    let Some((date, time)) = text.split_once('T') else { return Ok((day(text)?, None)) };
    let time = time.parse().map_err(|_| format!("“{text}” is no moment such as 2026-11-20T16:30"))?;
    Ok((day(date)?, Some(time)))
}

fn format(name: &str) -> Result<fn(&Document) -> String, String> {
    Ok(match name {
        "markdown" => document::markdown,
        "html" => document::html_page,
        "confluence-storage" => document::confluence_storage,
        "confluence-wiki" => document::confluence_wiki,
        "text" => document::plain,
        "csv" => document::csv_tables,
        _ => {
            return Err(format!(
                "“{name}” is no format; there are markdown, html, confluence-storage, confluence-wiki, text and csv"
            ));
        }
    })
}

fn arguments(words: &[String]) -> Result<Arguments, String> {
    let (mut file, mut as_of, mut audience, mut since, mut project) = (None, None, None, None, None);
    let (mut chosen, mut kind) = (None, None);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value; {USAGE}"));
        match word.as_str() {
            "--as-of" => as_of = Some(moment(&value()?)?),
            "--audience" => {
                let text = value()?;
                let known = Audience::parse(&text);
                audience = Some(known.ok_or_else(|| {
                    format!("“{text}” is no audience; there are team, executive and client")
                })?);
            }
            "--format" => chosen = Some(format(&value()?)?),
            "--kind" => {
                let text = value()?;
                let known = Kind::of(&text.replace('-', "_"));
                let all = Kind::ALL.map(Kind::word).join(", ");
                kind = Some(known.ok_or_else(|| format!("“{text}” is no kind of report; there are {all}"))?);
            }
            "--since" => since = Some(value()?),
            "--project" => project = Some(value()?),
            _ if word.starts_with("--") => return Err(format!("unknown option {word}; {USAGE}")),
            _ if file.is_none() => file = Some(word.clone()),
            _ => return Err(format!("one snapshot at a time; {USAGE}")),
        }
    }
    match (file, as_of, audience, chosen) {
        (Some(file), Some(as_of), Some(audience), Some(format)) => {
            Ok(Arguments { file, as_of, audience, format, kind, since, project })
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn run(words: &[String]) -> Result<String, String> {
    if words.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(format!("{USAGE}\n{HELP}\n"));
    }
    let arguments = arguments(words)?;
    let program = read(&arguments.file)?.program;
    let zone = zone(&program.settings.zone)?;
    let project = arguments.project.as_deref().map(|p| find_project(&program, p)).transpose()?;
    if arguments.audience == Audience::Client && project.is_none() && program.projects.len() != 1 {
        return Err("a report for a client is about one project; name it with --project".to_owned());
    }
    let any = Context { program: &program, zone: &zone, now: Timestamp::default() };
    let (as_of, time) = arguments.as_of;
    let now = time.map_or_else(|| any.end_of(as_of), |time| zone.moment(as_of.and_time(time)));
    let ctx = Context { now, ..any };
    let kind = arguments.kind.unwrap_or(Kind::Weekly);
    let days = kind.days(program.settings.thresholds.report_days.max(1));
    let mut options = Options {
        kind,
        sections: sent::sections(&program, project, kind),
        since: as_of - chrono::Days::new(days),
        ..Options::new(&ctx, project, arguments.audience)
    };
    if let Some(file) = &arguments.since {
        let old = read(file)?;
        options.since = zone.day(old.exported_at);
        if options.since > as_of {
            return Err(format!("{file} was exported on {}, after --as-of", options.since));
        }
        options.before = Some(Before::whole(&ctx, Arc::new(old.program), old.exported_at, project));
    } else if let Some(last) =
        sent::last(&program, project, kind).filter(|r| r.sent.is_some_and(|at| at < ctx.now))
    {
        let before = sent::before(&last)?;
        options.since = zone.day(before.at);
        options.before = Some(before);
    }
    Ok((arguments.format)(&report(&ctx, &options)))
}

fn main() -> ExitCode {
    use std::io::Write;
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        // A closed pipe (`| head`) is no failure worth a word.
        Ok(text) => {
            _ = std::io::stdout().lock().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("report: {}", one_line(&why));
            ExitCode::FAILURE
        }
    }
}
