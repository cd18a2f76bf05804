//! A time zone as data, so that the core needs neither a zone database nor a browser.

use super::order::InOrder;
use super::time::{Date, Timestamp};
use chrono::{DateTime, NaiveDateTime, NaiveTime};

/// Offsets from UTC over time, with the zone's name for show.
///
/// The browser (or a zone database, headless) fills the transitions in; the core only reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// Offset in seconds east of UTC before the first transition.
    first: i32,
    /// Moments in UTC seconds, ascending, each with the offset that holds from then on.
    transitions: Vec<(i64, i32)>,
}

impl Zone {
    /// UTC, with no transitions.
    #[must_use]
    pub fn utc() -> Self {
        Self::fixed("UTC", 0)
    }

    /// A zone that never changes its offset (seconds east of UTC).
    #[must_use]
    pub fn fixed(name: &str, offset: i32) -> Self {
        Self { name: name.to_owned(), first: offset, transitions: Vec::new() }
    }

    /// A zone from its offset before the first transition and the transitions (UTC seconds, new offset).
    #[must_use]
    pub fn new(name: &str, first: i32, mut transitions: Vec<(i64, i32)>) -> Self {
        transitions.order_by_key(|(at, _)| *at);
        Self { name: name.to_owned(), first, transitions }
    }

    /// Builds a zone from a function that tells the offset (seconds) at a UTC second, by bisection
    /// over the years 1995 to 2055, which is all that a program's dates need.
    pub fn probe(name: &str, offset_at: impl Fn(i64) -> i32) -> Self {
        const START: i64 = 788_918_400; // 1995-01-01
        const END: i64 = 2_682_374_400; // 2055-01-01
        // No zone changes twice within three weeks, save for Ramadan rules, which keep four.
        const STEP: i64 = 14 * 86_400;
        let first = offset_at(START);
        let mut transitions = Vec::new();
        let (mut at, mut offset) = (START, first);
        while at < END {
            let next = at + STEP;
            let new = offset_at(next);
            if new != offset {
                let (mut low, mut high) = (at, next);
                while high - low > 1 {
                    let middle = low + (high - low) / 2;
                    if offset_at(middle) == offset { low = middle } else { high = middle }
                }
                transitions.push((high, new));
                offset = new;
            }
            at = next;
        }
        Self { name: name.to_owned(), first, transitions }
    }

    /// The zone's name, such as `Europe/Berlin`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn offset_at(&self, second: i64) -> i32 {
        let after = self.transitions.partition_point(|(at, _)| *at <= second);
        match after.checked_sub(1).and_then(|last| self.transitions.get(last)) {
            Some((_, offset)) => *offset,
            None => self.first,
        }
    }

    /// Every change of clocks: the moment in UTC seconds, and the offsets in seconds east of UTC
    /// before and after it.
    pub fn changes(&self) -> impl Iterator<Item = (i64, i32, i32)> + '_ {
        let before = std::iter::once(self.first).chain(self.transitions.iter().map(|(_, offset)| *offset));
        self.transitions.iter().zip(before).map(|((at, after), before)| (*at, before, *after))
    }

    /// The offset in seconds east of UTC before the first change.
    #[must_use]
    pub const fn first_offset(&self) -> i32 {
        self.first
    }

    /// The local wall-clock time of a moment.
    #[must_use]
    pub fn local(&self, moment: Timestamp) -> NaiveDateTime {
        let second = moment.0.div_euclid(1000);
        let local = second + i64::from(self.offset_at(second));
        DateTime::from_timestamp(local, 0).unwrap_or_default().naive_utc()
    }

    /// The local calendar day of a moment. Never bucket by UTC day.
    #[must_use]
    pub fn day(&self, moment: Timestamp) -> Date {
        day_of(self.day_number(moment)).unwrap_or_else(|| self.local(moment).date())
    }

    /// The same as days since 1970, for counting: figures look at ten thousands of moments.
    #[must_use]
    pub fn day_number(&self, moment: Timestamp) -> i64 {
        let second = moment.0.div_euclid(1000);
        (second + i64::from(self.offset_at(second))).div_euclid(86_400)
    }

    /// The moment of a local wall-clock time. A time that occurs twice is the earlier one; a time
    /// that a clock change skips is the moment as far after the change.
    #[must_use]
    pub fn moment(&self, local: NaiveDateTime) -> Timestamp {
        let wall = local.and_utc().timestamp();
        // Offsets a day before and after enclose any change that could matter.
        let (before, after) = (self.offset_at(wall - 86_400), self.offset_at(wall + 86_400));
        let candidate = wall - i64::from(before);
        let second = if self.offset_at(candidate) == before {
            candidate
        } else {
            let later = wall - i64::from(after);
            if self.offset_at(later) == after { later } else { candidate }
        };
        Timestamp(second * 1000)
    }

    /// The moment at which a local day begins.
    #[must_use]
    pub fn start_of(&self, day: Date) -> Timestamp {
        self.moment(day.and_time(NaiveTime::MIN))
    }
}

/// The day that is so many days after the first of 1970; none beyond the calendar.
fn day_of(number: i64) -> Option<Date> {
    /// Days from the calendar's year 1 to 1970.
    const EPOCH: i64 = 719_163;
    Date::from_num_days_from_ce_opt(i32::try_from(number + EPOCH).ok()?)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use chrono::{Offset, TimeZone, Utc};

    fn zone(name: &str) -> Zone {
        let tz: chrono_tz::Tz = name.parse().unwrap();
        Zone::probe(name, |second| {
            let moment = DateTime::from_timestamp(second, 0).unwrap().naive_utc();
            tz.offset_from_utc_datetime(&moment).fix().local_minus_utc()
        })
    }

    // [T4]
    #[test]
    fn local_days_follow_the_zone_on_both_sides_of_utc() {
        let moment = Timestamp::parse("2026-03-01T23:30:00Z").unwrap();
        assert_eq!(zone("Europe/Berlin").day(moment).to_string(), "2026-03-02");
        assert_eq!(zone("Pacific/Midway").day(moment).to_string(), "2026-03-01");
        assert_eq!(zone("Pacific/Chatham").day(moment).to_string(), "2026-03-02");
    }

    #[test]
    fn days_are_counted_from_1970_on() {
        let chatham = zone("Pacific/Chatham");
        for text in
            ["1970-01-01T00:00:00Z", "1969-12-31T00:00:00Z", "2026-09-26T12:20:00Z", "2100-03-01T10:14:59Z"]
        {
            let moment = Timestamp::parse(text).unwrap();
            let day = chatham.local(moment).date();
            assert_eq!(chatham.day(moment), day);
            assert_eq!(
                chatham.day_number(moment),
                (day - Date::from_ymd_opt(1970, 1, 1).unwrap()).num_days()
            );
        }
    }

    // [T5]
    #[test]
    fn probing_agrees_with_the_zone_database_every_six_hours_of_ten_years() {
        for name in ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Chatham"] {
            let tz: chrono_tz::Tz = name.parse().unwrap();
            let ours = zone(name);
            for step in 0..14_600 {
                let second = 1_577_836_800 + step * 21_600;
                let theirs = Utc.timestamp_opt(second, 0).unwrap().with_timezone(&tz).naive_local();
                assert_eq!(ours.local(Timestamp(second * 1000)), theirs, "{name} {second}");
            }
        }
    }

    // [T6]
    #[test]
    fn wall_time_reads_back_across_clock_changes() {
        let berlin = zone("Europe/Berlin");
        for text in
            ["2026-03-28T12:00:00", "2026-03-29T03:00:00", "2026-10-25T01:59:00", "2026-10-25T04:00:00"]
        {
            let local: NaiveDateTime = text.parse().unwrap();
            assert_eq!(berlin.local(berlin.moment(local)), local, "{text}");
        }
        // 02:30 does not exist on that night: an hour is skipped at 02:00.
        let skipped: NaiveDateTime = "2026-03-29T02:30:00".parse().unwrap();
        assert_eq!(berlin.local(berlin.moment(skipped)).to_string(), "2026-03-29 03:30:00");
    }
}
