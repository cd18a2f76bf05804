//! Rules for the records that work is arranged by: teams, people, projects, workflows, sprints,
//! releases, milestones and money.

use super::Rejected;
use super::tx::{Tx, found, one_line, refused, said};
use crate::json::{json_choice, json_record};
use crate::model::{
    Category, Commitment, CostEntry, Date, Lens, Milestone, Money, Person, PersonId, Phase, Project,
    ProjectId, RagOverride, Release, Sprint, SprintId, SprintState, Status, StatusId, Team, TeamId,
    WorkPackage, Workflow, WorkflowId,
};
use std::sync::Arc;

/// What a new project starts with. It gets a workflow of its own with the usual five statuses.
#[derive(Debug, Clone, PartialEq)]
pub struct ProjectDraft {
    /// As people call it.
    pub name: String,
    /// Product or service.
    pub lens: Lens,
    /// Name of a first team, if one is wanted.
    pub team: Option<String>,
    /// The zone of a program that this project is the first of.
    pub zone: Option<String>,
}

json_record! { ProjectDraft { name !, lens !, team ?, zone ? } }

/// A change to one of the records that work is arranged by.
#[derive(Debug, Clone, PartialEq)]
pub enum CatalogueEdit {
    /// Adds a project with a workflow.
    AddProject(ProjectDraft),
    /// Renames a project.
    RenameProject(ProjectId, String),
    /// Changes a project's lens; nothing else changes.
    ProjectLens(ProjectId, Lens),
    /// The summary that the user writes for the status report.
    ProjectSummary(ProjectId, String),
    /// Sets a status colour by hand, with a reason.
    Override(ProjectId, Box<RagOverride>),
    /// Goes back to the computed colour of a dimension.
    ClearOverride(ProjectId, String),
    /// Adds a team.
    AddTeam(String),
    /// Renames a team.
    RenameTeam(TeamId, String),
    /// Adds a person.
    AddPerson {
        /// As people call them.
        name: String,
        /// The team they work with most.
        team: Option<TeamId>,
    },
    /// Changes a person's name, team or allocation.
    EditPerson(PersonId, Box<Person>),
    /// Says which person the user is.
    Me(Option<PersonId>),
    /// Sets or lifts a column's WIP limit.
    WipLimit(StatusId, Option<u32>),
    /// Sets a column's policy.
    Policy(StatusId, String),
    /// Renames a status.
    RenameStatus(StatusId, String),
    /// Says what a status means for the figures.
    StatusCategory(StatusId, Category),
    /// Adds a status at the end of its category.
    AddStatus(WorkflowId, String, Category),
    /// Adds (with an id of zero) or replaces a sprint's facts; starting it freezes the commitment.
    PutSprint(Box<Sprint>),
    /// Starts a sprint today: its items and their estimates become the commitment.
    StartSprint(SprintId, Date),
    /// Ends a sprint today; unfinished items stay in it until they are moved.
    CloseSprint(SprintId, Date),
    /// Adds (with an id of zero) or replaces a release.
    PutRelease(Box<Release>),
    /// Adds (with an id of zero) or replaces a milestone.
    PutMilestone(Box<Milestone>),
    /// Adds (with an id of zero) or replaces a work package.
    PutPackage(Box<WorkPackage>),
    /// Books a cost.
    AddCost {
        /// The project that pays.
        project: ProjectId,
        /// The day it was spent.
        date: Date,
        /// How much.
        amount: Money,
        /// What for.
        note: String,
    },
}

json_choice! {
    CatalogueEdit = CatalogueEdit::AddTeam(String::new());
    "add_project" AddProject(value),
    "rename_project" RenameProject(first, second),
    "project_lens" ProjectLens(first, second),
    "project_summary" ProjectSummary(first, second),
    "override" Override(first, second),
    "clear_override" ClearOverride(first, second),
    "add_team" AddTeam(value),
    "rename_team" RenameTeam(first, second),
    "add_person" AddPerson { name !, team ? },
    "edit_person" EditPerson(first, second),
    "me" Me(value),
    "wip_limit" WipLimit(first, second),
    "policy" Policy(first, second),
    "rename_status" RenameStatus(first, second),
    "status_category" StatusCategory(first, second),
    "add_status" AddStatus(first, second, third),
    "put_sprint" PutSprint(value),
    "start_sprint" StartSprint(first, second),
    "close_sprint" CloseSprint(first, second),
    "put_release" PutRelease(value),
    "put_milestone" PutMilestone(value),
    "put_package" PutPackage(value),
    "add_cost" AddCost { project !, date !, amount !, note ! },
}

/// A change of one record, boxed so that what surrounds it is compiled once.
type Change<'a, Record> = Box<dyn FnOnce(&mut Record) + 'a>;

/// The statuses of a new workflow.
const USUAL: [(&str, Category, Option<u32>); 5] = [
    ("To do", Category::ToDo, None),
    ("In progress", Category::InProgress, Some(5)),
    ("Review", Category::InProgress, Some(4)),
    ("Done", Category::Done, None),
    ("Cancelled", Category::Cancelled, None),
];

pub(super) fn edit(tx: &mut Tx<'_>, edit: CatalogueEdit) -> Result<String, Rejected> {
    match edit {
        CatalogueEdit::AddProject(draft) => add_project(tx, &draft),
        CatalogueEdit::RenameProject(id, name) => {
            let name = one_line(&name, "A project's name")?;
            let label = said("Project renamed to ", &name, "");
            project(tx, id, Box::new(|p| p.name = name))?;
            Ok(label)
        }
        CatalogueEdit::ProjectLens(id, lens) => {
            project(tx, id, Box::new(|p| p.lens = lens))?;
            Ok("Lens changed".into())
        }
        CatalogueEdit::ProjectSummary(id, text) => {
            project(tx, id, Box::new(|p| p.summary = text))?;
            Ok("Report summary changed".into())
        }
        CatalogueEdit::Override(id, set) => {
            if set.reason.trim().is_empty() {
                return Err(refused("A colour set by hand needs a reason"));
            }
            let label = format!("{} set to {} by hand", set.dimension, set.colour);
            project(
                tx,
                id,
                Box::new(|p| {
                    p.overrides.retain(|o| o.dimension != set.dimension);
                    p.overrides.push(*set);
                }),
            )?;
            Ok(label)
        }
        CatalogueEdit::ClearOverride(id, dimension) => {
            project(tx, id, Box::new(|p| p.overrides.retain(|o| o.dimension != dimension)))?;
            Ok(said("", &dimension, " is computed again"))
        }
        CatalogueEdit::AddTeam(name) => {
            let now = tx.now();
            let team =
                Team { id: tx.new_id(), name: one_line(&name, "A team's name")?, created: now, updated: now };
            let label = said("Team ", &team.name, " added");
            tx.put(team);
            Ok(label)
        }
        CatalogueEdit::RenameTeam(id, name) => {
            let mut team = found(tx.program().teams.get(&id), "team")?;
            team.name = one_line(&name, "A team's name")?;
            team.updated = tx.now();
            let label = said("Team renamed to ", &team.name, "");
            tx.put(team);
            Ok(label)
        }
        CatalogueEdit::AddPerson { name, team } => {
            let now = tx.now();
            let person = Person {
                id: tx.new_id(),
                name: one_line(&name, "A person's name")?,
                aliases: Vec::new(),
                team,
                allocation: 100,
                me: false,
                created: now,
                updated: now,
            };
            let label = said("", &person.name, " added");
            tx.put(person);
            Ok(label)
        }
        CatalogueEdit::EditPerson(id, wanted) => {
            let old = found(tx.program().people.get(&id), "person")?;
            let name = one_line(&wanted.name, "A person's name")?;
            let label = said("", &name, " changed");
            tx.put(Person { id, name, created: old.created, updated: tx.now(), ..*wanted });
            Ok(label)
        }
        CatalogueEdit::Me(me) => {
            let people: Vec<_> = tx.program().people.values().map(|p| (**p).clone()).collect();
            for mut person in people {
                let is_me = Some(person.id) == me;
                if person.me != is_me {
                    person.me = is_me;
                    tx.put(person);
                }
            }
            Ok("You are marked among the people".into())
        }
        CatalogueEdit::WipLimit(id, limit) => {
            let name = status(tx, id, Box::new(|s| s.wip_limit = limit.filter(|l| *l > 0)))?;
            Ok(match limit {
                Some(limit) => format!("{name} holds at most {limit} now"),
                None => said("", &name, " has no limit now"),
            })
        }
        CatalogueEdit::Policy(id, policy) => {
            let name = status(tx, id, Box::new(|s| s.policy = policy))?;
            Ok(said("Policy of ", &name, " changed"))
        }
        CatalogueEdit::RenameStatus(id, name) => {
            let name = one_line(&name, "A status's name")?;
            status(tx, id, Box::new(|s| s.name = name))?;
            Ok("Status renamed".into())
        }
        CatalogueEdit::StatusCategory(id, category) => {
            let name = status(tx, id, Box::new(|s| s.category = category))?;
            Ok(format!("{name} counts as {} now", category.name().to_lowercase()))
        }
        CatalogueEdit::AddStatus(id, name, category) => {
            let mut workflow = found(tx.program().workflows.get(&id), "workflow")?;
            let status = new_status(tx, &one_line(&name, "A status's name")?, category, None);
            let label = said("Status ", &status.name, " added");
            let place = workflow.statuses.iter().rposition(|s| s.category <= category).map_or(0, |p| p + 1);
            workflow.statuses.insert(place, status);
            workflow.updated = tx.now();
            tx.put(workflow);
            Ok(label)
        }
        CatalogueEdit::PutSprint(mut sprint) => {
            sprint.name = one_line(&sprint.name, "A sprint's name")?;
            if sprint.start.zip(sprint.end).is_some_and(|(start, end)| end < start) {
                return Err(refused("The sprint would end before it starts"));
            }
            let label = said("", &sprint.name, " changed");
            sprint.updated = tx.now();
            if sprint.id.number() == 0 {
                (sprint.id, sprint.created) = (tx.new_id(), sprint.updated);
            }
            tx.put(*sprint);
            Ok(label)
        }
        CatalogueEdit::StartSprint(id, day) => start_sprint(tx, id, day),
        CatalogueEdit::CloseSprint(id, day) => {
            let mut sprint = found(tx.program().sprints.get(&id), "sprint")?;
            if sprint.state != SprintState::Active {
                return Err(Rejected(said("", &sprint.name, " is not running")));
            }
            sprint.state = SprintState::Closed;
            sprint.end = Some(day.max(sprint.start.unwrap_or(day)));
            sprint.updated = tx.now();
            let label = said("", &sprint.name, " closed");
            tx.put(sprint);
            Ok(label)
        }
        CatalogueEdit::PutRelease(mut release) => {
            release.name = one_line(&release.name, "A release's name")?;
            let label = said("Release ", &release.name, " changed");
            release.updated = tx.now();
            if release.id.number() == 0 {
                (release.id, release.created) = (tx.new_id(), release.updated);
            }
            tx.put(*release);
            Ok(label)
        }
        CatalogueEdit::PutMilestone(mut milestone) => {
            milestone.name = one_line(&milestone.name, "A milestone's name")?;
            found(tx.program().projects.get(&milestone.project), "project")?;
            let label = said("Milestone ", &milestone.name, " changed");
            milestone.updated = tx.now();
            if milestone.id.number() == 0 {
                (milestone.id, milestone.created) = (tx.new_id(), milestone.updated);
            }
            tx.put(*milestone);
            Ok(label)
        }
        CatalogueEdit::PutPackage(mut package) => {
            package.name = one_line(&package.name, "A work package's name")?;
            found(tx.program().projects.get(&package.project), "project")?;
            if package.finish < package.start {
                return Err(refused("The work package would end before it starts"));
            }
            if !Phase::are_a_plan(&package.phases, package.start, package.finish) {
                return Err(refused(
                    "Planned shares lie within the baseline, rise with the days and end at 100 % at most",
                ));
            }
            let label = said("Work package ", &package.name, " changed");
            package.updated = tx.now();
            if package.id.number() == 0 {
                (package.id, package.created) = (tx.new_id(), package.updated);
            }
            tx.put(*package);
            Ok(label)
        }
        CatalogueEdit::AddCost { project, date, amount, note } => {
            found(tx.program().projects.get(&project), "project")?;
            let now = tx.now();
            let id = tx.new_id();
            let (package, source) = (None, None);
            tx.put(CostEntry {
                id,
                project,
                package,
                date,
                amount,
                note,
                source,
                created: now,
                updated: now,
            });
            Ok(format!("{amount} booked"))
        }
    }
}

fn new_status(tx: &mut Tx<'_>, name: &str, category: Category, wip_limit: Option<u32>) -> Status {
    Status { id: tx.new_id(), name: name.to_owned(), category, wip_limit, policy: String::new() }
}

fn add_project(tx: &mut Tx<'_>, draft: &ProjectDraft) -> Result<String, Rejected> {
    let name = one_line(&draft.name, "A project's name")?;
    if tx.program().settings.name.is_empty() {
        // The first project names the program too.
        tx.settings(|settings| {
            settings.name.clone_from(&name);
            if let Some(zone) = &draft.zone {
                settings.zone.clone_from(zone);
            }
        });
    }
    let now = tx.now();
    let statuses =
        USUAL.iter().map(|(name, category, limit)| new_status(tx, name, *category, *limit)).collect();
    let workflow = Workflow { id: tx.new_id(), name: name.clone(), statuses, created: now, updated: now };
    let taken: Vec<&str> = tx.program().projects.values().map(|p| p.prefix.as_str()).collect();
    let prefix = free_prefix(&name, &taken);
    let project = Project {
        id: tx.new_id(),
        prefix,
        lens: draft.lens,
        client: None,
        workflow: workflow.id,
        budget: None,
        baseline: None,
        overrides: Vec::new(),
        summary: String::new(),
        notes: String::new(),
        created: now,
        updated: now,
        name: name.clone(),
        ..crate::json::Json::blank()
    };
    tx.put(workflow);
    tx.put(project);
    if let Some(team) = draft.team.as_deref().filter(|t| !t.trim().is_empty()) {
        let id = tx.new_id();
        tx.put(Team { id, name: one_line(team, "A team's name")?, created: now, updated: now });
    }
    Ok(said("Project ", &name, " added"))
}

/// Two to four capital letters from the name's words, with a number where they are taken.
pub(in crate::command) fn free_prefix(name: &str, taken: &[&str]) -> String {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let letters: String = match words.as_slice() {
        [] => "ITEM".to_owned(),
        [one] => one.chars().take(4).collect(),
        many => many.iter().take(4).filter_map(|w| w.chars().next()).collect(),
    };
    // Keys are typed and searched: letters that every keyboard has.
    let base: String = letters.to_uppercase().chars().filter(char::is_ascii_alphanumeric).collect();
    // “R” names risks.
    let base = if base.is_empty() || base == "R" { "ITEM".to_owned() } else { base };
    if !taken.contains(&base.as_str()) {
        return base;
    }
    (2_u32..).map(|n| format!("{base}{n}")).find(|p| !taken.contains(&p.as_str())).unwrap_or(base)
}

fn project(tx: &mut Tx<'_>, id: ProjectId, change: Change<'_, Project>) -> Result<(), Rejected> {
    let mut project = found(tx.program().projects.get(&id), "project")?;
    change(&mut project);
    project.updated = tx.now();
    tx.put(project);
    Ok(())
}

/// Changes a status within its workflow and returns the status's name.
fn status(tx: &mut Tx<'_>, id: StatusId, change: Change<'_, Status>) -> Result<String, Rejected> {
    let holder: Option<&Arc<Workflow>> = tx.program().workflows.values().find(|w| w.status(id).is_some());
    let mut workflow = found(holder, "status")?;
    let mut name = String::new();
    if let Some(status) = workflow.statuses.iter_mut().find(|s| s.id == id) {
        change(status);
        name.clone_from(&status.name);
    }
    workflow.updated = tx.now();
    tx.put(workflow);
    Ok(name)
}

fn start_sprint(tx: &mut Tx<'_>, id: SprintId, day: Date) -> Result<String, Rejected> {
    let mut sprint = found(tx.program().sprints.get(&id), "sprint")?;
    if sprint.state != SprintState::Planned {
        return Err(Rejected(said("", &sprint.name, " was started before")));
    }
    let commitment = tx
        .program()
        .items
        .values()
        .filter(|item| item.sprint == Some(id))
        .map(|item| Commitment { item: item.id, estimate: item.estimate })
        .collect();
    sprint.state = SprintState::Active;
    sprint.start = Some(day);
    if sprint.end.is_some_and(|end| end < day) {
        sprint.end = None;
    }
    sprint.commitment = Some(commitment);
    sprint.updated = tx.now();
    let label = said("", &sprint.name, " started");
    tx.put(sprint);
    Ok(label)
}
