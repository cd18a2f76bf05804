//! Plain text: columns set with spaces, no markup at all.

use super::{each, joined, shape};
use crate::report::{Block, Cell, Document, Span, clean, twin};

/// The report as plain text.
#[must_use]
pub fn plain(document: &Document) -> String {
    let mut head = clean(&document.title);
    if !document.subtitle.is_empty() {
        head.push('\n');
        head.push_str(&clean(&document.subtitle));
    }
    if let Some((colour, overall)) = &document.overall {
        head.push_str(&format!(
            "
{} {}",
            shape(*colour),
            clean(overall)
        ));
        if !document.aside.is_empty() {
            head.push_str(&format!(" ({})", clean(&document.aside)));
        }
    }
    let mut parts = vec![head];
    for section in &document.sections {
        let mut lines = vec![clean(&section.title).to_uppercase()];
        lines.extend(section.blocks.iter().map(block));
        parts.push(lines.join("\n"));
    }
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn block(block: &Block) -> String {
    let lines: Vec<String> = match block {
        Block::Paragraph(spans) => return line(spans),
        Block::Bullets(lines) => return each(lines, "\n", &|spans| format!("- {}", line(spans))),
        Block::Numbered(lines) => {
            lines.iter().enumerate().map(|(at, spans)| format!("{}. {}", at + 1, line(spans))).collect()
        }
        Block::Table { head, rows } => return table(head, rows),
        Block::Chart(chart) => twin(chart).iter().map(self::block).collect(),
    };
    lines.join("\n")
}

fn line(spans: &[Span]) -> String {
    joined(spans, &words)
}

/// A span without any mark but the shape of a colour.
pub(super) fn words(span: &Span) -> String {
    match span {
        Span::Status(colour, text) => format!("{} {}", shape(*colour), clean(text)),
        Span::Struck(text) => format!("(was {})", clean(text)),
        other => clean(other.text()),
    }
}

fn table(head: &[String], rows: &[Vec<Cell>]) -> String {
    let mut grid: Vec<Vec<String>> = vec![head.iter().map(|h| clean(h)).collect()];
    grid.extend(rows.iter().map(|row| row.iter().map(|cell| line(&cell.spans)).collect()));
    let widths: Vec<usize> = (0..head.len())
        .map(|at| grid.iter().filter_map(|row| row.get(at)).map(|t| t.chars().count()).max().unwrap_or(0))
        .collect();
    let write = |row: &Vec<String>| {
        let fields = row.iter().zip(&widths).map(|(text, width)| {
            // A column of sentences would push the rest off the page.
            format!("{text:<width$}", width = (*width).min(60))
        });
        fields.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    grid.iter().map(write).collect::<Vec<_>>().join("\n")
}
