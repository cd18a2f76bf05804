//! The first page of all: an honest empty state with three doors.

use super::data;
use super::shell::{Frame, save_state};
use crate::app::{App, Overlay, Route, View};
use crate::command::Command;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::platform::{clock, page};
use crate::sample;

fn door(
    sign: &'static str,
    title: &'static str,
    text: &'static str,
    points: [&'static str; 2],
    button: AnyView,
) -> AnyView {
    let points = points.map(|point| el("li").child(icon("check")).child(point)).collect_view();
    el("section")
        .class("door")
        .child(icon(sign))
        .child(el("h2").child(title))
        .child(el("p").child(text))
        .child(el("ul").child(points))
        .child(button)
        .into_any()
}

/// Opens the sample program in place of the empty one.
pub(super) fn open_sample(frame: Frame) {
    let app = frame.app;
    let program = app.zone.with_untracked(|zone| sample::program_at(clock::now(), zone));
    let command = Command::Replace { label: "Sample program opened".into(), program: Box::new(program) };
    data::replace(app, "before the sample program", command, move || app.go(Route::to(View::Today)));
}

/// The page.
pub(super) fn first_run(frame: Frame) -> AnyView {
    let app = frame.app;
    if let Some(document) = page::document() {
        document.set_title("Gluework");
    }
    let empty = el("button")
        .class("button primary large")
        .on_click(move |_| super::start::start_empty(app))
        .child("Start empty")
        .into_any();
    let import = el("button")
        .class("button large")
        .on_click(move |_| data::choose_files(frame))
        .child("Import…")
        .into_any();
    let look = el("button")
        .class("button large")
        .on_click(move |_| open_sample(frame))
        .child("Open the sample program")
        .into_any();
    let lead = "Gluework keeps the whole program in this browser, on this machine. There is no account and \
                no server, and nothing you type leaves this page unless you export it.";
    let doors = el("div")
        .class("doors")
        .child(door(
            "plus",
            "Start with nothing",
            "A program with an empty board, at once. The day fills as you work.",
            ["Two questions, when you like", "Import later at any time"],
            empty,
        ))
        .child(door(
            "import",
            "Bring what you have",
            "Drop a file anywhere on this page, or choose one. You see everything before it is written.",
            ["Jira: an export as CSV", "Gluework: a snapshot"],
            import,
        ))
        .child(door(
            "eye",
            "Look around first",
            "Halden Commerce: a product with three teams, two clients, six months of history.",
            ["Never mixes with your data", "Goes away in one click"],
            look,
        ));
    let bar = el("header")
        .class("first-bar")
        .child(el("span").class("logo").attr("aria-hidden", "true").child("G"))
        .child(el("strong").child("Gluework"))
        .child(el("span").class("grow"))
        .child(save_state(app));
    let keys = el("button")
        .class("row")
        .on_click(move |_| app.overlay.set(Some(Overlay::Keys)))
        .child("Keys")
        .child(el("span").class("keycap").child("?"));
    let foot = el("footer")
        .class("first-foot")
        .child(el("span").child("Nothing is loaded from anywhere else"))
        .child(recovery_points(app))
        .child(el("span").class("grow"))
        .child(keys);
    let main = el("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .child(el("h1").child("Your program is empty"))
        .child(el("p").class("lead").child(lead))
        .child(doors);
    el("div").class("first-run").child(bar).child(main).child(foot).into_any()
}

/// The way back for whoever deleted too much.
fn recovery_points(app: App) -> AnyView {
    let points = RwSignal::new(0);
    wasm_bindgen_futures::spawn_local(async move {
        let found = app.workbench.saver.list_points().await.len();
        points.try_set(found);
    });
    (move || {
        let words = super::phrases::count(points.get(), "recovery point", "recovery points");
        (points.get() > 0).then(|| {
            el("a")
                .attr("href", format!("#{}", Route::to(View::Data)))
                .child(format!("{words} in this browser"))
        })
    })
    .into_any()
}
