//! HTML and Confluence's storage format: one walk, three dialects. All of it is well-formed XML.

use super::{confluence_colour, each, joined, shape};
use crate::analysis::Colour;
use crate::chart::{Theme, standalone};
use crate::report::{Block, Cell, Document, Span, clean, twin};

#[derive(Clone, Copy, PartialEq)]
enum Dialect {
    /// A file of its own, styled by its own sheet.
    Page,
    /// For the clipboard: every style stands on its element.
    Fragment,
    /// Confluence.
    Storage,
}

const STYLE: &str = include_str!("page.css");

/// The report as one HTML file: no script, nothing loaded from anywhere, ready to print.
#[must_use]
pub fn html_page(document: &Document) -> String {
    let title = escape(&document.title);
    let (body, head) = (Dialect::Page.body(document), sheet_head(&document.title));
    // The policy is a second lock: even markup that got in could load and run nothing.
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>{title}</title>\n<style>\n{STYLE}{head}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// The style rule that puts a title at the head of every printed sheet but the first, where it stands large.
/// Every sign of the title that is no letter or digit is written as its number: it can end nothing.
#[must_use]
pub fn sheet_head(title: &str) -> String {
    let mut text = String::new();
    for c in clean(title).chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            text.push(c);
        } else {
            text.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    format!(
        "@page {{ @top-left {{ content: \"{text}\"; font: 8pt sans-serif; color: #57606a; }} }}\n\
         @page :first {{ @top-left {{ content: none; }} }}\n"
    )
}

/// The report as rich text for the clipboard: tables and colours survive pasting into Confluence,
/// Outlook and chats.
#[must_use]
pub fn html_fragment(document: &Document) -> String {
    format!("<div{}>\n{}</div>\n", Dialect::Fragment.style(FONT), Dialect::Fragment.body(document))
}

/// The report in Confluence's storage format.
#[must_use]
pub fn confluence_storage(document: &Document) -> String {
    Dialect::Storage.body(document)
}

const FONT: &str = "font-family:Inter,Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;color:#1b1f24";
const TABLE: &str = "border-collapse:collapse;width:100%;margin:4px 0 12px";
const HEAD: &str = "text-align:left;padding:4px 8px;border-bottom:1px solid #8b929a;color:#57606a;\
                    font-weight:600;vertical-align:top";
const CELL: &str = "padding:4px 8px;border-bottom:1px solid #d8dee4;vertical-align:top";
const NUMBER: &str = "padding:4px 8px;border-bottom:1px solid #d8dee4;vertical-align:top;text-align:right";
const SHORT: &str = "padding:4px 8px;border-bottom:1px solid #d8dee4;vertical-align:top;white-space:nowrap";
const QUIET: &str = "color:#57606a";

/// Dark enough to read on white.
const fn ink(colour: Colour) -> &'static str {
    match colour {
        Colour::Unknown => "color:#57606a;white-space:nowrap",
        Colour::Green => "color:#0a6b4b;white-space:nowrap",
        Colour::Amber => "color:#8a5a00;white-space:nowrap",
        Colour::Red => "color:#b3261e;white-space:nowrap",
    }
}

impl Dialect {
    /// A style attribute, where styles stand on elements.
    fn style(self, style: &str) -> String {
        if self == Self::Fragment { format!(" style=\"{style}\"") } else { String::new() }
    }

    fn body(self, document: &Document) -> String {
        let aside = self.span(&Span::Quiet(document.aside.clone()));
        let overall = document.overall.as_ref().map_or_else(String::new, |(colour, overall)| {
            let space = if aside.is_empty() { "" } else { " " };
            format!("<p>{}{space}{aside}</p>\n", self.status(*colour, overall))
        });
        let subtitle = escape(&document.subtitle);
        let mut out = match self {
            // A Confluence page has its title outside its body.
            Self::Storage => format!("<p>{subtitle}</p>\n{overall}"),
            Self::Page => format!(
                "<header>\n<h1>{}</h1>\n{}<p class=\"quiet\">{subtitle}</p>\n</header>\n",
                escape(&document.title),
                overall.replacen("<p>", "<p class=\"overall\">", 1)
            ),
            Self::Fragment => {
                format!("<h1>{}</h1>\n{overall}<p>{subtitle}</p>\n", escape(&document.title))
            }
        };
        for section in &document.sections {
            if self == Self::Page {
                out.push_str(&format!("<section class=\"part-{}\">\n", escape(&section.key)));
            }
            out.push_str(&format!("<h2>{}</h2>\n", escape(&section.title)));
            for block in &section.blocks {
                out.push_str(&self.block(block));
                out.push('\n');
            }
            if self == Self::Page {
                out.push_str("</section>\n");
            }
        }
        out
    }

    fn block(self, block: &Block) -> String {
        let list = |tag: &str, lines: &[Vec<Span>]| {
            let lines = each(lines, "", &|l| format!("<li>{}</li>", self.line(l)));
            format!("<{tag}>{lines}</{tag}>")
        };
        match block {
            Block::Paragraph(spans) => format!("<p>{}</p>", self.line(spans)),
            Block::Bullets(lines) => list("ul", lines),
            Block::Numbered(lines) => list("ol", lines),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Chart(chart) if self == Self::Page => {
                let twin = twin(chart);
                let table = twin.iter().filter(|block| matches!(block, Block::Table { .. }));
                let table: String = table.map(|block| self.block(block)).collect();
                let values = if table.is_empty() {
                    table
                } else {
                    format!("<details><summary>Values</summary>{table}</details>")
                };
                format!("<figure>{}{values}</figure>", standalone(chart, Theme::Light))
            }
            Block::Chart(chart) => each(&twin(chart), "\n", &|block| self.block(block)),
        }
    }

    fn table(self, head: &[String], rows: &[Vec<Cell>]) -> String {
        let scope = if self == Self::Page { " scope=\"col\"" } else { "" };
        let head = each(head, "", &|h| format!("<th{scope}{}>{}</th>", self.style(HEAD), escape(h)));
        let rows = each(rows, "", &|row| format!("<tr>{}</tr>\n", each(row, "", &|cell| self.cell(cell))));
        let (head_on, head_off) =
            if self == Self::Page { ("<thead>", "</thead>\n<tbody>") } else { ("<tbody>", "") };
        format!("<table{}>{head_on}<tr>{head}</tr>{head_off}\n{rows}</tbody></table>", self.style(TABLE))
    }

    fn cell(self, cell: &Cell) -> String {
        let attributes = match (self, cell.number) {
            (Self::Page, true) => " class=\"number\"".to_owned(),
            (Self::Page, false) if cell.tight => " class=\"tight\"".to_owned(),
            (_, true) => self.style(NUMBER),
            (_, false) => self.style(if cell.tight { SHORT } else { CELL }),
        };
        format!("<td{attributes}>{}</td>", self.line(&cell.spans))
    }

    fn line(self, spans: &[Span]) -> String {
        joined(spans, &|span| self.span(span))
    }

    fn span(self, span: &Span) -> String {
        let text = escape(span.text());
        match span {
            Span::Status(colour, words) => self.status(*colour, words),
            _ if text.is_empty() => text,
            Span::Strong(_) => format!("<strong>{text}</strong>"),
            Span::Struck(_) => format!("<s>{text}</s>"),
            Span::Quiet(_) | Span::Item(..) => match self {
                Self::Page => format!("<span class=\"quiet\">{text}</span>"),
                Self::Fragment => format!("<span{}>{text}</span>", self.style(QUIET)),
                Self::Storage => format!("<em>{text}</em>"),
            },
            Span::Text(_) | Span::Risk(..) | Span::Milestone(..) | Span::Record(..) => text,
        }
    }

    fn status(self, colour: Colour, words: &str) -> String {
        let text = escape(words);
        match self {
            Self::Storage => format!(
                "<ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"colour\">{}</ac:parameter>\
                 <ac:parameter ac:name=\"title\">{text}</ac:parameter></ac:structured-macro>",
                confluence_colour(colour)
            ),
            Self::Page => {
                let name = match colour {
                    Colour::Unknown => "unknown".to_owned(),
                    known => known.name().to_lowercase(),
                };
                format!("<span class=\"status {name}\">{} {text}</span>", shape(colour))
            }
            Self::Fragment => {
                format!("<span{}>{} {text}</span>", self.style(ink(colour)), shape(colour))
            }
        }
    }
}

/// Text for XML and HTML, in elements and in attributes.
fn escape(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            // Also what keeps "]]>" from ending anything.
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
