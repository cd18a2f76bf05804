//! Retrospectives: formats, topics by votes, what became of the last actions, facts of the sprint,
//! themes over time, and what to send afterwards.

mod facts;
mod formats;
mod returns;
mod summary;
mod themes;

pub use facts::{Fact, facts};
pub use formats::{FORMATS, Format, blank, format_name, prompts};
pub use returns::{Fate, Returned, actions_of, owed, returned};
pub use summary::summary;
pub use themes::{Theme, themes};

use crate::model::order::InOrder;
use crate::model::{Date, EntryId, Program, ProjectId, Retro, RetroCard, RetroId, TeamId};
use std::sync::Arc;

/// Whose retros they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whose {
    /// A team's.
    pub team: Option<TeamId>,
    /// A project's, where no team is named.
    pub project: Option<ProjectId>,
}

impl Whose {
    /// Of a retro.
    #[must_use]
    pub const fn of(retro: &Retro) -> Self {
        Self { team: retro.team, project: retro.project }
    }

    /// Whether a retro is theirs.
    #[must_use]
    pub fn holds(self, retro: &Retro) -> bool {
        match self.team {
            Some(team) => retro.team == Some(team),
            None => retro.team.is_none() && retro.project == self.project,
        }
    }
}

/// Their retros, the latest first.
#[must_use]
pub fn past(program: &Program, whose: Whose) -> Vec<Arc<Retro>> {
    let mut all: Vec<Arc<Retro>> = program.retros.values().filter(|r| whose.holds(r)).cloned().collect();
    all.order_by(|a, b| (b.day, b.created, b.id).cmp(&(a.day, a.created, a.id)));
    all
}

/// The retro before this one, of the same team or project.
#[must_use]
pub fn before<'a>(program: &'a Program, retro: &Retro) -> Option<&'a Arc<Retro>> {
    let older = |r: &&Arc<Retro>| {
        r.id != retro.id
            && Whose::of(retro).holds(r)
            && (r.day, r.created, r.id) < (retro.day, retro.created, retro.id)
    };
    program.retros.values().filter(older).max_by_key(|r| (r.day, r.created, r.id))
}

/// What is talked about: a card, or a group of them under its leading card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The leading card.
    pub lead: RetroCard,
    /// The others of its group.
    pub others: Vec<RetroCard>,
    /// Votes of all of them.
    pub votes: u32,
}

/// The card that a card stands under: itself where it leads, stands alone, or its leader is gone.
#[must_use]
pub fn leader(retro: &Retro, card: &RetroCard) -> EntryId {
    card.group
        .filter(|lead| retro.cards.iter().any(|c| c.id == *lead && c.group.is_none()))
        .unwrap_or(card.id)
}

/// The topics of one column, or of all, in the order they were written.
#[must_use]
pub fn topics(retro: &Retro, column: Option<EntryId>) -> Vec<Topic> {
    let leads = retro.cards.iter().filter(|c| leader(retro, c) == c.id);
    leads
        .filter(|lead| column.is_none_or(|column| lead.column == column))
        .map(|lead| {
            let of_group = |c: &&RetroCard| c.id != lead.id && leader(retro, c) == lead.id;
            let others: Vec<RetroCard> = retro.cards.iter().filter(of_group).cloned().collect();
            let votes = lead.votes + others.iter().map(|c| c.votes).sum::<u32>();
            Topic { lead: lead.clone(), others, votes }
        })
        .collect()
}

/// The topics by votes, the most wanted first; equals in the order they were written.
#[must_use]
pub fn by_votes(retro: &Retro) -> Vec<Topic> {
    let mut all: Vec<(usize, Topic)> = topics(retro, None).into_iter().enumerate().collect();
    all.order_by_key(|(place, topic)| (std::cmp::Reverse(topic.votes), *place));
    all.into_iter().map(|(_, topic)| topic).collect()
}

/// Puts a card under another; a card that led a group takes its group along. The other way round it
/// stands alone again.
pub fn put_under(retro: &mut Retro, card: EntryId, under: Option<EntryId>) {
    let lead = under.and_then(|id| retro.cards.iter().find(|c| c.id == id).map(|c| leader(retro, c)));
    if lead == Some(card) {
        return;
    }
    let members: Vec<EntryId> =
        retro.cards.iter().filter(|c| leader(retro, c) == card).map(|c| c.id).collect();
    match lead {
        Some(lead) => {
            for c in retro.cards.iter_mut().filter(|c| members.contains(&c.id) || c.id == card) {
                c.group = Some(lead);
            }
        }
        None => {
            for c in retro.cards.iter_mut().filter(|c| c.id == card) {
                c.group = None;
            }
        }
    }
}

/// The sprint of a team that ended last before or on a day.
#[must_use]
pub fn last_sprint(program: &Program, team: Option<TeamId>, day: Date) -> Option<crate::model::SprintId> {
    let began =
        program.sprints.values().filter(|s| s.team == team && s.start.is_some_and(|start| start <= day));
    let ended =
        began.filter(|s| s.state == crate::model::SprintState::Closed || s.end.is_some_and(|end| end <= day));
    ended.max_by_key(|s| (s.end, s.id)).map(|s| s.id)
}

/// Of a retro by its id in an address.
#[must_use]
pub fn find(program: &Program, id: &str) -> Option<RetroId> {
    let id: EntryId = id.parse().ok()?;
    let id = RetroId::from(id.number());
    program.retros.contains_key(&id).then_some(id)
}

#[cfg(test)]
mod tests;
