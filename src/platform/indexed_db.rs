//! The vault in the browser: IndexedDB, every write with strict durability.

use super::wait::within;
use crate::storage::{Found, HEAD, IDENTITY, Reply, Request, Shelf, VaultError, Write};
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::object_store::ObjectStore;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{
    Transaction, TransactionDurability, TransactionMode, TransactionOptions,
};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The database's name, which like every key of this app begins with it.
const NAME: &str = "gluework";
/// The version of its layout: the shelves. What is on them has versions of its own.
const LAYOUT: u8 = 1;
/// A browser that does not answer for so long will not, in milliseconds.
const PATIENCE: i32 = 10_000;
/// The highest key: a double holds every whole number up to here.
const HIGHEST: u64 = 9_007_199_254_740_991;

/// What a full store is called by number, in browsers that call it by another name.
const QUOTA_CODE: u16 = 22;

/// Why a connection ended by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// A newer app wants to change the layout.
    Newer,
    /// The database was deleted or closed by the browser.
    Closed,
}

/// An open database.
#[derive(Clone)]
pub struct Vault {
    database: Rc<Database>,
}

impl Vault {
    /// Opens the database, and makes it where there is none. `ended` is called when the connection
    /// ends by itself.
    ///
    /// # Errors
    /// [`VaultError`], also when the browser gives no answer.
    pub async fn open(ended: impl Fn(Ended) + 'static) -> Result<Self, VaultError> {
        let opened = within(PATIENCE, async {
            let shelves = |_, database: Database| {
                for shelf in Shelf::ALL {
                    database.create_object_store(shelf.name()).build()?;
                }
                Ok(())
            };
            Database::open(NAME).with_version(LAYOUT).with_on_upgrade_needed(shelves).await
        });
        let database = match opened.await {
            Some(Ok(database)) => database,
            Some(Err(error)) => return Err(open_error(&error)),
            None => return Err(VaultError::Silent),
        };
        let ended = Rc::new(ended);
        let (closing, raw) = (ended.clone(), database.as_sys().clone());
        let change = Closure::<dyn FnMut(web_sys::IdbVersionChangeEvent)>::new(
            move |event: web_sys::IdbVersionChangeEvent| {
                // Whoever waits for this connection to close must not wait in vain.
                raw.close();
                ended(if event.new_version().is_some() { Ended::Newer } else { Ended::Closed });
            },
        );
        let close = Closure::<dyn FnMut()>::new(move || closing(Ended::Closed));
        database.as_sys().set_onversionchange(Some(change.into_js_value().unchecked_ref()));
        database.as_sys().set_onclose(Some(close.into_js_value().unchecked_ref()));
        Ok(Self { database: Rc::new(database) })
    }

    /// Carries a request out as one transaction.
    ///
    /// # Errors
    /// [`VaultError`]. Nothing was stored, except perhaps after [`VaultError::Silent`].
    pub async fn perform(&self, request: Request) -> Result<Reply, VaultError> {
        let database = self.database.clone();
        let work = async move {
            match request {
                Request::Look { after } => look(&database, after).await.map(Reply::Found),
                Request::Read(shelf, number) => read(&database, shelf, number).await.map(Reply::Text),
                Request::List(shelf) => list(&database, shelf).await.map(Reply::Texts),
                Request::Write(write) => self::write(&database, write).await,
            }
        };
        match within(PATIENCE, work).await {
            Some(outcome) => outcome.map_err(|error| vault_error(&error)),
            None => Err(VaultError::Silent),
        }
    }

    /// Closes the connection; the browser lets transactions under way end first.
    pub fn close(&self) {
        self.database.as_sys().close();
    }
}

type Outcome<T> = Result<T, Error>;

fn begin(database: &Database, write: bool) -> Outcome<Transaction<'_>> {
    let names = Shelf::ALL.map(Shelf::name);
    let builder = database.transaction(names);
    if write {
        builder
            .with_mode(TransactionMode::Readwrite)
            .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
            .build()
    } else {
        builder.build()
    }
}

/// Every whole number up to [`HIGHEST`] is exact as a double.
#[allow(clippy::cast_precision_loss)]
fn key(number: u64) -> f64 {
    number.min(HIGHEST) as f64
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn number(key: f64) -> u64 {
    key as u64
}

async fn text_at(shelf: &ObjectStore<'_>, at: u64) -> Outcome<Option<String>> {
    shelf.get::<String, f64, f64>(key(at)).primitive()?.await
}

async fn numbers(shelf: &ObjectStore<'_>) -> Outcome<Vec<u64>> {
    let keys = shelf.get_all_keys::<f64>().primitive()?.await?;
    keys.map(|key| key.map(number)).collect()
}

/// Numbers and texts of a shelf from a number on.
async fn texts(shelf: &ObjectStore<'_>, from: u64) -> Outcome<Vec<(u64, String)>> {
    let range = || KeyRange::LowerBound(key(from), false);
    let keys = shelf.get_all_keys::<f64>().with_query::<f64, _>(range()).primitive()?.await?;
    let keys = keys.collect::<Outcome<Vec<f64>>>()?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let texts = shelf.get_all::<String>().with_query::<f64, _>(range()).primitive()?.await?;
    keys.into_iter().zip(texts).map(|(key, text)| Ok((number(key), text?))).collect()
}

async fn look(database: &Database, after: u64) -> Outcome<Found> {
    let transaction = begin(database, false)?;
    let meta = transaction.object_store(Shelf::Meta.name())?;
    let found = Found {
        identity: text_at(&meta, IDENTITY).await?,
        head: text_at(&meta, HEAD).await?,
        checkpoints: numbers(&transaction.object_store(Shelf::Checkpoints.name())?).await?,
        points: numbers(&transaction.object_store(Shelf::Points.name())?).await?,
        entries: texts(&transaction.object_store(Shelf::Journal.name())?, after.saturating_add(1)).await?,
    };
    transaction.commit().await?;
    Ok(found)
}

async fn read(database: &Database, shelf: Shelf, at: u64) -> Outcome<Option<String>> {
    let transaction = begin(database, false)?;
    let text = text_at(&transaction.object_store(shelf.name())?, at).await?;
    transaction.commit().await?;
    Ok(text)
}

async fn list(database: &Database, shelf: Shelf) -> Outcome<Vec<(u64, String)>> {
    let transaction = begin(database, false)?;
    let texts = texts(&transaction.object_store(shelf.name())?, 0).await?;
    transaction.commit().await?;
    Ok(texts)
}

/// Compares and changes in one transaction. Each step is awaited before the next, so the first that
/// fails ends it: leaving the function without a commit rolls everything back.
async fn write(database: &Database, write: Write) -> Outcome<Reply> {
    let transaction = begin(database, true)?;
    let meta = transaction.object_store(Shelf::Meta.name())?;
    let identity = text_at(&meta, IDENTITY).await?;
    let head = text_at(&meta, HEAD).await?.and_then(|head| head.parse().ok());
    if identity != write.identity || (write.head.is_some() && head != write.head) {
        return Ok(Reply::Refused);
    }
    for (shelf, first, last) in write.removes {
        let range = KeyRange::Bound(key(first), false, key(last), false);
        transaction.object_store(shelf.name())?.delete::<f64, _>(range).primitive()?.await?;
    }
    for (shelf, at, text) in write.puts {
        transaction.object_store(shelf.name())?.put(text).with_key(key(at)).primitive()?.await?;
    }
    let raw: web_sys::IdbTransaction = transaction.as_sys().clone().into();
    match transaction.commit().await {
        Ok(()) => Ok(Reply::Done),
        // An abort does not say why; the transaction does. A full disk shows only here.
        Err(error) => Err(raw.error().map_or(error, |why| DomException::from(why).into())),
    }
}

fn dom_error(error: &DomException) -> VaultError {
    let raw: &JsValue = error.as_ref();
    let exception = raw.dyn_ref::<web_sys::DomException>();
    let name = exception.map(web_sys::DomException::name).unwrap_or_default();
    if exception.map(web_sys::DomException::code) == Some(QUOTA_CODE) {
        return VaultError::Full;
    }
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => VaultError::Full,
        "SecurityError" => VaultError::Blocked(name),
        "VersionError" => VaultError::Newer,
        // The connection is closed, or the database went away under the transaction.
        "InvalidStateError" | "NotFoundError" => VaultError::Closed,
        _ => VaultError::Other(name),
    }
}

fn vault_error(error: &Error) -> VaultError {
    match error {
        Error::DomException(error) => dom_error(error),
        error => VaultError::Other(error.to_string()),
    }
}

fn open_error(error: &OpenDbError) -> VaultError {
    match error {
        OpenDbError::Base(error) => match vault_error(error) {
            // Failing to open for any reason is the same to the user: there is no database.
            VaultError::Other(why) => VaultError::Blocked(why),
            error => error,
        },
        error => VaultError::Blocked(error.to_string()),
    }
}
