//! What the vault was told, followed without any of the keeper's code: the state that must be found.

use gluework::command::{Command, ItemEdit, Place, apply};
use gluework::model::Program;
use gluework::storage::memory_vault::MemoryVault;
use gluework::storage::*;

use crate::Dice;

/// The state that the vault's writes amount to.
#[derive(Clone, Default)]
pub(crate) struct Oracle {
    pub(crate) program: Program,
}

impl Oracle {
    /// Lets the vault carry a request out, and follows it.
    pub(crate) fn perform(&mut self, vault: &MemoryVault, request: &Request) -> Reply {
        let reply = vault.perform(request).unwrap();
        if let (Request::Write(write), Reply::Done) = (request, &reply) {
            self.follow(write);
        }
        reply
    }

    fn follow(&mut self, write: &Write) {
        let begins = write.puts.iter().any(|(shelf, at, _)| (*shelf, *at) == (Shelf::Meta, HEAD));
        for (shelf, _, text) in &write.puts {
            match shelf {
                Shelf::Journal => {
                    let entry = read_entry(text).unwrap();
                    apply(&mut self.program, entry.command, entry.stamp).expect("the vault's order applies");
                }
                // With a head of its own: the vault now holds exactly this state.
                Shelf::Checkpoints if begins => self.program = read_checkpoint(text).unwrap().program,
                _ => {}
            }
        }
    }
}

/// Changes something that other tabs may change as well: it may be refused, and may lose to a later one.
pub(crate) fn meddle(program: &Program, dice: &mut Dice, word: u64) -> Option<Command> {
    // Not what a tab may undo: that is refused, rightly, once another tab changed it.
    let shared: Vec<_> = program
        .items
        .iter()
        .filter(|(_, item)| item.title.starts_with('x') || item.title == "begin")
        .collect();
    let among = shared.len() as u64;
    let (id, item) = shared.get(dice.roll(among) as usize)?;
    let id = *id;
    Some(match dice.roll(8) {
        0 => Command::EditItem(*id, ItemEdit::Notes(format!("note {word}"))),
        1 => Command::EditItem(*id, ItemEdit::Block(format!("waits for {word}"))),
        2 => Command::EditItem(*id, ItemEdit::Unblock),
        3 | 4 => {
            let workflow = program.workflows.values().next()?;
            let among = workflow.statuses.len() as u64;
            let status = workflow.statuses.get(dice.roll(among) as usize)?.id;
            Command::MoveItem(*id, Place { status, above: None })
        }
        5 => {
            let parent = shared.get(dice.roll(among) as usize).map(|(id, _)| **id);
            Command::EditItem(*id, ItemEdit::Parent(parent))
        }
        // Only what nobody looks for at the end may be deleted.
        _ if item.title.starts_with('x') => Command::DeleteItem(*id),
        _ => return None,
    })
}
