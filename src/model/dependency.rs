//! Dependencies: what one party needs from another, and by when.

use super::id::{DependencyId, PersonId};
use super::reference::{Link, Ref};
use super::source::SourceRef;
use super::time::{Date, Timestamp};
use crate::json::{json_record, json_words};

/// Which end of the giving side holds which end of the needing side (PMI).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DependencyType {
    /// The needing side starts after the giving side finished: the usual one.
    FinishToStart,
    /// The needing side starts after the giving side started.
    StartToStart,
    /// The needing side finishes after the giving side finished.
    FinishToFinish,
    /// The needing side finishes after the giving side started.
    StartToFinish,
}

json_words! {
    DependencyType {
        "finish_to_start" FinishToStart, "start_to_start" StartToStart,
        "finish_to_finish" FinishToFinish, "start_to_finish" StartToFinish,
    }
}

impl DependencyType {
    /// All types, the usual one first.
    pub const ALL: [Self; 4] =
        [Self::FinishToStart, Self::StartToStart, Self::FinishToFinish, Self::StartToFinish];

    /// The words that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FinishToStart => "Finish to start",
            Self::StartToStart => "Start to start",
            Self::FinishToFinish => "Finish to finish",
            Self::StartToFinish => "Start to finish",
        }
    }

    /// The two letters that planners write.
    #[must_use]
    pub const fn letters(self) -> &'static str {
        match self {
            Self::FinishToStart => "FS",
            Self::StartToStart => "SS",
            Self::FinishToFinish => "FF",
            Self::StartToFinish => "SF",
        }
    }
}

/// How far the two sides have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DependencyState {
    /// Asked for; the giving side has not answered.
    Requested,
    /// The giving side has promised it.
    Committed,
    /// It was promised and may not come in time.
    AtRisk,
    /// It was given.
    Delivered,
    /// No longer needed, or refused.
    Dropped,
}

json_words! {
    DependencyState {
        "requested" Requested, "committed" Committed, "at_risk" AtRisk, "delivered" Delivered,
        "dropped" Dropped,
    }
}

impl DependencyState {
    /// All states, in the order of a dependency's life.
    pub const ALL: [Self; 5] =
        [Self::Requested, Self::Committed, Self::AtRisk, Self::Delivered, Self::Dropped];

    /// The words that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "Requested",
            Self::Committed => "Committed",
            Self::AtRisk => "At risk",
            Self::Delivered => "Delivered",
            Self::Dropped => "Dropped",
        }
    }

    /// Still to be watched.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Delivered | Self::Dropped)
    }
}

/// What one milestone, item, team or project needs from another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Names the record.
    pub id: DependencyId,
    /// What is given, in one line.
    pub title: String,
    /// The giving side (the predecessor).
    pub giver: Ref,
    /// The needing side (the successor).
    pub needer: Ref,
    /// Which ends hold each other.
    pub kind: DependencyType,
    /// Working minutes between the two ends; negative = they overlap.
    pub lag: i64,
    /// The day by which the needing side needs it.
    pub needed_by: Option<Date>,
    /// The day that the giving side promised.
    pub committed_by: Option<Date>,
    /// How far the two have come.
    pub state: DependencyState,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// Markdown.
    pub notes: String,
    /// Free words to filter by.
    pub tags: Vec<String>,
    /// Links that start here.
    pub links: Vec<Link>,
    /// Where it was imported from.
    pub source: Option<SourceRef>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Dependency {
        id !, title !, giver !, needer !, kind !, lag ?, needed_by ?, committed_by ?, state !, owner ?,
        notes ?, tags ?, links ?, source ?, created !, updated !,
    }
}

impl Dependency {
    /// Promised for later than needed; days between the two where both are known.
    #[must_use]
    pub fn late_by(&self) -> Option<i64> {
        let days = (self.committed_by? - self.needed_by?).num_days();
        (days > 0).then_some(days)
    }
}
