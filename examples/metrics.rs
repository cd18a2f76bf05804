//! Prints every figure of a snapshot with its working.
//!
//! `cargo run --release --example metrics -- snapshot.json --as-of 2026-11-20 [--project P] [--json]`
//!
//! `--as-of` means the end of that local day, in the program's zone. Without `--project` the figures
//! are the whole program's; a project is named by its name, its key prefix or its id.
#![allow(clippy::print_stdout)] // Printing is what a command line program is for.

use chrono::{DateTime, Offset, TimeZone};
use gluework::analysis::{Context, Figure, Group, Scope, Value, all_figures, health};
use gluework::model::{Date, Program, ProjectId, Timestamp, Zone};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

struct Arguments {
    file: String,
    as_of: Date,
    project: Option<String>,
    json: bool,
}

fn arguments() -> Result<Arguments, String> {
    const USAGE: &str = "usage: metrics SNAPSHOT.json --as-of YYYY-MM-DD [--project P] [--json]";
    let (mut file, mut as_of, mut project, mut json) = (None, None, None, false);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value; {USAGE}"));
        match word.as_str() {
            "--as-of" => {
                let text = value()?;
                let day = text.parse().map_err(|_| format!("“{text}” is no day such as 2026-11-20"))?;
                as_of = Some(day);
            }
            "--project" => project = Some(value()?),
            "--json" => json = true,
            _ if word.starts_with("--") => return Err(format!("unknown option {word}; {USAGE}")),
            _ if file.is_none() => file = Some(word),
            _ => return Err(format!("one snapshot at a time; {USAGE}")),
        }
    }
    match (file, as_of) {
        (Some(file), Some(as_of)) => Ok(Arguments { file, as_of, project, json }),
        _ => Err(USAGE.to_owned()),
    }
}

fn read(file: &str) -> Result<Program, String> {
    let text = std::fs::read_to_string(file).map_err(|why| format!("{file}: {why}"))?;
    let snapshot = gluework::exchange::snapshot::read(&text).map_err(|why| format!("{file}: {why}"))?;
    Ok(snapshot.program)
}

fn zone(name: &str) -> Result<Zone, String> {
    let tz: chrono_tz::Tz = name.parse().map_err(|_| format!("“{name}” is no time zone"))?;
    Ok(Zone::probe(name, |second| {
        let moment = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        tz.offset_from_utc_datetime(&moment).fix().local_minus_utc()
    }))
}

fn find_project(program: &Program, wanted: &str) -> Result<ProjectId, String> {
    let is_it = |p: &&std::sync::Arc<gluework::model::Project>| {
        p.name.eq_ignore_ascii_case(wanted)
            || p.prefix.eq_ignore_ascii_case(wanted)
            || p.id.to_string() == wanted
    };
    let found = program.projects.values().find(is_it).map(|p| p.id);
    found.ok_or_else(|| {
        let names: Vec<&str> = program.projects.values().map(|p| p.name.as_str()).collect();
        format!("there is no project “{wanted}”; there are: {}", names.join(", "))
    })
}

fn keys(program: &Program, group: &Group) -> Vec<String> {
    group.items.iter().filter_map(|id| program.items.get(id)).map(|item| item.key.clone()).collect()
}

/// A record in the form that snapshots have it in.
fn json_of(record: &impl gluework::json::Json) -> Json {
    serde_json::from_str(&gluework::json::to_text(record)).unwrap_or_default()
}

fn figure_json(program: &Program, figure: &Figure) -> Json {
    let group = |g: &Group| json!({ "count": g.count, "what": g.what, "items": keys(program, g) });
    let (kind, value) = match &figure.value {
        Value::Days(days) => ("days", json!(days)),
        Value::Points(points) => ("points", json!(points)),
        Value::Percent(percent) => ("percent", json!(percent)),
        Value::Money(money) => ("money", json_of(money)),
        Value::Ratio(ratio) => ("ratio", json!(ratio)),
        Value::Count(count) => ("count", json!(count)),
        Value::NotComputable(_) => ("not_computable", Json::Null),
    };
    let population = figure.population.iter().map(|(label, count)| json!({ "label": label, "count": count }));
    let behind = figure.behind.iter().map(|row| {
        let key = row.item.and_then(|id| program.items.get(&id)).map(|item| item.key.clone());
        json!({ "item": key, "label": row.label, "value": row.value })
    });
    json!({
        "name": figure.name,
        "kind": kind,
        "value": value,
        "display": figure.display,
        "unit": figure.unit,
        "caption": figure.caption,
        "detail": figure.detail,
        "sentence": figure.sentence,
        "formula": figure.formula,
        "formula_note": figure.formula_note,
        "population": population.collect::<Vec<_>>(),
        "left_out": figure.left_out.iter().map(group).collect::<Vec<_>>(),
        "remarks": figure.remarks.iter().map(group).collect::<Vec<_>>(),
        "behind": behind.collect::<Vec<_>>(),
        "colour": figure.colour.map(|c| c.name()),
        "trend": figure.trend,
    })
}

fn figure_text(program: &Program, figure: &Figure) -> String {
    let mut lines =
        vec![format!("{}: {} {}", figure.name, figure.display, figure.unit).trim_end().to_owned()];
    let mut line = |text: String| lines.push(format!("  {text}"));
    if let Some(colour) = figure.colour {
        line(format!("Colour: {}", colour.name()));
    }
    let beside: Vec<&str> =
        [figure.caption.as_str(), figure.detail.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    if !beside.is_empty() {
        line(beside.join(", "));
    }
    if !figure.sentence.is_empty() {
        line(figure.sentence.clone());
    }
    for formula in &figure.formula {
        line(format!("= {formula}"));
    }
    if !figure.formula_note.is_empty() {
        line(figure.formula_note.clone());
    }
    for (label, count) in &figure.population {
        line(format!("{count:>7}  {label}"));
    }
    for (word, groups) in [("left out", &figure.left_out), ("remark", &figure.remarks)] {
        for group in groups {
            let keys = keys(program, group);
            let some = keys.iter().take(5).map(String::as_str).collect::<Vec<_>>().join(", ");
            let more = keys.len().saturating_sub(5);
            let more = if more > 0 { format!(", {more} more") } else { String::new() };
            line(format!("{:>7}  {word}: {} {some}{more}", group.count, group.what).trim_end().to_owned());
        }
    }
    for row in &figure.behind {
        let key = row.item.and_then(|id| program.items.get(&id)).map_or("", |item| item.key.as_str());
        line(format!("· {key} {}: {}", row.label, row.value).replace("·  ", "· "));
    }
    lines.join("\n")
}

fn run() -> Result<String, String> {
    let arguments = arguments()?;
    let program = read(&arguments.file)?;
    let zone = zone(&program.settings.zone)?;
    let project = arguments.project.as_deref().map(|p| find_project(&program, p)).transpose()?;
    let any = Context { program: &program, zone: &zone, now: Timestamp::default() };
    let ctx = Context { now: any.end_of(arguments.as_of), ..any };
    let scope = Scope { project, team: None };
    let (figures, health) = (all_figures(&ctx, scope), health(&ctx, project));
    if arguments.json {
        let dimension = |d: &gluework::analysis::Dimension| {
            json!({
                "key": d.key, "name": d.name, "computed": d.computed.name(), "shown": d.shown.name(),
                "reason": d.reason, "limit": d.limit, "set_by_hand": d.set_by_hand.as_ref().map(json_of), "stale": d.stale,
            })
        };
        let all = json!({
            "as_of": arguments.as_of.to_string(),
            "zone": zone.name(),
            "scope": scope.name(&program),
            "figures": figures.iter().map(|f| figure_json(&program, f)).collect::<Vec<_>>(),
            "health": {
                "overall": health.overall.name(),
                "reason": health.reason,
                "dimensions": health.dimensions.iter().map(dimension).collect::<Vec<_>>(),
            },
        });
        return serde_json::to_string_pretty(&all).map_err(|why| why.to_string());
    }
    let mut parts = vec![format!("{}, as of {}, {}", scope.name(&program), arguments.as_of, zone.name())];
    parts.extend(figures.iter().map(|f| figure_text(&program, f)));
    let mut lines = vec![format!("Health: {} ({})", health.overall.name(), health.reason)];
    for d in &health.dimensions {
        let by_hand = d.set_by_hand.as_ref().map_or(String::new(), |o| {
            let stale = if d.stale { ", stale" } else { "" };
            format!("; set by hand{stale}, computed {}: {}", d.computed.name(), o.reason)
        });
        lines.push(format!("  {}: {}, {} ({}){by_hand}", d.name, d.shown.name(), d.reason, d.limit));
    }
    parts.push(lines.join("\n"));
    Ok(parts.join("\n\n"))
}

fn main() -> ExitCode {
    use std::io::Write;
    match run() {
        // A closed pipe (`| head`) is no failure worth a word.
        Ok(text) => {
            _ = writeln!(std::io::stdout().lock(), "{text}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("metrics: {why}");
            ExitCode::FAILURE
        }
    }
}
