//! Filters with names: an address that comes back.

use super::{Ask, Desk, ask_dialog, filters::NAMES};
use crate::app::{App, Route, View};
use crate::command::Command;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::model::SavedFilter;
use crate::model::order::InOrder;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The part of the address that a filter keeps.
fn query(app: App) -> String {
    let here = app.route.get_untracked();
    let mut kept = Route::to(View::Backlog);
    for name in NAMES.into_iter().chain(["project", "team", "score"]) {
        kept = kept.with(name, here.get(name).unwrap_or_default());
    }
    kept.to_string().split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

fn all(app: App) -> Vec<Arc<SavedFilter>> {
    let mut all: Vec<_> = app
        .workbench
        .with_untracked(|p| p.filters.values().filter(|f| f.view == "backlog").cloned().collect());
    all.order_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    all
}

pub(super) fn button(desk: Desk) -> AnyView {
    let app = desk.app;
    let open = move |event: web_sys::MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let now = query(app);
        let filters = all(app);
        let mut items: Vec<MenuItem> = filters
            .iter()
            .map(|filter| {
                let query = filter.query.clone();
                let here = query == now;
                MenuItem::new(filter.title.clone(), move || {
                    app.go(Route::parse(&format!("/backlog?{query}")))
                })
                .unless(here.then(|| "shown".to_owned()))
            })
            .collect();
        let save = MenuItem::new("Save this filter…", move || desk.ask.set(Some(Ask::SaveFilter)));
        items.push(if items.is_empty() { save } else { save.apart() });
        for filter in filters {
            items.push(
                MenuItem::new(format!("Delete “{}”", filter.title), move || {
                    app.workbench.dispatch_aloud(Command::remove((*filter).clone()));
                })
                .danger(),
            );
        }
        desk.frame.menu.open_at(&anchor, "Saved filters", items);
    };
    el("button")
        .class("button plain")
        .attr("aria-haspopup", "menu")
        .on_click(open)
        .child(icon("star"))
        .child("Saved")
        .into_any()
}

/// Asks for a name, and keeps the filter under it; one of the same name is replaced.
pub(super) fn ask(desk: Desk) -> AnyView {
    let app = desk.app;
    let field = NodeRef::new();
    let keep = move || {
        let name = field.input().map(|f| f.value().trim().to_owned()).unwrap_or_default();
        if name.is_empty() {
            app.toasts.say("A filter needs a name. Nothing was saved.");
            return;
        }
        let new = SavedFilter {
            title: name,
            view: "backlog".to_owned(),
            query: query(app),
            ..SavedFilter::default()
        };
        let same = all(app).into_iter().find(|f| f.title == new.title);
        let command = match same {
            Some(old) => {
                let changed = SavedFilter { query: new.query, ..(*old).clone() };
                Command::revise((*old).clone(), changed)
            }
            None => Command::add(new),
        };
        if app.workbench.dispatch_aloud(command) {
            desk.ask.set(None);
        }
    };
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(
                el("div").class("field").child(el("label").attr("for", "filter-name").child("Name")).child(
                    el("input")
                        .class("input")
                        .attr("id", "filter-name")
                        .attr("data-autofocus", "")
                        .on_keydown(move |event| {
                            if event.key() == "Enter" {
                                event.prevent_default();
                                keep();
                            }
                        })
                        .node_ref(field),
                ),
            )
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(el("button").class("button primary push").on_click(move |_| keep()).child("Save"))
            .into_any(),
    ]);
    ask_dialog(desk, "Save this filter", "", body)
}
