//! Agendas, outcomes, carry-over and clocks, by hand-worked tables.

use super::*;
use crate::analysis::{Context, Facts, Scope};
use crate::command::{Command, apply};
use crate::json::Json;
use crate::model::*;

fn wall(text: &str) -> LocalTime {
    LocalTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

struct Desk {
    program: Program,
    seed: u64,
}

impl Desk {
    fn run(&mut self, command: Command) -> crate::command::Change {
        self.seed += 1;
        apply(&mut self.program, command, Stamp { at: Timestamp(0), seed: self.seed }).unwrap()
    }
}

/// A meeting date with two points, one dealt with.
fn held(desk: &mut Desk, meeting: MeetingId, on: &str) -> SessionId {
    let point =
        |title: &str, done| AgendaItem { title: title.into(), minutes: 10, done, ..AgendaItem::default() };
    let session = MeetingSession {
        meeting: Some(meeting),
        original: Some(wall(on)),
        day: wall(on).date(),
        agenda: vec![point("Which index", true), point("Who pays the nodes", false)],
        ..MeetingSession::default()
    };
    desk.run(Command::add(session));
    session_of(&desk.program, meeting, wall(on)).unwrap().id
}

fn series(desk: &mut Desk) -> MeetingId {
    use crate::command::RecordEdit;
    let meeting = Meeting {
        title: "Search steering".into(),
        start: wall("2025-11-13 12:00"),
        minutes: 45,
        ..Meeting::blank()
    };
    desk.run(Command::Record(Box::new(RecordEdit::AddMeeting(Box::new(meeting)))));
    *desk.program.meetings.keys().next().unwrap()
}

// [MS3] [MS4]
#[test]
fn an_outcome_makes_a_record_that_comes_from_the_meeting_in_one_step() {
    let mut desk = Desk { program: Program::default(), seed: 0 };
    let meeting = series(&mut desk);
    let session = held(&mut desk, meeting, "2025-11-13 12:00");
    let before = desk.program.clone();
    let outcome =
        |kind, text: &str| Box::new(SessionOutcome { kind, text: text.into(), ..SessionOutcome::default() });
    let ask = Action { title: "Ask Platform".into(), due: Some(day("2025-11-18")), ..Action::default() };
    let change = desk.run(Command::Conclude {
        session,
        outcome: outcome(OutcomeKind::Action, "Ask Platform"),
        make: Some(Box::new(Command::add(ask))),
    });
    let action = *desk.program.actions.keys().next().unwrap();
    let kept = desk.program.sessions.get(&session).unwrap().clone();
    assert_eq!(kept.outcomes[0].made, Some(Ref::Action(action)));
    assert_ne!(kept.outcomes[0].id, EntryId::from(0));
    let chain = crate::analysis::chain::chain(&desk.program, &Ref::Action(action));
    assert_eq!(chain.first().map(|s| s.at.clone()), Some(Ref::Session(session)));
    // The next date knows of both: the point and the action that are open.
    assert_eq!(carried_over(&desk.program, meeting, wall("2025-11-20 12:00")), (1, 1));
    assert_eq!(carried_over(&desk.program, meeting, wall("2025-11-13 12:00")), (0, 0));
    // One step takes all of it back; only the number that was given stays used.
    for slot in change.before {
        desk.program.put(slot);
    }
    assert_eq!(desk.program.actions, before.actions);
    assert_eq!(desk.program.sessions, before.sessions);
    // A note makes nothing; anything but an addition is refused.
    desk.run(Command::Conclude { session, outcome: outcome(OutcomeKind::Note, "Fine"), make: None });
    assert!(desk.program.actions.is_empty());
    let wrong = Command::Conclude {
        session,
        outcome: outcome(OutcomeKind::Risk, "x"),
        make: Some(Box::new(Command::Remove(Box::new(Slot::Session(session, None))))),
    };
    assert!(apply(&mut desk.program, wrong, Stamp { at: Timestamp(0), seed: 99 }).is_err());
}

// [MS3]
#[test]
fn every_kind_of_record_that_comes_out_is_known_by_its_outcome_and_linked() {
    use crate::command::RiskDraft;
    let mut desk = Desk { program: Program::default(), seed: 0 };
    let meeting = series(&mut desk);
    let session = held(&mut desk, meeting, "2025-11-13 12:00");
    let risk = RiskDraft {
        title: "No nodes left".into(),
        category: "Technical".into(),
        project: None,
        inherent: Score { probability: 3, impact: 3 },
        response: Response::Mitigate,
        owner: None,
        review: None,
        notes: String::new(),
        comes_from: None,
    };
    let made = [
        (OutcomeKind::Risk, Command::AddRisk(Box::new(risk))),
        (OutcomeKind::Action, Command::add(Action { title: "Ask".into(), ..Action::default() })),
        (OutcomeKind::Decision, Command::add(Decision { title: "Rent".into(), ..Decision::default() })),
        (OutcomeKind::Change, Command::add(ChangeRequest { title: "Less".into(), ..Default::default() })),
    ];
    for (kind, command) in made {
        let outcome = Box::new(SessionOutcome { kind, text: "Said".into(), ..SessionOutcome::default() });
        desk.run(Command::Conclude { session, outcome, make: Some(Box::new(command)) });
    }
    // As it is read back from a file.
    let text = crate::json::to_text(&desk.program);
    let program: Program = crate::json::from_text(&text).unwrap();
    let kept = program.sessions.get(&session).unwrap();
    let keys: Vec<_> = kept
        .outcomes
        .iter()
        .filter_map(|o| Some(crate::analysis::chain::called(&program, o.made.as_ref()?)?.key))
        .collect();
    assert_eq!(keys, ["R-1", "A-1", "D-1", "CR-1"]);
    let linked: Vec<_> = kept.links.iter().map(|l| (l.kind.clone(), Some(l.to.clone()))).collect();
    let wanted: Vec<_> = kept.outcomes.iter().map(|o| (LinkKind::LeadsTo, o.made.clone())).collect();
    assert_eq!(linked, wanted);
}

// [MS4]
#[test]
fn what_was_not_dealt_with_comes_over_to_the_next_date_and_is_counted() {
    let mut desk = Desk { program: Program::default(), seed: 0 };
    let meeting = series(&mut desk);
    held(&mut desk, meeting, "2025-11-13 12:00");
    let zone = Zone::utc();
    let built = |program: &Program, on: &str| {
        let ctx = Context { program, zone: &zone, now: zone.moment(wall(on)) };
        let asked =
            Asked { meeting: Some(meeting), original: wall(on), scope: Scope::default(), minutes: 45 };
        build(&Facts::new(&ctx), &asked)
    };
    let next = built(&desk.program, "2025-11-20 12:00");
    assert_eq!(next.len(), 1);
    assert_eq!((next[0].title.as_str(), next[0].carried, next[0].done), ("Who pays the nodes", 1, false));
    let session = MeetingSession {
        meeting: Some(meeting),
        original: Some(wall("2025-11-20 12:00")),
        day: day("2025-11-20"),
        agenda: next,
        ..MeetingSession::default()
    };
    desk.run(Command::add(session));
    assert_eq!(built(&desk.program, "2025-11-27 12:00")[0].carried, 2);
}

// [MS2]
#[test]
fn an_agenda_names_what_is_wanted_and_leaves_out_what_is_not_there() {
    let mut desk = Desk { program: Program::default(), seed: 0 };
    let meeting = series(&mut desk);
    desk.run(Command::add(Decision { title: "Rent nodes?".into(), ..Decision::default() }));
    desk.run(Command::add(Blocker {
        title: "No quota".into(),
        raised: day("2025-11-17"),
        ..Blocker::default()
    }));
    let zone = Zone::utc();
    let ctx = Context { program: &desk.program, zone: &zone, now: zone.moment(wall("2025-11-20 09:00")) };
    let asked = Asked {
        meeting: Some(meeting),
        original: wall("2025-11-20 12:00"),
        scope: Scope::default(),
        minutes: 40,
    };
    let points = build(&Facts::new(&ctx), &asked);
    let said: Vec<(&str, u32)> = points.iter().map(|p| (p.title.as_str(), p.minutes)).collect();
    assert_eq!(said, [("Technical challenges", 20), ("Decisions wanted", 20)]);
    let facts = facts_of(&Facts::new(&ctx), Scope::default(), &points[1].about);
    assert_eq!((facts[0].key.as_str(), facts[0].title.as_str()), ("D-1", "Rent nodes?"));
}

// [MS5]
#[test]
fn each_point_has_its_own_clock() {
    let mut session = MeetingSession {
        agenda: (1..=2_u64).map(|id| AgendaItem { id: id.into(), ..AgendaItem::default() }).collect(),
        ..MeetingSession::default()
    };
    let at = |seconds: i64| Timestamp(seconds * 1000);
    take_up(&mut session, Some(1.into()), at(100));
    assert_eq!(session.started, Some(at(100)));
    assert_eq!(point_seconds(&session, &session.agenda[0], at(160)), 60);
    take_up(&mut session, Some(2.into()), at(190));
    pause(&mut session, at(200));
    assert_eq!(session.agenda.iter().map(|p| p.seconds).collect::<Vec<_>>(), [90, 10]);
    // Stopped: nothing runs on.
    assert_eq!(total_seconds(&session, at(900)), 100);
    take_up(&mut session, None, at(900));
    assert_eq!((session.current, session.turn), (None, None));
}

// [MS3]
#[test]
fn a_line_says_what_came_out() {
    let today = day("2025-11-20");
    let read = |text: &str| {
        let line = read_line(text, today);
        (line.kind, line.text)
    };
    assert_eq!(read("All fine so far"), (OutcomeKind::Note, "All fine so far".into()));
    assert_eq!(read("/decision Rent two nodes"), (OutcomeKind::Decision, "Rent two nodes".into()));
    assert_eq!(read("/action Ask them @jonas fri"), (OutcomeKind::Action, "Ask them @jonas >fri".into()));
    assert_eq!(read("/action Ask them on mon"), (OutcomeKind::Action, "Ask them on mon".into()));
    assert_eq!(read("/Risk Too slow"), (OutcomeKind::Risk, "Too slow".into()));
    assert_eq!(read("/change Two more markets"), (OutcomeKind::Change, "Two more markets".into()));
    assert_eq!(read("/etc is a folder"), (OutcomeKind::Note, "/etc is a folder".into()));
}
