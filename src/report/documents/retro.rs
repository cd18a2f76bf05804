//! The summary of a retrospective: topics by votes, then what the team will try.

use super::{Desk, bullets, remark};
use crate::analysis::Context;
use crate::model::order::InOrder;
use crate::model::{Kept, Retro, RetroCard};
use crate::report::document::{Document, Span};
use crate::report::text::{clean, long};

/// Column by column, the most wanted first; cards of a group stand with their leader.
#[must_use]
pub fn retro(ctx: &Context<'_>, retro: &Retro) -> Document {
    let desk = Desk { ctx: *ctx };
    let sprint = retro.sprint.and_then(|id| ctx.program.sprints.get(&id)).map(|s| clean(&s.name));
    let team = desk.team(retro.team);
    let about: Vec<String> =
        [Some(team), sprint].into_iter().flatten().filter(|name| !name.is_empty()).collect();
    let mut document = Document::new(
        &format!("Retrospective: {}", if about.is_empty() { clean(&retro.title) } else { about.join(", ") }),
        &long(retro.day, ctx.today()),
    );
    let votes = |card: &RetroCard| {
        let group = retro.cards.iter().filter(|c| c.group == Some(card.id));
        card.votes + group.map(|c| c.votes).sum::<u32>()
    };
    for column in &retro.columns {
        let mut cards: Vec<&RetroCard> =
            retro.cards.iter().filter(|c| c.column == column.id && c.group.is_none()).collect();
        cards.order_by_key(|card| (std::cmp::Reverse(votes(card)), card.id));
        let line = |card: &&RetroCard| {
            let mut line = vec![Span::Text(clean(&card.text))];
            for other in retro.cards.iter().filter(|c| c.group == Some(card.id)) {
                line.push(Span::Text(format!("· {}", clean(&other.text))));
            }
            let votes = votes(card);
            let said = if votes == 0 {
                String::new()
            } else {
                crate::analysis::words::count(votes as usize, "vote", "votes")
            };
            line.extend(remark(&[said, clean(&card.theme)]));
            line
        };
        let name = clean(&column.name);
        document.put(&name.to_lowercase(), &name, bullets(cards.iter().map(line).collect()));
    }
    let actions = desk.actions_of(&retro.reference());
    document.put("actions", "What we will do", bullets(actions.iter().map(|a| desk.action(a)).collect()));
    document
}
