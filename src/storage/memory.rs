//! Stores for tests and headless use: one in memory, and one that fails on demand.

use super::key_value::{KeyValue, QUOTA, StoreError, units};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// A store in memory with a quota in UTF-16 units, keys and values together.
#[derive(Debug, Clone)]
pub struct Memory {
    texts: RefCell<BTreeMap<String, String>>,
    quota: usize,
}

impl Default for Memory {
    fn default() -> Self {
        Self::with_quota(QUOTA)
    }
}

impl Memory {
    /// An empty store that holds this many UTF-16 units.
    #[must_use]
    pub fn with_quota(quota: usize) -> Self {
        Self { texts: RefCell::default(), quota }
    }

    /// Everything that is stored.
    #[must_use]
    pub fn contents(&self) -> BTreeMap<String, String> {
        self.texts.borrow().clone()
    }
}

impl KeyValue for Memory {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.texts.borrow().get(key).cloned())
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let mut texts = self.texts.borrow_mut();
        let others = texts.iter().filter(|(k, _)| *k != key).map(|(k, v)| units(k) + units(v)).sum::<usize>();
        if others + units(key) + units(value) > self.quota {
            return Err(StoreError::Full);
        }
        texts.insert(key.to_owned(), value.to_owned());
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.texts.borrow_mut().remove(key);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.texts.borrow().keys().cloned().collect())
    }
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The operation fails so, once, and does nothing.
    Fails(StoreError),
    /// The page dies: this operation and all later ones do nothing.
    Dies,
    /// A `set` reports success but does nothing; other operations go well.
    Ignored,
    /// A `set` reports success but keeps only the first half; other operations go well.
    Torn,
}

/// A store in which the nth operation (from 0) goes wrong.
#[derive(Debug)]
pub struct Faulty<'a, Store> {
    inner: &'a Store,
    at: usize,
    fault: Fault,
    done: Cell<usize>,
}

impl<'a, Store: KeyValue> Faulty<'a, Store> {
    /// Lets operation number `at` of `inner` go wrong.
    #[must_use]
    pub fn new(inner: &'a Store, at: usize, fault: Fault) -> Self {
        Self { inner, at, fault, done: Cell::new(0) }
    }

    /// How many operations were asked for.
    #[must_use]
    pub fn operations(&self) -> usize {
        self.done.get()
    }

    /// Counts the operation and says what goes wrong with it.
    fn next(&self) -> Result<Option<&Fault>, StoreError> {
        let number = self.done.replace(self.done.get() + 1);
        match &self.fault {
            Fault::Dies if number >= self.at => Err(StoreError::Other("the page died".into())),
            Fault::Fails(error) if number == self.at => Err(error.clone()),
            fault if number == self.at => Ok(Some(fault)),
            _ => Ok(None),
        }
    }
}

impl<Store: KeyValue> KeyValue for Faulty<'_, Store> {
    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.next()?;
        self.inner.get(key)
    }

    fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        match self.next()? {
            Some(Fault::Ignored) => Ok(()),
            Some(Fault::Torn) => {
                let half = value.chars().count() / 2;
                self.inner.set(key, &value.chars().take(half).collect::<String>())
            }
            _ => self.inner.set(key, value),
        }
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.next()?;
        self.inner.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.next()?;
        self.inner.keys()
    }
}
