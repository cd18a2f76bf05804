//! The page for a stored program that cannot be read: nothing is changed before the user decides.

use crate::model::Timestamp;
use crate::platform::{clock, files, local_storage::Browser, page};
use crate::storage::{Writer, raw_export, recovery as points};
use crate::views::phrases;
use leptos::prelude::*;

/// What stands in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// A newer app wrote it, in this version.
    Newer(u32),
    /// It is damaged; what is wrong.
    Damaged(String),
}

fn export() {
    let day = clock::now().to_string();
    let name = format!("gluework-raw-{}.json", day.get(..10).unwrap_or("export"));
    let _ = files::download(&name, "application/json", &raw_export(&Browser));
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
            "The page in this tab is older than the data. Nothing was changed or deleted. Reload to get the newer page.",
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
            view! {
                <tr>
                    <td class="strong">{when(point.taken)}</td>
                    <td>{point.why}</td>
                    <td class="num">{phrases::grouped(point.records)}</td>
                    <td class="num">
                        <button class="link" on:click=move |_| match points::read(&Browser, &key) {
                            Ok(program) => continue_with(Some(program), said),
                            Err(error) => said.set(error.to_string()),
                        }>"Go back to it"</button>
                    </td>
                </tr>
            }
        })
        .collect_view();
    let row = |name: &'static str, text: &'static str, button: AnyView| {
        view! {
            <div class="data-row">
                <div><div class="strong">{name}</div><div class="quiet">{text}</div></div>
                <div class="actions">{button}</div>
            </div>
        }
    };
    view! {
        <div class="recovery-page">
            <header class="first-bar">
                <span class="logo" aria-hidden="true">"G"</span>
                <strong>"Gluework"</strong>
                <span class="grow"></span>
                <span class="save amber" role="status">"Not saving, nothing is being changed"</span>
            </header>
            <main class="recovery" id="main" tabindex="-1">
                <p class="amber strong">"Opened for reading only"</p>
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
                {move || (!said.with(String::is_empty)).then(|| view! { <div class="note red" role="alert">{said.get()}</div> })}
                <section>
                    <div class="list-head"><h2>"What to do"</h2></div>
                    {newer.then(|| row(
                        "Reload the page",
                        "Gets the newest Gluework, which can read this program.",
                        view! { <button class="button primary" on:click=|_| page::reload()>"Reload"</button> }.into_any(),
                    ))}
                    {row(
                        "Export the raw data first",
                        "One file with every byte that is stored, readable or not. Worth doing before anything else.",
                        view! { <button class=if newer { "button" } else { "button primary" } on:click=|_| export()>"Export raw data"</button> }.into_any(),
                    )}
                    {row(
                        "Open a snapshot file",
                        "If you saved one elsewhere. The unreadable part is set aside, not deleted.",
                        view! { <button class="button" on:click=move |_| open_file(said)>"Open file…"</button> }.into_any(),
                    )}
                    {row(
                        "Start with an empty program",
                        "The unreadable part is set aside, not deleted, and stays in the raw export.",
                        view! { <button class="button" on:click=move |_| continue_with(None, said)>"Set aside and start empty"</button> }.into_any(),
                    )}
                </section>
                <section>
                    <div class="list-head"><h2>"Or go back to a recovery point"</h2></div>
                    {none.then(|| view! { <p class="empty">"There is none in this browser."</p> })}
                    {(!none).then(|| view! {
                        <table class="table">
                            <thead><tr><th scope="col">"Taken"</th><th scope="col">"Why"</th><th scope="col" class="num">"Records"</th><th><span class="sr-only">"Action"</span></th></tr></thead>
                            <tbody>{rows}</tbody>
                        </table>
                    })}
                </section>
                <section>
                    <details>
                        <summary>"Details for a bug report"</summary>
                        <p class="formula">{detail}</p>
                    </details>
                </section>
            </main>
        </div>
    }
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
