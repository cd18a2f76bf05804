//! Names of a file to records of the program; what is missing is made.

use super::{ImportBatch, ImportPlan, ImportedSprint, PersonChoice};
use crate::command::Rejected;
use crate::command::tx::Tx;
use crate::model::order::{self, InOrder};
use crate::model::{
    Category, Date, ImportSource, Lens, Person, PersonId, Project, ProjectId, Release, ReleaseId, Sprint,
    SprintId, SprintState, Status, StatusId, Team, TeamId, Workflow, WorkflowId, Zone,
};
use std::collections::{BTreeMap, HashMap};

/// Every name of the batch, resolved.
pub(super) struct Names {
    pub(super) project: ProjectId,
    /// Those that this import may change.
    workflows: Vec<Workflow>,
    pub(super) people: Vec<Option<PersonId>>,
    pub(super) sprints: HashMap<String, SprintId>,
    pub(super) releases: HashMap<String, ReleaseId>,
    pub(super) teams: HashMap<String, TeamId>,
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Names {
    pub(super) fn resolve(
        tx: &mut Tx<'_>,
        batch: &ImportBatch,
        plan: &mut ImportPlan,
    ) -> Result<Self, Rejected> {
        let source = source_of(tx, batch);
        let chosen = batch.project.or(source.as_ref().map(|s| s.project));
        let project = match chosen {
            Some(id) if tx.program().projects.contains_key(&id) => id,
            Some(_) if batch.project.is_some() => {
                return Err(Rejected("The project to import into is no longer in the program".into()));
            }
            _ => new_project(tx, batch, plan),
        };
        let mut names = Self {
            project,
            workflows: Vec::new(),
            people: people(tx, batch, plan),
            sprints: HashMap::new(),
            releases: HashMap::new(),
            teams: HashMap::new(),
        };
        names.put_source(tx, batch, source);
        names.sprints(tx, batch, plan);
        names.releases(tx, batch, plan);
        names.teams(tx, batch, plan);
        Ok(names)
    }

    fn put_source(&self, tx: &mut Tx<'_>, batch: &ImportBatch, source: Option<ImportSource>) {
        let (now, project) = (tx.now(), self.project);
        let old = source.clone();
        let mut source = source.unwrap_or_else(|| ImportSource {
            id: tx.new_id(),
            system: batch.system,
            name: batch.source.clone(),
            project,
            columns: BTreeMap::new(),
            categories: BTreeMap::new(),
            day_first: None,
            teams: BTreeMap::new(),
            sprints: BTreeMap::new(),
            texts: std::collections::BTreeSet::new(),
            created: now,
            updated: now,
        });
        source.project = project;
        source.columns.extend(batch.columns.clone());
        source.categories.extend(batch.categories.iter().map(|(name, c)| (name.clone(), *c)));
        source.day_first = batch.day_first.or(source.day_first);
        source.teams.extend(self.chosen_teams(tx, batch));
        source.sprints.extend(self.chosen_sprints(tx, batch));
        for (name, choice) in &batch.persons {
            if *choice == PersonChoice::Text {
                source.texts.insert(name.clone());
            } else {
                source.texts.remove(name);
            }
        }
        if old.as_ref() != Some(&source) {
            source.updated = now;
            tx.put(source);
        }
    }

    /// Makes sure that the workflows know every status that an item of theirs gets.
    pub(super) fn statuses(
        &mut self,
        tx: &mut Tx<'_>,
        batch: &ImportBatch,
        remembered: &BTreeMap<String, Category>,
        wanted: &[(ProjectId, String)],
        plan: &mut ImportPlan,
    ) {
        let fallback = Category::InProgress;
        // Of two with one name the later counts.
        let category_of =
            |name: &str| batch.statuses.iter().rfind(|s| fold(&s.name) == name).map(|s| s.category);
        let main = tx.program().projects.get(&self.project).map(|p| p.workflow);
        let listed = batch.statuses.iter().map(|s| (main, s.name.as_str()));
        let of_items =
            wanted.iter().map(|(p, name)| (tx.program().projects.get(p).map(|p| p.workflow), name.as_str()));
        let mut asked: Vec<(WorkflowId, String)> = Vec::new();
        let pairs: Vec<(WorkflowId, String)> = listed
            .chain(of_items)
            .filter_map(|(workflow, name)| Some((workflow?, name.to_owned())))
            .filter(|(workflow, name)| {
                let question = (*workflow, fold(name));
                let is_new = !asked.contains(&question);
                asked.push(question);
                is_new
            })
            .collect();
        let is_new = plan.new_project.is_some();
        for (workflow_id, name) in pairs {
            let Some(stored) = tx.program().workflows.get(&workflow_id) else { continue };
            if !self.workflows.iter().any(|w| w.id == workflow_id) {
                self.workflows.push((**stored).clone());
            }
            let Some(workflow) = self.workflows.iter_mut().find(|w| w.id == workflow_id) else { continue };
            let category = category_of(&fold(&name)).unwrap_or(fallback);
            match workflow.statuses.iter_mut().find(|s| fold(&s.name) == fold(&name)) {
                Some(status) => {
                    // Only a fresh answer changes what a status counts as: it may have been set here since.
                    let answer = batch.categories.get(&name).copied();
                    if let Some(answer) = answer.filter(|a| remembered.get(&name) != Some(a)) {
                        status.category = answer;
                    }
                }
                None => {
                    let status = Status {
                        id: tx.new_id(),
                        name: name.clone(),
                        category,
                        wip_limit: None,
                        policy: String::new(),
                    };
                    let at =
                        workflow.statuses.iter().rposition(|s| s.category <= category).map_or(0, |at| at + 1);
                    workflow.statuses.insert(at, status);
                    if !is_new {
                        plan.new_statuses.push(name);
                    }
                }
            }
        }
        // New work needs a status to begin in, and imported work one to have begun in.
        if let Some(workflow) = main.and_then(|id| self.workflows.iter_mut().find(|w| w.id == id))
            && !workflow.statuses.iter().any(|s| s.category == Category::ToDo)
        {
            let status = Status {
                id: tx.new_id(),
                name: "To do".into(),
                category: Category::ToDo,
                wip_limit: None,
                policy: String::new(),
            };
            workflow.statuses.insert(0, status);
        }
        for workflow in &mut self.workflows {
            if tx.program().workflows.get(&workflow.id).is_none_or(|stored| **stored != *workflow) {
                workflow.updated = tx.now();
                tx.put(workflow.clone());
            }
        }
    }

    /// The workflow of a project, as it is after this import.
    pub(super) fn workflow(&self, tx: &Tx<'_>, project: ProjectId) -> Option<Workflow> {
        tx.program().workflow_of(project).map(|w| (**w).clone())
    }

    /// Teams that the user chose and that are still in the program, by the file's names.
    fn chosen_teams(&self, tx: &Tx<'_>, batch: &ImportBatch) -> BTreeMap<String, TeamId> {
        let here = batch.teams.iter().filter(|(_, id)| tx.program().teams.contains_key(id));
        order::map(here.map(|(name, id)| (name.clone(), *id)))
    }

    fn chosen_sprints(&self, tx: &Tx<'_>, batch: &ImportBatch) -> BTreeMap<String, SprintId> {
        let here = batch.sprint_names.iter().filter(|(_, id)| tx.program().sprints.contains_key(id));
        order::map(here.map(|(name, id)| (name.clone(), *id)))
    }

    fn sprints(&mut self, tx: &mut Tx<'_>, batch: &ImportBatch, plan: &mut ImportPlan) {
        for sprint in tx.program().sprints.values() {
            // A sprint of this project goes before one of the whole program with the same name.
            if sprint.project == Some(self.project) {
                self.sprints.insert(sprint.name.clone(), sprint.id);
            } else if sprint.project.is_none() {
                self.sprints.entry(sprint.name.clone()).or_insert(sprint.id);
            }
        }
        self.sprints.extend(self.chosen_sprints(tx, batch));
        for name in batch.items.iter().filter_map(|i| i.sprint.as_ref()) {
            if !self.sprints.contains_key(name) {
                let id = tx.new_id();
                self.sprints.insert(name.clone(), id);
                plan.new_sprints.push(name.clone());
                tx.put(Sprint {
                    id,
                    name: name.clone(),
                    team: None,
                    project: Some(self.project),
                    start: None,
                    end: None,
                    state: SprintState::Planned,
                    goal: String::new(),
                    commitment: None,
                    created: tx.now(),
                    updated: tx.now(),
                });
            }
        }
        for told in &batch.sprints {
            let stored = self.sprints.get(&told.name).and_then(|id| tx.program().sprints.get(id));
            if let Some(stored) = stored.map(|s| (**s).clone()) {
                let today = Zone::utc().day(tx.now());
                let better = told_of(told, &stored, today);
                if better != stored {
                    tx.put(Sprint { updated: tx.now(), ..better });
                }
            }
        }
    }

    fn releases(&mut self, tx: &mut Tx<'_>, batch: &ImportBatch, plan: &mut ImportPlan) {
        for release in tx.program().releases.values() {
            if release.project == Some(self.project) {
                self.releases.insert(release.name.clone(), release.id);
            } else if release.project.is_none() {
                self.releases.entry(release.name.clone()).or_insert(release.id);
            }
        }
        for name in batch.items.iter().flat_map(|i| i.release.iter().chain(&i.affected_release)) {
            if !self.releases.contains_key(name) {
                let id = tx.new_id();
                self.releases.insert(name.clone(), id);
                plan.new_releases.push(name.clone());
                tx.put(Release {
                    id,
                    project: Some(self.project),
                    name: name.clone(),
                    date: None,
                    released: false,
                    created: tx.now(),
                    updated: tx.now(),
                });
            }
        }
    }

    fn teams(&mut self, tx: &mut Tx<'_>, batch: &ImportBatch, plan: &mut ImportPlan) {
        self.teams = tx.program().teams.values().map(|t| (fold(&t.name), t.id)).collect();
        for (name, id) in self.chosen_teams(tx, batch) {
            self.teams.insert(fold(&name), id);
        }
        for name in batch.items.iter().filter_map(|i| i.team.as_ref()) {
            if self.team(name).is_none() {
                let id = tx.new_id();
                self.teams.insert(fold(name), id);
                plan.new_teams.push(name.clone());
                tx.put(Team { id, name: name.clone(), created: tx.now(), updated: tx.now() });
            }
        }
    }

    pub(super) fn team(&self, name: &str) -> Option<TeamId> {
        self.teams.get(&fold(name)).copied()
    }
}

/// A sprint with what the file knows of it. Days that somebody set here stay; a state only goes on.
fn told_of(told: &ImportedSprint, stored: &Sprint, today: Date) -> Sprint {
    let mut sprint = stored.clone();
    let (start, end) = (sprint.start.or(told.start), sprint.end.or(told.end));
    let agree = start.zip(end).is_none_or(|(start, end)| start <= end);
    if agree {
        (sprint.start, sprint.end) = (start, end);
    }
    if sprint.goal.is_empty() {
        sprint.goal.clone_from(&told.goal);
    }
    let later = |state: SprintState| match state {
        SprintState::Planned => 0,
        SprintState::Active => 1,
        SprintState::Closed => 2,
    };
    // Where a file has a sprint's days and not its state, the days say it, unless they contradict what is
    // kept: what was left out says nothing, else every further import would find it anew.
    let by_days = match (told.start, told.end) {
        _ if !agree => None,
        (_, Some(end)) if end < today => Some(SprintState::Closed),
        (Some(start), Some(_)) if start <= today => Some(SprintState::Active),
        _ => None,
    };
    if let Some(state) = told.state.or(by_days).filter(|state| later(*state) > later(sprint.state)) {
        sprint.state = state;
    }
    sprint
}

/// The statuses of one workflow by name, for many look-ups.
pub(super) struct StatusNames {
    by_name: HashMap<String, StatusId>,
    by_id: Vec<(StatusId, Category)>,
    /// The status that new work begins in.
    pub(super) first: Option<StatusId>,
}

impl StatusNames {
    pub(super) fn new(workflow: &Workflow) -> Self {
        Self {
            by_name: workflow.statuses.iter().map(|s| (fold(&s.name), s.id)).collect(),
            by_id: workflow.statuses.iter().map(|s| (s.id, s.category)).collect(),
            first: workflow.first_status().map(|s| s.id),
        }
    }

    /// The status of a name; the first one for an empty name: a file may know that a move was made and
    /// not from where.
    pub(super) fn named(&self, name: &str) -> Option<StatusId> {
        if name.is_empty() {
            return self.first;
        }
        self.by_name.get(&fold(name)).copied()
    }

    pub(super) fn category(&self, id: StatusId) -> Category {
        self.by_id.iter().find(|(known, _)| *known == id).map_or(Category::ToDo, |(_, category)| *category)
    }
}

/// The remembered source of this batch.
pub(super) fn source_of(tx: &Tx<'_>, batch: &ImportBatch) -> Option<ImportSource> {
    let same =
        |s: &&std::sync::Arc<ImportSource>| s.system == batch.system && fold(&s.name) == fold(&batch.source);
    tx.program().sources.values().find(same).map(|s| (**s).clone())
}

fn new_project(tx: &mut Tx<'_>, batch: &ImportBatch, plan: &mut ImportPlan) -> ProjectId {
    let (now, id, workflow) = (tx.now(), tx.new_id(), tx.new_id());
    let name = match batch.project_name.trim() {
        "" => batch.source.clone(),
        name => name.to_owned(),
    };
    plan.new_project = Some(name.clone());
    tx.put(Project {
        id,
        name: name.clone(),
        prefix: new_prefix(&batch.source),
        lens: Lens::Product,
        client: None,
        workflow,
        budget: None,
        baseline: None,
        overrides: Vec::new(),
        summary: String::new(),
        notes: String::new(),
        created: now,
        updated: now,
        ..crate::json::Json::blank()
    });
    // The statuses are put in by `statuses`; a workflow in the program must have at least one.
    tx.put(Workflow { id: workflow, name, statuses: Vec::new(), created: now, updated: now });
    id
}

/// Items made here get a prefix of their own, since the tracker goes on numbering under its own.
fn new_prefix(source: &str) -> String {
    let letters: String = source.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let letters = if letters.is_empty() { "ITEM".to_owned() } else { letters.to_uppercase() };
    format!("{letters}-NEW")
}

fn people(tx: &mut Tx<'_>, batch: &ImportBatch, plan: &mut ImportPlan) -> Vec<Option<PersonId>> {
    let (mut by_alias, mut by_name) = (HashMap::new(), HashMap::new());
    for person in tx.program().people.values() {
        by_name.entry(fold(&person.name)).or_insert(person.id);
        for alias in &person.aliases {
            by_alias.entry(fold(alias)).or_insert(person.id);
        }
    }
    let mut changed: Vec<Person> = Vec::new();
    // Two accounts of one name are two people: a name stands for one account of the file only.
    let mut given: Vec<(PersonId, Option<String>)> = Vec::new();
    let mut places = Vec::with_capacity(batch.people.len());
    for wanted in &batch.people {
        let choice = batch.persons.get(&wanted.name).copied();
        if choice == Some(PersonChoice::Text) {
            places.push(None);
            continue;
        }
        let chosen = match choice {
            Some(PersonChoice::Known(id)) if tx.program().people.contains_key(&id) => Some(id),
            _ => None,
        };
        let account = wanted.account.as_ref().map(|a| fold(a));
        let by_account = account.as_ref().and_then(|a| by_alias.get(a)).copied();
        let name = fold(&wanted.name);
        let free = |id: &PersonId| {
            let before = given.iter().rfind(|(known, _)| known == id);
            before.is_none_or(|(_, a)| a.is_none() || account.is_none() || *a == account)
        };
        let named = by_name.get(&name).or_else(|| by_alias.get(&name)).copied().filter(free);
        let found = chosen.or(by_account).or(named);
        let id = found.unwrap_or_else(|| tx.new_id());
        given.push((id, account.clone()));
        places.push(Some(id));
        let now = tx.now();
        let mut person = changed
            .iter()
            .find(|p| p.id == id)
            .cloned()
            .or_else(|| tx.program().people.get(&id).map(|p| (**p).clone()))
            .unwrap_or_else(|| {
                plan.new_people.push(wanted.name.clone());
                Person {
                    id,
                    name: wanted.name.clone(),
                    aliases: Vec::new(),
                    team: None,
                    allocation: 100,
                    me: false,
                    created: now,
                    updated: now,
                }
            });
        let before = person.clone();
        let new_name = (chosen.is_some() && fold(&person.name) != name).then_some(&wanted.name);
        for alias in wanted.account.iter().chain(new_name) {
            if !person.aliases.iter().any(|a| fold(a) == fold(alias)) {
                person.aliases.push(alias.clone());
            }
        }
        by_name.entry(name).or_insert(id);
        if let Some(account) = account {
            by_alias.insert(account, id);
        }
        if person != before || found.is_none() {
            person.updated = now;
            changed.retain(|p| p.id != id);
            changed.push(person);
        }
    }
    changed.order_by_key(|p| p.id);
    changed.into_iter().for_each(|person| tx.put(person));
    places
}
