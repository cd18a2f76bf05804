//! Attainment by level and by client.

use super::clock::{Cycle, CycleState, Cycles, cycles};
use super::running::Breach;
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::rag::{Colour, at_least};
use crate::analysis::target::Target;
use crate::analysis::time::Window;
use crate::analysis::words::{count, day, number, percent, spell};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{ClientId, SlaId};

/// Points below a level's target that are still amber, where the user set none.
const MARGIN: u8 = 5;

/// Cycles met and not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Finished within the target.
    pub met: usize,
    /// Finished beyond it.
    pub breached: usize,
    /// Open and beyond it: counts as breached.
    pub overdue: usize,
    /// Open and within it: counts nowhere.
    pub running: usize,
}

impl Share {
    /// `met ÷ (met + breached)` in percent; none where nothing counts yet.
    #[must_use]
    pub fn attainment(&self) -> Option<f64> {
        let all = self.met + self.breached + self.overdue;
        (all > 0).then(|| self.met as f64 * 100.0 / all as f64)
    }

    const fn add(&mut self, state: CycleState) {
        match state {
            CycleState::Met => self.met += 1,
            CycleState::Breached => self.breached += 1,
            CycleState::Overdue => self.overdue += 1,
            CycleState::Running => self.running += 1,
        }
    }
}

/// One service level.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// The level.
    pub sla: SlaId,
    /// As people call it.
    pub name: String,
    /// Share of cycles that must meet the target, in percent.
    pub target: u8,
    /// What became of its cycles.
    pub share: Share,
    /// By its own target and the user's margin.
    pub colour: Option<Colour>,
}

/// Attainment of a scope's service levels in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Attainment {
    /// The words beside it.
    pub notes: Notes,
    /// Over all levels.
    pub share: Share,
    /// The levels by name.
    pub levels: Vec<Level>,
    /// The clients by name; none stands for work without a client.
    pub clients: Vec<(Option<ClientId>, String, Share)>,
    /// Place of the worst client, where at least two can be compared.
    pub worst: Option<usize>,
    /// The cycles that count, and those that run.
    pub cycles: Vec<Cycle>,
    /// Those that missed their target, the latest first.
    pub missed: Vec<Breach>,
}

/// Attainment over the cycles finished in a window and those past their target though open.
#[must_use]
pub fn attainment(facts: &Facts<'_>, scope: Scope, window: Window) -> Attainment {
    let program = facts.ctx.program;
    let (from, to) = window.span(&facts.ctx);
    let found = cycles(facts, scope);
    let in_window = |cycle: &Cycle| {
        let day = cycle.stopped.map(|at| facts.day(at));
        day.is_none_or(|day| from <= day && day <= to)
    };
    let mut levels: Vec<Level> = Vec::new();
    for sla in program.slas.values().filter(|sla| super::in_scope(sla, scope.project)) {
        let (target, name) = (sla.attainment, sla.name.clone());
        levels.push(Level { sla: sla.id, name, target, share: Share::default(), colour: None });
    }
    let mut clients: Vec<(Option<ClientId>, String, Share)> = Vec::new();
    let mut share = Share::default();
    let mut earlier = 0;
    let mut kept = Vec::new();
    for cycle in &found.all {
        if !in_window(cycle) {
            earlier += 1;
            continue;
        }
        share.add(cycle.state);
        if let Some(level) = levels.iter_mut().find(|l| l.sla == cycle.sla) {
            level.share.add(cycle.state);
        }
        if !clients.iter().any(|(id, ..)| *id == cycle.client) {
            let name = cycle.client.and_then(|id| program.clients.get(&id)).map(|c| c.name.clone());
            clients.push((cycle.client, name.unwrap_or_else(|| "No client".to_owned()), Share::default()));
        }
        if let Some((.., share)) = clients.iter_mut().find(|(id, ..)| *id == cycle.client) {
            share.add(cycle.state);
        }
        kept.push(cycle.clone());
    }
    let margin = f64::from(program.settings.thresholds.sla_margin.unwrap_or(MARGIN));
    for level in &mut levels {
        let target = f64::from(level.target);
        level.colour = level.share.attainment().map(|share| at_least(share, target, target - margin));
    }
    levels.order_by(|a, b| (&a.name, a.sla).cmp(&(&b.name, b.sla)));
    clients.order_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    let comparable = clients.iter().filter(|(.., share)| share.attainment().is_some()).count();
    let mut worst: Option<(usize, f64)> = None;
    for (place, (.., share)) in clients.iter().enumerate() {
        if let Some(attained) = share.attainment()
            && worst.is_none_or(|(_, least)| attained < least)
        {
            worst = Some((place, attained));
        }
    }
    let mut all = Attainment {
        notes: Notes::new("Service levels").window(from, to),
        share,
        levels,
        worst: worst.map(|(place, _)| place).filter(|_| comparable > 1),
        clients,
        missed: super::running::missed(facts, &kept),
        cycles: kept,
    };
    describe(facts, scope, &mut all, &found, earlier);
    all
}

/// The level that is furthest below its target (least above it), with its colour, for the status.
#[must_use]
pub fn worst_level(all: &Attainment) -> Option<(&Level, f64, Colour)> {
    let mut worst: Option<(&Level, f64, Colour)> = None;
    for level in &all.levels {
        let Some((share, colour)) = level.share.attainment().zip(level.colour) else { continue };
        let distance = |level: &Level, share: f64| share - f64::from(level.target);
        let is_worse = worst.is_none_or(|(other, other_share, other_colour)| {
            (colour, distance(other, other_share)) > (other_colour, distance(level, share))
        });
        if is_worse {
            worst = Some((level, share, colour));
        }
    }
    worst
}

fn describe(facts: &Facts<'_>, scope: Scope, all: &mut Attainment, found: &Cycles, earlier: usize) {
    let (share, missed) = (all.share, all.share.breached + all.share.overdue);
    let caption = match share.attainment() {
        None if all.levels.is_empty() => "No service level was agreed.".to_owned(),
        None => "No cycle of a service level was finished, and none is past its target.".to_owned(),
        Some(attained) => {
            let worst = all.worst.and_then(|place| all.clients.get(place)).and_then(|(_, name, share)| {
                Some(format!("; worst for {name} with {}", percent(share.attainment()?)))
            });
            format!(
                "{} of {} met their target, {} did not{}{}.",
                share.met,
                count(share.met + missed, "cycle", "cycles"),
                missed,
                if share.overdue > 0 {
                    format!(" ({} of them still open)", share.overdue)
                } else {
                    String::new()
                },
                worst.unwrap_or_else(|| format!(": {}", percent(attained)))
            )
        }
    };
    let notes = std::mem::take(&mut all.notes);
    all.notes = notes
        .caption(caption)
        .formula(
            "met ÷ (met + breached)",
            "Over cycles finished in the window and cycles past their target though still open. Time counts in the \
             hours of the service level; pauses do not count.",
        )
        .population(format!("Cycles of {}", scope.name(facts.ctx.program)), found.all.len())
        .population("Met", share.met)
        .population("Breached", share.breached)
        .population("Past their target though open", share.overdue)
        .left_out([
            Group::count("Finished before the window", earlier),
            Group::count("Open and within their target", share.running),
            Group::of("Cancelled, so withdrawn", found.cancelled.clone()),
            Group::of("No history in the import", found.unknown.clone()),
        ])
        .remarks([Group::count(
            format!("Time zone not known here, the program's was taken: {}", found.zones.join(", ")),
            found.zones.len(),
        )]);
}

/// Attainment over all levels and of the worst client, as figures.
pub(in crate::analysis) fn figure(all: &Attainment) -> Figure {
    let value = match all.share.attainment() {
        Some(attained) => Value::Percent(attained),
        None => Value::NotComputable(all.notes.caption.clone()),
    };
    let terms =
        format!("{} ÷ ({} + {})", all.share.met, all.share.met, all.share.breached + all.share.overdue);
    let mut figure =
        Figure::new("Service level attainment", value).aim(Aim::Higher).sentence(all.notes.caption.clone());
    if let Some(attained) = all.share.attainment() {
        let worst = all.worst.and_then(|place| all.clients.get(place));
        let detail = worst
            .and_then(|(_, name, share)| Some(format!("worst: {name}, {}", percent(share.attainment()?))));
        let span =
            all.notes.window.map_or(String::new(), |(from, to)| format!("{} to {}", day(from), day(to)));
        figure = figure.caption("Cycles within target", detail.unwrap_or(span));
        figure.formula =
            vec!["met ÷ (met + breached)".to_owned(), format!("{terms} = {}", percent(attained))];
    }
    figure.formula_note = all.notes.formula_note.clone();
    figure.population = all.notes.population.clone();
    figure.left_out = all.notes.left_out.clone();
    figure.remarks = all.notes.remarks.clone();
    figure.colour = worst_level(all).map(|(_, _, colour)| colour);
    figure.behind = rows(all);
    figure.window = all.notes.window;
    let counted = all.cycles.iter().filter(|c| c.state != CycleState::Running);
    figure.counted = counted.filter_map(|c| c.item).collect();
    figure.counted.order();
    figure.counted.dedup();
    for breach in &all.missed {
        let (clock, cycle) = (&breach.clock, &breach.clock.cycle);
        let to = match (clock.incident, cycle.item) {
            (Some(incident), _) => vec![Target::Incident(incident)],
            (None, Some(item)) => vec![Target::Item(item)],
            (None, None) => Vec::new(),
        };
        let label = format!("Missed: {}, {}", cycle.name, clock.level);
        figure.behind.push(Behind { to, label, value: format!("{} over", spell(breach.over, clock.day)) });
    }
    figure
}

/// The levels, then the clients.
fn rows(all: &Attainment) -> Vec<Behind> {
    let words = |share: &Share| match share.attainment() {
        Some(attained) => format!(
            "{} ({} of {})",
            percent(attained),
            share.met,
            number((share.met + share.breached + share.overdue) as f64, 0)
        ),
        None => "n/a".to_owned(),
    };
    let cycles = |of: &dyn Fn(&Cycle) -> bool| {
        let counted = all.cycles.iter().filter(|c| c.state != CycleState::Running && of(c));
        counted.filter_map(|c| c.item.map(Target::Item)).collect::<Vec<_>>()
    };
    let levels = all.levels.iter().map(|l| {
        let label = format!("{}, target {} %", l.name, l.target);
        Behind::new(cycles(&|c| c.sla == l.sla), label, words(&l.share))
    });
    let clients = all.clients.iter().map(|(client, name, share)| {
        Behind::new(cycles(&|c| c.client == *client), name.clone(), words(share))
    });
    levels.chain(clients).collect()
}
