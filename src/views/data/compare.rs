//! The dialog that shows what differs between two programs.

use crate::analysis::compare::{Differing, Fate, in_short};
use crate::app::{App, Differences};
use crate::components::{dialog, table_head};
use crate::dom::prelude::*;
use crate::views::phrases;

/// Rows that are shown; more are counted.
const SHOWN: usize = 200;

/// The dialog.
pub(in crate::views) fn differences(app: App, differences: Differences) -> AnyView {
    let close = move || app.overlay.set(None);
    let Differences { title, found } = differences;
    let rest = found.len().saturating_sub(SHOWN);
    let body = if found.is_empty() {
        el("p").class("empty").child("Every record is the same.").into_any()
    } else {
        el("div")
            .class("differences")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Records that differ, scrollable")
            .child(
                el("table")
                    .class("table")
                    .child(table_head(&["Record", "Name", "What became of it"]))
                    .child(el("tbody").child(many(found.iter().take(SHOWN).map(row).collect()))),
            )
            .child((rest > 0).then(|| {
                el("p")
                    .class("quiet")
                    .child(format!("and {} more", phrases::count(rest, "record", "records")))
            }))
            .into_any()
    };
    let summary = el("p").class("quiet").child(phrases::capital(&in_short(&found)));
    dialog(&title, "wide", true, close, el("div").class("dialog-body").child(summary).child(body).into_any())
}

fn row(differing: &Differing) -> AnyView {
    let became = match differing.fate {
        Fate::Added => "Added".to_owned(),
        Fate::Gone => "Gone".to_owned(),
        Fate::Changed => format!("Changed: {}", differing.fields.join(", ")),
    };
    el("tr")
        .child(el("td").child(phrases::capital(differing.kind)))
        .child(el("td").class("strong").child(differing.name.clone()))
        .child(el("td").child(became))
        .into_any()
}
