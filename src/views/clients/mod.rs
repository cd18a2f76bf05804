//! Clients: all of them with their figures, and a page for each that can be shown to the client.

mod calendar;
mod contracts;
mod deliverables;
mod effort;
mod facts;
pub(super) mod lines;
mod one;
mod said;
mod table;

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::app::{App, Route, View};
use crate::dom::prelude::*;
use crate::model::ClientId;

/// The page: all clients, or the one that the address names.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let wanted = Memo::new(move |_| app.param("client"));
    let found = Memo::new(move |_| wanted.get().map(|name| named(app, &name)));
    (move || match found.get() {
        None => table::page(frame),
        Some(Some(client)) => one::page(frame, client),
        Some(None) => unknown(frame),
    })
    .into_any()
}

fn named(app: App, name: &str) -> Option<ClientId> {
    app.with(|p| p.clients.values().find(|c| c.name == name).map(|c| c.id))
}

/// The address of all clients.
fn all(app: App) -> Route {
    app.to(View::Clients).with("client", "").with("project", "")
}

fn unknown(frame: Frame) -> AnyView {
    let app = frame.app;
    let content = el("div")
        .class("content empty")
        .child(el("h2").child("This client is not in the program"))
        .child(el("p").child("It may have another name by now."))
        .child(el("button").class("button").on_click(move |_| app.go(all(app))).child("All clients"))
        .into_any();
    page_frame(frame, "Clients".into(), || ().into_any(), ().into_any(), None, content, ().into_any())
}
