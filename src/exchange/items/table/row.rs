//! One row of a table to an item, with dates still as text may mean them.

use super::Meaning;
use super::columns::{Columns, SINGLE_OF_MANY};
use super::dialect::Dialect;
use crate::exchange::items::categories;
use crate::exchange::items::cells::{self, short};
use crate::exchange::items::dates::RawDate;
use crate::exchange::items::field::{Field, PARENTS};
use crate::exchange::items::gather::Gathered;
use crate::exchange::items::html;
use crate::exchange::items::raw::{DATES, RawComment, RawItem};
use crate::exchange::items::reading::Severity;
use crate::model::{Category, ItemKind, Points};
use csv::StringRecord;

/// Reads one row and says what was not understood of it.
pub(super) struct RowReader<'a> {
    pub(super) columns: &'a Columns,
    pub(super) dialect: Dialect,
    pub(super) gathered: &'a mut Gathered,
    pub(super) line: u64,
}

impl RowReader<'_> {
    fn remark(&mut self, field: Option<Field>, text: String) {
        let column = field.and_then(|f| self.columns.header_of(f));
        self.gathered.remark_in(self.line, column, Severity::Remark, text);
    }

    fn text(&self, field: Field, record: &StringRecord) -> String {
        cells::one_line(self.columns.cell(field, record))
    }

    /// Reads the cells. The row has a key and a title already.
    pub(super) fn read(mut self, key: String, title: String, record: &StringRecord) -> RawItem {
        let columns = self.columns;
        let text = |field| cells::one_line(columns.cell(field, record));
        let some = |text: String| (!text.is_empty()).then_some(text);
        let mut raw = RawItem {
            resolution: text(Field::Resolution),
            project_key: text(Field::ProjectKey),
            project_name: text(Field::ProjectName),
            ..RawItem::default()
        };
        raw.item.key = key;
        raw.item.id = some(text(Field::Id));
        raw.item.line = self.line;
        raw.item.title = title;
        raw.item.kind = some(text(Field::Type)).map(|name| cells::kind(&name));
        raw.item.status = text(Field::Status);
        raw.item.release = some(text(Field::Release));
        raw.item.affected_release = some(text(Field::AffectedRelease));
        raw.item.invalid = cells::is_invalid(&raw.resolution);
        raw.item.rank = some(text(Field::Rank));
        raw.item.url = some(text(Field::Url)).filter(|url| cells::is_address(url));
        raw.item.blocked = some(text(Field::Blocked)).filter(|flag| !cells::is_no(flag));
        raw.item.extra = extra(columns, record);
        let word = text(Field::StatusCategory);
        raw.category = categories::named(&word);
        if raw.category.is_none() {
            raw.category_word = word;
        }
        self.owner(&mut raw, record);
        self.places(&mut raw, record);
        self.notes(&mut raw, record);
        for field in PARENTS {
            raw.parent(&text(field));
        }
        for cell in columns.cells(Field::Labels, record) {
            for label in cells::clean(cell).split(self.dialect.between_labels()) {
                raw.label(without_colour(self.dialect, label));
            }
        }
        if self.dialect == Dialect::Azure {
            spoken_tags(&mut raw, columns.cell(Field::Key, record).trim().is_empty());
        }
        if raw.item.kind != Some(ItemKind::Bug) {
            // Only defects have these two here; for others they stay what the file says.
            raw.item.invalid = false;
            if let (Some(release), Some(header)) =
                (raw.item.affected_release.take(), columns.header_of(Field::AffectedRelease))
            {
                raw.item.extra.entry(header.to_owned()).or_insert_with(|| vec![release]);
            }
        }
        self.priority(&mut raw, record);
        self.estimate(&mut raw, record);
        for field in DATES {
            let cell = columns.cell(field, record).trim();
            if raw.set_date(field, cell) {
                let header = columns.header_of(field).unwrap_or_default();
                raw.item.extra.insert(header.to_owned(), vec![cells::clean(cell)]);
                self.remark(Some(field), format!("Date “{}” is not a date. Kept as text", short(cell)));
            }
        }
        if self.dialect == Dialect::Trello {
            raw.item.created = crate::exchange::items::trello::born(&raw.item.key);
        }
        self.ends(&mut raw, record);
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
        self.links(&mut raw, record);
        raw
    }

    fn owner(&mut self, raw: &mut RawItem, record: &StringRecord) {
        let mut owner = self.text(Field::Owner, record);
        if self.dialect == Dialect::Trello
            && let Some((first, _)) = owner.split_once(',')
        {
            // A card has several members; here an item has one owner.
            raw.keep(self.columns.header_of(Field::Owner).unwrap_or_default(), &owner);
            owner = first.trim().to_owned();
        }
        raw.set_owner(&owner);
        let id = self.text(Field::OwnerId, record);
        if !id.is_empty() {
            raw.owner_id = id;
        }
    }

    /// Team and sprint: names, or paths whose last part is the name.
    fn places(&mut self, raw: &mut RawItem, record: &StringRecord) {
        // The cells are slots, not a history: the last that is filled is the current sprint.
        let sprint = self.columns.cells(Field::Sprint, record).next_back().map(cells::one_line);
        let team =
            Some(self.text(Field::Team, record)).filter(|team| !team.is_empty() && !looks_like_id(team));
        (raw.item.sprint, raw.item.team) = match self.dialect {
            Dialect::Azure => {
                for (field, path) in [(Field::Sprint, &sprint), (Field::Team, &team)] {
                    if let (Some(path), Some(header)) = (path, self.columns.header_of(field)) {
                        raw.item.extra.insert(header.to_owned(), vec![path.clone()]);
                        if raw.project_name.is_empty() {
                            raw.project_name = cells::first_of_path(path).to_owned();
                        }
                    }
                }
                let name = |path: Option<String>| path.and_then(|p| cells::last_of_path(&p));
                (name(sprint), name(team))
            }
            _ => (sprint.filter(|name| !name.is_empty()), team),
        };
    }

    fn notes(&mut self, raw: &mut RawItem, record: &StringRecord) {
        let cell = self.columns.cell(Field::Notes, record);
        let notes = if self.dialect == Dialect::Azure { html::to_text(cell) } else { cells::clean(cell) };
        raw.item.notes = notes.trim_end().to_owned();
    }

    fn priority(&mut self, raw: &mut RawItem, record: &StringRecord) {
        let word = self.text(Field::Priority, record);
        raw.item.priority = match (self.dialect, word.as_str()) {
            (Dialect::Azure, number) => cells::azure_priority(number),
            (Dialect::Linear, "No priority" | "none" | "0") => return,
            _ => None,
        }
        .or_else(|| cells::priority(&word));
        if raw.item.priority.is_none() && !word.is_empty() {
            let header = self.columns.header_of(Field::Priority).unwrap_or("Priority").to_owned();
            raw.item.extra.insert(header, vec![word.clone()]);
            self.remark(
                Field::Priority.into(),
                format!("Priority “{}” is not known. Kept as text", short(&word)),
            );
        }
    }

    fn estimate(&mut self, raw: &mut RawItem, record: &StringRecord) {
        let estimate = self.text(Field::Estimate, record);
        raw.item.estimate = Points::parse(&estimate).or_else(|| cells::comma_points(&estimate));
        if raw.item.estimate.is_none() && !estimate.is_empty() {
            let header = self.columns.header_of(Field::Estimate).unwrap_or("Estimate").to_owned();
            raw.item.extra.insert(header, vec![estimate.clone()]);
            self.remark(
                Field::Estimate.into(),
                format!("Estimate “{}” is not a number. Kept as text", short(&estimate)),
            );
        }
    }

    /// What dates say of the state, for tools whose states say too little.
    fn ends(&self, raw: &mut RawItem, record: &StringRecord) {
        let filled = |field| !self.columns.cell(field, record).trim().is_empty();
        match self.dialect {
            Dialect::Linear => {
                // A plain name says more than a date that may be left over.
                let named = categories::named(&raw.item.status);
                let dated = if filled(Field::Cancelled) {
                    Some(Category::Cancelled)
                } else {
                    filled(Field::Resolved).then_some(Category::Done)
                };
                raw.category = dated.map(|category| named.unwrap_or(category));
            }
            Dialect::Asana if filled(Field::Resolved) => {
                // Done is a mark of its own there, whatever section the task stands in.
                let section = std::mem::take(&mut raw.item.status);
                if categories::by_name(&section).is_some_and(Category::is_finished) {
                    raw.item.status = section;
                } else {
                    raw.keep(self.columns.header_of(Field::Status).unwrap_or("Section/Column"), &section);
                    raw.item.status = "Completed".to_owned();
                    raw.category = Some(Category::Done);
                }
            }
            _ => {}
        }
        if self.dialect == Dialect::Asana && raw.item.status.is_empty() {
            raw.item.status = "To do".to_owned();
        }
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

    fn links(&mut self, raw: &mut RawItem, record: &StringRecord) {
        for header in &self.columns.headers {
            let (kind, inward) = match &header.meaning {
                Meaning::Inward(kind) => (kind, true),
                Meaning::Outward(kind) => (kind, false),
                _ => continue,
            };
            for cell in header.places.iter().filter_map(|place| record.get(*place)) {
                for other in cell.split(self.dialect.between_links()).map(str::trim).filter(|o| !o.is_empty())
                {
                    if other == raw.item.key {
                        let text = format!("{} is linked to itself. The link is left out", raw.item.key);
                        self.gathered.remark(self.line, Severity::Remark, text);
                    } else {
                        raw.link(kind, other, inward);
                    }
                }
            }
        }
    }
}

/// Tags that say what Azure DevOps has no field for, as people there use them and as our own CSV for
/// it writes them. On a row without a number, which is not from there, they are no labels.
fn spoken_tags(raw: &mut RawItem, own: bool) {
    let mut has = |tag: &str| {
        let is_tag = |label: &String| label.eq_ignore_ascii_case(tag);
        let found = raw.item.labels.iter().any(is_tag);
        if own {
            raw.item.labels.retain(|label| !is_tag(label));
        }
        found
    };
    let (blocked, spike, subtask) = (has("Blocked"), has("Spike"), own && has("Sub-task"));
    if blocked {
        raw.item.blocked.get_or_insert_with(|| "Blocked".to_owned());
    }
    if raw.item.kind == Some(ItemKind::Task) && (spike || subtask) {
        raw.item.kind = Some(if spike { ItemKind::Spike } else { ItemKind::Subtask });
    }
}

/// Trello writes a label with its colour: `Bug (red)`.
fn without_colour(dialect: Dialect, label: &str) -> &str {
    match label.trim().strip_suffix(')').and_then(|l| l.rsplit_once(" (")) {
        Some((name, _)) if dialect == Dialect::Trello => name,
        _ => label,
    }
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
