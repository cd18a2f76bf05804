//! What can be done with the rows that are ticked: each thing one step of undo.

use super::cells::{due_menu_of, owner_menu_of, state_menu_of};
use super::{RecordList, write};
use crate::analysis::lists::Row;
use crate::components::icon;
use crate::dom::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A button that opens a menu for the ticked rows.
fn menu_button(
    list: RecordList,
    word: &'static str,
    open: impl Fn(RecordList, Vec<Row>, &str, &HtmlElement) + 'static,
) -> AnyView {
    el("button")
        .class("button small")
        .attr("aria-haspopup", "menu")
        .on_click(move |event| {
            let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) else { return };
            let rows = list.chosen();
            let title = list.count(rows.len());
            open(list, rows, &title, &anchor);
        })
        .child(word)
        .into_any()
}

pub(super) fn bar(list: RecordList) -> AnyView {
    let n = move || list.count(list.ticked.with(|ticked| ticked.len()));
    el("div")
        .class("toolbar list-bulk")
        .attr("role", "group")
        .attr("aria-label", "With what is ticked")
        .child(el("span").class("strong num").attr("role", "status").child(move || format!("{} ticked", n())))
        .child(menu_button(list, "Owner…", owner_menu_of))
        .child(menu_button(list, "Due…", |list, rows, title, anchor| {
            due_menu_of(list, rows, title, anchor, None);
        }))
        .child(menu_button(list, "State…", state_menu_of))
        .child(
            el("button")
                .class("button small plain")
                .on_click(move |_| write::remind(list, &list.chosen()))
                .child(icon("copy"))
                .child("Reminders"),
        )
        .child(
            el("button")
                .class("button small plain")
                .on_click(move |_| write::export(list))
                .child(icon("export"))
                .child("CSV"),
        )
        .child(
            el("button")
                .class("button small plain danger")
                .on_click(move |_| write::remove(list, &list.chosen()))
                .child("Delete"),
        )
        .child(
            el("button")
                .class("link")
                .on_click(move |_| list.ticked.update(|ticked| ticked.clear()))
                .child("Clear"),
        )
        .into_any()
}
