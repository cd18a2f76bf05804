//! Rows, worked out by hand.

use super::*;
use crate::analysis::Context;
use crate::command::{Command, apply};
use crate::model::{
    Action, ActionState, Blocker, ChangeRequest, Money, Person, Stamp, Team, Timestamp, parse_day,
};

fn at(text: &str) -> Date {
    parse_day(text).unwrap_or_default()
}

/// Thursday 20 November 2025, noon.
const NOW: Timestamp = Timestamp(1_763_640_000_000);

fn added(program: &mut Program, record: impl Into<crate::model::Slot>, from: Option<Ref>, seed: u64) -> Ref {
    let command = Command::Add { record: Box::new(record.into()), from };
    let change = apply(program, command, Stamp { at: NOW, seed }).unwrap_or_else(|why| panic!("{why}"));
    let fresh = change.before.iter().zip(&change.after).filter(|(before, _)| before.kept().is_none());
    fresh
        .filter_map(|(_, after)| Some(after.kept()?.reference()))
        .next()
        .unwrap_or(Ref::External(String::new()))
}

fn people(program: &mut Program) -> (PersonId, TeamId) {
    let (person, team) = (PersonId::from(7), TeamId::from(8));
    let blank = Timestamp(0);
    program.put(Team { id: team, name: "Platform".into(), created: blank, updated: blank }.into());
    program.put(
        Person {
            id: person,
            name: "Jonas Weber".into(),
            aliases: Vec::new(),
            team: Some(team),
            allocation: 100,
            me: false,
            created: blank,
            updated: blank,
        }
        .into(),
    );
    (person, team)
}

fn program() -> Program {
    let mut program = Program::default();
    let (person, _) = people(&mut program);
    let blocker = Blocker {
        title: "No quota".into(),
        raised: at("2025-11-17"),
        owner: Some(person),
        ..Blocker::default()
    };
    let blocker = added(&mut program, blocker, None, 1);
    let ask = Action {
        title: "Ask for 2 nodes".into(),
        owner: Some(person),
        due: Some(at("2025-11-18")),
        ..Action::default()
    };
    added(&mut program, ask, Some(blocker), 2);
    added(&mut program, Action { title: "Book a room".into(), ..Action::default() }, None, 3);
    let done = Action { title: "Old".into(), state: ActionState::Done, ..Action::default() };
    added(&mut program, done, None, 4);
    program
}

fn titles(program: &Program, filter: &Filter, sort: (SortBy, bool)) -> Vec<String> {
    let zone = Zone::utc();
    let rows = action_rows(&Context { program, zone: &zone, now: NOW });
    shown(program, &rows, filter, sort, at("2025-11-20")).into_iter().map(|row| row.title).collect()
}

// [AC1]
#[test]
fn a_list_is_narrowed_by_person_team_state_lateness_and_words() {
    let program = program();
    let (person, team) = (PersonId::from(7), TeamId::from(8));
    let sort = (SortBy::Due, false);
    let all = Filter::default();
    assert_eq!(titles(&program, &all, sort), ["Ask for 2 nodes", "Book a room"]);
    let some = [
        Filter { person: Some(person), ..Filter::default() },
        Filter { team: Some(team), ..Filter::default() },
        Filter { overdue: true, ..Filter::default() },
        Filter { text: "b-1 NODES".into(), ..Filter::default() },
    ];
    for filter in some {
        assert_eq!(titles(&program, &filter, sort), ["Ask for 2 nodes"], "{filter:?}");
    }
    let everything = Filter { states: States::All, ..Filter::default() };
    // What is done stands last, whichever way the list runs; what has no value, behind what has one.
    assert_eq!(titles(&program, &everything, (SortBy::Key, true)), ["Book a room", "Ask for 2 nodes", "Old"]);
    assert_eq!(titles(&program, &everything, (SortBy::Due, true)), ["Ask for 2 nodes", "Book a room", "Old"]);
    let done = Filter { states: States::One("done".into()), ..Filter::default() };
    assert_eq!(titles(&program, &done, sort), ["Old"]);
}

// [AC2]
#[test]
fn a_nudge_names_the_action_its_day_since_when_and_where_from() {
    let program = program();
    let zone = Zone::utc();
    let rows = action_rows(&Context { program: &program, zone: &zone, now: NOW });
    let text = nudge(&program, PersonId::from(7), &rows, at("2025-11-20"));
    assert_eq!(
        text,
        "Hi Jonas, this one is past its day. How does it look?\n\n\
         - A-1 Ask for 2 nodes: due 18 Nov, 2 days late, open since 20 Nov (from blocker B-1)\n\n\
         If a day does not hold or something is in the way, tell me and we will sort it out. Thanks!"
    );
    assert_eq!(nudge(&program, PersonId::from(9), &rows, at("2025-11-20")), "");
}

#[test]
fn a_blocker_ages_in_working_days() {
    let program = program();
    let zone = Zone::utc();
    let monday = Timestamp(NOW.0 + 4 * 86_400_000);
    for (now, age) in [(NOW, "3 days"), (monday, "5 days")] {
        let rows = blocker_rows(&Context { program: &program, zone: &zone, now });
        assert_eq!(rows.first().map(|row| row.extra.as_str()), Some(age));
    }
}

#[test]
fn a_change_request_says_its_effect() {
    let mut program = Program::default();
    let change = ChangeRequest {
        title: "Two more markets".into(),
        days: Some(10),
        items: Some(-1),
        points: Some(250),
        cost: Some(Money::whole(18_000, crate::model::Currency::EUR)),
        ..ChangeRequest::default()
    };
    added(&mut program, change, None, 1);
    let zone = Zone::utc();
    let rows = change_rows(&Context { program: &program, zone: &zone, now: NOW });
    assert_eq!(rows.first().map(|row| row.extra.as_str()), Some("+10 days, −1 item, +2.5 pt, +€18k"));
}
