//! How long a clock ran between two moments, in the hours of its service level.

use crate::model::{ServiceHours, SlaHours, Timestamp, Zone};
use chrono::Datelike;

/// Milliseconds of service between two moments; none where the second is not later.
#[must_use]
pub fn service_between(hours: &SlaHours, zone: &Zone, from: Timestamp, to: Timestamp) -> i64 {
    match hours {
        _ if to <= from => 0,
        SlaHours::Always => to.0.saturating_sub(from.0),
        SlaHours::Service(hours) => {
            let (first, last) = (zone.day(from), zone.day(to));
            let days = first.iter_days().take_while(|day| *day <= last);
            let served = days.filter(|day| serves(hours, *day));
            served
                .map(|day| {
                    let (open, close) = opening(hours, zone, day);
                    (close.0.min(to.0) - open.0.max(from.0)).max(0)
                })
                .sum()
        }
    }
}

/// Furthest that an end of service is looked for, in days: beyond it nobody plans.
const HORIZON: usize = 1_000;

/// The moment by which so many milliseconds of service have passed since `from`; none where the hours
/// hold none of them within three years.
#[must_use]
pub fn service_after(hours: &SlaHours, zone: &Zone, from: Timestamp, millis: i64) -> Option<Timestamp> {
    let SlaHours::Service(hours) = hours else {
        return Some(Timestamp(from.0.saturating_add(millis.max(0))));
    };
    let mut left = millis.max(0);
    for day in zone.day(from).iter_days().take(HORIZON) {
        if !serves(hours, day) {
            continue;
        }
        let (open, close) = opening(hours, zone, day);
        let begin = open.0.max(from.0);
        let room = (close.0 - begin).max(0);
        if room >= left && (room > 0 || left == 0) {
            return Some(Timestamp(begin + left));
        }
        left -= room;
    }
    None
}

/// Minutes of service on a usual day of these hours.
#[must_use]
pub fn usual_day(hours: &SlaHours) -> i64 {
    match hours {
        SlaHours::Always => 24 * 60,
        SlaHours::Service(hours) => i64::from(hours.to.saturating_sub(hours.from)).max(1),
    }
}

fn serves(hours: &ServiceHours, day: crate::model::Date) -> bool {
    let weekday = day.weekday().num_days_from_monday() as usize;
    hours.days.get(weekday).copied().unwrap_or(false) && !hours.holidays.contains(&day)
}

/// When a day's service begins and ends. On a day on which the clocks change it is as much shorter
/// or longer as the wall clock says.
fn opening(hours: &ServiceHours, zone: &Zone, day: crate::model::Date) -> (Timestamp, Timestamp) {
    let at = |minutes: u16| match day.and_hms_opt(u32::from(minutes) / 60, u32::from(minutes) % 60, 0) {
        Some(time) => zone.moment(time),
        // 24:00 is the next midnight.
        None => zone.start_of(day.succ_opt().unwrap_or(day)),
    };
    (at(hours.from), at(hours.to))
}
