//! The store as the core sees it: texts under keys, as in a browser's local storage.

use super::vault::Shelf;
use crate::json::{Value, to_pretty};
use std::collections::BTreeMap;
use std::fmt;

/// Every key of this app starts so; keys of others on the same origin are left alone.
pub const PREFIX: &str = "gluework/";

/// Local storage holds this many UTF-16 units per origin, keys and values together.
pub const QUOTA: usize = 5_242_880;

/// Why the store did not do as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The browser refuses access, with its own words.
    Blocked(String),
    /// The quota is used up. The value under the key is the old one.
    Full,
    /// Anything else, with the browser's own words.
    Other(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked(why) => write!(f, "The browser does not let this page store anything ({why})"),
            Self::Full => f.write_str("The browser's storage for this page is full"),
            Self::Other(why) => write!(f, "The browser's storage failed ({why})"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Texts under keys. A `set` that fails must leave the old value.
pub trait KeyValue {
    /// The text under a key; none when there is none.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Puts a text under a key.
    ///
    /// # Errors
    /// [`StoreError`]; the old text is then still there.
    fn set(&self, key: &str, value: &str) -> Result<(), StoreError>;

    /// Takes a key away; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`] when the store refuses.
    fn remove(&self, key: &str) -> Result<(), StoreError>;

    /// All keys, also those of other apps on the same origin, in any order.
    ///
    /// # Errors
    /// [`StoreError`] when the store cannot be read.
    fn keys(&self) -> Result<Vec<String>, StoreError>;
}

/// Length in UTF-16 units, which is what the browser counts.
#[must_use]
pub fn units(text: &str) -> usize {
    // A character beyond the basic plane takes four bytes in UTF-8 and two units in UTF-16.
    text.bytes().map(|b| usize::from(b & 0xc0 != 0x80) + usize::from(b >= 0xf0)).sum()
}

/// How much of the store is in use, in UTF-16 units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Keys and values of everything on this origin, also of other apps.
    pub units: usize,
    /// What the browser allows.
    pub quota: usize,
}

/// Measures the store: reads every value, so not for every keystroke.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub fn usage(store: &impl KeyValue) -> Result<Usage, StoreError> {
    let mut used = 0;
    for key in store.keys()? {
        used += units(&key) + store.get(&key)?.as_deref().map_or(0, units);
    }
    Ok(Usage { units: used, quota: QUOTA })
}

/// Everything under `gluework/`, byte for byte, as a JSON file for safe keeping or a bug report:
/// `{format: "gluework-raw", keys: {key: text}, unreadable: {key: reason}}`.
///
/// Cannot fail: what the store does not give out is named under `unreadable`.
#[must_use]
pub fn raw_export(store: &impl KeyValue) -> String {
    raw_export_with(store, Vec::new())
}

/// A shelf of the vault with what is on it, or why it cannot be read.
pub type ShelfTexts = (Shelf, Result<Vec<(u64, String)>, String>);

/// The same with the shelves of the vault: their texts stand under `vault/<shelf>/<number>`.
#[must_use]
pub fn raw_export_with(store: &impl KeyValue, shelves: Vec<ShelfTexts>) -> String {
    let (mut kept, mut unreadable) = (BTreeMap::new(), BTreeMap::new());
    match store.keys() {
        Ok(keys) => {
            for key in keys.into_iter().filter(|k| k.starts_with(PREFIX)) {
                match store.get(&key) {
                    Ok(Some(text)) => {
                        kept.insert(key, Value::Text(text));
                    }
                    Ok(None) => {}
                    Err(error) => {
                        unreadable.insert(key, Value::Text(error.to_string()));
                    }
                }
            }
        }
        Err(error) => {
            unreadable.insert(PREFIX.to_owned(), Value::Text(error.to_string()));
        }
    }
    for (shelf, texts) in shelves {
        match texts {
            Ok(texts) => kept.extend(
                texts.into_iter().map(|(n, text)| (format!("vault/{}/{n}", shelf.name()), Value::Text(text))),
            ),
            Err(why) => {
                unreadable.insert(format!("vault/{}", shelf.name()), Value::Text(why));
            }
        }
    }
    let mut file = BTreeMap::new();
    file.insert("format".to_owned(), Value::Text("gluework-raw".to_owned()));
    file.insert("keys".to_owned(), Value::Object(kept));
    file.insert("unreadable".to_owned(), Value::Object(unreadable));
    to_pretty(&Value::Object(file)) + "\n"
}
