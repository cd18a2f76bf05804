//! Reading the stored program. Never writes.

use super::envelope::{OpenError, open};
use super::key_value::{KeyValue, StoreError};
use super::writer::Writer;
use super::{CHECKPOINT, restore::Restored};
use crate::model::{Problem, Program, Timestamp};

/// The format's name in a checkpoint.
pub(super) const FORMAT: &str = "gluework";

/// What was found in the store.
#[derive(Debug)]
pub enum Load {
    /// Nothing is stored yet.
    Fresh(Writer),
    /// The stored program.
    Ready(Box<Loaded>),
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
    match open(&raw, FORMAT) {
        Ok((envelope, Restored { program, problems })) => {
            let (writer, saved_at) = (Writer::after(envelope.revision, &raw), envelope.saved_at);
            Load::Ready(Box::new(Loaded { program, writer, saved_at, problems }))
        }
        Err(OpenError::Newer(version)) => Load::Newer { version, raw },
        Err(OpenError::Damaged(reason)) => Load::Damaged { raw, reason },
    }
}
