//! One accepted command as the journal keeps it: a head line, then the command.
//!
//! Commands are only ever added to [`Command`], never changed, so what any older version journalled
//! still reads (frozen under `tests/fixtures/storage/journal-v*.txt`).

use super::migrations::CURRENT;
use super::packed::{pack, unpack};
use crate::command::Command;
use crate::json::{from_text, json_record, to_text};
use crate::model::Stamp;

/// A command with its place in the order of all tabs.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The program's revision once it is applied: one more than that of the entry before.
    pub revision: u64,
    /// What it is applied with. The seed also tells entries apart.
    pub stamp: Stamp,
    /// The tab it was given in, as a random number.
    pub tab: u64,
    /// What was done.
    pub command: Command,
}

/// The first line of an entry.
struct Head {
    version: u32,
    revision: u64,
    stamp: Stamp,
    tab: u64,
    /// The command's line is packed.
    packed: bool,
    /// CRC-32 of the command's JSON.
    checksum: u32,
}

json_record! { Head { version !, revision !, stamp !, tab !, packed ?, checksum ! } }

/// Why an entry cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryError {
    /// A later version of the app wrote it.
    Newer(u32),
    /// It is damaged; what is wrong, as half a sentence.
    Damaged(String),
}

/// Commands with longer JSON are packed.
const LONG: usize = 65_536;
/// Still longer ones are not: packing an import of 100,000 items would hold the page up for longer than
/// the space is worth, since the next checkpoint takes the place of the entry.
const TOO_LONG: usize = 8_000_000;

/// The text of an entry whose command is already JSON.
#[must_use]
pub fn entry_text(revision: u64, stamp: Stamp, tab: u64, command: &str) -> String {
    let packed = (LONG..TOO_LONG).contains(&command.len());
    let checksum = crc32fast::hash(command.as_bytes());
    let head = Head { version: CURRENT, revision, stamp, tab, packed, checksum };
    let mut text = to_text(&head);
    text.push('\n');
    if packed {
        text.push_str(&pack(command.as_bytes()));
    } else {
        text.push_str(command);
    }
    text
}

/// Reads an entry.
///
/// # Errors
/// [`EntryError`].
pub fn read_entry(text: &str) -> Result<Entry, EntryError> {
    let damaged = |what: &str| EntryError::Damaged(what.to_owned());
    let (head, body) = text.split_once('\n').ok_or_else(|| damaged("it has no second line"))?;
    let head: Head = from_text(head).map_err(|fault| EntryError::Damaged(fault.to_string()))?;
    if head.version > CURRENT {
        return Err(EntryError::Newer(head.version));
    }
    let unpacked;
    let body = if head.packed {
        let bytes = unpack(body).map_err(EntryError::Damaged)?;
        unpacked = String::from_utf8(bytes).map_err(|_| damaged("it is no text"))?;
        &unpacked
    } else {
        body
    };
    if crc32fast::hash(body.as_bytes()) != head.checksum {
        return Err(damaged("the checksum does not fit"));
    }
    let command = from_text(body).map_err(|fault| EntryError::Damaged(fault.to_string()))?;
    Ok(Entry { revision: head.revision, stamp: head.stamp, tab: head.tab, command })
}

/// The seed of the entry's stamp, which names it; none where its head cannot be read.
#[must_use]
pub fn seed_of(text: &str) -> Option<u64> {
    let head: Head = from_text(text.split_once('\n')?.0).ok()?;
    Some(head.stamp.seed)
}

/// A command as the JSON that an entry holds.
#[must_use]
pub fn command_text(command: &Command) -> String {
    to_text(command)
}
