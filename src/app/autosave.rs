//! Saving: shortly after each change, and at once when the page is left.

use crate::model::{Program, Timestamp};
use crate::platform::{clock, local_storage::Browser, page};
use crate::storage::{SaveError, Writer};
use leptos::prelude::*;

/// Whether what is on screen is also stored. Said on every page, and true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// The program is empty and nothing was stored.
    Nothing,
    /// A change waits to be written.
    Saving,
    /// Written and read back at this moment.
    Saved(Timestamp),
    /// The store refused: short and long words for it.
    Failed {
        /// Beside the sign in the header.
        short: String,
        /// What is safe and what to do.
        long: String,
    },
    /// Another tab wrote a newer state; this one stopped writing.
    OtherTab(String),
}

/// Writes the program some time after it changed.
#[derive(Clone, Copy)]
pub struct Saver {
    /// What the header says.
    pub state: RwSignal<SaveState>,
    writer: StoredValue<Option<Writer>>,
    timer: StoredValue<Option<i32>>,
    /// How long the last write took, in milliseconds.
    took: StoredValue<i64>,
    program: RwSignal<Program>,
}

/// A pause in editing after which the program is written, in milliseconds.
const PAUSE: i64 = 250;
/// The longest such pause, however large the program.
const LONGEST_PAUSE: i64 = 2_000;

impl Saver {
    /// A saver that can write only once it is given a writer, which only a successful load makes.
    #[must_use]
    pub fn new(program: RwSignal<Program>) -> Self {
        Self {
            state: RwSignal::new(SaveState::Nothing),
            writer: StoredValue::new(None),
            timer: StoredValue::new(None),
            took: StoredValue::new(0),
            program,
        }
    }

    /// Takes the writer that the load gave out.
    pub fn arm(&self, writer: Writer, state: SaveState) {
        self.writer.set_value(Some(writer));
        self.state.set(state);
    }

    /// The revision of what this tab last read or wrote.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.writer.with_value(|writer| writer.as_ref().map_or(0, Writer::revision))
    }

    /// The program changed: it will be written soon.
    pub fn changed(&self) {
        if self.writer.with_value(Option::is_none)
            || matches!(self.state.get_untracked(), SaveState::OtherTab(_))
        {
            return;
        }
        if !matches!(self.state.get_untracked(), SaveState::Failed { .. }) {
            self.state.set(SaveState::Saving);
        }
        let saver = *self;
        // A large program is written in longer pauses, so that writing never gets between two edits.
        let pause = (self.took.get_value() * 8).clamp(PAUSE, LONGEST_PAUSE);
        self.timer.update_value(|timer| {
            if let Some(timer) = timer.take() {
                page::cancel(timer);
            }
            *timer = Some(page::after(pause as i32, move || saver.flush()));
        });
    }

    /// A large change was made: it is written as soon as the page showed it.
    pub fn changed_at_once(&self) {
        let saver = *self;
        page::after(0, move || saver.flush());
    }

    /// Writes now whatever waits.
    pub fn flush(&self) {
        let waiting = self.timer.try_update_value(Option::take).flatten();
        if let Some(timer) = waiting {
            page::cancel(timer);
            self.write();
        }
    }

    /// Writes now, waiting or not. True when the program is stored.
    pub fn write(&self) -> bool {
        let now = clock::now();
        let outcome = self.program.with_untracked(|program| {
            self.writer
                .try_update_value(|writer| writer.as_mut().map(|writer| writer.save(&Browser, program, now)))
                .flatten()
        });
        self.took.set_value(clock::now().0 - now.0);
        let Some(outcome) = outcome else { return false };
        let saved = outcome.is_ok();
        self.state.set(match outcome {
            Ok(_) => SaveState::Saved(now),
            Err(error @ SaveError::OtherTab { .. }) => SaveState::OtherTab(error.to_string()),
            Err(error) => {
                let short = match &error {
                    SaveError::Full => "Not saved, storage full",
                    SaveError::Blocked(_) => "Not saved, storage blocked",
                    _ => "Not saved",
                };
                SaveState::Failed { short: short.to_owned(), long: error.to_string() }
            }
        });
        saved
    }

    /// Something waits to be written or was refused.
    #[must_use]
    pub fn has_unsaved(&self) -> bool {
        !matches!(self.state.get_untracked(), SaveState::Saved(_) | SaveState::Nothing)
    }
}
