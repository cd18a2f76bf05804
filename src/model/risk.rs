//! Risks: what may happen, how bad it would be, what is done about it.

use super::fixed::Money;
use super::id::{PersonId, ProjectId, RiskId};
use super::reference::Link;
use super::time::{Date, Timestamp};
use serde::{Deserialize, Serialize};

/// Ordinal probability and impact, 1 to 5 each; for the matrix, never for sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Score {
    /// 1 rare, 2 unlikely, 3 possible, 4 likely, 5 certain.
    pub probability: u8,
    /// 1 minor, 2 low, 3 medium, 4 high, 5 severe.
    pub impact: u8,
}

impl Score {
    /// Words for probabilities 1 to 5.
    pub const PROBABILITIES: [&'static str; 5] = ["Rare", "Unlikely", "Possible", "Likely", "Certain"];
    /// Words for impacts 1 to 5.
    pub const IMPACTS: [&'static str; 5] = ["Minor", "Low", "Medium", "High", "Severe"];

    /// Probability × impact, 1 to 25.
    #[must_use]
    pub const fn value(self) -> u8 {
        self.probability.saturating_mul(self.impact)
    }

    /// Both parts lie between 1 and 5.
    #[must_use]
    pub fn is_valid(self) -> bool {
        (1..=5).contains(&self.probability) && (1..=5).contains(&self.impact)
    }
}

/// A residual score that held from a moment on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreChange {
    /// From when.
    pub at: Timestamp,
    /// The residual score.
    pub residual: Score,
}

/// What is done about a risk (PMI).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// Change the plan so that it cannot happen.
    Avoid,
    /// Make it less likely or less bad.
    Mitigate,
    /// Let another party carry it.
    Transfer,
    /// Live with it.
    Accept,
}

impl Response {
    /// All responses.
    pub const ALL: [Self; 4] = [Self::Avoid, Self::Mitigate, Self::Transfer, Self::Accept];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Avoid => "Avoid",
            Self::Mitigate => "Mitigate",
            Self::Transfer => "Transfer",
            Self::Accept => "Accept",
        }
    }
}

/// ROAM, with the two ends of a risk's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RiskState {
    /// Noted; nobody has taken it on yet.
    Open,
    /// Somebody sees to it.
    Owned,
    /// Accepted as it is.
    Accepted,
    /// The response is in place.
    Mitigated,
    /// No longer a risk.
    Resolved,
    /// It happened.
    Occurred,
}

impl RiskState {
    /// All states.
    pub const ALL: [Self; 6] =
        [Self::Open, Self::Owned, Self::Accepted, Self::Mitigated, Self::Resolved, Self::Occurred];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Owned => "Owned",
            Self::Accepted => "Accepted",
            Self::Mitigated => "Mitigated",
            Self::Resolved => "Resolved",
            Self::Occurred => "Occurred",
        }
    }

    /// Still to be watched.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Resolved | Self::Occurred)
    }
}

/// Something that may happen and would hurt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// Names the record.
    pub id: RiskId,
    /// What people call it, such as `R-12`; unique in the program.
    pub key: String,
    /// One line.
    pub title: String,
    /// "If … then …": cause, event and effect in words (Markdown).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// Technical, Resource, Timeline, Commercial, …
    pub category: String,
    /// The project it threatens; none = the whole program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectId>,
    /// Before any response.
    pub inherent: Score,
    /// As things stand now.
    pub residual: Score,
    /// Residual scores over time, oldest first.
    pub scores: Vec<ScoreChange>,
    /// For exposure: how likely, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<u8>,
    /// For exposure: what it would cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss: Option<Money>,
    /// What is done about it.
    pub response: Response,
    /// The response in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// What would show that it is happening.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub trigger: String,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<PersonId>,
    /// ROAM state.
    pub state: RiskState,
    /// The day to look at it again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Date>,
    /// When it stopped being open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Timestamp>,
    /// Free words to filter by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Links that start here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

impl Risk {
    /// Probability × loss, where both are known.
    #[must_use]
    pub fn exposure(&self) -> Option<Money> {
        let (percent, loss) = (self.probability?, self.loss?);
        Some(Money { amount: loss.amount.saturating_mul(i64::from(percent)) / 100, currency: loss.currency })
    }
}
