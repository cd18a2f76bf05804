//! The status report: chosen at the left, read at the right, out by copy, file and print.

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::{Colour, Dimension, health};
use crate::app::App;
use crate::command::{CatalogueEdit, Command};
use crate::components::{Choice, MenuItem, icon, mark, segmented, select, status_mark};
use crate::dom::prelude::*;
use crate::exchange::document;
use crate::model::{Date, ProjectId, RagOverride};
use crate::platform::{clipboard, files, page as window};
use crate::report::status::{Audience, Options, SectionKind, report};
use crate::report::{Block, Cell, Document, Section, Span};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;

/// What the address asks for.
fn options(app: App) -> Options {
    let audience = app.param("for").and_then(|a| Audience::parse(&a)).unwrap_or(Audience::Executive);
    let since: Option<Date> = app.param("since").and_then(|d| crate::model::parse_day(&d));
    let hidden: BTreeSet<SectionKind> = app
        .param("hide")
        .map(|list| SectionKind::ALL.into_iter().filter(|k| list.split('.').any(|w| w == k.key())).collect())
        .unwrap_or_default();
    let project = app.project();
    let today = app.today();
    Options { project, audience, hidden, since: since.unwrap_or(today - chrono::Days::new(7)) }
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let made = Memo::new(move |_| {
        let options = options(app);
        app.analyse(|ctx| report(ctx, &options))
    });
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Report, scrollable")
        .child(el("div").class("report-page").child(form(app, made)).child(
            el("div").class("report-desk").child(move || {
                let report = made.get();
                paper(app, &report)
            }),
        ))
        .into_any();
    let context = move || {
        let scope = app.scope();
        app.with(|p| scope.name(p)).into_any()
    };
    let title = "Reports".to_owned();
    page_frame(frame, title, context, tools(frame, made), Some(toolbar(app, made)), content, ().into_any())
}

fn toolbar(app: App, made: Memo<Document>) -> AnyView {
    let audience = move || options(app).audience;
    let since = move || options(app).since.to_string();
    let note = move || {
        made.with(|r| match r.redacted {
            0 => "Nothing left out for this audience".to_owned(),
            n => format!("{} left out for this audience", phrases::count(n, "thing is", "things are")),
        })
    };
    el("div")
        .class("toolbar")
        .child(segmented(
            "Audience",
            &Audience::ALL.map(|choice| (choice, choice.name())),
            audience,
            move |choice| app.set_param("for", choice.name().to_lowercase().as_str()),
        ))
        .child(
            el("label").class("row").child("Since").child(
                el("input")
                    .class("input small")
                    .attr("type", "date")
                    .on_change(move |event| app.set_param("since", &event_target_value(&event)))
                    .prop("value", since),
            ),
        )
        .child(el("span").class("push").child(note))
        .into_any()
}

fn copy(app: App, plain: String, html: Option<String>, what: &'static str) {
    wasm_bindgen_futures::spawn_local(async move {
        let said = if clipboard::copy(plain, html).await {
            format!("Report copied as {what}")
        } else {
            "The browser refused the clipboard. Download the report instead.".to_owned()
        };
        app.toasts.say(said);
    });
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

fn tools(frame: Frame, made: Memo<Document>) -> AnyView {
    let app = frame.app;
    let ways = move || {
        vec![
            MenuItem::new("Copy as Markdown", move || {
                copy(app, made.with_untracked(document::markdown), None, "Markdown");
            }),
            MenuItem::new("Copy as rich text", move || {
                let (plain, html) = made.with_untracked(|r| (document::plain(r), document::html_fragment(r)));
                copy(app, plain, Some(html), "rich text");
            })
            .hint("Confluence, Outlook, Slack"),
            MenuItem::new("Copy as plain text", move || {
                copy(app, made.with_untracked(document::plain), None, "plain text");
            }),
            MenuItem::new("Print or save as PDF", window::print),
            MenuItem::new("Download HTML", move || {
                download(app, made, "html", "text/html", document::html_page)
            })
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
        ]
    };
    many(vec![
        project_select(app),
        el("button")
            .class("button wide")
            .on_click(move |_| {
                let (plain, html) = made.with_untracked(|r| (document::plain(r), document::html_fragment(r)));
                copy(app, plain, Some(html), "rich text");
            })
            .child(icon("copy"))
            .child("Copy rich text")
            .into_any(),
        el("button")
            .class("button wide")
            .on_click(move |_| copy(app, made.with_untracked(document::markdown), None, "Markdown"))
            .child("Copy Markdown")
            .into_any(),
        el("button")
            .class("icon-button edged")
            .attr("aria-label", "More ways out")
            .attr("title", "More ways out")
            .attr("aria-haspopup", "menu")
            .on_click(move |event| {
                if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                    frame.menu.open_at(&anchor, "Report", ways());
                }
            })
            .child(icon("dots"))
            .into_any(),
        el("button")
            .class("button primary wide")
            .on_click(|_| window::print())
            .child(icon("print"))
            .child("Print")
            .into_any(),
    ])
}

/// The left side: colours with their reasons, the user's own summary, the sections.
fn form(app: App, made: Memo<Document>) -> AnyView {
    el("div")
        .class("report-form")
        .child(dimensions(app))
        .child({
            let project = Memo::new(move |_| app.project());
            move || project.get().map(|project| summary(app, project))
        })
        .child(sections(app, made))
        .into_any()
}

fn dimensions(app: App) -> AnyView {
    // Drawn anew only when a colour or a reason differs: a reason may be being typed.
    let health = Memo::new(move |_| {
        let project = app.project()?;
        Some(app.analyse(|ctx| health(ctx, Some(project))))
    });
    (move || match health.get() {
        None => el("section")
            .child(el("div").class("list-head").child(el("h2").child("Status")))
            .child(el("p").class("quiet point-none").child(
                "Choose a project to see its colours with their reasons and limits, and to set one by hand.",
            ))
            .into_any(),
        Some(health) => el("section")
            .child(
                el("div")
                    .class("list-head")
                    .child(el("h2").child("Status"))
                    .child(el("span").class("n").child("worst dimension decides")),
            )
            .child(health.dimensions.into_iter().map(|d| dimension(app, d)).collect_view())
            .into_any(),
    })
    .into_any()
}

fn dimension(app: App, dimension: Dimension) -> AnyView {
    let key = dimension.key;
    let by_hand = dimension.set_by_hand.clone();
    let value = by_hand.as_ref().map(|o| o.colour.clone()).unwrap_or_default();
    let choices = || {
        vec![
            Choice::new("", "computed"),
            Choice::new("green", "Green"),
            Choice::new("amber", "Amber"),
            Choice::new("red", "Red"),
        ]
    };
    let reason = by_hand.as_ref().map(|o| o.reason.clone()).unwrap_or_default();
    let write = move |colour: String, reason: String| {
        let Some(project) = untrack(|| app.project()) else { return };
        let edit = if colour.is_empty() {
            CatalogueEdit::ClearOverride(project, key.to_owned())
        } else {
            let at = crate::platform::clock::now();
            let reason = if reason.trim().is_empty() { "Set by hand".to_owned() } else { reason };
            CatalogueEdit::Override(
                project,
                Box::new(RagOverride { dimension: key.to_owned(), colour, reason, at }),
            )
        };
        app.workbench.dispatch_aloud(Command::Catalogue(Box::new(edit)));
    };
    let kept_reason = reason.clone();
    let kept_colour = value.clone();
    let note = by_hand.map(|_| {
        el("div")
            .class("note")
            .child(
                el("div")
                    .class("row")
                    .child("Set by you, computed")
                    .child(status_mark(dimension.computed, dimension.computed.name())),
            )
            .child(
                el("input")
                    .class("input small reason")
                    .attr("aria-label", format!("Why {} is set by hand", dimension.name.to_lowercase()))
                    .on_change(move |event| write(kept_colour.clone(), event_target_value(&event)))
                    .prop("value", reason),
            )
    });
    el("div")
        .class("dimension")
        .child(
            el("div")
                .class("head")
                .child(el("span").class("strong").child(dimension.name))
                .child(status_mark(dimension.shown, dimension.shown.name()))
                .child(select(
                    &format!("{} colour", dimension.name),
                    "small bare",
                    choices,
                    move || value.clone(),
                    move |v| write(v, kept_reason.clone()),
                )),
        )
        .child(el("div").child(dimension.reason))
        .child(el("div").class("quiet num").child(dimension.limit))
        .child(note)
        .into_any()
}

fn summary(app: App, project: ProjectId) -> AnyView {
    let text = move || app.with(|p| p.projects.get(&project).map(|p| p.summary.clone()).unwrap_or_default());
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Your summary"))
                .child(el("span").class("n").child("leave it empty for a computed one")),
        )
        .child(
            el("textarea")
                .class("input report-summary")
                .attr("rows", "4")
                .attr("aria-label", "Your summary")
                .attr("placeholder", "What should they remember? Two sentences.")
                .on_change(move |event| {
                    let edit = CatalogueEdit::ProjectSummary(project, event_target_value(&event));
                    app.workbench.dispatch(Command::Catalogue(Box::new(edit)));
                })
                .prop("value", text),
        )
        .into_any()
}

fn sections(app: App, made: Memo<Document>) -> AnyView {
    let toggle = move |kind: SectionKind, show: bool| {
        let mut hidden = untrack(|| options(app)).hidden;
        if show {
            hidden.remove(&kind);
        } else {
            hidden.insert(kind);
        }
        let list = hidden.iter().map(|k| k.key()).collect::<Vec<_>>().join(".");
        app.set_param("hide", &list);
    };
    let rows = move || {
        let chosen = options(app);
        SectionKind::ALL
            .into_iter()
            .map(|kind| {
                let left_out = chosen.audience.leaves_out(kind);
                let shown = !chosen.hidden.contains(&kind);
                let count =
                    made.with(|r| r.sections.iter().find(|s| s.key == kind.key()).map_or(0, |s| s.count));
                let hint = if left_out {
                    format!("left out for {}", chosen.audience.name().to_lowercase())
                } else if count > 0 {
                    count.to_string()
                } else {
                    String::new()
                };
                let tick = (!left_out).then(|| {
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .attr("aria-label", format!("Show {}", kind.name().to_lowercase()))
                        .on_change(move |event| toggle(kind, event_target_checked(&event)))
                        .prop("checked", shown)
                });
                el("li")
                    .class("section-row")
                    .child(tick)
                    .child(
                        el("span")
                            .class(if left_out || !shown { "quiet grow" } else { "strong grow" })
                            .child(kind.name()),
                    )
                    .child(el("span").class("quiet num").child(hint))
            })
            .collect_view()
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Sections")))
        .child(el("ul").child(rows))
        .into_any()
}

fn span(app: App, span: &Span) -> AnyView {
    let text = span.text().to_owned();
    match span {
        Span::Text(_) => text.into_any(),
        Span::Strong(_) => el("strong").child(text).into_any(),
        Span::Struck(_) => el("s").class("quiet").child(text).into_any(),
        Span::Quiet(_) => el("span").class("quiet").child(text).into_any(),
        Span::Status(colour, _) => status_mark(*colour, text),
        Span::Milestone(..) => text.into_any(),
        Span::Item(id, _) => {
            let id = *id;
            el("button").class("key-link").on_click(move |_| app.open_item(id)).child(text).into_any()
        }
        Span::Risk(..) => {
            let key = text.clone();
            el("button").class("key-link").on_click(move |_| app.open_risk_key(&key)).child(text).into_any()
        }
    }
}

fn line(app: App, spans: &[Span]) -> AnyView {
    let mut views = Vec::new();
    for (place, part) in spans.iter().enumerate() {
        if place > 0 {
            views.push(" ".into_any());
        }
        views.push(span(app, part));
    }
    many(views)
}

fn cell(app: App, cell: &Cell) -> El {
    el("td").class(if cell.number { "num" } else { "" }).child(line(app, &cell.spans))
}

fn block(app: App, block: &Block) -> AnyView {
    match block {
        Block::Paragraph(spans) => el("p").child(line(app, spans)).into_any(),
        Block::Bullets(lines) => {
            el("ul").child(lines.iter().map(|l| el("li").child(line(app, l))).collect_view()).into_any()
        }
        Block::Numbered(lines) => {
            el("ol").child(lines.iter().map(|l| el("li").child(line(app, l))).collect_view()).into_any()
        }
        Block::Table { head, rows } => {
            let head = (!head.is_empty()).then(|| {
                let names =
                    head.iter().map(|h| el("th").attr("scope", "col").child(h.clone())).collect_view();
                el("thead").child(el("tr").child(names))
            });
            let rows = rows
                .iter()
                .map(|row| el("tr").child(row.iter().map(|c| cell(app, c)).collect_view()))
                .collect_view();
            el("div")
                .class("table-wrap")
                .child(el("table").child(head).child(el("tbody").child(rows)))
                .into_any()
        }
    }
}

/// The report as its readers get it.
fn paper(app: App, report: &Document) -> AnyView {
    let section = |s: &Section| {
        el("section")
            .child(el("h3").child(s.title.clone()))
            .child(s.blocks.iter().map(|b| block(app, b)).collect_view())
    };
    let (colour, words) = report.overall.clone();
    let overall = if colour == Colour::Unknown { mark(colour) } else { status_mark(colour, words) };
    el("article")
        .class("paper")
        .attr("aria-label", report.title.clone())
        .child(
            el("div")
                .class("paper-head")
                .child(el("h2").class("grow").child(report.title.clone()))
                .child(overall),
        )
        .child(el("p").class("sub").child(report.subtitle.clone()))
        .child(report.sections.iter().map(section).collect_view())
        .into_any()
}
