//! Keys of a list: every row and everything that can be done with it.

use super::cells::{due_menu, owner_menu, state_menu};
use super::{RecordList, number, write};
use crate::app::jump_waits;
use crate::dom::prelude::*;
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The row that has the focus, by its number.
fn focused(event: &KeyboardEvent) -> Option<(u64, HtmlElement)> {
    let target: HtmlElement = event.target()?.dyn_into().ok()?;
    let row = target.get_attribute("data-row")?.parse().ok()?;
    Some((row, target))
}

/// A cell of a row, for a menu beside it; the row itself where the cell is not on screen.
fn cell(row: &HtmlElement, selector: &str) -> HtmlElement {
    page::find_all(row, selector).into_iter().next().unwrap_or_else(|| row.clone())
}

/// Puts the focus on the row some places further.
fn go(list: RecordList, from: u64, by: isize, extend: bool) {
    let next = list.passing.with_untracked(|rows| {
        let place = rows.iter().position(|row| number(row) == from)?;
        let next = place.saturating_add_signed(by).min(rows.len().saturating_sub(1));
        rows.get(next).map(number)
    });
    let Some(next) = next else { return };
    if extend {
        list.ticked.update(|ticked| ticked.extend([from, next]));
    }
    list.at.set(next);
    focus(next);
}

/// Puts the focus on a row: at once where it is drawn, so that the next key goes to it.
fn focus(row: u64) {
    let selector = format!("[role=row][data-row=\"{row}\"]");
    match page::find(&selector) {
        Some(row) => {
            let _ = row.focus();
        }
        None => page::focus_later(selector),
    }
}

pub(super) fn press(list: RecordList, event: &KeyboardEvent) {
    let Some((id, row)) = focused(event) else { return };
    if jump_waits() || event.alt_key() {
        return;
    }
    let command = event.ctrl_key() || event.meta_key();
    let rows = || {
        let chosen = list.chosen();
        if chosen.iter().any(|row| number(row) == id) {
            chosen
        } else {
            untrack(|| list.row(id)).into_iter().collect()
        }
    };
    match event.key().as_str() {
        "a" if command => list.ticked.update(|ticked| {
            list.passing.with_untracked(|rows| ticked.extend(rows.iter().map(number)));
        }),
        _ if command => return,
        "ArrowDown" | "j" | "J" => go(list, id, 1, event.shift_key()),
        "ArrowUp" | "k" | "K" => go(list, id, -1, event.shift_key()),
        "PageDown" => go(list, id, 12, event.shift_key()),
        "PageUp" => go(list, id, -12, event.shift_key()),
        "Home" => go(list, id, isize::MIN, event.shift_key()),
        "End" => go(list, id, isize::MAX, event.shift_key()),
        "Enter" => {
            if let Some(row) = untrack(|| list.row(id)) {
                list.app().open_ref(&row.at);
                page::focus_later(".panel .title-input".into());
            }
        }
        " " | "x" => list.ticked.update(|ticked| {
            if !ticked.remove(&id) {
                ticked.insert(id);
            }
        }),
        "Escape" if list.ticked.with_untracked(|ticked| !ticked.is_empty()) => {
            list.ticked.update(|ticked| ticked.clear());
            event.stop_propagation();
        }
        "o" => owner_menu(list, id, &cell(&row, ".c-owner button")),
        "d" => due_menu(list, id, &cell(&row, ".c-due button")),
        "s" => state_menu(list, id, &cell(&row, ".c-state button")),
        "n" => write::remind(list, &rows()),
        "Delete" => write::remove(list, &rows()),
        _ => return,
    }
    event.prevent_default();
}
