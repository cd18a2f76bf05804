//! Ways out: copied, downloaded, printed, sent, kept as a template.

use super::choice;
use crate::analysis::{Context, Facts};
use crate::app::App;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::exchange::{document, sent};
use crate::platform::{clipboard, files, page as window};
use crate::report::Document;
use crate::report::status::report_of;
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;

fn copy(app: App, plain: String, html: Option<String>, what: &'static str) {
    wasm_bindgen_futures::spawn_local(async move {
        let said = if clipboard::copy(plain, html).await {
            format!("Report copied {what}")
        } else {
            "The browser refused the clipboard. Download the report instead.".to_owned()
        };
        app.toasts.say(said);
    });
}

/// Text with marks that mail, chats and Confluence's editor take over.
fn copy_rich(app: App, made: Memo<Document>, what: &'static str) {
    let (plain, html) = made.with_untracked(|d| (document::plain(d), document::html_fragment(d)));
    copy(app, plain, Some(html), what);
}

fn download(app: App, made: Memo<Document>, ending: &str, mime: &str, write: fn(&Document) -> String) {
    let (text, title) = made.with_untracked(|r| (write(r), r.title.clone()));
    let base: String =
        title.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let name =
        format!("{}.{ending}", base.split('-').filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-"));
    if files::download(&name, mime, &text) {
        app.toasts.say(format!("{name} exported"));
    } else {
        app.toasts.say("The browser refused the download. Nothing was changed.");
    }
}

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
    app.workbench.dispatch_aloud(sent::keep_template(&name, kind, audience, sections));
}

fn take(app: App, id: crate::model::ReportTemplateId) {
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

fn menu(app: App, made: Memo<Document>, before: Memo<Option<choice::Opened>>) -> Vec<MenuItem> {
    let mut items = vec![
        // On a phone the header has room for this menu only.
        MenuItem::new("Copy for Confluence", move || copy_rich(app, made, "for Confluence")),
        MenuItem::new("Copy for Outlook, Slack or Teams", move || copy_rich(app, made, "as rich text")),
        MenuItem::new("Copy Markdown", move || {
            copy(app, made.with_untracked(document::markdown), None, "as Markdown");
        }),
        MenuItem::new("Copy plain text", move || {
            copy(app, made.with_untracked(document::plain), None, "as plain text");
        }),
        MenuItem::new("Print or save as PDF", window::print),
        MenuItem::new("Mark as sent", move || send(app, before)),
        MenuItem::new("Download HTML", move || download(app, made, "html", "text/html", document::html_page))
            .apart(),
        MenuItem::new("Download Markdown", move || {
            download(app, made, "md", "text/markdown", document::markdown)
        }),
        MenuItem::new("Download Confluence storage format", move || {
            download(app, made, "xml", "application/xml", document::confluence_storage);
        }),
        MenuItem::new("Download Confluence wiki markup", move || {
            download(app, made, "txt", "text/plain", document::confluence_wiki);
        }),
        MenuItem::new("Download tables as CSV", move || {
            download(app, made, "csv", "text/csv", document::csv_tables);
        }),
        MenuItem::new("Keep sections as a template", move || keep(app)).apart(),
    ];
    let templates = app
        .workbench
        .with_untracked(|p| p.templates.values().map(|t| (t.id, t.title.clone())).collect::<Vec<_>>());
    items.extend(
        templates
            .into_iter()
            .map(|(id, name)| MenuItem::new(format!("Use template {name}"), move || take(app, id))),
    );
    items
}

/// The buttons of the header.
pub(super) fn tools(frame: Frame, made: Memo<Document>, before: Memo<Option<choice::Opened>>) -> AnyView {
    let app = frame.app;
    many(vec![
        crate::views::shell::project_select(app),
        el("button")
            .class("button wide")
            .on_click(move |_| copy_rich(app, made, "for Confluence"))
            .child(icon("copy"))
            .child("Copy for Confluence")
            .into_any(),
        el("button")
            .class("icon-button edged")
            .attr("aria-label", "More ways out")
            .attr("title", "More ways out")
            .attr("aria-haspopup", "menu")
            .on_click(move |event| {
                if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                    frame.menu.open_at(&anchor, "Report", menu(app, made, before));
                }
            })
            .child(icon("dots"))
            .into_any(),
        el("button")
            .class("button wide")
            .on_click(move |_| send(app, before))
            .attr("title", "Keeps the report as it stands, so that the next one says what changed since")
            .child("Mark as sent")
            .into_any(),
        el("button")
            .class("button primary wide")
            .on_click(|_| window::print())
            .child(icon("print"))
            .child("Print")
            .into_any(),
    ])
}
