//! What went wrong: an incident that runs, two that are over, and the service level clocks of the clients.

use super::days::{Days, back, plus};
use super::ground::Ground;
use crate::analysis::sla::service_between;
use crate::json::Json;
use crate::model::{
    Action, ActionState, ClockPause, Date, EntryId, EntryKind, Incident, IncidentId, IncidentRole,
    IncidentState, Link, LinkKind, Person, PersonId, Postmortem, Ref, ServiceHours, Sla, SlaClock,
    SlaClockId, SlaHours, SlaId, SlaPromise, StreamState, StreamTask, TimelineEntry, Timestamp, UpdateDraft,
    UpdateFor, Verdict, Workstream, Zone,
};
use std::collections::BTreeSet;
use std::sync::Arc;

const MINUTE: i64 = 60_000;

/// Minutes before now, kind, words, who.
type Line = (i64, EntryKind, &'static str, &'static str);

#[rustfmt::skip]
static MAILS: [Line; 11] = [
    (84, EntryKind::Detected, "Payment mails queue grows, alert from Kestrel", "Monitoring"),
    (81, EntryKind::Declared, "SEV 2, commander Samir Haddad", "Samir Haddad"),
    (76, EntryKind::Finding, "Mail worker restarts every 40 s since deploy 2025.47.3", "Tomás Ruiz"),
    (69, EntryKind::Update, "Kestrel told: mails late, no payments lost", "Chloe Martin"),
    (62, EntryKind::Hypothesis, "Memory limit too low for the new template engine", "Daniel Kim"),
    (48, EntryKind::Severity, "SEV 1, 4,100 mails waiting", "Samir Haddad"),
    (36, EntryKind::Action, "Roll back the template engine on one node", "Daniel Kim"),
    (24, EntryKind::Update, "Kestrel told: rollback tried on one node", "Chloe Martin"),
    (23, EntryKind::Finding, "Rolled-back node drains 60 mails a minute", "Priya Nair"),
    (14, EntryKind::Decision, "Roll back everywhere", "Samir Haddad"),
    (6, EntryKind::Mitigated, "3 of 4 nodes rolled back, queue at 2,300", "Daniel Kim"),
];

/// Words, minutes before now, verdict, why, who.
static GUESSES: [(&str, i64, Verdict, &str, &str); 2] = [
    (
        "Retries double the load on the mail provider",
        58,
        Verdict::Open,
        "Tomás Ruiz looks, until 12:15",
        "Tomás Ruiz",
    ),
    ("Provider outage", 78, Verdict::RuledOut, "status page shows none", "Chloe Martin"),
];

/// Group, who leads it, how it is said to go, tasks: words, minutes from now, done so many minutes ago.
type Group = (&'static str, &'static str, StreamState, &'static [(&'static str, i64, i64)]);

#[rustfmt::skip]
static GROUPS: [Group; 3] = [
    ("Developers", "Tomás Ruiz", StreamState::OnTime, &[
        ("Find the failing deploy", 0, 76), ("Patch for the template engine", -5, 0), ("Replay mails without doubles", 60, 0),
    ]),
    ("QA", "Lena Fischer", StreamState::Waiting, &[
        ("Check 20 mails from the rolled-back node", 15, 0), ("Receipt layout in 3 languages", 30, 0),
    ]),
    ("DevOps", "Daniel Kim", StreamState::OnTime, &[
        ("Roll back one node", 0, 23), ("Roll back the fourth node", 5, 0), ("Alert when the queue passes 200", 50, 0),
    ]),
];

static ROLES: [(&str, &str); 5] = [
    ("Commander", "Samir Haddad"),
    ("Developers", "Tomás Ruiz"),
    ("QA", "Lena Fischer"),
    ("DevOps", "Daniel Kim"),
    ("Comms", "Chloe Martin"),
];

/// An incident that is over: key, title, project, client's, severity, days ago, minute of the day, what it did.
struct Past {
    number: u32,
    title: &'static str,
    project: usize,
    severity: u8,
    ago: i64,
    minute: i64,
    impact: &'static str,
    lines: &'static [Line],
    learnt: [&'static str; 4],
    actions: &'static [(u32, &'static str, &'static str, i64, bool)],
}

#[rustfmt::skip]
static PAST: [Past; 2] = [
    Past {
        number: 28, title: "Statements of closed accounts fail", project: 2, severity: 2, ago: -20, minute: 560,
        impact: "Kestrel's branch staff could not print statements of closed accounts for four hours.",
        lines: &[
            (0, EntryKind::Detected, "Call of Kestrel's service desk", "Service desk"),
            (9, EntryKind::Declared, "SEV 2, commander Hugo Laurent", "Hugo Laurent"),
            (31, EntryKind::Finding, "Report query times out since the archive moved", "Sara Holm"),
            (40, EntryKind::Update, "Kestrel told: statements of closed accounts fail, open ones work", "Ewa Nowak"),
            (95, EntryKind::Hypothesis, "The archive has no index on the closing day", "Sara Holm"),
            (140, EntryKind::Action, "Build the index on the copy, then on the archive", "Jonas Weber"),
            (238, EntryKind::Mitigated, "Statements print again, in 4 s", "Sara Holm"),
            (262, EntryKind::Resolved, "Index on both archives, checked by Kestrel", "Hugo Laurent"),
        ],
        learnt: [
            "The archive was moved without the index that one report needs.\nNo check compares indexes after a move.",
            "The desk reached us by phone within minutes.\nUpdates went out on time.",
            "An hour went by before somebody looked at the database.\nThe move was not in the change calendar.",
            "Statements of closed accounts failed after the archive was moved. An index was missing; it was built and the report checked with the bank.",
        ],
        actions: &[
            (51, "Compare indexes before and after each move", "Jonas Weber", -6, true),
            (52, "Put database moves into the change calendar", "Dana Kovač", 8, false),
        ],
    },
    Past {
        number: 30, title: "Search shows prices of yesterday", project: 0, severity: 3, ago: -9, minute: 615,
        impact: "For 47 minutes about 6 % of results showed a price that had changed overnight.",
        lines: &[
            (0, EntryKind::Detected, "Price check fails on 6 % of products", "Monitoring"),
            (4, EntryKind::Declared, "SEV 3, commander Mira Okafor", "Mira Okafor"),
            (12, EntryKind::Finding, "Nightly price feed stopped at 03:10, disk full", "Priya Nair"),
            (18, EntryKind::Action, "Free the disk, run the feed again", "Dana Kovač"),
            (47, EntryKind::Mitigated, "Feed done, price check green", "Priya Nair"),
            (60, EntryKind::Resolved, "Alert at 80 % of the disk is on", "Mira Okafor"),
        ],
        learnt: [
            "The feed writes to the disk of the logs.\nNothing warned before the disk was full.",
            "The price check found it before a customer did.",
            "The feed failed at 3:10 and nobody was told for seven hours.",
            "The nightly price feed stopped because a disk was full. Prices were a day old until it ran again.",
        ],
        actions: &[(53, "Alert when the nightly feed is late", "Dana Kovač", -3, true)],
    },
];

pub(super) fn story(ground: &mut Ground, days: &Days<'_>, now: Timestamp, zone: &Zone) {
    let clocks = levels(ground, now, zone);
    for past in &PAST {
        over(ground, days, past);
    }
    mails(ground, now, clocks);
    past_cycles(ground, days);
    let numbers = &mut Arc::make_mut(&mut ground.program.settings).last_numbers;
    for (prefix, last) in [("INC", 31), ("A", 53)] {
        let number = numbers.entry(prefix.to_owned()).or_insert(0);
        *number = (*number).max(last);
    }
}

/// A person by name; those that only the story of incidents needs are added.
fn person(ground: &mut Ground, name: &str) -> Option<PersonId> {
    if let Some(found) = ground.program.people.values().find(|p| p.name == name) {
        return Some(found.id);
    }
    if !["Samir Haddad", "Daniel Kim", "Chloe Martin"].contains(&name) {
        return None;
    }
    let id: PersonId = ground.id();
    let at = ground.began;
    let person = Person {
        id,
        name: name.to_owned(),
        aliases: Vec::new(),
        team: ground.teams.get(3).copied(),
        allocation: 20,
        me: false,
        created: at,
        updated: at,
    };
    ground.program.put(person.into());
    Some(id)
}

fn entry(ground: &mut Ground, at: Timestamp, kind: EntryKind, text: &str, who: &str) -> TimelineEntry {
    let person = person(ground, who);
    TimelineEntry {
        id: ground.id::<EntryId>(),
        at,
        kind,
        text: text.to_owned(),
        person,
        by: if person.is_none() { who.to_owned() } else { String::new() },
        ..Json::blank()
    }
}

fn role(ground: &mut Ground, role: &str, who: &str) -> IncidentRole {
    IncidentRole { id: ground.id(), role: role.to_owned(), person: person(ground, who), name: String::new() }
}

/// The one that runs: payment mails of the bank.
fn mails(ground: &mut Ground, now: Timestamp, clocks: Vec<SlaClockId>) {
    // Whole minutes, as people write them down.
    let minute = now.0 - now.0.rem_euclid(MINUTE);
    let before = |minutes: i64| Timestamp(minute - minutes * MINUTE);
    let ahead = |minutes: i64| Timestamp(minute + minutes * MINUTE);
    let mut timeline = Vec::new();
    for (minutes, kind, text, who) in MAILS {
        let mut line = entry(ground, before(minutes), kind, text, who);
        match kind {
            EntryKind::Declared => line.severity = Some(2),
            EntryKind::Severity => line.severity = Some(1),
            EntryKind::Update => line.told = Some(UpdateFor::Client),
            EntryKind::Hypothesis => {
                line.verdict = Some(Verdict::Confirmed);
                "by the finding on the rolled-back node".clone_into(&mut line.because);
            }
            _ => {}
        }
        timeline.push(line);
    }
    for (text, minutes, verdict, because, who) in GUESSES {
        let mut line = entry(ground, before(minutes), EntryKind::Hypothesis, text, who);
        (line.verdict, line.because) = (Some(verdict), because.to_owned());
        timeline.push(line);
    }
    let mut streams = Vec::new();
    for (name, owner, state, tasks) in GROUPS {
        let tasks = tasks.iter().map(|(text, by, done)| StreamTask {
            id: ground.id(),
            text: (*text).to_owned(),
            by: (*done == 0).then(|| ahead(*by)),
            done: (*done > 0).then(|| before(*done)),
        });
        let tasks = tasks.collect();
        let owner = person(ground, owner);
        streams.push(Workstream { id: ground.id(), name: name.to_owned(), owner, state, tasks });
    }
    let roles = ROLES.iter().map(|(name, who)| role(ground, name, who)).collect();
    let project = ground.project(2);
    let client = ground.program.projects.get(&project).and_then(|p| p.client);
    let draft = UpdateDraft {
        id: ground.id(),
        told: UpdateFor::Client,
        text: "Most servers are fixed and mails are going out again. 1,900 customers wait for a receipt, the last \
               within the hour. No payment was lost."
            .to_owned(),
    };
    let mut affected: Vec<Ref> = ground.item("KES-214").map(Ref::Item).into_iter().collect();
    let renewal = ground.program.goals.values().find(|g| g.name.starts_with("Kestrel renews"));
    affected.extend(renewal.map(|g| Ref::Goal(g.id)));
    let risk = ground.program.risks.values().find(|r| r.key == "R-7").map(|r| Ref::Risk(r.id));
    affected.extend(risk);
    let incident = Incident {
        id: ground.id(),
        key: "INC-31".to_owned(),
        title: "Payment e-mails delayed".to_owned(),
        project: Some(project),
        client,
        severity: 1,
        state: IncidentState::Mitigated,
        began: before(88),
        detected: before(84),
        acknowledged: Some(before(81)),
        mitigated: Some(before(6)),
        roles,
        timeline,
        streams,
        drafts: vec![draft],
        affected,
        clocks,
        impact:
            "Customers of Kestrel Bank get their payment receipts by e-mail late. Payments themselves work."
                .to_owned(),
        created: before(81),
        updated: before(6),
        ..Incident::default()
    };
    ground.program.put(incident.into());
}

/// One that is over, with what was learnt.
fn over(ground: &mut Ground, days: &Days<'_>, past: &Past) {
    let day = days.worked(past.ago);
    let start = days.at(day, past.minute);
    let at = |minutes: i64| Timestamp(start.0 + minutes * MINUTE);
    let mut timeline = Vec::new();
    for (minutes, kind, text, who) in past.lines.iter().copied() {
        let mut line = entry(ground, at(minutes), kind, text, who);
        match kind {
            EntryKind::Declared => line.severity = Some(past.severity),
            EntryKind::Hypothesis => line.verdict = Some(Verdict::Confirmed),
            EntryKind::Update => line.told = Some(UpdateFor::Client),
            _ => {}
        }
        timeline.push(line);
    }
    let moment = |kind: EntryKind| timeline.iter().find(|e| e.kind == kind).map(|e| e.at);
    let (acknowledged, mitigated, resolved) =
        (moment(EntryKind::Declared), moment(EntryKind::Mitigated), moment(EntryKind::Resolved));
    let id: IncidentId = ground.id();
    let project = ground.project(past.project);
    let mut links = Vec::new();
    for (number, title, owner, due, done) in past.actions.iter().copied() {
        let owner = person(ground, owner);
        let action = Action {
            id: ground.id(),
            key: format!("A-{number}"),
            title: title.to_owned(),
            project: Some(project),
            owner,
            due: Some(days.worked(due)),
            state: if done { ActionState::Done } else { ActionState::Open },
            closed: done.then(|| days.worked(due)),
            created: at(300),
            updated: at(300),
            ..Action::default()
        };
        links.push(Link { kind: LinkKind::LeadsTo, to: Ref::Action(action.id) });
        ground.program.put(action.into());
    }
    let [factors, went_well, went_badly, summary] = past.learnt.map(str::to_owned);
    let finished: Date = days.worked(past.ago + 3);
    let commander = past.lines.iter().find(|(_, kind, ..)| *kind == EntryKind::Declared).map(|line| line.3);
    let roles = commander.map(|who| role(ground, "Commander", who)).into_iter().collect();
    let incident = Incident {
        id,
        key: format!("INC-{}", past.number),
        title: past.title.to_owned(),
        project: Some(project),
        client: ground.program.projects.get(&project).and_then(|p| p.client),
        severity: past.severity,
        state: IncidentState::Closed,
        began: start,
        detected: start,
        acknowledged,
        mitigated,
        resolved,
        roles,
        timeline,
        impact: past.impact.to_owned(),
        postmortem: Some(Postmortem {
            summary,
            impact: past.impact.to_owned(),
            factors,
            went_well,
            went_badly,
            finished: Some(finished),
        }),
        links,
        created: start,
        updated: resolved.unwrap_or(start),
        ..Incident::default()
    };
    ground.program.put(incident.into());
}

/// What the bank called about: 23 calls, of which 21 were resolved within eight hours of service.
static CALLS: [&str; 7] = [
    "Login code does not arrive",
    "Branch finder shows no map",
    "Transfer list sorted by the wrong day",
    "Balance shows yesterday's value",
    "Card lock takes two tries",
    "Receipt without the reference",
    "Session ends while typing",
];

/// The bank's cycles of the last weeks: two missed their target, one of them through INC-28.
fn past_cycles(ground: &mut Ground, days: &Days<'_>) {
    let kestrel = ground.program.projects.get(&ground.project(2)).and_then(|p| p.client);
    let of_bank = |s: &&Arc<Sla>| s.name == "P2 resolve" && s.client == kestrel;
    let Some(sla) = ground.program.slas.values().find(of_bank).map(|s| s.id) else { return };
    // INC-28 was called in on the afternoon before: 180 minutes of that day, 318 of the next.
    let noticed = days.worked(-20);
    let eve = back(plus(noticed, -1));
    let mut cycles =
        vec![(days.at(eve, 15 * 60), days.at(noticed, 560 + 238), "Statements of closed accounts fail")];
    // One that a weekend did not help: 200 minutes of the first day, 320 of the next.
    let day = days.worked(-37);
    cycles.push((days.at(back(plus(day, -1)), 880), days.at(day, 800), "Standing orders show twice"));
    for (n, name) in (0_i64..21).zip(CALLS.iter().cycle()) {
        let day = days.worked(-3 - n * 5 / 2);
        let from = 500 + n * 37 % 150;
        cycles.push((days.at(day, from), days.at(day, from + 45 + n * 53 % 330), name));
    }
    let mut clocks = Vec::new();
    for (started, stopped, name) in cycles {
        let clock = SlaClock {
            id: ground.id(),
            sla,
            item: None,
            name: name.to_owned(),
            started,
            pauses: Vec::new(),
            stopped: Some(stopped),
            created: started,
            updated: stopped,
        };
        clocks.push(clock.id);
        ground.program.put(clock.into());
    }
    let incident = ground.program.incidents.values_mut().find(|i| i.key == "INC-28");
    if let (Some(incident), Some(first)) = (incident, clocks.first()) {
        Arc::make_mut(incident).clocks.push(*first);
    }
}

fn service(from: u16, to: u16) -> SlaHours {
    SlaHours::Service(ServiceHours {
        days: [true, true, true, true, true, false, false],
        from: from * 60,
        to: to * 60,
        holidays: BTreeSet::new(),
        zone: None,
    })
}

/// The moment from which so many minutes of service had passed by then.
fn since(hours: &SlaHours, zone: &Zone, until: Timestamp, minutes: i64) -> Timestamp {
    let (mut early, mut late) = (until.0 - 60 * 24 * 60 * MINUTE, until.0);
    // The later the start, the less service: halved down to a second.
    while late - early > 1_000 {
        let middle = early + (late - early) / 2;
        // Half a minute less, so that the whole minutes that are left stay for a while.
        if service_between(hours, zone, Timestamp(middle), until) >= minutes * MINUTE - MINUTE / 2 {
            early = middle;
        } else {
            late = middle;
        }
    }
    Timestamp((early / 1_000) * 1_000)
}

/// The clients' levels with the clocks that run now; says which one is the incident's.
fn levels(ground: &mut Ground, now: Timestamp, zone: &Zone) -> Vec<SlaClockId> {
    let kestrel = level(ground, 2, "P2 resolve", SlaPromise::Restore, 8 * 60, service(8, 18), (97, 60));
    let nordvik = level(ground, 3, "Faults restored", SlaPromise::Restore, 8 * 60, service(9, 17), (90, 80));
    let small = level(ground, 3, "Small changes", SlaPromise::Delivery, 16 * 60, service(9, 17), (90, 80));
    // Level, hours, item, minutes used, days that it has stood still.
    let running = [
        (kestrel, service(8, 18), "KES-214", 408, 0, ""),
        (kestrel, service(8, 18), "KES-209", 140, 0, ""),
        (small, service(9, 17), "NOR-81", 360, 0, ""),
        (nordvik, service(9, 17), "NOR-77", 295, 2, "Waiting for the client: a sample order with discounts"),
    ];
    let mut first = Vec::new();
    for (sla, hours, key, used, stands, reason) in running {
        let item = ground.item(key);
        let until = Timestamp(now.0 - stands * 24 * 60 * MINUTE);
        let started = since(&hours, zone, until, used);
        let pause = ClockPause { from: until, to: None, reason: reason.to_owned() };
        let clock = SlaClock {
            id: ground.id(),
            sla,
            item,
            name: if item.is_some() { String::new() } else { key.to_owned() },
            started,
            pauses: if stands > 0 { vec![pause] } else { Vec::new() },
            stopped: None,
            created: started,
            updated: until,
        };
        if key == "KES-214" {
            first.push(clock.id);
        }
        ground.program.put(clock.into());
    }
    first
}

fn level(
    ground: &mut Ground,
    project: usize,
    name: &str,
    promise: SlaPromise,
    target: u32,
    hours: SlaHours,
    (attainment, warn): (u8, u8),
) -> SlaId {
    let id: SlaId = ground.id();
    let project = ground.project(project);
    let sla = Sla {
        id,
        name: name.to_owned(),
        client: ground.program.projects.get(&project).and_then(|p| p.client),
        project: Some(project),
        target,
        hours,
        attainment,
        promise: Some(promise),
        warn: Some(warn),
        rule: None,
        created: ground.began,
        updated: ground.began,
    };
    ground.program.put(sla.into());
    id
}
