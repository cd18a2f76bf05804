//! The durable store behind the journal, as the core sees it: shelves of texts under numbers, and
//! requests that are one atomic transaction each. In the browser it is IndexedDB with strict
//! durability; [`MemoryVault`](super::memory_vault::MemoryVault) is the same for tests.

use std::fmt;

/// Where a text is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    /// Facts of the vault itself, under [`IDENTITY`] and [`HEAD`].
    Meta,
    /// Accepted commands, by the revision they lead to.
    Journal,
    /// Whole programs, by their revision.
    Checkpoints,
    /// What is known of each recovery point, by its number.
    Points,
    /// The programs of the recovery points, by the same numbers.
    Bodies,
    /// What could not be read and was set aside, by number.
    Aside,
}

impl Shelf {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::Meta, Self::Journal, Self::Checkpoints, Self::Points, Self::Bodies, Self::Aside];

    /// Its name in the browser's database and in raw exports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Journal => "journal",
            Self::Checkpoints => "checkpoints",
            Self::Points => "points",
            Self::Bodies => "bodies",
            Self::Aside => "aside",
        }
    }
}

/// The place of the vault's [`Identity`](super::identity::Identity) on [`Shelf::Meta`].
pub const IDENTITY: u64 = 0;
/// The place of the newest revision, in decimal, on [`Shelf::Meta`].
pub const HEAD: u64 = 1;

/// One atomic, durable transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// Asks what is newer than a revision.
    Look {
        /// Entries after this revision are wanted.
        after: u64,
    },
    /// Asks for one text.
    Read(Shelf, u64),
    /// Asks for a whole shelf.
    List(Shelf),
    /// Changes something, if the vault is still as expected.
    Write(Write),
}

/// A change of the vault: all of it or nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Write {
    /// The identity that must be there; none = the vault must be empty of one.
    pub identity: Option<String>,
    /// The newest revision that must be there, where that matters.
    pub head: Option<u64>,
    /// What to put where.
    pub puts: Vec<(Shelf, u64, String)>,
    /// What to take away: from a shelf, all numbers from the first to the last, both included.
    pub removes: Vec<(Shelf, u64, u64)>,
}

/// What a request came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// To [`Request::Look`].
    Found(Found),
    /// To [`Request::Read`].
    Text(Option<String>),
    /// To [`Request::List`]: in the order of the numbers.
    Texts(Vec<(u64, String)>),
    /// To [`Request::Write`]: it is committed and durable.
    Done,
    /// To [`Request::Write`]: the vault was not as expected, nothing was changed.
    Refused,
}

/// What the vault holds beyond a revision.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The vault's identity; none while it is new.
    pub identity: Option<String>,
    /// The newest revision, as it is stored.
    pub head: Option<String>,
    /// The revisions of the checkpoints, in order.
    pub checkpoints: Vec<u64>,
    /// The numbers of the recovery points, in order.
    pub points: Vec<u64>,
    /// The entries after the revision asked for, in order.
    pub entries: Vec<(u64, String)>,
}

/// Why a transaction did not happen. Nothing of it is stored, except after [`VaultError::Silent`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultError {
    /// The browser gives the page no database, in its own words.
    Blocked(String),
    /// The disk or the quota is full.
    Full,
    /// The database was deleted or closed under the page; opening it again may help.
    Closed,
    /// A newer app changed the database's own layout.
    Newer,
    /// No answer came: it may or may not have happened.
    Silent,
    /// Anything else, in the browser's own words.
    Other(String),
}

impl fmt::Display for VaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blocked(why) => write!(f, "the browser gives this page no database ({why})"),
            Self::Full => f.write_str("the browser's database for this page is full"),
            Self::Closed => f.write_str("the browser's database was closed or deleted"),
            Self::Newer => f.write_str("a newer Gluework changed the database"),
            Self::Silent => f.write_str("the browser's database does not answer"),
            Self::Other(why) => write!(f, "the browser's database failed ({why})"),
        }
    }
}

impl std::error::Error for VaultError {}
