//! One person: the days that they have, and the days that all teams' sprints ask of them.

use super::sprint::counts;
use super::{Paces, Presence, SprintPlan, presence};
use crate::analysis::time::workdays;
use crate::analysis::{Context, Index};
use crate::model::order::InOrder;
use crate::model::{Date, PersonId, Points, Sprint, SprintId, SprintState};
use std::collections::{BTreeMap, BTreeSet};

/// What one sprint asks of a person.
#[derive(Debug, Clone, PartialEq)]
pub struct Need {
    /// The sprint.
    pub sprint: SprintId,
    /// As people call it.
    pub name: String,
    /// Σ estimates of their open items in it.
    pub points: Points,
    /// The days that these take by the sprint's team's pace; none where it has no pace yet.
    pub days: Option<f64>,
}

/// A person's load in a stretch of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Load {
    /// The days that they have.
    pub presence: Presence,
    /// What the sprints in that stretch ask of them, those that ask most first.
    pub needs: Vec<Need>,
    /// Their items without an estimate: in no sum.
    pub unestimated: usize,
}

impl Load {
    /// Who.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.presence.person
    }

    /// Σ days that they are asked for.
    #[must_use]
    pub fn days(&self) -> f64 {
        self.needs.iter().filter_map(|need| need.days).sum()
    }

    /// Days beyond those that they have; none where they have enough.
    #[must_use]
    pub fn over(&self) -> Option<f64> {
        // Half an hour is no news.
        let over = self.days() - self.presence.days();
        (over > 0.06).then_some(over)
    }
}

/// Loads over one stretch of time: of the people of these sprints' teams, and of everyone who owns
/// work in them. Sprints of all teams count by the part of them that lies in the stretch.
#[must_use]
pub fn loads(ctx: &Context<'_>, paces: &Paces, index: &Index, plans: &[SprintPlan]) -> Vec<Load> {
    let program = ctx.program;
    let spans = plans.iter().filter_map(|plan| plan.span);
    let Some((from, to)) = spans.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return Vec::new() };
    let mut shares: BTreeMap<SprintId, (&Sprint, f64)> = BTreeMap::new();
    for sprint in program.sprints.values().filter(|s| s.state != SprintState::Closed) {
        if let Some(share) = share(ctx, sprint, from, to).filter(|share| *share > 0.0) {
            shares.insert(sprint.id, (sprint, share));
        }
    }
    let of_plans: BTreeSet<SprintId> = plans.iter().map(|plan| plan.sprint).collect();
    let mut people: BTreeSet<PersonId> =
        plans.iter().flat_map(|p| p.members.iter().map(|m| m.person)).collect();
    let mut asked: BTreeMap<(PersonId, SprintId), (Vec<Points>, usize)> = BTreeMap::new();
    for item in program.items.values() {
        let (Some(owner), Some(sprint)) = (item.owner, item.sprint) else { continue };
        if !shares.contains_key(&sprint) || !counts(index, item) || index.category(item.status).is_finished()
        {
            continue;
        }
        if of_plans.contains(&sprint) {
            people.insert(owner);
        }
        let (points, without) = asked.entry((owner, sprint)).or_default();
        match item.estimate {
            Some(estimate) => points.push(estimate),
            None => *without += 1,
        }
    }
    let mut all = Vec::new();
    for person in people.iter().filter_map(|id| program.people.get(id)) {
        let mut load =
            Load { presence: presence(program, person, from, to), needs: Vec::new(), unestimated: 0 };
        let range = (person.id, SprintId::from(0))..=(person.id, SprintId::from(u64::MAX));
        for ((_, id), (points, without)) in asked.range(range) {
            let Some((sprint, share)) = shares.get(id) else { continue };
            load.unestimated += without;
            let points: Points = points.iter().copied().sum();
            let pace = sprint.team.and_then(|team| paces.of(ctx, team));
            let days = pace.and_then(|pace| pace.days_for(points.as_f64())).map(|days| days * share);
            load.needs.push(Need { sprint: *id, name: sprint.name.clone(), points, days });
        }
        load.needs.order_by(|a, b| {
            let key = |need: &Need| need.days.unwrap_or(0.0);
            key(b).total_cmp(&key(a))
        });
        all.push(load);
    }
    // Who has too much comes first, then who has most.
    all.order_by(|a, b| {
        let key = |load: &Load| (load.over().unwrap_or(0.0), load.days());
        let ((over_a, days_a), (over_b, days_b)) = (key(a), key(b));
        over_b.total_cmp(&over_a).then(days_b.total_cmp(&days_a)).then(a.person().cmp(&b.person()))
    });
    all
}

/// The part of a sprint's working days that lies in the stretch; of one that runs, of those ahead.
fn share(ctx: &Context<'_>, sprint: &Sprint, from: Date, to: Date) -> Option<f64> {
    let settings = &ctx.program.settings;
    let (start, end) = (sprint.start?, sprint.end?);
    let start = if sprint.state == SprintState::Active { start.max(ctx.today()) } else { start };
    let all = workdays(settings, start, end);
    (all > 0).then(|| workdays(settings, start.max(from), end.min(to)) as f64 / all as f64)
}
