//! Where imported records came from, and how that source's files are read.

use super::id::{ProjectId, SourceId};
use super::time::Timestamp;
use super::workflow::Category;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The tool that a file came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Any other table.
    Csv,
}

/// An item's identity in its tracker, and what the tracker last said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// The tool.
    pub system: SourceSystem,
    /// The item's key there; identity for re-imports.
    pub key: String,
    /// The tool's inner id, where it has one (Jira's `Issue id`): parents refer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The item's page there (http or https only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Per field name, the value that the last import wrote: what differs now was changed by hand.
    /// References are ids, long texts digests; a field without an entry was empty.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub seen: BTreeMap<String, String>,
    /// When an import last had this item.
    pub last_import: Timestamp,
}

/// Which columns feed which fields, as the user confirmed it: field name → header.
pub type ColumnMap = BTreeMap<String, String>;

/// A source that was imported from, with the answers the user gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: ColumnMap,
    /// What the user said each status counts as.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub categories: BTreeMap<String, Category>,
    /// Date order the user chose where a column was ambiguous: true = day first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_first: Option<bool>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}
