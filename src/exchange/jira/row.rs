//! One row of a Jira export to an item, with dates still as text may mean them.

use super::cells;
use super::columns::{Columns, SINGLE_OF_MANY};
use super::dates::RawDate;
use super::headers::{Field, Meaning};
use super::reading::{Remark, Severity};
use crate::command::ImportedItem;
use crate::model::{ItemKind, Points};
use csv::StringRecord;

/// Columns that hold dates, in the order of [`RawItem::dates`]. Comments have dates of their own.
pub(super) const DATES: [Field; 6] =
    [Field::Created, Field::Updated, Field::Resolved, Field::CategoryChanged, Field::Due, Field::Comment];

/// A comment cell: date, author, body.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawComment {
    pub(super) date: Option<RawDate>,
    pub(super) author: String,
    pub(super) text: String,
}

/// A row that was read, but for what the whole file must decide.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RawItem {
    pub(super) item: ImportedItem,
    pub(super) dates: [Option<RawDate>; 5],
    pub(super) comments: Vec<RawComment>,
    pub(super) status_category: String,
    pub(super) resolution: String,
    pub(super) owner: String,
    pub(super) owner_id: String,
    pub(super) project_key: String,
    pub(super) project_name: String,
    pub(super) time_in_status: Vec<cells::TimeIn>,
    /// (type of the link, the other key, it starts there)
    pub(super) links: Vec<(String, String, bool)>,
}

/// Reads one row and says what was not understood of it.
pub(super) struct RowReader<'a> {
    pub(super) columns: &'a Columns,
    pub(super) remarks: &'a mut Vec<Remark>,
    pub(super) line: u64,
}

impl RowReader<'_> {
    fn remark(&mut self, field: Option<Field>, text: String) {
        let column = field.and_then(|f| self.columns.header_of(f)).map(str::to_owned);
        self.remarks.push(Remark { line: self.line, column, severity: Severity::Remark, text });
    }

    /// Reads the cells. The row has a key and a title already.
    pub(super) fn read(mut self, key: String, title: String, record: &StringRecord) -> RawItem {
        let columns = self.columns;
        let text = |field| cells::one_line(columns.cell(field, record));
        let some = |text: String| (!text.is_empty()).then_some(text);
        let mut raw = RawItem {
            status_category: text(Field::StatusCategory),
            resolution: text(Field::Resolution),
            owner: text(Field::Owner),
            owner_id: text(Field::OwnerId),
            project_key: text(Field::ProjectKey),
            project_name: text(Field::ProjectName),
            ..RawItem::default()
        };
        let item = &mut raw.item;
        item.id = some(text(Field::Id));
        item.line = self.line;
        item.title = title;
        item.kind = some(text(Field::Type)).map(|name| cells::kind(&name));
        item.status = text(Field::Status);
        item.team = some(text(Field::Team)).filter(|team| !looks_like_id(team));
        // The cells are slots, not a history: the last that is filled is the current sprint.
        item.sprint = columns.cells(Field::Sprint, record).next_back().map(cells::one_line);
        item.release = some(text(Field::Release));
        item.affected_release = some(text(Field::AffectedRelease));
        item.invalid = cells::is_invalid(&raw.resolution);
        item.notes = cells::clean(columns.cell(Field::Notes, record)).trim_end().to_owned();
        item.rank = some(text(Field::Rank));
        item.blocked = some(text(Field::Blocked));
        item.extra = extra(columns, record);
        for field in [Field::ParentKey, Field::ParentId, Field::Parent, Field::EpicLink] {
            let parent = text(field);
            if !parent.is_empty() && parent != key && !item.parents.contains(&parent) {
                item.parents.push(parent);
            }
        }
        for cell in columns.cells(Field::Labels, record) {
            for label in cells::clean(cell).split_whitespace() {
                if !item.labels.iter().any(|l| l == label) {
                    item.labels.push(label.to_owned());
                }
            }
        }
        if item.kind != Some(ItemKind::Bug) {
            // Only defects have these two here; for others they stay what the file says.
            item.invalid = false;
            if let (Some(release), Some(header)) =
                (item.affected_release.take(), columns.header_of(Field::AffectedRelease))
            {
                item.extra.entry(header.to_owned()).or_insert_with(|| vec![release]);
            }
        }
        let priority = text(Field::Priority);
        item.priority = cells::priority(&priority);
        if item.priority.is_none() && !priority.is_empty() {
            item.extra.insert(
                columns.header_of(Field::Priority).unwrap_or("Priority").into(),
                vec![priority.clone()],
            );
            self.remark(Field::Priority.into(), format!("Priority “{priority}” is not known. Kept as text"));
        }
        let estimate = text(Field::Estimate);
        item.estimate = Points::parse(&estimate);
        if item.estimate.is_none() && !estimate.is_empty() {
            item.extra.insert(
                columns.header_of(Field::Estimate).unwrap_or("Estimate").into(),
                vec![estimate.clone()],
            );
            self.remark(
                Field::Estimate.into(),
                format!("Estimate “{}” is not a number. Kept as text", short(&estimate)),
            );
        }
        for (slot, field) in raw.dates.iter_mut().zip(DATES) {
            let cell = columns.cell(field, record).trim();
            *slot = RawDate::parse(cell);
            if slot.is_none() && !cell.is_empty() {
                raw.item
                    .extra
                    .insert(columns.header_of(field).unwrap_or_default().into(), vec![cells::clean(cell)]);
                self.remark(Some(field), format!("Date “{}” is not a date. Kept as text", short(cell)));
            }
        }
        raw.comments = self.comments(record);
        let times = columns.cell(Field::TimeInStatus, record);
        if !times.is_empty() {
            match cells::time_in_status(times) {
                Some(read) => raw.time_in_status = read,
                None => self.remark(
                    Field::TimeInStatus.into(),
                    "Time in status has another shape. Kept as text".into(),
                ),
            }
        }
        raw.links = self.links(&key, record);
        raw.item.key = key;
        raw
    }

    fn comments(&mut self, record: &StringRecord) -> Vec<RawComment> {
        let mut comments = Vec::new();
        for cell in self.columns.cells(Field::Comment, record) {
            let cell = cells::clean(cell);
            let parts = cells::comment(&cell)
                .and_then(|(date, author, text)| Some((RawDate::parse(date)?, author, text)));
            match parts {
                // A deleted body leaves its date and author behind.
                Some((_, _, text)) if text.trim().is_empty() => {}
                Some((date, author, text)) => comments.push(RawComment {
                    date: Some(date),
                    author: author.trim().to_owned(),
                    text: text.trim().to_owned(),
                }),
                None => {
                    self.remark(
                        Field::Comment.into(),
                        "A comment without date and author. Its text is kept".into(),
                    );
                    comments.push(RawComment {
                        date: None,
                        author: String::new(),
                        text: cell.trim().to_owned(),
                    });
                }
            }
        }
        comments
    }

    fn links(&mut self, key: &str, record: &StringRecord) -> Vec<(String, String, bool)> {
        let mut links = Vec::new();
        for header in &self.columns.headers {
            let (kind, inward) = match &header.meaning {
                Meaning::Inward(kind) => (kind, true),
                Meaning::Outward(kind) => (kind, false),
                _ => continue,
            };
            for cell in header.places.iter().filter_map(|place| record.get(*place)) {
                for other in cell.split([',', ' ', '\n', '\t']).map(cells::one_line).filter(|o| !o.is_empty())
                {
                    if other == key {
                        self.remark(None, format!("{key} is linked to itself. The link is left out"));
                    } else {
                        links.push((kind.clone(), other, inward));
                    }
                }
            }
        }
        links
    }
}

/// A cell as a message shows it.
pub(super) fn short(cell: &str) -> String {
    let mut characters = cell.chars();
    let head: String = characters.by_ref().take(40).collect();
    if characters.next().is_some() { format!("{head}…") } else { head }
}

/// Cloud exports a team as its id where it should have its name.
fn looks_like_id(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
}

/// The cells without a field, by header; empty cells behind the last value are left out.
fn extra(columns: &Columns, record: &StringRecord) -> std::collections::BTreeMap<String, Vec<String>> {
    let mut extra = std::collections::BTreeMap::new();
    for header in &columns.headers {
        let filled = |place: &usize| record.get(*place).is_some_and(|cell| !cell.trim().is_empty());
        // Where one of several values is taken, all are kept beside it.
        let several = match &header.meaning {
            Meaning::Field(field) if SINGLE_OF_MANY.contains(field) => {
                header.places.iter().filter(|place| filled(place)).count() > 1
                    || (*field == Field::Estimate
                        && header.places.iter().any(filled)
                        && columns.cells(*field, record).count() > 1)
            }
            _ => false,
        };
        if !(header.is_extra() || several) {
            continue;
        }
        let Some(last) = header.places.iter().rposition(filled) else { continue };
        let cells = header.places.iter().take(last + 1);
        let values = cells.map(|place| cells::clean(record.get(*place).unwrap_or_default())).collect();
        extra.insert(header.text.clone(), values);
    }
    extra
}
