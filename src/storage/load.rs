//! Reading the stored program. Never writes.

use super::envelope::{OpenError, open};
use super::identity::Mark;
use super::key_value::{KeyValue, StoreError};
use super::writer::Writer;
use super::{CHECKPOINT, restore::Restored};
use crate::json::{from_text, json_record, to_text};
use crate::model::{Problem, Program, Timestamp};

/// The format's name in a checkpoint.
pub(super) const FORMAT: &str = "gluework";
/// The format's name in what stands there when the program is too large for local storage.
const POINTER: &str = "gluework-elsewhere";

/// Left behind in local storage when the program lives in the database alone.
pub(super) struct Pointer {
    format: String,
    pub(super) revision: u64,
    pub(super) lineage: u64,
}

json_record! { Pointer { format !, revision !, lineage ! } }

/// The text that stands in for a checkpoint which does not fit.
pub(super) fn pointer_text(revision: u64, lineage: u64) -> String {
    to_text(&Pointer { format: POINTER.to_owned(), revision, lineage })
}

/// What a pointer says; none where the text is something else.
pub(super) fn pointer(raw: &str) -> Option<Pointer> {
    // A checkpoint is megabytes; only something this short can be a pointer.
    (raw.len() < 400).then(|| from_text::<Pointer>(raw).ok()).flatten().filter(|p| p.format == POINTER)
}

/// What was found in the store.
#[derive(Debug)]
pub enum Load {
    /// Nothing is stored yet.
    Fresh(Writer),
    /// The stored program.
    Ready(Box<Loaded>),
    /// Only a pointer: the program was too large for this store and is kept in the vault.
    Elsewhere {
        /// Its revision when the pointer was written, or more by now.
        revision: u64,
        /// Its lineage.
        lineage: u64,
        /// Writes over the pointer once the program is known.
        writer: Writer,
    },
    /// A newer app wrote it. It was left alone and must be: nothing may be saved.
    Newer {
        /// The version it was written in.
        version: u32,
        /// The stored text, byte for byte.
        raw: String,
    },
    /// It cannot be read. It was left alone: show the recovery view.
    Damaged {
        /// The stored text, byte for byte.
        raw: String,
        /// What is wrong, as a sentence without a full stop.
        reason: String,
    },
    /// The store itself cannot be read.
    Unavailable(StoreError),
}

/// A program from the store.
#[derive(Debug)]
pub struct Loaded {
    /// The program, also when it has problems.
    pub program: Program,
    /// Saves its changes.
    pub writer: Writer,
    /// How many commands led to it.
    pub revision: u64,
    /// Its place in the journal.
    pub mark: Mark,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Broken rules to show; nothing was cleared because of them.
    pub problems: Vec<Problem>,
}

/// Reads the stored program.
pub fn load(store: &impl KeyValue) -> Load {
    let raw = match store.get(CHECKPOINT) {
        Ok(Some(raw)) => raw,
        Ok(None) => return Load::Fresh(Writer::on_nothing()),
        Err(error) => return Load::Unavailable(error),
    };
    if let Some(Pointer { revision, lineage, .. }) = pointer(&raw) {
        return Load::Elsewhere { revision, lineage, writer: Writer::after(revision, &raw) };
    }
    match open(&raw, FORMAT) {
        Ok((envelope, Restored { program, problems })) => {
            let writer = Writer::after(envelope.revision, &raw);
            let (revision, mark, saved_at) = (envelope.revision, envelope.mark(), envelope.saved_at);
            Load::Ready(Box::new(Loaded { program, writer, revision, mark, saved_at, problems }))
        }
        Err(OpenError::Newer(version)) => Load::Newer { version, raw },
        Err(OpenError::Damaged(reason)) => Load::Damaged { raw, reason },
    }
}
