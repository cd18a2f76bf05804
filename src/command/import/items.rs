//! Items of a file to items of the program: created, or brought up to date.

use super::fields::{Verdict, merge, seen_at_creation};
use super::names::{Names, StatusNames};
use super::plan::{Created, FieldChange};
use super::{ImportBatch, ImportPlan, ImportedItem, PersonChoice, history};
use crate::command::item::{RANK_STEP, note_changes};
use crate::command::tx::Tx;
use crate::model::order::InOrder;
use crate::model::{
    Block, Category, Defect, ItemKind, Parent, Program, ProjectId, SourceRef, StatusId, Timestamp, WorkItem,
    WorkItemId,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Deeper than any hierarchy of work: a chain that is longer is taken for a loop.
const DEEPEST: usize = 100;

/// What stays the same for all items of an import.
pub(super) struct Context<'a> {
    pub(super) batch: &'a ImportBatch,
    pub(super) names: &'a Names,
    /// The file's headers, to look up.
    pub(super) headers: &'a HashSet<String>,
}

impl Context<'_> {
    fn fed(&self, field: &str) -> bool {
        self.batch.fields.contains(field)
    }
}

/// The import of a batch's items, under way.
#[derive(Default)]
pub(super) struct Items {
    /// Of each project in question; few, so a list will do.
    pub(super) statuses: Vec<(ProjectId, StatusNames)>,
    pub(super) now: Timestamp,
    /// Items that are new or were looked at, as they will be.
    pub(super) work: BTreeMap<WorkItemId, WorkItem>,
    /// Ids by the tracker's key, of the file's items and those that were here.
    pub(super) by_key: HashMap<String, WorkItemId>,
    by_inner_id: HashMap<String, WorkItemId>,
    /// The hierarchy as it stands while items are worked through; never has a loop.
    parent_of: HashMap<WorkItemId, WorkItemId>,
    keys: HashSet<String>,
    next_rank: i64,
    pub(super) created: HashSet<WorkItemId>,
}

impl Items {
    pub(super) fn new(tx: &Tx<'_>) -> Self {
        Self {
            now: tx.now(),
            keys: tx.program().risks.values().map(|r| r.key.clone()).collect(),
            ..Self::default()
        }
    }

    /// Notes an item that is in the program already.
    pub(super) fn know(&mut self, item: &WorkItem, cx: &Context<'_>) {
        self.keys.insert(item.key.clone());
        self.next_rank = self.next_rank.max(item.rank);
        if let Some(Parent::Item(parent)) = &item.parent {
            self.parent_of.insert(item.id, *parent);
        }
        if let Some(source) = item.source.as_ref().filter(|s| s.system == cx.batch.system)
            && (!cx.batch.scoped || item.project == cx.names.project)
        {
            self.by_key.insert(source.key.clone(), item.id);
            if let Some(id) = &source.id {
                self.by_inner_id.insert(id.clone(), item.id);
            }
        }
    }

    /// Gives an item of the file its id, so that parents and links may point forward, and tells
    /// whether it is in the program.
    pub(super) fn name(&mut self, tx: &mut Tx<'_>, file: &ImportedItem) -> (WorkItemId, bool) {
        let known = self.by_key.get(&file.key).copied();
        let id = known.unwrap_or_else(|| tx.new_id());
        if known.is_none() {
            self.by_key.insert(file.key.clone(), id);
        }
        if let Some(inner) = &file.id {
            self.by_inner_id.insert(inner.clone(), id);
        }
        (id, known.is_some())
    }

    /// The record that a key or an inner id of the tracker names.
    pub(super) fn find(&self, text: &str) -> Option<WorkItemId> {
        self.by_key.get(text).or_else(|| self.by_inner_id.get(text)).copied()
    }

    fn parent(&mut self, id: WorkItemId, file: &ImportedItem, plan: &mut ImportPlan) -> Option<Parent> {
        let found = file.parents.iter().find_map(|p| self.find(p));
        // Of several names of an absent item a key says more than a number.
        let best = || file.parents.iter().find(|name| is_key(name)).or(file.parents.first());
        let outside = || best().cloned().map(Parent::External);
        match found {
            Some(parent) if self.is_above(id, parent) => {
                plan.notes.push(format!("{} would stand below itself. Its parent is kept as text", file.key));
                outside()
            }
            Some(parent) => Some(Parent::Item(parent)),
            None => outside(),
        }
    }

    /// Whether `item` is `other` or stands above it.
    pub(super) fn is_above(&self, item: WorkItemId, other: WorkItemId) -> bool {
        let mut at = Some(other);
        for _ in 0..DEEPEST {
            match at {
                Some(here) if here == item => return true,
                Some(here) => at = self.parent_of.get(&here).copied(),
                None => return false,
            }
        }
        true
    }

    pub(super) fn note_parent(&mut self, item: &WorkItem) {
        match item.parent {
            Some(Parent::Item(parent)) => self.parent_of.insert(item.id, parent),
            _ => self.parent_of.remove(&item.id),
        };
    }

    /// Sets the file's values on an item, whatever stood there.
    fn overlay(&mut self, cx: &Context<'_>, item: &mut WorkItem, file: &ImportedItem, plan: &mut ImportPlan) {
        let names = cx.names;
        item.title.clone_from(&file.title);
        item.kind = file.kind.clone().unwrap_or(ItemKind::Task);
        if let Some(status) = self.status(item.project, &file.status) {
            item.status = status;
        }
        item.priority = file.priority;
        item.estimate = file.estimate;
        item.owner = file.owner.and_then(|place| names.people.get(place).copied().flatten());
        item.team = file.team.as_deref().and_then(|team| names.team(team));
        item.sprint = file.sprint.as_ref().and_then(|name| names.sprints.get(name).copied());
        item.release = file.release.as_ref().and_then(|name| names.releases.get(name).copied());
        item.parent = self.parent(item.id, file, plan);
        item.due = file.due;
        item.labels.clone_from(&file.labels);
        // The flag was set at the latest when the tracker last changed the item.
        let since = file.updated.unwrap_or(self.now).min(self.now.max(item.created));
        item.blocked = file.blocked.as_ref().map(|reason| Block { since, reason: reason.clone() });
        item.notes.clone_from(&file.notes);
        let release = file.affected_release.as_ref().and_then(|name| names.releases.get(name).copied());
        let phase = item.defect.as_ref().and_then(|d| d.phase);
        item.defect =
            (item.kind == ItemKind::Bug).then_some(Defect { release, phase, invalid: file.invalid });
    }

    pub(super) fn knows(&self, project: ProjectId) -> bool {
        self.names_of(project).is_some()
    }

    fn names_of(&self, project: ProjectId) -> Option<&StatusNames> {
        self.statuses.iter().find(|(known, _)| *known == project).map(|(_, names)| names)
    }

    fn status(&self, project: ProjectId, name: &str) -> Option<StatusId> {
        let statuses = self.names_of(project)?;
        if name.is_empty() { statuses.first } else { statuses.named(name).or(statuses.first) }
    }

    fn category(&self, item: &WorkItem) -> Category {
        self.names_of(item.project).map_or(Category::ToDo, |s| s.category(item.status))
    }

    /// The owner's name as an extra field, where the user said that it is nobody here.
    fn owner_as_text(cx: &Context<'_>, file: &ImportedItem) -> Option<String> {
        let person = cx.batch.people.get(file.owner?)?;
        let is_text = cx.batch.persons.get(&person.name) == Some(&PersonChoice::Text);
        is_text.then(|| person.name.clone())
    }

    fn extra(cx: &Context<'_>, item: &mut WorkItem, file: &ImportedItem) {
        item.extra.retain(|header, _| file.extra.contains_key(header) || !cx.headers.contains(header));
        for (header, values) in &file.extra {
            if item.extra.get(header) != Some(values) {
                item.extra.insert(header.clone(), values.clone());
            }
        }
        if let Some(owner) = Self::owner_as_text(cx, file) {
            item.extra.insert("Assignee".into(), vec![owner]);
        }
    }

    /// Remarks of the file that the item does not have yet, by moment and author.
    fn comments(item: &mut WorkItem, file: &ImportedItem) {
        for comment in &file.comments {
            let same = item.comments.iter_mut().find(|c| {
                c.at == comment.at && c.author == comment.author && {
                    // Two remarks of one minute are told apart by their text.
                    c.text == comment.text
                        || file.comments.iter().filter(|o| o.at == c.at && o.author == c.author).count() == 1
                }
            });
            match same {
                Some(known) => known.text.clone_from(&comment.text),
                None => item.comments.push(comment.clone()),
            }
        }
        item.comments.order_by_key(|c| c.at);
    }

    pub(super) fn create(
        &mut self,
        cx: &Context<'_>,
        id: WorkItemId,
        file: &ImportedItem,
        plan: &mut ImportPlan,
    ) {
        let project = cx.names.project;
        let Some(first) = self.names_of(project).and_then(|s| s.first) else { return };
        let created = file.created.or(file.moves.first().map(|m| m.at)).unwrap_or(self.now);
        self.next_rank = self.next_rank.saturating_add(RANK_STEP);
        let mut item = WorkItem {
            id,
            key: self.free_key(file.shown.as_ref().unwrap_or(&file.key), plan),
            title: String::new(),
            kind: ItemKind::Task,
            project,
            status: first,
            rank: self.next_rank,
            priority: None,
            estimate: None,
            owner: None,
            team: None,
            sprint: None,
            release: None,
            goal: None,
            parent: None,
            due: None,
            labels: Vec::new(),
            blocked: None,
            defect: None,
            notes: String::new(),
            comments: Vec::new(),
            links: Vec::new(),
            source: None,
            extra: BTreeMap::new(),
            history: Vec::new(),
            created,
            updated: file.updated.unwrap_or(self.now).max(created),
            ..crate::json::Json::blank()
        };
        self.overlay(cx, &mut item, file, plan);
        Self::extra(cx, &mut item, file);
        Self::comments(&mut item, file);
        let statuses = self.names_of(project);
        let named = |name: &str| statuses.and_then(|s| s.named(name));
        item.history = history::initial(&item, file, self.category(&item), first, self.now, named);
        item.source = Some(SourceRef {
            system: cx.batch.system,
            key: file.key.clone(),
            id: file.id.clone(),
            url: file.url.clone(),
            seen: seen_at_creation(&item, |field| cx.fed(field)),
            last_import: self.now,
        });
        plan.created.push(Created {
            key: item.key.clone(),
            title: item.title.clone(),
            kind: item.kind.clone(),
        });
        self.note_parent(&item);
        self.created.insert(id);
        self.work.insert(id, item);
    }

    /// The tracker's key, unless an item or a risk of this program has it: then both stay distinct.
    fn free_key(&mut self, key: &str, plan: &mut ImportPlan) -> String {
        let mut free = key.to_owned();
        let mut number = 1;
        while !self.keys.insert(free.clone()) {
            number += 1;
            free = format!("{key}~{number}");
        }
        if number > 1 {
            plan.notes
                .push(format!("{key} is the key of another item here. The imported one becomes {free}"));
        }
        free
    }

    pub(super) fn update(
        &mut self,
        cx: &Context<'_>,
        id: WorkItemId,
        file: &ImportedItem,
        program: &Program,
        plan: &mut ImportPlan,
    ) {
        let Some(here) = program.items.get(&id) else { return };
        let mut before = (**here).clone();
        let (mut item, mut theirs) = (before.clone(), before.clone());
        self.overlay(cx, &mut theirs, file, plan);
        let choices = cx.batch.choices.get(&file.key);
        let differs = merge(&mut item, &theirs, |field| cx.fed(field), choices, program);
        for differ in &differs {
            let change = FieldChange {
                key: item.key.clone(),
                source_key: file.key.clone(),
                title: before.title.clone(),
                field: differ.field.to_owned(),
                here: differ.here.clone(),
                file: differ.file.clone(),
                changed: file.updated,
            };
            match differ.verdict {
                Verdict::Conflict => plan.conflicts.push(change),
                Verdict::Keep => plan.kept.push(change),
                _ => plan.updated.push(change),
            }
        }
        // Seen alone may differ: the same change was made on both sides.
        let sources = (item.source.take(), before.source.take());
        let changed = item != before;
        (item.source, before.source) = sources;
        if changed {
            let old = item.history.len();
            note_changes(&before, &mut item, self.now);
            let category = self.category(&item);
            history::date_new_events(&mut item, old, file, category, self.now);
        }
        if !file.moves.is_empty() {
            let statuses = self.names_of(item.project);
            history::merge(&mut item, file, self.now, |name| statuses.and_then(|s| s.named(name)));
        }
        let comments = item.comments.len();
        Self::comments(&mut item, file);
        if changed || item.comments.len() != comments {
            item.updated = self.now;
        }
        if differs.iter().any(|d| d.verdict == Verdict::Take) {
            plan.updated_items += 1;
        } else if !differs.iter().any(|d| d.verdict == Verdict::Conflict) {
            plan.unchanged += 1;
        }
        Self::extra(cx, &mut item, file);
        if let Some(source) = &mut item.source
            && file.id.is_some()
        {
            source.id.clone_from(&file.id);
        }
        if let (Some(source), Some(_)) = (&mut item.source, &file.url) {
            source.url.clone_from(&file.url);
        }
        self.note_parent(&item);
        if item != before {
            if let Some(source) = &mut item.source {
                source.last_import = self.now;
            }
            self.work.insert(id, item);
        }
    }
}

/// Whether a name of an item is a key such as `SRCH-341`.
fn is_key(name: &str) -> bool {
    name.rsplit_once('-').is_some_and(|(project, number)| {
        !project.is_empty()
            && project.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
            && !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit())
    })
}
