//! Updates to stakeholders, drafted from the record: each kind of reader gets only what is theirs.

use super::clocks::{acknowledged_in, interval, next_due, running_for};
use super::severity::severity;
use crate::analysis::sla::Running;
use crate::analysis::words::minutes;
use crate::model::{
    EntryKind, Incident, IncidentState, Program, TimelineEntry, Timestamp, UpdateFor, Verdict, Zone,
};
use chrono::Timelike;

/// What a draft is written from.
#[derive(Clone, Copy)]
pub struct UpdateFacts<'a> {
    /// The program.
    pub program: &'a Program,
    /// The zone in which clocks are told.
    pub zone: &'a Zone,
    /// The moment of writing.
    pub now: Timestamp,
    /// The service level clocks of the incident.
    pub clocks: &'a [Running],
}

impl UpdateFacts<'_> {
    fn clock(&self, at: Timestamp) -> String {
        let local = self.zone.local(at);
        format!("{}:{:02}", local.hour(), local.minute())
    }
}

/// A sentence with its full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        None => String::new(),
        Some('.' | '!' | '?') => text.to_owned(),
        Some(_) => format!("{text}."),
    }
}

fn latest(incident: &Incident, kinds: &[EntryKind]) -> Option<TimelineEntry> {
    let found = incident.timeline.iter().filter(|e| !e.struck && kinds.contains(&e.kind));
    found.max_by_key(|e| e.at).cloned()
}

/// By when an update that is sent now promises the next one; none once the incident is over.
#[must_use]
pub fn promised(incident: &Incident, now: Timestamp) -> Option<Timestamp> {
    next_due(incident).map(|_| Timestamp(now.0 + i64::from(interval(incident)) * 60_000))
}

/// The draft of the next update for these readers.
#[must_use]
pub fn draft(facts: &UpdateFacts<'_>, incident: &Incident, told: UpdateFor) -> String {
    let since = facts.clock(incident.detected);
    let state = match incident.state {
        IncidentState::Open => "We are working on it.".to_owned(),
        IncidentState::Mitigated => match incident.mitigated {
            Some(at) => format!(
                "The effect has been contained since {}; we are making sure it stays so.",
                facts.clock(at)
            ),
            None => "The effect is contained; we are making sure it stays so.".to_owned(),
        },
        IncidentState::Resolved | IncidentState::Closed => match incident.resolved {
            Some(at) => format!("It is over since {}.", facts.clock(at)),
            None => "It is over.".to_owned(),
        },
    };
    // Promised from the moment of sending, not from the update that is due now.
    let next = promised(incident, facts.now).map(|at| format!("Next update by {}.", facts.clock(at)));
    let effect = if incident.impact.trim().is_empty() { &incident.title } else { &incident.impact };
    let mut parts: Vec<String> = match told {
        UpdateFor::Client => {
            vec![sentence(effect), format!("This began at {}.", facts.clock(incident.began)), state]
        }
        UpdateFor::Executive => executive(facts, incident, effect, &since, state),
        UpdateFor::Internal => internal(facts, incident, &since),
    };
    parts.extend(next);
    parts.retain(|part| !part.is_empty());
    parts.join(" ")
}

fn executive(
    facts: &UpdateFacts<'_>,
    incident: &Incident,
    effect: &str,
    since: &str,
    state: String,
) -> Vec<String> {
    let level = severity(incident.severity).name;
    let ran = minutes(running_for(incident, facts.now) / 60_000);
    let client = incident.client.and_then(|id| facts.program.clients.get(&id)).map(|c| c.name.clone());
    let whom = client.map(|name| format!(" for {name}")).unwrap_or_default();
    let mut parts = vec![
        format!("{level}: {}{whom}, since {since} ({ran}).", incident.title.trim_end_matches('.')),
        if effect == incident.title { String::new() } else { sentence(effect) },
        state,
        cause(incident),
    ];
    if let Some(decision) = latest(incident, &[EntryKind::Decision]) {
        parts.push(format!("Decided at {}: {}", facts.clock(decision.at), sentence(&decision.text)));
    }
    for clock in facts.clocks.iter().filter(|c| c.cycle.stopped.is_none()) {
        parts.push(format!("SLA {} {}: {}.", clock.key, clock.level, clock.left()));
    }
    parts
}

fn cause(incident: &Incident) -> String {
    let confirmed = incident.timeline.iter().filter(|e| !e.struck && e.verdict == Some(Verdict::Confirmed));
    match confirmed.max_by_key(|e| e.at) {
        Some(entry) => format!("Cause: {}", sentence(&entry.text)),
        None => "The cause is not confirmed yet.".to_owned(),
    }
}

fn internal(facts: &UpdateFacts<'_>, incident: &Incident, since: &str) -> Vec<String> {
    let name =
        |id| facts.program.people.get(&id).map(|p: &std::sync::Arc<crate::model::Person>| p.name.clone());
    let commander = incident.roles.iter().find(|r| r.role.eq_ignore_ascii_case("commander"));
    let commander = commander.map(|r| r.person.and_then(name).unwrap_or_else(|| r.name.clone()));
    let taken =
        acknowledged_in(incident).map(|m| format!(", taken on in {}", minutes(m))).unwrap_or_default();
    let mut parts = vec![format!(
        "{} {}, {}, since {since}{taken}.",
        incident.key,
        severity(incident.severity).name,
        incident.title.trim_end_matches('.')
    )];
    if let Some(who) = commander.filter(|who| !who.is_empty()) {
        parts.push(format!("Commander: {who}."));
    }
    let news = [EntryKind::Finding, EntryKind::Action, EntryKind::Decision, EntryKind::Mitigated];
    if let Some(entry) = latest(incident, &news) {
        parts.push(format!("{} {}: {}", facts.clock(entry.at), entry.kind.name(), sentence(&entry.text)));
    }
    parts.push(cause(incident));
    let open = incident.timeline.iter().filter(|e| {
        !e.struck && e.kind == EntryKind::Hypothesis && e.verdict.unwrap_or(Verdict::Open) == Verdict::Open
    });
    let open: Vec<String> = open.map(|e| e.text.trim_end_matches('.').to_owned()).collect();
    if !open.is_empty() {
        parts.push(format!("Still open: {}.", open.join("; ")));
    }
    let mut tasks = Vec::new();
    for stream in &incident.streams {
        if let Some(task) = stream.tasks.iter().find(|t| t.done.is_none()) {
            let by = task.by.map(|by| format!(" by {}", facts.clock(by))).unwrap_or_default();
            tasks.push(format!("{}: {}{by}", stream.name, task.text.trim_end_matches('.')));
        }
    }
    if !tasks.is_empty() {
        parts.push(format!("Next: {}.", tasks.join("; ")));
    }
    parts
}
