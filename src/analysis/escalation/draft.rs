//! An escalation drafted from the record that it is about: what, since when, impact, options, ask.

use crate::analysis::Context;
use crate::analysis::chain::{around, called};
use crate::analysis::risk::late;
use crate::analysis::time::workdays_passed;
use crate::analysis::words::{count, day, money, number, working_days};
use crate::model::{
    Choice, Date, Dependency, Escalation, EscalationState, LinkKind, Ref, Risk, WorkItem, ladder_for,
};

/// The draft for a record. What the program does not know stays empty, for the user to write.
#[must_use]
pub fn draft(ctx: &Context<'_>, about: &Ref) -> Escalation {
    let program = ctx.program;
    let name = called(program, about);
    let title = name.as_ref().map(|n| n.title.clone()).unwrap_or_default();
    let mut made = Escalation {
        about: Some(about.clone()),
        what: title.clone(),
        title,
        since: Some(ctx.today()),
        state: EscalationState::Draft,
        ..Escalation::default()
    };
    match about {
        Ref::Risk(id) => {
            if let Some(risk) = program.risks.get(id) {
                of_risk(ctx, risk, &mut made);
            }
        }
        Ref::Item(id) => {
            if let Some(item) = program.items.get(id) {
                of_item(ctx, item, &mut made);
            }
        }
        Ref::Dependency(id) => {
            if let Some(dependency) = program.dependencies.get(id) {
                of_dependency(ctx, dependency, &mut made);
            }
        }
        Ref::Issue(id) => {
            if let Some(issue) = program.issues.get(id) {
                (made.project, made.client, made.owner) = (issue.project, issue.client, issue.owner);
                made.since = Some(ctx.zone.day(issue.created));
                made.needed_by = issue.due;
                let cost = issue.loss.map(|loss| format!("It costs {}.", money(loss)));
                made.impact = sentences([Some(issue.impact.clone()), cost]);
            }
        }
        Ref::Action(id) => {
            if let Some(action) = program.actions.get(id) {
                (made.project, made.client, made.owner) = (action.project, action.client, action.owner);
                made.since = action.due.filter(|due| *due <= ctx.today()).or(made.since);
                let overdue = action.due.filter(|due| *due < ctx.today());
                made.impact = overdue
                    .map(|due| format!("Due on {}, {} late.", day(due), days_since(ctx, due)))
                    .unwrap_or_default();
                made.ask = format!("Help to get it done: {}.", made.what.trim_end_matches('.'));
            }
        }
        Ref::Blocker(id) => {
            if let Some(blocker) = program.blockers.get(id) {
                (made.project, made.owner) = (blocker.project, blocker.owner);
                made.since = Some(blocker.raised);
                made.needed_by = blocker.needed_by;
                made.impact = match workdays_passed(&program.settings, blocker.raised, ctx.today()) {
                    ..1 => format!("It has held up the team since {}.", day_or_today(ctx, blocker.raised)),
                    stood => format!("It has held up the team for {}.", working_days(stood)),
                };
                made.ask = "Clear the blocker, or say who can.".to_owned();
            }
        }
        Ref::Assumption(id) => {
            if let Some(assumption) = program.assumptions.get(id) {
                (made.project, made.owner) = (assumption.project, assumption.owner);
                made.impact.clone_from(&assumption.impact);
                made.needed_by = assumption.validate_by;
                made.ask = "Say whether this holds.".to_owned();
            }
        }
        _ => {}
    }
    if made.client.is_none() {
        made.client = made.project.and_then(|id| program.projects.get(&id)).and_then(|p| p.client);
    }
    if made.ask.is_empty() {
        made.ask = "Choose one of the options.".to_owned();
    }
    if let Some(key) = name.map(|n| n.key).filter(|key| !key.is_empty() && made.what == made.title) {
        made.what = format!("{} ({key})", made.what.trim_end_matches('.'));
    }
    made.needed_by = made.needed_by.filter(|day| *day >= ctx.today());
    made.ladder = ladder_for(program, made.project, made.client);
    let ladder = made.ladder.and_then(|id| program.ladders.get(&id));
    made.to = ladder.and_then(|l| l.steps.first()).map(|step| step.who.clone()).unwrap_or_default();
    made
}

/// Sentences one after the other, each with its full stop.
fn sentences(parts: impl IntoIterator<Item = Option<String>>) -> String {
    let mut text = String::new();
    for part in parts.into_iter().flatten() {
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(part);
        if !part.ends_with(['.', '!', '?']) {
            text.push('.');
        }
    }
    text
}

fn days_since(ctx: &Context<'_>, since: Date) -> String {
    count(usize::try_from((ctx.today() - since).num_days()).unwrap_or(0), "day", "days")
}

fn day_or_today(ctx: &Context<'_>, since: Date) -> String {
    if since == ctx.today() { "today".to_owned() } else { day(since) }
}

/// The milestones that a record is linked to, in words, and the first of their days.
fn threatened(ctx: &Context<'_>, about: &Ref) -> (Option<String>, Option<Date>) {
    let links = around(ctx.program, about);
    let near = links.out.iter().chain(&links.into);
    let found = near.filter_map(|(_, to)| match to {
        Ref::Milestone(id) => ctx.program.milestones.get(id),
        _ => None,
    });
    let mut all: Vec<_> = found.filter(|m| m.reached.is_none()).map(|m| (m.due, m.name.as_str())).collect();
    all.sort_unstable();
    let words: Vec<String> = all.iter().map(|(due, name)| format!("{name} ({})", day(*due))).collect();
    let first = all.first().map(|(due, _)| *due);
    ((!words.is_empty()).then(|| format!("It threatens {}", words.join(" and "))), first)
}

fn of_risk(ctx: &Context<'_>, risk: &Risk, made: &mut Escalation) {
    (made.project, made.owner) = (risk.project, risk.owner);
    let sentence = risk.sentence();
    if !sentence.is_empty() {
        made.what = sentence;
    } else if !risk.notes.trim().is_empty() {
        made.what = risk.notes.trim().to_owned();
    }
    made.since = Some(ctx.zone.day(risk.raised.unwrap_or(risk.created)));
    let (milestones, first) = threatened(ctx, &Ref::Risk(risk.id));
    let percent = risk.probability.unwrap_or(0);
    let cost = risk.exposure().zip(risk.loss).map(|(exposure, loss)| {
        let days = risk.exposure_days().zip(risk.loss_days).map(|(expected, lost)| {
            format!(", and {percent} % of {lost} days = {} days", number(expected as f64 / 100.0, 1))
        });
        format!("Exposure {percent} % of {} = {}{}", money(loss), money(exposure), days.unwrap_or_default())
    });
    let score = Some(format!("Score {}, probability × impact", risk.residual.value()));
    let trigger = (!risk.raised_why.is_empty()).then(|| risk.raised_why.clone());
    made.impact = sentences([milestones, cost, score, trigger]);
    let response = risk.response.name();
    if !risk.plan.trim().is_empty() {
        let text = format!("{response}: {}", risk.plan.trim().trim_end_matches('.'));
        made.options.push(Choice { text, ..Choice::default() });
        made.recommendation = format!("{response}, as planned.");
    }
    let note = match (risk.exposure().is_some() || risk.exposure_days().is_some(), risk.probability) {
        (true, _) => "What is to be expected then: probability × loss",
        (false, Some(_)) => "Not estimated: the risk has no loss yet",
        (false, None) if risk.loss.is_some() || risk.loss_days.is_some() => {
            "Not estimated: the risk has no probability yet"
        }
        (false, None) => "Not estimated: the risk has no probability and no loss yet",
    };
    made.options.push(Choice {
        text: "Do nothing".to_owned(),
        cost: risk.exposure(),
        days: risk.exposure_days().map(|hundredths| (hundredths + 50) / 100),
        note: note.to_owned(),
        ..Choice::default()
    });
    made.ask = format!("Decide how to respond to {}.", risk.key);
    made.needed_by = first.or(risk.review);
}

fn of_item(ctx: &Context<'_>, item: &WorkItem, made: &mut Escalation) {
    (made.project, made.owner) = (Some(item.project), item.owner);
    if let Some(block) = &item.blocked {
        let since = ctx.zone.day(block.since);
        made.since = Some(since);
        let reason = block.reason.trim();
        if !reason.is_empty() {
            made.what = format!("{} {} is blocked: {reason}", item.key, item.title);
        }
        let (milestones, first) = threatened(ctx, &Ref::Item(item.id));
        let held = item.links.iter().filter(|l| l.kind == LinkKind::Blocks).count();
        let others = (held > 0).then(|| format!("It holds up {}", count(held, "other item", "other items")));
        let stood = Some(match workdays_passed(&ctx.program.settings, since, ctx.today()) {
            ..1 => format!("Blocked since {}", day_or_today(ctx, since)),
            stood => format!("Blocked for {}", working_days(stood)),
        });
        made.impact = sentences([stood, others, milestones]);
        made.needed_by = first.or(item.due);
        made.ask = "Clear the blocker, or say who can.".to_owned();
    } else {
        made.needed_by = item.due;
    }
}

fn of_dependency(ctx: &Context<'_>, record: &Dependency, made: &mut Escalation) {
    made.owner = record.owner;
    made.project = match &record.needer {
        Ref::Item(id) => ctx.program.items.get(id).map(|i| i.project),
        Ref::Milestone(id) => ctx.program.milestones.get(id).map(|m| m.project),
        Ref::Project(id) => Some(*id),
        _ => None,
    };
    let name = |to: &Ref| called(ctx.program, to).map_or(String::new(), |c| c.title);
    let (giver, needer) = (
        match &record.giver {
            Ref::External(key) => key.clone(),
            other => name(other),
        },
        name(&record.needer),
    );
    made.what = format!("{needer} needs {} from {giver}", record.title);
    let seen = late(record, ctx.today());
    made.impact = sentences([Some(seen.words)]);
    made.since = Some(ctx.zone.day(record.updated));
    made.needed_by = record.needed_by;
    made.ask = format!("{giver}: promise a day that fits, or say what would help.");
}
