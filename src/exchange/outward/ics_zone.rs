//! VTIMEZONE: what calendars need to know of each zone that is named.

use crate::model::{LocalTime, Observance, Recurrence, Timestamp, Zone, ical_time};
use std::collections::BTreeMap;

/// The lines of a zone: its changes of clocks in the years from `first` to `last`, each kind of
/// change once with all its dates.
pub(super) fn of_zone(zone: &Zone, first: i32, last: i32) -> Vec<String> {
    use chrono::Datelike;
    let utc = Zone::utc();
    let mut kinds: BTreeMap<(i32, i32), Vec<LocalTime>> = BTreeMap::new();
    let mut start = zone.first_offset();
    for (at, before, after) in zone.changes() {
        let moment = Timestamp(at * 1000);
        let year = utc.day(moment).year();
        if year < first {
            start = after;
        } else if year <= last {
            let wall = utc.local(Timestamp((at + i64::from(before)) * 1000));
            kinds.entry((before, after)).or_default().push(wall);
        }
    }
    let begin =
        chrono::NaiveDate::from_ymd_opt(first, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN);
    let mut lines = part("STANDARD", begin, i64::from(start), i64::from(start), &[], None);
    for ((before, after), dates) in kinds {
        let Some((from, more)) = dates.split_first() else { continue };
        let name = if after > before { "DAYLIGHT" } else { "STANDARD" };
        lines.extend(part(name, *from, before.into(), after.into(), more, None));
    }
    lines
}

/// The lines of a zone that a calendar brought along, as it brought it.
pub(super) fn of_rules(observances: &[Observance]) -> Vec<String> {
    let lines = observances.iter().map(|o| {
        let name = if o.offset > o.before { "DAYLIGHT" } else { "STANDARD" };
        part(name, o.from, o.before, o.offset, &[], o.rule.as_ref())
    });
    lines.flatten().collect()
}

fn part(
    name: &str,
    from: LocalTime,
    before: i64,
    after: i64,
    more: &[LocalTime],
    rule: Option<&Recurrence>,
) -> Vec<String> {
    let mut lines = vec![
        format!("BEGIN:{name}"),
        format!("DTSTART:{}", ical_time(from)),
        format!("TZOFFSETFROM:{}", offset(before)),
        format!("TZOFFSETTO:{}", offset(after)),
    ];
    lines.extend(rule.map(|rule| format!("RRULE:{rule}")));
    lines.extend(more.iter().map(|at| format!("RDATE:{}", ical_time(*at))));
    lines.push(format!("END:{name}"));
    lines
}

fn offset(seconds: i64) -> String {
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if rest == 0 {
        format!("{sign}{hours:02}{minutes:02}")
    } else {
        format!("{sign}{hours:02}{minutes:02}{rest:02}")
    }
}
