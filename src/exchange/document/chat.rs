//! Plain text for chats: lines and lists, no columns, as chats set text in letters of unequal width.

use super::{joined, shape};
use crate::report::{Block, Document, Span, clean, flat};

/// The document as a message. [`html_fragment`](super::html_fragment) of [`flat`] is the same as rich text.
#[must_use]
pub fn chat(document: &Document) -> String {
    let document = flat(document);
    let mut parts = vec![head(&document)];
    for section in &document.sections {
        let mut lines = vec![clean(&section.title)];
        lines.extend(section.blocks.iter().map(block));
        parts.push(lines.join("\n"));
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn head(document: &Document) -> String {
    let mut lines = vec![clean(&document.title)];
    if !document.subtitle.is_empty() {
        lines.push(clean(&document.subtitle));
    }
    if let Some((colour, overall)) = &document.overall {
        let aside = clean(&document.aside);
        let aside = if aside.is_empty() { aside } else { format!(" ({aside})") };
        lines.push(format!("{} {}{aside}", shape(*colour), clean(overall)));
    }
    lines.join("\n")
}

fn block(block: &Block) -> String {
    let list = |lines: &[Vec<Span>], mark: &dyn Fn(usize) -> String| {
        let lines = lines.iter().enumerate().map(|(at, spans)| format!("{} {}", mark(at), line(spans)));
        lines.collect::<Vec<_>>().join("\n")
    };
    match block {
        Block::Paragraph(spans) => line(spans),
        Block::Bullets(lines) => list(lines, &|_| "-".to_owned()),
        Block::Numbered(lines) => list(lines, &|at| format!("{}.", at + 1)),
        // There are none in a flat document.
        Block::Table { .. } | Block::Chart(_) => String::new(),
    }
}

fn line(spans: &[Span]) -> String {
    joined(spans, &super::plain::words)
}
