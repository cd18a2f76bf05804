//! The start: load, then mount the app or the recovery page.

use super::autosave::SaveState;
use super::route::Route;
use super::shortcuts;
use super::state::{App, zone_of};
use super::toast::Toasts;
use super::workbench::Workbench;
use crate::dom::{self, AnyView};
use crate::model::Program;
use crate::platform::{clock, local_storage::Browser, page};
use crate::storage::{CHECKPOINT, Load, Loaded, StoreError, load};
use crate::views::{Trouble, recovery, shell};
use leptos::prelude::{GetUntracked, RwSignal, Set, WithUntracked};
use std::sync::Arc;

/// Starts the application in this page.
pub fn start() {
    std::panic::set_hook(Box::new(|info| show_panic(&info.to_string())));
    let loaded = load(&Browser);
    if let Some(shell) = page::find("#shell") {
        shell.remove();
    }
    dom::mount(move || page_for(loaded));
}

fn page_for(loaded: Load) -> AnyView {
    match loaded {
        Load::Fresh(writer) => {
            let app = application(Program::default());
            app.workbench.saver.arm(writer, SaveState::Nothing);
            run(app)
        }
        Load::Ready(ready) => {
            let Loaded { program, writer, saved_at, problems } = *ready;
            let app = application(program);
            app.workbench.saver.arm(writer, SaveState::Saved(saved_at));
            if let Some(first) = problems.first() {
                app.toasts.say(format!("{} found in the stored program: {first}", count(problems.len())));
            }
            run(app)
        }
        Load::Unavailable(error) => {
            let app = application(Program::default());
            app.workbench.saver.state.set(blocked(&error));
            run(app)
        }
        Load::Newer { version, raw } => recovery(Trouble::Newer(version), raw),
        Load::Damaged { raw, reason } => recovery(Trouble::Damaged(reason), raw),
    }
}

fn count(problems: usize) -> String {
    if problems == 1 { "1 inconsistency was".into() } else { format!("{problems} inconsistencies were") }
}

/// Storage cannot even be read: the app works, but only until the page is closed.
fn blocked(error: &StoreError) -> SaveState {
    SaveState::Failed {
        short: "Not saved, storage blocked".into(),
        long: format!(
            "This browser does not let the page store anything ({error}). You can work, but all of it is lost when \
             the page closes: export a snapshot before. Allow site data for this page to save here."
        ),
    }
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
    }
}

fn run(app: App) -> AnyView {
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
    page::on_document("visibilitychange", move |_| {
        if page::is_hidden() {
            page::leave_field();
            app.workbench.saver.flush();
        } else {
            app.now.set(clock::now());
        }
    });
    page::on_window("pagehide", move |_| {
        page::leave_field();
        app.workbench.saver.flush();
    });
    page::on_window("beforeunload", move |event| {
        page::leave_field();
        app.workbench.saver.flush();
        if app.workbench.saver.has_unsaved() {
            event.prevent_default();
        }
    });
    page::on_window("storage", move |event| other_tab(app, &event));
    app.follow_zone();
    shortcuts::listen(app);
    super::drop_files::listen(app);
    shell(app)
}

/// Another tab wrote the program, or emptied the store. With nothing unsaved here, this tab takes a
/// newer state over; what it cannot follow stops its writing, and it says so.
fn other_tab(app: App, event: &web_sys::Event) {
    use wasm_bindgen::JsCast;
    let key = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key);
    // Without a key, the whole store was emptied.
    if key.is_some_and(|key| key != CHECKPOINT) {
        return;
    }
    page::leave_field();
    let saver = app.workbench.saver;
    if saver.has_unsaved() {
        return;
    }
    match load(&Browser) {
        Load::Ready(ready) if ready.writer.revision() > saver.revision() => {
            let Loaded { program, writer, saved_at, .. } = *ready;
            app.naming.set(None);
            app.workbench.take_over(program);
            saver.arm(writer, SaveState::Saved(saved_at));
        }
        // What stood there is gone, and what is here is whole: keep it.
        Load::Fresh(writer) => {
            saver.arm(writer, SaveState::Saving);
            saver.write();
        }
        Load::Ready(_) | Load::Newer { .. } | Load::Damaged { .. } => saver.state.set(SaveState::OtherTab(
            "Another tab stored a program that this one cannot follow, so this one no longer writes. What is stored is \
             safe. Export this state if you need it, then reload."
                .into(),
        )),
        Load::Unavailable(error) => saver.state.set(blocked(&error)),
    }
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
