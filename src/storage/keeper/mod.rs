//! Keeps a program: one tab's side of the protocol between local storage, the vault and other tabs.
//!
//! The keeper does no I/O. It is told what was done ([`Keeper::accept`]), hands out one request at a
//! time ([`Keeper::request`]) and learns what it came to ([`Keeper::took`]); so the browser's driver stays
//! a loop, and tests can let the page die between any two steps.
//!
//! The program on screen is always the confirmed state (every tab's commands in the vault's order, up
//! to [`Keeper::revision`]) plus this tab's pending commands. A command is acknowledged when the vault
//! has committed it.

mod checkpoint;
mod join;
mod merge;
mod steps;
mod unsent;

pub use unsent::UNSENT;

use super::identity::Mark;
use super::vault::{Found, Request, VaultError};
use super::writer::Writer;
use crate::command::{Change, Rejected};
use crate::model::{Program, Stamp, Timestamp};

/// What local storage gave at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// Nothing was stored.
    Nothing,
    /// A program.
    Program {
        /// How many commands led to it.
        revision: u64,
        /// Its place in the journal.
        mark: Mark,
        /// When it was written.
        saved_at: Timestamp,
    },
    /// A pointer to the vault.
    Elsewhere,
}

/// A command that the vault has not confirmed.
#[derive(Debug)]
struct Pending {
    stamp: Stamp,
    /// The command's JSON.
    command: String,
    /// What it did to the program on screen.
    change: Change,
}

/// Why a tab stopped writing for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// A newer app, in this version, wrote to the vault.
    Newer(u32),
    /// The vault holds what cannot be read; why, as a sentence without a full stop.
    Unreadable(String),
}

/// How the tab stands to the vault.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Phase {
    /// Not yet joined.
    Joining,
    /// Commands go into the journal.
    Joined,
    /// The vault cannot be used, for this reason; local storage alone carries on.
    Loose(VaultError),
    /// Nothing is written any more.
    Stopped(Stop),
}

/// What the request that was handed out is for.
#[derive(Debug)]
enum Step {
    /// None is out.
    Idle,
    /// What is new after this revision?
    Looking { after: u64 },
    /// The checkpoint that what was found builds on.
    Fetching { found: Found, diverged: bool },
    /// Writing this tab's state into the vault, which leads to this revision.
    Planting { revision: u64, lineage: u64 },
    /// Keeping this tab's own state as a recovery point before the vault's is taken over.
    Yielding,
    /// The first so many pending commands are on their way.
    Appending(usize),
    /// A checkpoint is being written.
    Keeping { revision: u64, text: String },
    /// It is being read back.
    Checking { revision: u64, text: String },
    /// What it made superfluous is being removed.
    Trimming { revision: u64 },
}

/// What the user is told about saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// The vault has not said yet what it holds: there may be more than what is on screen.
    Opening,
    /// Something waits for the vault.
    Saving,
    /// Everything is in the vault.
    Saved,
    /// The vault cannot be used, for this reason.
    Loose(VaultError),
    /// Nothing is written any more.
    Stopped(Stop),
}

/// What came of a reply.
#[derive(Debug, Default)]
pub struct Took {
    /// The program was changed by more than this tab's own commands.
    pub changed: bool,
    /// This tab just joined the vault.
    pub joined: bool,
    /// Commands were committed: other tabs should look.
    pub committed: bool,
    /// Pending commands that now do something else (or nothing, when refused), by their seed.
    pub rebased: Vec<(u64, Option<Change>)>,
    /// Why pending commands were refused on the newer state.
    pub refused: Vec<Rejected>,
    /// What the user should know, as whole sentences.
    pub notices: Vec<String>,
}

/// One tab's keeper.
#[derive(Debug)]
pub struct Keeper {
    tab: u64,
    /// Where new lineages are drawn from.
    dice: u64,
    base: Base,
    lineage: u64,
    revision: u64,
    /// The seed of the command that led to [`Keeper::revision`]; 0 where that is not known.
    tip: u64,
    /// In local storage alone: the revision after which commands were not journalled.
    loose_after: Option<u64>,
    /// The chain of those commands.
    chain: u64,
    pending: Vec<Pending>,
    phase: Phase,
    /// Why the vault could not be used last; none once it could. While it is tried again this still holds.
    failure: Option<VaultError>,
    step: Step,
    /// Decided, to be handed out next.
    queued: Option<(Request, Step)>,
    /// The vault's identity as last seen.
    identity: Option<String>,
    /// Another tab wrote.
    news: bool,
    /// A checkpoint for the vault.
    due: Option<(u64, String)>,
    /// The revision of the newest checkpoint that was read back from the vault.
    settled: u64,
    /// The program does not fit into local storage.
    spilled: bool,
    /// Local storage holds a pointer to the vault.
    pointed: bool,
    /// What local storage holds: the revision, and whether it counts commands that are not journalled.
    local: Option<(u64, bool)>,
    /// The chain of those commands: a count alone may be that of other ones.
    local_chain: u64,
    writer: Option<Writer>,
    /// What left pages had on its way.
    unsent: Vec<unsent::Unsent>,
}

impl Keeper {
    /// A keeper for what a load gave. `seed` is random: it names the tab and draws lineages.
    /// Without a writer, local storage is not written.
    #[must_use]
    pub fn new(seed: u64, base: Base, writer: Option<Writer>) -> Self {
        let (revision, mark) = match base {
            Base::Program { revision, mark, .. } => (revision, mark),
            Base::Nothing | Base::Elsewhere => (0, Mark::default()),
        };
        Self {
            tab: seed,
            dice: seed,
            base,
            lineage: mark.lineage,
            revision,
            tip: mark.tip,
            loose_after: mark.loose_after,
            chain: mark.chain,
            local_chain: mark.chain,
            pending: Vec::new(),
            phase: Phase::Joining,
            failure: None,
            step: Step::Idle,
            queued: None,
            identity: None,
            news: false,
            due: None,
            settled: 0,
            spilled: matches!(base, Base::Elsewhere),
            pointed: matches!(base, Base::Elsewhere),
            local: matches!(base, Base::Program { .. }).then_some((revision, mark.loose_after.is_some())),
            writer,
            unsent: Vec::new(),
        }
    }

    /// A command was applied to the program on screen. `command` is its JSON.
    pub fn accept(&mut self, command: String, stamp: Stamp, change: Change) {
        self.pending.push(Pending { stamp, command, change });
    }

    /// Another tab wrote, or may have.
    pub const fn hear(&mut self) {
        self.news = true;
    }

    /// Tries the vault again after it failed.
    pub fn retry(&mut self) {
        if matches!(self.phase, Phase::Loose(_)) {
            self.phase = Phase::Joining;
        }
    }

    /// The vault could not be opened at all.
    pub fn fail(&mut self, error: VaultError) {
        self.step = Step::Idle;
        self.queued = None;
        self.set_aside(error);
    }

    /// The revision that the vault has confirmed.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Commands that wait for the vault.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.pending.len()
    }

    /// Commands journalled since the newest checkpoint in the vault.
    #[must_use]
    pub const fn since_checkpoint(&self) -> u64 {
        self.revision.saturating_sub(self.settled)
    }

    /// What the user is told.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (&self.phase, &self.failure) {
            (Phase::Stopped(stop), _) => Standing::Stopped(stop.clone()),
            (Phase::Loose(error), _) | (Phase::Joining, Some(error)) => Standing::Loose(error.clone()),
            (phase, _) => self.standing_in(phase),
        }
    }

    fn standing_in(&self, phase: &Phase) -> Standing {
        match phase {
            Phase::Joining if self.pending.is_empty() => Standing::Opening,
            Phase::Joined if self.pending.is_empty() => Standing::Saved,
            _ => Standing::Saving,
        }
    }

    /// Whether the tab has joined the vault.
    #[must_use]
    pub const fn is_joined(&self) -> bool {
        matches!(self.phase, Phase::Joined)
    }

    /// Local storage says that the program is in the vault, and the vault has not given it: what is on
    /// screen is not the program, and nothing may be written in its place.
    #[must_use]
    pub const fn is_blind(&self) -> bool {
        matches!(self.base, Base::Elsewhere) && self.revision == 0 && !self.is_joined()
    }

    /// The pending commands taken out of the program, newest first.
    fn take_back(&self, program: &mut Program) {
        for slot in self.pending.iter().rev().flat_map(|p| p.change.before.iter().rev()) {
            program.put(slot.clone());
        }
    }

    /// The pending commands' results put back in, oldest first.
    fn put_back(&self, program: &mut Program) {
        for slot in self.pending.iter().flat_map(|p| &p.change.after) {
            program.put(slot.clone());
        }
    }

    /// The confirmed state.
    fn confirmed<T>(&self, program: &mut Program, read: impl FnOnce(&Program) -> T) -> T {
        self.take_back(program);
        let result = read(program);
        self.put_back(program);
        result
    }

    fn set_aside(&mut self, error: VaultError) {
        if matches!(self.phase, Phase::Stopped(_)) {
            return;
        }
        self.failure = Some(error.clone());
        self.phase = match error {
            VaultError::Newer => Phase::Stopped(Stop::Newer(0)),
            error => Phase::Loose(error),
        };
    }

    fn stop(&mut self, stop: Stop) {
        self.phase = Phase::Stopped(stop);
    }

    /// A lineage that no other tab draws.
    fn draw(&mut self) -> u64 {
        self.dice = self.dice.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f) | 1;
        self.dice
    }
}
