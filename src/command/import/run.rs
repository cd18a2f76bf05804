//! An import under way: one pass over the batch, for the preview and for the command alike, in slices.

use super::apply::{self, Links};
use super::items::{Context, Items};
use super::names::{Names, StatusNames, source_of};
use super::{ImportBatch, ImportPlan};
use crate::command::tx::Tx;
use crate::command::{Change, Rejected};
use crate::model::order::InOrder;
use crate::model::{Program, Slot, SprintId, Stamp, WorkItemId};
use std::collections::HashSet;

/// What is done to all items of the file or of the program, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Names,
    Known,
    Ids,
    Items,
    GatherLinks,
    Links,
    Externals,
    Put,
    Done,
}

/// One import, step by step.
pub(super) struct Run {
    phase: Phase,
    at: usize,
    names: Option<Names>,
    headers: HashSet<String>,
    items: Items,
    ids: Vec<(WorkItemId, bool)>,
    order: Vec<usize>,
    links: Links,
    /// What is gone through by id: the program's items, then those of this import.
    queue: Vec<WorkItemId>,
    touched: Vec<SprintId>,
    pub(super) plan: ImportPlan,
}

impl Run {
    pub(super) fn new() -> Self {
        Self {
            phase: Phase::Names,
            at: 0,
            names: None,
            headers: HashSet::new(),
            items: Items::default(),
            ids: Vec::new(),
            order: Vec::new(),
            links: Links::default(),
            queue: Vec::new(),
            touched: Vec::new(),
            plan: ImportPlan::default(),
        }
    }

    /// How much is done, from 0 to 1.
    fn fraction(&self, batch: &ImportBatch) -> f64 {
        let all = match self.phase {
            Phase::Known | Phase::Links | Phase::Externals | Phase::Put => self.queue.len(),
            _ => batch.items.len(),
        };
        ((self.phase as u8 as f64 + self.at as f64 / all.max(1) as f64) / 8.0).min(1.0)
    }

    /// Works on at most `max` more records; false when the import is done.
    ///
    /// # Errors
    /// [`Rejected`] when the batch cannot be brought in; the transaction is then to be rolled back.
    pub(super) fn step(
        &mut self,
        tx: &mut Tx<'_>,
        batch: &ImportBatch,
        max: usize,
    ) -> Result<bool, Rejected> {
        let end = self.at.saturating_add(max);
        match self.phase {
            Phase::Names => {
                self.begin(tx, batch)?;
                return Ok(true);
            }
            Phase::Known => {
                while self.at < end {
                    let Some(id) = self.queue.get(self.at) else { break };
                    if let (Some(item), Some(names)) = (tx.program().items.get(id), &self.names) {
                        self.items.know(item, &Context { batch, names, headers: &self.headers });
                    }
                    self.at += 1;
                }
                return Ok(self.turn_after(self.queue.len(), Phase::Ids));
            }
            Phase::Ids => {
                while let Some(file) = batch.items.get(self.at).filter(|_| self.at < end) {
                    self.ids.push(self.items.name(tx, file));
                    self.at += 1;
                }
                if self.at >= batch.items.len() {
                    self.order = order_of(batch);
                }
                return Ok(self.turn_after(batch.items.len(), Phase::Items));
            }
            _ => {}
        }
        let Some(names) = &self.names else { return Ok(false) };
        let cx = Context { batch, names, headers: &self.headers };
        match self.phase {
            Phase::Items => {
                while let Some(place) = self.order.get(self.at).copied().filter(|_| self.at < end) {
                    self.at += 1;
                    if let (Some(file), Some((id, known))) =
                        (batch.items.get(place), self.ids.get(place).copied())
                    {
                        if known {
                            self.items.update(&cx, id, file, tx.program(), &mut self.plan);
                        } else {
                            self.items.create(&cx, id, file, &mut self.plan);
                        }
                    }
                }
                Ok(self.turn_after(batch.items.len(), Phase::GatherLinks))
            }
            Phase::GatherLinks => {
                while let Some(file) = batch.items.get(self.at).filter(|_| self.at < end) {
                    self.links.gather(&self.items, file);
                    self.at += 1;
                }
                if self.at >= batch.items.len() {
                    self.queue = self.links.holders();
                }
                Ok(self.turn_after(batch.items.len(), Phase::Links))
            }
            Phase::Links => {
                while let Some(holder) = self.queue.get(self.at).copied().filter(|_| self.at < end) {
                    self.links.apply(holder, &mut self.items, tx, &mut self.plan);
                    self.at += 1;
                }
                let all = self.queue.len();
                if self.at >= all {
                    let here = |id: &&WorkItemId| !self.items.created.contains(*id);
                    self.queue = if self.items.created.is_empty() {
                        Vec::new()
                    } else {
                        tx.program().items.keys().filter(here).copied().collect()
                    };
                }
                Ok(self.turn_after(all, Phase::Externals))
            }
            Phase::Externals => {
                while let Some(id) = self.queue.get(self.at).copied().filter(|_| self.at < end) {
                    apply::resolve_externals(id, &mut self.items, tx);
                    self.at += 1;
                }
                let all = self.queue.len();
                if self.at >= all {
                    self.queue = self.items.work.keys().copied().collect();
                }
                Ok(self.turn_after(all, Phase::Put))
            }
            Phase::Put => {
                while let Some(id) = self.queue.get(self.at).copied().filter(|_| self.at < end) {
                    if let Some(item) = self.items.work.remove(&id) {
                        apply::put(item, tx, &mut self.touched);
                    }
                    self.at += 1;
                }
                let more = self.turn_after(self.queue.len(), Phase::Done);
                if self.phase == Phase::Done {
                    self.plan.updated.order_by_key(|change| std::cmp::Reverse(change.changed));
                    apply::settle_sprints(std::mem::take(&mut self.touched), tx, batch);
                }
                Ok(more)
            }
            _ => Ok(false),
        }
    }

    /// Goes on to a phase when everything of this one is done; true while there is more to do.
    fn turn_after(&mut self, all: usize, next: Phase) -> bool {
        if self.at >= all {
            (self.at, self.phase) = (0, next);
        }
        self.phase != Phase::Done
    }

    fn begin(&mut self, tx: &mut Tx<'_>, batch: &ImportBatch) -> Result<(), Rejected> {
        if batch.items.is_empty() {
            return Err(Rejected("There is no item to import".into()));
        }
        if tx.program().settings.name.is_empty() {
            // The first import also names the program, as part of the one change that undo takes back.
            let (name, zone) = (batch.project_name.clone(), batch.zone.clone());
            tx.settings(|settings| {
                settings.name = name;
                if let Some(zone) = zone {
                    settings.zone = zone;
                }
            });
        }
        let remembered = source_of(tx, batch).map(|s| s.categories).unwrap_or_default();
        let mut names = Names::resolve(tx, batch, &mut self.plan)?;
        let wanted = apply::wanted_statuses(tx, batch, names.project);
        names.statuses(tx, batch, &remembered, &wanted, &mut self.plan);
        self.items = Items::new(tx);
        for project in wanted.iter().map(|(p, _)| *p).chain([names.project]) {
            if !self.items.knows(project)
                && let Some(workflow) = names.workflow(tx, project)
            {
                self.items.statuses.push((project, StatusNames::new(&workflow)));
            }
        }
        self.queue = tx.program().items.keys().copied().collect();
        self.names = Some(names);
        self.headers = batch.extra_headers.iter().cloned().collect();
        self.phase = Phase::Known;
        Ok(())
    }
}

/// The tracker's own order, where it is in the file; else the file's.
fn order_of(batch: &ImportBatch) -> Vec<usize> {
    let mut order: Vec<usize> = (0..batch.items.len()).collect();
    if batch.items.iter().all(|i| i.rank.is_some()) {
        order.order_by(|a, b| {
            let rank = |at: &usize| batch.items.get(*at).and_then(|i| i.rank.as_deref());
            rank(a).cmp(&rank(b))
        });
    }
    order
}

/// An import that is worked out on a copy of the program, in slices, and then put in place at once.
pub struct PreparedImport {
    /// The program as it was; records are shared, so this costs pointers.
    base: Program,
    copy: Program,
    stamp: Stamp,
    next: u64,
    before: Vec<Slot>,
    run: Run,
    /// What the change is made of, once everything is worked out.
    settling: Option<Settling>,
    /// The items as the journal writes them, and how many of them.
    told: (String, usize),
    /// Why the batch cannot be brought in.
    rejected: Option<Rejected>,
    done: bool,
}

impl PreparedImport {
    /// An import into a program at a moment; nothing is done yet.
    #[must_use]
    pub fn new(program: &Program, stamp: Stamp) -> Self {
        Self {
            base: program.clone(),
            copy: program.clone(),
            stamp,
            next: 0,
            before: Vec::new(),
            run: Run::new(),
            settling: None,
            told: (String::new(), 0),
            rejected: None,
            done: false,
        }
    }

    /// Works on at most `max` more records, always of the same batch; false when everything is done.
    pub fn step(&mut self, batch: &ImportBatch, max: usize) -> bool {
        if self.done {
            return false;
        }
        if let Some(settling) = &mut self.settling {
            if !settling.step(&self.copy, max) {
                self.tell(batch, max);
                self.done = self.told.1 >= batch.items.len();
            }
            return !self.done;
        }
        let before = std::mem::take(&mut self.before);
        let mut tx = Tx::resume(&mut self.copy, self.stamp, self.next, before);
        let outcome = self.run.step(&mut tx, batch, max);
        (self.next, self.before) = tx.pause();
        match outcome {
            Ok(true) => {}
            Ok(false) => self.settling = Some(Settling::new(std::mem::take(&mut self.before))),
            Err(rejected) => {
                self.rejected = Some(rejected);
                self.done = true;
            }
        }
        !self.done
    }

    /// Writes some more items for the journal.
    fn tell(&mut self, batch: &ImportBatch, max: usize) {
        let (text, count) = &mut self.told;
        for item in batch.items.iter().skip(*count).take(max) {
            if *count > 0 {
                text.push(',');
            }
            text.push_str(&crate::json::to_text(item));
            *count += 1;
        }
    }

    /// The moment and the seed that the import is made with.
    #[must_use]
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// The import's command as the journal keeps it, put together from what the steps wrote.
    #[must_use]
    pub fn command_text(&self, batch: &ImportBatch) -> String {
        let around = crate::json::to_text(&crate::command::Command::Import(Box::new(batch.without_items())));
        // Within a text the quotes would stand behind a backslash, so there is one such place.
        match around.split_once("\"items\":[]") {
            Some((before, after)) => [before, "\"items\":[", &self.told.0, "]", after].concat(),
            None => around,
        }
    }

    /// How much is done, from 0 to 1.
    #[must_use]
    pub fn fraction(&self, batch: &ImportBatch) -> f64 {
        if self.done { 1.0 } else { self.run.fraction(batch) }
    }

    /// What the import does. Where it cannot be done, the plan's notes say why.
    #[must_use]
    pub fn into_plan(self) -> ImportPlan {
        match self.rejected {
            None => self.run.plan,
            Some(rejected) => ImportPlan { notes: vec![rejected.0], ..ImportPlan::default() },
        }
    }

    /// What the import does, as far as it is worked out.
    #[must_use]
    pub fn plan(&self) -> &ImportPlan {
        &self.run.plan
    }

    /// Puts the result in place: the same as applying [`crate::command::Command::Import`] with the same
    /// stamp, but for the time it takes.
    ///
    /// # Errors
    /// [`Rejected`] when the program changed since, or the batch cannot be brought in; the program is
    /// then unchanged.
    ///
    /// What was needed to work it out stays with `self`: letting go of it takes a while, too.
    pub fn put(&mut self, program: &mut Program, batch: &ImportBatch) -> Result<Change, Rejected> {
        if let Some(rejected) = &self.rejected {
            return Err(rejected.clone());
        }
        if !self.done || self.base != *program {
            return Err(Rejected("The program changed while the import was prepared".into()));
        }
        let Some(Settling { before, after, .. }) = self.settling.take() else {
            return Err(Rejected("The import was not prepared to its end".into()));
        };
        std::mem::swap(program, &mut self.copy);
        Ok(Change { label: apply::label(batch, &self.run.plan), before, after })
    }
}

/// The states before and after, gathered in slices as [`Tx::commit`] does at once.
struct Settling {
    left: std::vec::IntoIter<Slot>,
    touched: HashSet<(std::mem::Discriminant<Slot>, u64)>,
    before: Vec<Slot>,
    after: Vec<Slot>,
}

impl Settling {
    fn new(before: Vec<Slot>) -> Self {
        Self { left: before.into_iter(), touched: HashSet::new(), before: Vec::new(), after: Vec::new() }
    }

    fn step(&mut self, program: &Program, max: usize) -> bool {
        for slot in self.left.by_ref().take(max) {
            // A place touched twice keeps its first state only.
            if self.touched.insert(slot.place()) {
                self.after.push(program.slot(&slot));
                self.before.push(slot);
            }
        }
        self.left.len() > 0
    }
}
