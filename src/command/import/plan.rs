//! What an import would do, before it is done.

use super::{ImportBatch, PreparedImport};
use crate::model::{ItemKind, Program, Stamp, Timestamp};

/// An item that would be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its key here: the tracker's, unless an item made here has it already.
    pub key: String,
    /// One line.
    pub title: String,
    /// What kind of work it is.
    pub kind: ItemKind,
}

/// One field that an import would change, or that is in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The item's key here.
    pub key: String,
    /// The item's key in the tracker: what [`ImportBatch::choose`] takes.
    pub source_key: String,
    /// The item's title here.
    pub title: String,
    /// The field's name on screen; what [`ImportBatch::choose`] takes.
    pub field: String,
    /// The value here, as people read it; empty when there is none.
    pub here: String,
    /// The value in the file, as people read it; empty when there is none.
    pub file: String,
    /// When the tracker last changed the item, where the file says.
    pub changed: Option<Timestamp>,
}

/// What an import would do, before it is done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// Items that would be created, in the file's order.
    pub created: Vec<Created>,
    /// Fields that would change, those that the tracker changed last first.
    pub updated: Vec<FieldChange>,
    /// How many items those fields are of.
    pub updated_items: usize,
    /// Fields changed here and in the tracker. Kept as they are here unless chosen otherwise.
    pub conflicts: Vec<FieldChange>,
    /// Fields changed here and not in the tracker since: kept, whatever is chosen.
    pub kept: Vec<FieldChange>,
    /// Items of which the file says nothing new.
    pub unchanged: usize,
    /// The project that would be made, if any.
    pub new_project: Option<String>,
    /// Names of statuses that would be added to a workflow that is here.
    pub new_statuses: Vec<String>,
    /// Names of people that would be added.
    pub new_people: Vec<String>,
    /// Names of teams that would be added.
    pub new_teams: Vec<String>,
    /// Names of sprints that would be added.
    pub new_sprints: Vec<String>,
    /// Names of releases that would be added.
    pub new_releases: Vec<String>,
    /// Links that would be added.
    pub new_links: usize,
    /// What could not be done as the file has it, such as a key that is taken here; no full stop.
    pub notes: Vec<String>,
}

impl ImportPlan {
    /// Items created and fields updated: the number on the button.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.created.len() + self.updated_items
    }

    /// Nothing that the user can see would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.created.is_empty() && self.updated.is_empty() && self.new_links == 0
    }
}

/// Works out what applying the batch would do, by applying it to a copy. Records are shared, so
/// the copy costs pointers. Where the batch cannot be applied, the plan's notes say why.
#[must_use]
pub fn plan_import(program: &Program, batch: &ImportBatch) -> ImportPlan {
    // No moment or id of the plan is kept, so any will do.
    let stamp = Stamp { at: Timestamp::default(), seed: 0x6c61_6e70_696d_706f };
    let mut prepared = PreparedImport::new(program, stamp);
    while prepared.step(batch, usize::MAX) {}
    prepared.into_plan()
}
