//! A risk's scores over time.

use crate::analysis::Context;
use crate::model::{Date, Risk, Score, Timestamp};

/// The scores that held from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// From when.
    pub at: Timestamp,
    /// The local day of that moment.
    pub day: Date,
    /// Residual.
    pub residual: Score,
    /// Inherent; none where it is not known for then.
    pub inherent: Option<Score>,
    /// Target, where there was one.
    pub target: Option<Score>,
    /// Why, where something else than a person changed it.
    pub why: String,
}

/// A risk's scores, oldest first, up to now. Inherent and target scores are kept where they change: one
/// that never changed has always been what it is now.
#[must_use]
pub fn score_history(ctx: &Context<'_>, risk: &Risk) -> Vec<Scored> {
    let steps: Vec<_> = risk.scores.iter().filter(|s| s.at <= ctx.now).collect();
    let never = |has: fn(&crate::model::ScoreChange) -> bool| !steps.iter().any(|s| has(s));
    let mut inherent = never(|s| s.inherent.is_some()).then_some(risk.inherent);
    let mut target = if never(|s| s.target.is_some()) { risk.target } else { None };
    let mut rows = Vec::new();
    for step in &steps {
        inherent = step.inherent.or(inherent);
        target = step.target.or(target);
        rows.push(Scored {
            at: step.at,
            day: ctx.zone.day(step.at),
            residual: step.residual,
            inherent,
            target,
            why: step.why.clone(),
        });
    }
    rows
}
