//! Starting with nothing: a working program at once, two questions beside it, none in the way.

use crate::app::{App, Route, View};
use crate::command::{CatalogueEdit, Command, ProjectDraft, SettingsEdit};
use crate::components::{icon, segmented};
use crate::dom::prelude::*;
use crate::model::{Lens, ProjectId};
use crate::platform::clock;

/// What a program is called until the user says better.
const UNNAMED: &str = "My program";

fn change(app: App, edit: CatalogueEdit) -> bool {
    app.workbench.dispatch(Command::Catalogue(Box::new(edit))).is_some()
}

/// Makes an empty program with one project and opens its board.
pub(super) fn start_empty(app: App) {
    // Days are counted where the user is.
    let draft = ProjectDraft {
        name: UNNAMED.into(),
        lens: Lens::Product,
        team: None,
        zone: Some(clock::zone_name()),
    };
    if change(app, CatalogueEdit::AddProject(draft)) {
        app.naming.set(app.workbench.with_untracked(|p| p.projects.keys().next().copied()));
        app.go(Route::to(View::Board));
    }
}

/// The two questions, until they are answered or waved away.
pub(super) fn questions(app: App) -> AnyView {
    (move || app.naming.get().map(|project| strip(app, project))).into_any()
}

fn strip(app: App, project: ProjectId) -> AnyView {
    let (name, team, lens) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(Lens::Product));
    let done = move || {
        let (name, team) = (name.get_untracked(), team.get_untracked());
        if !name.trim().is_empty() {
            let _ = app.workbench.dispatch(Command::Settings(SettingsEdit::Name(name.clone())));
            change(app, CatalogueEdit::RenameProject(project, name));
        }
        if lens.get_untracked() == Lens::Service {
            change(app, CatalogueEdit::ProjectLens(project, Lens::Service));
        }
        if !team.trim().is_empty() {
            change(app, CatalogueEdit::AddTeam(team));
        }
        app.naming.set(None);
    };
    let field = move |label: &'static str, example: &'static str, text: RwSignal<String>| {
        el("label").class("row").child(label).child(
            el("input")
                .class("input small")
                .attr("placeholder", example)
                .on_input(move |event| text.set(event_target_value(&event)))
                .on_keydown(move |event| {
                    if event.key() == "Enter" {
                        done();
                    }
                }),
        )
    };
    el("div")
        .class("toolbar questions")
        .attr("role", "group")
        .attr("aria-label", "Name your program")
        .child(field("What is it called?", "Halden Commerce", name))
        .child(field("Its first team?", "Search", team))
        .child(segmented(
            "Kind of work",
            &[(Lens::Product, "Product"), (Lens::Service, "Service")],
            move || lens.get(),
            move |value| lens.set(value),
        ))
        .child(el("button").class("button").on_click(move |_| done()).child("Done"))
        .child(el("span").class("grow"))
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", "Not now")
                .on_click(move |_| app.naming.set(None))
                .child(icon("close")),
        )
        .into_any()
}
