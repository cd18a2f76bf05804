//! Recovery points: taken, listed, opened and let go, in the vault and (without it) in local storage.

use super::Saver;
use crate::model::{Program, Timestamp, Zone};
use crate::platform::{clock, local_storage::Browser};
use crate::storage::{
    HEAD, Identity, KeyValue, Kind, Point, Reply, Request, Shelf, Unreadable, VaultError, Write, is_due,
    open_point, point_puts, points, raw_export_with, recovery, surplus,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Where a recovery point is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the vault, under this number.
    Vault(u64),
    /// In local storage, under this key.
    Local(String),
}

/// A recovery point as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPoint {
    /// Where it is.
    pub place: Place,
    /// What it is for.
    pub kind: Kind,
    /// When it was taken.
    pub taken: Timestamp,
    /// What was about to happen; empty for a rolling one.
    pub why: String,
    /// How many records it holds.
    pub records: usize,
}

/// Numbers leave room between points, so that two tabs that take one at once do not meet.
const STRIDE: u64 = 1_000;
/// Rolling points are looked after this often, in milliseconds.
const ROLL: i64 = 5 * 60_000;

impl Saver {
    /// Keeps the program as a protected point, reads it back, and lets the oldest go.
    ///
    /// # Errors
    /// Words for the user: there is no new point, and whatever it was for must not happen.
    pub async fn take_point(&self, why: &str) -> Result<(), String> {
        if !self.is_joined() {
            return self.program.with_untracked(|program| {
                recovery::take(&Browser, program, why, clock::now()).map(|_| ()).map_err(|e| e.to_string())
            });
        }
        let list = self.vault_points().await.map_err(|e| in_words(&e))?;
        let number = next_number(&list);
        let puts = self.program.with_untracked(|p| point_puts(p, number, Kind::Protected, why, clock::now()));
        self.put_point(puts).await.map_err(|e| in_words(&e))?;
        self.tidy_points().await;
        Ok(())
    }

    async fn put_point(&self, puts: Vec<(Shelf, u64, String)>) -> Result<(), VaultError> {
        let Some((_, number, body)) = puts.iter().find(|(shelf, ..)| *shelf == Shelf::Bodies).cloned() else {
            return Ok(());
        };
        let identity = self.vault_identity().await?;
        let write = Write { identity, puts, ..Write::default() };
        match self.ask(Request::Write(write)).await? {
            Reply::Done => {}
            _ => return Err(VaultError::Other("the database changed meanwhile".into())),
        }
        match self.ask(Request::Read(Shelf::Bodies, number)).await? {
            Reply::Text(Some(text)) if text == body => Ok(()),
            _ => Err(VaultError::Other("the recovery point did not come back as it was written".into())),
        }
    }

    async fn vault_identity(&self) -> Result<Option<String>, VaultError> {
        match self.ask(Request::Read(Shelf::Meta, crate::storage::IDENTITY)).await? {
            Reply::Text(identity) => Ok(identity),
            _ => Ok(None),
        }
    }

    async fn vault_points(&self) -> Result<Vec<Point>, VaultError> {
        match self.ask(Request::List(Shelf::Points)).await? {
            Reply::Texts(heads) => Ok(points(&heads)),
            _ => Ok(Vec::new()),
        }
    }

    /// All recovery points, newest first; those of local storage last.
    pub async fn list_points(&self) -> Vec<KeptPoint> {
        // Where the vault cannot be read, the save state says so already.
        let in_vault = self.vault_points().await.unwrap_or_default();
        let kept = in_vault.into_iter().map(|p| KeptPoint {
            place: Place::Vault(p.number),
            kind: p.kind,
            taken: p.taken,
            why: p.why,
            records: p.records,
        });
        let local = recovery::list(&Browser).unwrap_or_default().into_iter().map(|p| KeptPoint {
            place: Place::Local(p.key),
            kind: Kind::Protected,
            taken: p.taken,
            why: p.why,
            records: p.records,
        });
        kept.chain(local).collect()
    }

    /// Opens a recovery point.
    ///
    /// # Errors
    /// Words for the user; the point is left as it is.
    pub async fn open_point(&self, place: &Place) -> Result<Program, String> {
        let number = match place {
            Place::Local(key) => return recovery::read(&Browser, key).map_err(|error| error.to_string()),
            Place::Vault(number) => *number,
        };
        let body = match self.ask(Request::Read(Shelf::Bodies, number)).await {
            Ok(Reply::Text(Some(body))) => body,
            Ok(_) => return Err("This recovery point is no longer stored. Nothing was changed.".into()),
            Err(error) => return Err(in_words(&error)),
        };
        open_point(&body).map_err(|unreadable| match unreadable {
            Unreadable::Newer(version) => format!(
                "A newer Gluework (version {version}) took this recovery point. Nothing was changed. Reload the page \
                 to get the newer one."
            ),
            Unreadable::Damaged(reason) => format!(
                "This recovery point cannot be read. {reason}. Nothing was changed; choose another one, or export the \
                 raw data."
            ),
        })
    }

    /// Deletes a recovery point.
    ///
    /// # Errors
    /// Words for the user.
    pub async fn delete_point(&self, place: &Place) -> Result<(), String> {
        match place {
            Place::Local(key) => recovery::delete(&Browser, key).map_err(|error| format!("{error}.")),
            Place::Vault(number) => self.remove_points(&[*number]).await.map_err(|error| in_words(&error)),
        }
    }

    async fn remove_points(&self, numbers: &[u64]) -> Result<(), VaultError> {
        if numbers.is_empty() {
            return Ok(());
        }
        let identity = self.vault_identity().await?;
        let removes =
            numbers.iter().flat_map(|n| [(Shelf::Points, *n, *n), (Shelf::Bodies, *n, *n)]).collect();
        self.ask(Request::Write(Write { identity, removes, ..Write::default() })).await.map(|_| ())
    }

    /// Lets points go that have had their time. Too many harm nobody: a failure is left for next time.
    async fn tidy_points(&self) {
        if let Ok(list) = self.vault_points().await {
            let gone = surplus(&list, clock::now(), &self.zone());
            let _ = self.remove_points(&gone).await;
        }
        self.looked.try_update(|n| *n += 1);
    }

    /// Takes the hour's rolling point where it is due. Failing that harms nothing: the next hour tries.
    pub(super) fn roll_points(&self, now: Timestamp) {
        let sample_or_empty = self.program.with_untracked(|p| p.settings.sample || p.record_count() == 0);
        let early = self.with(|inner| (0..ROLL).contains(&(now.0 - inner.rolled.0)));
        if early || sample_or_empty || !self.is_joined() {
            return;
        }
        self.with(|inner| inner.rolled = now);
        let saver = *self;
        spawn_local(async move {
            let Ok(list) = saver.vault_points().await else { return };
            if !is_due(&list, now, &saver.zone()) {
                return;
            }
            let number = next_number(&list);
            let puts = saver.program.with_untracked(|p| point_puts(p, number, Kind::Rolling, "", now));
            if saver.put_point(puts).await.is_ok() {
                saver.tidy_points().await;
            }
        });
    }

    /// Moves recovery points of local storage, where they take the program's room, to the vault. Each is
    /// removed only after it was read back.
    pub(super) fn move_points(&self) {
        let Ok(local) = recovery::list(&Browser) else { return };
        if local.is_empty() {
            return;
        }
        let saver = *self;
        spawn_local(async move {
            for old in local.into_iter().rev() {
                let (Ok(program), Ok(list)) =
                    (recovery::read(&Browser, &old.key), saver.vault_points().await)
                else {
                    continue;
                };
                let puts = point_puts(&program, next_number(&list), Kind::Protected, &old.why, old.taken);
                if saver.put_point(puts).await.is_ok() {
                    let _ = Browser.remove(&old.key);
                }
            }
            saver.looked.try_update(|n| *n += 1);
        });
    }

    /// Everything stored, byte for byte, for a bug report or safe keeping.
    pub async fn raw_export(&self) -> String {
        let mut shelves = Vec::new();
        for shelf in Shelf::ALL {
            let texts = match self.ask(Request::List(shelf)).await {
                Ok(Reply::Texts(texts)) => Ok(texts),
                Ok(_) => Ok(Vec::new()),
                Err(error) => Err(error.to_string()),
            };
            shelves.push((shelf, texts));
        }
        raw_export_with(&Browser, shelves)
    }

    /// Sets everything of the vault that makes up the program aside, byte for byte, so that it can begin
    /// anew; recovery points stay.
    ///
    /// # Errors
    /// Words for the user; nothing was changed.
    pub async fn set_vault_aside(&self) -> Result<(), String> {
        // Read before the dump: whatever is written after it makes the vault refuse.
        let identity = self.vault_identity().await.map_err(|error| in_words(&error))?;
        let head = match self.ask(Request::Read(Shelf::Meta, HEAD)).await {
            Ok(Reply::Text(head)) => head.and_then(|head| head.parse().ok()),
            Ok(_) => None,
            Err(error) => return Err(in_words(&error)),
        };
        let dump = self.raw_export().await;
        let number = clock::stamp().seed % (1 << 52);
        let all = |shelf| (shelf, 0, u64::MAX);
        let write = Write {
            identity,
            head,
            puts: vec![(Shelf::Aside, number, dump)],
            removes: vec![all(Shelf::Meta), all(Shelf::Journal), all(Shelf::Checkpoints)],
        };
        match self.ask(Request::Write(write)).await {
            Ok(Reply::Done) => Ok(()),
            Ok(_) => {
                Err("Another tab is writing. Close the other tabs and try again; nothing was changed.".into())
            }
            Err(error) => Err(in_words(&error)),
        }
    }

    fn zone(&self) -> Zone {
        clock::zone(&self.program.with_untracked(super::super::state::zone_of))
    }

    /// The lineage that the vault holds, whether or not this tab could join it.
    pub async fn vault_lineage(&self) -> Option<Identity> {
        Identity::read(&self.vault_identity().await.ok()??)
    }
}

fn next_number(list: &[Point]) -> u64 {
    let newest = list.first().map_or(0, |p| p.number);
    (newest / STRIDE + 1) * STRIDE + clock::stamp().seed % STRIDE
}

fn in_words(error: &VaultError) -> String {
    let words = error.to_string();
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}. Everything is as it was.", letters.as_str())
}
