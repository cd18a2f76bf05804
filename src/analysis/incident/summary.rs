//! What the timeline itself says of an incident, in sentences: the start of a postmortem.

use super::clocks::{acknowledged_in, restored_words};
use crate::analysis::words::minutes;
use crate::model::order::InOrder;
use crate::model::{Incident, TimelineEntry, Verdict, Zone, short_day};
use chrono::Timelike;

/// The hypotheses that were confirmed, in the order in which they were made.
#[must_use]
pub fn confirmed(incident: &Incident) -> Vec<&TimelineEntry> {
    let holds = |e: &&TimelineEntry| !e.struck && e.verdict == Some(Verdict::Confirmed);
    let mut all: Vec<_> = incident.timeline.iter().filter(holds).collect();
    all.order_by_key(|e| (e.at, e.id));
    all
}

/// What, when, how long, what of: for who writes the postmortem to begin with.
#[must_use]
pub fn summary(zone: &Zone, incident: &Incident) -> String {
    let local = zone.local(incident.detected);
    let mut parts = vec![format!(
        "{} was noticed on {} at {}:{:02}.",
        incident.title.trim_end_matches('.'),
        short_day(zone.day(incident.detected)),
        local.hour(),
        local.minute()
    )];
    if let Some(took) = acknowledged_in(incident) {
        parts.push(format!("It was taken on after {}.", minutes(took)));
    }
    if let Some(restored) = restored_words(incident) {
        parts.push(format!("It was {restored}."));
    }
    if let Some(entry) = confirmed(incident).last() {
        parts.push(format!("Confirmed cause: {}.", entry.text.trim_end_matches('.')));
    }
    parts.join(" ")
}
