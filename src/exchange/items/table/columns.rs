//! Which column of a file feeds which field.

use super::Meaning;
use super::dialect::Dialect;
use super::jira::{Dictionary, Language, language_of};
use crate::exchange::items::field::Field;
use crate::exchange::table::disarmed;
use crate::model::ColumnMap;
use crate::model::order::InOrder;
use csv::StringRecord;
use std::collections::HashMap;

/// One header of the file, with all places where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) text: String,
    /// From 0.
    pub(super) places: Vec<usize>,
    pub(super) meaning: Meaning,
    /// Some row has a value in it.
    pub(super) used: bool,
}

/// The columns of a file by header, and by field.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) headers: Vec<Header>,
    pub(super) width: usize,
    pub(super) language: Option<Language>,
    /// Places of each field's columns, in the file's order.
    by_field: Vec<Vec<usize>>,
    /// For each place, the header that stands there.
    at_place: Vec<usize>,
    /// The columns of a tree's levels: (level, place), the highest first.
    pub(super) levels: Vec<(usize, usize)>,
    /// Names in the user's map that the file does not have: (field, header).
    pub(super) unmatched: Vec<(String, String)>,
}

/// Fields whose cells are kept as extra fields too, because no field here holds all of what they say.
const KEPT: [Field; 7] = [
    Field::Resolution,
    Field::Resolved,
    Field::CategoryChanged,
    Field::TimeInStatus,
    Field::Rank,
    Field::Started,
    Field::Cancelled,
];

/// Fields that take several cells; the others that are given to the item are kept as extra fields.
pub(super) const SINGLE_OF_MANY: [Field; 4] =
    [Field::Sprint, Field::Release, Field::AffectedRelease, Field::Estimate];

impl Columns {
    /// Reads a header row, with the columns that the user picked by hand.
    pub(super) fn new(row: &StringRecord, dialect: Dialect, picked: &ColumnMap) -> Self {
        let dictionary = Dictionary::new();
        let mut headers: Vec<Header> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut languages = Vec::new();
        let mut at_place = Vec::with_capacity(row.len());
        for (place, cell) in row.iter().enumerate() {
            let text = cell.trim().to_owned();
            let next = headers.len();
            let at = *known.entry(text.clone()).or_insert(next);
            at_place.push(at);
            if let Some(header) = headers.get_mut(at) {
                header.places.push(place);
            } else {
                let (meaning, bits) = dialect.look_up(&text, &dictionary);
                languages.extend((bits != 0).then_some(bits));
                headers.push(Header { text, places: vec![place], meaning, used: false });
            }
        }
        let mut unmatched = Vec::new();
        for (name, text) in picked {
            let field = Field::from_name(name);
            let at = known.get(text.trim()).copied();
            match (field, at.and_then(|at| headers.get(at)).is_some(), at) {
                (Some(field), true, Some(at)) => {
                    for (other, header) in headers.iter_mut().enumerate() {
                        if other == at {
                            header.meaning = Meaning::Field(field);
                        } else if header.meaning == Meaning::Field(field) {
                            header.meaning = Meaning::Unknown;
                        }
                    }
                }
                _ => unmatched.push((name.clone(), text.clone())),
            }
        }
        let levels = headers.iter().any(|h| matches!(h.meaning, Meaning::Level(_)));
        if levels && let Some(first) = headers.iter_mut().find(|h| h.meaning == Meaning::Field(Field::Title))
        {
            first.meaning = Meaning::Level(1);
        }
        let mut by_field = vec![Vec::new(); Field::all().count()];
        for header in &headers {
            if let Meaning::Field(field) = header.meaning
                && let Some(places) = by_field.get_mut(field as usize)
            {
                places.extend(&header.places);
            }
        }
        by_field.iter_mut().for_each(|places| places.order());
        let mut levels = Vec::new();
        for header in &headers {
            if let Meaning::Level(level) = header.meaning {
                levels.extend(header.places.iter().map(|place| (level, *place)));
            }
        }
        levels.order();
        let language = language_of(&languages);
        Self { headers, width: row.len(), language, by_field, at_place, levels, unmatched }
    }

    /// The places of a field's columns.
    pub(super) fn places(&self, field: Field) -> &[usize] {
        self.by_field.get(field as usize).map_or(&[], Vec::as_slice)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        !self.places(field).is_empty()
    }

    /// The header that a field is read from, for messages.
    pub(super) fn header_of(&self, field: Field) -> Option<&str> {
        let place = self.places(field).first()?;
        self.headers.get(*self.at_place.get(*place)?).map(|h| h.text.as_str())
    }

    /// The field's non-empty cells, in the file's order.
    pub(super) fn cells<'r>(
        &'r self,
        field: Field,
        record: &'r StringRecord,
    ) -> impl DoubleEndedIterator<Item = &'r str> {
        self.places(field)
            .iter()
            .filter_map(|place| record.get(*place))
            .map(disarmed)
            .filter(|cell| !cell.trim().is_empty())
    }

    /// The field's first non-empty cell; empty when there is none.
    pub(super) fn cell<'r>(&'r self, field: Field, record: &'r StringRecord) -> &'r str {
        self.cells(field, record).next().unwrap_or_default()
    }

    /// Marks the columns in which this row has values.
    pub(super) fn note_used(&mut self, record: &StringRecord) {
        for (place, cell) in record.iter().enumerate() {
            if let Some(header) = self.at_place.get(place).and_then(|at| self.headers.get_mut(*at)) {
                header.used |= !cell.trim().is_empty();
            }
        }
    }
}

impl Header {
    /// Its cells go to the item's extra fields.
    pub(super) fn is_extra(&self) -> bool {
        match &self.meaning {
            Meaning::Unknown => !self.text.is_empty(),
            Meaning::Field(field) => KEPT.contains(field),
            _ => false,
        }
    }
}
