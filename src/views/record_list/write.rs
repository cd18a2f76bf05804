//! What a list changes, copies and exports.

use super::RecordList;
use crate::analysis::lists::{Row, nudge};
use crate::app::App;
use crate::command::{Command, FieldEdit};
use crate::dom::prelude::*;
use crate::exchange::outward::rows_csv;
use crate::json::Value;
use crate::model::{Date, Ref};
use crate::platform::{clipboard, files};
use std::collections::BTreeSet;

/// The edits that put a record into a state: what is closed here is closed today, in the program's zone.
pub(in crate::views) fn state_edits(row: &Row, word: &str, today: Date) -> Vec<FieldEdit> {
    let mut edits = vec![FieldEdit::Set("state".into(), Value::Text(word.to_owned()))];
    let closing = match row.at {
        Ref::Action(_) | Ref::Assumption(_) | Ref::Issue(_) => "closed",
        Ref::Decision(_) | Ref::Change(_) => "decided",
        _ => return edits,
    };
    if row.open {
        edits.push(FieldEdit::Set(closing.into(), Value::Text(today.to_string())));
    }
    edits
}

/// A field's new value, or none.
pub(super) fn field(name: &str, value: Option<String>) -> Vec<FieldEdit> {
    vec![match value {
        Some(value) => FieldEdit::Set(name.into(), Value::Text(value)),
        None => FieldEdit::Clear(name.into()),
    }]
}

/// Changes rows as one step of undo. `what` is said of several: `Owner`.
pub(super) fn change(list: RecordList, rows: &[Row], what: &str, edits: impl Fn(&Row) -> Vec<FieldEdit>) {
    let app = list.app();
    let mut commands: Vec<Command> = app.workbench.with_untracked(|p| {
        let place = |row: &Row| row.at.slot(p)?.emptied();
        let each = rows.iter().filter_map(|row| Some((place(row)?, edits(row))));
        each.map(|(place, edits)| Command::Revise { place: Box::new(place), edits }).collect()
    });
    if commands.len() == 1
        && let Some(command) = commands.pop()
    {
        app.workbench.dispatch_aloud(command);
    } else if !commands.is_empty() {
        let label = [what, " of ", &list.count(commands.len()), " changed"].concat();
        app.workbench.dispatch_aloud(Command::Together { label, commands });
    }
}

/// Takes rows away as one step of undo.
pub(super) fn remove(list: RecordList, rows: &[Row]) {
    let app = list.app();
    let commands: Vec<Command> = app
        .workbench
        .with_untracked(|p| rows.iter().filter_map(|row| row.at.slot(p)).map(Command::remove).collect());
    let label = [&list.count(commands.len()), " deleted"].concat();
    app.workbench.dispatch_aloud(Command::Together { label, commands });
}

/// Puts text on the clipboard and says so.
pub(in crate::views) fn copy_text(app: App, plain: String, html: Option<String>, said: String) {
    wasm_bindgen_futures::spawn_local(async move {
        let said = if clipboard::copy(plain, html).await {
            said
        } else {
            "The browser refused the clipboard. Nothing was copied.".to_owned()
        };
        app.toasts.say(said);
    });
}

/// Copies a reminder for each owner of the rows, and notes that they were reminded today.
pub(super) fn remind(list: RecordList, rows: &[Row]) {
    let app = list.app();
    let today = app.today_untracked();
    let owners: BTreeSet<_> = rows.iter().filter(|row| row.open).filter_map(|row| row.owner).collect();
    let texts: Vec<String> = app.workbench.with_untracked(|p| {
        owners.iter().map(|owner| nudge(p, *owner, rows, today)).filter(|t| !t.is_empty()).collect()
    });
    if texts.is_empty() {
        app.toasts.say("Nobody owns this yet, or it is closed. There is nobody to remind.");
        return;
    }
    let said = if texts.len() == 1 {
        "Reminder copied".to_owned()
    } else {
        format!("Reminders for {} people copied", texts.len())
    };
    copy_text(app, texts.join("\n\n\n"), None, said);
    let reminded: Vec<Row> = rows
        .iter()
        .filter(|row| row.open && row.owner.is_some() && matches!(row.at, Ref::Action(_)))
        .filter(|row| row.nudged != Some(today))
        .cloned()
        .collect();
    if !reminded.is_empty() {
        let edits = field("nudged", Some(today.to_string()));
        let command = app.workbench.with_untracked(|p| {
            let place = |row: &Row| row.at.slot(p)?.emptied();
            let commands = reminded.iter().filter_map(place);
            commands.map(|place| Command::Revise { place: Box::new(place), edits: edits.clone() }).collect()
        });
        app.workbench.dispatch(Command::Together { label: "Reminder noted".into(), commands: command });
    }
}

/// Saves the list as it is shown, or what is ticked, as a table.
pub(super) fn export(list: RecordList) {
    let app = list.app();
    let chosen = list.chosen();
    let rows = if chosen.is_empty() { list.passing.with_untracked(|rows| (**rows).clone()) } else { chosen };
    let text = app.workbench.with_untracked(|p| rows_csv(p, &rows, list.spec.due.0, list.spec.extra));
    let name = [&list.spec.name.to_lowercase().replace(' ', "-"), ".csv"].concat();
    if files::download(&name, "text/csv", &text) {
        app.toasts.say(format!("{name} exported, {}", list.count(rows.len())));
    } else {
        app.toasts.say("The browser refused the download. Nothing was changed.");
    }
}
