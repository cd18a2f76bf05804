//! The one writer of the program.

use super::saving::Saver;
use super::toast::Toasts;
use crate::command::{Change, Command, History, ImportBatch, PreparedImport, Rejected, Step, apply};
use crate::model::{Program, Ref};
use crate::platform::clock;
use crate::storage::command_text;
use leptos::prelude::*;

/// Holds the program and is the only way to change it.
#[derive(Clone, Copy)]
pub struct Workbench {
    /// The program; views derive from it and never write it.
    program: RwSignal<Program>,
    history: StoredValue<History>,
    /// What undo would take back.
    pub undoable: RwSignal<Option<String>>,
    /// What redo would do again.
    pub redoable: RwSignal<Option<String>>,
    /// Saving.
    pub saver: Saver,
    /// Notices.
    pub toasts: Toasts,
}

impl Workbench {
    /// A workbench with a program that a load gave.
    #[must_use]
    pub fn new(program: Program, toasts: Toasts) -> Self {
        let program = RwSignal::new(program);
        let history = StoredValue::new(History::default());
        Self {
            program,
            history,
            undoable: RwSignal::new(None),
            redoable: RwSignal::new(None),
            saver: Saver::new(program, history, toasts),
            toasts,
        }
    }

    /// Reads the program and follows its changes.
    pub fn with<T>(&self, read: impl FnOnce(&Program) -> T) -> T {
        self.program.with(read)
    }

    /// Reads the program as it stands.
    pub fn with_untracked<T>(&self, read: impl FnOnce(&Program) -> T) -> T {
        self.program.with_untracked(read)
    }

    /// Applies a command and hands it to be saved. Returns its stamp's seed and what it did.
    fn apply(&self, command: Command) -> Result<(u64, Change), Rejected> {
        let stamp = clock::stamp();
        let text = command_text(&command);
        let outcome = self.program.try_maybe_update(|program| {
            let outcome = apply(program, command, stamp);
            let changed = outcome.as_ref().is_ok_and(|change| !change.is_empty());
            (changed, outcome)
        });
        let change = outcome.unwrap_or_else(|| Err(Rejected("The page is closing".into())))?;
        if !change.is_empty() {
            self.saver.accept(text, stamp, change.clone());
        }
        Ok((stamp.seed, change))
    }

    /// Applies a command, with a notice only when it is refused. Returns what happened.
    pub fn dispatch(&self, command: Command) -> Option<String> {
        self.recorded(self.apply(command))
    }

    /// Remembers a change for undo, or says why there is none.
    fn recorded(&self, outcome: Result<(u64, Change), Rejected>) -> Option<String> {
        match outcome {
            Ok((seed, change)) => {
                let label = change.label.clone();
                if !change.is_empty() {
                    self.history.update_value(|history| history.record(seed, change));
                    self.toasts.withdraw_undo();
                    self.changed();
                }
                Some(label)
            }
            Err(rejected) => {
                self.toasts.say(format!("{rejected}. Nothing was changed."));
                None
            }
        }
    }

    /// Puts a prepared import in place, as applying its command would have done. Returns what happened.
    pub fn import(&self, prepared: &mut PreparedImport, batch: &ImportBatch) -> Option<String> {
        let outcome = self.program.try_maybe_update(|program| {
            let outcome = prepared.put(program, batch);
            (outcome.as_ref().is_ok_and(|change| !change.is_empty()), outcome)
        });
        let outcome = outcome.unwrap_or_else(|| Err(Rejected("The page is closing".into())));
        let stamp = prepared.stamp();
        self.recorded(outcome.map(|change| {
            if !change.is_empty() {
                self.saver.accept(prepared.command_text(batch), stamp, change.clone());
            }
            (stamp.seed, change)
        }))
    }

    /// Applies a command and says what happened, with undo at hand.
    pub fn dispatch_aloud(&self, command: Command) -> bool {
        let label = self.dispatch(command);
        if let Some(label) = &label {
            self.toasts.say_with_undo(label.clone());
        }
        label.is_some()
    }

    /// Applies a command that adds a record, says what happened, and returns the record.
    pub fn dispatch_making(&self, command: Command) -> Option<Ref> {
        let outcome = self.apply(command);
        let made = outcome.as_ref().ok().and_then(|(_, change)| {
            let mut places = change.before.iter().zip(&change.after);
            places.find_map(|(before, after)| after.made_since(before))
        });
        let label = self.recorded(outcome)?;
        self.toasts.say_with_undo(label);
        made
    }

    /// Takes the newest change back.
    pub fn undo(&self) {
        let Some(command) = self.history.with_value(History::undo_command) else { return };
        self.step(command, |history, _| history.undone(), "Undone");
    }

    /// Does the newest undone change again.
    pub fn redo(&self) {
        let Some(command) = self.history.with_value(History::redo_command) else { return };
        self.step(command, History::redone_as, "Done again");
    }

    fn step(&self, command: Command, moved: fn(&mut History, Change), word: &str) {
        match self.apply(command) {
            Ok((_, change)) => {
                let label = change.label.clone();
                self.history.update_value(|history| moved(history, change));
                self.changed();
                self.toasts.say(format!("{word}: {label}"));
            }
            Err(rejected) => self.toasts.say(rejected.to_string()),
        }
    }

    fn changed(&self) {
        let (undo, redo) = self.history.with_value(|history| {
            let label = |step: Option<&Step>| step.map(|s| s.label().to_owned());
            (label(history.next_undo()), label(history.next_redo()))
        });
        self.undoable.set(undo);
        self.redoable.set(redo);
    }
}
