//! Moments, calendar days and the stamp that a command is applied with.

use crate::json::{Json, Read, Reader, Writer, json_record};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use std::fmt;

/// A calendar day without a zone.
pub type Date = NaiveDate;

/// Wall time of a zone that is named elsewhere.
pub type LocalTime = NaiveDateTime;

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
///
/// Its text form is RFC 3339 in UTC (`2026-11-20T10:40:00Z`), with milliseconds only where there are any.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Milliseconds of a day of 24 hours.
    pub const DAY: i64 = 86_400_000;

    /// The moment `days` × 24 hours later (earlier when negative).
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(Self::DAY)))
    }

    /// Reads the text form; also takes an offset (`+02:00`) in place of `Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_utc(text).or_else(|| {
            let (local, offset) = split_offset(text)?;
            Some(Self(parse_utc(&format!("{local}Z"))?.0 - offset * 60_000))
        })
    }
}

/// The time before the offset, and the offset in minutes: `+02:00` or a small `z`.
fn split_offset(text: &str) -> Option<(String, i64)> {
    let (local, zone) = match text.strip_suffix(['Z', 'z']) {
        Some(local) => (local, "+00:00"),
        None => text.split_at_checked(text.len().checked_sub(6)?)?,
    };
    let sign = match zone.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let number = |text: &str| {
        let digits = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|m| *m < 60)?);
    let spaced = local.get(10..11).filter(|between| ["T", "t", " "].contains(between))?;
    (hours < 24).then(|| (local.replacen(spaced, "T", 1), sign * (hours * 60 + minutes)))
}

/// The fast path for `YYYY-MM-DDTHH:MM:SS[.mmm]Z`: tens of thousands are read at every start.
fn parse_utc(text: &str) -> Option<Timestamp> {
    let number = |from: usize, to: usize| -> Option<u32> {
        text.get(from..to)?
            .bytes()
            .try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let at = |place: usize, byte: u8| (text.as_bytes().get(place) == Some(&byte)).then_some(());
    at(4, b'-').and(at(7, b'-')).and(at(10, b'T')).and(at(13, b':')).and(at(16, b':'))?;
    let millis = match text.len() {
        20 => 0,
        24 => at(19, b'.').and_then(|()| number(20, 23))?,
        // Other programs write more digits, or fewer; what is beyond milliseconds is cut off.
        21.. => {
            at(19, b'.')?;
            let digits = text.get(20..text.len() - 1)?;
            let all = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            all.then(|| {
                digits.bytes().chain(*b"00").take(3).fold(0, |sum, b| sum * 10 + u32::from(b - b'0'))
            })?
        }
        _ => return None,
    };
    at(text.len() - 1, b'Z')?;
    let date = NaiveDate::from_ymd_opt(number(0, 4)? as i32, number(5, 7)?, number(8, 10)?)?;
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    // A leap second counts as the one that follows it.
    let (second, millis) = if second == 60 { (59, millis + 1000) } else { (second, millis) };
    let time = date.and_hms_milli_opt(hour, minute, second, millis)?;
    Some(Timestamp(time.and_utc().timestamp_millis()))
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use chrono::{Datelike, Timelike};
        // Moments beyond chrono's range cannot be entered; show them as the epoch rather than fail.
        let moment = DateTime::from_timestamp_millis(self.0).unwrap_or_default();
        write!(
            f,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            moment.year(),
            moment.month(),
            moment.day(),
            moment.hour(),
            moment.minute(),
            moment.second()
        )?;
        match self.0.rem_euclid(1000) {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Json for Timestamp {
    fn blank() -> Self {
        Self(0)
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.parsed("a moment such as 2026-11-20T10:40:00Z is expected", Self::parse)?;
        Ok(())
    }

    /// As [`fmt::Display`] does, without its detours: tens of thousands are written at every save.
    fn write(&self, to: &mut Writer) {
        use chrono::Datelike;
        let seconds = self.0.div_euclid(1000);
        let date = DateTime::from_timestamp(seconds, 0).unwrap_or_default().date_naive();
        if !(0..=9999).contains(&date.year()) {
            return to.word(&self.to_string());
        }
        let (second, millis) = (seconds.rem_euclid(86_400), self.0.rem_euclid(1000));
        to.raw("\"");
        write_day(date, to);
        for (before, number) in [("T", second / 3600), (":", second / 60 % 60), (":", second % 60)] {
            to.raw(before);
            to.digits(number.unsigned_abs(), 2);
        }
        if millis > 0 {
            to.raw(".");
            to.digits(millis.unsigned_abs(), 3);
        }
        to.raw("Z\"");
    }
}

/// A day from `2026-11-20`, and from whatever else chrono reads as one, without its parser for patterns.
#[must_use]
pub fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim_start();
    let (sign, text) = match text.as_bytes().first() {
        Some(b'-') => (-1, text.get(1..)?),
        Some(b'+') => (1, text.get(1..)?),
        _ => (0, text),
    };
    let mut parts = text.splitn(3, '-');
    // Spaces may stand around each number, but not behind the sign.
    let mut number = |signed: bool, most: usize| -> Option<i32> {
        let part = parts.next()?.trim_end();
        let part = if signed { part } else { part.trim_start() };
        let digits = !part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let year = number(sign != 0, if sign == 0 { 4 } else { usize::MAX })?;
    let (month, day) = (number(false, 2)?, number(false, 2)?);
    let year = if sign < 0 { -year } else { year };
    Date::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())
}

fn write_day(day: Date, to: &mut Writer) {
    use chrono::Datelike;
    to.digits(u64::from(day.year().unsigned_abs()), 4);
    to.raw("-");
    to.digits(u64::from(day.month()), 2);
    to.raw("-");
    to.digits(u64::from(day.day()), 2);
}

/// `2026-11-20`; for years of other than four digits what chrono makes of them.
impl Json for Date {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.parsed("a day such as 2026-11-20 is expected", parse_day)?;
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        use chrono::Datelike;
        if !(0..=9999).contains(&self.year()) {
            return to.word(&self.to_string());
        }
        to.raw("\"");
        write_day(*self, to);
        to.raw("\"");
    }
}

/// `2026-11-20T09:30`, with seconds only where there are any.
impl Json for LocalTime {
    fn blank() -> Self {
        Self::default()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        let parse = |text: &str| {
            let full = if text.len() == 16 { format!("{text}:00Z") } else { format!("{text}Z") };
            let moment = DateTime::from_timestamp_millis(parse_utc(&full)?.0)?;
            Some(moment.naive_utc())
        };
        *self = from.parsed("wall time such as 2026-11-20T09:30 is expected", parse)?;
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        let moment = Timestamp(self.and_utc().timestamp_millis()).to_string();
        let text = moment.trim_end_matches('Z');
        to.word(text.strip_suffix(":00").filter(|t| t.len() == 16).unwrap_or(text));
    }
}

/// What a command is applied with: the moment, and the seed of the ids that it makes.
///
/// With the stamp given, applying a command is deterministic: replay, undo, merge and tests rest on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When the command was given.
    pub at: Timestamp,
    /// Random; every id made by the command derives from it.
    pub seed: u64,
}

json_record! { Stamp { at !, seed ! } }

impl Stamp {
    /// The `n`th number derived from the seed (SplitMix64).
    #[must_use]
    pub const fn derive(self, n: u64) -> u64 {
        let mut z = self.seed.wrapping_add(n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// Calendar days from `start` to `finish`, both counted: the same day is 1.
#[must_use]
pub fn days_inclusive(start: Date, finish: Date) -> i64 {
    (finish - start).num_days() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_day_reads_as_chrono_reads_it(
            text in "[ ]?[-+]?[0-9]{1,5}[ ]?-[ +]?[01]?[0-9]{1,2}[ ]?-[ ]?[0-9]{1,2}[ x]?",
        ) {
            prop_assert_eq!(parse_day(&text), text.parse().ok());
        }
    }

    // [T1]
    #[test]
    fn a_moment_reads_back_from_its_text() {
        for text in ["2026-11-20T10:40:00Z", "1999-12-31T23:59:59.007Z", "1970-01-01T00:00:00Z"] {
            let moment = Timestamp::parse(text);
            assert_eq!(moment.map(|m| m.to_string()).as_deref(), Some(text));
            assert_eq!(moment.map(|m| crate::json::to_text(&m)), Some(format!("\"{text}\"")));
        }
    }

    #[test]
    fn any_moment_and_day_reads_back_from_json() {
        for millis in [0, -1, 999, -62_167_219_200_001, 253_402_300_800_000, i64::from(i32::MIN) * 1000] {
            let moment = Timestamp(millis);
            let text = crate::json::to_text(&moment);
            assert_eq!(text, format!("\"{moment}\""));
            if (0..=9999).contains(&chrono::Datelike::year(&DateTime::from_timestamp_millis(millis).unwrap()))
            {
                assert_eq!(crate::json::from_text(&text), Ok(moment));
            }
        }
        for day in ["2026-11-20", "0001-01-01", "+12345-01-01", "-0044-03-15"] {
            let day: Date = day.parse().unwrap();
            assert_eq!(crate::json::to_text(&day), format!("\"{day}\""));
            assert_eq!(crate::json::from_text(&crate::json::to_text(&day)), Ok(day));
        }
    }

    // [T2]
    #[test]
    fn an_offset_is_applied() {
        assert_eq!(Timestamp::parse("2026-11-20T12:40:00+02:00"), Timestamp::parse("2026-11-20T10:40:00Z"));
    }

    // [T2]
    #[test]
    fn other_programs_forms_read_as_the_date_library_reads_them() {
        for text in [
            "2026-11-20T12:40:00+02:00",
            "2026-11-20t12:40:00.5-03:30",
            "2026-11-20 12:40:00.123456789z",
            "2026-12-31T23:59:60Z",
            "2026-12-31T23:59:60.25+00:00",
            "2026-11-20T12:40:00.+02:00",
            "2026-11-20T12:40:00+2:00",
            "2026-11-20T12:40:00+0200",
            "2026-11-20T12:40:00+24:00",
            "2026-11-20T12:40:00+02:60",
            "2026-11-20T12:40+02:00",
            "2026-11-20_12:40:00Z",
            "2026-11-20T12:40:00é+02:0",
        ] {
            let theirs = DateTime::parse_from_rfc3339(text).ok().map(|at| Timestamp(at.timestamp_millis()));
            assert_eq!(Timestamp::parse(text), theirs, "{text}");
        }
    }

    // [T3]
    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["", "2026-11-20", "2026-13-20T10:40:00Z", "2026-11-20T10:40:00", "2026-11-20T24:00:00Z"]
        {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }
}
