//! The page for a stored program that cannot be read: nothing is changed before the user decides.

use crate::app::{App, KeptPoint};
use crate::components::table_head;
use crate::dom::prelude::*;
use crate::model::{Program, Timestamp};
use crate::platform::{clock, files, local_storage::Browser, page};
use crate::storage::{Load, Writer, load};
use crate::views::phrases;
use wasm_bindgen_futures::spawn_local;

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A newer app wrote it, in this version (0 = the database's own layout is newer).
    Newer(u32),
    /// What local storage holds is damaged.
    Damaged {
        /// What is wrong, as a sentence without a full stop.
        reason: String,
        /// How many characters are stored.
        length: usize,
    },
    /// What the database holds is damaged; what is wrong.
    Journal(String),
    /// The program is in the database, which cannot be reached; why.
    Unreachable(String),
}

/// What the page's verbs work with.
#[derive(Clone, Copy)]
struct Desk {
    app: App,
    /// What went wrong with the last verb.
    said: RwSignal<String>,
}

fn export(desk: Desk) {
    spawn_local(async move {
        let text = desk.app.workbench.saver.raw_export().await;
        let day = clock::now().to_string();
        let name = format!("gluework-raw-{}.json", day.get(..10).unwrap_or("export"));
        if !files::download(&name, "application/json", &text) {
            desk.said.set("The browser refused the download. Nothing was changed; allow downloads for this page and try again.".into());
        }
    });
}

/// Sets what is stored aside, stores a program in its place and starts over. The database goes first:
/// should the page end in between, this page opens again.
fn continue_with(program: Program, desk: Desk) {
    spawn_local(async move {
        let saver = desk.app.workbench.saver;
        let in_vault = saver.vault_lineage().await.is_some() || saver.stopped().is_some();
        if in_vault && let Err(error) = saver.set_vault_aside().await {
            return desk.said.set(error);
        }
        // A sound but older state in local storage must not stand beside the chosen one either.
        let writer = match load(&Browser) {
            Load::Ready(ready) => Ok(ready.writer),
            Load::Fresh(writer) | Load::Elsewhere { writer, .. } => Ok(writer),
            Load::Newer { .. } | Load::Damaged { .. } | Load::Unavailable(_) => {
                Writer::replace_unreadable(&Browser)
            }
        };
        match writer.and_then(|mut writer| writer.save(&Browser, &program, clock::now())) {
            Ok(_) => page::reload(),
            Err(error) => desk.said.set(error.to_string()),
        }
    });
}

/// The whole program is in the database: only local storage is mended.
fn continue_from_vault(desk: Desk) {
    let outcome = Writer::replace_unreadable(&Browser).map_err(|error| error.to_string());
    match outcome.and_then(|writer| desk.app.workbench.saver.mend_local(writer)) {
        Ok(()) => page::reload(),
        Err(error) => desk.said.set(error),
    }
}

/// The page.
pub fn recovery(app: App, trouble: Trouble) -> AnyView {
    if let Some(document) = page::document() {
        document.set_title("Recovery · Gluework");
    }
    let desk = Desk { app, said: RwSignal::new(String::new()) };
    let said = desk.said;
    let (title, lead, detail) = match &trouble {
        Trouble::Newer(version) => (
            "This program was saved by a newer Gluework",
            "The page in this tab is older than the data. Nothing was changed or \
deleted. Reload to get the newer page.",
            format!("stored version {version}"),
        ),
        Trouble::Damaged { reason, length } => (
            "The stored program could not be read",
            "Gluework has not changed or deleted anything: every byte is still in this browser.",
            format!("{reason}. {} characters stored", phrases::grouped(*length)),
        ),
        Trouble::Journal(reason) => (
            "The journal of changes could not be read",
            "Gluework has not changed or deleted anything: every byte is still in this browser.",
            reason.clone(),
        ),
        Trouble::Unreachable(reason) => (
            "The program cannot be reached",
            "It is too large for local storage and is kept in this browser's database, which does not open now. \
Nothing was changed or deleted. Close other tabs of Gluework, then try again.",
            format!("This happened because {reason}."),
        ),
    };
    let again = match trouble {
        Trouble::Newer(_) => {
            Some(("Reload the page", "Gets the newest Gluework, which can read this program."))
        }
        Trouble::Unreachable(_) => Some(("Try again", "Asks the browser for its database once more.")),
        Trouble::Damaged { .. } | Trouble::Journal(_) => None,
    };
    let newer = again.is_some();
    // A sound state beside the damaged one: of the database, or of local storage.
    let whole = matches!(trouble, Trouble::Damaged { .. })
        .then(|| app.workbench.with_untracked(|p| (p.record_count() > 0).then(|| p.record_count())))
        .flatten()
        .filter(|_| app.workbench.saver.is_joined());
    let older = matches!(trouble, Trouble::Journal(_)).then(|| load(&Browser));
    let older = match older {
        Some(Load::Ready(ready)) => Some((ready.program, ready.saved_at)),
        _ => None,
    };
    let zone = clock::zone(&clock::zone_name());
    let today = zone.day(clock::now());
    let when = move |at: Timestamp| phrases::moment(at, &zone, today);
    let points = RwSignal::new(Vec::<KeptPoint>::new());
    spawn_local(async move {
        let found = app.workbench.saver.list_points().await;
        points.try_set(found);
    });
    let older_when = older.as_ref().map(|(_, at)| when(*at));
    let go_back = move |point: KeptPoint| {
        spawn_local(async move {
            match app.workbench.saver.open_point(&point.place).await {
                Ok(program) => continue_with(program, desk),
                Err(error) => desk.said.set(error),
            }
        });
    };
    let point_row = move |point: KeptPoint| {
        let chosen = point.clone();
        el("tr")
            .child(el("td").class("strong").child(when(point.taken)))
            .child(el("td").child(if point.why.is_empty() { "as it was then".to_owned() } else { point.why }))
            .child(el("td").class("num").child(phrases::grouped(point.records)))
            .child(el("td").class("num").child(
                el("button").class("link").on_click(move |_| go_back(chosen.clone())).child("Go back to it"),
            ))
            .into_any()
    };
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
                        .child(again.map(|(name, text)| {
                            row(
                                name,
                                text,
                                el("button")
                                    .class("button primary")
                                    .on_click(|_| page::reload())
                                    .child("Reload")
                                    .into_any(),
                            )
                        }))
                        .child(whole.map(|records| {
                            row(
                                "Go on from the database",
                                "The database of this browser holds the whole program, up to the last change. The \
unreadable part is set aside, not deleted.",
                                el("button")
                                    .class("button primary")
                                    .on_click(move |_| continue_from_vault(desk))
                                    .child(format!(
                                        "Open it, {}",
                                        phrases::count(records, "record", "records")
                                    ))
                                    .into_any(),
                            )
                        }))
                        .child(older.map(|(program, _)| {
                            let program = std::sync::Arc::new(program);
                            row(
                                "Go on from the last checkpoint",
                                "Local storage holds a sound state. Changes after it are set aside with the journal, \
not deleted.",
                                el("button")
                                    .class("button")
                                    .on_click(move |_| continue_with((*program).clone(), desk))
                                    .child(format!("Open the state of {}", older_when.unwrap_or_default()))
                                    .into_any(),
                            )
                        }))
                        .child(row(
                            "Export the raw data first",
                            "One file with every byte that is stored, readable or not. Worth doing \
before anything else.",
                            el("button")
                                .class(if newer || whole.is_some() { "button" } else { "button primary" })
                                .on_click(move |_| export(desk))
                                .child("Export raw data")
                                .into_any(),
                        ))
                        .child(row(
                            "Open a snapshot file",
                            "If you saved one elsewhere. The unreadable part is set aside, not deleted.",
                            el("button")
                                .class("button")
                                .on_click(move |_| open_file(desk))
                                .child("Open file…")
                                .into_any(),
                        ))
                        .child(row(
                            "Start with an empty program",
                            "The unreadable part is set aside, not deleted, and stays in the raw export.",
                            el("button")
                                .class("button")
                                .on_click(move |_| continue_with(Program::default(), desk))
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
                        .child(move || {
                            let list = points.get();
                            if list.is_empty() {
                                return el("p").class("empty").child("There is none in this browser.").into_any();
                            }
                            let rows = list.into_iter().map(point_row.clone()).collect();
                            el("table")
                                .class("table")
                                .child(table_head(&["Taken", "Why", "#Records", "-Action"]))
                                .child(el("tbody").child(many(rows)))
                                .into_any()
                        }),
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

fn open_file(desk: Desk) {
    files::choose(move |mut chosen| {
        if chosen.is_empty() {
            return;
        }
        let file = chosen.remove(0);
        spawn_local(async move {
            let read = files::read(file).await;
            let program = read.and_then(|file| {
                let text = String::from_utf8(file.bytes).map_err(|_| "This file is not text".to_owned())?;
                crate::exchange::snapshot::read(&text).map(|s| s.program).map_err(|e| e.to_string())
            });
            match program {
                Ok(program) => continue_with(program, desk),
                Err(error) => desk.said.set(error),
            }
        });
    });
}
