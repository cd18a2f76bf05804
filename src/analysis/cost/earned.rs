//! PV, EV and AC at a status date.

use crate::analysis::facts::Facts;
use crate::model::{
    Category, Currency, Date, EarnRule, Money, PackageScope, Parent, ProjectId, WorkItemId, WorkPackage,
};
use std::collections::{BTreeMap, BTreeSet};

/// The sums of earned value at a status date, in one currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EarnedValue {
    /// Budget at completion, in hundredths.
    pub bac: i64,
    /// Planned value.
    pub pv: i64,
    /// Earned value.
    pub ev: i64,
    /// Actual cost.
    pub ac: i64,
    /// Packages summed.
    pub packages: usize,
    /// Cost entries summed.
    pub entries: usize,
    /// Items that could not earn anything, having no estimate.
    pub unestimated: Vec<WorkItemId>,
    /// Done, but an import does not know since when: counted as done at every date.
    pub undated: Vec<WorkItemId>,
    /// Names of packages that earn by estimate and have no estimated item.
    pub without_estimates: Vec<String>,
    /// Last day of the last baseline.
    pub planned_finish: Option<Date>,
}

/// The currencies of the packages and cost entries of a scope.
#[must_use]
pub fn currencies(facts: &Facts<'_>, project: Option<ProjectId>) -> Vec<Currency> {
    let program = facts.ctx.program;
    let of = |p: ProjectId| project.is_none_or(|wanted| wanted == p);
    let packages = program.packages.values().filter(|p| of(p.project)).map(|p| p.budget.currency);
    let costs = program.costs.values().filter(|c| of(c.project)).map(|c| c.amount.currency);
    let all: BTreeSet<Currency> = packages.chain(costs).collect();
    all.into_iter().collect()
}

/// PV, EV and AC of a project (or of all) at the end of a day, in one currency; packages and cost
/// entries in another are not in the sums, so ask [`currencies`] first.
///
/// Planned value grows linearly over the calendar days of a package's baseline, first and last day
/// included. Earned value follows the package's rule and never the money spent.
#[must_use]
pub fn earned_value(
    facts: &Facts<'_>,
    project: Option<ProjectId>,
    currency: Currency,
    date: Date,
) -> EarnedValue {
    let program = facts.ctx.program;
    let of = |p: ProjectId| project.is_none_or(|wanted| wanted == p);
    let mut sums = EarnedValue::default();
    let mut tree = None;
    for package in program.packages.values() {
        if !of(package.project) || package.budget.currency != currency {
            continue;
        }
        sums.packages += 1;
        sums.bac = sums.bac.saturating_add(package.budget.amount);
        sums.pv = sums.pv.saturating_add(planned(package, date));
        let earned = match package.rule {
            EarnRule::EstimateShare => {
                let tree = tree.get_or_insert_with(|| Tree::new(facts));
                by_estimate(facts, package, date, tree, &mut sums)
            }
            _ => by_milestone(package, date),
        };
        sums.ev = sums.ev.saturating_add(earned);
        sums.planned_finish = sums.planned_finish.max(Some(package.finish));
    }
    for cost in program.costs.values() {
        if of(cost.project) && cost.amount.currency == currency && cost.date <= date {
            sums.entries += 1;
            sums.ac = sums.ac.saturating_add(cost.amount.amount);
        }
    }
    sums
}

/// The share `part ÷ whole` of an amount, rounded half away from zero.
pub(crate) fn share(amount: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 {
        return 0;
    }
    let product = i128::from(amount) * i128::from(part);
    let whole = i128::from(whole);
    let half = whole.abs() / 2 * product.signum() * whole.signum();
    i64::try_from((product + half) / whole).unwrap_or(i64::MAX)
}

pub(super) fn planned(package: &WorkPackage, date: Date) -> i64 {
    let length = (package.finish - package.start).num_days() + 1;
    let elapsed = ((date - package.start).num_days() + 1).clamp(0, length.max(0));
    if length <= 0 { package.budget.amount } else { share(package.budget.amount, elapsed, length) }
}

/// The earned value of one package at the end of a day, for the rows behind a figure.
pub(super) fn earned_by(facts: &Facts<'_>, package: &WorkPackage, date: Date) -> i64 {
    match package.rule {
        EarnRule::EstimateShare => {
            by_estimate(facts, package, date, &Tree::new(facts), &mut EarnedValue::default())
        }
        _ => by_milestone(package, date),
    }
}

/// 0/100 and 50/50.
fn by_milestone(package: &WorkPackage, date: Date) -> i64 {
    let Money { amount, .. } = package.budget;
    let by = |day: Option<Date>| day.is_some_and(|day| day <= date);
    match package.rule {
        _ if by(package.finished) => amount,
        EarnRule::FiftyFifty if by(package.began) => share(amount, 1, 2),
        _ => 0,
    }
}

/// The share of the estimate of the package's items that is done.
fn by_estimate(
    facts: &Facts<'_>,
    package: &WorkPackage,
    date: Date,
    tree: &Tree,
    sums: &mut EarnedValue,
) -> i64 {
    let end = facts.ctx.end_of(date).min(facts.ctx.now);
    let (mut done, mut all) = (0_i64, 0_i64);
    let mut below = BTreeSet::new();
    if let Some(PackageScope::Parent(parent)) = &package.scope {
        tree.collect(*parent, &mut below);
    }
    for facts_of in &facts.items {
        let item = facts_of.item;
        let is_in = match &package.scope {
            Some(PackageScope::Parent(_)) => below.contains(&item.id),
            Some(PackageScope::Release(release)) => {
                item.release == Some(*release) && item.project == package.project
            }
            Some(PackageScope::Label(label)) => {
                item.project == package.project && item.labels.iter().any(|l| l == label)
            }
            None => false,
        };
        if !is_in || facts_of.category == Category::Cancelled {
            continue;
        }
        let Some(estimate) = item.estimate else {
            sums.unestimated.push(item.id);
            continue;
        };
        all += estimate.to_hundredths();
        if facts_of.is_done() {
            match facts_of.finish.known() {
                Some(at) if at > end => {}
                Some(_) => done += estimate.to_hundredths(),
                None => {
                    done += estimate.to_hundredths();
                    sums.undated.push(item.id);
                }
            }
        }
    }
    if all == 0 {
        sums.without_estimates.push(package.name.clone());
    }
    share(package.budget.amount, done, all)
}

/// Which items lie directly below which.
struct Tree {
    children: BTreeMap<WorkItemId, Vec<WorkItemId>>,
}

impl Tree {
    fn new(facts: &Facts<'_>) -> Self {
        let mut children: BTreeMap<WorkItemId, Vec<WorkItemId>> = BTreeMap::new();
        for item in facts.ctx.program.items.values() {
            if let Some(Parent::Item(parent)) = item.parent {
                children.entry(parent).or_default().push(item.id);
            }
        }
        Self { children }
    }

    /// Everything below an item; a loop in the hierarchy ends where it began.
    fn collect(&self, parent: WorkItemId, below: &mut BTreeSet<WorkItemId>) {
        let mut open = vec![parent];
        while let Some(next) = open.pop() {
            for child in self.children.get(&next).into_iter().flatten() {
                if below.insert(*child) {
                    open.push(*child);
                }
            }
        }
    }
}
