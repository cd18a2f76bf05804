//! One incident in full.

use super::super::shell::Frame;
use super::{
    affected, clocks, entry, head, hypotheses, keys, lists, place, postmortem, roles, streams, timeline,
    update,
};
use crate::analysis::incident::is_running;
use crate::analysis::sla::Running;
use crate::app::{App, Route, View};
use crate::command::{Command, FieldEdit};
use crate::components::{icon, segmented};
use crate::dom::prelude::*;
use crate::json::to_value;
use crate::model::{EntryId, EntryKind, Incident, IncidentId, IncidentState, Slot, TimelineEntry, Timestamp};
use crate::platform::{clipboard, clock, page};
use std::sync::Arc;

/// On a phone, one of these at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// What happened.
    Timeline,
    /// Who does what.
    Streams,
    /// What stakeholders are told.
    Update,
}

impl Pane {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Timeline, "Timeline"), (Self::Streams, "Workstreams"), (Self::Update, "Update")];

    const fn word(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Streams => "streams",
            Self::Update => "update",
        }
    }
}

/// What every part of the room works with.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) frame: Frame,
    pub(super) app: App,
    /// The incident; none once it is gone.
    pub(super) incident: Memo<Option<Arc<Incident>>>,
    /// The service level clocks that belong to it.
    pub(super) clocks: Memo<Vec<Running>>,
    /// The moment, to the second.
    pub(super) second: RwSignal<Timestamp>,
    /// What the next entry says.
    pub(super) kind: RwSignal<EntryKind>,
    /// The entry field is in use: on a phone it shows only then.
    pub(super) writing: RwSignal<bool>,
    /// Where entries are written.
    pub(super) field: NodeRef,
    /// The entry that is being changed.
    pub(super) editing: RwSignal<Option<EntryId>>,
}

impl Room {
    /// Reads the incident; follows it.
    pub(super) fn with<T: Default>(&self, read: impl FnOnce(&Incident) -> T) -> T {
        self.incident.with(|i| i.as_ref().map(|i| read(i)).unwrap_or_default())
    }

    /// Changes the incident as one step.
    pub(super) fn change(&self, change: impl FnOnce(&mut Incident)) -> bool {
        let Some(before) = self.incident.get_untracked() else { return false };
        let mut after = (*before).clone();
        change(&mut after);
        self.app.revise((*before).clone(), after).is_some()
    }

    /// Puts a new entry on the timeline; one that says a severity sets it.
    pub(super) fn add_entry(&self, entry: &TimelineEntry) -> bool {
        let Some(incident) = self.incident.get_untracked() else { return false };
        let level = entry.severity.map(|level| FieldEdit::Set("severity".to_owned(), to_value(&level)));
        let place = Slot::Incident(incident.id, None);
        let add = Command::put_entry(place, "timeline", entry, level.into_iter().collect());
        self.app.workbench.dispatch(add).is_some()
    }

    /// Changes one entry of the timeline.
    pub(super) fn change_entry(&self, id: EntryId, change: impl FnOnce(&mut TimelineEntry)) -> bool {
        self.change(|incident| {
            if let Some(entry) = incident.timeline.iter_mut().find(|entry| entry.id == id) {
                change(entry);
            }
        })
    }

    /// A new entry of now, by the user.
    pub(super) fn new_entry(&self, kind: EntryKind, text: String) -> TimelineEntry {
        let me = self.app.workbench.with_untracked(|p| p.people.values().find(|x| x.me).map(|x| x.id));
        TimelineEntry {
            id: EntryId::from(0),
            at: clock::now(),
            kind,
            text,
            person: me,
            ..crate::json::Json::blank()
        }
    }
}

/// Lets the seconds pass until the room is left. Only what reads them is touched.
fn tick(second: RwSignal<Timestamp>) {
    let rest = 1_000 - (clock::now().0.rem_euclid(1_000)) as i32;
    page::after(rest, move || {
        if page::is_hidden() || second.try_set(clock::now()).is_none() {
            tick(second);
        }
    });
}

/// The page's content.
pub(super) fn room(frame: Frame, id: IncidentId) -> AnyView {
    let app = frame.app;
    let incident = Memo::new(move |_| app.with(|p| p.incidents.get(&id).cloned()));
    let room = Room {
        frame,
        app,
        incident,
        clocks: clocks::of(app, incident),
        second: RwSignal::new(clock::now()),
        kind: RwSignal::new(EntryKind::Finding),
        writing: RwSignal::new(false),
        field: NodeRef::new(),
        editing: RwSignal::new(None),
    };
    tick(room.second);
    keys::listen(room);
    let pane = RwSignal::new(Pane::Timeline);
    let closed =
        Memo::new(move |_| incident.with(|i| i.as_ref().is_some_and(|i| i.state == IncidentState::Closed)));
    let over = Memo::new(move |_| incident.with(|i| i.as_ref().is_some_and(|i| !is_running(i))));
    el("div")
        .class("scroll war")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "War room, scrollable")
        .attr("data-pane", move || pane.get().word())
        .child(head::head(room))
        .child(el("div").class("war-panes phone-only").child(segmented(
            "Part",
            &Pane::ALL,
            move || pane.get(),
            move |to| pane.set(to),
        )))
        .child(roles::roles(room))
        .child(
            el("div")
                .class("war-columns")
                .child(
                    el("div")
                        .class("war-main")
                        .child(move || over.get().then(|| postmortem::section(room)))
                        .child(entry::entry(room))
                        .child(timeline::timeline(room))
                        .child(hypotheses::hypotheses(room)),
                )
                .child(
                    el("div")
                        .class("war-side")
                        .child(streams::streams(room))
                        .child(move || (!closed.get()).then(|| update::update(room)))
                        .child(clocks::section(room))
                        .child(affected::affected(room)),
                ),
        )
        .into_any()
}

/// What stands in the page's header.
pub(super) fn tools(frame: Frame, id: IncidentId) -> AnyView {
    let app = frame.app;
    let key = move || {
        app.workbench.with_untracked(|p| p.incidents.get(&id).map(|i| i.key.clone())).unwrap_or_default()
    };
    let running = Memo::new(move |_| app.with(|p| p.incidents.get(&id).is_some_and(|i| is_running(i))));
    let share = move |_| {
        let address = format!("{}#{}", page::address(), place(&key()));
        wasm_bindgen_futures::spawn_local(async move {
            let said = if clipboard::copy(address, None).await {
                "Link copied. It opens this incident in a program that has it."
            } else {
                "The browser refused the clipboard. The address bar has the link."
            };
            app.toasts.say(said);
        });
    };
    let all = Route::to(View::WarRoom).with("all", "1");
    many(vec![
        el("a").class("button plain wide").attr("href", format!("#{all}")).child("All incidents").into_any(),
        el("button").class("button wide").on_click(share).child(icon("link")).child("Share link").into_any(),
        (move || {
            running.get().then(|| {
                el("button")
                    .class("button wide")
                    .attr("title", "Resolve it and write the postmortem (R)")
                    .on_click(move |_| lists::resolve(app, id))
                    .child("Close incident")
            })
        })
        .into_any(),
    ])
}
