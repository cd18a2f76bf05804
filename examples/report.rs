//! Prints the status report of a snapshot.
//!
//! `cargo run --release --example report -- snapshot.json --as-of 2026-11-20 --audience executive
//! --format markdown [--since old.json] [--project PREFIX]`
#![allow(clippy::print_stdout)] // Printing is what a command line program is for.

mod support;

use gluework::analysis::Context;
use gluework::exchange::document;
use gluework::model::{Date, Timestamp};
use gluework::report::Document;
use gluework::report::status::{Audience, Options, report};
use std::process::ExitCode;
use support::{day, find_project, one_line, read, zone};

const USAGE: &str = "usage: report SNAPSHOT.json --as-of YYYY-MM-DD --audience team|executive|client \
--format markdown|html|confluence-storage|confluence-wiki|text [--since OLD.json] [--project PREFIX]";

const HELP: &str = "
Prints the status report of a snapshot as of the end of a day, in the program's zone.

  --as-of DAY       the last day that the report knows of
  --audience WHO    team: everything; executive: one page; client: no money, no names, one project
  --format FORMAT   markdown, html (one file), confluence-storage, confluence-wiki or text
  --since OLD.json  an older snapshot: the report covers the time since the day it was exported.
                    Only its day is used yet; what changed between the two is not listed.
                    Without it the report covers the last seven days.
  --project PREFIX  one project, by key prefix, name or id; without it the whole program";

struct Arguments {
    file: String,
    as_of: Date,
    audience: Audience,
    format: fn(&Document) -> String,
    since: Option<String>,
    project: Option<String>,
}

fn format(name: &str) -> Result<fn(&Document) -> String, String> {
    Ok(match name {
        "markdown" => document::markdown,
        "html" => document::html_page,
        "confluence-storage" => document::confluence_storage,
        "confluence-wiki" => document::confluence_wiki,
        "text" => document::plain,
        _ => {
            return Err(format!(
                "“{name}” is no format; there are markdown, html, confluence-storage, confluence-wiki and text"
            ));
        }
    })
}

fn arguments(words: &[String]) -> Result<Arguments, String> {
    let (mut file, mut as_of, mut audience, mut since, mut project) = (None, None, None, None, None);
    let mut chosen = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut value = || words.next().cloned().ok_or_else(|| format!("{word} needs a value; {USAGE}"));
        match word.as_str() {
            "--as-of" => as_of = Some(day(&value()?)?),
            "--audience" => {
                let text = value()?;
                let known = Audience::parse(&text);
                audience = Some(known.ok_or_else(|| {
                    format!("“{text}” is no audience; there are team, executive and client")
                })?);
            }
            "--format" => chosen = Some(format(&value()?)?),
            "--since" => since = Some(value()?),
            "--project" => project = Some(value()?),
            _ if word.starts_with("--") => return Err(format!("unknown option {word}; {USAGE}")),
            _ if file.is_none() => file = Some(word.clone()),
            _ => return Err(format!("one snapshot at a time; {USAGE}")),
        }
    }
    match (file, as_of, audience, chosen) {
        (Some(file), Some(as_of), Some(audience), Some(format)) => {
            Ok(Arguments { file, as_of, audience, format, since, project })
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
    let ctx = Context { now: any.end_of(arguments.as_of), ..any };
    let mut options = Options::new(&ctx, project, arguments.audience);
    if let Some(file) = &arguments.since {
        options.since = zone.day(read(file)?.exported_at);
        if options.since > arguments.as_of {
            return Err(format!("{file} was exported on {}, after --as-of", options.since));
        }
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
