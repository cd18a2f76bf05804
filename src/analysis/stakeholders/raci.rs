//! Who answers for what: RACI rows of a project, their columns and their gaps.

use crate::model::order::InOrder;
use crate::model::{EntryId, PersonId, Program, ProjectId, RaciPart, RaciRole, RaciRow, StakeholderId};
use std::sync::Arc;

/// A column of the matrix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// A person of the program.
    Person(PersonId),
    /// A stakeholder.
    Stakeholder(StakeholderId),
}

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nobody answers for it.
    NoAccountable,
    /// Several answer for it.
    SeveralAccountable(usize),
    /// Nobody does it.
    NoResponsible,
}

impl Gap {
    /// What people read.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::NoAccountable => "Nobody is accountable".to_owned(),
            Self::SeveralAccountable(n) => format!("{n} are accountable; one should be"),
            Self::NoResponsible => "Nobody is responsible".to_owned(),
        }
    }
}

/// Whose part it is.
const fn who(part: &RaciPart) -> Option<Who> {
    match (part.person, part.stakeholder) {
        (Some(id), _) => Some(Who::Person(id)),
        (None, Some(id)) => Some(Who::Stakeholder(id)),
        (None, None) => None,
    }
}

/// The rows of a project (or of none), in their order.
#[must_use]
pub fn rows(program: &Program, project: Option<ProjectId>) -> Vec<&Arc<RaciRow>> {
    let mut all: Vec<_> = program.raci.values().filter(|row| row.project == project).collect();
    all.order_by_key(|row| (row.rank, row.id));
    all
}

/// Everybody who has a part in one of the rows: people by name, then stakeholders by name.
#[must_use]
pub fn columns(program: &Program, rows: &[&Arc<RaciRow>]) -> Vec<(Who, String)> {
    let mut found: Vec<(Who, String)> = Vec::new();
    for one in rows.iter().flat_map(|row| &row.parts).filter_map(who) {
        if found.iter().any(|(known, _)| *known == one) {
            continue;
        }
        let name = match one {
            Who::Person(id) => program.people.get(&id).map(|p| p.name.clone()),
            Who::Stakeholder(id) => program.stakeholders.get(&id).map(|s| s.title.clone()),
        };
        found.extend(name.map(|name| (one, name)));
    }
    found.order_by(|a, b| {
        let kind = |w: Who| matches!(w, Who::Stakeholder(_));
        (kind(a.0), &a.1).cmp(&(kind(b.0), &b.1))
    });
    found
}

/// What somebody is to a row.
#[must_use]
pub fn role_of(row: &RaciRow, of: Who) -> Option<RaciRole> {
    row.parts.iter().find(|part| who(part) == Some(of)).map(|part| part.role)
}

/// What comes after a role, round and round: R, A, C, I, nothing.
#[must_use]
pub const fn next_role(role: Option<RaciRole>) -> Option<RaciRole> {
    match role {
        None => Some(RaciRole::Responsible),
        Some(RaciRole::Responsible) => Some(RaciRole::Accountable),
        Some(RaciRole::Accountable) => Some(RaciRole::Consulted),
        Some(RaciRole::Consulted) => Some(RaciRole::Informed),
        Some(RaciRole::Informed) => None,
    }
}

/// The row with somebody's part set, or taken away.
#[must_use]
pub fn with_role(row: &RaciRow, of: Who, role: Option<RaciRole>) -> RaciRow {
    let mut row = row.clone();
    match (row.parts.iter_mut().find(|part| who(part) == Some(of)), role) {
        (Some(part), Some(role)) => part.role = role,
        (Some(_), None) => row.parts.retain(|part| who(part) != Some(of)),
        (None, Some(role)) => {
            let (person, stakeholder) = match of {
                Who::Person(id) => (Some(id), None),
                Who::Stakeholder(id) => (None, Some(id)),
            };
            row.parts.push(RaciPart { id: EntryId::from(0), person, stakeholder, role });
        }
        (None, None) => {}
    }
    row
}

/// What is wrong with a row: exactly one is accountable, at least one responsible.
#[must_use]
pub fn gaps(row: &RaciRow) -> Vec<Gap> {
    let many = |role: RaciRole| row.parts.iter().filter(|part| part.role == role).count();
    let mut gaps = Vec::new();
    match many(RaciRole::Accountable) {
        0 => gaps.push(Gap::NoAccountable),
        1 => {}
        n => gaps.push(Gap::SeveralAccountable(n)),
    }
    if many(RaciRole::Responsible) == 0 {
        gaps.push(Gap::NoResponsible);
    }
    gaps
}
