//! What holds of an incident: its timeline is the one truth, and nothing in it is ever lost.

use crate::command::Rejected;
use crate::command::tx::{Tx, refused};
use crate::model::{
    Action, Decision, DecisionState, EntryBefore, EntryKind, Incident, IncidentState, Ref, Slot, Timestamp,
};
use std::sync::Arc;

/// Keeps what entries said before, and brings the record's moments and state in line with the timeline.
pub(super) fn settle(tx: &Tx<'_>, incident: &mut Incident, before: Option<&Slot>) -> Result<(), Rejected> {
    if let Some(Slot::Incident(_, Some(before))) = before {
        keep_what_was(incident, before, tx.now())?;
    }
    moments(incident);
    Ok(())
}

/// An entry that was changed says what it said before; none can be taken out.
fn keep_what_was(incident: &mut Incident, before: &Incident, now: Timestamp) -> Result<(), Rejected> {
    if incident.timeline == before.timeline {
        return Ok(());
    }
    // Lists keep their order but for new entries, so the same place is nearly always the same entry.
    for (place, old) in before.timeline.iter().enumerate() {
        let same = incident.timeline.get(place).is_some_and(|entry| entry.id == old.id);
        let place = if same { Some(place) } else { incident.timeline.iter().position(|e| e.id == old.id) };
        let Some(entry) = place.and_then(|place| incident.timeline.get_mut(place)) else {
            return Err(refused("An entry of a timeline is struck out, not deleted"));
        };
        let moved = (entry.at != old.at).then_some(old.at);
        if (entry.text != old.text || moved.is_some()) && entry.before == old.before {
            entry.before.push(EntryBefore { at: now, text: old.text.clone(), was: moved });
        }
    }
    Ok(())
}

/// The moments that entries of a kind tell; what no entry tells stays as it was entered.
fn moments(incident: &mut Incident) {
    let of = |kinds: &[EntryKind], first: bool| -> Option<Option<Timestamp>> {
        let mut told = incident.timeline.iter().filter(|e| kinds.contains(&e.kind)).peekable();
        told.peek()?;
        let told = told.filter(|e| !e.struck).map(|e| e.at);
        Some(if first { told.min() } else { told.max() })
    };
    let detected = of(&[EntryKind::Detected], true).flatten();
    let acknowledged = of(&[EntryKind::Acknowledged, EntryKind::Declared], true);
    let mitigated = of(&[EntryKind::Mitigated], true);
    let resolved = of(&[EntryKind::Resolved], false);
    if let Some(at) = detected {
        incident.detected = at;
    }
    incident.began = incident.began.min(incident.detected);
    incident.acknowledged = acknowledged.unwrap_or(incident.acknowledged);
    incident.mitigated = mitigated.unwrap_or(incident.mitigated);
    incident.resolved = resolved.unwrap_or(incident.resolved);
    let finished = incident.postmortem.as_ref().is_some_and(|p| p.finished.is_some());
    incident.state = match (incident.resolved, incident.mitigated) {
        (Some(_), _) if finished => IncidentState::Closed,
        (Some(_), _) => IncidentState::Resolved,
        (None, Some(_)) => IncidentState::Mitigated,
        (None, None) => IncidentState::Open,
    };
}

/// Makes the records that entries ask for, linked from the incident, within the same change.
pub(super) fn follow(tx: &mut Tx<'_>, incident: &Incident) -> Result<(), Rejected> {
    let from = Ref::Incident(incident.id);
    for entry in incident.timeline.iter().filter(|e| e.kept && e.led_to.is_none()) {
        let record: Slot = match entry.kind {
            EntryKind::Decision => Decision {
                title: entry.text.clone(),
                project: incident.project,
                client: incident.client,
                owner: entry.person,
                state: DecisionState::Decided,
                outcome: entry.text.clone(),
                ..Decision::default()
            }
            .into(),
            _ => Action {
                title: entry.text.clone(),
                project: incident.project,
                client: incident.client,
                owner: entry.person,
                ..Action::default()
            }
            .into(),
        };
        let made = made_by(tx, record, &from)?;
        // Read anew: the link from the incident was added meanwhile.
        let Some(now) = tx.program().incidents.get(&incident.id) else { continue };
        let mut now = now.clone();
        for kept in Arc::make_mut(&mut now).timeline.iter_mut().filter(|e| e.id == entry.id) {
            kept.led_to = Some(made.clone());
        }
        tx.put(Slot::Incident(incident.id, Some(now)));
    }
    Ok(())
}

/// Adds a record that another one leads to, and says which it became.
fn made_by(tx: &mut Tx<'_>, record: Slot, from: &Ref) -> Result<Ref, Rejected> {
    let links = |tx: &Tx<'_>| from.slot(tx.program()).and_then(|slot| Some(slot.kept()?.links().to_vec()));
    super::add(tx, record, Some(from))?;
    let made = links(tx).and_then(|links| links.last().map(|link| link.to.clone()));
    made.ok_or_else(|| refused("The record could not be linked"))
}
