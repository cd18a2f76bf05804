//! Turns of routines and checklists, by hand-worked tables.

use super::*;
use crate::model::{CheckLine, Snooze, SnoozeId};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn routine(cadence: Cadence, settled: Option<&str>) -> Routine {
    // 3 November 2025 was a Monday.
    Routine {
        id: 7.into(),
        cadence,
        from: day("2025-11-03"),
        settled: settled.map(day),
        ..Routine::default()
    }
}

fn due(cadence: Cadence, settled: Option<&str>, on: &str) -> Option<(String, usize)> {
    let turn = turn(&Program::default(), &routine(cadence, settled), day(on))?;
    Some((turn.due.to_string(), turn.missed))
}

// [EV1]
#[test]
fn a_week_away_leaves_one_turn_that_says_since_when() {
    let found = |due: &str, missed| Some((due.to_owned(), missed));
    let cases = [
        // Settled on Thursday: nothing on that day, one turn on Friday.
        (Cadence::WorkingDay, Some("2025-11-20"), "2025-11-20", None),
        (Cadence::WorkingDay, Some("2025-11-20"), "2025-11-21", found("2025-11-21", 0)),
        // A week later it is still one: Friday, and five working days since.
        (Cadence::WorkingDay, Some("2025-11-20"), "2025-11-28", found("2025-11-21", 5)),
        (Cadence::Daily, Some("2025-11-20"), "2025-11-28", found("2025-11-21", 7)),
        // A week's turn waits until it is done, on whatever day that is.
        (Cadence::Weekly, Some("2025-11-10"), "2025-11-16", None),
        (Cadence::Weekly, Some("2025-11-10"), "2025-11-20", found("2025-11-17", 0)),
        (Cadence::Weekly, Some("2025-11-20"), "2025-11-23", None),
        (Cadence::Weekly, Some("2025-11-20"), "2025-11-24", found("2025-11-24", 0)),
        (Cadence::Fortnightly, None, "2025-11-03", found("2025-11-03", 0)),
        (Cadence::Fortnightly, Some("2025-11-03"), "2025-11-16", None),
        (Cadence::Fortnightly, Some("2025-11-03"), "2025-11-17", found("2025-11-17", 0)),
        (Cadence::Monthly, Some("2025-11-03"), "2025-12-02", None),
        (Cadence::Monthly, Some("2025-11-03"), "2025-12-05", found("2025-12-03", 0)),
        // Before its first day there is none.
        (Cadence::Daily, None, "2025-11-02", None),
    ];
    for (cadence, settled, on, wanted) in cases {
        assert_eq!(due(cadence, settled, on), wanted, "{cadence:?} settled {settled:?} on {on}");
    }
}

#[test]
fn the_31st_is_the_last_day_of_a_shorter_month() {
    let mut routine = routine(Cadence::Monthly, Some("2025-11-05"));
    routine.month_day = Some(31);
    let found = turn(&Program::default(), &routine, day("2025-12-10")).unwrap();
    assert_eq!(found.due, day("2025-11-30"));
}

#[test]
fn a_turn_that_rests_or_is_put_off_is_not_due() {
    let mut program = Program::default();
    let mut routine = routine(Cadence::Daily, None);
    let snooze = Snooze {
        id: SnoozeId::from(3),
        about: Some(Ref::Routine(routine.id)),
        until: day("2025-11-21"),
        ..Snooze::default()
    };
    program.put(snooze.into());
    assert_eq!(turn(&program, &routine, day("2025-11-20")), None);
    assert!(turn(&program, &routine, day("2025-11-21")).is_some());
    routine.paused = true;
    assert_eq!(turn(&program, &routine, day("2025-11-21")), None);
}

// [EV6]
#[test]
fn a_checklist_comes_at_its_cadence_until_it_is_ticked() {
    let mut program = Program::default();
    let line = |n: u64, done: Option<&str>| CheckLine { id: n.into(), text: "x".into(), done: done.map(day) };
    let pattern = Checklist {
        id: 1.into(),
        title: "Weekly report".into(),
        cadence: Cadence::Weekly,
        pattern: true,
        from: Some(day("2025-11-06")),
        lines: vec![line(1, None), line(2, None)],
        ..Checklist::default()
    };
    program.put(pattern.into());
    let open = |program: &Program, on: &str| {
        due_lists(program, day(on)).iter().map(|l| (l.due.to_string(), l.done())).collect::<Vec<_>>()
    };
    assert_eq!(open(&program, "2025-11-05"), []);
    assert_eq!(open(&program, "2025-11-19"), [("2025-11-13".to_owned(), 0)]);
    assert_eq!(open(&program, "2025-11-20"), [("2025-11-20".to_owned(), 0)]);
    let turn = |lines| Checklist {
        id: 2.into(),
        title: "Weekly report".into(),
        of: Some(1.into()),
        day: Some(day("2025-11-20")),
        cadence: Cadence::Weekly,
        lines,
        ..Checklist::default()
    };
    program.put(turn(vec![line(1, Some("2025-11-20")), line(2, None)]).into());
    assert_eq!(open(&program, "2025-11-21"), [("2025-11-20".to_owned(), 1)]);
    program.put(turn(vec![line(1, Some("2025-11-20")), line(2, Some("2025-11-21"))]).into());
    assert_eq!(open(&program, "2025-11-21"), [("2025-11-20".to_owned(), 2)], "as long as the day lasts");
    assert_eq!(open(&program, "2025-11-22"), []);
    assert_eq!(open(&program, "2025-11-27"), [("2025-11-27".to_owned(), 0)]);
}
