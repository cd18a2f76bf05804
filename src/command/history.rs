//! Undo and redo over the whole session.

use super::{Change, Command};

/// A change that can be undone or redone.
#[derive(Debug, Clone)]
pub struct Step {
    change: Change,
    /// The seed of the command's stamp, by which the step is found when the order of tabs changed it.
    seed: u64,
}

impl Step {
    /// What happened.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.change.label
    }

    fn backward(&self) -> Command {
        self.change.undoing(self.seed)
    }

    fn forward(&self) -> Command {
        self.change.redoing(self.seed)
    }
}

impl Change {
    /// The command that takes this change back. `seed` is that of the command that made it.
    #[must_use]
    pub fn undoing(&self, seed: u64) -> Command {
        Command::Restore {
            label: self.label.clone(),
            expected: self.after.clone(),
            wanted: self.before.clone(),
            step: Some(seed),
            again: false,
        }
    }

    /// The command that makes this change again, after it was taken back.
    #[must_use]
    pub fn redoing(&self, seed: u64) -> Command {
        Command::Restore {
            label: self.label.clone(),
            expected: self.before.clone(),
            wanted: self.after.clone(),
            step: Some(seed),
            again: true,
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
    pub fn record(&mut self, seed: u64, change: Change) {
        self.done.push(Step { change, seed });
        self.undone.clear();
    }

    /// The command with this seed now does something else, since another tab's came before it; or
    /// nothing, when it was refused.
    pub fn rebase(&mut self, seed: u64, change: Option<Change>) {
        match change {
            Some(change) => {
                let steps = self.done.iter_mut().chain(&mut self.undone);
                if let Some(step) = steps.into_iter().find(|step| step.seed == seed) {
                    step.change = change;
                }
            }
            None => self.done.retain(|step| step.seed != seed),
        }
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

    /// The redo command was applied and did this, which is not what was undone where another tab has
    /// given the key meanwhile.
    pub fn redone_as(&mut self, change: Change) {
        if let Some(step) = self.undone.last_mut() {
            step.change = change;
        }
        self.redone();
    }
}
