//! Small ways of saying numbers and days, the same on every page.

use crate::model::{Date, Timestamp, Zone, month_name, short_day};

/// `1 item`, `4 items`.
#[must_use]
pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(n)) }
}

/// `1643` as `1,643`.
#[must_use]
pub(super) fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `20 Nov`, with the year when it is not this one.
#[must_use]
pub(super) fn day(date: Date, today: Date) -> String {
    use chrono::Datelike;
    if date.year() == today.year() { short_day(date) } else { format!("{} {}", short_day(date), date.year()) }
}

/// `Thursday 20 November`.
#[must_use]
pub(super) fn long_day(date: Date) -> String {
    use chrono::Datelike;
    format!("{} {} {}", weekday(date), date.day(), month_name(date))
}

/// `Thursday`.
#[must_use]
pub(super) fn weekday(date: Date) -> &'static str {
    use chrono::Datelike;
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or("")
}

/// `today`, `yesterday`, `tomorrow`, else the day.
#[must_use]
pub(super) fn near_day(date: Date, today: Date) -> String {
    match (date - today).num_days() {
        0 => "today".to_owned(),
        -1 => "yesterday".to_owned(),
        1 => "tomorrow".to_owned(),
        _ => day(date, today),
    }
}

/// `11:40` in the zone.
#[must_use]
pub(super) fn clock(moment: Timestamp, zone: &Zone) -> String {
    use chrono::Timelike;
    let local = zone.local(moment);
    format!("{}:{:02}", local.hour(), local.minute())
}

/// `20 Nov, 11:40`.
#[must_use]
pub(super) fn moment(moment: Timestamp, zone: &Zone, today: Date) -> String {
    format!("{}, {}", near_day(zone.day(moment), today), clock(moment, zone))
}

/// Minutes after midnight as `8:30`.
#[must_use]
pub(super) fn minutes(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// With a capital first letter.
#[must_use]
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The icon of a kind of record.
pub(super) fn kind_icon(to: &crate::model::Ref) -> &'static str {
    use crate::model::Ref;
    match to {
        Ref::Item(_) => "task",
        Ref::Risk(_) | Ref::Issue(_) | Ref::Assumption(_) => "risk",
        Ref::Milestone(_) | Ref::Goal(_) | Ref::Initiative(_) | Ref::Deliverable(_) => "flag",
        Ref::Project(_) => "board",
        Ref::Meeting(_) | Ref::Session(_) | Ref::StandUp(_) | Ref::Blocker(_) => "comment",
        Ref::TestRun(_) | Ref::Checklist(_) => "check",
        Ref::Action(_) => "arrow",
        Ref::Decision(_) => "decision",
        Ref::Change(_) => "change",
        Ref::Escalation(_) => "up",
        Ref::Incident(_) => "alarm",
        Ref::Report(_) => "report",
        Ref::Stakeholder(_) | Ref::Person(_) => "person",
        _ => "link",
    }
}
