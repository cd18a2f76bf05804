//! The minutes of a date: who was there, what was said under which point, what came out.

use super::{point_seconds, undone};
use crate::analysis::Context;
use crate::analysis::chain::called;
use crate::analysis::words::{count, day};
use crate::model::{MeetingSession, OutcomeKind, Program, Ref, SessionOutcome};

/// One part of the minutes: its head and lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// `Decisions`.
    pub head: String,
    /// What stands right of the head: `12 of 15 min`; may be empty.
    pub aside: String,
    /// Each one thing.
    pub lines: Vec<String>,
}

/// The minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    /// `Search steering, 20 Nov`.
    pub title: String,
    /// Parts that have something to say.
    pub parts: Vec<Part>,
}

/// The minutes of a date; `name` is what the meeting is called on it.
#[must_use]
pub fn minutes(ctx: &Context<'_>, session: &MeetingSession, name: &str) -> Minutes {
    let program = ctx.program;
    let mut parts = Vec::new();
    let mut part = |head: &str, aside: String, lines: Vec<String>| {
        if !lines.is_empty() {
            parts.push(Part { head: head.to_owned(), aside, lines });
        }
    };
    let present = session.present.iter().filter_map(|id| program.people.get(id)).map(|p| p.name.as_str());
    let present = present.collect::<Vec<_>>().join(", ");
    part("Present", String::new(), if present.is_empty() { Vec::new() } else { vec![present] });
    let heads = [
        (OutcomeKind::Decision, "Decisions"),
        (OutcomeKind::Action, "Actions"),
        (OutcomeKind::Change, "Change requests"),
        (OutcomeKind::Risk, "Risks"),
    ];
    for (kind, head) in heads {
        let of = session.outcomes.iter().filter(|o| o.kind == kind);
        part(head, String::new(), of.map(|o| outcome(program, o)).collect());
    }
    for point in &session.agenda {
        let mut lines: Vec<String> =
            point.notes.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
        let said =
            session.outcomes.iter().filter(|o| o.point == Some(point.id) && o.kind == OutcomeKind::Note);
        lines.extend(said.map(|o| o.text.clone()));
        let about = point.about.iter().filter_map(|to| called(program, to));
        let about: Vec<String> = about.map(|c| if c.key.is_empty() { c.title } else { c.key }).collect();
        if !about.is_empty() && (point.done || !lines.is_empty()) {
            lines.push(["About ", &about.join(", "), "."].concat());
        }
        let took = point_seconds(session, point, ctx.now).div_ceil(60);
        let aside = match (took, point.minutes) {
            (0, _) => String::new(),
            (took, 0) => format!("{took} min"),
            (took, minutes) => format!("{took} of {minutes} min"),
        };
        part(&point.title, aside, lines);
    }
    let loose = session.outcomes.iter().filter(|o| {
        o.kind == OutcomeKind::Note && o.point.is_none_or(|id| session.agenda.iter().all(|p| p.id != id))
    });
    part("Notes", String::new(), loose.map(|o| o.text.clone()).collect());
    let over = undone(session).map(|p| match p.carried {
        0 => p.title.clone(),
        n => [&p.title, ", carried over ", &count(n as usize, "time", "times")].concat(),
    });
    part("Carried over", String::new(), over.collect());
    Minutes { title: [name, ", ", &day(session.day)].concat(), parts }
}

/// `A-62 Ask Platform for 2 GPU nodes. Jonas Weber, due 21 Nov.`
fn outcome(program: &Program, outcome: &SessionOutcome) -> String {
    let Some(made) = &outcome.made else { return outcome.text.clone() };
    let Some(name) = called(program, made) else { return outcome.text.clone() };
    let person = |id: Option<crate::model::PersonId>| {
        id.and_then(|id| program.people.get(&id)).map(|p| p.name.clone())
    };
    let more = match made {
        Ref::Action(id) => program
            .actions
            .get(id)
            .map_or_else(Vec::new, |a| vec![person(a.owner), a.due.map(|d| ["due ", &day(d)].concat())]),
        Ref::Decision(id) => program.decisions.get(id).map_or_else(Vec::new, |d| {
            vec![person(d.owner), d.needed_by.map(|d| ["needed by ", &day(d)].concat())]
        }),
        Ref::Risk(id) => program.risks.get(id).map_or_else(Vec::new, |r| vec![person(r.owner)]),
        Ref::Change(id) => program.changes.get(id).map_or_else(Vec::new, |c| vec![person(c.owner)]),
        _ => Vec::new(),
    };
    let more = more.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let end = if name.title.ends_with(['.', '?', '!']) { "" } else { "." };
    let more = if more.is_empty() { more } else { [" ", &more, "."].concat() };
    [&name.key, " ", &name.title, end, &more].concat()
}
