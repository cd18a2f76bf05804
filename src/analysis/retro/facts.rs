//! What the figures say about the sprint that is looked back on.

use crate::analysis::facts::Facts;
use crate::analysis::flow::{blocked_time, percentile};
use crate::analysis::sprints::{outcome, velocity_chart};
use crate::analysis::time::{DayCount, Window};
use crate::analysis::words::{count, day as day_words, days, number, percent};
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Date, DefectPhase, Program, Ref, Retro, Sprint};

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// `Say-do`.
    pub name: &'static str,
    /// `82 %`.
    pub value: String,
    /// The reason in words: `23 of 28 pt that were committed`.
    pub text: String,
    /// The records behind it.
    pub behind: Vec<Ref>,
    /// The figure on the page of metrics that shows how it is worked out; empty where there is none.
    pub figure: &'static str,
}

/// The days that a retro looks back on: its sprint's, else the four weeks before it.
fn span(program: &Program, retro: &Retro) -> (Date, Date) {
    let sprint = retro.sprint.and_then(|id| program.sprints.get(&id));
    let dates = sprint.and_then(|s| s.start.zip(s.end));
    dates.unwrap_or_else(|| (crate::analysis::time::back(retro.day, 27), retro.day))
}

/// The facts beside a retro. `known` are those of the program as of now.
#[must_use]
pub fn facts(known: &Facts<'_>, retro: &Retro) -> Vec<Fact> {
    let program = known.ctx.program;
    let (from, to) = span(program, retro);
    let scope = Scope { project: if retro.team.is_some() { None } else { retro.project }, team: retro.team };
    let mut found = Vec::new();
    if let Some(sprint) = retro.sprint.and_then(|id| program.sprints.get(&id)) {
        found.extend(of_sprint(known, sprint, scope));
    }
    found.extend(cycle(known, scope, from, to));
    found.extend(blocked(&known.ctx, scope, from, to));
    found.push(incidents(known, retro, from, to));
    found.push(leaked(known, scope, from, to));
    found
}

fn of_sprint(known: &Facts<'_>, sprint: &Sprint, scope: Scope) -> Vec<Fact> {
    let outcome = outcome(known, sprint);
    let behind: Vec<Ref> = outcome.completed_items.iter().map(|id| Ref::Item(*id)).collect();
    let usual = velocity_chart(known, scope).mean.map(|mean| [", usually ", &number(mean, 1)].concat());
    let mut found = vec![Fact {
        name: "Velocity",
        value: [&outcome.completed.to_string(), " pt"].concat(),
        text: [
            &count(outcome.completed_items.len(), "item", "items"),
            " done",
            &usual.unwrap_or_default(),
            ", ",
            &outcome.carried_over.len().to_string(),
            " carried over",
        ]
        .concat(),
        behind,
        figure: "velocity",
    }];
    if let (Some(say_do), Some(committed)) = (outcome.say_do(), outcome.committed) {
        let done = outcome.completed_of_committed;
        found.push(Fact {
            name: "Say-do",
            value: percent(say_do.round()),
            text: [&done.to_string(), " of ", &committed.to_string(), " pt that were committed"].concat(),
            behind: outcome.carried_over.iter().chain(&outcome.removed).map(|id| Ref::Item(*id)).collect(),
            figure: "say-do",
        });
    }
    found
}

fn cycle(known: &Facts<'_>, scope: Scope, from: Date, to: Date) -> Option<Fact> {
    let settings = &known.ctx.program.settings;
    let mut took: Vec<(i64, Ref)> = known
        .of(scope)
        .filter_map(|f| {
            let finish = known.delivered(f).filter(|day| (from..=to).contains(day))?;
            let start = known.day(f.cycle_start()?);
            Some((DayCount::Calendar.between(settings, start, finish), Ref::Item(f.id)))
        })
        .collect();
    took.order();
    let sorted: Vec<i64> = took.iter().map(|(n, _)| *n).collect();
    let (half, most) = (percentile(&sorted, 50)?, percentile(&sorted, 85)?);
    let slowest = took.iter().rev().take(3).map(|(_, to)| to.clone()).collect();
    Some(Fact {
        name: "Cycle time",
        value: days(half),
        text: ["Half of ", &count(sorted.len(), "item", "items"), ", 85 % within ", &days(most)].concat(),
        behind: slowest,
        figure: "cycle-time",
    })
}

fn blocked(ctx: &Context<'_>, scope: Scope, from: Date, to: Date) -> Option<Fact> {
    // As of the end of that time: what stood blocked then counts to that day.
    let now = ctx.end_of(to).min(ctx.now);
    let then = Context { now, ..*ctx };
    let length = u32::try_from((to.min(ctx.today()) - from).num_days() + 1).ok()?;
    let lost = blocked_time(&Facts::new(&then), scope, Window::last(length));
    let all: i64 = lost.iter().map(|b| b.days).sum();
    let text = match lost.first() {
        None => "Nothing stood blocked".to_owned(),
        Some(most) if most.reason.is_empty() => [&days(most.days), " without a reason"].concat(),
        Some(most) => ["Most: ", most.reason.trim_end_matches('.'), ", ", &days(most.days)].concat(),
    };
    Some(Fact {
        name: "Blocked time",
        value: days(all),
        text,
        behind: lost.iter().flat_map(|b| b.items.iter().map(|id| Ref::Item(*id))).collect(),
        figure: "blocked-time",
    })
}

/// Incidents of the project, or of projects that the team works in.
fn incidents(known: &Facts<'_>, retro: &Retro, from: Date, to: Date) -> Fact {
    let program = known.ctx.program;
    let team_works = |project| {
        retro.team.is_some() && program.items.values().any(|i| i.team == retro.team && i.project == project)
    };
    let mine = program.incidents.values().filter(|incident| {
        (from..=to).contains(&known.day(incident.began))
            && match (retro.team, incident.project) {
                (None, project) => project == retro.project,
                (Some(_), Some(project)) => team_works(project),
                (Some(_), None) => true,
            }
    });
    let found: Vec<_> = mine.collect();
    let worst = found.iter().min_by_key(|i| (i.severity, i.began));
    let text = worst.map_or_else(
        || ["None from ", &day_words(from), " to ", &day_words(to)].concat(),
        |i| ["Worst: SEV ", &i.severity.to_string(), ", ", &i.title].concat(),
    );
    Fact {
        name: "Incidents",
        value: found.len().to_string(),
        text,
        behind: found.iter().map(|i| Ref::Incident(i.id)).collect(),
        figure: "",
    }
}

fn leaked(known: &Facts<'_>, scope: Scope, from: Date, to: Date) -> Fact {
    let within = |f: &&crate::analysis::ItemFacts<'_>| (from..=to).contains(&known.day(f.item.created));
    let phase = |f: &crate::analysis::ItemFacts<'_>| f.item.defect.as_ref().and_then(|d| d.phase);
    let (mut after, mut all) = (Vec::new(), 0);
    for f in known.of(scope).filter(|f| f.is_defect).filter(within) {
        all += 1;
        if phase(f) == Some(DefectPhase::AfterRelease) {
            after.push(Ref::Item(f.id));
        }
    }
    let text = match all {
        0 => "No defect was found in that time".to_owned(),
        n => [&count(n, "defect", "defects"), " found, ", &after.len().to_string(), " after a release"]
            .concat(),
    };
    Fact { name: "Leakage", value: after.len().to_string(), text, behind: after, figure: "defect-leakage" }
}
