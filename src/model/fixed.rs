//! Fixed-point numbers: sums must not depend on the order of records.

use crate::json::{Json, Read, Reader, Writer, json_record};
use std::fmt;
use std::iter::Sum;

/// Story points in hundredths; `5`, `0.5` and `2.25` are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

/// A million points, in hundredths.
const MOST_POINTS: i64 = 100_000_000;

impl Points {
    /// Whole points.
    #[must_use]
    pub const fn whole(points: i64) -> Self {
        Self(points * 100)
    }

    /// From hundredths of a point.
    #[must_use]
    pub const fn hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// In hundredths of a point.
    #[must_use]
    pub const fn to_hundredths(self) -> i64 {
        self.0
    }

    /// For ratios and charts.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// Reads `5`, `5.0`, `0.5`, `0,5`; not negative, at most two decimals kept, at most a million.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let points = Self(parse_hundredths(&text.trim().replace(',', "."))?);
        (0..=MOST_POINTS).contains(&points.0).then_some(points)
    }
}

/// A decimal number in hundredths; decimals beyond the second must be zero.
fn parse_hundredths(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(decimals) {
        return None;
    }
    if decimals.len() > 2 && decimals.bytes().skip(2).any(|b| b != b'0') {
        return None;
    }
    let cents = format!("{:0<2}", decimals.get(..decimals.len().min(2))?).parse::<i64>().ok()?;
    let value = whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)?;
    Some(if negative { -value } else { value })
}

fn write_hundredths(value: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (whole, cents) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    let sign = if value < 0 { "-" } else { "" };
    match cents {
        0 => write!(f, "{sign}{whole}"),
        c if c % 10 == 0 => write!(f, "{sign}{whole}.{}", c / 10),
        c => write!(f, "{sign}{whole}.{c:02}"),
    }
}

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hundredths(self.0, f)
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|p| p.0).fold(0, i64::saturating_add))
    }
}

impl Json for Points {
    fn blank() -> Self {
        Self(0)
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        let number = from.number()?;
        match nearest_hundredths(number).filter(|h| (0..=MOST_POINTS).contains(h)) {
            Some(hundredths) => *self = Self(hundredths),
            None => return from.fail("points must lie between 0 and a million"),
        }
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        to.raw(&self.to_string());
    }
}

/// A JSON number in hundredths, to the nearest one.
fn nearest_hundredths(number: &str) -> Option<i64> {
    // Without an exponent this is exact; nobody writes points with one, but JSON allows it.
    let (plain, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent = exponent.parse::<i32>().ok().filter(|e| e.abs() <= 20)?;
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = format!("{whole}{decimals}");
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, digits.as_str()),
    };
    // How many of the digits, zeros added, make up hundredths; the next one decides on rounding.
    let wanted = digits.len() as i64 - decimals.len() as i64 + i64::from(exponent) + 2;
    let mut hundredths = 0_i64;
    for digit in digits.bytes().chain(std::iter::repeat(b'0')).take(usize::try_from(wanted).unwrap_or(0)) {
        hundredths = hundredths.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    let next = usize::try_from(wanted).ok().and_then(|wanted| digits.as_bytes().get(wanted));
    Some(sign * (hundredths + i64::from(next.is_some_and(|digit| *digit >= b'5'))))
}

/// An ISO 4217 code, three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a code such as `EUR`; lower case is taken too.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_alphabetic).then(|| Self(bytes.map(|b| b.to_ascii_uppercase())))
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// The sign that people read (`€`), or the code and a thin space.
    #[must_use]
    pub fn sign(&self) -> String {
        match &self.0 {
            b"EUR" => "€".into(),
            b"USD" => "$".into(),
            b"GBP" => "£".into(),
            b"JPY" => "¥".into(),
            _ => format!("{}\u{202f}", self.code()),
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Json for Currency {
    fn blank() -> Self {
        Self(*b"XXX")
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        *self = from.parsed("a currency code of three letters is expected", Self::parse)?;
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        to.word(self.code());
    }
}

/// An amount in hundredths of its currency's unit. Two currencies never add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money {
    /// Hundredths of the unit (cents), written as a decimal text such as `"1234.50"`.
    pub amount: i64,
    /// The currency of the amount.
    pub currency: Currency,
}

impl Json for Money {
    fn blank() -> Self {
        Self { amount: 0, currency: Currency::blank() }
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        let mut written = Written::blank();
        written.read(from)?;
        *self = Self { amount: written.amount.0, currency: written.currency };
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        Written { amount: Decimal(self.amount), currency: self.currency }.write(to);
    }
}

/// Money as it stands in JSON.
struct Written {
    amount: Decimal,
    currency: Currency,
}

json_record! { Written { amount !, currency ! } }

/// Hundredths as a decimal text, which keeps every digit in every tool.
struct Decimal(i64);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_hundredths(self.0, f)
    }
}

impl Json for Decimal {
    fn blank() -> Self {
        Self(0)
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Read {
        self.0 = from.parsed("an amount such as “1234.50” is expected", parse_hundredths)?;
        Ok(())
    }

    fn write(&self, to: &mut Writer) {
        to.word(&self.to_string());
    }
}

impl Money {
    /// An amount in whole units.
    #[must_use]
    pub const fn whole(units: i64, currency: Currency) -> Self {
        Self { amount: units * 100, currency }
    }

    /// Reads `1234.5` or `1,234.50` as an amount of the currency.
    #[must_use]
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let plain: String =
            text.trim().chars().filter(|c| !matches!(c, ',' | ' ' | '\u{202f}' | '_')).collect();
        Some(Self { amount: parse_hundredths(&plain)?, currency })
    }
}

impl fmt::Display for Money {
    /// `€1,234` or `−€1,234.50`: thousands grouped, cents only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, cents) = (self.amount.unsigned_abs() / 100, self.amount.unsigned_abs() % 100);
        let sign = if self.amount < 0 { "−" } else { "" };
        write!(f, "{sign}{}{}", self.currency.sign(), grouped(whole))?;
        if cents > 0 { write!(f, ".{cents:02}") } else { Ok(()) }
    }
}

/// `1234567` as `1,234,567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    // [N2]
    #[test]
    fn points_read_as_trackers_write_them() {
        for (text, hundredths) in
            [("5", 500), ("5.0", 500), ("0.5", 50), ("0,5", 50), ("2.25", 225), (" 8 ", 800)]
        {
            assert_eq!(Points::parse(text), Some(Points::hundredths(hundredths)), "{text}");
        }
        for text in ["", "-1", "3-5", "5 pt", "1e3", "NaN", "1.234", "."] {
            assert_eq!(Points::parse(text), None, "{text}");
        }
    }

    #[test]
    fn points_are_numbers_in_json() {
        for (text, hundredths, again) in [
            ("5", 500, "5"),
            ("5.0", 500, "5"),
            ("0.5", 50, "0.5"),
            ("2.254", 225, "2.25"),
            ("2.255", 226, "2.26"),
            ("25e-1", 250, "2.5"),
            ("1.5E2", 15_000, "150"),
            ("1e-9", 0, "0"),
            ("1000000", 100_000_000, "1000000"),
        ] {
            let points: Points = crate::json::from_text(text).unwrap();
            assert_eq!(points, Points::hundredths(hundredths), "{text}");
            assert_eq!(crate::json::to_text(&points), again);
        }
        for text in ["-1", "-0.5", "1000001", "1e7", "1e300", "1e-300", "\"5\"", "null"] {
            assert!(crate::json::from_text::<Points>(text).is_err(), "{text}");
        }
    }

    // [N1]
    #[test]
    fn money_shows_and_reads_back() {
        let money = Money { amount: -123_450, currency: Currency::EUR };
        assert_eq!(money.to_string(), "−€1,234.50");
        let text = crate::json::to_text(&money);
        assert_eq!(text, r#"{"amount":"-1234.5","currency":"EUR"}"#);
        assert_eq!(crate::json::from_text::<Money>(&text), Ok(money));
        assert_eq!(Money::parse("1,234.5", Currency::EUR).map(|m| m.amount), Some(123_450));
    }
}
