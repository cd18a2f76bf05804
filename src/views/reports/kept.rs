//! What was kept: reports that were sent, to be read again, and templates.

use super::choice;
use crate::app::{App, Route, View};
use crate::command::Command;
use crate::components::{MenuItem, icon, text_input};
use crate::dom::prelude::*;
use crate::exchange::sent;
use crate::model::{Report, ReportTemplate, ReportTemplateId};
use crate::platform::page;
use crate::report::status::Kind;
use crate::views::phrases;
use std::sync::Arc;

/// Reports that are listed at first.
const FEW: usize = 6;

/// `W-3, Weekly, executive, sent 20 Nov 11:40`.
fn about(app: App, report: &Report) -> String {
    let kind = Kind::of(&report.kind).map_or("Report", Kind::name);
    let day = report.sent.map(|at| app.zone.with(|zone| phrases::moment(at, zone, app.today())));
    [
        report.key.clone(),
        kind.to_owned(),
        report.audience.clone(),
        day.map(|day| format!("sent {day}")).unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(", ")
}

/// The reports on the chosen project that were sent, the latest first; nothing before the first one.
pub(super) fn sent_list(app: App) -> AnyView {
    let all = Memo::new(move |_| {
        let project = choice::project(app);
        app.with(|p| sent::all(p, project))
    });
    let whole = RwSignal::new(false);
    let row = move |report: Arc<Report>| {
        let key = report.key.clone();
        el("li")
            .class("sent-row")
            .child(
                el("button")
                    .class("section-name")
                    .on_click(move |_| {
                        app.step_param("sent", &key);
                        // It is read from its beginning, wherever the list stood.
                        page::after_paint(|| {
                            if let Some(scroller) = page::find("main .scroll") {
                                scroller.set_scroll_top(0);
                            }
                        });
                    })
                    .child(report.title.clone()),
            )
            .child(el("span").class("quiet").child(about(app, &report)))
    };
    (move || {
        let all = all.get();
        let rest = if whole.get() { 0 } else { all.len().saturating_sub(FEW) };
        let shown = all.len() - rest;
        (!all.is_empty()).then(|| {
            el("section")
                .child(
                    el("div")
                        .class("list-head")
                        .child(el("h2").child("Sent"))
                        .child(el("span").class("n num").child(all.len().to_string())),
                )
                .child(
                    el("ul").class("section-list").child(all.into_iter().take(shown).map(row).collect_view()),
                )
                .child((rest > 0).then(|| {
                    el("button")
                        .class("link")
                        .on_click(move |_| whole.set(true))
                        .child(format!("Show {} more", phrases::count(rest, "report", "reports")))
                }))
        })
    })
    .into_any()
}

/// Beside a report that was sent: when and to whom, and what can still be done with it.
pub(super) fn opened(app: App, report: &Arc<Report>) -> AnyView {
    let back = move |_| {
        app.step_param("sent", "");
        page::focus_later(".sent-row .section-name".into());
    };
    let compared = report.key.clone();
    let has_state = !report.state.is_empty();
    let compare = move |_| {
        let from = format!("report-{compared}");
        app.go(Route::to(View::Data).with("from", &from).with("to", "now"));
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child(format!("Report {}", report.key))))
        .child(el("p").class("sent-about").child(about(app, report)))
        .child(el("p").class("quiet").child(
            "It stands as it was sent and does not change. Charts stand as their tables. It can be copied, printed \
             and downloaded again.",
        ))
        .child((!has_state).then(|| {
            el("p").class("quiet").child(
                "The program it was written from is no longer kept: the last three of a kind keep theirs.",
            )
        }))
        .child(
            el("div")
                .class("row sent-verbs")
                .child(el("button").class("button").on_click(back).child(icon("back")).child("Back to the report"))
                .child(has_state.then(|| {
                    el("button").class("button").on_click(compare).child("Compare with now")
                })),
        )
        .into_any()
}

/// What a menu offers for a report that was sent.
pub(super) fn verbs(app: App, report: &Arc<Report>) -> Vec<MenuItem> {
    let gone = (**report).clone();
    vec![
        MenuItem::new("Delete this report", move || {
            app.step_param("sent", "");
            app.workbench.dispatch_aloud(Command::remove(gone.clone()));
        })
        .danger()
        .apart(),
    ]
}

/// Starts the report with the sections of a template.
fn take(app: App, id: ReportTemplateId) {
    let (kind, project) = untrack(|| (choice::kind(app), choice::project(app)));
    let command = app.workbench.with_untracked(|p| {
        let template = p.templates.get(&id)?;
        let sections = template
            .sections
            .iter()
            .map(|s| crate::model::ReportSection { id: crate::json::Json::blank(), ..s.clone() });
        Some(sent::edit(p, project, kind, sections.collect()))
    });
    if let Some(command) = command {
        app.workbench.dispatch_aloud(command);
    }
}

/// The templates: named, used and deleted here; nothing before the first one.
pub(super) fn templates(app: App) -> AnyView {
    let ids = Memo::new(move |_| app.with(|p| p.templates.keys().copied().collect::<Vec<_>>()));
    let row = move |id: ReportTemplateId| {
        let title = move || app.with(|p| p.templates.get(&id).map(|t| t.title.clone()).unwrap_or_default());
        let rename = move |title: String| {
            let before = app.workbench.with_untracked(|p| p.templates.get(&id).map(|t| (**t).clone()));
            if let Some(before) = before.filter(|_| !title.trim().is_empty()) {
                let after = ReportTemplate { title: title.trim().to_owned(), ..before.clone() };
                app.revise(before, after);
            }
        };
        let remove = move |_| {
            let gone = app.workbench.with_untracked(|p| p.templates.get(&id).map(|t| (**t).clone()));
            if let Some(gone) = gone {
                app.workbench.dispatch_aloud(Command::remove(gone));
            }
        };
        let name = untrack(title);
        el("li")
            .class("template-row")
            .child(text_input(&format!("Name of the template {name}"), title, "Name", rename))
            .child(
                el("button")
                    .class("button small")
                    .attr("aria-label", move || format!("Use {}", title()))
                    .on_click(move |_| take(app, id))
                    .child("Use"),
            )
            .child(
                el("button")
                    .class("icon-button small")
                    .attr("aria-label", move || format!("Delete {}", title()))
                    .attr("title", "Delete")
                    .on_click(remove)
                    .child(icon("close")),
            )
    };
    (move || {
        let ids = ids.get();
        (!ids.is_empty()).then(|| {
            el("section")
                .child(el("div").class("list-head").child(el("h2").child("Templates")))
                .child(el("ul").class("section-list").child(ids.into_iter().map(row).collect_view()))
        })
    })
    .into_any()
}
