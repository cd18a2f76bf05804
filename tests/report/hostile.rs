//! Hostile text is shown as it is and never acts, in every format.

use crate::FORMATS;
use crate::build::{Build, day};
use gluework::command::{CatalogueEdit, ItemEdit};
use gluework::exchange::document;
use gluework::model::{Lens, WorkItemId};
use gluework::report::status::Audience;
use gluework::report::{Block, Cell, Document, Section, Span, clean};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

pub(crate) const HOSTILE: [&str; 28] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><ac:structured-macro ac:name=\"html\"/>",
    "a | b || c",
    "{html}<b>x</b>{html} {include:Secret}",
    "`code` ``more``",
    "# heading",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "> quote",
    "--- ",
    "===",
    "[link](javascript:alert(1))",
    "[x|javascript:alert(1)] !http://x.example/a.png!",
    "![i](http://x.example/a.png) http://x.example www.x.example",
    "**bold** _it_ *it* ~~no~~ __b__ snake_case_name",
    "h1. big bq. quote",
    "&lt;b&gt; &amp; &#60; &copy;",
    "back\\slash \\\\ end\\",
    "\u{202e}txt.exe\u{2066}\u{200f}",
    "line\none\r\ntwo\u{2028}three\u{0}",
    "\" onmouseover=\"alert(1) ' x",
    "=cmd|'/c calc'!A0",
    "@SUM(1+1)*cmd",
    "</style></svg><script>alert(1)</script>",
    "\"; } @import url(http://x.example); body { color: red",
];

/// A report of every kind of span and block, all with one text.
fn with(text: &str) -> Document {
    let text = text.to_owned();
    let line = || {
        vec![
            Span::Text(text.clone()),
            Span::Strong(text.clone()),
            Span::Struck(text.clone()),
            Span::Quiet(text.clone()),
            Span::Item(WorkItemId::from(1), text.clone()),
        ]
    };
    Document {
        title: text.clone(),
        subtitle: text.clone(),
        overall: Some((gluework::analysis::Colour::Red, "Red overall".into())),
        aside: text.clone(),
        sections: vec![Section {
            key: "summary".into(),
            title: text.clone(),
            blocks: vec![
                Block::Paragraph(line()),
                Block::Bullets(vec![line(), line()]),
                Block::Numbered(vec![line()]),
                Block::Table {
                    head: vec![text.clone(), "B".into()],
                    rows: vec![vec![Cell::from(line()), Cell::from(Span::Text("x".into()))]],
                },
            ],
            count: 0,
        }],
        redacted: 0,
    }
}

/// What a reader sees of XML, and that nothing but our own elements is in it.
pub(crate) fn xml_text(xml: &str) -> Vec<String> {
    let body = xml.strip_prefix("<!DOCTYPE html>").unwrap_or(xml);
    let body = format!("<r xmlns:ac=\"urn:ac\">{body}</r>");
    let tree = roxmltree::Document::parse(&body).unwrap_or_else(|why| panic!("{why}\n{body}"));
    let allowed = [
        "r",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "header",
        "section",
        "div",
        "h1",
        "h2",
        "p",
        "ul",
        "ol",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "details",
        "summary",
        "strong",
        "s",
        "em",
        "span",
        "structured-macro",
        "parameter",
    ];
    let attributes = ["lang", "charset", "http-equiv", "content", "name", "class", "scope", "style"];
    for node in tree.descendants().filter(|n| n.is_element()) {
        let name = node.tag_name().name();
        assert!(allowed.contains(&name), "<{name}>");
        for attribute in node.attributes() {
            assert!(attributes.contains(&attribute.name()), "{}", attribute.name());
        }
        if name == "structured-macro" {
            assert_eq!(node.attribute(("urn:ac", "name")), Some("status"));
        }
    }
    let blocks =
        tree.descendants().filter(|n| ["p", "h1", "h2", "li", "td", "th"].contains(&n.tag_name().name()));
    let text =
        |n: roxmltree::Node<'_, '_>| n.descendants().filter_map(|d| d.is_text().then(|| d.text())?).collect();
    blocks.map(text).collect()
}

/// What a CommonMark reader sees, block by block; panics when anything but our own marks is there.
pub(crate) fn markdown_text(text: &str) -> Vec<String> {
    let mut seen = vec![String::new()];
    for event in Parser::new_ext(
        text,
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS,
    ) {
        match event {
            Event::Text(part) => seen.last_mut().unwrap().push_str(&part),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell) => {
                seen.push(String::new());
            }
            Event::Start(tag) => {
                use pulldown_cmark::Tag::{
                    Heading, Item, List, Paragraph, Strikethrough, Strong, Table, TableCell, TableHead,
                    TableRow,
                };
                let ours = matches!(
                    tag,
                    Heading { .. }
                        | Item
                        | List(_)
                        | Paragraph
                        | Strikethrough
                        | Strong
                        | Table(_)
                        | TableCell
                        | TableHead
                        | TableRow
                );
                assert!(ours, "{tag:?} in {text}");
            }
            Event::End(_) => {}
            other => panic!("{other:?} in {text}"),
        }
    }
    seen.retain(|block| !block.is_empty());
    seen
}

/// The five spans of a line as they read side by side.
fn whole_line(text: &str) -> String {
    let text = clean(text);
    [text.as_str(); 5].join(" ")
}

/// What was sent is read back from its Markdown: written again, it is the same.
pub(crate) fn reads_back(document: &Document) {
    let written = document::markdown(document);
    assert_eq!(document::markdown(&document::read_markdown(&written)), written);
}

fn check(text: &str) {
    let (report, shown, line) = (with(text), clean(text), whole_line(text));
    let markdown = markdown_text(&document::markdown(&report));
    let expected = [
        &shown,
        &shown,
        &format!("◆ Red overall ({shown})"),
        &shown,
        &line,
        &line,
        &line,
        &line,
        &shown,
        "B",
        &line,
        "x",
    ];
    assert_eq!(markdown, expected, "{}", document::markdown(&report));
    reads_back(&report);
    for render in [document::html_page, document::html_fragment, document::confluence_storage] {
        let seen = xml_text(&render(&report));
        for wanted in [&shown, &line] {
            assert!(seen.contains(wanted), "{wanted} not in {seen:?}");
        }
    }
    for (format, render) in FORMATS {
        // Lines of CSV end in CRLF.
        let out = render(&report).replace("\r\n", "\n");
        for hidden in ['\u{202e}', '\u{2066}', '\u{200f}', '\u{2028}', '\u{0}', '\r'] {
            assert!(!out.contains(hidden), "{format}");
        }
    }
}

// [SR10] [SR11]
#[test]
fn hostile_text_reads_as_it_was_written() {
    HOSTILE.iter().for_each(|text| check(text));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..Default::default() })]
    // [SR10] [SR11]
    #[test]
    fn any_text_reads_as_it_was_written(text in "[ -~äß€\u{202e}\n]{0,12}[!-~][ -~]{0,8}") {
        check(&text);
    }
}

// [SR10]
#[test]
fn wiki_marks_are_escaped() {
    let text = |title: &str| {
        document::confluence_wiki(&Document { sections: vec![], aside: String::new(), ..with(title) })
    };
    for (title, written) in [
        ("{html}", "h1. \\{html\\}\n"),
        ("a|b [c]", "h1. a\\|b \\[c\\]\n"),
        ("R-12 -no- C++", "h1. R-12 \\-no\\- C\\+\\+\n"),
        ("a\\{b", "h1. a&#92;\\{b\n"),
        ("(x) :) <b>", "h1. &#40;x) &#58;) &lt;b&gt;\n"),
        ("18:30, a: b", "h1. 18&#58;30, a: b\n"),
    ] {
        assert!(text(title).starts_with(written), "{}", text(title));
    }
    assert!(text("h1. x").contains("\n&#104;1. x\n"), "{}", text("h1. x"));
    assert!(text("bq. x").contains("\n&#98;q. x\n"));
    for hostile in HOSTILE {
        let mut escaped = false;
        for c in
            document::confluence_wiki(&Document { sections: vec![], aside: String::new(), ..with(hostile) })
                .replace("{status:colour=Red|title=Red overall}", "")
                .chars()
        {
            assert!(escaped || !matches!(c, '{' | '|' | '[' | '<'), "{hostile}");
            escaped = c == '\\';
        }
    }
}

// [SR10] [SR11]
#[test]
fn a_program_full_of_hostile_text_makes_a_sound_report() {
    let mut b = Build::new();
    let project = b.project("<script>|{x}]]>", Lens::Product);
    b.catalogue(CatalogueEdit::ProjectSummary(project, HOSTILE.join("\n\n")));
    b.on("2026-11-17T09:00");
    for hostile in HOSTILE {
        b.person(hostile);
        let done = b.item(project, hostile, 1);
        b.to(done, "Done");
        let stuck = b.item(project, hostile, 1);
        b.edit(stuck, ItemEdit::Block(hostile.into()));
        b.edit(stuck, ItemEdit::Due(Some(day("2026-11-21"))));
        b.risk(project, hostile, (3, 3));
        b.milestone(project, hostile, "2026-11-21", "2026-11-22");
    }
    for audience in Audience::ALL {
        let report = b.report(Some(project), audience);
        reads_back(&report);
        markdown_text(&document::markdown(&report));
        xml_text(&document::html_page(&report));
        xml_text(&document::html_fragment(&report));
        xml_text(&document::confluence_storage(&report));
    }
}

/// Every cell of the file as a spreadsheet reads it.
fn cells(csv: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

// [SR10]
#[test]
fn no_cell_of_a_table_is_a_formula() {
    for hostile in HOSTILE {
        let cells = cells(&document::csv_tables(&with(hostile)));
        assert!(cells.len() >= 5, "{cells:?}");
        for cell in cells {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{cell}");
        }
    }
}

// [SR10] [SR11]
#[test]
fn a_megabyte_of_hostile_text_comes_out_inert_in_every_format() {
    let mut long = String::new();
    while long.len() < 1_000_000 {
        long.push_str(&HOSTILE.join(" "));
        long.push(' ');
    }
    let mut b = Build::new();
    let project = b.project("Long", Lens::Product);
    b.catalogue(CatalogueEdit::ProjectSummary(project, long.clone()));
    b.on("2026-11-17T09:00");
    let stuck = b.item(project, &long, 1);
    b.edit(stuck, ItemEdit::Block(long.clone()));
    b.risk(project, &long, (4, 4));
    // The client's report goes through everything: the others, and the search for what is not theirs.
    let report = b.report(Some(project), Audience::Client);
    let markdown = document::markdown(&report);
    assert!(markdown.len() > 1_000_000, "the summary is whole");
    markdown_text(&markdown);
    reads_back(&report);
    for render in [document::html_page, document::confluence_storage] {
        xml_text(&render(&report));
    }
    for (format, render) in FORMATS {
        let out = render(&report);
        assert!(!out.contains(['\u{202e}', '\u{2066}', '\u{0}']), "{format}");
        // Titles and reasons are cut; only the summary is the user's own and stands whole.
        assert!(out.len() < 6_000_000, "{format}: {}", out.len());
    }
}

// [SR10] [SR25]
#[test]
fn the_head_of_sheets_is_one_string_whatever_the_title() {
    for hostile in HOSTILE {
        let rule = document::sheet_head(hostile);
        let text = rule.split_once("content: \"").unwrap().1.split_once("\"; font:").unwrap().0;
        let harmless = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\\');
        assert!(text.chars().all(harmless), "{text}");
        assert_eq!(rule.matches(['{', '}']).count(), 8);
    }
}
