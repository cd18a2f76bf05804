//! The menus by which owner, day and state of one row or of several are changed.

use super::row::called;
use super::{RecordList, number, write};
use crate::analysis::lists::Row;
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::Date;
use crate::model::order::InOrder;
use crate::platform::page;
use crate::views::phrases;
use chrono::{Datelike, Days};
use web_sys::HtmlElement;

/// What a menu is about: one row, or those that are ticked.
fn about(list: RecordList, id: u64) -> (Vec<Row>, String) {
    let chosen = list.chosen();
    if chosen.iter().any(|row| number(row) == id) && chosen.len() > 1 {
        let title = list.count(chosen.len());
        return (chosen, title);
    }
    let row = untrack(|| list.row(id));
    let title = row.as_ref().map(called).unwrap_or_default();
    (row.into_iter().collect(), title)
}

pub(super) fn owner_menu(list: RecordList, id: u64, anchor: &HtmlElement) {
    let (rows, title) = about(list, id);
    owner_menu_of(list, rows, &title, anchor);
}

pub(super) fn owner_menu_of(list: RecordList, rows: Vec<Row>, title: &str, anchor: &HtmlElement) {
    let mut people: Vec<(String, String)> = list
        .app()
        .workbench
        .with_untracked(|p| p.people.values().map(|x| (x.name.clone(), x.id.to_string())).collect());
    people.order();
    let give = move |rows: &[Row], to: Option<String>| {
        write::change(list, rows, "Owner", |_| write::field("owner", to.clone()));
    };
    let mut items: Vec<MenuItem> = people
        .into_iter()
        .map(|(name, id)| {
            let rows = rows.clone();
            MenuItem::new(name, move || give(&rows, Some(id.clone())))
        })
        .collect();
    items.push(MenuItem::new("Nobody", move || give(&rows, None)).apart());
    list.frame.menu.open_at(anchor, format!("Owner of {title}"), items);
}

/// Days that are often meant, from a day on.
fn usual(today: Date) -> Vec<(&'static str, Date)> {
    let on = |days: u64| today + Days::new(days);
    let next = |weekday: u32| {
        let ahead = (weekday + 7 - today.weekday().num_days_from_monday()) % 7;
        on(u64::from(if ahead == 0 { 7 } else { ahead }))
    };
    vec![
        ("Today", today),
        ("Tomorrow", on(1)),
        ("Friday", next(4)),
        ("Monday", next(0)),
        ("In a week", on(7)),
        ("In two weeks", on(14)),
    ]
}

pub(super) fn due_menu(list: RecordList, id: u64, anchor: &HtmlElement) {
    let (rows, title) = about(list, id);
    let one = rows.len() == 1;
    due_menu_of(list, rows, &title, anchor, one.then_some(id));
}

pub(super) fn due_menu_of(
    list: RecordList,
    rows: Vec<Row>,
    title: &str,
    anchor: &HtmlElement,
    pick: Option<u64>,
) {
    let today = list.app().today_untracked();
    let set = move |rows: &[Row], day: Option<Date>| {
        write::change(list, rows, list.spec.due.0, |_| {
            write::field(list.spec.due.1, day.map(|d| d.to_string()))
        });
    };
    let mut items: Vec<MenuItem> = usual(today)
        .into_iter()
        .map(|(word, day)| {
            let rows = rows.clone();
            MenuItem::new(word, move || set(&rows, Some(day))).hint(phrases::day(day, today))
        })
        .collect();
    if let Some(id) = pick {
        items.push(
            MenuItem::new("Pick a day…", move || {
                list.picking.set(id);
                page::focus_later(format!("[data-row=\"{id}\"] input[type=date]"));
            })
            .apart(),
        );
    }
    let clear = MenuItem::new("No day", move || set(&rows, None));
    items.push(if pick.is_some() { clear } else { clear.apart() });
    list.frame.menu.open_at(anchor, format!("{} of {title}", list.spec.due.0), items);
}

pub(super) fn state_menu(list: RecordList, id: u64, anchor: &HtmlElement) {
    let (rows, title) = about(list, id);
    state_menu_of(list, rows, &title, anchor);
}

pub(super) fn state_menu_of(list: RecordList, rows: Vec<Row>, title: &str, anchor: &HtmlElement) {
    let today = list.app().today_untracked();
    let edits = list.spec.state_edits;
    let items = (list.spec.states)()
        .into_iter()
        .map(|(word, name)| {
            let rows = rows.clone();
            MenuItem::new(name, move || {
                write::change(list, &rows, "State", |row| edits(row, word, today));
            })
        })
        .collect();
    list.frame.menu.open_at(anchor, format!("State of {title}"), items);
}
