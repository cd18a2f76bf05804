//! Service work: contracts, deliverables, effort and what clients say.

use super::fixed::{Money, Points};
use super::id::{
    ClientId, ContractId, DeliverableId, EffortId, EntryId, MilestoneId, PersonId, ProjectId, SatisfactionId,
};
use super::kept::{kept, part, words};
use super::time::Date;

words! {
    /// How a contract is paid.
    ContractForm {
        /// One price for all of it.
        "fixed_price" FixedPrice "Fixed price",
        /// By the hour.
        "time_and_material" TimeAndMaterial "Time and material",
        /// So much a month.
        "retainer" Retainer "Retainer",
    }

    /// How far a deliverable has come.
    DeliverableState {
        /// Promised.
        "planned" Planned "Planned",
        /// Being made.
        "doing" Doing "In work",
        /// With the client.
        "submitted" Submitted "Submitted",
        /// The client took it.
        "accepted" Accepted "Accepted",
        /// The client did not.
        "rejected" Rejected "Rejected",
    }

    /// How satisfaction was asked.
    SatisfactionKind {
        /// 1 to 5: how content are you?
        "csat" Csat "CSAT",
        /// 0 to 10: would you recommend us?
        "nps" Nps "NPS",
    }
}

part! {
    /// What must hold before a deliverable is accepted.
    Criterion {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// It holds.
        met: bool, ?;
    }
}

kept! {
    /// What was agreed with a client.
    Contract("Contract", "", Contract, ContractId) {
        /// With whom.
        client: Option<ClientId>, ?;
        /// The project that it pays for.
        project: Option<ProjectId>, ?;
        /// How it is paid.
        form: ContractForm, !;
        /// The whole price; a month's for a retainer.
        value: Option<Money>, ?;
        /// The price of an hour.
        rate: Option<Money>, ?;
        /// Hours that are agreed; a month's for a retainer.
        hours: Option<Points>, ?;
        /// First day.
        start: Option<Date>, ?;
        /// Last day.
        end: Option<Date>, ?;
    }

    /// Something that a client was promised.
    Deliverable("Deliverable", "DL", Deliverable, DeliverableId) {
        /// For whom.
        client: Option<ClientId>, ?;
        /// The project that makes it.
        project: Option<ProjectId>, ?;
        /// The contract it is part of.
        contract: Option<ContractId>, ?;
        /// The milestone it comes with.
        milestone: Option<MilestoneId>, ?;
        /// Who sees to it.
        owner: Option<PersonId>, ?;
        /// The day it is due.
        due: Option<Date>, ?;
        /// What must hold before it is accepted.
        criteria: Vec<Criterion>, ?;
        /// How far it has come.
        state: DeliverableState, !;
        /// The day it went to the client.
        submitted: Option<Date>, ?;
        /// The day the client took it.
        accepted: Option<Date>, ?;
        /// What the client said when it took or refused it.
        remark: String, ?;
    }

    /// What a client said about us.
    Satisfaction("Satisfaction", "", Satisfaction, SatisfactionId) {
        /// Who.
        client: Option<ClientId>, ?;
        /// About which project.
        project: Option<ProjectId>, ?;
        /// The day.
        day: Date, !;
        /// How it was asked.
        kind: SatisfactionKind, !;
        /// What they said.
        score: u8, !;
        /// Who said it, as people call them.
        by: String, ?;
    }

    /// Time that was worked.
    Effort("Effort", "", Effort, EffortId) {
        /// For which project.
        project: Option<ProjectId>, ?;
        /// For which client.
        client: Option<ClientId>, ?;
        /// Under which contract.
        contract: Option<ContractId>, ?;
        /// Who worked.
        person: Option<PersonId>, ?;
        /// The day.
        day: Date, !;
        /// Hours.
        hours: Points, !;
    }
}
