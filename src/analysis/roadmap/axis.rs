//! The time axis of the roadmap: what is on screen, and what stands over it.

use crate::analysis::time::{back, monday};
use crate::model::{Date, month_name, short_day};
use chrono::{Datelike, Months};

/// How much time is on screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zoom {
    /// Three months, by weeks.
    Weeks,
    /// Six months, by weeks below months.
    Months,
    /// Nine months, by months below quarters.
    #[default]
    Quarters,
}

impl Zoom {
    /// From the closest to the widest.
    pub const ALL: [Self; 3] = [Self::Weeks, Self::Months, Self::Quarters];

    /// The word in addresses, and for people.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Weeks => "Weeks",
            Self::Months => "Months",
            Self::Quarters => "Quarters",
        }
    }

    const fn months(self) -> u32 {
        match self {
            Self::Weeks => 3,
            Self::Months => 6,
            Self::Quarters => 9,
        }
    }

    /// How far one step earlier or later goes, in months.
    const fn step(self) -> u32 {
        match self {
            Self::Weeks | Self::Months => 1,
            Self::Quarters => 3,
        }
    }
}

/// A name over a stretch of the axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Where it begins, from 0 to 1.
    pub at: f64,
    /// How wide it is.
    pub width: f64,
    /// What stands there.
    pub label: String,
}

/// The time on screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How it was asked for.
    pub zoom: Zoom,
}

fn first_of_month(day: Date) -> Date {
    day.with_day(1).unwrap_or(day)
}

fn later(day: Date, months: u32) -> Date {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

impl Axis {
    /// The axis that begins with the month of a day; without one, with the quarter of today, or the
    /// month before it where less is on screen.
    #[must_use]
    pub fn new(zoom: Zoom, from: Option<Date>, today: Date) -> Self {
        let usual = match zoom {
            Zoom::Quarters => {
                let month = first_of_month(today);
                month.checked_sub_months(Months::new(today.month0() % 3)).unwrap_or(month)
            }
            Zoom::Months => first_of_month(back(first_of_month(today), 1)),
            Zoom::Weeks => first_of_month(back(today, 14)),
        };
        let from = from.map_or(usual, first_of_month);
        Self { from, to: back(later(from, zoom.months()), 1), zoom }
    }

    /// The day that the axis begins with one step earlier (or later).
    #[must_use]
    pub fn beside(&self, forward: bool) -> Date {
        let step = Months::new(self.zoom.step());
        let moved =
            if forward { self.from.checked_add_months(step) } else { self.from.checked_sub_months(step) };
        moved.unwrap_or(self.from)
    }

    /// How many days are on screen.
    #[must_use]
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// Where a day begins, from 0 to 1; beyond that, off the screen.
    #[must_use]
    pub fn at(&self, day: Date) -> f64 {
        (day - self.from).num_days() as f64 / self.days() as f64
    }

    /// Where a day ends.
    #[must_use]
    pub fn after(&self, day: Date) -> f64 {
        self.at(back(day, -1))
    }

    fn stretch(&self, first: Date, next: Date, label: String) -> Head {
        let at = self.at(first.max(self.from));
        Head { at, width: self.at(next.min(back(self.to, -1))) - at, label }
    }

    /// The upper and the lower names.
    #[must_use]
    pub fn heads(&self) -> (Vec<Head>, Vec<Head>) {
        let months = || {
            let first = |n: u32| later(self.from, n);
            (0..self.zoom.months()).map(move |n| (first(n), first(n + 1)))
        };
        if self.zoom == Zoom::Quarters {
            let mut quarters: Vec<Head> = Vec::new();
            let mut lower = Vec::new();
            for (first, next) in months() {
                lower.push(self.stretch(first, next, month_name(first).to_owned()));
                let label = format!("Q{} {}", first.month0() / 3 + 1, first.year());
                let width = self.stretch(first, next, String::new()).width;
                match quarters.last_mut().filter(|last| last.label == label) {
                    Some(last) => last.width += width,
                    None => quarters.push(self.stretch(first, next, label)),
                }
            }
            return (quarters, lower);
        }
        let upper = months().map(|(first, next)| {
            self.stretch(first, next, format!("{} {}", month_name(first), first.year()))
        });
        let mut lower = Vec::new();
        let mut week = monday(self.from);
        while week <= self.to {
            let next = back(week, -7);
            let label = match self.zoom {
                _ if week < self.from => String::new(),
                Zoom::Weeks => short_day(week),
                _ => week.day().to_string(),
            };
            lower.push(self.stretch(week, next, label));
            week = next;
        }
        (upper.collect(), lower)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    // [RM8]
    #[test]
    fn three_quarters_begin_with_that_of_today() {
        let axis = Axis::new(Zoom::Quarters, None, day("2025-11-20"));
        assert_eq!((axis.from, axis.to), (day("2025-10-01"), day("2026-06-30")));
        let (upper, lower) = axis.heads();
        let names: Vec<_> = upper.iter().map(|h| h.label.as_str()).collect();
        assert_eq!(names, ["Q4 2025", "Q1 2026", "Q2 2026"]);
        assert_eq!(lower.len(), 9);
        assert_eq!(axis.beside(true), day("2026-01-01"));
    }

    // [RM8]
    #[test]
    fn heads_fill_the_axis_without_a_gap() {
        for zoom in Zoom::ALL {
            for today in ["2025-11-20", "2026-01-31", "2024-02-29"] {
                let axis = Axis::new(zoom, None, day(today));
                assert!(axis.from <= day(today) && day(today) <= axis.to);
                for heads in [axis.heads().0, axis.heads().1] {
                    let mut at = 0.0;
                    for head in heads {
                        assert!((head.at - at).abs() < 1e-9, "{zoom:?} {today} {}", head.label);
                        at += head.width;
                    }
                    assert!((at - 1.0).abs() < 1e-9, "{zoom:?} {today} ends at {at}");
                }
            }
        }
    }
}
