//! The frame around every page: the day as navigation, the header, the save state.

mod navigation;
mod save;

use super::{
    actions, backlog, board, clients, data, dialogs, first_run, import, item_panel, meetings, metrics,
    palette, phrases, record_panel, reports, retros, risks, roadmap, stakeholders, stand_ups, today,
    tomorrow, war_room,
};
use crate::analysis::Colour;
use crate::analysis::{Scope, board::has_sprint_work, today::needs};
use crate::app::{App, Overlay, Route, SaveState, View};
use crate::components::{MenuState, icon, mark, menu_layer};
use crate::dom::prelude::*;
use crate::model::DayParts;
use crate::model::order::InOrder;
use crate::platform::page;

pub(super) use navigation::nav_icon;
use navigation::*;
pub(super) use save::save_state;
use save::save_trouble;

/// What every page of the frame gets beside the app.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The app.
    pub app: App,
    /// The one menu.
    pub menu: MenuState,
}

/// The whole app: the first-run page or the frame, and what floats over it.
pub fn shell(app: App) -> AnyView {
    let frame = Frame { app, menu: MenuState::new() };
    let empty = Memo::new(move |_| {
        // Data stays within reach: recovery points are there.
        let data = app.route.with(|r| r.view == View::Data);
        !data && app.with(|p| p.projects.is_empty() && p.settings.name.is_empty())
    });
    let importing = Memo::new(move |_| app.import.with(Option::is_some));
    many(vec![
        el("a")
            .class("skip sr-only")
            .attr("href", "#main")
            .on_click(move |event| {
                event.prevent_default();
                page::focus_later("main".into());
            })
            .child("Skip to the content")
            .into_any(),
        (move || {
            if empty.get() && !importing.get() { first_run::first_run(frame) } else { framed(frame) }
        })
        .into_any(),
        (menu_layer(frame.menu)).into_any(),
        (dialogs::layer(frame)).into_any(),
        (palette::layer(frame)).into_any(),
        (toasts(app)).into_any(),
        super::papers::printed(app),
        el("div")
            .class("sr-only")
            .attr("aria-live", "polite")
            .attr("id", "spoken")
            .child(move || app.spoken.get())
            .into_any(),
    ])
    .into_any()
}

fn framed(frame: Frame) -> AnyView {
    let app = frame.app;
    let view = Memo::new(move |_| app.route.with(|r| r.view));
    el("div")
        .class("frame")
        .child(sidebar(app))
        .child(el("div").class("page").child(move || match view.get() {
            View::Today => today::page(frame),
            View::Standups => stand_ups::page(frame),
            View::Backlog => backlog::page(frame),
            View::Roadmap => roadmap::page(frame),
            View::Meetings => meetings::page(frame),
            View::Stakeholders => stakeholders::page(frame),
            View::Clients => clients::page(frame),
            View::WarRoom => war_room::page(frame),
            View::Actions => actions::page(frame),
            View::Retros => retros::page(frame),
            View::Tomorrow => tomorrow::page(frame),
            View::Risks => risks::page(frame),
            View::Board => board::page(frame),
            View::Metrics => metrics::page(frame),
            View::Reports => reports::page(frame),
            View::Data => data::page(frame),
            View::Import => import::page(frame),
            View::Unknown => not_found(frame),
        }))
        .child(phone_bar(app))
        .into_any()
}

/// A page with its header; the item panel stands beside it when an item is chosen.
pub(super) fn page_frame(
    frame: Frame,
    title: String,
    context: impl Fn() -> AnyView + Send + 'static,
    tools: AnyView,
    toolbar: Option<AnyView>,
    content: AnyView,
    panel: AnyView,
) -> AnyView {
    let app = frame.app;
    set_title(&title);
    el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .class("main")
        .child(
            el("header")
                .class("header")
                .child(el("h1").child(title))
                .child(el("div").class("context cut").child(context))
                .child(
                    el("div")
                        .class("tools")
                        .child(tools)
                        .child(undo_redo(app))
                        .child(el("span").class("divider"))
                        .child(save_state(app))
                        .child(
                            el("button")
                                .class("icon-button phone-only")
                                .attr("aria-label", "Search")
                                .on_click(move |_| app.overlay.set(Some(Overlay::Palette)))
                                .child(icon("search")),
                        )
                        .child(
                            el("button")
                                .class("icon-button phone-only")
                                .attr("aria-label", "Quick add")
                                .on_click(move |_| app.overlay.set(Some(Overlay::QuickAdd)))
                                .child(icon("plus")),
                        ),
                ),
        )
        .child(phone_tabs(app))
        .child(
            el("div")
                .class("body")
                .child(
                    el("div")
                        .class("body-main")
                        .child(super::start::questions(app))
                        .child(toolbar)
                        .child(content),
                )
                .child(panel)
                .child(record_panel::panel(frame))
                .child(item_panel::panel(frame)),
        )
        .into_any()
}

fn set_title(title: &str) {
    if let Some(document) = page::document() {
        document.set_title(&format!("{title} · Gluework"));
    }
}

/// Chooses the project that pages are about.
pub(super) fn project_select(app: App) -> AnyView {
    use crate::components::{Choice, select};
    let choices = move || {
        let mut choices = vec![Choice::new("", "All projects")];
        choices.extend(app.with(|p| {
            let mut projects: Vec<_> = p.projects.values().cloned().collect();
            projects.order_by(|a, b| a.name.cmp(&b.name));
            projects.iter().map(|p| Choice::new(p.prefix.clone(), p.name.clone())).collect::<Vec<_>>()
        }));
        choices
    };
    let value = move || app.param("project").unwrap_or_default();
    select("Project", "small bare", choices, value, move |prefix| app.set_param("project", &prefix))
}

fn undo_redo(app: App) -> AnyView {
    let workbench = app.workbench;
    let title = |label: Option<String>, verb: &str, none: &str| {
        label.map_or_else(|| none.to_owned(), |label| format!("{verb}: {label}"))
    };
    el("span")
        .class("row wide undo-redo")
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", "Undo")
                .attr("title", move || title(workbench.undoable.get(), "Undo", "Nothing to undo"))
                .attr("disabled", move || workbench.undoable.with(Option::is_none))
                .on_click(move |_| workbench.undo())
                .child(icon("undo")),
        )
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", "Redo")
                .attr("title", move || title(workbench.redoable.get(), "Redo", "Nothing to redo"))
                .attr("disabled", move || workbench.redoable.with(Option::is_none))
                .on_click(move |_| workbench.redo())
                .child(icon("redo")),
        )
        .into_any()
}

fn toasts(app: App) -> AnyView {
    let toasts = app.toasts;
    let hold = move |on: bool| toasts.held.set(on);
    let toast = move || {
        toasts.shown.get().map(|toast| {
            el("div")
                .class("toast")
                .attr("role", "group")
                .attr("aria-label", "Notice")
                .on_mouseenter(move |_| hold(true))
                .on_mouseleave(move |_| hold(false))
                .on_focusin(move |_| hold(true))
                .on_focusout(move |_| hold(false))
                .child(el("span").child(toast.text))
                .child({
                    toast.undo.then(|| {
                        el("button")
                            .on_click(move |_| {
                                toasts.shown.set(None);
                                app.workbench.undo();
                            })
                            .child("Undo")
                    })
                })
        })
    };
    el("div").class("toasts").attr("aria-live", "polite").child(save_trouble(app)).child(toast).into_any()
}

fn not_found(frame: Frame) -> AnyView {
    let app = frame.app;
    let content = el("div")
        .class("content")
        .child(
            el("div")
                .class("empty")
                .child(el("h2").child("There is no page at this address"))
                .child(
                    el("p").child("The link may be of another version, or cut. Your program is as it was."),
                )
                .child(
                    el("a")
                        .class("button")
                        .attr("href", format!("#{}", Route::to(View::Today)))
                        .child("Go to Today"),
                ),
        )
        .into_any();
    let context = move || app.route.with(|_| page::hash()).into_any();
    page_frame(frame, "Not found".into(), context, ().into_any(), None, content, ().into_any())
}
