//! An agenda from what the program knows: progress, trouble, changes, decisions, what is open.

use super::{earlier, open_actions, undone};
use crate::analysis::chain::{called, note};
use crate::analysis::goals::goal_chart;
use crate::analysis::today::{running_sprints, working_days_since};
use crate::analysis::words::{count, day, days};
use crate::analysis::{Context, Facts, Scope, Window, flow};
use crate::model::order::InOrder;
use crate::model::{
    AgendaItem, Date, DecisionState, EntryId, Happening, LocalTime, MeetingId, ProjectId, Ref, SprintState,
    Timestamp,
};

/// For which date an agenda is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The meeting or series.
    pub meeting: Option<MeetingId>,
    /// The wall time that names the date.
    pub original: LocalTime,
    /// The project and team it is about.
    pub scope: Scope,
    /// How long it takes.
    pub minutes: u32,
}

/// A section of the agenda before it has a time box.
struct Draft {
    title: String,
    about: Vec<Ref>,
    weight: u32,
}

/// How many records a point names at most.
const MOST: usize = 6;

/// The agenda of a date: what was carried over first, then the points that have something to talk about.
#[must_use]
pub fn build(facts: &Facts<'_>, asked: &Asked) -> Vec<AgendaItem> {
    let ctx = &facts.ctx;
    let last = asked.meeting.and_then(|id| earlier(ctx.program, id, asked.original));
    let mut points: Vec<AgendaItem> = Vec::new();
    for point in last.into_iter().flat_map(|s| undone(s)) {
        // Built points are built anew; what somebody wrote comes over as it stands.
        if is_built(&point.title) {
            continue;
        }
        points.push(AgendaItem {
            id: EntryId::from(0),
            title: point.title.clone(),
            minutes: point.minutes,
            about: point.about.clone(),
            carried: point.carried.saturating_add(1),
            ..AgendaItem::default()
        });
    }
    let since = last.map_or_else(|| asked.original.date() - chrono::Days::new(7), |s| s.day);
    let drafts = [
        progress(ctx, asked.scope),
        challenges(facts, asked.scope),
        changes(facts, asked.scope, since),
        decisions(ctx, asked.scope),
        actions(ctx, asked),
    ];
    let drafts: Vec<Draft> = drafts.into_iter().filter(|d| !d.about.is_empty()).collect();
    let carried: u32 = points.iter().map(|p| p.minutes).sum();
    let weights: Vec<u32> = drafts.iter().map(|d| d.weight).collect();
    let boxes = time_boxes(asked.minutes.saturating_sub(carried), &weights);
    for (draft, minutes) in drafts.into_iter().zip(boxes) {
        let built = last.into_iter().flat_map(|s| undone(s)).find(|p| stem(&p.title) == stem(&draft.title));
        points.push(AgendaItem {
            id: EntryId::from(0),
            title: draft.title,
            minutes,
            about: draft.about,
            carried: built.map_or(0, |p| p.carried.saturating_add(1)),
            ..AgendaItem::default()
        });
    }
    points
}

const PROGRESS: &str = "Sprint progress against the goals";
const CHALLENGES: &str = "Technical challenges";
const CHANGES: &str = "Changes of scope or priority";
const DECISIONS: &str = "Decisions wanted";
const ACTIONS: &str = "Open actions";

/// A title without its day: `… since 13 Nov`.
fn stem(title: &str) -> &str {
    title.split_once(" since ").map_or(title, |(stem, _)| stem)
}

fn is_built(title: &str) -> bool {
    [PROGRESS, CHALLENGES, CHANGES, DECISIONS, ACTIONS].contains(&stem(title))
}

/// Shares minutes out by weight, in steps of five where the time is long enough.
fn time_boxes(minutes: u32, weights: &[u32]) -> Vec<u32> {
    let parts = u32::try_from(weights.len()).unwrap_or(1).max(1);
    let step = if minutes >= parts * 5 { 5 } else { 1 };
    let (all, whole) = (minutes / step, weights.iter().sum::<u32>().max(1));
    let mut boxes: Vec<u32> = weights.iter().map(|w| all * w / whole).collect();
    // What rounding left over goes to those it took most from, the first in front.
    let mut order: Vec<(u32, usize)> =
        weights.iter().enumerate().map(|(n, w)| (all * w % whole, n)).collect();
    order.order_by_key(|(rest, n)| (std::cmp::Reverse(*rest), *n));
    let left = all.saturating_sub(boxes.iter().sum());
    for (_, n) in order.into_iter().take(left as usize) {
        if let Some(one) = boxes.get_mut(n) {
            *one += 1;
        }
    }
    boxes.into_iter().map(|n| n * step).collect()
}

/// What is about one project or the whole program, seen from a scope.
fn near(scope: Scope, project: Option<ProjectId>) -> bool {
    scope.project.is_none_or(|p| project == Some(p))
}

fn progress(ctx: &Context<'_>, scope: Scope) -> Draft {
    let program = ctx.program;
    let mut sprints: Vec<_> = program
        .sprints
        .values()
        .filter(|s| s.state == SprintState::Active)
        .filter(|s| scope.team.is_none_or(|t| s.team == Some(t)))
        .filter(|s| scope.project.is_none_or(|p| s.project.is_none_or(|of| of == p)))
        .collect();
    sprints.order_by_key(|s| (s.end, s.id));
    let goals = program.goals.values().filter(|g| near(scope, g.project)).map(|g| Ref::Goal(g.id));
    let mut about: Vec<Ref> = sprints.into_iter().map(|s| Ref::Sprint(s.id)).take(4).collect();
    about.extend(goals.take(3));
    Draft { title: PROGRESS.to_owned(), about, weight: 3 }
}

fn challenges(facts: &Facts<'_>, scope: Scope) -> Draft {
    let ctx = &facts.ctx;
    let program = ctx.program;
    let mut about: Vec<Ref> = Vec::new();
    let mut open: Vec<_> = program
        .blockers
        .values()
        .filter(|b| b.cleared.is_none() && near(scope, b.project))
        .filter(|b| scope.team.is_none_or(|t| b.team == Some(t)))
        .collect();
    open.order_by_key(|b| (b.raised, b.id));
    about.extend(open.iter().take(3).map(|b| Ref::Blocker(b.id)));
    let said = |id| open.iter().any(|b| b.item == Some(id));
    let mut blocked: Vec<_> = facts
        .of(scope)
        .filter(|f| f.is_open() && !said(f.id))
        .filter_map(|f| Some((f.item.blocked.as_ref()?.since, f.id)))
        .collect();
    blocked.order();
    about.extend(blocked.into_iter().take(2).map(|(_, id)| Ref::Item(id)));
    let today = ctx.today();
    let mut risks: Vec<_> = program
        .risks
        .values()
        .filter(|r| r.state.is_open() && near(scope, r.project))
        .filter(|r| {
            r.residual.value() >= program.settings.thresholds.risk.1 || r.review.is_some_and(|d| d <= today)
        })
        .collect();
    risks.order_by_key(|r| (std::cmp::Reverse(r.residual.value()), r.id));
    about.extend(risks.into_iter().take(2).map(|r| Ref::Risk(r.id)));
    let old = flow::ageing(facts, scope, Window::last(60));
    let old = old.into_iter().filter(|a| a.is_old() && !a.put_back).map(|a| Ref::Item(a.item));
    for item in old {
        if about.len() < MOST && !about.contains(&item) {
            about.push(item);
        }
    }
    Draft { title: CHALLENGES.to_owned(), about, weight: 4 }
}

fn changes(facts: &Facts<'_>, scope: Scope, since: Date) -> Draft {
    let ctx = &facts.ctx;
    let from = ctx.zone.start_of(since);
    let mut requests: Vec<_> = ctx
        .program
        .changes
        .values()
        .filter(|c| near(scope, c.project) && (c.state.is_open() || c.decided.is_some_and(|d| d >= since)))
        .collect();
    requests.order_by_key(|c| (!c.state.is_open(), c.needed_by, c.id));
    let mut about: Vec<Ref> = requests.into_iter().take(4).map(|c| Ref::Change(c.id)).collect();
    let mut moved: Vec<_> =
        facts.of(scope).filter_map(|f| Some((changed(ctx, f.item, from)?, f.id))).collect();
    moved.order();
    about.extend(moved.into_iter().rev().take(MOST - 2).map(|(_, id)| Ref::Item(id)));
    about.truncate(MOST);
    Draft { title: [CHANGES, " since ", &day(since)].concat(), about, weight: 2 }
}

/// When an item last came into or left a running sprint, or changed its priority, since a moment.
fn changed(ctx: &Context<'_>, item: &crate::model::WorkItem, from: Timestamp) -> Option<Timestamp> {
    let runs = |id: Option<crate::model::SprintId>| {
        let sprint = id.and_then(|id| ctx.program.sprints.get(&id));
        sprint.filter(|s| s.state == SprintState::Active).and_then(|s| s.start)
    };
    item.history
        .iter()
        .filter(|e| e.at >= from && e.at <= ctx.now && !e.seen)
        .filter(|e| match &e.what {
            Happening::Sprint { from, to } => {
                [runs(*from), runs(*to)].into_iter().flatten().any(|start| ctx.zone.day(e.at) > start)
            }
            Happening::Field { name, .. } => name == "Priority",
            _ => false,
        })
        .map(|e| e.at)
        .next_back()
}

fn decisions(ctx: &Context<'_>, scope: Scope) -> Draft {
    let mut wanted: Vec<_> = ctx
        .program
        .decisions
        .values()
        .filter(|d| d.state == DecisionState::Wanted && near(scope, d.project))
        .collect();
    wanted.order_by_key(|d| (d.needed_by.is_none(), d.needed_by, d.id));
    let about = wanted.into_iter().take(MOST).map(|d| Ref::Decision(d.id)).collect();
    Draft { title: DECISIONS.to_owned(), about, weight: 4 }
}

fn actions(ctx: &Context<'_>, asked: &Asked) -> Draft {
    let program = ctx.program;
    let mut all = asked.meeting.map(|id| open_actions(program, id, asked.original)).unwrap_or_default();
    let on = asked.original.date();
    let mut due: Vec<_> = program
        .actions
        .values()
        .filter(|a| a.state.is_open() && near(asked.scope, a.project) && a.due.is_some_and(|d| d <= on))
        .filter(|a| asked.scope.team.is_none_or(|t| a.team == Some(t)) && !all.contains(&a.id))
        .collect();
    due.order_by_key(|a| (a.due, a.id));
    all.extend(due.into_iter().map(|a| a.id));
    all.truncate(MOST + 2);
    Draft { title: ACTIONS.to_owned(), about: all.into_iter().map(Ref::Action).collect(), weight: 2 }
}

/// A record under a point, with what to know of it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The record.
    pub to: Ref,
    /// Its key; may be empty.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What to know of it.
    pub note: String,
}

/// The records that points are about, with what to know of each now.
#[must_use]
pub fn facts_of(facts: &Facts<'_>, scope: Scope, about: &[Ref]) -> Vec<Fact> {
    let ctx = &facts.ctx;
    let sprints = about.iter().any(|r| matches!(r, Ref::Sprint(_)));
    let sprints = if sprints { running_sprints(ctx, Scope::default()) } else { Vec::new() };
    let goals = about.iter().any(|r| matches!(r, Ref::Goal(_)));
    let goals = if goals {
        goal_chart(facts, Scope { project: scope.project, team: None }).goals
    } else {
        Vec::new()
    };
    about
        .iter()
        .filter_map(|to| {
            let name = called(ctx.program, to)?;
            let note = match to {
                Ref::Sprint(id) => sprints.iter().find(|s| s.id == *id).map_or_else(
                    || "Not running".to_owned(),
                    |s| {
                        let left = s.days_left.map(|n| [", ", &days(n), " left"].concat());
                        [&s.text, left.as_deref().unwrap_or("")].concat()
                    },
                ),
                Ref::Goal(id) => goals.iter().find(|g| g.goal == *id).map_or_else(String::new, |g| {
                    let all = g.done.len() + g.open.len();
                    if all == 0 {
                        return "No work serves it yet".to_owned();
                    }
                    [&g.done.len().to_string(), " of ", &count(all, "item", "items"), " done"].concat()
                }),
                Ref::Item(id) => item_note(ctx, *id).unwrap_or_else(|| note(ctx.program, to)),
                _ => note(ctx.program, to),
            };
            Some(Fact { to: to.clone(), key: name.key, title: name.title, note })
        })
        .collect()
}

/// Of a blocked item, why and since when.
fn item_note(ctx: &Context<'_>, id: crate::model::WorkItemId) -> Option<String> {
    let blocked = ctx.program.items.get(&id)?.blocked.as_ref()?;
    let age = working_days_since(ctx, blocked.since);
    let age = if age < 1 { "today".to_owned() } else { days(age) };
    Some(if blocked.reason.is_empty() {
        ["Blocked, ", &age].concat()
    } else {
        ["Blocked, ", &age, ": ", blocked.reason.trim_end_matches('.')].concat()
    })
}

#[cfg(test)]
mod tests {
    use super::time_boxes;

    // [MS2]
    #[test]
    fn time_boxes_fill_the_meeting_by_weight() {
        // 45 min are nine steps; by weight 1.8, 2.4, 1.2, 2.4, 1.2: 7 after rounding down, and the two
        // left go to 1.8 and the first 2.4.
        assert_eq!(time_boxes(45, &[3, 4, 2, 4, 2]), [10, 15, 5, 10, 5]);
        assert_eq!(time_boxes(30, &[4, 2]), [20, 10]);
        // Too short for steps of five: 12 / 11 of 3, 4, 4 are 3.3, 4.4, 4.4.
        assert_eq!(time_boxes(12, &[3, 4, 4]), [3, 5, 4]);
        assert_eq!(time_boxes(2, &[1, 1, 1]), [1, 1, 0]);
        assert_eq!(time_boxes(0, &[1]), [0]);
    }
}
