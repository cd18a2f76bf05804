//! The preview of an import: what would happen, before anything does.

mod changes;
mod columns;
mod mapping;
mod records;

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::analysis::Colour;
use crate::app::file_session;
use crate::app::import_session::{self, Preview};
use crate::app::{App, ImportSession, ImportStep, Route, View};
use crate::command::{ConflictChoice, FieldChange, PersonChoice};
use crate::components::{Choice, icon, mark, select, table_head};
use crate::dom::prelude::*;
use crate::exchange::items::{Answers, ColumnUse, Field, Remark, Severity, StatusFound};
use crate::model::Category;
use crate::model::ColumnMap;
use crate::model::order::InOrder;
use crate::platform::files;
use std::collections::BTreeMap;
use std::sync::Arc;

use changes::*;
use columns::*;
use mapping::*;
use records::records_page;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let session = app.import;
    let tools = move || {
        session.with(|s| match s.as_ref().map(|s| &s.step) {
            None | Some(ImportStep::Done(_)) => ().into_any(),
            Some(step) => {
                let import = match step {
                    ImportStep::Preview(preview) => {
                        confirm_button(app, preview.plan.changes(), import_session::confirm)
                    }
                    ImportStep::Records(preview) => {
                        confirm_button(app, preview.plan.changes(), file_session::confirm)
                    }
                    _ => ().into_any(),
                };
                many(vec![
                    el("button")
                        .class("button plain")
                        .on_click(move |_| import_session::cancel(app))
                        .child("Cancel")
                        .into_any(),
                    (import).into_any(),
                ])
                .into_any()
            }
        })
    };
    let context = move || {
        session
            .with(|s| {
                s.as_ref().map(|s| {
                    let kilobytes = s.size().div_ceil(1000);
                    let rows = match &s.step {
                        ImportStep::Preview(p) => {
                            format!(", {}", phrases::count(p.reading.rows, "row", "rows"))
                        }
                        _ => String::new(),
                    };
                    format!("{}, {} kB{rows}", s.name(), phrases::grouped(kilobytes))
                })
            })
            .into_any()
    };
    let toolbar = el("div")
        .class("toolbar")
        .child(move || steps(session.with(|s| s.as_ref().map(|s| s.step.clone()))))
        .into_any();
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Import, scrollable")
        .child(move || match session.get() {
            None => nothing(frame),
            Some(session) => step(app, session),
        })
        .into_any();
    page_frame(frame, "Import".into(), context, (tools).into_any(), Some(toolbar), content, ().into_any())
}

fn confirm_button(app: App, changes: usize, confirm: fn(App)) -> AnyView {
    let word = phrases::count(changes, "change", "changes");
    el("button")
        .class("button primary")
        .attr("disabled", changes == 0)
        .attr("title", (changes == 0).then_some("The file says nothing new"))
        .on_click(move |_| confirm(app))
        .child(format!("Import {word}"))
        .into_any()
}

fn steps(step: Option<ImportStep>) -> AnyView {
    let now = match step {
        None | Some(ImportStep::Refused(_)) => 0,
        Some(ImportStep::Working(_) | ImportStep::Columns { .. } | ImportStep::CostColumns { .. }) => 1,
        Some(ImportStep::Preview(_) | ImportStep::Records(_)) => 2,
        Some(ImportStep::Done(_)) => 3,
    };
    let marks = ["File", "Columns", "Preview", "Done"]
        .into_iter()
        .enumerate()
        .map(|(n, name)| {
            let class = match n.cmp(&now) {
                std::cmp::Ordering::Less => "step done",
                std::cmp::Ordering::Equal => "step now",
                std::cmp::Ordering::Greater => "step",
            };
            many(vec![
                ((n > 0).then(|| icon("right"))).into_any(),
                el("li")
                    .class(class)
                    .attr("aria-current", (n == now).then_some("step"))
                    .child(if n < now {
                        icon("check")
                    } else {
                        el("span").class("num").child(n + 1).into_any()
                    })
                    .child(name)
                    .into_any(),
            ])
        })
        .collect_view();
    many(vec![
        el("ol").class("steps").attr("aria-label", "Steps").child(marks).into_any(),
        el("span")
            .class("push")
            .child("Nothing is written until you import. One undo takes it back.")
            .into_any(),
    ])
    .into_any()
}

fn nothing(frame: Frame) -> AnyView {
    el("div")
        .class("content empty")
        .child(el("h2").child("No file chosen"))
        .child(el("p").child("Drop what a tracker exported, a calendar, a schedule, test reports, costs or a snapshot anywhere on this page, or choose it. Several files of one tracker or of one kind are one import."))
        .child(
            el("button").class("button").on_click(move |_| super::data::choose_files(frame)).child("Import…"),
        )
        .into_any()
}

fn step(app: App, session: ImportSession) -> AnyView {
    match session.step {
        ImportStep::Working(word) => working(app, word, &session.name()),
        ImportStep::Refused(words) => el("div")
            .class("content")
            .child(el("div").class("note red").attr("role", "alert").child(el("p").class("pre").child(words)))
            .child(
                el("p")
                    .class("row refused-verbs")
                    .child(
                        el("button")
                            .class("button")
                            .on_click(move |_| {
                                files::choose(move |chosen| crate::app::drop_files::take(app, chosen))
                            })
                            .child("Choose another file…"),
                    )
                    .child(
                        el("button")
                            .class("button plain")
                            .on_click(move |_| import_session::cancel(app))
                            .child("Back to Data"),
                    ),
            )
            .into_any(),
        ImportStep::Columns { headers, picked } => pick_columns(app, headers, picked),
        ImportStep::CostColumns { headers, picked } => pick_cost_columns(app, headers, picked),
        ImportStep::Done(label) => done(app, &label),
        ImportStep::Records(preview) => records_page(app, &preview),
        ImportStep::Preview(preview) => preview_page(app, &preview),
    }
}

/// A bar that fills, and a way out; both stay on the page while the work goes on.
fn working(app: App, word: &'static str, name: &str) -> AnyView {
    let percent = move || (app.import_share.get() * 100.0).clamp(0.0, 100.0) as u32;
    let bar = el("div")
        .class("bar")
        .attr("role", "progressbar")
        .attr("aria-label", word)
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .attr("aria-valuenow", move || percent().to_string())
        .child(el("span").style("width", move || format!("{}%", percent())));
    el("div")
        .class("progress")
        .child(
            el("div")
                .class("row")
                .child(el("span").child(format!("{word}: {name}")))
                .child(el("span").class("num").child(move || format!("{} %", percent()))),
        )
        .child(bar)
        .child(
            el("button").class("button small").on_click(move |_| import_session::cancel(app)).child("Stop"),
        )
        .into_any()
}

fn done(app: App, label: &str) -> AnyView {
    el("div")
        .class("content empty")
        .child(el("h2").child(label.to_owned()))
        .child(el("p").child(
            "One undo takes all of it back. Importing the same or a newer export \
again updates by key and never doubles.",
        ))
        .child(
            el("p")
                .class("row")
                .child(
                    el("a")
                        .class("button primary")
                        .attr("href", format!("#{}", Route::to(View::Board)))
                        .on_click(move |_| app.import.set(None))
                        .child("Open the board"),
                )
                .child(
                    el("a")
                        .class("button")
                        .attr("href", format!("#{}", Route::to(View::Data)))
                        .on_click(move |_| app.import.set(None))
                        .child("Back to Data"),
                ),
        )
        .into_any()
}

fn total(name: &'static str, value: usize, detail: String, colour: Option<Colour>) -> AnyView {
    el("div")
        .class("total")
        .child(el("div").class("row").child(name).child(colour.map(mark)))
        .child(el("div").class("value").child(phrases::grouped(value)))
        .child(el("div").class("quiet").child(detail))
        .into_any()
}

fn left_alone(kept: usize) -> String {
    match kept {
        0 => "same as here already".into(),
        1 => "one field differs: yours is kept".into(),
        n => format!("{} fields differ: yours are kept", phrases::grouped(n)),
    }
}

/// `306 stories, 71 bugs, 35 tasks`: the most frequent first.
fn tally<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.order_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    counts.truncate(4);
    counts
        .iter()
        .map(|(word, n)| format!("{} {}", phrases::grouped(*n), plural(*n, &word.to_lowercase())))
        .collect::<Vec<_>>()
        .join(", ")
}

fn preview_page(app: App, preview: &Preview) -> AnyView {
    let (plan, reading) = (&preview.plan, &preview.reading);
    let not_read = reading.not_read();
    let created = if plan.created.is_empty() {
        "nothing new".to_owned()
    } else {
        tally(plan.created.iter().map(|c| c.kind.name()))
    };
    let updated = if plan.updated.is_empty() {
        "no field differs".to_owned()
    } else {
        tally(plan.updated.iter().map(|c| c.field.as_str()))
    };
    let trouble = if not_read > 0 {
        "each listed below".to_owned()
    } else {
        format!("{} with a remark", phrases::count(reading.remarks.len(), "place", "places"))
    };
    many(vec![
        el("div")
            .class("totals")
            .child(total("Created", plan.created.len(), created, None))
            .child(total("Updated", plan.updated_items, updated, None))
            .child(total("Left alone", plan.unchanged, left_alone(plan.kept.len()), None))
            .child(total("Not read", not_read, trouble, (not_read > 0).then_some(Colour::Red)))
            .into_any(),
        el("div")
            .class("import-columns")
            .child(
                el("div")
                    .class("main")
                    .child(conflicts(app, preview))
                    .child(kept(preview))
                    .child(updates(preview))
                    .child(creations(preview))
                    .child(remarks(app, &reading.remarks))
                    .child(columns(app, preview)),
            )
            .child(
                el("div")
                    .class("side")
                    .child(date_question(app, preview))
                    .child(target(app, preview))
                    .child(estimate(app, preview))
                    .child(statuses(app, &reading.statuses))
                    .child(people(app, preview))
                    .child(teams(app, preview))
                    .child(sprints(app, preview))
                    .child(new_things(preview)),
            )
            .into_any(),
    ])
    .into_any()
}

/// `1 story`, `24 stories`.
fn plural(n: usize, word: &str) -> String {
    match word.strip_suffix('y') {
        _ if n == 1 || word.ends_with('s') => word.to_owned(),
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{word}s"),
    }
}
