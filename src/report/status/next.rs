//! What is due or planned in the next period.

use super::audience::Matter;
use super::{Audience, Block, Desk, Span, Written, aside, clean, paragraph, progress};
use crate::analysis::time::back;
use crate::model::order::InOrder;
use crate::model::{
    Category, Date, DecisionState, IssueState, Milestone, Priority, ProjectId, Ref, WorkItem,
};
use crate::report::text::{short, shorten};
use std::cmp::Reverse;

/// Milestones and sprints that end, decisions, changes and issues that have a day, items that are due, then what matters most and can begin.
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
    lines.extend(records(desk, until));
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

/// Decisions and change requests that are needed, and issues that are due, by then, the first day first.
fn records(desk: &Desk<'_, '_>, until: Date) -> Vec<Vec<Span>> {
    let program = desk.facts.ctx.program;
    let ours = |project: Option<ProjectId>| desk.scope.project.is_none_or(|wanted| project == Some(wanted));
    let soon = |day: Option<Date>| day.filter(|day| *day <= until);
    let mut all: Vec<(Date, Ref, &str, &str, &str)> = Vec::new();
    if desk.audience.sees(Matter::Decisions) {
        let wanted =
            program.decisions.values().filter(|d| d.state == DecisionState::Wanted && ours(d.project));
        all.extend(wanted.filter_map(|d| {
            Some((soon(d.needed_by)?, Ref::Decision(d.id), &*d.key, &*d.title, "needs a decision"))
        }));
    }
    let changes = program.changes.values().filter(|c| c.state.is_open() && ours(c.project));
    all.extend(changes.filter_map(|c| {
        Some((soon(c.needed_by)?, Ref::Change(c.id), &*c.key, &*c.title, "needs an answer"))
    }));
    let issues = program.issues.values().filter(|i| i.state != IssueState::Resolved && ours(i.project));
    all.extend(
        issues
            .filter_map(|i| Some((soon(i.due)?, Ref::Issue(i.id), &*i.key, &*i.title, "is to be resolved"))),
    );
    all.order_by_key(|(day, to, ..)| (*day, to.kind().to_owned()));
    let line = |(day, to, key, title, what): (Date, Ref, &str, &str, &str)| {
        let by = if day < desk.today { "it was due on" } else { "by" };
        vec![
            Span::Record(to, clean(key)),
            Span::Text(shorten(&clean(title), 140)),
            Span::Text(format!("{what}, {by} {}.", short(day, desk.today))),
        ]
    };
    all.into_iter().map(line).collect()
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
