//! PV, EV and AC at a status date.

use crate::analysis::facts::{Facts, ItemFacts};
use crate::analysis::time::back;
use crate::model::order::InOrder;
use crate::model::{
    Category, CostEntry, Currency, Date, EarnRule, Money, PackageId, PackageScope, Parent, ProjectId,
    Timestamp, WorkItemId, WorkPackage,
};
use std::collections::BTreeSet;

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
    let mut all = Vec::new();
    for currency in packages.chain(costs) {
        if !all.contains(&currency) {
            all.push(currency);
        }
    }
    all.order();
    all
}

/// PV, EV and AC of a project (or of all) at the end of a day, in one currency; packages and cost
/// entries in another are not in the sums, so ask [`currencies`] first.
///
/// Planned value grows evenly over the calendar days of a package's baseline, first and last day
/// included, unless the user phased it. Earned value follows the package's rule and never the money spent.
#[must_use]
pub fn earned_value(
    facts: &Facts<'_>,
    project: Option<ProjectId>,
    currency: Currency,
    date: Date,
) -> EarnedValue {
    Ledger::new(facts, project, &|money| (money.currency == currency).then_some(money.amount)).at(facts, date)
}

/// The packages and costs of a scope with the items that they earn by, gathered once for any number
/// of dates.
pub(super) struct Ledger<'a> {
    pub(super) packages: Vec<Account<'a>>,
    /// Each with what it amounts to in the ledger's currency.
    pub(super) costs: Vec<(&'a CostEntry, i64)>,
}

/// A package and the items that it earns by.
pub(super) struct Account<'a> {
    pub(super) package: &'a WorkPackage,
    /// Its budget in the ledger's currency.
    budget: i64,
    /// Σ estimates of its items, in hundredths, and how many those are.
    whole: i64,
    estimated: usize,
    /// Since when how much of that is done, oldest first; the earliest moment where it is not known.
    done: Vec<(Timestamp, i64)>,
    unestimated: Vec<WorkItemId>,
    undated: Vec<WorkItemId>,
}

impl<'a> Ledger<'a> {
    /// `worth` says what an amount is in the ledger's currency; what it knows no answer for is left out.
    pub(super) fn new(
        facts: &Facts<'a>,
        project: Option<ProjectId>,
        worth: &dyn Fn(Money) -> Option<i64>,
    ) -> Self {
        let program = facts.ctx.program;
        let of = |p: ProjectId| project.is_none_or(|wanted| wanted == p);
        let mut packages: Vec<Account<'a>> = Vec::new();
        for package in program.packages.values() {
            if let Some(budget) = worth(package.budget).filter(|_| of(package.project)) {
                packages.push(Account {
                    package,
                    budget,
                    whole: 0,
                    estimated: 0,
                    done: Vec::new(),
                    unestimated: Vec::new(),
                    undated: Vec::new(),
                });
            }
        }
        gather(facts, &mut packages);
        let costs = program.costs.values().map(|c| &**c).filter(|c| of(c.project));
        Self { packages, costs: costs.filter_map(|c| Some((c, worth(c.amount)?))).collect() }
    }

    /// The sums alone, without who could not be counted.
    pub(super) fn sums(&self, facts: &Facts<'_>, date: Date) -> EarnedValue {
        self.sums_of(facts, date, None)
    }

    /// The same of one project of several.
    pub(super) fn sums_of(&self, facts: &Facts<'_>, date: Date, project: Option<ProjectId>) -> EarnedValue {
        let end = facts.ctx.end_of(date).min(facts.ctx.now);
        let of = |other: ProjectId| project.is_none_or(|wanted| wanted == other);
        let mut sums = EarnedValue::default();
        for account in self.packages.iter().filter(|account| of(account.package.project)) {
            sums.packages += 1;
            sums.bac = sums.bac.saturating_add(account.budget);
            sums.pv = sums.pv.saturating_add(account.planned(date));
            sums.ev = sums.ev.saturating_add(account.earned(date, end));
        }
        for (_, amount) in self.costs.iter().filter(|(c, _)| c.date <= date && of(c.project)) {
            sums.entries += 1;
            sums.ac = sums.ac.saturating_add(*amount);
        }
        sums
    }

    pub(super) fn at(&self, facts: &Facts<'_>, date: Date) -> EarnedValue {
        let mut sums = self.sums(facts, date);
        for account in &self.packages {
            let package = account.package;
            sums.planned_finish = sums.planned_finish.max(Some(package.finish));
            sums.unestimated.extend(&account.unestimated);
            sums.undated.extend(&account.undated);
            if package.rule == EarnRule::EstimateShare && account.estimated == 0 {
                sums.without_estimates.push(package.name.clone());
            }
        }
        sums
    }

    /// The day on which the last of the work was done; none while any is left, or without a known day.
    pub(super) fn done_on(&self, facts: &Facts<'_>, today: Date) -> Option<Date> {
        let mut last = None;
        for account in &self.packages {
            let day = match account.package.rule {
                EarnRule::EstimateShare => {
                    let (since, sum) = account.done.last()?;
                    let all = *sum == account.whole && *since != Timestamp(i64::MIN);
                    if !all {
                        return None;
                    }
                    facts.day(*since)
                }
                _ => account.package.finished?,
            };
            last = last.max(Some(day));
        }
        last.filter(|day| *day <= today)
    }

    /// What was spent on one package to a day.
    pub(super) fn spent_on(&self, package: PackageId, date: Date) -> i64 {
        let costs = self.costs.iter().filter(|(c, _)| c.package == Some(package) && c.date <= date);
        costs.map(|(_, amount)| *amount).fold(0, i64::saturating_add)
    }
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

impl Account<'_> {
    /// Planned value at the end of a day: nothing before the start, all at the finish, in between as the
    /// phases say and evenly from one to the next.
    pub(super) fn planned(&self, date: Date) -> i64 {
        let package = self.package;
        if date >= package.finish {
            return self.budget;
        }
        let (mut from, mut had) = (back(package.start, 1), 0);
        let (mut to, mut due) = (package.finish, 100);
        for phase in &package.phases {
            if phase.by > date {
                (to, due) = (phase.by, phase.percent);
                break;
            }
            (from, had) = (phase.by, phase.percent);
        }
        let length = (to - from).num_days().max(1);
        let elapsed = (date - from).num_days().clamp(0, length);
        let grown = i64::from(had) * length + (i64::from(due) - i64::from(had)) * elapsed;
        share(self.budget, grown, 100 * length)
    }

    /// Earned value at the end of a day, by the package's rule.
    pub(super) fn earned(&self, date: Date, end: Timestamp) -> i64 {
        let package = self.package;
        let by = |day: Option<Date>| day.is_some_and(|day| day <= date);
        match package.rule {
            EarnRule::EstimateShare => {
                let done = self.done.partition_point(|(since, _)| *since <= end);
                let done =
                    done.checked_sub(1).and_then(|last| self.done.get(last)).map_or(0, |(_, sum)| *sum);
                share(self.budget, done, self.whole)
            }
            _ if by(package.finished) => self.budget,
            EarnRule::FiftyFifty if by(package.began) => share(self.budget, 1, 2),
            _ => 0,
        }
    }

    fn add(&mut self, facts: &ItemFacts<'_>) {
        let id = facts.item.id;
        let Some(estimate) = facts.item.estimate else {
            self.unestimated.push(id);
            return;
        };
        self.whole = self.whole.saturating_add(estimate.to_hundredths());
        self.estimated += 1;
        if facts.is_done() {
            let since = facts.finish.known().unwrap_or(Timestamp(i64::MIN));
            if since == Timestamp(i64::MIN) {
                self.undated.push(id);
            }
            self.done.push((since, estimate.to_hundredths()));
        }
    }

    /// Turns what was done when into how much was done by when.
    fn add_up(&mut self) {
        self.done.order_by_key(|(since, _)| *since);
        let mut sum = 0_i64;
        for (_, done) in &mut self.done {
            sum = sum.saturating_add(*done);
            *done = sum;
        }
    }
}

/// Gives each package that earns by estimate its items, in one pass over them. Cancelled items and
/// containers earn nothing.
fn gather(facts: &Facts<'_>, packages: &mut [Account<'_>]) {
    let by_estimate = |a: &&mut Account<'_>| a.package.rule == EarnRule::EstimateShare;
    let mut tree = None;
    let mut below = Vec::new();
    let mut accounts: Vec<&mut Account<'_>> = packages.iter_mut().filter(by_estimate).collect();
    for account in &accounts {
        let mut items = BTreeSet::new();
        if let Some(PackageScope::Parent(parent)) = account.package.scope {
            tree.get_or_insert_with(|| Tree::new(facts)).collect(parent, &mut items);
        }
        below.push(items);
    }
    if accounts.is_empty() {
        return;
    }
    for facts in facts.items.iter().filter(|f| f.category != Category::Cancelled) {
        for (account, below) in accounts.iter_mut().zip(&below) {
            let (package, item) = (account.package, facts.item);
            let is_in = match &package.scope {
                Some(PackageScope::Parent(_)) => below.contains(&item.id),
                Some(PackageScope::Release(release)) => {
                    item.release == Some(*release) && item.project == package.project
                }
                Some(PackageScope::Label(label)) => {
                    item.project == package.project && item.labels.contains(label)
                }
                None => false,
            };
            if is_in {
                account.add(facts);
            }
        }
    }
    accounts.iter_mut().for_each(|account| account.add_up());
}

/// Which items lie directly below which.
struct Tree {
    /// Parent and child, in the order of the parents.
    children: Vec<(WorkItemId, WorkItemId)>,
}

impl Tree {
    fn new(facts: &Facts<'_>) -> Self {
        let mut children = Vec::new();
        for item in facts.ctx.program.items.values() {
            if let Some(Parent::Item(parent)) = item.parent {
                children.push((parent, item.id));
            }
        }
        children.order_by_key(|(parent, _)| *parent);
        Self { children }
    }

    /// Everything below an item; a loop in the hierarchy ends where it began.
    fn collect(&self, parent: WorkItemId, below: &mut BTreeSet<WorkItemId>) {
        let mut open = vec![parent];
        while let Some(next) = open.pop() {
            let first = self.children.partition_point(|(parent, _)| *parent < next);
            let children = self.children.iter().skip(first).take_while(|(parent, _)| *parent == next);
            for (_, child) in children {
                if below.insert(*child) {
                    open.push(*child);
                }
            }
        }
    }
}
