//! Days: calendar or working, always local days of the program's zone.

use super::Context;
use crate::model::{Date, Settings, days_inclusive};

/// How durations are counted. One chart never mixes the two.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum DayCount {
    /// Every day counts.
    #[default]
    Calendar,
    /// Only days of the working week that are no holidays.
    Working,
}

impl DayCount {
    /// Days from `start` to `finish`, both counted, never below 1: the same day is 1 day, also on a
    /// day off.
    #[must_use]
    pub fn between(self, settings: &Settings, start: Date, finish: Date) -> i64 {
        let calendar = days_inclusive(start, finish);
        let days = match self {
            Self::Calendar => calendar,
            Self::Working => working_days(settings, start, calendar),
        };
        days.max(1)
    }

    /// "Calendar days" or "Working days".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Calendar => "Calendar days",
            Self::Working => "Working days",
        }
    }
}

/// Working days among the `count` days from `start` on. Whole weeks are counted by arithmetic.
fn working_days(settings: &Settings, start: Date, count: i64) -> i64 {
    let Ok(count) = u64::try_from(count) else { return 0 };
    let a_week = settings.working_days.iter().filter(|works| **works).count() as u64;
    let weeks = count / 7;
    let end = start + chrono::Days::new(count);
    let rest_start = start + chrono::Days::new(weeks * 7);
    let weekday_works = |day: Date| {
        use chrono::Datelike;
        settings.working_days.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or(false)
    };
    let rest = rest_start.iter_days().take_while(|day| *day < end).filter(|day| weekday_works(*day)).count();
    let holidays = settings.holidays.range(start..end).filter(|day| weekday_works(**day)).count();
    (weeks * a_week + rest as u64).saturating_sub(holidays as u64) as i64
}

/// Working days from one day to another, both counted; none where the second is before the first.
#[must_use]
pub fn workdays(settings: &Settings, from: Date, to: Date) -> i64 {
    if to < from { 0 } else { working_days(settings, from, days_inclusive(from, to)) }
}

/// Working days that have passed from one day to another: 0 on that day itself, and over a weekend.
#[must_use]
pub fn workdays_passed(settings: &Settings, from: Date, to: Date) -> i64 {
    DayCount::Working.between(settings, from, to) - 1
}

/// The days that a figure looks back on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// How many days, today included.
    pub days: u32,
    /// How durations are counted.
    pub count: DayCount,
}

impl Default for Window {
    fn default() -> Self {
        Self { days: 60, count: DayCount::Calendar }
    }
}

impl Window {
    /// The last so many calendar days, today included.
    #[must_use]
    pub const fn last(days: u32) -> Self {
        Self { days, count: DayCount::Calendar }
    }

    /// First and last day of the window, both included.
    #[must_use]
    pub fn span(self, ctx: &Context<'_>) -> (Date, Date) {
        let today = ctx.today();
        (back(today, i64::from(self.days.max(1)) - 1), today)
    }
}

/// The day so many days before (after, when negative). Stays put at the calendar's end.
#[must_use]
pub fn back(day: Date, days: i64) -> Date {
    day.checked_sub_signed(chrono::TimeDelta::days(days)).unwrap_or(day)
}

/// A day as days since 1970.
pub(super) fn day_number(day: Date) -> i64 {
    (day - Date::default()).num_days()
}

/// The Monday of the day's week.
#[must_use]
pub fn monday(day: Date) -> Date {
    use chrono::Datelike;
    back(day, i64::from(day.weekday().num_days_from_monday()))
}
