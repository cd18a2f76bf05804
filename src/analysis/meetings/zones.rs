//! A zone from the rules that a calendar file brings along (VTIMEZONE).

use super::expand::expand;
use crate::model::{Date, LocalTime, Observance, Until, Zone};

/// The years for which changes of clocks are worked out, as for zones from a zone database.
const YEARS: (i32, i32) = (1995, 2055);

/// The zone with these rules. The latest change before 1995 decides on the offset at the beginning.
#[must_use]
pub fn zone_from(name: &str, observances: &[Observance]) -> Zone {
    let day = |year: i32| Date::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let (first, last) = (day(YEARS.0), day(YEARS.1));
    let mut transitions: Vec<(i64, i32)> = Vec::new();
    for observance in observances.iter().take(1000) {
        let offset = i32::try_from(observance.offset).unwrap_or(0);
        let moment = |at: LocalTime| at.and_utc().timestamp() - observance.before;
        let mut take = |at: LocalTime| transitions.push((moment(at), offset));
        match &observance.rule {
            Some(rule) => {
                let ends = |at: LocalTime| match rule.until {
                    None => false,
                    Some(Until::Day(day)) => at.date() > day,
                    Some(Until::Local(local)) => at > local,
                    Some(Until::Moment(until)) => moment(at) * 1000 > until.0,
                };
                let from = first.checked_sub_days(chrono::Days::new(800)).unwrap_or(first);
                expand(rule, observance.from, from, last, &ends, &mut take);
            }
            None => take(observance.from),
        }
    }
    let earliest = observances.iter().min_by_key(|o| o.from);
    let start = earliest.map_or(0, |o| i32::try_from(o.before).unwrap_or(0));
    Zone::new(name, start, transitions)
}
