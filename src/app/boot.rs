//! The start: load, then mount the app or the recovery page.

use super::focus;
use super::route::Route;
use super::shortcuts;
use super::state::{App, zone_of};
use super::toast::Toasts;
use super::workbench::Workbench;
use crate::dom::{self, AnyView, IntoView};
use crate::model::Program;
use crate::platform::{clock, local_storage::Browser, page};
use crate::storage::{Base, Keeper, Load, Loaded, Stop, load};
use crate::views::{Trouble, recovery, shell};
use leptos::prelude::{Get, GetUntracked, RwSignal, Set, WithUntracked};
use std::sync::Arc;

/// What the page shows: nothing yet (the static shell stands), the app, or the recovery page.
#[derive(Clone)]
enum Page {
    Waiting,
    App(App),
    Recovery(App, Trouble),
}

/// Starts the application in this page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| show_panic(&info.to_string())));
    let loaded = load(&Browser);
    dom::mount(move || {
        let shown = RwSignal::new(Page::Waiting);
        begin(loaded, shown);
        (move || match shown.get() {
            Page::Waiting => ().into_any(),
            Page::App(app) => {
                remove_shell();
                run(app)
            }
            Page::Recovery(app, trouble) => {
                remove_shell();
                recovery(app, trouble)
            }
        })
        .into_any()
    });
}

fn remove_shell() {
    if let Some(shell) = page::find("#shell") {
        shell.remove();
    }
}

/// Shows what local storage holds at once; what else there is, once the vault has answered.
fn begin(loaded: Load, shown: RwSignal<Page>) {
    let seed = clock::stamp().seed;
    let now = clock::now();
    match loaded {
        Load::Ready(ready) => {
            let Loaded { program, writer, revision, mark, saved_at, problems } = *ready;
            let app = application(program);
            app.workbench
                .saver
                .arm(Keeper::new(seed, Base::Program { revision, mark, saved_at }, Some(writer)), saved_at);
            if let Some(first) = problems.first() {
                app.toasts.say(format!("{} found in the stored program: {first}", count(problems.len())));
            }
            shown.set(Page::App(app));
            settle(app, shown, None);
        }
        Load::Fresh(writer) => {
            let app = application(Program::default());
            app.workbench.saver.arm(Keeper::new(seed, Base::Nothing, Some(writer)), now);
            settle(app, shown, None);
        }
        Load::Elsewhere { writer, .. } => {
            let app = application(Program::default());
            app.workbench.saver.arm(Keeper::new(seed, Base::Elsewhere, Some(writer)), now);
            settle(app, shown, None);
        }
        Load::Unavailable(_) => {
            let app = application(Program::default());
            app.workbench.saver.arm(Keeper::new(seed, Base::Nothing, None), now);
            settle(app, shown, None);
        }
        Load::Newer { version, .. } => {
            shown.set(Page::Recovery(application(Program::default()), Trouble::Newer(version)));
        }
        // The vault may hold the whole of it: the recovery page offers that, and writes nothing itself.
        Load::Damaged { reason, raw } => {
            let app = application(Program::default());
            app.workbench.saver.arm(Keeper::new(seed, Base::Nothing, None), now);
            settle(app, shown, Some(Trouble::Damaged { reason, length: raw.len() }));
        }
    }
}

/// Joins the vault, then shows the app or the trouble.
fn settle(app: App, shown: RwSignal<Page>, trouble: Option<Trouble>) {
    wasm_bindgen_futures::spawn_local(async move {
        let saver = app.workbench.saver;
        saver.settle().await;
        let stopped = saver.stopped().map(|stop| match stop {
            Stop::Newer(version) => Trouble::Newer(version),
            Stop::Unreadable(reason) => Trouble::Journal(reason),
        });
        let unreachable = saver.unreachable().map(Trouble::Unreachable);
        if let Some(trouble) = trouble.or(stopped).or(unreachable) {
            page::leave_field();
            shown.set(Page::Recovery(app, trouble));
        } else if matches!(shown.get_untracked(), Page::Waiting) {
            shown.set(Page::App(app));
        }
    });
}

fn count(problems: usize) -> String {
    if problems == 1 { "1 inconsistency was".into() } else { format!("{problems} inconsistencies were") }
}

fn application(program: Program) -> App {
    let toasts = Toasts::new();
    let zone_name = zone_of(&program);
    App {
        workbench: Workbench::new(program, toasts),
        route: RwSignal::new(Route::parse(&page::hash())),
        now: RwSignal::new(clock::now()),
        zone: RwSignal::new(Arc::new(clock::zone(&zone_name))),
        overlay: RwSignal::new(None),
        toasts,
        spoken: RwSignal::new(String::new()),
        naming: RwSignal::new(None),
        import: RwSignal::new(None),
        import_share: RwSignal::new(0.0),
        printing: RwSignal::new(None),
    }
}

fn run(app: App) -> AnyView {
    // The address may have changed while the vault was asked.
    app.route.set(Route::parse(&page::hash()));
    page::on_window("hashchange", move |_| {
        let route = Route::parse(&page::hash());
        if app.route.with_untracked(|r| *r != route) {
            page::leave_field();
            app.route.set(route);
        }
    });
    // To the minute is enough for ages and clocks, and lets the page rest.
    page::every(20_000, move || {
        let now = clock::now();
        if now.0 / 60_000 != app.now.get_untracked().0 / 60_000 {
            app.now.set(now);
        }
    });
    let saver = app.workbench.saver;
    page::on_document("visibilitychange", move |_| {
        if page::is_hidden() {
            page::leave_field();
            saver.flush();
        } else {
            app.now.set(clock::now());
            // Timers and messages may have slept with the page.
            saver.hear();
        }
    });
    page::on_window("pageshow", move |_| saver.hear());
    page::on_window("pagehide", move |_| {
        page::leave_field();
        saver.leave();
    });
    page::on_window("beforeunload", move |event| {
        page::leave_field();
        saver.leave();
        if saver.has_unsaved() {
            event.prevent_default();
        }
    });
    // Emptied storage is filled again from what is on screen.
    page::on_window("storage", move |_| saver.refill_local());
    app.follow_zone();
    super::watches::follow(app);
    shortcuts::listen(app);
    focus::keep();
    super::drop_files::listen(app);
    shell(app)
}

/// The last words when the program breaks: what is safe and what to do.
fn show_panic(detail: &str) {
    web_sys::console::error_1(&detail.into());
    let Some(document) = page::document() else { return };
    let (Some(body), Ok(screen)) = (document.body(), document.create_element("div")) else { return };
    let _ = screen.set_attribute("role", "alertdialog");
    let _ = screen.set_attribute("aria-label", "Gluework stopped");
    screen.set_class_name("scrim");
    let line = |tag: &str, text: &str| -> Option<web_sys::Element> {
        let element = document.create_element(tag).ok()?;
        element.set_text_content(Some(text));
        Some(element)
    };
    let Ok(frame) = document.create_element("div") else { return };
    frame.set_class_name("dialog panic");
    let parts = [
        line("h2", "Gluework stopped because of a mistake in it"),
        line("p", "Everything that was marked as saved is safe in this browser. Reload the page to go on."),
        line("pre", detail),
    ];
    for part in parts.into_iter().flatten() {
        let _ = frame.append_child(&part);
    }
    let _ = screen.append_child(&frame);
    let _ = body.append_child(&screen);
}
