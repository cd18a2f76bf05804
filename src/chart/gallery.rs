//! Which charts there are, by family: what a page or a report asks for by name.

use super::draw::{self, Drawn, Goal, Unit};
use super::plot::Canvas;
use crate::analysis::rag::at_least;
use crate::analysis::{Facts, Notes, Scope, Window, cost, flow, forecast, quality, risk, sprints};
use crate::model::order::InOrder;
use crate::model::{Currency, Program, ProjectId, SprintId};

/// The families of figures and charts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Family {
    /// One of each.
    #[default]
    Overview,
    /// Velocity and what happens within a sprint.
    Sprints,
    /// How work flows through the statuses.
    Flow,
    /// Defects.
    Quality,
    /// Earned value and budgets.
    Cost,
    /// What comes.
    Forecast,
}

impl Family {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 6] =
        [Self::Overview, Self::Sprints, Self::Flow, Self::Quality, Self::Cost, Self::Forecast];

    /// The word on its tab.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Sprints => "Sprints",
            Self::Flow => "Flow",
            Self::Quality => "Quality",
            Self::Cost => "Cost",
            Self::Forecast => "Forecast",
        }
    }

    /// The word in an address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Sprints => "sprints",
            Self::Flow => "flow",
            Self::Quality => "quality",
            Self::Cost => "cost",
            Self::Forecast => "forecast",
        }
    }
}

/// The family of a figure, by its name; everything about money is of one.
#[must_use]
pub fn family_of(figure: &str) -> Family {
    let begins = |words: &[&str]| words.iter().any(|word| figure.starts_with(word));
    if begins(&["Velocity", "Say-do"]) {
        Family::Sprints
    } else if begins(&["Cycle", "Lead", "Throughput", "Work in", "Age of", "Blocked", "Flow", "Net flow"]) {
        Family::Flow
    } else if begins(&["Defect"]) {
        Family::Quality
    } else if begins(&["Exposure", "Highest", "When", "How many", "Milestone", "Goal", "Confidence"]) {
        Family::Forecast
    } else {
        Family::Cost
    }
}

/// What charts are asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Request {
    /// Which of them.
    pub family: Family,
    /// About which part of the program.
    pub scope: Scope,
    /// Over which days.
    pub window: Window,
    /// The sprint to burn down; else the running or last one.
    pub sprint: Option<SprintId>,
    /// What it counts.
    pub unit: Unit,
    /// What a bar of throughput stands for.
    pub step: flow::Step,
}

/// The data of one chart, ready to be drawn at any size.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// Cycle times as dots.
    Scatter(flow::Scatter),
    /// Cycle times by length.
    Histogram(flow::Histogram),
    /// Ages, and the lane to draw.
    Ageing(flow::AgeingChart, usize),
    /// Cumulative flow.
    Cfd(flow::CfdChart),
    /// Delivered items.
    Throughput(flow::ThroughputChart),
    /// Blocked days by reason.
    Blocked(flow::BlockedChart),
    /// Committed and completed.
    Velocity(sprints::VelocityChart),
    /// One sprint, what is left.
    Burndown(Option<sprints::Burn>, Unit),
    /// One sprint, what is done.
    Burnup(Option<sprints::Burn>, Unit),
    /// Leakage by release, with the user's limits.
    Leakage(quality::LeakageChart, (u8, u8)),
    /// Planned, earned, spent.
    Curve(Result<cost::Curve, String>),
    /// Sums of each project.
    Budget(Vec<(ProjectId, String, cost::EarnedValue)>, Currency),
    /// Finish days, the milestone they are held against, and the title.
    When(forecast::WhenChart, Option<Goal>, Option<String>),
    /// Items by a day.
    HowMany(forecast::HowManyChart),
    /// Milestones ahead, with the user's limits.
    Milestones(Vec<Goal>, (u8, u8)),
    /// Exposure by week.
    RiskBurndown(risk::Burndown),
}

/// A chart by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// Its word in an address and in the names of files.
    pub slug: String,
    /// What it is called even where it cannot be drawn.
    pub title: &'static str,
    /// It takes the whole width.
    pub wide: bool,
    /// Its data.
    pub source: Source,
}

impl Picture {
    fn new(slug: &str, title: &'static str, source: Source) -> Self {
        Self { slug: slug.to_owned(), title, wide: false, source }
    }

    fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// The words of its working, where it has some.
    #[must_use]
    pub fn notes(&self) -> Option<&Notes> {
        Some(match &self.source {
            Source::Scatter(x) => &x.notes,
            Source::Histogram(x) => &x.notes,
            Source::Ageing(x, _) => &x.notes,
            Source::Cfd(x) => &x.notes,
            Source::Throughput(x) => &x.notes,
            Source::Blocked(x) => &x.notes,
            Source::Velocity(x) => &x.notes,
            Source::Burndown(x, _) | Source::Burnup(x, _) => &x.as_ref()?.notes,
            Source::Leakage(x, _) => &x.notes,
            Source::Curve(x) => &x.as_ref().ok()?.notes,
            Source::When(x, ..) => &x.notes,
            Source::HowMany(x) => &x.notes,
            Source::Budget(..) | Source::Milestones(..) | Source::RiskBurndown(_) => return None,
        })
    }

    /// Draws it.
    ///
    /// # Errors
    /// The sentence that says why there is nothing to show.
    pub fn draw(&self, program: &Program, canvas: Canvas) -> Drawn {
        let burn = |burn: &Option<sprints::Burn>| {
            let none = "No sprint of this team has begun and has a first day.";
            burn.clone().ok_or_else(|| none.to_owned())
        };
        match &self.source {
            Source::Scatter(x) => draw::scatter(x, program, canvas),
            Source::Histogram(x) => draw::histogram(x, program, canvas),
            Source::Ageing(x, lane) => draw::ageing(x, *lane, program, canvas),
            Source::Cfd(x) => draw::cfd(x, canvas),
            Source::Throughput(x) => draw::throughput(x, program, canvas),
            Source::Blocked(x) => draw::blocked(x, program, canvas),
            Source::Velocity(x) => draw::velocity(x, canvas),
            Source::Burndown(x, unit) => draw::burndown(&burn(x)?, *unit, program, canvas),
            Source::Burnup(x, unit) => draw::burnup(&burn(x)?, *unit, program, canvas),
            Source::Leakage(x, limits) => draw::leakage(x, *limits, canvas),
            Source::Curve(x) => draw::s_curve(x.as_ref().map_err(Clone::clone)?, canvas),
            Source::Budget(x, currency) => draw::budget(x, *currency, canvas),
            Source::When(x, goal, title) => draw::when(x, goal.as_ref(), title.as_deref(), canvas),
            Source::HowMany(x) => draw::how_many(x, canvas),
            Source::Milestones(x, limits) => draw::milestones(x, *limits, canvas),
            Source::RiskBurndown(x) => draw::risk_burndown(x, canvas),
        }
    }
}

/// The charts of a family; only what is asked for is worked out.
#[must_use]
pub fn gallery(facts: &Facts<'_>, request: &Request) -> Vec<Picture> {
    match request.family {
        Family::Overview => {
            vec![scatter(facts, request).wide(), cfd(facts, request), next_milestone(facts, request)]
        }
        Family::Sprints => sprint_charts(facts, request),
        Family::Flow => flow_charts(facts, request),
        Family::Quality => vec![leakage(facts, request).wide()],
        Family::Cost => cost_charts(facts, request),
        Family::Forecast => forecast_charts(facts, request),
    }
}

fn scatter(facts: &Facts<'_>, r: &Request) -> Picture {
    let series = flow::scatter(facts, r.scope, r.window, flow::Measure::Cycle);
    Picture::new("cycle-time", "Cycle time", Source::Scatter(series))
}

fn cfd(facts: &Facts<'_>, r: &Request) -> Picture {
    Picture::new("cumulative-flow", "Cumulative flow", Source::Cfd(flow::cfd_chart(facts, r.scope, r.window)))
}

fn leakage(facts: &Facts<'_>, r: &Request) -> Picture {
    let limits = facts.ctx.program.settings.thresholds.leakage;
    let source = Source::Leakage(quality::leakage_chart(facts, r.scope), limits);
    Picture::new("leakage", "Defect leakage by release", source)
}

fn sprint_charts(facts: &Facts<'_>, r: &Request) -> Vec<Picture> {
    let sprint = r.sprint.or_else(|| sprints::burnable(facts, r.scope).first().map(|s| s.id));
    let burn = sprint.and_then(|sprint| sprints::burn(facts, sprint));
    vec![
        Picture::new("velocity", "Velocity", Source::Velocity(sprints::velocity_chart(facts, r.scope)))
            .wide(),
        Picture::new("burndown", "Sprint burndown", Source::Burndown(burn.clone(), r.unit)),
        Picture::new("burn-up", "Sprint burn-up", Source::Burnup(burn, r.unit)),
    ]
}

fn flow_charts(facts: &Facts<'_>, r: &Request) -> Vec<Picture> {
    let (scope, window) = (r.scope, r.window);
    let histogram = flow::histogram(facts, scope, window, flow::Measure::Cycle);
    let ageing = flow::ageing_chart(facts, scope, window);
    let throughput = flow::throughput_chart(facts, scope, window, r.step);
    let blocked = flow::blocked_chart(facts, scope, window);
    let mut all = vec![
        scatter(facts, r).wide(),
        Picture::new("how-long", "How long items took", Source::Histogram(histogram)),
        Picture::new("throughput", "Throughput", Source::Throughput(throughput)),
    ];
    // Ages can be compared within a workflow only: one drawing each.
    for lane in 0..ageing.lanes.len().max(1) {
        let slug = if lane == 0 { "ageing".to_owned() } else { format!("ageing-{}", lane + 1) };
        all.push(Picture::new(&slug, "Age of work in progress", Source::Ageing(ageing.clone(), lane)));
    }
    all.push(cfd(facts, r));
    all.push(Picture::new("blocked", "Blocked time by reason", Source::Blocked(blocked)));
    all
}

fn cost_charts(facts: &Facts<'_>, r: &Request) -> Vec<Picture> {
    let program = facts.ctx.program;
    // One drawing a currency: two never add up.
    let mut all = vec![
        Picture::new("s-curve", "Planned, earned and spent", Source::Curve(cost::curve(facts, r.scope)))
            .wide(),
    ];
    for currency in cost::currencies(facts, r.scope.project) {
        let mut rows = Vec::new();
        for project in
            program.projects.values().filter(|p| r.scope.project.is_none_or(|wanted| wanted == p.id))
        {
            let sums = cost::earned_value(facts, Some(project.id), currency, facts.ctx.today());
            if sums.bac != 0 || sums.ac != 0 {
                rows.push((project.id, project.name.clone(), sums));
            }
        }
        rows.order_by(|a, b| (b.2.bac, &a.1).cmp(&(a.2.bac, &b.1)));
        let slug = format!("budgets-{}", currency.code().to_lowercase());
        all.push(Picture::new(&slug, "Budgets", Source::Budget(rows, currency)).wide());
    }
    all
}

fn goals(facts: &Facts<'_>, scope: Scope) -> Vec<Goal> {
    let limits = facts.ctx.program.settings.thresholds.confidence;
    let all = forecast::milestones(facts, scope).into_iter();
    all.map(|m| Goal {
        id: m.milestone.id,
        name: m.milestone.name.clone(),
        due: m.milestone.due,
        colour: m
            .confidence
            .as_ref()
            .ok()
            .map(|share| at_least(*share, f64::from(limits.0), f64::from(limits.1))),
        confidence: m.confidence,
    })
    .collect()
}

/// The forecast of the next milestone's own scope, so that day and bars are about the same work; of
/// all open work where there is none.
fn next_milestone(facts: &Facts<'_>, r: &Request) -> Picture {
    when(facts, r, goals(facts, r.scope))
}

fn when(facts: &Facts<'_>, r: &Request, goals: Vec<Goal>) -> Picture {
    const SLUG: &str = "when";
    const TITLE: &str = "When will it be finished?";
    let today = facts.ctx.today();
    // A milestone with a release is about that release; others are about a whole project.
    let next = goals.into_iter().find(|g| g.due >= today && g.confidence.is_ok());
    let milestone = next.as_ref().and_then(|g| facts.ctx.program.milestones.get(&g.id));
    let Some(milestone) = milestone else {
        let series = forecast::when_chart(facts, r.scope, None);
        return Picture::new(SLUG, TITLE, Source::When(series, None, None));
    };
    let scope = Scope::project(milestone.project);
    let series = forecast::when_chart(facts, scope, milestone.release);
    let release = milestone.release.and_then(|id| facts.ctx.program.releases.get(&id));
    let project = facts.ctx.program.projects.get(&milestone.project);
    let about = release.map(|r| r.name.as_str()).or(project.map(|p| p.name.as_str())).unwrap_or("it");
    let title = format!("When will {about} finish?");
    Picture::new(SLUG, TITLE, Source::When(series, next, Some(title)))
}

fn forecast_charts(facts: &Facts<'_>, r: &Request) -> Vec<Picture> {
    let goals = goals(facts, r.scope);
    let limits = facts.ctx.program.settings.thresholds.confidence;
    vec![
        when(facts, r, goals.clone()),
        Picture::new(
            "how-many",
            "How many items?",
            Source::HowMany(forecast::how_many_chart(facts, r.scope, None)),
        ),
        Picture::new("milestones", "Milestone confidence", Source::Milestones(goals, limits)),
        Picture::new(
            "risk-burndown",
            "Risk burndown",
            Source::RiskBurndown(risk::burndown(&facts.ctx, r.scope, r.window)),
        ),
    ]
}
