//! The integrity check: each rule broken on purpose, on top of a sound program.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod small;

use gluework::model::{Parent, Program, Ref, Slot, WorkItem, check};
use small::{item_ids, program};

/// The problems of the small program once its first item was changed, as text.
fn problems(change: impl FnOnce(&mut WorkItem)) -> Vec<String> {
    let mut program = program();
    let mut item = (**program.items.values().next().unwrap()).clone();
    change(&mut item);
    program.put(Slot::from(item));
    texts(&program)
}

fn texts(program: &Program) -> Vec<String> {
    check(program).iter().map(ToString::to_string).collect()
}

#[test]
fn a_sound_program_has_no_problem() {
    assert_eq!(texts(&program()), [""; 0]);
    assert_eq!(texts(&Program::default()), [""; 0]);
}

// [C1]
#[test]
fn a_record_that_is_not_there_is_reported_with_the_place_that_names_it() {
    let gone = 999.into();
    assert_eq!(problems(|item| item.team = Some(gone_id())), ["AS-1: its team is not in the program"]);
    assert_eq!(problems(|item| item.status = gone), ["AS-1: its status is in no workflow"]);
    let link = |to| gluework::model::Link { kind: gluework::model::LinkKind::Relates, to };
    assert_eq!(
        problems(|item| item.links.push(link(Ref::Risk(gone_id())))),
        ["AS-1: it links to a record that is not in the program"]
    );
    assert_eq!(problems(|item| item.links.push(link(Ref::External("OLD-1".into())))), [""; 0]);
}

fn gone_id<Id: From<u64>>() -> Id {
    Id::from(999)
}

// [C2]
#[test]
fn two_records_with_one_key_are_reported() {
    assert_eq!(problems(|item| item.key = "AS-2".into()), ["AS-2: two records have this key"]);
}

// [C3]
#[test]
fn a_loop_of_parents_is_reported_once() {
    let mut program = program();
    let [first, second] = item_ids(&program);
    for (child, parent) in [(first, second), (second, first)] {
        let mut item = (*program.items[&child]).clone();
        item.parent = Some(Parent::Item(parent));
        program.put(Slot::from(item));
    }
    let found = texts(&program);
    assert!(matches!(found.as_slice(), [one] if one.ends_with("it is its own ancestor")), "{found:?}");
}

// [C4]
#[test]
fn a_record_in_another_ones_place_is_reported() {
    let mut program = program();
    let item = program.items.values().next().unwrap().clone();
    program.put(Slot::Item(gone_id(), Some(item)));
    assert!(texts(&program).iter().any(|text| text.ends_with("its id differs from its place")));
}
