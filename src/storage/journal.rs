//! The journal: every accepted command since the last checkpoint, in order.
//!
//! The browser's one will live in IndexedDB and be asynchronous; this is its contract, with an
//! in-memory form that tests and replay share. A checkpoint plus the later entries is the program.

use super::key_value::StoreError;
use crate::command::{Command, Rejected, apply};
use crate::json::json_record;
use crate::model::{Program, Stamp};
use std::cell::RefCell;

/// One accepted command.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The program's revision once it is applied: one more than that of the entry before.
    pub revision: u64,
    /// What it is applied with.
    pub stamp: Stamp,
    /// The tab it was given in, as a random number.
    pub tab: u64,
    /// What was done.
    pub command: Command,
}

json_record! { Entry { revision !, stamp !, tab !, command ! } }

/// Why an entry was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JournalError {
    /// Another tab was first: read the entries after your revision, apply again, and retry.
    Behind {
        /// The newest revision in the journal.
        latest: u64,
    },
    /// The store refused.
    Store(StoreError),
}

/// An ordered log of commands that all tabs append to.
pub trait Journal {
    /// Appends an entry, durably, if it is the next after the newest; this is what orders the tabs.
    ///
    /// # Errors
    /// [`JournalError::Behind`] when another tab was first, else what the store says.
    fn append(&self, entry: Entry) -> Result<(), JournalError>;

    /// The entries with a revision above this one, in order.
    ///
    /// # Errors
    /// What the store says.
    fn after(&self, revision: u64) -> Result<Vec<Entry>, StoreError>;

    /// Drops entries up to and including this revision. Only behind a checkpoint that was read back.
    ///
    /// # Errors
    /// What the store says.
    fn trim(&self, up_to: u64) -> Result<(), StoreError>;
}

/// A journal in memory.
#[derive(Debug, Default)]
pub struct MemoryJournal {
    /// The newest revision (kept when entries are trimmed) and the entries.
    state: RefCell<(u64, Vec<Entry>)>,
}

impl MemoryJournal {
    /// An empty journal behind a checkpoint of this revision.
    #[must_use]
    pub fn behind(revision: u64) -> Self {
        Self { state: RefCell::new((revision, Vec::new())) }
    }
}

impl Journal for MemoryJournal {
    fn append(&self, entry: Entry) -> Result<(), JournalError> {
        let mut state = self.state.borrow_mut();
        if entry.revision != state.0 + 1 {
            return Err(JournalError::Behind { latest: state.0 });
        }
        state.0 = entry.revision;
        state.1.push(entry);
        Ok(())
    }

    fn after(&self, revision: u64) -> Result<Vec<Entry>, StoreError> {
        Ok(self.state.borrow().1.iter().filter(|e| e.revision > revision).cloned().collect())
    }

    fn trim(&self, up_to: u64) -> Result<(), StoreError> {
        self.state.borrow_mut().1.retain(|e| e.revision > up_to);
        Ok(())
    }
}

/// A program brought forward by a journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// The program after the last entry that could be applied.
    pub program: Program,
    /// Its revision.
    pub revision: u64,
    /// Entries that the program refused (it was left as it was), by revision.
    pub refused: Vec<(u64, Rejected)>,
    /// The revision at which an entry is missing; nothing after it was applied.
    pub gap: Option<u64>,
}

/// Applies the entries after `revision` to the program of that revision. Entries up to it are skipped,
/// so a checkpoint newer than the journal's trimming does no harm.
#[must_use]
pub fn replay(program: Program, revision: u64, entries: Vec<Entry>) -> Replay {
    let mut result = Replay { program, revision, refused: Vec::new(), gap: None };
    for entry in entries.into_iter().filter(|e| e.revision > revision) {
        if entry.revision != result.revision + 1 {
            result.gap = Some(result.revision + 1);
            break;
        }
        if let Err(rejected) = apply(&mut result.program, entry.command, entry.stamp) {
            result.refused.push((entry.revision, rejected));
        }
        result.revision = entry.revision;
    }
    result
}
