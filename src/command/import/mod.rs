//! Applying an import as one change: what is created, what is updated, what the user keeps.
//!
//! A batch names everything by text; applying it resolves names to records, in one pass that the
//! preview ([`plan_import`]) and the command share, so that the preview cannot promise anything else.

mod apply;
pub(super) mod fields;
mod history;
mod items;
mod names;
mod plan;
mod run;

pub(super) use apply::{apply, run};
pub use plan::{Created, FieldChange, ImportPlan, plan_import};
pub use run::PreparedImport;

use crate::json::{json_choice, json_record, json_words};
use crate::model::{
    Category, ColumnMap, Comment, Date, ItemKind, LinkKind, PersonId, Points, Priority, ProjectId,
    SourceSystem, SprintId, SprintState, TeamId, Timestamp,
};
use std::collections::{BTreeMap, BTreeSet};

/// A link as a file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedLink {
    /// How the two items stand to each other.
    pub kind: LinkKind,
    /// The key of the other item.
    pub other: String,
    /// The link starts at the other item, which is not in the file.
    pub inward: bool,
}

json_record! { ImportedLink { kind !, other !, inward ? } }

/// One stay in a status, from a history that the file has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedMove {
    /// The status entered.
    pub status: String,
    /// When.
    pub at: Timestamp,
    /// The moment is derived (the status was entered more than once), not given.
    pub derived: bool,
}

json_record! { ImportedMove { status !, at !, derived ? } }

/// One item as a file has it, every reference by name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportedItem {
    /// The key in the tracker: the identity for re-imports.
    pub key: String,
    /// What people call it, where that is not the key; the key here for new items.
    pub shown: Option<String>,
    /// The tracker's inner id.
    pub id: Option<String>,
    /// Its page in the tracker.
    pub url: Option<String>,
    /// The physical line of the file on which it begins, from 1; 0 = not from a table.
    pub line: u64,
    /// One line.
    pub title: String,
    /// What kind of work it is.
    pub kind: Option<ItemKind>,
    /// The status's name; empty where the file has none.
    pub status: String,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Its size.
    pub estimate: Option<Points>,
    /// Place in [`ImportBatch::people`] of who does it.
    pub owner: Option<usize>,
    /// The team's name.
    pub team: Option<String>,
    /// The sprint's name.
    pub sprint: Option<String>,
    /// The name of the release it is meant for.
    pub release: Option<String>,
    /// For a defect: the name of the release that has it.
    pub affected_release: Option<String>,
    /// For a defect: it turned out to be none.
    pub invalid: bool,
    /// Keys or inner ids of the item above, the surest first; the first that is known counts.
    pub parents: Vec<String>,
    /// The day it is due.
    pub due: Option<Date>,
    /// Free words.
    pub labels: Vec<String>,
    /// The reason of the flag, where it is flagged as blocked.
    pub blocked: Option<String>,
    /// The description.
    pub notes: String,
    /// Remarks of people, in the file's order.
    pub comments: Vec<Comment>,
    /// Links that start here, or at an item that is not in the file.
    pub links: Vec<ImportedLink>,
    /// Columns without a field here, by header.
    pub extra: BTreeMap<String, Vec<String>>,
    /// The tracker's own order text (Jira's LexoRank), by which new items are ordered.
    pub rank: Option<String>,
    /// When it came into being.
    pub created: Option<Timestamp>,
    /// When the tracker last changed it.
    pub updated: Option<Timestamp>,
    /// When it was resolved.
    pub resolved: Option<Timestamp>,
    /// When it entered its status's category.
    pub category_changed: Option<Timestamp>,
    /// When work on it began, where the file says only that; readers make `moves` of it.
    pub started: Option<Timestamp>,
    /// Its way through the statuses, oldest first, where the file has it.
    pub moves: Vec<ImportedMove>,
}

json_record! {
    ImportedItem {
        key !, shown ?, id ?, url ?, line ?, title !, kind ?, status !, priority ?, estimate ?, owner ?, team ?,
        sprint ?, release ?, affected_release ?, invalid ?, parents ?, due ?, labels ?, blocked ?,
        notes ?, comments ?, links ?, extra ?, rank ?, created ?, updated ?, resolved ?,
        category_changed ?, started ?, moves ?,
    }
}

/// A status that the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedStatus {
    /// Its name in the tracker.
    pub name: String,
    /// What it counts as.
    pub category: Category,
}

json_record! { ImportedStatus { name !, category ! } }

/// A sprint of which the file says more than its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedSprint {
    /// Its name in the tracker.
    pub name: String,
    /// First day.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// Where it is in its life.
    pub state: Option<SprintState>,
    /// What it is for.
    pub goal: String,
}

json_record! { ImportedSprint { name !, start ?, end ?, state ?, goal ? } }

/// A person that the file names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedPerson {
    /// Their name in the tracker.
    pub name: String,
    /// Their account's id there, by which they are found even under a new name.
    pub account: Option<String>,
}

json_record! { ImportedPerson { name !, account ? } }

/// Who a name in a tracker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonChoice {
    /// A person of the program; the name becomes an alias.
    Known(PersonId),
    /// Nobody here: the name is kept as an extra field of the item.
    Text,
}

json_choice! {
    PersonChoice = PersonChoice::Text;
    "known" Known(value),
    "text" Text,
}

/// Everything that one import brings, with the user's answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportBatch {
    /// The tool that the file came from.
    pub system: SourceSystem,
    /// The source's name, under which answers are remembered: the project's key for Jira.
    pub source: String,
    /// Keys are unique within the source only: items of other projects with such a key are others.
    pub scoped: bool,
    /// The project that new items go to, when the user chose one.
    pub project: Option<ProjectId>,
    /// The name of the project to make when none was chosen and the source is new.
    pub project_name: String,
    /// The statuses, in the order of their categories.
    pub statuses: Vec<ImportedStatus>,
    /// The people.
    pub people: Vec<ImportedPerson>,
    /// What the file says of sprints beside their names.
    pub sprints: Vec<ImportedSprint>,
    /// Names of the fields that the file has columns for. Others are left alone.
    pub fields: BTreeSet<String>,
    /// The file's headers: extra fields under these are the file's, others are left alone.
    pub extra_headers: Vec<String>,
    /// The items, each key once.
    pub items: Vec<ImportedItem>,
    /// Columns that the user picked by hand; remembered.
    pub columns: ColumnMap,
    /// What the user said each status counts as; remembered.
    pub categories: BTreeMap<String, Category>,
    /// The date order that the user chose; remembered.
    pub day_first: Option<bool>,
    /// Who the user said a name is; remembered as the person's alias.
    pub persons: BTreeMap<String, PersonChoice>,
    /// Which team here a team of the file is; remembered.
    pub teams: BTreeMap<String, TeamId>,
    /// Which sprint here a sprint of the file is; remembered.
    pub sprint_names: BTreeMap<String, SprintId>,
    /// By item key, then field name: whose value wins where both sides changed.
    pub choices: BTreeMap<String, BTreeMap<String, ConflictChoice>>,
    /// The zone that dates without one were read in; a program without a name takes it over.
    pub zone: Option<String>,
}

json_record! {
    ImportBatch {
        system !, source !, scoped ?, project ?, project_name !, statuses ?, people ?, sprints ?, fields ?,
        extra_headers ?,
        items !, columns ?, categories ?, day_first ?, persons ?, teams ?, sprint_names ?, choices ?, zone ?,
    }
}

impl ImportBatch {
    /// Everything but the items.
    pub(super) fn without_items(&self) -> Self {
        Self {
            system: self.system,
            source: self.source.clone(),
            scoped: self.scoped,
            project: self.project,
            project_name: self.project_name.clone(),
            statuses: self.statuses.clone(),
            people: self.people.clone(),
            sprints: self.sprints.clone(),
            fields: self.fields.clone(),
            extra_headers: self.extra_headers.clone(),
            items: Vec::new(),
            columns: self.columns.clone(),
            categories: self.categories.clone(),
            day_first: self.day_first,
            persons: self.persons.clone(),
            teams: self.teams.clone(),
            sprint_names: self.sprint_names.clone(),
            choices: self.choices.clone(),
            zone: self.zone.clone(),
        }
    }

    /// Settles one conflict of the plan.
    pub fn choose(&mut self, key: &str, field: &str, choice: ConflictChoice) {
        self.choices.entry(key.to_owned()).or_default().insert(field.to_owned(), choice);
    }
}

/// Whose value wins where a field was changed by hand and in the tracker.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ConflictChoice {
    /// Keep what the user set here. The conflict counts as settled until the tracker changes again.
    #[default]
    KeepHere,
    /// Take what the file says.
    TakeFile,
}

json_words! { ConflictChoice { "keep_here" KeepHere, "take_file" TakeFile } }
