//! Steps that several parts of the room offer.

use super::room::Room;
use crate::app::App;
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::{EntryId, EntryKind, IncidentId, TimelineEntry, Verdict};
use crate::platform::{clock, page};

/// Resolves an incident; what is left is the postmortem.
pub(super) fn resolve(app: App, id: IncidentId) {
    let Some(before) = app.workbench.with_untracked(|p| p.incidents.get(&id).cloned()) else { return };
    let mut after = (*before).clone();
    let me = app.workbench.with_untracked(|p| p.people.values().find(|x| x.me).map(|x| x.id));
    after.timeline.push(TimelineEntry {
        id: EntryId::from(0),
        at: clock::now(),
        kind: EntryKind::Resolved,
        text: "Over".to_owned(),
        person: me,
        ..crate::json::Json::blank()
    });
    if app.revise((*before).clone(), after).is_some() {
        app.toasts.say_with_undo(format!("{} resolved. The postmortem is next.", before.key));
        page::focus_later(".war-postmortem textarea".into());
    }
}

/// What can be done with an entry.
pub(super) fn entry_menu(room: Room, entry: &TimelineEntry) -> Vec<MenuItem> {
    let id = entry.id;
    let mut lines = vec![MenuItem::new("Edit", move || room.editing.set(Some(id))).hint("E")];
    if entry.led_to.is_none() && !entry.struck {
        let (word, noun) = match entry.kind {
            EntryKind::Decision => ("Keep as a decision", "decision"),
            _ => ("Make an action", "action"),
        };
        lines.push(MenuItem::new(word, move || keep(room, id, noun)).hint("T"));
    }
    if let Some(to) = entry.led_to.clone() {
        lines.push(MenuItem::new("Open what came of it", move || room.app.open_ref(&to)));
    }
    if entry.kind == EntryKind::Hypothesis {
        lines.extend(
            verdicts(room, id)
                .into_iter()
                .enumerate()
                .map(|(n, line)| if n == 0 { line.apart() } else { line }),
        );
    }
    let word = if entry.struck { "Take it back in" } else { "Strike it out" };
    lines.push(MenuItem::new(word, move || strike(room, id)).hint("X").apart());
    lines
}

/// What can become of a hypothesis.
pub(super) fn verdicts(room: Room, id: EntryId) -> Vec<MenuItem> {
    Verdict::ALL
        .iter()
        .map(|verdict| {
            let verdict = *verdict;
            MenuItem::new(verdict.name(), move || {
                room.change_entry(id, |entry| entry.verdict = Some(verdict));
            })
        })
        .collect()
}

/// Makes a record of an entry, linked from the incident.
pub(super) fn keep(room: Room, id: EntryId, noun: &str) {
    if room.change_entry(id, |entry| entry.kept = true) {
        room.app.toasts.say_with_undo(format!("Kept as an own {noun}, linked to the incident"));
    }
}

/// Strikes an entry out, or takes it back in. It stays visible.
pub(super) fn strike(room: Room, id: EntryId) {
    room.change_entry(id, |entry| entry.struck = !entry.struck);
}
