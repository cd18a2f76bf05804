//! What was read so far, of all files of one import.

use super::dates::Evidence;
use super::field::{Field, Fields};
use super::raw::{COMMENT_DATES, DATES, RawItem};
use super::reading::{Answers, Column, ColumnUse, Remark, Severity};
use super::table::Language;
use crate::command::ImportedSprint;
use crate::model::{Category, Date, SourceSystem, Timestamp, Zone};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How days without a time are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Days {
    /// As the day, whatever offset stands behind it.
    #[default]
    AsWritten,
    /// As moments: the day is that of the program's zone.
    Local,
    /// As moments of somebody's midnight, in UTC.
    Midnight,
}

/// How a tracker differs from the others in what the whole file decides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// How days stand in the file.
    pub(super) days: Days,
    /// Keys are unique in one source only: an item of another project with that key is another item.
    pub(super) scoped: bool,
    /// Parents are named by title, links too.
    pub(super) by_title: bool,
}

/// What was read so far.
pub(super) struct Gathered {
    pub(super) system: SourceSystem,
    pub(super) manner: Manner,
    pub(super) zone: Zone,
    pub(super) answers: Answers,
    /// Names of the files; remarks name them where there are several.
    pub(super) files: Vec<String>,
    /// The file that is read now.
    pub(super) file: usize,
    pub(super) rows: usize,
    /// Boxed, so that a list of many grows without moving all of them.
    #[allow(clippy::vec_box)]
    pub(super) items: Vec<Box<RawItem>>,
    pub(super) by_key: HashMap<String, usize>,
    pub(super) remarks: Vec<Remark>,
    pub(super) evidence: [Evidence; DATES.len() + 1],
    /// The headers that date fields were read from.
    pub(super) date_headers: [Option<String>; DATES.len() + 1],
    pub(super) fields: Fields,
    pub(super) columns: Vec<Column>,
    column_at: HashMap<String, usize>,
    /// Names under which extra fields are kept.
    pub(super) headers: Vec<String>,
    known_headers: HashSet<String>,
    pub(super) language: Option<Language>,
    /// What statuses count as, by name, where a list beside the items says so.
    pub(super) categories: BTreeMap<String, Category>,
    pub(super) sprints: Vec<ImportedSprint>,
    sprint_at: HashMap<String, usize>,
    /// The source's name and the name for a new project, where the files say it.
    pub(super) source: Option<(String, String)>,
    /// Histories of items that stand in other files, by key: states and moments.
    pub(super) histories: HashMap<String, Vec<crate::command::ImportedMove>>,
    /// The fields of items as their updates or revisions leave them, by key.
    pub(super) revisions: BTreeMap<String, crate::json::Value>,
    /// Items that are not taken in, by what they are (`3 pull requests`).
    pub(super) left_out: Vec<(&'static str, &'static str, usize)>,
}

impl Gathered {
    pub(super) fn new(system: SourceSystem, zone: Zone, answers: Answers, files: Vec<String>) -> Self {
        Self {
            system,
            manner: Manner::default(),
            zone,
            answers,
            files,
            file: 0,
            rows: 0,
            items: Vec::new(),
            by_key: HashMap::new(),
            remarks: Vec::new(),
            evidence: Default::default(),
            date_headers: Default::default(),
            fields: Fields::default(),
            columns: Vec::new(),
            column_at: HashMap::new(),
            headers: Vec::new(),
            known_headers: HashSet::new(),
            language: None,
            categories: BTreeMap::new(),
            sprints: Vec::new(),
            sprint_at: HashMap::new(),
            source: None,
            histories: HashMap::new(),
            revisions: BTreeMap::new(),
            left_out: Vec::new(),
        }
    }

    #[inline(never)]
    pub(super) fn remark_in(&mut self, line: u64, column: Option<&str>, severity: Severity, text: String) {
        let file = if self.files.len() > 1 { self.files.get(self.file).cloned() } else { None };
        self.remarks.push(Remark { file, line, column: column.map(str::to_owned), severity, text });
    }

    #[inline(never)]
    pub(super) fn remark(&mut self, line: u64, severity: Severity, text: String) {
        self.remark_in(line, None, severity, text);
    }

    /// Notes that the files have something for a field, under this name of theirs.
    pub(super) fn feed(&mut self, field: Field, header: &str) {
        if self.fields.has(field) {
            return;
        }
        self.fields.add(field);
        self.column(header, Vec::new(), ColumnUse::Field(field.name()));
        if let Some(slot) = self.date_headers.get_mut(super::raw::date_place(field))
            && (DATES.contains(&field) || field == Field::Comment)
        {
            slot.get_or_insert_with(|| header.to_owned());
        }
    }

    /// Notes a name of the files that is kept as an extra field.
    pub(super) fn extra(&mut self, header: &str) {
        if !self.known_headers.contains(header) {
            self.known_headers.insert(header.to_owned());
            self.headers.push(header.to_owned());
            self.column(header, Vec::new(), ColumnUse::Extra);
        }
    }

    /// Notes a name under which extra fields are kept, or none of them are any more.
    pub(super) fn extra_header(&mut self, header: &str) {
        if !self.known_headers.contains(header) {
            self.known_headers.insert(header.to_owned());
            self.headers.push(header.to_owned());
        }
    }

    /// Notes a name of the files and what it is used for.
    pub(super) fn column(&mut self, header: &str, positions: Vec<usize>, used_as: ColumnUse) {
        let next = self.columns.len();
        let at = *self.column_at.entry(header.to_owned()).or_insert(next);
        match self.columns.get_mut(at) {
            // Empty in one of the files, and not in another.
            Some(known) if known.used_as == ColumnUse::Ignored => known.used_as = used_as,
            Some(_) => {}
            None => self.columns.push(Column { header: header.to_owned(), positions, used_as }),
        }
    }

    /// Counts something that is not taken in.
    pub(super) fn leave_out(&mut self, one: &'static str, many: &'static str) {
        match self.left_out.iter_mut().find(|(known, _, _)| *known == one) {
            Some((_, _, count)) => *count += 1,
            None => self.left_out.push((one, many, 1)),
        }
    }

    /// Takes an item in; of two with one key the later counts.
    pub(super) fn take(&mut self, mut raw: RawItem) {
        raw.file = self.file;
        for (slot, evidence) in raw.dates.iter().zip(&mut self.evidence) {
            slot.iter().for_each(|date| evidence.note(date));
        }
        if let Some(evidence) = self.evidence.get_mut(COMMENT_DATES) {
            raw.comments.iter().filter_map(|c| c.date.as_ref()).for_each(|date| evidence.note(date));
        }
        let next = self.items.len();
        let at = *self.by_key.entry(raw.item.key.clone()).or_insert(next);
        match self.items.get_mut(at) {
            // Exports are put together page by page; the later page was read later from the tracker.
            Some(earlier) => {
                let shown = raw.item.shown.as_deref().unwrap_or(&raw.item.key);
                let place = match self.files.get(earlier.file).filter(|_| earlier.file != raw.file) {
                    Some(file) => format!("in {file}, line {}", earlier.item.line),
                    None => format!("on line {}", earlier.item.line),
                };
                let text = format!("{shown} stands {place} already. This later one is used");
                let line = raw.item.line;
                **earlier = raw;
                self.remark(line, Severity::Remark, text);
            }
            None => self.items.push(Box::new(raw)),
        }
    }

    /// Notes a sprint's dates; what an earlier item said of it stays.
    pub(super) fn sprint(&mut self, sprint: ImportedSprint) {
        let next = self.sprints.len();
        let at = *self.sprint_at.entry(sprint.name.clone()).or_insert(next);
        match self.sprints.get_mut(at) {
            Some(known) => {
                known.start = known.start.or(sprint.start);
                known.end = known.end.or(sprint.end);
                known.state = known.state.or(sprint.state);
                if known.goal.is_empty() {
                    known.goal = sprint.goal;
                }
            }
            None => self.sprints.push(sprint),
        }
    }
}

/// A cycle's first and last day: it ends at the midnight that begins the next one.
pub(super) fn sprint_days(
    start: Option<Timestamp>,
    end: Option<Timestamp>,
    zone: &Zone,
) -> (Option<Date>, Option<Date>) {
    let last = |at: Timestamp| zone.day(Timestamp(at.0 - 1));
    (start.map(|at| zone.day(at)), end.map(last))
}
