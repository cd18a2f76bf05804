//! Demand of capacity per team and sprint, and the move that would help.

use super::{Desk, replan};
use crate::analysis::capacity::{Cell, Paces, Shift, WindowTable, window_table};
use crate::analysis::roadmap::replan_initiative;
use crate::analysis::words::number;
use crate::analysis::{Colour, Index};
use crate::components::mark;
use crate::dom::prelude::*;
use crate::model::{TeamId, short_day};
use std::collections::BTreeSet;

/// The teams that have sprints or initiatives; one, where one is asked for.
fn teams(desk: Desk) -> Vec<TeamId> {
    let wanted = desk.app.scope().team;
    desk.app.with(|p| {
        let in_sprints = p.sprints.values().filter_map(|s| s.team);
        let in_bars = p.initiatives.values().flat_map(|i| i.teams.iter().copied());
        let all: BTreeSet<TeamId> = in_sprints.chain(in_bars).collect();
        all.into_iter().filter(|team| wanted.is_none_or(|wanted| wanted == *team)).collect()
    })
}

pub(super) fn table(desk: Desk) -> AnyView {
    let app = desk.app;
    let teams = Memo::new(move |_| teams(desk));
    let now = Memo::new(move |_| {
        let teams = teams.get();
        let shown = desk.shown.get();
        app.analyse(|ctx| {
            let (paces, index) = (Paces::new(ctx), Index::new(ctx.program));
            window_table(ctx, &paces, &index, &shown.works, &teams)
        })
    });
    (move || now.with(|now| (!now.rows.is_empty()).then(|| draw(desk, now)))).into_any()
}

fn draw(desk: Desk, now: &WindowTable) -> AnyView {
    let heads = now
        .columns
        .iter()
        .map(|column| {
            let title = format!("{} to {}", short_day(column.from), short_day(column.to));
            let label = if column.now { format!("{} now", column.label) } else { column.label.clone() };
            el("th")
                .attr("scope", "col")
                .class(if column.now { "now" } else { "" })
                .attr("title", title)
                .child(label)
        })
        .collect_view();
    // Without a closed sprint, points cannot be told.
    let (known, unknown): (Vec<_>, Vec<_>) =
        now.rows.iter().partition(|row| row.cells.iter().any(|cell| cell.capacity.is_some()));
    let names: Vec<&str> = unknown.iter().map(|row| row.name.as_str()).collect();
    let without = (!names.is_empty()).then(|| {
        let words = format!("Without closed sprints, so without a pace in points: {}.", names.join(", "));
        el("p").class("rm-proposal quiet").child(words)
    });
    if known.is_empty() {
        return without.into_any();
    }
    let rows = known
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(cell).collect_view();
            el("tr").child(el("th").attr("scope", "row").child(row.name.clone())).child(cells)
        })
        .collect_view();
    let proposal = now.proposal.clone().map(|proposal| {
        let verb = proposal
            .fix
            .map(|fix| el("button").class("link").on_click(move |_| try_it(desk, &fix)).child("Try it"));
        el("p")
            .class("rm-proposal")
            .child(mark(Colour::Red))
            .child(el("span").child(proposal.words))
            .child(verb)
    });
    el("div")
        .class("rm-capacity")
        .child(
            el("div")
                .class("rm-capacity-scroll")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Demand of capacity, scrollable")
                .child(
                    el("table")
                        .class("rm-table num")
                        .child(
                            el("caption")
                                .class("sr-only")
                                .child("Demand of capacity per team and sprint, in percent"),
                        )
                        .child(
                            el("thead").child(
                                el("tr")
                                    .child(
                                        el("th")
                                            .attr("scope", "col")
                                            .class("first")
                                            .child(el("span").class("strong").child("Demand of capacity"))
                                            .child(el("span").class("quiet").child(" per sprint")),
                                    )
                                    .child(heads),
                            ),
                        )
                        .child(el("tbody").child(rows)),
                ),
        )
        .child(proposal)
        .child(without)
        .into_any()
}

fn cell(cell: &Cell) -> AnyView {
    let words = cell.words();
    let Some(percent) = cell.percent() else {
        return el("td").class("quiet").attr("title", words).child("n/a").into_any();
    };
    let text = format!("{} %", number(percent, 0));
    if cell.is_over() {
        el("td").class("over").attr("title", words).child(mark(Colour::Red)).child(text).into_any()
    } else {
        el("td").attr("title", words).child(text).into_any()
    }
}

/// Makes the proposed move; undo takes it back.
fn try_it(desk: Desk, fix: &Shift) {
    let command = desk.app.workbench.with_untracked(|p| {
        p.initiatives.get(&fix.initiative).map(|i| replan_initiative(p, i, fix.start, fix.end))
    });
    if let Some(command) = command {
        replan::dispatch(desk, command);
    }
}
