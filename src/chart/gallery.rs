//! Which charts there are, by family: what a page or a report asks for by name.

use super::draw::{self, Drawn, Unit};
use super::plot::Canvas;
use crate::analysis::{Asked, Facts, Notes, Scope, cost, flow, forecast, goals, quality, risk, sla, sprints};
use crate::model::order::InOrder;
use crate::model::{Currency, MilestoneId, Program, ProjectId, SprintId};

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
    /// Service levels.
    Service,
    /// What comes.
    Forecast,
}

impl Family {
    /// All of them, in the order of their tabs.
    pub const ALL: [Self; 7] =
        [Self::Overview, Self::Sprints, Self::Flow, Self::Quality, Self::Cost, Self::Service, Self::Forecast];

    /// The word on its tab.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Sprints => "Sprints",
            Self::Flow => "Flow",
            Self::Quality => "Quality",
            Self::Cost => "Cost",
            Self::Service => "SLA",
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
            Self::Service => "sla",
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
    } else if begins(&["Service level", "MTTA", "MTTR"]) {
        Family::Service
    } else if begins(&["Exposure", "Highest", "When", "How many", "Milestone", "Goal", "Confidence"]) {
        Family::Forecast
    } else {
        Family::Cost
    }
}

/// Which charts are asked for, and what each of them may be asked beside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Choice {
    /// Which of them.
    pub family: Family,
    /// The sprint to burn down; else the running or last one.
    pub sprint: Option<SprintId>,
    /// What it counts.
    pub unit: Unit,
    /// What a bar of throughput stands for.
    pub step: flow::Step,
    /// What “when” is about.
    pub goal: Goal,
}

/// The work whose end is forecast.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Goal {
    /// That of the next milestone; all open work where there is none.
    #[default]
    Next,
    /// All open work.
    All,
    /// That of one milestone.
    Milestone(MilestoneId),
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
    /// Started less ended.
    NetFlow(flow::NetFlow),
    /// Worked on of start to finish.
    Efficiency(flow::Efficiency),
    /// Service levels.
    Levels(sla::Attainment),
    /// The same by client.
    Clients(sla::Attainment),
    /// Work done by goal.
    Goals(goals::GoalChart),
    /// Finish days, the milestone they are held against, and the title.
    When(forecast::WhenChart, Option<Box<forecast::MilestoneBar>>, Option<String>),
    /// Items by a day.
    HowMany(forecast::HowManyChart),
    /// Milestones ahead, with the user's limits.
    Milestones(forecast::MilestoneChart, (u8, u8)),
    /// Exposure by week.
    RiskBurndown(risk::RiskChart),
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
            Source::NetFlow(x) => &x.notes,
            Source::Efficiency(x) => &x.notes,
            Source::Levels(x) | Source::Clients(x) => &x.notes,
            Source::Goals(x) => &x.notes,
            Source::Milestones(x, _) => &x.notes,
            Source::RiskBurndown(x) => &x.notes,
            Source::Budget(..) => return None,
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
            Source::When(x, goal, title) => draw::when(x, goal.as_deref(), title.as_deref(), canvas),
            Source::NetFlow(x) => draw::net_flow(x, canvas),
            Source::Efficiency(x) => draw::efficiency(x, program, canvas),
            Source::Levels(x) => draw::by_level(x, canvas),
            Source::Clients(x) => draw::by_client(x, canvas),
            Source::Goals(x) => draw::goals(x, canvas),
            Source::HowMany(x) => draw::how_many(x, canvas),
            Source::Milestones(x, limits) => draw::milestones(x, *limits, canvas),
            Source::RiskBurndown(x) => draw::risk_burndown(x, canvas),
        }
    }
}

/// The charts of a family but for the [`forecasts`]; only what is asked for is worked out.
#[must_use]
pub fn gallery(asked: &Asked<'_>, choice: &Choice) -> Vec<Picture> {
    match choice.family {
        Family::Overview => vec![scatter(asked).wide(), cfd(asked)],
        Family::Sprints => sprint_charts(asked, choice),
        Family::Flow => flow_charts(asked, choice),
        Family::Quality => vec![leakage(asked).wide()],
        Family::Cost => cost_charts(&asked.all, asked.scope),
        Family::Service => service_charts(asked),
        Family::Forecast => outlook_charts(asked),
    }
}

fn scatter(asked: &Asked<'_>) -> Picture {
    Picture::new("cycle-time", "Cycle time", Source::Scatter(asked.scatter()))
}

fn cfd(asked: &Asked<'_>) -> Picture {
    let series = flow::cfd_chart(&asked.facts, asked.scope, asked.window);
    Picture::new("cumulative-flow", "Cumulative flow", Source::Cfd(series))
}

fn leakage(asked: &Asked<'_>) -> Picture {
    let limits = asked.facts.ctx.program.settings.thresholds.leakage;
    let source = Source::Leakage(quality::leakage_chart(&asked.facts, asked.scope), limits);
    Picture::new("leakage", "Defect leakage by release", source)
}

fn sprint_charts(asked: &Asked<'_>, choice: &Choice) -> Vec<Picture> {
    let (facts, scope) = (&asked.facts, asked.scope);
    let sprint = choice.sprint.or_else(|| sprints::burnable(facts, scope).first().map(|s| s.id));
    let burn = sprint.and_then(|sprint| sprints::burn(facts, sprint));
    vec![
        Picture::new("velocity", "Velocity", Source::Velocity(asked.velocity())).wide(),
        Picture::new("burndown", "Sprint burndown", Source::Burndown(burn.clone(), choice.unit)),
        Picture::new("burn-up", "Sprint burn-up", Source::Burnup(burn, choice.unit)),
    ]
}

fn flow_charts(asked: &Asked<'_>, choice: &Choice) -> Vec<Picture> {
    let (facts, scope, window) = (&asked.facts, asked.scope, asked.window);
    let (histogram, ageing) = (asked.histogram(), asked.ageing());
    let throughput = flow::throughput_chart(facts, scope, window, choice.step);
    let blocked = asked.blocked_chart();
    let mut all = vec![
        scatter(asked).wide(),
        Picture::new("how-long", "How long items took", Source::Histogram(histogram)),
        Picture::new("throughput", "Throughput", Source::Throughput(throughput)),
    ];
    // Ages can be compared within a workflow only: one drawing each.
    for lane in 0..ageing.lanes.len().max(1) {
        let slug = if lane == 0 { "ageing".to_owned() } else { format!("ageing-{}", lane + 1) };
        all.push(Picture::new(&slug, "Age of work in progress", Source::Ageing(ageing.clone(), lane)));
    }
    all.extend([
        cfd(asked),
        Picture::new("net-flow", "Net flow", Source::NetFlow(asked.net_flow_chart())),
        Picture::new("blocked", "Blocked time by reason", Source::Blocked(blocked)),
        Picture::new("efficiency", "Flow efficiency", Source::Efficiency(asked.efficiency_chart())),
    ]);
    all
}

fn cost_charts(facts: &Facts<'_>, scope: Scope) -> Vec<Picture> {
    let program = facts.ctx.program;
    let curve = Source::Curve(cost::curve(facts, scope));
    let mut all = vec![Picture::new("s-curve", "Planned, earned and spent", curve).wide()];
    // One drawing a currency: two never add up.
    for currency in cost::currencies(facts, scope.project) {
        let mut rows = Vec::new();
        for project in program.projects.values().filter(|p| scope.project.is_none_or(|wanted| wanted == p.id))
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

fn service_charts(asked: &Asked<'_>) -> Vec<Picture> {
    let series = asked.attainment_chart();
    let mut all =
        vec![Picture::new("service-levels", "Service levels", Source::Levels(series.clone())).wide()];
    if !series.clients.is_empty() {
        all.push(Picture::new("clients", "Service levels by client", Source::Clients(series)).wide());
    }
    all
}

/// The forecast of the next milestone's own scope, so that day and bars are about the same work; of
/// all open work where there is none.
fn when(asked: &Asked<'_>, milestones: &forecast::MilestoneChart, goal: Goal) -> Picture {
    const SLUG: &str = "when";
    const TITLE: &str = "When will it be finished?";
    let program = asked.facts.ctx.program;
    let today = asked.facts.ctx.today();
    let is_it = |bar: &&forecast::MilestoneBar| match goal {
        Goal::Next => bar.due >= today && bar.confidence.is_ok(),
        Goal::All => false,
        Goal::Milestone(id) => bar.milestone == id,
    };
    let next = milestones.bars.iter().find(is_it);
    let found = next.and_then(|bar| {
        Some((program.milestones.get(&bar.milestone)?, asked.when_milestone(bar.milestone)?))
    });
    let Some((milestone, series)) = found else {
        return Picture::new(SLUG, TITLE, Source::When(asked.when(), None, None));
    };
    // A milestone with a release is about that release; others are about a whole project.
    let release = milestone.release.and_then(|id| program.releases.get(&id)).map(|r| r.name.as_str());
    let project = program.projects.get(&milestone.project).map(|p| p.name.as_str());
    let title = format!("When will {} finish?", release.or(project).unwrap_or("it"));
    Picture::new(SLUG, TITLE, Source::When(series, next.cloned().map(Box::new), Some(title)))
}

/// The forecasts of a family. They need only what [`Request::ahead`](crate::analysis::Request::ahead)
/// keeps of a request, so they are asked for apart: ten thousand trials each are not worth repeating.
#[must_use]
pub fn forecasts(asked: &Asked<'_>, family: Family, goal: Goal) -> Vec<Picture> {
    let milestones = match family {
        Family::Overview | Family::Forecast => asked.milestone_chart(),
        _ => return Vec::new(),
    };
    let mut all = vec![when(asked, &milestones, goal)];
    if family == Family::Forecast {
        let limits = asked.facts.ctx.program.settings.thresholds.confidence;
        let milestones = Source::Milestones(milestones, limits);
        all.extend([
            Picture::new("how-many", "How many items?", Source::HowMany(asked.how_many_chart())),
            Picture::new("milestones", "Milestone confidence", milestones).wide(),
        ]);
    }
    all
}

fn outlook_charts(asked: &Asked<'_>) -> Vec<Picture> {
    let risk = risk::risk_chart(&asked.all, asked.scope, asked.window);
    let goals = asked.goal_chart();
    vec![
        Picture::new("risk-burndown", "Risk burndown", Source::RiskBurndown(risk)),
        Picture::new("goals", "Goals", Source::Goals(goals)),
    ]
}
