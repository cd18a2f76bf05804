//! How a meeting repeats: an RRULE of iCalendar (RFC 5545), read, kept and written in its own text form.

use super::time::{Date, LocalTime, Timestamp};
use crate::json::{Json, Read, Reader, Writer};
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use std::fmt;

/// The step that a rule counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every day, or every so many.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

const FREQUENCIES: [(&str, Frequency); 4] = [
    ("DAILY", Frequency::Daily),
    ("WEEKLY", Frequency::Weekly),
    ("MONTHLY", Frequency::Monthly),
    ("YEARLY", Frequency::Yearly),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Mon),
    ("TU", Weekday::Tue),
    ("WE", Weekday::Wed),
    ("TH", Weekday::Thu),
    ("FR", Weekday::Fri),
    ("SA", Weekday::Sat),
    ("SU", Weekday::Sun),
];

/// The last moment at which a series may still begin an instance, itself included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// The end of a day.
    Day(Date),
    /// Wall time of the meeting's own zone.
    Local(LocalTime),
    /// A moment.
    Moment(Timestamp),
}

/// A rule by which a series repeats. Parts that are empty do not restrict it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// The step.
    pub frequency: Frequency,
    /// Every so many steps; at least 1.
    pub interval: u32,
    /// How many instances there are in all, the first included.
    pub count: Option<u32>,
    /// The end of the series.
    pub until: Option<Until>,
    /// 1 to 12.
    pub months: Vec<i16>,
    /// Weeks of the year, 1 to 53; negative from the end.
    pub weeks: Vec<i16>,
    /// Days of the year, 1 to 366; negative from the end.
    pub year_days: Vec<i16>,
    /// Days of the month, 1 to 31; negative from the end.
    pub month_days: Vec<i16>,
    /// Weekdays, each with its place in the month or year: 0 = every, 2 = the second, -1 = the last.
    pub days: Vec<(i16, Weekday)>,
    /// Which of a step's days count, from 1; negative from the end.
    pub positions: Vec<i16>,
    /// The day on which weeks begin.
    pub week_start: Weekday,
}

fn numbers(text: &str, most: i16) -> Option<Vec<i16>> {
    let one = |part: &str| part.trim().parse::<i16>().ok().filter(|n| *n != 0 && n.abs() <= most);
    text.split(',').filter(|p| !p.trim().is_empty()).map(one).collect()
}

fn weekday(text: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)).map(|(_, day)| *day)
}

fn weekdays(text: &str) -> Option<Vec<(i16, Weekday)>> {
    let one = |part: &str| {
        let part = part.trim();
        let (place, name) = part.split_at_checked(part.len().checked_sub(2)?)?;
        let place = match place.trim() {
            "" => 0,
            place => place.parse::<i16>().ok().filter(|n| *n != 0 && n.abs() <= 53)?,
        };
        Some((place, weekday(name)?))
    };
    text.split(',').filter(|p| !p.trim().is_empty()).map(one).collect()
}

/// `20261120`, as RFC 5545 writes days. A `Z` behind a day, which some exports write, says nothing.
#[must_use]
pub fn parse_ical_day(text: &str) -> Option<Date> {
    let text = text.strip_suffix(['Z', 'z']).unwrap_or(text);
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    digits.then(|| NaiveDate::from_ymd_opt(part(0, 4)? as i32, part(4, 6)?, part(6, 8)?)).flatten()
}

/// `20261120T093000`, or with fewer digits of time, as RFC 5545 writes wall time; true = followed by `Z`.
#[must_use]
pub fn parse_ical_time(text: &str) -> Option<(LocalTime, bool)> {
    let (wall, utc) = match text.strip_suffix(['Z', 'z']) {
        Some(wall) => (wall, true),
        None => (text, false),
    };
    let (day, time) = wall.split_once(['T', 't'])?;
    let digits = matches!(time.len(), 4 | 6) && time.bytes().all(|b| b.is_ascii_digit());
    let part = |from: usize| time.get(from..from + 2).map_or(Some(0), |t| t.parse::<u32>().ok());
    // A leap second counts as the one before it.
    let time = NaiveTime::from_hms_opt(part(0)?, part(2)?, part(4)?.min(59))?;
    digits.then(|| Some((parse_ical_day(day)?.and_time(time), utc))).flatten()
}

impl Recurrence {
    /// A rule without restrictions.
    #[must_use]
    pub const fn every(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            count: None,
            until: None,
            months: Vec::new(),
            weeks: Vec::new(),
            year_days: Vec::new(),
            month_days: Vec::new(),
            days: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Mon,
        }
    }

    /// Reads the value of an RRULE.
    ///
    /// # Errors
    /// The part that is not understood, such as `FREQ=HOURLY`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut rule = Self::every(Frequency::Daily);
        let mut known = false;
        for part in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| part.to_owned())?;
            let value = value.trim();
            let read = match name.trim().to_ascii_uppercase().as_str() {
                "FREQ" => {
                    let found = FREQUENCIES.iter().find(|(word, _)| value.eq_ignore_ascii_case(word));
                    known |= found.is_some();
                    found.map(|(_, frequency)| rule.frequency = *frequency)
                }
                "INTERVAL" => {
                    value.parse().ok().filter(|n| (1..=10_000).contains(n)).map(|n| rule.interval = n)
                }
                "COUNT" => value.parse().ok().filter(|n| *n > 0).map(|n| rule.count = Some(n)),
                "UNTIL" => until(value).map(|until| rule.until = Some(until)),
                "BYMONTH" => numbers(value, 12).filter(|n| n.iter().all(|m| *m > 0)).map(|n| rule.months = n),
                "BYWEEKNO" => numbers(value, 53).map(|n| rule.weeks = n),
                "BYYEARDAY" => numbers(value, 366).map(|n| rule.year_days = n),
                "BYMONTHDAY" => numbers(value, 31).map(|n| rule.month_days = n),
                "BYDAY" => weekdays(value).map(|days| rule.days = days),
                "BYSETPOS" => numbers(value, 366).map(|n| rule.positions = n),
                "WKST" => weekday(value).map(|day| rule.week_start = day),
                name if name.starts_with("X-") => Some(()),
                _ => None,
            };
            read.ok_or_else(|| part.to_owned())?;
        }
        if known { Ok(rule) } else { Err("a rule without FREQ".to_owned()) }
    }
}

fn until(text: &str) -> Option<Until> {
    if let Some((local, utc)) = parse_ical_time(text) {
        let moment = Timestamp(local.and_utc().timestamp_millis());
        return Some(if utc { Until::Moment(moment) } else { Until::Local(local) });
    }
    parse_ical_day(text).map(Until::Day)
}

fn write_list<T: fmt::Display>(f: &mut fmt::Formatter<'_>, name: &str, all: &[T]) -> fmt::Result {
    for (place, one) in all.iter().enumerate() {
        let before: &[&str] = if place == 0 { &[";", name, "="] } else { &[","] };
        for text in before {
            f.write_str(text)?;
        }
        write!(f, "{one}")?;
    }
    Ok(())
}

fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.get(day.num_days_from_monday() as usize).map_or("MO", |(name, _)| name)
}

/// The value of an RRULE; reads back as the same rule.
impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = FREQUENCIES.iter().find(|(_, frequency)| *frequency == self.frequency);
        write!(f, "FREQ={}", name.map_or("DAILY", |(name, _)| name))?;
        if self.interval > 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        if let Some(count) = self.count {
            write!(f, ";COUNT={count}")?;
        }
        match self.until {
            None => {}
            Some(Until::Day(day)) => write!(f, ";UNTIL={}", ical_day(day))?,
            Some(Until::Local(local)) => write!(f, ";UNTIL={}", ical_time(local))?,
            Some(Until::Moment(at)) => write!(f, ";UNTIL={}", ical_moment(at))?,
        }
        write_list(f, "BYMONTH", &self.months)?;
        write_list(f, "BYWEEKNO", &self.weeks)?;
        write_list(f, "BYYEARDAY", &self.year_days)?;
        write_list(f, "BYMONTHDAY", &self.month_days)?;
        let days: Vec<String> = self
            .days
            .iter()
            .map(|(place, day)| match place {
                0 => weekday_name(*day).to_owned(),
                place => format!("{place}{}", weekday_name(*day)),
            })
            .collect();
        write_list(f, "BYDAY", &days)?;
        write_list(f, "BYSETPOS", &self.positions)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", weekday_name(self.week_start))?;
        }
        Ok(())
    }
}

/// `20261120`.
#[must_use]
pub fn ical_day(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// `20261120T093000`.
#[must_use]
pub fn ical_time(local: LocalTime) -> String {
    use chrono::Timelike;
    format!("{}T{:02}{:02}{:02}", ical_day(local.date()), local.hour(), local.minute(), local.second())
}

/// `20261120T083000Z`.
#[must_use]
pub fn ical_moment(at: Timestamp) -> String {
    let utc = chrono::DateTime::from_timestamp(at.0.div_euclid(1000), 0).unwrap_or_default();
    format!("{}Z", ical_time(utc.naive_utc()))
}

impl Json for Recurrence {
    fn blank() -> Self {
        Self::every(Frequency::Daily)
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.parsed("a rule such as FREQ=WEEKLY;BYDAY=TU is expected", |t| Self::parse(t).ok())?;
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        to.text(&self.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_back_as_they_were() {
        for text in [
            "FREQ=DAILY",
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=20200916T230000Z;BYDAY=TH",
            "FREQ=MONTHLY;COUNT=10;BYDAY=-1SA,2MO",
            "FREQ=YEARLY;UNTIL=20300101;BYMONTH=3,10;BYMONTHDAY=-1;WKST=SU",
            "FREQ=MONTHLY;UNTIL=20300101T093000;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "FREQ=YEARLY;BYWEEKNO=20,-1;BYYEARDAY=1,-1;BYDAY=MO",
        ] {
            assert_eq!(Recurrence::parse(text).map(|r| r.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn spaces_small_letters_and_foreign_parts_do_no_harm() {
        let rule = Recurrence::parse("freq=daily; BYDAY=MO, TU, we;X-NOTE=1;WKST=SU;").unwrap();
        assert_eq!(rule.to_string(), "FREQ=DAILY;BYDAY=MO,TU,WE;WKST=SU");
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, part) in [
            ("FREQ=HOURLY", "FREQ=HOURLY"),
            ("FREQ=DAILY;BYHOUR=9", "BYHOUR=9"),
            ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0"),
            ("FREQ=DAILY;COUNT=0", "COUNT=0"),
            ("FREQ=WEEKLY;BYDAY=XX", "BYDAY=XX"),
            ("FREQ=DAILY;UNTIL=soon", "UNTIL=soon"),
            ("BYDAY=MO", "a rule without FREQ"),
            ("é", "é"),
        ] {
            assert_eq!(Recurrence::parse(text), Err(part.to_owned()), "{text}");
        }
    }
}
