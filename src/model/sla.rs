//! Service levels: what was promised, in whose hours, and the clocks that run against it.

use super::id::{ClientId, ProjectId, SlaClockId, SlaId, StatusId, WorkItemId};
use super::time::{Date, Timestamp};
use crate::json::{json_choice, json_record, json_words};
use std::collections::BTreeSet;

/// The hours of a service that does not run around the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceHours {
    /// Monday first.
    pub days: [bool; 7],
    /// When the day begins, in minutes after local midnight.
    pub from: u16,
    /// When it ends, in minutes after local midnight; 1440 is the next midnight.
    pub to: u16,
    /// Days without service.
    pub holidays: BTreeSet<Date>,
    /// The zone that the hours are in; none is the program's.
    pub zone: Option<String>,
}

json_record! { ServiceHours { days !, from !, to !, holidays ?, zone ? } }

/// When the clocks of a service level run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlaHours {
    /// Around the clock, every day.
    Always,
    /// In these hours only.
    Service(ServiceHours),
}

json_choice! {
    SlaHours = SlaHours::Always;
    "always" Always,
    "service" Service(value),
}

/// A moment in an item's life that starts or stops a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClockMark {
    /// It came into being.
    Created,
    /// It first went in progress: the response.
    Started,
    /// It was done: the resolution.
    Done,
}

json_words! { ClockMark { "created" Created, "started" Started, "done" Done } }

/// How clocks follow from the items themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlaRule {
    /// Only items with this label; none = all of the level's project.
    pub label: Option<String>,
    /// What starts the clock.
    pub begins: ClockMark,
    /// What stops it.
    pub ends: ClockMark,
    /// Statuses in which it stands still, such as “Waiting for client”.
    pub pauses: BTreeSet<StatusId>,
}

json_record! { SlaRule { label ?, begins !, ends !, pauses ? } }

/// What is promised to be done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SlaPromise {
    /// Somebody takes it on.
    Response,
    /// It works again.
    Restore,
    /// It is delivered.
    Delivery,
}

json_words! { SlaPromise { "response" Response, "restore" Restore, "delivery" Delivery } }

/// A promise to a client about how long something takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sla {
    /// Names the record.
    pub id: SlaId,
    /// As people call it, such as `First response, severity 1`.
    pub name: String,
    /// To whom it was promised; none = the project's client.
    pub client: Option<ClientId>,
    /// The project whose work it is about.
    pub project: Option<ProjectId>,
    /// How long it may take, in minutes of its hours.
    pub target: u32,
    /// When its clocks run.
    pub hours: SlaHours,
    /// Share of the cycles that must meet the target, in percent.
    pub attainment: u8,
    /// Which promise it is: response, restore or delivery.
    pub promise: Option<SlaPromise>,
    /// Share of the target after which its clocks warn, in percent; none = 80.
    pub warn: Option<u8>,
    /// How clocks follow from the project's items; without it, only clocks kept by hand count.
    pub rule: Option<SlaRule>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Sla {
        id !, name !, client ?, project ?, target !, hours !, attainment !, promise ?, warn ?, rule ?,
        created !, updated !,
    }
}

/// A time in which a clock stood still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockPause {
    /// Since when.
    pub from: Timestamp,
    /// Until when; none while it still stands.
    pub to: Option<Timestamp>,
    /// Why, such as `Waiting for the client`.
    pub reason: String,
}

json_record! { ClockPause { from !, to ?, reason ? } }

/// One cycle of a service level, kept by hand or brought by an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlaClock {
    /// Names the record.
    pub id: SlaClockId,
    /// The level that it runs against.
    pub sla: SlaId,
    /// The item that it is about.
    pub item: Option<WorkItemId>,
    /// What it is about, where that is no item.
    pub name: String,
    /// When it was started.
    pub started: Timestamp,
    /// When it stood still, oldest first.
    pub pauses: Vec<ClockPause>,
    /// When it was stopped; none while it runs.
    pub stopped: Option<Timestamp>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    SlaClock { id !, sla !, item ?, name ?, started !, pauses ?, stopped ?, created !, updated ! }
}

impl SlaClock {
    /// Why the cycle cannot be as it says; none where it can.
    #[must_use]
    pub fn fault(&self) -> Option<&'static str> {
        if self.stopped.is_some_and(|at| at < self.started) {
            return Some("it stops before it starts");
        }
        let mut since = self.started;
        for (n, pause) in self.pauses.iter().enumerate() {
            let open_amid = pause.to.is_none() && n + 1 < self.pauses.len();
            if pause.from < since || pause.to.is_some_and(|to| to < pause.from) || open_amid {
                return Some("its pauses do not follow one another");
            }
            since = pause.to.unwrap_or(pause.from);
        }
        self.stopped.is_some_and(|at| at < since).then_some("it stops before its last pause ends")
    }
}
