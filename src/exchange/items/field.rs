//! The fields of a work item that a file can feed.

/// A field whose meaning is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names say it; `Field::name` is what people read.
pub enum Field {
    Title,
    Key,
    Id,
    Type,
    Status,
    StatusCategory,
    CategoryChanged,
    ProjectKey,
    ProjectName,
    Priority,
    Resolution,
    Owner,
    OwnerId,
    Created,
    Updated,
    Started,
    Resolved,
    Cancelled,
    Due,
    Labels,
    Notes,
    Release,
    AffectedRelease,
    Sprint,
    SprintStart,
    SprintEnd,
    Estimate,
    Comment,
    ParentKey,
    Parent,
    ParentId,
    ParentTitle,
    EpicLink,
    Blocked,
    TimeInStatus,
    Team,
    Rank,
    Url,
}

use Field::*;

/// Each field with its name, in the order in which a mapping screen shows them.
const FIELDS: [(Field, &str); 38] = [
    (Title, "Title"),
    (Key, "Key"),
    (Id, "Id"),
    (Type, "Type"),
    (Status, "Status"),
    (StatusCategory, "Status category"),
    (CategoryChanged, "Status category changed"),
    (ProjectKey, "Project key"),
    (ProjectName, "Project"),
    (Priority, "Priority"),
    (Resolution, "Resolution"),
    (Owner, "Owner"),
    (OwnerId, "Owner id"),
    (Created, "Created"),
    (Updated, "Updated"),
    (Started, "Started"),
    (Resolved, "Resolved"),
    (Cancelled, "Cancelled"),
    (Due, "Due"),
    (Labels, "Labels"),
    (Notes, "Notes"),
    (Release, "Release"),
    (AffectedRelease, "Affected release"),
    (Sprint, "Sprint"),
    (SprintStart, "Sprint start"),
    (SprintEnd, "Sprint end"),
    (Estimate, "Estimate"),
    (Comment, "Comments"),
    (ParentKey, "Parent key"),
    (Parent, "Parent"),
    (ParentId, "Parent id"),
    (ParentTitle, "Parent title"),
    (EpicLink, "Epic link"),
    (Blocked, "Blocked"),
    (TimeInStatus, "Time in status"),
    (Team, "Team"),
    (Rank, "Rank"),
    (Url, "Address"),
];

/// Fields that name the item above.
pub(super) const PARENTS: [Field; 5] = [ParentKey, ParentId, Parent, ParentTitle, EpicLink];

impl Field {
    /// The field's stable name: key of a column map, and what people read.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.get(self as usize).map_or("", |(_, name)| name)
    }

    /// The field with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, known)| *known == name).map(|(field, _)| *field)
    }

    /// Every field, in the order in which a mapping screen shows them.
    pub fn all() -> impl Iterator<Item = Self> {
        FIELDS.iter().map(|(field, _)| *field)
    }
}

/// A set of fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fields(u64);

impl Fields {
    pub(super) fn add(&mut self, field: Field) {
        self.0 |= 1 << field as u64;
    }

    pub(super) fn has(self, field: Field) -> bool {
        self.0 & (1 << field as u64) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_name_of_its_own() {
        for (place, field) in Field::all().enumerate() {
            assert_eq!(field as usize, place, "{}", field.name());
            assert_eq!(Field::from_name(field.name()), Some(field));
        }
    }
}
