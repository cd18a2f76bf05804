//! Service levels of the two clients with the clocks that run against them, and who is away.

use super::days::{Days, back};
use super::ground::Ground;
use crate::model::{
    Absence, ClientId, ClockPause, ProjectId, ServiceHours, Sla, SlaClock, SlaHours, SlaId, Timestamp,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Calls that Nordvik made: days before today, begun and answered in minutes after midnight, waited.
static CALLS: [(i64, i64, i64, i64); 12] = [
    (-58, 560, 590, 0),
    (-51, 610, 655, 0),
    (-47, 900, 925, 0),
    (-40, 545, 615, 20),
    (-33, 700, 735, 0),
    (-29, 830, 850, 0),
    (-24, 600, 650, 0),
    (-19, 570, 720, 0),
    (-15, 640, 690, 30),
    (-9, 560, 600, 0),
    (-5, 800, 840, 0),
    (-2, 620, 660, 0),
];

/// Name, first and last day from today, reason.
static AWAY: [(&str, i64, i64, &str); 4] = [
    ("Lena Fischer", -16, -12, "Holiday"),
    ("Jonas Weber", 4, 8, "Holiday"),
    ("Mira Okafor", 6, 7, "Conference"),
    ("Sara Holm", -1, 3, ""),
];

pub(super) fn levels(ground: &mut Ground, days: &Days<'_>) {
    let office = |from: u16, to: u16| {
        SlaHours::Service(ServiceHours {
            days: [true, true, true, true, true, false, false],
            from: from * 60,
            to: to * 60,
            holidays: BTreeSet::new(),
            zone: None,
        })
    };
    let response = level(ground, 3, "Calls answered", 60, office(8, 20), 90);
    for (offset, begun, answered, waited) in CALLS {
        let day = days.worked(offset);
        let (started, stopped) = (days.at(day, begun), days.at(day, answered));
        let pause = ClockPause {
            from: started,
            to: Some(Timestamp(started.0 + waited * 60_000)),
            reason: "Waiting for the client".to_owned(),
        };
        let clock = SlaClock {
            id: ground.id(),
            sla: response,
            item: None,
            name: "Call of the client's service desk".to_owned(),
            started,
            pauses: if waited > 0 { vec![pause] } else { Vec::new() },
            stopped: Some(stopped),
            created: started,
            updated: stopped,
        };
        ground.program.put(clock.into());
    }
    for (name, from, to, reason) in AWAY {
        let Some(person) = ground.person(name) else { continue };
        let made = days.at(back(days.day(-30)), 10 * 60);
        let absence = Absence {
            id: ground.id(),
            person,
            from: days.day(from),
            to: days.day(to),
            reason: reason.to_owned(),
            created: made,
            updated: made,
        };
        ground.program.put(absence.into());
    }
    // Reviews are answered within a working day: until then work waits.
    if let (Some(review), settings) = (ground.statuses.get(3), Arc::make_mut(&mut ground.program.settings)) {
        settings.waiting.insert(*review);
    }
}

fn level(
    ground: &mut Ground,
    place: usize,
    name: &str,
    target: u32,
    hours: SlaHours,
    attainment: u8,
) -> SlaId {
    let project: ProjectId = ground.project(place);
    let client: Option<ClientId> = ground.program.projects.get(&project).and_then(|p| p.client);
    let id = ground.id();
    let sla = Sla {
        id,
        name: name.to_owned(),
        client,
        project: Some(project),
        target,
        hours,
        attainment,
        rule: None,
        created: ground.began,
        updated: ground.began,
        ..crate::json::Json::blank()
    };
    ground.program.put(sla.into());
    id
}
