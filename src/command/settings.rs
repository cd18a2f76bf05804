//! Rules for the facts of the whole program.

use super::Rejected;
use super::tx::{Tx, gone, one_line, refused, said};
use crate::json::json_choice;
use crate::model::{Currency, Date, DayParts, EacForm, Slot, StatusId, Thresholds};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One setting's new value.
#[derive(Debug, Clone, PartialEq)]
pub enum SettingsEdit {
    /// The program's name; not empty.
    Name(String),
    /// The time zone's name.
    Zone(String),
    /// Monday first.
    WorkingDays([bool; 7]),
    /// Days on which nobody works.
    Holidays(BTreeSet<Date>),
    /// The currency of new amounts.
    Currency(Currency),
    /// What one unit of another currency is worth in the program's, in millionths; 0 takes the rate away.
    Rate(Currency, i64),
    /// When the parts of the day begin.
    Day(DayParts),
    /// Limits of the status colours.
    Thresholds(Box<Thresholds>),
    /// How the cost at completion is estimated.
    Eac(EacForm),
    /// Says whether work waits for somebody in a status.
    Waiting(StatusId, bool),
}

json_choice! {
    SettingsEdit = SettingsEdit::Name(String::new());
    "name" Name(value),
    "zone" Zone(value),
    "working_days" WorkingDays(value),
    "holidays" Holidays(value),
    "currency" Currency(value),
    "rate" Rate(first, second),
    "day" Day(value),
    "thresholds" Thresholds(value),
    "eac" Eac(value),
    "waiting" Waiting(first, second),
}

pub(super) fn edit(tx: &mut Tx<'_>, edit: SettingsEdit) -> Result<String, Rejected> {
    // One copy for all cases: a copy a case would be a copy of the code too.
    let mut settings = (*tx.program().settings).clone();
    let label = match edit {
        SettingsEdit::Name(name) => {
            let name = one_line(&name, "The program's name")?;
            let label = said("Program renamed to ", &name, "");
            settings.name = name;
            label
        }
        SettingsEdit::Zone(zone) => {
            let zone = one_line(&zone, "The time zone")?;
            let label = said("Time zone is now ", &zone, "");
            settings.zone = zone;
            label
        }
        SettingsEdit::WorkingDays(days) => {
            if !days.contains(&true) {
                return Err(refused("At least one day of the week must be a working day"));
            }
            settings.working_days = days;
            "Working week changed".into()
        }
        SettingsEdit::Holidays(days) => {
            settings.holidays = days;
            "Holidays changed".into()
        }
        SettingsEdit::Currency(currency) => {
            if settings.currency != currency {
                // Rates are into the currency that was.
                settings.rates.clear();
            }
            settings.currency = currency;
            said("Currency is now ", currency.code(), "")
        }
        SettingsEdit::Rate(currency, rate) => {
            if currency == settings.currency || rate < 0 {
                return Err(refused("A rate is above zero, and of another currency than the program's"));
            }
            if rate == 0 {
                settings.rates.remove(currency.code());
            } else {
                settings.rates.insert(currency.code().to_owned(), rate);
            }
            said("Rate of ", currency.code(), " changed")
        }
        SettingsEdit::Day(day) => {
            let ordered = day.morning < day.midday
                && day.midday < day.afternoon
                && day.afternoon < day.evening
                && day.evening < 24 * 60;
            if !ordered {
                return Err(refused("The parts of the day must follow one another"));
            }
            settings.day = day;
            "Parts of the day changed".into()
        }
        SettingsEdit::Thresholds(thresholds) => {
            sound(&thresholds)?;
            settings.thresholds = *thresholds;
            "Thresholds changed".into()
        }
        SettingsEdit::Eac(form) => {
            settings.eac = Some(form);
            said("The cost at completion is estimated by the ", form.name(), " form")
        }
        SettingsEdit::Waiting(id, waits) => {
            let Some(status) = tx.program().status(id) else { return Err(gone("status")) };
            let label = said(&status.name, if waits { " counts as waiting" } else { " counts as work" }, "");
            if waits {
                settings.waiting.insert(id);
            } else {
                settings.waiting.remove(&id);
            }
            label
        }
    };
    tx.put(Slot::Settings(Arc::new(settings)));
    Ok(label)
}

/// Limits that could never be met, or that stand the wrong way round, would colour everything.
fn sound(limits: &Thresholds) -> Result<(), Rejected> {
    let falling = limits.confidence.0 < limits.confidence.1 || limits.cpi.0 < limits.cpi.1;
    let rising = limits.growth.0 > limits.growth.1
        || limits.risk.0 > limits.risk.1
        || limits.leakage.0 > limits.leakage.1;
    if falling || rising {
        return Err(refused("The limit for green must be the stricter one of the two"));
    }
    if limits.confidence.0 > 100 || limits.leakage.1 > 100 {
        return Err(refused("A share is at most 100 %"));
    }
    if limits.velocity_sprints == 0 {
        return Err(refused("Velocity needs at least one sprint"));
    }
    // Ten years; a forecast from fewer days than it needs deliveries could never be made.
    if !(5..=3_650).contains(&limits.forecast_days) {
        return Err(refused("A forecast draws from 5 to 3650 days"));
    }
    Ok(())
}
