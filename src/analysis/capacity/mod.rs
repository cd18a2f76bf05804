//! Capacity: days that people have, points that teams finish, and what they are asked for.
//!
//! Days are working days × allocation − absences. Points follow from them by the team's recent pace:
//! its velocity over the last closed sprints, by the days that its people had in those sprints.

mod people;
mod sprint;
mod table;

pub use people::{Load, Need, loads};
pub use sprint::{SprintPlan, next_sprints, plan};
pub use table::{Cell, CellState, Column, Proposal, Shift, TeamRow, WindowTable, window_table};

use super::sprints::{SprintOutcome, closed_sprints, outcome};
use super::time::workdays;
use super::{Context, Facts};
use crate::model::{Date, Happening, Person, PersonId, Program, SprintId, SprintState, TeamId, WorkItem};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The days that one person has in a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Presence {
    /// Who.
    pub person: PersonId,
    /// Working days of the program in the stretch.
    pub working: i64,
    /// Those of them on which the person is away.
    pub away: i64,
    /// Share of their time in this program, in percent.
    pub allocation: u8,
}

impl Presence {
    /// Days that they have: (working − away) × allocation.
    #[must_use]
    pub fn days(&self) -> f64 {
        (self.working - self.away) as f64 * f64::from(self.allocation) / 100.0
    }
}

/// The days that a person has from one day to another, both counted.
#[must_use]
pub fn presence(program: &Program, person: &Person, from: Date, to: Date) -> Presence {
    let settings = &program.settings;
    let away: BTreeSet<Date> = program
        .absences
        .values()
        .filter(|a| a.person == person.id && a.from <= to && a.to >= from)
        .flat_map(|a| a.from.max(from).iter_days().take_while(move |day| *day <= a.to.min(to)))
        .filter(|day| settings.is_working_day(*day))
        .collect();
    Presence {
        person: person.id,
        working: workdays(settings, from, to),
        away: away.len() as i64,
        allocation: person.allocation,
    }
}

/// The people of a team, by name.
fn members(program: &Program, team: TeamId) -> Vec<&Person> {
    let mut all: Vec<&Person> =
        program.people.values().filter(|p| p.team == Some(team)).map(|p| &**p).collect();
    crate::model::order::InOrder::order_by(&mut all[..], |a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    all
}

/// Σ days that a team's people have.
fn team_days(program: &Program, team: TeamId, from: Date, to: Date) -> f64 {
    members(program, team).iter().map(|person| presence(program, person, from, to).days()).sum()
}

/// What a team finishes in how many days of its people.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// Mean of the points finished in the sprints it is drawn from.
    pub points: f64,
    /// Mean of the days that its people had in them.
    pub days: f64,
    /// How many sprints.
    pub sprints: usize,
}

impl Pace {
    /// Points that so many days bring.
    #[must_use]
    pub fn points_in(&self, days: f64) -> Option<f64> {
        (self.days > 0.0).then(|| self.points * days / self.days)
    }

    /// Days that so many points take.
    #[must_use]
    pub fn days_for(&self, points: f64) -> Option<f64> {
        (self.points > 0.0).then(|| points * self.days / self.points)
    }
}

/// What the teams' closed sprints say, read once.
#[derive(Debug, Clone, Default)]
pub struct Paces {
    /// Per team, oldest first: the sprint and what came of it.
    closed: BTreeMap<TeamId, Vec<(SprintId, Date, Date, SprintOutcome)>>,
}

impl Paces {
    /// Reads the last closed sprints of each team. Only items that had to do with them are looked at.
    #[must_use]
    pub fn new(ctx: &Context<'_>) -> Self {
        let wanted = wanted(ctx) + EARLIER;
        let today = ctx.today();
        let mut by_team: BTreeMap<TeamId, Vec<(Date, SprintId)>> = BTreeMap::new();
        for sprint in ctx.program.sprints.values().filter(|s| s.state == SprintState::Closed) {
            if let (Some(team), Some(end)) = (sprint.team, sprint.end.filter(|end| *end <= today)) {
                by_team.entry(team).or_default().push((end, sprint.id));
            }
        }
        let mut recent = BTreeSet::new();
        for list in by_team.values_mut() {
            crate::model::order::InOrder::order(&mut list[..]);
            recent.extend(list.iter().rev().take(wanted).map(|(_, id)| *id));
        }
        let items = ctx.program.items.iter().filter(|(_, item)| touches(item, &recent));
        let items = items.map(|(id, item)| (*id, Arc::clone(item))).collect();
        let program = Program { items, ..without_items(ctx.program) };
        let few = Context { program: &program, ..*ctx };
        let facts = Facts::new(&few);
        let closed = by_team.keys().map(|team| {
            let known = closed_sprints(&facts, Some(*team), None);
            let known = known.iter().filter(|s| recent.contains(&s.id)).filter_map(|sprint| {
                let outcome = outcome(&facts, sprint);
                // Nothing known to be done and something that may be: zero would be a guess.
                let unknown = outcome.completed_items.is_empty() && !outcome.unsure.is_empty();
                let (start, end) = (sprint.start?, sprint.end?);
                (!unknown).then_some((sprint.id, start, end, outcome))
            });
            (*team, known.collect())
        });
        Self { closed: closed.collect() }
    }

    /// A team's pace by its last closed sprints.
    #[must_use]
    pub fn of(&self, ctx: &Context<'_>, team: TeamId) -> Option<Pace> {
        self.before(ctx, team, None)
    }

    /// The same by the last sprints that were over before a day.
    fn before(&self, ctx: &Context<'_>, team: TeamId, day: Option<Date>) -> Option<Pace> {
        let all = self.closed.get(&team)?;
        let over: Vec<_> = all.iter().filter(|(_, _, end, _)| day.is_none_or(|day| *end < day)).collect();
        let last = over.get(over.len().saturating_sub(wanted(ctx))..)?;
        let sprints = last.len();
        if sprints == 0 {
            return None;
        }
        let points: f64 = last.iter().map(|(.., outcome)| outcome.completed.as_f64()).sum();
        let days: f64 = last.iter().map(|(_, from, to, _)| team_days(ctx.program, team, *from, *to)).sum();
        Some(Pace { points: points / sprints as f64, days: days / sprints as f64, sprints })
    }

    /// What was committed to in a closed sprint.
    fn committed(&self, team: TeamId, sprint: SprintId) -> Option<f64> {
        let (.., outcome) = self.closed.get(&team)?.iter().find(|(id, ..)| *id == sprint)?;
        outcome.committed.map(crate::model::Points::as_f64)
    }
}

/// Closed sprints beyond those of the velocity, for columns of the past.
const EARLIER: usize = 3;

/// Over how many sprints velocity is averaged.
fn wanted(ctx: &Context<'_>) -> usize {
    usize::from(ctx.program.settings.thresholds.velocity_sprints.max(1))
}

fn touches(item: &WorkItem, sprints: &BTreeSet<SprintId>) -> bool {
    item.sprint.is_some_and(|s| sprints.contains(&s))
        || item.history.iter().any(|event| match &event.what {
            Happening::Sprint { from, to } => from.iter().chain(to).any(|sprint| sprints.contains(sprint)),
            _ => false,
        })
}

/// The tables that outcomes of sprints are read from, beside the items.
fn without_items(program: &Program) -> Program {
    Program {
        settings: program.settings.clone(),
        people: program.people.clone(),
        teams: program.teams.clone(),
        projects: program.projects.clone(),
        workflows: program.workflows.clone(),
        sprints: program.sprints.clone(),
        ..Program::default()
    }
}

#[cfg(test)]
mod tests;
