//! One row of a list.

use super::cells::{due_menu, owner_menu, state_menu};
use super::{RecordList, write};
use crate::analysis::Colour;
use crate::analysis::lists::Row;
use crate::app::record_name;
use crate::components::{avatar, date_input, icon, mark};
use crate::dom::prelude::*;
use crate::views::phrases;
use wasm_bindgen::JsCast;

/// The element that a press was on, for a menu beside it.
fn anchor(event: &web_sys::MouseEvent) -> Option<web_sys::HtmlElement> {
    event.stop_propagation();
    event.current_target().and_then(|t| t.dyn_into().ok())
}

/// A cell that opens a menu; keys reach the same menus from the row.
fn cell_button(
    label: impl Fn() -> String + 'static,
    shown: AnyView,
    open: impl Fn(&web_sys::HtmlElement) + 'static,
) -> AnyView {
    el("button")
        .class("cell-button")
        .attr("tabindex", "-1")
        .attr("aria-haspopup", "menu")
        .on_click(move |event| {
            if let Some(anchor) = anchor(&event) {
                open(&anchor);
            }
        })
        // Its name is what it shows, after whose it is.
        .child(el("span").class("sr-only").child(label))
        .child(shown)
        .into_any()
}

pub(super) fn row(list: RecordList, id: u64) -> AnyView {
    let app = list.app();
    let row = Memo::new(move |_| list.row(id));
    let text = move |read: fn(&Row) -> String| move || row.with(|r| r.as_ref().map(read).unwrap_or_default());
    let name = move || row.with(|r| r.as_ref().map(called).unwrap_or_default());
    let ticked = Memo::new(move |_| list.ticked.with(|all| all.contains(&id)));
    let here = Memo::new(move |_| list.at.get() == id);
    let opened = row.with_untracked(|r| r.as_ref().map(|r| r.at.clone()));
    let address = opened.as_ref().map(|at| app.workbench.with_untracked(|p| record_name(p, at)));
    let address = address.unwrap_or_default();
    let chosen = {
        let address = address.clone();
        move || app.param("record").as_deref() == Some(address.as_str())
    };
    let open = move || {
        if let Some(at) = row.with_untracked(|r| r.as_ref().map(|r| r.at.clone())) {
            app.open_ref(&at);
        }
    };
    el("div")
        .class(move || {
            let open = row.with(|r| r.as_ref().is_some_and(|r| r.open));
            let mut class = String::from(if open { "record-row" } else { "record-row closed" });
            class.push_str(if ticked.get() || chosen() { " chosen" } else { "" });
            class
        })
        .attr("role", "row")
        .attr("data-row", id.to_string())
        .attr("data-record", address)
        .attr("tabindex", move || if here.get() { "0" } else { "-1" })
        .attr("aria-selected", move || if ticked.get() { "true" } else { "false" })
        .on_click(move |_| {
            list.at.set(id);
            open();
        })
        .on_focusin(move |_| {
            if list.at.get_untracked() != id {
                list.at.set(id);
            }
        })
        .child(tick(list, id, ticked, name))
        .child(el("div").class("c-key key").attr("role", "gridcell").child(text(|r| r.key.clone())))
        .child(
            el("div")
                .class("c-title strong")
                .attr("role", "gridcell")
                .attr("title", text(|r| r.title.clone()))
                .child(el("span").class("cut").child(text(|r| r.title.clone())))
                .child(move || {
                    row.with(|r| r.as_ref().is_some_and(|r| r.deliverable)).then(|| {
                        el("span")
                            .class("chip")
                            .attr("title", "Another team waits for it")
                            .child("Deliverable")
                    })
                }),
        )
        .child(el("div").class("c-owner").attr("role", "gridcell").child(owner(list, id, row, name)))
        .child(el("div").class("c-due").attr("role", "gridcell").child(due(list, id, row, name)))
        .child(el("div").class("c-state").attr("role", "gridcell").child(cell_button(
            move || format!("State of {}: ", name()),
            text(|r| r.state_name.to_owned()).into_any(),
            move |anchor| state_menu(list, id, anchor),
        )))
        .child(
            el("div")
                .class("c-extra cut quiet")
                .attr("role", "gridcell")
                .attr("title", text(|r| r.extra.clone()))
                .child(text(|r| r.extra.clone())),
        )
        .child(el("div").class("c-source cut").attr("role", "gridcell").child(source(list, row)))
        .child(
            el("div").class("c-verb").attr("role", "gridcell").child(
                el("button")
                    .class("icon-button reveal")
                    .attr("tabindex", "-1")
                    .attr("aria-label", move || format!("Copy a reminder about {}", name()))
                    .attr("title", "Copy a reminder (N)")
                    .on_click(move |event| {
                        event.stop_propagation();
                        if let Some(row) = row.get_untracked() {
                            write::remind(list, &[row]);
                        }
                    })
                    .child(icon("copy")),
            ),
        )
        .into_any()
}

/// What a row is called in a sentence: its key, else its title.
pub(super) fn called(row: &Row) -> String {
    if row.key.is_empty() { row.title.clone() } else { row.key.clone() }
}

fn tick(list: RecordList, id: u64, ticked: Memo<bool>, name: impl Fn() -> String + 'static) -> AnyView {
    el("div")
        .class("c-tick")
        .attr("role", "gridcell")
        .on_click(move |event| event.stop_propagation())
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("tabindex", "-1")
                .attr("aria-label", move || format!("Tick {}", name()))
                .on_change(move |_| {
                    list.ticked.update(|all| {
                        if !all.remove(&id) {
                            all.insert(id);
                        }
                    });
                })
                .prop("checked", move || ticked.get()),
        )
        .into_any()
}

fn owner(list: RecordList, id: u64, row: Memo<Option<Row>>, name: impl Fn() -> String + 'static) -> AnyView {
    let person = Memo::new(move |_| {
        let id = row.with(|r| r.as_ref().and_then(|r| r.owner))?;
        list.app().with(|p| p.people.get(&id).cloned())
    });
    let full =
        move || person.with(|p| p.as_ref().map_or_else(|| "Nobody yet".to_owned(), |p| p.name.clone()));
    let shown = el("span")
        .class("row")
        .child(el("span").attr("aria-hidden", "true").child(move || person.get().map(|p| avatar(&p))))
        .child(
            el("span")
                .class(move || if person.with(Option::is_some) { "cut" } else { "cut quiet" })
                .child(full),
        );
    cell_button(
        move || format!("Owner of {}: ", name()),
        shown.into_any(),
        move |anchor| owner_menu(list, id, anchor),
    )
}

fn due(list: RecordList, id: u64, row: Memo<Option<Row>>, name: impl Fn() -> String + 'static) -> AnyView {
    let app = list.app();
    let day = Memo::new(move |_| row.with(|r| r.as_ref().and_then(|r| r.due)));
    let late = Memo::new(move |_| {
        let today = app.today();
        row.with(|r| r.as_ref().is_some_and(|r| r.is_overdue(today)))
    });
    let soon = Memo::new(move |_| {
        let today = app.today();
        row.with(|r| r.as_ref().is_some_and(|r| r.open && r.due == Some(today)))
    });
    let words = move || match day.get() {
        None => "No day".to_owned(),
        Some(day) => {
            let today = app.today();
            let late_by = (today - day).num_days();
            let near = phrases::near_day(day, today);
            match late_by {
                1 if late.get() => "1 d late".to_owned(),
                _ if late.get() => format!("{near}, {late_by} d late"),
                _ => near,
            }
        }
    };
    let name = std::rc::Rc::new(name);
    (move || {
        if list.picking.get() == id {
            return date_input(
                "Pick a day",
                move || day.get(),
                move |picked| {
                    list.picking.set(0);
                    if let Some(row) = row.get_untracked() {
                        let value = picked.map(|d| d.to_string());
                        write::change(list, &[row], list.spec.due.0, |_| {
                            write::field(list.spec.due.1, value.clone())
                        });
                    }
                },
            );
        }
        let sign = move || {
            (late.get() || soon.get()).then(|| mark(if late.get() { Colour::Red } else { Colour::Amber }))
        };
        let class = move || match (late.get(), soon.get(), day.with(Option::is_some)) {
            (true, ..) => "status red num",
            (_, true, _) => "status amber num",
            (_, _, true) => "status num",
            _ => "status quiet",
        };
        let name = name.clone();
        cell_button(
            move || format!("{} of {}: ", list.spec.due.0, name()),
            el("span").class(class).child(sign).child(words).into_any(),
            move |anchor| due_menu(list, id, anchor),
        )
    })
    .into_any()
}

fn source(list: RecordList, row: Memo<Option<Row>>) -> AnyView {
    let app = list.app();
    (move || {
        let (from, words) =
            row.with(|r| r.as_ref().map(|r| (r.comes_from.clone(), r.source.clone())).unwrap_or_default());
        let from = from?;
        Some(
            el("button")
                .class("key-link cut")
                .attr("tabindex", "-1")
                .attr("title", words.clone())
                .on_click(move |event| {
                    event.stop_propagation();
                    app.open_ref(&from);
                })
                .child(words),
        )
    })
    .into_any()
}
