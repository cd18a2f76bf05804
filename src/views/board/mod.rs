//! The board: columns, lanes, cards; moved by mouse, touch, menu and keys.

mod card;
pub(in crate::views) mod drag;
mod filters;
mod keys;
mod moves;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::board::{Board, Column, board, has_sprint_work};
use crate::analysis::{Colour, Context, DayCount, Facts, Scope, Window, flow};
use crate::app::{App, Overlay, View};
use crate::components::{Viewport, Windowed, icon, mark, windowed};
use crate::dom::prelude::*;
use crate::model::{Category, ProjectId, SprintId, SprintState, TeamId, WorkItemId};
use std::collections::HashMap;
use std::sync::Arc;

pub(super) use card::kind_icon;
pub(super) use drag::swallow_click;
pub(super) use moves::{assign_menu, move_menu, toggle_block};

/// How old a card's work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Age {
    days: i64,
    old: bool,
}

/// What cards share: built once, not per card.
#[derive(Clone, Copy)]
struct Desk {
    frame: Frame,
    board: Memo<Board>,
    ages: Memo<Arc<HashMap<WorkItemId, Age>>>,
    drag: RwSignal<Option<drag::Drag>>,
    viewport: Viewport,
}

/// Height of a card of two lines, until it is measured.
const CARD: Windowed = Windowed { estimate: 92.0, gap: 6.0, margin: 300.0 };

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let filter = filters::filter(app);
    let lanes = filters::lanes(app);
    let laid_out = Memo::new(move |_| {
        let (filter, lanes) = (filter.get(), lanes.get());
        app.with(|program| board(program, &filter, lanes))
    });
    let ages = Memo::new(move |_| Arc::new(app.analyse(ages)));
    let viewport = Viewport::new();
    let desk = Desk { frame, board: laid_out, ages, drag: RwSignal::new(None), viewport };
    drag::listen(desk);
    Effect::new(move |_| {
        laid_out.with(|_| ());
        viewport.moved();
    });

    let content = many(vec![
        el("div")
            .class("scroll board")
            .on_scroll(move |_| viewport.moved())
            .attr("role", "region")
            .attr("aria-label", "Board, scrollable")
            .attr("tabindex", "-1")
            .child(move || empty_board(app, laid_out))
            .child(
                el("div")
                    .class("board-inner")
                    // Columns never get narrower than a card can be read at: then the board scrolls.
                    .style("--columns", move || laid_out.with(|b| b.columns.len().to_string()))
                    .child(column_heads(desk))
                    .child(lanes_view(desk)),
            )
            .node_ref(viewport.node)
            .into_any(),
        (drag::preview(desk)).into_any(),
    ])
    .into_any();
    let context = move || {
        let scope = app.scope();
        let name =
            app.with(|p| if scope.project.is_some() { scope.name(p) } else { "All projects".to_owned() });
        name.into_any()
    };
    page_frame(
        frame,
        "Board".into(),
        context,
        project_select(app),
        Some(filters::toolbar(app, laid_out)),
        content,
        ().into_any(),
    )
}

/// Ages of what is under way, and whether each is over the age that 85 % finish within.
fn ages(ctx: &Context<'_>) -> HashMap<WorkItemId, Age> {
    let facts = Facts::new(ctx);
    flow::ageing(&facts, Scope::default(), Window { days: 60, count: DayCount::Calendar })
        .into_iter()
        .filter_map(|a| Some((a.item, Age { days: a.age?, old: a.is_old() })))
        .collect()
}

fn empty_board(app: App, board: Memo<Board>) -> Option<AnyView> {
    let (shown, hidden) = board.with(|b| (b.shown, b.hidden));
    if shown > 0 {
        return None;
    }
    let view = if hidden > 0 {
        el("div")
            .class("content empty")
            .child(el("h2").child("No card passes the filter"))
            .child(el("p").child(format!("{} hidden.", phrases::count(hidden, "card is", "cards are"))))
            .child(
                el("button").class("button").on_click(move |_| filters::clear(app)).child("Clear the filter"),
            )
            .into_any()
    } else {
        el("div")
            .class("content empty")
            .child(el("h2").child("No cards yet"))
            .child(el("p").child("Add the first one with C, or bring an export from Jira."))
            .child(
                el("button")
                    .class("button")
                    .on_click(move |_| app.overlay.set(Some(Overlay::QuickAdd)))
                    .child(icon("plus"))
                    .child("Card"),
            )
            .into_any()
    };
    Some(view)
}

/// Which column a phone shows.
pub(super) fn phone_column(app: App, board: &Board) -> usize {
    let wanted = app.param("column").and_then(|c| c.parse().ok());
    let first_busy = || board.columns.iter().position(|c| c.category == Category::InProgress && c.shown > 0);
    wanted.or_else(first_busy).unwrap_or(0).min(board.columns.len().saturating_sub(1))
}

fn column_heads(desk: Desk) -> AnyView {
    let app = desk.frame.app;
    let columns = Memo::new(move |_| desk.board.with(|b| b.columns.clone()));
    let chosen = Memo::new(move |_| desk.board.with(|b| phone_column(app, b)));
    let head = move |(place, column): (usize, Column)| {
        let over = column.is_over();
        let class = move || {
            let chosen = if chosen.get() == place { " chosen" } else { "" };
            format!("column-head{}{chosen}", if over { " over" } else { "" })
        };
        let load = column.load_text();
        let said = if over { format!("{load}, over its limit") } else { load.clone() };
        let policy = column.policy.clone();
        let name = column.name.clone();
        let first = column.statuses.first().copied();
        el("div")
            .class(class)
            .attr("title", policy)
            .on_click(move |_| app.set_param("column", &place.to_string()))
            .child(over.then(|| mark(Colour::Red)))
            .child(el("h2").class("cut").child(column.name))
            .child(el("span").class("load num").attr("aria-label", said).child(load))
            .child(el("span").class("grow"))
            .child(
                el("button")
                    .class("icon-button head-menu")
                    .attr("aria-label", format!("Column {name}"))
                    .attr("aria-haspopup", "menu")
                    .on_click(move |event| {
                        event.stop_propagation();
                        if let Some(status) = first {
                            moves::column_menu(desk.frame, status, &event);
                        }
                    })
                    .child(icon("dots")),
            )
    };
    el("div")
        .class("column-heads")
        .child(move || columns.get().into_iter().enumerate().map(head).collect_view())
        .into_any()
}

fn lanes_view(desk: Desk) -> AnyView {
    let app = desk.frame.app;
    // Only the lanes' names and widths: cards changing places must not rebuild the lanes.
    let outline = Memo::new(move |_| {
        desk.board.with(|b| {
            (b.columns.len(), b.lanes.iter().map(|l| (l.key.clone(), l.title.clone())).collect::<Vec<_>>())
        })
    });
    let closed = RwSignal::new(std::collections::HashSet::<String>::new());
    let chosen = Memo::new(move |_| desk.board.with(|b| phone_column(app, b)));
    let lane = move |key: String, title: String, width: usize| {
        let (note_key, open_key, toggle_key) = (key.clone(), key.clone(), key.clone());
        let note = move || {
            desk.board.with(|b| {
                b.lanes.iter().find(|l| l.key == note_key).map(|l| l.note.clone()).unwrap_or_default()
            })
        };
        let open = Memo::new(move |_| closed.with(|c| !c.contains(&open_key)));
        let head = (!title.is_empty()).then(|| {
            el("button")
                .class("lane-head")
                .attr("aria-expanded", move || if open.get() { "true" } else { "false" })
                .on_click(move |_| {
                    closed.update(|c| {
                        if !c.remove(&toggle_key) {
                            c.insert(toggle_key.clone());
                        }
                    });
                    desk.viewport.moved();
                })
                .child(move || if open.get() { icon("down") } else { icon("right") })
                .child(el("span").class("strong").child(title.clone()))
                .child(el("span").class("quiet").child(note.clone()))
        });
        let cells = move || {
            open.get().then(|| {
                let cells = (0..width).map(|column| cell(desk, key.clone(), column, chosen)).collect_view();
                el("div").class("lane-cells").child(cells)
            })
        };
        el("div").class("lane").child(head).child(cells).into_any()
    };
    (move || {
        let (width, lanes) = outline.get();
        lanes.into_iter().map(|(key, title)| lane(key, title, width)).collect_view()
    })
    .into_any()
}

fn cell(desk: Desk, lane: String, column: usize, chosen: Memo<usize>) -> AnyView {
    let key = lane.clone();
    let ids = Memo::new(move |_| {
        desk.board.with(|b| {
            let lane = b.lanes.iter().find(|l| l.key == key);
            lane.and_then(|l| l.cells.get(column))
                .map(|c| c.iter().map(|id| id.number()).collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let empty = Memo::new(move |_| ids.with(Vec::is_empty));
    let name = desk.board.with_untracked(|b| {
        let column = b.columns.get(column).map(|c| c.name.clone()).unwrap_or_default();
        match b.lanes.iter().find(|l| l.key == lane).filter(|l| !l.title.is_empty()) {
            Some(lane) => format!("{column}, {}", lane.title),
            None => column,
        }
    });
    let target_lane = lane.clone();
    let aimed = move || {
        let target = desk.drag.with(|d| d.as_ref().and_then(|d| d.target.clone()));
        target.filter(|t| t.column == column && t.lane == target_lane)
    };
    let at_foot = {
        let aimed = aimed.clone();
        move || aimed().is_some_and(|t| t.above.is_none())
    };
    el("div")
        .class(move || if chosen.get() == column { "cell chosen" } else { "cell" })
        .attr("data-lane", lane)
        .attr("data-column", column.to_string())
        .attr("role", "group")
        .attr("aria-label", name)
        .child(windowed(ids, desk.viewport, CARD, move |id| card::card(desk, WorkItemId::from(id))))
        .child(move || at_foot().then(|| el("div").class("drop-line foot")))
        .child(move || empty.get().then(|| el("p").class("nothing").child("Nothing here")))
        .into_any()
}

/// The running sprint that work added now belongs to: the team's, or the only one, while the sprint
/// board is on screen.
pub(super) fn sprint_in_view(app: App, project: ProjectId, team: Option<TeamId>) -> Option<SprintId> {
    let on_board = app.route.with_untracked(|r| r.view == View::Board);
    if !on_board || !untrack(|| filters::filter_now(app).sprint) {
        return None;
    }
    app.workbench.with_untracked(|p| {
        let running: Vec<_> = p
            .sprints
            .values()
            .filter(|s| s.state == SprintState::Active && s.project.is_none_or(|of| of == project))
            .collect();
        let of_team = running.iter().find(|s| team.is_some() && s.team == team);
        match (of_team, running.as_slice()) {
            (Some(sprint), _) => Some(sprint.id),
            (None, [only]) if only.team.is_none() || team.is_none() => Some(only.id),
            _ => None,
        }
    })
}

/// Whether the page opens on the sprint board.
pub(super) fn sprint_first(app: App) -> bool {
    let project = app.project();
    app.with(|p| has_sprint_work(p, project))
}
