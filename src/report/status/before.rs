//! The state that a report compares with: that of the last one, of an older snapshot, or the past as
//! histories tell it.

use crate::analysis::changes::{Line, as_of, changes, lines_of, since};
use crate::analysis::rag::health_of;
use crate::analysis::{Colour, Context, Facts, Scope};
use crate::analysis::{cost, forecast};
use crate::json::{from_text, json_record, to_text};
use crate::model::{Date, MilestoneId, Money, Program, ProjectId, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a milestone was expected to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The day by which it was 85 % sure.
    pub day: Option<Date>,
    /// How sure its own day was, in percent.
    pub confidence: Option<u8>,
}

json_record! { Expected { day ?, confidence ? } }

/// Answers of a moment that cannot be worked out again from its digest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// The overall colour's word and those of the dimensions by key; empty where not known.
    pub colours: BTreeMap<String, String>,
    /// The overall colour's word of each project, where they are of several.
    pub projects: BTreeMap<ProjectId, String>,
    /// The milestones ahead.
    pub expected: BTreeMap<MilestoneId, Expected>,
    /// What the whole was expected to cost.
    pub cost: Option<Money>,
}

json_record! { Marks { colours ?, projects ?, expected ?, cost ? } }

impl Marks {
    /// The answers for a project, or for the program.
    #[must_use]
    pub fn of(facts: &Facts<'_>, project: Option<ProjectId>) -> Self {
        let health = health_of(facts, project);
        let mut colours = BTreeMap::from([("overall".to_owned(), health.overall.name().to_owned())]);
        colours.extend(health.dimensions.iter().map(|d| (d.key.to_owned(), d.shown.name().to_owned())));
        let word = |id: &ProjectId| (*id, health_of(facts, Some(*id)).overall.name().to_owned());
        let projects = match project {
            None => facts.ctx.program.projects.keys().map(word).collect(),
            Some(_) => BTreeMap::new(),
        };
        Self { colours, projects, ..Self::forecasts(facts, Scope { project, team: None }) }
    }

    /// The answers about what is ahead alone: days and cost, without colours.
    #[must_use]
    pub fn forecasts(facts: &Facts<'_>, scope: Scope) -> Self {
        let expected = |m: &forecast::MilestoneForecast<'_>| {
            let confidence = m.confidence.as_ref().ok().map(|percent| percent.clamp(0.0, 100.0) as u8);
            (m.milestone.id, Expected { day: m.when.as_ref().and_then(|w| w.by(85)), confidence })
        };
        let milestones = forecast::milestones(facts, scope);
        let cost = cost_at_completion(facts, scope);
        Self { expected: milestones.iter().map(expected).collect(), cost, ..Self::default() }
    }

    /// As text, for the note beside a frozen state.
    #[must_use]
    pub fn text(&self) -> String {
        to_text(self)
    }

    /// Reads that text; what cannot be read was not noted.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        from_text(text).unwrap_or_default()
    }

    /// The colour that was shown.
    #[must_use]
    pub fn colour(&self, key: &str) -> Option<Colour> {
        self.colours.get(key).and_then(|word| Colour::parse(word))
    }
}

/// What all of it will cost (EAC), where that can be computed.
fn cost_at_completion(facts: &Facts<'_>, scope: Scope) -> Option<Money> {
    let curve = cost::curve(facts, scope).ok()?;
    Some(Money { amount: curve.eac?, currency: curve.currency })
}

/// How well the state is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// The digest that a sent report was frozen with.
    Sent,
    /// A whole program: an older snapshot.
    Whole,
    /// Wound back by histories.
    Histories,
}

/// The state that a report compares with.
#[derive(Debug, Clone)]
pub struct Before {
    /// The program, or its digest.
    pub program: Arc<Program>,
    /// The moment it is of.
    pub at: Timestamp,
    /// What was answered then.
    pub marks: Marks,
    /// How well it is known.
    pub kept: Kept,
}

impl Before {
    /// A whole program of an earlier moment.
    #[must_use]
    pub fn whole(
        ctx: &Context<'_>,
        program: Arc<Program>,
        at: Timestamp,
        project: Option<ProjectId>,
    ) -> Self {
        // Nothing was answered of what was not there.
        let marks = match project.is_none_or(|id| program.projects.contains_key(&id)) {
            true => Marks::of(&Facts::new(&Context { program: &program, zone: ctx.zone, now: at }), project),
            false => Marks::default(),
        };
        Self { program, at, marks, kept: Kept::Whole }
    }

    /// The program as its histories tell it, at the start of a day.
    #[must_use]
    pub fn day(ctx: &Context<'_>, day: Date, project: Option<ProjectId>) -> Self {
        let at = ctx.zone.start_of(day);
        let past = Arc::new(as_of(ctx.program, at, ctx.zone).program);
        Self { kept: Kept::Histories, ..Self::whole(ctx, past, at, project) }
    }

    /// What changed since, for a part of the program, and how many changes that stands for.
    #[must_use]
    pub fn lines(&self, ctx: &Context<'_>, scope: Scope) -> Vec<Line> {
        match self.kept {
            Kept::Sent => {
                let (before, after) = since(&self.program, self.at, ctx.program, ctx.zone);
                lines_of(&before, &after, scope)
            }
            Kept::Whole | Kept::Histories => lines_of(&self.program, ctx.program, scope),
        }
    }

    /// Whether nothing changed since.
    #[must_use]
    pub fn is_same(&self, ctx: &Context<'_>) -> bool {
        match self.kept {
            Kept::Sent => {
                let (before, after) = since(&self.program, self.at, ctx.program, ctx.zone);
                changes(&before, &after).iter().all(|change| change.weight == 0)
            }
            _ => changes(&self.program, ctx.program).iter().all(|change| change.weight == 0),
        }
    }
}
