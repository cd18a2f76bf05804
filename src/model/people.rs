//! Who the work is done by, and for whom.

use super::id::{ClientId, PersonId, TeamId};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Someone who owns work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Names the record.
    pub id: PersonId,
    /// As people call them.
    pub name: String,
    /// Names by which trackers know them: account names, mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The team they work with most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<TeamId>,
    /// Share of their time in this program, in percent.
    pub allocation: u8,
    /// The user of this app.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub me: bool,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

impl Person {
    /// Up to two letters for an avatar: first letters of the first and the last word.
    #[must_use]
    pub fn initials(&self) -> String {
        let mut words = self.name.split([' ', '.', '-', '_']).filter(|w| !w.is_empty());
        let first = words.next().and_then(|w| w.chars().next());
        let last = words.next_back().and_then(|w| w.chars().next());
        first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
    }
}

/// A group of people that works from one board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Names the record.
    pub id: TeamId,
    /// As people call it.
    pub name: String,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

/// A customer of a service company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// Names the record.
    pub id: ClientId,
    /// As people call it.
    pub name: String,
    /// Markdown.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}
