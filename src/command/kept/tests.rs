//! What holds of the shared way of keeping records.

use super::*;
use crate::command::{Change, History, apply};
use crate::model::{
    Action, ActionState, Decision, EntryId, Goal, Incident, Ladder, LadderStep, Program, Stamp, Timestamp,
    check,
};

fn stamp(seed: u64) -> Stamp {
    Stamp { at: Timestamp(1_790_000_000_000 + seed as i64 * 1_000), seed }
}

fn done(program: &mut Program, command: Command, seed: u64) -> Change {
    let change = apply(program, command, stamp(seed)).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(check(program), []);
    change
}

fn action(title: &str) -> Action {
    Action { title: title.into(), ..Action::default() }
}

fn only(program: &Program) -> Action {
    program.actions.values().next().map(|a| (**a).clone()).unwrap_or_default()
}

// [KR1]
#[test]
fn an_added_record_gets_an_id_and_the_next_key() {
    let mut program = Program::default();
    let change = done(&mut program, Command::add(action("  Ask \n Platform ")), 1);
    let first = only(&program);
    assert_eq!((first.key.as_str(), first.title.as_str()), ("A-1", "Ask Platform"));
    assert_eq!(change.label, "Action A-1 added");
    done(&mut program, Command::remove(first), 2);
    done(&mut program, Command::add(action("Again")), 3);
    assert_eq!(only(&program).key, "A-2");
}

// [KR2]
#[test]
fn what_others_change_in_other_fields_and_entries_stays() {
    let mut program = Program::default();
    let step = |who: &str| LadderStep { who: who.into(), minutes: 30, ..LadderStep::default() };
    let ladder =
        Ladder { title: "Kestrel".into(), steps: vec![step("Ewa"), step("Jonas")], ..Ladder::default() };
    done(&mut program, Command::add(ladder), 1);
    let seen = program.ladders.values().next().map(|l| (**l).clone()).unwrap_or_default();
    assert!(seen.steps.iter().all(|s| s.id != EntryId::from(0)));
    // Two tabs start from the same state: one renames and adds a step, the other changes the first.
    let mut one = seen.clone();
    one.title = "Kestrel Bank".into();
    one.steps.push(step("Chief"));
    let mut other = seen.clone();
    if let Some(first) = other.steps.first_mut() {
        first.minutes = 15;
    }
    done(&mut program, Command::revise(seen.clone(), one), 2);
    done(&mut program, Command::revise(seen, other), 3);
    let now = program.ladders.values().next().map(|l| (**l).clone()).unwrap_or_default();
    assert_eq!(now.title, "Kestrel Bank");
    let steps: Vec<_> = now.steps.iter().map(|s| (s.who.as_str(), s.minutes)).collect();
    assert_eq!(steps, [("Ewa", 15), ("Jonas", 30), ("Chief", 30)]);
}

// [KR3]
#[test]
fn a_record_that_leads_to_another_is_linked_in_the_same_change() {
    let mut program = Program::default();
    done(&mut program, Command::add(action("Ask")), 1);
    let from = only(&program).reference();
    let change = done(
        &mut program,
        Command::add_from(Decision { title: "Rent".into(), ..Decision::default() }, from.clone()),
        2,
    );
    let to = program.decisions.values().next().map(|d| d.reference());
    assert_eq!(only(&program).links.first().map(|l| l.to.clone()), to);
    let (undo, before) = (change.undoing(2), program.clone());
    done(&mut program, undo, 3);
    assert!(program.decisions.is_empty() && only(&program).links.is_empty());
    assert_ne!(program, before);
}

// [KR4]
#[test]
fn nothing_names_a_record_that_was_taken_away() {
    let mut program = Program::default();
    done(&mut program, Command::add(Goal { name: "Fast".into(), ..crate::json::Json::blank() }), 1);
    let goal = program.goals.values().next().map(|g| (**g).clone());
    let Some(goal) = goal else { panic!("no goal") };
    done(&mut program, Command::add(Action { goal: Some(goal.id), ..action("Measure") }), 2);
    let incident = Incident {
        title: "Down".into(),
        severity: 1,
        affected: vec![goal.reference()],
        ..Incident::default()
    };
    done(&mut program, Command::add(incident), 3);
    done(&mut program, Command::remove(goal), 4);
    assert_eq!(only(&program).goal, None);
    assert!(program.incidents.values().all(|i| i.affected.is_empty()));
}

// [KR5]
#[test]
fn several_changes_are_one_or_none() {
    let mut program = Program::default();
    let both = |second| Command::Together {
        label: "Two things".into(),
        commands: vec![Command::add(action("One")), Command::add(second)],
    };
    let refused = apply(&mut program, both(action(" ")), stamp(1));
    assert!(refused.is_err() && program.actions.is_empty());
    let change = done(&mut program, both(action("Two")), 2);
    assert_eq!((program.actions.len(), change.label.as_str()), (2, "Two things"));
    let mut history = History::default();
    history.record(2, change);
    let undo = history.undo_command();
    done(&mut program, undo.unwrap_or_else(|| panic!("nothing to undo")), 3);
    assert!(program.actions.is_empty());
}

#[test]
fn a_closed_record_has_a_day_and_an_open_one_none() {
    let mut program = Program::default();
    done(&mut program, Command::add(action("Ask")), 1);
    let seen = only(&program);
    done(&mut program, Command::revise(seen.clone(), Action { state: ActionState::Done, ..seen.clone() }), 2);
    assert!(only(&program).closed.is_some());
    let seen = only(&program);
    done(&mut program, Command::revise(seen.clone(), Action { state: ActionState::Open, ..seen }), 3);
    assert_eq!(only(&program).closed, None);
}

#[test]
fn commands_read_back_from_their_json() {
    let seen = action("Ask");
    let command = Command::revise(seen.clone(), Action { title: "Ask again".into(), ..seen });
    let text = crate::json::to_text(&command);
    assert_eq!(crate::json::from_text::<Command>(&text).ok(), Some(command));
}
