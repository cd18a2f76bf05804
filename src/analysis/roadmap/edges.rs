//! Dependencies between what is on the roadmap, and which of them the plan breaks.

use super::work::initiative_of_item;
use crate::analysis::time::back;
use crate::analysis::words::{count, days};
use crate::model::{
    Date, Dependency, DependencyId, DependencyType, InitiativeId, MilestoneId, Program, Ref, short_day,
};

/// A program's plan, with something thought to lie elsewhere: what a replan would do is known before.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The program.
    pub program: &'a Program,
    /// An initiative with other days.
    pub thought: Option<(InitiativeId, Date, Date)>,
    /// A milestone on another day.
    pub milestone: Option<(MilestoneId, Date)>,
}

impl<'a> Plan<'a> {
    /// The plan as it stands.
    #[must_use]
    pub const fn of(program: &'a Program) -> Self {
        Self { program, thought: None, milestone: None }
    }

    /// First and last day of what is on the roadmap; of a milestone, its day twice.
    #[must_use]
    pub fn span(&self, end: &Ref) -> Option<(Date, Date)> {
        match end {
            Ref::Initiative(id) => {
                if let Some((_, start, end)) = self.thought.filter(|(thought, ..)| thought == id) {
                    return Some((start, end));
                }
                let initiative = self.program.initiatives.get(id)?;
                initiative.start.zip(initiative.end)
            }
            Ref::Milestone(id) => {
                if let Some((_, day)) = self.milestone.filter(|(thought, _)| thought == id) {
                    return Some((day, day));
                }
                let milestone = super::dependency_milestone(self.program, *id)?;
                let day = milestone.reached.unwrap_or(milestone.due);
                Some((day, day))
            }
            _ => None,
        }
    }

    /// What people call an end.
    fn name(&self, end: &Ref) -> String {
        match end {
            Ref::Initiative(id) => self.program.initiatives.get(id).map(|i| i.title.clone()),
            Ref::Milestone(id) => self.program.milestones.get(id).map(|m| m.name.clone()),
            Ref::External(text) => Some(text.clone()),
            other => crate::analysis::chain::called(self.program, other).map(|called| called.title),
        }
        .unwrap_or_default()
    }

    /// The record of the roadmap that an end of a dependency stands for.
    fn on_roadmap(&self, end: &Ref) -> Option<Ref> {
        match end {
            Ref::Initiative(_) | Ref::Milestone(_) => Some(end.clone()),
            Ref::Item(id) => initiative_of_item(self.program, *id).map(Ref::Initiative),
            _ => None,
        }
    }
}

/// A dependency with at least one end on the roadmap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The dependency.
    pub id: DependencyId,
    /// What is given.
    pub title: String,
    /// The giving end, where it is on the roadmap.
    pub giver: Option<Ref>,
    /// The needing end, where it is on the roadmap.
    pub needer: Option<Ref>,
    /// Both ends are on the roadmap themselves, not through an item of theirs.
    pub exact: bool,
    /// Which ends hold each other.
    pub kind: DependencyType,
    /// Calendar days by which it comes too late.
    pub late: Option<i64>,
    /// It was given.
    pub delivered: bool,
    /// The case in words.
    pub words: String,
}

/// The dependencies of a plan; those of one record only, or all.
#[must_use]
pub fn edges(plan: &Plan<'_>, of: Option<&Ref>) -> Vec<Edge> {
    let mut all = Vec::new();
    for dependency in plan.program.dependencies.values() {
        if dependency.state == crate::model::DependencyState::Dropped {
            continue;
        }
        let (giver, needer) = (plan.on_roadmap(&dependency.giver), plan.on_roadmap(&dependency.needer));
        if (giver.is_none() && needer.is_none()) || giver == needer {
            continue;
        }
        if of.is_some_and(|of| giver.as_ref() != Some(of) && needer.as_ref() != Some(of)) {
            continue;
        }
        all.push(edge(plan, dependency, giver, needer));
    }
    all
}

/// The day so many working days after another; before it, when negative.
fn after(plan: &Plan<'_>, day: Date, lag: i64) -> Date {
    let (mut day, mut left) = (day, lag.abs());
    // A calendar without working days must end, too.
    for _ in 0..lag.abs().saturating_mul(14) {
        if left == 0 {
            break;
        }
        day = back(day, -lag.signum());
        left -= i64::from(plan.program.settings.is_working_day(day));
    }
    day
}

fn edge(plan: &Plan<'_>, dependency: &Dependency, giver: Option<Ref>, needer: Option<Ref>) -> Edge {
    use DependencyType::{FinishToStart, StartToFinish, StartToStart};
    let from_start = matches!(dependency.kind, StartToStart | StartToFinish);
    let to_start = matches!(dependency.kind, FinishToStart | StartToStart);
    let day = |end: &Option<Ref>, start: bool| {
        end.as_ref().and_then(|end| plan.span(end)).map(|span| if start { span.0 } else { span.1 })
    };
    // The plan's own days count. What was said beside it counts where the plan has none, or where
    // the end is only a part of what has days: an item of an initiative.
    let part = |end: &Ref| matches!(end, Ref::Item(_));
    let said = |end: &Ref, said: Option<Date>, planned: Option<Date>| {
        if part(end) { said.or(planned) } else { planned.or(said) }
    };
    let given = said(&dependency.giver, dependency.committed_by, day(&giver, from_start));
    let needed = said(&dependency.needer, dependency.needed_by, day(&needer, to_start));
    let delivered = !super::is_open(dependency);
    // A working day has eight hours.
    let lag = dependency.lag / (8 * 60);
    let given = given.map(|day| after(plan, day, lag));
    let late = given.zip(needed).map(|(given, needed)| (given - needed).num_days()).filter(|late| *late > 0);
    let late = late.filter(|_| !delivered);
    let (from, to) = (plan.name(&dependency.giver), plan.name(&dependency.needer));
    let from = match lag {
        0 => from,
        lag => format!(
            "{from}, with {} after it,",
            count(lag.unsigned_abs() as usize, "working day", "working days")
        ),
    };
    let words = match (late, given, needed) {
        _ if delivered => format!("{from} gave {to} “{}”", dependency.title),
        (Some(late), Some(given), Some(needed)) => format!(
            "{to} needs {from} by {}, it comes {}, {} late",
            short_day(needed),
            short_day(given),
            days(late)
        ),
        (None, Some(given), Some(needed)) => {
            format!("{to} needs {from} by {}, it comes {}", short_day(needed), short_day(given))
        }
        _ => format!("{to} needs {from}; a day is not known"),
    };
    Edge {
        id: dependency.id,
        title: dependency.title.clone(),
        exact: !part(&dependency.giver) && !part(&dependency.needer),
        giver,
        needer,
        kind: dependency.kind,
        late,
        delivered,
        words,
    }
}
