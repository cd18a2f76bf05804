//! Applying a calendar, a schedule, a test report or a table of costs as one change.
//!
//! As with imports of items, one pass serves the preview ([`plan_file`]) and the command, so that the
//! preview cannot promise anything else; records are found again by their source's key, and what was
//! changed by hand since the last import is kept, as a conflict where the file changed it too.

mod calendar;
mod costs;
mod merge;
mod projects;
mod schedule;
mod test_runs;

pub(crate) use calendar::uid_of;

use super::import::{ConflictChoice, ImportBatch, ImportPlan};
use super::{Rejected, tx::Tx};
use crate::json::{json_choice, json_record};
use crate::model::{
    ColumnMap, Date, DependencyType, Meeting, Money, Outcome, Program, ProjectId, ReleaseId, SourceSystem,
    Stamp, Timestamp,
};
use std::collections::BTreeMap;

/// Which project a name in a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectChoice {
    /// A project of the program.
    Known(ProjectId),
    /// A new project of that name.
    New,
    /// None: what belongs to it is left out.
    LeaveOut,
}

json_choice! {
    ProjectChoice = ProjectChoice::LeaveOut;
    "known" Known(value),
    "new" New,
    "leave_out" LeaveOut,
}

/// A meeting as a calendar has it; its source carries the UID.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedMeeting {
    /// The physical line of the file on which it begins.
    pub line: u64,
    /// How often the calendar had changed it; what is older than what is here is passed over.
    pub sequence: u64,
    /// Only some dates of the series: the series itself is not in the file.
    pub part: bool,
    /// The file takes the meeting back (METHOD:CANCEL).
    pub cancels: bool,
    /// The meeting, with a blank id.
    pub meeting: Meeting,
}

json_record! { ImportedMeeting { line ?, sequence ?, part ?, cancels ?, meeting ! } }

/// The meetings of a calendar.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CalendarBatch {
    /// Each UID once.
    pub meetings: Vec<ImportedMeeting>,
}

json_record! { CalendarBatch { meetings ! } }

/// A milestone as a schedule has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedMilestone {
    /// The physical line of the file on which it begins.
    pub line: u64,
    /// The task's number in the schedule.
    pub uid: String,
    /// One line.
    pub name: String,
    /// The day that it is planned for.
    pub due: Date,
    /// The day of the baseline.
    pub baseline: Option<Date>,
    /// The day it was reached.
    pub reached: Option<Date>,
    /// Its notes.
    pub notes: String,
}

json_record! { ImportedMilestone { line ?, uid !, name !, due !, baseline ?, reached ?, notes ? } }

/// A link between two tasks of a schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedDependency {
    /// The physical line of the file on which it begins.
    pub line: u64,
    /// The number of the task that has to come first; a path and a number where it is in another schedule.
    pub giver: String,
    /// The number of the task that waits.
    pub needer: String,
    /// Which ends hold each other.
    pub kind: DependencyType,
    /// Working minutes between the two ends.
    pub lag: i64,
    /// The day by which the waiting side needs it.
    pub needed_by: Option<Date>,
    /// The day that the giving side is planned for.
    pub committed_by: Option<Date>,
    /// The giving side is finished.
    pub delivered: bool,
    /// The giving task's name.
    pub title: String,
}

json_record! {
    ImportedDependency {
        line ?, giver !, needer !, kind !, lag ?, needed_by ?, committed_by ?, delivered ?, title !,
    }
}

/// A schedule: tasks, milestones and what depends on what.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ScheduleBatch {
    /// The tasks; their keys are the tasks' numbers, until it is known which prefix is free.
    pub items: ImportBatch,
    /// The milestones.
    pub milestones: Vec<ImportedMilestone>,
    /// The links between both.
    pub dependencies: Vec<ImportedDependency>,
}

json_record! { ScheduleBatch { items !, milestones ?, dependencies ? } }

/// How one test ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedTest {
    /// The suite.
    pub suite: String,
    /// The class or file; may be empty.
    pub class: String,
    /// The case.
    pub name: String,
    /// The feature it is for, in words; may be empty.
    pub feature: String,
    /// Keys of items that it may be for, the surest first.
    pub keys: Vec<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// The kind of failure; may be empty.
    pub kind: String,
    /// What it said; may be empty.
    pub message: String,
}

json_record! { ImportedTest { suite ?, class ?, name !, feature ?, keys ?, outcome !, kind ?, message ? } }

/// One run of a test series.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TestBatch {
    /// The series that the run belongs to.
    pub series: String,
    /// Names the run: the same report is known again by it.
    pub key: String,
    /// When it ran, where the file says.
    pub at: Option<Timestamp>,
    /// The release that was tested.
    pub release: Option<ReleaseId>,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// The tests, each once.
    pub tests: Vec<ImportedTest>,
}

json_record! { TestBatch { series !, key !, at ?, release ?, millis ?, tests ! } }

/// One cost as a table has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedCost {
    /// The physical line of its row; of the first, where several were added up.
    pub line: u64,
    /// Names the entry within its table.
    pub key: String,
    /// The project's name in the table; may be empty.
    pub project: String,
    /// The day.
    pub date: Date,
    /// How much.
    pub amount: Money,
    /// What for.
    pub note: String,
}

json_record! { ImportedCost { line ?, key !, project ?, date !, amount !, note ? } }

/// The entries of a table of costs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CostBatch {
    /// Each key once.
    pub entries: Vec<ImportedCost>,
}

json_record! { CostBatch { entries ! } }

/// What a file brings.
#[derive(Debug, Clone, PartialEq)]
pub enum FileContent {
    /// Meetings.
    Calendar(CalendarBatch),
    /// Milestones, tasks and dependencies.
    Schedule(Box<ScheduleBatch>),
    /// A run of tests.
    Tests(TestBatch),
    /// Costs.
    Costs(CostBatch),
    /// Several files that are one import, such as the reports of two nights.
    Several(Vec<FileBatch>),
}

json_choice! {
    FileContent = FileContent::Costs(CostBatch::default());
    "calendar" Calendar(value),
    "schedule" Schedule(value),
    "tests" Tests(value),
    "costs" Costs(value),
    "several" Several(value),
}

impl Default for FileContent {
    fn default() -> Self {
        Self::Costs(CostBatch::default())
    }
}

/// Everything that one file brings, with the user's answers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileBatch {
    /// The kind of tool that the file came from.
    pub system: SourceSystem,
    /// The source's name, under which answers are remembered.
    pub source: String,
    /// The project that records go to, when the user chose one.
    pub project: Option<ProjectId>,
    /// The name of the project to make, where one is needed and none is known.
    pub project_name: String,
    /// Which project a name in the file is.
    pub projects: BTreeMap<String, ProjectChoice>,
    /// By record key, then field name: whose value wins where both sides changed.
    pub choices: BTreeMap<String, BTreeMap<String, ConflictChoice>>,
    /// Costs: the columns that the user picked by hand; remembered.
    pub columns: ColumnMap,
    /// The records.
    pub content: FileContent,
}

json_record! { FileBatch { system !, source !, project ?, project_name ?, projects ?, choices ?, columns ?, content ! } }

impl FileBatch {
    /// Settles one conflict of the plan.
    pub fn choose(&mut self, key: &str, field: &str, choice: ConflictChoice) {
        self.choices.entry(key.to_owned()).or_default().insert(field.to_owned(), choice);
        match &mut self.content {
            FileContent::Schedule(batch) => batch.items.choose(key, field, choice),
            FileContent::Several(parts) => parts.iter_mut().for_each(|part| part.choose(key, field, choice)),
            _ => {}
        }
    }
}

/// A record that would be created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// What it is: `Meeting`, `Milestone`, `Dependency`, `Test run`, `Cost`.
    pub what: &'static str,
    /// Its name.
    pub title: String,
}

/// A field that would change, or that is in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// What the record is.
    pub what: &'static str,
    /// The record's key in its source: what [`FileBatch::choose`] takes.
    pub key: String,
    /// The record's name here.
    pub title: String,
    /// The field's name: what [`FileBatch::choose`] takes.
    pub field: &'static str,
    /// The value here, as people read it.
    pub here: String,
    /// The value in the file, as people read it.
    pub file: String,
}

/// A project's name in a file that is no project here: the user is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownProject {
    /// The name; empty where the file says none.
    pub name: String,
    /// How many records wait for the answer, and are left out until then.
    pub records: usize,
}

/// What applying a file would do, before it is done.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FilePlan {
    /// Records that would be created, in the file's order.
    pub created: Vec<FileRecord>,
    /// Fields that would change.
    pub updated: Vec<FileChange>,
    /// How many records those fields are of.
    pub updated_records: usize,
    /// Fields changed here and in the file. Kept as they are here unless chosen otherwise.
    pub conflicts: Vec<FileChange>,
    /// Records that are the same here already.
    pub unchanged: usize,
    /// Records of the file that are left out, such as those of projects that are left out.
    pub left_out: usize,
    /// Projects that would be made.
    pub new_projects: Vec<String>,
    /// Names of projects that the user is asked about.
    pub unknown_projects: Vec<UnknownProject>,
    /// A schedule: what would happen to its tasks.
    pub items: Option<ImportPlan>,
    /// What could not be done as the file has it; no full stop.
    pub notes: Vec<String>,
}

impl FilePlan {
    /// Records created and changed, tasks included: the number on the button.
    #[must_use]
    pub fn changes(&self) -> usize {
        self.created.len() + self.updated_records + self.items.as_ref().map_or(0, ImportPlan::changes)
    }

    /// Nothing that the user can see would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.created.is_empty()
            && self.updated.is_empty()
            && self.items.as_ref().is_none_or(ImportPlan::is_empty)
    }
}

fn run(tx: &mut Tx<'_>, batch: &FileBatch) -> Result<FilePlan, Rejected> {
    let mut plan = FilePlan::default();
    run_part(tx, batch, &mut plan)?;
    Ok(plan)
}

/// Runs one file of an import, or each of several.
fn run_part(tx: &mut Tx<'_>, batch: &FileBatch, plan: &mut FilePlan) -> Result<(), Rejected> {
    if batch.project.is_some_and(|id| !tx.program().projects.contains_key(&id)) {
        return Err(Rejected("The project to import into is no longer in the program".into()));
    }
    match &batch.content {
        FileContent::Calendar(calendar) => calendar::run(tx, batch, calendar, plan),
        FileContent::Schedule(schedule) => schedule::run(tx, batch, schedule, plan)?,
        FileContent::Tests(tests) => test_runs::run(tx, batch, tests, plan),
        FileContent::Costs(costs) => costs::run(tx, batch, costs, plan),
        FileContent::Several(parts) => {
            for part in parts {
                if matches!(part.content, FileContent::Several(_) | FileContent::Schedule(_)) {
                    return Err(Rejected("Schedules are imported one at a time".into()));
                }
                run_part(tx, part, plan)?;
            }
        }
    }
    Ok(())
}

pub(super) fn apply(tx: &mut Tx<'_>, batch: &FileBatch) -> Result<String, Rejected> {
    let plan = run(tx, batch)?;
    let items = plan.items.as_ref();
    let created = plan.created.len() + items.map_or(0, |i| i.created.len());
    let updated = plan.updated_records + items.map_or(0, |i| i.updated_items);
    let name = if batch.source.is_empty() { "the file" } else { &batch.source };
    Ok(format!("Imported {name}: {created} created, {updated} updated"))
}

/// Works out what applying the batch would do, by applying it to a copy. Records are shared, so
/// the copy costs pointers. Where the batch cannot be applied, the plan's notes say why.
#[must_use]
pub fn plan_file(program: &Program, batch: &FileBatch) -> FilePlan {
    let mut copy = program.clone();
    // No moment or id of the plan is kept, so any will do.
    let stamp = Stamp { at: Timestamp::default(), seed: 0x6c61_6e70_656c_6966 };
    let mut tx = Tx::new(&mut copy, stamp);
    match run(&mut tx, batch) {
        Ok(plan) => plan,
        Err(rejected) => FilePlan { notes: vec![rejected.0], ..FilePlan::default() },
    }
}
