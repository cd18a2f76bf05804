//! The roadmap as a table, and as a list for narrow screens.

use super::Desk;
use super::chart::percent;
use super::moves;
use crate::analysis::Colour;
use crate::analysis::roadmap::{Bar, Work};
use crate::components::{icon, mark, status_mark, table_head};
use crate::dom::prelude::*;
use crate::model::{Date, Ref, short_day};
use crate::views::phrases;

fn day(desk: Desk, day: Option<Date>) -> String {
    day.map_or_else(|| "not set".to_owned(), |day| phrases::day(day, desk.app.today()))
}

fn done(desk: Desk, bar: &Bar) -> (f64, String) {
    desk.shown.with(|s| {
        let work = s.works.get(bar.initiative.id);
        (work.and_then(Work::share).unwrap_or(0.0), work.map(Work::words).unwrap_or_default())
    })
}

/// `Load test ready 26 Nov, 2025.12 released 17 Dec`.
fn steps(desk: Desk, bar: &Bar) -> String {
    let words = bar.milestones.iter().map(|m| match m.reached {
        Some(day) => format!("{}, reached {}", m.name, short_day(day)),
        None => format!("{}, {}", m.name, day(desk, Some(m.due))),
    });
    words.collect::<Vec<_>>().join("; ")
}

/// What a row waits for, late things first.
fn waits(desk: Desk, bar: &Bar) -> Vec<(bool, String)> {
    desk.shown.with(|s| {
        let mine = |end: &Option<Ref>| match end {
            Some(Ref::Initiative(id)) => *id == bar.initiative.id,
            Some(Ref::Milestone(id)) => bar.milestones.iter().any(|m| m.id == *id),
            _ => false,
        };
        let mut all: Vec<_> =
            s.edges.iter().filter(|e| mine(&e.needer)).map(|e| (e.late.is_some(), e.words.clone())).collect();
        all.sort_by_key(|(late, _)| !late);
        all
    })
}

pub(super) fn table(desk: Desk) -> AnyView {
    let app = desk.app;
    let rows = move || {
        let lanes = desk.shown.with(|s| s.map.lanes.clone());
        let mut rows = Vec::new();
        for lane in lanes {
            for bar in &lane.bars {
                let initiative = &bar.initiative;
                let id = initiative.id;
                let judged = desk.colours.with(|c| c.bars.get(&id).cloned());
                let (_, words) = done(desk, bar);
                let teams = initiative
                    .teams
                    .iter()
                    .filter_map(|t| app.with(|p| p.teams.get(t).map(|t| t.name.clone())));
                let teams = teams.collect::<Vec<_>>().join(", ");
                let late: Vec<AnyView> = waits(desk, bar)
                    .into_iter()
                    .map(|(late, words)| {
                        el("div").class(if late { "red" } else { "" }).child(words).into_any()
                    })
                    .collect();
                rows.push(
                    el("tr")
                        .child(el("td").child(lane.name.clone()))
                        .child(
                            el("td").child(
                                el("button")
                                    .class("link")
                                    .on_click(move |_| app.open_ref(&Ref::Initiative(id)))
                                    .child(initiative.title.clone()),
                            ),
                        )
                        .child(el("td").child(teams))
                        .child(el("td").class("num-left").child(day(desk, initiative.start)))
                        .child(el("td").class("num-left").child(day(desk, initiative.end)))
                        .child(el("td").class("num-left").child(day(desk, initiative.baseline_end)))
                        .child(el("td").child(words))
                        .child(el("td").child(steps(desk, bar)))
                        .child(el("td").child(judged.map(|j| {
                            many(vec![
                                status_mark(j.colour, j.colour.name()),
                                el("div").class("quiet").child(j.reason).into_any(),
                            ])
                        })))
                        .child(el("td").child(late)),
                );
            }
        }
        rows
    };
    el("div")
        .class("inset rm-twin")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Roadmap as a table, scrollable")
        .child(
            el("table")
                .class("table")
                .child(el("caption").class("sr-only").child("Initiatives by goal"))
                .child(table_head(&[
                    "Goal",
                    "Initiative",
                    "Teams",
                    "Start",
                    "End",
                    "Baseline end",
                    "Done",
                    "Milestones",
                    "State",
                    "Waits for",
                ]))
                .child(el("tbody").child(rows)),
        )
        .into_any()
}

pub(super) fn list(desk: Desk) -> AnyView {
    let lanes = move || {
        let lanes = desk.shown.with(|s| s.map.lanes.clone());
        lanes
            .into_iter()
            .enumerate()
            .map(|(place, lane)| {
                let judged = desk.colours.with(|c| c.lanes.get(place).cloned());
                let known = judged.filter(|j| j.colour != Colour::Unknown);
                let bars = lane.bars.iter().map(|bar| card(desk, bar)).collect_view();
                let loose = lane
                    .loose
                    .iter()
                    .map(|m| el("li").class("quiet").child(format!("{}, {}", m.name, day(desk, Some(m.due)))))
                    .collect_view();
                el("section")
                    .class("rm-list-lane")
                    .child(
                        el("div")
                            .class("rm-goal")
                            .child(el("h2").class("cut").child(lane.name.clone()))
                            .child(el("span").class("grow"))
                            .child(known.map(|j| status_mark(j.colour, j.colour.name()))),
                    )
                    .child(bars)
                    .child((!lane.loose.is_empty()).then(|| el("ul").class("rm-loose").child(loose)))
            })
            .collect::<Vec<_>>()
    };
    let chain = move || {
        let words = desk.shown.with(|s| s.chain.words.clone());
        (!words.is_empty()).then(|| el("p").class("rm-chain").child(words))
    };
    el("div").class("rm-list").child(lanes).child(chain).into_any()
}

fn card(desk: Desk, bar: &Bar) -> AnyView {
    let app = desk.app;
    let id = bar.initiative.id;
    let judged = desk.colours.with(|c| c.bars.get(&id).cloned());
    let (share, words) = done(desk, bar);
    let span = match (bar.initiative.start, bar.initiative.end) {
        (Some(start), Some(end)) => format!("{} to {}", day(desk, Some(start)), day(desk, Some(end))),
        _ => "No days yet".to_owned(),
    };
    let title = bar.initiative.title.clone();
    let late = waits(desk, bar)
        .into_iter()
        .filter(|(late, _)| *late)
        .map(|(_, words)| el("p").class("red").child(words))
        .collect_view();
    let steps = steps(desk, bar);
    el("div")
        .class("rm-card")
        .child(
            el("div")
                .class("row")
                .child(
                    el("button")
                        .class("rm-name strong cut")
                        .on_click(move |_| app.open_ref(&Ref::Initiative(id)))
                        .child(title.clone()),
                )
                .child(el("span").class("grow"))
                .child(judged.map(|j| mark(j.colour)))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-haspopup", "menu")
                        .attr("aria-label", format!("Move {title} to…"))
                        .on_click(move |event| moves::clicked(desk, Ref::Initiative(id), &event))
                        .child(icon("dots")),
                ),
        )
        .child(el("p").class("num").child(span))
        .child(
            el("div")
                .class("bar")
                .attr("aria-hidden", "true")
                .child(el("span").style("width", percent(share))),
        )
        .child(el("p").class("quiet").child(words))
        .child((!steps.is_empty()).then(|| el("p").class("quiet").child(steps)))
        .child(late)
        .into_any()
}
