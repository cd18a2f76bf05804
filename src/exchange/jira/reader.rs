//! Reads a Jira export in portions, so that the page stays responsive.

use super::cells;
use super::columns::Columns;
use super::dates::Evidence;
use super::finish::finish;
use super::headers::Field;
use super::reading::{Answers, Reading, Remark, Severity};
use super::recognise::{Opened, open};
use super::refusal::Refusal;
use super::row::{DATES, RawItem, RowReader, short};
use crate::exchange::table::{Place, Rows};
use crate::model::Zone;
use csv::StringRecord;
use std::collections::HashMap;

/// How far a reader has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// Rows read so far, without the header.
    pub rows_done: usize,
    /// How much of the file was read, from 0 to 1.
    pub fraction: f64,
    /// There is nothing left to read: call [`Reader::finish`].
    pub finished: bool,
}

/// Reads a file step by step. Dropping it cancels the reading; nothing else is touched.
pub struct Reader {
    rows: Rows,
    header: Vec<String>,
    header_line: u64,
    pub(super) state: State,
    finished: bool,
}

/// What was read so far.
pub(super) struct State {
    pub(super) columns: Columns,
    pub(super) zone: Zone,
    pub(super) answers: Answers,
    pub(super) rows: usize,
    pub(super) items: Vec<RawItem>,
    by_key: HashMap<String, usize>,
    pub(super) remarks: Vec<Remark>,
    pub(super) evidence: [Evidence; 6],
}

impl Reader {
    /// Opens a file: decodes it and reads its header row.
    ///
    /// # Errors
    /// [`Refusal`] when the file is no table of issues, in words for the user.
    pub fn new(bytes: Vec<u8>, zone: Zone, answers: Answers) -> Result<Self, Refusal> {
        let Opened { rows, columns, broken, header, line } = open(bytes, &answers.columns)?;
        let mut remarks = Vec::new();
        let mut remark = |text| {
            remarks.push(Remark { line, column: None, severity: Severity::Remark, text });
        };
        if broken > 0 {
            remark(format!("{broken} characters of the file are broken; it may have been cut off"));
        }
        for (field, text) in &columns.unmatched {
            remark(format!("The column “{}”, picked for {field}, is not in the file", short(text)));
        }
        let state = State {
            columns,
            zone,
            answers,
            rows: 0,
            items: Vec::new(),
            by_key: HashMap::new(),
            remarks,
            evidence: Default::default(),
        };
        Ok(Self { rows, header, header_line: line, state, finished: false })
    }

    /// The header row, for a mapping screen.
    #[must_use]
    pub fn headers(&self) -> &[String] {
        &self.header
    }

    /// The physical line of the header row.
    #[must_use]
    pub fn header_line(&self) -> u64 {
        self.header_line
    }

    /// Reads at most `max_rows` more rows.
    pub fn step(&mut self, max_rows: usize) -> Progress {
        let Self { rows, state, header, .. } = self;
        if !self.finished {
            let more = rows.read(max_rows.max(1), &mut |place, record| state.row(place, record, header));
            self.finished = !more;
        }
        let fraction = if self.finished { 1.0 } else { self.rows.fraction() };
        Progress { rows_done: self.state.rows, fraction, finished: self.finished }
    }

    /// Reads what is left and puts everything together.
    #[must_use]
    pub fn finish(mut self) -> Reading {
        while !self.step(10_000).finished {}
        let Self { state, rows, .. } = self;
        // The text is no longer needed, and the batch needs the room.
        drop(rows);
        finish(state)
    }
}

/// Reads a whole file at once.
///
/// # Errors
/// As [`Reader::new`].
pub fn read(bytes: Vec<u8>, zone: &Zone, answers: &Answers) -> Result<Reading, Refusal> {
    Ok(Reader::new(bytes, zone.clone(), answers.clone())?.finish())
}

impl State {
    fn remark(&mut self, line: u64, severity: Severity, text: String) {
        self.remarks.push(Remark { line, column: None, severity, text });
    }

    fn row(&mut self, place: Place, record: &StringRecord, header: &[String]) {
        let Place { line, last_line, unclosed } = place;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        self.rows += 1;
        if unclosed {
            let text = format!("Quote never closed. Lines {line} to {last_line} are one row, not read");
            return self.remark(line, Severity::NotRead, text);
        }
        let columns = &self.columns;
        let key = cells::one_line(columns.cell(Field::Key, record));
        let title = cells::one_line(columns.cell(Field::Title, record));
        let filled = || record.iter().filter(|cell| !cell.trim().is_empty());
        if key.is_empty() && filled().count() == 1 && filled().any(is_footer) {
            let text = "The export's footer, not an issue. Left out".to_owned();
            return self.remark(line, Severity::Remark, text);
        }
        if !key.is_empty() && record.iter().eq(header.iter().map(String::as_str)) {
            return self.remark(line, Severity::Remark, "The header row again. Left out".to_owned());
        }
        let surplus = record.len().saturating_sub(columns.width);
        let uneven = match (surplus, columns.width.saturating_sub(record.len())) {
            (0, 0) => None,
            (0, less) => Some(format!("The row has {less} cells less than the header")),
            (_, _) => {
                let lost = record.iter().skip(columns.width).find(|cell| !cell.trim().is_empty());
                let lost = lost.map_or(String::new(), |cell| format!("; “{}” is not read", short(cell)));
                Some(format!("The row has {surplus} cells more than the header{lost}"))
            }
        };
        let refused = if key.is_empty() {
            Some("No key. The row is not read".to_owned())
        } else if uneven.is_some() && !cells::looks_like_key(&key) {
            Some(format!("“{}” stands where the key should. The row is not read", short(&key)))
        } else if title.is_empty() {
            Some("No summary. A title is needed, so the row is not read".to_owned())
        } else {
            None
        };
        if let Some(reason) = refused {
            let text = uneven.map_or(reason.clone(), |uneven| format!("{uneven}. {reason}"));
            return self.remark(line, Severity::NotRead, text);
        }
        if let Some(uneven) = uneven {
            self.remark(line, Severity::Remark, format!("{uneven}. Cells are read where they stand"));
        } else if !cells::looks_like_key(&key) {
            self.remark(line, Severity::Remark, format!("“{}” has not the shape of a key", short(&key)));
        }
        self.columns.note_used(record);
        let reader = RowReader { columns: &self.columns, remarks: &mut self.remarks, line };
        let raw = reader.read(key, title, record);
        self.take(raw);
    }

    fn take(&mut self, raw: RawItem) {
        for (slot, evidence) in raw.dates.iter().zip(&mut self.evidence) {
            slot.iter().for_each(|date| evidence.note(date));
        }
        if let Some(evidence) = self.evidence.get_mut(DATES.len() - 1) {
            raw.comments.iter().filter_map(|c| c.date.as_ref()).for_each(|date| evidence.note(date));
        }
        let next = self.items.len();
        let at = *self.by_key.entry(raw.item.key.clone()).or_insert(next);
        match self.items.get_mut(at) {
            // Exports are put together page by page; the later page was read later from Jira.
            Some(earlier) => {
                let text = format!(
                    "{} stands on line {} already. This later row is used",
                    raw.item.key, earlier.item.line
                );
                let line = raw.item.line;
                *earlier = raw;
                self.remark(line, Severity::Remark, text);
            }
            None => self.items.push(raw),
        }
    }
}

/// Old server exports end in `Generated at … using JIRA …`.
fn is_footer(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    cell.starts_with("generated at") || (cell.contains("jira") && cell.contains("sha1:"))
}
