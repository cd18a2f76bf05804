//! Days around today, moments within working hours, and seeded dice.

use crate::model::{Date, Timestamp, Zone};
use chrono::{Datelike, Days as Span, Months, NaiveTime, Weekday};

/// Seeded random numbers (SplitMix64): the same seed gives the same sample.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`; 0 for 0.
    pub(super) const fn below(&mut self, n: i64) -> i64 {
        if n <= 0 { 0 } else { (self.next() % n.unsigned_abs()).cast_signed() }
    }

    /// One of these; none of nothing.
    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        from.get(usize::try_from(self.below(from.len() as i64)).ok()?).copied()
    }
}

/// The calendar of the sample.
pub(super) struct Days<'a> {
    pub(super) today: Date,
    zone: &'a Zone,
}

impl<'a> Days<'a> {
    pub(super) const fn new(today: Date, zone: &'a Zone) -> Self {
        Self { today, zone }
    }

    pub(super) fn zone_name(&self) -> &str {
        self.zone.name()
    }

    /// A calendar day relative to today.
    pub(super) fn day(&self, offset: i64) -> Date {
        plus(self.today, offset)
    }

    /// The last working day on or before that.
    pub(super) fn worked(&self, offset: i64) -> Date {
        back(self.day(offset))
    }

    /// The last working day before today.
    pub(super) fn yesterday(&self) -> Date {
        self.worked(-1)
    }

    /// The moment of a local day and minute after midnight.
    pub(super) fn at(&self, day: Date, minute: i64) -> Timestamp {
        let seconds = u32::try_from(minute.clamp(0, 1439) * 60).unwrap_or(0);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default();
        self.zone.moment(day.and_time(time))
    }

    /// The last day of the running sprint: the third working day after today.
    pub(super) fn sprint_end(&self) -> Date {
        ahead(plus(ahead(plus(ahead(plus(self.today, 1)), 1)), 1))
    }
}

pub(super) fn plus(day: Date, offset: i64) -> Date {
    let span = Span::new(offset.unsigned_abs());
    let moved = if offset < 0 { day.checked_sub_days(span) } else { day.checked_add_days(span) };
    moved.unwrap_or(day)
}

/// The same day some months earlier, or the last one of a shorter month.
pub(super) fn months_before(day: Date, months: u32) -> Date {
    day.checked_sub_months(Months::new(months)).unwrap_or(day)
}

pub(super) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day itself, or the Friday before it.
pub(super) fn back(mut day: Date) -> Date {
    while is_weekend(day) {
        day = plus(day, -1);
    }
    day
}

/// The day itself, or the Monday after it.
pub(super) fn ahead(mut day: Date) -> Date {
    while is_weekend(day) {
        day = plus(day, 1);
    }
    day
}

/// The working days from one day to another, both counted.
pub(super) fn working_days(from: Date, to: Date) -> Vec<Date> {
    let mut days = Vec::new();
    let mut day = from;
    while day <= to {
        if !is_weekend(day) {
            days.push(day);
        }
        day = plus(day, 1);
    }
    days
}
