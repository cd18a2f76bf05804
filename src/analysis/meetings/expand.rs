//! A rule's wall-clock beginnings, step by step (RFC 5545, 3.3.10).
//!
//! Each step is a year, a month, a week or a day. All its days are looked at, those that every part
//! of the rule lets through remain; at most 366 days a step keeps this quick and plain.

use crate::model::{Date, Frequency, LocalTime, Recurrence};
use chrono::{Datelike, Days, Months, Weekday};

/// Steps that are looked at for one series: over five centuries of days.
const MOST_STEPS: u32 = 200_000;

/// Gives the beginnings of a series in ascending order, `start` first, for as long as `each` says
/// true. `from` allows to skip steps that end before it; `to` ends the search.
///
/// `ends` tells whether a beginning lies beyond the rule's UNTIL.
pub(super) fn expand(
    rule: &Recurrence,
    start: LocalTime,
    from: Date,
    to: Date,
    ends: &dyn Fn(LocalTime) -> bool,
    each: &mut dyn FnMut(LocalTime),
) {
    let mut left = rule.count.unwrap_or(u32::MAX);
    // The first date is part of the series, whether or not it fits the rule.
    if ends(start) || left == 0 {
        return;
    }
    each(start);
    left -= 1;
    let steps = Steps { rule, start: start.date() };
    // Who counts must count from the beginning.
    let first = if rule.count.is_some() { 0 } else { steps.number_of(from).saturating_sub(1) };
    for number in (first..).take(MOST_STEPS as usize) {
        let Some(begin) = steps.begin(number) else { return };
        if begin > to {
            return;
        }
        for day in steps.days(begin) {
            let at = day.and_time(start.time());
            if at <= start {
                continue;
            }
            if left == 0 || ends(at) || day > to {
                return;
            }
            left -= 1;
            each(at);
        }
    }
}

struct Steps<'r> {
    rule: &'r Recurrence,
    start: Date,
}

impl Steps<'_> {
    /// First day of the step with this number.
    fn begin(&self, number: u32) -> Option<Date> {
        let count = number.checked_mul(self.rule.interval)?;
        match self.rule.frequency {
            Frequency::Daily => self.start.checked_add_days(Days::new(count.into())),
            Frequency::Weekly => week_begin(self.start, self.rule.week_start)?
                .checked_add_days(Days::new(u64::from(count) * 7)),
            Frequency::Monthly => self.start.with_day(1)?.checked_add_months(Months::new(count)),
            Frequency::Yearly => {
                Date::from_ymd_opt(self.start.year().checked_add(i32::try_from(count).ok()?)?, 1, 1)
            }
        }
    }

    /// The number of the step that a day lies in, or that follows it.
    fn number_of(&self, day: Date) -> u32 {
        let days = (day - self.start).num_days().max(0);
        let units = match self.rule.frequency {
            Frequency::Daily => days,
            Frequency::Weekly => days / 7,
            Frequency::Monthly => days / 31,
            Frequency::Yearly => days / 366,
        };
        u32::try_from(units).unwrap_or(0) / self.rule.interval.max(1)
    }

    /// The days of a step that the rule lets through, ascending.
    fn days(&self, begin: Date) -> Vec<Date> {
        let length = match self.rule.frequency {
            Frequency::Daily => 1,
            Frequency::Weekly => 7,
            Frequency::Monthly => i64::from(month_length(begin)),
            Frequency::Yearly => year_length(begin.year()),
        };
        let all = (0..length).filter_map(|n| begin.checked_add_days(Days::new(n.unsigned_abs())));
        let fitting: Vec<Date> = all.filter(|day| self.fits(*day)).collect();
        if self.rule.positions.is_empty() {
            return fitting;
        }
        let count = fitting.len() as i64;
        let chosen = |place: i64| {
            let (first, last) = (place + 1, place - count);
            self.rule.positions.iter().any(|p| i64::from(*p) == first || i64::from(*p) == last)
        };
        (0..).zip(fitting).filter(|(place, _)| chosen(*place)).map(|(_, day)| day).collect()
    }

    fn fits(&self, day: Date) -> bool {
        let rule = self.rule;
        let days_given = !(rule.weeks.is_empty()
            && rule.year_days.is_empty()
            && rule.month_days.is_empty()
            && rule.days.is_empty());
        let within = |list: &[i16], first: i64, last: i64| {
            list.is_empty() || list.iter().any(|n| i64::from(*n) == first || i64::from(*n) == last)
        };
        // What the rule leaves open, the first date decides.
        if !days_given {
            let same = match rule.frequency {
                Frequency::Daily => true,
                Frequency::Weekly => day.weekday() == self.start.weekday(),
                Frequency::Monthly => day.day() == self.start.day(),
                Frequency::Yearly => {
                    day.day() == self.start.day()
                        && (!rule.months.is_empty() || day.month() == self.start.month())
                }
            };
            if !same {
                return false;
            }
        }
        let (month_day, month) = (i64::from(day.day()), i64::from(month_length(day)));
        let (year_day, year) = (i64::from(day.ordinal()), year_length(day.year()));
        within(&rule.months, i64::from(day.month()), 0)
            && within(&rule.month_days, month_day, month_day - month - 1)
            && within(&rule.year_days, year_day, year_day - year - 1)
            && (rule.weeks.is_empty() || {
                let (week, weeks) = week_number(day, rule.week_start);
                within(&rule.weeks, week, week - weeks - 1)
            })
            && (rule.days.is_empty() || rule.days.iter().any(|(place, name)| self.is_nth(day, *place, *name)))
    }

    /// Whether a day is this weekday, and at this place of the month or year that the rule counts in.
    fn is_nth(&self, day: Date, place: i16, name: Weekday) -> bool {
        if day.weekday() != name {
            return false;
        }
        let in_year = self.rule.frequency == Frequency::Yearly && self.rule.months.is_empty();
        // In weekly and daily rules a place has no meaning, and is passed over.
        if place == 0 || matches!(self.rule.frequency, Frequency::Weekly | Frequency::Daily) {
            return true;
        }
        let (at, length) = if in_year {
            (i64::from(day.ordinal0()), year_length(day.year()))
        } else {
            (i64::from(day.day0()), i64::from(month_length(day)))
        };
        let (first, last) = (at / 7 + 1, -((length - 1 - at) / 7 + 1));
        i64::from(place) == first || i64::from(place) == last
    }
}

fn week_begin(day: Date, week_start: Weekday) -> Option<Date> {
    let into = (7 + day.weekday().num_days_from_monday() - week_start.num_days_from_monday()) % 7;
    day.checked_sub_days(Days::new(into.into()))
}

fn month_length(day: Date) -> u32 {
    let next = day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|next| next.pred_opt()).map_or(31, |last| last.day())
}

fn year_length(year: i32) -> i64 {
    if Date::from_ymd_opt(year, 2, 29).is_some() { 366 } else { 365 }
}

/// The number of a day's week, and how many weeks its year of weeks has: the first week is the one
/// with at least four days in the year.
fn week_number(day: Date, week_start: Weekday) -> (i64, i64) {
    let middle = week_begin(day, week_start).and_then(|begin| begin.checked_add_days(Days::new(3)));
    let Some(middle) = middle else { return (1, 52) };
    let ordinal = i64::from(middle.ordinal0());
    (ordinal / 7 + 1, ordinal / 7 + 1 + (year_length(middle.year()) - 1 - ordinal) / 7)
}
