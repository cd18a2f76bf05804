//! A schedule's tasks, milestones and dependencies into the program.

use super::merge::{Brought, Rule, bring, stamped};
use super::{FileBatch, FilePlan, ImportedDependency, ImportedMilestone, ScheduleBatch, projects};
use crate::command::Rejected;
use crate::command::import::{self, ImportBatch};
use crate::command::tx::Tx;
use crate::json::{Json, to_text};
use crate::model::{
    Dependency, DependencyId, DependencyState, Milestone, MilestoneId, Program, ProjectId, Ref, SourceRef,
    SourceSystem, Timestamp,
};
use std::collections::HashMap;

fn text<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

impl Brought for Milestone {
    const WHAT: &'static str = "Milestone";

    fn rules() -> &'static [Rule<Self>] {
        static RULES: [Rule<Milestone>; 5] = [
            Rule {
                name: "Name",
                canon: |m| m.name.clone(),
                copy: |from, to| to.name.clone_from(&from.name),
                shown: |m, _| m.name.clone(),
            },
            Rule {
                name: "Due",
                canon: |m| m.due.to_string(),
                copy: |from, to| to.due = from.due,
                shown: |m, _| m.due.to_string(),
            },
            Rule {
                name: "Baseline",
                canon: |m| text(m.baseline.as_ref()),
                copy: |from, to| to.baseline = from.baseline,
                shown: |m, _| text(m.baseline.as_ref()),
            },
            Rule {
                name: "Reached",
                canon: |m| text(m.reached.as_ref()),
                copy: |from, to| to.reached = from.reached,
                shown: |m, _| text(m.reached.as_ref()),
            },
            Rule {
                name: "Notes",
                canon: |m| m.notes.clone(),
                copy: |from, to| to.notes.clone_from(&from.notes),
                shown: |m, _| m.notes.clone(),
            },
        ];
        &RULES
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    stamped!();
}

/// What a record is called, for a conflict's two sides.
fn called(to: &Ref, program: &Program) -> String {
    let name = match to {
        Ref::Item(id) => program.items.get(id).map(|i| i.title.clone()),
        Ref::Milestone(id) => program.milestones.get(id).map(|m| m.name.clone()),
        Ref::External(key) => Some(key.clone()),
        _ => None,
    };
    name.unwrap_or_default()
}

impl Brought for Dependency {
    const WHAT: &'static str = "Dependency";

    fn rules() -> &'static [Rule<Self>] {
        static RULES: [Rule<Dependency>; 7] = [
            Rule {
                name: "Title",
                canon: |d| d.title.clone(),
                copy: |from, to| to.title.clone_from(&from.title),
                shown: |d, _| d.title.clone(),
            },
            Rule {
                name: "Giving side",
                canon: |d| to_text(&d.giver),
                copy: |from, to| to.giver.clone_from(&from.giver),
                shown: |d, p| called(&d.giver, p),
            },
            Rule {
                name: "Type",
                canon: |d| d.kind.letters().to_owned(),
                copy: |from, to| to.kind = from.kind,
                shown: |d, _| d.kind.name().to_owned(),
            },
            Rule {
                name: "Lag",
                canon: |d| if d.lag == 0 { String::new() } else { d.lag.to_string() },
                copy: |from, to| to.lag = from.lag,
                shown: |d, _| format!("{} min", d.lag),
            },
            Rule {
                name: "Needed by",
                canon: |d| text(d.needed_by.as_ref()),
                copy: |from, to| to.needed_by = from.needed_by,
                shown: |d, _| text(d.needed_by.as_ref()),
            },
            Rule {
                name: "Committed by",
                canon: |d| text(d.committed_by.as_ref()),
                copy: |from, to| to.committed_by = from.committed_by,
                shown: |d, _| text(d.committed_by.as_ref()),
            },
            Rule {
                name: "State",
                canon: |d| d.state.name().to_owned(),
                copy: |from, to| to.state = from.state,
                shown: |d, _| d.state.name().to_owned(),
            },
        ];
        &RULES
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    stamped!();
}

pub(super) fn run(
    tx: &mut Tx<'_>,
    batch: &FileBatch,
    schedule: &ScheduleBatch,
    plan: &mut FilePlan,
) -> Result<(), Rejected> {
    let known = batch.project.or_else(|| projects::remembered(tx, batch.system, &batch.source));
    let project = match known.filter(|id| tx.program().projects.contains_key(id)) {
        Some(project) => project,
        None => projects::make(tx, &batch.project_name, plan)?,
    };
    projects::remember(tx, batch.system, &batch.source, project);
    let mut sides = Sides::new(&batch.source);
    for milestone in tx.program().milestones.values() {
        sides.know(milestone.source.as_ref(), Ref::Milestone(milestone.id));
    }
    for dependency in tx.program().dependencies.values() {
        sides.know(dependency.source.as_ref(), Ref::Dependency(dependency.id));
    }
    if !schedule.items.items.is_empty() {
        let items = prefixed(tx, batch, &schedule.items, project);
        plan.items = Some(import::run(tx, &items)?);
        for item in tx.program().items.values() {
            let of_this = item.source.as_ref().filter(|s| s.system == SourceSystem::MsProject);
            let uid = of_this.and_then(|s| s.id.as_deref()).and_then(|id| id.strip_prefix(&sides.prefix()));
            if let Some(uid) = uid {
                sides.by_uid.insert(uid.to_owned(), Ref::Item(item.id));
            }
        }
    }
    for file in &schedule.milestones {
        milestone(tx, batch, file, project, &mut sides, plan);
    }
    for file in &schedule.dependencies {
        dependency(tx, batch, file, &sides, plan);
    }
    Ok(())
}

/// The records of a schedule's tasks.
struct Sides {
    source: String,
    by_uid: HashMap<String, Ref>,
    /// Milestones and dependencies that are here, by their source's key.
    here: HashMap<String, Ref>,
}

impl Sides {
    fn new(source: &str) -> Self {
        Self { source: source.to_owned(), by_uid: HashMap::new(), here: HashMap::new() }
    }

    fn know(&mut self, source: Option<&SourceRef>, here: Ref) {
        if let Some(source) = source.filter(|s| s.system == SourceSystem::MsProject) {
            self.here.insert(source.key.clone(), here);
        }
    }

    /// Before a task's number: tells the tasks of two schedules apart.
    fn prefix(&self) -> String {
        format!("{}#", self.source)
    }

    fn key(&self, uid: &str) -> String {
        format!("{}{uid}", self.prefix())
    }

    fn find(&self, uid: &str) -> Ref {
        self.by_uid.get(uid).cloned().unwrap_or_else(|| Ref::External(uid.to_owned()))
    }
}

/// The tasks under keys that no other schedule's tasks have: the project's letters, and the number.
/// A task that is here keeps its key.
fn prefixed(tx: &Tx<'_>, batch: &FileBatch, items: &ImportBatch, project: ProjectId) -> ImportBatch {
    let sides = Sides::new(&batch.source);
    let mut known: HashMap<String, String> = HashMap::new();
    let mut taken: Vec<String> = Vec::new();
    for item in tx.program().items.values() {
        if let Some(source) = item.source.as_ref().filter(|s| s.system == SourceSystem::MsProject) {
            let own = source.id.as_deref().and_then(|id| id.strip_prefix(&sides.prefix()));
            match own {
                Some(uid) => {
                    known.insert(uid.to_owned(), source.key.clone());
                }
                None => taken.extend(source.key.rsplit_once('-').map(|(letters, _)| letters.to_owned())),
            }
        }
    }
    let of_known =
        known.values().next().and_then(|key| key.rsplit_once('-')).map(|(letters, _)| letters.to_owned());
    let letters = of_known.unwrap_or_else(|| {
        // Items made here count up under the project's own letters.
        taken.extend(tx.program().projects.values().map(|p| p.prefix.clone()));
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        crate::command::catalogue::free_prefix(&batch.source, &taken)
    });
    let key = |uid: &str| known.get(uid).cloned().unwrap_or_else(|| format!("{letters}-{uid}"));
    let mut items = items.clone();
    for item in &mut items.items {
        item.id = Some(sides.key(&item.key));
        item.parents = item.parents.iter().map(|uid| key(uid)).collect();
        item.key = key(&item.key);
    }
    (items.project, items.source) = (Some(project), batch.source.clone());
    items.project_name.clone_from(&batch.project_name);
    items
}

fn milestone(
    tx: &mut Tx<'_>,
    batch: &FileBatch,
    file: &ImportedMilestone,
    project: ProjectId,
    sides: &mut Sides,
    plan: &mut FilePlan,
) {
    let key = sides.key(&file.uid);
    let here = match sides.here.get(&key) {
        Some(Ref::Milestone(id)) => tx.program().milestones.get(id).cloned(),
        _ => None,
    };
    let record = Milestone {
        id: MilestoneId::blank(),
        project,
        name: file.name.clone(),
        baseline: file.baseline,
        due: file.due,
        reached: file.reached,
        release: None,
        notes: file.notes.clone(),
        links: Vec::new(),
        source: Some(SourceRef::new(SourceSystem::MsProject, key.clone())),
        created: Timestamp::default(),
        updated: Timestamp::default(),
        ..crate::json::Json::blank()
    };
    let made = bring(tx, here.as_ref(), record, &key, &|_| true, batch, plan);
    sides.by_uid.insert(file.uid.clone(), Ref::Milestone(made.id));
}

fn dependency(
    tx: &mut Tx<'_>,
    batch: &FileBatch,
    file: &ImportedDependency,
    sides: &Sides,
    plan: &mut FilePlan,
) {
    let (giver, needer) = (sides.find(&file.giver), sides.find(&file.needer));
    if matches!(needer, Ref::External(_)) || giver == needer {
        plan.left_out += 1;
        return;
    }
    let key = sides.key(&format!("{}>{}", file.giver, file.needer));
    let here = match sides.here.get(&key) {
        Some(Ref::Dependency(id)) => tx.program().dependencies.get(id).cloned(),
        _ => None,
    };
    let state = if file.delivered { DependencyState::Delivered } else { DependencyState::Committed };
    let record = Dependency {
        id: DependencyId::blank(),
        title: file.title.clone(),
        giver,
        needer,
        kind: file.kind,
        lag: file.lag,
        needed_by: file.needed_by,
        committed_by: file.committed_by,
        state,
        owner: None,
        notes: String::new(),
        tags: Vec::new(),
        links: Vec::new(),
        source: Some(SourceRef::new(SourceSystem::MsProject, key.clone())),
        created: Timestamp::default(),
        updated: Timestamp::default(),
    };
    bring(tx, here.as_ref(), record, &key, &|_| true, batch, plan);
}
