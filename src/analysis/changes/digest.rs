//! The part of a program that the next report needs to say what changed: small enough to be kept with
//! every report that is sent.

use super::past::as_of;
use crate::model::{CostEntry, Currency, Program, ProjectId, Timestamp, WorkItem, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How long finished work stays in a digest: in milliseconds, 35 days.
const KEPT: i64 = 35 * 86_400_000;

/// A program without what no report compares: histories, notes, remarks, meetings, tests, work that was
/// finished long before. Costs are one sum a project and currency.
#[must_use]
pub fn digest(program: &Program, at: Timestamp) -> Program {
    let mut small = Program { items: BTreeMap::new(), unknown: BTreeMap::new(), ..program.clone() };
    small.meetings.clear();
    small.sessions.clear();
    small.stand_ups.clear();
    small.retros.clear();
    small.raci.clear();
    small.clocks.clear();
    small.absences.clear();
    small.tests.clear();
    small.test_runs.clear();
    small.plan.clear();
    small.sources.clear();
    small.reports.clear();
    small.templates.clear();
    small.routines.clear();
    small.checklists.clear();
    small.day_notes.clear();
    small.snoozes.clear();
    small.filters.clear();
    small.efforts.clear();
    small.satisfaction.clear();
    let wanted = program.items.iter().filter(|(_, item)| is_recent(program, item, at));
    small.items = wanted.map(|(id, item)| (*id, Arc::new(bare(item)))).collect();
    small.costs = sums(program);
    for risk in small.risks.values_mut() {
        Arc::make_mut(risk).scores.clear();
    }
    for incident in small.incidents.values_mut() {
        Arc::make_mut(incident).timeline.clear();
    }
    small
}

/// Open, or finished not long before; by what is known of it at that moment.
fn is_recent(program: &Program, item: &WorkItem, at: Timestamp) -> bool {
    let open = program.status(item.status).is_none_or(|status| !status.category.is_finished());
    open || item.history.last().map_or(item.updated, |last| last.at).0 >= at.0 - KEPT
}

fn bare(item: &WorkItem) -> WorkItem {
    WorkItem {
        history: Vec::new(),
        comments: Vec::new(),
        notes: String::new(),
        links: Vec::new(),
        source: None,
        extra: BTreeMap::new(),
        ..item.clone()
    }
}

/// One entry a project and currency, under the id of its first: a sum that grows is money that was spent.
fn sums(program: &Program) -> BTreeMap<crate::model::CostEntryId, Arc<CostEntry>> {
    let mut sums: BTreeMap<(ProjectId, Currency), CostEntry> = BTreeMap::new();
    for entry in program.costs.values() {
        let sum = sums.entry((entry.project, entry.amount.currency)).or_insert_with(|| CostEntry {
            amount: crate::model::Money { amount: 0, ..entry.amount },
            note: String::new(),
            source: None,
            package: None,
            ..(**entry).clone()
        });
        sum.amount.amount = sum.amount.amount.saturating_add(entry.amount.amount);
    }
    sums.into_values().map(|sum| (sum.id, Arc::new(sum))).collect()
}

/// What a digest of then and the program now come to as two programs to compare: work that was finished
/// long before is in neither, and what was opened again since stands in both.
#[must_use]
pub fn since(then: &Program, at: Timestamp, now: &Program, zone: &Zone) -> (Program, Program) {
    let (mut before, mut after) = (then.clone(), digest(now, at));
    let again: Vec<_> = after
        .items
        .values()
        .filter(|item| item.created <= at && !before.items.contains_key(&item.id))
        .map(|item| item.id)
        .collect();
    if !again.is_empty() {
        let only = Program {
            items: again.iter().filter_map(|id| Some((*id, now.items.get(id)?.clone()))).collect(),
            ..now.clone()
        };
        for (id, item) in as_of(&only, at, zone).program.items {
            before.items.insert(id, Arc::new(bare(&item)));
        }
    }
    // What was recent then and is old by now is compared as it stands.
    let old = before.items.keys().filter(|id| !after.items.contains_key(id)).copied().collect::<Vec<_>>();
    for id in old {
        if let Some(item) = now.items.get(&id) {
            after.items.insert(id, Arc::new(bare(item)));
        }
    }
    // The first entry of a sum may have been deleted: then its project's sum goes by another id.
    for cost in after.costs.values().cloned().collect::<Vec<_>>() {
        let same = |other: &&Arc<CostEntry>| {
            other.project == cost.project && other.amount.currency == cost.amount.currency
        };
        if let Some(was) = before.costs.values().find(same).cloned()
            && was.id != cost.id
        {
            before.costs.remove(&was.id);
            before.costs.insert(cost.id, Arc::new(CostEntry { id: cost.id, ..(*was).clone() }));
        }
    }
    (before, after)
}
