//! A tiny program builder for tests of the figures.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, Offset, TimeZone};
use gluework::analysis::{Context, Figure};
use gluework::model::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub const TODO: &str = "To do";
pub const DOING: &str = "Doing";
pub const REVIEW: &str = "Review";
pub const DONE: &str = "Done";
pub const CANCELLED: &str = "Cancelled";
const STATUSES: [(&str, Category); 5] = [
    (TODO, Category::ToDo),
    (DOING, Category::InProgress),
    (REVIEW, Category::InProgress),
    (DONE, Category::Done),
    (CANCELLED, Category::Cancelled),
];

pub fn status(name: &str) -> StatusId {
    let place = STATUSES.iter().position(|(n, _)| *n == name).expect("a status of the builder");
    StatusId::from(place as u64 + 1)
}

/// `2026-03-02` (noon UTC), `2026-03-02 08:30` or a full moment.
pub fn at(text: &str) -> Timestamp {
    let full = match text.len() {
        10 => format!("{text}T12:00:00Z"),
        16 => format!("{}:00Z", text.replace(' ', "T")),
        _ => text.to_owned(),
    };
    Timestamp::parse(&full).unwrap_or_else(|| panic!("{text} is no moment"))
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

pub fn zone(name: &str) -> Zone {
    let tz: chrono_tz::Tz = name.parse().unwrap();
    Zone::probe(name, |second| {
        let moment = DateTime::from_timestamp(second, 0).unwrap().naive_utc();
        tz.offset_from_utc_datetime(&moment).fix().local_minus_utc()
    })
}

pub fn eur(units: i64) -> Money {
    Money::whole(units, Currency::EUR)
}

/// A program with one project, "Alpha", and one workflow.
pub struct Builder {
    pub program: Program,
    pub project: ProjectId,
    next: u64,
}

impl Default for Builder {
    fn default() -> Self {
        Self::new()
    }
}

impl Builder {
    pub fn new() -> Self {
        let mut builder = Self { program: Program::default(), project: ProjectId::from(1), next: 100 };
        let statuses = STATUSES.iter().map(|(name, category)| Status {
            id: status(name),
            name: (*name).to_owned(),
            category: *category,
            wip_limit: None,
            policy: String::new(),
        });
        let epoch = Timestamp(0);
        let workflow = WorkflowId::from(1);
        builder.program.put(
            Workflow {
                id: workflow,
                name: "Flow".into(),
                statuses: statuses.collect(),
                created: epoch,
                updated: epoch,
            }
            .into(),
        );
        builder.add_project(1, "Alpha");
        builder
    }

    pub fn add_project(&mut self, id: u64, name: &str) -> ProjectId {
        let project = Project {
            id: ProjectId::from(id),
            name: name.into(),
            prefix: name.chars().take(1).collect(),
            lens: Lens::Product,
            client: None,
            workflow: WorkflowId::from(1),
            budget: None,
            baseline: None,
            overrides: Vec::new(),
            summary: String::new(),
            notes: String::new(),
            created: Timestamp(0),
            updated: Timestamp(0),
            ..gluework::json::Json::blank()
        };
        self.program.put(project.into());
        ProjectId::from(id)
    }

    pub fn id(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    pub fn settings(&mut self, change: impl FnOnce(&mut Settings)) -> &mut Self {
        let mut settings = (*self.program.settings).clone();
        change(&mut settings);
        self.program.settings = Arc::new(settings);
        self
    }

    pub fn project(&mut self, change: impl FnOnce(&mut Project)) -> &mut Self {
        let mut project = (*self.program.projects[&self.project]).clone();
        change(&mut project);
        self.program.put(project.into());
        self
    }

    /// An item with its passage: `[(moment, status), …]`, the first being its creation.
    pub fn item(&mut self, passage: &[(&str, &str)]) -> WorkItemId {
        self.item_with(passage, |_| {})
    }

    pub fn item_with(&mut self, passage: &[(&str, &str)], change: impl FnOnce(&mut WorkItem)) -> WorkItemId {
        let id = self.id();
        let created = at(passage[0].0);
        let mut history = vec![Event {
            at: created,
            seen: false,
            what: Happening::Created { status: status(passage[0].1) },
        }];
        for pair in passage.windows(2) {
            let what = Happening::Moved { from: status(pair[0].1), to: status(pair[1].1) };
            history.push(Event { at: at(pair[1].0), seen: false, what });
        }
        let mut item = WorkItem {
            id: WorkItemId::from(id),
            key: format!("A-{id}"),
            title: format!("Item {id}"),
            kind: ItemKind::Story,
            project: self.project,
            status: status(passage[passage.len() - 1].1),
            rank: id as i64,
            priority: None,
            estimate: None,
            owner: None,
            team: None,
            sprint: None,
            release: None,
            goal: None,
            parent: None,
            due: None,
            labels: Vec::new(),
            blocked: None,
            defect: None,
            notes: String::new(),
            comments: Vec::new(),
            links: Vec::new(),
            source: None,
            extra: BTreeMap::new(),
            created,
            updated: history.last().unwrap().at,
            history,
            ..gluework::json::Json::blank()
        };
        change(&mut item);
        let id = item.id;
        self.program.put(item.into());
        id
    }

    pub fn team(&mut self, name: &str) -> TeamId {
        let id = TeamId::from(self.id());
        let team = Team { id, name: name.into(), created: Timestamp(0), updated: Timestamp(0) };
        self.program.put(team.into());
        id
    }

    pub fn sprint(
        &mut self,
        team: Option<TeamId>,
        start: &str,
        end: &str,
        committed: &[(WorkItemId, i64)],
    ) -> SprintId {
        let id = SprintId::from(self.id());
        let commitment = committed
            .iter()
            .map(|(item, points)| Commitment { item: *item, estimate: Some(Points::whole(*points)) });
        let sprint = Sprint {
            id,
            name: format!("Sprint {start}"),
            team,
            project: None,
            start: Some(day(start)),
            end: Some(day(end)),
            state: SprintState::Closed,
            goal: String::new(),
            commitment: if committed.is_empty() { None } else { Some(commitment.collect()) },
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        self.program.put(sprint.into());
        id
    }

    pub fn sprint_edit(&mut self, id: SprintId, change: impl FnOnce(&mut Sprint)) {
        let mut sprint = (*self.program.sprints[&id]).clone();
        change(&mut sprint);
        self.program.put(sprint.into());
    }

    pub fn release(&mut self, name: &str, date: &str) -> ReleaseId {
        let id = ReleaseId::from(self.id());
        let release = Release {
            id,
            project: Some(self.project),
            name: name.into(),
            date: Some(day(date)),
            released: true,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        self.program.put(release.into());
        id
    }

    pub fn milestone(&mut self, name: &str, due: &str, release: Option<ReleaseId>) -> MilestoneId {
        let id = MilestoneId::from(self.id());
        let milestone = Milestone {
            id,
            project: self.project,
            name: name.into(),
            baseline: None,
            due: day(due),
            reached: None,
            release,
            notes: String::new(),
            links: Vec::new(),
            source: None,
            created: Timestamp(0),
            updated: Timestamp(0),
            ..gluework::json::Json::blank()
        };
        self.program.put(milestone.into());
        id
    }

    pub fn package(
        &mut self,
        budget: Money,
        start: &str,
        finish: &str,
        change: impl FnOnce(&mut WorkPackage),
    ) {
        let mut package = WorkPackage {
            id: PackageId::from(self.id()),
            project: self.project,
            name: format!("Package {start}"),
            budget,
            start: day(start),
            finish: day(finish),
            rule: EarnRule::ZeroHundred,
            scope: None,
            phases: Vec::new(),
            began: None,
            finished: None,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        change(&mut package);
        self.program.put(package.into());
    }

    pub fn cost(&mut self, amount: Money, date: &str) {
        let id = CostEntryId::from(self.id());
        let cost = CostEntry {
            id,
            project: self.project,
            package: None,
            date: day(date),
            amount,
            note: String::new(),
            source: None,
            created: Timestamp(0),
            updated: Timestamp(0),
        };
        self.program.put(cost.into());
    }

    pub fn risk(&mut self, probability: u8, impact: u8, change: impl FnOnce(&mut Risk)) -> RiskId {
        let number = self.id();
        let score = Score { probability, impact };
        let mut risk = Risk {
            id: RiskId::from(number),
            key: format!("R-{number}"),
            title: "Something".into(),
            notes: String::new(),
            category: "Technical".into(),
            project: Some(self.project),
            inherent: score,
            residual: score,
            scores: Vec::new(),
            probability: None,
            loss: None,
            response: Response::Mitigate,
            plan: String::new(),
            trigger: String::new(),
            owner: None,
            state: RiskState::Open,
            review: None,
            closed: None,
            tags: Vec::new(),
            links: Vec::new(),
            created: Timestamp(0),
            updated: Timestamp(0),
            ..gluework::json::Json::blank()
        };
        change(&mut risk);
        let id = risk.id;
        self.program.put(risk.into());
        id
    }

    /// Calls the function with the program as of the end of a UTC day.
    pub fn ask<T>(&self, today: &str, question: impl FnOnce(&Context<'_>) -> T) -> T {
        self.ask_in(&Zone::utc(), at(&format!("{today} 23:59")), question)
    }

    pub fn ask_in<T>(&self, zone: &Zone, now: Timestamp, question: impl FnOnce(&Context<'_>) -> T) -> T {
        question(&Context { program: &self.program, zone, now })
    }
}

/// The count of the group whose reason begins so; 0 where there is none.
pub fn group(groups: &[gluework::analysis::Group], what: &str) -> usize {
    groups.iter().find(|g| g.what.starts_with(what)).map_or(0, |g| g.count)
}

pub fn figure(all: Vec<Figure>, name: &str) -> Figure {
    all.into_iter().find(|f| f.name.starts_with(name)).unwrap_or_else(|| panic!("no figure {name}"))
}
