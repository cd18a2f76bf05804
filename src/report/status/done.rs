//! What was finished in the period, the most telling first.

use super::{Block, Desk, Span, Written, aside, clean, paragraph};
use crate::analysis::facts::{ItemFacts, Mark, ordered, status_at};
use crate::model::order::InOrder;
use crate::model::{Category, Date, Happening, ItemKind, WorkItem};
use crate::report::text::{long, short, shorten};
use std::cmp::Reverse;

/// The items delivered in the period on a known day; epics and features are counted apart.
pub(super) fn finished<'f, 'a>(desk: &Desk<'f, 'a>) -> Vec<(&'f ItemFacts<'a>, Date)> {
    let facts = desk.facts;
    let all = facts.of(desk.scope).filter_map(|f| Some((f, facts.delivered(f)?)));
    all.filter(|(_, day)| *day >= desk.since).collect()
}

/// How many were first seen as done by an import in the period: when they were done is not known.
pub(super) fn seen_only(desk: &Desk<'_, '_>) -> usize {
    let seen = |f: &&ItemFacts<'_>| {
        let day = match f.finish {
            Mark::Seen(at) => Some(desk.facts.day(at)),
            _ => None,
        };
        f.is_done() && day.is_some_and(|day| day >= desk.since)
    };
    desk.facts.of(desk.scope).filter(seen).count()
}

/// The day an epic or feature was finished, if it is.
fn container_done(desk: &Desk<'_, '_>, item: &WorkItem) -> Option<Date> {
    let (facts, now) = (desk.facts, desk.facts.ctx.now);
    let is_done = |status| facts.index.category(status) == Category::Done;
    if !is_done(status_at(item, now)?) {
        return None;
    }
    let history = ordered(item);
    let entered = history.iter().filter(|e| e.at <= now).rfind(|e| match e.what {
        Happening::Moved { from, to } => is_done(to) && !is_done(from),
        Happening::Created { status } => is_done(status),
        _ => false,
    });
    entered.filter(|e| !e.seen).map(|e| facts.day(e.at))
}

const fn weight(kind: &ItemKind) -> u8 {
    match kind {
        ItemKind::Epic => 2,
        ItemKind::Feature => 1,
        _ => 0,
    }
}

/// Epics and features, then by priority and size; for the program, gathered by project.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let facts = desk.facts;
    let mut all: Vec<(&WorkItem, Date)> = finished(desk).into_iter().map(|(f, day)| (f.item, day)).collect();
    let containers =
        facts.ctx.program.items.values().map(|item| &**item).filter(|item| {
            item.kind.is_container() && item.created <= facts.ctx.now && desk.scope.holds(item)
        });
    let containers = containers.filter_map(|item| Some((item, container_done(desk, item)?)));
    all.extend(containers.filter(|(_, day)| *day >= desk.since));
    if all.is_empty() {
        let text = format!("Nothing was finished since {}.", long(desk.since, desk.today));
        return (0, vec![paragraph(text)]);
    }
    all.order_by_key(|(item, day)| {
        (Reverse(weight(&item.kind)), Reverse(item.priority), Reverse(item.estimate), Reverse(*day), item.id)
    });
    let (count, most) = (all.len(), desk.most(12, 5));
    all.truncate(most);
    let name = |item: &WorkItem| facts.ctx.program.projects.get(&item.project).map(|p| p.name.clone());
    // Stable: within a project the order stays.
    all.order_by_key(|(item, _)| name(item));
    let lines = all.into_iter().map(|(item, day)| line(desk, item, day)).collect();
    let mut blocks = vec![Block::Bullets(lines)];
    desk.more(count, most, &mut blocks);
    (count, blocks)
}

fn line(desk: &Desk<'_, '_>, item: &WorkItem, day: Date) -> Vec<Span> {
    let usual = matches!(item.kind, ItemKind::Story | ItemKind::Task);
    let kind = (!usual).then(|| clean(item.kind.name()));
    let mut line = vec![Span::Item(item.id, clean(&item.key)), Span::Text(shorten(&clean(&item.title), 140))];
    line.extend(aside([kind, Some(short(day, desk.today)), desk.of_project(Some(item.project))]));
    line
}
