//! Saving: the only code that writes the checkpoint.

use super::envelope::{Envelope, OpenError, open, peek};
use super::key_value::{KeyValue, StoreError};
use super::load::{FORMAT, pointer};
use super::{CHECKPOINT, SET_ASIDE};
use crate::model::{Program, Timestamp};
use std::fmt;

/// Why a save did not happen. What was saved before is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveError {
    /// The quota is used up.
    Full,
    /// The browser refuses access, with its own words.
    Blocked(String),
    /// Another tab saved since; its revision.
    OtherTab {
        /// The revision that is stored now.
        theirs: u64,
    },
    /// The store took the text but gives back another.
    NotKept,
    /// Anything else, as a sentence without a full stop.
    Other(String),
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str(
                "The browser's storage is full, so the last changes are not saved. What was saved before \
                 is safe. Export a snapshot, then delete old recovery points under Data.",
            ),
            Self::Blocked(why) => write!(
                f,
                "The browser does not let this page save ({why}). Your changes are in this tab only. \
                 Export a snapshot before you close it, and allow this site to keep data."
            ),
            Self::OtherTab { theirs } => write!(
                f,
                "Another tab saved revision {theirs} since this one was opened, so nothing was \
                 overwritten. Export a snapshot of this tab if it has changes you need, then reload it."
            ),
            Self::NotKept => f.write_str(
                "The browser took the changes but did not give them back unchanged. They are in this \
                 tab only. Export a snapshot before you close it.",
            ),
            Self::Other(why) => write!(
                f,
                "{why}. The last changes are not saved and are in this tab only. Export a snapshot \
                 before you close it."
            ),
        }
    }
}

impl std::error::Error for SaveError {}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Blocked(why) => Self::Blocked(why),
            StoreError::Other(why) => Self::Other(format!("The browser's storage failed ({why})")),
        }
    }
}

/// Tells stored texts apart without keeping megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Print {
    bytes: usize,
    checksum: u32,
}

impl Print {
    fn of(raw: &str) -> Self {
        Self { bytes: raw.len(), checksum: crc32fast::hash(raw.as_bytes()) }
    }
}

/// The right to save. It exists only after a load succeeded, and there is no other way to save.
#[derive(Debug)]
pub struct Writer {
    revision: u64,
    /// What should be stored now; none = nothing.
    known: Option<Print>,
    /// What an interrupted save may have stored: it is ours too.
    tried: Option<Print>,
}

impl Writer {
    pub(super) const fn on_nothing() -> Self {
        Self { revision: 0, known: None, tried: None }
    }

    pub(super) fn after(revision: u64, raw: &str) -> Self {
        Self { revision, known: Some(Print::of(raw)), tried: None }
    }

    /// The revision of the last save, 0 before the first.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Saves the program, reads it back, and returns its revision.
    ///
    /// Two tabs that save in the same instant cannot be told apart by local storage alone: call this
    /// while holding the app's lock.
    ///
    /// # Errors
    /// [`SaveError`]; nothing that was saved before is harmed, and saving may be tried again.
    pub fn save(
        &mut self,
        store: &impl KeyValue,
        program: &Program,
        at: Timestamp,
    ) -> Result<u64, SaveError> {
        self.still_ours(store)?;
        let revision = self.revision + 1;
        self.put_text(store, &Envelope::around(program, FORMAT, revision, at, "").text(), revision)?;
        Ok(revision)
    }

    /// Writes the text of a checkpoint that a journal orders, and reads it back. `lineage` and
    /// `revision` are its own: an older journalled state of the same lineage may be overwritten, whoever
    /// wrote it, and a newer one is left, for the journal holds what it has.
    ///
    /// # Errors
    /// [`SaveError`]; what was there is as it was.
    pub fn put(
        &mut self,
        store: &impl KeyValue,
        text: &str,
        lineage: u64,
        revision: u64,
    ) -> Result<(), SaveError> {
        if let Err(error) = self.still_ours(store) {
            let SaveError::OtherTab { theirs } = error else { return Err(error) };
            let stored = store.get(CHECKPOINT)?.unwrap_or_default();
            // What another tab could save only here is in no journal: the next start brings the two together.
            if place_of(&stored) != Some((lineage, false)) {
                return Err(error);
            }
            if theirs > revision {
                return Ok(());
            }
        }
        self.put_text(store, text, revision)
    }

    /// The same without a journal to order tabs: never over what another tab wrote.
    ///
    /// # Errors
    /// [`SaveError`]; what was there is as it was.
    pub fn put_own(&mut self, store: &impl KeyValue, text: &str, revision: u64) -> Result<(), SaveError> {
        self.still_ours(store)?;
        self.put_text(store, text, revision)
    }

    fn put_text(&mut self, store: &impl KeyValue, text: &str, revision: u64) -> Result<(), SaveError> {
        self.tried = Some(Print::of(text));
        set_and_verify(store, CHECKPOINT, text)?;
        self.known = self.tried.take();
        self.revision = revision;
        Ok(())
    }

    /// Refuses when the stored text is not the one this writer read or wrote.
    fn still_ours(&self, store: &impl KeyValue) -> Result<(), SaveError> {
        // Emptied storage holds nothing that could be harmed.
        let Some(raw) = store.get(CHECKPOINT)? else { return Ok(()) };
        let print = Some(Print::of(&raw));
        if print == self.known || print == self.tried {
            return Ok(());
        }
        if let Some(pointer) = pointer(&raw) {
            return Err(SaveError::OtherTab { theirs: pointer.revision });
        }
        match peek(&raw, FORMAT) {
            Ok(envelope) => Err(SaveError::OtherTab { theirs: envelope.revision }),
            Err(OpenError::Newer(version)) => Err(SaveError::Other(format!(
                "A newer Gluework (version {version}) saved in another tab, and this one must not \
                 overwrite it; reload to get the newer one"
            ))),
            Err(OpenError::Damaged(reason)) => Err(SaveError::Other(format!(
                "What is stored was changed by something else and cannot be read ({reason}); it was left \
                 as it is"
            ))),
        }
    }

    /// Makes a writer that may replace a stored text which [`load`](super::load) could not read, for
    /// when the user decided so on the recovery view.
    ///
    /// The text is first copied to a key under [`SET_ASIDE`] and read back; it is itself overwritten
    /// only by the first [`Writer::save`], and only if it is still the same.
    ///
    /// # Errors
    /// [`SaveError`] when the copy could not be made or what is stored can be read after all; nothing
    /// is changed then.
    pub fn replace_unreadable(store: &impl KeyValue) -> Result<Self, SaveError> {
        let Some(raw) = store.get(CHECKPOINT)? else { return Ok(Self::on_nothing()) };
        if open(&raw, FORMAT).is_ok() {
            return Err(SaveError::Other("What is stored can be read, so it was not replaced".to_owned()));
        }
        let taken = store.keys()?;
        let free = (1_u32..).map(|n| format!("{SET_ASIDE}{n}")).find(|key| !taken.contains(key));
        set_and_verify(store, &free.unwrap_or_default(), &raw)?;
        Ok(Self::after(0, &raw))
    }
}

/// The lineage of a stored checkpoint or pointer, and whether it holds what no journal does.
fn place_of(raw: &str) -> Option<(u64, bool)> {
    if let Some(pointer) = pointer(raw) {
        return Some((pointer.lineage, false));
    }
    let mark = peek(raw, FORMAT).ok()?.mark();
    Some((mark.lineage, mark.loose_after.is_some()))
}

/// Writes and reads back; a text that does not come back the same was not kept.
pub(super) fn set_and_verify(store: &impl KeyValue, key: &str, text: &str) -> Result<(), SaveError> {
    store.set(key, text)?;
    if store.get(key)?.as_deref() == Some(text) { Ok(()) } else { Err(SaveError::NotKept) }
}
