//! What is said at midday: today's meetings, last week's steering with what came out, stakeholders, RACI.

use super::days::{Days, ahead};
use super::ground::Ground;
use crate::json::Json;
use crate::model::{
    AgendaItem, Answer, Attendee, ClientId, Contact, EntryId, Link, LinkKind, LocalTime, Meeting, MeetingId,
    MeetingSession, OutcomeKind, PersonId, ProjectId, Promise, RaciPart, RaciRole, RaciRow, Recurrence, Ref,
    SessionOutcome, Stakeholder, StakeholderId, Stance,
};
use chrono::NaiveTime;
use std::sync::Arc;

pub(super) fn tell(ground: &mut Ground, days: &Days<'_>) {
    let steering = meetings(ground, days);
    if let Some(steering) = steering {
        last_steering(ground, days, steering);
    }
    stakeholders(ground, days);
    raci(ground, days);
}

/// Title, project, team, minute of the day, length, rule, place, who is asked.
type Room =
    (&'static str, usize, Option<usize>, i64, u32, &'static str, &'static str, &'static [&'static str]);

#[rustfmt::skip]
static ROOMS: [Room; 3] = [
    ("Search steering", 0, None, 12 * 60, 45, "FREQ=WEEKLY", "Boardroom", &["Carlos", "Ewa", "Mira", "Jonas"]),
    ("Kestrel weekly", 2, Some(3), 13 * 60 + 15, 30, "FREQ=WEEKLY", "Video call", &["Sara", "Hugo", "Ewa"]),
    ("Search retro", 0, Some(0), 17 * 60, 45, "FREQ=WEEKLY;INTERVAL=2", "Room Lund", &["Priya", "Lena", "Tomás", "Mira"]),
];

fn wall(day: chrono::NaiveDate, minute: i64) -> LocalTime {
    let seconds = u32::try_from(minute * 60).unwrap_or(0);
    day.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap_or_default())
}

fn attendee(ground: &Ground, id: PersonId, answer: Answer) -> Attendee {
    Attendee {
        name: ground.program.people.get(&id).map(|p| p.name.clone()).unwrap_or_default(),
        mail: String::new(),
        person: Some(id),
        optional: false,
        answer,
    }
}

/// Makes the series that meet today; the steering is returned.
fn meetings(ground: &mut Ground, days: &Days<'_>) -> Option<MeetingId> {
    let at = days.at(days.worked(-90), 10 * 60);
    let mut steering = None;
    for (title, project, team, minute, minutes, rule, place, people) in ROOMS {
        let people: Vec<PersonId> = people.iter().filter_map(|name| ground.person(name)).collect();
        let meeting = Meeting {
            id: ground.id(),
            title: title.to_owned(),
            project: Some(ground.project(project)),
            team: team.and_then(|team| ground.teams.get(team).copied()),
            start: wall(ahead(days.day(-84)), minute),
            minutes,
            rule: Recurrence::parse(rule).ok(),
            place: place.to_owned(),
            organizer: ground.person("Alex").map(|id| attendee(ground, id, Answer::None)),
            attendees: people.into_iter().map(|id| attendee(ground, id, Answer::Accepted)).collect(),
            created: at,
            updated: at,
            ..Meeting::blank()
        };
        if title == "Search steering" {
            steering = Some(meeting.id);
        }
        ground.program.put(meeting.into());
    }
    steering
}

fn point(
    ground: &mut Ground,
    title: &str,
    minutes: u32,
    notes: &str,
    done: bool,
    seconds: u32,
) -> AgendaItem {
    AgendaItem {
        id: ground.id(),
        title: title.to_owned(),
        minutes,
        notes: notes.to_owned(),
        done,
        seconds,
        ..AgendaItem::default()
    }
}

/// The steering a week ago: a decision and an action came out, one point was left.
fn last_steering(ground: &mut Ground, days: &Days<'_>, meeting: MeetingId) {
    let day = ahead(days.day(-7));
    let (begin, end) = (days.at(day, 12 * 60 + 2), days.at(day, 12 * 60 + 44));
    let action = ground.program.actions.values().find(|a| a.key == "A-58").map(|a| a.id);
    let decision = ground.program.decisions.values().find(|d| d.key == "D-30").map(|d| d.id);
    let agenda = vec![
        point(
            ground,
            "Sprint progress against the goals",
            10,
            "On the way. The rebuild of the index waits for the test window.",
            true,
            9 * 60 + 20,
        ),
        point(
            ground,
            "Consent rules by market",
            15,
            "Legal has answered: one rule is simpler and safe.",
            true,
            17 * 60,
        ),
        point(
            ground,
            "Voice search in December",
            10,
            "Options with costs for next week.",
            true,
            11 * 60 + 30,
        ),
        point(ground, "Budget for a second rehearsal", 10, "", false, 0),
    ];
    let under = |place: usize| agenda.get(place).map(|p| p.id);
    let points = [under(0), under(1), under(2)];
    let outcome = |ground: &mut Ground, kind, text: &str, made: Option<Ref>, point: Option<EntryId>| {
        SessionOutcome { id: ground.id(), kind, text: text.to_owned(), made, point }
    };
    let [progress, consent, voice] = points;
    let outcomes = vec![
        outcome(
            ground,
            OutcomeKind::Action,
            "Agree the load-test window with Platform",
            action.map(Ref::Action),
            progress,
        ),
        outcome(
            ground,
            OutcomeKind::Decision,
            "Strictest consent rule in all markets",
            decision.map(Ref::Decision),
            consent,
        ),
        outcome(ground, OutcomeKind::Note, "Carlos brings the price of the voice vendor.", None, voice),
    ];
    let links = action.map(Ref::Action).into_iter().chain(decision.map(Ref::Decision));
    let links = links.map(|to| Link { kind: LinkKind::LeadsTo, to }).collect();
    let people = ["Alex", "Carlos", "Ewa", "Mira", "Jonas"];
    let session = MeetingSession {
        id: ground.id(),
        title: ["Search steering, ", &crate::model::short_day(day)].concat(),
        meeting: Some(meeting),
        original: Some(wall(day, 12 * 60)),
        day,
        project: Some(ground.project(0)),
        present: people.iter().filter_map(|name| ground.person(name)).collect(),
        agenda,
        outcomes,
        started: Some(begin),
        ended: Some(end),
        links,
        created: days.at(day, 9 * 60),
        updated: end,
        ..MeetingSession::default()
    };
    ground.program.put(session.into());
    // The action was written down while it was agreed.
    if let Some(action) = action.and_then(|id| ground.program.actions.get(&id)).cloned() {
        let mut action = Arc::unwrap_or_clone(action);
        action.created = days.at(day, 12 * 60 + 10);
        action.updated = action.updated.max(action.created);
        ground.program.put(action.into());
    }
}

/// Name, role, organisation, place of the client's project, influence, interest, stance, cares about, needs,
/// channel, every n days, days since the last talk, what was said.
type Known = (
    &'static str,
    &'static str,
    &'static str,
    Option<usize>,
    u8,
    u8,
    Stance,
    &'static str,
    &'static str,
    &'static str,
    Option<u32>,
    i64,
    &'static str,
);

#[rustfmt::skip]
static KNOWN: [Known; 10] = [
    ("Ewa Nowak", "Head of product", "Halden Commerce", None, 5, 5, Stance::Supporter, "The December release and its evidence", "An answer on GPU nodes with costs", "Weekly, in person", Some(7), 2, "Wants the GPU answer before steering."),
    ("Carlos Mendes", "Product director", "Halden Commerce", None, 5, 4, Stance::Champion, "Search that sells in every market", "Options for voice search", "Steering and chat", Some(7), 3, "Leans to dropping voice search."),
    ("Ingrid Solheim", "Chief financial officer", "Halden Commerce", None, 5, 2, Stance::Neutral, "Run cost per month, no surprises", "Forecast before any new commitment", "Monthly call", Some(30), 38, "Asked for the cost of the second rehearsal."),
    ("Martin Keane", "Head of digital channels", "Kestrel Bank", Some(2), 5, 5, Stance::Critic, "Payment e-mails in time, the November SLA", "Root cause in writing", "Weekly call", Some(7), 10, "Third delay this quarter; wants a cause, not a fix."),
    ("Rosa Vidal", "Service manager", "Kestrel Bank", Some(2), 3, 5, Stance::Neutral, "Tickets answered within the agreed hours", "Service report by the fifth", "Kestrel weekly", Some(7), 6, "Content with the last report."),
    ("Lars Nygaard", "IT manager", "Nordvik", Some(3), 4, 3, Stance::Supporter, "Orders that match his ERP", "Two weeks' notice of format changes", "Nordvik weekly", Some(14), 8, "Looks for a sample order with discounts."),
    ("Petra Holm", "Data protection officer", "Halden Commerce", None, 4, 3, Stance::Critic, "Consent rules by market", "New data flows before they are built", "Mail", Some(30), 13, "Agrees to one rule everywhere."),
    ("Omar Haddad", "Head of merchandising", "Halden Commerce", None, 3, 5, Stance::Champion, "Ranking by stock and margin", "The relevance set to try out", "Chat", Some(14), 4, "Has two people ready to judge results."),
    ("Yuki Sato", "Head of store operations", "Halden Commerce", None, 2, 4, Stance::Neutral, "Staff can find products on the shop floor", "A date for the app release", "Monthly mail", Some(30), 21, ""),
    ("Tom Brandt", "Works council", "Halden Commerce", None, 2, 2, Stance::Neutral, "On-call hours", "", "When plans change", None, 64, "No objection to the on-call plan."),
];

/// Whose promise (place above), text, theirs, days until due.
#[rustfmt::skip]
static PROMISES: [(&str, &str, bool, i64); 5] = [
    ("Martin Keane", "Root cause of the late e-mails in writing", false, -1),
    ("Lars Nygaard", "A sample order with discounts", true, -2),
    ("Ewa Nowak", "Cost of two rented GPU nodes for two weeks", false, 0),
    ("Ingrid Solheim", "Forecast to the end of the year", false, 6),
    ("Rosa Vidal", "Service report for November", false, 12),
];

fn stakeholders(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-100), 10 * 60);
    for row in &KNOWN {
        let (
            name,
            role,
            organisation,
            project,
            influence,
            interest,
            stance,
            cares,
            needs,
            channel,
            every,
            ago,
            said,
        ) = *row;
        let day = days.worked(-ago);
        let of_project = project.map(|place| ground.project(place));
        let client: Option<ClientId> =
            of_project.and_then(|id| ground.program.projects.get(&id)).and_then(|p| p.client);
        let promised: Vec<_> = PROMISES.iter().filter(|(who, ..)| *who == name).collect();
        let commitments = promised
            .into_iter()
            .map(|(_, text, theirs, due)| Promise {
                id: ground.id(),
                text: (*text).to_owned(),
                theirs: *theirs,
                due: Some(if *due < 0 { days.worked(*due) } else { days.day(*due) }),
                done: None,
            })
            .collect();
        let stakeholder = Stakeholder {
            id: ground.id(),
            title: name.to_owned(),
            role: role.to_owned(),
            organisation: organisation.to_owned(),
            client,
            person: ground.person(name),
            projects: of_project.into_iter().collect(),
            influence,
            interest,
            stance,
            cares: cares.to_owned(),
            needs: needs.to_owned(),
            commitments,
            channel: channel.to_owned(),
            every,
            contacts: vec![Contact { id: ground.id(), day, text: said.to_owned() }],
            created: at,
            updated: days.at(day, 15 * 60),
            ..Stakeholder::default()
        };
        ground.program.put(stakeholder.into());
    }
}

/// Project, piece of work, who is what: `R Mira`, one after the other. A name of a stakeholder who is no
/// person of the program means the stakeholder.
#[rustfmt::skip]
static RACI: [(usize, &str, &str); 9] = [
    (0, "Load test on staging", "A Mira, R Priya, R Jonas, C Carlos, I Ewa"),
    (0, "Vector index rebuild", "A Mira, R Priya, C Jonas, I Carlos"),
    (0, "Consent rules by market", "R Tomás, C Petra, I Carlos, I Ewa"),
    (0, "Relevance set", "A Lena, R Tomás, C Omar, I Carlos"),
    (0, "December release", "A Carlos, R Mira, C Jonas, C Petra, I Omar, I Ewa"),
    (2, "Payment e-mails", "A Sara, R Hugo, C Martin, I Rosa"),
    (2, "Monthly service report", "A Sara, R Ewa, C Rosa, I Martin"),
    (2, "Acceptance of the portal", "A Ewa, R Hugo, R Sara, C Martin, C Rosa"),
    (2, "On-call plan", "A Sara, R Hugo, C Tom, I Rosa"),
];

/// Whose part a name means.
fn who(ground: &Ground, name: &str) -> (Option<PersonId>, Option<StakeholderId>) {
    match ground.person(name) {
        Some(person) => (Some(person), None),
        None => {
            let found = ground.program.stakeholders.values().find(|s| s.title.starts_with(name));
            (None, found.map(|s| s.id))
        }
    }
}

fn raci(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.worked(-60), 11 * 60);
    for (rank, (project, title, parts)) in RACI.iter().enumerate() {
        let mut given = Vec::new();
        for part in parts.split(", ") {
            let Some((letter, name)) = part.split_once(' ') else { continue };
            let role = match letter {
                "R" => RaciRole::Responsible,
                "A" => RaciRole::Accountable,
                "C" => RaciRole::Consulted,
                _ => RaciRole::Informed,
            };
            let (person, stakeholder) = who(ground, name);
            if person.is_some() || stakeholder.is_some() {
                given.push(RaciPart { id: ground.id(), person, stakeholder, role });
            }
        }
        let project: ProjectId = ground.project(*project);
        let row = RaciRow {
            id: ground.id(),
            title: (*title).to_owned(),
            project: Some(project),
            rank: rank as i64,
            parts: given,
            created: at,
            updated: at,
            ..RaciRow::default()
        };
        ground.program.put(row.into());
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::agenda::{Asked, Span, build, carried_over, dates, facts_of};
    use crate::analysis::stakeholders::{gaps, overdue};
    use crate::analysis::{Context, Facts, Scope};
    use crate::model::{Date, LocalTime, Zone};

    // [MS2]
    #[test]
    fn midday_tells_its_story() {
        let zone = Zone::utc();
        let today: Date = "2025-11-20".parse().unwrap();
        let program = super::super::program(today, &zone);
        let noon: LocalTime = today.and_hms_opt(12, 0, 0).unwrap();
        let ctx = Context { program: &program, zone: &zone, now: zone.moment(noon) };
        let span = Span { from: today, to: today };
        let all = dates(&program, &zone, &|_| None, Scope::default(), span);
        let steering = all.iter().find(|d| d.title == "Search steering").unwrap();
        for title in ["Kestrel weekly", "Risk review", "Search retro"] {
            assert!(all.iter().any(|d| d.title == title), "{title} is today");
        }
        let (meeting, original) = (steering.meeting.unwrap(), steering.original.unwrap());
        assert_eq!(carried_over(&program, meeting, original), (1, 1));
        let scope = Scope { project: program.meetings.get(&meeting).unwrap().project, team: None };
        let facts = Facts::new(&ctx);
        let points = build(&facts, &Asked { meeting: Some(meeting), original, scope, minutes: 45 });
        let said: Vec<_> = points.iter().map(|p| (p.title.as_str(), p.minutes, p.about.len())).collect();
        assert_eq!(said.len(), 6, "{said:?}");
        assert_eq!(said.iter().map(|(_, minutes, _)| minutes).sum::<u32>(), 45, "{said:?}");
        for point in &points {
            assert_eq!(facts_of(&facts, scope, &point.about).len(), point.about.len());
        }
        assert_eq!(overdue(&program, &zone, today, Scope::default()).len(), 2);
        assert_eq!(program.raci.values().filter(|row| !gaps(row).is_empty()).count(), 1);
    }
}
