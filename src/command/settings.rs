//! Rules for the facts of the whole program.

use super::Rejected;
use super::tx::{Tx, one_line, refused, said};
use crate::json::json_choice;
use crate::model::{Currency, Date, DayParts, Slot, Thresholds};
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
    /// When the parts of the day begin.
    Day(DayParts),
    /// Limits of the status colours.
    Thresholds(Box<Thresholds>),
}

json_choice! {
    SettingsEdit = SettingsEdit::Name(String::new());
    "name" Name(value),
    "zone" Zone(value),
    "working_days" WorkingDays(value),
    "holidays" Holidays(value),
    "currency" Currency(value),
    "day" Day(value),
    "thresholds" Thresholds(value),
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
            settings.currency = currency;
            said("Currency is now ", currency.code(), "")
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
            settings.thresholds = *thresholds;
            "Thresholds changed".into()
        }
    };
    tx.put(Slot::Settings(Arc::new(settings)));
    Ok(label)
}
