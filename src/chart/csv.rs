//! A chart's table as CSV.

use super::scene::{Cell, Table};
use super::ticks::plain;

impl Cell {
    /// The value for other programs: days as ISO 8601, numbers with a point.
    #[must_use]
    pub fn raw(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.to_string(),
            Self::Number(value, decimals) => plain(*value, *decimals).replace(',', "").replace('−', "-"),
            Self::Blank => String::new(),
        }
    }
}

/// The table as RFC 4180 has it. Words that a spreadsheet would take for a formula get a quote mark
/// before them; numbers stay numbers.
#[must_use]
pub fn csv(table: &Table) -> String {
    let mut text = String::new();
    line(&mut text, table.head.iter().map(|name| (name.trim_start_matches('#').to_owned(), true)));
    for row in &table.rows {
        line(&mut text, row.cells.iter().map(|cell| (cell.raw(), matches!(cell, Cell::Text(_)))));
    }
    text
}

fn line(text: &mut String, cells: impl Iterator<Item = (String, bool)>) {
    for (place, (cell, is_words)) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        let guard = if is_words && cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        if cell.contains([',', '"', '\n', '\r']) {
            text.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
        } else {
            text.push_str(guard);
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_back_and_words_are_no_formulas() {
        let mut table = Table::new(&["Key", "#Days", "Finished"]);
        let day = "2025-11-20".parse().unwrap();
        table.row(None, vec![Cell::Text("=1+1, \"so\"".into()), Cell::Number(-1234.5, 1), Cell::Day(day)]);
        table.row(None, vec![Cell::Text("A".into()), Cell::Blank, Cell::Blank]);
        assert_eq!(csv(&table), "Key,Days,Finished\r\n\"'=1+1, \"\"so\"\"\",-1234.5,2025-11-20\r\nA,,\r\n");
    }
}
