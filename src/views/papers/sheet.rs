//! A document as its readers get it.

use crate::analysis::Colour;
use crate::app::App;
use crate::components::{mark, status_mark};
use crate::dom::prelude::*;
use crate::report::{Block, Cell, Document, Section, Span};

fn span(app: App, span: &Span) -> AnyView {
    let text = span.text().to_owned();
    match span {
        Span::Text(_) => text.into_any(),
        Span::Strong(_) => el("strong").child(text).into_any(),
        Span::Struck(_) => el("s").class("quiet").child(text).into_any(),
        Span::Quiet(_) => el("span").class("quiet").child(text).into_any(),
        Span::Status(colour, _) => status_mark(*colour, text),
        Span::Milestone(id, _) => {
            let to = crate::model::Ref::Milestone(*id);
            el("button")
                .class("key-link name-link")
                .on_click(move |_| app.open_ref(&to))
                .child(text)
                .into_any()
        }
        Span::Item(id, _) => {
            let id = *id;
            el("button").class("key-link").on_click(move |_| app.open_item(id)).child(text).into_any()
        }
        Span::Risk(..) => {
            let key = text.clone();
            el("button").class("key-link").on_click(move |_| app.open_risk_key(&key)).child(text).into_any()
        }
        Span::Record(to, _) => {
            let to = to.clone();
            // What is gone cannot be opened.
            if app.workbench.with_untracked(|p| to.is_known(p)) {
                el("button").class("key-link").on_click(move |_| app.open_ref(&to)).child(text).into_any()
            } else {
                text.into_any()
            }
        }
    }
}

fn line(app: App, spans: &[Span]) -> AnyView {
    let mut views = Vec::new();
    for (place, part) in spans.iter().enumerate() {
        if place > 0 && !part.is_close() {
            views.push(" ".into_any());
        }
        views.push(span(app, part));
    }
    many(views)
}

fn cell(app: App, cell: &Cell) -> El {
    el("td")
        .class(if cell.number {
            "num"
        } else if cell.tight {
            "tight"
        } else {
            ""
        })
        .child(line(app, &cell.spans))
}

fn block(app: App, block: &Block) -> AnyView {
    match block {
        Block::Chart(chart) => el("figure")
            .child(
                el("figcaption")
                    .child(el("strong").child(chart.title.clone()))
                    .child(" ")
                    .child(el("span").class("quiet").child(chart.unit.clone())),
            )
            .child(crate::components::still(chart))
            .child(el("p").child(chart.caption.clone()))
            .into_any(),
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
                .attr("tabindex", "0")
                .attr("role", "group")
                .attr("aria-label", "Table, scrollable")
                .child(el("table").child(head).child(el("tbody").child(rows)))
                .into_any()
        }
    }
}

/// The sheet; what it names opens in the app.
pub(in crate::views) fn sheet(app: App, report: &Document) -> AnyView {
    let section = |s: &Section| {
        el("section")
            .class(format!("part-{}", s.key))
            .child(el("h3").child(s.title.clone()))
            .child(s.blocks.iter().map(|b| block(app, b)).collect_view())
    };
    let overall = report.overall.clone().map(|(colour, words)| {
        let sign = if colour == Colour::Unknown { mark(colour) } else { status_mark(colour, words) };
        let aside = (!report.aside.is_empty()).then(|| el("div").class("quiet").child(report.aside.clone()));
        el("div").class("paper-status").child(sign).child(aside)
    });
    el("article")
        .class("paper")
        .attr("aria-label", report.title.clone())
        .child(
            el("div")
                .class("paper-head")
                .child(
                    el("div")
                        .class("grow")
                        .child(el("h2").child(report.title.clone()))
                        .child(el("p").class("sub").child(report.subtitle.clone())),
                )
                .child(overall),
        )
        .child(report.sections.iter().map(section).collect_view())
        .into_any()
}
