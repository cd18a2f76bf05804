//! Escalations: how long somebody has to answer, what is overdue and since when, who comes next.

mod draft;

use super::words::{count, day};
use super::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Escalation, EscalationId, EscalationState, LadderStep, Program, Timestamp};

pub use draft::draft;

const MINUTE: i64 = 60_000;

/// Since when an escalation is overdue, and in what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    /// Since this moment.
    pub since: Timestamp,
    /// What did not come: `no answer from Ewa Nowak`.
    pub what: String,
}

/// The clock of an escalation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clock {
    /// What has to come by then: an answer, then the decision. None where nothing is awaited.
    pub until: Option<Timestamp>,
    /// It did not come in time.
    pub overdue: Option<Overdue>,
    /// In words: `Answer due in 2 h`, `No answer, 3 h over`, `Decision due 25 Nov`.
    pub words: String,
}

/// The last moment of the day by which the decision is needed.
fn needed(ctx: &Context<'_>, record: &Escalation) -> Option<Timestamp> {
    record.needed_by.map(|day| ctx.end_of(day))
}

/// What the clock of an escalation says. While it is sent, somebody has to answer by the ladder's time,
/// or by the day of the decision where that is sooner; once somebody took it on, the day of the decision
/// counts. A draft that was not sent by then is overdue, too.
#[must_use]
pub fn clock(ctx: &Context<'_>, record: &Escalation) -> Clock {
    let needed = needed(ctx, record);
    let (until, awaited) = match record.state {
        EscalationState::Draft => (needed, "not sent".to_owned()),
        EscalationState::Sent => {
            let sooner = match (record.respond_by, needed) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            let who = if record.to.is_empty() { String::new() } else { format!(" from {}", record.to) };
            (sooner, format!("no answer{who}"))
        }
        EscalationState::Acknowledged => (needed, "no decision".to_owned()),
        EscalationState::Decided | EscalationState::Withdrawn => return Clock::default(),
    };
    let overdue =
        until.filter(|until| *until < ctx.now).map(|since| Overdue { since, what: awaited.clone() });
    let words = match (until, &overdue) {
        (Some(until), Some(_)) => {
            let short = match record.state {
                EscalationState::Draft => "Not sent",
                EscalationState::Sent => "No answer",
                _ => "No decision",
            };
            format!("{short}, {} over", span(ctx.now.0 - until.0))
        }
        (Some(until), None) => {
            let what = match record.state {
                EscalationState::Draft => "Decision needed",
                EscalationState::Sent => "Answer due",
                _ => "Decision due",
            };
            let today = ctx.zone.day(until) == ctx.today();
            // The end of a day is no time that anybody named.
            if needed == Some(until) {
                if today { format!("{what} today") } else { format!("{what} {}", day(ctx.zone.day(until))) }
            } else {
                format!("{what} in {}", span(until.0 - ctx.now.0))
            }
        }
        (None, _) => String::new(),
    };
    Clock { until, overdue, words }
}

/// `45 min`, `3 h`, `2 days`: rounded down.
#[must_use]
pub fn span(milliseconds: i64) -> String {
    let minutes = (milliseconds / MINUTE).max(0);
    match minutes {
        0..60 => format!("{minutes} min"),
        60..2880 => format!("{} h", minutes / 60),
        _ => count(usize::try_from(minutes / 1440).unwrap_or(0), "day", "days"),
    }
}

/// An overdue escalation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Which.
    pub id: EscalationId,
    /// Since when.
    pub since: Timestamp,
    /// What did not come.
    pub what: String,
}

/// Whether an escalation belongs to a scope; one without a project is about the whole program only.
#[must_use]
pub fn in_scope(record: &Escalation, scope: Scope) -> bool {
    scope.project.is_none() || record.project == scope.project
}

/// The escalations of a scope that are still open, the overdue ones first, then by what is due next.
#[must_use]
pub fn open<'a>(ctx: &Context<'a>, scope: Scope) -> Vec<&'a Escalation> {
    let all = ctx.program.escalations.values().map(|e| &**e);
    let mut all: Vec<&Escalation> = all.filter(|e| e.state.is_open() && in_scope(e, scope)).collect();
    all.order_by_key(|e| (clock(ctx, e).until.map_or(i64::MAX, |at| at.0), e.id));
    all
}

/// The overdue escalations of a scope, the longest first.
#[must_use]
pub fn overdue(ctx: &Context<'_>, scope: Scope) -> Vec<Late> {
    let late = |record: &Escalation| {
        let Overdue { since, what } = clock(ctx, record).overdue?;
        Some(Late { id: record.id, since, what })
    };
    open(ctx, scope).into_iter().filter_map(late).collect()
}

/// The next step of its ladder, with its number; none at the top or without a ladder.
#[must_use]
pub fn next_step<'a>(program: &'a Program, record: &Escalation) -> Option<(u32, &'a LadderStep)> {
    let ladder = program.ladders.get(&record.ladder?)?;
    let next = record.step.checked_add(1)?;
    Some((next, ladder.steps.get(usize::try_from(next).ok()?)?))
}

/// Minutes as people say them: `4 h`, `30 min`, `2 days`.
#[must_use]
pub fn minutes(minutes: u32) -> String {
    match minutes {
        m if m >= 1440 && m.is_multiple_of(1440) => count((m / 1440) as usize, "day", "days"),
        m if m >= 60 && m.is_multiple_of(60) => format!("{} h", m / 60),
        m => format!("{m} min"),
    }
}
