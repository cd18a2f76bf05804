//! The ordered statuses that work goes through.

use super::id::{StatusId, WorkflowId};
use super::time::Timestamp;
use crate::json::{json_record, json_words};

/// What a status means for the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Not begun.
    ToDo,
    /// Begun and not finished.
    InProgress,
    /// Delivered.
    Done,
    /// Finished but not delivered: leaves WIP, counts in no throughput, velocity or cycle time.
    Cancelled,
}

json_words! { Category { "to_do" ToDo, "in_progress" InProgress, "done" Done, "cancelled" Cancelled } }

impl Category {
    /// All categories in the order in which work passes them.
    pub const ALL: [Self; 4] = [Self::ToDo, Self::InProgress, Self::Done, Self::Cancelled];

    /// Nothing more will be done: done or cancelled.
    #[must_use]
    pub const fn is_finished(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ToDo => "To do",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::Cancelled => "Cancelled",
        }
    }
}

/// One status (one column of the board).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Unique over all workflows of the program.
    pub id: StatusId,
    /// As the team calls it.
    pub name: String,
    /// What it means for the figures.
    pub category: Category,
    /// The most cards the column should hold.
    pub wip_limit: Option<u32>,
    /// When a card may enter or leave, in the team's words.
    pub policy: String,
}

json_record! { Status { id !, name !, category !, wip_limit ?, policy ? } }

/// An ordered list of statuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workflow {
    /// Names the record.
    pub id: WorkflowId,
    /// As people call it.
    pub name: String,
    /// In the order in which work passes them.
    pub statuses: Vec<Status>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! { Workflow { id !, name !, statuses !, created !, updated ! } }

impl Workflow {
    /// The status that new work starts in: the first "to do", else the first of all.
    #[must_use]
    pub fn first_status(&self) -> Option<&Status> {
        self.statuses.iter().find(|s| s.category == Category::ToDo).or(self.statuses.first())
    }

    /// The status with this id, if it is one of this workflow's.
    #[must_use]
    pub fn status(&self, id: StatusId) -> Option<&Status> {
        self.statuses.iter().find(|s| s.id == id)
    }
}
