//! Risks: what may happen, how bad it would be, what is done about it.

use super::fixed::{Money, Points};
use super::id::{DependencyId, MilestoneId, PersonId, ProjectId, RiskId, TeamId};
use super::reference::Link;
use super::time::{Date, Timestamp};
use crate::json::{json_choice, json_record, json_words};

/// Ordinal probability and impact, 1 to 5 each; for the matrix, never for sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score {
    /// 1 rare, 2 unlikely, 3 possible, 4 likely, 5 certain.
    pub probability: u8,
    /// 1 minor, 2 low, 3 medium, 4 high, 5 severe.
    pub impact: u8,
}

json_record! { Score { probability !, impact ! } }

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

/// What is watched in the model so that a risk is raised by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watch {
    /// The team's velocity falls under so many points.
    VelocityUnder(TeamId, Points),
    /// The milestone's confidence falls under so many percent.
    ConfidenceUnder(MilestoneId, u8),
    /// The dependency is promised for later than needed, or overdue.
    DependencyLate(DependencyId),
}

json_choice! {
    Watch = Watch::DependencyLate(0.into());
    "velocity_under" VelocityUnder(first, second),
    "confidence_under" ConfidenceUnder(first, second),
    "dependency_late" DependencyLate(value),
}

/// Scores that held from a moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreChange {
    /// From when.
    pub at: Timestamp,
    /// The residual score.
    pub residual: Score,
    /// The inherent score, where it changed too.
    pub inherent: Option<Score>,
    /// The target score, where it changed too.
    pub target: Option<Score>,
    /// Why, where something else than a person changed it.
    pub why: String,
}

json_record! { ScoreChange { at !, residual !, inherent ?, target ?, why ? } }

/// What is done about a risk (PMI).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Response {
    /// Change the plan so that it cannot happen.
    Avoid,
    /// Make it less likely or less bad.
    Mitigate,
    /// Let another party carry it.
    Transfer,
    /// Live with it.
    Accept,
    /// Make sure that it happens (opportunities).
    Exploit,
    /// Make it more likely or better (opportunities).
    Enhance,
    /// Let another party take part in it (opportunities).
    Share,
}

json_words! {
    Response {
        "avoid" Avoid, "mitigate" Mitigate, "transfer" Transfer, "accept" Accept, "exploit" Exploit,
        "enhance" Enhance, "share" Share,
    }
}

impl Response {
    /// Responses to threats.
    pub const ALL: [Self; 4] = [Self::Avoid, Self::Mitigate, Self::Transfer, Self::Accept];
    /// Responses to opportunities.
    pub const OPPORTUNITY: [Self; 4] = [Self::Exploit, Self::Enhance, Self::Share, Self::Accept];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Avoid => "Avoid",
            Self::Mitigate => "Mitigate",
            Self::Transfer => "Transfer",
            Self::Accept => "Accept",
            Self::Exploit => "Exploit",
            Self::Enhance => "Enhance",
            Self::Share => "Share",
        }
    }
}

/// ROAM, with the two ends of a risk's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

json_words! {
    RiskState {
        "open" Open, "owned" Owned, "accepted" Accepted, "mitigated" Mitigated, "resolved" Resolved,
        "occurred" Occurred,
    }
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Risk {
    /// Names the record.
    pub id: RiskId,
    /// What people call it, such as `R-12`; unique in the program.
    pub key: String,
    /// One line.
    pub title: String,
    /// "If … then …": cause, event and effect in words (Markdown).
    pub notes: String,
    /// Technical, Resource, Timeline, Commercial, …
    pub category: String,
    /// The project it threatens; none = the whole program.
    pub project: Option<ProjectId>,
    /// Before any response.
    pub inherent: Score,
    /// As things stand now.
    pub residual: Score,
    /// Where the response should bring it.
    pub target: Option<Score>,
    /// Something good that may happen, not a threat.
    pub opportunity: bool,
    /// Because of what.
    pub cause: String,
    /// What may happen.
    pub event: String,
    /// What would follow.
    pub effect: String,
    /// Scores over time, oldest first.
    pub scores: Vec<ScoreChange>,
    /// For exposure: how likely, in percent.
    pub probability: Option<u8>,
    /// For exposure: what it would cost.
    pub loss: Option<Money>,
    /// For exposure in time: how many days it would cost.
    pub loss_days: Option<u32>,
    /// What is watched so that it is raised by itself.
    pub watch: Option<Watch>,
    /// When the watch raised it; it raises it once, until it is told to watch again.
    pub raised: Option<Timestamp>,
    /// What the watch saw then.
    pub raised_why: String,
    /// What is done about it.
    pub response: Response,
    /// The response in words.
    pub plan: String,
    /// What would show that it is happening.
    pub trigger: String,
    /// Who sees to it.
    pub owner: Option<PersonId>,
    /// ROAM state.
    pub state: RiskState,
    /// The day to look at it again.
    pub review: Option<Date>,
    /// When it stopped being open.
    pub closed: Option<Timestamp>,
    /// Free words to filter by.
    pub tags: Vec<String>,
    /// Links that start here.
    pub links: Vec<Link>,
    /// When the record was made.
    pub created: Timestamp,
    /// When it last changed.
    pub updated: Timestamp,
}

json_record! {
    Risk {
        id !, key !, title !, notes ?, category !, project ?, inherent !, residual !,
        target ?, opportunity ?, cause ?, event ?, effect ?, scores !, probability ?, loss ?, loss_days ?,
        watch ?, raised ?, raised_why ?, response !, plan ?, trigger ?, owner ?, state !, review ?, closed ?,
        tags ?, links ?, created !, updated !,
    }
}

impl Risk {
    /// Probability × loss, where both are known.
    #[must_use]
    pub fn exposure(&self) -> Option<Money> {
        let (percent, loss) = (self.probability?, self.loss?);
        Some(Money { amount: loss.amount.saturating_mul(i64::from(percent)) / 100, currency: loss.currency })
    }

    /// Probability × days lost, where both are known, in hundredths of a day.
    #[must_use]
    pub fn exposure_days(&self) -> Option<i64> {
        Some(i64::from(self.probability?) * i64::from(self.loss_days?))
    }

    /// Cause, event and effect as one sentence; empty where none of them is given.
    #[must_use]
    pub fn sentence(&self) -> String {
        let part = |lead: &str, text: &str| {
            let text = text.trim().trim_end_matches('.');
            if text.is_empty() { None } else { Some([lead, text].concat()) }
        };
        let parts = [part("Because ", &self.cause), part("", &self.event), part("so that ", &self.effect)];
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        if line.is_empty() { line } else { [&line, "."].concat() }
    }
}
