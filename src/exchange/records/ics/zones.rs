//! The zones that a calendar names, to zones of the program: by the zone database, by Windows' names,
//! by the rules in the file, by an offset in the name.

use super::super::Ground;
use super::lines::Property;
use super::windows;
use crate::analysis::meetings::zone_from;
use crate::model::{LocalTime, MeetingZone, Observance, Recurrence, Zone, parse_ical_time};
use std::collections::BTreeMap;

/// A zone as a meeting keeps it, and as data.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) zone: MeetingZone,
    pub(super) data: Zone,
    /// The file's name for it is not known: times are taken for the program's.
    pub(super) guessed: bool,
}

/// The zones of one file.
pub(super) struct Zones<'g> {
    ground: Ground<'g>,
    rules: BTreeMap<String, Vec<Observance>>,
    known: BTreeMap<String, Known>,
}

impl<'g> Zones<'g> {
    pub(super) fn new(ground: Ground<'g>) -> Self {
        Self { ground, rules: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// The program's zone, for wall time without one.
    pub(super) fn program(&self) -> Known {
        Known { zone: MeetingZone::Program, data: self.ground.zone.clone(), guessed: false }
    }

    pub(super) fn utc() -> Known {
        Known { zone: MeetingZone::Named("UTC".into()), data: Zone::utc(), guessed: false }
    }

    /// Takes note of the rules that the file has for a zone.
    pub(super) fn define(&mut self, name: &str, observances: Vec<Observance>) {
        if !observances.is_empty() {
            self.rules.insert(name.to_owned(), observances);
            self.known.remove(name);
        }
    }

    /// The zone of a TZID.
    pub(super) fn find(&mut self, name: &str) -> Known {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let known = self.resolve(name);
        self.known.insert(name.to_owned(), known.clone());
        known
    }

    fn resolve(&self, name: &str) -> Known {
        const UTC: [&str; 8] = [
            "utc",
            "gmt",
            "z",
            "etc/utc",
            "etc/gmt",
            "etc/uct",
            "tzone://microsoft/utc",
            "coordinated universal time",
        ];
        if UTC.contains(&name.to_lowercase().as_str()) {
            return Self::utc();
        }
        // Some programs put their own name before the database's: `/mozilla.org/20050126_1/Europe/Berlin`.
        let tail = |parts: usize| {
            let from = name.rmatch_indices('/').nth(parts - 1).map(|(at, _)| at + 1);
            from.and_then(|at| name.get(at..)).unwrap_or(name)
        };
        let candidates = [Some(name), windows::name_of(name), Some(tail(2)), Some(tail(3))];
        for candidate in candidates.into_iter().flatten() {
            if let Some(data) = (self.ground.zone_of)(candidate) {
                let zone = MeetingZone::Named(candidate.to_owned());
                return Known { zone, data, guessed: false };
            }
        }
        let offset = || {
            let offset = offset_in(name)?;
            Some(vec![Observance { from: LocalTime::default(), before: offset, offset, rule: None }])
        };
        match self.rules.get(name).cloned().or_else(offset) {
            Some(observances) => {
                let data = zone_from(name, &observances);
                let zone = MeetingZone::Rules { name: name.to_owned(), observances };
                Known { zone, data, guessed: false }
            }
            None => Known { guessed: true, ..self.program() },
        }
    }
}

/// `UTC+02:00`, `GMT-0330`, `+0200`: seconds east of UTC.
fn offset_in(name: &str) -> Option<i64> {
    let upper = name.to_ascii_uppercase();
    let rest = upper.trim_start_matches("UTC").trim_start_matches("GMT").trim();
    offset(rest)
}

/// `+0200`, `-03:30`, `+023015`: seconds east of UTC.
fn offset(text: &str) -> Option<i64> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    let plain = matches!(digits.len(), 2 | 4 | 6) && digits.bytes().all(|b| b.is_ascii_digit());
    let part = |from: usize| digits.get(from..from + 2).map_or(Some(0), |t| t.parse::<i64>().ok());
    let seconds = part(0)? * 3600 + part(2)? * 60 + part(4)?;
    (plain && seconds <= 15 * 3600).then_some(sign * seconds)
}

/// One STANDARD or DAYLIGHT part of a VTIMEZONE.
pub(super) fn observance(properties: &[Property]) -> Vec<Observance> {
    let value = |name: &str| properties.iter().find(|p| p.name == name).map(|p| p.value.trim());
    let read = || {
        let (from, _) = parse_ical_time(value("DTSTART")?)?;
        let (before, after) = (offset(value("TZOFFSETFROM")?)?, offset(value("TZOFFSETTO")?)?);
        let rule = value("RRULE").and_then(|rule| Recurrence::parse(rule).ok());
        Some(Observance { from, before, offset: after, rule })
    };
    let Some(first) = read() else { return Vec::new() };
    let mut all = vec![first.clone()];
    for dates in properties.iter().filter(|p| p.name == "RDATE") {
        let dates = dates.value.split(',').filter_map(|date| parse_ical_time(date.trim()));
        all.extend(dates.map(|(from, _)| Observance { from, rule: None, ..first.clone() }));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_names_are_read() {
        for (name, seconds) in [
            ("UTC+02:00", Some(7200)),
            ("GMT-0330", Some(-12_600)),
            ("+05", Some(18_000)),
            ("UTC+99", None),
            ("Berlin", None),
            ("+1é", None),
        ] {
            assert_eq!(offset_in(name), seconds, "{name}");
        }
    }
}
