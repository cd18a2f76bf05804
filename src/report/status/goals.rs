//! How far the work has come that serves each goal, and how service levels are kept.

use super::{Block, Cell, Desk, Span, Written, clean, heads, paragraph};
use crate::analysis::Colour;
use crate::analysis::goals::goal_chart;
use crate::analysis::sla::attainment;
use crate::analysis::time::Window;
use crate::analysis::words::{count, number};
use crate::model::{Date, Ref};
use crate::report::text::short;

/// A row a goal.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let chart = goal_chart(desk.facts, desk.scope);
    let goals: Vec<_> = chart.goals.iter().filter(|g| !g.done.is_empty() || !g.open.is_empty()).collect();
    if goals.is_empty() {
        return (0, Vec::new());
    }
    let (all, most) = (goals.len(), desk.most(12, 5));
    let program = desk.facts.ctx.program;
    let row = |goal: &&crate::analysis::goals::GoalProgress| {
        let due = program.goals.get(&goal.goal).and_then(|g| g.due);
        let points = goal.percent_points().map(|percent| format!("{} %", number(percent, 0)));
        let items = format!(
            "{} of {} done",
            goal.done.len(),
            count(goal.done.len() + goal.open.len(), "item", "items")
        );
        vec![
            Span::Record(Ref::Goal(goal.goal), clean(&goal.name)).into(),
            Span::Text(items).into(),
            Cell { number: true, ..Span::Text(points.unwrap_or_else(|| "n/a".to_owned())).into() },
            due_cell(desk, due, goal.open.is_empty()),
        ]
    };
    let head = heads(&["Goal", "Items", "Points done", "Due"]);
    let mut blocks = vec![Block::Table { head, rows: goals.iter().take(most).map(row).collect() }];
    desk.more(all, most, &mut blocks);
    if !chart.aimless.is_empty() && !desk.is_client() {
        let text = format!("{} no goal.", count(chart.aimless.len(), "open item serves", "open items serve"));
        blocks.push(paragraph(text));
    }
    (all, blocks)
}

/// The day of a goal, and that it is over where work for it is open.
fn due_cell(desk: &Desk<'_, '_>, due: Option<Date>, all_done: bool) -> Cell {
    let Some(due) = due else { return Cell::default() };
    let mut spans = vec![Span::Text(short(due, desk.today))];
    if due < desk.today && !all_done {
        spans.push(Span::Status(Colour::Red, "Overdue".to_owned()));
    }
    spans.into()
}

/// A row a service level.
pub(super) fn service(desk: &Desk<'_, '_>) -> Written {
    let attainment = attainment(desk.facts, desk.scope, Window::default());
    let levels: Vec<_> = attainment.levels.iter().collect();
    if levels.is_empty() {
        return (0, Vec::new());
    }
    let (all, most) = (levels.len(), desk.most(12, 6));
    let row = |level: &&crate::analysis::sla::Level| {
        let kept = level.share.attainment();
        let colour = level.colour.unwrap_or(Colour::Unknown);
        let late = level.share.breached + level.share.overdue;
        vec![
            Span::Record(Ref::Sla(level.sla), clean(&level.name)).into(),
            Cell {
                number: true,
                ..Span::Strong(kept.map_or("n/a".to_owned(), |p| format!("{} %", number(p, 0)))).into()
            },
            Cell { number: true, ..Span::Quiet(format!("{} %", level.target)).into() },
            Span::Text(format!("{} met, {late} not, {} running", level.share.met, level.share.running))
                .into(),
            Span::Status(colour, colour.name().to_owned()).into(),
        ]
    };
    let head = heads(&["Service level", "Kept", "Target", "Cycles", "Status"]);
    let mut blocks = vec![Block::Table { head, rows: levels.iter().take(most).map(row).collect() }];
    desk.more(all, most, &mut blocks);
    (all, blocks)
}
