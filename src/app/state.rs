//! What every view gets: the workbench, the place, the clock.

use super::import_session::ImportSession;
use super::overlay::Overlay;
use super::route::{Route, View};
use super::toast::Toasts;
use super::workbench::Workbench;
use crate::analysis::{Context, Scope};
use crate::command::Command;
use crate::model::{Date, Program, ProjectId, Ref, Slot, Timestamp, WorkItemId, Zone};
use crate::platform::page;
use leptos::prelude::*;
use std::sync::Arc;

/// The running application. Copied freely: everything in it is a handle.
#[derive(Clone, Copy)]
pub struct App {
    /// The program and its one writer.
    pub workbench: Workbench,
    /// The place on screen.
    pub route: RwSignal<Route>,
    /// The moment, to the minute.
    pub now: RwSignal<Timestamp>,
    /// The program's time zone.
    pub zone: RwSignal<Arc<Zone>>,
    /// The dialog on screen.
    pub overlay: RwSignal<Option<Overlay>>,
    /// Notices.
    pub toasts: Toasts,
    /// What a screen reader is told.
    pub spoken: RwSignal<String>,
    /// A new program waits for its name.
    pub naming: RwSignal<Option<ProjectId>>,
    /// An import under way.
    pub import: RwSignal<Option<ImportSession>>,
    /// How far its work has come, from 0 to 1: apart, so that the page around it stays as it is.
    pub import_share: RwSignal<f64>,
    /// The document that is being printed.
    pub printing: RwSignal<Option<crate::report::Document>>,
}

impl App {
    /// Goes to a place.
    pub fn go(&self, route: Route) {
        page::leave_field();
        page::set_hash(&route.to_string(), false);
        self.route.set(route);
    }

    /// Changes a parameter of the place without a new entry in the browser's history.
    pub fn set_param(&self, name: &str, value: &str) {
        let route = self.route.get_untracked().with(name, value);
        page::set_hash(&route.to_string(), true);
        self.route.set(route);
    }

    /// Changes a parameter as a step that "back" undoes: opening a record, for instance.
    pub fn step_param(&self, name: &str, value: &str) {
        self.go(self.route.get_untracked().with(name, value));
    }

    /// A parameter of the place; follows it.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<String> {
        self.route.with(|r| r.get(name).map(str::to_owned))
    }

    /// The project that the place is about (by its prefix); follows it.
    #[must_use]
    pub fn project(&self) -> Option<ProjectId> {
        let prefix = self.param("project")?;
        self.workbench.with(|p| p.projects.values().find(|x| x.prefix == prefix).map(|x| x.id))
    }

    /// The project and team that figures are asked for; follows the place.
    #[must_use]
    pub fn scope(&self) -> Scope {
        let team = self.param("team");
        let team = team.and_then(|name| {
            self.workbench.with(|p| p.teams.values().find(|t| t.name == name).map(|t| t.id))
        });
        Scope { project: self.project(), team }
    }

    /// The same view on another page keeps the project.
    #[must_use]
    pub fn to(&self, view: View) -> Route {
        let project = self.param("project").unwrap_or_default();
        Route::to(view).with("project", &project)
    }

    /// Asks the analysis; follows program, zone and minute.
    pub fn analyse<T>(&self, ask: impl FnOnce(&Context<'_>) -> T) -> T {
        // The signal says when to look again; the clock, what is over. What was entered a second ago
        // must not lie in the future of the last full minute.
        self.now.track();
        let (now, zone) = (crate::platform::clock::now(), self.zone.get());
        self.workbench.with(|program| ask(&Context { program, zone: &zone, now }))
    }

    /// Reads the program; follows it.
    pub fn with<T>(&self, read: impl FnOnce(&Program) -> T) -> T {
        self.workbench.with(read)
    }

    /// Today in the program's zone; follows it.
    #[must_use]
    pub fn today(&self) -> Date {
        let now = self.now.get();
        self.zone.with(|z| z.day(now))
    }

    /// Today, for handlers.
    #[must_use]
    pub fn today_untracked(&self) -> Date {
        let now = self.now.get_untracked();
        self.zone.with_untracked(|z| z.day(now))
    }

    /// Opens a record's panel on the current page if that page can show it, else on its own.
    pub fn open_item(&self, id: WorkItemId) {
        let Some(key) = self.workbench.with_untracked(|p| p.items.get(&id).map(|i| i.key.clone())) else {
            return;
        };
        self.open_item_key(&key);
    }

    /// Opens the panel of the item with this key.
    pub fn open_item_key(&self, key: &str) {
        let here = self.route.get_untracked();
        let place =
            if matches!(here.view, View::Import | View::Unknown) { Route::to(View::Board) } else { here };
        self.go(place.with("risk", "").with("figure", "").with("item", key));
    }

    /// Opens the panel of the risk with this key.
    pub fn open_risk_key(&self, key: &str) {
        let here = self.route.get_untracked();
        let place = if here.view == View::Risks { here } else { untrack(|| self.to(View::Risks)) };
        self.go(place.with("item", "").with("risk", key));
    }

    /// Opens any record: its panel beside the current page, or the page that shows such records.
    pub fn open_ref(&self, to: &Ref) {
        let name = self.workbench.with_untracked(|p| record_name(p, to));
        match to {
            Ref::Item(id) => self.open_item(*id),
            Ref::Risk(_) => self.open_risk_key(&name),
            Ref::Project(_) => self.go(Route::to(View::Board).with("project", &name)),
            Ref::Report(_) => self.go(self.to(View::Reports).with("sent", &name)),
            Ref::Incident(_) => self.go(Route::to(View::WarRoom).with("incident", &name)),
            Ref::External(_) => {}
            // A date of a meeting has a page of its own.
            Ref::Session(id) => {
                let id = crate::model::EntryId::from(id.number()).to_string();
                self.go(Route::to(View::Meetings).with("session", &id));
            }
            _ => {
                let here = self.route.get_untracked();
                let place = if matches!(here.view, View::Import | View::Unknown) {
                    Route::to(View::Today)
                } else {
                    here
                };
                self.go(place.with("item", "").with("risk", "").with("figure", "").with("record", &name));
            }
        }
    }

    /// The record that the place has open, of those with a panel of the shared kind; follows it.
    #[must_use]
    pub fn open_record(&self) -> Option<Ref> {
        let name = self.param("record")?;
        self.with(|p| named_record(p, &name))
    }

    /// Adds a record, says so, and returns it.
    pub fn add(&self, record: impl Into<Slot>, from: Option<Ref>) -> Option<Ref> {
        let command = Command::Add { record: Box::new(record.into()), from };
        self.workbench.dispatch_making(command)
    }

    /// Changes a record field by field to what `after` says.
    pub fn revise(&self, before: impl Into<Slot>, after: impl Into<Slot>) -> Option<String> {
        self.workbench.dispatch(Command::revise(before, after))
    }

    /// Keeps the zone that of the program, whatever changes it: a setting, an import, undo, another tab.
    pub(super) fn follow_zone(self) {
        let wanted = Memo::new(move |_| self.with(zone_of));
        Effect::new(move |_| {
            let name = wanted.get();
            if self.zone.with_untracked(|z| z.name() != name) {
                self.zone.set(Arc::new(crate::platform::clock::zone(&name)));
            }
        });
    }

    /// Tells a screen reader.
    pub fn say(&self, text: impl Into<String>) {
        self.spoken.set(text.into());
    }
}

/// The name of a program's zone; the browser's, as long as the program has no name of its own.
pub(super) fn zone_of(program: &Program) -> String {
    if program.settings.name.is_empty() {
        crate::platform::clock::zone_name()
    } else {
        program.settings.zone.clone()
    }
}

/// A record's name in an address: its key, so that links work after an import on another machine, or
/// its kind and id where such records have no keys.
#[must_use]
pub fn record_name(program: &Program, to: &Ref) -> String {
    match to {
        Ref::Project(id) => program.projects.get(id).map(|p| p.prefix.clone()).unwrap_or_default(),
        _ => crate::analysis::chain::called(program, to).filter(|c| !c.key.is_empty()).map_or_else(
            || format!("{}.{}", to.kind(), crate::model::EntryId::from(to.number())),
            |called| called.key,
        ),
    }
}

/// The record that a name in an address means.
fn named_record(program: &Program, name: &str) -> Option<Ref> {
    if let Some((kind, id)) = name.split_once('.') {
        let id: crate::model::EntryId = id.parse().ok()?;
        return Ref::of(kind, id.number()).filter(|to| to.is_known(program));
    }
    let mut found = None;
    program.each_kept(&mut |record| {
        if record.key() == name {
            found = Some(record.reference());
        }
    });
    found
}
