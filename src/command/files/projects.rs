//! Names of projects in files to projects of the program: by answer, by what was answered before,
//! by name or prefix.

use super::{FileBatch, FilePlan, ProjectChoice, UnknownProject};
use crate::command::Rejected;
use crate::command::catalogue::{CatalogueEdit, ProjectDraft, edit};
use crate::command::tx::Tx;
use crate::json::Json;
use crate::model::{ColumnMap, ImportSource, Lens, ProjectId, SourceSystem};
use std::collections::BTreeMap;

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The project that a source's records went to before.
pub(super) fn remembered(tx: &Tx<'_>, system: SourceSystem, name: &str) -> Option<ProjectId> {
    let same = |s: &&std::sync::Arc<ImportSource>| s.system == system && fold(&s.name) == fold(name);
    tx.program().sources.values().find(same).map(|s| s.project)
}

/// Remembers which project a source's records go to.
pub(super) fn remember(tx: &mut Tx<'_>, system: SourceSystem, name: &str, project: ProjectId) {
    let same = |s: &&std::sync::Arc<ImportSource>| s.system == system && fold(&s.name) == fold(name);
    let old = tx.program().sources.values().find(same).cloned();
    if old.as_ref().is_some_and(|old| old.project == project) {
        return;
    }
    let now = tx.now();
    let source = match old {
        Some(old) => ImportSource { project, updated: now, ..(*old).clone() },
        None => ImportSource {
            id: tx.new_id(),
            system,
            name: name.to_owned(),
            project,
            created: now,
            updated: now,
            ..ImportSource::blank()
        },
    };
    tx.put(source);
}

/// Remembers which columns of a table hold what, under their headers: the next table with these headers is
/// read the same way. A source belongs to a project: it is the one that the first record went to.
pub(super) fn remember_columns(tx: &mut Tx<'_>, project: ProjectId, columns: &ColumnMap) {
    let system = SourceSystem::Cost;
    let name = columns.values().map(String::as_str).collect::<Vec<_>>().join(", ");
    // As `remember` looks for it, so that headers in other letter case are not asked about for ever.
    let same = |s: &&std::sync::Arc<ImportSource>| s.system == system && fold(&s.name) == fold(&name);
    let old = tx.program().sources.values().find(same).cloned();
    if old.as_ref().is_some_and(|old| old.columns == *columns) {
        return;
    }
    remember(tx, system, &name, project);
    let made = tx.program().sources.values().find(same).cloned();
    if let Some(made) = made {
        tx.put(ImportSource { columns: columns.clone(), updated: tx.now(), ..(*made).clone() });
    }
}

/// Makes a project with the usual workflow.
pub(super) fn make(tx: &mut Tx<'_>, name: &str, plan: &mut FilePlan) -> Result<ProjectId, Rejected> {
    let before: Vec<ProjectId> = tx.program().projects.keys().copied().collect();
    let draft = ProjectDraft { name: name.to_owned(), lens: Lens::Product, team: None, zone: None };
    edit(tx, CatalogueEdit::AddProject(draft))?;
    let made = tx.program().projects.keys().copied().find(|id| !before.contains(id));
    plan.new_projects.push(name.to_owned());
    made.ok_or_else(|| Rejected("The project could not be made".into()))
}

/// The names of a file, looked up once each.
pub(super) struct Names<'b> {
    batch: &'b FileBatch,
    found: BTreeMap<String, Option<ProjectId>>,
    /// Places in the plan's list of those that the user is asked about.
    asked: BTreeMap<String, usize>,
}

impl<'b> Names<'b> {
    pub(super) fn new(batch: &'b FileBatch) -> Self {
        Self { batch, found: BTreeMap::new(), asked: BTreeMap::new() }
    }

    /// The project of a name; none where it is left out or the user has to be asked.
    pub(super) fn find(&mut self, tx: &mut Tx<'_>, name: &str, plan: &mut FilePlan) -> Option<ProjectId> {
        let found = match self.found.get(name) {
            Some(found) => *found,
            None => {
                let found = self.look_up(tx, name, plan);
                self.found.insert(name.to_owned(), found);
                found
            }
        };
        if found.is_none() {
            if self.batch.projects.get(name) == Some(&ProjectChoice::LeaveOut) {
                plan.left_out += 1;
            } else if let Some(asked) = self.asked.get(name).and_then(|at| plan.unknown_projects.get_mut(*at))
            {
                asked.records += 1;
            } else {
                // Another file of the same import may have asked for it already.
                let before = plan.unknown_projects.iter().position(|asked| asked.name == name);
                let at = before.unwrap_or(plan.unknown_projects.len());
                self.asked.insert(name.to_owned(), at);
                match plan.unknown_projects.get_mut(at) {
                    Some(asked) => asked.records += 1,
                    None => plan.unknown_projects.push(UnknownProject { name: name.to_owned(), records: 1 }),
                }
            }
        }
        found
    }

    fn look_up(&self, tx: &mut Tx<'_>, name: &str, plan: &mut FilePlan) -> Option<ProjectId> {
        let system = self.batch.system;
        let known = |id: &ProjectId| tx.program().projects.contains_key(id);
        match self.batch.projects.get(name) {
            Some(ProjectChoice::LeaveOut) => return None,
            Some(ProjectChoice::Known(id)) if known(id) => {
                remember(tx, system, name, *id);
                return Some(*id);
            }
            Some(ProjectChoice::New) => {
                let same = tx.program().projects.values().find(|p| fold(&p.name) == fold(name)).map(|p| p.id);
                let made = same.or_else(|| make(tx, name, plan).ok());
                return made.inspect(|id| remember(tx, system, name, *id));
            }
            _ => {}
        }
        // One project for the whole file, where the user said so.
        if let Some(project) = self.batch.project {
            return Some(project);
        }
        remembered(tx, system, name).filter(known).or_else(|| {
            let wanted = fold(name);
            let mut all = tx.program().projects.values();
            let found = all.find(|p| fold(&p.name) == wanted || fold(&p.prefix) == wanted);
            found.filter(|_| !wanted.is_empty()).map(|p| p.id)
        })
    }
}
