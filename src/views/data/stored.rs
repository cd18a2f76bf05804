//! What is stored in this browser: how safe, how much, and when a copy last left.

use super::{export_snapshot, points};
use crate::app::{App, SaveState, last_export};
use crate::dom::prelude::*;
use crate::platform::local_storage::Browser;
use crate::platform::quota::{self, Estimate};
use crate::storage::usage;
use crate::views::phrases;
use wasm_bindgen_futures::spawn_local;

/// The section.
pub(super) fn section(app: App) -> AnyView {
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("In this browser")))
        .child(el("div").class("glance").child(local_meter(app)).child(database_meter(app)))
        .child(reminder(app))
        .child(promise(app))
        .child(el("h3").class("sub-head").child("Recovery points"))
        .child(points::list(app))
        .into_any()
}

fn meter(name: &'static str, words: String, percent: usize) -> AnyView {
    let colour = match percent {
        90.. => "red",
        70.. => "amber",
        _ => "",
    };
    many(vec![
        el("div")
            .class("meter-line")
            .child(el("span").class("strong").child(name))
            .child(el("span").class("quiet num").child(words))
            .into_any(),
        el("div")
            .class("bar")
            .child(el("span").class(colour).style("width", format!("{}%", percent.clamp(1, 100))))
            .into_any(),
    ])
}

fn local_meter(app: App) -> AnyView {
    let saver = app.workbench.saver;
    (move || {
        // Storage has no signal of its own: look again after each checkpoint.
        saver.looked.track();
        match usage(&Browser) {
            Err(_) => {
                el("p").class("amber").child("The local storage of this browser cannot be read.").into_any()
            }
            Ok(usage) => {
                let percent = usage.units * 100 / usage.quota.max(1);
                let place = if saver.is_spilled() {
                    ". The program is too large for it and is kept in the database"
                } else {
                    ""
                };
                let words = format!(
                    "{} of {} thousand characters, {percent} %{place}",
                    phrases::grouped(usage.units / 1000),
                    phrases::grouped(usage.quota / 1000)
                );
                meter("Local storage", words, percent)
            }
        }
    })
    .into_any()
}

fn database_meter(app: App) -> AnyView {
    let saver = app.workbench.saver;
    let found = RwSignal::new(None::<Estimate>);
    let look = move || {
        spawn_local(async move {
            let estimate = quota::estimate().await;
            found.try_set(estimate);
        });
    };
    Effect::new(move |_| {
        saver.looked.track();
        look();
    });
    let keep = move |_| {
        spawn_local(async move {
            let words = if quota::ask_to_keep().await {
                "The browser keeps this page's data until you delete it yourself."
            } else {
                "The browser did not agree: it may clear this page's data when the disk runs full. Export a snapshot \
                 now and then."
            };
            app.toasts.say(words);
            look();
        });
    };
    (move || {
        let joined = saver.state.with(|_| saver.is_joined());
        let estimate = found.get()?;
        let percent = (estimate.used / estimate.quota.max(1.0) * 100.0) as usize;
        let words = if joined {
            format!("{} of {}, {percent} %", bytes(estimate.used), bytes(estimate.quota))
        } else {
            "Cannot be used now".to_owned()
        };
        let kept = if estimate.persisted {
            el("p")
                .class("quiet")
                .child("The browser has agreed to keep this data when the disk runs full.")
                .into_any()
        } else {
            el("p")
                .class("quiet row")
                .child(
                    el("span")
                        .class("grow")
                        .child("The browser may clear this page's data when the disk runs full."),
                )
                .child(el("button").class("button small").on_click(keep).child("Ask it not to"))
                .into_any()
        };
        Some(many(vec![meter("Database", words, percent), kept]))
    })
    .into_any()
}

fn bytes(bytes: f64) -> String {
    let megabytes = bytes / 1_000_000.0;
    if megabytes >= 1_000.0 { format!("{:.0} GB", megabytes / 1_000.0) } else { format!("{megabytes:.1} MB") }
}

/// How long ago a copy left this machine, and how much has happened since.
fn reminder(app: App) -> AnyView {
    let saver = app.workbench.saver;
    (move || {
        saver.looked.track();
        saver.state.track();
        if app.with(|p| p.settings.sample || p.record_count() == 0) {
            return None;
        }
        let (class, words) = match last_export() {
            None => (
                "amber",
                "No snapshot has left this browser yet: this machine holds the only copy.".to_owned(),
            ),
            Some((at, revision)) => {
                let days = app.zone.with(|z| (app.today() - z.day(at)).num_days());
                let changes = saver.revision().saturating_sub(revision) as usize;
                let when = match days {
                    ..=0 => "today".to_owned(),
                    1 => "yesterday".to_owned(),
                    days => format!("{days} days ago"),
                };
                let since = phrases::count(changes, "change", "changes");
                let late = days >= 7 && changes > 0;
                (
                    if late { "amber" } else { "quiet" },
                    format!("The last snapshot left {when}; {since} since."),
                )
            }
        };
        Some(el("p").class("row").child(el("span").class(format!("grow {class}")).child(words)).child(
            el("button").class("button small").on_click(move |_| export_snapshot(app)).child("Export now"),
        ))
    })
    .into_any()
}

fn promise(app: App) -> AnyView {
    let state = app.workbench.saver.state;
    el("p")
        .class("quiet")
        .child(move || match state.get() {
            SaveState::Loose(_, why) => why,
            SaveState::Failed { long, .. } | SaveState::Stopped { long, .. } => long,
            _ => "The program is kept in this browser, on this machine only. “Saved” means that a change is committed to \
                  the browser's database: closing or crashing the tab or the browser does not lose it. All tabs show \
                  the same program."
                .to_owned(),
        })
        .into_any()
}
