//! The frame around every page: the day as navigation, the header, the save state.

use super::{board, data, dialogs, first_run, import, item_panel, metrics, palette, phrases, reports, risks, today};
use crate::analysis::{board::has_sprint_work, today::needs};
use crate::app::{App, Overlay, Route, SaveState, View};
use crate::components::{MenuState, icon, mark, menu_layer};
use crate::analysis::Colour;
use crate::model::DayParts;
use crate::platform::page;
use leptos::prelude::*;

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
    view! {
        <a class="skip sr-only" href="#main" on:click=move |event| {
            event.prevent_default();
            page::focus_later("main".into());
        }>"Skip to the content"</a>
        {move || {
            if empty.get() && !importing.get() {
                first_run::first_run(frame)
            } else {
                framed(frame)
            }
        }}
        {menu_layer(frame.menu)}
        {dialogs::layer(frame)}
        {palette::layer(frame)}
        {toasts(app)}
        <div class="sr-only" aria-live="polite" id="spoken">{move || app.spoken.get()}</div>
    }
    .into_any()
}

fn framed(frame: Frame) -> AnyView {
    let app = frame.app;
    let view = Memo::new(move |_| app.route.with(|r| r.view));
    view! {
        <div class="frame">
            {sidebar(app)}
            <div class="page">
                {move || match view.get() {
                    View::Today => today::page(frame),
                    View::Risks => risks::page(frame),
                    View::Board => board::page(frame),
                    View::Metrics => metrics::page(frame),
                    View::Reports => reports::page(frame),
                    View::Data => data::page(frame),
                    View::Import => import::page(frame),
                    View::Unknown => not_found(frame),
                }}
            </div>
            {phone_bar(app)}
        </div>
    }
    .into_any()
}

/// A page with its header; the item panel stands beside it when an item is chosen.
pub(super) fn page_frame(frame: Frame, title: String, context: impl Fn() -> AnyView + Send + 'static, tools: AnyView, toolbar: Option<AnyView>, content: AnyView, panel: AnyView) -> AnyView {
    let app = frame.app;
    set_title(&title);
    view! {
        <main id="main" tabindex="-1" class="main">
            <header class="header">
                <h1>{title}</h1>
                <div class="context cut">{context}</div>
                <div class="tools">
                    {tools}
                    {undo_redo(app)}
                    <span class="divider"></span>
                    {save_state(app)}
                    <button class="icon-button phone-only" aria-label="Search" on:click=move |_| app.overlay.set(Some(Overlay::Palette))>
                        {icon("search")}
                    </button>
                    <button class="icon-button phone-only" aria-label="Quick add" on:click=move |_| app.overlay.set(Some(Overlay::QuickAdd))>
                        {icon("plus")}
                    </button>
                </div>
            </header>
            {phone_tabs(app)}
            <div class="body">
                <div class="body-main">
                    {toolbar}
                    {content}
                </div>
                {panel}
                {item_panel::panel(frame)}
            </div>
        </main>
    }
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
    view! {
        <span class="row wide undo-redo">
            <button
                class="icon-button"
                aria-label="Undo"
                title=move || title(workbench.undoable.get(), "Undo", "Nothing to undo")
                disabled=move || workbench.undoable.with(Option::is_none)
                on:click=move |_| workbench.undo()
            >
                {icon("undo")}
            </button>
            <button
                class="icon-button"
                aria-label="Redo"
                title=move || title(workbench.redoable.get(), "Redo", "Nothing to redo")
                disabled=move || workbench.redoable.with(Option::is_none)
                on:click=move |_| workbench.redo()
            >
                {icon("redo")}
            </button>
        </span>
    }
    .into_any()
}

/// The save state: four honest words, never an icon alone.
pub(super) fn save_state(app: App) -> AnyView {
    let state = app.workbench.saver.state;
    let look = move || match state.get() {
        SaveState::Nothing => ("save", icon("dash"), "Nothing to save yet".to_owned(), String::new()),
        SaveState::Saving => ("save", icon("saving"), "Saving".to_owned(), "A change is being written".to_owned()),
        SaveState::Saved(at) => {
            let when = app.zone.with_untracked(|z| phrases::clock(at, z));
            let how = format!("Written to this browser at {when} and read back. Should the whole browser crash, it may still lose the last seconds.");
            ("save", icon("saved"), "Saved".to_owned(), how)
        }
        SaveState::Failed { short, long } => ("save amber", mark(Colour::Amber), short, long),
        SaveState::OtherTab(long) => ("save red", mark(Colour::Red), "Other tab is writing".to_owned(), long),
        SaveState::ReadOnly => ("save amber", mark(Colour::Amber), "Not saving, nothing is being changed".to_owned(), String::new()),
    };
    view! {
        <span role="status" aria-label="Save state" class=move || look().0 title=move || look().3>
            {move || {
                let (_, sign, text, _) = look();
                view! { {sign} <span>{text}</span> }
            }}
        </span>
    }
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
        Some(view! {
            <div class=class role="alert">
                <span class="grow">{text}</span>
                <button class="button small" on:click=move |_| data::export_snapshot(app)>"Export now"</button>
                {if other {
                    view! { <button class="button small" on:click=move |_| page::reload()>"Reload"</button> }.into_any()
                } else {
                    view! { <button class="button small" on:click=move |_| { app.workbench.saver.write(); }>"Try again"</button> }.into_any()
                }}
            </div>
        })
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

fn nav_link(app: App, view: View, count: impl Fn() -> Option<usize> + Copy + Send + Sync + 'static) -> AnyView {
    let current = move || app.route.with(|r| r.view == view || (view == View::Data && r.view == View::Import));
    view! {
        <a
            href=move || format!("#{}", app.to(view))
            aria-current=move || current().then_some("page")
            title=view.title()
        >
            {icon(nav_icon(view))}
            <span class="label">{view.title()}</span>
            {move || count().filter(|n| *n > 0).map(|n| view! { <span class="count">{phrases::grouped(n)}</span> })}
        </a>
    }
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
            let filter = crate::analysis::board::BoardFilter { project, sprint: has_sprint_work(p, project), ..Default::default() };
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
            let links: Vec<_> = views.iter().map(|view| nav_link(app, *view, move || count_of(*view))).collect();
            view! {
                <div class=state>
                    <div class="part-head">
                        <span class="dot"></span>
                        <span class="name">{*name}</span>
                        <span class="when">{when}</span>
                    </div>
                    {links}
                </div>
            }
        })
        .collect::<Vec<_>>();
    view! {
        <div class="sidebar">
            <div class="program-name">
                <span class="logo" aria-hidden="true">{move || app.with(|p| first_letter(&p.settings.name))}</span>
                <span class="label cut">{move || app.with(|p| p.settings.name.clone())}</span>
            </div>
            <div class="side-tools">
                <button class="search-button" aria-label="Search and commands" on:click=move |_| app.overlay.set(Some(Overlay::Palette))>
                    {icon("search")} <span class="label grow">"Search"</span>
                    <span class="keycap">{if page::is_mac() { "⌘K" } else { "Ctrl K" }}</span>
                </button>
                <button class="icon-button edged" aria-label="Quick add" title="Quick add (C)" on:click=move |_| app.overlay.set(Some(Overlay::QuickAdd))>
                    {icon("plus")}
                </button>
            </div>
            <nav class="nav" aria-label="The day">
                {nav_link(app, View::Today, move || Some(due.get()))}
                <div class="day">{parts}</div>
            </nav>
            <div class="nav-foot">
                {nav_link(app, View::Data, || None)}
                <button on:click=move |_| app.overlay.set(Some(Overlay::Keys)) aria-label="Keys">
                    {icon("keys")} <span class="label">"Keys"</span> <span class="keycap">"?"</span>
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn first_letter(name: &str) -> String {
    name.chars().next().map_or_else(|| "G".to_owned(), |c| c.to_uppercase().collect())
}

/// On a phone: Today and the four parts of the day.
fn phone_bar(app: App) -> AnyView {
    let today = view! {
        <a href=move || format!("#{}", app.to(View::Today)) aria-current=move || app.route.with(|r| r.view == View::Today).then_some("true")>
            {icon("today")} "Today"
        </a>
    };
    let parts = PARTS
        .iter()
        .enumerate()
        .map(|(place, (name, sign, views))| {
            let here = move || app.route.with(|r| views.contains(&r.view)).then_some("true");
            // A part without a page of its own leads to Today, which shows what it holds.
            let target = views.first().copied().unwrap_or(View::Today);
            view! {
                <a href=move || format!("#{}", app.to(target)) aria-current=here>
                    {icon(sign)} {*name}
                    {move || (part_now(app) == place).then(|| view! { <span class="now-dot"></span> })}
                </a>
            }
        })
        .collect::<Vec<_>>();
    view! { <nav class="phone-bar" aria-label="Parts of the day">{today} {parts}</nav> }.into_any()
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
                view! {
                    <a href=format!("#{}", app.to(view)) aria-current=(view == here).then_some("page")>{view.title()}</a>
                }
            })
            .collect::<Vec<_>>()
    };
    view! { <nav class="phone-tabs" aria-label="Pages">{tabs}</nav> }.into_any()
}

fn toasts(app: App) -> AnyView {
    let toasts = app.toasts;
    let hold = move |on: bool| toasts.held.set(on);
    let toast = move || {
        toasts.shown.get().map(|toast| {
            view! {
                <div
                    class="toast"
                    on:mouseenter=move |_| hold(true)
                    on:mouseleave=move |_| hold(false)
                    on:focusin=move |_| hold(true)
                    on:focusout=move |_| hold(false)
                >
                    <span>{toast.text}</span>
                    {toast
                        .undo
                        .then(|| {
                            view! {
                                <button on:click=move |_| {
                                    toasts.shown.set(None);
                                    app.workbench.undo();
                                }>"Undo"</button>
                            }
                        })}
                </div>
            }
        })
    };
    view! { <div class="toasts" aria-live="polite">{save_trouble(app)} {toast}</div> }.into_any()
}

fn not_found(frame: Frame) -> AnyView {
    let app = frame.app;
    let content = view! {
        <div class="content">
            <div class="empty">
                <h2>"There is no page at this address"</h2>
                <p>"The link may be of another version, or cut. Your program is as it was."</p>
                <a class="button" href=format!("#{}", Route::to(View::Today))>"Go to Today"</a>
            </div>
        </div>
    }
    .into_any();
    let context = move || app.route.with(|_| page::hash()).into_any();
    page_frame(frame, "Not found".into(), context, ().into_any(), None, content, ().into_any())
}
