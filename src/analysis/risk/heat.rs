//! Heat over time: how many open risks were red, amber and green at the end of each week.

use super::{band, in_scope, is_open_at, residual_at, week_ends};
use crate::analysis::{Colour, Context, Scope, Window};
use crate::model::{Date, RiskId};

/// The end of one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatWeek {
    /// Its last day; today for the running one.
    pub day: Date,
    /// The risks that scored red.
    pub red: Vec<RiskId>,
    /// Amber.
    pub amber: Vec<RiskId>,
    /// Green.
    pub green: Vec<RiskId>,
}

impl HeatWeek {
    /// How many were open.
    #[must_use]
    pub fn all(&self) -> usize {
        self.red.len() + self.amber.len() + self.green.len()
    }
}

/// The heat of a scope, week by week, by the residual scores that held at each week's end and the
/// limits of now.
#[must_use]
pub fn heat(ctx: &Context<'_>, scope: Scope, window: Window) -> Vec<HeatWeek> {
    let week = |day: Date| {
        let at = ctx.end_of(day).min(ctx.now);
        let mut week = HeatWeek { day, red: Vec::new(), amber: Vec::new(), green: Vec::new() };
        for risk in ctx.program.risks.values() {
            if risk.opportunity || !in_scope(risk, scope) || !is_open_at(risk, at) {
                continue;
            }
            match band(residual_at(risk, at).value(), &ctx.program.settings.thresholds) {
                Colour::Red => week.red.push(risk.id),
                Colour::Amber => week.amber.push(risk.id),
                _ => week.green.push(risk.id),
            }
        }
        week
    };
    week_ends(ctx, window).into_iter().map(week).collect()
}
