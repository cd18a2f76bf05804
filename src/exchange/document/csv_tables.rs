//! The tables of a document, and those of its charts, as one CSV file.

use super::joined;
use crate::exchange::table::write_row;
use crate::report::{Block, Cell, Document, Span, clean, twin};

/// All tables, each under the title of its section. Cells that a spreadsheet would compute are prefixed.
#[must_use]
pub fn csv_tables(document: &Document) -> String {
    let mut out = String::new();
    for section in &document.sections {
        for block in &section.blocks {
            let twins = match block {
                Block::Chart(chart) => twin(chart),
                Block::Table { .. } => vec![block.clone()],
                _ => continue,
            };
            for block in twins {
                if let Block::Table { head, rows } = block {
                    table(&mut out, &section.title, &head, &rows);
                }
            }
        }
    }
    out
}

fn table(out: &mut String, title: &str, head: &[String], rows: &[Vec<Cell>]) {
    if !out.is_empty() {
        out.push_str("\r\n");
    }
    line(out, &[title.to_owned()]);
    line(out, head);
    for row in rows {
        let words = |span: &Span| clean(span.text());
        let cells: Vec<String> = row.iter().map(|cell| joined(&cell.spans, &words)).collect();
        line(out, &cells);
    }
}

fn line(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
    write_row(out, cells.iter().map(String::as_str));
}
