//! Time without meetings, to keep free for what matters.

use crate::analysis::meetings::Occurrence;
use crate::analysis::plan::Line;
use crate::model::order::InOrder;
use crate::model::{Date, DayParts, Zone};
use chrono::Timelike;

/// Shorter ones are no time to work in.
const SHORTEST: u16 = 30;
/// How long a block is where the line does not say.
const USUAL: u32 = 60;

/// Time from one minute after midnight to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Its beginning.
    pub from: u16,
    /// Its end.
    pub to: u16,
}

impl Gap {
    /// How long it is.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.to.saturating_sub(self.from)
    }
}

/// Where a moment stands on a day, in minutes after its midnight.
fn minute(zone: &Zone, day: Date, at: crate::model::Timestamp) -> u16 {
    let local = zone.local(at);
    match local.date().cmp(&day) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 24 * 60,
        std::cmp::Ordering::Equal => (local.hour() * 60 + local.minute()) as u16,
    }
}

/// The free times of a day between its morning and its evening, around meetings and blocks kept.
#[must_use]
pub fn gaps(parts: DayParts, zone: &Zone, day: Date, meetings: &[Occurrence], plan: &[Line]) -> Vec<Gap> {
    let mut taken: Vec<(u16, u16)> = meetings
        .iter()
        .filter(|m| !m.all_day)
        .map(|m| (minute(zone, day, m.start), minute(zone, day, m.end)))
        .chain(plan.iter().filter_map(|line| {
            let at = line.at?;
            Some((at, at.saturating_add(line.minutes.unwrap_or(USUAL).min(600) as u16)))
        }))
        .collect();
    taken.order();
    let mut free = Vec::new();
    let mut from = parts.morning;
    for (start, end) in taken.into_iter().chain([(parts.evening, parts.evening)]) {
        let to = start.min(parts.evening);
        if to >= from.saturating_add(SHORTEST) {
            free.push(Gap { from, to });
        }
        from = from.max(end);
    }
    free
}

/// The beginning of the first free time that is long enough.
#[must_use]
pub fn next_gap(free: &[Gap], minutes: Option<u32>) -> Option<u16> {
    let wanted = minutes.unwrap_or(USUAL).min(600) as u16;
    free.iter().find(|gap| gap.minutes() >= wanted).or_else(|| free.first()).map(|gap| gap.from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Program, Timestamp};

    #[test]
    fn free_time_lies_around_meetings_and_blocks() {
        let day: Date = "2025-11-20".parse().unwrap();
        let zone = Zone::utc();
        let at = |minute: i64| Timestamp(zone.start_of(day).0 + minute * 60_000);
        let meeting = |from, to| Occurrence {
            meeting: 1.into(),
            original: day.into(),
            start: at(from),
            end: at(to),
            all_day: false,
            title: String::new(),
            place: String::new(),
            moved: false,
        };
        let meetings = [meeting(555, 570), meeting(600, 660), meeting(630, 640), meeting(840, 900)];
        let parts = Program::default().settings.day;
        let free = gaps(parts, &zone, day, &meetings, &[]);
        let shown: Vec<_> = free.iter().map(|g| (g.from, g.to)).collect();
        assert_eq!(shown, [(510, 555), (570, 600), (660, 840), (900, 1020)]);
        assert_eq!(next_gap(&free, Some(45)), Some(510));
        assert_eq!(next_gap(&free, None), Some(660));
        assert_eq!(next_gap(&[], None), None);
    }
}
