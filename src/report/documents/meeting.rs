//! Minutes: who was there, what was talked about, what came out.

use super::{Desk, bullets, paragraphs};
use crate::analysis::Context;
use crate::model::{MeetingSession, OutcomeKind};
use crate::report::document::{Document, Span};
use crate::report::text::{clean, long};

/// The minutes of one date of a meeting; decisions and actions before what was said.
#[must_use]
pub fn minutes(ctx: &Context<'_>, session: &MeetingSession) -> Document {
    let desk = Desk { ctx: *ctx };
    let meeting = session.meeting.and_then(|id| ctx.program.meetings.get(&id)).map(|m| clean(&m.title));
    let own = clean(&session.title);
    let name = if own.is_empty() { meeting.unwrap_or_else(|| "Meeting".to_owned()) } else { own };
    let about = [desk.project(session.project), desk.team(session.team)];
    let mut subtitle = vec![long(session.day, ctx.today())];
    if let (Some(started), Some(ended)) = (session.started, session.ended) {
        subtitle.push(format!("{} to {}", desk.time(started), desk.time(ended)));
    }
    subtitle.extend(about.into_iter().filter(|part| !part.is_empty()));
    let mut document = Document::new(&format!("Minutes: {name}"), &subtitle.join(", "));
    let mut present: Vec<String> = session.present.iter().map(|id| desk.person(Some(*id))).collect();
    present.retain(|name| !name.is_empty());
    if !present.is_empty() {
        document.put("present", "Present", paragraphs(&present.join(", ")));
    }
    for (kind, key, title) in [
        (OutcomeKind::Decision, "decisions", "Decisions"),
        (OutcomeKind::Action, "actions", "Actions"),
        (OutcomeKind::Risk, "risks", "Risks"),
        (OutcomeKind::Change, "changes", "Changes"),
        (OutcomeKind::Note, "notes", "Notes"),
    ] {
        let outcomes = session.outcomes.iter().filter(|outcome| outcome.kind == kind);
        let line = |outcome: &crate::model::SessionOutcome| match &outcome.made {
            Some(crate::model::Ref::Action(id)) if ctx.program.actions.contains_key(id) => {
                ctx.program.actions.get(id).map(|action| desk.action(action)).unwrap_or_default()
            }
            Some(made) if !desk.record(made).is_empty() => desk.record(made),
            _ => vec![Span::Text(clean(&outcome.text))],
        };
        document.put(key, title, bullets(outcomes.map(line).collect()));
    }
    let points = session.agenda.iter().map(|point| {
        let mut line = vec![Span::Strong(clean(&point.title))];
        let notes = clean(&point.notes);
        if !notes.is_empty() {
            line.push(Span::Text(notes));
        }
        point.about.iter().for_each(|to| line.extend(desk.record(to).into_iter().take(1)));
        if !point.done {
            line.push(Span::Quiet("(carried over)".to_owned()));
        }
        line
    });
    document.put("agenda", "Agenda", bullets(points.collect()));
    document
}
