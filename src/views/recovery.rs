//! The page for a stored program that cannot be read: nothing is changed before the user decides.

use crate::components::table_head;
use crate::dom::prelude::*;
use crate::model::Timestamp;
use crate::platform::{clock, files, local_storage::Browser, page};
use crate::storage::{Writer, raw_export, recovery as points};
use crate::views::phrases;

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A newer app wrote it, in this version.
    Newer(u32),
    /// It is damaged; what is wrong.
    Damaged(String),
}

fn export(said: RwSignal<String>) {
    let day = clock::now().to_string();
    let name = format!("gluework-raw-{}.json", day.get(..10).unwrap_or("export"));
    if !files::download(&name, "application/json", &raw_export(&Browser)) {
        said.set("The browser refused the download. Nothing was changed; allow downloads for this page and try again.".into());
    }
}

/// Sets the unreadable data aside, stores a program in its place and starts over.
fn continue_with(program: Option<crate::model::Program>, said: RwSignal<String>) {
    let outcome = Writer::replace_unreadable(&Browser).and_then(|mut writer| {
        let program = program.unwrap_or_default();
        writer.save(&Browser, &program, clock::now())
    });
    match outcome {
        Ok(_) => page::reload(),
        Err(error) => said.set(error.to_string()),
    }
}

/// The page.
pub fn recovery(trouble: Trouble, raw: String) -> AnyView {
    if let Some(document) = page::document() {
        document.set_title("Recovery · Gluework");
    }
    let said = RwSignal::new(String::new());
    let (title, lead, detail) = match &trouble {
        Trouble::Newer(version) => (
            "This program was saved by a newer Gluework",
            "The page in this tab is older than the data. Nothing was changed or \
deleted. Reload to get the newer page.",
            format!("stored version {version}, {} characters", phrases::grouped(raw.len())),
        ),
        Trouble::Damaged(reason) => (
            "The stored program could not be read",
            "Gluework has not changed or deleted anything: every byte is still in this browser.",
            format!("{reason}. {} characters stored", phrases::grouped(raw.len())),
        ),
    };
    let newer = matches!(trouble, Trouble::Newer(_));
    let zone = clock::zone(&clock::zone_name());
    let today = zone.day(clock::now());
    let when = move |at: Timestamp| phrases::moment(at, &zone, today);
    let list = points::list(&Browser).unwrap_or_default();
    let none = list.is_empty();
    let rows = list
        .into_iter()
        .map(|point| {
            let key = point.key.clone();
            el("tr")
                .child(el("td").class("strong").child(when(point.taken)))
                .child(el("td").child(point.why))
                .child(el("td").class("num").child(phrases::grouped(point.records)))
                .child(
                    el("td").class("num").child(
                        el("button")
                            .class("link")
                            .on_click(move |_| match points::read(&Browser, &key) {
                                Ok(program) => continue_with(Some(program), said),
                                Err(error) => said.set(error.to_string()),
                            })
                            .child("Go back to it"),
                    ),
                )
        })
        .collect_view();
    let row = |name: &'static str, text: &'static str, button: AnyView| {
        el("div")
            .class("data-row")
            .child(
                el("div")
                    .child(el("div").class("strong").child(name))
                    .child(el("div").class("quiet").child(text)),
            )
            .child(el("div").class("actions").child(button))
    };
    el("div")
        .class("recovery-page")
        .child(
            el("header")
                .class("first-bar")
                .child(el("span").class("logo").attr("aria-hidden", "true").child("G"))
                .child(el("strong").child("Gluework"))
                .child(el("span").class("grow"))
                .child(
                    el("span")
                        .class("save amber")
                        .attr("role", "status")
                        .child("Not saving, nothing is being changed"),
                ),
        )
        .child(
            el("main")
                .class("recovery")
                .attr("id", "main")
                .attr("tabindex", "-1")
                .child(el("p").class("amber strong").child("Opened for reading only"))
                .child(el("h1").child(title))
                .child(el("p").class("lead").child(lead))
                .child(move || {
                    (!said.with(String::is_empty))
                        .then(|| el("div").class("note red").attr("role", "alert").child(said.get()))
                })
                .child(
                    el("section")
                        .child(el("div").class("list-head").child(el("h2").child("What to do")))
                        .child(newer.then(|| {
                            row(
                                "Reload the page",
                                "Gets the newest Gluework, which can read this program.",
                                el("button")
                                    .class("button primary")
                                    .on_click(|_| page::reload())
                                    .child("Reload")
                                    .into_any(),
                            )
                        }))
                        .child(row(
                            "Export the raw data first",
                            "One file with every byte that is stored, readable or not. Worth doing \
before anything else.",
                            el("button")
                                .class(if newer { "button" } else { "button primary" })
                                .on_click(move |_| export(said))
                                .child("Export raw data")
                                .into_any(),
                        ))
                        .child(row(
                            "Open a snapshot file",
                            "If you saved one elsewhere. The unreadable part is set aside, not deleted.",
                            el("button")
                                .class("button")
                                .on_click(move |_| open_file(said))
                                .child("Open file…")
                                .into_any(),
                        ))
                        .child(row(
                            "Start with an empty program",
                            "The unreadable part is set aside, not deleted, and stays in the raw export.",
                            el("button")
                                .class("button")
                                .on_click(move |_| continue_with(None, said))
                                .child("Set aside and start empty")
                                .into_any(),
                        )),
                )
                .child(
                    el("section")
                        .child(
                            el("div")
                                .class("list-head")
                                .child(el("h2").child("Or go back to a recovery point")),
                        )
                        .child(none.then(|| el("p").class("empty").child("There is none in this browser.")))
                        .child((!none).then(|| {
                            el("table")
                                .class("table")
                                .child(table_head(&["Taken", "Why", "#Records", "-Action"]))
                                .child(el("tbody").child(rows))
                        })),
                )
                .child(
                    el("section").child(
                        el("details")
                            .child(el("summary").child("Details for a bug report"))
                            .child(el("p").class("formula").child(detail)),
                    ),
                ),
        )
        .into_any()
}

fn open_file(said: RwSignal<String>) {
    files::choose(move |mut chosen| {
        if chosen.is_empty() {
            return;
        }
        let file = chosen.remove(0);
        wasm_bindgen_futures::spawn_local(async move {
            let read = files::read(file).await;
            let program = read.and_then(|file| {
                let text = String::from_utf8(file.bytes).map_err(|_| "This file is not text".to_owned())?;
                crate::exchange::snapshot::read(&text).map(|s| s.program).map_err(|e| e.to_string())
            });
            match program {
                Ok(program) => continue_with(Some(program), said),
                Err(error) => said.set(error),
            }
        });
    });
}
