//! Who answers for what: a matrix a project, with its gaps.

use super::raci_cell;
use crate::analysis::Colour;
use crate::analysis::stakeholders::{Who, columns, gaps, rows};
use crate::app::App;
use crate::command::Command;
use crate::components::{Choice, MenuItem, icon, select, status_mark};
use crate::dom::prelude::*;
use crate::model::{PersonId, ProjectId, RaciRow, RaciRowId, StakeholderId};
use crate::views::choices::by_name;
use crate::views::shell::Frame;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Changes a row.
pub(super) fn change(app: App, id: RaciRowId, edit: impl FnOnce(RaciRow) -> RaciRow) {
    let Some(before) = app.workbench.with_untracked(|p| p.raci.get(&id).cloned()) else { return };
    let after = edit((*before).clone());
    if after != *before {
        app.workbench.dispatch(Command::revise((*before).clone(), after));
    }
}

pub(super) fn view(frame: Frame) -> AnyView {
    let app = frame.app;
    // The chosen project; without one, all that have rows.
    let shown = Memo::new(move |_| {
        let chosen = app.project();
        app.with(|p| match chosen {
            Some(id) => vec![Some(id)],
            None => {
                let mut all: Vec<(String, Option<ProjectId>)> =
                    p.projects.values().map(|x| (x.name.clone(), Some(x.id))).collect();
                use crate::model::order::InOrder;
                all.order();
                all.push((String::new(), None));
                let has = |id: Option<ProjectId>| p.raci.values().any(|row| row.project == id);
                all.into_iter().map(|(_, id)| id).filter(|id| has(*id)).collect()
            }
        })
    });
    let content = move || {
        let projects = shown.get();
        if projects.is_empty() {
            return nothing(app);
        }
        many(projects.into_iter().map(|project| matrix(frame, project)).collect())
    };
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "RACI, scrollable")
        .child(el("div").class("raci-page").child(content))
        .into_any()
}

fn nothing(app: App) -> AnyView {
    let projects = move || {
        let mut all = vec![Choice::new("", "Choose a project")];
        all.extend(app.with(|p| {
            p.projects.values().map(|x| Choice::new(x.prefix.clone(), x.name.clone())).collect::<Vec<_>>()
        }));
        all
    };
    el("div")
        .class("content empty")
        .child(el("h2").child("Nobody answers for anything yet"))
        .child(el("p").child(
            "For each piece of work: who does it, who is accountable (one person), who is asked before and told after.",
        ))
        .child(select("Project for a RACI", "", projects, String::new, move |prefix| {
            app.set_param("project", &prefix);
        }))
        .into_any()
}

/// A column's place among the elements of a row.
fn number(who: Who) -> u64 {
    match who {
        Who::Person(id) => id.number(),
        Who::Stakeholder(id) => id.number(),
    }
}

fn matrix(frame: Frame, project: Option<ProjectId>) -> AnyView {
    let app = frame.app;
    let name = app.workbench.with_untracked(|p| {
        project
            .and_then(|id| p.projects.get(&id))
            .map_or_else(|| "Whole program".to_owned(), |p| p.name.clone())
    });
    let all: Memo<Vec<Arc<RaciRow>>> =
        Memo::new(move |_| app.with(|p| rows(p, project).into_iter().cloned().collect()));
    // Who was put beside the matrix and has no part yet.
    let extra = RwSignal::new(Vec::<Who>::new());
    let heads = Memo::new(move |_| {
        let rows = all.get();
        let mut heads = app.with(|p| columns(p, &rows.iter().collect::<Vec<_>>()));
        for who in extra.get() {
            if !heads.iter().any(|(known, _)| *known == who) {
                heads.push((who, name_of(app, who)));
            }
        }
        heads
    });
    let ids = move || all.with(|rows| rows.iter().map(|row| row.id.number()).collect());
    let broken = move || all.with(|rows| rows.iter().filter(|row| !gaps(row).is_empty()).count());
    let head_cells = move || {
        heads.with(|heads| {
            heads
                .iter()
                .map(|(who, name)| {
                    let kind =
                        if matches!(who, Who::Stakeholder(_)) { "raci-head outside" } else { "raci-head" };
                    el("th").attr("scope", "col").class(kind).child(el("span").child(name.clone()))
                })
                .collect_view()
        })
    };
    let columns_now = Memo::new(move |_| heads.with(|h| h.iter().map(|(who, _)| *who).collect::<Vec<_>>()));
    el("section")
        .class("raci")
        .attr("aria-label", name.clone())
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child(name.clone()))
                .child(move || match broken() {
                    0 => status_mark(Colour::Green, "No gaps"),
                    n => status_mark(Colour::Red, crate::views::phrases::count(n, "gap", "gaps")),
                })
                .child(el("span").class("push"))
                .child(people_select(app, columns_now, extra)),
        )
        .child(
            el("div").class("raci-scroll").child(
                el("table")
                    .class("raci-table")
                    .attr("aria-label", format!("RACI, {name}"))
                    .child(
                        el("thead").child(
                            el("tr")
                                .child(el("th").attr("scope", "col").child("Piece of work"))
                                .child(head_cells)
                                .child(
                                    el("th")
                                        .attr("scope", "col")
                                        .child(el("span").class("sr-only").child("More")),
                                ),
                        ),
                    )
                    .child(el("tbody").child(keyed(ids, move |id: RaciRowId| row(frame, id, columns_now)))),
            ),
        )
        .child(add_line(app, project, all))
        .child(
            el("p")
                .class("raci-key quiet")
                .child("R responsible, A accountable, C consulted, I informed. Click or press the letter."),
        )
        .into_any()
}

fn name_of(app: App, who: Who) -> String {
    app.with(|p| match who {
        Who::Person(id) => p.people.get(&id).map(|p| p.name.clone()),
        Who::Stakeholder(id) => p.stakeholders.get(&id).map(|s| s.title.clone()),
    })
    .unwrap_or_default()
}

fn people_select(app: App, columns: Memo<Vec<Who>>, extra: RwSignal<Vec<Who>>) -> AnyView {
    let list = move || {
        let there = columns.get();
        let all = app.with(|p| {
            let people = p.people.values().map(|x| (Who::Person(x.id), x.name.clone()));
            let others = p.stakeholders.values().filter(|s| s.person.is_none());
            let others = others.map(|s| (Who::Stakeholder(s.id), s.title.clone()));
            people.chain(others).collect::<Vec<_>>()
        });
        let free = all.into_iter().filter(|(who, _)| !there.contains(who));
        let choice = |(who, name): (Who, String)| match who {
            Who::Person(id) => Choice::new(format!("p{id}"), name),
            Who::Stakeholder(id) => Choice::new(format!("s{id}"), format!("{name}, stakeholder")),
        };
        by_name("Add a column", free.map(choice).collect())
    };
    select("Add a column", "small bare", list, String::new, move |value| {
        let who = match (value.strip_prefix('p'), value.strip_prefix('s')) {
            (Some(id), _) => id.parse::<PersonId>().ok().map(Who::Person),
            (_, Some(id)) => id.parse::<StakeholderId>().ok().map(Who::Stakeholder),
            _ => None,
        };
        if let Some(who) = who {
            extra.update(|all| all.push(who));
        }
    })
}

fn row(frame: Frame, id: RaciRowId, columns: Memo<Vec<Who>>) -> AnyView {
    let app = frame.app;
    let record = Memo::new(move |_| app.with(|p| p.raci.get(&id).cloned()));
    let title = move || record.with(|r| r.as_ref().map(|r| r.title.clone()).unwrap_or_default());
    let cells = move || {
        let each = columns.get().into_iter();
        each.map(|who| raci_cell::cell(app, id, record, who, untrack(|| name_of(app, who)), number(who)))
            .collect::<Vec<_>>()
    };
    let trouble = move || {
        record.with(|r| {
            let gaps = r.as_deref().map(gaps).unwrap_or_default();
            gaps.into_iter().map(|gap| status_mark(Colour::Red, gap.words())).collect::<Vec<_>>()
        })
    };
    el("tr")
        .attr("data-raci", id.to_string())
        .child(
            el("th")
                .attr("scope", "row")
                .child(
                    el("input")
                        .class("said-field strong")
                        .attr("aria-label", "Piece of work")
                        .on_keydown(move |event| {
                            let before = untrack(title);
                            crate::components::commit_on_enter(&event, &before);
                        })
                        .on_change(move |event| {
                            let text = event_target_value(&event);
                            if !text.trim().is_empty() {
                                change(app, id, |row| RaciRow { title: text, ..row });
                            }
                        })
                        .prop("value", title),
                )
                .child(el("div").class("raci-gap").attr("aria-live", "polite").child(trouble)),
        )
        .child(cells)
        .child(
            el("td").class("end").child(
                el("button")
                    .class("icon-button")
                    .attr("aria-label", move || format!("More for {}", title()))
                    .attr("aria-haspopup", "menu")
                    .on_click(move |event| {
                        if let Some(at) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                            frame.menu.open_at(&at, untrack(title), menu(app, id));
                        }
                    })
                    .child(icon("dots")),
            ),
        )
        .into_any()
}

fn menu(app: App, id: RaciRowId) -> Vec<MenuItem> {
    let swap = move |by: isize| {
        let pair = app.workbench.with_untracked(|p| {
            let own = p.raci.get(&id)?;
            let all = rows(p, own.project);
            let at = all.iter().position(|row| row.id == id)?;
            let other = all.get(at.checked_add_signed(by)?)?;
            Some(((**own).clone(), (***other).clone()))
        });
        let Some((own, other)) = pair else { return };
        let (mut one, mut two) = (own.clone(), other.clone());
        (one.rank, two.rank) = (other.rank, own.rank);
        if one.rank == two.rank {
            one.rank += by as i64;
        }
        let label = "Row moved".to_owned();
        let commands = vec![Command::revise(own, one), Command::revise(other, two)];
        app.workbench.dispatch(Command::Together { label, commands });
    };
    let remove = move || {
        if let Some(row) = app.workbench.with_untracked(|p| p.raci.get(&id).cloned()) {
            app.workbench.dispatch_aloud(Command::remove((*row).clone()));
        }
    };
    vec![
        MenuItem::new("Move up", move || swap(-1)),
        MenuItem::new("Move down", move || swap(1)),
        MenuItem::new("Delete", remove).apart().danger(),
    ]
}

fn add_line(app: App, project: Option<ProjectId>, all: Memo<Vec<Arc<RaciRow>>>) -> AnyView {
    let text = RwSignal::new(String::new());
    let add = move || {
        let title = text.get_untracked().trim().to_owned();
        if title.is_empty() {
            return;
        }
        let rank = all.with_untracked(|rows| rows.iter().map(|row| row.rank).max().unwrap_or(0)) + 1;
        app.workbench.dispatch(Command::add(RaciRow { title, project, rank, ..RaciRow::default() }));
        text.set(String::new());
    };
    el("div")
        .class("park-line")
        .child(icon("plus"))
        .child(
            el("input")
                .class("plan-input")
                .attr("aria-label", "Add a piece of work")
                .attr("placeholder", "Add a piece of work")
                .on_input(move |event| text.set(event_target_value(&event)))
                .on_keydown(move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        add();
                    }
                })
                .on_change(move |_| add())
                .prop("value", move || text.get()),
        )
        .into_any()
}
