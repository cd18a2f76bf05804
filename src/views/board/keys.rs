//! The board by keyboard: focus with the arrows, move with Shift, verbs with letters.

use super::{Desk, card, moves};
use crate::app::{jump_waits, single_keys};
use crate::command::Place;
use crate::dom::prelude::*;
use crate::model::WorkItemId;
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Where a card stands: lane, column, place.
fn find(desk: Desk, id: WorkItemId) -> Option<(usize, usize, usize)> {
    desk.board.with_untracked(|board| {
        board.lanes.iter().enumerate().find_map(|(lane, l)| {
            l.cells.iter().enumerate().find_map(|(column, cell)| {
                cell.iter().position(|other| *other == id).map(|place| (lane, column, place))
            })
        })
    })
}

/// The card at a place, if there is one.
fn at(desk: Desk, lane: usize, column: usize, place: usize) -> Option<WorkItemId> {
    desk.board.with_untracked(|b| b.lanes.get(lane)?.cells.get(column)?.get(place).copied())
}

fn focus(desk: Desk, id: WorkItemId) {
    let app = desk.frame.app;
    if let Some(key) = app.workbench.with_untracked(|p| p.items.get(&id).map(|i| i.key.clone())) {
        card::focus(&key);
    }
}

pub(super) fn press(desk: Desk, id: WorkItemId, key: &str, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    // Keys pressed on the card's own button belong to the button.
    let on_card = event.target() == event.current_target();
    if !on_card {
        return;
    }
    let handled =
        if event.shift_key() { shift(desk, id, key, &event.key()) } else { plain(desk, id, key, event) };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn plain(desk: Desk, id: WorkItemId, key: &str, event: &KeyboardEvent) -> bool {
    let app = desk.frame.app;
    let anchor = || event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let letters = single_keys() && !jump_waits();
    match event.key().as_str() {
        "Enter" => {
            app.open_item_key(key);
            page::focus_later(".panel .title-input".into());
        }
        "ArrowDown" => return step(desk, id, 0, 1),
        "ArrowUp" => return step(desk, id, 0, -1),
        "j" if letters => return step(desk, id, 0, 1),
        "k" if letters => return step(desk, id, 0, -1),
        "ArrowRight" => return step(desk, id, 1, 0),
        "ArrowLeft" => return step(desk, id, -1, 0),
        "m" if letters => {
            if let Some(anchor) = anchor() {
                moves::move_menu(desk.frame, id, &anchor);
            }
        }
        "a" if letters => {
            if let Some(anchor) = anchor() {
                moves::assign_menu(desk.frame, id, &anchor);
            }
        }
        "n" if letters => {
            app.open_item_key(key);
            page::focus_later(".panel input[aria-label=\"Estimate\"]".into());
        }
        "x" if letters => moves::toggle_block(app, id),
        "Delete" => {
            // The neighbour takes the focus over: it must not fall to the page.
            let next = find(desk, id).and_then(|(lane, column, place)| {
                at(desk, lane, column, place + 1).or_else(|| at(desk, lane, column, place.checked_sub(1)?))
            });
            if app.workbench.dispatch_aloud(crate::command::Command::DeleteItem(id))
                && let Some(next) = next
            {
                focus(desk, next);
            }
        }
        _ => return false,
    }
    true
}

/// Moves the focus; through empty columns to the next one that holds a card, and on to the next lane.
fn step(desk: Desk, id: WorkItemId, across: i32, down: i32) -> bool {
    let Some((lane, column, place)) = find(desk, id) else { return false };
    let lanes = desk.board.with_untracked(|b| b.lanes.len());
    let width = desk.board.with_untracked(|b| b.columns.len());
    let next = if down != 0 {
        let beside = place.checked_add_signed(down as isize).and_then(|p| at(desk, lane, column, p));
        beside.or_else(|| {
            let mut lane = lane;
            loop {
                lane = lane.checked_add_signed(down as isize).filter(|l| *l < lanes)?;
                let length =
                    desk.board.with_untracked(|b| b.lanes.get(lane)?.cells.get(column).map(Vec::len))?;
                let place = if down > 0 { 0 } else { length.checked_sub(1)? };
                if let Some(found) = at(desk, lane, column, place) {
                    return Some(found);
                }
            }
        })
    } else {
        let mut column = column;
        std::iter::from_fn(|| {
            column = column.checked_add_signed(across as isize).filter(|c| *c < width)?;
            Some(column)
        })
        .find_map(|column| {
            let length = desk.board.with_untracked(|b| b.lanes.get(lane)?.cells.get(column).map(Vec::len))?;
            at(desk, lane, column, place.min(length.checked_sub(1)?))
        })
    };
    if let Some(next) = next {
        focus(desk, next);
    }
    true
}

/// Moves the card itself by one place or one column.
fn shift(desk: Desk, id: WorkItemId, key: &str, pressed: &str) -> bool {
    let app = desk.frame.app;
    let Some((lane, column, place)) = find(desk, id) else { return false };
    let (target_column, above) = match pressed {
        "ArrowUp" if place > 0 => (column, at(desk, lane, column, place - 1)),
        "ArrowDown" => {
            if at(desk, lane, column, place + 1).is_none() {
                return true;
            }
            (column, at(desk, lane, column, place + 2))
        }
        "ArrowRight" => (column + 1, None),
        "ArrowLeft" if column > 0 => (column - 1, None),
        "ArrowUp" | "ArrowLeft" => return true,
        _ => return false,
    };
    let Some(status) = moves::status_in(desk, id, target_column) else {
        app.say("There is no column on that side");
        return true;
    };
    moves::place(desk.frame, id, Place { status, above });
    card::focus(key);
    true
}
