//! Burndown and burn-up of one sprint, day by day, with the scope apart.

use super::outcome::{SprintOutcome, left_on_last_day, members, outcome_of, team_of};
use crate::analysis::Scope;
use crate::analysis::facts::{Facts, ItemFacts, estimate_at, sprint_at, status_at};
use crate::analysis::notes::Notes;
use crate::analysis::words::{count, day, number};
use crate::analysis::working::Group;
use crate::model::order::InOrder;
use crate::model::{Category, Date, Points, Sprint, SprintId, SprintState, Timestamp, WorkItemId};

/// Work, in both units that a burndown is drawn in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Σ estimates.
    pub points: Points,
    /// Items, estimated or not.
    pub items: u32,
    /// Those of the items without an estimate: they are in `items` and not in `points`.
    pub unestimated: u32,
}

impl Amount {
    const fn add(&mut self, estimate: Option<Points>) {
        self.items += 1;
        match estimate {
            Some(points) => {
                let sum = self.points.to_hundredths().saturating_add(points.to_hundredths());
                self.points = Points::hundredths(sum);
            }
            None => self.unestimated += 1,
        }
    }

    const fn less(self, other: Self) -> Self {
        Self {
            points: Points::hundredths(
                self.points.to_hundredths().saturating_sub(other.points.to_hundredths()),
            ),
            items: self.items.saturating_sub(other.items),
            unestimated: self.unestimated.saturating_sub(other.unestimated),
        }
    }
}

/// The sprint at the end of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BurnDay {
    /// The day.
    pub day: Date,
    /// All that is in the sprint, done or not: the scope line. Cancelled items are not.
    pub scope: Amount,
    /// The part that is done: the burn-up.
    pub done: Amount,
    /// Scope less done: the burndown.
    pub remaining: Amount,
    /// Done now and not the day before.
    pub finished: Vec<WorkItemId>,
    /// In the sprint now and not the day before (on the first day: not committed to).
    pub added: Vec<WorkItemId>,
    /// Taken out or cancelled since the day before.
    pub removed: Vec<WorkItemId>,
    /// Estimated anew since the day before.
    pub resized: Vec<WorkItemId>,
}

/// One sprint day by day.
#[derive(Debug, Clone, PartialEq)]
pub struct Burn {
    /// The words beside it.
    pub notes: Notes,
    /// The sprint.
    pub sprint: SprintId,
    /// Its first and last day; the last day of one without an end is today.
    pub span: (Date, Date),
    /// What was committed to: where all lines begin.
    pub start: Amount,
    /// The days from the first to today or the last.
    pub days: Vec<BurnDay>,
    /// The even burndown in points: before the first day, then at the end of each day of the whole
    /// span. It stands still on days off.
    pub ideal: Vec<f64>,
    /// The same in items.
    pub ideal_items: Vec<f64>,
}

/// The sprints of a scope's team that have begun and have a first day, the newest first: what there
/// is to choose from.
#[must_use]
pub fn burnable<'a>(facts: &Facts<'a>, scope: Scope) -> Vec<&'a Sprint> {
    let team = team_of(facts, scope);
    let today = facts.ctx.today();
    let begun = |s: &Sprint| s.state != SprintState::Planned && s.start.is_some_and(|start| start <= today);
    let mine = |s: &Sprint| {
        s.team == team && (scope.project.is_none() || s.project.is_none() || s.project == scope.project)
    };
    let all = facts.ctx.program.sprints.values().map(|s| &**s);
    let mut all: Vec<&Sprint> = all.filter(|s| begun(s) && mine(s)).collect();
    all.order_by(|a, b| (b.start, &b.name, b.id).cmp(&(a.start, &a.name, a.id)));
    all
}

/// The burndown of a sprint; none where its first day is not known.
#[must_use]
pub fn burn(facts: &Facts<'_>, sprint: SprintId) -> Option<Burn> {
    let sprint = facts.ctx.program.sprints.get(&sprint)?;
    let members = members(facts);
    burn_of(facts, sprint, members.get(&sprint.id).map_or(&[], Vec::as_slice))
}

/// What one item is to the sprint at the end of a day.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Standing {
    is_in: bool,
    is_done: bool,
    estimate: Option<Points>,
}

fn burn_of(facts: &Facts<'_>, sprint: &Sprint, members: &[&ItemFacts<'_>]) -> Option<Burn> {
    let start_day = sprint.start?;
    let today = facts.ctx.today();
    let last = sprint.end.unwrap_or(today).max(start_day);
    let outcome = outcome_of(facts, sprint, members);
    let mut start = Amount::default();
    let committed: Vec<_> = outcome.commitment.clone();
    let mut before: Vec<Standing> = vec![Standing::default(); members.len()];
    for (member, standing) in members.iter().zip(&mut before) {
        if let Some((_, estimate)) = committed.iter().find(|(item, _)| *item == member.item.id) {
            *standing = Standing { is_in: true, is_done: false, estimate: *estimate };
        }
    }
    committed.iter().for_each(|(_, estimate)| start.add(*estimate));
    let mut days = Vec::new();
    for day in start_day.iter_days().take_while(|day| *day <= last.min(today)) {
        let end = facts.ctx.end_of(day).min(facts.ctx.now);
        let mut one = BurnDay {
            day,
            scope: Amount::default(),
            done: Amount::default(),
            remaining: Amount::default(),
            finished: Vec::new(),
            added: Vec::new(),
            removed: Vec::new(),
            resized: Vec::new(),
        };
        for (member, before) in members.iter().zip(&mut before) {
            let now = standing(facts, member, sprint.id, end, (day == last).then_some(day));
            one.note(member.item.id, *before, now);
            *before = now;
        }
        one.remaining = one.scope.less(one.done);
        days.push(one);
    }
    let (ideal, ideal_items) = ideal(facts, (start_day, last), start);
    let notes = notes(facts, sprint, (start_day, last), &outcome, start, &days);
    Some(Burn { notes, sprint: sprint.id, span: (start_day, last), start, days, ideal, ideal_items })
}

/// An item that moved on to another sprint on the last day, as closing does, is still in this one.
fn standing(
    facts: &Facts<'_>,
    member: &ItemFacts<'_>,
    sprint: SprintId,
    end: Timestamp,
    last: Option<Date>,
) -> Standing {
    let item = member.item;
    let Some(category) = status_at(item, end).map(|status| facts.index.category(status)) else {
        return Standing::default();
    };
    let is_done = category == Category::Done;
    let carried = || last.is_some_and(|day| !is_done && left_on_last_day(facts, item, sprint, day, end));
    let is_in = category != Category::Cancelled && (sprint_at(item, end) == Some(sprint) || carried());
    Standing { is_in, is_done: is_in && is_done, estimate: estimate_at(item, end) }
}

impl BurnDay {
    fn note(&mut self, item: WorkItemId, before: Standing, now: Standing) {
        match (before.is_in, now.is_in) {
            (false, true) => self.added.push(item),
            (true, false) => self.removed.push(item),
            (true, true) if before.estimate != now.estimate => self.resized.push(item),
            _ => {}
        }
        if now.is_in {
            self.scope.add(now.estimate);
        }
        if now.is_done {
            self.done.add(now.estimate);
            if !before.is_done {
                self.finished.push(item);
            }
        }
    }
}

/// From all to nothing over the working days (over all days where none is one).
fn ideal(facts: &Facts<'_>, (first, last): (Date, Date), start: Amount) -> (Vec<f64>, Vec<f64>) {
    let settings = &facts.ctx.program.settings;
    let days: Vec<Date> = first.iter_days().take_while(|day| *day <= last).collect();
    let any = days.iter().any(|day| settings.is_working_day(*day));
    let works = |day: &&Date| !any || settings.is_working_day(**day);
    let all = days.iter().filter(works).count().max(1) as f64;
    let mut left = vec![1.0];
    let mut gone = 0.0;
    for day in &days {
        gone += f64::from(u8::from(works(&day)));
        left.push(1.0 - gone / all);
    }
    let of = |whole: f64| left.iter().map(|share| share * whole).collect();
    (of(start.points.as_f64()), of(f64::from(start.items)))
}

fn notes(
    facts: &Facts<'_>,
    sprint: &Sprint,
    (first, last): (Date, Date),
    outcome: &SprintOutcome,
    start: Amount,
    days: &[BurnDay],
) -> Notes {
    let end = days.last();
    let (scope, done) = end.map(|d| (d.scope, d.done)).unwrap_or_default();
    let left = scope.less(done);
    let growth = scope.points.to_hundredths() - start.points.to_hundredths();
    let scope_words = match growth {
        0 => "the scope is as committed".to_owned(),
        1.. => format!("the scope grew by {} pt", Points::hundredths(growth)),
        _ => format!("the scope shrank by {} pt", Points::hundredths(-growth)),
    };
    let over = if facts.ctx.today() > last { "At its end" } else { "So far" };
    let caption = format!(
        "{over}, {} of {} pt and {} of {} in {} are done; {} pt are left and {scope_words}.",
        done.points,
        scope.points,
        done.items,
        count(scope.items as usize, "item", "items"),
        sprint.name,
        left.points,
    );
    let none: Vec<WorkItemId> = Vec::new();
    let unestimated = if scope.unestimated > 0 {
        format!(
            "{} without an estimate: counted as items, not as points",
            count(scope.unestimated as usize, "item in the sprint is", "items in the sprint are")
        )
    } else {
        String::new()
    };
    let gather = |pick: fn(&BurnDay) -> &Vec<WorkItemId>| {
        days.iter().flat_map(|d| pick(d).iter().copied()).collect::<Vec<_>>()
    };
    Notes::new(format!("Burndown, {}", sprint.name))
        .caption(caption)
        .window(first, last)
        .formula(
            "remaining = scope − done, at the end of each day",
            format!(
                "Scope: the estimates of what is in the sprint on that day, cancelled items aside. Committed: {} pt. \
                 The even line runs over the working days. Local days, {}, from {} to {}.",
                number(start.points.as_f64(), 2),
                facts.ctx.zone.name(),
                day(first),
                day(last)
            ),
        )
        .population("Committed items", start.items as usize)
        .population("In the sprint", scope.items as usize)
        .population("Done", done.items as usize)
        .left_out([
            Group { count: scope.unestimated as usize, what: unestimated, items: none },
            Group::of("Done by now, but an import saw it only after the sprint", outcome.unsure.clone()),
        ])
        .remarks([
            Group::of("Added after the start", gather(|d| &d.added)),
            Group::of("Taken out or cancelled", gather(|d| &d.removed)),
            Group::of("Estimated anew", gather(|d| &d.resized)),
            Group::count("The commitment was worked out from the history", usize::from(outcome.rebuilt)),
        ])
}
