//! Escalations: who is asked for what, by when, and the ladder that says who comes next.

use super::action::Choice;
use super::id::{ClientId, EntryId, EscalationId, LadderId, PersonId, ProjectId};
use super::kept::{kept, part, words};
use super::program::Program;
use super::reference::Ref;
use super::time::{Date, Timestamp};

words! {
    /// How far an escalation has come.
    EscalationState {
        /// Being written.
        "draft" Draft "Draft",
        /// Sent; nobody has answered.
        "sent" Sent "Sent",
        /// Somebody has taken it on.
        "acknowledged" Acknowledged "Acknowledged",
        /// Decided.
        "decided" Decided "Decided",
        /// No longer needed.
        "withdrawn" Withdrawn "Withdrawn",
    }
}

words! {
    /// What happened to an escalation.
    EscalationMove {
        /// It was sent.
        "sent" Sent "Sent",
        /// Somebody was asked again.
        "reminded" Reminded "Reminded",
        /// Somebody took it on.
        "acknowledged" Acknowledged "Acknowledged",
        /// The next step of the ladder was asked.
        "moved_up" MovedUp "Moved up",
        /// It was decided.
        "decided" Decided "Decided",
        /// It was withdrawn.
        "withdrawn" Withdrawn "Withdrawn",
        /// It was opened again.
        "reopened" Reopened "Opened again",
    }
}

impl EscalationState {
    /// Somebody still has to answer or decide.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Sent | Self::Acknowledged)
    }
}

part! {
    /// One step of a ladder.
    LadderStep {
        /// Names the entry.
        id: EntryId, !;
        /// Who is asked, as people call them.
        who: String, !;
        /// What they are, such as `Head of Platform`.
        role: String, ?;
        /// How long they have to answer, in minutes.
        minutes: u32, !;
    }
}

part! {
    /// One line of an escalation's trail.
    EscalationEntry {
        /// Names the entry.
        id: EntryId, !;
        /// When.
        at: Timestamp, !;
        /// What happened.
        what: EscalationMove, !;
        /// Who was asked or answered.
        to: String, ?;
        /// What to know about it.
        text: String, ?;
    }
}

kept! {
    /// Something that the team cannot solve and asks others for.
    Escalation("Escalation", "E", Escalation, EscalationId) {
        /// The record that is escalated.
        about: Option<Ref>, ?;
        /// The project it is about.
        project: Option<ProjectId>, ?;
        /// The client it is about.
        client: Option<ClientId>, ?;
        /// Who sees to it.
        owner: Option<PersonId>, ?;
        /// The ladder that it climbs.
        ladder: Option<LadderId>, ?;
        /// The step it stands on, from 0.
        step: u32, ?;
        /// Who is asked now, as people call them.
        to: String, ?;
        /// What the matter is.
        what: String, ?;
        /// Since when.
        since: Option<Date>, ?;
        /// What follows if nothing is done.
        impact: String, ?;
        /// The ways out, with their cost.
        options: Vec<Choice>, ?;
        /// Which of them is recommended, and why.
        recommendation: String, ?;
        /// What is asked for.
        ask: String, ?;
        /// The day by which it must be decided.
        needed_by: Option<Date>, ?;
        /// The moment by which an answer is expected.
        respond_by: Option<Timestamp>, ?;
        /// How far it has come.
        state: EscalationState, !;
        /// When it was sent.
        sent: Option<Timestamp>, ?;
        /// When somebody took it on.
        acknowledged: Option<Timestamp>, ?;
        /// When it was decided.
        decided: Option<Timestamp>, ?;
        /// What was decided.
        outcome: String, ?;
        /// What happened to it, oldest first.
        trail: Vec<EscalationEntry>, ?;
    }

    /// Who is asked in which order, and how long each has to answer.
    Ladder("Escalation ladder", "", Ladder, LadderId) {
        /// The project it is for; with no client either, the whole program.
        project: Option<ProjectId>, ?;
        /// The client it is for.
        client: Option<ClientId>, ?;
        /// Its steps, the first to be asked first.
        steps: Vec<LadderStep>, ?;
    }
}

impl Ladder {
    /// How well it fits: 2 for this client's, 1 for this project's, 0 for the whole program's; none for
    /// that of another.
    fn fit(&self, project: Option<ProjectId>, client: Option<ClientId>) -> Option<u8> {
        match (self.client, self.project) {
            (Some(_), _) if self.client == client => Some(2),
            (None, Some(_)) if self.project == project => Some(1),
            (None, None) => Some(0),
            _ => None,
        }
    }
}

/// The ladder for a matter of a project and client: the client's, else the project's, else the program's.
#[must_use]
pub fn ladder_for(
    program: &Program,
    project: Option<ProjectId>,
    client: Option<ClientId>,
) -> Option<LadderId> {
    let client = client.or_else(|| program.projects.get(&project?)?.client);
    let fitting = program.ladders.values().filter_map(|l| Some((l.fit(project, client)?, l.id)));
    fitting.max_by_key(|(fit, id)| (*fit, std::cmp::Reverse(*id))).map(|(_, id)| id)
}
