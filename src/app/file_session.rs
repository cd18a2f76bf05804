//! Calendars, schedules, test reports and costs on their way in: read, shown, answered, applied.
//!
//! Several files of one kind are one import. Each file is read in a turn of its own, so that the
//! page gets its turn between them.

use super::import_session::{self, ImportStep, is_wanted, new_run, set_step, show};
use super::snapshot_session::keep_recovery_point;
use super::state::App;
use crate::command::{Command, ConflictChoice, FilePlan, plan_file};
use crate::exchange::items::Input;
use crate::exchange::records::cost::CostReader;
use crate::exchange::records::{
    FileAnswers, FileKind, FileReading, FileRefusal, Ground, read, recognise, together,
};
use crate::model::ColumnMap;
use crate::platform::files::ChosenFile;
use crate::platform::{clock, page};
use leptos::prelude::*;
use std::sync::Arc;

/// How long a slice of reading may take before the page gets its turn, in milliseconds.
const SLICE: i64 = 16;

/// Rows between two looks at the clock.
const PORTION: usize = 25;

/// Everything that the preview of such files shows.
#[derive(Debug)]
pub struct FilePreview {
    /// What was found in the files.
    pub reading: FileReading,
    /// What importing it would do.
    pub plan: FilePlan,
    /// What the user answered so far.
    pub answers: FileAnswers,
}

/// Whether all files bring other records than work items.
pub(super) fn are_records(files: &[ChosenFile]) -> bool {
    !files.is_empty() && files.iter().all(|file| recognise(&file.bytes).is_some())
}

/// Takes files in if they bring other records than work items; false where they do not.
pub(super) fn takes(app: App, files: &[ChosenFile]) -> bool {
    let kinds: Vec<Option<FileKind>> = files.iter().map(|file| recognise(&file.bytes)).collect();
    let Some(first) = kinds.iter().flatten().next().copied() else { return false };
    if kinds.iter().any(|kind| *kind != Some(first)) {
        let named = files.iter().zip(&kinds).map(|(file, kind)| {
            let kind = kind.map_or("another kind of file", FileKind::name);
            format!("{} ({kind})", file.name)
        });
        let words = format!(
            "These files are not of one kind: {}. Nothing was changed. Choose the files of one kind at a time.",
            named.collect::<Vec<_>>().join(", ")
        );
        import_session::refuse(app, &files.first().map(|f| f.name.clone()).unwrap_or_default(), words);
        return true;
    }
    let inputs = files.iter().map(|file| Input::new(&file.name, file.bytes.clone())).collect();
    begin(app, first, inputs, ColumnMap::new());
    true
}

fn begin(app: App, kind: FileKind, files: Vec<Input>, columns: ColumnMap) {
    show(app, files, ImportStep::Working("Reading"));
    app.import.update(|session| {
        if let Some(session) = session {
            session.kind = Some(kind);
            session.file_answers.columns = columns;
            if kind == FileKind::Costs {
                // Each row of a table of costs names its own project.
                session.file_answers.project = None;
            }
        }
    });
    read_all(app);
}

/// Reads tables of costs whose columns were picked before.
pub(super) fn read_costs(app: App, files: Vec<Input>, columns: &ColumnMap) {
    begin(app, FileKind::Costs, files, columns.clone());
}

/// Reads a table whose columns are not known as one of costs.
pub fn are_costs(app: App, headers: Vec<String>) {
    app.import.update(|session| {
        if let Some(session) = session {
            session.kind = Some(FileKind::Costs);
            session.step = ImportStep::CostColumns { headers, picked: ColumnMap::new() };
        }
    });
}

/// Changes an answer and reads the files again with it.
pub fn answer(app: App, change: impl FnOnce(&mut FileAnswers)) {
    app.import.update(|session| {
        if let Some(session) = session {
            change(&mut session.file_answers);
            session.step = ImportStep::Working("Reading");
        }
    });
    read_all(app);
}

/// What is under way: the files not read yet, the next one last, and what the others gave.
struct Work {
    kind: FileKind,
    /// A table of costs that is being read: its name and its reader.
    costs: Option<(String, CostReader)>,
    answers: FileAnswers,
    waiting: Vec<Input>,
    read: Vec<(String, FileReading)>,
    all: usize,
}

fn read_all(app: App) {
    let Some(run) = new_run(app, None) else { return };
    let work = app.import.with_untracked(|session| {
        let session = session.as_ref()?;
        let mut waiting = session.files.clone();
        waiting.reverse();
        let all = waiting.len();
        let (kind, answers) = (session.kind?, session.file_answers.clone());
        Some(Work { kind, costs: None, answers, waiting, read: Vec::new(), all })
    });
    let Some(work) = work else { return };
    page::after(0, move || read_next(app, run, work));
}

fn read_next(app: App, run: u32, mut work: Work) {
    if !is_wanted(app, run) {
        return;
    }
    if let Some((name, mut reader)) = work.costs.take() {
        let from = clock::now().0;
        let mut more = true;
        while more && clock::now().0 - from < SLICE {
            more = reader.step(PORTION);
        }
        let share = (work.read.len() as f64 + reader.fraction()) / work.all.max(1) as f64;
        app.import_share.set(share);
        if more {
            work.costs = Some((name, reader));
            page::after(0, move || read_next(app, run, work));
        } else {
            let outcome = reader.finish();
            was_read(app, run, work, name, outcome);
        }
        return;
    }
    let Some(file) = work.waiting.pop() else { return plan(app, run, work) };
    let bytes = file.bytes.to_vec();
    if work.kind == FileKind::Costs {
        return match CostReader::open(bytes, &work.answers) {
            Ok(reader) => {
                work.costs = Some((file.name, reader));
                read_next(app, run, work);
            }
            Err(refusal) => refused(app, run, &file.name, work.all, refusal),
        };
    }
    let zone = app.zone.with_untracked(|zone| (**zone).clone());
    let ground = Ground { zone: &zone, zone_of: &|name| clock::known_zone(name) };
    let outcome = read(work.kind, bytes, ground, &work.answers);
    was_read(app, run, work, file.name, outcome);
}

fn was_read(app: App, run: u32, mut work: Work, name: String, outcome: Result<FileReading, FileRefusal>) {
    match outcome {
        Ok(mut reading) => {
            // Schedules without a title are called by their file.
            if reading.batch.project_name.is_empty() {
                reading.batch.project_name = stem(&name).to_owned();
            }
            work.read.push((name, reading));
            app.import_share.set(work.read.len() as f64 / work.all.max(1) as f64);
            page::after(0, move || read_next(app, run, work));
        }
        Err(refusal) => refused(app, run, &name, work.all, refusal),
    }
}

fn refused(app: App, run: u32, name: &str, of: usize, refusal: FileRefusal) {
    if !refusal.headers.is_empty() {
        let step = ImportStep::CostColumns { headers: refusal.headers, picked: ColumnMap::new() };
        return set_step(app, run, step);
    }
    let words = if of > 1 { format!("{name}: {refusal}") } else { refusal.to_string() };
    set_step(app, run, ImportStep::Refused(words));
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn plan(app: App, run: u32, work: Work) {
    match together(work.read) {
        Ok(Some(reading)) => preview(app, run, reading, work.answers),
        Ok(None) => {}
        Err(refusal) => set_step(app, run, ImportStep::Refused(refusal.to_string())),
    }
}

/// Works out what the import would do, and shows it.
fn preview(app: App, run: u32, reading: FileReading, answers: FileAnswers) {
    let plan = app.workbench.with_untracked(|program| plan_file(program, &reading.batch));
    set_step(app, run, ImportStep::Records(Arc::new(FilePreview { reading, plan, answers })));
}

/// The preview on screen.
fn shown(app: App) -> Option<(u32, Arc<FilePreview>)> {
    let preview = app.import.with_untracked(|session| match session.as_ref().map(|s| &s.step) {
        Some(ImportStep::Records(preview)) => Some(preview.clone()),
        _ => None,
    })?;
    Some((new_run(app, None)?, preview))
}

/// Settles a conflict and works the plan out anew.
pub fn choose(app: App, key: &str, field: &str, choice: ConflictChoice) {
    let Some((run, old)) = shown(app) else { return };
    let mut reading = old.reading.clone();
    reading.batch.choose(key, field, choice);
    preview(app, run, reading, old.answers.clone());
}

/// Imports what the preview shows, as one change that one undo takes back.
pub fn confirm(app: App) {
    let Some((run, shown)) = shown(app) else { return };
    // The program may have changed since the preview was drawn (undo, another tab).
    let now = app.workbench.with_untracked(|program| plan_file(program, &shown.reading.batch));
    if now != shown.plan {
        app.toasts
            .say("The program changed since. This is what the import would do now; import again to do it.");
        return preview(app, run, shown.reading.clone(), shown.answers.clone());
    }
    let name = app.import.with_untracked(|s| s.as_ref().map(|s| s.name())).unwrap_or_default();
    let go_on = move || {
        let command = Command::ImportFile(Box::new(shown.reading.batch.clone()));
        if let Some(label) = app.workbench.dispatch(command) {
            app.say(label.clone());
            set_step(app, run, ImportStep::Done(label));
        }
    };
    keep_recovery_point(app, &format!("before the import of {name}"), go_on, || {});
}
