//! Applying an import as one change: what is created, what is updated, what the user keeps.

use super::Rejected;
use super::tx::Tx;
use crate::model::Program;
use serde::{Deserialize, Serialize};

/// One item as a file has it, every reference by name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportedItem {
    /// The key in the tracker.
    pub key: String,
}

/// Everything that one import brings, with the user's answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportBatch {
    /// The items.
    pub items: Vec<ImportedItem>,
}

/// Whose value wins where a field was changed by hand and in the tracker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConflictChoice {
    /// Keep what the user set here.
    #[default]
    KeepHere,
    /// Take what the file says.
    TakeFile,
}

/// One field that an import would change, or that is in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// The field's name on screen.
    pub field: String,
}

/// What an import would do, before it is done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportPlan {
    /// Keys that would be created.
    pub created: Vec<String>,
}

/// Works out what applying the batch would do.
#[must_use]
pub fn plan_import(_program: &Program, _batch: &ImportBatch) -> ImportPlan {
    ImportPlan::default()
}

pub(super) fn apply(_tx: &mut Tx<'_>, _batch: ImportBatch) -> Result<String, Rejected> {
    Err(Rejected("Nothing to import".into()))
}
