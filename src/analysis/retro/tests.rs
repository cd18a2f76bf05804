//! Fates, topics, themes and the summary of retros.

use super::*;
use crate::model::{Action, ActionState, Link, LinkKind, Ref, RetroColumn};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn card(id: u64, column: u64, text: &str, votes: u32) -> RetroCard {
    RetroCard { id: id.into(), column: column.into(), text: text.into(), votes, ..RetroCard::default() }
}

fn retro(id: u64, on: &str, actions: &[u64]) -> Retro {
    Retro {
        id: id.into(),
        title: format!("Retro {id}"),
        team: Some(1.into()),
        day: day(on),
        columns: vec![RetroColumn { id: 1.into(), name: "Went well".into() }],
        links: actions
            .iter()
            .map(|a| Link { kind: LinkKind::LeadsTo, to: Ref::Action((*a).into()) })
            .collect(),
        ..Retro::default()
    }
}

fn action(id: u64, state: ActionState, due: &str, closed: Option<&str>) -> Action {
    Action {
        id: id.into(),
        key: format!("A-{id}"),
        title: format!("Do {id}"),
        state,
        due: Some(day(due)),
        closed: closed.map(day),
        ..Action::default()
    }
}

fn program() -> Program {
    let mut program = Program::default();
    program.put(action(1, ActionState::Done, "2025-11-01", Some("2025-11-02")).into());
    program.put(action(2, ActionState::Open, "2025-11-05", None).into());
    program.put(action(3, ActionState::Done, "2025-11-18", Some("2025-11-18")).into());
    program.put(action(4, ActionState::Doing, "2025-11-24", None).into());
    program.put(action(5, ActionState::Dropped, "2025-11-18", Some("2025-11-10")).into());
    program.put(retro(1, "2025-10-24", &[1, 2]).into());
    program.put(retro(2, "2025-11-07", &[3, 4, 5]).into());
    program.put(retro(3, "2025-11-21", &[]).into());
    let other = Retro { team: Some(2.into()), ..retro(4, "2025-11-14", &[1]) };
    program.put(other.into());
    program
}

// [EV4]
#[test]
fn the_last_actions_come_back_with_their_fate_and_older_ones_while_open() {
    let program = program();
    let now = program.retros.get(&3.into()).unwrap();
    let back = returned(&program, now, day("2025-11-20"));
    let shown: Vec<(u64, &str)> = back.iter().map(|r| (r.action.number(), r.words.as_str())).collect();
    assert_eq!(
        shown,
        [
            (2, "Still open, 15 days late"),
            (4, "Still open, due 24 Nov"),
            (3, "Done on 18 Nov"),
            (5, "Dropped on 10 Nov"),
        ]
    );
    let open: Vec<u64> =
        owed(&program, Some(1.into()), None, day("2025-11-20")).iter().map(|a| a.number()).collect();
    assert_eq!(open, [2, 4]);
}

// [EV5]
#[test]
fn topics_stand_by_votes_of_their_group() {
    let mut retro = retro(1, "2025-11-21", &[]);
    retro.cards = vec![
        card(1, 1, "Builds", 1),
        card(2, 1, "Reviews", 2),
        card(3, 1, "Slow builds", 2),
        card(4, 1, "Demo", 0),
    ];
    put_under(&mut retro, 3.into(), Some(1.into()));
    let shown = |retro: &Retro| {
        by_votes(retro).iter().map(|t| (t.lead.text.clone(), t.votes, t.others.len())).collect::<Vec<_>>()
    };
    assert_eq!(
        shown(&retro),
        [("Builds".to_owned(), 3, 1), ("Reviews".to_owned(), 2, 0), ("Demo".to_owned(), 0, 0)]
    );
    // A card that leads takes its group along, and no circle comes of it.
    put_under(&mut retro, 1.into(), Some(2.into()));
    assert_eq!(shown(&retro), [("Reviews".to_owned(), 5, 2), ("Demo".to_owned(), 0, 0)]);
    put_under(&mut retro, 2.into(), Some(3.into()));
    assert_eq!(shown(&retro).len(), 2);
    put_under(&mut retro, 3.into(), None);
    assert_eq!(
        shown(&retro),
        [("Reviews".to_owned(), 3, 1), ("Slow builds".to_owned(), 2, 0), ("Demo".to_owned(), 0, 0)]
    );
}

#[test]
fn themes_are_followed_from_retro_to_retro() {
    let mut program = program();
    for (id, words) in [(1, ["Reviews", "reviews"]), (2, ["Reviews", "Builds"])] {
        let mut retro = (**program.retros.get(&id.into()).unwrap()).clone();
        retro.cards = words
            .iter()
            .zip(1..)
            .map(|(theme, n)| RetroCard { theme: (*theme).into(), ..card(n, 1, "x", 1) })
            .collect();
        program.put(retro.into());
    }
    let found = themes(&program, Whose { team: Some(1.into()), project: None });
    let shown: Vec<_> = found.iter().map(|t| (t.name.as_str(), t.retros.len(), t.cards)).collect();
    assert_eq!(shown, [("Reviews", 2, 3), ("Builds", 1, 1)]);
}

#[test]
fn the_summary_names_topics_and_actions() {
    let mut program = program();
    let mut retro = (**program.retros.get(&2.into()).unwrap()).clone();
    retro.cards = vec![card(1, 1, "Demo", 2), card(2, 1, "Pairing", 0)];
    program.put(retro.clone().into());
    let told = crate::report::documents::told(&summary(&program, &retro, day("2025-11-07")), "");
    let text = crate::exchange::document::chat(&told);
    assert!(text.starts_with("Retro 2, 7 Nov\n\nWent well (2)\n- Demo, 2 votes\n- Pairing\n"), "{text}");
    assert!(text.contains("Agreed (3)\n- A-3 Do 3, due 18 Nov"), "{text}");
    assert!(text.contains("From last time (2)\n- A-2 Do 2: Still open, 2 days late"), "{text}");
}
