//! What holds of ranks, places and splits.

use crate::command::{
    BacklogEdit, CatalogueEdit, Command, History, ItemDraft, ItemEdit, ProjectDraft, SplitPart, apply,
};
use crate::json::Json;
use crate::model::{
    ItemKind, Lens, LinkKind, Points, Program, Ref, Scoring, Stamp, Timestamp, WorkItemId, check,
};

fn stamp(seed: u64) -> Stamp {
    Stamp { at: Timestamp(1_790_000_000_000 + seed as i64 * 1_000), seed }
}

/// A project with items A to E, in this order.
fn program() -> Program {
    let mut program = Program::default();
    let draft = ProjectDraft { name: "Alpha".into(), lens: Lens::Product, team: None, zone: None };
    done(&mut program, Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft))), 1);
    for (seed, title) in (2..).zip(["A", "B", "C", "D", "E"]) {
        let draft = draft_of(&program, title);
        done(&mut program, Command::AddItem(Box::new(draft)), seed);
    }
    program
}

fn draft_of(program: &Program, title: &str) -> ItemDraft {
    let mut draft = ItemDraft::blank();
    draft.title = title.into();
    draft.kind = ItemKind::Story;
    draft.project = *program.projects.keys().next().expect("a project");
    draft
}

fn done(program: &mut Program, command: Command, seed: u64) -> crate::command::Change {
    let change = apply(program, command, stamp(seed)).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(check(program), []);
    change
}

fn edit(edit: BacklogEdit) -> Command {
    Command::Backlog(Box::new(edit))
}

fn id(program: &Program, title: &str) -> WorkItemId {
    program.items.values().find(|i| i.title == title).map(|i| i.id).expect(title)
}

fn ids(program: &Program, titles: &str) -> Vec<WorkItemId> {
    titles.chars().map(|c| id(program, &c.to_string())).collect()
}

fn order(program: &Program) -> String {
    let mut all: Vec<_> = program.items.values().map(|i| (i.rank, i.id, i.title.clone())).collect();
    all.sort();
    all.into_iter().map(|(.., title)| title).collect()
}

// [BL1]
#[test]
fn items_ranked_together_stand_in_their_order_above_the_target() {
    for (items, above, expected) in [
        ("E", Some("A"), "EABCD"),
        ("A", None, "BCDEA"),
        ("DB", Some("E"), "ACDBE"),
        ("EA", Some("C"), "BEACD"),
        ("CA", None, "BDECA"),
    ] {
        let mut program = program();
        let rank = BacklogEdit::Rank { items: ids(&program, items), above: above.map(|a| id(&program, a)) };
        done(&mut program, edit(rank), 20);
        assert_eq!(order(&program), expected, "{items} above {above:?}");
    }
}

// [BL1]
#[test]
fn ranks_never_run_out() {
    let mut program = program();
    // Each goes between the same two: the room between them is used up again and again.
    for seed in 20..140 {
        let order = order(&program);
        let last: String = order.chars().next_back().into_iter().collect();
        let second: String = order.chars().nth(1).into_iter().collect();
        let rank = BacklogEdit::Rank { items: ids(&program, &last), above: Some(id(&program, &second)) };
        done(&mut program, edit(rank), seed);
        let expected: String =
            order.chars().take(1).chain(last.chars()).chain(order.chars().skip(1).take(3)).collect();
        assert_eq!(super::tests::order(&program), expected);
    }
}

// [BL1]
#[test]
fn a_place_above_itself_and_twice_the_same_are_refused() {
    let mut program = program();
    let before = program.clone();
    let above = Some(id(&program, "A"));
    for items in ["A", "BB"] {
        let rank = BacklogEdit::Rank { items: ids(&program, items), above };
        assert!(apply(&mut program, edit(rank), stamp(20)).is_err());
    }
    assert_eq!(program, before);
}

// [BL2]
#[test]
fn a_new_order_uses_only_the_places_that_the_items_have() {
    let mut program = program();
    let reorder = BacklogEdit::Reorder { items: ids(&program, "EAC"), by: "WSJF".into() };
    let change = done(&mut program, edit(reorder), 20);
    assert_eq!(order(&program), "EBADC");
    assert_eq!(change.label, "3 items ranked by WSJF");
    let mut history = History::default();
    history.record(20, change);
    done(&mut program, history.undo_command().expect("an undo"), 21);
    assert_eq!(order(&program), "ABCDE");
}

// [BL3]
#[test]
fn an_item_is_added_at_its_place() {
    let mut program = program();
    let (above, parent) = (Some(id(&program, "C")), Some(id(&program, "A")));
    let add = BacklogEdit::Insert { draft: draft_of(&program, "N"), above, goal: None, parent };
    done(&mut program, edit(add), 20);
    assert_eq!(order(&program), "ABNCDE");
}

// [BL4]
#[test]
fn a_split_keeps_the_item_and_puts_linked_parts_below_it() {
    let mut program = program();
    let b = id(&program, "B");
    done(&mut program, Command::EditItem(b, ItemEdit::Estimate(Some(Points::whole(8)))), 20);
    let part =
        |title: &str, points: i64| SplitPart { title: title.into(), estimate: Some(Points::whole(points)) };
    let split = BacklogEdit::Split { item: b, parts: vec![part("B", 5), part("X", 2), part("Y", 1)] };
    let change = done(&mut program, edit(split), 21);
    assert_eq!(order(&program), "ABXYCDE");
    assert_eq!(change.label, "ALPH-2 split into 3 parts");
    let whole = &program.items[&b];
    assert_eq!(whole.estimate, Some(Points::whole(5)));
    let x = &program.items[&id(&program, "X")];
    assert_eq!((x.estimate, x.status), (Some(Points::whole(2)), whole.status));
    let linked = |from: &crate::model::WorkItem, to: WorkItemId| {
        from.links.iter().any(|l| l.kind == LinkKind::Relates && l.to == Ref::Item(to))
    };
    assert!(linked(whole, x.id) && linked(x, b));

    let before = program.clone();
    let one = BacklogEdit::Split { item: b, parts: vec![part("B", 5)] };
    assert!(apply(&mut program, edit(one), stamp(22)).is_err());
    assert_eq!(program, before);
}

// [BL5]
#[test]
fn a_score_is_kept_with_the_item_and_in_its_history() {
    let mut program = program();
    let a = id(&program, "A");
    let scoring = Scoring { value: Some(8), urgency: Some(5), ..Scoring::default() };
    done(&mut program, Command::EditItem(a, ItemEdit::Scoring(Some(scoring.clone()))), 20);
    assert_eq!(program.items[&a].scoring, Some(scoring));
    let text = crate::json::to_text(&*program.items[&a]);
    assert!(text.contains("value 8, urgency 5"), "{text}");
    // Nothing judged is no score.
    done(&mut program, Command::EditItem(a, ItemEdit::Scoring(Some(Scoring::default()))), 21);
    assert_eq!(program.items[&a].scoring, None);
}
