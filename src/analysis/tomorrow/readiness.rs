//! Whether the next sprint of each team can begin: a checklist that the model answers.

use crate::analysis::facts::{Facts, ItemFacts};
use crate::analysis::sprints::velocity_chart;
use crate::analysis::words::{count, day as day_words, number, percent};
use crate::analysis::{Colour, Scope};
use crate::model::order::InOrder;
use crate::model::{
    Category, Date, DependencyState, Points, Program, Ref, Sprint, SprintId, SprintState, TeamId, WorkItem,
};
use std::sync::Arc;

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `Estimated`.
    pub name: &'static str,
    /// Green: yes. Amber: not yet. Red: no. Unknown: it cannot be told.
    pub colour: Colour,
    /// The reason, in words.
    pub text: String,
    /// What is missing: the records behind it.
    pub behind: Vec<Ref>,
}

/// The next sprint of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// The team.
    pub team: Option<TeamId>,
    /// What people call the team.
    pub team_name: String,
    /// The sprint.
    pub sprint: SprintId,
    /// Its name.
    pub name: String,
    /// Its first day.
    pub start: Option<Date>,
    /// The questions, always the same in the same order.
    pub checks: Vec<Check>,
}

impl Readiness {
    /// How many are answered well.
    #[must_use]
    pub fn ready(&self) -> usize {
        self.checks.iter().filter(|c| c.colour == Colour::Green).count()
    }
}

/// The next planned sprint of each team, soonest first.
#[must_use]
pub fn readiness(facts: &Facts<'_>, scope: Scope) -> Vec<Readiness> {
    let program = facts.ctx.program;
    let mut next: Vec<&Arc<Sprint>> = program
        .sprints
        .values()
        .filter(|s| s.state == SprintState::Planned)
        .filter(|s| scope.team.is_none_or(|t| s.team == Some(t)))
        .filter(|s| scope.project.is_none_or(|p| s.project.is_none_or(|of| of == p)))
        .collect();
    let name = |s: &Sprint| s.team.and_then(|t| program.teams.get(&t)).map(|t| t.name.clone());
    next.order_by(|a, b| (a.team, a.start, a.id).cmp(&(b.team, b.start, b.id)));
    next.dedup_by_key(|s| s.team);
    next.order_by(|a, b| (a.start, name(a), a.id).cmp(&(b.start, name(b), b.id)));
    next.into_iter()
        .map(|sprint| {
            let items: Vec<&ItemFacts<'_>> =
                facts.items.iter().filter(|f| f.item.sprint == Some(sprint.id) && f.is_open()).collect();
            Readiness {
                team: sprint.team,
                team_name: name(sprint).unwrap_or_default(),
                sprint: sprint.id,
                name: sprint.name.clone(),
                start: sprint.start,
                checks: vec![
                    refined(program, &items),
                    estimated(&items),
                    unblocked(program, &items),
                    capacity(facts, sprint, &items),
                    goal(sprint),
                ],
            }
        })
        .collect()
}

/// An item is refined once it left the first column; where there is no column to wait in, once it says
/// what is meant.
fn is_refined(program: &Program, item: &WorkItem) -> bool {
    let Some(workflow) = program.workflow_of(item.project) else { return !item.notes.is_empty() };
    let waiting = workflow.statuses.iter().filter(|s| s.category == Category::ToDo).count();
    let first = workflow.statuses.first().is_some_and(|s| s.id == item.status);
    if waiting > 1 { !first } else { !item.notes.is_empty() }
}

fn refs<'a>(items: impl Iterator<Item = &'a WorkItem>) -> Vec<Ref> {
    items.map(|i| Ref::Item(i.id)).collect()
}

fn share(name: &'static str, word: &str, of: usize, missing: Vec<Ref>) -> Check {
    if of == 0 {
        let text = "Nothing is planned into it yet".to_owned();
        return Check { name, colour: Colour::Unknown, text, behind: missing };
    }
    let well = of - missing.len().min(of);
    let (colour, text) = if missing.is_empty() {
        (Colour::Green, ["All ", &of.to_string(), " ", word].concat())
    } else {
        let colour = if well * 2 < of { Colour::Red } else { Colour::Amber };
        (colour, [&well.to_string(), " of ", &of.to_string(), " ", word].concat())
    };
    Check { name, colour, text, behind: missing }
}

fn refined(program: &Program, items: &[&ItemFacts<'_>]) -> Check {
    let missing = refs(items.iter().map(|f| f.item).filter(|i| !is_refined(program, i)));
    share("Refined", "refined", items.len(), missing)
}

fn estimated(items: &[&ItemFacts<'_>]) -> Check {
    let missing = refs(items.iter().map(|f| f.item).filter(|i| i.estimate.is_none()));
    share("Estimated", "estimated", items.len(), missing)
}

fn unblocked(program: &Program, items: &[&ItemFacts<'_>]) -> Check {
    let mut blocked = refs(items.iter().map(|f| f.item).filter(|i| i.blocked.is_some()));
    let n = blocked.len();
    let waits = program.dependencies.values().filter(|d| {
        matches!(d.state, DependencyState::Requested | DependencyState::AtRisk)
            && items.iter().any(|f| d.needer == Ref::Item(f.id))
    });
    blocked.extend(waits.map(|d| Ref::Dependency(d.id)));
    let name = "Unblocked";
    if items.is_empty() {
        return share(name, "", 0, blocked);
    }
    if blocked.is_empty() {
        let text = "Nothing is blocked or waits for a promise".to_owned();
        return Check { name, colour: Colour::Green, text, behind: blocked };
    }
    let open = blocked.len() - n;
    let text = match (n, open) {
        (n, 0) => [&count(n, "item is", "items are"), " blocked"].concat(),
        (0, d) => [&count(d, "dependency", "dependencies"), " without a promise"].concat(),
        (n, d) => [&n.to_string(), " blocked, ", &d.to_string(), " without a promise"].concat(),
    };
    Check { name, colour: Colour::Amber, text, behind: blocked }
}

/// Person-days of a team between two days: working days by allocation, absences taken off. With the
/// same without absences.
fn person_days(program: &Program, team: TeamId, from: Date, to: Date) -> (f64, f64) {
    let (mut there, mut all) = (0.0, 0.0);
    for person in program.people.values().filter(|p| p.team == Some(team)) {
        let share = f64::from(person.allocation) / 100.0;
        let away = |day: Date| {
            program.absences.values().any(|a| a.person == person.id && (a.from..=a.to).contains(&day))
        };
        for day in from.iter_days().take_while(|d| *d <= to).take(100) {
            if program.settings.is_working_day(day) {
                all += share;
                if !away(day) {
                    there += share;
                }
            }
        }
    }
    (there, all)
}

fn capacity(facts: &Facts<'_>, sprint: &Sprint, items: &[&ItemFacts<'_>]) -> Check {
    let name = "Capacity";
    let unknown = |text: &str| Check {
        name,
        colour: Colour::Unknown,
        text: text.to_owned(),
        behind: vec![Ref::Sprint(sprint.id)],
    };
    let Some(team) = sprint.team else { return unknown("The sprint belongs to no team") };
    let Some(mean) = velocity_chart(facts, Scope::team(team)).mean else {
        return unknown("No closed sprint to learn a velocity from");
    };
    let Some((start, end)) = sprint.start.zip(sprint.end) else { return unknown("The sprint has no dates") };
    let (there, all) = person_days(facts.ctx.program, team, start, end);
    let share = if all > 0.0 { there / all } else { 1.0 };
    let can = mean * share;
    let points: Points = items.iter().filter_map(|f| f.item.estimate).sum();
    let planned = points.to_hundredths() as f64 / 100.0;
    let colour = if planned <= can {
        Colour::Green
    } else if planned <= can * 1.15 {
        Colour::Amber
    } else {
        Colour::Red
    };
    let away = if share < 0.999 {
        [", ", &percent(share * 100.0), " of the people's days"].concat()
    } else {
        String::new()
    };
    let text = [&points.to_string(), " pt planned, the team does about ", &number(can, 1), &away].concat();
    Check { name, colour, text, behind: vec![Ref::Sprint(sprint.id)] }
}

fn goal(sprint: &Sprint) -> Check {
    let goal = sprint.goal.trim();
    let behind = vec![Ref::Sprint(sprint.id)];
    let starts = sprint.start.map(|d| [", begins ", &day_words(d)].concat()).unwrap_or_default();
    if goal.is_empty() {
        let text = ["No goal yet", &starts].concat();
        return Check { name: "Goal", colour: Colour::Amber, text, behind };
    }
    Check { name: "Goal", colour: Colour::Green, text: goal.to_owned(), behind }
}
