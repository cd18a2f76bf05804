//! Ways out: copied, downloaded, printed, sent, kept as a template.

use super::{choice, kept};
use crate::analysis::{Context, Facts};
use crate::app::App;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::exchange::sent;
use crate::platform::page;
use crate::report::Document;
use crate::report::status::report_of;
use crate::views::papers::{Form, Paper, print};
use crate::views::shell::Frame;

fn send(app: App, before: Memo<Option<choice::Opened>>) {
    let audience = untrack(|| choice::audience(app));
    let command = untrack(|| {
        app.analyse(|ctx: &Context<'_>| {
            let options = choice::options(app, ctx, before.get(), audience);
            let facts = Facts::new(ctx);
            sent::send(&facts, &options, &report_of(&facts, &options))
        })
    });
    app.workbench.dispatch_aloud(command);
}

fn keep(app: App) {
    let (kind, audience) = untrack(|| (choice::kind(app), choice::audience(app)));
    let project = untrack(|| choice::project(app));
    let sections = app.workbench.with_untracked(|p| sent::sections(p, project, kind));
    let name = format!("{} for {}", kind.name(), audience.name().to_lowercase());
    let taken = |name: &str| app.workbench.with_untracked(|p| p.templates.values().any(|t| t.title == name));
    let numbered = (2..).map(|n| format!("{name} {n}"));
    let name = std::iter::once(name.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(name);
    app.workbench.dispatch_aloud(sent::keep_template(&name, kind, audience, sections));
    // It is named where it stands.
    page::focus_later(".template-row:last-child .input".into());
}

/// What only a report has: it is sent, and its sections are kept for others.
fn own(app: App, before: Memo<Option<choice::Opened>>) -> Vec<MenuItem> {
    if let Some(report) = untrack(|| choice::opened(app)) {
        return kept::verbs(app, &report);
    }
    vec![
        MenuItem::new("Mark as sent", move || send(app, before)).apart(),
        MenuItem::new("Keep sections as a template", move || keep(app)),
    ]
}

/// The buttons of the header.
pub(super) fn tools(frame: Frame, made: Memo<Document>, before: Memo<Option<choice::Opened>>) -> AnyView {
    let app = frame.app;
    let paper = Paper::new(frame, "Report", move || Some(made.get()));
    let is_open = Memo::new(move |_| choice::opened(app).is_some());
    many(vec![
        crate::views::shell::project_select(app),
        el("button")
            .class("button compact")
            .on_click(move |_| paper.copy_for(Form::Rich, "for Confluence"))
            .child(icon("copy"))
            .child("Copy for Confluence")
            .into_any(),
        paper.more(move || own(app, before)),
        (move || {
            (!is_open.get()).then(|| {
                el("button")
                    .class("button wide")
                    .on_click(move |_| send(app, before))
                    .attr(
                        "title",
                        "Keeps the report as it stands, so that the next one says what changed since",
                    )
                    .child("Mark as sent")
            })
        })
        .into_any(),
        el("button")
            .class("button primary compact")
            .on_click(move |_| print(app, made.get_untracked()))
            .child(icon("print"))
            .child("Print")
            .into_any(),
    ])
}
