//! A small program made by commands: two projects, two clients, a sprint, milestones, risks, money.

use gluework::analysis::Context;
use gluework::command::{
    CatalogueEdit, Command, ItemDraft, ItemEdit, ProjectDraft, RiskDraft, RiskEdit, SettingsEdit, apply,
};
use gluework::model::*;
use gluework::report::Document;
use gluework::report::status::{Audience, Options, report};
use std::sync::Arc;

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(&format!("{text}:00Z")).unwrap()
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn eur(units: i64) -> Money {
    Money::whole(units, Currency::EUR)
}

/// The program under construction: every command gets a fresh seed.
pub(crate) struct Build {
    pub(crate) program: Program,
    now: Timestamp,
    seed: u64,
}

impl Build {
    pub(crate) fn new() -> Self {
        Self { program: Program::default(), now: at("2026-09-01T09:00"), seed: 0 }
    }

    pub(crate) fn on(&mut self, moment: &str) -> &mut Self {
        self.now = at(moment);
        self
    }

    pub(crate) fn run(&mut self, command: Command) {
        self.seed += 1;
        apply(&mut self.program, command, Stamp { at: self.now, seed: self.seed }).unwrap();
    }

    pub(crate) fn catalogue(&mut self, edit: CatalogueEdit) {
        self.run(Command::Catalogue(Box::new(edit)));
    }

    pub(crate) fn project(&mut self, name: &str, lens: Lens) -> ProjectId {
        self.catalogue(CatalogueEdit::AddProject(ProjectDraft {
            name: name.into(),
            lens,
            team: Some(format!("{name} team")),
            zone: None,
        }));
        self.program.projects.values().find(|p| p.name == name).unwrap().id
    }

    pub(crate) fn team(&self, name: &str) -> TeamId {
        self.program.teams.values().find(|t| t.name == name).unwrap().id
    }

    pub(crate) fn person(&mut self, name: &str) -> PersonId {
        let before: Vec<_> = self.program.people.keys().copied().collect();
        self.catalogue(CatalogueEdit::AddPerson { name: name.into(), team: None });
        self.program.people.keys().copied().find(|id| !before.contains(id)).unwrap()
    }

    pub(crate) fn client(&mut self, name: &str, project: ProjectId) -> ClientId {
        self.seed += 1;
        let id = ClientId::from(self.seed);
        let client = Client {
            id,
            name: name.into(),
            notes: String::new(),
            created: self.now,
            updated: self.now,
            ..gluework::json::Json::blank()
        };
        self.program.clients.insert(id, Arc::new(client));
        Arc::make_mut(self.program.projects.get_mut(&project).unwrap()).client = Some(id);
        id
    }

    pub(crate) fn item(&mut self, project: ProjectId, title: &str, points: i64) -> WorkItemId {
        let draft = ItemDraft {
            title: title.into(),
            kind: ItemKind::Story,
            project,
            status: None,
            priority: None,
            estimate: (points > 0).then(|| Points::whole(points)),
            owner: None,
            team: None,
            sprint: None,
            labels: vec![],
            links: vec![],
        };
        let before: Vec<_> = self.program.items.keys().copied().collect();
        self.run(Command::AddItem(Box::new(draft)));
        self.program.items.keys().copied().find(|id| !before.contains(id)).unwrap()
    }

    pub(crate) fn edit(&mut self, item: WorkItemId, edit: ItemEdit) {
        self.run(Command::EditItem(item, edit));
    }

    pub(crate) fn to(&mut self, item: WorkItemId, status: &str) {
        let project = self.program.items[&item].project;
        let workflow = self.program.workflow_of(project).unwrap();
        let status = workflow.statuses.iter().find(|s| s.name == status).unwrap().id;
        self.edit(item, ItemEdit::Status(status));
    }

    pub(crate) fn risk(&mut self, project: ProjectId, title: &str, score: (u8, u8)) -> RiskId {
        let draft = RiskDraft {
            title: title.into(),
            category: "Technical".into(),
            project: Some(project),
            inherent: Score { probability: score.0, impact: score.1 },
            response: Response::Mitigate,
            owner: None,
            review: None,
            notes: String::new(),
            comes_from: None,
        };
        let before: Vec<_> = self.program.risks.keys().copied().collect();
        self.run(Command::AddRisk(Box::new(draft)));
        self.program.risks.keys().copied().find(|id| !before.contains(id)).unwrap()
    }

    pub(crate) fn milestone(&mut self, project: ProjectId, name: &str, baseline: &str, due: &str) {
        self.seed += 1;
        let milestone = Milestone {
            id: MilestoneId::from(self.seed),
            project,
            name: name.into(),
            baseline: Some(day(baseline)),
            due: day(due),
            reached: None,
            release: None,
            notes: String::new(),
            links: Vec::new(),
            source: None,
            created: self.now,
            updated: self.now,
            ..gluework::json::Json::blank()
        };
        self.catalogue(CatalogueEdit::PutMilestone(Box::new(milestone)));
    }

    pub(crate) fn package(&mut self, project: ProjectId, budget: Money) {
        self.seed += 1;
        let package = WorkPackage {
            id: PackageId::from(self.seed),
            project,
            name: "Build".into(),
            budget,
            start: day("2026-09-01"),
            finish: day("2026-12-31"),
            rule: EarnRule::FiftyFifty,
            scope: None,
            phases: Vec::new(),
            began: Some(day("2026-09-01")),
            finished: None,
            created: self.now,
            updated: self.now,
        };
        self.catalogue(CatalogueEdit::PutPackage(Box::new(package)));
    }

    pub(crate) fn report(&self, project: Option<ProjectId>, audience: Audience) -> Document {
        self.report_with(project, audience, |_| {})
    }

    pub(crate) fn report_with(
        &self,
        project: Option<ProjectId>,
        audience: Audience,
        change: impl FnOnce(&mut Options),
    ) -> Document {
        let zone = Zone::utc();
        let ctx = Context { program: &self.program, zone: &zone, now: at("2026-11-20T17:00") };
        let mut options = Options::new(&ctx, project, audience);
        change(&mut options);
        report(&ctx, &options)
    }
}

/// What the golden files show: AI Search for Globex GmbH, and a portal for Initech Ltd.
pub(crate) fn halden() -> (Build, ProjectId, ProjectId) {
    let mut b = Build::new();
    b.run(Command::Settings(SettingsEdit::Name("Halden Commerce".into())));
    let search = b.project("AI Search", Lens::Product);
    let portal = b.project("Partner portal", Lens::Service);
    b.client("Globex GmbH", search);
    b.client("Initech Ltd", portal);
    let (mira, aiko) = (b.person("Mira Okafor"), b.person("Aiko Tanaka"));
    let team = b.team("AI Search team");
    // One finished item every third day: enough for a forecast.
    for n in 0..20_i64 {
        let title = format!("Ranking step {}", n + 1);
        b.on("2026-09-02T09:00");
        let item = b.item(search, &title, 3);
        b.edit(item, ItemEdit::Team(Some(team)));
        b.now = at("2026-09-20T10:00").plus_days(n * 3);
        b.to(item, "In progress");
        b.now = at("2026-09-21T10:00").plus_days(n * 3);
        b.to(item, "Done");
    }
    b.on("2026-09-02T09:00");
    let epic = b.item(search, "Ranking by stock and margin", 0);
    b.edit(epic, ItemEdit::Kind(ItemKind::Epic));
    b.on("2026-11-18T10:00").to(epic, "Done");
    sprint(&mut b, search, team);
    b.on("2026-11-02T09:00");
    let staging = b.item(search, "Staging holds the new index", 5);
    b.edit(staging, ItemEdit::Owner(Some(aiko)));
    b.on("2026-11-12T09:00").edit(staging, ItemEdit::Block("Waiting for GPU nodes, €9,400".into()));
    let flag = b.item(search, "Feature flag for all markets", 2);
    b.edit(flag, ItemEdit::Priority(Some(Priority::Urgent)));
    b.edit(flag, ItemEdit::Due(Some(day("2026-11-24"))));
    b.on("2026-09-05T09:00");
    b.milestone(search, "Load test ready", "2026-11-18", "2026-11-25");
    b.milestone(search, "2026.12 released", "2026-12-15", "2026-12-15");
    for (title, score, owner) in
        [("Query latency at peak", (4, 4), mira), ("iOS review in December", (3, 3), aiko)]
    {
        let risk = b.risk(search, title, score);
        b.run(Command::EditRisk(risk, RiskEdit::Owner(Some(owner))));
        b.run(Command::EditRisk(risk, RiskEdit::Plan("Rent nodes for two weeks".into())));
        b.run(Command::EditRisk(risk, RiskEdit::Probability(Some(50))));
        b.run(Command::EditRisk(risk, RiskEdit::Loss(Some(eur(24_000)))));
    }
    b.package(search, eur(120_000));
    let note = "Contractors".to_owned();
    b.catalogue(CatalogueEdit::AddCost {
        project: search,
        date: day("2026-10-31"),
        amount: eur(61_500),
        note,
    });
    b.on("2026-11-18T15:00").catalogue(CatalogueEdit::Override(
        search,
        Box::new(RagOverride {
            dimension: "risk".into(),
            colour: "amber".into(),
            reason: "The load test of 18 November passed at 260 ms".into(),
            at: at("2026-11-18T15:00"),
        }),
    ));
    b.on("2026-11-02T09:00");
    b.item(portal, "Invoice export", 3);
    b.risk(portal, "Initech holds back the licence", (2, 3));
    (b, search, portal)
}

/// A sprint that runs: three items of three points and one of five, one of them done.
fn sprint(b: &mut Build, project: ProjectId, team: TeamId) {
    b.on("2026-11-09T08:00");
    b.seed += 1;
    let id = SprintId::from(b.seed);
    let sprint = Sprint {
        id,
        name: "Search 24".into(),
        team: Some(team),
        project: None,
        start: None,
        end: Some(day("2026-11-25")),
        state: SprintState::Planned,
        goal: String::new(),
        commitment: None,
        created: b.now,
        updated: b.now,
    };
    b.catalogue(CatalogueEdit::PutSprint(Box::new(sprint)));
    let mut items = Vec::new();
    for (title, points) in [("Synonyms", 3), ("Typo tolerance", 3), ("Filters", 3), ("Facets", 5)] {
        let item = b.item(project, title, points);
        b.edit(item, ItemEdit::Sprint(Some(id)));
        b.edit(item, ItemEdit::Team(Some(team)));
        items.push(item);
    }
    b.catalogue(CatalogueEdit::StartSprint(id, day("2026-11-09")));
    b.on("2026-11-16T12:00").to(items[3], "Done");
    b.to(items[0], "In progress");
}
