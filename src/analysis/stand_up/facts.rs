//! The sprint beside the stand-up.

use crate::analysis::sprints::{Burn, burn};
use crate::analysis::{Context, Facts};
use crate::model::{Date, Points, Sprint, SprintState, TeamId};

/// The running sprint of a team in a few figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Sprinting {
    /// As the team calls it.
    pub name: String,
    /// What it is for.
    pub goal: String,
    /// Points done.
    pub done: Points,
    /// Points committed to.
    pub committed: Points,
    /// By how much the scope grew since the start; negative = it shrank.
    pub grown: Points,
    /// Items in it without an estimate.
    pub unestimated: u32,
    /// Working days after today up to its last day.
    pub left: usize,
    /// Its burndown.
    pub burn: Burn,
}

fn running<'a>(ctx: &Context<'a>, team: TeamId) -> Option<&'a Sprint> {
    let active = |s: &&&'a Sprint| s.team == Some(team) && s.state == SprintState::Active;
    let all = ctx.program.sprints.values().map(|s| &**s);
    all.collect::<Vec<_>>().iter().filter(active).max_by_key(|s| (s.start, s.id)).copied()
}

/// The running sprint; none for a team without one.
#[must_use]
pub fn sprinting(facts: &Facts<'_>, team: TeamId) -> Option<Sprinting> {
    let sprint = running(&facts.ctx, team)?;
    let burn = burn(facts, sprint.id)?;
    let last = burn.days.last()?;
    let today = facts.ctx.today();
    let settings = &facts.ctx.program.settings;
    let after = |end: Date| today.iter_days().skip(1).take_while(move |day| *day <= end);
    let left = sprint.end.map_or(0, |end| after(end).filter(|day| settings.is_working_day(*day)).count());
    let grown = last.scope.points.to_hundredths() - burn.start.points.to_hundredths();
    Some(Sprinting {
        name: sprint.name.clone(),
        goal: sprint.goal.clone(),
        done: last.done.points,
        committed: burn.start.points,
        grown: Points::hundredths(grown),
        unestimated: last.scope.unestimated,
        left,
        burn,
    })
}
