//! Leakage and removal by release, as a chart, with the rival form named beside ours.

use super::{Leakage, describe, latest, leakage, nothing};
use crate::analysis::Scope;
use crate::analysis::facts::Facts;
use crate::analysis::notes::Notes;
use crate::analysis::rag::{Colour, at_most};
use crate::analysis::words::percent;
use crate::analysis::working::{Figure, Group, Value};
use crate::model::{Date, ReleaseId, WorkItemId};

/// One release with its defects.
#[derive(Debug, Clone, PartialEq)]
pub struct ReleaseBar {
    /// The release.
    pub release: ReleaseId,
    /// What people call it.
    pub name: String,
    /// The day it reached users.
    pub released: Date,
    /// F: valid defects found before it, or on its day.
    pub before: Vec<WorkItemId>,
    /// L: valid defects found after it.
    pub after: Vec<WorkItemId>,
    /// Those of the two whose phase a person set, where the others follow from their day.
    pub by_hand: Vec<WorkItemId>,
    /// Invalid or duplicates: in neither.
    pub invalid: Vec<WorkItemId>,
    /// Cancelled: in neither.
    pub cancelled: Vec<WorkItemId>,
    /// `L ÷ (L + F)` in percent; none without a valid defect.
    pub leakage: Option<f64>,
    /// `100 − leakage`.
    pub removal: Option<f64>,
    /// The rival form, `L ÷ (raised − withdrawn)` in percent, where withdrawn are the invalid ones and
    /// duplicates: cancelled ones stay in it, so it can be lower than ours.
    pub rival: Option<f64>,
    /// Users have it for less than 30 days: more may yet be found.
    pub immature: bool,
    /// By the user's limits.
    pub colour: Option<Colour>,
}

/// Defects by release, oldest first.
#[derive(Debug, Clone, PartialEq)]
pub struct LeakageChart {
    /// The words beside it.
    pub notes: Notes,
    /// The releases that users have.
    pub releases: Vec<ReleaseBar>,
}

impl Leakage<'_> {
    /// The other form in use: `L ÷ (defects raised − withdrawn)` in percent.
    #[must_use]
    pub fn rival(&self) -> Option<f64> {
        let raised = self.total() + self.cancelled.len();
        (raised > 0).then(|| self.after.len() as f64 * 100.0 / raised as f64)
    }
}

/// Leakage and removal efficiency by release.
#[must_use]
pub fn leakage_chart(facts: &Facts<'_>, scope: Scope) -> LeakageChart {
    let all = leakage(facts, scope);
    let (green, amber) = facts.ctx.program.settings.thresholds.leakage;
    let set_by_hand = |id: &WorkItemId| {
        facts.get(*id).is_some_and(|f| f.item.defect.as_ref().is_some_and(|d| d.phase.is_some()))
    };
    let notes = notes(facts, scope, &all);
    let bar = |l: &Leakage<'_>| ReleaseBar {
        release: l.release.id,
        name: l.release.name.clone(),
        released: l.released,
        by_hand: l.before.iter().chain(&l.after).copied().filter(set_by_hand).collect(),
        leakage: l.rate(),
        removal: l.rate().map(|rate| 100.0 - rate),
        rival: l.rival(),
        immature: l.immature,
        colour: l.rate().map(|rate| at_most(rate, f64::from(green), f64::from(amber))),
        before: l.before.clone(),
        after: l.after.clone(),
        invalid: l.invalid.clone(),
        cancelled: l.cancelled.clone(),
    };
    LeakageChart { notes, releases: all.iter().map(bar).collect() }
}

fn notes(facts: &Facts<'_>, scope: Scope, all: &[Leakage<'_>]) -> Notes {
    let figure = Figure::new("Defect leakage by release", Value::Count(all.len() as u64));
    let Some(last) = latest(all) else {
        let mut notes = Notes::new(figure.name);
        if let Value::NotComputable(why) = nothing(all) {
            notes.caption = why;
        }
        return notes;
    };
    let mut notes = Notes::of("Defect leakage by release", &describe(figure, facts, scope, last));
    let rate = last.rate().unwrap_or_default();
    let before = all.iter().rev().filter(|l| l.total() > 0).nth(1).and_then(Leakage::rate);
    let trend = before.map_or(String::new(), |b| format!(", after {} in the release before", percent(b)));
    notes.caption = format!(
        "{} of the defects in {} reached users{trend}; {} were found in time.",
        percent(rate),
        last.release.name,
        percent(100.0 - rate)
    );
    notes.formula = vec![
        "leakage = L ÷ (L + F); removal efficiency = F ÷ (L + F)".to_owned(),
        format!(
            "rival form: L ÷ (raised − withdrawn) = {}",
            last.rival().map_or_else(|| "n/a".to_owned(), percent)
        ),
    ];
    notes.formula_note =
        "L: valid defects found after the release; F: valid ones found before it or on its day. \
                          The rival form keeps cancelled defects in its denominator, so the two differ."
            .to_owned();
    notes.window = all.first().zip(all.last()).map(|(first, last)| (first.released, last.released));
    let immature = all.iter().filter(|l| l.immature).count();
    notes.remarks = Vec::new();
    notes.remarks([Group::count("Releases younger than 30 days: more defects may yet be found", immature)])
}
