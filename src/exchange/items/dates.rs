//! Dates as exports write them: month names of many languages, day and month in either order.

use super::gather::Days;
use crate::model::{Date, Timestamp, Zone};
use chrono::NaiveTime;

/// A date cell taken apart, before it is known whether day or month stands first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RawDate {
    year: i32,
    /// Day and month, or the other way round when `order` is open.
    first: u32,
    second: u32,
    order: Order,
    time: NaiveTime,
    /// Seconds east of UTC, where the cell says.
    offset: Option<i32>,
    /// It carries AM or PM: a hint of a month-first locale.
    twelve_hours: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// `first` is the day.
    Known,
    /// Numbers between slashes or hyphens: either.
    Open,
}

/// First letters of month names, lower case: en, es, pt, fr, pl, de, it, nl, ru. Longest match wins.
const MONTHS: &[(u32, &str)] = &[
    (1, "jan ene sty gen jän янв"),
    (2, "feb fev fév lut фев"),
    (3, "mar mär mrz mrt maa мар"),
    (4, "apr abr avr kwi апр"),
    (5, "may mai maj mag mei май мая"),
    (6, "jun juin cze giu июн"),
    (7, "jul juil lip lug июл"),
    (8, "aug ago aoû aou sie авг"),
    (9, "sep set wrz сен"),
    (10, "oct out okt paź paz ott окт"),
    (11, "nov lis ноя"),
    (12, "dec dic déc dez gru дек"),
];

fn month(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    MONTHS
        .iter()
        .find(|(_, prefixes)| prefixes.split(' ').any(|prefix| name.starts_with(prefix)))
        .map(|(number, _)| *number)
}

/// Runs of digits or letters, each with the character before it.
fn tokens(cell: &str) -> Vec<(char, &str)> {
    let mut tokens = Vec::with_capacity(8);
    let (mut start, mut kind, mut before) = (0, 0, ' ');
    let mut previous = ' ';
    for (at, c) in cell.char_indices().chain([(cell.len(), ' ')]) {
        let now = if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 };
        if now != kind {
            if kind != 0 {
                tokens.push((before, cell.get(start..at).unwrap_or_default()));
            }
            (start, kind, before) = (at, now, previous);
        }
        previous = c;
    }
    tokens
}

impl RawDate {
    /// Takes a cell apart; none when it has no date's shape in any order.
    pub(super) fn parse(cell: &str) -> Option<Self> {
        let cell = cell.trim();
        if cell.len() > 100 {
            return None;
        }
        let tokens = tokens(cell);
        let mut at = tokens.iter().copied().peekable();
        // A weekday before the date says nothing new.
        while at.peek().is_some_and(|(_, t)| is_word(t) && month(t).is_none()) {
            at.next();
        }
        let (_, a) = at.next()?;
        let (separator, b) = at.next()?;
        let (_, c) = at.next()?;
        let number = |text: &str| if text.len() <= 4 { text.parse::<u32>().ok() } else { None };
        let (year, first, second, order) = if is_word(a) {
            (year_of(c)?, number(b)?, month(a)?, Order::Known)
        } else if is_word(b) {
            if a.len() == 4 {
                (year_of(a)?, number(c)?, month(b)?, Order::Known)
            } else {
                (year_of(c)?, number(a)?, month(b)?, Order::Known)
            }
        } else if a.len() == 4 {
            (year_of(a)?, number(c)?, number(b)?, Order::Known)
        } else {
            let order = if separator == '.' { Order::Known } else { Order::Open };
            (year_of(c)?, number(a)?, number(b)?, order)
        };
        let mut raw =
            Self { year, first, second, order, time: NaiveTime::MIN, offset: None, twelve_hours: false };
        raw.read_time(&at.collect::<Vec<_>>())?;
        (raw.date(true).is_some() || raw.date(false).is_some()).then_some(raw)
    }

    fn read_time(&mut self, tokens: &[(char, &str)]) -> Option<()> {
        let mut parts = [0_u32; 3];
        let (mut filled, mut millis, mut half) = (0, 0, None);
        for (place, (before, text)) in tokens.iter().enumerate() {
            let next_is_zone = |n: &str| matches!(n, "Z" | "z" | "UTC" | "GMT");
            if is_word(text) {
                match text.to_lowercase().as_str() {
                    "am" | "a" => half = Some(0),
                    "pm" | "p" => half = Some(12),
                    _ if next_is_zone(text) => self.offset = Some(0),
                    _ => {}
                }
            } else if matches!(before, '+' | '-') && filled >= 2 {
                // `+0200`, `+02:00` or `+02`; what stands behind it is the zone's name.
                let (hours, minutes) = text.split_at_checked(2)?;
                let next = tokens.get(place + 1).filter(|(before, _)| *before == ':').map(|(_, t)| *t);
                let minutes = if minutes.is_empty() { next.unwrap_or("0") } else { minutes };
                let sign = if *before == '-' { -1 } else { 1 };
                self.offset =
                    Some(sign * (hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60));
                break;
            } else if filled == 3 {
                let digits: String = format!("{text:0<3}").chars().take(3).collect();
                millis = digits.parse().ok()?;
            } else {
                *parts.get_mut(filled)? = if text.len() <= 2 { text.parse().ok()? } else { return None };
                filled += 1;
            }
        }
        let [mut hour, minute, second] = parts;
        if let Some(half) = half {
            self.twelve_hours = true;
            hour = if hour == 12 { half } else { hour + half };
        }
        self.time = NaiveTime::from_hms_milli_opt(hour, minute, second, millis)?;
        Some(())
    }

    fn date(&self, day_first: bool) -> Option<Date> {
        let (day, month) = if day_first || self.order == Order::Known {
            (self.first, self.second)
        } else {
            (self.second, self.first)
        };
        Date::from_ymd_opt(self.year, month, day)
    }

    /// The calendar day; none where there is no such day in that order.
    pub(super) fn day(&self, order: &ColumnOrder) -> Option<Date> {
        self.date(order.day_first)
    }

    /// The moment, by the cell's own offset or else by the program's zone.
    pub(super) fn moment(&self, order: &ColumnOrder, zone: &Zone) -> Option<Timestamp> {
        let local = self.day(order)?.and_time(self.time);
        Some(match self.offset {
            Some(offset) => Timestamp(local.and_utc().timestamp_millis() - i64::from(offset) * 1000),
            None => {
                // The zone works in seconds; a cell may have milliseconds.
                let millis = i64::from(local.and_utc().timestamp_subsec_millis());
                Timestamp(zone.moment(local).0 + millis)
            }
        })
    }

    /// The day that is meant: moments with an offset stand for a day in one of several ways.
    pub(super) fn due(&self, order: &ColumnOrder, zone: &Zone, days: Days) -> Option<Date> {
        if days == Days::AsWritten || self.offset.is_none() {
            return self.day(order);
        }
        super::finish::day_of(days, self.moment(order, zone)?, zone)
    }
}

fn is_word(token: &str) -> bool {
    token.chars().next().is_some_and(char::is_alphabetic)
}

/// Two digits are a year from 1970 to 2069.
fn year_of(text: &str) -> Option<i32> {
    let number = text.parse::<i32>().ok()?;
    match text.len() {
        4 => (1900..=2200).contains(&number).then_some(number),
        2 => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

/// What the values of one column say about its order of day and month.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    day_first: usize,
    month_first: usize,
    open: usize,
    twelve_hours: bool,
    example: Option<RawDate>,
}

impl Evidence {
    pub(super) fn note(&mut self, raw: &RawDate) {
        if raw.order == Order::Known {
            return;
        }
        match (raw.first > 12, raw.second > 12) {
            (true, false) => self.day_first += 1,
            (false, true) => self.month_first += 1,
            _ => {
                self.open += usize::from(raw.first != raw.second);
                self.twelve_hours |= raw.twelve_hours;
                if raw.first != raw.second {
                    self.example.get_or_insert(*raw);
                }
            }
        }
    }

    /// The order that the values prove; none where they prove nothing.
    pub(super) fn proven(&self) -> Option<bool> {
        (self.day_first + self.month_first > 0).then_some(self.day_first >= self.month_first)
    }

    /// Some values can be read both ways, and no other value of the column tells which.
    pub(super) fn is_open(&self) -> bool {
        self.open > 0 && self.proven().is_none()
    }

    /// Values of both orders stand in one column.
    pub(super) fn is_mixed(&self) -> bool {
        self.day_first > 0 && self.month_first > 0
    }

    /// A slash date with AM or PM is most often an American one.
    pub(super) fn suggestion(&self) -> bool {
        !self.twelve_hours
    }

    /// A value that can be read both ways: the day when day-first, the day when month-first.
    pub(super) fn example(&self) -> Option<(Date, Date)> {
        let raw = self.example?;
        Some((raw.date(true)?, raw.date(false)?))
    }
}

/// The order by which a column is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnOrder {
    pub(super) day_first: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cell: &str, day_first: bool) -> String {
        RawDate::parse(cell)
            .and_then(|raw| raw.moment(&ColumnOrder { day_first }, &Zone::utc()))
            .map_or("none".into(), |m| m.to_string())
    }

    #[test]
    fn the_shapes_of_real_exports_are_read() {
        for (cell, moment) in [
            ("12/Jan/21 3:04 PM", "2021-01-12T15:04:00Z"),
            ("12/Jan/21 12:04 AM", "2021-01-12T00:04:00Z"),
            ("12/Jan/21 12:04 PM", "2021-01-12T12:04:00Z"),
            ("22/Mar/14 07:59", "2014-03-22T07:59:00Z"),
            ("04/ago/26 11:30 PM", "2026-08-04T23:30:00Z"),
            ("26/abr/26", "2026-04-26T00:00:00Z"),
            ("19/févr./26 9:05 AM", "2026-02-19T09:05:00Z"),
            ("19/lip/23 1:00 PM", "2023-07-19T13:00:00Z"),
            ("03/paź/23 13:00", "2023-10-03T13:00:00Z"),
            ("02/Mär/24 08:00", "2024-03-02T08:00:00Z"),
            ("05/juin/26", "2026-06-05T00:00:00Z"),
            ("05/juil./26", "2026-07-05T00:00:00Z"),
            ("05/мая/26 10:00", "2026-05-05T10:00:00Z"),
            ("2024-02-13 22:10", "2024-02-13T22:10:00Z"),
            ("2021-01-23 19:39:55.013", "2021-01-23T19:39:55.013Z"),
            ("2016-07-05 07:53:01.71", "2016-07-05T07:53:01.710Z"),
            ("2024-02-13T22:10:00Z", "2024-02-13T22:10:00Z"),
            ("2024-02-13T22:10:00.000+0200", "2024-02-13T20:10:00Z"),
            ("2024-02-13T22:10:00-05:30", "2024-02-14T03:40:00Z"),
            ("13.02.2024 22:10", "2024-02-13T22:10:00Z"),
            ("03.02.2024", "2024-02-03T00:00:00Z"),
            ("Jan 12, 2021", "2021-01-12T00:00:00Z"),
            ("Tue, 12 Jan 2021 10:00:00 +0000", "2021-01-12T10:00:00Z"),
            ("Wed May 13 2026 11:21:41 GMT+0000 (GMT+00:00)", "2026-05-13T11:21:41Z"),
            ("Thu Jun 25 2026 23:00:00 GMT+0530 (India Standard Time)", "2026-06-25T17:30:00Z"),
            ("3/14/2026 6:55:03\u{202f}PM", "2026-03-14T18:55:03Z"),
            ("04/may/26 12:00 a. m.", "2026-05-04T00:00:00Z"),
        ] {
            assert_eq!(read(cell, false), moment, "{cell}");
        }
    }

    #[test]
    fn slash_dates_follow_the_column() {
        assert_eq!(read("03/04/2026", true), "2026-04-03T00:00:00Z");
        assert_eq!(read("03/04/2026", false), "2026-03-04T00:00:00Z");
        assert_eq!(read("31/02/2025", true), "none");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for cell in ["", "soon", "12", "99/99/99", "2024-13-45", "12/Foo/21", "1/1/1 1:1", "12/Jan/21 25:00"]
        {
            assert_eq!(read(cell, true), "none", "{cell}");
        }
    }

    #[test]
    fn a_column_proves_its_order_or_stays_open() {
        let evidence = |cells: &[&str]| {
            let mut evidence = Evidence::default();
            cells.iter().filter_map(|c| RawDate::parse(c)).for_each(|raw| evidence.note(&raw));
            evidence
        };
        assert_eq!(evidence(&["01/02/2024", "13/02/2024"]).proven(), Some(true));
        assert_eq!(evidence(&["01/02/2024", "02/13/2024"]).proven(), Some(false));
        assert!(evidence(&["01/02/2024", "03/04/2024"]).is_open());
        assert!(!evidence(&["02/02/2024"]).is_open(), "both ways are the same day");
        assert!(!evidence(&["01.02.2024", "04/ago/26"]).is_open());
        assert!(evidence(&["13/02/2024", "02/13/2024"]).is_mixed());
    }

    #[test]
    fn local_time_is_of_the_given_zone() {
        let raw = RawDate::parse("12/Jan/21 3:04 PM").unwrap();
        let moment = raw.moment(&ColumnOrder { day_first: true }, &Zone::fixed("east", 7200));
        assert_eq!(moment.unwrap().to_string(), "2021-01-12T13:04:00Z");
    }
}
