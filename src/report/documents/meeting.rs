//! Minutes: who was there, what was talked about, what came out.

use super::{Desk, blocks, bullets, remark};
use crate::analysis::agenda::{Fact, facts_of};
use crate::analysis::words::carried_over;
use crate::analysis::{Context, Facts, Scope};
use crate::model::{AgendaItem, MeetingSession, OutcomeKind};
use crate::report::document::{Block, Document, Span};
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
        document.put("present", "Present", blocks(&present.join(", ")));
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
            Some(made) if !desk.record(made).is_empty() => {
                let mut line = desk.record(made);
                if let crate::model::Ref::Decision(id) = made
                    && let Some(decision) = ctx.program.decisions.get(id)
                {
                    line.extend(remark(&[clean(&decision.outcome)]));
                }
                line
            }
            _ => vec![Span::Text(clean(&outcome.text))],
        };
        document.put(key, title, bullets(outcomes.map(line).collect()));
    }
    document.put("agenda", "Agenda", agenda(&desk, session));
    document
}

/// Each point with what was said of it, then the records that it is about with what to know of each now.
fn agenda(desk: &Desk<'_>, session: &MeetingSession) -> Vec<Block> {
    let meeting = session.meeting.and_then(|id| desk.program().meetings.get(&id));
    let project = meeting.map_or(session.project, |m| m.project);
    let team = meeting.map_or(session.team, |m| m.team);
    let facts = Facts::new(&desk.ctx);
    let mut all = Vec::new();
    for point in &session.agenda {
        let mut head = vec![Span::Strong(clean(&point.title))];
        head.extend(remark(&fate(session, point)));
        all.push(Block::Paragraph(head));
        all.extend(blocks(&point.notes));
        let about = facts_of(&facts, Scope { project, team }, &point.about);
        let line = |fact: &Fact| {
            let mut line = desk.record(&fact.to);
            line.extend(remark(&[clean(&fact.note)]));
            line
        };
        all.extend(bullets(about.iter().map(line).collect()));
    }
    all
}

/// What became of a point that is not dealt with: it came over, and, once the meeting has ended, whether it
/// was talked about at all.
fn fate(session: &MeetingSession, point: &AgendaItem) -> [String; 2] {
    if point.done {
        return [String::new(), String::new()];
    }
    let reached = point.seconds > 0 || !point.notes.trim().is_empty();
    let end = match (session.ended, reached) {
        (None, _) => "",
        (Some(_), true) => "not finished",
        (Some(_), false) => "not reached",
    };
    [carried_over(point.carried), end.to_owned()]
}
