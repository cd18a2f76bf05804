//! Amounts and days as cost tables write them.

use crate::model::{Date, parse_day};

/// Digits behind the point that are kept while charges are added up.
pub(super) const DIGITS: u32 = 10;
/// One unit of a currency, so scaled.
const UNIT: i128 = 10_i128.pow(DIGITS);

/// An amount with a point before its decimals, scaled by ten digits: `12.5`, `-3`, `1.2E-05`.
pub(super) fn decimal(text: &str) -> Option<i128> {
    let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|e: &i32| e.abs() < 30)?;
    let (negative, digits) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.len() <= 25 && part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && decimals.is_empty()) || !plain(whole) || !plain(decimals) {
        return None;
    }
    let mut value: i128 = format!("{whole}{decimals}").parse().ok()?;
    let places = DIGITS as i32 + exponent - decimals.len() as i32;
    let power = 10_i128.checked_pow(places.unsigned_abs())?;
    value = if places >= 0 { value.checked_mul(power)? } else { value / power };
    // No budget has more than a million million units.
    (value < UNIT * 1_000_000_000_000).then_some(if negative { -value } else { value })
}

/// A scaled amount in hundredths, half a hundredth away from zero.
pub(super) fn hundredths(scaled: i128) -> i64 {
    let step = UNIT / 100;
    let half = if scaled < 0 { -(step / 2) } else { step / 2 };
    i64::try_from((scaled + half) / step).unwrap_or(0)
}

/// Which mark stands before the decimals of a table's amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Point,
    Comma,
}

/// What a column's amounts tell about their mark: the last mark of an amount that has both, or one
/// that is not followed by three digits, stands before decimals.
pub(super) fn mark_of<'a>(amounts: impl Iterator<Item = &'a str>) -> Mark {
    for amount in amounts {
        let last = amount.rfind(['.', ',']);
        let Some((at, mark)) = last.and_then(|at| Some((at, amount.get(at..=at)?))) else { continue };
        let after = amount.get(at + 1..).unwrap_or_default().bytes().take_while(u8::is_ascii_digit).count();
        let both = amount.contains('.') && amount.contains(',');
        if both || (after != 3 && amount.matches(mark).count() == 1) {
            return if mark == "," { Mark::Comma } else { Mark::Point };
        }
    }
    Mark::Point
}

/// An amount as people write it: `€ 1,234.50`, `(12.00)`, `12.00-`, `1 234,50 EUR`, in hundredths.
/// More than two decimals are rounded.
pub(super) fn amount(text: &str, mark: Mark) -> Option<i64> {
    let text = text.trim();
    let brackets = text.starts_with('(') && text.ends_with(')');
    let behind = text.ends_with(['-', '−']);
    let mut plain = String::new();
    let mut minus = brackets || behind;
    for c in text.trim_end_matches(['-', '−']).chars() {
        match c {
            '0'..='9' => plain.push(c),
            '.' | ',' if (c == ',') == (mark == Mark::Comma) => plain.push('.'),
            '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '’' | '(' | ')' | '+' => {}
            '-' | '−' if plain.is_empty() && !minus => minus = true,
            // A sign or a code of a currency, before or behind the digits.
            _ if c.is_alphabetic() || ['€', '$', '£', '¥', '₹', 'ƒ'].contains(&c) => {}
            _ => return None,
        }
    }
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    let value = hundredths(decimal(&plain)?);
    (digits > 0).then_some(if minus { -value } else { value })
}

/// A day cell taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawDay {
    /// It can be read in one way only, which may tell how its column is written: true = day first.
    Known(Date, Option<bool>),
    /// Numbers between slashes or hyphens, and the year.
    Open(u32, u32, i32),
}

/// Reads `2026-11-20`, with or without a time, `20.11.2026`, `20/11/2026`, `11/20/26`, `20261120`.
pub(super) fn day(text: &str) -> Option<RawDay> {
    let text = text.trim();
    let head = text.split(['T', ' ']).next().unwrap_or(text);
    if let Some(day) = Some(head).filter(|h| h.len() == 10).and_then(parse_day) {
        return Some(RawDay::Known(day, None));
    }
    if let Some(day) = crate::model::parse_ical_day(head) {
        return Some(RawDay::Known(day, None));
    }
    let mark = head.chars().find(|c| ['.', '/', '-'].contains(c))?;
    let parts: Vec<&str> = head.split(mark).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let number = |part: &str| {
        let plain = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (first, second, third) = (number(a)?, number(b)?, number(c)?);
    let known = |year: u32, month: u32, day: u32, order: Option<bool>| {
        let day = Date::from_ymd_opt(i32::try_from(year).ok()?, month, day);
        day.map(|day| RawDay::Known(day, order))
    };
    if a.len() == 4 {
        return known(first, second, third, None);
    }
    let year = if c.len() == 2 { third + 2000 } else { third };
    match (mark, first, second) {
        ('.', ..) => known(year, second, first, None),
        (_, 13.., _) => known(year, second, first, Some(true)),
        (_, _, 13..) => known(year, first, second, Some(false)),
        _ => Some(RawDay::Open(first, second, i32::try_from(year).ok()?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_of_many_digits_add_up() {
        let sum: i128 = ["0.0049", "0.0001", "1.2E-05", "-0.000012"].into_iter().filter_map(decimal).sum();
        assert_eq!((sum, hundredths(sum)), (50_000_000, 1));
        assert_eq!(
            [".5", "5.", "-1", "+2", "1e2"].map(decimal).map(|d| d.map(hundredths)),
            [Some(50), Some(500), Some(-100), Some(200), Some(10_000)]
        );
        for wrong in ["", ".", "1,5", "x", "1e99", "99999999999999999999999", "--1"] {
            assert_eq!(decimal(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_of_every_locale() {
        for (text, mark, expected) in [
            ("1,234.50", Mark::Point, Some(123_450)),
            ("1.234,50", Mark::Comma, Some(123_450)),
            ("€ 12", Mark::Point, Some(1200)),
            ("1 234,5 EUR", Mark::Comma, Some(123_450)),
            ("(12.00)", Mark::Point, Some(-1200)),
            ("12.00-", Mark::Point, Some(-1200)),
            ("−3", Mark::Point, Some(-300)),
            ("0.005", Mark::Point, Some(1)),
            ("", Mark::Point, None),
            ("n/a", Mark::Point, None),
            ("1-2", Mark::Point, None),
        ] {
            assert_eq!(amount(text, mark), expected, "{text}");
        }
        assert_eq!(mark_of(["1,234", "12,5"].into_iter()), Mark::Comma);
        assert_eq!(mark_of(["1,234", "5"].into_iter()), Mark::Point);
        assert_eq!(mark_of(["1.234,00"].into_iter()), Mark::Comma);
    }

    #[test]
    fn days_are_known_or_open() {
        let known = |text: &str| Some(RawDay::Known(text.parse().unwrap(), None));
        let tells = |text: &str, first| Some(RawDay::Known(text.parse().unwrap(), Some(first)));
        assert_eq!(day("2026-11-20"), known("2026-11-20"));
        assert_eq!(day("2026-11-20T00:00:00Z"), known("2026-11-20"));
        assert_eq!(day("20.11.2026"), known("2026-11-20"));
        assert_eq!(day("20/11/26"), tells("2026-11-20", true));
        assert_eq!(day("11/20/2026"), tells("2026-11-20", false));
        assert_eq!(day("2026/1/2"), known("2026-01-02"));
        assert_eq!(day("20261120"), known("2026-11-20"));
        assert_eq!(day("3/4/2026"), Some(RawDay::Open(3, 4, 2026)));
        assert_eq!(["", "soon", "1/2", "32.1.2026", "2026-02-30"].map(day), [None; 5]);
    }
}
