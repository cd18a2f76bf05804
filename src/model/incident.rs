//! Incidents: what the war room works on, minute by minute.

use super::id::{ClientId, EntryId, IncidentId, PersonId, ProjectId, ReleaseId, SlaClockId};
use super::kept::{kept, part, words};
use super::reference::Ref;
use super::time::{Date, Timestamp};

words! {
    /// How far an incident has come.
    IncidentState {
        /// It hurts.
        "open" Open "Open",
        /// It no longer hurts, but its cause stands.
        "mitigated" Mitigated "Mitigated",
        /// It is over.
        "resolved" Resolved "Resolved",
        /// The postmortem is done.
        "closed" Closed "Closed",
    }

    /// What a line of the timeline says.
    EntryKind {
        /// It was noticed.
        "detected" Detected "Detected",
        /// It was declared an incident.
        "declared" Declared "Declared",
        /// Somebody took it on.
        "acknowledged" Acknowledged "Acknowledged",
        /// What was seen.
        "finding" Finding "Finding",
        /// What may be the cause.
        "hypothesis" Hypothesis "Hypothesis",
        /// What was done.
        "action" Action "Action",
        /// What was decided.
        "decision" Decision "Decision",
        /// An update was sent to stakeholders.
        "update" Update "Update sent",
        /// It no longer hurts.
        "mitigated" Mitigated "Mitigated",
        /// The severity changed.
        "severity" Severity "Severity",
        /// It is over.
        "resolved" Resolved "Resolved",
    }

    /// For whom an update is worded.
    UpdateFor {
        /// Those who work on it and their colleagues.
        "internal" Internal "Internal",
        /// Those who decide.
        "executive" Executive "Executive",
        /// The client: no names, no guesses, nothing of others.
        "client" Client "Client",
    }

    /// What became of a hypothesis.
    Verdict {
        /// Not known yet.
        "open" Open "Open",
        /// It is the cause.
        "confirmed" Confirmed "Confirmed",
        /// It is not.
        "ruled_out" RuledOut "Ruled out",
    }

    /// How a workstream goes.
    StreamState {
        /// As planned.
        "on_time" OnTime "On time",
        /// Later than planned.
        "behind" Behind "Behind",
        /// It waits for another.
        "waiting" Waiting "Waiting",
        /// Done.
        "done" Done "Done",
    }
}

part! {
    /// Who has which role.
    IncidentRole {
        /// Names the entry.
        id: EntryId, !;
        /// Commander, Developers, QA, DevOps, Comms, …
        role: String, !;
        /// Who has it.
        person: Option<PersonId>, ?;
        /// Who has it, if not a person of the program.
        name: String, ?;
    }

    /// What an entry said before it was changed.
    EntryBefore {
        /// When it was changed.
        at: Timestamp, !;
        /// What it said.
        text: String, !;
        /// When it was said to have happened, where that was changed.
        was: Option<Timestamp>, ?;
    }

    /// One line of the timeline.
    TimelineEntry {
        /// Names the entry.
        id: EntryId, !;
        /// When it happened.
        at: Timestamp, !;
        /// What it says.
        kind: EntryKind, !;
        /// In words.
        text: String, !;
        /// Who said or did it.
        person: Option<PersonId>, ?;
        /// Who said or did it, if not a person of the program, such as `Monitoring`.
        by: String, ?;
        /// For hypotheses: what became of it.
        verdict: Option<Verdict>, ?;
        /// Why that is its verdict, or who looks until when.
        because: String, ?;
        /// For what was declared and for changes of severity: the severity from then on.
        severity: Option<u8>, ?;
        /// For updates: who was told.
        told: Option<UpdateFor>, ?;
        /// A record shall be made of it, an action or a decision.
        kept: bool, ?;
        /// The record that was made of it.
        led_to: Option<Ref>, ?;
        /// What it said before, oldest first: changes are visible.
        before: Vec<EntryBefore>, ?;
        /// It was taken back; it stays visible, struck out.
        struck: bool, ?;
    }

    /// An update that is being written.
    UpdateDraft {
        /// Names the entry.
        id: EntryId, !;
        /// For whom.
        told: UpdateFor, !;
        /// What it says so far.
        text: String, ?;
    }

    /// A task of a workstream.
    StreamTask {
        /// Names the entry.
        id: EntryId, !;
        /// In one line.
        text: String, !;
        /// The moment it is planned for.
        by: Option<Timestamp>, ?;
        /// When it was done.
        done: Option<Timestamp>, ?;
    }

    /// What one group does.
    Workstream {
        /// Names the entry.
        id: EntryId, !;
        /// Developers, QA, DevOps, …
        name: String, !;
        /// Who leads it.
        owner: Option<PersonId>, ?;
        /// How it goes.
        state: StreamState, !;
        /// Its tasks.
        tasks: Vec<StreamTask>, ?;
    }

    /// What was learnt, without blame.
    Postmortem {
        /// What happened, in a few sentences.
        summary: String, ?;
        /// Whom it hurt and how much.
        impact: String, ?;
        /// What contributed to it.
        factors: String, ?;
        /// What went well.
        went_well: String, ?;
        /// Where it went badly.
        went_badly: String, ?;
        /// The day it was finished.
        finished: Option<Date>, ?;
    }
}

kept! {
    /// An incident. Its actions are linked from it.
    Incident("Incident", "INC", Incident, IncidentId) {
        /// The project it hurts.
        project: Option<ProjectId>, ?;
        /// The client it hurts.
        client: Option<ClientId>, ?;
        /// The release that brought it.
        release: Option<ReleaseId>, ?;
        /// 1 the worst to 4.
        severity: u8, !;
        /// How far it has come.
        state: IncidentState, !;
        /// When it began to hurt, as far as is known.
        began: Timestamp, !;
        /// When it was noticed.
        detected: Timestamp, !;
        /// When somebody took it on.
        acknowledged: Option<Timestamp>, ?;
        /// When it stopped hurting.
        mitigated: Option<Timestamp>, ?;
        /// When it was over.
        resolved: Option<Timestamp>, ?;
        /// Who has which role.
        roles: Vec<IncidentRole>, ?;
        /// What happened, in the order it was entered.
        timeline: Vec<TimelineEntry>, ?;
        /// What the groups do.
        streams: Vec<Workstream>, ?;
        /// Minutes between updates; none = what the severity asks for.
        update_every: Option<u32>, ?;
        /// When the next update was promised; none, or one before the last update = by the interval.
        next_update: Option<Timestamp>, ?;
        /// Updates that are being written, one for each kind of reader.
        drafts: Vec<UpdateDraft>, ?;
        /// Projects, clients, milestones, service levels that it touches beside its own.
        affected: Vec<Ref>, ?;
        /// Service level clocks that run for it.
        clocks: Vec<SlaClockId>, ?;
        /// What it does to users, in words.
        impact: String, ?;
        /// What was learnt.
        postmortem: Option<Postmortem>, ?;
    }
}
