//! GitHub-flavoured Markdown.

use super::{joined, shape};
use crate::report::{Block, Cell, Document, Span, clean, twin};

/// The report as Markdown.
#[must_use]
pub fn markdown(document: &Document) -> String {
    let mut parts = vec![format!("# {}", inline(&document.title)), block_start(&inline(&document.subtitle))];
    if let Some((colour, overall)) = &document.overall {
        let aside = inline(&document.aside);
        let aside = if aside.is_empty() { aside } else { format!(" ({aside})") };
        parts.push(format!("{} **{}**{aside}", shape(*colour), inline(overall)));
    }
    for section in &document.sections {
        parts.push(format!("## {}", inline(&section.title)));
        parts.extend(section.blocks.iter().map(block));
    }
    parts.retain(|part| !part.is_empty());
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(spans) => block_start(&line(spans)),
        Block::Bullets(lines) => list(lines, |_| "-".to_owned()),
        Block::Numbered(lines) => list(lines, |at| format!("{}.", at + 1)),
        Block::Table { head, rows } => table(head, rows),
        Block::Chart(chart) => twin(chart).iter().map(self::block).collect::<Vec<_>>().join("\n\n"),
    }
}

fn list(lines: &[Vec<Span>], mark: impl Fn(usize) -> String) -> String {
    let lines = lines.iter().enumerate();
    lines
        .map(|(at, spans)| format!("{} {}", mark(at), block_start(&line(spans))))
        .collect::<Vec<_>>()
        .join("\n")
}

fn table(head: &[String], rows: &[Vec<Cell>]) -> String {
    let row = |fields: Vec<String>| format!("| {} |", fields.join(" | "));
    let is_number = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(column));
        !rows.is_empty() && cells.all(|cell| cell.number)
    };
    let rule = (0..head.len()).map(|at| if is_number(at) { "---:" } else { "---" }.to_owned()).collect();
    let mut lines = vec![row(head.iter().map(|h| inline(h)).collect()), row(rule)];
    lines.extend(rows.iter().map(|cells| row(cells.iter().map(|c| line(&c.spans)).collect())));
    lines.join("\n")
}

fn line(spans: &[Span]) -> String {
    joined(spans, &|span| {
        let text = inline(span.text());
        match span {
            _ if text.is_empty() => text,
            Span::Strong(_) => format!("**{text}**"),
            Span::Struck(_) => format!("~~{text}~~"),
            Span::Status(colour, _) => format!("{} {text}", shape(*colour)),
            _ => text,
        }
    })
}

/// Text within a line: what could begin markup anywhere is escaped.
fn inline(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        let acts = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '#' | '!' | '{'
            | '}' => true,
            // Addresses and mentions become links on their own.
            ':' => rest.starts_with("://"),
            '.' => out.get(out.len().saturating_sub(3)..).is_some_and(|w| w.eq_ignore_ascii_case("www")),
            '@' => true,
            _ => false,
        };
        if acts {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// The start of a paragraph or list item, where more marks act: rules, lists, underlines.
fn block_start(line: &str) -> String {
    if line.starts_with(['-', '+', '=']) {
        return format!("\\{line}");
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    match (digits, line.split_at_checked(digits)) {
        (1.., Some((number, rest))) if rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ => line.to_owned(),
    }
}
