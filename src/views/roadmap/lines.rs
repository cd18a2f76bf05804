//! What lies over and under the rows: the grid, today, and arrows from what gives to what needs.

use super::Desk;
use super::chart::{GOAL, ROW, middle_of};
use crate::analysis::roadmap::{Edge, Plan, Zoom, edges};
use crate::dom::prelude::*;
use crate::model::{DependencyType, InitiativeId, Ref};

/// How high all lanes are.
fn height(desk: Desk) -> f64 {
    desk.shown.with(|s| {
        let lanes = s.map.lanes.iter();
        lanes.map(|l| GOAL + ROW * (l.bars.len() + usize::from(!l.loose.is_empty())) as f64).sum::<f64>()
    })
}

/// A drawing over or under all lanes.
fn drawing(width: f64, height: f64, shapes: Vec<AnyView>) -> AnyView {
    svg("svg")
        .attr("width", width)
        .attr("height", height)
        .attr("aria-hidden", "true")
        .child(shapes)
        .into_any()
}

fn rule(x: f64, height: f64, class: &'static str) -> AnyView {
    svg("line").class(class).attr("x1", x).attr("x2", x).attr("y1", "0").attr("y2", height).into_any()
}

/// The lines of months and weeks, under the bars.
pub(super) fn grid(desk: Desk, width: f64) -> AnyView {
    let (axis, height) = (desk.axis.get(), height(desk));
    let (upper, lower) = axis.heads();
    let mut shapes: Vec<AnyView> = Vec::new();
    if axis.zoom != Zoom::Months {
        let inner = lower.iter().filter(|h| h.at > 0.0);
        shapes.extend(inner.map(|h| rule(h.at * width, height, "rm-rule faint")));
    }
    let outer = upper.iter().filter(|h| h.at > 0.0);
    shapes.extend(outer.map(|h| rule(h.at * width, height, "rm-rule")));
    drawing(width, height, shapes)
}

/// Today, and the arrows, over the bars.
pub(super) fn lines(desk: Desk, width: f64) -> AnyView {
    let (axis, height) = (desk.axis.get(), height(desk));
    let mut shapes: Vec<AnyView> = Vec::new();
    let today = desk.app.today();
    let now = (axis.at(today) + axis.after(today)) / 2.0;
    if (0.0..=1.0).contains(&now) {
        shapes.push(rule(now * width, height, "rm-today"));
    }
    // During a drag, the lines show what it would break.
    let thought = desk.drag.with(|d| d.as_ref().filter(|d| d.moving).map(super::drag::Drag::thought));
    let all = match thought {
        Some((bar, milestone)) => {
            desk.app.with(|p| edges(&Plan { program: p, thought: bar, milestone }, None))
        }
        None => desk.shown.with(|s| s.edges.clone()),
    };
    for edge in all.iter().filter(|edge| edge.exact) {
        shapes.extend(arrow(desk, width, edge));
    }
    drawing(width, height, shapes)
}

/// The initiative whose row an end stands in.
fn row_of(desk: Desk, end: &Ref) -> Option<InitiativeId> {
    match end {
        Ref::Initiative(id) => Some(*id),
        Ref::Milestone(id) => desk.app.with(|p| p.milestones.get(id)?.initiative),
        _ => None,
    }
}

/// Where an end stands: across in pixels, and the middle of its row.
fn place(desk: Desk, width: f64, end: &Ref, at_start: bool) -> Option<(f64, f64)> {
    let thought = desk.drag.with(|d| d.as_ref().filter(|d| d.moving).map(super::drag::Drag::thought));
    let (bar, milestone) = thought.unwrap_or((None, None));
    let span = desk.app.with(|p| Plan { program: p, thought: bar, milestone }.span(end))?;
    let is_milestone = matches!(end, Ref::Milestone(_));
    let share = desk.axis.with(|a| if at_start && !is_milestone { a.at(span.0) } else { a.after(span.1) });
    let y = middle_of(desk, row_of(desk, end)?)?;
    Some((share.clamp(-0.02, 1.02) * width, y))
}

/// An elbow from the giving to the needing side, with a head.
fn arrow(desk: Desk, width: f64, edge: &Edge) -> Option<AnyView> {
    use DependencyType::{FinishToStart, StartToFinish, StartToStart};
    let from_start = matches!(edge.kind, StartToStart | StartToFinish);
    let to_start = matches!(edge.kind, FinishToStart | StartToStart);
    let (giver, needer) = (edge.giver.as_ref()?, edge.needer.as_ref()?);
    let (x1, y1) = place(desk, width, giver, from_start)?;
    let (x2, y2) = place(desk, width, needer, to_start)?;
    if (x1 < 0.0 && x2 < 0.0) || (x1 > width && x2 > width) || (y1 - y2).abs() < 1.0 {
        return None;
    }
    let critical = desk.shown.with(|s| desk.app.with(|p| s.chain.steps(p, edge)));
    let class = match (edge.late, edge.delivered) {
        (Some(_), _) => "rm-arrow late",
        (None, true) => "rm-arrow done",
        (None, false) if critical => "rm-arrow critical",
        (None, false) => "rm-arrow",
    };
    // It leaves the bar at its end, downwards or upwards, so that it crosses no name beside the bar;
    // along the row's edge it goes to the needing side, and enters it from above or below.
    let down = y2 > y1;
    let enter = if to_start { x2 + 6.0 } else { x2 - 4.0 };
    let tip = if down { y2 - 8.0 } else { y2 + 8.0 };
    let out = if from_start { x1 + 4.0 } else { x1 - 4.0 };
    let (from, edge_y) = if down { (y1 + 7.0, y1 + 22.0) } else { (y1 - 7.0, y1 - 13.0) };
    let path = [
        "M",
        &tenths(out),
        " ",
        &tenths(from),
        " V",
        &tenths(edge_y),
        " H",
        &tenths(enter),
        " V",
        &tenths(tip),
    ]
    .concat();
    let turn = if down { -4.0 } else { 4.0 };
    let head = format!(
        "M{} {} L{} {} L{} {}",
        tenths(enter - 4.0),
        tenths(tip + turn),
        tenths(enter),
        tenths(tip),
        tenths(enter + 4.0),
        tenths(tip + turn)
    );
    Some(
        svg("g")
            .class(class)
            .child(svg("path").attr("d", path))
            .child(svg("path").attr("d", head))
            .child(svg("title").child(edge.words.clone()))
            .into_any(),
    )
}
