//! Meetings, dependencies and milestones made and changed by hand.

use super::*;
use gluework::command::{History, RecordEdit};
use gluework::json::Json;
use gluework::model::{
    Dependency, DependencyState, Link, LinkKind, Meeting, MeetingInstance, Recurrence, Ref, TeamId,
};

fn record(edit: RecordEdit) -> Command {
    Command::Record(Box::new(edit))
}

fn stamp(seed: u64) -> Stamp {
    Stamp { at: at("2026-03-01T12:00:00Z"), seed: seed + 5000 }
}

fn stand_up() -> Meeting {
    let mut meeting = Meeting::blank();
    meeting.title = " Stand-up ".into();
    meeting.start = "2026-03-02T09:00:00".parse().unwrap();
    meeting.minutes = 15;
    meeting.rule = Recurrence::parse("FREQ=DAILY").ok();
    meeting
}

fn dependency(giver: Ref, needer: Ref) -> Dependency {
    let mut dependency = Dependency::blank();
    dependency.title = "Quota".into();
    (dependency.giver, dependency.needer) = (giver, needer);
    dependency.state = DependencyState::Requested;
    dependency.needed_by = "2026-03-10".parse().ok();
    dependency.committed_by = "2026-03-13".parse().ok();
    dependency
}

/// Everything that can be done, with undo and redo over all of it.
#[test]
fn every_edit_can_be_undone_and_goes_through_the_journal() {
    let mut program = small::program();
    let [first, second] = small::item_ids(&program);
    let mut history = History::default();
    let mut states = vec![program.clone()];
    let mut run = |program: &mut Program, seed: u64, edit: RecordEdit| {
        let command = record(edit);
        let text = gluework::json::to_text(&command);
        assert_eq!(gluework::json::from_text::<Command>(&text).as_ref(), Ok(&command));
        let change = apply(program, command, stamp(seed)).unwrap();
        let label = change.label.clone();
        history.record(0, change);
        assert_eq!(check(program), []);
        states.push(program.clone());
        label
    };
    assert_eq!(run(&mut program, 1, RecordEdit::AddMeeting(Box::new(stand_up()))), "Stand-up added");
    let meeting = (**program.meetings.values().next().unwrap()).clone();
    let instance = MeetingInstance {
        original: "2026-03-04T09:00:00".parse().unwrap(),
        start: "2026-03-04T10:00:00".parse().unwrap(),
        minutes: 30,
        title: None,
        place: None,
        notes: String::new(),
        cancelled: false,
    };
    run(&mut program, 2, RecordEdit::PutInstance(meeting.id, Box::new(instance.clone())));
    run(&mut program, 3, RecordEdit::ClearInstance(meeting.id, instance.original));
    assert_eq!(program.meetings[&meeting.id].instances, []);
    let add = dependency(Ref::Item(first), Ref::Item(second));
    run(&mut program, 4, RecordEdit::AddDependency(Box::new(add)));
    let made = (**program.dependencies.values().next().unwrap()).clone();
    assert_eq!(made.late_by(), Some(3));
    let linked = Meeting {
        links: vec![Link { kind: LinkKind::Relates, to: Ref::Dependency(made.id) }],
        ..meeting.clone()
    };
    run(&mut program, 5, RecordEdit::PutMeeting(Box::new(linked)));
    let committed = Dependency { state: DependencyState::Committed, ..made.clone() };
    run(&mut program, 6, RecordEdit::PutDependency(Box::new(committed)));
    // What is deleted leaves nothing dangling.
    assert_eq!(run(&mut program, 7, RecordEdit::DeleteDependency(made.id)), "Quota deleted");
    assert_eq!(program.meetings[&meeting.id].links, []);
    run(&mut program, 8, RecordEdit::DeleteMeeting(meeting.id));
    for state in states.iter().rev().skip(1) {
        apply(&mut program, history.undo_command().unwrap(), stamp(60)).unwrap();
        history.undone();
        assert_eq!(program, *state);
    }
    for state in states.iter().skip(1) {
        apply(&mut program, history.redo_command().unwrap(), stamp(61)).unwrap();
        history.redone();
        assert_eq!(program, *state);
    }
}

#[test]
fn what_makes_no_sense_is_refused_and_changes_nothing() {
    let mut program = small::program();
    let [first, second] = small::item_ids(&program);
    let before = program.clone();
    let gone = |seed: u64| Ref::Team(TeamId::from(seed));
    let refused = [
        RecordEdit::AddMeeting(Box::new(Meeting { title: "  ".into(), ..stand_up() })),
        RecordEdit::AddMeeting(Box::new(Meeting { minutes: u32::MAX, ..stand_up() })),
        RecordEdit::AddMeeting(Box::new(Meeting { project: Some(9.into()), ..stand_up() })),
        RecordEdit::PutMeeting(Box::new(stand_up())),
        RecordEdit::DeleteMeeting(9.into()),
        RecordEdit::AddDependency(Box::new(dependency(Ref::Item(first), Ref::Item(first)))),
        RecordEdit::AddDependency(Box::new(dependency(gone(9), Ref::Item(second)))),
        RecordEdit::DeleteDependency(9.into()),
        RecordEdit::DeleteRun(9.into()),
        RecordEdit::RunScope(9.into(), None, None),
    ];
    for edit in refused {
        let rejected = apply(&mut program, record(edit.clone()), stamp(1)).unwrap_err();
        assert!(!rejected.0.is_empty(), "{edit:?}");
        assert_eq!(program, before);
    }
}

#[test]
fn deleting_a_record_redirects_what_points_at_it() {
    let mut program = gluework::sample::program("2026-03-05".parse().unwrap(), &Zone::utc());
    let item = program.dependencies.values().find_map(|d| match d.giver {
        Ref::Item(id) => Some(id),
        _ => None,
    });
    let item = item.unwrap();
    let key = program.items[&item].key.clone();
    apply(&mut program, Command::DeleteItem(item), stamp(1)).unwrap();
    assert_eq!(check(&program), []);
    assert!(program.dependencies.values().any(|d| d.giver == Ref::External(key.clone())));
    let tested = program.tests.values().find_map(|t| match t.about {
        Some(Ref::Item(id)) => Some(id),
        _ => None,
    });
    apply(&mut program, Command::DeleteItem(tested.unwrap()), stamp(2)).unwrap();
    assert_eq!(check(&program), []);
    // A milestone that goes takes its dependencies with it.
    let milestone = program.dependencies.values().find_map(|d| match d.needer {
        Ref::Milestone(id) => Some(id),
        _ => None,
    });
    let milestone = milestone.unwrap();
    let before = program.dependencies.len();
    apply(
        &mut program,
        Command::Ledger(Box::new(gluework::command::LedgerEdit::DeleteMilestone(milestone))),
        stamp(3),
    )
    .unwrap();
    assert_eq!(check(&program), []);
    assert!(program.dependencies.len() < before);
    for id in program.risks.keys().copied().collect::<Vec<_>>() {
        apply(&mut program, Command::DeleteRisk(id), stamp(4)).unwrap();
        assert_eq!(check(&program), []);
    }
}

#[test]
fn a_program_without_the_new_records_still_loads() {
    let text = gluework::json::to_text(&small::program());
    assert!(!text.contains("meetings") && !text.contains("test_runs"), "empty tables are not written");
    assert_eq!(gluework::json::from_text::<Program>(&text), Ok(small::program()));
}
