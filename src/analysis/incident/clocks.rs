//! The clocks of an incident and the state of its workstreams.

use super::severity::severity;
use crate::analysis::words::minutes;
use crate::model::order::InOrder;
use crate::model::{
    EntryKind, Incident, IncidentState, Program, ProjectId, StreamState, TimelineEntry, Timestamp, Workstream,
};
use std::sync::Arc;

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// Its clocks run: it is neither resolved nor closed.
#[must_use]
pub const fn is_running(incident: &Incident) -> bool {
    matches!(incident.state, IncidentState::Open | IncidentState::Mitigated)
}

/// The entries that hold: those not struck out.
fn holding(incident: &Incident) -> impl Iterator<Item = &TimelineEntry> {
    incident.timeline.iter().filter(|entry| !entry.struck)
}

/// How long it has run, or ran, in milliseconds, from when it was noticed.
#[must_use]
pub fn running_for(incident: &Incident, now: Timestamp) -> i64 {
    let end = if is_running(incident) { now } else { incident.resolved.unwrap_or(now) };
    (end.0 - incident.detected.0).max(0)
}

/// Minutes between updates: the incident's own, else what its severity asks for.
#[must_use]
pub fn interval(incident: &Incident) -> u32 {
    incident.update_every.unwrap_or_else(|| severity(incident.severity).update_every).max(1)
}

/// When stakeholders last heard of it: the last update, else when it was declared, else noticed.
#[must_use]
pub fn heard(incident: &Incident) -> Timestamp {
    let last = |kind: EntryKind| holding(incident).filter(|e| e.kind == kind).map(|e| e.at).max();
    last(EntryKind::Update).or_else(|| last(EntryKind::Declared)).unwrap_or(incident.detected)
}

/// When the next update is due: the promised moment while it lies after the last update, else one
/// interval after that. None once the incident is over.
#[must_use]
pub fn next_due(incident: &Incident) -> Option<Timestamp> {
    if !is_running(incident) {
        return None;
    }
    let last = heard(incident);
    let promised = incident.next_update.filter(|at| *at > last);
    Some(promised.unwrap_or(Timestamp(last.0 + i64::from(interval(incident)) * MINUTE)))
}

/// Minutes from when it was noticed to when somebody took it on.
#[must_use]
pub fn acknowledged_in(incident: &Incident) -> Option<i64> {
    Some((incident.acknowledged?.0 - incident.detected.0).max(0) / MINUTE)
}

/// Minutes from when it was noticed to when it stopped hurting: mitigated, else resolved.
#[must_use]
pub fn restored_in(incident: &Incident) -> Option<i64> {
    let at = incident.mitigated.or(incident.resolved)?;
    Some((at.0 - incident.detected.0).max(0) / MINUTE)
}

/// The same in words, "restored in 1 h 18 min": wherever they stand, they say the same of one incident.
#[must_use]
pub fn restored_words(incident: &Incident) -> Option<String> {
    Some(format!("restored in {}", minutes(restored_in(incident)?)))
}

/// The last change of severity: from which level, to which, when.
#[must_use]
pub fn changed_severity(incident: &Incident) -> Option<(u8, u8, Timestamp)> {
    let mut marks: Vec<(Timestamp, u8)> =
        holding(incident).filter_map(|e| Some((e.at, e.severity?))).collect();
    marks.order();
    let (at, to) = marks.pop()?;
    let (_, from) = marks.into_iter().rev().find(|(_, level)| *level != to)?;
    Some((from, to, at))
}

/// The open incidents of a project, or of all: the worst first, then the longest running.
#[must_use]
pub fn open_incidents(program: &Program, project: Option<ProjectId>) -> Vec<Arc<Incident>> {
    let mut all = of(program, project);
    all.retain(|incident| is_running(incident));
    all.order_by_key(|i| (i.severity, i.detected, i.id));
    all
}

/// All incidents of a project, or of all: the open ones as in [`open_incidents`], then the latest first.
#[must_use]
pub fn listed(program: &Program, project: Option<ProjectId>) -> Vec<Arc<Incident>> {
    let mut over = of(program, project);
    over.retain(|incident| !is_running(incident));
    over.order_by_key(|i| (std::cmp::Reverse(i.detected), i.id));
    let mut all = open_incidents(program, project);
    all.extend(over);
    all
}

fn of(program: &Program, project: Option<ProjectId>) -> Vec<Arc<Incident>> {
    let here = |incident: &&Arc<Incident>| project.is_none() || incident.project == project;
    program.incidents.values().filter(here).cloned().collect()
}

/// How a workstream goes: done when all its tasks are, behind when one is past its time, else as said.
#[must_use]
pub fn stream_state(stream: &Workstream, now: Timestamp) -> StreamState {
    let late = |task: &&crate::model::StreamTask| task.done.is_none() && task.by.is_some_and(|by| by < now);
    if !stream.tasks.is_empty() && stream.tasks.iter().all(|t| t.done.is_some()) {
        StreamState::Done
    } else if stream.tasks.iter().any(|task| late(&task)) {
        StreamState::Behind
    } else if stream.state == StreamState::Done {
        StreamState::OnTime
    } else {
        stream.state
    }
}
