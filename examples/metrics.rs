//! Prints every figure of a snapshot with its working, and what each chart says.
//!
//! `cargo run --release --example metrics -- snapshot.json --as-of 2026-11-20 [--project P] [--json]`
//!
//! `--as-of` means the end of that local day, in the program's zone. Without `--project` the figures
//! are the whole program's; a project is named by its name, its key prefix or its id. Further options:
//! `--team NAME`, `--type Story`, the period by `--days N`, `--sprints N` or `--from DAY --to DAY`
//! (60 days without any), `--working-days`, and `--compare` with the period before. With `--json`, the
//! series of the charts come along with all their numbers.
#![allow(clippy::print_stdout)] // Printing is what a command line program is for.

#[path = "support/series.rs"]
mod series;
#[path = "support/mod.rs"]
mod support;

use gluework::analysis::{Compared, Context, DayCount, Group, Period, Request, Scope, Value, health};
use gluework::model::{Date, ItemKind, Program, SlaHours, TeamId, Timestamp, Zone};
use serde_json::{Value as Json, json};
use std::process::ExitCode;

const USAGE: &str = "usage: metrics SNAPSHOT.json --as-of YYYY-MM-DD [--project P] [--team T] [--type KIND] \
                     [--days N | --sprints N | --from DAY --to DAY] [--working-days] [--compare] [--json]";

#[derive(Default)]
struct Arguments {
    file: Option<String>,
    as_of: Option<Date>,
    project: Option<String>,
    team: Option<String>,
    kind: Option<String>,
    days: Option<u32>,
    sprints: Option<u8>,
    from: Option<Date>,
    to: Option<Date>,
    working_days: bool,
    compare: bool,
    json: bool,
}

fn arguments() -> Result<Arguments, String> {
    let mut all = Arguments::default();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value; {USAGE}"));
        let number =
            |text: String| text.parse::<u32>().map_err(|_| format!("“{text}” is no number; {USAGE}"));
        match word.as_str() {
            "--as-of" => all.as_of = Some(support::day(&value()?)?),
            "--project" => all.project = Some(value()?),
            "--team" => all.team = Some(value()?),
            "--type" => all.kind = Some(value()?),
            "--days" => all.days = Some(number(value()?)?),
            "--sprints" => all.sprints = u8::try_from(number(value()?)?).ok(),
            "--from" => all.from = Some(support::day(&value()?)?),
            "--to" => all.to = Some(support::day(&value()?)?),
            "--working-days" => all.working_days = true,
            "--compare" => all.compare = true,
            "--json" => all.json = true,
            _ if word.starts_with("--") => return Err(format!("unknown option {word}; {USAGE}")),
            _ if all.file.is_none() => all.file = Some(word),
            _ => return Err(format!("one snapshot at a time; {USAGE}")),
        }
    }
    Ok(all)
}

fn find_team(program: &Program, wanted: &str) -> Result<TeamId, String> {
    let found = program.teams.values().find(|t| t.name.eq_ignore_ascii_case(wanted));
    found.map(|team| team.id).ok_or_else(|| {
        let names: Vec<&str> = program.teams.values().map(|team| team.name.as_str()).collect();
        format!("there is no team “{wanted}”; there are: {}", names.join(", "))
    })
}

/// One of the usual kinds by its name, else a tracker's own.
fn kind(wanted: &str) -> ItemKind {
    let usual = ItemKind::COMMON.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(wanted));
    usual.unwrap_or_else(|| ItemKind::Other(wanted.to_owned()))
}

impl Arguments {
    fn request(&self, program: &Program, as_of: Date) -> Result<Request, String> {
        let project = self.project.as_deref().map(|p| support::find_project(program, p)).transpose()?;
        let team = self.team.as_deref().map(|t| find_team(program, t)).transpose()?;
        let period = match (self.days, self.sprints, self.from) {
            (Some(days), ..) => Period::Days(days),
            (_, Some(sprints), _) => Period::Sprints(sprints),
            (.., Some(from)) => Period::Between(from, self.to.unwrap_or(as_of)),
            _ => Period::default(),
        };
        Ok(Request {
            by: None,
            scope: Scope { project, team },
            kind: self.kind.as_deref().map(kind),
            period,
            count: if self.working_days { DayCount::Working } else { DayCount::Calendar },
            compare: self.compare,
        })
    }
}

/// The zones that service hours are in, where those are not the program's.
fn service_zones(program: &Program) -> Result<Vec<Zone>, String> {
    let mut names: Vec<&str> = Vec::new();
    for sla in program.slas.values() {
        if let SlaHours::Service(hours) = &sla.hours
            && let Some(name) = hours.zone.as_deref()
            && !names.contains(&name)
        {
            names.push(name);
        }
    }
    names.into_iter().map(support::zone).collect()
}

fn keys(program: &Program, group: &Group) -> Vec<String> {
    group.items.iter().filter_map(|id| program.items.get(id)).map(|item| item.key.clone()).collect()
}

/// A record in the form that snapshots have it in.
fn json_of(record: &impl gluework::json::Json) -> Json {
    serde_json::from_str(&gluework::json::to_text(record)).unwrap_or_default()
}

fn figure_json(program: &Program, Compared { figure, before, change }: &Compared) -> Json {
    let group = |g: &Group| json!({ "count": g.count, "what": g.what, "items": keys(program, g) });
    let (kind, value) = match &figure.value {
        Value::Days(days) => ("days", json!(days)),
        Value::Points(points) => ("points", json!(points)),
        Value::Percent(percent) => ("percent", json!(percent)),
        Value::Money(money) => ("money", json_of(money)),
        Value::Ratio(ratio) => ("ratio", json!(ratio)),
        Value::Count(count) => ("count", json!(count)),
        Value::Minutes(minutes) => ("minutes", json!(minutes)),
        Value::NotComputable(_) => ("not_computable", Json::Null),
    };
    let population = figure.population.iter().map(|(label, count)| json!({ "label": label, "count": count }));
    let behind = figure.behind.iter().map(|row| {
        let key = row.item().and_then(|id| program.items.get(&id)).map(|item| item.key.clone());
        json!({ "item": key, "label": row.label, "value": row.value })
    });
    let window = figure.window.map(|(from, to)| json!({ "from": from.to_string(), "to": to.to_string() }));
    let counted = figure.counted.iter().filter_map(|id| program.items.get(id)).map(|item| item.key.clone());
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
        "window": window,
        "population": population.collect::<Vec<_>>(),
        "counted": counted.collect::<Vec<_>>(),
        "left_out": figure.left_out.iter().map(group).collect::<Vec<_>>(),
        "remarks": figure.remarks.iter().map(group).collect::<Vec<_>>(),
        "behind": behind.collect::<Vec<_>>(),
        "colour": figure.colour.map(|c| c.name()),
        "trend": figure.trend,
        "before": before.as_ref().map(|b| json!({ "value": b.value.number(), "display": b.display, "sentence": b.sentence })),
        "change": change.as_ref().map(|c| json!({ "by": c.by, "words": c.words, "better": c.better })),
    })
}

fn figure_text(program: &Program, Compared { figure, before, change }: &Compared) -> String {
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
    if let (Some(before), Some(change)) = (before, change) {
        line(format!("Before: {} {}, so {}", before.display, before.unit, change.words).replace(" ,", ","));
    }
    for formula in &figure.formula {
        line(format!("= {formula}"));
    }
    if !figure.formula_note.is_empty() {
        line(figure.formula_note.clone());
    }
    if let Some((from, to)) = figure.window {
        line(format!("Window: {from} to {to}"));
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
        let key = row.item().and_then(|id| program.items.get(&id)).map_or("", |item| item.key.as_str());
        line(format!("· {key} {}: {}", row.label, row.value).replace("·  ", "· "));
    }
    lines.join("\n")
}

fn run() -> Result<String, String> {
    let arguments = arguments()?;
    let (Some(file), Some(as_of)) = (&arguments.file, arguments.as_of) else { return Err(USAGE.to_owned()) };
    let program = support::read(file)?.program;
    let zone = support::zone(&program.settings.zone)?;
    let zones = service_zones(&program)?;
    let any = Context { program: &program, zone: &zone, now: Timestamp::default() };
    let ctx = Context { now: any.end_of(as_of), ..any };
    let request = arguments.request(&program, as_of)?;
    let (scope, asked) = (request.scope, request.open(&ctx, &zones));
    let (figures, all, health) = (asked.figures(), asked.series(), health(&ctx, scope.project));
    let (from, to) = asked.span();
    if arguments.json {
        let dimension = |d: &gluework::analysis::Dimension| {
            json!({
                "key": d.key, "name": d.name, "computed": d.computed.name(), "shown": d.shown.name(),
                "reason": d.reason, "limit": d.limit, "set_by_hand": d.set_by_hand.as_ref().map(json_of), "stale": d.stale,
            })
        };
        let all = json!({
            "as_of": as_of.to_string(),
            "zone": zone.name(),
            "scope": scope.name(&program),
            "period": { "from": from.to_string(), "to": to.to_string(), "days": asked.window.count.name() },
            "figures": figures.iter().map(|f| figure_json(&program, f)).collect::<Vec<_>>(),
            "series": series::json(&program, &all),
            "health": {
                "overall": health.overall.name(),
                "reason": health.reason,
                "dimensions": health.dimensions.iter().map(dimension).collect::<Vec<_>>(),
            },
        });
        return serde_json::to_string_pretty(&all).map_err(|why| why.to_string());
    }
    let mut parts = vec![format!(
        "{}, as of {as_of}, {}. Period: {from} to {to}, {}",
        scope.name(&program),
        zone.name(),
        asked.window.count.name().to_lowercase()
    )];
    parts.extend(figures.iter().map(|f| figure_text(&program, f)));
    let charts = series::captions(&all).into_iter().map(|(title, caption)| format!("  {title}: {caption}"));
    parts.push(format!("Charts\n{}", charts.collect::<Vec<_>>().join("\n")));
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
