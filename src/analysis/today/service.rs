//! Incidents whose update is late, and service level clocks that are close to their target or stand still.

use super::{Need, NeedKind, Place};
use crate::analysis::facts::Facts;
use crate::analysis::incident::{next_due, open_incidents, severity};
use crate::analysis::sla::{Running, running};
use crate::analysis::words::{count, minutes, spell};
use crate::analysis::{Colour, Scope};
use crate::model::{Incident, PersonId, Ref};

/// Days after which a clock that stands still is somebody's turn.
const STANDS: i64 = 2;

pub(super) fn needs(facts: &Facts<'_>, scope: Scope, found: &mut Vec<Need>) {
    let program = facts.ctx.program;
    for incident in open_incidents(program, scope.project) {
        found.extend(late_update(facts, &incident));
    }
    if program.slas.is_empty() {
        return;
    }
    for clock in running(facts, scope) {
        let colour = match (clock.colour, clock.cycle.paused) {
            (Colour::Red, false) => Colour::Red,
            (_, true) => Colour::Unknown,
            _ => continue,
        };
        found.extend(of_clock(facts, &clock, colour));
    }
}

/// An incident of which stakeholders should have heard by now.
fn late_update(facts: &Facts<'_>, incident: &Incident) -> Option<Need> {
    let due = next_due(incident)?;
    let late = (facts.ctx.now.0 - due.0) / 60_000;
    if late < 0 {
        return None;
    }
    let comms = |name: &str| incident.roles.iter().find(|r| r.role.eq_ignore_ascii_case(name));
    let owner: Option<PersonId> = comms("comms").or_else(|| comms("commander")).and_then(|r| r.person);
    Some(Need {
        kind: NeedKind::Incident,
        colour: Colour::Red,
        when: format!("update {} late", minutes(late)),
        title: incident.title.clone(),
        key: incident.key.clone(),
        why: format!("{}, {}", severity(incident.severity).name, incident.state.name().to_lowercase()),
        owner,
        verb: "Open",
        place: Place::Record(Ref::Incident(incident.id)),
        weight: late,
    })
}

fn of_clock(facts: &Facts<'_>, clock: &Running, colour: Colour) -> Option<Need> {
    let program = facts.ctx.program;
    let stood =
        clock.paused.as_ref().map(|(since, _)| (facts.ctx.today() - facts.ctx.zone.day(*since)).num_days());
    if stood.is_some_and(|days| days < STANDS) {
        return None;
    }
    let item = clock.cycle.item.and_then(|id| program.items.get(&id));
    // What is blocked is on the list already, with the same reason.
    if stood.is_some() && item.is_some_and(|item| item.blocked.is_some()) {
        return None;
    }
    let place = match (clock.incident, clock.cycle.item) {
        (Some(incident), _) => Place::Record(Ref::Incident(incident)),
        (None, Some(item)) => Place::Item(item),
        (None, None) => Place::Record(Ref::Sla(clock.cycle.sla)),
    };
    let reason = clock.paused.as_ref().map(|(_, reason)| reason.trim_end_matches('.')).unwrap_or_default();
    let target = spell(clock.target, clock.day);
    let words = [clock.client.clone(), format!("{}, target {target}", clock.level), reason.to_owned()];
    let words: Vec<String> = words.into_iter().filter(|w| !w.is_empty()).collect();
    Some(Need {
        kind: if stood.is_some() { NeedKind::SlaPaused } else { NeedKind::Sla },
        colour,
        when: match stood {
            Some(days) => count(days as usize, "day", "days"),
            None => clock.left(),
        },
        title: clock.cycle.name.clone(),
        key: item.map(|i| i.key.clone()).unwrap_or_default(),
        why: words.join(", "),
        owner: item.and_then(|i| i.owner),
        verb: if stood.is_some() { "Chase" } else { "Open" },
        place,
        weight: stood.unwrap_or(clock.share),
    })
}
