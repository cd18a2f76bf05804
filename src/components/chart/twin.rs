//! A chart's data as a table on the page.

use super::Open;
use crate::chart::{Cell, Table, plain};
use crate::dom::prelude::*;
use crate::model::Date;
use wasm_bindgen::JsCast;

/// Most rows that are drawn; the file has all.
const MOST: usize = 500;

/// The table of a chart. The first cell of a row with a record opens it.
pub fn twin(table: &Table, name: &str, day: &dyn Fn(Date) -> String, open: &Open) -> AnyView {
    let numeric: Vec<bool> = table.head.iter().map(|name| name.starts_with('#')).collect();
    let head = table
        .head
        .iter()
        .map(|name| {
            let cell = el("th").attr("scope", "col");
            match name.strip_prefix('#') {
                Some(name) => cell.class("num").child(name),
                None => cell.child(name.as_str()),
            }
        })
        .collect_view();
    let rows = table
        .rows
        .iter()
        .take(MOST)
        .map(|row| {
            let cells = row.cells.iter().zip(&numeric).enumerate().map(|(place, (cell, numeric))| {
                let text = match cell {
                    Cell::Text(text) => text.clone(),
                    Cell::Day(date) => day(*date),
                    Cell::Number(value, decimals) => plain(*value, *decimals),
                    Cell::Blank => "n/a".to_owned(),
                };
                let element = el("td").class(if *numeric { "num" } else { "" });
                match row.target.filter(|_| place == 0) {
                    None => element.child(text),
                    Some(target) => {
                        let open = open.clone();
                        element.child(
                            el("button")
                                .class("key-link")
                                .on_click(move |event| {
                                    if let Some(anchor) =
                                        event.current_target().and_then(|t| t.dyn_into().ok())
                                    {
                                        open(&[target], &anchor);
                                    }
                                })
                                .child(text),
                        )
                    }
                }
            });
            el("tr").child(cells.collect_view())
        })
        .collect_view();
    let more = (table.rows.len() > MOST).then(|| {
        let text =
            format!("The first {MOST} of {} rows. The CSV file has all.", plain(table.rows.len() as f64, 0));
        el("p").class("quiet caption").child(text)
    });
    many(vec![
        el("div")
            .class("chart-table")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", format!("{name} as a table"))
            .child(
                el("table")
                    .class("table")
                    .attr("aria-label", format!("{name} as a table"))
                    .child(el("thead").child(el("tr").child(head)))
                    .child(el("tbody").child(rows)),
            )
            .into_any(),
        more.into_any(),
    ])
}
