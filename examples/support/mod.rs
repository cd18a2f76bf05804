//! What the command lines share: reading a snapshot, its zone, finding a project.

use chrono::{DateTime, Offset, TimeZone};
use gluework::exchange::snapshot::{self, Snapshot};
use gluework::model::{Date, Program, ProjectId, Zone};

/// Reads a snapshot file.
pub(crate) fn read(file: &str) -> Result<Snapshot, String> {
    let text = std::fs::read_to_string(file).map_err(|why| format!("{file}: {why}"))?;
    snapshot::read(&text).map_err(|why| format!("{file}: {}", one_line(&why.to_string())))
}

/// A reason on one line, as a script's log wants it.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a day such as 2026-11-20.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("“{text}” is no day such as 2026-11-20"))
}

/// The zone of this name, from the zone database.
pub(crate) fn zone(name: &str) -> Result<Zone, String> {
    let tz: chrono_tz::Tz = name.parse().map_err(|_| format!("“{name}” is no time zone"))?;
    Ok(Zone::probe(name, |second| {
        let moment = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        tz.offset_from_utc_datetime(&moment).fix().local_minus_utc()
    }))
}

/// The project with this key prefix, name or id.
pub(crate) fn find_project(program: &Program, wanted: &str) -> Result<ProjectId, String> {
    let found = program.projects.values().find(|p| {
        p.prefix.eq_ignore_ascii_case(wanted)
            || p.name.eq_ignore_ascii_case(wanted)
            || p.id.to_string() == wanted
    });
    found.map(|p| p.id).ok_or_else(|| {
        let names: Vec<&str> = program.projects.values().map(|p| p.prefix.as_str()).collect();
        format!("there is no project “{wanted}”; there are: {}", names.join(", "))
    })
}
