//! Projects with their goals, releases and milestones.

use super::fixed::{Money, Points};
use super::id::{ClientId, GoalId, InitiativeId, MilestoneId, PersonId, ProjectId, ReleaseId, WorkflowId};
use super::reference::Link;
use super::roadmap::KeyResult;
use super::source::SourceRef;
use super::time::{Date, Timestamp};
use crate::json::{json_record, json_words};

/// What a project is asked about: it changes what is shown, not how it is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lens {
    /// Goals, features, releases.
    Product,
    /// Clients, contracts, deliverables, service levels.
    Service,
}

json_words! { Lens { "product" Product, "service" Service } }

/// The scope that was agreed, to measure growth against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScopeBaseline {
    /// The day of the agreement.
    pub date: Date,
    /// Items in scope on that day, without cancelled ones.
    pub items: u32,
    /// Their points, where estimated.
    pub points: Points,
}

json_record! { ScopeBaseline { date !, items !, points ! } }

/// A status colour that a person set instead of the computed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RagOverride {
    /// `schedule`, `cost`, `scope`, `risk` or `quality`.
    pub dimension: String,
    /// `green`, `amber` or `red`.
    pub colour: String,
    /// Why; required.
    pub reason: String,
    /// When it was set.
    pub at: Timestamp,
}

json_record! { RagOverride { dimension !, colour !, reason !, at ! } }

/// A stream of work with a lens and a budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Project {
    /// Names the record.
    pub id: ProjectId,
    /// As people call it.
    pub name: String,
    /// Prefix of the keys of items made here, such as `SRCH`.
    pub prefix: String,
    /// Product or service.
    pub lens: Lens,
    /// For whom, in service work.
    pub client: Option<ClientId>,
    /// The statuses its items go through.
    pub workflow: WorkflowId,
    /// Agreed budget (the BAC is the sum over work packages; this is the contract's figure).
    pub budget: Option<Money>,
    /// The scope that was agreed.
    pub baseline: Option<ScopeBaseline>,
    /// Colours that a person set.
    pub overrides: Vec<RagOverride>,
    /// The summary that the user wrote for the status report.
    pub summary: String,
    /// What it should become in the long run.
    pub vision: String,
    /// Markdown.
    pub notes: String,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Project {
        id !, name !, prefix !, lens !, client ?, workflow !, budget ?, baseline ?, overrides ?,
        summary ?, vision ?, notes ?, created !, updated !,
    }
}

/// What a project is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Names the record.
    pub id: GoalId,
    /// The project it belongs to, if it is one project's.
    pub project: Option<ProjectId>,
    /// One line.
    pub name: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// The day by which it should be reached.
    pub due: Option<Date>,
    /// What shows whether it is reached.
    pub key_results: Vec<KeyResult>,
    /// The day it was reached.
    pub reached: Option<Date>,
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
    Goal {
        id !, project ?, name !, owner ?, due ?, key_results ?, reached ?, notes ?, tags ?, links ?, created !,
        updated !,
    }
}

/// A version that users get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Names the record.
    pub id: ReleaseId,
    /// The project it belongs to, if it is one project's.
    pub project: Option<ProjectId>,
    /// As people call it, such as `2025.12`.
    pub name: String,
    /// The day it reached users, or is planned to.
    pub date: Option<Date>,
    /// It reached users.
    pub released: bool,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! { Release { id !, project ?, name !, date ?, released ?, created !, updated ! } }

/// A day that something is promised for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Names the record.
    pub id: MilestoneId,
    /// The project it belongs to.
    pub project: ProjectId,
    /// One line.
    pub name: String,
    /// The day that was first agreed.
    pub baseline: Option<Date>,
    /// The day that is promised now.
    pub due: Date,
    /// The day it was reached.
    pub reached: Option<Date>,
    /// The initiative it is a step of.
    pub initiative: Option<InitiativeId>,
    /// Its scope: the open items of this release; without one, all open items of the project.
    pub release: Option<ReleaseId>,
    /// Markdown.
    pub notes: String,
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
    Milestone {
        id !, project !, name !, baseline ?, due !, reached ?, initiative ?, release ?, notes ?, links ?,
        source ?, created !, updated !,
    }
}
