//! The sample program's reports in every format, both lenses: golden files, read back by other readers.

use crate::FORMATS;
use crate::hostile::xml_text;
use gluework::analysis::Context;
use gluework::exchange::document;
use gluework::model::{Date, Lens, Program, Zone};
use gluework::report::status::{Audience, Kind, Options, report};
use gluework::report::{Block, Cell, Document, clean, twin};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::sync::LazyLock;

static SAMPLE: LazyLock<Program> = LazyLock::new(|| gluework::sample::program(today(), &Zone::utc()));

fn today() -> Date {
    Date::from_ymd_opt(2026, 11, 20).unwrap()
}

/// The one-page report of the product side, and the client's report of the service side.
fn told(lens: Lens) -> Document {
    let zone = Zone::utc();
    let now = gluework::model::Timestamp(zone.start_of(today()).0 + 9 * 3_600_000);
    let ctx = Context { program: &SAMPLE, zone: &zone, now };
    let (kind, audience) = match lens {
        Lens::Product => (Kind::OnePage, Audience::Executive),
        Lens::Service => (Kind::Client, Audience::Client),
    };
    let prefix = if lens == Lens::Product { "SRCH" } else { "KES" };
    let project = SAMPLE.projects.values().find(|p| p.prefix == prefix).map(|p| p.id);
    report(&ctx, &Options { kind, ..Options::new(&ctx, project, audience) })
}

// [SR14]
#[test]
fn the_samples_reports_look_as_kept_in_both_lenses() {
    for (name, lens) in [("product", Lens::Product), ("service", Lens::Service)] {
        for (format, render) in FORMATS {
            insta::assert_snapshot!(format!("sample_{name}_{format}"), render(&told(lens)));
        }
    }
}

/// A cell as a reader of text sees it.
fn words(cell: &Cell) -> String {
    let only = |cell: &Cell| {
        let table = Block::Table { head: vec!["x".into()], rows: vec![vec![cell.clone()]] };
        let mut document = Document::new("t", "s");
        document.put("k", "h", vec![table]);
        document::plain(&document).lines().last().unwrap().trim().to_owned()
    };
    clean(&only(cell).replace("(was ", "").replace(')', ""))
}

// [SR19]
#[test]
fn markdown_read_back_has_the_same_tables() {
    for lens in [Lens::Product, Lens::Service] {
        let told = told(lens);
        let blocks = told.sections.iter().flat_map(|s| &s.blocks).flat_map(|block| match block {
            Block::Chart(chart) => twin(chart),
            other => vec![other.clone()],
        });
        let mut wanted = Vec::new();
        for block in blocks {
            if let Block::Table { head, rows } = block {
                let rows = rows.iter().map(|row| row.iter().map(words).collect::<Vec<_>>());
                wanted.push(std::iter::once(head).chain(rows).collect::<Vec<_>>());
            }
        }
        let text = document::markdown(&told);
        let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
        let (mut found, mut table, mut row, mut cell) = (Vec::new(), Vec::new(), Vec::new(), String::new());
        for event in Parser::new_ext(&text, options) {
            match event {
                Event::Start(Tag::Table(_)) => table = Vec::new(),
                Event::Start(Tag::TableRow | Tag::TableHead) => row = Vec::new(),
                Event::Start(Tag::TableCell) => cell = String::new(),
                Event::Text(part) => cell.push_str(&part),
                Event::End(TagEnd::TableCell) => row.push(clean(&cell.replace(')', ""))),
                Event::End(TagEnd::TableRow | TagEnd::TableHead) => table.push(row.clone()),
                Event::End(TagEnd::Table) => found.push(table.clone()),
                _ => {}
            }
        }
        assert_eq!(found, wanted);
        assert!(found.len() >= 3);
    }
}

/// Elements that Confluence's storage format has, of those that we write.
const STORAGE: [&str; 20] = [
    "p",
    "h1",
    "h2",
    "ul",
    "ol",
    "li",
    "table",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "s",
    "br",
    "r",
    "structured-macro",
    "parameter",
    "rich-text-body",
    "span",
];

// [SR11]
#[test]
fn storage_format_has_only_elements_that_confluence_takes() {
    for lens in [Lens::Product, Lens::Service] {
        let storage = document::confluence_storage(&told(lens));
        xml_text(&storage);
        let tree = format!("<r xmlns:ac=\"urn:ac\">{storage}</r>");
        let tree = roxmltree::Document::parse(&tree).unwrap();
        for node in tree.descendants().filter(|n| n.is_element()) {
            assert!(STORAGE.contains(&node.tag_name().name()), "{}", node.tag_name().name());
            if node.tag_name().name() == "parameter" && node.attribute(("urn:ac", "name")) == Some("colour") {
                assert!(["Grey", "Red", "Yellow", "Green", "Blue"].contains(&node.text().unwrap()));
            }
        }
    }
}

// [SR11]
#[test]
fn html_holds_its_charts_and_loads_nothing() {
    let mut told = told(Lens::Product);
    let zone = Zone::utc();
    let ctx = Context { program: &SAMPLE, zone: &zone, now: zone.start_of(today()) };
    for project in SAMPLE.projects.keys() {
        let team = report(&ctx, &Options::new(&ctx, Some(*project), Audience::Team));
        told.sections.extend(team.sections.into_iter().filter(|s| s.key == "metrics"));
    }
    let html = document::html_page(&told);
    assert!(html.matches("<svg").count() >= 2, "velocity and the S-curve");
    for loaded in ["<script", "<img", "<link", "href=", "src=", "url(", "@import"] {
        assert!(!html.contains(loaded), "{loaded}");
    }
    let body = html.strip_prefix("<!DOCTYPE html>").unwrap();
    roxmltree::Document::parse(body.trim()).expect("HTML is well-formed XML");
}
