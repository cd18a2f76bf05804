//! Bringing the program on screen up to the vault's order.

use super::super::entry::{Entry, EntryError, command_text, read_entry};
use super::{Keeper, Pending, Stop, Took};
use crate::command::{Command, apply};
use crate::json::from_text;
use crate::model::Program;

/// A state to build on, other than the confirmed one.
pub(super) struct Ground {
    pub(super) program: Program,
    pub(super) revision: u64,
    pub(super) tip: u64,
}

/// Whether the entries go on from this revision to the head without a gap.
pub(super) fn is_whole(revision: u64, head: u64, entries: &[(u64, String)]) -> bool {
    let numbers = entries.iter().map(|(number, _)| *number).filter(|n| *n > revision);
    numbers.eq(revision + 1..=head)
}

/// Reads the entries after a revision. Nothing is applied before all of them can be.
pub(super) fn read_all(revision: u64, entries: &[(u64, String)]) -> Result<Vec<Entry>, Stop> {
    entries
        .iter()
        .filter(|(number, _)| *number > revision)
        .map(|(number, text)| match read_entry(text) {
            Ok(entry) if entry.revision == *number => Ok(entry),
            Ok(entry) => Err(Stop::Unreadable(format!(
                "Change {number} of the journal says that it is change {}",
                entry.revision
            ))),
            Err(EntryError::Newer(version)) => Err(Stop::Newer(version)),
            Err(EntryError::Damaged(what)) => {
                Err(Stop::Unreadable(format!("Change {number} of the journal cannot be read: {what}")))
            }
        })
        .collect()
}

impl Keeper {
    /// Puts the program on a new ground (or the confirmed state), applies the entries that follow, and
    /// applies what is pending again.
    pub(super) fn merge(
        &mut self,
        program: &mut Program,
        ground: Option<Ground>,
        entries: &[(u64, String)],
        took: &mut Took,
    ) -> Result<(), Stop> {
        let revision = ground.as_ref().map_or(self.revision, |ground| ground.revision);
        let entries = read_all(revision, entries)?;
        if ground.is_none() && entries.is_empty() {
            return Ok(());
        }
        self.take_back(program);
        took.changed = true;
        if let Some(ground) = ground {
            *program = ground.program;
            (self.revision, self.tip) = (ground.revision, ground.tip);
        }
        for entry in entries {
            // A command of this tab whose confirmation was lost on its way.
            self.pending.retain(|p| p.stamp.seed != entry.stamp.seed);
            (self.revision, self.tip) = (entry.revision, entry.stamp.seed);
            if let Err(rejected) = apply(program, entry.command, entry.stamp) {
                took.notices.push(format!("A change of another tab could not be followed: {rejected}."));
            }
        }
        for pending in std::mem::take(&mut self.pending) {
            self.apply_again(program, pending, took);
        }
        Ok(())
    }

    fn apply_again(&mut self, program: &mut Program, pending: Pending, took: &mut Took) {
        let Pending { stamp, mut command, .. } = pending;
        // It was written by this very tab, so it reads.
        let Ok(mut parsed) = from_text(&command) else { return };
        let mut redone = None;
        // Undoing and redoing name states; when what they undo has changed, so must they.
        if let Command::Restore { step: Some(step), again, .. } = parsed {
            redone = again.then_some(step);
            match took.rebased.iter().rfind(|(seed, _)| *seed == step) {
                Some((_, Some(change))) => {
                    parsed = if again { change.redoing(step) } else { change.undoing(step) };
                    command = command_text(&parsed);
                }
                // What it would undo was refused, and the user was told.
                Some((_, None)) => return,
                None => {}
            }
        }
        match apply(program, parsed, stamp) {
            Ok(change) => {
                took.rebased.push((stamp.seed, Some(change.clone())));
                // What was made again may now be something else, which undoing must know.
                took.rebased.extend(redone.map(|step| (step, Some(change.clone()))));
                self.pending.push(Pending { stamp, command, change });
            }
            Err(rejected) => {
                took.rebased.push((stamp.seed, None));
                took.refused.push(rejected);
            }
        }
    }
}
