//! Snapshots on their way in, and what is kept before anything is replaced.

use super::import_session::refuse;
use super::overlay::{Confirm, Overlay};
use super::route::{Route, View};
use super::state::App;
use crate::command::Command;
use crate::exchange::snapshot;
use crate::platform::files::ChosenFile;
use leptos::prelude::*;
use std::sync::Arc;

/// Reads a snapshot and asks whether it shall take the program's place.
pub(super) fn begin_snapshot(app: App, file: &ChosenFile) {
    let text = match std::str::from_utf8(&file.bytes) {
        Ok(text) => text,
        Err(_) => {
            let words = "This snapshot is not UTF-8 text, so it was damaged on its way. Nothing was changed. Export it again.";
            return refuse(app, &file.name, words.to_owned());
        }
    };
    let snapshot = match snapshot::read(text) {
        Ok(snapshot) => snapshot,
        Err(error) => return refuse(app, &file.name, error.to_string()),
    };
    let records = snapshot.program.record_count();
    let snapshot_name = file.name.clone();
    let label = format!("Snapshot {} restored", file.name);
    let program = Arc::new(snapshot.program);
    let restore = move || {
        let command = Command::Replace { label: label.clone(), program: Box::new((*program).clone()) };
        replace(app, "before a snapshot was restored", command, move || app.go(Route::to(View::Today)));
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

/// Keeps the program as a recovery point, then goes on. Without one nothing may be replaced, so `then`
/// is not called, but `otherwise`; an empty program and the sample need none.
pub fn keep_recovery_point(
    app: App,
    why: &str,
    then: impl FnOnce() + 'static,
    otherwise: impl FnOnce() + 'static,
) {
    // Neither an empty program nor the sample may push the user's own points out.
    let needless = app.workbench.with_untracked(|p| p.record_count() == 0 || p.settings.sample);
    if needless {
        return then();
    }
    let why = why.to_owned();
    wasm_bindgen_futures::spawn_local(async move {
        match app.workbench.saver.take_point(&why).await {
            Ok(()) => then(),
            Err(error) => {
                app.toasts.say(format!("No recovery point could be kept, so nothing was replaced. {error}"));
                otherwise();
            }
        }
    });
}

/// Replaces the program, after a recovery point was kept, and goes on.
pub fn replace(app: App, why: &str, command: Command, then: impl FnOnce() + 'static) {
    let replaced = move || {
        if app.workbench.dispatch_aloud(command) {
            app.naming.set(None);
            app.import.set(None);
            then();
        }
    };
    keep_recovery_point(app, why, replaced, || {});
}
