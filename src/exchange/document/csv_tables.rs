//! The tables of a document, and those of its charts, as one CSV file.

use super::joined;
use crate::exchange::table::write_row;
use crate::report::{Block, Cell, Document, Span, clean, twin};

/// All tables, each under the title of its section. Cells that a spreadsheet would compute are prefixed.
#[must_use]
pub fn csv_tables(document: &Document) -> String {
    let mut out = String::new();
    for section in &document.sections {
        for (place, block) in section.blocks.iter().enumerate() {
            // "and 3 more" below a table: what it does not hold is said in the file, too.
            if let (Block::Paragraph(spans), Some(Block::Table { .. })) =
                (block, place.checked_sub(1).and_then(|before| section.blocks.get(before)))
                && let [Span::Quiet(text)] = spans.as_slice()
            {
                line(&mut out, std::slice::from_ref(text));
            }
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
        // What no longer holds says so: two days in one cell would read as one.
        let words = |span: &Span| match span {
            Span::Struck(text) => format!("(was {})", clean(text)),
            other => clean(other.text()),
        };
        let cells: Vec<String> = row.iter().map(|cell| joined(&cell.spans, &words)).collect();
        line(out, &cells);
    }
}

fn line(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| clean(cell)).collect();
    write_row(out, cells.iter().map(String::as_str));
}
