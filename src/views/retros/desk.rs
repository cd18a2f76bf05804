//! What the parts of the page share: whose retros, which one, and the card at hand.

use crate::analysis::retro::{Whose, find, past};
use crate::app::App;
use crate::dom::prelude::*;
use crate::model::{EntryId, Lens, Program, Retro, RetroCard, RetroId, RetroStage};
use crate::views::shell::Frame;
use std::sync::Arc;

/// The retro on screen. A handle.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) frame: Frame,
    /// Whose retros are shown.
    pub(super) whose: Memo<Whose>,
    /// Which one; none where a new one is begun or there is none yet.
    pub(super) retro: Memo<Option<RetroId>>,
    /// It, as it stands.
    pub(super) record: Memo<Option<Arc<Retro>>>,
    /// The card that keys act on.
    pub(super) here: RwSignal<Option<EntryId>>,
    /// The card that is about to be put under another.
    pub(super) held: RwSignal<Option<EntryId>>,
    /// Votes that whoever sits here gave, by card; in this tab only, so that no one's votes are known.
    pub(super) given: RwSignal<Vec<(EntryId, u32)>>,
    /// The moment at which the topic's time began, in milliseconds, and seconds passed before.
    pub(super) clock: RwSignal<(Option<i64>, u32)>,
    /// Moves every second while the clock runs.
    pub(super) second: RwSignal<u32>,
}

/// The teams, and client projects; every project where there is no team.
pub(super) fn choices(p: &Program) -> Vec<(Whose, String, String)> {
    let teams = crate::analysis::stand_up::teams(p);
    let mut projects: Vec<_> = p
        .projects
        .values()
        .filter(|project| {
            let held = p.retros.values().any(|r| r.team.is_none() && r.project == Some(project.id));
            project.lens == Lens::Service || held || teams.is_empty()
        })
        .map(|project| {
            let whose = Whose { team: None, project: Some(project.id) };
            (whose, project.name.clone(), format!("project={}", project.prefix))
        })
        .collect();
    crate::model::order::InOrder::order_by(&mut *projects, |a, b| a.1.cmp(&b.1));
    let teams = teams
        .into_iter()
        .map(|t| (Whose { team: Some(t.id), project: None }, t.name.clone(), format!("team={}", t.name)));
    teams.chain(projects).collect()
}

/// A team or project whose last retro is the latest, else the first team.
fn usual(p: &Program) -> Whose {
    let last = p.retros.values().max_by_key(|r| (r.stage != RetroStage::Closed, r.day, r.created, r.id));
    last.map(|r| Whose { team: r.team, project: if r.team.is_some() { None } else { r.project } })
        .or_else(|| choices(p).first().map(|(whose, ..)| *whose))
        .unwrap_or_default()
}

impl Desk {
    pub(super) fn new(frame: Frame) -> Self {
        let app = frame.app;
        let whose = Memo::new(move |_| {
            let (team, project) = (app.param("team"), app.project());
            app.with(|p| {
                let team = team.as_ref().and_then(|name| p.teams.values().find(|t| t.name == *name));
                match (team, project) {
                    (Some(team), _) => Whose { team: Some(team.id), project: None },
                    (None, Some(project)) => Whose { team: None, project: Some(project) },
                    (None, None) => untrack(|| usual(p)),
                }
            })
        });
        let retro = Memo::new(move |_| {
            let (whose, named) = (whose.get(), app.param("retro"));
            app.with(|p| match named.as_deref() {
                Some("new") => None,
                Some(id) => find(p, id),
                None => past(p, whose).first().map(|r| r.id),
            })
        });
        let record = Memo::new(move |_| {
            let id = retro.get()?;
            app.with(|p| p.retros.get(&id).cloned())
        });
        let desk = Self {
            frame,
            whose,
            retro,
            record,
            here: RwSignal::new(None),
            held: RwSignal::new(None),
            given: RwSignal::new(Vec::new()),
            clock: RwSignal::new((None, 0)),
            second: RwSignal::new(0),
        };
        Effect::new(move |before: Option<Option<RetroId>>| {
            let now = retro.get();
            if before.is_some_and(|before| before != now) {
                desk.here.set(None);
                desk.held.set(None);
                desk.given.set(Vec::new());
                desk.clock.set((None, 0));
            }
            now
        });
        desk
    }

    pub(super) fn app(self) -> App {
        self.frame.app
    }

    /// Reads the retro; follows it.
    pub(super) fn with<T>(self, read: impl FnOnce(&Retro) -> T) -> Option<T> {
        self.record.with(|r| r.as_deref().map(read))
    }

    /// Where it is; follows it.
    pub(super) fn stage(self) -> RetroStage {
        self.with(|r| r.stage).unwrap_or(RetroStage::Collect)
    }

    /// A card; follows the retro.
    pub(super) fn card(self, id: EntryId) -> Option<RetroCard> {
        self.with(|r| r.cards.iter().find(|c| c.id == id).cloned()).flatten()
    }

    /// Changes the retro.
    pub(super) fn change(self, edit: impl FnOnce(&mut Retro)) {
        let Some(before) = self.record.get_untracked() else { return };
        let mut after = (*before).clone();
        edit(&mut after);
        if after != *before {
            self.app().revise((*before).clone(), after);
        }
    }

    /// Goes to another stage.
    pub(super) fn go(self, stage: RetroStage) {
        self.held.set(None);
        self.change(|r| r.stage = stage);
    }

    /// How many votes are left to whoever sits here.
    pub(super) fn votes_left(self) -> u32 {
        let each = self.with(|r| r.votes_each).unwrap_or(3).max(1);
        each.saturating_sub(self.given.with(|g| g.iter().map(|(_, n)| n).sum()))
    }

    /// Gives a vote, or takes one of one's own back.
    pub(super) fn vote(self, card: EntryId, by: i32) {
        let given =
            self.given.with_untracked(|g| g.iter().find(|(id, _)| *id == card).map_or(0, |(_, n)| *n));
        if by > 0 && untrack(|| self.votes_left()) == 0 {
            self.app().toasts.say("All votes are given. Take one back, or press Next person.");
            return;
        }
        if by < 0 && given == 0 {
            return;
        }
        self.given.update(|g| match g.iter_mut().find(|(id, _)| *id == card) {
            Some((_, n)) => *n = n.saturating_add_signed(by),
            None => g.push((card, 1)),
        });
        self.change(|r| {
            if let Some(card) = r.cards.iter_mut().find(|c| c.id == card) {
                card.votes = card.votes.saturating_add_signed(by);
            }
        });
    }

    /// Puts a card under another, or lets it stand alone.
    pub(super) fn put_under(self, card: EntryId, under: Option<EntryId>) {
        self.change(|r| crate::analysis::retro::put_under(r, card, under));
        self.held.set(None);
    }
}
