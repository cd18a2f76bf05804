//! Budgets over time and what was spent.

use super::fixed::Money;
use super::id::{CostEntryId, PackageId, ProjectId, ReleaseId, WorkItemId};
use super::order::InOrder;
use super::source::SourceRef;
use super::time::{Date, Timestamp, parse_day};
use crate::json::{json_choice, json_record, json_words};

/// How a work package earns its budget. Never by the share of money spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EarnRule {
    /// All of it when finished.
    ZeroHundred,
    /// Half at the start, half at the finish.
    FiftyFifty,
    /// By the share of its items' estimate that is done.
    EstimateShare,
}

json_words! {
    EarnRule {
        "zero_hundred" ZeroHundred, "fifty_fifty" FiftyFifty, "estimate_share" EstimateShare,
    }
}

/// How the rest of the work is expected to cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum EacForm {
    /// As the work so far: `BAC ÷ CPI`.
    #[default]
    Typical,
    /// As planned: `AC + BAC − EV`.
    Atypical,
    /// Under the pressure of cost and schedule: `AC + (BAC − EV) ÷ (CPI · SPI)`.
    Composite,
}

json_words! { EacForm { "typical" Typical, "atypical" Atypical, "composite" Composite } }

impl EacForm {
    /// All forms, the default first.
    pub const ALL: [Self; 3] = [Self::Typical, Self::Atypical, Self::Composite];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Typical => "typical",
            Self::Atypical => "atypical",
            Self::Composite => "composite",
        }
    }

    /// The formula.
    #[must_use]
    pub const fn formula(self) -> &'static str {
        match self {
            Self::Typical => "BAC ÷ CPI",
            Self::Atypical => "AC + BAC − EV",
            Self::Composite => "AC + (BAC − EV) ÷ (CPI × SPI)",
        }
    }
}

/// The items that a package consists of, for [`EarnRule::EstimateShare`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageScope {
    /// The items below this one.
    Parent(WorkItemId),
    /// The items of this release.
    Release(ReleaseId),
    /// The items with this label.
    Label(String),
}

json_choice! {
    PackageScope = PackageScope::Label(String::new());
    "parent" Parent(value),
    "release" Release(value),
    "label" Label(value),
}

/// A point of a plan that does not grow evenly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phase {
    /// The end of this day.
    pub by: Date,
    /// Share of the budget that is planned to be earned by then, in percent.
    pub percent: u8,
}

json_record! { Phase { by !, percent ! } }

impl Phase {
    /// Whether phases can be a plan from a first to a last day: later ones promise no less, none more
    /// than all, and none lies outside.
    #[must_use]
    pub fn are_a_plan(phases: &[Self], start: Date, finish: Date) -> bool {
        phases.iter().all(|p| start <= p.by && p.by <= finish && p.percent <= 100)
            && phases.is_sorted_by(|a, b| a.by < b.by && a.percent <= b.percent)
    }

    /// As people write them: `2026-01-31 20 %, 2026-03-15 60 %`.
    #[must_use]
    pub fn words(phases: &[Self]) -> String {
        phases.iter().map(|p| format!("{} {} %", p.by, p.percent)).collect::<Vec<_>>().join(", ")
    }

    /// Reads what people write, in the order of the days; none where a part is no day with a share.
    #[must_use]
    pub fn read(text: &str) -> Option<Vec<Self>> {
        let parts = text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty());
        let phase = |part: &str| {
            let (day, share) = part.split_once([' ', ':'])?;
            let percent = share.trim_matches([' ', ':', '%']).parse().ok()?;
            Some(Self { by: parse_day(day.trim())?, percent })
        };
        let mut phases = parts.map(phase).collect::<Option<Vec<_>>>()?;
        phases.order_by_key(|phase| phase.by);
        Some(phases)
    }
}

/// A budgeted part of a project with its baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkPackage {
    /// Names the record.
    pub id: PackageId,
    /// The project it belongs to.
    pub project: ProjectId,
    /// One line.
    pub name: String,
    /// Budget at completion of this package.
    pub budget: Money,
    /// First day of the baseline; planned value grows evenly from here, but for its phases.
    pub start: Date,
    /// Last day of the baseline, inclusive.
    pub finish: Date,
    /// Points that the plan passes through; between them it grows evenly.
    pub phases: Vec<Phase>,
    /// How it earns.
    pub rule: EarnRule,
    /// Its items, for the share-of-estimate rule.
    pub scope: Option<PackageScope>,
    /// The day work began, for 50/50.
    pub began: Option<Date>,
    /// The day it was finished, for 0/100 and 50/50.
    pub finished: Option<Date>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    WorkPackage {
        id !, project !, name !, budget !, start !, finish !, phases ?, rule !, scope ?, began ?, finished ?,
        created !, updated !,
    }
}

/// Money spent on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostEntry {
    /// Names the record.
    pub id: CostEntryId,
    /// The project that pays.
    pub project: ProjectId,
    /// The package it was spent on, if known.
    pub package: Option<PackageId>,
    /// The day it was spent.
    pub date: Date,
    /// How much; negative for a refund.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// The table it was imported from.
    pub source: Option<SourceRef>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    CostEntry { id !, project !, package ?, date !, amount !, note ?, source ?, created !, updated ! }
}
