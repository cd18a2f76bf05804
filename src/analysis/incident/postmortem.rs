//! The blameless postmortem as a document: it names roles and systems, not people.

use super::clocks::{acknowledged_in, restored_in, running_for};
use super::severity::severity;
use crate::analysis::rag::Colour;
use crate::analysis::report::{Block, Cell, Report, Section, SectionKind, Span};
use crate::analysis::sla::Running;
use crate::analysis::words::{count, minutes};
use crate::model::order::InOrder;
use crate::model::{
    Action, EntryKind, Incident, LinkKind, PersonId, Program, Ref, TimelineEntry, Timestamp, Verdict, Zone,
    short_day,
};
use chrono::Timelike;
use std::sync::Arc;

/// What the document is written from.
struct Desk<'a> {
    program: &'a Program,
    zone: &'a Zone,
    incident: &'a Incident,
}

impl Desk<'_> {
    fn clock(&self, at: Timestamp) -> String {
        let local = self.zone.local(at);
        format!("{}:{:02}", local.hour(), local.minute())
    }

    /// The role in which somebody acted; a system by its own name; nothing for others.
    fn role(&self, entry: &TimelineEntry) -> String {
        let held = self.incident.roles.iter().find(|role| {
            entry.person.is_some() && role.person == entry.person
                || !entry.by.is_empty() && role.name == entry.by
        });
        match held {
            Some(role) => role.role.clone(),
            None if entry.person.is_none() => entry.by.clone(),
            None => "Team".to_owned(),
        }
    }

    /// The role that a person has in this incident.
    fn role_of(&self, person: PersonId) -> String {
        let held = self.incident.roles.iter().find(|role| role.person == Some(person));
        held.map_or_else(|| "a colleague".to_owned(), |role| role.role.clone())
    }

    /// What an entry says, with roles in place of names.
    fn said(&self, entry: &TimelineEntry) -> String {
        if entry.kind == EntryKind::Declared
            && let Some(level) = entry.severity
        {
            return severity(level).name.to_owned();
        }
        let mut text = entry.text.clone();
        for person in self.program.people.values().filter(|p| !p.name.is_empty()) {
            if text.contains(&person.name) {
                text = text.replace(&person.name, &self.role_of(person.id));
            }
        }
        text
    }

    fn entries(&self) -> Vec<&TimelineEntry> {
        let mut all: Vec<_> = self.incident.timeline.iter().filter(|e| !e.struck).collect();
        all.order_by_key(|e| (e.at, e.id));
        all
    }

    /// The actions that came of the incident, by their keys.
    fn actions(&self) -> Vec<Arc<Action>> {
        let mut ids: Vec<_> = self.incident.links.iter().filter(|l| l.kind == LinkKind::LeadsTo).collect();
        ids.dedup_by(|a, b| a.to == b.to);
        let mut all: Vec<Arc<Action>> = ids
            .into_iter()
            .filter_map(|link| match &link.to {
                Ref::Action(id) => self.program.actions.get(id).cloned(),
                _ => None,
            })
            .collect();
        all.order_by_key(|a| (a.created, a.id));
        all
    }
}

/// The sentences that the timeline itself gives: what, when, how long, how it ended.
#[must_use]
pub fn summary(program: &Program, zone: &Zone, incident: &Incident) -> String {
    let desk = Desk { program, zone, incident };
    let day = short_day(zone.day(incident.detected));
    let mut parts = vec![format!(
        "{} was noticed on {day} at {}.",
        incident.title.trim_end_matches('.'),
        desk.clock(incident.detected)
    )];
    if let Some(took) = acknowledged_in(incident) {
        parts.push(format!("It was taken on after {}.", minutes(took)));
    }
    match (incident.mitigated, restored_in(incident), incident.resolved) {
        (Some(_), Some(took), _) => parts.push(format!("It stopped hurting after {}.", minutes(took))),
        (None, Some(took), Some(_)) => parts.push(format!("It was over after {}.", minutes(took))),
        _ => {}
    }
    let entries = desk.entries();
    if let Some(entry) = entries.iter().rev().find(|e| e.verdict == Some(Verdict::Confirmed)) {
        parts.push(format!("Confirmed cause: {}.", entry.text.trim_end_matches('.')));
    }
    parts.join(" ")
}

fn text(text: impl Into<String>) -> Vec<Span> {
    vec![Span::Text(text.into())]
}

/// Lines of free text: a list where there are several, a paragraph where there is one.
fn prose(words: &str, none: &str) -> Vec<Block> {
    let lines: Vec<&str> = words
        .lines()
        .map(|l| l.trim().trim_start_matches(['-', '*']).trim())
        .filter(|l| !l.is_empty())
        .collect();
    match lines.as_slice() {
        [] => vec![Block::Paragraph(vec![Span::Quiet(none.to_owned())])],
        [one] => vec![Block::Paragraph(text(*one))],
        all => vec![Block::Bullets(all.iter().map(|line| text(*line)).collect())],
    }
}

fn section(kind: SectionKind, title: &str, blocks: Vec<Block>, count: usize) -> Section {
    Section { kind, title: title.to_owned(), blocks, count }
}

/// The postmortem: what happened, whom it hurt, what contributed, what went well and badly, actions.
#[must_use]
pub fn postmortem(program: &Program, zone: &Zone, incident: &Incident, clocks: &[Running]) -> Report {
    let desk = Desk { program, zone, incident };
    let learnt = incident.postmortem.clone().unwrap_or_default();
    let level = severity(incident.severity).name;
    let or = |own: &str, drafted: String| if own.trim().is_empty() { drafted } else { own.to_owned() };
    let entries = desk.entries();
    let actions = desk.actions();
    let words = format!("{level}, {}", incident.state.name().to_lowercase());
    let day = short_day(zone.day(incident.detected));
    let client = incident.client.and_then(|id| program.clients.get(&id)).map(|c| format!(", {}", c.name));
    let sections = vec![
        section(
            SectionKind::Summary,
            "Summary",
            prose(&or(&learnt.summary, summary(program, zone, incident)), "Not written yet."),
            1,
        ),
        section(
            SectionKind::Status,
            "Impact",
            prose(&or(&learnt.impact, incident.impact.clone()), "Not written yet."),
            1,
        ),
        section(SectionKind::Metrics, "In figures", vec![figures(&desk, clocks)], 1),
        section(SectionKind::Progress, "Timeline", vec![timeline(&desk, &entries)], entries.len()),
        section(
            SectionKind::Risks,
            "Contributing factors",
            prose(&or(&learnt.factors, factors(&entries)), "None found yet."),
            1,
        ),
        section(SectionKind::Achievements, "What went well", prose(&learnt.went_well, "Not written yet."), 1),
        section(SectionKind::Progress, "What went badly", prose(&learnt.went_badly, "Not written yet."), 1),
        section(SectionKind::Next, "Actions", vec![action_table(&desk, &actions)], actions.len()),
    ];
    Report {
        title: format!("{} {}: postmortem", incident.key, incident.title),
        subtitle: format!(
            "{day}{}. Roles stand for people: this is about how it could happen.",
            client.unwrap_or_default()
        ),
        overall: (Colour::Unknown, words),
        sections,
        redacted: 0,
    }
}

fn factors(entries: &[&TimelineEntry]) -> String {
    let confirmed = entries.iter().filter(|e| e.verdict == Some(Verdict::Confirmed));
    confirmed.map(|e| e.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn figures(desk: &Desk<'_>, clocks: &[Running]) -> Block {
    let incident = desk.incident;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut row = |what: &str, value: String| {
        rows.push(vec![text(what).into(), text(value).into()]);
    };
    let asked = severity(incident.severity).acknowledge_within;
    row(
        "Acknowledged",
        acknowledged_in(incident).map_or_else(
            || "never".to_owned(),
            |took| format!("after {}, target {}", minutes(took), minutes(i64::from(asked))),
        ),
    );
    row(
        "Restored",
        restored_in(incident).map_or_else(|| "not yet".to_owned(), |m| format!("after {}", minutes(m))),
    );
    row(
        "Ran",
        incident.resolved.map_or_else(
            || "still runs".to_owned(),
            |end| {
                format!(
                    "{} to {}, {}",
                    desk.clock(incident.detected),
                    desk.clock(end),
                    minutes(running_for(incident, end) / 60_000)
                )
            },
        ),
    );
    let updates = incident.timeline.iter().filter(|e| !e.struck && e.kind == EntryKind::Update).count();
    row("Updates sent", count(updates, "update", "updates"));
    for clock in clocks {
        row(&format!("SLA {}", clock.key), format!("{}: {}", clock.level, clock.left()));
    }
    Block::Table { head: vec!["What".to_owned(), "Value".to_owned()], rows }
}

fn timeline(desk: &Desk<'_>, entries: &[&TimelineEntry]) -> Block {
    let row = |entry: &&TimelineEntry| -> Vec<Cell> {
        vec![
            text(desk.clock(entry.at)).into(),
            text(entry.kind.name()).into(),
            text(desk.said(entry)).into(),
            text(desk.role(entry)).into(),
        ]
    };
    Block::Table {
        head: ["Time", "What", "In words", "Role"].map(str::to_owned).to_vec(),
        rows: entries.iter().map(row).collect(),
    }
}

fn action_table(desk: &Desk<'_>, actions: &[Arc<Action>]) -> Block {
    if actions.is_empty() {
        return Block::Paragraph(vec![Span::Quiet("None agreed yet.".to_owned())]);
    }
    let row = |action: &Arc<Action>| -> Vec<Cell> {
        // Who does it is no blame: an action without a name is nobody's.
        let owner = action.owner.and_then(|id| desk.program.people.get(&id)).map(|p| p.name.clone());
        vec![
            text(action.key.clone()).into(),
            text(action.title.clone()).into(),
            text(owner.unwrap_or_else(|| "Nobody yet".to_owned())).into(),
            text(action.due.map_or_else(|| "No day yet".to_owned(), short_day)).into(),
            text(action.state.name()).into(),
        ]
    };
    Block::Table {
        head: ["Key", "Action", "Owner", "Due", "State"].map(str::to_owned).to_vec(),
        rows: actions.iter().map(row).collect(),
    }
}
