//! What a client must not read: names of people, money, other clients and other projects.
//!
//! Records of others and internal words are never put into the report. This is the last look at
//! every line that is: titles, summaries and reasons are free text, and people write names and
//! amounts into them. A withheld part is replaced by words that say so.

mod amounts;
mod terms;

use super::document::{Block, Document, Span};
use crate::chart::{Cell, Chart, Form};
use crate::model::{Program, ProjectId};
use amounts::Amounts;
use terms::Terms;

/// What takes out of texts what a project's client must not read.
pub struct Redactor {
    terms: Terms,
    amounts: Amounts,
}

impl Redactor {
    /// For the client of a project.
    #[must_use]
    pub fn new(program: &Program, project: ProjectId) -> Self {
        Self { terms: Terms::new(program, project), amounts: Amounts::new(program) }
    }

    /// The text without names and amounts.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.amounts.redact(&self.terms.redact(text))
    }
}

/// Replaces what the project's client must not read; how many texts were touched.
pub(super) fn redact(document: &mut Document, program: &Program, project: ProjectId) -> usize {
    let redactor = Redactor::new(program, project);
    let mut touched = 0;
    each_text(document, &mut |text| {
        let redacted = redactor.text(text);
        if redacted != *text {
            *text = redacted;
            touched += 1;
        }
    });
    touched
}

/// Calls the function with every text of the report but the words of status colours, which are ours.
fn each_text(report: &mut Document, change: &mut dyn FnMut(&mut String)) {
    change(&mut report.title);
    change(&mut report.subtitle);
    change(&mut report.aside);
    for section in &mut report.sections {
        change(&mut section.title);
        for block in &mut section.blocks {
            match block {
                Block::Paragraph(line) => each_span(line, change),
                Block::Bullets(lines) | Block::Numbered(lines) => {
                    lines.iter_mut().for_each(|line| each_span(line, change));
                }
                Block::Chart(chart) => each_of(chart, change),
                Block::Table { head, rows } => {
                    head.iter_mut().for_each(&mut *change);
                    for cell in rows.iter_mut().flatten() {
                        each_span(&mut cell.spans, change);
                    }
                }
            }
        }
    }
}

/// Every text of a chart: what is drawn, what is said, what its table holds.
fn each_of(chart: &mut Chart, change: &mut dyn FnMut(&mut String)) {
    change(&mut chart.title);
    change(&mut chart.unit);
    change(&mut chart.caption);
    for shape in &mut chart.shapes {
        if let Form::Text(_, _, text, _) = &mut shape.form {
            change(text);
        }
    }
    chart.marks.iter_mut().for_each(|mark| change(&mut mark.name));
    chart.table.head.iter_mut().for_each(&mut *change);
    for cell in chart.table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let Cell::Text(text) = cell {
            change(text);
        }
    }
}

fn each_span(line: &mut [Span], change: &mut dyn FnMut(&mut String)) {
    for span in line.iter_mut().filter(|span| !matches!(span, Span::Status(..))) {
        change(span.text_mut());
    }
}
