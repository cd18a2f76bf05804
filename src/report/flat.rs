//! A document without tables and charts: for chats, which show neither, and for words to begin with.

use super::document::{Block, Cell, Document, Section, Span};

/// The document with each table row as a line of a list, and of each chart what it says.
#[must_use]
pub fn flat(document: &Document) -> Document {
    let section = |s: &Section| Section { blocks: s.blocks.iter().map(flat_block).collect(), ..s.clone() };
    Document { sections: document.sections.iter().map(section).collect(), ..document.clone() }
}

fn flat_block(block: &Block) -> Block {
    match block {
        Block::Table { head, rows } => Block::Bullets(rows.iter().map(|row| told(head, row)).collect()),
        Block::Chart(chart) => {
            let mut line = vec![Span::Strong(format!("{}.", chart.title))];
            if !chart.caption.is_empty() {
                line.push(Span::Text(chart.caption.clone()));
            }
            Block::Paragraph(line)
        }
        other => other.clone(),
    }
}

/// Columns whose fields say what they are without the name.
const PLAIN: [&str; 19] = [
    "Status",
    "Why",
    "Record",
    "What",
    "Entry",
    "State",
    "Response",
    "Value",
    "Decision",
    "Outcome",
    "Risk",
    "Assumption",
    "Issue",
    "Role",
    "Plan",
    "For and against",
    "Items",
    "Cycles",
    "Working",
];
/// Columns that are remarks on the rest.
const REMARKS: [&str; 2] = ["Trend", "How"];

/// "Load test ready: Baseline 18 Nov, Due 25 Nov": the first field that says something stands for the row,
/// the others each behind the name of its column, unless they need none. What was and what is now read as
/// "from 12 to 16".
fn told(head: &[String], row: &[Cell]) -> Vec<Span> {
    let says = |cell: &&Cell| cell.spans.iter().any(|span| !span.text().is_empty());
    let named = |place: usize| head.get(place).map(String::as_str).unwrap_or_default();
    let mut line: Vec<Span> = Vec::new();
    let (mut lead, mut was) = (true, false);
    for (place, cell) in row.iter().enumerate().filter(|(_, cell)| says(cell)) {
        if line.is_empty() {
            line.extend(cell.spans.iter().map(|span| match span {
                Span::Text(text) | Span::Quiet(text) => Span::Strong(text.clone()),
                other => other.clone(),
            }));
            continue;
        }
        let name = named(place);
        if REMARKS.contains(&name) {
            let words: Vec<&str> = cell.spans.iter().map(Span::text).collect();
            line.push(Span::Quiet(format!("({})", words.join(" "))));
            continue;
        }
        // A key and its title are one name.
        let follows = name == "Is" && was || place == 1 && named(0) == "Key";
        // A sentence ends itself.
        let ended = line.last().is_some_and(|span| span.text().ends_with(['.', '!', '?']));
        if !follows && !ended {
            line.push(Span::Text(if lead { ":" } else { "," }.to_owned()));
        }
        lead = place == 1 && named(0) == "Key";
        match name {
            "Was" => {
                was = row.get(place + 1).is_some_and(|next| says(&next)) && named(place + 1) == "Is";
                line.push(Span::Quiet(if was { "from" } else { "was" }.to_owned()));
                line.extend(cell.spans.iter().map(|span| Span::Text(span.text().to_owned())));
                continue;
            }
            "Is" if was => line.push(Span::Quiet("to".to_owned())),
            "Is" | "" => {}
            name if PLAIN.contains(&name) => {}
            // A name of several words would run into what follows.
            name if name.contains(' ') => {
                line.push(Span::Quiet(name.to_owned()));
                line.push(Span::Text(":".to_owned()));
            }
            name => line.push(Span::Quiet(name.to_owned())),
        }
        line.extend(cell.spans.iter().cloned());
    }
    line
}

/// A block's lines as their author would type them: what [`blocks`](super::text) reads back.
fn typed(block: &Block, out: &mut String) {
    let line = |spans: &[Span], out: &mut String| {
        for (place, span) in spans.iter().filter(|span| !span.text().is_empty()).enumerate() {
            if place > 0 && !span.is_close() {
                out.push(' ');
            }
            out.push_str(span.text());
        }
        out.push('\n');
    };
    if !out.is_empty() {
        out.push('\n');
    }
    match block {
        Block::Paragraph(spans) => line(spans, out),
        Block::Bullets(lines) => lines.iter().for_each(|spans| {
            out.push_str("- ");
            line(spans, out);
        }),
        Block::Numbered(lines) => lines.iter().enumerate().for_each(|(place, spans)| {
            out.push_str(&format!("{}. ", place + 1));
            line(spans, out);
        }),
        Block::Table { .. } | Block::Chart(_) => {}
    }
}

/// What a section says as plain words to begin one's own with.
#[must_use]
pub fn words_of(section: &Section) -> String {
    let mut out = String::new();
    // "and 3 more" and the like are remarks of ours, not words to begin with.
    let remark = |block: &&Block| match block {
        Block::Paragraph(spans) => spans.iter().all(|span| matches!(span, Span::Quiet(_))),
        _ => false,
    };
    for block in section.blocks.iter().filter(|block| !remark(block)).map(flat_block) {
        typed(&block, &mut out);
    }
    out.trim_end().to_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::report::text::blocks;

    fn text(words: &str) -> Span {
        Span::Text(words.to_owned())
    }

    fn section() -> Section {
        let head = ["Milestone", "Due", "Forecast", "Status"].map(str::to_owned).to_vec();
        let row = |cells: [&str; 4]| cells.map(|words| Cell::from(text(words))).to_vec();
        Section::new(
            "milestones",
            "Milestones",
            vec![
                Block::Table {
                    head,
                    rows: vec![row(["Load test", "25 Nov", "", "Amber"]), row(["Release", "", "", ""])],
                },
                Block::Paragraph(vec![Span::Quiet("and 3 more".to_owned())]),
                Block::Numbered(vec![vec![text("Rent nodes"), text("by Friday")]]),
            ],
        )
    }

    // [SR21]
    #[test]
    fn a_row_becomes_a_line_that_names_its_columns() {
        assert_eq!(
            words_of(&section()),
            "- Load test: Due 25 Nov, Amber\n- Release\n\n1. Rent nodes by Friday"
        );
    }

    // [SR21]
    #[test]
    fn what_was_and_what_is_read_as_a_sentence() {
        let head = ["What", "Record", "Was", "Is", "How"].map(str::to_owned).to_vec();
        let row = |cells: [&str; 5]| cells.map(|words| Cell::from(text(words))).to_vec();
        let rows = vec![
            row(["Risk", "R-12 Latency", "12", "16", "up"]),
            row(["Risk", "R-19 Staging", "", "12", "new"]),
            row(["Decision", "D-1 Rent", "Wanted", "", ""]),
            row(["Release", "2026.11", "", "", "released"]),
        ];
        let section = Section::new("changes", "What changed", vec![Block::Table { head, rows }]);
        assert_eq!(
            words_of(&section),
            "- Risk: R-12 Latency, from 12 to 16 (up)\n- Risk: R-19 Staging, 12 (new)\n\
             - Decision: D-1 Rent, was Wanted\n- Release: 2026.11 (released)"
        );
    }

    // [SR16]
    #[test]
    fn words_to_begin_with_read_back_as_the_same_lines() {
        let words = words_of(&section());
        let again = Section { blocks: blocks(&words), ..section() };
        assert_eq!(words_of(&again), words);
        assert!(matches!(again.blocks[..], [Block::Bullets(_), Block::Numbered(_)]));
    }
}
