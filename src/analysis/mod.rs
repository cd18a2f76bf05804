//! Pure answers about a program: the figures with their working, forecasts and status colours.
//!
//! Everything here is a function of the model, a zone and a moment ([`Context`]); nothing reads a
//! clock. What the items' histories say is worked out once ([`Facts`]) and shared by all figures.

mod dice;
pub(crate) mod facts;
pub(crate) mod figures;
mod index;
mod notes;
mod request;
mod series;
mod shared;
mod single;
mod tally;
mod target;
pub(crate) mod words;

pub mod agenda;
pub mod backlog;
pub mod board;
pub mod capacity;
pub mod chain;
pub mod changes;
pub mod cost;
pub mod escalation;
pub mod flow;
pub mod forecast;
pub mod goals;
pub mod incident;
pub mod key_results;
pub mod lists;
pub mod meetings;
pub mod plan;
pub mod portfolio;
pub mod quality;
pub mod quick;
pub mod rag;
pub mod regression;
pub mod retro;
pub mod risk;
pub mod roadmap;
pub mod routine;
pub mod search;
pub mod sla;
pub mod sprints;
pub mod stakeholders;
pub mod stand_up;
pub mod time;
pub mod today;
pub mod tomorrow;
pub mod working;

pub use facts::{Facts, ItemFacts, Mark};
pub use figures::{all_figures, headline, headline_in};
pub use index::Index;
pub use notes::Notes;
pub use rag::{Colour, Dimension, Health, health};
pub use request::{Asked, Compared, Delta, Period, Request};
pub use series::{Series, all_series};
pub use target::{Target, targets};
pub use time::{DayCount, Window};
pub use working::{Aim, Behind, Figure, Group, Value};

use crate::model::{Date, Program, ProjectId, TeamId, Timestamp, WorkItem, Zone};

/// What every figure is a function of.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The program.
    pub program: &'a Program,
    /// The zone in which days are counted.
    pub zone: &'a Zone,
    /// The moment that the figures are as of; what happened later is not seen.
    pub now: Timestamp,
}

impl Context<'_> {
    /// The local day of `now`.
    #[must_use]
    pub fn today(&self) -> Date {
        self.zone.day(self.now)
    }

    /// The last moment of a local day.
    #[must_use]
    pub fn end_of(&self, day: Date) -> Timestamp {
        let next = day.succ_opt().unwrap_or(day);
        Timestamp(self.zone.start_of(next).0.saturating_sub(1))
    }
}

/// Which part of the program a figure is about; the default is all of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Only this project.
    pub project: Option<ProjectId>,
    /// Only this team.
    pub team: Option<TeamId>,
}

impl Scope {
    /// One project.
    #[must_use]
    pub const fn project(project: ProjectId) -> Self {
        Self { project: Some(project), team: None }
    }

    /// One team.
    #[must_use]
    pub const fn team(team: TeamId) -> Self {
        Self { project: None, team: Some(team) }
    }

    /// Whether the item belongs to the scope.
    #[must_use]
    pub fn holds(&self, item: &WorkItem) -> bool {
        self.project.is_none_or(|p| p == item.project) && self.team.is_none_or(|t| Some(t) == item.team)
    }

    /// What people call the scope: the project, the team, or the program.
    #[must_use]
    pub fn name(&self, program: &Program) -> String {
        let team = self.team.and_then(|t| program.teams.get(&t)).map(|t| t.name.clone());
        let project = self.project.and_then(|p| program.projects.get(&p)).map(|p| p.name.clone());
        match (project, team) {
            (Some(project), Some(team)) => format!("{project}, {team}"),
            (Some(name), None) | (None, Some(name)) => name,
            (None, None) if program.settings.name.is_empty() => "the program".to_owned(),
            (None, None) => program.settings.name.clone(),
        }
    }
}
