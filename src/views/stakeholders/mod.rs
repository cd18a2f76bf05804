//! Stakeholders: the map, the list, the communication plan, and who answers for what.

mod contacts;
mod list;
mod map;
mod moving;
mod raci;
mod raci_cell;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::stakeholders::{Quadrant, contact_plan, gaps, in_scope};
use crate::app::App;
use crate::command::Command;
use crate::components::{Choice, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::{Stakeholder, StakeholderId};
use crate::platform::page;
use std::sync::Arc;

/// The three ways to look at stakeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Map,
    Contacts,
    Raci,
}

impl Look {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Map, "Map"), (Self::Contacts, "Contacts"), (Self::Raci, "RACI")];

    fn of(app: App) -> Self {
        match app.param("list").as_deref() {
            Some("contacts") => Self::Contacts,
            Some("raci") => Self::Raci,
            _ => Self::Map,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Map => "",
            Self::Contacts => "contacts",
            Self::Raci => "raci",
        }
    }
}

/// A stakeholder that is looked at.
type Shown = Memo<Option<Arc<Stakeholder>>>;

/// The one with this id; follows it.
fn one(app: App, id: StakeholderId) -> Shown {
    Memo::new(move |_| app.with(|p| p.stakeholders.get(&id).cloned()))
}

/// Changes a stakeholder.
fn change(app: App, id: StakeholderId, edit: impl FnOnce(&mut Stakeholder)) -> Option<String> {
    let before = app.workbench.with_untracked(|p| p.stakeholders.get(&id).cloned())?;
    let mut after = (*before).clone();
    edit(&mut after);
    if after == *before {
        return None;
    }
    app.workbench.dispatch(Command::revise((*before).clone(), after))
}

/// Those that pass the filters of the address, in the order of the list.
fn passing(app: App) -> Memo<Vec<StakeholderId>> {
    Memo::new(move |_| {
        let (today, scope, zone) = (app.today(), app.scope(), app.zone.get());
        let quadrant = app.param("quadrant");
        let client = app.param("client");
        let late = app.param("late").is_some();
        app.with(|p| {
            let client = client.and_then(|name| p.clients.values().find(|c| c.name == name).map(|c| c.id));
            let passes = |s: &Stakeholder| {
                quadrant.as_ref().is_none_or(|q| Quadrant::of(s.influence, s.interest).word() == q)
                    && client.is_none_or(|id| s.client == Some(id))
                    && (!late || contact_plan(s, &zone, today).late > 0)
            };
            in_scope(p, &zone, today, scope).into_iter().filter(|s| passes(s)).map(|s| s.id).collect()
        })
    })
}

/// Adds a stakeholder in the middle of the map, and opens it.
fn add(app: App) {
    let project = untrack(|| app.project());
    let new = Stakeholder {
        title: "New stakeholder".into(),
        influence: 3,
        interest: 3,
        stance: crate::model::Stance::Neutral,
        projects: project.into_iter().collect(),
        ..Stakeholder::default()
    };
    if let Some(made) = app.add(new, None) {
        app.open_ref(&made);
        page::focus_later(".panel .title-input".into());
    }
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let look = Memo::new(move |_| Look::of(app));
    let summary = move || {
        let (today, scope, zone) = (app.today(), app.scope(), app.zone.get());
        let (all, late, open) = app.with(|p| {
            let all = in_scope(p, &zone, today, scope);
            let late = all.iter().filter(|s| contact_plan(s, &zone, today).late > 0).count();
            let rows = p.raci.values().filter(|r| scope.project.is_none_or(|id| r.project == Some(id)));
            (all.len(), late, rows.filter(|r| !gaps(r).is_empty()).count())
        });
        let mut parts = vec![phrases::count(all, "stakeholder", "stakeholders")];
        if late > 0 {
            parts.push(format!("{late} to talk to"));
        }
        if open > 0 {
            parts.push(phrases::count(open, "RACI gap", "RACI gaps"));
        }
        parts.join(", ").into_any()
    };
    let tools = many(vec![
        project_select(app),
        el("button")
            .class("button")
            .attr("aria-label", "Add stakeholder")
            .on_click(move |_| add(app))
            .child(icon("plus"))
            .child("Stakeholder")
            .into_any(),
    ]);
    let bar = el("div")
        .class("toolbar")
        .child(segmented(
            "Look at",
            &Look::ALL,
            move || look.get(),
            move |to| {
                app.go(app.route.get_untracked().with("list", to.word()).with("record", ""));
            },
        ))
        .child(el("span").class("push"))
        .child(move || (look.get() != Look::Raci).then(|| filters(app)))
        .into_any();
    let content = (move || match look.get() {
        Look::Map => map_and_list(frame),
        Look::Contacts => contacts::view(frame),
        Look::Raci => raci::view(frame),
    })
    .into_any();
    page_frame(frame, "Stakeholders".into(), summary, tools, Some(bar), content, ().into_any())
}

fn filters(app: App) -> AnyView {
    let quadrants = || {
        let mut all = vec![Choice::new("", "Whole map")];
        all.extend(Quadrant::ALL.map(|q| Choice::new(q.word(), q.name())));
        all
    };
    let clients = move || {
        let names = app.with(|p| p.clients.values().map(|c| c.name.clone()).collect::<Vec<_>>());
        super::choices::by_name(
            "All clients",
            names.into_iter().map(|name| Choice::new(name.clone(), name)).collect(),
        )
    };
    let pick = move |name: &'static str| move || app.param(name).unwrap_or_default();
    many(vec![
        select("Quadrant", "small bare", quadrants, pick("quadrant"), move |v| app.set_param("quadrant", &v)),
        select("Client", "small bare", clients, pick("client"), move |v| app.set_param("client", &v)),
        el("label")
            .class("row")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .class("check")
                    .on_change(move |event| {
                        app.set_param("late", if event_target_checked(&event) { "1" } else { "" });
                    })
                    .prop("checked", move || app.param("late").is_some()),
            )
            .child("To talk to")
            .into_any(),
    ])
}

fn map_and_list(frame: Frame) -> AnyView {
    let app = frame.app;
    let shown = passing(app);
    let none = Memo::new(move |_| shown.with(Vec::is_empty));
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Stakeholders, scrollable")
        .child(move || {
            if none.get() {
                return nothing(app);
            }
            el("div")
                .class("stakeholder-page")
                .child(map::map(frame, shown))
                .child(list::list(frame, shown))
                .into_any()
        })
        .into_any()
}

/// Nobody: because there is nobody, or because of the filters.
fn nothing(app: App) -> AnyView {
    let any = untrack(|| app.with(|p| !p.stakeholders.is_empty()));
    if any {
        return el("div")
            .class("content empty")
            .child(el("h2").child("Nobody here with these filters"))
            .child(el("p").child("Everybody else is where they were."))
            .child(
                el("button")
                    .class("button")
                    .on_click(move |_| {
                        let route = app.route.get_untracked().with("quadrant", "").with("client", "");
                        app.go(route.with("late", "").with("project", ""));
                    })
                    .child("Show everybody"),
            )
            .into_any();
    }
    el("div")
        .class("content empty")
        .child(el("h2").child("No stakeholders yet"))
        .child(el("p").child(
            "A stakeholder is somebody who can move the program or is moved by it. Put them on the map, say what \
             they need, and how often to talk to them.",
        ))
        .child(el("button").class("button").on_click(move |_| add(app)).child("Add a stakeholder"))
        .into_any()
}
