//! The longest chain of initiatives that wait for each other: the critical path.

use super::edges::{Edge, Plan};
use crate::analysis::time::workdays;
use crate::analysis::words::count;
use crate::model::{InitiativeId, InitiativeState, Program, Ref, short_day};
use std::collections::{BTreeMap, BTreeSet};

/// A chain of initiatives, the first giving side first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chain {
    /// Its links, in order.
    pub initiatives: Vec<InitiativeId>,
    /// Σ working days of them.
    pub days: i64,
    /// In words.
    pub words: String,
}

impl Chain {
    /// Whether an initiative is part of it.
    #[must_use]
    pub fn holds(&self, id: InitiativeId) -> bool {
        self.initiatives.contains(&id)
    }

    /// Whether a dependency is a step of it.
    #[must_use]
    pub fn steps(&self, program: &Program, edge: &Edge) -> bool {
        let ends = (initiative(program, edge.giver.as_ref()), initiative(program, edge.needer.as_ref()));
        let (Some(from), Some(to)) = ends else { return false };
        self.initiatives.windows(2).any(|pair| matches!(pair, [a, b] if *a == from && *b == to))
    }
}

/// The initiative that an end belongs to.
fn initiative(program: &Program, end: Option<&Ref>) -> Option<InitiativeId> {
    match end? {
        Ref::Initiative(id) => Some(*id),
        Ref::Milestone(id) => program.milestones.get(id)?.initiative,
        _ => None,
    }
}

/// The chain of open dependencies whose initiatives take most working days together. None where
/// nothing waits for anything; a loop counts once round.
#[must_use]
pub fn longest_chain(program: &Program, edges: &[Edge]) -> Chain {
    let plan = Plan::of(program);
    let length = |id: InitiativeId| {
        let open = program.initiatives.get(&id)?;
        let open = matches!(open.state, InitiativeState::Planned | InitiativeState::Active);
        let (start, end) = plan.span(&Ref::Initiative(id)).filter(|_| open)?;
        Some(workdays(&program.settings, start, end))
    };
    let mut next: BTreeMap<InitiativeId, BTreeSet<InitiativeId>> = BTreeMap::new();
    for edge in edges.iter().filter(|edge| !edge.delivered) {
        let ends = (initiative(program, edge.giver.as_ref()), initiative(program, edge.needer.as_ref()));
        if let (Some(from), Some(to)) = ends
            && from != to
            && length(from).is_some()
            && length(to).is_some()
        {
            next.entry(from).or_default().insert(to);
        }
    }
    let mut known: BTreeMap<InitiativeId, (i64, Option<InitiativeId>)> = BTreeMap::new();
    let tops: Vec<InitiativeId> = next.keys().copied().collect();
    for top in &tops {
        measure(*top, &next, &length, &mut known, &mut BTreeSet::new());
    }
    let Some(first) =
        tops.into_iter().max_by_key(|id| (known.get(id).map_or(0, |k| k.0), std::cmp::Reverse(*id)))
    else {
        return Chain::default();
    };
    let mut chain = Chain { days: known.get(&first).map_or(0, |k| k.0), ..Chain::default() };
    let mut here = Some(first);
    while let Some(id) = here {
        if chain.holds(id) {
            break;
        }
        chain.initiatives.push(id);
        here = known.get(&id).and_then(|k| k.1);
    }
    let titles: Vec<&str> =
        chain.initiatives.iter().filter_map(|id| Some(program.initiatives.get(id)?.title.as_str())).collect();
    let end = chain.initiatives.last().and_then(|id| program.initiatives.get(id)).and_then(|i| i.end);
    chain.words = format!(
        "Critical path: {}, {} together{}",
        titles.join(", then "),
        count(usize::try_from(chain.days).unwrap_or(0), "working day", "working days"),
        end.map_or_else(String::new, |end| format!(", until {}", short_day(end)))
    );
    chain
}

/// Working days from one initiative to the end of the longest chain behind it.
fn measure(
    id: InitiativeId,
    next: &BTreeMap<InitiativeId, BTreeSet<InitiativeId>>,
    length: &dyn Fn(InitiativeId) -> Option<i64>,
    known: &mut BTreeMap<InitiativeId, (i64, Option<InitiativeId>)>,
    open: &mut BTreeSet<InitiativeId>,
) -> i64 {
    if let Some((days, _)) = known.get(&id) {
        return *days;
    }
    if !open.insert(id) {
        return 0;
    }
    let mut best = (0, None);
    for step in next.get(&id).into_iter().flatten() {
        let days = measure(*step, next, length, known, open);
        if days > best.0 {
            best = (days, Some(*step));
        }
    }
    open.remove(&id);
    let days = length(id).unwrap_or(0) + best.0;
    known.insert(id, (days, best.1));
    days
}
