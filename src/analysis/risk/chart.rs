//! The risk burndown as a chart.

use super::{Burndown, burndown, is_open_at, is_threat};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::time::Window;
use crate::analysis::words::{amount, money};
use crate::analysis::working::Group;
use crate::model::{Currency, Date, RiskId};

/// The end of one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskWeek {
    /// Its last day; today for the running one.
    pub day: Date,
    /// Σ probability × loss of the open risks, in hundredths.
    pub exposure: i64,
    /// The risks behind it: open on that day, with a loss in the chart's currency.
    pub risks: Vec<RiskId>,
}

/// Exposure of open risks, week by week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RiskChart {
    /// The words beside it.
    pub notes: Notes,
    /// The currency of all amounts.
    pub currency: Currency,
    /// Oldest first.
    pub weeks: Vec<RiskWeek>,
}

/// The risk burndown of a scope over a window.
#[must_use]
pub fn risk_chart(facts: &Facts<'_>, scope: Scope, window: Window) -> RiskChart {
    let Burndown { currency, weeks, without_loss, other_currency } = burndown(&facts.ctx, scope, window);
    let of_scope = || facts.ctx.program.risks.values().filter(|r| is_threat(r, scope));
    let week = |(day, exposure): (Date, i64)| {
        let at = facts.ctx.end_of(day).min(facts.ctx.now);
        let counted = of_scope().filter(|r| {
            is_open_at(r, at) && r.exposure().is_some_and(|exposure| exposure.currency == currency)
        });
        RiskWeek { day, exposure, risks: counted.map(|r| r.id).collect() }
    };
    let weeks: Vec<RiskWeek> = weeks.into_iter().map(week).collect();
    let words = |exposure: i64| money(amount(exposure, currency));
    let (first, last) = (weeks.first(), weeks.last());
    let caption = match first.zip(last) {
        Some((first, last)) if weeks.iter().any(|w| !w.risks.is_empty()) => {
            let trend = match last.exposure - first.exposure {
                0 => "as much as at the beginning".to_owned(),
                ..0 => format!("down from {}", words(first.exposure)),
                _ => format!("up from {}", words(first.exposure)),
            };
            format!("The open risks stand for {}, {trend}.", words(last.exposure))
        }
        _ => "No risk with a probability and a loss was open in the window.".to_owned(),
    };
    let (from, to) = window.span(&facts.ctx);
    let open = of_scope().filter(|r| is_open_at(r, facts.ctx.now)).count();
    let notes = Notes::new("Risk burndown")
        .caption(caption)
        .window(from, to)
        .formula(
            "Σ probability × loss of the risks open at the end of each week",
            "With the probability and loss that each risk has now: its history keeps scores, not losses.",
        )
        .population("Open risks", open)
        .population("Counted", open - without_loss - other_currency)
        .left_out([
            Group::count("Without a probability or a loss", without_loss),
            Group::count("Loss in another currency: they do not add up", other_currency),
        ]);
    RiskChart { notes, currency, weeks }
}
