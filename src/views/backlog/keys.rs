//! The backlog by keyboard: arrows walk, Alt moves, Space chooses, letters change.

use super::{Ask, Desk, change, focus, moves};
use crate::app::{jump_waits, single_keys};
use crate::command::Command;
use crate::dom::prelude::*;
use crate::model::WorkItemId;
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Chooses an item, or no longer.
pub(super) fn set_chosen(desk: Desk, id: WorkItemId, on: bool) {
    desk.chosen.update(|chosen| {
        if on {
            chosen.insert(id);
        } else {
            chosen.remove(&id);
        }
    });
    let count = desk.chosen.with_untracked(std::collections::HashSet::len);
    desk.app.say(format!("{count} selected"));
}

/// Chooses everything from the nearest chosen item to this one.
pub(super) fn choose_to(desk: Desk, id: WorkItemId) {
    desk.list.with_untracked(|list| {
        let Some(here) = list.places.get(&id).copied() else { return };
        desk.chosen.update(|chosen| {
            let nearest = chosen.iter().filter_map(|c| list.places.get(c)).min_by_key(|p| p.abs_diff(here));
            let from = nearest.copied().unwrap_or(here);
            let range = from.min(here)..=from.max(here);
            chosen.extend(list.all.rows.get(range).unwrap_or_default().iter().map(|row| row.id));
        });
    });
}

/// Folds or unfolds; what `open` says, or the other way round.
pub(super) fn fold(desk: Desk, id: WorkItemId, open: Option<bool>) {
    desk.closed.update(|closed| {
        let is_open = !closed.contains(&id);
        if open.unwrap_or(!is_open) {
            closed.remove(&id);
        } else {
            closed.insert(id);
        }
    });
}

pub(super) fn press(desk: Desk, id: WorkItemId, key: &str, event: &KeyboardEvent) {
    // Keys pressed on a row's own button or field belong to it.
    if event.target() != event.current_target() {
        return;
    }
    let handled = if event.alt_key() && !event.ctrl_key() && !event.meta_key() {
        match event.key().as_str() {
            "ArrowUp" => moves::by_one(desk, id, -1),
            "ArrowDown" => moves::by_one(desk, id, 1),
            "Home" => moves::to_top(desk, id),
            "End" => moves::to_bottom(desk, id),
            _ => false,
        }
    } else if event.ctrl_key() || event.meta_key() {
        let all = event.key().eq_ignore_ascii_case("a");
        if all {
            desk.list.with_untracked(|l| {
                desk.chosen.update(|chosen| chosen.extend(l.all.rows.iter().map(|row| row.id)));
            });
        }
        all
    } else {
        plain(desk, id, key, event)
    };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn step(desk: Desk, id: WorkItemId, by: isize, choose: bool) -> bool {
    if let Some(next) = desk.list.with_untracked(|l| l.beside(id, by)) {
        if choose {
            desk.chosen.update(|chosen| {
                chosen.insert(id);
                chosen.insert(next);
            });
        }
        focus(&desk.key(next));
    }
    true
}

fn plain(desk: Desk, id: WorkItemId, key: &str, event: &KeyboardEvent) -> bool {
    let anchor = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let letters = single_keys() && !jump_waits();
    let shift = event.shift_key();
    match event.key().as_str() {
        "ArrowDown" => return step(desk, id, 1, shift),
        "ArrowUp" => return step(desk, id, -1, shift),
        "j" if letters => return step(desk, id, 1, false),
        "k" if letters => return step(desk, id, -1, false),
        "ArrowRight" => fold(desk, id, Some(true)),
        "ArrowLeft" => fold(desk, id, Some(false)),
        " " => {
            let on = desk.chosen.with_untracked(|c| !c.contains(&id));
            set_chosen(desk, id, on);
        }
        "Escape" if desk.chosen.with_untracked(|c| !c.is_empty()) => desk.chosen.update(|c| c.clear()),
        "Enter" => {
            desk.app.open_item_key(key);
            page::focus_later(".panel .title-input".into());
        }
        "F2" => desk.editing.set(Some((id, super::Cell::Title))),
        "Delete" => return delete(desk, id),
        letter if letters && !shift => {
            let (Some(anchor), ids) = (anchor, desk.targets(id)) else { return false };
            match letter {
                "m" => moves::menu(desk, id, &anchor),
                "t" => return moves::to_top(desk, id),
                "e" => return moves::to_bottom(desk, id),
                "a" => change::owner(desk, &ids, &anchor),
                "p" => change::priority(desk, &ids, &anchor),
                "o" => change::goal(desk, &ids, &anchor),
                "s" => change::sprint(desk, &ids, &anchor),
                "n" => change::estimate(desk, ids),
                "r" => desk.editing.set(Some((id, super::Cell::Title))),
                "i" => desk.adding.set(Some(Some(id))),
                "x" => set_chosen(desk, id, desk.chosen.with_untracked(|c| !c.contains(&id))),
                "d" => desk.ask.set(Some(Ask::Split(id))),
                _ => return false,
            }
        }
        _ => return false,
    }
    true
}

/// Deletes, and gives the focus to the neighbour.
pub(super) fn delete(desk: Desk, id: WorkItemId) -> bool {
    let ids = desk.targets(id);
    let next = desk.list.with_untracked(|l| {
        let rows = &l.all.rows;
        let last = ids.iter().filter_map(|id| l.places.get(id)).max()?;
        let after = rows.get(last + 1..).unwrap_or_default().first();
        after.or_else(|| rows.iter().rev().find(|r| !ids.contains(&r.id))).map(|row| row.id)
    });
    let command = match ids.as_slice() {
        [one] => Command::DeleteItem(*one),
        many => Command::Together {
            label: format!("{} items deleted", many.len()),
            commands: many.iter().map(|id| Command::DeleteItem(*id)).collect(),
        },
    };
    if desk.app.workbench.dispatch_aloud(command)
        && let Some(next) = next
    {
        focus(&desk.key(next));
    }
    true
}
