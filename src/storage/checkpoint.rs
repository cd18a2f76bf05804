//! A whole program as one text with its place in the journal: what local storage and the vault keep.

use super::envelope::{Envelope, OpenError, open};
use super::identity::Mark;
use super::load::FORMAT;
use super::restore::Restored;
use crate::model::{Program, Timestamp};

/// A checkpoint that was read.
#[derive(Debug)]
pub struct Checkpoint {
    /// The program.
    pub program: Program,
    /// How many commands led to it.
    pub revision: u64,
    /// Its place in the journal.
    pub mark: Mark,
    /// When it was written.
    pub saved_at: Timestamp,
}

/// Why a stored text is no program that this app can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// A later version of the app wrote it.
    Newer(u32),
    /// It is damaged; what is wrong, as a sentence without a full stop.
    Damaged(String),
}

impl From<OpenError> for Unreadable {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Newer(version) => Self::Newer(version),
            OpenError::Damaged(reason) => Self::Damaged(reason),
        }
    }
}

/// The text of a checkpoint.
#[must_use]
pub fn checkpoint_text(program: &Program, revision: u64, at: Timestamp, mark: Mark) -> String {
    Envelope::around(program, FORMAT, revision, at, "").marked(mark).text()
}

/// The same around a program's JSON that was written and packed already.
pub(super) fn sealed(
    text: &str,
    packed: String,
    records: usize,
    revision: u64,
    at: Timestamp,
    mark: Mark,
) -> String {
    Envelope::of(text, packed, records, FORMAT, revision, at, "").marked(mark).text()
}

/// Reads a checkpoint.
///
/// # Errors
/// [`Unreadable`].
pub fn read_checkpoint(text: &str) -> Result<Checkpoint, Unreadable> {
    let (envelope, Restored { program, .. }) = open(text, FORMAT)?;
    let (revision, mark, saved_at) = (envelope.revision, envelope.mark(), envelope.saved_at);
    Ok(Checkpoint { program, revision, mark, saved_at })
}
