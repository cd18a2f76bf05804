//! An import under way: the file, the answers, the preview. Nothing is written before "Import".

use crate::command::{ImportBatch, ImportPlan};
use crate::exchange::jira::{Answers, Reading};
use std::sync::Arc;

/// Where an import stands.
#[derive(Debug, Clone)]
pub enum ImportStep {
    /// Reading, with the share done.
    Reading(f64),
    /// The file was refused: what happened, what is safe, what to do.
    Refused(String),
    /// What would happen.
    Preview(Arc<Reading>, Arc<ImportPlan>, Arc<ImportBatch>),
    /// Done: what happened.
    Done(String),
}

/// One file on its way in.
#[derive(Debug, Clone)]
pub struct ImportSession {
    /// The file's name.
    pub name: String,
    /// The file's bytes, kept to read again when an answer changes.
    pub bytes: Arc<Vec<u8>>,
    /// What the user answered.
    pub answers: Answers,
    /// Where it stands.
    pub step: ImportStep,
    /// Tells this reading from an older one that was cancelled.
    pub run: u32,
}
