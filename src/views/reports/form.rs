//! The left side: colours with their reasons and the user's own summary.

use crate::analysis::{Dimension, health};
use crate::app::App;
use crate::command::{CatalogueEdit, Command};
use crate::components::{Choice, ring, select, status_mark};
use crate::dom::prelude::*;
use crate::model::{ProjectId, RagOverride};

/// The colours of the project, each with its reason, its limit and a way to set it by hand.
pub(super) fn dimensions(app: App) -> AnyView {
    // Drawn anew only when a colour or a reason differs: a reason may be being typed.
    let health = Memo::new(move |_| {
        let project = app.project()?;
        Some(app.analyse(|ctx| health(ctx, Some(project))))
    });
    (move || match health.get() {
        None => el("section")
            .child(el("div").class("list-head").child(el("h2").child("Status")))
            .child(el("p").class("quiet point-none").child(
                "Choose a project to see its colours with their reasons and limits, and to set one by hand.",
            ))
            .into_any(),
        Some(health) => el("section")
            .child(
                el("div")
                    .class("list-head")
                    .child(el("h2").child("Status"))
                    .child(el("span").class("n").child("worst dimension decides")),
            )
            .child(health.dimensions.into_iter().map(|d| dimension(app, d)).collect_view())
            .into_any(),
    })
    .into_any()
}

fn dimension(app: App, dimension: Dimension) -> AnyView {
    let key = dimension.key;
    let by_hand = dimension.set_by_hand.clone();
    let value = by_hand.as_ref().map(|o| o.colour.clone()).unwrap_or_default();
    let choices = || {
        vec![
            Choice::new("", "computed"),
            Choice::new("green", "Green"),
            Choice::new("amber", "Amber"),
            Choice::new("red", "Red"),
        ]
    };
    let reason = by_hand.as_ref().map(|o| o.reason.clone()).unwrap_or_default();
    let write = move |colour: String, reason: String| {
        let Some(project) = untrack(|| app.project()) else { return };
        let edit = if colour.is_empty() {
            CatalogueEdit::ClearOverride(project, key.to_owned())
        } else {
            let at = crate::platform::clock::now();
            let reason = if reason.trim().is_empty() { "Set by hand".to_owned() } else { reason };
            CatalogueEdit::Override(
                project,
                Box::new(RagOverride { dimension: key.to_owned(), colour, reason, at }),
            )
        };
        app.workbench.dispatch_aloud(Command::Catalogue(Box::new(edit)));
    };
    let kept_reason = reason.clone();
    let kept_colour = value.clone();
    let note = by_hand.map(|_| {
        el("div")
            .class("note")
            .child(
                el("div")
                    .class("row")
                    .child("Set by you, computed")
                    .child(status_mark(dimension.computed, dimension.computed.name()))
                    .child(dimension.stale.then(|| {
                        el("span")
                            .class("status stale push")
                            .attr("title", "Set longer ago than a report looks back: look at it again")
                            .child(ring())
                            .child("Stale")
                    })),
            )
            .child(
                el("input")
                    .class("input small reason")
                    .attr("aria-label", format!("Why {} is set by hand", dimension.name.to_lowercase()))
                    .on_change(move |event| write(kept_colour.clone(), event_target_value(&event)))
                    .prop("value", reason),
            )
    });
    el("div")
        .class("dimension")
        .child(
            el("div")
                .class("head")
                .child(el("span").class("strong").child(dimension.name))
                .child(status_mark(dimension.shown, dimension.shown.name()))
                .child(el("span").class("quiet num").child(dimension.limit))
                .child(select(
                    &format!("{} colour", dimension.name),
                    "small bare",
                    choices,
                    move || value.clone(),
                    move |v| write(v, kept_reason.clone()),
                )),
        )
        .child(el("div").child(dimension.reason))
        .child(note)
        .into_any()
}

/// The summary that the user writes.
pub(super) fn summary(app: App, project: ProjectId) -> AnyView {
    let text = move || app.with(|p| p.projects.get(&project).map(|p| p.summary.clone()).unwrap_or_default());
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Your summary"))
                .child(el("span").class("n").child("leave it empty for a computed one")),
        )
        .child(
            el("textarea")
                .class("input report-summary")
                .attr("rows", "4")
                .attr("aria-label", "Your summary")
                .attr("placeholder", "What should they remember? Two sentences.")
                .on_change(move |event| {
                    let edit = CatalogueEdit::ProjectSummary(project, event_target_value(&event));
                    app.workbench.dispatch(Command::Catalogue(Box::new(edit)));
                })
                .prop("value", text),
        )
        .into_any()
}
