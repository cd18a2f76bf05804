//! An item as a file has it, before what only the whole file can decide.

use super::cells::TimeIn;
use super::dates::RawDate;
use super::field::Field;
use crate::command::ImportedItem;
use crate::model::Category;

/// Fields that hold dates, in the order of [`RawItem::dates`]; the dates of comments stand behind them.
pub(super) const DATES: [Field; 9] = [
    Field::Created,
    Field::Updated,
    Field::Resolved,
    Field::CategoryChanged,
    Field::Due,
    Field::Started,
    Field::Cancelled,
    Field::SprintStart,
    Field::SprintEnd,
];

/// One more than [`DATES`]: the dates of comments.
pub(super) const COMMENT_DATES: usize = DATES.len();

/// The place of a date field in [`DATES`].
pub(super) fn date_place(field: Field) -> usize {
    DATES.iter().position(|known| *known == field).unwrap_or(COMMENT_DATES)
}

/// A remark of a person, with its date as it stands in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RawComment {
    pub(super) date: Option<RawDate>,
    pub(super) author: String,
    pub(super) text: String,
}

/// A link as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawLink {
    /// The type's name there.
    pub(super) kind: String,
    /// The other item's key or inner id.
    pub(super) other: String,
    /// It starts at the other item.
    pub(super) inward: bool,
}

/// An item that was read, but for what the whole file must decide.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct RawItem {
    pub(super) item: ImportedItem,
    pub(super) dates: [Option<RawDate>; DATES.len()],
    pub(super) comments: Vec<RawComment>,
    /// What the file says that its status counts as.
    pub(super) category: Option<Category>,
    /// The file's word for that, where it is not understood.
    pub(super) category_word: String,
    pub(super) resolution: String,
    pub(super) owner: String,
    pub(super) owner_id: String,
    pub(super) project_key: String,
    pub(super) project_name: String,
    pub(super) time_in_status: Vec<TimeIn>,
    pub(super) links: Vec<RawLink>,
    /// The file it stands in, from 0.
    pub(super) file: usize,
}

impl RawItem {
    /// Sets a date; what is no date is left out. True when there is something that is none.
    pub(super) fn set_date(&mut self, field: Field, text: &str) -> bool {
        let text = text.trim();
        let read = RawDate::parse(text);
        let wrong = read.is_none() && !text.is_empty();
        if let Some(slot) = self.dates.get_mut(date_place(field)) {
            *slot = read;
        }
        wrong
    }

    /// Adds a label once.
    pub(super) fn label(&mut self, label: &str) {
        let label = super::cells::one_line(label);
        if !label.is_empty() && !self.item.labels.contains(&label) {
            self.item.labels.push(label);
        }
    }

    /// Adds a name of the item above, unless it names the item itself.
    pub(super) fn parent(&mut self, parent: &str) {
        let parent = super::cells::one_line(parent);
        if !parent.is_empty() && parent != self.item.key && !self.item.parents.contains(&parent) {
            self.item.parents.push(parent);
        }
    }

    /// Adds a link, unless it leads to the item itself.
    pub(super) fn link(&mut self, kind: &str, other: &str, inward: bool) {
        let other = super::cells::one_line(other);
        if !other.is_empty() && other != self.item.key {
            self.links.push(RawLink { kind: kind.to_owned(), other, inward });
        }
    }

    /// Keeps a text under a name of the file.
    pub(super) fn keep(&mut self, name: &str, text: &str) {
        if !text.trim().is_empty() {
            self.item.extra.entry(name.to_owned()).or_default().push(super::cells::clean(text));
        }
    }

    /// `Name <mail>` to a name and a mail; the mail stands for the account.
    pub(super) fn set_owner(&mut self, text: &str) {
        let text = super::cells::one_line(text);
        match text.strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
            Some((name, mail)) if !name.trim().is_empty() => {
                self.owner = name.trim().to_owned();
                self.owner_id = mail.trim().to_owned();
            }
            _ => self.owner = text,
        }
    }
}
