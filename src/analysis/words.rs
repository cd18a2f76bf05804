//! How numbers read in sentences: "85 %", "9 days", "22 Sep", "−€18k".

use super::working::Value;
use crate::model::{Currency, Date, Money, short_day};

/// `22 Sep`.
pub(crate) fn day(date: Date) -> String {
    short_day(date)
}

/// A number that is not negative, with exactly so many decimals (two at most), rounded from all of
/// its binary digits as the standard library does, whose own way of printing is five times as large.
pub(crate) fn fixed(value: f64, decimals: u32) -> String {
    const FRACTION: u32 = 52;
    let bits = value.abs().to_bits();
    let (exponent, fraction) = ((bits >> FRACTION) as i32, bits & ((1 << FRACTION) - 1));
    let (mantissa, exponent) =
        if exponent == 0 { (fraction, 1) } else { (fraction | 1 << FRACTION, exponent) };
    let parts = 10_u64.pow(decimals.min(2));
    // At most 53 and 7 bits: it fits.
    let scaled = mantissa * parts;
    let shift = exponent - 1023 - FRACTION as i32;
    let rounded = if shift >= 0 {
        scaled.saturating_mul(1_u64.checked_shl(shift as u32).unwrap_or(u64::MAX))
    } else if shift <= -64 {
        0
    } else {
        let (whole, rest) = (scaled >> -shift, scaled & ((1 << -shift) - 1));
        let half = 1_u64 << (-shift - 1);
        whole + u64::from(rest > half || (rest == half && whole % 2 == 1))
    };
    match decimals {
        0 => rounded.to_string(),
        _ => format!("{}.{:0width$}", rounded / parts, rounded % parts, width = decimals.min(2) as usize),
    }
}

/// Minutes after midnight as `8:30`.
pub(crate) fn clock(minutes: u16) -> String {
    let minute = minutes % 60;
    [(minutes / 60).to_string().as_str(), if minute < 10 { ":0" } else { ":" }, &minute.to_string()].concat()
}

/// `1 item`, `3 items`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `1 day`, `9 days`.
pub(crate) fn days(number: i64) -> String {
    format!("{number} {}", if number == 1 { "day" } else { "days" })
}

/// `1 working day`, `9 working days`.
pub(crate) fn working_days(number: i64) -> String {
    format!("{number} working {}", if number == 1 { "day" } else { "days" })
}

/// `carried over`, `carried over twice`; nothing for what is new.
pub(crate) fn carried_over(times: u32) -> String {
    match times {
        0 => String::new(),
        1 => "carried over".to_owned(),
        2 => "carried over twice".to_owned(),
        n => ["carried over ", &n.to_string(), " times"].concat(),
    }
}

/// Minutes in the two largest of days, hours and minutes: `12 min`, `1 h 12 min`, `1 d 2 h`. A day has
/// as many minutes as its service.
pub(crate) fn spell(minutes: i64, day: i64) -> String {
    let day = day.max(60);
    let (days, rest) = (minutes / day, minutes % day);
    let (hours, rest) = (rest / 60, rest % 60);
    match (days, hours, rest) {
        (0, 0, _) => format!("{rest} min"),
        (0, _, 0) => format!("{hours} h"),
        (0, _, _) => format!("{hours} h {rest} min"),
        (_, 0, _) => format!("{days} d"),
        _ => format!("{days} d {hours} h"),
    }
}

/// Minutes by the clock on the wall.
pub(crate) fn minutes(minutes: i64) -> String {
    spell(minutes, 24 * 60)
}

/// A number with at most so many decimals, without trailing zeros, with a true minus sign.
pub(crate) fn number(value: f64, decimals: i32) -> String {
    let scale = 10_f64.powi(decimals);
    // Half away from zero, as people round by hand.
    let rounded = (value * scale).round() / scale;
    let mut text = fixed(rounded, decimals.max(0) as u32);
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if rounded < 0.0 { format!("−{text}") } else { text }
}

/// A ratio with exactly two decimals: `0.96`.
pub(crate) fn ratio(value: f64) -> String {
    let text = fixed(value, 2);
    if value < 0.0 && text != "0.00" { format!("−{text}") } else { text }
}

/// `6.8 %`.
pub(crate) fn percent(value: f64) -> String {
    format!("{} %", number(value, 1))
}

/// An amount in few characters: `€950`, `€9.4k`, `−€18k`, `€1.2M`.
pub(crate) fn money(value: Money) -> String {
    let sign = if value.amount < 0 { "−" } else { "" };
    let units = value.amount.unsigned_abs() as f64 / 100.0;
    let symbol = value.currency.sign();
    // The thousand is chosen after rounding, so that 999,960 reads 1M and not 1000k.
    if units < 999.5 {
        format!("{sign}{symbol}{}", number(units, 0))
    } else if units < 9_950.0 {
        format!("{sign}{symbol}{}k", number(units / 1e3, 1))
    } else if units < 999_500.0 {
        format!("{sign}{symbol}{}k", number(units / 1e3, 0))
    } else {
        format!("{sign}{symbol}{}M", number(units / 1e6, 1))
    }
}

/// An amount of hundredths in a currency.
pub(crate) const fn amount(amount: i64, currency: Currency) -> Money {
    Money { amount, currency }
}

/// A value's text and unit.
pub(crate) fn display(value: &Value) -> (String, &'static str) {
    match value {
        Value::Days(1) => ("1".to_owned(), "day"),
        Value::Days(days) => (number(*days as f64, 0), "days"),
        Value::Points(points) => (number(*points, 1), "pt"),
        Value::Percent(value) => (number(*value, 1), "%"),
        Value::Money(value) => (money(*value), ""),
        Value::Ratio(value) => (ratio(*value), ""),
        Value::Minutes(value) if *value < 60.0 => (number(*value, 1), "min"),
        Value::Minutes(value) => (minutes(value.round() as i64), ""),
        Value::Count(count) => (count.to_string(), ""),
        Value::NotComputable(_) => ("n/a".to_owned(), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimals_are_those_of_the_standard_library(value in 0.0..1e9_f64, eighths in 0_u32..100_000) {
            for value in [value, value / 1e6, value / 1e15, f64::from(eighths) / 8.0, f64::from(eighths) / 200.0] {
                prop_assert_eq!(fixed(value, 0), format!("{value:.0}"));
                prop_assert_eq!(fixed(value, 1), format!("{value:.1}"));
                prop_assert_eq!(fixed(value, 2), format!("{value:.2}"));
            }
        }
    }
}
