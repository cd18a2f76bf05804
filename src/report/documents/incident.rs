//! What stakeholders are told while an incident runs, and what is learnt from it afterwards.

use super::{Desk, blocks, bullets, fact, plain_cell};
use crate::analysis::incident::{acknowledged_in, confirmed, promised, severity, summary};
use crate::analysis::sla::clocks_of;
use crate::analysis::words::minutes;
use crate::analysis::{Colour, Context};
use crate::model::order::InOrder;
use crate::model::{EntryKind, Incident, IncidentState, Kept, TimelineEntry, Timestamp, UpdateFor, Verdict};
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

/// The update for stakeholders: how it stands, whom it hurts, the words that are sent, when the next one
/// comes. Hypotheses and findings are for those in the room, and stay there; what was done step by step, and
/// which records it hurts, is not for clients.
///
/// What names people, money or others is taken out of a client's update by [`for_client`](super::for_client).
#[must_use]
pub fn incident_update(ctx: &Context<'_>, incident: &Incident, told: UpdateFor, words: &str) -> Document {
    let desk = Desk { ctx: *ctx };
    let subtitle = format!("{}, {}", long(ctx.today(), ctx.today()), desk.time(ctx.now));
    let mut document = Document::new(&title(incident, "Update:"), &subtitle);
    document.overall = Some(state(incident));
    document.put("now", "What we know and do", blocks(words));
    let mut facts = vec![fact("Since", &desk.moment(incident.began))];
    if incident.detected > incident.began {
        facts.push(fact("Detected", &desk.moment(incident.detected)));
    }
    facts.push(fact("Mitigated", &moment(&desk, incident.mitigated)));
    facts.push(fact("Resolved", &moment(&desk, incident.resolved)));
    let open = !matches!(incident.state, IncidentState::Resolved | IncidentState::Closed);
    if open {
        facts.push(fact("Next update", &moment(&desk, promised(incident, ctx.now))));
    }
    document.put("state", "How it stands", bullets(facts.into_iter().flatten().collect()));
    document.put("impact", "Whom it hurts", blocks(&incident.impact));
    if told == UpdateFor::Client {
        return document;
    }
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

/// The role in which somebody acted; a system by its own name. Postmortems ask how it could happen, not
/// who did it.
fn role(incident: &Incident, entry: &TimelineEntry) -> String {
    let held = incident.roles.iter().find(|role| {
        entry.person.is_some() && role.person == entry.person || !entry.by.is_empty() && role.name == entry.by
    });
    match held {
        Some(role) => clean(&role.role),
        None if entry.person.is_none() => clean(&entry.by),
        None => "Team".to_owned(),
    }
}

/// What an entry says, with roles in place of names.
fn said(desk: &Desk<'_>, incident: &Incident, entry: &TimelineEntry) -> String {
    if let (EntryKind::Declared, Some(level)) = (entry.kind, entry.severity) {
        return severity(level).name.to_owned();
    }
    let mut text = clean(&entry.text);
    for person in desk.program().people.values().filter(|p| !p.name.is_empty()) {
        if text.contains(&person.name) {
            let held = incident.roles.iter().find(|role| role.person == Some(person.id));
            let role = held.map_or("a colleague", |role| role.role.as_str());
            text = text.replace(&person.name, &clean(role));
        }
    }
    text
}

/// What was written, else what the timeline itself says.
fn or_told(own: &str, told: String) -> Vec<Block> {
    if own.trim().is_empty() { blocks(&told) } else { blocks(own) }
}

/// How long each step took, by the clock on the wall, and the service levels that ran.
fn times(ctx: &Context<'_>, incident: &Incident) -> Vec<Vec<Span>> {
    let took = |name: &str, until: Option<i64>| fact(name, &minutes(until?));
    let since = |from: Timestamp, until: Option<Timestamp>| Some((until?.0 - from.0).max(0) / 60_000);
    let asked = i64::from(severity(incident.severity).acknowledge_within);
    let taken = acknowledged_in(incident);
    let mut lines = vec![
        took("Time to detect", since(incident.began, Some(incident.detected))),
        taken
            .and_then(|t| fact("Time to acknowledge", &format!("{}, target {}", minutes(t), minutes(asked)))),
        took("Time to mitigate", since(incident.detected, incident.mitigated)),
        took("Time to resolve", since(incident.detected, incident.resolved)),
    ];
    for clock in clocks_of(ctx, &[], incident) {
        lines.push(fact(&format!("SLA {}", clean(&clock.level)), &clock.left()));
    }
    lines.into_iter().flatten().collect()
}

/// The postmortem: what happened, how long each step took, what it came from, what is done about it.
/// Roles stand in it for people; only actions have owners.
#[must_use]
pub fn postmortem(ctx: &Context<'_>, incident: &Incident) -> Document {
    let desk = Desk { ctx: *ctx };
    let learnt = incident.postmortem.clone().unwrap_or_default();
    let day = learnt.finished.unwrap_or_else(|| ctx.today());
    let subtitle = format!("{}, without blame", long(day, ctx.today()));
    let mut document = Document::new(&title(incident, "Postmortem:"), &subtitle);
    document.overall = Some(state(incident));
    document.put("summary", "What happened", or_told(&learnt.summary, summary(ctx.zone, incident)));
    let impact = if learnt.impact.trim().is_empty() { &incident.impact } else { &learnt.impact };
    document.put("impact", "Impact", blocks(impact));
    document.put("times", "How long it took", bullets(times(ctx, incident)));
    let mut entries: Vec<&TimelineEntry> = incident.timeline.iter().collect();
    entries.order_by_key(|entry| (entry.at, entry.id));
    let rows = entries.into_iter().map(|entry| {
        let text = said(&desk, incident, entry);
        let text = if entry.struck { Span::Struck(text) } else { Span::Text(text) };
        let mut spans = vec![text];
        match entry.verdict {
            Some(verdict) if verdict != Verdict::Open => {
                spans.push(Span::Quiet(format!("({})", verdict.name().to_lowercase())))
            }
            _ => {}
        }
        let by = role(incident, entry);
        vec![plain_cell(desk.moment(entry.at)), plain_cell(entry.kind.name()), spans.into(), plain_cell(by)]
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        let table = Block::Table { head: heads(&["When", "What", "Entry", "Role"]), rows };
        document.put("timeline", "Timeline", vec![table]);
    }
    let causes = confirmed(incident).iter().map(|e| e.text.clone()).collect::<Vec<_>>().join("\n\n");
    document.put("factors", "What contributed to it", or_told(&learnt.factors, causes));
    document.put("well", "What went well", blocks(&learnt.went_well));
    document.put("badly", "Where it went badly", blocks(&learnt.went_badly));
    let actions = desk.actions_of(&incident.reference());
    document.put("actions", "Actions", bullets(actions.iter().map(|a| desk.action(a)).collect()));
    document
}
