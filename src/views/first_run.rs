//! The first page of all: an honest empty state with three doors.

use super::data;
use super::shell::{Frame, save_state};
use crate::app::{Overlay, Route, View};
use crate::command::Command;
use crate::components::icon;
use crate::platform::page;
use crate::sample;
use leptos::prelude::*;

fn door(sign: &'static str, title: &'static str, text: &'static str, points: [&'static str; 2], button: AnyView) -> AnyView {
    let points = points.map(|point| view! { <li>{icon("check")} {point}</li> }).collect_view();
    view! {
        <section class="door">
            {icon(sign)}
            <h2>{title}</h2>
            <p>{text}</p>
            <ul>{points}</ul>
            {button}
        </section>
    }
    .into_any()
}

/// Opens the sample program in place of the empty one.
pub(super) fn open_sample(frame: Frame) {
    let app = frame.app;
    let program = app.zone.with_untracked(|zone| sample::program(app.today_untracked(), zone));
    let command = Command::Replace { label: "Sample program opened".into(), program: Box::new(program) };
    if data::replace(app, "before the sample program", command) {
        app.go(Route::to(View::Today));
    }
}

/// The page.
pub(super) fn first_run(frame: Frame) -> AnyView {
    let app = frame.app;
    if let Some(document) = page::document() {
        document.set_title("Gluework");
    }
    let empty = view! {
        <button class="button primary large" on:click=move |_| app.overlay.set(Some(Overlay::StartEmpty))>"Start empty"</button>
    }
    .into_any();
    let import = view! {
        <button class="button large" on:click=move |_| data::choose_files(frame)>"Import…"</button>
    }
    .into_any();
    let look = view! {
        <button class="button large" on:click=move |_| open_sample(frame)>"Open the sample program"</button>
    }
    .into_any();
    view! {
        <div class="first-run">
            <header class="first-bar">
                <span class="logo" aria-hidden="true">"G"</span>
                <strong>"Gluework"</strong>
                <span class="grow"></span>
                {save_state(app)}
            </header>
            <main id="main" tabindex="-1">
                <h1>"Your program is empty"</h1>
                <p class="lead">
                    "Gluework keeps the whole program in this browser, on this machine. There is no account and no server, and nothing you type leaves this page unless you export it."
                </p>
                <div class="doors">
                    {door(
                        "plus",
                        "Start with nothing",
                        "Name a program and add the first team. The day fills as you work.",
                        ["Two questions, under a minute", "Import later at any time"],
                        empty,
                    )}
                    {door(
                        "import",
                        "Bring what you have",
                        "Drop a file anywhere on this page, or choose one. You see everything before it is written.",
                        ["Jira: an export as CSV", "Gluework: a snapshot"],
                        import,
                    )}
                    {door(
                        "eye",
                        "Look around first",
                        "Halden Commerce: a product with three teams, two clients, six months of history.",
                        ["Never mixes with your data", "Goes away in one click"],
                        look,
                    )}
                </div>
            </main>
            <footer class="first-foot">
                <span>"Nothing is loaded from anywhere else"</span>
                <span class="grow"></span>
                <button class="row" on:click=move |_| app.overlay.set(Some(Overlay::Keys))>
                    "Keys" <span class="keycap">"?"</span>
                </button>
            </footer>
        </div>
    }
    .into_any()
}
