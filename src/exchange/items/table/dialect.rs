//! Which tool a table comes from, by its header row, and how that tool writes its cells.

use super::jira::Dictionary;
use super::{Meaning, others};
use crate::exchange::items::gather::{Days, Manner};
use crate::model::order;
use crate::model::{ColumnMap, SourceSystem};
use csv::StringRecord;

/// A tool's way of writing tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exchange::items) enum Dialect {
    Jira,
    Azure,
    Linear,
    Asana,
    Trello,
    /// Columns as the user picked them.
    Any,
}

impl Dialect {
    /// The dialect of a header row; none where the columns have to be picked.
    pub(super) fn of(row: &StringRecord, picked: &ColumnMap) -> Option<Self> {
        let headers = order::set(row.iter().map(|h| h.trim().to_lowercase()));
        let has = |name: &str| headers.contains(name);
        // Only the columns of the query are there, so any few of its own have to do.
        let titled = has("title") || has("title 1");
        let own = ["assigned to", "area path", "iteration path", "tags", "title 2"].into_iter().any(has);
        if titled
            && ((has("work item type") && (has("id") || has("state"))) || (has("id") && has("state") && own))
        {
            return Some(Self::Azure);
        }
        if has("title") && (has("cycle name") || has("cycle number") || (has("id") && has("parent issue"))) {
            return Some(Self::Linear);
        }
        if has("task id") && (has("name") || has("task name")) {
            return Some(Self::Asana);
        }
        if has("card id") && has("card name") {
            return Some(Self::Trello);
        }
        let dictionary = Dictionary::new();
        let known = |field| row.iter().any(|h| dictionary.look_up(h).0 == Meaning::Field(field));
        use crate::exchange::items::Field;
        if known(Field::Key) && known(Field::Title) {
            return Some(Self::Jira);
        }
        if !picked.contains_key(Field::Title.name()) {
            return None;
        }
        // Jira's exports repeat headers, and put custom fields in brackets, in any language.
        let repeated = headers.len() < row.len();
        let custom = headers.iter().filter(|h| h.ends_with(')') && h.contains(" (")).count() > 2;
        Some(if (repeated || custom) && row.len() > 8 { Self::Jira } else { Self::Any })
    }

    pub(super) fn look_up(self, header: &str, dictionary: &Dictionary) -> (Meaning, u8) {
        let names = match self {
            Self::Jira => return dictionary.look_up(header),
            Self::Any => return (Meaning::Unknown, 0),
            Self::Azure => {
                // The levels of a tree: `Title 1` to `Title N`, or `Title`, `Title 2`, and so on.
                let level = header.trim().strip_prefix("Title ").and_then(|n| n.parse::<usize>().ok());
                if let Some(level) = level.filter(|n| (1..=50).contains(n)) {
                    return (Meaning::Level(level), 0);
                }
                others::AZURE
            }
            Self::Linear => others::LINEAR,
            Self::Asana => others::ASANA,
            Self::Trello => others::TRELLO,
        };
        (others::look_up(names, header), 0)
    }

    pub(super) const fn system(self) -> SourceSystem {
        match self {
            Self::Jira => SourceSystem::Jira,
            Self::Azure => SourceSystem::AzureDevops,
            Self::Linear => SourceSystem::Linear,
            Self::Asana => SourceSystem::Asana,
            Self::Trello => SourceSystem::Trello,
            Self::Any => SourceSystem::Csv,
        }
    }

    pub(super) const fn manner(self) -> Manner {
        Manner {
            days: match self {
                Self::Linear | Self::Azure => Days::Midnight,
                Self::Trello => Days::Local,
                _ => Days::AsWritten,
            },
            scoped: matches!(self, Self::Any),
            by_title: matches!(self, Self::Asana),
        }
    }

    /// The marks between the labels of one cell.
    pub(super) const fn between_labels(self) -> &'static [char] {
        match self {
            Self::Jira => &[' ', '\n', '\t', '\r'],
            Self::Azure => &[';'],
            Self::Any => &[',', ';', '|'],
            _ => &[','],
        }
    }

    /// The marks between the keys of one cell of links.
    pub(super) const fn between_links(self) -> &'static [char] {
        match self {
            Self::Asana => &[','],
            _ => &[',', ' ', '\n', '\t', ';'],
        }
    }
}

/// The columns that the names of a table suggest: field → header.
pub(in crate::exchange::items) fn suggest(headers: &[String]) -> ColumnMap {
    let mut picked = ColumnMap::new();
    for header in headers {
        if let Meaning::Field(field) = others::look_up(others::ANY, header) {
            picked.entry(field.name().to_owned()).or_insert_with(|| header.clone());
        }
    }
    picked
}
