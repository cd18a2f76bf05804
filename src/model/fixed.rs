//! Fixed-point numbers: sums must not depend on the order of records.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::iter::Sum;

/// Story points in hundredths; `5`, `0.5` and `2.25` are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(i64);

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
        (0..=100_000_000).contains(&points.0).then_some(points)
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

impl Serialize for Points {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % 100 == 0 {
            serializer.serialize_i64(self.0 / 100)
        } else {
            serializer.serialize_f64(self.as_f64())
        }
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = f64::deserialize(deserializer)?;
        if !(0.0..=1_000_000.0).contains(&value) {
            return Err(de::Error::custom("points must lie between 0 and a million"));
        }
        Ok(Self((value * 100.0).round() as i64))
    }
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

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom(format!("“{text}” is no currency code")))
    }
}

/// An amount in hundredths of its currency's unit. Two currencies never add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Money {
    /// Hundredths of the unit (cents), written as a decimal text such as `"1234.50"`.
    #[serde(with = "decimal_text")]
    pub amount: i64,
    /// The currency of the amount.
    pub currency: Currency,
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

mod decimal_text {
    use super::{parse_hundredths, write_hundredths};
    use serde::{Deserialize, Deserializer, Serializer, de};
    use std::fmt;

    struct Decimal(i64);

    impl fmt::Display for Decimal {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write_hundredths(self.0, f)
        }
    }

    pub(super) fn serialize<S: Serializer>(value: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Decimal(*value))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_hundredths(&text).ok_or_else(|| de::Error::custom(format!("“{text}” is no amount")))
    }
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

    // [N1]
    #[test]
    fn money_shows_and_reads_back() {
        let money = Money { amount: -123_450, currency: Currency::EUR };
        assert_eq!(money.to_string(), "−€1,234.50");
        let text = serde_json::to_string(&money).unwrap_or_default();
        assert_eq!(text, r#"{"amount":"-1234.5","currency":"EUR"}"#);
        assert_eq!(serde_json::from_str::<Money>(&text).ok(), Some(money));
        assert_eq!(Money::parse("1,234.5", Currency::EUR).map(|m| m.amount), Some(123_450));
    }
}
