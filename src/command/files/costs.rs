//! A table of costs into the program.

use super::merge::{Brought, Rule, bring, stamped};
use super::projects::{Names, remember_columns};
use super::{CostBatch, FileBatch, FilePlan};
use crate::command::tx::Tx;
use crate::json::Json;
use crate::model::{CostEntry, CostEntryId, SourceRef, SourceSystem, Timestamp, short_day};
use std::collections::HashMap;

impl Brought for CostEntry {
    const WHAT: &'static str = "Cost";

    fn rules() -> &'static [Rule<Self>] {
        static RULES: [Rule<CostEntry>; 4] = [
            Rule {
                name: "Project",
                canon: |c| c.project.to_string(),
                copy: |from, to| to.project = from.project,
                shown: |c, p| p.projects.get(&c.project).map_or(String::new(), |p| p.name.clone()),
            },
            Rule {
                name: "Date",
                canon: |c| c.date.to_string(),
                copy: |from, to| to.date = from.date,
                shown: |c, _| c.date.to_string(),
            },
            Rule {
                name: "Amount",
                canon: |c| format!("{} {}", c.amount.amount, c.amount.currency.code()),
                copy: |from, to| to.amount = from.amount,
                shown: |c, _| c.amount.to_string(),
            },
            Rule {
                name: "Note",
                canon: |c| c.note.clone(),
                copy: |from, to| to.note.clone_from(&from.note),
                shown: |c, _| c.note.clone(),
            },
        ];
        &RULES
    }

    fn title(&self) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(", {}", self.note) };
        format!("{} on {}{note}", self.amount, short_day(self.date))
    }

    stamped!();
}

pub(super) fn run(tx: &mut Tx<'_>, batch: &FileBatch, costs: &CostBatch, plan: &mut FilePlan) {
    let mut by_key: HashMap<String, CostEntryId> = HashMap::new();
    for cost in tx.program().costs.values() {
        if let Some(source) = cost.source.as_ref().filter(|s| s.system == SourceSystem::Cost) {
            by_key.insert(source.key.clone(), cost.id);
        }
    }
    let mut names = Names::new(batch);
    let mut columns = Some(&batch.columns).filter(|columns| !columns.is_empty());
    for entry in &costs.entries {
        let Some(project) = names.find(tx, &entry.project, plan) else { continue };
        let here = by_key.get(&entry.key).and_then(|id| tx.program().costs.get(id)).cloned();
        let file = CostEntry {
            id: CostEntryId::blank(),
            project,
            package: here.as_ref().and_then(|c| c.package),
            date: entry.date,
            amount: entry.amount,
            note: entry.note.clone(),
            source: Some(SourceRef::new(SourceSystem::Cost, entry.key.clone())),
            created: Timestamp::default(),
            updated: Timestamp::default(),
        };
        bring(tx, here.as_ref(), file, &entry.key, &|_| true, batch, plan);
        if let Some(columns) = columns.take() {
            remember_columns(tx, project, columns);
        }
    }
}
