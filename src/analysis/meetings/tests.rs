//! Dates of meetings against the zone database, and series against another implementation.

use super::*;
use crate::json::Json;
use crate::model::{MeetingInstance, Observance, Recurrence};
use proptest::prelude::*;

fn named(name: &str) -> Option<Zone> {
    use chrono::{DateTime, Offset, TimeZone};
    let tz: chrono_tz::Tz = name.parse().ok()?;
    Some(Zone::probe(name, |second| {
        let moment = DateTime::from_timestamp(second, 0).unwrap_or_default().naive_utc();
        tz.offset_from_utc_datetime(&moment).fix().local_minus_utc()
    }))
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn wall(text: &str) -> LocalTime {
    text.parse().unwrap()
}

fn meeting(start: &str, zone: &str, rule: &str) -> Meeting {
    let mut meeting = Meeting::blank();
    meeting.title = "Stand-up".into();
    meeting.start = wall(start);
    meeting.minutes = 30;
    meeting.zone = MeetingZone::Named(zone.into());
    meeting.rule = (!rule.is_empty()).then(|| Recurrence::parse(rule).unwrap());
    meeting
}

fn starts(meeting: &Meeting, from: &str, to: &str) -> Vec<String> {
    let found = occurrences(meeting, &Zone::utc(), &named, at(from), at(to));
    found.iter().map(|o| o.start.to_string()).collect()
}

// [MT1]
#[test]
fn a_series_keeps_its_wall_time_across_changes_of_clocks() {
    let weekly = meeting("2026-03-23T09:00:00", "Europe/Berlin", "FREQ=WEEKLY");
    assert_eq!(
        starts(&weekly, "2026-03-20T00:00:00Z", "2026-04-10T00:00:00Z"),
        ["2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z"]
    );
    // New York changes its clocks two weeks earlier than Berlin: the two drift apart and together.
    let abroad = meeting("2026-03-05T10:00:00", "America/New_York", "FREQ=WEEKLY");
    assert_eq!(
        starts(&abroad, "2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z"),
        ["2026-03-05T15:00:00Z", "2026-03-12T14:00:00Z", "2026-03-19T14:00:00Z"]
    );
    // 02:30 does not exist on the night of the change, and comes twice on the other.
    let night = meeting("2026-03-28T02:30:00", "Europe/Berlin", "FREQ=DAILY;COUNT=3");
    assert_eq!(
        starts(&night, "2026-03-01T00:00:00Z", "2026-04-20T00:00:00Z"),
        ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"]
    );
}

// [MT2]
#[test]
fn exceptions_extra_dates_and_moved_dates() {
    let mut series = meeting("2026-01-05T09:00:00", "UTC", "FREQ=WEEKLY;COUNT=4");
    series.except.push(wall("2026-01-12T09:00:00"));
    series.extra_dates.push(wall("2026-01-14T15:00:00"));
    series.instances.push(MeetingInstance {
        original: wall("2026-01-19T09:00:00"),
        start: wall("2026-03-02T10:00:00"),
        minutes: 45,
        title: Some("Moved".into()),
        place: None,
        notes: String::new(),
        cancelled: false,
    });
    assert_eq!(
        starts(&series, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
        ["2026-01-05T09:00:00Z", "2026-01-14T15:00:00Z", "2026-01-26T09:00:00Z"]
    );
    let later =
        occurrences(&series, &Zone::utc(), &named, at("2026-03-01T00:00:00Z"), at("2026-03-09T00:00:00Z"));
    assert_eq!(later.len(), 1);
    assert!(later[0].moved && later[0].title == "Moved" && later[0].end == at("2026-03-02T10:45:00Z"));
    series.instances[0].cancelled = true;
    assert!(starts(&series, "2026-03-01T00:00:00Z", "2026-03-09T00:00:00Z").is_empty());
    series.cancelled = true;
    assert!(starts(&series, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z").is_empty());
}

#[test]
fn whole_days_are_days_of_the_programs_zone() {
    let mut series =
        meeting("2020-04-02T00:00:00", "UTC", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20200916T230000Z;BYDAY=TH");
    series.all_day = true;
    series.minutes = 24 * 60;
    let berlin = named("Europe/Berlin").unwrap();
    let all = occurrences(&series, &berlin, &named, at("2020-01-01T00:00:00Z"), at("2021-01-01T00:00:00Z"));
    // 16 September 23:00 UTC is the 17th in Berlin, and the 17th is a Thursday of the series.
    assert_eq!(
        (all.len(), all[0].start, all[0].end),
        (13, at("2020-04-01T22:00:00Z"), at("2020-04-02T22:00:00Z"))
    );
    assert_eq!(all[12].start, at("2020-09-16T22:00:00Z"));
}

#[test]
fn a_window_far_ahead_is_reached_at_once() {
    let daily = meeting("1971-01-01T09:00:00", "UTC", "FREQ=DAILY");
    #[allow(clippy::disallowed_methods)]
    let start = std::time::Instant::now();
    assert_eq!(starts(&daily, "2090-01-01T00:00:00Z", "2090-01-03T00:00:00Z").len(), 2);
    let never = meeting("2026-01-01T09:00:00", "UTC", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
    assert!(starts(&never, "2027-01-01T00:00:00Z", "2090-01-03T00:00:00Z").is_empty());
    let never = meeting("2026-01-01T09:00:00", "UTC", "FREQ=DAILY;COUNT=9;BYMONTH=2;BYMONTHDAY=30");
    assert!(starts(&never, "2090-01-01T00:00:00Z", "2090-01-03T00:00:00Z").is_empty());
    assert!(start.elapsed().as_millis() < 2_000);
}

#[test]
fn a_zone_of_a_file_agrees_with_the_zone_database() {
    let rule = |month: u32| Recurrence::parse(&format!("FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}")).ok();
    let observances = [
        Observance { from: wall("1601-01-01T03:00:00"), before: 7200, offset: 3600, rule: rule(10) },
        Observance { from: wall("1601-01-01T02:00:00"), before: 3600, offset: 7200, rule: rule(3) },
    ];
    let (ours, berlin) = (zone_from("Custom", &observances), named("Europe/Berlin").unwrap());
    for hours in 0..200_000 {
        let moment = Timestamp(978_307_200_000 + hours * 3_600_000);
        assert_eq!(ours.local(moment), berlin.local(moment), "{moment}");
    }
}

/// The first beginnings within twenty years as the `rrule` library has them.
fn theirs(rule: &str, start: LocalTime) -> Vec<LocalTime> {
    let text = format!("DTSTART:{}Z\nRRULE:{rule}", crate::model::ical_time(start));
    let Ok(set) = text.parse::<rrule::RRuleSet>() else { return Vec::new() };
    let limit = start + TimeDelta::days(20 * 366);
    set.into_iter().map(|at| at.naive_utc()).take_while(|at| *at <= limit).take(40).collect()
}

/// Rules that `rrule`, a library of its own making, reads too.
fn rules() -> impl Strategy<Value = String> {
    let days = prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 0..4);
    let places =
        prop::collection::vec((prop::sample::select(vec!["", "1", "2", "-1", "-2"]), 0..7_usize), 0..3);
    let months = prop::sample::subsequence((1..=12).collect::<Vec<i32>>(), 0..3);
    let month_days = prop::sample::subsequence(vec![1, 13, 15, 28, 29, 30, 31, -1, -5], 0..3);
    (0..4_usize, 1..4_u32, days, places, months, month_days, 0..3_usize, 1..40_u32).prop_map(
        |(frequency, interval, days, places, months, month_days, extra, count)| {
            let name = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"][frequency];
            let mut rule = format!("FREQ={name};INTERVAL={interval};COUNT={count}");
            let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
            // The other library takes a list of days with and without a place for one with places only.
            let placed = places.first().is_some_and(|(place, _)| !place.is_empty());
            let places: Vec<_> = places.into_iter().filter(|(place, _)| place.is_empty() != placed).collect();
            let by_day: Vec<String> = if frequency >= 2 {
                places.iter().map(|(place, day)| format!("{place}{}", names[*day])).collect()
            } else {
                days.iter().map(|d| (*d).to_owned()).collect()
            };
            let mut list = |name: &str, values: Vec<String>| {
                if !values.is_empty() {
                    rule.push_str(&format!(";{name}={}", values.join(",")));
                }
            };
            list("BYDAY", by_day.clone());
            list("BYMONTH", months.iter().map(ToString::to_string).collect());
            if frequency != 1 {
                list("BYMONTHDAY", month_days.iter().map(ToString::to_string).collect());
            }
            if extra == 1 && frequency >= 2 && !by_day.is_empty() {
                rule.push_str(";BYSETPOS=1,-1");
            }
            if extra == 2 {
                rule.push_str(";WKST=SU");
            }
            rule
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    // [MT3]
    #[test]
    fn series_agree_with_another_implementation(text in rules(), offset in 0..1500_i64) {
        let start = wall("2024-01-01T09:00:00") + TimeDelta::days(offset);
        // Where the first date does not fit the rule, the standard leaves the outcome open.
        let Some(start) = theirs(&text, start).first().copied() else { return Ok(()) };
        let theirs = theirs(&text, start);
        prop_assume!(theirs.first() == Some(&start));
        let meeting = meeting(&start.to_string().replace(' ', "T"), "UTC", &text);
        let end = Timestamp((start + TimeDelta::days(20 * 366)).and_utc().timestamp_millis() + 1);
        let ours = occurrences(&meeting, &Zone::utc(), &named, Timestamp(0), end);
        let ours: Vec<LocalTime> = ours.iter().map(|o| o.original).take(40).collect();
        prop_assert_eq!(ours, theirs, "{} from {}", text, start);
    }
}
