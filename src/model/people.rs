//! Who the work is done by, and for whom.

use super::id::{ClientId, PersonId, TeamId};
use super::reference::Link;
use super::time::{Date, Timestamp};
use crate::json::json_record;
use std::collections::BTreeSet;

/// Someone who owns work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Names the record.
    pub id: PersonId,
    /// As people call them.
    pub name: String,
    /// Names by which trackers know them: account names, mail addresses.
    pub aliases: Vec<String>,
    /// The team they work with most.
    pub team: Option<TeamId>,
    /// Share of their time in this program, in percent.
    pub allocation: u8,
    /// The user of this app.
    pub me: bool,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! { Person { id !, name !, aliases ?, team ?, allocation !, me ?, created !, updated ! } }

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
#[derive(Debug, Clone, PartialEq, Eq)]
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

json_record! { Team { id !, name !, created !, updated ! } }

/// A customer of a service company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Names the record.
    pub id: ClientId,
    /// As people call it.
    pub name: String,
    /// Days on which nobody is there.
    pub holidays: BTreeSet<Date>,
    /// The zone it works in; none is the program's.
    pub zone: Option<String>,
    /// Markdown.
    pub notes: String,
    /// Free words to filter by.
    pub tags: Vec<String>,
    /// Links that start here.
    pub links: Vec<Link>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Client { id !, name !, holidays ?, zone ?, notes ?, tags ?, links ?, created !, updated ! }
}
