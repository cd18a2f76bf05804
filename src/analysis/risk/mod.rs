//! Risk: scores for the matrix, exposure for sums. Scores are ordinal and never added to money.

mod ageing;
mod chart;
mod figures;
mod heat;
mod history;
mod occur;
pub mod register;
mod watch;

use super::facts::Facts;
use super::rag::Colour;
use super::tally::Tally;
use super::time::{Window, back, monday};
use super::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Currency, Date, Risk, Score, Thresholds, Timestamp};
use std::collections::BTreeMap;

pub use ageing::{Age, Top, ageing, top};
pub use chart::{RiskChart, RiskWeek, risk_chart};
pub(crate) use figures::exposure;
pub(super) use figures::highest_score;
pub use heat::{HeatWeek, heat};
pub use history::{Scored, score_history};
pub use occur::{as_incident, as_issue, assumption_as_issue, assumption_as_risk};
pub use watch::{Firing, Seen, firing, is_armed, late, seen, waits_for};

/// PMBOK's weights of probabilities 1 to 5.
pub const PROBABILITY_WEIGHTS: [f64; 5] = [0.1, 0.3, 0.5, 0.7, 0.9];
/// PMBOK's weights of impacts 1 to 5.
pub const IMPACT_WEIGHTS: [f64; 5] = [0.05, 0.10, 0.20, 0.40, 0.80];

/// The colour of a score (1 to 25).
#[must_use]
pub fn band(score: u8, thresholds: &Thresholds) -> Colour {
    let (green, amber) = thresholds.risk;
    if score < green {
        Colour::Green
    } else if score < amber {
        Colour::Amber
    } else {
        Colour::Red
    }
}

/// Whether the risk was open at a moment. One that is closed without a known moment was closed when
/// its record last changed.
#[must_use]
pub fn is_open_at(risk: &Risk, at: Timestamp) -> bool {
    let closed = if risk.state.is_open() { None } else { risk.closed.or(Some(risk.updated)) };
    risk.created <= at && closed.is_none_or(|closed| closed > at)
}

/// The residual score that held at a moment.
#[must_use]
pub fn residual_at(risk: &Risk, at: Timestamp) -> Score {
    let held = risk.scores.iter().filter(|s| s.at <= at).max_by_key(|s| s.at);
    let later = risk.scores.iter().any(|s| s.at > at);
    match held {
        // Nothing changed since: the record itself is the latest word.
        _ if !later => risk.residual,
        Some(held) => held.residual,
        None => risk.inherent,
    }
}

/// Whether a risk belongs to a scope; one without a project threatens the whole program only.
#[must_use]
pub fn in_scope(risk: &Risk, scope: Scope) -> bool {
    scope.project.is_none() || risk.project == scope.project
}

/// Whether it counts as a threat of the scope: opportunities are gains and never part of a loss.
fn is_threat(risk: &Risk, scope: Scope) -> bool {
    !risk.opportunity && in_scope(risk, scope)
}

/// Σ probability × loss of the open risks at a moment, by currency, in hundredths.
#[must_use]
pub fn exposure_at(ctx: &Context<'_>, scope: Scope, at: Timestamp) -> BTreeMap<Currency, i64> {
    let mut sums: BTreeMap<Currency, i64> = BTreeMap::new();
    for risk in ctx.program.risks.values().filter(|r| is_threat(r, scope) && is_open_at(r, at)) {
        if let Some(exposure) = risk.exposure() {
            let sum = sums.entry(exposure.currency).or_default();
            *sum = sum.saturating_add(exposure.amount);
        }
    }
    sums
}

/// Σ probability × days lost of the open risks at a moment, in hundredths of a day.
#[must_use]
pub fn days_at(ctx: &Context<'_>, scope: Scope, at: Timestamp) -> i64 {
    let open = ctx.program.risks.values().filter(|r| is_threat(r, scope) && is_open_at(r, at));
    open.filter_map(|r| r.exposure_days()).sum()
}

/// The exposure of open risks over time, in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Burndown {
    /// The currency; losses in another are left out.
    pub currency: Currency,
    /// Per week, its last day (today for the running one) and the exposure at that day's end.
    pub weeks: Vec<(Date, i64)>,
    /// Open risks without a probability or a loss.
    pub without_loss: usize,
    /// Open risks whose loss is in another currency: they do not add up.
    pub other_currency: usize,
}

/// The weekly burndown: Σ exposure of the risks open at the end of each week of the window. The
/// exposure of a risk is the one its record has now; its history keeps scores, not losses.
#[must_use]
pub fn burndown(ctx: &Context<'_>, scope: Scope, window: Window) -> Burndown {
    let risks = || ctx.program.risks.values().filter(|r| is_threat(r, scope));
    let mut counts: Tally<Currency, usize> = Tally::new();
    for currency in risks().filter_map(|r| r.exposure()).map(|e| e.currency) {
        counts.change(currency, |count| *count += 1);
    }
    let home = ctx.program.settings.currency;
    let most = counts.pairs().into_iter().max_by_key(|(currency, n)| (*n, *currency == home, *currency));
    let currency = most.map_or(home, |(currency, _)| currency);
    let week = |day: Date| {
        let at = ctx.end_of(day).min(ctx.now);
        (day, exposure_at(ctx, scope, at).get(&currency).copied().unwrap_or(0))
    };
    let weeks = week_ends(ctx, window).into_iter().map(week).collect();
    let open = || risks().filter(|r| is_open_at(r, ctx.now));
    Burndown {
        currency,
        weeks,
        without_loss: open().filter(|r| r.exposure().is_none()).count(),
        other_currency: open().filter_map(|r| r.exposure()).filter(|e| e.currency != currency).count(),
    }
}

/// The last days of the weeks of a window: Sundays, and today for the running week.
fn week_ends(ctx: &Context<'_>, window: Window) -> Vec<Date> {
    let (from, to) = window.span(ctx);
    let mut days = Vec::new();
    let mut sunday = back(monday(from), -6);
    loop {
        days.push(sunday.min(to));
        if sunday >= to {
            return days;
        }
        sunday = back(sunday, -7);
    }
}

/// How many open risks stand in each field of the matrix: `[probability − 1][impact − 1]`.
pub type Matrix = [[u32; 5]; 5];

/// Counts the open risks by residual (or inherent) score. Invalid scores are in no field.
#[must_use]
pub fn matrix(ctx: &Context<'_>, scope: Scope, inherent: bool) -> Matrix {
    let mut matrix = Matrix::default();
    for risk in ctx.program.risks.values().filter(|r| is_threat(r, scope) && is_open_at(r, ctx.now)) {
        let score = if inherent { risk.inherent } else { residual_at(risk, ctx.now) };
        let row = usize::from(score.probability).checked_sub(1).and_then(|p| matrix.get_mut(p));
        let field = usize::from(score.impact).checked_sub(1).and_then(|i| row?.get_mut(i));
        if let Some(count) = field {
            *count += 1;
        }
    }
    matrix
}

/// The open risks of a scope, the highest residual score first.
pub(crate) fn open<'a>(facts: &Facts<'a>, scope: Scope) -> Vec<(&'a Risk, u8)> {
    let now = facts.ctx.now;
    let all = facts.ctx.program.risks.values().filter(|r| is_threat(r, scope) && is_open_at(r, now));
    let mut all: Vec<(&Risk, u8)> = all.map(|r| (&**r, residual_at(r, now).value())).collect();
    all.order_by_key(|(r, score)| (std::cmp::Reverse(*score), r.id));
    all
}
