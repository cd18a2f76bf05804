//! Days along an axis: a scale over local calendar days, and the days worth a label.

use super::labels::width_of;
use super::ticks::Linear;
use crate::model::{Date, month_name, short_day};
use chrono::Datelike;

/// A map from local days to places; a day is as wide on either side of a change of clocks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Days {
    /// First and last day.
    pub span: (Date, Date),
    /// Where these two stand, in pixels.
    pub range: (f64, f64),
}

/// A labelled day.
#[derive(Debug, Clone, PartialEq)]
pub struct DayTick {
    /// The day.
    pub day: Date,
    /// `22 Sep`, `Oct`, `Jan 2026` or `2026`.
    pub label: String,
}

/// What lies between two labelled days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Every so many days.
    Days(i32),
    /// Every so many Mondays.
    Weeks(i32),
    /// The first of every so many months, counted from January.
    Months(i32),
    /// The first of January of every so many years.
    Years(i32),
}

/// From fine to coarse.
const STEPS: [Step; 12] = [
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
];

impl Step {
    /// Whether a day is one of the step's.
    fn is_on(self, day: Date) -> bool {
        match self {
            Self::Days(n) => day.num_days_from_ce().rem_euclid(n) == 0,
            // Day 1 of the common era was a Monday.
            Self::Weeks(n) => (day.num_days_from_ce() - 1).rem_euclid(7 * n) == 0,
            Self::Months(n) => day.day() == 1 && (day.month0() as i32) % n == 0,
            Self::Years(n) => day.ordinal() == 1 && day.year().rem_euclid(n) == 0,
        }
    }

    /// About how many of them lie in so many days.
    fn number_in(self, days: f64) -> f64 {
        let length = match self {
            Self::Days(n) => f64::from(n),
            Self::Weeks(n) => f64::from(7 * n),
            Self::Months(n) => 30.44 * f64::from(n),
            Self::Years(n) => 365.25 * f64::from(n),
        };
        days / length
    }
}

impl Days {
    /// The place of a day.
    #[must_use]
    pub fn at(&self, day: Date) -> f64 {
        let length = (self.span.1 - self.span.0).num_days() as f64;
        let scale = Linear { domain: (0.0, length), range: self.range };
        scale.at((day - self.span.0).num_days() as f64)
    }

    /// How wide a day is.
    #[must_use]
    pub fn day_width(&self) -> f64 {
        (self.range.1 - self.range.0) / ((self.span.1 - self.span.0).num_days() as f64).max(1.0)
    }

    /// The days to label, as many as stand apart: the finest of day, week, month, quarter and year that
    /// fits. A label names the year where it changes, and where it is not this one.
    #[must_use]
    pub fn ticks(&self, today: Date) -> Vec<DayTick> {
        let width = (self.range.1 - self.range.0).abs();
        let most = (width / 64.0).max(2.0);
        let length = (self.span.1 - self.span.0).num_days() as f64;
        let step = STEPS.into_iter().find(|s| s.number_in(length) <= most).unwrap_or(Step::Years(10));
        let mut last_year = if self.span.0.year() == self.span.1.year() { today.year() } else { 0 };
        let mut ticks = Vec::new();
        let mut day = self.span.0;
        while day <= self.span.1 {
            if step.is_on(day) {
                let year = day.year();
                ticks.push(DayTick { day, label: label(day, step, year != last_year) });
                last_year = year;
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        self.with_ends(ticks, today)
    }

    /// Adds the first and the last day, which say what the chart covers, and takes away what they cover.
    fn with_ends(&self, ticks: Vec<DayTick>, today: Date) -> Vec<DayTick> {
        let end = |day: Date| DayTick { day, label: label(day, Step::Days(1), day.year() != today.year()) };
        let (first, last) = (end(self.span.0), end(self.span.1));
        let mut free = self.range.0 + width_of(&first.label) + 12.0;
        let until = self.range.1 - width_of(&last.label) - 12.0;
        let mut kept = Vec::with_capacity(ticks.len() + 2);
        let single = self.span.0 == self.span.1;
        kept.push(first);
        for tick in ticks {
            let (middle, half) = (self.at(tick.day), width_of(&tick.label) / 2.0);
            if !single && middle - half >= free && middle + half <= until {
                free = middle + half + 12.0;
                kept.push(tick);
            }
        }
        if !single {
            kept.push(last);
        }
        kept
    }
}

fn label(day: Date, step: Step, with_year: bool) -> String {
    let month = month_name(day).get(..3).unwrap_or_default();
    match step {
        Step::Years(_) => day.year().to_string(),
        Step::Months(_) if with_year => format!("{month} {}", day.year()),
        Step::Months(_) => month.to_owned(),
        _ if with_year => format!("{} {}", short_day(day), day.year()),
        _ => short_day(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn labels(from: &str, to: &str, width: f64) -> String {
        let days = Days { span: (date(from), date(to)), range: (0.0, width) };
        let ticks = days.ticks(date("2025-11-20"));
        ticks.into_iter().map(|t| t.label).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn labels_go_by_day_week_month_quarter_and_year() {
        let said = [
            labels("2025-11-14", "2025-11-20", 700.0),
            labels("2025-09-22", "2025-11-20", 645.0),
            labels("2025-09-22", "2025-11-20", 280.0),
            labels("2025-05-20", "2025-11-20", 645.0),
            labels("2024-09-01", "2025-11-20", 645.0),
            labels("2021-03-03", "2025-11-20", 400.0),
            labels("2025-11-20", "2025-11-20", 400.0),
        ];
        insta::assert_snapshot!(said.join("\n"), @r"
        14 Nov | 15 Nov | 16 Nov | 17 Nov | 18 Nov | 19 Nov | 20 Nov
        22 Sep | 29 Sep | 6 Oct | 13 Oct | 20 Oct | 27 Oct | 3 Nov | 10 Nov | 20 Nov
        22 Sep | 13 Oct | 27 Oct | 20 Nov
        20 May | Jul | Aug | Sep | Oct | Nov | 20 Nov
        1 Sep 2024 | Nov | Jan 2025 | Mar | May | Jul | Sep | 20 Nov
        3 Mar 2021 | 2023 | 2024 | 2025 | 20 Nov
        20 Nov
        ");
    }

    proptest! {
        // [CH1] Labelled days lie within the span, increase, and their labels stand apart.
        #[test]
        fn labelled_days_stand_apart(start in 700_000_i32..740_000, length in 0_i32..5_000, width in 120.0_f64..1600.0) {
            let from = Date::from_num_days_from_ce_opt(start).unwrap();
            let to = Date::from_num_days_from_ce_opt(start + length).unwrap();
            let days = Days { span: (from, to), range: (30.0, 30.0 + width) };
            let ticks = days.ticks(to);
            prop_assert!(ticks.iter().all(|t| t.day >= from && t.day <= to));
            let last = ticks.len() - 1;
            let place = |(n, t): (usize, &DayTick)| {
                let (at, wide) = (days.at(t.day), width_of(&t.label));
                if n == 0 { (at, at + wide) } else if n == last { (at - wide, at) } else { (at - wide / 2.0, at + wide / 2.0) }
            };
            let places: Vec<_> = ticks.iter().enumerate().map(place).collect();
            // The two ends may touch where there is room for nothing; all else stands apart.
            if width > 200.0 {
                for pair in places.windows(2) {
                    prop_assert!(pair[0].1 < pair[1].0, "{:?}", ticks);
                }
            }
        }
    }
}
