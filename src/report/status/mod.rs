//! The status report on one page: built from the program, told to one audience.
//!
//! The report is a small document of plain spans. Renderers (`exchange::document`) turn it into
//! files; nothing in it is markup. What an audience must not read is not in the document at all, so
//! no renderer can let it slip.

mod done;
mod figures;
mod health;
mod milestones;
mod next;
mod progress;
mod risks;

use super::document::*;
use super::redact;
use super::text::{self, clean};
use crate::analysis::forecast::{self, MilestoneForecast};
use crate::analysis::time::back;
use crate::analysis::{Colour, Context, Facts, Scope};
use crate::model::{Date, PersonId, ProjectId};
use std::cell::{Cell as Counter, OnceCell};
use std::collections::BTreeSet;

/// Who reads the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Audience {
    /// Those who do the work: everything.
    Team,
    /// Those who decide: one page, no single items but achievements, risks and blockers.
    Executive,
    /// The customer: no money, no names of people, nothing of other clients or projects.
    Client,
}

impl Audience {
    /// All audiences.
    pub const ALL: [Self; 3] = [Self::Team, Self::Executive, Self::Client];

    /// The word that people read.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "Team",
            Self::Executive => "Executive",
            Self::Client => "Client",
        }
    }

    /// Reads `team`, `executive` or `client`, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::ALL.into_iter().find(|a| a.name().eq_ignore_ascii_case(text))
    }

    /// Whether a report for this audience never has the section.
    #[must_use]
    pub const fn leaves_out(self, kind: SectionKind) -> bool {
        matches!((self, kind), (Self::Executive | Self::Client, SectionKind::Cost))
    }
}

/// The parts of a report, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// A few sentences: the user's own, or computed ones.
    Summary,
    /// Colour, reason and limit per dimension; per project for the whole program.
    Status,
    /// Promised days with their forecasts.
    Milestones,
    /// Running sprints and work in progress.
    Progress,
    /// What was finished in the period.
    Achievements,
    /// Open risks and blocked work.
    Risks,
    /// What is due or planned in the next period.
    Next,
    /// The four headline figures.
    Metrics,
    /// Money in detail.
    Cost,
}

impl SectionKind {
    /// All sections in their order.
    pub const ALL: [Self; 9] = [
        Self::Summary,
        Self::Status,
        Self::Milestones,
        Self::Progress,
        Self::Achievements,
        Self::Risks,
        Self::Next,
        Self::Metrics,
        Self::Cost,
    ];

    /// The words that people read in a list of sections.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Status => "Status",
            Self::Milestones => "Milestones",
            Self::Progress => "Progress",
            Self::Achievements => "Achievements",
            Self::Risks => "Risks and blockers",
            Self::Next => "Next",
            Self::Metrics => "Metrics",
            Self::Cost => "Cost",
        }
    }

    /// A stable word for links and settings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Status => "status",
            Self::Milestones => "milestones",
            Self::Progress => "progress",
            Self::Achievements => "achievements",
            Self::Risks => "risks",
            Self::Next => "next",
            Self::Metrics => "metrics",
            Self::Cost => "cost",
        }
    }
}

/// What the report is to be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// One project; none = the whole program, one row per project.
    pub project: Option<ProjectId>,
    /// Who reads it.
    pub audience: Audience,
    /// Sections that the user took out.
    pub hidden: BTreeSet<SectionKind>,
    /// First day of the period that the report covers; it ends today.
    pub since: Date,
}

impl Options {
    /// The last seven days and today, nothing hidden.
    #[must_use]
    pub fn new(ctx: &Context<'_>, project: Option<ProjectId>, audience: Audience) -> Self {
        Self { project, audience, hidden: BTreeSet::new(), since: back(ctx.today(), 7) }
    }
}

/// Builds the report of a project, or of the whole program.
///
/// A program with one project has no portfolio: its report is the project's. A report for a client
/// is about one project; without one it says so and nothing else, as the program's other records
/// are not for a client to read.
#[must_use]
pub fn report(ctx: &Context<'_>, options: &Options) -> Document {
    report_of(&Facts::new(ctx), options)
}

/// The same from facts at hand.
#[must_use]
pub fn report_of(facts: &Facts<'_>, options: &Options) -> Document {
    let program = facts.ctx.program;
    let only = if program.projects.len() == 1 { program.projects.keys().next().copied() } else { None };
    let project = options.project.or(only);
    let today = facts.ctx.today();
    let desk = Desk {
        facts,
        scope: Scope { project, team: None },
        audience: options.audience,
        since: options.since.min(today),
        today,
        left_out: Counter::new(0),
        ahead: OnceCell::new(),
    };
    let (number, whom) = (text::week(today), desk.whom());
    let mut report = Document {
        title: format!("{}: status, week {number}", desk.name()),
        subtitle: format!("{}, {whom}. Covers {}", text::long(today, today), text::span(desk.since, today)),
        overall: Some((Colour::Unknown, text::overall(Colour::Unknown))),
        aside: String::new(),
        sections: Vec::new(),
        redacted: 0,
    };
    if options.audience == Audience::Client && project.is_none() {
        report.title = format!("Status, week {number}");
        let why = "A report for a client is about one project. Choose the project first.";
        report.sections.push(Section {
            key: SectionKind::Summary.key().to_owned(),
            title: SectionKind::Summary.name().to_owned(),
            blocks: vec![paragraph(why.to_owned())],
            count: 0,
        });
        return report;
    }
    let health = health::read(&desk);
    report.overall = Some((health.overall, text::overall(health.overall)));
    for kind in SectionKind::ALL.into_iter().filter(|kind| !options.hidden.contains(kind)) {
        let (count, blocks) = match kind {
            SectionKind::Summary => health::summary(&desk, &health),
            SectionKind::Status => health::section(&desk, &health),
            SectionKind::Milestones => milestones::section(&desk),
            SectionKind::Progress => progress::section(&desk),
            SectionKind::Achievements => done::section(&desk),
            SectionKind::Risks => risks::section(&desk),
            SectionKind::Next => next::section(&desk),
            SectionKind::Metrics => figures::metrics(&desk),
            SectionKind::Cost => figures::cost(&desk),
        };
        if options.audience.leaves_out(kind) {
            desk.withhold(count);
        } else {
            report.sections.push(Section {
                key: kind.key().to_owned(),
                title: desk.heading(kind),
                blocks,
                count,
            });
        }
    }
    report.redacted = desk.left_out.get();
    if let (Audience::Client, Some(project)) = (options.audience, project) {
        report.redacted += redact::redact(&mut report, program, project);
    }
    report
}

/// What every section is written from.
struct Desk<'f, 'a> {
    facts: &'f Facts<'a>,
    scope: Scope,
    audience: Audience,
    since: Date,
    today: Date,
    left_out: Counter<usize>,
    /// The milestones ahead; two sections need them, and their trials cost the most of all.
    ahead: OnceCell<Vec<MilestoneForecast<'a>>>,
}

/// What a section comes to: how many things it is about, and what it says.
type Written = (usize, Vec<Block>);

impl<'a> Desk<'_, 'a> {
    /// The milestones that are not reached, the earliest first.
    fn milestones(&self) -> &[MilestoneForecast<'a>] {
        self.ahead.get_or_init(|| forecast::milestones(self.facts, self.scope))
    }

    /// What the report is about.
    fn name(&self) -> String {
        let name = clean(&self.scope.name(self.facts.ctx.program));
        match (self.scope.project, name.is_empty() || name == "the program") {
            (None, true) => "Program".to_owned(),
            _ => name,
        }
    }

    fn whom(&self) -> String {
        let program = self.facts.ctx.program;
        let project = self.scope.project.and_then(|p| program.projects.get(&p));
        let client = project.and_then(|p| p.client).and_then(|c| program.clients.get(&c));
        match self.audience {
            Audience::Team => "for the team".to_owned(),
            Audience::Executive => "for the executive board".to_owned(),
            Audience::Client => {
                client.map_or_else(|| "for the client".to_owned(), |c| format!("for {}", clean(&c.name)))
            }
        }
    }

    fn heading(&self, kind: SectionKind) -> String {
        match kind {
            SectionKind::Achievements => format!("Finished since {}", text::long(self.since, self.today)),
            SectionKind::Next => format!("Next {} days", self.ahead()),
            _ => kind.name().to_owned(),
        }
    }

    /// Days that the next period has: the reporting interval.
    fn ahead(&self) -> i64 {
        i64::from(self.facts.ctx.program.settings.thresholds.report_days.max(1))
    }

    fn is_client(&self) -> bool {
        self.audience == Audience::Client
    }

    /// The most rows a list has for this audience.
    fn most(&self, team: usize, others: usize) -> usize {
        if self.audience == Audience::Team { team } else { others }
    }

    /// Counts what this audience does not get.
    fn withhold(&self, count: usize) {
        self.left_out.set(self.left_out.get() + count);
    }

    fn person(&self, id: Option<PersonId>) -> Option<String> {
        id.and_then(|p| self.facts.ctx.program.people.get(&p)).map(|p| clean(&p.name))
    }

    /// The project's name, where the report is about several.
    fn of_project(&self, project: Option<ProjectId>) -> Option<String> {
        if self.scope.project.is_some() {
            return None;
        }
        let name = project.and_then(|p| self.facts.ctx.program.projects.get(&p)).map(|p| clean(&p.name));
        Some(name.unwrap_or_else(|| "whole program".to_owned()))
    }

    /// "and 3 more", where rows were left out for length.
    fn more(&self, all: usize, shown: usize, blocks: &mut Vec<Block>) {
        if all > shown {
            blocks.push(Block::Paragraph(vec![Span::Quiet(format!("and {} more", all - shown))]));
        }
    }
}
