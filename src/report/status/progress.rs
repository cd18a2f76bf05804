//! Where the running sprints stand, what was finished and what is in hand.

use super::{Block, Desk, Span, Written, clean, done, risks};
use crate::analysis::facts::estimate_at;
use crate::analysis::sprints::outcome;
use crate::analysis::words::{count, days};
use crate::model::order::InOrder;
use crate::model::{Date, Points, Sprint, SprintState, WorkItemId};
use crate::report::text::{long, short};

/// The sprints that run and have to do with the report's scope, the first to end first.
pub(super) fn running<'a>(desk: &Desk<'_, 'a>) -> Vec<&'a Sprint> {
    let concerns = |s: &Sprint| match (desk.scope.project, s.project) {
        (None, _) => true,
        (Some(wanted), Some(project)) => wanted == project,
        (Some(_), None) => desk.facts.of(desk.scope).any(|f| f.item.sprint == Some(s.id)),
    };
    let begun = |s: &Sprint| s.start.is_none_or(|start| start <= desk.today);
    let all = desk.facts.ctx.program.sprints.values().map(|s| &**s);
    let mut all: Vec<&Sprint> =
        all.filter(|s| s.state == SprintState::Active && begun(s) && concerns(s)).collect();
    all.order_by(|a, b| {
        (a.end.is_none(), a.end, &a.name, a.id).cmp(&(b.end.is_none(), b.end, &b.name, b.id))
    });
    all
}

/// Sprints, finished items, work in hand; a line each.
pub(super) fn section(desk: &Desk<'_, '_>) -> Written {
    let sprints = running(desk);
    let most = desk.most(12, 4);
    let mut lines: Vec<Vec<Span>> = sprints.iter().take(most).map(|s| sprint(desk, s)).collect();
    if sprints.is_empty() {
        lines.push(vec![Span::Text("No sprint is running.".to_owned())]);
    } else if sprints.len() > most {
        lines.push(vec![Span::Quiet(format!("and {} more running", sprints.len() - most))]);
    }
    if desk.kind == super::Kind::OnePage {
        lines.push(vec![Span::Text(format!("{} {}", finished(desk), in_hand(desk)))]);
    } else {
        lines.push(vec![Span::Text(finished(desk))]);
        lines.push(vec![Span::Text(in_hand(desk))]);
    }
    (sprints.len(), vec![Block::Bullets(lines)])
}

/// "Search 24: 34 of 52 committed points are done, 3 working days are left."
fn sprint(desk: &Desk<'_, '_>, sprint: &Sprint) -> Vec<Span> {
    let outcome = outcome(desk.facts, sprint);
    let facts = desk.facts;
    let in_scope = |id: &&WorkItemId| facts.get(**id).is_some_and(|f| desk.scope.holds(f.item));
    let committed: Vec<WorkItemId> = outcome.committed_items.iter().filter(in_scope).copied().collect();
    let completed: Vec<WorkItemId> = outcome.completed_items.iter().filter(in_scope).copied().collect();
    let done: Vec<WorkItemId> = completed.iter().filter(|id| committed.contains(id)).copied().collect();
    let frozen = |id: &WorkItemId| {
        let frozen = sprint.commitment.iter().flatten().find(|c| c.item == *id);
        let first_day = || sprint.start.map_or(facts.ctx.now, |day| facts.ctx.end_of(day));
        frozen.map_or_else(|| estimate_at(facts.get(*id)?.item, first_day()), |c| c.estimate)
    };
    let now = |id: &WorkItemId| estimate_at(facts.get(*id)?.item, facts.ctx.now);
    let committed_points: Points = committed.iter().filter_map(frozen).sum();
    let done_points: Points = done.iter().filter_map(now).sum();
    let left = time_left(desk, sprint.end);
    let text = if outcome.committed.is_none() {
        format!(
            "{} done; what was committed to is not known; {left}.",
            count(completed.len(), "item is", "items are")
        )
    } else if committed_points > Points::default() {
        format!("{done_points} of {committed_points} committed points are done; {left}.")
    } else {
        // Nothing was estimated, and none is never zero points: items are all there is to count.
        format!(
            "{} of {} done; {left}.",
            done.len(),
            count(committed.len(), "committed item is", "committed items are")
        )
    };
    let mut line = vec![Span::Strong(format!("{}:", clean(&sprint.name))), Span::Text(text)];
    let added = outcome.added.iter().filter(in_scope).count();
    let unestimated = outcome.unestimated.iter().filter(in_scope).count();
    let mut remarks = Vec::new();
    if added > 0 {
        remarks.push(format!("{added} added since its start"));
    }
    if unestimated > 0 {
        remarks.push(format!("{unestimated} done without an estimate"));
    }
    if desk.audience == super::Audience::Team && !remarks.is_empty() {
        line.push(Span::Quiet(format!("{}.", remarks.join(", "))));
    }
    line
}

fn time_left(desk: &Desk<'_, '_>, end: Option<Date>) -> String {
    let settings = &desk.facts.ctx.program.settings;
    match end {
        None => "its end is not set".to_owned(),
        Some(end) if end < desk.today => {
            format!("it was to end on {} and is not closed", short(end, desk.today))
        }
        Some(end) if end == desk.today => "it ends today".to_owned(),
        Some(end) => {
            let rest = desk.today.iter_days().skip(1).take_while(|day| *day <= end).take(400);
            let left = rest.filter(|day| settings.is_working_day(*day)).count();
            let verb = if left == 1 { "is" } else { "are" };
            format!("{} {verb} left", days(left as i64).replacen(" day", " working day", 1))
        }
    }
}

fn finished(desk: &Desk<'_, '_>) -> String {
    let all = done::finished(desk);
    let since = long(desk.since, desk.today);
    let mut text = match all.len() {
        0 => format!("Nothing was finished since {since}."),
        n => {
            let done = if n == 1 { "was" } else { "were" };
            format!("{} {done} finished since {since}.", count(n, "item", "items"))
        }
    };
    let seen = done::seen_only(desk);
    if seen > 0 {
        let (verb, whose) = if seen == 1 { ("was", "its day is") } else { ("were", "their days are") };
        text.push_str(&format!(" {seen} more {verb} first seen as done by an import; {whose} not known."));
    }
    text
}

fn in_hand(desk: &Desk<'_, '_>) -> String {
    let wip = desk.facts.of(desk.scope).filter(|f| f.is_wip()).count();
    let blocked = risks::blocked(desk).len();
    let open = desk.facts.of(desk.scope).filter(|f| f.is_open()).count();
    let wip = match (wip, open) {
        (0, 0) => "No item is open".to_owned(),
        (0, open) => format!("No item is in progress, {} not begun", count(open, "is", "are")),
        (n, _) => format!("{} in progress", count(n, "item is", "items are")),
    };
    match blocked {
        0 => format!("{wip}; none is blocked."),
        n => format!("{wip}; {} blocked.", count(n, "open item is", "open items are")),
    }
}
