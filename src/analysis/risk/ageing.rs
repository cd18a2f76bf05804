//! How old the open risks are, and which of them weigh most.

use super::{in_scope, is_open_at, residual_at};
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Risk, RiskId};

/// An open risk's age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Age {
    /// The risk.
    pub risk: RiskId,
    /// Days since it was raised: 0 on the first day.
    pub days: i64,
    /// Days since its score last changed; its age where it never did.
    pub unchanged: i64,
    /// Days since its review was due; none where it is not due, or none is planned.
    pub review_late: Option<i64>,
    /// Its residual score.
    pub score: u8,
}

/// The open threats of a scope.
fn threats<'a>(ctx: &Context<'a>, scope: Scope) -> impl Iterator<Item = &'a Risk> {
    let now = ctx.now;
    let all = ctx.program.risks.values().map(|r| &**r);
    all.filter(move |r| !r.opportunity && in_scope(r, scope) && is_open_at(r, now))
}

/// The ages of the open risks of a scope, the oldest first.
#[must_use]
pub fn ageing(ctx: &Context<'_>, scope: Scope) -> Vec<Age> {
    let today = ctx.today();
    let since = |at| (today - ctx.zone.day(at)).num_days().max(0);
    let age = |risk: &Risk| Age {
        risk: risk.id,
        days: since(risk.created),
        unchanged: since(risk.scores.iter().map(|s| s.at).max().unwrap_or(risk.created)),
        review_late: risk.review.map(|day| (today - day).num_days()).filter(|late| *late > 0),
        score: residual_at(risk, ctx.now).value(),
    };
    let mut all: Vec<Age> = threats(ctx, scope).map(age).collect();
    all.order_by_key(|age| (std::cmp::Reverse(age.days), age.risk));
    all
}

/// One of the risks that weigh most.
#[derive(Debug, Clone, PartialEq)]
pub struct Top {
    /// The risk.
    pub risk: RiskId,
    /// Its exposure, in hundredths.
    pub exposure: i64,
    /// Its share of the exposure of all open risks in this currency, in percent.
    pub share: f64,
    /// The share of it and of those before it.
    pub together: f64,
}

/// The open risks with the highest exposure, in the currency of the burndown.
#[must_use]
pub fn top(ctx: &Context<'_>, scope: Scope, most: usize, currency: crate::model::Currency) -> Vec<Top> {
    let of = |r: &Risk| Some((r.exposure().filter(|e| e.currency == currency)?.amount, r.id));
    let mut all: Vec<_> = threats(ctx, scope).filter_map(of).filter(|(amount, _)| *amount > 0).collect();
    all.order_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
    let whole: i64 = all.iter().map(|(amount, _)| amount).sum();
    let percent = |amount: i64| amount as f64 * 100.0 / whole.max(1) as f64;
    let mut so_far = 0;
    let row = |(exposure, risk): (i64, RiskId)| {
        so_far += exposure;
        Top { risk, exposure, share: percent(exposure), together: percent(so_far) }
    };
    all.into_iter().take(most).map(row).collect()
}
