//! Applying, undoing and redoing through the public functions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod small;

use gluework::command::{Command, History, ItemEdit, Place, apply};
use gluework::model::{Program, check};
use small::{draft, item_ids, program, stamp};

/// One command of each kind that changes an item, and one that adds another.
fn commands(program: &Program) -> Vec<Command> {
    let [first, second] = item_ids(program);
    let workflow = program.workflows.values().next().unwrap();
    let last = workflow.statuses.last().unwrap().id;
    vec![
        Command::EditItem(first, ItemEdit::Title("Index rebuild".into())),
        Command::MoveItem(first, Place { status: last, above: None }),
        Command::EditItem(second, ItemEdit::Parent(Some(first))),
        Command::EditItem(second, ItemEdit::Block("no quota".into())),
        Command::AddItem(Box::new(draft(program, "A third"))),
        Command::DeleteItem(first),
    ]
}

// [U1]
#[test]
fn the_same_program_command_and_stamp_give_the_same_result() {
    let (mut one, mut other) = (program(), program());
    for (seed, command) in (100..).zip(commands(&one)) {
        let change = apply(&mut one, command.clone(), stamp(seed));
        assert_eq!(change, apply(&mut other, command, stamp(seed)));
    }
    assert_eq!(one, other);
}

// [U2]
#[test]
fn a_refused_command_leaves_the_program_as_it_was() {
    let mut program = program();
    let before = program.clone();
    let [first, _] = item_ids(&program);
    let refused = [
        Command::EditItem(first, ItemEdit::Title("  ".into())),
        Command::EditItem(first, ItemEdit::Parent(Some(first))),
        Command::MoveItem(first, Place { status: 999.into(), above: None }),
        Command::DeleteItem(999.into()),
    ];
    for command in refused {
        let rejected = apply(&mut program, command.clone(), stamp(9)).unwrap_err();
        assert!(!rejected.to_string().is_empty(), "{command:?}");
        assert_eq!(program, before, "{command:?}");
    }
}

// [U3]
#[test]
fn undoing_everything_restores_every_state_and_redoing_repeats_it() {
    let mut program = program();
    let mut history = History::default();
    let mut states = vec![program.clone()];
    for (seed, command) in (100..).zip(commands(&program)) {
        let change = apply(&mut program, command, stamp(seed)).unwrap();
        history.record(0, change);
        assert_eq!(check(&program), []);
        states.push(program.clone());
    }
    for state in states.iter().rev().skip(1) {
        let command = history.undo_command().unwrap();
        apply(&mut program, command, stamp(7)).unwrap();
        history.undone();
        assert_eq!(program, *state);
    }
    assert!(history.undo_command().is_none());
    for state in states.iter().skip(1) {
        let command = history.redo_command().unwrap();
        apply(&mut program, command, stamp(8)).unwrap();
        history.redone();
        assert_eq!(program, *state);
    }
}

// [U4]
#[test]
fn undo_is_refused_where_the_record_was_changed_again_since() {
    let mut program = program();
    let mut history = History::default();
    let [first, _] = item_ids(&program);
    let rename = |title: &str| Command::EditItem(first, ItemEdit::Title(title.into()));
    history.record(0, apply(&mut program, rename("Mine"), stamp(1)).unwrap());
    // Another tab's command, which this tab's history does not know.
    apply(&mut program, rename("Theirs"), stamp(2)).unwrap();
    let before = program.clone();
    let refused = apply(&mut program, history.undo_command().unwrap(), stamp(3)).unwrap_err();
    assert!(refused.to_string().contains("changed again since"), "{refused}");
    assert_eq!(program, before);
}

// [U5]
#[test]
fn a_key_is_never_given_twice() {
    let mut program = program();
    let [_, second] = item_ids(&program);
    apply(&mut program, Command::DeleteItem(second), stamp(4)).unwrap();
    let again = Command::AddItem(Box::new(draft(&program, "Another")));
    let change = apply(&mut program, again, stamp(5)).unwrap();
    assert_eq!(change.label, "AS-3 added");
}

// [U6]
#[test]
fn the_first_project_names_the_program_in_one_step_that_undo_takes_back() {
    use gluework::command::{CatalogueEdit, ProjectDraft};
    use gluework::model::Lens;
    let mut program = Program::default();
    let draft = |name: &str| {
        let zone = Some("Europe/Berlin".to_owned());
        let draft = ProjectDraft { name: name.into(), lens: Lens::Service, team: None, zone };
        Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft)))
    };
    let mut history = History::default();
    history.record(0, apply(&mut program, draft("Halden"), stamp(1)).unwrap());
    assert_eq!((program.settings.name.as_str(), program.settings.zone.as_str()), ("Halden", "Europe/Berlin"));
    let second = apply(&mut program, draft("Kestrel"), stamp(2)).unwrap();
    assert_eq!(program.settings.name, "Halden");
    history.record(0, second);
    for _ in 0..2 {
        apply(&mut program, history.undo_command().unwrap(), stamp(3)).unwrap();
        history.undone();
    }
    assert_eq!(program, Program::default());
}

// [U7]
#[test]
fn a_status_chosen_anew_at_once_is_one_move() {
    use gluework::model::{Happening, Stamp, Timestamp};
    let mut program = program();
    let [first, _] = item_ids(&program);
    let statuses: Vec<_> = program.workflows.values().next().unwrap().statuses.iter().map(|s| s.id).collect();
    let mut choose = |at: i64, place: usize| {
        let command = Command::EditItem(first, ItemEdit::Status(statuses[place]));
        apply(&mut program, command, Stamp { at: Timestamp(at), seed: at as u64 }).unwrap();
        let moves = program.items[&first].history.iter();
        moves.filter(|e| matches!(e.what, Happening::Moved { .. })).cloned().collect::<Vec<_>>()
    };
    let day = 86_400_000;
    assert_eq!(choose(day, 1).len(), 1);
    let joined = choose(day + 2_000, 2);
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].what, Happening::Moved { from: statuses[0], to: statuses[2] });
    assert_eq!(choose(day + 3_000, 0).len(), 0, "taken back");
    assert_eq!(choose(day + 60_000, 1).len(), 1);
    assert_eq!(choose(day + 120_000, 2).len(), 2, "a minute later is a move of its own");
}

// [U5]
#[test]
fn what_is_made_again_gets_a_new_key_where_its_own_was_given_meanwhile() {
    let mut program = program();
    let mut history = History::default();
    let mine = Command::AddItem(Box::new(draft(&program, "Mine")));
    history.record(0, apply(&mut program, mine, stamp(21)).unwrap());
    apply(&mut program, history.undo_command().unwrap(), stamp(22)).unwrap();
    history.undone();
    // Another tab's command, which this tab's history does not know.
    let theirs = Command::AddItem(Box::new(draft(&program, "Theirs")));
    apply(&mut program, theirs, stamp(23)).unwrap();
    let again = apply(&mut program, history.redo_command().unwrap(), stamp(24)).unwrap();
    history.redone_as(again);
    assert_eq!(check(&program), []);
    let key_of =
        |p: &Program, title: &str| p.items.values().find(|i| i.title == title).map(|i| i.key.clone());
    assert_eq!(key_of(&program, "Theirs").as_deref(), Some("AS-3"));
    assert_eq!(key_of(&program, "Mine").as_deref(), Some("AS-4"));
    apply(&mut program, history.undo_command().unwrap(), stamp(25)).unwrap();
    assert_eq!(key_of(&program, "Mine"), None);
    assert_eq!(check(&program), []);
}
