//! Stakeholders: who cares, what they need, when they were last spoken to, and who answers for what.

use super::id::{ClientId, EntryId, PersonId, ProjectId, RaciRowId, StakeholderId};
use super::kept::{kept, part, words};
use super::time::Date;

words! {
    /// How somebody stands to the program.
    Stance {
        /// Pushes it.
        "champion" Champion "Champion",
        /// For it.
        "supporter" Supporter "Supporter",
        /// Neither.
        "neutral" Neutral "Neutral",
        /// Has doubts.
        "critic" Critic "Critic",
        /// Against it.
        "opponent" Opponent "Opponent",
    }

    /// What somebody is to a piece of work (RACI).
    RaciRole {
        /// Does it.
        "responsible" Responsible "Responsible",
        /// Answers for it; exactly one.
        "accountable" Accountable "Accountable",
        /// Is asked before.
        "consulted" Consulted "Consulted",
        /// Is told after.
        "informed" Informed "Informed",
    }
}

part! {
    /// A talk with a stakeholder.
    Contact {
        /// Names the entry.
        id: EntryId, !;
        /// The day.
        day: Date, !;
        /// What was said.
        text: String, ?;
    }

    /// What was promised to a stakeholder, or by one.
    Promise {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// They promised it to us.
        theirs: bool, ?;
        /// The day it is due.
        due: Option<Date>, ?;
        /// The day it was kept.
        done: Option<Date>, ?;
    }

    /// Somebody's part in a row.
    RaciPart {
        /// Names the entry.
        id: EntryId, !;
        /// The stakeholder, if it is one.
        stakeholder: Option<StakeholderId>, ?;
        /// The person, if it is one.
        person: Option<PersonId>, ?;
        /// What they are.
        role: RaciRole, !;
    }
}

kept! {
    /// Somebody who cares about the program.
    Stakeholder("Stakeholder", "", Stakeholder, StakeholderId) {
        /// What they are, such as `Head of Search`.
        role: String, ?;
        /// Where they are.
        organisation: String, ?;
        /// The client they belong to.
        client: Option<ClientId>, ?;
        /// The person of the program that they are.
        person: Option<PersonId>, ?;
        /// The projects they care about; none = all.
        projects: Vec<ProjectId>, ?;
        /// How much they can move, 1 to 5.
        influence: u8, !;
        /// How much they care, 1 to 5.
        interest: u8, !;
        /// How they stand to it.
        stance: Stance, !;
        /// What they care about.
        cares: String, ?;
        /// What they need from us.
        needs: String, ?;
        /// What was promised.
        commitments: Vec<Promise>, ?;
        /// How they are spoken to, such as `Weekly mail`.
        channel: String, ?;
        /// Days between two contacts; none = no plan.
        every: Option<u32>, ?;
        /// Talks, oldest first.
        contacts: Vec<Contact>, ?;
    }

    /// A piece of work and who is what to it.
    RaciRow("RACI row", "", Raci, RaciRowId) {
        /// The project.
        project: Option<ProjectId>, ?;
        /// Its place among the rows: lower is higher up.
        rank: i64, ?;
        /// Who is what.
        parts: Vec<RaciPart>, ?;
    }
}
