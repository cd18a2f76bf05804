//! Confluence's wiki markup.

use super::{confluence_colour, each, joined};
use crate::analysis::Colour;
use crate::report::{Block, Cell, Document, Span, clean, twin};

/// The report in Confluence's wiki markup.
#[must_use]
pub fn confluence_wiki(document: &Document) -> String {
    let mut parts =
        vec![format!("h1. {}", inline(&document.title)), block_start(&inline(&document.subtitle))];
    if let Some((colour, overall)) = &document.overall {
        let aside = inline(&document.aside);
        let aside = if aside.is_empty() { aside } else { format!(" {{_}}{aside}{{_}}") };
        parts.push(format!("{}{aside}", status(*colour, overall)));
    }
    for section in &document.sections {
        parts.push(format!("h2. {}", inline(&section.title)));
        parts.extend(section.blocks.iter().map(block));
    }
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    let list = |mark: &str, lines: &[Vec<Span>]| {
        each(lines, "\n", &|spans| format!("{mark} {}", block_start(&line(spans))))
    };
    match block {
        Block::Chart(chart) => each(&twin(chart), "\n\n", &self::block),
        Block::Paragraph(spans) => block_start(&line(spans)),
        Block::Bullets(lines) => list("*", lines),
        Block::Numbered(lines) => list("#", lines),
        Block::Table { head, rows } => {
            let head = each(head, "||", &|h| inline(h));
            format!("||{head}||{}", each(rows, "", &|row| format!("\n|{}|", each(row, "|", &cell))))
        }
    }
}

/// A field with nothing in it would make the column vanish.
fn cell(cell: &Cell) -> String {
    let text = line(&cell.spans);
    if text.is_empty() { " ".to_owned() } else { format!(" {} ", block_start(&text)) }
}

fn line(spans: &[Span]) -> String {
    joined(spans, &|span| {
        let text = inline(span.text());
        match span {
            Span::Status(colour, words) => status(*colour, words),
            _ if text.is_empty() => text,
            // The braces let a mark begin and end beside any character.
            Span::Strong(_) => format!("{{*}}{text}{{*}}"),
            Span::Struck(_) => format!("{{-}}{text}{{-}}"),
            Span::Quiet(_) => format!("{{_}}{text}{{_}}"),
            _ => text,
        }
    })
}

/// A macro's parameter ends at `|` and `}`; a status has no use for either, nor for other marks.
fn status(colour: Colour, words: &str) -> String {
    let title: String = clean(words)
        .chars()
        .filter(|c| {
            !matches!(c, '|' | '{' | '}' | '[' | ']' | '\\' | '=' | ':' | '<' | '>' | '&' | '!' | '*' | '_')
        })
        .collect();
    format!("{{status:colour={}|title={title}}}", confluence_colour(colour))
}

/// Text within a line: every mark is escaped; a backslash, which cannot escape itself (two of them
/// are a line break), is written as a number.
fn inline(text: &str) -> String {
    let text = clean(text);
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in letters.iter().enumerate() {
        let next_to_word =
            |place: Option<usize>| place.and_then(|p| letters.get(p)).is_some_and(|c| c.is_alphanumeric());
        match c {
            '\\' => out.push_str("&#92;"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // Icons such as "(x)" are made of it.
            '(' => out.push_str("&#40;"),
            '|' | '{' | '}' | '[' | ']' | '*' | '_' | '^' | '~' | '!' | '?' | '#' => {
                out.push('\\');
                out.push(*c);
            }
            // Between letters they are plain: "R-12", "C++" is not.
            '-' | '+' if next_to_word(at.checked_sub(1)) && next_to_word(Some(at + 1)) => out.push(*c),
            '-' | '+' => {
                out.push('\\');
                out.push(*c);
            }
            // Faces such as ":)" and ":D", and addresses, are made of it.
            ':' | ';' if letters.get(at + 1).is_some_and(|next| !next.is_whitespace()) => {
                out.push_str(if *c == ':' { "&#58;" } else { "&#59;" });
            }
            c => out.push(*c),
        }
    }
    out
}

/// The start of a line, where `h1.` and `bq.` act.
fn block_start(line: &str) -> String {
    let bytes = line.as_bytes();
    let is_heading = matches!(bytes, [b'h' | b'H', b'0'..=b'9', b'.', ..]);
    let is_quote = matches!(bytes, [b'b', b'q', b'.', ..]);
    match (is_heading || is_quote, line.split_at_checked(1)) {
        (true, Some((first, rest))) => format!("&#{};{rest}", first.bytes().next().unwrap_or(b' ')),
        _ => line.to_owned(),
    }
}
