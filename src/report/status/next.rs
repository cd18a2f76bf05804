//! What is due or planned in the next period.

use super::{Audience, Block, Desk, Span, Written, aside, clean, paragraph, progress};
use crate::analysis::time::back;
use crate::model::order::InOrder;
use crate::model::{Category, Date, Milestone, Priority, WorkItem};
use crate::report::text::{short, shorten};
use std::cmp::Reverse;

/// Milestones and sprints that end, items that are due, then what matters most and can begin.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let until = back(desk.today, -desk.ahead());
    let mut lines = Vec::new();
    for forecast in desk.milestones() {
        let milestone = forecast.milestone;
        if milestone.due <= until {
            lines.push(due(desk, milestone));
        }
    }
    for sprint in progress::running(desk) {
        if let Some(end) = sprint.end.filter(|end| *end > desk.today && *end <= until) {
            let name = Span::Strong(clean(&sprint.name));
            lines.push(vec![name, Span::Text(format!("ends on {}.", short(end, desk.today)))]);
        }
    }
    let items = items(desk, until);
    if desk.audience == Audience::Executive {
        desk.withhold(items.len());
    } else {
        lines.extend(items);
    }
    let (count, most) = (lines.len(), desk.most(14, 6));
    if count == 0 {
        let text = format!("Nothing has a day up to {}.", short(until, desk.today));
        return (0, vec![paragraph(text)]);
    }
    lines.truncate(most);
    let mut blocks = vec![Block::Bullets(lines)];
    desk.more(count, most, &mut blocks);
    (count, blocks)
}

fn due(desk: &Desk<'_, '_>, milestone: &Milestone) -> Vec<Span> {
    let day = short(milestone.due, desk.today);
    let text = if milestone.due < desk.today {
        format!("was due on {day} and is not reached.")
    } else {
        format!("is due on {day}.")
    };
    let mut line = vec![Span::Milestone(milestone.id, clean(&milestone.name)), Span::Text(text)];
    line.extend(aside([desk.of_project(Some(milestone.project))]));
    line
}

/// Open items due by then, the overdue first; then unblocked items of high priority that have not
/// begun, at most five.
fn items(desk: &Desk<'_, '_>, until: Date) -> Vec<Vec<Span>> {
    let is_due = |item: &WorkItem| item.due.filter(|day| *day <= until);
    let open = || desk.facts.of(desk.scope).filter(|f| f.is_open());
    let mut due: Vec<(Date, &WorkItem)> = open().filter_map(|f| Some((is_due(f.item)?, f.item))).collect();
    due.order_by_key(|(day, item)| (*day, item.id));
    let mut lines: Vec<Vec<Span>> = due
        .into_iter()
        .map(|(day, item)| {
            let word = if day < desk.today { "was due on" } else { "is due on" };
            line(desk, item, format!("{word} {}.", short(day, desk.today)))
        })
        .collect();
    let ready = open().filter(|f| f.category == Category::ToDo && f.item.blocked.is_none());
    let mut ready: Vec<&WorkItem> = ready
        .map(|f| f.item)
        .filter(|item| item.priority >= Some(Priority::High) && is_due(item).is_none())
        .collect();
    ready.order_by_key(|item| (Reverse(item.priority), item.rank, item.id));
    for item in ready.into_iter().take(5) {
        let priority = item.priority.map_or("High", Priority::name).to_lowercase();
        lines.push(line(desk, item, format!("has not begun; priority {priority}.")));
    }
    lines
}

fn line(desk: &Desk<'_, '_>, item: &WorkItem, text: String) -> Vec<Span> {
    let title = Span::Text(shorten(&clean(&item.title), 140));
    let mut line = vec![Span::Item(item.id, clean(&item.key)), title, Span::Text(text)];
    line.extend(aside([desk.of_project(Some(item.project))]));
    line
}
