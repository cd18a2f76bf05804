//! Writes a large snapshot: `generate --items 10000 --seed 1 -o big.json [--today DATE]`.
//!
//! The same arguments give the same file to the byte. Without `--today` it ends on 2026-01-15, so that
//! no clock is read.

use gluework::exchange::snapshot;
use gluework::model::{Date, Zone};
use gluework::sample;
use std::process::ExitCode;

const USAGE: &str = "usage: generate --items N --seed N -o FILE [--today YYYY-MM-DD]";

struct Wanted {
    items: usize,
    seed: u64,
    today: Date,
    file: String,
}

fn wanted(mut arguments: impl Iterator<Item = String>) -> Result<Wanted, String> {
    let (mut items, mut seed, mut file) = (10_000, 1, None);
    let mut today = Date::from_ymd_opt(2026, 1, 15).unwrap_or_default();
    while let Some(name) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{name} needs a value; {USAGE}"));
        let wrong = |text: &str| format!("{name} cannot be “{text}”; {USAGE}");
        match name.as_str() {
            "--items" => {
                let text = value()?;
                items = text.parse().ok().filter(|n| *n <= 1_000_000).ok_or_else(|| wrong(&text))?;
            }
            "--seed" => {
                let text = value()?;
                seed = text.parse().map_err(|_| wrong(&text))?;
            }
            "--today" => {
                let text = value()?;
                today = text.parse().map_err(|_| wrong(&text))?;
            }
            "-o" | "--output" => file = Some(value()?),
            _ => return Err(format!("“{name}” is unknown; {USAGE}")),
        }
    }
    Ok(Wanted { items, seed, today, file: file.ok_or_else(|| format!("-o is missing; {USAGE}"))? })
}

fn run() -> Result<(), String> {
    let Wanted { items, seed, today, file } = wanted(std::env::args().skip(1))?;
    let zone = Zone::utc();
    let program = sample::generate(items, seed, today, &zone);
    let exported_at = zone.start_of(today);
    std::fs::write(&file, snapshot::write(&program, exported_at))
        .map_err(|error| format!("{file} could not be written: {error}"))
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
