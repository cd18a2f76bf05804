//! Budgets over time and what was spent.

use super::fixed::Money;
use super::id::{CostEntryId, PackageId, ProjectId, ReleaseId, WorkItemId};
use super::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// How a work package earns its budget. Never by the share of money spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarnRule {
    /// All of it when finished.
    ZeroHundred,
    /// Half at the start, half at the finish.
    FiftyFifty,
    /// By the share of its items' estimate that is done.
    EstimateShare,
}

/// The items that a package consists of, for [`EarnRule::EstimateShare`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackageScope {
    /// The items below this one.
    Parent(WorkItemId),
    /// The items of this release.
    Release(ReleaseId),
    /// The items with this label.
    Label(String),
}

/// A budgeted part of a project with its baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkPackage {
    /// Names the record.
    pub id: PackageId,
    /// The project it belongs to.
    pub project: ProjectId,
    /// One line.
    pub name: String,
    /// Budget at completion of this package.
    pub budget: Money,
    /// First day of the baseline; planned value grows linearly from here.
    pub start: Date,
    /// Last day of the baseline, inclusive.
    pub finish: Date,
    /// How it earns.
    pub rule: EarnRule,
    /// Its items, for the share-of-estimate rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<PackageScope>,
    /// The day work began, for 50/50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Date>,
    /// The day it was finished, for 0/100 and 50/50.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<Date>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

/// Money spent on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostEntry {
    /// Names the record.
    pub id: CostEntryId,
    /// The project that pays.
    pub project: ProjectId,
    /// The package it was spent on, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageId>,
    /// The day it was spent.
    pub date: Date,
    /// How much; negative for a refund.
    pub amount: Money,
    /// What for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}
