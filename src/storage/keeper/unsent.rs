//! Commands that were on their way to the vault when their page was left.
//!
//! They were not acknowledged, so losing them breaks no promise; but whoever types and leaves at once
//! means it. Local storage keeps them, one text a tab, and the next start sends what did not arrive.
//! Where the journal no longer proves that a command did not arrive, it is let go: never twice.

use super::super::entry::{entry_text, read_entry};
use super::super::vault::Found;
use super::merge::is_whole;
use super::{Keeper, Pending, Phase, Took};
use crate::command::apply;
use crate::json::{from_text, json_record, to_text};
use crate::model::{Program, Stamp};

/// Unsent commands are kept under keys that begin so; the tab's number follows.
pub const UNSENT: &str = "gluework/unsent/";

/// The first line of the text.
struct Head {
    lineage: u64,
    after: u64,
}

json_record! { Head { lineage !, after ! } }

/// The commands of one left page.
#[derive(Debug)]
pub(super) struct Unsent {
    lineage: u64,
    /// They were computed on this revision.
    pub(super) after: u64,
    commands: Vec<(Stamp, String)>,
}

impl Keeper {
    /// The key under which this tab keeps what is on its way.
    #[must_use]
    pub fn unsent_key(&self) -> String {
        format!("{UNSENT}{}", self.tab)
    }

    /// What is on its way, to be kept while the page is left; none when all has arrived or the vault is
    /// not in use.
    #[must_use]
    pub fn unsent(&self) -> Option<String> {
        if !(self.is_joined() || self.is_on_its_way()) || self.pending.is_empty() {
            return None;
        }
        let mut text = to_text(&Head { lineage: self.lineage, after: self.revision });
        for (number, pending) in self.pending.iter().enumerate() {
            text.push('\n');
            let revision = self.revision + number as u64 + 1;
            text.push_str(&entry_text(revision, pending.stamp, self.tab, &pending.command));
        }
        Some(text)
    }

    /// The vault was not yet asked or has not yet answered, and the state here is one of its own: what is
    /// done now can be sent later.
    pub(super) const fn is_on_its_way(&self) -> bool {
        matches!(self.phase, Phase::Joining)
            && self.failure.is_none()
            && self.lineage != 0
            && self.loose_after.is_none()
    }

    /// Takes up what a left page kept. Before the vault is joined; a damaged text is no more than lost.
    pub fn resend(&mut self, text: &str) {
        let Some((head, rest)) = text.split_once('\n') else { return };
        let Ok(Head { lineage, after }) = from_text(head) else { return };
        let lines: Vec<&str> = rest.split('\n').collect();
        let entries = lines.chunks(2).map_while(|pair| read_entry(&pair.join("\n")).ok());
        let commands = entries.map(|entry| (entry.stamp, to_text(&entry.command))).collect();
        self.unsent.push(Unsent { lineage, after, commands });
    }

    /// Applies what did not arrive, now that the vault's state is known from `looked_after` on.
    pub(super) fn send_again(
        &mut self,
        program: &mut Program,
        found: &Found,
        looked_after: u64,
        took: &mut Took,
    ) {
        for Unsent { lineage, after, commands } in std::mem::take(&mut self.unsent) {
            let proven = looked_after <= after && is_whole(after, self.revision, &found.entries);
            if lineage != self.lineage || !proven {
                continue;
            }
            for (stamp, command) in commands {
                let arrived = found
                    .entries
                    .iter()
                    .any(|(_, text)| super::super::entry::seed_of(text) == Some(stamp.seed));
                let Ok(parsed) = from_text(&command) else { continue };
                if arrived {
                    continue;
                }
                took.changed = true;
                match apply(program, parsed, stamp) {
                    Ok(change) => self.pending.push(Pending { stamp, command, change }),
                    Err(rejected) => took.refused.push(rejected),
                }
            }
        }
    }
}
