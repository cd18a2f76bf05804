//! Saving: every change goes to the vault's journal at once; checkpoints follow when nobody is at work.

mod checkpoints;
mod points;
mod pump;

pub use points::{KeptPoint, Place};

use crate::command::{Change, History};
use crate::model::{Program, Stamp, Timestamp};
use crate::platform::indexed_db::Vault;
use crate::platform::tabs::Tabs;
use crate::platform::{clock, page};
use crate::storage::{Draft, Keeper, SaveError, Standing, Stop, VaultError};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Whether what is on screen is also stored. Said on every page, and true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// The program is empty and nothing was stored.
    Nothing,
    /// The database is asked for changes after what is on screen.
    Opening,
    /// A change waits to be written.
    Saving,
    /// The database has not answered for longer than a user should be left in the dark.
    Late,
    /// Committed durably at this moment.
    Saved(Timestamp),
    /// In local storage alone, since this moment, for this reason: a crash may cost the last seconds.
    Loose(Timestamp, String),
    /// The stores refused: short and long words for it.
    Failed {
        /// Beside the sign in the header.
        short: String,
        /// What is safe and what to do.
        long: String,
    },
    /// This tab stopped writing for good: short and long words for it.
    Stopped {
        /// Beside the sign in the header.
        short: String,
        /// What is safe and what to do.
        long: String,
    },
}

/// What saving works with. Only one borrow at a time: nothing here waits while it holds one.
struct Inner {
    keeper: Option<Keeper>,
    vault: Option<Vault>,
    tabs: Option<Tabs>,
    /// The loop that carries requests out is running.
    pumping: bool,
    /// Why local storage refused last.
    refused: Option<SaveError>,
    /// When everything was last known to be stored.
    saved_at: Timestamp,
    /// The timer of the next checkpoint.
    timer: Option<i32>,
    /// The page is about to go.
    leaving: bool,
    /// A checkpoint that is being written in slices.
    draft: Option<Draft>,
    /// The vault is to be tried again at a set time.
    retrying: bool,
    /// How often the vault has failed since it last worked.
    failures: u32,
    /// The vault lets a request wait.
    late: bool,
    /// How long the last checkpoint took, in milliseconds.
    took: i64,
    /// This tab keeps what was on its way when its page was hidden.
    kept_unsent: bool,
    /// Keys of what left pages had on its way, taken up at the start.
    left_unsent: Vec<String>,
    /// The last rolling point was looked after at this moment.
    rolled: Timestamp,
}

/// A handle to saving, copied freely.
#[derive(Clone, Copy)]
pub struct Saver {
    /// What the header says.
    pub state: RwSignal<SaveState>,
    /// Counts up when recovery points or the stores' sizes may have changed.
    pub looked: RwSignal<u32>,
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
    program: RwSignal<Program>,
    history: StoredValue<History>,
    toasts: super::Toasts,
}

impl Saver {
    /// A saver that stores nothing until it is given a keeper, which only a load makes.
    #[must_use]
    pub fn new(program: RwSignal<Program>, history: StoredValue<History>, toasts: super::Toasts) -> Self {
        let inner = Inner {
            keeper: None,
            vault: None,
            tabs: None,
            pumping: false,
            refused: None,
            saved_at: Timestamp::default(),
            timer: None,
            draft: None,
            leaving: false,
            retrying: false,
            failures: 0,
            late: false,
            took: 0,
            kept_unsent: false,
            left_unsent: Vec::new(),
            rolled: Timestamp::default(),
        };
        Self {
            state: RwSignal::new(SaveState::Nothing),
            looked: RwSignal::new(0),
            inner: StoredValue::new_local(Rc::new(RefCell::new(inner))),
            program,
            history,
            toasts,
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut Inner) -> T) -> T {
        self.inner.with_value(|inner| work(&mut inner.borrow_mut()))
    }

    fn keeper<T>(&self, work: impl FnOnce(&mut Keeper) -> T) -> Option<T> {
        self.with(|inner| inner.keeper.as_mut().map(work))
    }

    /// Takes the keeper that a load made. `saved_at` is when the loaded program was stored.
    pub fn arm(&self, keeper: Keeper, saved_at: Timestamp) {
        let saver = *self;
        let tabs = Tabs::join(move || saver.hear());
        self.with(|inner| {
            (inner.keeper, inner.tabs, inner.saved_at) = (Some(keeper), Some(tabs), saved_at);
        });
        self.take_up_unsent();
        self.refresh();
    }

    /// A command was applied to the program on screen.
    pub fn accept(&self, command: String, stamp: Stamp, change: Change) {
        if self.keeper(|keeper| keeper.accept(command, stamp, change)).is_none() {
            return;
        }
        self.refresh();
        self.go_on();
        self.plan_checkpoint();
    }

    /// Another tab wrote, or may have while this one slept.
    pub fn hear(&self) {
        let loose = self.keeper(|keeper| matches!(keeper.standing(), Standing::Loose(_))).unwrap_or(false);
        if loose {
            return self.follow_local();
        }
        self.keeper(Keeper::hear);
        self.go_on();
    }

    /// Something waits to be written or was refused: leaving the page would lose it.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        matches!(
            self.state.get_untracked(),
            SaveState::Saving | SaveState::Late | SaveState::Failed { .. } | SaveState::Stopped { .. }
        )
    }

    /// Why the tab stopped writing, if it did.
    #[must_use]
    pub fn stopped(&self) -> Option<Stop> {
        match self.keeper(|keeper| keeper.standing())? {
            Standing::Stopped(stop) => Some(stop),
            _ => None,
        }
    }

    /// How many commands the vault has confirmed in all.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.keeper(|keeper| keeper.revision()).unwrap_or(0)
    }

    /// The program lives in the vault alone, being too large for local storage.
    #[must_use]
    pub fn is_spilled(&self) -> bool {
        self.keeper(|keeper| keeper.is_spilled()).unwrap_or(false)
    }

    /// Why the program, which local storage says is in the vault, cannot be had; none when it can.
    #[must_use]
    pub fn unreachable(&self) -> Option<String> {
        let blind = self.keeper(|keeper| keeper.is_blind().then(|| keeper.standing())).flatten()?;
        match blind {
            Standing::Loose(why) => Some(why.to_string()),
            _ => None,
        }
    }

    /// The vault is in use.
    #[must_use]
    pub fn is_joined(&self) -> bool {
        self.keeper(|keeper| keeper.is_joined()).unwrap_or(false)
    }

    /// Says how saving stands.
    pub(super) fn refresh(&self) {
        let empty = self.program.with_untracked(|p| p.record_count() == 0 && p.settings.name.is_empty());
        let state = self.with(|inner| {
            let keeper = inner.keeper.as_ref()?;
            Some(match keeper.standing() {
                Standing::Opening | Standing::Saving if inner.late => SaveState::Late,
                Standing::Opening if empty => SaveState::Nothing,
                Standing::Opening => SaveState::Opening,
                Standing::Saving => SaveState::Saving,
                Standing::Saved if empty && keeper.revision() == 0 => SaveState::Nothing,
                Standing::Saved => SaveState::Saved(inner.saved_at),
                Standing::Stopped(stop) => stopped(&stop),
                Standing::Loose(_) if inner.refused.is_some() => failed(inner.refused.as_ref()),
                Standing::Loose(_) if inner.timer.is_some() => SaveState::Saving,
                Standing::Loose(_) if keeper.waiting() == 0 && empty => SaveState::Nothing,
                Standing::Loose(why) => SaveState::Loose(inner.saved_at, loose(&why)),
            })
        });
        if let Some(state) = state
            && self.state.with_untracked(|old| *old != state)
        {
            self.state.set(state);
        }
    }

    /// Remembers that all is stored now.
    fn stamp_saved(&self) {
        let now = clock::now();
        self.with(|inner| inner.saved_at = now);
    }

    /// The vault is tried again: soon after a first failure, then ever less often.
    fn try_again_later(&self) {
        let first = self.with(|inner| !std::mem::replace(&mut inner.retrying, true));
        if !first {
            return;
        }
        let failures = self.with(|inner| {
            inner.failures = inner.failures.saturating_add(1);
            inner.failures
        });
        let saver = *self;
        page::after((SOONEST_RETRY << failures.min(6)).min(RETRY), move || {
            saver.with(|inner| inner.retrying = false);
            saver.keeper(Keeper::retry);
            saver.go_on();
        });
    }
}

/// How long after failures the vault is tried again at most, in milliseconds.
const RETRY: i32 = 5_000;
/// Half the time after the first failure; it doubles with each.
const SOONEST_RETRY: i32 = 100;

fn loose(why: &VaultError) -> String {
    format!(
        "This tab saves to local storage alone, because {why}. Closing the page loses nothing, but should the whole \
         browser crash, the last seconds may be lost. Export a snapshot now and then; the database is tried again by \
         itself."
    )
}

fn stopped(stop: &Stop) -> SaveState {
    match stop {
        Stop::Newer(_) => SaveState::Stopped {
            short: "A newer Gluework is open".into(),
            long: "Another tab runs a newer Gluework, so this one no longer writes. Everything marked as saved is safe. \
                   Reload this tab to get the newer one; if you changed something since, export it first."
                .into(),
        },
        Stop::Unreadable(reason) => SaveState::Stopped {
            short: "Not saving".into(),
            long: format!(
                "{reason}. Nothing was changed or deleted, and this tab no longer writes. Export what you see here, \
                 then reload: the page that opens says what can be done."
            ),
        },
    }
}

fn failed(error: Option<&SaveError>) -> SaveState {
    let Some(error) = error else { return SaveState::Saving };
    if let SaveError::OtherTab { .. } = error {
        return SaveState::Stopped { short: "Other tab is writing".into(), long: error.to_string() };
    }
    let short = match error {
        SaveError::Full => "Not saved, storage full: export now",
        SaveError::Blocked(_) => "Not saved, storage blocked: export now",
        _ => "Not saved: export now",
    };
    SaveState::Failed { short: short.into(), long: error.to_string() }
}
