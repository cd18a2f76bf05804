//! Beside the stand-up: the summary to copy, the sprint, what people said before.

use super::desk::Desk;
use super::{burn, past};
use crate::analysis::Facts;
use crate::analysis::stand_up::{self as facts, Summary, summary};
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::report::documents::told;
use crate::views::papers::{Form, Paper};

/// The summary as it is to be copied.
fn made(desk: Desk) -> Option<Summary> {
    let team = desk.team.get()?;
    let day = desk.day.get();
    let everything = desk.app().param("said").is_some();
    Some(desk.app().analyse(|ctx| summary(&Facts::new(ctx), team, day, everything)))
}

/// The summary as a document, as everything that takes it along sees it.
fn paper(desk: Desk) -> Paper {
    Paper::new(desk.frame, "Summary", move || {
        desk.flush();
        made(desk).map(|summary| told(&summary, NOTHING))
    })
}

/// What a stand-up's summary says where all is well.
const NOTHING: &str = "Nothing blocked, nothing moved, nothing over age.";

/// Puts the summary on the clipboard in the chosen form.
pub(super) fn copy(desk: Desk) {
    paper(desk).copy(match untrack(|| desk.app().param("form")).as_deref() {
        Some("markdown") => Form::Markdown,
        Some("rich") => Form::Chat,
        _ => Form::Plain,
    });
}

/// The buttons of the header.
pub(super) fn copy_tools(desk: Desk) -> AnyView {
    paper(desk).tools("Copy summary", move || copy(desk))
}

pub(super) fn side(desk: Desk) -> AnyView {
    el("aside")
        .class("standup-side")
        .attr("aria-label", "Beside the stand-up")
        .child(past::section(desk))
        .child(summary_section(desk))
        .child(sprint_section(desk))
        .into_any()
}

fn summary_section(desk: Desk) -> AnyView {
    let app = desk.app();
    // What the summary rests on. Words that people type are part of it only where they are shown: they
    // must not wait for it.
    let ground = Memo::new(move |_| {
        let (team, day) = (desk.team.get(), desk.day.get());
        let everything = app.param("said").is_some();
        let said = desk.with(|s| {
            let away: Vec<_> = s.lines.iter().filter(|l| l.away).map(|l| l.person).collect();
            (away, s.parked.clone(), s.finished, everything.then(|| s.lines.clone()))
        });
        let open = team.map(|team| app.with(|p| facts::blockers(p, team, day))).unwrap_or_default();
        let links: usize = app.with(|p| p.escalations.len() + p.absences.len());
        (desk.work.get(), team, day, said, open, links)
    });
    let text = Memo::new(move |_| {
        ground.with(|_| ());
        untrack(|| made(desk))
    });
    let body = move || {
        text.with(|summary| {
            let summary = summary.as_ref()?;
            let parts = summary.parts.iter().map(|part| {
                many(vec![
                    el("h4").child(format!("{} ({})", part.head, part.lines.len())).into_any(),
                    part.lines.iter().map(|line| el("p").child(line.clone())).collect_view().into_any(),
                ])
            });
            Some(many(vec![
                el("h3").child(summary.title.clone()).into_any(),
                many(parts.collect()),
                summary.parts.is_empty().then(|| el("p").class("quiet").child(NOTHING)).into_any(),
            ]))
        })
    };
    let forms = || {
        vec![
            Choice::new("", "Plain text"),
            Choice::new("markdown", "Markdown"),
            Choice::new("rich", "Rich text"),
        ]
    };
    el("section")
        .child(el("div").class("row side-head").child(el("h2").class("grow").child("Summary to copy")).child(
            select(
                "Form of the summary",
                "small bare",
                forms,
                move || app.param("form").unwrap_or_default(),
                move |form| app.set_param("form", &form),
            ),
        ))
        .child(el("div").class("summary").child(body))
        .child(
            el("label")
                .class("row with-said")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .on_change(move |event| {
                            app.set_param("said", if event_target_checked(&event) { "1" } else { "" });
                        })
                        .prop("checked", move || app.param("said").is_some()),
                )
                .child("With what each one said"),
        )
        .into_any()
}

fn sprint_section(desk: Desk) -> AnyView {
    let sprint = Memo::new(move |_| {
        desk.work.with(|_| ());
        let team = desk.team.get()?;
        untrack(|| desk.app().analyse(|ctx| facts::sprinting(&Facts::new(ctx), team)))
    });
    let flow = Memo::new(move |_| {
        desk.cards.with(|cards| (cards.len(), cards.iter().filter(|card| card.is_trouble()).count()))
    });
    (move || {
        let row = |name: &'static str, value: String| {
            el("div")
                .class("pair")
                .child(el("dt").child(name))
                .child(el("dd").class("strong num").child(value))
        };
        match sprint.get() {
            Some(sprint) => {
                let grown = sprint.grown.to_hundredths();
                let items = if sprint.unestimated == 1 { "item" } else { "items" };
                let left = sprint.burn.clone();
                el("section")
                    .class("sprint-facts")
                    .child(el("h2").child(sprint.name.clone()))
                    .child(
                        (!sprint.goal.is_empty()).then(|| el("p").class("quiet").child(sprint.goal.clone())),
                    )
                    .child(
                        el("dl")
                            .child(row(
                                "Done of committed",
                                format!("{} of {} pt", sprint.done, sprint.committed),
                            ))
                            .child(row(
                                if grown < 0 { "Taken out since start" } else { "Added since start" },
                                format!("{} pt", crate::model::Points::hundredths(grown.abs())),
                            ))
                            .child(row("Without estimate", format!("{} {items}", sprint.unestimated)))
                            .child(row("Working days left", sprint.left.to_string())),
                    )
                    .child(burn::small(left))
                    .into_any()
            }
            None => {
                let (all, trouble) = flow.get();
                el("section")
                    .class("sprint-facts")
                    .child(el("h2").child("Flow"))
                    .child(el("p").class("quiet").child("This team runs no sprint."))
                    .child(
                        el("dl")
                            .child(row("In progress", all.to_string()))
                            .child(row("Ageing or blocked", trouble.to_string())),
                    )
                    .into_any()
            }
        }
    })
    .into_any()
}
