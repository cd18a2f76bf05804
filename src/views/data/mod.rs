//! Data: files in and out, what is stored, recovery points, settings.

mod compare;
mod exports;
mod points;
mod projects;
mod stored;

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::app::snapshot_session::keep_recovery_point;
use crate::app::{App, Confirm, Overlay, Route, Theme, View, drop_files, note_export, set_theme, theme};
use crate::command::{CatalogueEdit, Command, SettingsEdit};
use crate::components::{Choice, select, text_input};
use crate::dom::prelude::*;
use crate::exchange::snapshot;
use crate::model::Currency;
use crate::platform::{clock, files};
use std::sync::Arc;

pub(super) use crate::app::snapshot_session::replace;
pub(super) use exports::{Export, export};

/// Opens the file chooser.
pub(super) fn choose_files(frame: Frame) {
    let app = frame.app;
    files::choose(move |chosen| drop_files::take(app, chosen));
}

/// A name as the beginning of a file's name.
fn file_stem(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let stem: String = name.to_lowercase().chars().map(plain).collect();
    let stem = stem.trim_matches('-');
    if stem.is_empty() { "gluework".to_owned() } else { stem.to_owned() }
}

/// Hands the whole program to the user as one file.
pub(super) fn export_snapshot(app: App) {
    let now = clock::now();
    let (text, name) = app.workbench.with_untracked(|program| {
        let day = app.zone.with_untracked(|z| z.day(now));
        (snapshot::write(program, now), format!("{}-{day}.json", file_stem(&program.settings.name)))
    });
    if files::download(&name, "application/json", &text) {
        note_export(now, app.workbench.saver.revision());
        app.workbench.saver.looked.update(|n| *n += 1);
        app.toasts.say(format!("{name} exported"));
    } else {
        app.toasts.say("The browser refused the download. Your program is as it was.");
    }
}

/// A row with words at the left and verbs at the right.
fn row(name: &'static str, text: impl IntoView + 'static, buttons: AnyView) -> AnyView {
    el("div")
        .class("data-row")
        .child(
            el("div")
                .child(el("div").class("strong").child(name))
                .child(el("div").class("quiet").child(text)),
        )
        .child(el("div").class("actions").child(buttons))
        .into_any()
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Data, scrollable")
        .child({
            let comparing = Memo::new(move |_| compare::is_open(app));
            move || if comparing.get() { compare::view(app) } else { everything(frame) }
        })
        .into_any();
    let context = move || {
        app.with(|p| {
            let sample = if p.settings.sample { "Sample program, " } else { "" };
            format!("{sample}{}", phrases::count(p.record_count(), "record", "records"))
        })
        .into_any()
    };
    page_frame(frame, "Data".into(), context, ().into_any(), None, content, ().into_any())
}

fn everything(frame: Frame) -> AnyView {
    el("div")
        .class("content data-grid")
        .child(in_and_out(frame))
        .child(stored::section(frame.app))
        .child(settings(frame.app))
        .child(projects::section(frame.app))
        .child(projects::times(frame.app))
        .child(danger(frame))
        .into_any()
}

fn in_and_out(frame: Frame) -> AnyView {
    let app = frame.app;
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("In and out")))
        .child(row(
            "Import a file",
            "What Jira, Azure DevOps, Trello, GitHub, Linear or Asana exported, any other table, a calendar, a schedule of \
             MS Project, JUnit reports, costs, or a snapshot. You see everything before it is written. Dropping files \
             anywhere does the same.",
            el("button").class("button").on_click(move |_| choose_files(frame)).child("Import…").into_any(),
        ))
        .child(row(
            "Export a snapshot",
            "The whole program as one JSON file: a backup, or the way to another machine.",
            el("button")
                .class("button primary")
                .on_click(move |_| export_snapshot(app))
                .child("Export snapshot")
                .into_any(),
        ))
        .child(exports::row(app))
        .child(row(
            "Compare",
            "What changed between any two of: now, a day in the past, a sent report, a recovery point, a snapshot file.",
            el("button").class("button").on_click(move |_| compare::open(app)).child("Compare…").into_any(),
        ))
        .into_any()
}

fn settings(app: App) -> AnyView {
    let set = move |edit: SettingsEdit| {
        app.workbench.dispatch(Command::Settings(edit));
    };
    let chosen = RwSignal::new(theme());
    let themes = || Theme::ALL.map(|t| Choice::new(t.name(), t.name())).to_vec();
    let zones = move || {
        let own = clock::zone_name();
        let set = app.with(|p| p.settings.zone.clone());
        let mut all = vec![Choice::new(own.clone(), format!("{own} (this browser)"))];
        if set != own {
            all.push(Choice::new(set.clone(), set));
        }
        all.push(Choice::new("UTC", "UTC"));
        all.dedup_by(|a, b| a.value == b.value);
        all
    };
    let currencies = move || {
        let own = app.with(|p| p.settings.currency.code().to_owned());
        let mut codes = vec!["EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY", "INR"];
        if !codes.contains(&own.as_str()) {
            codes.push(own.as_str());
        }
        codes.into_iter().map(|c| Choice::new(c, c)).collect()
    };
    let me = move || app.with(|p| super::choices::people(p, "Nobody yet"));
    let add_person = move |name: String| {
        app.workbench
            .dispatch_aloud(Command::Catalogue(Box::new(CatalogueEdit::AddPerson { name, team: None })));
    };
    let add_team = move |name: String| {
        app.workbench.dispatch_aloud(Command::Catalogue(Box::new(CatalogueEdit::AddTeam(name))));
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Settings")))
        .child(
            el("dl")
                .class("props settings")
                .child(el("dt").child("Program"))
                .child(el("dd").child(text_input(
                    "Program name",
                    move || app.with(|p| p.settings.name.clone()),
                    "Name",
                    move |t| set(SettingsEdit::Name(t)),
                )))
                .child(el("dt").child("Theme"))
                .child(el("dd").child({
                    select(
                        "Theme",
                        "",
                        themes,
                        move || chosen.get().name().to_owned(),
                        move |v| {
                            if let Some(theme) = Theme::ALL.into_iter().find(|t| t.name() == v) {
                                chosen.set(theme);
                                set_theme(theme);
                            }
                        },
                    )
                }))
                .child(el("dt").child("Time zone"))
                .child(el("dd").child({
                    select(
                        "Time zone",
                        "",
                        zones,
                        move || app.with(|p| p.settings.zone.clone()),
                        move |v| {
                            set(SettingsEdit::Zone(v));
                        },
                    )
                }))
                .child(el("dt").child("Currency"))
                .child(el("dd").child(select(
                    "Currency",
                    "",
                    currencies,
                    move || app.with(|p| p.settings.currency.code().to_owned()),
                    move |v| {
                        if let Some(currency) = Currency::parse(&v) {
                            set(SettingsEdit::Currency(currency))
                        }
                    },
                )))
                .child(el("dt").child("You are"))
                .child(el("dd").child({
                    select(
                        "You are",
                        "",
                        me,
                        move || app.with(|p| p.me().map(|m| m.id.to_string()).unwrap_or_default()),
                        move |v| {
                            app.workbench
                                .dispatch(Command::Catalogue(Box::new(CatalogueEdit::Me(v.parse().ok()))));
                        },
                    )
                }))
                .child(el("dt").child("People"))
                .child(
                    el("dd")
                        .child(
                            el("span").child(move || {
                                app.with(|p| phrases::count(p.people.len(), "person", "people"))
                            }),
                        )
                        .child(text_input("Add a person", String::new, "Add a person", add_person)),
                )
                .child(el("dt").child("Teams"))
                .child(
                    el("dd")
                        .child(
                            el("span")
                                .child(move || app.with(|p| phrases::count(p.teams.len(), "team", "teams"))),
                        )
                        .child(text_input("Add a team", String::new, "Add a team", add_team)),
                ),
        )
        .into_any()
}

fn danger(frame: Frame) -> AnyView {
    let app = frame.app;
    let sample = move || app.with(|p| p.settings.sample);
    let wipe = move || {
        let emptied = move || {
            let command = Command::Replace { label: "Everything deleted".into(), program: Box::default() };
            if app.workbench.dispatch_aloud(command) {
                app.naming.set(None);
                app.go(Route::to(View::Today));
            }
        };
        keep_recovery_point(app, "before everything was deleted", emptied, || {});
    };
    let ask = move |_| {
        if untrack(sample) {
            wipe();
            return;
        }
        app.overlay.set(Some(Overlay::Confirm(Confirm {
            title: "Delete everything?".into(),
            text: "The program is emptied. As it stands it is kept as a recovery point \
first, and undo brings it back. Files you exported are not touched."
                .into(),
            verb: "Delete everything".into(),
            danger: true,
            action: Arc::new(wipe),
        })));
    };
    let open_sample = move |_| super::first_run::open_sample(frame);
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Start over")))
        .child(move || {
            if sample() {
                row(
                    "Close the sample program",
                    "Your own program starts empty. The sample can be opened again at any time.",
                    el("button").class("button").on_click(ask).child("Close the sample").into_any(),
                )
            } else {
                row(
                    "Delete everything",
                    "Empties the program in this browser. A recovery point is kept first.",
                    el("button").class("button danger").on_click(ask).child("Delete everything…").into_any(),
                )
            }
        })
        .child(move || {
            sample().then(|| {
                row(
                    "Open the sample program anew",
                    "Takes back what you tried in it.",
                    el("button").class("button").on_click(open_sample).child("Open it anew").into_any(),
                )
            })
        })
        .into_any()
}
