//! The clocks that run now, the most pressing first, and the cycles that missed their target.

use super::attainment::attainment;
use super::clock::{Cycle, CycleState, by_hand_cycle, cycles, zone_of};
use super::hours::usual_day;
use crate::analysis::facts::Facts;
use crate::analysis::rag::Colour;
use crate::analysis::time::Window;
use crate::analysis::words::spell;
use crate::analysis::{Context, Scope};
use crate::model::order::InOrder;
use crate::model::{Incident, IncidentId, Program, Ref, Sla, SlaPromise, Timestamp, Zone};

/// Share of a target after which clocks warn, where the level names none, in percent.
pub const WARN: u8 = 80;

/// A clock that is not stopped, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Its cycle.
    pub cycle: Cycle,
    /// The level, such as `P2 resolve`.
    pub level: String,
    /// Which promise it is.
    pub promise: Option<SlaPromise>,
    /// What people call it: the item's key, else its name.
    pub key: String,
    /// The client.
    pub client: String,
    /// The target, in minutes of the level's hours.
    pub target: i64,
    /// Minutes of a usual day of the level's hours: what `1 d` stands for.
    pub day: i64,
    /// How much of the target is used, in percent; more than 100 once beyond it.
    pub share: i64,
    /// Green; amber from the share at which it warns; red when half of the rest is gone, too.
    pub colour: Colour,
    /// Since when and why it stands still.
    pub paused: Option<(Timestamp, String)>,
    /// The incident that it belongs to.
    pub incident: Option<IncidentId>,
}

impl Running {
    /// What is left, in words: `1 h 12 min left`, `paused, 3 h 5 min left`, `2 h 10 min over`.
    #[must_use]
    pub fn left(&self) -> String {
        let left = self.cycle.left;
        match (self.cycle.stopped.is_some(), left < 0) {
            (true, true) => return format!("missed by {}", spell(-left, self.day)),
            (true, false) => return format!("met, {} to spare", spell(left, self.day)),
            _ => {}
        }
        let words = if left < 0 {
            // Begun minutes count: a clock one second beyond its target is one minute over.
            format!("{} over", spell(-left, self.day))
        } else {
            format!("{} left", spell(left, self.day))
        };
        if self.cycle.paused { format!("paused, {words}") } else { words }
    }
}

/// The incident that a cycle belongs to: one that names its clock, or that touches its item.
#[must_use]
pub fn incident_of(program: &Program, cycle: &Cycle) -> Option<IncidentId> {
    let belongs = |incident: &Incident| {
        cycle.clock.is_some_and(|clock| incident.clocks.contains(&clock))
            || cycle.item.is_some_and(|item| incident.affected.contains(&Ref::Item(item)))
    };
    program.incidents.values().find(|incident| belongs(incident)).map(|incident| incident.id)
}

/// The colour of a clock by the share of its target that is used.
#[must_use]
pub const fn clock_colour(share: i64, warn: u8) -> Colour {
    let warn = warn as i64;
    if share < warn {
        Colour::Green
    } else if share < warn + (100 - warn) / 2 {
        Colour::Amber
    } else {
        Colour::Red
    }
}

fn of(ctx: &Context<'_>, sla: &Sla, cycle: Cycle) -> Running {
    let program = ctx.program;
    let target = i64::from(sla.target);
    let share = if target == 0 { 100 } else { cycle.taken * 100 / target };
    let item = cycle.item.and_then(|id| program.items.get(&id));
    let clock = cycle.clock.and_then(|id| program.clocks.get(&id));
    let stands = clock.and_then(|c| c.pauses.last()).filter(|p| p.to.is_none());
    Running {
        level: sla.name.clone(),
        promise: sla.promise,
        key: item.map_or_else(|| cycle.name.clone(), |item| item.key.clone()),
        client: cycle
            .client
            .and_then(|id| program.clients.get(&id))
            .map(|c| c.name.clone())
            .unwrap_or_default(),
        target,
        day: usual_day(&sla.hours),
        share: if cycle.state == CycleState::Overdue { share.max(100) } else { share },
        colour: if cycle.paused && cycle.left >= 0 {
            Colour::Unknown
        } else {
            clock_colour(share, sla.warn.unwrap_or(WARN))
        },
        paused: stands.filter(|_| cycle.paused).map(|p| (p.from, p.reason.clone())),
        incident: incident_of(program, &cycle),
        cycle,
    }
}

fn pressing(all: &mut [Running]) {
    all.order_by(|a, b| {
        let key = |r: &Running| (r.cycle.paused, std::cmp::Reverse(r.share), r.cycle.started);
        (key(a), &a.key).cmp(&(key(b), &b.key))
    });
}

/// The clocks of a scope that are not stopped: running ones by the share that is used, paused ones last.
#[must_use]
pub fn running(facts: &Facts<'_>, scope: Scope) -> Vec<Running> {
    let mut all = Vec::new();
    for cycle in cycles(facts, scope).all {
        let open = matches!(cycle.state, CycleState::Running | CycleState::Overdue);
        if let Some(sla) = facts.ctx.program.slas.get(&cycle.sla).filter(|_| open) {
            all.push(of(&facts.ctx, sla, cycle));
        }
    }
    pressing(&mut all);
    all
}

/// The clocks kept by hand that an incident names, stopped ones too. Reads no item's history.
#[must_use]
pub fn clocks_of(ctx: &Context<'_>, zones: &[Zone], incident: &Incident) -> Vec<Running> {
    let mut all = Vec::new();
    for clock in incident.clocks.iter().filter_map(|id| ctx.program.clocks.get(id)) {
        let Some(sla) = ctx.program.slas.get(&clock.sla) else { continue };
        let zone = zone_of(ctx, zones, &sla.hours, &mut Vec::new());
        all.push(of(ctx, sla, by_hand_cycle(ctx, sla, clock, zone)));
    }
    pressing(&mut all);
    all
}

/// A cycle that missed its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The cycle with its level, client and incident.
    pub clock: Running,
    /// By how much, in minutes of the level's hours.
    pub over: i64,
}

/// The cycles of a scope that missed their target: those stopped in the window, and those still open.
/// The latest first.
#[must_use]
pub fn breaches(facts: &Facts<'_>, scope: Scope, window: Window) -> Vec<Breach> {
    attainment(facts, scope, window).missed
}

/// Those of some cycles that missed their target, the latest first.
pub(super) fn missed(facts: &Facts<'_>, cycles: &[Cycle]) -> Vec<Breach> {
    let mut all = Vec::new();
    for cycle in cycles {
        let missed = matches!(cycle.state, CycleState::Breached | CycleState::Overdue);
        if let Some(sla) = facts.ctx.program.slas.get(&cycle.sla).filter(|_| missed) {
            all.push(Breach { clock: of(&facts.ctx, sla, cycle.clone()), over: -cycle.left });
        }
    }
    all.order_by_key(|b| std::cmp::Reverse((b.clock.cycle.stopped.is_none(), b.clock.cycle.stopped)));
    all
}
