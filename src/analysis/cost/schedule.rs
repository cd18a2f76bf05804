//! Earned schedule: lateness in time, which SV and SPI forget when a late project ends.
//!
//! After Lipke, *Schedule is Different* (2003): ES is the moment at which the plan stood where the
//! work stands now; AT is the time passed; SPI(t) = ES ÷ AT, and the forecast length is PD ÷ SPI(t).

use super::earned::Ledger;
use crate::analysis::time::back;
use crate::model::Date;

/// Where the work stands on the plan's calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Schedule {
    /// First day of the first baseline.
    pub start: Date,
    /// Last day of the last baseline.
    pub finish: Date,
    /// The last day by whose end no more was planned than is earned now; the day before `start`
    /// where nothing is earned.
    pub earned_to: Date,
    /// How many days behind the plan (negative: ahead), counted to the status day or, of finished
    /// work, to the day it was finished.
    pub days_late: i64,
    /// SPI(t) = ES ÷ AT; none before the start, and of work that earned nothing.
    pub spi_t: Option<f64>,
    /// When the work ends if it goes on at this pace; the true day once all is earned.
    pub forecast: Option<Date>,
}

fn planned_by(ledger: &Ledger<'_>, day: Date) -> i64 {
    ledger.packages.iter().map(|a| a.planned(day)).fold(0, i64::saturating_add)
}

/// Where the work stands at a status date, given what is earned by then. None without packages.
pub(super) fn schedule(
    ledger: &Ledger<'_>,
    earned: i64,
    today: Date,
    done_on: Option<Date>,
) -> Option<Schedule> {
    let start = ledger.packages.iter().map(|a| a.package.start).min()?;
    let finish = ledger.packages.iter().map(|a| a.package.finish).max()?;
    let length = (finish - start).num_days() + 1;
    // Bisection: planned value never falls. Days of the plan whose value is earned in full.
    let (mut low, mut high) = (0, length);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if planned_by(ledger, back(start, 1 - middle)) <= earned { low = middle } else { high = middle - 1 }
    }
    let whole = low;
    // The part of the next day's value that is earned, as a fraction of that day.
    let (before, after) =
        (planned_by(ledger, back(start, 1 - whole)), planned_by(ledger, back(start, -whole)));
    let part = if whole < length && after > before {
        (earned - before).max(0) as f64 / (after - before) as f64
    } else {
        0.0
    };
    let until = done_on.unwrap_or(today).min(today);
    let passed = (until - start).num_days() + 1;
    let earned_days = whole as f64 + part;
    let spi_t = (passed > 0 && earned_days > 0.0).then(|| earned_days / passed as f64);
    let forecast = done_on.or_else(|| {
        let days = (length as f64 / spi_t?).ceil();
        (days < 36_500.0).then(|| back(start, 1 - days as i64).max(today))
    });
    let days_late = match done_on {
        // What is finished stays as late as it was.
        Some(done) => (done - finish).num_days(),
        // A plan that stands still for a while is met on all of those days.
        None if planned_by(ledger, today) == earned => 0,
        None => passed.max(0) - whole,
    };
    Some(Schedule { start, finish, earned_to: back(start, 1 - whole), days_late, spi_t, forecast })
}
