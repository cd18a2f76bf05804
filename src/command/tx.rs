//! One change under way: remembers what it touched, so that it can be undone or rolled back.

use super::{Change, Rejected};
use crate::model::{Program, Slot, Stamp, Timestamp};
use std::collections::HashSet;
use std::sync::Arc;

pub(super) struct Tx<'a> {
    program: &'a mut Program,
    stamp: Stamp,
    next: u64,
    before: Vec<Slot>,
}

impl<'a> Tx<'a> {
    pub(super) fn new(program: &'a mut Program, stamp: Stamp) -> Self {
        Self { program, stamp, next: 0, before: Vec::new() }
    }

    /// Goes on with a change of which some was done before.
    pub(super) fn resume(program: &'a mut Program, stamp: Stamp, next: u64, before: Vec<Slot>) -> Self {
        Self { program, stamp, next, before }
    }

    /// Stops in the middle: what [`Tx::resume`] takes.
    pub(super) fn pause(self) -> (u64, Vec<Slot>) {
        (self.next, self.before)
    }

    pub(super) fn program(&self) -> &Program {
        self.program
    }

    pub(super) fn now(&self) -> Timestamp {
        self.stamp.at
    }

    /// A new id of any kind, derived from the stamp.
    pub(super) fn new_id<Id: From<u64>>(&mut self) -> Id {
        let id = self.stamp.derive(self.next);
        self.next += 1;
        Id::from(id)
    }

    /// Puts a state into its place, remembering every state that stood there.
    pub(super) fn put(&mut self, slot: impl Into<Slot>) {
        let old = self.program.put(slot.into());
        self.before.push(old);
    }

    /// The newest record that this change has made.
    pub(super) fn made(&self) -> Option<crate::model::Ref> {
        self.before.iter().rev().find_map(|before| self.program.slot(before).made_since(before))
    }

    /// Changes the settings.
    pub(super) fn settings(&mut self, change: impl FnOnce(&mut crate::model::Settings)) {
        let mut settings = (*self.program.settings).clone();
        change(&mut settings);
        self.put(Slot::Settings(Arc::new(settings)));
    }

    /// The next free key with this prefix; numbers are never given twice, not even after a deletion.
    pub(super) fn new_key(&mut self, prefix: &str) -> String {
        let number = self.program.settings.last_numbers.get(prefix).copied().unwrap_or(0) + 1;
        self.settings(|s| {
            s.last_numbers.insert(prefix.to_owned(), number);
        });
        format!("{prefix}-{number}")
    }

    pub(super) fn commit(self, label: String) -> Change {
        // A place touched twice keeps its first state only.
        let mut touched = HashSet::with_capacity(self.before.len());
        let before: Vec<Slot> = self.before.into_iter().filter(|slot| touched.insert(slot.place())).collect();
        let after = before.iter().map(|slot| self.program.slot(slot)).collect();
        Change { label, before, after }
    }

    pub(super) fn roll_back(self) {
        for slot in self.before.into_iter().rev() {
            self.program.put(slot);
        }
    }
}

/// A copy of the record to change, or the refusal that names what is missing.
pub(super) fn found<R: Clone>(record: Option<&Arc<R>>, what: &str) -> Result<R, Rejected> {
    match record {
        Some(record) => Ok((**record).clone()),
        None => Err(gone(what)),
    }
}

/// The refusal of what names a record that is not there.
#[inline(never)]
pub(super) fn gone(what: &str) -> Rejected {
    Rejected(said("This ", what, " is no longer in the program"))
}

/// A refusal in these words. Never inlined, as `said`: dozens of places make one.
#[inline(never)]
pub(super) fn refused(why: &str) -> Rejected {
    Rejected(why.to_owned())
}

/// Three pieces as one text: a third of the code that `format!` leaves at each of dozens of labels.
#[inline(never)]
pub(super) fn said(first: &str, second: &str, third: &str) -> String {
    [first, second, third].concat()
}

/// Text on one line, trimmed; refused when nothing is left.
pub(super) fn one_line(text: &str, what: &str) -> Result<String, Rejected> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { Err(Rejected(said(what, " cannot be empty", ""))) } else { Ok(line) }
}
