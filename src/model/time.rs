//! Moments, calendar days and the stamp that a command is applied with.

use chrono::{DateTime, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A calendar day without a zone.
pub type Date = NaiveDate;

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

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Timestamp;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a moment such as 2026-11-20T10:40:00Z")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Timestamp, E> {
                Timestamp::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// What a command is applied with: the moment, and the seed of the ids that it makes.
///
/// With the stamp given, applying a command is deterministic: replay, undo, merge and tests rest on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// When the command was given.
    pub at: Timestamp,
    /// Random; every id made by the command derives from it.
    pub seed: u64,
}

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

    // [T1]
    #[test]
    fn a_moment_reads_back_from_its_text() {
        for text in ["2026-11-20T10:40:00Z", "1999-12-31T23:59:59.007Z", "1970-01-01T00:00:00Z"] {
            let moment = Timestamp::parse(text);
            assert_eq!(moment.map(|m| m.to_string()).as_deref(), Some(text));
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
