//! The backlog and its scores on small programs.

use super::score::{Input, score};
use super::*;
use crate::command::{BacklogEdit, CatalogueEdit, Command, ItemDraft, ItemEdit, ProjectDraft, apply};
use crate::json::Json;
use crate::model::{Goal, Lens, Scoring, Stamp, Timestamp};

struct Desk {
    program: Program,
    seed: u64,
}

impl Desk {
    fn new() -> Self {
        let mut desk = Self { program: Program::default(), seed: 0 };
        let draft = ProjectDraft { name: "Alpha".into(), lens: Lens::Product, team: None, zone: None };
        desk.run(Command::Catalogue(Box::new(CatalogueEdit::AddProject(draft))));
        desk
    }

    fn run(&mut self, command: Command) {
        self.seed += 1;
        let stamp = Stamp { at: Timestamp(1_790_000_000_000 + self.seed as i64), seed: self.seed };
        apply(&mut self.program, command, stamp).unwrap_or_else(|why| panic!("{why}"));
    }

    fn item(&mut self, kind: ItemKind, title: &str, parent: Option<WorkItemId>) -> WorkItemId {
        let draft = ItemDraft {
            title: title.into(),
            kind,
            project: *self.program.projects.keys().next().expect("a project"),
            ..ItemDraft::blank()
        };
        self.run(Command::Backlog(Box::new(BacklogEdit::Insert { draft, above: None, goal: None, parent })));
        self.program.items.values().find(|i| i.title == title).expect(title).id
    }

    fn edit(&mut self, id: WorkItemId, edit: ItemEdit) {
        self.run(Command::EditItem(id, edit));
    }

    fn titles(&self, filter: &Filter, shape: &Shape) -> Vec<String> {
        let rows = backlog(&self.program, filter, shape).rows;
        rows.iter()
            .map(|row| format!("{}{}", ">".repeat(usize::from(row.depth)), self.program.items[&row.id].title))
            .collect()
    }
}

fn tree() -> Shape {
    Shape { tree: true, ..Shape::default() }
}

// [BL6]
#[test]
fn the_hierarchy_shows_what_is_above_and_folds() {
    let mut desk = Desk::new();
    let epic = desk.item(ItemKind::Epic, "Epic", None);
    let feature = desk.item(ItemKind::Feature, "Feature", Some(epic));
    desk.item(ItemKind::Story, "Loose", None);
    desk.item(ItemKind::Story, "One", Some(feature));
    desk.item(ItemKind::Bug, "Two", Some(epic));
    assert_eq!(desk.titles(&Filter::default(), &Shape::default()), ["Loose", "One", "Two"]);
    assert_eq!(desk.titles(&Filter::default(), &tree()), ["Epic", ">Feature", ">>One", ">Two", "Loose"]);
    let found = Filter { text: "ONE".into(), ..Filter::default() };
    assert_eq!(desk.titles(&found, &tree()), ["Epic", ">Feature", ">>One"]);
    let closed = Shape { closed: HashSet::from([epic]), ..tree() };
    assert_eq!(desk.titles(&Filter::default(), &closed), ["Epic", "Loose"]);
}

// [BL7]
#[test]
fn what_serves_no_goal_is_found_also_through_the_item_above() {
    let mut desk = Desk::new();
    let epic = desk.item(ItemKind::Epic, "Epic", None);
    desk.item(ItemKind::Story, "Serving", Some(epic));
    desk.item(ItemKind::Story, "Aimless", None);
    desk.run(Command::add(Goal { name: "Fast".into(), ..Goal::blank() }));
    let goal = *desk.program.goals.keys().next().expect("a goal");
    desk.edit(epic, ItemEdit::Goal(Some(goal)));
    let by = |goal| Filter { goal, ..Filter::default() };
    assert_eq!(desk.titles(&by(Serving::Nothing), &Shape::default()), ["Aimless"]);
    assert_eq!(desk.titles(&by(Serving::One(goal)), &Shape::default()), ["Serving"]);
    let all = backlog(&desk.program, &Filter::default(), &Shape::default());
    assert_eq!((all.items, all.aimless, all.unestimated), (2, 1, 2));
}

#[test]
fn estimates_are_filtered_and_summed() {
    let mut desk = Desk::new();
    let one = desk.item(ItemKind::Story, "One", None);
    desk.item(ItemKind::Story, "Two", None);
    desk.edit(one, ItemEdit::Estimate(Some(Points::whole(5))));
    let by = |wanted| Filter { estimated: Some(wanted), ..Filter::default() };
    assert_eq!(desk.titles(&by(true), &Shape::default()), ["One"]);
    assert_eq!(desk.titles(&by(false), &Shape::default()), ["Two"]);
    assert_eq!(by(true).active(), 1);
    let all = backlog(&desk.program, &by(true), &Shape::default());
    assert_eq!((all.points, all.hidden), (Points::whole(5), 1));
}

/// Worked by hand: WSJF (8 + 5 + 3) ÷ 5 = 3.2; RICE 400 × 2 × 80 % ÷ 4 = 160; value ÷ effort 8 ÷ 5 = 1.6.
// [BL5]
#[test]
fn scores_show_their_working() {
    let mut desk = Desk::new();
    let id = desk.item(ItemKind::Story, "One", None);
    let scored = |desk: &Desk, method| score(&desk.program.items[&id], method);
    assert_eq!(scored(&desk, Method::Wsjf).working, "Missing: value, urgency, opportunity, size");
    let mut scoring =
        Scoring { value: Some(8), urgency: Some(5), opportunity: Some(3), ..Scoring::default() };
    desk.edit(id, ItemEdit::Scoring(Some(scoring.clone())));
    assert_eq!(scored(&desk, Method::Wsjf).working, "Missing: size");
    desk.edit(id, ItemEdit::Estimate(Some(Points::whole(5))));
    let wsjf = scored(&desk, Method::Wsjf);
    assert_eq!(wsjf.value, Some(3.2));
    assert_eq!(wsjf.working, "(8 + 5 + 3) ÷ 5 = 3.2, size from the estimate");
    assert_eq!(scored(&desk, Method::ValueEffort).value, Some(1.6));
    for (input, text) in
        [(Input::Reach, "400"), (Input::Impact, "2"), (Input::Confidence, "80 %"), (Input::Size, "4")]
    {
        input.set(&mut scoring, input.read(text).expect(text));
    }
    assert_eq!((scoring.impact, scoring.confidence), (Some(200), Some(80)));
    desk.edit(id, ItemEdit::Scoring(Some(scoring)));
    let rice = scored(&desk, Method::Rice);
    assert_eq!((rice.value, rice.working.as_str()), (Some(160.0), "400 × 2 × 80 % ÷ 4 = 160"));
}

#[test]
fn inputs_that_make_no_sense_are_refused() {
    assert!(Input::Value.read("many").is_err());
    assert!(Input::Value.read("1.5").is_err());
    assert!(Input::Value.read("-1").is_err());
    assert!(Input::Confidence.read("101").is_err());
    assert_eq!(Input::Impact.read("0.25"), Ok(Some(25)));
    assert_eq!(Input::Impact.text(25), "0.25");
    assert_eq!(Input::Value.read(" "), Ok(None));
}

// [BL5]
#[test]
fn the_best_score_comes_first_and_what_has_none_last() {
    let mut desk = Desk::new();
    for (title, value) in [("None", None), ("Low", Some(2)), ("High", Some(9)), ("Also low", Some(2))] {
        let id = desk.item(ItemKind::Story, title, None);
        desk.edit(
            id,
            ItemEdit::Scoring(value.map(|v| Scoring { value: Some(v), size: Some(1), ..Scoring::default() })),
        );
    }
    let by_score = Shape { by: Some(Method::ValueEffort), ..Shape::default() };
    assert_eq!(desk.titles(&Filter::default(), &by_score), ["High", "Low", "Also low", "None"]);
}
