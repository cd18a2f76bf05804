//! Escalations that are overdue, assumptions to be known and issues to be resolved by now.

use super::{Need, NeedKind, Place};
use crate::analysis::escalation::{clock, in_scope, span};
use crate::analysis::words::{day, days};
use crate::analysis::{Colour, Context, Scope};
use crate::model::{AssumptionState, Date, IssueState, ProjectId, Ref};

pub(super) fn needs(ctx: &Context<'_>, scope: Scope, found: &mut Vec<Need>) {
    escalations(ctx, scope, found);
    let mine =
        |project: Option<ProjectId>| scope.project.is_none() || project.is_none() || project == scope.project;
    for record in ctx.program.assumptions.values() {
        let due = record.validate_by.filter(|day| *day <= ctx.today());
        let Some(due) = due.filter(|_| record.state == AssumptionState::Open && mine(record.project)) else {
            continue;
        };
        let why = record.impact.trim().trim_end_matches('.');
        let why = if why.is_empty() {
            format!("To be known by {}", day(due))
        } else {
            format!("If it does not hold: {why}")
        };
        found.push(Need {
            kind: NeedKind::Assumption,
            key: record.key.clone(),
            why,
            owner: record.owner,
            ..by_day(ctx, due, &record.title, Ref::Assumption(record.id))
        });
    }
    for record in ctx.program.issues.values() {
        let due = record.due.filter(|day| *day <= ctx.today());
        let Some(due) = due.filter(|_| record.state != IssueState::Resolved && mine(record.project)) else {
            continue;
        };
        let why = record.impact.trim().trim_end_matches('.');
        found.push(Need {
            kind: NeedKind::Issue,
            key: record.key.clone(),
            why: if why.is_empty() { format!("Was due on {}", day(due)) } else { why.to_owned() },
            owner: record.owner,
            ..by_day(ctx, due, &record.title, Ref::Issue(record.id))
        });
    }
}

/// A need that a day brings; what the record says of it is filled in by the caller.
fn by_day(ctx: &Context<'_>, due: Date, title: &str, to: Ref) -> Need {
    let late = (ctx.today() - due).num_days();
    Need {
        kind: NeedKind::Issue,
        colour: if late > 5 { Colour::Red } else { Colour::Amber },
        when: if late == 0 { "today".into() } else { format!("{} late", days(late)) },
        title: title.to_owned(),
        key: String::new(),
        why: String::new(),
        owner: None,
        verb: "Open",
        place: Place::Record(to),
        weight: late,
    }
}

fn escalations(ctx: &Context<'_>, scope: Scope, found: &mut Vec<Need>) {
    let all = ctx.program.escalations.values();
    for record in all.filter(|e| e.state.is_open() && (e.project.is_none() || in_scope(e, scope))) {
        let clock = clock(ctx, record);
        let Some(until) = clock.until else { continue };
        let left = until.0 - ctx.now.0;
        let today = ctx.zone.day(until) <= ctx.today();
        let (colour, when) = match &clock.overdue {
            Some(overdue) => (Colour::Red, format!("{} over", span(ctx.now.0 - overdue.since.0))),
            None if today => (Colour::Amber, "today".to_owned()),
            None => continue,
        };
        let asked = if record.ask.trim().is_empty() { &record.what } else { &record.ask };
        let asked = asked.trim().trim_end_matches('.');
        found.push(Need {
            kind: NeedKind::Escalation,
            colour,
            when,
            title: record.title.clone(),
            key: record.key.clone(),
            why: match &clock.overdue {
                Some(overdue) => capital(&format!("{}. {asked}", overdue.what)),
                None => format!("{}. {asked}", clock.words),
            },
            owner: record.owner,
            verb: "Open",
            place: Place::Record(Ref::Escalation(record.id)),
            weight: -left / 86_400_000,
        });
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
