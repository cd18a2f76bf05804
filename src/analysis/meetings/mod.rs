//! When meetings take place: each date of each series, in moments, across changes of clocks.
//!
//! A series is counted in the wall time of its own zone and only then turned into moments, so that
//! a stand-up at nine stays at nine for those who set it, and moves for everybody else.

mod expand;
mod zones;

use crate::model::order::{self, InOrder};
use crate::model::{
    Date, LocalTime, Meeting, MeetingId, MeetingZone, Program, Timestamp, Until, Zone, ZoneOf,
};
use chrono::{Days, TimeDelta};
use std::cell::RefCell;
use std::collections::BTreeMap;

pub use zones::zone_from;

/// One date of a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// The meeting.
    pub meeting: MeetingId,
    /// Names the date within the series: the wall time that the series gives it.
    pub original: LocalTime,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// It takes whole days.
    pub all_day: bool,
    /// What it is called on this date.
    pub title: String,
    /// Where it is on this date.
    pub place: String,
    /// It is not when the series says.
    pub moved: bool,
}

/// The zone that a meeting's wall times are of; the program's where its own is not known.
#[must_use]
pub fn meeting_zone(meeting: &Meeting, program: &Zone, zone_of: ZoneOf<'_>) -> Zone {
    if meeting.all_day {
        return program.clone();
    }
    match &meeting.zone {
        MeetingZone::Program => program.clone(),
        MeetingZone::Named(name) if name == "UTC" => Zone::utc(),
        MeetingZone::Named(name) => zone_of(name).unwrap_or_else(|| program.clone()),
        MeetingZone::Rules { name, observances } => zone_from(name, observances),
    }
}

/// The dates of a meeting that overlap the time from `from` to `to` (not included), the first first.
/// `zone` is the program's zone; cancelled dates are left out.
#[must_use]
pub fn occurrences(
    meeting: &Meeting,
    zone: &Zone,
    zone_of: ZoneOf<'_>,
    from: Timestamp,
    to: Timestamp,
) -> Vec<Occurrence> {
    let mut found = Vec::new();
    if meeting.cancelled || to <= from {
        return found;
    }
    let zone = meeting_zone(meeting, zone, zone_of);
    let instances = order::map(meeting.instances.iter().map(|i| (i.original, i)));
    for original in originals(meeting, &zone, from, to) {
        let instance = instances.get(&original).copied();
        if instance.is_some_and(|i| i.cancelled) {
            continue;
        }
        let (start, minutes) = instance.map_or((original, meeting.minutes), |i| (i.start, i.minutes));
        let begin = zone.moment(start);
        let end = if meeting.all_day {
            let days = Days::new(u64::from(minutes.div_ceil(24 * 60).max(1)));
            zone.start_of(start.date().checked_add_days(days).unwrap_or(start.date()))
        } else {
            Timestamp(begin.0.saturating_add(i64::from(minutes) * 60_000))
        };
        // A meeting without length still takes place at its moment.
        if begin >= to || (end <= from && begin < from) {
            continue;
        }
        found.push(Occurrence {
            meeting: meeting.id,
            original,
            start: begin,
            end,
            all_day: meeting.all_day,
            title: instance.and_then(|i| i.title.clone()).unwrap_or_else(|| meeting.title.clone()),
            place: instance.and_then(|i| i.place.clone()).unwrap_or_else(|| meeting.place.clone()),
            moved: start != original,
        });
    }
    found.order_by_key(|o| (o.start, o.original));
    found
}

/// The original beginnings that may matter between two moments, and those of every instance that
/// differs, since it may have been moved into that time.
fn originals(meeting: &Meeting, zone: &Zone, from: Timestamp, to: Timestamp) -> Vec<LocalTime> {
    let day =
        |moment: Timestamp| zone.day(Timestamp(moment.0.clamp(-62_000_000_000_000, 253_000_000_000_000)));
    let length = Days::new(u64::from(meeting.minutes / (24 * 60)) + 2);
    let first = day(from).checked_sub_days(length).unwrap_or(Date::MIN);
    let last = day(to).checked_add_days(Days::new(2)).unwrap_or(Date::MAX);
    let mut all = Vec::new();
    let mut take = |at: LocalTime| {
        if (first..=last).contains(&at.date()) {
            all.push(at);
        }
    };
    match &meeting.rule {
        Some(rule) => {
            let ends = |at: LocalTime| match rule.until {
                None => false,
                Some(Until::Day(day)) => at.date() > day,
                Some(Until::Local(local)) => at > local,
                Some(Until::Moment(until)) if meeting.all_day => at.date() > last_day(until),
                Some(Until::Moment(until)) => zone.moment(at) > until,
            };
            expand::expand(rule, meeting.start, first, last, &ends, &mut take);
        }
        None => take(meeting.start),
    }
    meeting.extra_dates.iter().for_each(|at| take(*at));
    let mut all = order::set(all);
    for instance in &meeting.instances {
        // It was moved, perhaps into this time, from a date that is not looked at here.
        all.insert(instance.original);
    }
    for except in &meeting.except {
        all.remove(except);
    }
    all.into_iter().collect()
}

/// The last day of a series of whole days that ends at a moment. Programs write the midnight at which
/// the last day begins, or the last second of that day, in their own zone: the nearest midnight tells.
fn last_day(until: Timestamp) -> Date {
    let end_of_day = until.0.div_euclid(1000).rem_euclid(60) == 59;
    let midnight = Zone::utc().day(Timestamp(until.0 + 12 * 3_600_000 + i64::from(end_of_day) * 1000));
    if end_of_day { midnight.pred_opt().unwrap_or(midnight) } else { midnight }
}

/// Every date of every meeting that overlaps a time, the first first.
#[must_use]
pub fn agenda(
    program: &Program,
    zone: &Zone,
    zone_of: ZoneOf<'_>,
    from: Timestamp,
    to: Timestamp,
) -> Vec<Occurrence> {
    // Working a zone out takes a while, and many meetings share one.
    let known: RefCell<BTreeMap<String, Option<Zone>>> = RefCell::default();
    let zone_of = |name: &str| {
        let found = known.borrow().get(name).cloned();
        found.unwrap_or_else(|| {
            let zone = zone_of(name);
            known.borrow_mut().insert(name.to_owned(), zone.clone());
            zone
        })
    };
    let mut all: Vec<Occurrence> =
        program.meetings.values().flat_map(|m| occurrences(m, zone, &zone_of, from, to)).collect();
    all.order_by_key(|o| (o.start, o.end, o.meeting));
    all
}

/// The dates of all meetings on the local days from `first` to `last`, both included.
#[must_use]
pub fn agenda_of_days(
    program: &Program,
    zone: &Zone,
    zone_of: ZoneOf<'_>,
    first: Date,
    last: Date,
) -> Vec<Occurrence> {
    let next = last.succ_opt().unwrap_or(last);
    agenda(program, zone, zone_of, zone.start_of(first), zone.start_of(next))
}

/// The next date of a meeting that has not ended at a moment, within a year.
#[must_use]
pub fn next(meeting: &Meeting, zone: &Zone, zone_of: ZoneOf<'_>, now: Timestamp) -> Option<Occurrence> {
    let year = TimeDelta::days(366).num_milliseconds();
    let ahead = occurrences(meeting, zone, zone_of, now, Timestamp(now.0.saturating_add(year)));
    ahead.into_iter().next()
}

#[cfg(test)]
mod tests;
