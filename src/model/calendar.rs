//! Days in words. The date library's own templates would bring a whole interpreter along.

use super::Date;
use chrono::Datelike;

/// `September`.
#[must_use]
pub fn month_name(date: Date) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(date.month0() as usize).copied().unwrap_or_default()
}

/// `3 Sep`.
#[must_use]
pub fn short_day(date: Date) -> String {
    format!("{} {}", date.day(), month_name(date).get(..3).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_people_write_them() {
        for (month, short, long) in
            [(1, "3 Jan", "January"), (9, "3 Sep", "September"), (12, "3 Dec", "December")]
        {
            let date = Date::from_ymd_opt(2026, month, 3).unwrap_or_default();
            assert_eq!((short_day(date).as_str(), month_name(date)), (short, long));
        }
    }
}
