//! The program's own facts: name, zone, working week, thresholds.

use super::cost::EacForm;
use super::fixed::{Currency, Money};
use super::id::StatusId;
use super::time::Date;
use crate::json::json_record;
use std::collections::{BTreeMap, BTreeSet};

/// When each part of the day begins, in minutes after local midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayParts {
    /// Stand-ups and the plan.
    pub morning: u16,
    /// Rooms: meetings, stakeholders, risks.
    pub midday: u16,
    /// Boards, figures, reports.
    pub afternoon: u16,
    /// Looking back and to tomorrow.
    pub evening: u16,
}

json_record! { DayParts { morning !, midday !, afternoon !, evening ! } }

/// Limits of the status colours; each can be read and set by the user. Percentages are whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// Schedule: milestone confidence in percent, at least, for green and amber.
    pub confidence: (u8, u8),
    /// Cost: CPI in hundredths, at least, for green and amber.
    pub cpi: (u16, u16),
    /// Scope: net growth in percent, at most, for green and amber.
    pub growth: (u16, u16),
    /// Risk: highest residual score below, for green and amber.
    pub risk: (u8, u8),
    /// Quality: defect leakage in percent, at most, for green and amber.
    pub leakage: (u8, u8),
    /// Sprints over which velocity is averaged.
    pub velocity_sprints: u8,
    /// Days of throughput that a forecast draws from.
    pub forecast_days: u16,
    /// Days after which a status report counts as stale.
    pub report_days: u16,
    /// Service levels: attainment below its target by at most so many points is amber; none = 5.
    pub sla_margin: Option<u8>,
}

json_record! {
    Thresholds {
        confidence !, cpi !, growth !, risk !, leakage !, velocity_sprints !, forecast_days !,
        report_days !, sla_margin ?,
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            confidence: (85, 50),
            cpi: (95, 85),
            growth: (5, 15),
            risk: (8, 15),
            leakage: (5, 15),
            velocity_sprints: 3,
            forecast_days: 60,
            report_days: 7,
            sla_margin: None,
        }
    }
}

/// Facts of the whole program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The program's name.
    pub name: String,
    /// Name of the time zone in which days are counted, such as `Europe/Berlin`.
    pub zone: String,
    /// Monday first.
    pub working_days: [bool; 7],
    /// Days on which nobody works.
    pub holidays: BTreeSet<Date>,
    /// The currency that new amounts are in.
    pub currency: Currency,
    /// What one unit of another currency is worth in this one, in millionths; by the other's code.
    pub rates: BTreeMap<String, i64>,
    /// When the parts of the day begin.
    pub day: DayParts,
    /// Limits of the status colours.
    pub thresholds: Thresholds,
    /// How the cost at completion is estimated; none = typical.
    pub eac: Option<EacForm>,
    /// Statuses in which work waits for somebody, for flow efficiency.
    pub waiting: BTreeSet<StatusId>,
    /// This is the sample program: it never mixes with real data.
    pub sample: bool,
    /// The last number given out per key prefix, so that no key is given twice.
    pub last_numbers: BTreeMap<String, u32>,
}

json_record! {
    Settings {
        name !, zone !, working_days !, holidays ?, currency !, rates ?, day !, thresholds !, eac ?, waiting ?, sample ?,
        last_numbers ?,
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            zone: "UTC".to_owned(),
            working_days: [true, true, true, true, true, false, false],
            holidays: BTreeSet::new(),
            currency: Currency::EUR,
            rates: BTreeMap::new(),
            day: DayParts { morning: 510, midday: 690, afternoon: 840, evening: 1020 },
            thresholds: Thresholds::default(),
            eac: None,
            waiting: BTreeSet::new(),
            sample: false,
            last_numbers: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// What an amount is worth in the program's currency, in hundredths; none without a rate that the
    /// user gave.
    #[must_use]
    pub fn converted(&self, money: Money) -> Option<i64> {
        if money.currency == self.currency {
            return Some(money.amount);
        }
        let rate = self.rates.get(money.currency.code()).filter(|rate| **rate > 0)?;
        let exact = i128::from(money.amount) * i128::from(*rate);
        // Half away from zero.
        let half = i128::from(Self::RATE_UNIT / 2) * exact.signum();
        i64::try_from((exact + half) / i128::from(Self::RATE_UNIT)).ok()
    }

    /// A rate of one to one.
    pub const RATE_UNIT: i64 = 1_000_000;

    /// Whether people work on this day.
    #[must_use]
    pub fn is_working_day(&self, day: Date) -> bool {
        use chrono::Datelike;
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.working_days.get(weekday).copied().unwrap_or(false) && !self.holidays.contains(&day)
    }
}
