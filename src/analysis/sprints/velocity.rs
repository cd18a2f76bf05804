//! Velocity as a chart: what each closed sprint committed to and completed.

use super::figures::{Recent, velocity};
use super::outcome::SprintOutcome;
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::model::{Date, TeamId};

/// One closed sprint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VelocityBar {
    /// What people call the sprint.
    pub name: String,
    /// Its last day.
    pub end: Option<Date>,
    /// What became of it, with the items behind each number.
    pub outcome: SprintOutcome,
    /// It is one of those that velocity is the mean of.
    pub counted: bool,
}

/// The last closed sprints of one team.
#[derive(Debug, Clone, PartialEq)]
pub struct VelocityChart {
    /// The words beside it.
    pub notes: Notes,
    /// The team; none stands for sprints without one.
    pub team: Option<TeamId>,
    /// Oldest first.
    pub bars: Vec<VelocityBar>,
    /// Velocity in points: the mean over the counted bars; none without any.
    pub mean: Option<f64>,
}

/// The velocity chart of the scope's team. Teams never share one: their points are different units.
#[must_use]
pub fn velocity_chart(facts: &Facts<'_>, scope: Scope) -> VelocityChart {
    velocity_chart_of(facts, &Recent::new(facts, scope))
}

/// The same from sprints at hand.
pub(crate) fn velocity_chart_of(facts: &Facts<'_>, recent: &Recent<'_>) -> VelocityChart {
    let figure = velocity(facts, recent);
    let wanted = usize::from(facts.ctx.program.settings.thresholds.velocity_sprints.max(1));
    let skip = recent.sprints.len().saturating_sub(wanted);
    let bar = |(n, (sprint, outcome)): (usize, &(&crate::model::Sprint, SprintOutcome))| VelocityBar {
        name: sprint.name.clone(),
        end: sprint.end,
        outcome: outcome.clone(),
        counted: n >= skip,
    };
    let bars: Vec<VelocityBar> = recent.sprints.iter().enumerate().map(bar).collect();
    let span = bars.first().and_then(|b| b.end).zip(bars.last().and_then(|b| b.end));
    let mut notes = Notes::of(figure.name.clone(), &figure);
    notes.window = span;
    VelocityChart { notes, team: recent.team, mean: figure.value.number(), bars }
}
