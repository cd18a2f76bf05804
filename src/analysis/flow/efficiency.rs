//! Flow efficiency: the share of an item's cycle in which somebody worked on it.

use super::figures::span_words;
use crate::analysis::Scope;
use crate::analysis::facts::{Facts, ItemFacts, ordered};
use crate::analysis::notes::Notes;
use crate::analysis::target::Target;
use crate::analysis::time::Window;
use crate::analysis::words::{count, number, percent};
use crate::analysis::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{Category, Happening, StatusId, Timestamp, WorkItemId};

/// One finished item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked {
    /// The item.
    pub item: WorkItemId,
    /// Milliseconds in which it was worked on.
    pub active: i64,
    /// Milliseconds from start to finish.
    pub whole: i64,
}

impl Worked {
    /// The share of the whole, in percent.
    #[must_use]
    pub fn percent(&self) -> f64 {
        if self.whole == 0 { 100.0 } else { self.active as f64 * 100.0 / self.whole as f64 }
    }
}

/// Flow efficiency of the items finished in a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Efficiency {
    /// The words beside it.
    pub notes: Notes,
    /// The items, the least efficient first.
    pub items: Vec<Worked>,
    /// Σ worked ÷ Σ whole, in percent; none where no history allows it.
    pub percent: Option<f64>,
}

/// Flow efficiency over the items finished in the window whose whole history is known. An item waits
/// while it is blocked, while it is back in "to do", and in statuses that the user marked as waiting.
#[must_use]
pub fn efficiency(facts: &Facts<'_>, scope: Scope, window: Window) -> Efficiency {
    let (from, to) = window.span(&facts.ctx);
    let mut items = Vec::new();
    let (mut direct, mut unknown) = (Vec::new(), Vec::new());
    for item in facts.of(scope) {
        let day = if item.is_done() { item.finish.latest().map(|at| facts.day(at)) } else { None };
        if day.is_none_or(|day| day < from || day > to) {
            continue;
        }
        match (item.start.known(), item.finish.known()) {
            _ if item.direct => direct.push(item.id),
            (Some(start), Some(finish)) if !item.unsure => items.push(worked(facts, item, start, finish)),
            _ => unknown.push(item.id),
        }
    }
    let sum = |pick: fn(&Worked) -> i64| items.iter().map(pick).fold(0_i64, i64::saturating_add);
    let (active, whole) = (sum(|w| w.active), sum(|w| w.whole));
    let share = (whole > 0).then(|| active as f64 * 100.0 / whole as f64);
    items.order_by(|a, b| a.percent().total_cmp(&b.percent()).then(a.item.cmp(&b.item)));
    let days = |millis: i64| number(millis as f64 / Timestamp::DAY as f64, 1);
    let caption = match share {
        None => format!("No item with a known history was finished from {}.", span_words(facts, window)),
        Some(share) => format!(
            "Work went on in {} of the time from start to finish; the rest was waiting ({}).",
            percent(share),
            count(items.len(), "item", "items")
        ),
    };
    let unmarked = facts.ctx.program.settings.waiting.is_empty();
    let ended = items.len() + direct.len() + unknown.len();
    let mut notes = Notes::new("Flow efficiency")
        .caption(caption)
        .window(from, to)
        .formula(
            "Σ time worked on ÷ Σ time from start to finish",
            "Waiting: blocked, back in To do, or in a status that is marked as waiting. Elapsed time, not days.",
        )
        .population(format!("Finished {}", span_words(facts, window)), ended)
        .population("With a known history", items.len())
        .left_out([
            Group::of("Went from To do straight to Done: no time between", direct),
            Group::of("No complete history in the import", unknown),
        ])
        .remarks([Group::count(
            "No status is marked as waiting, so only blocks and time back in To do count as such",
            usize::from(unmarked),
        )]);
    if share.is_some() {
        let share = share.map_or(String::new(), percent);
        notes.formula.push(format!("{} d ÷ {} d = {share}", days(active), days(whole)));
    }
    Efficiency { notes, items, percent: share }
}

/// Sweeps the item's events from its start to its finish.
fn worked(facts: &Facts<'_>, item: &ItemFacts<'_>, start: Timestamp, finish: Timestamp) -> Worked {
    let waits = |status: StatusId| {
        facts.index.category(status) == Category::ToDo || facts.ctx.program.settings.waiting.contains(&status)
    };
    let (mut active, mut since) = (0, start);
    let (mut waiting, mut blocked) = (false, false);
    for event in ordered(item.item).iter().take_while(|e| e.at <= finish) {
        let mut pass = |at: Timestamp| {
            if !waiting && !blocked {
                active += (at.0 - since.0).max(0);
            }
            since = since.max(at);
        };
        match &event.what {
            Happening::Moved { to, .. } | Happening::Created { status: to } => {
                pass(event.at);
                waiting = waits(*to);
            }
            Happening::Blocked { .. } => {
                pass(event.at);
                blocked = true;
            }
            Happening::Unblocked => {
                pass(event.at);
                blocked = false;
            }
            _ => {}
        }
    }
    if !waiting && !blocked {
        active += (finish.0 - since.0).max(0);
    }
    Worked { item: item.id, active, whole: finish.0 - start.0 }
}

/// Flow efficiency with its working.
pub(crate) fn flow_efficiency(facts: &Facts<'_>, all: &Efficiency) -> Figure {
    let value = all.percent.map_or_else(|| Value::NotComputable(all.notes.caption.clone()), Value::Percent);
    let mut figure = Figure::new("Flow efficiency", value)
        .aim(Aim::Higher)
        .caption("Of the time worked on", format!("n = {}", all.items.len()))
        .sentence(all.notes.caption.clone());
    figure.take(&all.notes);
    figure.counted = all.items.iter().map(|w| w.item).collect();
    let rows = all.items.iter().take(10).filter_map(|w| Some((w, facts.get(w.item)?)));
    figure.behind = rows
        .map(|(w, f)| Behind::new(vec![Target::Item(w.item)], f.item.title.clone(), percent(w.percent())))
        .collect();
    figure
}
