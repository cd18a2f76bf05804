//! Days as people type them: `fri`, `tomorrow`, `3d`, `18nov`, `18 Nov`, `2025-11-18`.

use crate::model::{Date, parse_day};
use chrono::{Datelike, Days};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The place of a name that begins so; three letters at least.
fn begun(names: &[&str], word: &str) -> Option<u32> {
    let fits = |name: &&str| word.len() >= 3 && name.starts_with(word);
    names.iter().position(fits).and_then(|place| u32::try_from(place).ok())
}

/// The day that a word means, looked at from `today`: weekdays are the next one, days of a month the
/// next time they come.
#[must_use]
pub fn day_of(word: &str, today: Date) -> Option<Date> {
    let word = word.trim().to_lowercase();
    match word.as_str() {
        "today" => return Some(today),
        "tomorrow" | "tmr" => return today.succ_opt(),
        _ => {}
    }
    if let Some(day) = parse_day(&word) {
        return Some(day);
    }
    if let Some(place) = begun(&WEEKDAYS, &word) {
        let ahead = (place + 7 - today.weekday().num_days_from_monday()) % 7;
        return today.checked_add_days(Days::new(u64::from(if ahead == 0 { 7 } else { ahead })));
    }
    let letters = word.find(|c: char| !c.is_ascii_digit())?;
    let (number, rest) = (word.get(..letters)?, word.get(letters..)?.trim().trim_end_matches('.'));
    let number: u32 = number.parse().ok()?;
    match rest {
        "d" => return today.checked_add_days(Days::new(u64::from(number.min(3_650)))),
        "w" => return today.checked_add_days(Days::new(u64::from(number.min(520)) * 7)),
        _ => {}
    }
    let month = begun(&MONTHS, rest)? + 1;
    let this = Date::from_ymd_opt(today.year(), month, number);
    // Half a year back still means the past: an action that was due last week.
    match this {
        Some(day) if (today - day).num_days() <= 180 => Some(day),
        _ => Date::from_ymd_opt(today.year() + 1, month, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // [AC3]
    #[test]
    fn days_are_read_as_people_type_them() {
        let today = parse_day("2025-11-20").unwrap();
        for (word, day) in [
            ("today", "2025-11-20"),
            ("Tomorrow", "2025-11-21"),
            ("fri", "2025-11-21"),
            ("Thursday", "2025-11-27"),
            ("3d", "2025-11-23"),
            ("2w", "2025-12-04"),
            ("18nov", "2025-11-18"),
            ("18 Nov", "2025-11-18"),
            ("3 mar", "2026-03-03"),
            ("2025-12-01", "2025-12-01"),
        ] {
            assert_eq!(day_of(word, today), parse_day(day), "{word}");
        }
        for word in ["", "fr", "no", "31 feb", "x9", "9", "€3d"] {
            assert_eq!(day_of(word, today), None, "{word}");
        }
    }
}
