//! What belongs to a project besides its fields: where its lens leads, and the statuses of its workflow.

use crate::app::{App, Route, View};
use crate::command::{CatalogueEdit, Command};
use crate::components::{Choice, select, text_input};
use crate::dom::prelude::*;
use crate::model::{Category, Lens, ProjectId, Ref, Status, StatusId};

const CATEGORIES: [(&str, Category); 4] = [
    ("to_do", Category::ToDo),
    ("in_progress", Category::InProgress),
    ("done", Category::Done),
    ("cancelled", Category::Cancelled),
];

fn word(category: Category) -> &'static str {
    CATEGORIES.iter().find(|(_, c)| *c == category).map_or("to_do", |(word, _)| word)
}

fn category(word: &str) -> Option<Category> {
    CATEGORIES.iter().find(|(name, _)| *name == word).map(|(_, c)| *c)
}

fn choices() -> Vec<Choice> {
    CATEGORIES.iter().map(|(word, c)| Choice::new(*word, c.name())).collect()
}

/// The section of a project's panel; nothing for other records.
pub(super) fn section(app: App, to: &Ref) -> AnyView {
    let Ref::Project(id) = to else { return ().into_any() };
    let id = *id;
    el("div").child(move || led(app, id)).child(statuses(app, id)).into_any()
}

/// Where the other facts of this kind of project are.
fn led(app: App, id: ProjectId) -> AnyView {
    let (lens, prefix, client) = app.with(|p| {
        let project = p.projects.get(&id);
        let client = project.and_then(|x| x.client).and_then(|id| p.clients.get(&id)).map(|c| c.name.clone());
        (project.map(|x| x.lens), project.map(|x| x.prefix.clone()).unwrap_or_default(), client)
    });
    let (words, route) = match (lens, client) {
        (Some(Lens::Service), Some(client)) => (
            "Contracts, deliverables, effort and satisfaction",
            Route::to(View::Clients).with("client", &client),
        ),
        (Some(Lens::Service), None) => ("Name the client above, or add one", Route::to(View::Clients)),
        _ => (
            "Goals, key results and experiments",
            Route::to(View::Roadmap).with("tab", "goals").with("project", &prefix),
        ),
    };
    el("p")
        .class("lens-more")
        .child(el("a").class("link").attr("href", route.to_string()).child(words))
        .child(
            el("span")
                .class("quiet")
                .child("Changing the lens changes what is asked for; what was entered stays."),
        )
        .into_any()
}

fn edit(app: App, edit: CatalogueEdit) {
    app.workbench.dispatch(Command::Catalogue(Box::new(edit)));
}

fn statuses(app: App, id: ProjectId) -> AnyView {
    let workflow = move || app.with(|p| p.projects.get(&id).map(|x| x.workflow));
    let ids = move || {
        app.with(|p| {
            let workflow = p.projects.get(&id).and_then(|x| p.workflows.get(&x.workflow));
            workflow.map(|w| w.statuses.iter().map(|s| s.id.number()).collect()).unwrap_or_default()
        })
    };
    let shared = move || {
        app.with(|p| {
            let own = p.projects.get(&id).map(|x| x.workflow);
            let others = p.projects.values().filter(|x| x.id != id && Some(x.workflow) == own);
            let names: Vec<_> = others.map(|x| x.name.clone()).collect();
            (!names.is_empty()).then(|| format!("Shared with {}", names.join(", ")))
        })
    };
    let kind = RwSignal::new("in_progress".to_owned());
    let add = move |name: &str| {
        let (Some(flow), Some(category)) = (untrack(workflow), category(&kind.get_untracked())) else {
            return false;
        };
        let edit = CatalogueEdit::AddStatus(flow, name.to_owned(), category);
        app.workbench.dispatch_aloud(Command::Catalogue(Box::new(edit)))
    };
    el("section")
        .class("record-list")
        .child(el("h3").child("Statuses"))
        .child(move || shared().map(|words| el("p").class("quiet").child(words)))
        .child(el("ul").child(keyed(ids, move |status| row(app, status))))
        .child(
            el("div")
                .class("status-line")
                .child(crate::views::clients::lines::add_line("Add a status", "Add a status", add))
                .child(select("Counts as", "small", choices, move || kind.get(), move |v| kind.set(v))),
        )
        .into_any()
}

/// One status: its name, what it counts as, its limit.
fn row(app: App, id: StatusId) -> AnyView {
    let get = move |read: fn(&Status) -> String| app.with(|p| p.status(id).map(read).unwrap_or_default());
    let name = move || get(|s| s.name.clone());
    let limit = move |text: String| {
        let text = text.trim();
        match text.parse::<u32>() {
            Ok(limit) => edit(app, CatalogueEdit::WipLimit(id, Some(limit))),
            Err(_) if text.is_empty() => edit(app, CatalogueEdit::WipLimit(id, None)),
            Err(_) => app.toasts.say(format!("“{text}” is no whole number. The limit stays as it was.")),
        }
    };
    el("li")
        .class("status-line")
        .child(text_input("Status", name, "", move |t| edit(app, CatalogueEdit::RenameStatus(id, t))))
        .child(select(
            "Counts as",
            "small",
            choices,
            move || get(|s| word(s.category).to_owned()),
            move |value| {
                if let Some(category) = category(&value) {
                    edit(app, CatalogueEdit::StatusCategory(id, category));
                }
            },
        ))
        .child(text_input(
            "Limit",
            move || get(|s| s.wip_limit.map(|l| l.to_string()).unwrap_or_default()),
            "No limit",
            limit,
        ))
        .into_any()
}
