//! Clients: how each of them fares, in figures that say in words what they rest on.
//!
//! A figure that cannot be computed says why; it is never a zero.

mod contracts;
mod deliver;
mod line;
#[cfg(test)]
mod tests;
mod voice;

pub use contracts::{ContractLine, Margin, contract_lines, margin, monthly_hours, months_begun};
pub use deliver::{DeliverableLine, deliverable_lines, next_deliverable};
pub use line::{ClientLine, client_line, portfolio};
pub use voice::{Quarter, Voice, WINDOW_DAYS, nps, quarters, voice};

use super::rag::Colour;
use crate::model::{ChangeRequest, ClientId, Money, Program, ProjectId, Ref};

/// A figure of a client with its reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The value as people read it: `€210k`, `n/a`.
    pub value: String,
    /// What it rests on, or why there is none.
    pub why: String,
    /// Its colour, where limits exist for it.
    pub colour: Option<Colour>,
    /// Where its records are.
    pub to: Leads,
}

/// Where a figure's records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// A part of the client's page, by its word.
    Part(&'static str),
    /// One record.
    Record(Ref),
    /// The status report of a project.
    Status(ProjectId),
}

impl Fact {
    /// A figure that was computed.
    fn new(value: impl Into<String>, why: impl Into<String>, to: Leads) -> Self {
        Self { value: value.into(), why: why.into(), colour: None, to }
    }

    /// A figure that cannot be computed, and why.
    fn none(why: impl Into<String>, to: Leads) -> Self {
        Self { value: "n/a".to_owned(), why: why.into(), colour: None, to }
    }

    fn coloured(mut self, colour: Colour) -> Self {
        self.colour = Some(colour);
        self
    }

    /// It was computed.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.value != "n/a"
    }
}

/// The client that a record is about: the one it names, else that of its project.
#[must_use]
pub fn client_of(
    program: &Program,
    client: Option<ClientId>,
    project: Option<ProjectId>,
) -> Option<ClientId> {
    client.or_else(|| program.projects.get(&project?)?.client)
}

/// The projects of a client, by id.
#[must_use]
pub fn projects_of(program: &Program, client: ClientId) -> Vec<ProjectId> {
    program.projects.values().filter(|p| p.client == Some(client)).map(|p| p.id).collect()
}

/// The change requests of a client, by key.
#[must_use]
pub fn changes_of(program: &Program, client: ClientId) -> Vec<&ChangeRequest> {
    let all = program.changes.values().map(AsRef::as_ref);
    all.filter(|c: &&ChangeRequest| client_of(program, c.client, c.project) == Some(client)).collect()
}

/// The sum in the program's currency, or which currency has no rate.
fn summed(program: &Program, amounts: impl Iterator<Item = Money>) -> Result<i64, String> {
    let mut sum = 0_i64;
    for money in amounts {
        match program.settings.converted(money) {
            Some(amount) => sum = sum.saturating_add(amount),
            None => {
                return Err(format!(
                    "There is no rate for {}. Enter one under Limits and methods.",
                    money.currency.code()
                ));
            }
        }
    }
    Ok(sum)
}
