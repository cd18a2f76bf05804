//! Tables: exports as CSV, of Jira in many languages, Azure DevOps, Linear, Asana, Trello, or any.
//!
//! Rules: columns are collected by position, as headers repeat; rows are never shifted; every row or
//! cell that was not understood is a remark with its physical line; what has no field here is kept as
//! an extra field.

mod columns;
mod dialect;
mod jira;
mod others;
mod row;

pub(super) use dialect::suggest;
pub use jira::Language;

use super::cells::{self, short};
use super::field::Field;
use super::gather::{Gathered, Manner};
use super::reading::{ColumnUse, Severity};
use super::refusal::{Refusal, RefusalKind as Kind};
use crate::exchange::table::{Place, Rows, disarmed, is_excel_mangled};
use crate::model::{ColumnMap, SourceSystem};
use columns::Columns;
use csv::StringRecord;
use dialect::Dialect;
use row::RowReader;
use std::collections::HashMap;

/// What a header means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    Field(Field),
    /// Links to this row, of this type.
    Inward(String),
    /// Links from this row, of this type.
    Outward(String),
    /// The title of a row on this level of a tree, from 1.
    Level(usize),
    /// A column without a field here.
    Unknown,
}

/// A table that is read row by row.
pub(super) struct Table {
    rows: Rows,
    columns: Columns,
    dialect: Dialect,
    header: Vec<String>,
    header_line: u64,
    picked: ColumnMap,
    /// The rows above the next one of a tree: their levels and keys.
    above: Vec<(usize, String)>,
    /// How often each title was met in a table without keys.
    titles: HashMap<String, usize>,
}

impl Table {
    /// Reads the header row of a text.
    pub(super) fn open(text: String, picked: &ColumnMap) -> Result<Self, Refusal> {
        if is_excel_mangled(&text) {
            return Err(Refusal::new(
                Kind::ExcelMangled,
                "A spreadsheet program saved over this export: whole rows are wrapped in quotes or end in “;;;”, \
                 so it is no longer known where a cell ends.",
                "Export it from the tracker again and choose the downloaded file without opening it in Excel first.",
            ));
        }
        let mut rows = Rows::new(text);
        let (mut header, mut line) = (None, 1);
        rows.read(1, &mut |place, record| {
            line = place.line;
            header = Some(record.clone());
        });
        let row = header.unwrap_or_default();
        let header: Vec<String> = row.iter().map(str::to_owned).collect();
        if header.len() < 2 {
            return Err(Refusal::new(
                Kind::OtherFormat,
                "This text is no table of work items: its first line holds no columns.",
                "Choose a file that a tracker exported.",
            ));
        }
        let dialect = Dialect::of(&row, picked);
        let columns = Columns::new(&row, dialect.unwrap_or(Dialect::Any), picked);
        if dialect.is_none() || (!columns.has(Field::Title) && columns.levels.is_empty()) {
            let mut refusal = Refusal::new(
                Kind::ColumnsNeeded,
                "No column of this table is known as the title of its items.",
                "Pick the columns by hand, or export again with all fields.",
            );
            refusal.headers = header;
            refusal.line = Some(line);
            return Err(refusal);
        }
        if rows.is_at_end() {
            return Err(Refusal::new(
                Kind::HeaderOnly,
                "This export has a header row and no rows below it: nothing to import.",
                "Check the filter or the query in the tracker and export again.",
            ));
        }
        Ok(Self {
            rows,
            columns,
            dialect: dialect.unwrap_or(Dialect::Any),
            header,
            header_line: line,
            picked: picked.clone(),
            above: Vec::new(),
            titles: HashMap::new(),
        })
    }

    pub(super) const fn system(&self) -> SourceSystem {
        self.dialect.system()
    }

    pub(super) const fn manner(&self) -> Manner {
        self.dialect.manner()
    }

    pub(super) fn fraction(&self) -> f64 {
        self.rows.fraction()
    }

    /// Tells what the header row says, before the first row is read.
    pub(super) fn begin(&self, gathered: &mut Gathered) {
        for (field, text) in &self.columns.unmatched {
            let text = format!("The column “{}”, picked for {field}, is not in the file", short(text));
            gathered.remark(self.header_line, Severity::Remark, text);
        }
        gathered.language = gathered.language.or(self.columns.language);
        for field in Field::all().filter(|f| self.columns.has(*f)) {
            gathered.fields.add(field);
        }
        if !self.columns.levels.is_empty() {
            gathered.fields.add(Field::Title);
            gathered.fields.add(Field::Parent);
        }
        for (place, field) in super::raw::DATES.iter().chain([&Field::Comment]).enumerate() {
            if let Some(slot) = gathered.date_headers.get_mut(place)
                && let Some(header) = self.columns.header_of(*field)
            {
                slot.get_or_insert_with(|| header.to_owned());
            }
        }
    }

    /// Reads at most `max` rows; false when there are no more.
    pub(super) fn step(&mut self, max: usize, gathered: &mut Gathered) -> bool {
        let Self { rows, columns, dialect, header, above, titles, picked, .. } = self;
        let mut state = State { columns, dialect: *dialect, header, above, titles, picked, gathered };
        rows.read(max.max(1), &mut |place, record| state.row(place, record))
    }

    /// Tells what the columns were used for, behind the last row.
    pub(super) fn end(self, gathered: &mut Gathered) {
        for header in &self.columns.headers {
            let used_as = match &header.meaning {
                _ if !header.used || header.text.is_empty() => ColumnUse::Ignored,
                Meaning::Field(field) => ColumnUse::Field(field.name()),
                Meaning::Inward(_) | Meaning::Outward(_) => ColumnUse::Field("Links"),
                Meaning::Level(_) => ColumnUse::Field(Field::Title.name()),
                Meaning::Unknown => ColumnUse::Extra,
            };
            gathered.extra_header(&header.text);
            gathered.column(&header.text, header.places.iter().map(|p| p + 1).collect(), used_as);
        }
    }
}

/// One portion of rows under way.
struct State<'a> {
    columns: &'a mut Columns,
    dialect: Dialect,
    header: &'a [String],
    above: &'a mut Vec<(usize, String)>,
    titles: &'a mut HashMap<String, usize>,
    picked: &'a ColumnMap,
    gathered: &'a mut Gathered,
}

impl State<'_> {
    fn row(&mut self, place: Place, record: &StringRecord) {
        let Place { line, last_line, unclosed } = place;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        self.gathered.rows += 1;
        if unclosed {
            let text = format!("Quote never closed. Lines {line} to {last_line} are one row, not read");
            return self.gathered.remark(line, Severity::NotRead, text);
        }
        let columns = &*self.columns;
        let key = cells::one_line(columns.cell(Field::Key, record));
        let (level, title) = self.title(record);
        let filled = || record.iter().filter(|cell| !cell.trim().is_empty());
        if filled().count() == 1 && filled().any(is_footer) {
            let text = "The export's footer, not an issue. Left out".to_owned();
            return self.gathered.remark(line, Severity::Remark, text);
        }
        if record.iter().eq(self.header.iter().map(String::as_str)) {
            return self.gathered.remark(line, Severity::Remark, "The header row again. Left out".to_owned());
        }
        let jira = self.dialect == Dialect::Jira;
        let uneven = self.uneven(record);
        let refused = if key.is_empty() && jira {
            Some("No key. The row is not read".to_owned())
        } else if uneven.is_some() && jira && !cells::looks_like_key(&key) {
            Some(format!("“{}” stands where the key should. The row is not read", short(&key)))
        } else if title.is_empty() {
            Some("No summary. A title is needed, so the row is not read".to_owned())
        } else {
            None
        };
        if let Some(reason) = refused {
            let text = uneven.map_or(reason.clone(), |uneven| format!("{uneven}. {reason}"));
            return self.gathered.remark(line, Severity::NotRead, text);
        }
        if let Some(uneven) = uneven {
            let text = format!("{uneven}. Cells are read where they stand");
            self.gathered.remark(line, Severity::Remark, text);
        } else if jira && !cells::looks_like_key(&key) {
            let text = format!("“{}” has not the shape of a key", short(&key));
            self.gathered.remark(line, Severity::Remark, text);
        }
        let (key, shown) = if key.is_empty() { self.keyless(&title, line) } else { (key, None) };
        self.columns.note_used(record);
        let reader =
            RowReader { columns: self.columns, dialect: self.dialect, gathered: self.gathered, line };
        let mut raw = reader.read(key.clone(), title, record);
        raw.item.shown = shown;
        if let Some(level) = level {
            self.above.retain(|(above, _)| *above < level);
            if let Some((_, parent)) = self.above.last() {
                raw.parent(parent);
            }
            self.above.push((level, key));
        }
        self.gathered.take(raw);
    }

    /// The row's title and, in a tree, its level.
    fn title(&self, record: &StringRecord) -> (Option<usize>, String) {
        for (level, place) in &self.columns.levels {
            let cell = cells::one_line(disarmed(record.get(*place).unwrap_or_default()));
            if !cell.is_empty() {
                return (Some(*level), cell);
            }
        }
        (None, cells::one_line(self.columns.cell(Field::Title, record)))
    }

    /// What a row without a key is told apart by: its title, counted where it occurs again.
    fn keyless(&mut self, title: &str, line: u64) -> (String, Option<String>) {
        let times = self.titles.entry(title.to_owned()).or_default();
        *times += 1;
        let key = if *times == 1 { format!("title: {title}") } else { format!("title: {title} ({times})") };
        if self.columns.has(Field::Key) && !self.picked.contains_key(Field::Key.name()) {
            let text = "No number yet. The row is told apart by its title".to_owned();
            self.gathered.remark(line, Severity::Remark, text);
        }
        (key, Some(format!("ROW-{}", self.gathered.items.len() + 1)))
    }

    fn uneven(&self, record: &StringRecord) -> Option<String> {
        let width = self.columns.width;
        let surplus = record.len().saturating_sub(width);
        match (surplus, width.saturating_sub(record.len())) {
            (0, 0) => None,
            (0, less) => Some(format!("The row has {less} cells less than the header")),
            (_, _) => {
                let lost = record.iter().skip(width).find(|cell| !cell.trim().is_empty());
                // Azure DevOps ends some rows in a bare comma: nothing is lost by that.
                let lost = match lost {
                    None if self.dialect == Dialect::Azure => return None,
                    None => String::new(),
                    Some(cell) => format!("; “{}” is not read", short(cell)),
                };
                Some(format!("The row has {surplus} cells more than the header{lost}"))
            }
        }
    }
}

/// Old server exports end in `Generated at … using JIRA …`.
fn is_footer(cell: &str) -> bool {
    let cell = cell.trim().to_lowercase();
    cell.starts_with("generated at") || (cell.contains("jira") && cell.contains("sha1:"))
}
