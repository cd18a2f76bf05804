//! An import under way: the files, the answers, the preview. Nothing is written before "Import".
//!
//! Reading, working out what would change, and importing go on in slices: the page gets its turn
//! every few milliseconds, and what is under way can be cancelled.

use super::file_session::{self, FilePreview};
use super::overlay::{Confirm, Overlay};
use super::route::{Route, View};
use super::snapshot_session::{begin_snapshot, keep_recovery_point};
use super::state::App;
use crate::command::{Command, ImportBatch, ImportPlan, ImportedItem, PreparedImport};
use crate::exchange::items::{Answers, Input, Reader, Reading, Recognised, recognise};
use crate::exchange::records::{FileAnswers, FileKind};
use crate::model::{ColumnMap, SourceSystem, Stamp, Timestamp};
use crate::platform::files::ChosenFile;
use crate::platform::{clock, page};
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where an import stands.
#[derive(Debug, Clone)]
pub enum ImportStep {
    /// Something takes a while: what it is. How far it has come is in [`App::import_share`].
    Working(&'static str),
    /// The files were refused: what happened, what is safe, what to do.
    Refused(String),
    /// A table whose columns are not known, or are to be picked anew: the user picks them.
    Columns {
        /// The header row.
        headers: Vec<String>,
        /// What is picked at first: field → header.
        picked: ColumnMap,
    },
    /// A table of costs whose columns are not known: the user picks them.
    CostColumns {
        /// The header row.
        headers: Vec<String>,
        /// What is picked at first: field → header.
        picked: ColumnMap,
    },
    /// What would happen.
    Preview(Arc<Preview>),
    /// What would happen with a calendar, a schedule, test reports or costs.
    Records(Arc<FilePreview>),
    /// Done: what happened.
    Done(String),
}

/// Everything that the preview shows.
#[derive(Debug)]
pub struct Preview {
    /// What was found in the files.
    pub reading: Arc<Reading>,
    /// What importing it would do.
    pub plan: ImportPlan,
}

/// Files on their way in.
#[derive(Debug, Clone)]
pub struct ImportSession {
    /// The files, kept to read them again when an answer changes.
    pub files: Vec<Input>,
    /// What the user answered.
    pub answers: Answers,
    /// The files bring other records than work items: which.
    pub(super) kind: Option<FileKind>,
    /// What the user answered about those.
    pub(super) file_answers: FileAnswers,
    /// Answers of an earlier import from the same source were taken over.
    remembered: bool,
    /// Where it stands.
    pub step: ImportStep,
    /// Tells this reading from an older one that was cancelled.
    run: u32,
}

impl ImportSession {
    /// The files' names, as a message shows them.
    #[must_use]
    pub fn name(&self) -> String {
        match self.files.as_slice() {
            [only] => only.name.clone(),
            [first, rest @ ..] => format!("{} and {} more", first.name, rest.len()),
            [] => String::new(),
        }
    }

    /// The size of all files, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.files.iter().map(|file| file.bytes.len()).sum()
    }
}

/// Counts readings over all sessions: a slice of a cancelled one must never pass for a later one's.
static RUNS: AtomicU32 = AtomicU32::new(0);

/// How long a slice of work may take before the page gets its turn, in milliseconds.
const SLICE: i64 = 16;

/// Rows or records between two looks at the clock.
const PORTION: usize = 25;

/// More than this is not taken in: the browser's memory would not hold it several times over.
pub(super) const LARGEST: f64 = 200e6;

/// Takes chosen or dropped files in, as one import.
pub fn begin(app: App, files: Vec<ChosenFile>) {
    if app.workbench.with_untracked(|p| !p.settings.sample) && file_session::takes(app, &files) {
        return;
    }
    let recognised: Vec<Recognised> = files.iter().map(|file| recognise(&file.bytes)).collect();
    if let (Some(file), [Recognised::Snapshot]) = (files.first(), recognised.as_slice()) {
        return begin_snapshot(app, file);
    }
    if file_session::are_records(&files) {
        return leave_sample_first(app, files);
    }
    let refused = recognised.iter().zip(&files).find_map(|(told, file)| Some((told.refusal()?, &file.name)));
    if let Some((refusal, name)) = refused {
        let words = if files.len() > 1 { format!("{name}: {refusal}") } else { refusal.to_string() };
        return refuse(app, name, words);
    }
    if app.workbench.with_untracked(|p| p.settings.sample) {
        return leave_sample_first(app, files);
    }
    let columns = recognised.into_iter().find_map(|told| match told {
        Recognised::Columns { headers, suggested } => Some((headers, suggested)),
        _ => None,
    });
    let files = files.into_iter().map(|file| Input::new(&file.name, file.bytes)).collect();
    let Some((headers, suggested)) = columns else {
        show(app, files, ImportStep::Working("Reading"));
        return read(app);
    };
    // A table whose columns were picked before is read the same way again.
    let known = app.workbench.with_untracked(|p| {
        let fits = |columns: &ColumnMap| !columns.is_empty() && columns.values().all(|h| headers.contains(h));
        p.sources.values().find(|s| fits(&s.columns)).cloned()
    });
    match known {
        Some(known) if known.system == SourceSystem::Cost => {
            file_session::read_costs(app, files, &known.columns)
        }
        Some(known) => {
            show(app, files, ImportStep::Working("Reading"));
            answer(app, |answers| *answers = Answers::of(&known));
        }
        None => show(app, files, ImportStep::Columns { headers, picked: suggested }),
    }
}

/// The sample never mixes with real data: it is closed before an import begins.
fn leave_sample_first(app: App, files: Vec<ChosenFile>) {
    let close = move || {
        let command = Command::Replace { label: "Sample program closed".into(), program: Box::default() };
        if app.workbench.dispatch(command).is_some() {
            begin(app, files.clone());
        }
    };
    app.overlay.set(Some(Overlay::Confirm(Confirm {
        title: "Close the sample program first?".into(),
        text: "The sample never mixes with your data. It is closed, and the import goes into a program of your own. \
               The sample can be opened again at any time."
            .into(),
        verb: "Close the sample and import".into(),
        danger: false,
        action: Arc::new(close),
    })));
}

/// Says why files are not taken in.
pub(super) fn refuse(app: App, name: &str, words: String) {
    show(app, vec![Input::new(name, Vec::new())], ImportStep::Refused(words));
}

/// Shows files on the page of imports.
pub(super) fn show(app: App, files: Vec<Input>, step: ImportStep) {
    let project = untrack(|| app.project());
    app.import_share.set(0.0);
    app.import.set(Some(ImportSession {
        files,
        answers: Answers { project, ..Answers::default() },
        kind: None,
        file_answers: FileAnswers { project, ..FileAnswers::default() },
        remembered: false,
        step,
        run: 0,
    }));
    app.go(Route::to(View::Import));
}

/// Changes an answer and reads the files again with it.
pub fn answer(app: App, change: impl FnOnce(&mut Answers)) {
    app.import.update(|session| {
        if let Some(session) = session {
            change(&mut session.answers);
            session.step = ImportStep::Working("Reading");
        }
    });
    read(app);
}

/// Goes back to picking columns.
pub fn pick_again(app: App, headers: Vec<String>) {
    app.import.update(|session| {
        if let Some(session) = session {
            let picked = session.answers.columns.clone();
            session.step = ImportStep::Columns { headers, picked };
        }
    });
}

/// Marks a new piece of work, which takes the place of an older one, and gives its number.
pub(super) fn new_run(app: App, step: Option<ImportStep>) -> Option<u32> {
    app.import_share.set(0.0);
    app.import
        .try_update(|session| {
            let session = session.as_mut()?;
            session.run = RUNS.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(step) = step {
                session.step = step;
            }
            Some(session.run)
        })
        .flatten()
}

/// Whether a piece of work was neither cancelled nor replaced.
pub(super) fn is_wanted(app: App, run: u32) -> bool {
    app.import.with_untracked(|s| s.as_ref().is_some_and(|s| s.run == run))
}

/// Works in slices: `step` gives what is done, or none when there is nothing left; then `done`.
fn in_slices<W: 'static>(
    app: App,
    run: u32,
    mut work: W,
    step: impl Fn(&mut W) -> Option<f64> + 'static,
    done: impl FnOnce(W) + 'static,
) {
    if !is_wanted(app, run) {
        return;
    }
    let from = clock::now().0;
    loop {
        match step(&mut work) {
            None => return done(work),
            Some(share) if clock::now().0 - from >= SLICE => {
                app.import_share.set(share);
                break;
            }
            Some(_) => {}
        }
    }
    page::after(0, move || in_slices(app, run, work, step, done));
}

/// Reads the files; a newer reading takes the place of an older one.
fn read(app: App) {
    let Some(run) = new_run(app, None) else { return };
    let Some((files, answers)) =
        app.import.with_untracked(|s| s.as_ref().map(|s| (s.files.clone(), s.answers.clone())))
    else {
        return;
    };
    let zone = app.zone.with_untracked(|z| (**z).clone());
    let reader = Reader::new(files, zone, answers);
    let step = |reader: &mut Reader| {
        let progress = reader.step(PORTION);
        (!progress.finished).then_some(progress.fraction)
    };
    in_slices(app, run, reader, step, move |reader| match reader.finish() {
        Ok(reading) => was_read(app, run, reading),
        Err(refusal) if !refusal.headers.is_empty() => {
            set_step(app, run, ImportStep::Columns { headers: refusal.headers, picked: ColumnMap::new() });
        }
        Err(refusal) => set_step(app, run, ImportStep::Refused(refusal.to_string())),
    });
}

/// Shows where a piece of work stands, unless it was cancelled or replaced.
pub(super) fn set_step(app: App, run: u32, step: ImportStep) {
    app.import.update(|session| {
        if let Some(session) = session
            && session.run == run
        {
            session.step = step;
        }
    });
}

fn was_read(app: App, run: u32, mut reading: Reading) {
    if reading.batch.items.is_empty() {
        let reason = reading.remarks.first().map(|r| format!("{}. ", r.text)).unwrap_or_default();
        let words = format!(
            "No item could be read. {reason}Nothing was changed. Export again and choose the new file."
        );
        return set_step(app, run, ImportStep::Refused(words));
    }
    reading.batch.zone = Some(app.zone.with_untracked(|z| z.name().to_owned()));
    // Answers of the last import from this source hold until the user gives others.
    let known = app.workbench.with_untracked(|p| {
        let batch = &reading.batch;
        p.sources
            .values()
            .find(|s| s.system == batch.system && s.name == batch.source)
            .map(|s| Answers::of(s))
    });
    let fresh = app.import.with_untracked(|s| s.as_ref().is_some_and(|s| !s.remembered));
    if let Some(known) = known.filter(|_| fresh) {
        let same = app.import.try_update(|session| {
            let session = session.as_mut()?;
            session.remembered = true;
            Some(session.answers == known)
        });
        if same.flatten() == Some(false) {
            return answer(app, |answers| *answers = known);
        }
    }
    plan(app, run, Arc::new(reading));
}

/// Works out what the import would do.
fn plan(app: App, run: u32, reading: Arc<Reading>) {
    set_step(app, run, ImportStep::Working("Comparing with what is here"));
    // No moment or id of the plan is kept, so any will do.
    let stamp = Stamp { at: Timestamp::default(), seed: 0x706c_616e };
    let prepared = app.workbench.with_untracked(|p| PreparedImport::new(p, stamp));
    prepare(app, run, prepared, reading, move |reading, prepared| {
        let plan = prepared.into_plan();
        set_step(app, run, ImportStep::Preview(Arc::new(Preview { reading, plan })));
    });
}

/// Works an import out in slices.
fn prepare(
    app: App,
    run: u32,
    prepared: PreparedImport,
    reading: Arc<Reading>,
    done: impl FnOnce(Arc<Reading>, PreparedImport) + 'static,
) {
    let step = |work: &mut (Arc<Reading>, PreparedImport)| {
        let (reading, prepared) = work;
        prepared.step(&reading.batch, PORTION).then(|| prepared.fraction(&reading.batch))
    };
    in_slices(app, run, (reading, prepared), step, move |(reading, prepared)| done(reading, prepared));
}

/// The preview on screen, taken out of the session to be changed.
fn take_preview(app: App, word: &'static str) -> Option<(u32, Arc<Preview>)> {
    let preview = app.import.with_untracked(|s| match s.as_ref().map(|s| &s.step) {
        Some(ImportStep::Preview(preview)) => Some(preview.clone()),
        _ => None,
    })?;
    // A small import is worked out before the next frame: no need to show that it is.
    let step = (preview.reading.batch.items.len() > 2_000).then_some(ImportStep::Working(word));
    Some((new_run(app, step)?, preview))
}

/// Changes the batch itself (a conflict's choice) and works the plan out anew.
pub fn choose(app: App, change: impl FnOnce(&mut ImportBatch)) {
    let Some((run, preview)) = take_preview(app, "Comparing with what is here") else { return };
    let mut reading = match Arc::try_unwrap(preview) {
        Ok(preview) => preview.reading,
        Err(preview) => preview.reading.clone(),
    };
    change(&mut Arc::make_mut(&mut reading).batch);
    plan(app, run, reading);
}

/// Imports what the preview shows, as one change that one undo takes back.
pub fn confirm(app: App) {
    let Some((run, preview)) = take_preview(app, "Importing") else { return };
    let stamp = clock::stamp();
    let prepared = app.workbench.with_untracked(|p| PreparedImport::new(p, stamp));
    let reading = preview.reading.clone();
    prepare(app, run, prepared, reading, move |reading, prepared| put(app, run, preview, reading, prepared));
}

fn put(app: App, run: u32, preview: Arc<Preview>, reading: Arc<Reading>, mut prepared: PreparedImport) {
    // The program may have changed since the preview was drawn (undo, another tab).
    if *prepared.plan() != preview.plan {
        app.toasts
            .say("The program changed since. This is what the import would do now; import again to do it.");
        return plan(app, run, reading);
    }
    let name = app.import.with_untracked(|s| s.as_ref().map(ImportSession::name)).unwrap_or_default();
    let again = reading.clone();
    let go_on = move || match app.workbench.import(&mut prepared, &reading.batch) {
        Some(label) => {
            app.say(label.clone());
            set_step(app, run, ImportStep::Done(label));
            // Letting go of a hundred thousand records takes a while: the page gets its turn before.
            page::after(50, move || drop(prepared));
            page::after(100, move || {
                drop(preview);
                if let Ok(reading) = Arc::try_unwrap(reading) {
                    let_go(reading.batch.items);
                }
            });
        }
        None => plan(app, run, reading),
    };
    keep_recovery_point(app, &format!("before the import of {name}"), go_on, move || plan(app, run, again));
}

/// Lets go of records a few thousand at a time.
fn let_go(mut items: Vec<ImportedItem>) {
    items.truncate(items.len().saturating_sub(4_000));
    if !items.is_empty() {
        page::after(0, move || let_go(items));
    }
}

/// Drops the import. Nothing was written.
pub fn cancel(app: App) {
    app.import.set(None);
    app.go(Route::to(View::Data));
}
