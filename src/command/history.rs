//! Undo and redo over the whole session.

use super::{Change, Command};

/// A change that can be undone or redone.
#[derive(Debug, Clone)]
pub struct Step {
    change: Change,
}

impl Step {
    /// What happened.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.change.label
    }

    fn backward(&self) -> Command {
        Command::Restore {
            label: self.change.label.clone(),
            expected: self.change.after.clone(),
            wanted: self.change.before.clone(),
        }
    }

    fn forward(&self) -> Command {
        Command::Restore {
            label: self.change.label.clone(),
            expected: self.change.before.clone(),
            wanted: self.change.after.clone(),
        }
    }
}

/// What was done and what was undone, newest last. Records are shared, so a step costs pointers.
#[derive(Debug, Clone, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Takes note of an applied change; whatever was undone before can no longer be redone.
    pub fn record(&mut self, change: Change) {
        self.done.push(Step { change });
        self.undone.clear();
    }

    /// The step that undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step that redo would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }

    /// The command that undoes the newest step. Call [`History::undone`] once it was applied.
    #[must_use]
    pub fn undo_command(&self) -> Option<Command> {
        self.done.last().map(Step::backward)
    }

    /// The command that redoes the newest undone step. Call [`History::redone`] once it was applied.
    #[must_use]
    pub fn redo_command(&self) -> Option<Command> {
        self.undone.last().map(Step::forward)
    }

    /// The undo command was applied.
    pub fn undone(&mut self) {
        if let Some(step) = self.done.pop() {
            self.undone.push(step);
        }
    }

    /// The redo command was applied.
    pub fn redone(&mut self) {
        if let Some(step) = self.undone.pop() {
            self.done.push(step);
        }
    }
}
