//! Triggers that watch the model: what they see now, and which of them have come.

use super::Scope;
use crate::analysis::Context;
use crate::analysis::facts::Facts;
use crate::analysis::forecast::{confidence_words, when_of};
use crate::analysis::sprints::velocity_chart;
use crate::analysis::words::{count, day, days, number};
use crate::model::{Date, Dependency, Milestone, Risk, RiskId, RiskState, Watch};

/// What a watch sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// What was watched for has come.
    pub came: bool,
    /// What is seen, in words: `Velocity of Search is 36.7 pt over 3 sprints, under 40 pt`.
    pub words: String,
}

/// A risk whose trigger has come and that was not raised by it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firing {
    /// The risk.
    pub risk: RiskId,
    /// What was seen.
    pub why: String,
}

/// The risks that their triggers raise now. Those that were raised wait until they are told to watch
/// again; what has occurred is past.
#[must_use]
pub fn firing(facts: &Facts<'_>) -> Vec<Firing> {
    let armed = facts.ctx.program.risks.values().filter(|r| is_armed(r));
    let of = |risk: &Risk| {
        let seen = seen(facts, risk.watch.as_ref()?);
        seen.came.then_some(Firing { risk: risk.id, why: seen.words })
    };
    armed.filter_map(|risk| of(risk)).collect()
}

/// Whether a trigger watches for it and has not raised it yet.
#[must_use]
pub fn is_armed(risk: &Risk) -> bool {
    risk.watch.is_some() && risk.raised.is_none() && risk.state != RiskState::Occurred
}

/// What a watch sees as of the facts' moment.
#[must_use]
pub fn seen(facts: &Facts<'_>, watch: &Watch) -> Seen {
    let program = facts.ctx.program;
    let gone = || Seen { came: false, words: "What was watched is no longer in the program".to_owned() };
    match watch {
        Watch::VelocityUnder(team, limit) => {
            let Some(team) = program.teams.get(team) else { return gone() };
            let chart = velocity_chart(facts, Scope::team(team.id));
            let counted = chart.bars.iter().filter(|bar| bar.counted).count();
            let Some(mean) = chart.mean else {
                return Seen {
                    came: false,
                    words: format!("{} has no closed sprint yet, so no velocity", team.name),
                };
            };
            let came = mean < limit.as_f64();
            let (mean, sprints) = (number(mean, 1), count(counted, "sprint", "sprints"));
            let than = if came { "under" } else { "not under" };
            let words = format!("Velocity of {} is {mean} pt over {sprints}, {than} {limit} pt", team.name);
            Seen { came, words }
        }
        Watch::ConfidenceUnder(milestone, percent) => {
            let Some(milestone) = program.milestones.get(milestone) else { return gone() };
            confidence(facts, milestone, *percent)
        }
        Watch::DependencyLate(dependency) => {
            let Some(dependency) = program.dependencies.get(dependency) else { return gone() };
            late(dependency, facts.ctx.today())
        }
    }
}

/// The share of trials that reach a milestone in time, against a limit.
fn confidence(facts: &Facts<'_>, milestone: &Milestone, limit: u8) -> Seen {
    let name = &milestone.name;
    if let Some(reached) = milestone.reached.filter(|day| *day <= facts.ctx.today()) {
        return Seen { came: false, words: format!("{name} was reached on {}", day(reached)) };
    }
    let when = when_of(facts, Scope::project(milestone.project), milestone.release);
    let percent = match &when {
        Ok(when) if when.remaining == 0 => 100.0,
        _ if milestone.due < facts.ctx.today() => 0.0,
        Ok(when) => when.confidence(milestone.due),
        Err(why) => return Seen { came: false, words: format!("No confidence for {name}: {why}") },
    };
    let came = percent < f64::from(limit);
    let than = if came { "under" } else { "not under" };
    let words = format!("Confidence of {name} is {}, {than} {limit} %", confidence_words(percent));
    Seen { came, words }
}

/// Whether a dependency is promised for too late, or overdue.
#[must_use]
pub fn late(dependency: &Dependency, today: Date) -> Seen {
    let title = &dependency.title;
    if !dependency.state.is_open() {
        let words = format!("{title} is {}", dependency.state.name().to_lowercase());
        return Seen { came: false, words };
    }
    let Some(needed) = dependency.needed_by else {
        return Seen { came: false, words: format!("{title} has no day by which it is needed") };
    };
    let overdue = (today - needed).num_days();
    let (came, words) = match (dependency.late_by(), dependency.committed_by) {
        (_, _) if overdue > 0 => {
            (true, format!("{title} was needed by {}, {} ago", day(needed), days(overdue)))
        }
        (Some(late), Some(promised)) => {
            (true, format!("{title} is promised for {}, {} after it is needed", day(promised), days(late)))
        }
        (_, Some(promised)) => (false, format!("{title} is promised for {}, in time", day(promised))),
        (_, None) => (false, format!("{title} is needed by {}; nothing is promised yet", day(needed))),
    };
    Seen { came, words }
}

/// What a watch waits for, in words: `Velocity of Search under 40 pt`.
#[must_use]
pub fn waits_for(ctx: &Context<'_>, watch: &Watch) -> String {
    let program = ctx.program;
    let or_gone = |name: Option<&String>| name.map_or("a record that is gone", String::as_str).to_owned();
    match watch {
        Watch::VelocityUnder(team, limit) => {
            format!("Velocity of {} under {limit} pt", or_gone(program.teams.get(team).map(|t| &t.name)))
        }
        Watch::ConfidenceUnder(milestone, percent) => {
            let name = or_gone(program.milestones.get(milestone).map(|m| &m.name));
            format!("Confidence of {name} under {percent} %")
        }
        Watch::DependencyLate(dependency) => {
            format!("{} late", or_gone(program.dependencies.get(dependency).map(|d| &d.title)))
        }
    }
}
