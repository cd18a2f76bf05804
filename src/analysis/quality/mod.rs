//! Quality: defects that reached users.
//!
//! Defect leakage rate = L ÷ (L + F): L found after the release, F before it, of the same release.
//! The rival form (L ÷ defects raised less withdrawn) gives other numbers; the figure names ours.

mod releases;

pub use releases::{LeakageChart, ReleaseBar, leakage_chart};

use super::Scope;
use super::facts::Facts;
use super::rag::at_most;
use super::target::Target;
use super::words::{count, day, days, number, percent};
use super::working::{Aim, Behind, Figure, Group, Value};
use crate::model::order::InOrder;
use crate::model::{Category, Date, DefectPhase, LinkKind, Release, WorkItem, WorkItemId};

/// A release younger than this many days is immature: more defects may yet be found.
pub const MATURE_AFTER: i64 = 30;

/// The defects of one release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leakage<'a> {
    /// The release.
    pub release: &'a Release,
    /// The day it reached users.
    pub released: Date,
    /// L: valid defects found after the release.
    pub after: Vec<WorkItemId>,
    /// F: valid defects found before it, or on its day.
    pub before: Vec<WorkItemId>,
    /// Invalid ones and duplicates: in neither.
    pub invalid: Vec<WorkItemId>,
    /// Cancelled ones: in neither.
    pub cancelled: Vec<WorkItemId>,
    /// Released less than [`MATURE_AFTER`] days ago.
    pub immature: bool,
}

impl Leakage<'_> {
    /// L + F.
    #[must_use]
    pub fn total(&self) -> usize {
        self.after.len() + self.before.len()
    }

    /// `L / (L + F)` in percent; none without any defect.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        let total = self.total();
        (total > 0).then(|| self.after.len() as f64 * 100.0 / total as f64)
    }
}

fn is_invalid(item: &WorkItem) -> bool {
    item.defect.as_ref().is_some_and(|d| d.invalid)
        || item.links.iter().any(|l| l.kind == LinkKind::Duplicates)
}

/// The releases of a scope that users have, oldest first, each with its defects.
#[must_use]
pub fn leakage<'a>(facts: &Facts<'a>, scope: Scope) -> Vec<Leakage<'a>> {
    let today = facts.ctx.today();
    let mut all: Vec<Leakage<'a>> = Vec::new();
    for release in facts.ctx.program.releases.values() {
        let of_project =
            scope.project.is_none() || release.project.is_none() || release.project == scope.project;
        let Some(released) = release.date.filter(|d| release.released && *d <= today && of_project) else {
            continue;
        };
        all.push(Leakage {
            release,
            released,
            after: Vec::new(),
            before: Vec::new(),
            invalid: Vec::new(),
            cancelled: Vec::new(),
            immature: (today - released).num_days() < MATURE_AFTER,
        });
    }
    for item in facts.of(scope).filter(|f| f.is_defect) {
        let defect = item.item.defect.as_ref();
        let Some(release) = defect.and_then(|d| d.release) else { continue };
        let Some(entry) = all.iter_mut().find(|l| l.release.id == release) else { continue };
        let found = defect.and_then(|d| d.phase).unwrap_or_else(|| {
            if facts.day(item.item.created) > entry.released {
                DefectPhase::AfterRelease
            } else {
                DefectPhase::BeforeRelease
            }
        });
        let list = match (is_invalid(item.item), item.category, found) {
            (true, ..) => &mut entry.invalid,
            (_, Category::Cancelled, _) => &mut entry.cancelled,
            (.., DefectPhase::AfterRelease) => &mut entry.after,
            (.., DefectPhase::BeforeRelease) => &mut entry.before,
        };
        list.push(item.id);
    }
    all.order_by(|a, b| {
        (a.released, &a.release.name, a.release.id).cmp(&(b.released, &b.release.name, b.release.id))
    });
    all
}

/// The release that the headline shows: the latest that has any defect counted.
fn latest<'l, 'a>(all: &'l [Leakage<'a>]) -> Option<&'l Leakage<'a>> {
    all.iter().rev().find(|l| l.total() > 0)
}

/// Why there is no leakage to show.
fn nothing(all: &[Leakage<'_>]) -> Value {
    Value::NotComputable(match all.last() {
        None => "No release has reached users yet, so nothing can have leaked.".to_owned(),
        Some(last) => format!("No defect names {} or another release that users have.", last.release.name),
    })
}

/// Defect leakage rate of the latest release.
pub(super) fn leakage_rate(facts: &Facts<'_>, scope: Scope) -> Figure {
    let all = leakage(facts, scope);
    let last = latest(&all);
    let value = last.and_then(Leakage::rate).map_or_else(|| nothing(&all), Value::Percent);
    let figure = Figure::new("Defect leakage", value).aim(Aim::Lower);
    let Some(last) = last else { return figure };
    let (l, total) = (last.after.len(), last.total());
    let rate = last.rate().unwrap_or_default();
    let mut figure = describe(figure, facts, scope, last)
        .caption(last.release.name.clone(), format!("{l} of {total}"))
        .sentence(format!(
            "{} of {} in {} {} found by users or in operation.",
            l,
            count(total, "defect", "defects"),
            last.release.name,
            if l == 1 { "was" } else { "were" }
        ))
        .formula(
            ["L ÷ (L + F)".to_owned(), format!("{l} ÷ ({l} + {}) = {}", last.before.len(), percent(rate))],
            "L: found after the release; F: found before it or on its day. Not the form that divides by \
             all defects raised less withdrawn.",
        );
    let (green, amber) = facts.ctx.program.settings.thresholds.leakage;
    figure.colour = Some(at_most(rate, f64::from(green), f64::from(amber)));
    figure.trend = all.iter().filter_map(Leakage::rate).collect();
    let newest = last.after.iter().rev().take(10).filter_map(|id| facts.get(*id));
    figure.behind = newest
        .map(|f| {
            let found = format!("found {}", day(facts.day(f.item.created)));
            Behind::new(vec![Target::Item(f.id)], f.item.title.clone(), found)
        })
        .collect();
    figure
}

/// Defect removal efficiency: 1 − leakage.
pub(super) fn removal_efficiency(facts: &Facts<'_>, scope: Scope) -> Figure {
    let all = leakage(facts, scope);
    let last = latest(&all);
    let rate = last.and_then(Leakage::rate).map(|rate| 100.0 - rate);
    let figure = Figure::new("Defect removal efficiency", rate.map_or_else(|| nothing(&all), Value::Percent))
        .aim(Aim::Higher);
    let (Some(last), Some(rate)) = (last, rate) else { return figure };
    let (f, total) = (last.before.len(), last.total());
    let mut figure = describe(figure, facts, scope, last)
        .caption(last.release.name.clone(), format!("{f} of {total}"))
        .sentence(format!(
            "{} % of the defects in {} were found before users had it.",
            number(rate, 1),
            last.release.name
        ))
        .formula(
            ["1 − leakage = F ÷ (L + F)".to_owned(), format!("{f} ÷ {total} = {}", percent(rate))],
            "F: found before the release or on its day.",
        );
    figure.trend = all.iter().filter_map(Leakage::rate).map(|rate| 100.0 - rate).collect();
    let row = |l: &Leakage<'_>| {
        let value = format!("{} of {}", l.before.len(), l.total());
        Behind::new(vec![Target::Release(l.release.id)], l.release.name.clone(), value)
    };
    figure.behind = all.iter().rev().filter(|l| l.total() > 0).take(10).map(row).collect();
    figure
}

/// What both figures share: population, who was left out, the immature mark.
fn describe(figure: Figure, facts: &Facts<'_>, scope: Scope, last: &Leakage<'_>) -> Figure {
    let defects: Vec<_> = facts.of(scope).filter(|f| f.is_defect).collect();
    let nameless = defects.iter().filter(|f| f.item.defect.as_ref().is_none_or(|d| d.release.is_none()));
    let nameless = nameless.map(|f| f.id).collect();
    let age = (facts.ctx.today() - last.released).num_days();
    let named = last.total() + last.invalid.len() + last.cancelled.len();
    figure
        .population(format!("Defects in {}", scope.name(facts.ctx.program)), defects.len())
        .population(format!("Of {}, released {}", last.release.name, day(last.released)), named)
        .population("Counted (L + F)", last.total())
        .counted(last.after.iter().chain(&last.before).copied().collect())
        .left_out([
            Group::of("Invalid or a duplicate", last.invalid.clone()),
            Group::of("Cancelled", last.cancelled.clone()),
            Group::of("Names no release that has the defect", nameless),
        ])
        .remarks([Group::count(
            format!("Immature: released {} ago, more may yet be found", days(age)),
            usize::from(last.immature),
        )])
}
