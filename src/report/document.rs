//! What a document is made of: plain spans in paragraphs, lists and tables, and charts.
//!
//! Nothing in it is markup; renderers (`exchange::document`) turn it into files and escape every text.

use super::text::clean;
use crate::analysis::Colour;
use crate::chart::Chart;
use crate::model::{MilestoneId, Ref, RiskId, WorkItemId};

/// A piece of a line. Its text is text: renderers escape it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain text.
    Text(String),
    /// What matters most in the line.
    Strong(String),
    /// A value that no longer holds.
    Struck(String),
    /// A side remark.
    Quiet(String),
    /// A status colour with the words that stand for it; shown with a shape, never by colour alone.
    Status(Colour, String),
    /// A work item by its key; views link it.
    Item(WorkItemId, String),
    /// A risk by its key; views link it.
    Risk(RiskId, String),
    /// A milestone by its name; views link it.
    Milestone(MilestoneId, String),
    /// Any record, by its key or name; views link it.
    Record(Ref, String),
}

impl Span {
    /// What people read, without any mark.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text)
            | Self::Strong(text)
            | Self::Struck(text)
            | Self::Quiet(text)
            | Self::Status(_, text)
            | Self::Item(_, text)
            | Self::Risk(_, text)
            | Self::Milestone(_, text)
            | Self::Record(_, text) => text,
        }
    }

    /// Whether the span stands close to the one before it: a comma or a colon alone.
    #[must_use]
    pub fn is_close(&self) -> bool {
        matches!(self, Self::Text(text) if matches!(text.as_str(), "," | ":"))
    }

    pub(super) fn text_mut(&mut self) -> &mut String {
        match self {
            Self::Text(text)
            | Self::Strong(text)
            | Self::Struck(text)
            | Self::Quiet(text)
            | Self::Status(_, text)
            | Self::Item(_, text)
            | Self::Risk(_, text)
            | Self::Milestone(_, text)
            | Self::Record(_, text) => text,
        }
    }
}

/// One field of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub spans: Vec<Span>,
    /// A number: set flush right.
    pub number: bool,
    /// Short words that belong together, such as a day: they stay on one line where there is room.
    pub tight: bool,
}

impl Cell {
    /// The field on one line, if its text is short.
    #[must_use]
    pub(super) fn tight(self) -> Self {
        let length: usize = self.spans.iter().map(|span| span.text().chars().count() + 1).sum();
        Self { tight: length <= TIGHT, ..self }
    }
}

/// Signs that a field on one line may have: "better, was Amber", "14 Jan 2027".
const TIGHT: usize = 20;

impl From<Span> for Cell {
    // Tables are written field by field; the code for one exists once.
    #[inline(never)]
    fn from(span: Span) -> Self {
        Self { spans: vec![span], ..Self::default() }
    }
}

impl From<Vec<Span>> for Cell {
    fn from(spans: Vec<Span>) -> Self {
        Self { spans, ..Self::default() }
    }
}

/// A paragraph, a list, a table or a chart.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Sentences.
    Paragraph(Vec<Span>),
    /// A list in no order.
    Bullets(Vec<Vec<Span>>),
    /// A list in an order.
    Numbered(Vec<Vec<Span>>),
    /// A table; every row has as many fields as the head.
    Table {
        /// Names of the columns.
        head: Vec<String>,
        /// The rows.
        rows: Vec<Vec<Cell>>,
    },
    /// A drawing; formats that have none show its table.
    Chart(Box<Chart>),
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Which part, by a word that stays the same.
    pub key: String,
    /// Its heading.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// How many things it is about, also those that "and 3 more" stands for.
    pub count: usize,
}

/// A document: a status report, minutes, a note.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// "AI Search: status, week 47".
    pub title: String,
    /// "20 November, for the executive board. Covers 14 to 20 November".
    pub subtitle: String,
    /// What stands above all else, in a colour and words.
    pub overall: Option<(Colour, String)>,
    /// Beside it in small print: what it was before, or since when.
    pub aside: String,
    /// The sections in their order, without hidden ones.
    pub sections: Vec<Section>,
    /// How many lines or parts of lines were left out for this audience.
    pub redacted: usize,
}

impl Section {
    /// A section of a document.
    #[must_use]
    pub fn new(key: &str, title: &str, blocks: Vec<Block>) -> Self {
        Self { key: key.to_owned(), title: clean(title), blocks, count: 0 }
    }
}

impl Document {
    /// A document without sections.
    #[must_use]
    pub fn new(title: &str, subtitle: &str) -> Self {
        Self {
            title: clean(title),
            subtitle: clean(subtitle),
            overall: None,
            aside: String::new(),
            sections: Vec::new(),
            redacted: 0,
        }
    }

    /// How many things a report leaves out for its audience; none where only a page stands there that says
    /// why there is no report: a report has a colour.
    #[must_use]
    pub fn left_out(&self) -> Option<usize> {
        self.overall.as_ref().map(|_| self.redacted)
    }

    /// Adds a section, unless it says nothing.
    pub fn put(&mut self, key: &str, title: &str, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.sections.push(Section::new(key, title, blocks));
        }
    }
}

/// A paragraph of plain text.
#[inline(never)]
pub(super) fn paragraph(text: String) -> Block {
    Block::Paragraph(vec![Span::Text(text)])
}

/// The head of a table.
#[inline(never)]
pub(super) fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// A side remark in brackets, if there is any.
pub(super) fn aside<const N: usize>(parts: [Option<String>; N]) -> Option<Span> {
    in_brackets(parts.into())
}

/// Kept apart from [`aside`], which is compiled for each number of parts.
#[inline(never)]
pub(super) fn in_brackets(parts: Vec<Option<String>>) -> Option<Span> {
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| Span::Quiet(format!("({})", parts.join(", "))))
}

/// Rows of a chart's table that a document shows; of longer ones it shows every so many.
const TWIN_ROWS: usize = 12;

/// What a chart says, where it cannot be drawn: its title, its sentence and its table.
#[must_use]
pub fn twin(chart: &Chart) -> Vec<Block> {
    let mut blocks = vec![Block::Paragraph(vec![
        Span::Strong(format!("{}.", chart.title)),
        Span::Quiet(chart.unit.clone()),
    ])];
    if !chart.caption.is_empty() {
        blocks.push(paragraph(chart.caption.clone()));
    }
    let table = &chart.table;
    let every = table.rows.len().div_ceil(TWIN_ROWS).max(1);
    let last = table.rows.len().saturating_sub(1);
    let shown = table.rows.iter().enumerate().filter(|(n, _)| n % every == 0 || *n == last);
    let rows: Vec<Vec<Cell>> = shown
        .map(|(_, row)| {
            let cells = row.cells.iter().zip(&table.head);
            cells
                .map(|(cell, head)| Cell {
                    spans: vec![Span::Text(cell.raw())],
                    number: head.starts_with('#'),
                    ..Cell::default()
                })
                .collect()
        })
        .collect();
    if rows.is_empty() {
        return blocks;
    }
    let head = table.head.iter().map(|name| name.trim_start_matches('#').to_owned()).collect();
    blocks.push(Block::Table { head, rows });
    if every > 1 {
        let text = format!("Every {} row of {}.", ordinal(every), table.rows.len());
        blocks.push(Block::Paragraph(vec![Span::Quiet(text)]));
    }
    blocks
}

fn ordinal(number: usize) -> String {
    match number {
        2 => "second".to_owned(),
        3 => "third".to_owned(),
        n => format!("{n}th"),
    }
}
