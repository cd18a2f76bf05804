//! Recovery points: whole programs kept before something replaces them.

use super::envelope::{Envelope, OpenError, open, peek};
use super::key_value::{KeyValue, StoreError, units};
use super::writer::{SaveError, set_and_verify};
use crate::model::order::InOrder;
use crate::model::{Program, Timestamp};
use std::fmt;

/// Recovery points live under this prefix; their number in the order follows.
pub const PREFIX: &str = "gluework/recovery/";
/// How many are kept.
pub const KEPT: usize = 3;
pub(super) const FORMAT: &str = "gluework-recovery";

/// A stored recovery point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryPoint {
    /// Its key in the store.
    pub key: String,
    /// When it was taken.
    pub taken: Timestamp,
    /// What was about to happen, such as `Before the import of jira.csv`.
    pub why: String,
    /// How many records it holds.
    pub records: usize,
    /// Its size in UTF-16 units, key and value.
    pub units: usize,
}

/// Why a recovery point could not be read. It is left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecoveryError {
    /// There is none under this key.
    Gone,
    /// The store cannot be read.
    Store(StoreError),
    /// A newer app wrote it, in this version.
    Newer(u32),
    /// It is damaged; what is wrong as a sentence without a full stop.
    Damaged(String),
}

impl fmt::Display for RecoveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gone => f.write_str("This recovery point is no longer stored. Nothing was changed."),
            Self::Store(error) => write!(f, "{error}. Nothing was changed."),
            Self::Newer(version) => write!(
                f,
                "A newer Gluework (version {version}) took this recovery point. Nothing was changed. \
                 Reload the page to get the newer one."
            ),
            Self::Damaged(reason) => write!(
                f,
                "This recovery point cannot be read. {reason}. Nothing was changed; choose another one, \
                 or export the raw data."
            ),
        }
    }
}

impl std::error::Error for RecoveryError {}

fn number_of(key: &str) -> Option<u64> {
    key.strip_prefix(PREFIX)?.parse().ok()
}

/// The numbers of the stored points, newest first. The order does not rest on the clock.
fn numbers(store: &impl KeyValue) -> Result<Vec<(u64, String)>, StoreError> {
    let mut found: Vec<_> =
        store.keys()?.into_iter().filter_map(|key| Some((number_of(&key)?, key))).collect();
    found.order_by(|a, b| b.cmp(a));
    Ok(found)
}

/// The stored recovery points, newest first. One that cannot be read is listed as such, never hidden.
///
/// # Errors
/// [`StoreError`] when the store cannot be read.
pub fn list(store: &impl KeyValue) -> Result<Vec<RecoveryPoint>, StoreError> {
    let mut points = Vec::new();
    for (_, key) in numbers(store)? {
        let Some(raw) = store.get(&key)? else { continue };
        let units = units(&key) + units(&raw);
        points.push(match peek(&raw, FORMAT) {
            Ok(l) => RecoveryPoint { key, taken: l.saved_at, why: l.why, records: l.records, units },
            Err(_) => RecoveryPoint {
                key,
                taken: Timestamp::default(),
                why: "Cannot be read".to_owned(),
                records: 0,
                units,
            },
        });
    }
    Ok(points)
}

/// Takes a recovery point and reads it back; then lets the oldest readable ones beyond [`KEPT`] go.
///
/// # Errors
/// [`SaveError`]: then there is no new point, and whatever it was for must not happen.
pub fn take(
    store: &impl KeyValue,
    program: &Program,
    why: &str,
    at: Timestamp,
) -> Result<RecoveryPoint, SaveError> {
    let older = numbers(store)?;
    let number = older.first().map_or(0, |(newest, _)| *newest).saturating_add(1);
    let key = format!("{PREFIX}{number:08}");
    let envelope = Envelope::around(program, FORMAT, number, at, why);
    let text = envelope.text();
    if let Err(error) = set_and_verify(store, &key, &text) {
        // Half a point must not look like a whole one; if it cannot be removed, `read` refuses it.
        let _ = store.remove(&key);
        return Err(error);
    }
    trim(store, older);
    let units = units(&key) + units(&text);
    Ok(RecoveryPoint { key, taken: at, why: why.to_owned(), records: envelope.records, units })
}

/// Removes readable points beyond the newest; damaged ones stay for the user to decide on.
fn trim(store: &impl KeyValue, older: Vec<(u64, String)>) {
    let readable = older
        .into_iter()
        .filter(|(_, key)| store.get(key).is_ok_and(|raw| raw.is_some_and(|raw| peek(&raw, FORMAT).is_ok())));
    for (_, key) in readable.skip(KEPT - 1) {
        // Too many points harm nobody: the new one is safe already.
        let _ = store.remove(&key);
    }
}

/// Reads the program of a recovery point.
///
/// # Errors
/// [`RecoveryError`]; the point is left as it is.
pub fn read(store: &impl KeyValue, key: &str) -> Result<Program, RecoveryError> {
    let raw = store.get(key).map_err(RecoveryError::Store)?.ok_or(RecoveryError::Gone)?;
    match open(&raw, FORMAT) {
        Ok((_, restored)) => Ok(restored.program),
        Err(OpenError::Newer(version)) => Err(RecoveryError::Newer(version)),
        Err(OpenError::Damaged(reason)) => Err(RecoveryError::Damaged(reason)),
    }
}

/// Deletes a recovery point; keys that are none are left alone.
///
/// # Errors
/// [`StoreError`] when the store refuses.
pub fn delete(store: &impl KeyValue, key: &str) -> Result<(), StoreError> {
    if number_of(key).is_some() { store.remove(key) } else { Ok(()) }
}
