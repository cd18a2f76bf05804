//! Actions of a retro, and what became of them when the next one is held.

use super::{Whose, before};
use crate::analysis::words::{day as day_words, days};
use crate::model::order::InOrder;
use crate::model::{Action, ActionId, ActionState, Date, LinkKind, Program, ProjectId, Ref, Retro, TeamId};

/// What became of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Past its day.
    Late,
    /// Still to be done.
    Open,
    /// Done.
    Done,
    /// No longer wanted.
    Dropped,
}

/// An action that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// Which.
    pub action: ActionId,
    /// What became of it.
    pub fate: Fate,
    /// In words: `Done on 18 Nov`, `Still open, 3 days late`.
    pub words: String,
    /// The day of the retro that it is from.
    pub from: Date,
}

/// The actions that a retro led to, in the order they were agreed.
#[must_use]
pub fn actions_of(program: &Program, retro: &Retro) -> Vec<ActionId> {
    let led = retro.links.iter().filter(|link| link.kind == LinkKind::LeadsTo);
    led.filter_map(|link| match link.to {
        Ref::Action(id) if program.actions.contains_key(&id) => Some(id),
        _ => None,
    })
    .collect()
}

fn fate(action: &Action, today: Date) -> (Fate, String) {
    let on = |word: &str| {
        action.closed.map_or_else(|| word.to_owned(), |day| [word, " on ", &day_words(day)].concat())
    };
    match (action.state, action.due) {
        (ActionState::Done, _) => (Fate::Done, on("Done")),
        (ActionState::Dropped, _) => (Fate::Dropped, on("Dropped")),
        (_, Some(due)) if due < today => {
            (Fate::Late, ["Still open, ", &days((today - due).num_days()), " late"].concat())
        }
        (_, Some(due)) => (Fate::Open, ["Still open, due ", &day_words(due)].concat()),
        (_, None) => (Fate::Open, "Still open, without a day".to_owned()),
    }
}

/// What comes back at a retro: every action of the one before, and those of older ones that are still
/// open; what is late first.
#[must_use]
pub fn returned(program: &Program, retro: &Retro, today: Date) -> Vec<Returned> {
    let mut found: Vec<Returned> = Vec::new();
    let mut older = before(program, retro).cloned();
    let mut last = true;
    while let Some(of) = older {
        for id in actions_of(program, &of) {
            let Some(action) = program.actions.get(&id) else { continue };
            if (last || action.state.is_open()) && !found.iter().any(|r| r.action == id) {
                let (fate, words) = fate(action, today);
                found.push(Returned { action: id, fate, words, from: of.day });
            }
        }
        last = false;
        older = before(program, &of).cloned();
    }
    let key = |id: ActionId| program.actions.get(&id).map(|a| (a.due, a.created)).unwrap_or_default();
    found.order_by(|a, b| (a.fate, key(a.action), a.action).cmp(&(b.fate, key(b.action), b.action)));
    found
}

/// Actions of a team's (or a project's) retros up to a day that are still open.
#[must_use]
pub fn owed(program: &Program, team: Option<TeamId>, project: Option<ProjectId>, day: Date) -> Vec<ActionId> {
    let whose = Whose { team, project };
    let mut owed: Vec<ActionId> = program
        .retros
        .values()
        .filter(|r| whose.holds(r) && r.day <= day)
        .flat_map(|r| actions_of(program, r))
        .filter(|id| program.actions.get(id).is_some_and(|a| a.state.is_open()))
        .collect();
    owed.order();
    owed.dedup();
    owed
}
