//! What stakeholders are told while an incident runs, and what is learnt from it afterwards.

use super::{Desk, bullets, fact, paragraphs, plain_cell};
use crate::analysis::{Colour, Context};
use crate::model::{EntryKind, Incident, IncidentState, Kept, Timestamp, Verdict};
use crate::report::document::{Block, Document, Span, heads};
use crate::report::text::{clean, long};

fn title(incident: &Incident, what: &str) -> String {
    [incident.key.as_str(), what, &incident.title].join(" ")
}

fn state(incident: &Incident) -> (Colour, String) {
    let colour = match (incident.state, incident.severity) {
        (IncidentState::Resolved | IncidentState::Closed, _) => Colour::Green,
        (IncidentState::Mitigated, _) => Colour::Amber,
        (IncidentState::Open, 1 | 2) => Colour::Red,
        (IncidentState::Open, _) => Colour::Amber,
    };
    (colour, format!("{}, severity {}", incident.state.name(), incident.severity))
}

/// The update for stakeholders: how it stands, whom it hurts, what is done, when the next one comes.
/// Hypotheses and findings are for those in the room, and stay there.
#[must_use]
pub fn incident_update(ctx: &Context<'_>, incident: &Incident) -> Document {
    let desk = Desk { ctx: *ctx };
    let subtitle = format!("{}, {}", long(ctx.today(), ctx.today()), desk.time(ctx.now));
    let mut document = Document::new(&title(incident, "Update:"), &subtitle);
    document.overall = Some(state(incident));
    let mut facts = vec![fact("Since", &desk.moment(incident.began))];
    facts.push(fact("Mitigated", &moment(&desk, incident.mitigated)));
    facts.push(fact("Resolved", &moment(&desk, incident.resolved)));
    let open = !matches!(incident.state, IncidentState::Resolved | IncidentState::Closed);
    if open {
        facts.push(fact("Next update", &moment(&desk, incident.next_update)));
    }
    document.put("state", "How it stands", bullets(facts.into_iter().flatten().collect()));
    document.put("impact", "Whom it hurts", paragraphs(&incident.impact));
    document.put("now", "What we know and do", paragraphs(&incident.draft));
    let done = incident.timeline.iter().filter(|entry| {
        !entry.struck && matches!(entry.kind, EntryKind::Action | EntryKind::Decision | EntryKind::Mitigated)
    });
    let lines: Vec<Vec<Span>> =
        done.map(|entry| vec![Span::Strong(desk.time(entry.at)), Span::Text(clean(&entry.text))]).collect();
    // The last few: an update is read on a phone.
    let from = lines.len().saturating_sub(5);
    document.put("done", "What was done", bullets(lines.into_iter().skip(from).collect()));
    let affected = incident.affected.iter().map(|to| desk.record(to)).filter(|line| !line.is_empty());
    document.put("affected", "Affected", bullets(affected.collect()));
    document
}

fn moment(desk: &Desk<'_>, at: Option<Timestamp>) -> String {
    at.map(|at| desk.moment(at)).unwrap_or_default()
}

/// The postmortem: what happened, how long each step took, what it came from, what is done about it.
#[must_use]
pub fn postmortem(ctx: &Context<'_>, incident: &Incident) -> Document {
    let desk = Desk { ctx: *ctx };
    let learnt = incident.postmortem.clone().unwrap_or_default();
    let day = learnt.finished.unwrap_or_else(|| ctx.today());
    let subtitle = format!("{}, without blame", long(day, ctx.today()));
    let mut document = Document::new(&title(incident, "Postmortem:"), &subtitle);
    document.overall = Some(state(incident));
    document.put("summary", "What happened", paragraphs(&learnt.summary));
    let impact = if learnt.impact.trim().is_empty() { &incident.impact } else { &learnt.impact };
    document.put("impact", "Impact", paragraphs(impact));
    let took = |name: &str, until: Option<Timestamp>| {
        let minutes = until.map(|until| (until.0 - incident.began.0).max(0) / 60_000)?;
        fact(name, &duration(minutes))
    };
    let times = [
        took("Time to detect", Some(incident.detected)),
        took("Time to acknowledge", incident.acknowledged),
        took("Time to mitigate", incident.mitigated),
        took("Time to resolve", incident.resolved),
    ];
    document.put("times", "How long it took", bullets(times.into_iter().flatten().collect()));
    let rows = incident.timeline.iter().map(|entry| {
        let text = clean(&entry.text);
        let text = if entry.struck { Span::Struck(text) } else { Span::Text(text) };
        let mut spans = vec![text];
        match entry.verdict {
            Some(verdict) if verdict != Verdict::Open => {
                spans.push(Span::Quiet(format!("({})", verdict.name().to_lowercase())))
            }
            _ => {}
        }
        let by = desk.person(entry.person);
        let by = if by.is_empty() { clean(&entry.by) } else { by };
        vec![plain_cell(desk.moment(entry.at)), plain_cell(entry.kind.name()), spans.into(), plain_cell(by)]
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        let table = Block::Table { head: heads(&["When", "What", "Entry", "By"]), rows };
        document.put("timeline", "Timeline", vec![table]);
    }
    document.put("factors", "What contributed to it", paragraphs(&learnt.factors));
    document.put("well", "What went well", paragraphs(&learnt.went_well));
    document.put("badly", "Where it went badly", paragraphs(&learnt.went_badly));
    let actions = desk.actions_of(&incident.reference());
    document.put("actions", "Actions", bullets(actions.iter().map(|a| desk.action(a)).collect()));
    document
}

/// `2 h 5 min`.
fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
}
