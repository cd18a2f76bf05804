//! Keeping a program between visits, behind the traits [`KeyValue`] and [`Journal`].
//!
//! Numbered rules (each is named by at least one test in `tests/storage.rs`):
//!
//! 1. Nothing is written before a load succeeded: only [`load`] and [`Writer::replace_unreadable`] make a [`Writer`].
//! 2. What cannot be read is never changed; it is handed out byte for byte.
//! 3. A save that fails leaves what was saved before.
//! 4. A save counts only after it was read back.
//! 5. A save never overwrites what another tab wrote.
//! 6. A recovery point counts only after it was read back; the oldest goes only then.
//! 7. A program with integrity problems still loads; the problems are told, nothing is cleared.
//! 8. Every old version has a step to the next and a frozen fixture; a newer one is left alone.
//! 9. Fields that this version does not know survive.
//! 10. No stored text, however damaged, makes the app panic or allocate without bounds.

mod checkpoint;
mod draft;
mod entry;
mod envelope;
mod frozen;
mod identity;
mod keeper;
mod key_value;
mod load;
pub mod memory;
pub mod memory_vault;
pub mod migrations;
mod packed;
mod points;
pub mod recovery;
mod restore;
pub(crate) mod unknown;
mod vault;
mod writer;

pub use checkpoint::{Checkpoint, Unreadable, checkpoint_text, read_checkpoint};
pub use draft::Draft;
pub use entry::{Entry, EntryError, command_text, entry_text, read_entry, seed_of};
pub use frozen::{Frozen, freeze, thaw};
pub use identity::{Identity, Mark};
pub use keeper::{Base, Keeper, Standing, Stop, Took, UNSENT};
pub use key_value::{
    KeyValue, PREFIX, QUOTA, ShelfTexts, StoreError, Usage, raw_export, raw_export_with, units, usage,
};
pub use load::{Load, Loaded, load};
pub use points::{DAYS, Kind, PROTECTED, Point, is_due, open_point, point_puts, points, surplus};
pub use restore::{RestoreError, Restored, restore};
pub use vault::{Found, HEAD, IDENTITY, Reply, Request, Shelf, VaultError, Write};
pub use writer::{SaveError, Writer};

/// The key under which the program is kept.
pub const CHECKPOINT: &str = "gluework/program";

/// Where [`Writer::replace_unreadable`] keeps what could not be read; a number follows.
pub const SET_ASIDE: &str = "gluework/set-aside/";
