//! The backlog: what comes next, in order; beside it, sprints being planned.

mod add;
mod bulk;
mod change;
mod drag;
mod estimate;
mod filters;
mod keys;
mod moves;
mod plan;
mod row;
mod saved;
mod scores;
mod split;
mod sprints;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::backlog::score::Method;
use crate::analysis::backlog::{Backlog, Filter, Row, backlog};
use crate::app::{App, Overlay};
use crate::components::{Viewport, Windowed, icon, windowed};
use crate::dom::prelude::*;
use crate::model::{SprintId, WorkItemId};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The list with the place of each item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Listing {
    all: Backlog,
    places: HashMap<WorkItemId, usize>,
}

impl Listing {
    fn row(&self, id: WorkItemId) -> Option<Row> {
        self.all.rows.get(*self.places.get(&id)?).copied()
    }

    fn beside(&self, id: WorkItemId, by: isize) -> Option<WorkItemId> {
        let place = self.places.get(&id)?.checked_add_signed(by)?;
        self.all.rows.get(place).map(|row| row.id)
    }
}

/// What a row's text field edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    Title,
    Estimate,
}

/// A dialog of this page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ask {
    /// Estimating one after another.
    Estimate(Vec<WorkItemId>),
    /// Splitting an item.
    Split(WorkItemId),
    /// Labels of some items.
    Labels(Vec<WorkItemId>),
    /// One estimate for some items.
    Points(Vec<WorkItemId>),
    /// A name for the filter.
    SaveFilter,
    /// A place in the order.
    Position(Vec<WorkItemId>),
    /// A new sprint, or one to change.
    Sprint(Option<SprintId>),
    /// What becomes of the unfinished work of a sprint.
    Close(SprintId),
}

/// What rows share: built once, not per row.
#[derive(Clone, Copy)]
struct Desk {
    frame: Frame,
    app: App,
    filter: Memo<Filter>,
    list: Memo<Arc<Listing>>,
    method: Memo<Option<Method>>,
    viewport: Viewport,
    /// Items that are chosen for a change together.
    chosen: RwSignal<HashSet<WorkItemId>>,
    closed: RwSignal<HashSet<WorkItemId>>,
    editing: RwSignal<Option<(WorkItemId, Cell)>>,
    /// Where a new item is being typed: below this one, or at the top.
    adding: RwSignal<Option<Option<WorkItemId>>>,
    drag: RwSignal<Option<drag::Drag>>,
    ask: RwSignal<Option<Ask>>,
}

impl Desk {
    /// What a change of this item concerns: all that is chosen, if it is among them; in list order.
    fn targets(self, id: WorkItemId) -> Vec<WorkItemId> {
        let among = self.chosen.with_untracked(|chosen| chosen.contains(&id));
        if among { self.chosen_in_order() } else { vec![id] }
    }

    /// The chosen items, in list order.
    fn chosen_in_order(self) -> Vec<WorkItemId> {
        let chosen = self.chosen.get_untracked();
        self.list.with_untracked(|list| {
            list.all.rows.iter().map(|row| row.id).filter(|id| chosen.contains(id)).collect()
        })
    }

    fn key(self, id: WorkItemId) -> String {
        self.app.workbench.with_untracked(|p| p.items.get(&id).map(|i| i.key.clone())).unwrap_or_default()
    }

    /// By rank, not by score: places can be changed.
    fn is_ranked(self) -> bool {
        untrack(|| !by_score(self.app))
    }
}

/// Height of a row, until it is measured.
const ROW: Windowed = Windowed { estimate: 36.0, gap: 0.0, margin: 360.0 };

fn by_score(app: App) -> bool {
    app.param("sort").as_deref() == Some("score") && scores::method(app).is_some()
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let filter = filters::filter(app);
    let closed = RwSignal::new(HashSet::new());
    let method = Memo::new(move |_| scores::method(app));
    // Apart, so that another part of the address (an open panel) does not order the list anew.
    let shape = Memo::new(move |_| filters::shape(app, closed));
    let list = Memo::new(move |_| {
        let all =
            shape.with(|shape| filter.with(|filter| app.with(|program| backlog(program, filter, shape))));
        let places = all.rows.iter().enumerate().map(|(place, row)| (row.id, place)).collect();
        Arc::new(Listing { all, places })
    });
    let desk = Desk {
        frame,
        app,
        filter,
        list,
        method,
        viewport: Viewport::new(),
        chosen: RwSignal::new(HashSet::new()),
        closed,
        editing: RwSignal::new(None),
        adding: RwSignal::new(None),
        drag: RwSignal::new(None),
        ask: RwSignal::new(None),
    };
    drag::listen(desk);
    Effect::new(move |_| {
        list.with(|_| ());
        desk.viewport.moved();
    });
    // What is gone from the list is no longer chosen: a change must not reach what nobody sees.
    Effect::new(move |_| {
        let list = list.get();
        let stale = desk.chosen.with_untracked(|c| c.iter().any(|id| !list.places.contains_key(id)));
        if stale {
            desk.chosen.update(|c| c.retain(|id| list.places.contains_key(id)));
        }
    });
    let planning = Memo::new(move |_| app.param("plan").is_some());
    let content = el("div")
        .class(move || if planning.get() { "planning-split" } else { "planning-split alone" })
        .child(many(vec![
            el("div").class("backlog-side").child(rows(desk)).child(bulk::bar(desk)).into_any(),
            (move || planning.get().then(|| plan::side(desk))).into_any(),
            drag::preview(desk),
            dialogs(desk),
        ]))
        .into_any();
    let context = move || list.with(|l| summary(&l.all)).into_any();
    let tools = many(vec![
        project_select(app),
        el("button")
            .class("button")
            .attr("aria-label", "Add item")
            .on_click(move |_| desk.adding.set(Some(None)))
            .child(icon("plus"))
            .child("Item")
            .into_any(),
    ]);
    page_frame(frame, "Backlog".into(), context, tools, Some(filters::toolbar(desk)), content, ().into_any())
}

/// `48 items, 186 pt`.
fn summary(all: &Backlog) -> String {
    format!("{}, {} pt", phrases::count(all.items, "item", "items"), all.points)
}

fn rows(desk: Desk) -> AnyView {
    let ids =
        Memo::new(move |_| desk.list.with(|l| l.all.rows.iter().map(|r| r.id.number()).collect::<Vec<_>>()));
    let top_open = move || desk.adding.with(|a| *a == Some(None));
    el("div")
        .class(move || match desk.method.get() {
            Some(_) => "scroll backlog scored",
            None => "scroll backlog",
        })
        .attr("role", "region")
        .attr("aria-label", "Backlog, scrollable")
        .attr("tabindex", "-1")
        .on_scroll(move |_| desk.viewport.moved())
        .child(row::heads(desk))
        .child(move || top_open().then(|| add::line(desk, None)))
        .child(windowed(ids, desk.viewport, ROW, move |id| row::row(desk, WorkItemId::from(id))))
        .child(move || {
            let end = desk.drag.with(|d| d.as_ref().is_some_and(|d| d.target == Some(drag::Target::Foot)));
            end.then(|| el("div").class("drop-line"))
        })
        .child(move || empty(desk))
        .node_ref(desk.viewport.node)
        .into_any()
}

fn empty(desk: Desk) -> Option<AnyView> {
    let (shown, hidden) = desk.list.with(|l| (l.all.rows.len(), l.all.hidden));
    if shown > 0 || desk.adding.with(Option::is_some) {
        return None;
    }
    let app = desk.app;
    let view = el("div").class("content empty");
    Some(if hidden > 0 {
        let words = phrases::count(hidden, "open item is", "open items are");
        view.child(el("h2").child("Nothing passes the filter"))
            .child(el("p").child(format!("{words} in running sprints or filtered out.")))
            .child(
                el("button")
                    .class("button")
                    .on_click(move |_| filters::clear(app))
                    .child("Show all open items"),
            )
            .into_any()
    } else {
        view.child(el("h2").child("The backlog is empty"))
            .child(
                el("p")
                    .child("What is to be done later stands here, in the order in which it should be done."),
            )
            .child(
                el("button")
                    .class("button")
                    .on_click(move |_| app.overlay.set(Some(Overlay::QuickAdd)))
                    .child(icon("plus"))
                    .child("Item"),
            )
            .into_any()
    })
}

fn dialogs(desk: Desk) -> AnyView {
    (move || {
        desk.ask.get().map(|ask| match ask {
            Ask::Estimate(ids) => estimate::dialog_of(desk, ids),
            Ask::Split(id) => split::dialog_of(desk, id),
            Ask::Labels(ids) => bulk::labels(desk, ids),
            Ask::Points(ids) => bulk::points(desk, ids),
            Ask::SaveFilter => saved::ask(desk),
            Ask::Position(ids) => moves::position(desk, ids),
            Ask::Sprint(id) => sprints::edit(desk, id),
            Ask::Close(id) => sprints::close(desk, id),
        })
    })
    .into_any()
}

/// Puts the focus on an item's row, once it is on the page.
fn focus(key: &str) {
    crate::platform::page::focus_later(format!("article.line[data-key=\"{key}\"]"));
}

/// A dialog of this page: its keys do not reach the page behind it.
fn ask_dialog(desk: Desk, name: &str, size: &'static str, body: AnyView) -> AnyView {
    let body = el("div")
        .class("dialog-inner")
        .on_keydown(|event| {
            if !matches!(event.key().as_str(), "Escape" | "Tab") {
                event.stop_propagation();
            }
        })
        .child(body)
        .into_any();
    crate::components::dialog(name, size, true, move || desk.ask.set(None), body)
}
