//! One cell of the matrix: a click goes round, a letter sets, arrows go on.

use super::raci::change;
use crate::analysis::stakeholders::{Who, next_role, role_of, with_role};
use crate::app::App;
use crate::dom::prelude::*;
use crate::model::{RaciRole, RaciRow, RaciRowId};
use crate::platform::page;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

const fn letter(role: Option<RaciRole>) -> &'static str {
    match role {
        Some(RaciRole::Responsible) => "R",
        Some(RaciRole::Accountable) => "A",
        Some(RaciRole::Consulted) => "C",
        Some(RaciRole::Informed) => "I",
        None => "",
    }
}

const fn of_letter(letter: u8) -> RaciRole {
    match letter {
        b'r' => RaciRole::Responsible,
        b'a' => RaciRole::Accountable,
        b'c' => RaciRole::Consulted,
        _ => RaciRole::Informed,
    }
}

pub(super) fn cell(
    app: App,
    id: RaciRowId,
    record: Memo<Option<Arc<RaciRow>>>,
    who: Who,
    name: String,
    column: u64,
) -> AnyView {
    let role = Memo::new(move |_| record.with(|r| r.as_ref().and_then(|r| role_of(r, who))));
    let set = move |role: Option<RaciRole>| change(app, id, |row| with_role(&row, who, role));
    let label = move || {
        let title = record.with(|r| r.as_ref().map(|r| r.title.clone()).unwrap_or_default());
        format!("{name}, {title}: {}", role.get().map_or("no part", RaciRole::name))
    };
    let keys = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().to_lowercase().as_str() {
            one @ ("r" | "a" | "c" | "i") => set(one.bytes().next().map(of_letter)),
            "backspace" | "delete" => set(None),
            "arrowright" => go(&event, 1, 0),
            "arrowleft" => go(&event, -1, 0),
            "arrowdown" => go(&event, 0, 1),
            "arrowup" => go(&event, 0, -1),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    el("td")
        .class("raci-cell")
        .child(
            el("button")
                .class(move || {
                    if role.get() == Some(RaciRole::Accountable) {
                        "raci-button accountable"
                    } else {
                        "raci-button"
                    }
                })
                .attr("aria-label", label)
                .attr("data-column", column.to_string())
                .on_click(move |_| set(next_role(role.get_untracked())))
                .on_keydown(keys)
                .child(move || letter(role.get())),
        )
        .into_any()
}

/// Goes to a cell beside, above or below.
fn go(event: &KeyboardEvent, right: isize, down: isize) {
    let Some(cell) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(table) = cell.closest("table").ok().flatten() else { return };
    let rows = page::find_all(&table, "tbody tr");
    let own = cell.closest("tr").ok().flatten();
    let Some(at) = rows.iter().position(|row| own.as_ref().is_some_and(|own| own.is_same_node(Some(row))))
    else {
        return;
    };
    let Some(row) = at.checked_add_signed(down).and_then(|at| rows.get(at)) else { return };
    let within = |row: &HtmlElement| page::find_all(row, ".raci-button");
    let column = rows.get(at).and_then(|row| within(row).iter().position(|one| *one == cell));
    let next = column.and_then(|n| n.checked_add_signed(right)).and_then(|n| within(row).get(n).cloned());
    if let Some(next) = next {
        let _ = next.focus();
    }
}
