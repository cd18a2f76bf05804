//! The left side: colours with their reasons and the user's own summary.

use super::choice::{self, Opened};
use crate::analysis::{Dimension, health};
use crate::app::App;
use crate::command::{CatalogueEdit, Command};
use crate::components::{Choice, ring, select, status_mark};
use crate::dom::prelude::*;
use crate::model::{EntryId, ProjectId, RagOverride};
use crate::report::status::Kind;
use crate::views::phrases;

/// The colours of the project, each with its reason, its limit and a way to set it by hand.
pub(super) fn dimensions(app: App) -> AnyView {
    // Drawn anew only when a colour or a reason differs: a reason may be being typed.
    let health = Memo::new(move |_| {
        let project = choice::project(app)?;
        Some(app.analyse(|ctx| health(ctx, Some(project))))
    });
    let any = Memo::new(move |_| health.with(Option::is_some));
    (move || {
        if !any.get() {
            let words = if choice::kind(app) == Kind::Portfolio {
                "Each project has its colours and its summary in a report of its own."
            } else {
                "Choose a project to see its colours with their reasons and limits, and to set one by hand."
            };
            return el("section")
                .child(el("div").class("list-head").child(el("h2").child("Status")))
                .child(el("p").class("quiet point-none").child(words))
                .into_any();
        }
        // A dimension keeps its elements: whoever chooses a colour by keys stays on it.
        let rows = keyed(
            move || health.with(|h| (1..=h.as_ref().map_or(0, |h| h.dimensions.len() as u64)).collect()),
            move |place: EntryId| {
                let place = usize::try_from(place.number()).unwrap_or(1) - 1;
                dimension(
                    app,
                    Memo::new(move |before: Option<&Option<Dimension>>| {
                        let found =
                            health.with(|h| h.as_ref().and_then(|h| h.dimensions.get(place).cloned()));
                        found.or_else(|| before.cloned().flatten())
                    }),
                )
            },
        );
        el("section")
            .child(
                el("div")
                    .class("list-head")
                    .child(el("h2").child("Status"))
                    .child(el("span").class("n").child("worst dimension decides")),
            )
            .child(el("div").child(rows))
            .into_any()
    })
    .into_any()
}

/// What stands for a reason until somebody gives one.
const NO_REASON: &str = "No reason was given";

fn dimension(app: App, dimension: Memo<Option<Dimension>>) -> AnyView {
    let Some(first) = dimension.get_untracked() else { return el("div").into_any() };
    let (key, name) = (first.key, first.name);
    let of = move |read: fn(&Dimension) -> String| {
        move || dimension.with(|d| d.as_ref().map(read).unwrap_or_default())
    };
    let colour = of(|d| d.set_by_hand.as_ref().map(|o| o.colour.clone()).unwrap_or_default());
    let reason = of(|d| d.set_by_hand.as_ref().map(|o| o.reason.clone()).unwrap_or_default());
    let choices = || {
        vec![
            Choice::new("", "computed"),
            Choice::new("green", "Green"),
            Choice::new("amber", "Amber"),
            Choice::new("red", "Red"),
        ]
    };
    let write = move |colour: String, reason: String| {
        let Some(project) = untrack(|| choice::project(app)) else { return };
        let edit = if colour.is_empty() {
            CatalogueEdit::ClearOverride(project, key.to_owned())
        } else {
            let at = crate::platform::clock::now();
            let reason = if reason.trim().is_empty() { NO_REASON.to_owned() } else { reason };
            CatalogueEdit::Override(
                project,
                Box::new(RagOverride { dimension: key.to_owned(), colour, reason, at }),
            )
        };
        app.workbench.dispatch_aloud(Command::Catalogue(Box::new(edit)));
    };
    let by_hand = Memo::new(move |_| dimension.with(|d| d.as_ref().is_some_and(|d| d.set_by_hand.is_some())));
    let computed =
        move || dimension.with(|d| d.as_ref().map(|d| status_mark(d.computed, d.computed.name()))).into_any();
    let stale = Memo::new(move |_| dimension.with(|d| d.as_ref().is_some_and(|d| d.stale)));
    let note = move || {
        by_hand.get().then(|| {
            el("div")
                .class("note")
                .child(el("div").class("row").child("Set by you, computed").child(computed).child(
                    move || {
                        stale.get().then(|| {
                            el("span")
                                .class("status stale push")
                                .attr("title", "Set longer ago than a report looks back: look at it again")
                                .child(ring())
                                .child("Stale")
                        })
                    },
                ))
                .child(
                    el("input")
                        .class("input small reason")
                        .attr("aria-label", format!("Why {} is set by hand", name.to_lowercase()))
                        .on_change(move |event| write(untrack(colour), event_target_value(&event)))
                        .prop("value", reason),
                )
        })
    };
    let shown =
        move || dimension.with(|d| d.as_ref().map(|d| status_mark(d.shown, d.shown.name()))).into_any();
    el("div")
        .class("dimension")
        .child(
            el("div")
                .class("head")
                .child(el("span").class("strong").child(name))
                .child(shown)
                .child(el("span").class("quiet num").child(of(|d| d.limit.clone())))
                .child(select(&format!("{name} colour"), "small bare", choices, colour, move |chosen| {
                    write(chosen, untrack(reason))
                })),
        )
        .child(el("div").child(of(|d| d.reason.clone())))
        .child(note)
        .into_any()
}

/// The summary that the user writes.
pub(super) fn summary(app: App, project: ProjectId, before: Memo<Option<Opened>>) -> AnyView {
    let text = move || app.with(|p| p.projects.get(&project).map(|p| p.summary.clone()).unwrap_or_default());
    // Last week's words are stale until somebody looks at them again.
    let same = Memo::new(move |_| {
        let now = text();
        before.with(|opened| {
            let before = opened.as_ref()?.before.as_ref().ok()?;
            let was = before.program.projects.get(&project)?;
            let today = app.today();
            let sent_on = app.zone.with(|zone| zone.day(before.at));
            let is_same = !now.trim().is_empty() && was.summary == now && sent_on < today;
            is_same.then(|| phrases::day(sent_on, today))
        })
    });
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Your summary"))
                .child(el("span").class("n").child("leave it empty for a computed one"))
                .child(move || {
                    same.get().map(|day| {
                        el("span")
                            .class("status stale push")
                            .attr(
                                "title",
                                "These words stood in the report that was sent then: look at them again",
                            )
                            .child(ring())
                            .child(format!("as on {day}"))
                    })
                }),
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
