//! What the severities mean and ask for.

use super::signs::severity_mark;
use crate::analysis::incident::SEVERITIES;
use crate::analysis::words::minutes;
use crate::app::App;
use crate::components::{dialog, table_head};
use crate::dom::prelude::*;

/// The dialog with the table.
pub(in crate::views) fn severities(app: App) -> AnyView {
    let rows = SEVERITIES
        .iter()
        .map(|s| {
            el("tr")
                .child(el("td").child(severity_mark(s.level)))
                .child(el("td").class("war-meaning").child(s.meaning))
                .child(el("td").child(format!("every {}", minutes(i64::from(s.update_every)))))
                .child(el("td").child(format!("within {}", minutes(i64::from(s.acknowledge_within)))))
        })
        .collect_view();
    let body = el("div")
        .class("dialog-body")
        .child(
            el("table")
                .class("table war-severities")
                .child(table_head(&["Severity", "When", "Updates", "Taken on"]))
                .child(el("tbody").child(rows)),
        )
        .child(el("p").class("quiet").child(
            "In doubt take the worse one: lowering it later costs an entry, raising it late costs trust. \
                 The clocks of an incident follow its severity from the moment it changes.",
        ))
        .into_any();
    dialog("Severities", "wide", true, move || app.overlay.set(None), body)
}
