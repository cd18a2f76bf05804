//! An import under way: the file, the answers, the preview. Nothing is written before "Import".

use super::overlay::{Confirm, Overlay};
use super::route::{Route, View};
use super::state::App;
use crate::command::{Command, ImportBatch, ImportPlan, plan_import};
use crate::exchange::items::{Answers, Input, Reader, Reading, Recognised, recognise};
use crate::exchange::snapshot;
use crate::platform::files::ChosenFile;
use crate::platform::{local_storage::Browser, page};
use crate::storage::recovery;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// Where an import stands.
#[derive(Debug, Clone)]
pub enum ImportStep {
    /// Reading, with the share done (0 to 1).
    Reading(f64),
    /// The file was refused: what happened, what is safe, what to do.
    Refused(String),
    /// A table whose columns are not known: the user picks them. Carries the header row.
    Columns(Vec<String>),
    /// What would happen.
    Preview(Arc<Preview>),
    /// Done: what happened.
    Done(String),
}

/// Everything that the preview shows.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What was found in the file.
    pub reading: Reading,
    /// What importing it would do.
    pub plan: ImportPlan,
}

/// One file on its way in.
#[derive(Debug, Clone)]
pub struct ImportSession {
    /// The file's name.
    pub name: String,
    /// The file's bytes, kept to read again when an answer changes.
    pub bytes: Arc<Vec<u8>>,
    /// What the user answered.
    pub answers: Answers,
    /// Answers of an earlier import from the same source were taken over.
    remembered: bool,
    /// Where it stands.
    pub step: ImportStep,
    /// Tells this reading from an older one that was cancelled.
    run: u32,
}

/// Counts readings over all sessions: a slice of a cancelled one must never pass for a later one's.
static RUNS: AtomicU32 = AtomicU32::new(0);

/// Rows that are read before the page gets its turn.
const ROWS_A_TURN: usize = 400;

/// Takes a chosen or dropped file in.
pub fn begin(app: App, file: ChosenFile) {
    let recognised = recognise(&file.bytes);
    let table = matches!(recognised, Recognised::Items(_) | Recognised::Columns { .. });
    if table && app.workbench.with_untracked(|p| p.settings.sample) {
        return leave_sample_first(app, file);
    }
    match recognised {
        Recognised::Snapshot => begin_snapshot(app, &file),
        Recognised::Columns { headers, .. } => show(app, file, ImportStep::Columns(headers)),
        Recognised::Items(_) => {
            show(app, file, ImportStep::Reading(0.0));
            read(app);
        }
        other => {
            let words = other.refusal().map(|refusal| refusal.to_string()).unwrap_or_default();
            show(app, file, ImportStep::Refused(words));
        }
    }
}

/// The sample never mixes with real data: it is closed before an import begins.
fn leave_sample_first(app: App, file: ChosenFile) {
    let close = move || {
        let command = Command::Replace { label: "Sample program closed".into(), program: Box::default() };
        if app.workbench.dispatch(command).is_some() {
            begin(app, file.clone());
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

fn show(app: App, file: ChosenFile, step: ImportStep) {
    let project = untrack(|| app.project());
    app.import.set(Some(ImportSession {
        name: file.name,
        bytes: Arc::new(file.bytes),
        answers: Answers { project, ..Answers::default() },
        remembered: false,
        step,
        run: 0,
    }));
    app.go(Route::to(View::Import));
}

/// Changes an answer and reads the file again with it.
pub fn answer(app: App, change: impl FnOnce(&mut Answers)) {
    app.import.update(|session| {
        if let Some(session) = session {
            change(&mut session.answers);
            session.step = ImportStep::Reading(0.0);
        }
    });
    read(app);
}

/// Starts to read the file in slices; a newer reading takes the place of an older one.
fn read(app: App) {
    let started = app.import.try_update(|session| {
        let session = session.as_mut()?;
        session.run = RUNS.fetch_add(1, Ordering::Relaxed) + 1;
        Some((session.run, session.bytes.clone(), session.answers.clone()))
    });
    let Some((run, bytes, answers)) = started.flatten() else { return };
    let zone = app.zone.with_untracked(|z| (**z).clone());
    let input = Input { name: String::new(), bytes: (*bytes).clone() };
    match Reader::new(vec![input], zone, answers) {
        Ok(reader) => go_on(app, run, reader),
        Err(refusal) => set_step(app, run, ImportStep::Refused(refusal.to_string())),
    }
}

/// Reads some rows, then gives the page its turn, until done or cancelled.
fn go_on(app: App, run: u32, mut reader: Reader) {
    if app.import.with_untracked(|s| s.as_ref().is_none_or(|s| s.run != run)) {
        return;
    }
    let progress = reader.step(ROWS_A_TURN);
    if progress.finished {
        return match reader.finish() {
            Ok(reading) => finish(app, run, reading),
            Err(refusal) => set_step(app, run, ImportStep::Refused(refusal.to_string())),
        };
    }
    set_step(app, run, ImportStep::Reading(progress.fraction));
    page::after(0, move || go_on(app, run, reader));
}

fn set_step(app: App, run: u32, step: ImportStep) {
    app.import.update(|session| {
        if let Some(session) = session
            && session.run == run
        {
            session.step = step;
        }
    });
}

fn finish(app: App, run: u32, mut reading: Reading) {
    reading.batch.zone = Some(app.zone.with_untracked(|z| z.name().to_owned()));
    // Answers of the last import from this source hold until the user gives others.
    let known = app.workbench.with_untracked(|p| {
        let name = &reading.batch.source;
        p.sources
            .values()
            .find(|s| s.system == reading.batch.system && s.name == *name)
            .map(|s| Answers::of(s))
    });
    let fresh = app.import.with_untracked(|s| s.as_ref().is_some_and(|s| !s.remembered));
    if let Some(known) = known.filter(|_| fresh) {
        app.import.update(|session| {
            if let Some(session) = session {
                session.remembered = true;
            }
        });
        return answer(app, |answers| *answers = known);
    }
    let plan = app.workbench.with_untracked(|p| plan_import(p, &reading.batch));
    set_step(app, run, ImportStep::Preview(Arc::new(Preview { reading, plan })));
}

/// Changes the batch itself (a conflict's choice) and works the plan out anew.
pub fn choose(app: App, change: impl FnOnce(&mut ImportBatch)) {
    let preview = app.import.with_untracked(|s| match s.as_ref().map(|s| (&s.step, s.run)) {
        Some((ImportStep::Preview(preview), run)) => Some((preview.clone(), run)),
        _ => None,
    });
    let Some((preview, run)) = preview else { return };
    let mut reading = preview.reading.clone();
    change(&mut reading.batch);
    let plan = app.workbench.with_untracked(|p| plan_import(p, &reading.batch));
    set_step(app, run, ImportStep::Preview(Arc::new(Preview { reading, plan })));
}

/// Imports what the preview shows, as one change that one undo takes back.
pub fn confirm(app: App) {
    let session = app.import.get_untracked();
    let Some(ImportSession { name, step: ImportStep::Preview(preview), run, .. }) = session else { return };
    // The program may have changed since the preview was drawn (undo, another tab).
    let plan = app.workbench.with_untracked(|p| plan_import(p, &preview.reading.batch));
    if plan != preview.plan {
        let reading = preview.reading.clone();
        set_step(app, run, ImportStep::Preview(Arc::new(Preview { reading, plan })));
        app.toasts
            .say("The program changed since. This is what the import would do now; import again to do it.");
        return;
    }
    if !keep_recovery_point(app, &format!("before the import of {name}")) {
        return;
    }
    let command = Command::Import(Box::new(preview.reading.batch.clone()));
    if let Some(label) = app.workbench.dispatch(command) {
        app.workbench.saver.flush();
        app.say(label.clone());
        set_step(app, run, ImportStep::Done(label));
    }
}

/// Drops the import. Nothing was written.
pub fn cancel(app: App) {
    app.import.set(None);
    app.go(Route::to(View::Data));
}

fn begin_snapshot(app: App, file: &ChosenFile) {
    let text = match std::str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(_) => {
            let words = "This snapshot is not UTF-8 text, so it was damaged on its way. Nothing was changed. Export it again.";
            return show(app, file.clone(), ImportStep::Refused(words.to_owned()));
        }
    };
    let snapshot = match snapshot::read(text) {
        Ok(snapshot) => snapshot,
        Err(error) => return show(app, file.clone(), ImportStep::Refused(error.to_string())),
    };
    let records = snapshot.program.record_count();
    let snapshot_name = file.name.clone();
    let label = format!("Snapshot {} restored", file.name);
    let program = Arc::new(snapshot.program);
    let restore = move || {
        let command = Command::Replace { label: label.clone(), program: Box::new((*program).clone()) };
        if replace(app, "before a snapshot was restored", command) {
            app.go(Route::to(View::Today));
        }
    };
    let here = app.workbench.with_untracked(|p| p.record_count());
    let notes = snapshot.notes.iter().map(|n| format!(" {n}")).collect::<String>();
    let name = &snapshot_name;
    let kept = if app.workbench.with_untracked(|p| p.settings.sample) {
        "The sample program is closed"
    } else {
        "The program as it stands is kept as a recovery point first"
    };
    let (title, text, verb) = if here == 0 {
        ("Open this snapshot?", format!("{name} holds {records} records.{notes}"), "Restore")
    } else {
        (
            "Replace the program by this snapshot?",
            format!(
                "{name} holds {records} records; this program holds {here}. {kept}, and undo brings it back.{notes}"
            ),
            "Replace",
        )
    };
    app.overlay.set(Some(Overlay::Confirm(Confirm {
        title: title.into(),
        text,
        verb: verb.into(),
        danger: here > 0,
        action: Arc::new(restore),
    })));
}

/// Keeps the program as a recovery point. Without one, nothing may be replaced; an empty program
/// and the sample need none.
pub fn keep_recovery_point(app: App, why: &str) -> bool {
    let now = crate::platform::clock::now();
    let outcome = app.workbench.with_untracked(|program| {
        // Neither an empty program nor the sample may push the user's own points out.
        if program.record_count() == 0 || program.settings.sample {
            return Ok(());
        }
        recovery::take(&Browser, program, why, now).map(|_| ())
    });
    match outcome {
        Ok(()) => true,
        Err(error) => {
            app.toasts.say(format!("No recovery point could be kept, so nothing was replaced. {error}"));
            false
        }
    }
}

/// Replaces the program, after a recovery point was kept.
pub fn replace(app: App, why: &str, command: Command) -> bool {
    if !keep_recovery_point(app, why) {
        return false;
    }
    let done = app.workbench.dispatch_aloud(command);
    if done {
        app.naming.set(None);
        app.import.set(None);
        app.workbench.saver.flush();
    }
    done
}
