//! The frame around every page: the day as navigation, the header, the save state.

use super::{
    board, data, dialogs, first_run, import, item_panel, metrics, palette, phrases, reports, risks, today,
};
use crate::analysis::Colour;
use crate::analysis::{board::has_sprint_work, today::needs};
use crate::app::{App, Overlay, Route, SaveState, View};
use crate::components::{MenuState, icon, mark, menu_layer};
use crate::dom::prelude::*;
use crate::model::DayParts;
use crate::platform::page;

/// What every page of the frame gets beside the app.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The app.
    pub app: App,
    /// The one menu.
    pub menu: MenuState,
}

/// The parts of the day, in order, with their pages.
const PARTS: [(&str, &str, &[View]); 4] = [
    ("Morning", "sunrise", &[]),
    ("Midday", "sun", &[View::Risks]),
    ("Afternoon", "sunset", &[View::Board, View::Metrics, View::Reports]),
    ("Evening", "moon", &[]),
];

fn begins(day: &DayParts, part: usize) -> u16 {
    [day.morning, day.midday, day.afternoon, day.evening].get(part).copied().unwrap_or(0)
}

/// The part of the day it is: the last one that began, Morning before all.
fn part_now(app: App) -> usize {
    use chrono::Timelike;
    let now = app.now.get();
    let local = app.zone.with(|z| z.local(now));
    let minute = (local.hour() * 60 + local.minute()) as u16;
    let day = app.with(|p| p.settings.day);
    (0..4).rev().find(|part| begins(&day, *part) <= minute).unwrap_or(0)
}

/// The whole app: the first-run page or the frame, and what floats over it.
pub fn shell(app: App) -> AnyView {
    let frame = Frame { app, menu: MenuState::new() };
    let empty = Memo::new(move |_| app.with(|p| p.projects.is_empty() && p.settings.name.is_empty()));
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
                .child(el("div").class("body-main").child(toolbar).child(content))
                .child(panel)
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
            projects.sort_by(|a, b| a.name.cmp(&b.name));
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

/// The save state: four honest words, never an icon alone.
pub(super) fn save_state(app: App) -> AnyView {
    let state = app.workbench.saver.state;
    let look = move || match state.get() {
        SaveState::Nothing => ("save", icon("dash"), "Nothing to save yet".to_owned(), String::new()),
        SaveState::Saving => {
            ("save", icon("saving"), "Saving".to_owned(), "A change is being written".to_owned())
        }
        SaveState::Saved(at) => {
            let when = app.zone.with_untracked(|z| phrases::clock(at, z));
            let how = format!(
                "Written to this browser at {when} and read back. Should the whole browser crash, it may still lose the last seconds."
            );
            ("save", icon("saved"), "Saved".to_owned(), how)
        }
        SaveState::Failed { short, long } => ("save amber", mark(Colour::Amber), short, long),
        SaveState::OtherTab(long) => ("save red", mark(Colour::Red), "Other tab is writing".to_owned(), long),
        SaveState::ReadOnly => (
            "save amber",
            mark(Colour::Amber),
            "Not saving, nothing is being changed".to_owned(),
            String::new(),
        ),
    };
    el("span")
        .attr("role", "status")
        .attr("aria-label", "Save state")
        .class(move || look().0)
        .attr("title", move || look().3)
        .child(move || {
            let (_, sign, text, _) = look();
            many(vec![(sign).into_any(), el("span").child(text).into_any()])
        })
        .into_any()
}

/// Says above the page why nothing is saved and what to do.
fn save_trouble(app: App) -> AnyView {
    let state = app.workbench.saver.state;
    (move || {
        let (class, text) = match state.get() {
            SaveState::Failed { long, .. } => ("trouble note amber", long),
            SaveState::OtherTab(long) => ("trouble note red", long),
            _ => return None,
        };
        let other = matches!(state.get_untracked(), SaveState::OtherTab(_));
        Some(
            el("div")
                .class(class)
                .attr("role", "alert")
                .child(el("span").class("grow").child(text))
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| data::export_snapshot(app))
                        .child("Export now"),
                )
                .child(if other {
                    el("button")
                        .class("button small")
                        .on_click(move |_| page::reload())
                        .child("Reload")
                        .into_any()
                } else {
                    el("button")
                        .class("button small")
                        .on_click(move |_| {
                            app.workbench.saver.write();
                        })
                        .child("Try again")
                        .into_any()
                }),
        )
    })
    .into_any()
}

fn nav_icon(view: View) -> &'static str {
    match view {
        View::Today => "today",
        View::Risks => "risk",
        View::Board => "board",
        View::Metrics => "metrics",
        View::Reports => "report",
        _ => "data",
    }
}

fn nav_link(
    app: App,
    view: View,
    count: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static,
) -> AnyView {
    let current =
        move || app.route.with(|r| r.view == view || (view == View::Data && r.view == View::Import));
    el("a")
        .attr("href", move || format!("#{}", app.to(view)))
        .attr("aria-current", move || current().then_some("page"))
        .attr("title", view.title())
        .child(icon(nav_icon(view)))
        .child(el("span").class("label").child(view.title()))
        .child(move || {
            count().filter(|n| *n > 0).map(|n| el("span").class("count").child(phrases::grouped(n)))
        })
        .into_any()
}

fn sidebar(app: App) -> AnyView {
    let due = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| needs(ctx, scope).len())
    });
    let risks = Memo::new(move |_| app.with(|p| p.risks.values().filter(|r| r.state.is_open()).count()));
    let cards = Memo::new(move |_| {
        let project = app.project();
        app.with(|p| {
            let filter = crate::analysis::board::BoardFilter {
                project,
                sprint: has_sprint_work(p, project),
                ..Default::default()
            };
            let board = crate::analysis::board::board(p, &filter, Default::default());
            board.columns.iter().filter(|c| !c.category.is_finished()).map(|c| c.shown).sum::<usize>()
        })
    });
    let count_of = move |view: View| match view {
        View::Risks => Some(risks.get()),
        View::Board => Some(cards.get()),
        _ => None,
    };
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(place, (name, _, views))| {
            let state = move || match part_now(app).cmp(&place) {
                std::cmp::Ordering::Greater => "part past",
                std::cmp::Ordering::Equal => "part now",
                std::cmp::Ordering::Less => "part",
            };
            let when = move || {
                if part_now(app) == place {
                    let now = app.now.get();
                    format!("now {}", app.zone.with(|z| phrases::clock(now, z)))
                } else {
                    app.with(|p| phrases::minutes(begins(&p.settings.day, place)))
                }
            };
            let links: Vec<_> =
                views.iter().map(|view| nav_link(app, *view, move || count_of(*view))).collect();
            el("div")
                .class(state)
                .child(
                    el("div")
                        .class("part-head")
                        .child(el("span").class("dot"))
                        .child(el("span").class("name").child(*name))
                        .child(el("span").class("when").child(when)),
                )
                .child(links)
        })
        .collect::<Vec<_>>();
    el("div")
        .class("sidebar")
        .child(
            el("div")
                .class("program-name")
                .child(
                    el("span")
                        .class("logo")
                        .attr("aria-hidden", "true")
                        .child(move || app.with(|p| first_letter(&p.settings.name))),
                )
                .child(el("span").class("label cut").child(move || app.with(|p| p.settings.name.clone()))),
        )
        .child(
            el("div")
                .class("side-tools")
                .child(
                    el("button")
                        .class("search-button")
                        .attr("aria-label", "Search and commands")
                        .on_click(move |_| app.overlay.set(Some(Overlay::Palette)))
                        .child(icon("search"))
                        .child(el("span").class("label grow").child("Search"))
                        .child(el("span").class("keycap").child(if page::is_mac() {
                            "⌘K"
                        } else {
                            "Ctrl K"
                        })),
                )
                .child(
                    el("button")
                        .class("icon-button edged")
                        .attr("aria-label", "Quick add")
                        .attr("title", "Quick add (C)")
                        .on_click(move |_| app.overlay.set(Some(Overlay::QuickAdd)))
                        .child(icon("plus")),
                ),
        )
        .child(
            el("nav")
                .class("nav")
                .attr("aria-label", "The day")
                .child(nav_link(app, View::Today, move || Some(due.get())))
                .child(el("div").class("day").child(parts)),
        )
        .child(
            el("div").class("nav-foot").child(nav_link(app, View::Data, || None)).child(
                el("button")
                    .on_click(move |_| app.overlay.set(Some(Overlay::Keys)))
                    .attr("aria-label", "Keys")
                    .child(icon("keys"))
                    .child(el("span").class("label").child("Keys"))
                    .child(el("span").class("keycap").child("?")),
            ),
        )
        .into_any()
}

fn first_letter(name: &str) -> String {
    name.chars().next().map_or_else(|| "G".to_owned(), |c| c.to_uppercase().collect())
}

/// On a phone: Today and the four parts of the day.
fn phone_bar(app: App) -> AnyView {
    let today = el("a")
        .attr("href", move || format!("#{}", app.to(View::Today)))
        .attr("aria-current", move || app.route.with(|r| r.view == View::Today).then_some("true"))
        .child(icon("today"))
        .child("Today");
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(place, (name, sign, views))| {
            let here = move || app.route.with(|r| views.contains(&r.view)).then_some("true");
            // A part without a page of its own leads to Today, which shows what it holds.
            let target = views.first().copied().unwrap_or(View::Today);
            el("a")
                .attr("href", move || format!("#{}", app.to(target)))
                .attr("aria-current", here)
                .child(icon(sign))
                .child(*name)
                .child(move || (part_now(app) == place).then(|| el("span").class("now-dot")))
        })
        .collect::<Vec<_>>();
    el("nav").class("phone-bar").attr("aria-label", "Parts of the day").child(today).child(parts).into_any()
}

/// On a phone: the pages of the part that is on screen, and Data.
fn phone_tabs(app: App) -> AnyView {
    let tabs = move || {
        let here = app.route.with(|r| r.view);
        let part = PARTS.iter().find(|(_, _, views)| views.contains(&here)).map_or(&[] as &[View], |p| p.2);
        let mut views: Vec<View> = if part.is_empty() { vec![View::Today] } else { part.to_vec() };
        views.push(View::Data);
        views
            .into_iter()
            .map(|view| {
                el("a")
                    .attr("href", format!("#{}", app.to(view)))
                    .attr("aria-current", (view == here).then_some("page"))
                    .child(view.title())
            })
            .collect::<Vec<_>>()
    };
    el("nav").class("phone-tabs").attr("aria-label", "Pages").child(tabs).into_any()
}

fn toasts(app: App) -> AnyView {
    let toasts = app.toasts;
    let hold = move |on: bool| toasts.held.set(on);
    let toast = move || {
        toasts.shown.get().map(|toast| {
            el("div")
                .class("toast")
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
