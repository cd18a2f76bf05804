//! The status report on one page: built from the program, told to one audience.
//!
//! The report is a small document of plain spans. Renderers (`exchange::document`) turn it into
//! files; nothing in it is markup. What an audience must not read is not in the document at all, so
//! no renderer can let it slip.

mod audience;
mod before;
mod chain;
mod changes;
mod charts;
mod done;
mod figures;
mod goals;
mod health;
mod kind;
mod milestones;
mod moved;
mod next;
mod progress;
mod risks;

pub use audience::{Audience, Matter, RULES};
pub use before::{Before, Expected, Kept, Marks};
pub use kind::Kind;
pub use moved::moved;

use super::document::*;
use super::redact;
use super::text::{self, clean};
use crate::analysis::changes::Line;
use crate::analysis::forecast::{self, MilestoneForecast};
use crate::analysis::time::back;
use crate::analysis::{Context, Facts, Scope};
use crate::model::{Date, PersonId, ProjectId, ReportSection};
use std::cell::{Cell as Counter, OnceCell};
use std::collections::BTreeSet;

/// The parts of a report, in the order in which they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// A few sentences: the user's own, or computed ones.
    Summary,
    /// Colour, reason and limit per dimension; per project for the whole program.
    Status,
    /// What others have to decide, and by when.
    Decisions,
    /// What is different from the last report.
    Changes,
    /// Promised days with their forecasts.
    Milestones,
    /// Running sprints and work in progress.
    Progress,
    /// How far the work for each goal has come.
    Goals,
    /// What was finished in the period.
    Achievements,
    /// Open risks, issues and blocked work.
    Risks,
    /// What was escalated and is not decided.
    Escalations,
    /// Incidents of the period.
    Incidents,
    /// Changes of scope, time or money that wait or were decided.
    ChangeRequests,
    /// How service levels are kept.
    Service,
    /// What is due or planned in the next period.
    Next,
    /// The four headline figures, with charts.
    Metrics,
    /// Money in detail.
    Cost,
}

impl SectionKind {
    /// All sections in their order.
    pub const ALL: [Self; 16] = [
        Self::Summary,
        Self::Status,
        Self::Decisions,
        Self::Changes,
        Self::Milestones,
        Self::Progress,
        Self::Goals,
        Self::Achievements,
        Self::Risks,
        Self::Escalations,
        Self::Incidents,
        Self::ChangeRequests,
        Self::Service,
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
            Self::Decisions => "Decisions needed",
            Self::Changes => "What changed",
            Self::Milestones => "Milestones",
            Self::Progress => "Progress",
            Self::Goals => "Goals",
            Self::Achievements => "Achievements",
            Self::Risks => "Risks, issues and blockers",
            Self::Escalations => "Escalations",
            Self::Incidents => "Incidents",
            Self::ChangeRequests => "Change requests",
            Self::Service => "Service levels",
            Self::Next => "Next",
            Self::Metrics => "Metrics",
            Self::Cost => "Cost",
        }
    }

    /// A stable word for links, records and settings.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Status => "status",
            Self::Decisions => "decisions",
            Self::Changes => "changes",
            Self::Milestones => "milestones",
            Self::Progress => "progress",
            Self::Goals => "goals",
            Self::Achievements => "achievements",
            Self::Risks => "risks",
            Self::Escalations => "escalations",
            Self::Incidents => "incidents",
            Self::ChangeRequests => "change_requests",
            Self::Service => "service",
            Self::Next => "next",
            Self::Metrics => "metrics",
            Self::Cost => "cost",
        }
    }

    /// The section with this word.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What the report is to be about.
#[derive(Debug, Clone)]
pub struct Options {
    /// What kind of report.
    pub kind: Kind,
    /// One project; none = the whole program, one row per project.
    pub project: Option<ProjectId>,
    /// Who reads it.
    pub audience: Audience,
    /// Sections in the user's order, with headings and texts of their own; empty = those of the kind.
    pub sections: Vec<ReportSection>,
    /// Sections that are left out besides.
    pub hidden: BTreeSet<SectionKind>,
    /// First day of the period that the report covers; it ends today.
    pub since: Date,
    /// The state to compare with; none = the past as histories tell it.
    pub before: Option<Before>,
    /// Whether charts are drawn.
    pub charts: bool,
}

impl Options {
    /// The last seven days and today, nothing hidden.
    #[must_use]
    pub fn new(ctx: &Context<'_>, project: Option<ProjectId>, audience: Audience) -> Self {
        Self {
            kind: Kind::Weekly,
            project,
            audience,
            sections: Vec::new(),
            hidden: BTreeSet::new(),
            since: back(ctx.today(), 7),
            before: None,
            charts: true,
        }
    }

    /// "AI Search: status, week 47".
    fn title(&self, name: &str, today: Date) -> String {
        use chrono::Datelike;
        match self.kind {
            Kind::Sprint => format!("{name}: sprint report, {}", text::long(today, today)),
            Kind::Monthly => format!("{name}: status, {} {}", crate::model::month_name(today), today.year()),
            Kind::Portfolio if self.project.is_none() => {
                format!("{name}: portfolio, week {}", text::week(today))
            }
            _ => format!("{name}: status, week {}", text::week(today)),
        }
    }

    /// The sections in their order: the user's, then those of all others that there are, left out.
    #[must_use]
    pub fn layout(&self) -> Vec<ReportSection> {
        let section = |kind: SectionKind, hidden| ReportSection {
            name: kind.key().to_owned(),
            hidden,
            ..ReportSection::default()
        };
        let mut all = self.sections.clone();
        if all.is_empty() {
            all.extend(self.kind.sections().iter().map(|kind| section(*kind, false)));
        }
        let missing = SectionKind::ALL.into_iter().filter(|kind| !all.iter().any(|s| s.name == kind.key()));
        let missing: Vec<ReportSection> = missing.map(|kind| section(kind, true)).collect();
        all.extend(missing);
        all
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
        kind: options.kind,
        since: options.since.min(today),
        today,
        left_out: Counter::new(0),
        ahead: OnceCell::new(),
        before: options.before.as_ref(),
        past: OnceCell::new(),
        lines: OnceCell::new(),
        charts: options.charts,
    };
    let (number, whom) = (text::week(today), desk.whom());
    let mut report = Document {
        title: options.title(&desk.heading_name(), today),
        subtitle: format!("{}, {whom}. Covers {}", text::long(today, today), text::span(desk.since, today)),
        overall: None,
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
    report.overall = Some((health.overall, health.words()));
    if let Some(was) = health::before(&desk) {
        let on = text::short(facts.ctx.zone.day(desk.before().at), today);
        report.aside = format!("was {} on {on}", was.name());
    }
    for chosen in options.layout().iter().filter(|chosen| !chosen.hidden) {
        let own = text::blocks(&chosen.text);
        let Some(kind) = SectionKind::of(&chosen.name) else {
            if !own.is_empty() {
                let key = format!("own-{}", chosen.id);
                report
                    .sections
                    .push(Section { count: own.len(), ..Section::new(&key, &chosen.heading, own) });
            }
            continue;
        };
        if options.hidden.contains(&kind) {
            continue;
        }
        let (count, computed) = match kind {
            SectionKind::Summary if !own.is_empty() => (own.len(), Vec::new()),
            SectionKind::Summary => health::summary(&desk, &health),
            SectionKind::Status => health::section(&desk, &health),
            SectionKind::Milestones => milestones::section(&desk),
            SectionKind::Progress => progress::section(&desk),
            SectionKind::Achievements => done::section(&desk),
            SectionKind::Risks => risks::section(&desk),
            SectionKind::Next => next::section(&desk),
            SectionKind::Decisions => chain::decisions(&desk),
            SectionKind::Changes => changes::section(&desk),
            SectionKind::Goals => goals::section(&desk),
            SectionKind::Escalations => chain::escalations(&desk),
            SectionKind::Incidents => chain::incidents(&desk),
            SectionKind::ChangeRequests => chain::change_requests(&desk),
            SectionKind::Service => goals::service(&desk),
            SectionKind::Metrics => figures::metrics(&desk),
            SectionKind::Cost => figures::cost(&desk),
        };
        // Words in the place of what is computed: but a section that the user only emptied says what it would.
        let computed = if chosen.instead && !own.is_empty() { Vec::new() } else { computed };
        let blocks: Vec<Block> = own.into_iter().chain(computed).collect();
        if options.audience.leaves_out(kind) {
            desk.withhold(count);
        } else if !blocks.is_empty() {
            let heading = clean(&chosen.heading);
            let title = if heading.is_empty() { desk.heading(kind) } else { heading };
            report.sections.push(Section { key: kind.key().to_owned(), title, blocks, count });
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
    kind: Kind,
    since: Date,
    today: Date,
    left_out: Counter<usize>,
    /// The milestones ahead; two sections need them, and their trials cost the most of all.
    ahead: OnceCell<Vec<MilestoneForecast<'a>>>,
    before: Option<&'f Before>,
    /// The past as histories tell it, where there is nothing better.
    past: OnceCell<Before>,
    lines: OnceCell<Vec<Line>>,
    charts: bool,
}

/// What a section comes to: how many things it is about, and what it says.
type Written = (usize, Vec<Block>);

impl<'a> Desk<'_, 'a> {
    /// The milestones that are not reached, the earliest first.
    fn milestones(&self) -> &[MilestoneForecast<'a>] {
        self.ahead.get_or_init(|| forecast::milestones(self.facts, self.scope))
    }

    /// What the report compares with.
    fn before(&self) -> &Before {
        let past = || Before::day(&self.facts.ctx, self.since, self.scope.project);
        self.before.unwrap_or_else(|| self.past.get_or_init(past))
    }

    /// Whether no better state than the histories' is at hand.
    fn told_by_histories(&self) -> bool {
        self.before().kept == Kept::Histories
    }

    /// What changed in the report's part of the program.
    fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| self.before().lines(&self.facts.ctx, self.scope))
    }

    /// What the report is about.
    fn name(&self) -> String {
        let name = clean(&self.scope.name(self.facts.ctx.program));
        match (self.scope.project, name.is_empty() || name == "the program") {
            (None, true) => "Program".to_owned(),
            _ => name,
        }
    }

    /// It is about several projects, and the program has the name of one of them: that of the first import.
    fn is_named_after_a_project(&self) -> bool {
        let program = self.facts.ctx.program;
        let name = program.settings.name.trim();
        self.scope.project.is_none()
            && program.projects.len() > 1
            && program.projects.values().any(|p| p.name.trim() == name)
    }

    /// What the report is about, for its title.
    fn heading_name(&self) -> String {
        if self.is_named_after_a_project() { "All projects".to_owned() } else { self.name() }
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
            SectionKind::Changes => format!("What changed since {}", text::long(self.since, self.today)),
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
        match (self.audience, self.kind) {
            // What is one page by name must fit on one.
            (_, Kind::OnePage) => others.saturating_sub(1).max(2),
            (Audience::Team, _) => team,
            _ => others,
        }
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
