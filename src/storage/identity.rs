//! Which program a store holds, and how its states in two stores stand to each other.

use super::migrations::CURRENT;
use crate::json::{from_text, json_record, to_text};

/// What a vault says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// The newest version of the app that wrote to it.
    pub version: u32,
    /// Tells this run of revisions from any other: a random number, drawn when it began.
    pub lineage: u64,
}

json_record! { Identity { version !, lineage ! } }

impl Identity {
    /// Of a lineage that this version writes.
    #[must_use]
    pub const fn of(lineage: u64) -> Self {
        Self { version: CURRENT, lineage }
    }

    /// Its text in the vault.
    #[must_use]
    pub fn text(&self) -> String {
        to_text(self)
    }

    /// Reads it; none where it is damaged.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        from_text(text).ok()
    }
}

/// What a checkpoint says of its place in the journal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mark {
    /// The lineage that its revision belongs to; 0 = written without a journal ever.
    pub lineage: u64,
    /// The seed of the last command in it, which proves that a journal holds the same one.
    pub tip: u64,
    /// Set when commands in it were not journalled: the revision after which that was so.
    pub loose_after: Option<u64>,
    /// The seeds of those commands, chained: a journal that has the same ones in the same order has them all.
    pub chain: u64,
    /// CRC-32 of all of it, so that damage does not pass for another lineage.
    check: u32,
}

json_record! { Mark { lineage !, tip !, loose_after ?, chain ?, check ! } }

impl Mark {
    /// A mark.
    #[must_use]
    pub fn new(lineage: u64, tip: u64, loose_after: Option<u64>) -> Self {
        Self { lineage, tip, loose_after, chain: 0, check: 0 }.with_chain(0)
    }

    /// With the chain of what was not journalled.
    #[must_use]
    pub fn with_chain(mut self, chain: u64) -> Self {
        self.chain = chain;
        self.check = self.sum();
        self
    }

    /// It is as it was written.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.check == self.sum()
    }

    fn sum(&self) -> u32 {
        let Self { lineage, tip, loose_after, chain, .. } = self;
        let chain = if *chain == 0 { String::new() } else { format!("\n{chain}") };
        crc32fast::hash(format!("{lineage}\n{tip}\n{loose_after:?}{chain}").as_bytes())
    }
}

/// A chain of commands, longer by the one with this seed.
pub(super) const fn link(chain: u64, seed: u64) -> u64 {
    (chain.rotate_left(7) ^ seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1
}
