//! What a team keeps coming back to.

use super::{Whose, leader, past};
use crate::model::order::InOrder;
use crate::model::{Date, Program, RetroId};

/// A theme over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The word.
    pub name: String,
    /// The retros in which it came up, the latest first, with the votes it got.
    pub retros: Vec<(RetroId, Date, u32)>,
    /// Thoughts in all.
    pub cards: usize,
}

/// How many retros are looked back on.
const BACK: usize = 8;

/// The themes of the last retros: what came up most often first.
#[must_use]
pub fn themes(program: &Program, whose: Whose) -> Vec<Theme> {
    let mut themes: Vec<Theme> = Vec::new();
    for retro in past(program, whose).into_iter().take(BACK) {
        for card in &retro.cards {
            // A group has the theme of the card that leads it.
            let lead = leader(&retro, card);
            let theme = retro.cards.iter().find(|c| c.id == lead).map_or("", |c| c.theme.trim());
            if theme.is_empty() {
                continue;
            }
            let place = themes.iter().position(|t| t.name.to_lowercase() == theme.to_lowercase());
            let place = place.unwrap_or_else(|| {
                themes.push(Theme { name: theme.to_owned(), retros: Vec::new(), cards: 0 });
                themes.len() - 1
            });
            let Some(found) = themes.get_mut(place) else { continue };
            found.cards += 1;
            match found.retros.iter_mut().find(|(id, ..)| *id == retro.id) {
                Some((_, _, votes)) => *votes += card.votes,
                None => found.retros.push((retro.id, retro.day, card.votes)),
            }
        }
    }
    themes.order_by(|a, b| (b.retros.len(), b.cards, &a.name).cmp(&(a.retros.len(), a.cards, &b.name)));
    themes
}
