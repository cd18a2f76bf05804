//! A small sound program for tests: one project with its usual workflow, two items.

use gluework::command::{CatalogueEdit, Command, ItemDraft, ProjectDraft, apply};
use gluework::model::{ItemKind, Lens, Program, Stamp, Timestamp, WorkItemId};

/// The moment at which everything in the small program was made.
pub(crate) const NOON: Timestamp = Timestamp(1_795_176_000_000);

pub(crate) fn stamp(seed: u64) -> Stamp {
    Stamp { at: NOON, seed }
}

pub(crate) fn program() -> Program {
    let mut program = Program::default();
    let project = ProjectDraft {
        name: "AI Search".into(),
        lens: Lens::Product,
        team: Some("Search".into()),
        zone: None,
    };
    let add = Command::Catalogue(Box::new(CatalogueEdit::AddProject(project)));
    apply(&mut program, add, stamp(1)).unwrap();
    for (seed, title) in [(2, "Vector index rebuild"), (3, "Facet count wrong")] {
        let draft = draft(&program, title);
        apply(&mut program, Command::AddItem(Box::new(draft)), stamp(seed)).unwrap();
    }
    program
}

/// A story for the small program's project.
pub(crate) fn draft(program: &Program, title: &str) -> ItemDraft {
    ItemDraft {
        title: title.into(),
        kind: ItemKind::Story,
        project: *program.projects.keys().next().unwrap(),
        status: None,
        priority: None,
        estimate: None,
        owner: None,
        team: None,
        sprint: None,
        labels: Vec::new(),
        links: Vec::new(),
    }
}

/// The two items in the order of their keys.
pub(crate) fn item_ids(program: &Program) -> [WorkItemId; 2] {
    ["AS-1", "AS-2"].map(|key| program.item_by_key(key).unwrap().id)
}
