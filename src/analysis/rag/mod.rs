//! Status colours: red, amber, green per dimension, computed from limits that the user sets.

mod dimensions;

use super::facts::Facts;
use super::{Context, Scope, words};
use crate::model::{ProjectId, RagOverride, Timestamp};

/// A status colour. Views show it with its word and a shape, never alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Colour {
    /// Not computable: says nothing, good or bad.
    Unknown,
    /// Within the limit.
    Green,
    /// Beyond the first limit.
    Amber,
    /// Beyond the second.
    Red,
}

impl Colour {
    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "n/a",
            Self::Green => "Green",
            Self::Amber => "Amber",
            Self::Red => "Red",
        }
    }

    /// Reads `green`, `amber` or `red`, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        [Self::Green, Self::Amber, Self::Red].into_iter().find(|c| c.name().eq_ignore_ascii_case(text))
    }
}

/// Green from `green` up, amber from `amber` up, else red.
pub(crate) fn at_least(value: f64, green: f64, amber: f64) -> Colour {
    if value >= green {
        Colour::Green
    } else if value >= amber {
        Colour::Amber
    } else {
        Colour::Red
    }
}

/// Green up to `green`, amber up to `amber`, else red.
pub(crate) fn at_most(value: f64, green: f64, amber: f64) -> Colour {
    at_least(-value, -green, -amber)
}

/// One dimension of a project's health.
#[derive(Debug, Clone, PartialEq)]
pub struct Dimension {
    /// `schedule`, `cost`, `scope`, `risk` or `quality`.
    pub key: &'static str,
    /// What people read.
    pub name: &'static str,
    /// By the limits.
    pub computed: Colour,
    /// The colour set by hand where there is one, else the computed one.
    pub shown: Colour,
    /// What the computed colour rests on, one plain phrase.
    pub reason: String,
    /// The limit for green: "≥ 85 % green".
    pub limit: String,
    /// Set by hand, with its reason; shows beside the computed colour.
    pub set_by_hand: Option<RagOverride>,
    /// The colour set by hand is older than the reporting interval.
    pub stale: bool,
}

/// The health of a project, or of the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Health {
    /// Schedule, cost, scope, risk, quality.
    pub dimensions: Vec<Dimension>,
    /// The worst of the shown colours; unknown only where all are.
    pub overall: Colour,
    /// Which dimension decides, and why.
    pub reason: String,
}

/// The health of a project; of the whole program, the worst of its projects in each dimension.
#[must_use]
pub fn health(ctx: &Context<'_>, project: Option<ProjectId>) -> Health {
    health_of(&Facts::new(ctx), project)
}

/// The same from facts at hand.
#[must_use]
pub fn health_of(facts: &Facts<'_>, project: Option<ProjectId>) -> Health {
    let program = facts.ctx.program;
    let dimensions = match project {
        Some(project) => of_project(facts, project),
        None => {
            let mut worst: Vec<Dimension> = Vec::new();
            let several = program.projects.len() > 1;
            for project in program.projects.values() {
                for (place, mut dimension) in of_project(facts, project.id).into_iter().enumerate() {
                    if several {
                        dimension.reason = format!("{}: {}", project.name, dimension.reason);
                    }
                    match worst.get_mut(place) {
                        None => worst.push(dimension),
                        Some(kept) if dimension.shown > kept.shown => *kept = dimension,
                        Some(_) => {}
                    }
                }
            }
            worst
        }
    };
    let mut overall: Option<&Dimension> = None;
    for dimension in &dimensions {
        if overall.is_none_or(|worst| dimension.shown > worst.shown) {
            overall = Some(dimension);
        }
    }
    let colour = overall.map_or(Colour::Unknown, |d| d.shown);
    let reason = match overall {
        Some(worst) if colour != Colour::Unknown => format!("{}: {}", worst.name, worst.reason),
        _ => "Nothing can be computed yet".to_owned(),
    };
    Health { overall: colour, reason, dimensions }
}

fn of_project(facts: &Facts<'_>, project: ProjectId) -> Vec<Dimension> {
    let scope = Scope::project(project);
    let limits = facts.ctx.program.settings.thresholds;
    let (cpi_green, growth, risk) = (f64::from(limits.cpi.0) / 100.0, limits.growth.0, limits.risk.0);
    let (quality, quality_limit) = dimensions::quality(facts, scope);
    let rows = [
        (
            "schedule",
            "Schedule",
            dimensions::schedule(facts, scope),
            format!("≥ {} % green", limits.confidence.0),
        ),
        ("cost", "Cost", dimensions::cost(facts, scope), format!("≥ {} green", words::fixed(cpi_green, 2))),
        ("scope", "Scope", dimensions::growth(facts, project), format!("≤ {growth} % green")),
        ("risk", "Risk", dimensions::risk(facts, project), format!("< {risk} green")),
        ("quality", "Quality", quality, quality_limit),
    ];
    let overrides =
        facts.ctx.program.projects.get(&project).map(|p| p.overrides.as_slice()).unwrap_or_default();
    rows.into_iter()
        .map(|(key, name, (computed, reason), limit)| {
            let by_hand = set_by_hand(overrides, key, facts.ctx.now);
            let shown = by_hand.as_ref().map_or(computed, |(_, colour)| *colour);
            let stale = by_hand.as_ref().is_some_and(|(by_hand, _)| {
                let age = facts.ctx.today() - facts.day(by_hand.at);
                age.num_days() > i64::from(limits.report_days)
            });
            let set_by_hand = by_hand.map(|(by_hand, _)| by_hand);
            Dimension { key, name, computed, shown, reason, limit, set_by_hand, stale }
        })
        .collect()
}

/// The latest colour set by hand for a dimension. One without a reason or a known colour is none.
fn set_by_hand(all: &[RagOverride], key: &str, now: Timestamp) -> Option<(RagOverride, Colour)> {
    all.iter()
        .filter(|o| o.dimension == key && o.at <= now && !o.reason.trim().is_empty())
        .filter_map(|o| Some((o.clone(), Colour::parse(&o.colour)?)))
        .max_by_key(|(o, _)| o.at)
}
