//! What changed between two programs: every difference, by field, in words that a director reads.
//!
//! [`changes`] compares record by record and accounts for **every** field that differs. Most of it is
//! one rule a field name, the same for every kind of record, so that new kinds need none of their own.
//! [`lines`] puts changes together into the few lines that a report shows, the weightiest first.
//! [`as_of`] winds a program back to an earlier moment as far as its histories tell.

mod digest;
mod lines;
mod past;
mod record;
mod rules;
mod words;

pub use digest::{digest, since};
pub use lines::{Line, lines, lines_of, summary};
pub use past::{AsOf, as_of};

use crate::model::order::InOrder;
use crate::model::{Program, ProjectId, Ref};
use record::{Pair, pairs};
use words::Names;

/// What happened to a record, or to one of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// It came into being.
    Added,
    /// It is gone.
    Deleted,
    /// Work was finished.
    Done,
    /// Finished work is open again.
    Reopened,
    /// Work will not be done.
    Cancelled,
    /// It went to another status or state.
    Moved,
    /// A promised day is later.
    Slipped,
    /// A promised day is earlier.
    PulledIn,
    /// A day was set or taken away.
    Dated,
    /// A milestone was reached, a release got to its users.
    Reached,
    /// The size of work.
    Reestimated,
    /// Work is in another sprint, release, project, or below another parent or goal.
    Rescoped,
    /// Work was stopped.
    Blocked,
    /// Work can go on.
    Unblocked,
    /// A risk scores higher.
    RiskUp,
    /// A risk scores lower.
    RiskDown,
    /// A risk is none any more.
    RiskClosed,
    /// What was a risk happened.
    RiskOccurred,
    /// A budget or an amount of money.
    Budget,
    /// Money was spent or corrected.
    Spent,
    /// Who sees to it.
    Owner,
    /// For whom it is.
    Client,
    /// A status colour that a person set.
    Colour,
    /// Another field.
    Field,
    /// Only what nobody reads: when it was last written, its place in an order.
    Touched,
}

impl What {
    /// The word that people read before the record's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Deleted => "Deleted",
            Self::Done => "Done",
            Self::Reopened => "Reopened",
            Self::Cancelled => "Cancelled",
            Self::Moved => "Moved",
            Self::Slipped => "Later",
            Self::PulledIn => "Earlier",
            Self::Dated => "Day",
            Self::Reached => "Reached",
            Self::Reestimated => "Estimate",
            Self::Rescoped => "Scope",
            Self::Blocked => "Blocked",
            Self::Unblocked => "Unblocked",
            Self::RiskUp => "Risk up",
            Self::RiskDown => "Risk down",
            Self::RiskClosed => "Risk closed",
            Self::RiskOccurred => "Risk occurred",
            Self::Budget => "Budget",
            Self::Spent => "Spent",
            Self::Owner => "Owner",
            Self::Client => "Client",
            Self::Colour => "Status",
            Self::Field => "Changed",
            Self::Touched => "Touched",
        }
    }
}

/// One difference between two programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub what: What,
    /// What kind of record it is, such as `risk`.
    pub kind: &'static str,
    /// The record's id in text form; empty for the program's settings.
    pub id: String,
    /// The record, where links can name its kind.
    pub about: Option<Ref>,
    /// Its key; empty where its kind has none.
    pub key: String,
    /// Its title or name.
    pub name: String,
    /// The field as people read it; empty where it is about the whole record.
    pub field: String,
    /// What held before, as people read it; empty for nothing.
    pub from: String,
    /// What holds now.
    pub to: String,
    /// By how much: days later, hundredths of points or of money more, score higher. Zero where it
    /// cannot be said.
    pub amount: i64,
    /// The fields of the record's JSON that this change accounts for; `*` = the whole record.
    pub covers: Vec<String>,
    /// The project that the record is of.
    pub project: Option<ProjectId>,
    /// How much a director wants to know of it; 0 = not at all.
    pub weight: u16,
}

/// Everything that differs, the weightiest first; equal weights in the order of kinds and ids.
///
/// The result is empty exactly where the programs are equal: of every record that differs, each field
/// of its JSON that differs is covered by a change.
#[must_use]
pub fn changes(before: &Program, after: &Program) -> Vec<Change> {
    let names = Names::new(before, after);
    let mut all = Vec::new();
    for pair in pairs(before, after) {
        judge(&names, &pair, &mut all);
    }
    all.order_by(|a, b| b.weight.cmp(&a.weight).then_with(|| (a.kind, &a.id).cmp(&(b.kind, &b.id))));
    all
}

/// What people call the record; one without a name goes by its day, else by its kind.
fn called(names: &Names<'_>, pair: &Pair) -> String {
    // The settings are one, and a part of theirs is no name.
    if pair.kind == "settings" {
        return "The program".to_owned();
    }
    let name = pair.name();
    if !name.is_empty() || !pair.text("key").is_empty() {
        return name;
    }
    let value = |field: &&str| {
        let (before, after) = pair.values(field);
        names.say(if pair.after.is_some() { &after } else { &before })
    };
    let days = ["day", "date", "from", "started", "original"];
    let day = days.iter().map(value).find(|text| !text.is_empty());
    day.unwrap_or_else(|| words::capital(&words::plain(pair.kind)))
}

/// The changes of one record.
fn judge(names: &Names<'_>, pair: &Pair, all: &mut Vec<Change>) {
    let blank = || Change {
        what: What::Touched,
        kind: pair.kind,
        id: pair.id(),
        about: pair.about(),
        key: pair.text("key"),
        name: called(names, pair),
        field: String::new(),
        from: String::new(),
        to: String::new(),
        amount: 0,
        covers: Vec::new(),
        project: pair.project(names),
        weight: 0,
    };
    if pair.before.is_none() || pair.after.is_none() {
        let mut change = blank();
        change.covers.push("*".to_owned());
        rules::whole(names, pair, &mut change);
        return all.push(change);
    }
    let first = all.len();
    let mut quiet = Vec::new();
    for field in pair.differing() {
        if rules::is_quiet(pair.kind, &field) {
            quiet.push(field);
            continue;
        }
        let mut change = blank();
        change.covers.push(field.clone());
        rules::field(names, pair, &field, &mut change);
        all.push(change);
    }
    // What nobody reads goes along with what somebody does.
    match all.get_mut(first) {
        Some(change) => change.covers.append(&mut quiet),
        None if !quiet.is_empty() => {
            let mut change = blank();
            change.covers = quiet;
            all.push(change);
        }
        None => {}
    }
}
