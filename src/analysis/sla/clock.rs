//! The cycles of service levels: from clocks kept by hand, and from items by a level's rule.

use super::hours::{service_after, service_between};
use crate::analysis::facts::{Facts, ItemFacts, Mark, ordered};
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{
    Category, ClientId, ClockMark, Happening, ProjectId, Sla, SlaClock, SlaClockId, SlaHours, SlaId, SlaRule,
    Timestamp, WorkItemId, Zone,
};

/// Milliseconds of a minute.
const MINUTE: i64 = 60_000;

/// How a cycle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CycleState {
    /// Stopped within the target.
    Met,
    /// Stopped beyond it.
    Breached,
    /// Not stopped, and beyond it already: counts as breached.
    Overdue,
    /// Not stopped, and within it: does not count yet.
    Running,
}

/// One cycle of a service level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// The level.
    pub sla: SlaId,
    /// The client whose cycle it is.
    pub client: Option<ClientId>,
    /// The item that it is about.
    pub item: Option<WorkItemId>,
    /// The clock, where it is kept by hand.
    pub clock: Option<SlaClockId>,
    /// What people call it.
    pub name: String,
    /// When it was started.
    pub started: Timestamp,
    /// When it was stopped.
    pub stopped: Option<Timestamp>,
    /// How long it took, or has taken, in minutes of the level's hours, begun ones not counted.
    pub taken: i64,
    /// What is left of the target, in minutes; negative once beyond it.
    pub left: i64,
    /// It stands still now.
    pub paused: bool,
    /// When it will be beyond its target if nothing stops it; only of clocks that run within it.
    pub ends: Option<Timestamp>,
    /// How it stands.
    pub state: CycleState,
}

/// The cycles of a scope's service levels, and those that could not be measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cycles {
    /// By level and then by start.
    pub all: Vec<Cycle>,
    /// Cancelled items: withdrawn, in neither sum.
    pub cancelled: Vec<WorkItemId>,
    /// Items whose start or stop an import does not know.
    pub unknown: Vec<WorkItemId>,
    /// Zones that levels name and nobody knows here: the program's was taken.
    pub zones: Vec<String>,
}

/// Whether a level is part of a scope. Levels of no project are everybody's.
#[must_use]
pub fn in_scope(sla: &Sla, project: Option<ProjectId>) -> bool {
    project.is_none() || sla.project.is_none() || sla.project == project
}

/// All cycles as of now.
#[must_use]
pub fn cycles(facts: &Facts<'_>, scope: Scope) -> Cycles {
    let program = facts.ctx.program;
    let mut found = Cycles::default();
    for sla in program.slas.values().filter(|sla| in_scope(sla, scope.project)) {
        let zone = zone_of(&facts.ctx, facts.zones, &sla.hours, &mut found.zones);
        let by_hand = program.clocks.values().filter(|c| c.sla == sla.id && c.started <= facts.ctx.now);
        for clock in by_hand {
            let item = clock.item.and_then(|id| program.items.get(&id));
            // A clock of an item belongs to that item's project; one without is the whole scope's.
            if item.is_some_and(|item| !scope.holds(item)) {
                continue;
            }
            found.all.push(by_hand_cycle(&facts.ctx, sla, clock, zone));
        }
        if let Some(rule) = &sla.rule {
            for item in facts.of(scope) {
                add_by_rule(facts, (sla, rule), item, zone, &mut found);
            }
        }
    }
    found.all.order_by(|a, b| (a.sla, a.started, a.item, a.clock).cmp(&(b.sla, b.started, b.item, b.clock)));
    found
}

/// The zone that a level's hours are in.
pub(super) fn zone_of<'f>(
    ctx: &Context<'f>,
    zones: &'f [Zone],
    hours: &SlaHours,
    unknown: &mut Vec<String>,
) -> &'f Zone {
    let SlaHours::Service(hours) = hours else { return ctx.zone };
    let Some(name) = hours.zone.as_deref().filter(|name| *name != ctx.zone.name()) else {
        return ctx.zone;
    };
    match zones.iter().find(|zone| zone.name() == name) {
        Some(zone) => zone,
        None => {
            if !unknown.iter().any(|other| other == name) {
                unknown.push(name.to_owned());
            }
            ctx.zone
        }
    }
}

fn client_of(ctx: &Context<'_>, sla: &Sla, item: Option<WorkItemId>) -> Option<ClientId> {
    let program = ctx.program;
    let project = item.and_then(|id| program.items.get(&id)).map(|i| i.project).or(sla.project);
    sla.client.or_else(|| program.projects.get(&project?)?.client)
}

fn finish(sla: &Sla, millis: i64, stopped: bool) -> (i64, i64, CycleState) {
    let target = i64::from(sla.target) * MINUTE;
    let state = match (stopped, millis <= target) {
        (true, true) => CycleState::Met,
        (true, false) => CycleState::Breached,
        (false, true) => CycleState::Running,
        (false, false) => CycleState::Overdue,
    };
    (millis / MINUTE, (target - millis).div_euclid(MINUTE), state)
}

/// When a clock that has run so long will be beyond its target.
fn end_of(sla: &Sla, zone: &Zone, now: Timestamp, millis: i64, runs: bool) -> Option<Timestamp> {
    let left = i64::from(sla.target) * MINUTE - millis;
    if runs && left >= 0 { service_after(&sla.hours, zone, now, left) } else { None }
}

/// The cycle of a clock that is kept by hand.
pub(super) fn by_hand_cycle(ctx: &Context<'_>, sla: &Sla, clock: &SlaClock, zone: &Zone) -> Cycle {
    let now = ctx.now;
    let stopped = clock.stopped.filter(|at| *at <= now);
    let until = stopped.unwrap_or(now);
    let between = |from: Timestamp, to: Timestamp| service_between(&sla.hours, zone, from, to);
    let stood = clock.pauses.iter().map(|p| between(p.from, p.to.unwrap_or(until).min(until))).sum::<i64>();
    let millis = between(clock.started, until) - stood;
    let (taken, left, state) = finish(sla, millis, stopped.is_some());
    let holds = |p: &crate::model::ClockPause| p.from <= now && p.to.is_none_or(|to| to > now);
    let item = clock.item.and_then(|id| ctx.program.items.get(&id));
    let paused = stopped.is_none() && clock.pauses.iter().any(holds);
    Cycle {
        sla: sla.id,
        client: client_of(ctx, sla, clock.item),
        item: clock.item,
        clock: Some(clock.id),
        name: item.map_or_else(|| clock.name.clone(), |item| item.title.clone()),
        started: clock.started,
        stopped,
        taken,
        left,
        paused,
        ends: end_of(sla, zone, now, millis, stopped.is_none() && !paused),
        state,
    }
}

/// The cycle of one item, if the rule starts its clock at all.
fn add_by_rule(
    facts: &Facts<'_>,
    (sla, rule): (&Sla, &SlaRule),
    item: &ItemFacts<'_>,
    zone: &Zone,
    found: &mut Cycles,
) {
    let record = item.item;
    let labelled = rule.label.as_ref().is_none_or(|label| record.labels.contains(label));
    if !labelled || sla.project.is_some_and(|project| project != record.project) {
        return;
    }
    let mark = |mark: ClockMark| match mark {
        ClockMark::Created => Mark::Known(record.created),
        // What went straight to done was answered by that.
        ClockMark::Started if item.direct => item.finish,
        ClockMark::Started => item.start,
        ClockMark::Done if item.is_done() => item.finish,
        ClockMark::Done => Mark::Never,
    };
    let (begins, ends) = (mark(rule.begins), mark(rule.ends));
    let started = match begins {
        Mark::Never => return,
        _ if item.category == Category::Cancelled => return found.cancelled.push(record.id),
        Mark::Seen(_) => return found.unknown.push(record.id),
        Mark::Known(at) => at,
    };
    let stopped = match ends {
        Mark::Never if item.is_done() => return found.unknown.push(record.id),
        Mark::Never => None,
        Mark::Seen(_) => return found.unknown.push(record.id),
        Mark::Known(at) => Some(at),
    };
    let until = stopped.unwrap_or(facts.ctx.now);
    let (mut millis, mut since, mut paused) = (0, started, false);
    let mut status = None;
    let mut pass = |status: Option<_>, from: Timestamp, to: Timestamp| {
        paused = status.is_some_and(|s| rule.pauses.contains(&s) || facts.index.category(s).is_finished());
        if !paused {
            millis += service_between(&sla.hours, zone, from.max(started), to.min(until));
        }
    };
    for event in ordered(record).iter().take_while(|e| e.at <= until) {
        let (from, to) = match event.what {
            Happening::Created { status } => (None, status),
            Happening::Moved { from, to } => (Some(from), to),
            _ => continue,
        };
        pass(status.or(from), since, event.at);
        (since, status) = (event.at.max(started), Some(to));
    }
    if since < until || stopped.is_none() {
        pass(status.or(Some(item.status)), since, until);
    }
    let (taken, left, state) = finish(sla, millis, stopped.is_some());
    found.all.push(Cycle {
        sla: sla.id,
        client: client_of(&facts.ctx, sla, Some(record.id)),
        item: Some(record.id),
        clock: None,
        name: record.title.clone(),
        started,
        stopped,
        taken,
        left,
        paused: stopped.is_none() && paused,
        ends: end_of(sla, zone, facts.ctx.now, millis, stopped.is_none() && !paused),
        state,
    });
}
