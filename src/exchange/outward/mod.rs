//! Ways out: files that trackers, spreadsheets and calendars take.
//!
//! Pure functions from a program to text. Cells that a spreadsheet would run as a formula are made
//! harmless; whether a file begins with a byte order mark is decided by who reads it
//! ([D25](../../../docs/decisions.md#d25)).

mod azure;
mod ics;
mod ics_zone;
mod items;
mod jira;
mod order;
mod rows;
mod tables;

pub use azure::azure_csv;
pub use ics::{CalendarDay, calendar, due_days};
pub use items::items_csv;
pub use jira::jira_csv;
pub use rows::rows_csv;
pub use tables::{costs_csv, dependencies_csv, risks_csv};

use crate::exchange::table::{harmless, write_cells};
use crate::model::{Program, ProjectId, WorkItem};
use std::sync::Arc;

/// Before text that Excel opens: without it, letters beyond ASCII are garbled.
const MARK: &str = "\u{feff}";

/// What an export is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scope {
    /// One project; none = the whole program.
    pub project: Option<ProjectId>,
}

impl Scope {
    /// Whether a record of this project is part of it.
    #[must_use]
    pub fn holds(self, project: Option<ProjectId>) -> bool {
        self.project.is_none() || self.project == project
    }

    fn items(self, program: &Program) -> Vec<Arc<WorkItem>> {
        let all = program.items.values().filter(|item| self.holds(Some(item.project)));
        order::parents_first(all.cloned().collect())
    }
}

/// A table under construction: columns that may repeat, rows that may leave the last ones empty.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(header: &[&str]) -> Self {
        Self { header: header.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds, for each row, the values of a column that repeats as often as the longest list has values.
    fn repeated(&mut self, header: &str, values: Vec<Vec<String>>) {
        let width = values.iter().map(Vec::len).max().unwrap_or(0);
        self.header.extend(std::iter::repeat_n(header.to_owned(), width));
        for (row, mut cells) in self.rows.iter_mut().zip(values) {
            cells.resize(width, String::new());
            row.append(&mut cells);
        }
    }

    /// The table as CSV: comma, CRLF, quotes where needed, formulas harmless.
    fn csv(&self) -> String {
        self.csv_with_numbers(usize::MAX)
    }

    /// The same with one column of numbers that this program wrote: their minus is no formula.
    fn csv_with_numbers(&self, numbers: usize) -> String {
        let mut out = String::new();
        for row in std::iter::once(&self.header).chain(&self.rows) {
            let before = |(at, cell): (usize, &'_ str)| if at == numbers { "" } else { harmless(cell) };
            let cells =
                row.iter().map(String::as_str).enumerate().map(|(at, cell)| (cell, before((at, cell))));
            write_cells(&mut out, &mut { cells });
        }
        out
    }
}

fn text<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
