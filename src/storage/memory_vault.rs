//! A vault in memory, for tests and for the rules it must obey.

use super::vault::{Found, HEAD, IDENTITY, Reply, Request, Shelf, VaultError, Write};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Shelves in memory. Every request is atomic, as in the browser.
#[derive(Debug, Clone, Default)]
pub struct MemoryVault {
    shelves: RefCell<BTreeMap<Shelf, BTreeMap<u64, String>>>,
}

impl MemoryVault {
    /// Carries a request out.
    ///
    /// # Errors
    /// Never; the result has the browser's shape.
    pub fn perform(&self, request: &Request) -> Result<Reply, VaultError> {
        Ok(match request {
            Request::Look { after } => Reply::Found(Found {
                identity: self.text(Shelf::Meta, IDENTITY),
                head: self.text(Shelf::Meta, HEAD),
                checkpoints: self.numbers(Shelf::Checkpoints),
                points: self.numbers(Shelf::Points),
                entries: self.from(Shelf::Journal, after.saturating_add(1)),
            }),
            Request::Read(shelf, number) => Reply::Text(self.text(*shelf, *number)),
            Request::List(shelf) => Reply::Texts(self.all(*shelf)),
            Request::Write(write) => self.write(write),
        })
    }

    fn write(&self, write: &Write) -> Reply {
        let head = self.text(Shelf::Meta, HEAD).and_then(|head| head.parse().ok());
        if self.text(Shelf::Meta, IDENTITY) != write.identity || (write.head.is_some() && head != write.head)
        {
            return Reply::Refused;
        }
        let mut shelves = self.shelves.borrow_mut();
        for (shelf, first, last) in &write.removes {
            shelves.entry(*shelf).or_default().retain(|number, _| number < first || number > last);
        }
        for (shelf, number, text) in &write.puts {
            shelves.entry(*shelf).or_default().insert(*number, text.clone());
        }
        Reply::Done
    }

    /// The text in a place.
    #[must_use]
    pub fn text(&self, shelf: Shelf, number: u64) -> Option<String> {
        self.shelves.borrow().get(&shelf)?.get(&number).cloned()
    }

    /// Everything on a shelf.
    #[must_use]
    pub fn all(&self, shelf: Shelf) -> Vec<(u64, String)> {
        self.from(shelf, 0)
    }

    fn from(&self, shelf: Shelf, first: u64) -> Vec<(u64, String)> {
        let shelves = self.shelves.borrow();
        let Some(texts) = shelves.get(&shelf) else { return Vec::new() };
        texts.range(first..).map(|(number, text)| (*number, text.clone())).collect()
    }

    fn numbers(&self, shelf: Shelf) -> Vec<u64> {
        self.shelves.borrow().get(&shelf).into_iter().flatten().map(|(number, _)| *number).collect()
    }

    /// Puts a text as it is, to damage something.
    pub fn set(&self, shelf: Shelf, number: u64, text: &str) {
        self.shelves.borrow_mut().entry(shelf).or_default().insert(number, text.to_owned());
    }

    /// Empties it, as a browser does that is short of room.
    pub fn clear(&self) {
        self.shelves.borrow_mut().clear();
    }
}
