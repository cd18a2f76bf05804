//! The war room: incidents, minute by minute.

mod affected;
mod clocks;
mod entry;
mod head;
mod hypotheses;
mod keys;
mod list;
mod lists;
mod open;
mod postmortem;
mod roles;
mod room;
mod row;
mod severities;
mod signs;
mod streams;
mod timeline;
mod update;

pub(super) use clocks::side_list;
pub(super) use open::new_incident;
pub(super) use severities::severities;

use super::shell::{Frame, page_frame, project_select};
use crate::analysis::incident::open_incidents;
use crate::app::{App, Overlay, Route, View};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::IncidentId;

/// The incident that the place is about: the one it names, else the worst that is open; none = the list.
fn shown(app: App) -> Memo<Option<IncidentId>> {
    Memo::new(move |_| {
        if app.param("all").is_some() {
            return None;
        }
        let (named, project) = (app.param("incident"), app.project());
        app.with(|p| match &named {
            Some(key) => p.incidents.values().find(|i| i.key == *key).map(|i| i.id),
            None => open_incidents(p, project).first().map(|i| i.id),
        })
    })
}

/// The address of an incident.
fn place(key: &str) -> Route {
    Route::to(View::WarRoom).with("incident", key)
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let shown = shown(app);
    let content = move || match shown.get() {
        Some(id) => room::room(frame, id),
        None => list::list(app),
    };
    let tools = move || match shown.get() {
        Some(id) => room::tools(frame, id),
        None => many(vec![
            project_select(app),
            el("button")
                .class("button primary")
                .attr("title", "Open an incident (I)")
                .on_click(move |_| app.overlay.set(Some(Overlay::NewIncident(None))))
                .child(icon("alarm"))
                .child("Open an incident")
                .into_any(),
        ]),
    };
    let context = move || {
        let Some(id) = shown.get() else { return ().into_any() };
        let words = app.with(|p| {
            let incident = p.incidents.get(&id)?;
            let client = incident.client.and_then(|c| p.clients.get(&c)).map(|c| format!(", {}", c.name));
            Some(format!("{}{}", incident.key, client.unwrap_or_default()))
        });
        words.into_any()
    };
    page_frame(frame, "War room".into(), context, tools.into_any(), None, content.into_any(), ().into_any())
}
