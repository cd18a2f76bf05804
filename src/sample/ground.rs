//! What the work stands on: people, teams, projects, the workflow, sprints, releases, goals.

use super::days::{Days, Dice, back, months_before, plus};
use super::draft::Home;
use crate::model::{
    Category, Client, ClientId, Commitment, Date, Goal, GoalId, Lens, Milestone, Person, PersonId, Program,
    Project, ProjectId, Release, ReleaseId, Settings, Sprint, SprintId, SprintState, Status, StatusId, Team,
    TeamId, Timestamp, WorkItemId, Workflow,
};
use chrono::Datelike;
use std::sync::Arc;

/// Sprints of a team in the sample; the last runs.
pub(super) const SPRINTS: usize = 13;
/// The number of the running sprint.
const RUNNING: usize = 24;

/// Columns: name, category, limit, policy.
static COLUMNS: [(&str, Category, Option<u32>, &str); 7] = [
    ("Backlog", Category::ToDo, None, "Ranked once a week by the product owner."),
    ("Ready", Category::ToDo, Some(8), "Estimated, no open question, acceptance criteria written."),
    ("In progress", Category::InProgress, Some(5), "One owner. Update the card before stand-up."),
    ("Review", Category::InProgress, Some(4), "Small changes; answered within a working day."),
    ("Test", Category::InProgress, Some(4), "On staging, by someone who did not write it."),
    ("Done", Category::Done, None, "Merged, documented, released or behind a flag."),
    ("Cancelled", Category::Cancelled, None, "With the reason in a comment."),
];

/// Name, team (place in [`TEAMS`]), allocation in percent.
static PEOPLE: [(&str, Option<usize>, u8); 14] = [
    ("Priya Nair", Some(0), 100),
    ("Lena Fischer", Some(0), 100),
    ("Tomás Ruiz", Some(0), 100),
    ("Mira Okafor", Some(0), 80),
    ("Jonas Weber", Some(1), 100),
    ("Dana Kovač", Some(1), 100),
    ("Yusuf Demir", Some(1), 60),
    ("Aiko Tanaka", Some(2), 100),
    ("Sara Holm", Some(2), 50),
    ("Nia Campbell", Some(2), 100),
    ("Hugo Laurent", Some(3), 100),
    ("Ewa Nowak", Some(3), 40),
    ("Carlos Mendes", None, 20),
    ("Alex Lindqvist", None, 100),
];

static TEAMS: [&str; 4] = ["Search", "Platform", "Mobile", "Client services"];

/// The program in the making, with the handles that the story needs.
pub(super) struct Ground {
    pub(super) program: Program,
    ids: Dice,
    pub(super) began: Timestamp,
    people: Vec<PersonId>,
    pub(super) teams: Vec<TeamId>,
    pub(super) statuses: Vec<StatusId>,
    /// AI Search, Checkout renewal, Kestrel portal, Nordvik integration.
    pub(super) projects: Vec<ProjectId>,
    /// Per team of the product, oldest first.
    pub(super) sprints: Vec<Vec<SprintId>>,
    /// Of AI Search, oldest first; the last is the next.
    pub(super) releases: Vec<(ReleaseId, Date)>,
    /// What the load test needs: the scope of its milestone.
    pub(super) rehearsal: Option<ReleaseId>,
    pub(super) goals: Vec<GoalId>,
}

impl Ground {
    pub(super) fn lay(days: &Days<'_>) -> Self {
        let mut ground = Self {
            program: Program::default(),
            ids: Dice::new(0x0068_616c_6465_6e21),
            began: days.at(days.worked(-200), 10 * 60),
            people: Vec::new(),
            teams: Vec::new(),
            statuses: Vec::new(),
            projects: Vec::new(),
            sprints: Vec::new(),
            releases: Vec::new(),
            rehearsal: None,
            goals: Vec::new(),
        };
        ground.program.settings = Arc::new(Settings {
            name: "Halden Commerce".to_owned(),
            zone: days.zone_name().to_owned(),
            sample: true,
            ..Settings::default()
        });
        ground.lay_people();
        ground.lay_projects();
        ground.lay_sprints(days);
        ground.lay_releases(days);
        ground
    }

    pub(super) fn id<Id: From<u64>>(&mut self) -> Id {
        Id::from(self.ids.next())
    }

    pub(super) fn person(&self, name: &str) -> Option<PersonId> {
        let place = PEOPLE.iter().position(|(full, ..)| full.starts_with(name))?;
        self.people.get(place).copied()
    }

    /// The people of a team, by its place.
    pub(super) fn members(&self, team: usize) -> Vec<PersonId> {
        let of_team = PEOPLE.iter().zip(&self.people).filter(|((_, of, _), _)| *of == Some(team));
        of_team.map(|(_, id)| *id).collect()
    }

    pub(super) fn project(&self, place: usize) -> ProjectId {
        self.projects.get(place).copied().unwrap_or(ProjectId::from(0))
    }

    pub(super) fn home(&self, prefix: &'static str, project: usize, team: usize) -> Home {
        Home { prefix, project: self.project(project), team: self.teams.get(team).copied() }
    }

    pub(super) fn sprint(&self, team: usize, place: usize) -> Option<SprintId> {
        self.sprints.get(team)?.get(place).copied()
    }

    pub(super) fn next_release(&self) -> Option<ReleaseId> {
        self.releases.last().map(|(id, _)| *id)
    }

    pub(super) fn item(&self, key: &str) -> Option<WorkItemId> {
        self.program.item_by_key(key).map(|item| item.id)
    }

    fn lay_people(&mut self) {
        let at = self.began;
        for name in TEAMS {
            let id: TeamId = self.id();
            self.teams.push(id);
            self.program.put(Team { id, name: name.to_owned(), created: at, updated: at }.into());
        }
        for (name, team, allocation) in PEOPLE.iter().copied() {
            let id: PersonId = self.id();
            self.people.push(id);
            let person = Person {
                id,
                name: name.to_owned(),
                aliases: Vec::new(),
                team: team.and_then(|t| self.teams.get(t).copied()),
                allocation,
                me: name.starts_with("Alex"),
                created: at,
                updated: at,
            };
            self.program.put(person.into());
        }
    }

    fn lay_projects(&mut self) {
        let at = self.began;
        let workflow = Workflow {
            id: self.id(),
            name: "Delivery".to_owned(),
            statuses: COLUMNS
                .map(|(name, category, wip_limit, policy)| Status {
                    id: self.id(),
                    name: name.to_owned(),
                    category,
                    wip_limit,
                    policy: policy.to_owned(),
                })
                .into(),
            created: at,
            updated: at,
        };
        self.statuses = workflow.statuses.iter().map(|s| s.id).collect();
        let projects = [
            ("AI Search", "SRCH", None),
            ("Checkout renewal", "CHK", None),
            ("Kestrel portal", "KES", Some("Kestrel Bank")),
            ("Nordvik integration", "NOR", Some("Nordvik")),
        ];
        for (name, prefix, client) in projects {
            let client = client.map(|name| {
                let id: ClientId = self.id();
                let notes = "Steering every second week; service report by the fifth.".to_owned();
                self.program.put(
                    Client {
                        id,
                        name: name.into(),
                        notes,
                        created: at,
                        updated: at,
                        ..crate::json::Json::blank()
                    }
                    .into(),
                );
                id
            });
            let id: ProjectId = self.id();
            self.projects.push(id);
            let project = Project {
                id,
                name: name.to_owned(),
                prefix: prefix.to_owned(),
                lens: if client.is_some() { Lens::Service } else { Lens::Product },
                client,
                workflow: workflow.id,
                budget: None,
                baseline: None,
                overrides: Vec::new(),
                summary: String::new(),
                notes: String::new(),
                created: at,
                updated: at,
                ..crate::json::Json::blank()
            };
            self.program.put(project.into());
        }
        self.program.put(workflow.into());
        let goals = [
            (0, "First result in under 300 ms"),
            (0, "Shoppers find it on page one"),
            (0, "Search is as good on the phone"),
            (1, "Checkout in under a minute"),
            (2, "Kestrel renews in spring"),
            (3, "Nordvik live in four countries"),
        ];
        for (project, name) in goals {
            let id: GoalId = self.id();
            self.goals.push(id);
            let project = Some(self.project(project));
            self.program.put(
                Goal {
                    id,
                    project,
                    name: name.into(),
                    created: at,
                    updated: at,
                    ..crate::json::Json::blank()
                }
                .into(),
            );
        }
    }

    fn lay_sprints(&mut self, days: &Days<'_>) {
        const GOALS: [&str; 4] = [
            "Fewer empty result pages",
            "Ready for the load test",
            "Merchandisers work without us",
            "Quality debt down by a third",
        ];
        for (team, name) in TEAMS.iter().enumerate().take(3) {
            let mut list = Vec::new();
            for place in 0..SPRINTS {
                let (start, end) = sprint_dates(days, place);
                let running = place + 1 == SPRINTS;
                let id: SprintId = self.id();
                list.push(id);
                let sprint = Sprint {
                    id,
                    name: format!("{name} {}", RUNNING + 1 + place - SPRINTS),
                    team: self.teams.get(team).copied(),
                    project: Some(self.project(0)),
                    start: Some(start),
                    end: Some(end),
                    state: if running { SprintState::Active } else { SprintState::Closed },
                    goal: GOALS.get((place + team) % GOALS.len()).copied().unwrap_or_default().to_owned(),
                    commitment: None,
                    created: days.at(back(plus(start, -3)), 15 * 60),
                    updated: days.at(if running { back(start) } else { back(end) }, 16 * 60),
                };
                self.program.put(sprint.into());
            }
            // The one after this is planned already.
            let (start, end) = sprint_dates(days, SPRINTS);
            let at = days.at(days.yesterday(), 15 * 60);
            let next = Sprint {
                id: self.id(),
                name: format!("{name} {}", RUNNING + 1),
                team: self.teams.get(team).copied(),
                project: Some(self.project(0)),
                start: Some(start),
                end: Some(end),
                state: SprintState::Planned,
                goal: String::new(),
                commitment: None,
                created: at,
                updated: at,
            };
            self.program.put(next.into());
            self.sprints.push(list);
        }
    }

    fn lay_releases(&mut self, days: &Days<'_>) {
        let next = days.day(27);
        for months in (0..=6).rev() {
            let named = months_before(next, months);
            let date = back(named);
            let id: ReleaseId = self.id();
            self.releases.push((id, date));
            let released = date < days.today;
            let release = Release {
                id,
                project: Some(self.project(0)),
                name: format!("{}.{:02}", named.year(), named.month()),
                date: Some(date),
                released,
                created: self.began,
                updated: if released { days.at(date, 14 * 60) } else { self.began },
            };
            self.program.put(release.into());
        }
        let id: ReleaseId = self.id();
        let rehearsal = Release {
            id,
            project: Some(self.project(0)),
            name: "Load test".to_owned(),
            date: None,
            released: false,
            created: self.began,
            updated: self.began,
        };
        self.program.put(rehearsal.into());
        self.rehearsal = Some(id);
    }

    /// Freezes what a sprint began with.
    pub(super) fn commit(&mut self, sprint: SprintId, commitment: Vec<Commitment>) {
        if let Some(sprint) = self.program.sprints.get_mut(&sprint).and_then(Arc::get_mut) {
            sprint.commitment = Some(commitment);
        }
    }

    pub(super) fn milestone(
        &mut self,
        days: &Days<'_>,
        project: usize,
        name: &str,
        offsets: [i64; 2],
        reached: bool,
        release: Option<ReleaseId>,
    ) {
        let [baseline, due] = offsets;
        let milestone = Milestone {
            id: self.id(),
            project: self.project(project),
            name: name.to_owned(),
            baseline: Some(days.worked(baseline)),
            due: days.worked(due),
            reached: reached.then(|| days.worked(due)),
            release,
            notes: String::new(),
            links: Vec::new(),
            source: None,
            created: self.began,
            updated: days.at(days.worked(due.min(-6)), 11 * 60),
            ..crate::json::Json::blank()
        };
        self.program.put(milestone.into());
    }
}

/// First and last day of a sprint by its place; two weeks each, without a gap.
pub(super) fn sprint_dates(days: &Days<'_>, place: usize) -> (Date, Date) {
    let end = plus(days.sprint_end(), (place as i64 + 1 - SPRINTS as i64) * 14);
    (plus(end, -13), end)
}
