//! The S-curve: planned value, earned value and actual cost over time, and where they lead.

use super::earned::EarnedValue;
use super::figures::Sheet;
use super::schedule::Schedule;
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::time::back;
use crate::analysis::words::{day, days};
use crate::model::order::InOrder;
use crate::model::{CostEntryId, Currency, Date, EacForm, PackageId};

/// Most points of the curve; a longer plan is drawn in wider steps.
const POINTS: i64 = 120;

/// The curve at the end of one day. Amounts are hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CurvePoint {
    /// The day.
    pub day: Date,
    /// Planned value; known for every day.
    pub pv: i64,
    /// Earned value; none after today.
    pub ev: Option<i64>,
    /// Actual cost; none after today.
    pub ac: Option<i64>,
    /// The forecast of actual cost, from today's to EAC; none before today.
    pub forecast: Option<i64>,
}

/// Earned value over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The words beside it.
    pub notes: Notes,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The status date.
    pub today: Date,
    /// Budget at completion.
    pub bac: i64,
    /// From the first baseline or cost to the planned or forecast end, today among them.
    pub points: Vec<CurvePoint>,
    /// The sums of today.
    pub sums: EarnedValue,
    /// Estimate at completion by the user's form; none where it cannot be computed.
    pub eac: Option<i64>,
    /// The form that it follows.
    pub form: EacForm,
    /// Lateness in days, and when the work will end at this pace.
    pub schedule: Option<Schedule>,
    /// The packages behind planned and earned value.
    pub packages: Vec<PackageId>,
    /// The cost entries behind actual cost, the newest first.
    pub entries: Vec<CostEntryId>,
}

/// The S-curve of a scope's project (or of all).
///
/// # Errors
/// The sentence that says why there is none: no package and no cost, or several currencies.
pub fn curve(facts: &Facts<'_>, scope: Scope) -> Result<Curve, String> {
    Ok(curve_of(&Sheet::new(facts, scope)?))
}

pub(super) fn curve_of(sheet: &Sheet<'_, '_>) -> Curve {
    let today = sheet.today;
    let form = sheet.form;
    let eac = sheet.sums.eac(form).ok();
    let schedule = sheet.schedule;
    let first_cost = sheet.ledger.costs.iter().map(|(c, _)| c.date).min();
    let first =
        [schedule.map(|s| s.start), first_cost].into_iter().flatten().min().unwrap_or(today).min(today);
    let end = schedule.and_then(|s| s.forecast).filter(|_| eac.is_some());
    let last = [schedule.map(|s| s.finish), end].into_iter().flatten().max().unwrap_or(today).max(today);
    // Ten years are enough to draw; a mistyped date must not fill the memory.
    let length = (last - first).num_days().clamp(0, 3_650);
    // By the day while that is readable, else by whole weeks.
    let step = if length <= 60 { 1 } else { 7 * (length / (7 * POINTS) + 1) };
    let mut dates: Vec<Date> = (0..=length / step).map(|n| back(first, -n * step)).collect();
    dates.extend([today, back(first, -length)]);
    dates.extend(end);
    dates.order();
    dates.dedup();
    let forecast = |date: Date| {
        let (eac, end) = eac.zip(end)?;
        if date < today || date > end {
            return None;
        }
        let (gone, all) = ((date - today).num_days(), (end - today).num_days());
        let rest = eac.saturating_sub(sheet.sums.ac);
        Some(if all == 0 { eac } else { sheet.sums.ac.saturating_add(super::earned::share(rest, gone, all)) })
    };
    let point = |date: Date| {
        let sums = sheet.ledger.sums(sheet.facts, date);
        let known = date <= today;
        CurvePoint {
            day: date,
            pv: sums.pv,
            ev: known.then_some(sums.ev),
            ac: known.then_some(sums.ac),
            forecast: forecast(date),
        }
    };
    let points = dates.into_iter().map(point).collect();
    let mut entries: Vec<_> = sheet.ledger.costs.iter().map(|(c, _)| c).filter(|c| c.date <= today).collect();
    entries.order_by_key(|c| (std::cmp::Reverse(c.date), c.id));
    Curve {
        notes: notes(sheet, first, last, eac),
        currency: sheet.currency,
        today,
        bac: sheet.sums.bac,
        points,
        sums: sheet.sums.clone(),
        eac,
        form,
        schedule,
        packages: sheet.ledger.packages.iter().map(|a| a.package.id).collect(),
        entries: entries.into_iter().map(|c| c.id).collect(),
    }
}

fn notes(sheet: &Sheet<'_, '_>, first: Date, last: Date, eac: Option<i64>) -> Notes {
    let sums = &sheet.sums;
    let money = |value| sheet.words(value);
    let cost = match sums.cv() {
        0 => "on cost".to_owned(),
        ..0 => format!("{} over cost", money(-sums.cv())),
        _ => format!("{} under cost", money(sums.cv())),
    };
    let plan = sheet.schedule.map_or(String::new(), |s| match s.days_late {
        0 => ", on schedule".to_owned(),
        1.. => format!(", {} late", days(s.days_late)),
        _ => format!(", {} ahead of the plan", days(-s.days_late)),
    });
    let end = eac.map_or(String::new(), |eac| {
        let by =
            sheet.schedule.and_then(|s| s.forecast).map_or(String::new(), |by| format!(" by {}", day(by)));
        format!(" At this pace it ends at {}{by}, against a budget of {}.", money(eac), money(sums.bac))
    });
    let caption = format!(
        "Work worth {} is done of {} planned by now, for {}: {cost}{plan}.{end}",
        money(sums.ev),
        money(sums.pv),
        money(sums.ac)
    );
    let figure = sheet.cost_variance();
    let mut notes = Notes::of("Planned, earned and spent", &figure).window(first, last);
    notes.caption = caption;
    notes.formula = vec![
        "PV: budget by the baseline; EV: budget by what is done; AC: costs booked to the day".to_owned(),
        format!("EAC {} = {}", sheet.form.name(), sheet.form.formula()),
    ];
    notes
}
