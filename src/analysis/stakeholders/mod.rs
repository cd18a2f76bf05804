//! Stakeholders: where they stand on the map, when they are to be spoken to, what was promised.

mod raci;

pub use raci::{Gap, Who, columns, gaps, next_role, role_of, rows, with_role};

use super::Scope;
use super::words::days;
use crate::model::order::InOrder;
use crate::model::{Date, Program, Promise, Stakeholder, StakeholderId, Zone};
use std::sync::Arc;

/// How somebody is dealt with, by influence and interest; four and five are high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quadrant {
    /// Much influence, much interest.
    ManageClosely,
    /// Much influence, little interest.
    KeepSatisfied,
    /// Little influence, much interest.
    KeepInformed,
    /// Little of both.
    Monitor,
}

impl Quadrant {
    /// All of them, the closest first.
    pub const ALL: [Self; 4] = [Self::ManageClosely, Self::KeepSatisfied, Self::KeepInformed, Self::Monitor];

    /// The quadrant of a place on the map.
    #[must_use]
    pub const fn of(influence: u8, interest: u8) -> Self {
        match (influence > 3, interest > 3) {
            (true, true) => Self::ManageClosely,
            (true, false) => Self::KeepSatisfied,
            (false, true) => Self::KeepInformed,
            (false, false) => Self::Monitor,
        }
    }

    /// The words that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ManageClosely => "Manage closely",
            Self::KeepSatisfied => "Keep satisfied",
            Self::KeepInformed => "Keep informed",
            Self::Monitor => "Monitor",
        }
    }

    /// The word in the address.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::ManageClosely => "close",
            Self::KeepSatisfied => "satisfied",
            Self::KeepInformed => "informed",
            Self::Monitor => "monitor",
        }
    }
}

/// When a stakeholder is to be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactPlan {
    /// The last talk.
    pub last: Option<Date>,
    /// The next one by the plan; none without a plan.
    pub next: Option<Date>,
    /// Days it is late; zero or less where it is not.
    pub late: i64,
}

/// When a stakeholder is to be spoken to. Who was never spoken to counts from the day they were added.
#[must_use]
pub fn contact_plan(stakeholder: &Stakeholder, zone: &Zone, today: Date) -> ContactPlan {
    let last = stakeholder.contacts.iter().map(|c| c.day).max();
    let from = last.unwrap_or_else(|| zone.day(stakeholder.created));
    let every = stakeholder.every.filter(|n| *n > 0);
    let next = every.and_then(|n| from.checked_add_days(chrono::Days::new(u64::from(n))));
    ContactPlan { last, next, late: next.map_or(0, |next| (today - next).num_days()) }
}

/// `3 days late`, `today`, `in 4 days`, `No plan`.
#[must_use]
pub fn plan_words(plan: &ContactPlan) -> String {
    match (plan.next, plan.late) {
        (None, _) => "No plan".to_owned(),
        (_, 0) => "today".to_owned(),
        (_, late) if late > 0 => [&days(late), " late"].concat(),
        (_, late) => ["in ", &days(-late)].concat(),
    }
}

/// Whether a stakeholder cares about a project: by name, by their client, or about all of them.
fn cares(program: &Program, stakeholder: &Stakeholder, scope: Scope) -> bool {
    scope.project.is_none_or(|project| {
        let client = program.projects.get(&project).and_then(|p| p.client);
        let all = stakeholder.projects.is_empty() && stakeholder.client.is_none();
        all || stakeholder.projects.contains(&project) || (client.is_some() && stakeholder.client == client)
    })
}

/// The stakeholders of a scope: those who are overdue first, the latest in front, then by influence and name.
#[must_use]
pub fn in_scope<'a>(
    program: &'a Program,
    zone: &Zone,
    today: Date,
    scope: Scope,
) -> Vec<&'a Arc<Stakeholder>> {
    let mut all: Vec<_> = program.stakeholders.values().filter(|s| cares(program, s, scope)).collect();
    all.order_by(|a, b| {
        let key = |s: &Stakeholder| {
            let late = contact_plan(s, zone, today).late.max(0);
            (std::cmp::Reverse(late), std::cmp::Reverse(s.influence))
        };
        key(a).cmp(&key(b)).then_with(|| a.title.cmp(&b.title))
    });
    all
}

/// Those who were to be spoken to before today, the latest first, with the days they are late.
#[must_use]
pub fn overdue(program: &Program, zone: &Zone, today: Date, scope: Scope) -> Vec<(StakeholderId, i64)> {
    let all = in_scope(program, zone, today, scope).into_iter();
    all.map(|s| (s.id, contact_plan(s, zone, today).late)).filter(|(_, late)| *late > 0).collect()
}

/// Promises that are not kept yet, the ones due first in front.
#[must_use]
pub fn open_promises(stakeholder: &Stakeholder) -> Vec<&Promise> {
    let mut open: Vec<_> = stakeholder.commitments.iter().filter(|p| p.done.is_none()).collect();
    open.order_by_key(|p| (p.due.is_none(), p.due, p.id));
    open
}

/// Initials of a name: `EN`.
#[must_use]
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let first = |word: Option<&&str>| word.and_then(|w| w.chars().next());
    let letters = [first(words.first()), first(words.get(1..).and_then(|rest| rest.last()))];
    letters.into_iter().flatten().flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests;
