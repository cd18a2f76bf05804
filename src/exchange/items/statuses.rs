//! The statuses of an import and what they count as.

use super::cells;
use super::gather::Gathered;
use super::raw::RawItem;
use super::reading::{Severity, StatusFound};
use super::{azure, categories};
use crate::command::{ImportedItem, ImportedMove};
use crate::model::order::InOrder;
use crate::model::{Category, SourceSystem};
use std::collections::HashMap;

/// The status of items whose file names none.
pub(super) const NO_STATUS: &str = "To do";

#[derive(Debug, Default)]
struct Tally {
    name: String,
    items: usize,
    /// Items per category of the file: to do, in progress, done, cancelled.
    named: [usize; 4],
    resolved: usize,
    /// A word in the category column that is no known category, and the line it stands on.
    unknown: Option<(u64, String)>,
}

/// The statuses, counted item by item and then settled.
#[derive(Debug, Default)]
pub(super) struct Statuses {
    tallies: Vec<Tally>,
    places: HashMap<String, usize>,
    /// Every status with its category, in the order in which work passes them.
    pub(super) found: Vec<StatusFound>,
    categories: HashMap<String, Category>,
    first: Option<String>,
    working: Option<String>,
}

impl Statuses {
    fn tally(&mut self, name: &str) -> Option<&mut Tally> {
        let at = match self.places.get(name) {
            Some(at) => *at,
            None => {
                let at = self.tallies.len();
                self.places.insert(name.to_owned(), at);
                self.tallies.push(Tally { name: name.to_owned(), ..Tally::default() });
                at
            }
        };
        self.tallies.get_mut(at)
    }

    pub(super) fn note(&mut self, raw: &RawItem) {
        let name = if raw.item.status.is_empty() { NO_STATUS } else { raw.item.status.as_str() };
        if let Some(tally) = self.tally(name) {
            tally.items += 1;
            tally.resolved += usize::from(!cells::is_unresolved(&raw.resolution));
            if let Some(count) = raw.category.and_then(|c| tally.named.get_mut(c as usize)) {
                *count += 1;
            } else if !raw.category_word.is_empty() && tally.unknown.is_none() {
                tally.unknown = Some((raw.item.line, raw.category_word.clone()));
            }
        }
        // A history may name statuses that nothing is in now.
        for step in &raw.item.moves {
            self.tally(&step.status);
        }
    }

    /// Decides what each status counts as.
    pub(super) fn settle(&mut self, gathered: &mut Gathered) {
        for tally in std::mem::take(&mut self.tallies) {
            if let Some((line, word)) = &tally.unknown {
                let text = format!("Status category “{word}” is not known; the status's name decides");
                gathered.remark(*line, Severity::Remark, text);
            }
            let (category, guessed, why) = category(&tally, gathered);
            self.categories.insert(tally.name.clone(), category);
            self.found.push(StatusFound {
                name: tally.name,
                items: tally.items,
                category,
                guessed,
                why: why.to_owned(),
            });
        }
        self.found.order_by_key(|s| s.category);
        let of = |category| self.found.iter().find(|s| s.category == category).map(|s| s.name.clone());
        self.first = of(Category::ToDo).or(Some(NO_STATUS.to_owned()));
        self.working = of(Category::InProgress);
    }

    /// The way of an item whose file has no history, but says when work on it began.
    pub(super) fn way_by_dates(&self, item: &mut ImportedItem) {
        let (Some(created), Some(started)) = (item.created, item.started) else { return };
        let (Some(first), Some(working)) = (&self.first, &self.working) else { return };
        if started < created {
            return;
        }
        let mut moves = vec![ImportedMove { status: first.clone(), at: created, derived: false }];
        let began = |status: &str| ImportedMove { status: status.to_owned(), at: started, derived: false };
        match self.categories.get(&item.status) {
            Some(Category::InProgress) => moves.push(began(&item.status)),
            Some(category) if category.is_finished() => {
                let Some(end) = item.resolved.filter(|end| *end >= started) else { return };
                moves.push(began(working));
                moves.push(ImportedMove { status: item.status.clone(), at: end, derived: false });
            }
            _ => return,
        }
        item.moves = moves;
    }
}

fn category(tally: &Tally, gathered: &Gathered) -> (Category, bool, &'static str) {
    let name = tally.name.as_str();
    if let Some(answer) = gathered.answers.categories.get(name) {
        return (*answer, false, "you said so");
    }
    let cancelled_if_so = |category: Category| match category {
        Category::Done if categories::sounds_cancelled(name) => {
            (Category::Cancelled, false, "done in the file, and its name says it was not delivered")
        }
        category => (category, false, "the file says so"),
    };
    if let Some(category) = gathered.categories.get(name) {
        return cancelled_if_so(*category);
    }
    // The category is one of the status, not of the item; should a file disagree, most items win.
    let most = tally.named.iter().copied().max().unwrap_or(0);
    if most > 0 {
        let place = tally.named.iter().position(|n| *n == most).unwrap_or(0);
        return cancelled_if_so(Category::ALL.get(place).copied().unwrap_or(Category::ToDo));
    }
    if gathered.system == SourceSystem::AzureDevops
        && let Some(category) = azure::by_state(name)
    {
        return (category, true, "as in the usual processes of Azure DevOps");
    }
    match categories::by_name(name) {
        Some(category) => (category, true, "guessed from its name"),
        None if tally.resolved * 2 > tally.items => {
            (Category::Done, true, "guessed: most of its items have a resolution")
        }
        None => (Category::InProgress, true, "guessed: its name says nothing"),
    }
}
