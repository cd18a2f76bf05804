//! Where imported records came from, and how that source's files are read.

use super::id::{ProjectId, SourceId, SprintId, TeamId};
use super::time::Timestamp;
use super::workflow::Category;
use crate::json::{json_record, json_words};
use std::collections::{BTreeMap, BTreeSet};

/// The tool that a file came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceSystem {
    /// Jira Cloud, Server or Data Center.
    #[default]
    Jira,
    /// Azure DevOps.
    AzureDevops,
    /// Trello.
    Trello,
    /// GitHub.
    Github,
    /// Linear.
    Linear,
    /// Asana.
    Asana,
    /// Any other table.
    Csv,
    /// A calendar (iCalendar).
    Calendar,
    /// Microsoft Project.
    MsProject,
    /// A test runner's report (JUnit XML).
    Junit,
    /// A table of costs.
    Cost,
}

json_words! {
    SourceSystem {
        "jira" Jira, "azure_devops" AzureDevops, "trello" Trello, "github" Github, "linear" Linear,
        "asana" Asana, "csv" Csv, "calendar" Calendar, "ms_project" MsProject, "junit" Junit, "cost" Cost,
    }
}

impl SourceSystem {
    /// The tool's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Jira => "Jira",
            Self::AzureDevops => "Azure DevOps",
            Self::Trello => "Trello",
            Self::Github => "GitHub",
            Self::Linear => "Linear",
            Self::Asana => "Asana",
            Self::Csv => "Table",
            Self::Calendar => "Calendar",
            Self::MsProject => "Microsoft Project",
            Self::Junit => "Test report",
            Self::Cost => "Costs",
        }
    }
}

/// An item's identity in its tracker, and what the tracker last said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRef {
    /// The tool.
    pub system: SourceSystem,
    /// The item's key there; identity for re-imports.
    pub key: String,
    /// The tool's inner id, where it has one (Jira's `Issue id`): parents refer to it.
    pub id: Option<String>,
    /// The item's page there (http or https only).
    pub url: Option<String>,
    /// Per field name, the value that the last import wrote: what differs now was changed by hand.
    /// References are ids, long texts digests; a field without an entry was empty.
    pub seen: BTreeMap<String, String>,
    /// When an import last had this item.
    pub last_import: Timestamp,
}

impl SourceRef {
    /// A record of this tool that no import has brought yet.
    #[must_use]
    pub const fn new(system: SourceSystem, key: String) -> Self {
        Self { system, key, id: None, url: None, seen: BTreeMap::new(), last_import: Timestamp(0) }
    }
}

json_record! { SourceRef { system !, key !, id ?, url ?, seen ?, last_import ! } }

/// Which columns feed which fields, as the user confirmed it: field name → header.
pub type ColumnMap = BTreeMap<String, String>;

/// A source that was imported from, with the answers the user gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSource {
    /// Names the record.
    pub id: SourceId,
    /// The tool.
    pub system: SourceSystem,
    /// As people call it; the project's key for Jira.
    pub name: String,
    /// The project its items went to.
    pub project: ProjectId,
    /// Columns that the user picked by hand.
    pub columns: ColumnMap,
    /// What the user said each status counts as.
    pub categories: BTreeMap<String, Category>,
    /// Date order the user chose where a column was ambiguous: true = day first.
    pub day_first: Option<bool>,
    /// Which team here a team of the source is, where the user said so.
    pub teams: BTreeMap<String, TeamId>,
    /// Which sprint here a sprint of the source is, where the user said so.
    pub sprints: BTreeMap<String, SprintId>,
    /// Names of people that are nobody here: kept as text.
    pub texts: BTreeSet<String>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    ImportSource {
        id !, system !, name !, project !, columns ?, categories ?, day_first ?, teams ?, sprints ?, texts ?,
        created !, updated !,
    }
}
