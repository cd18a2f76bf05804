//! Rules for work items.

use super::Rejected;
use super::tx::{Tx, found, gone, one_line, refused, said};
use crate::json::{json_choice, json_record};
use crate::model::order::InOrder;
use crate::model::{
    Block, Comment, Date, Defect, DefectPhase, Event, GoalId, Happening, ItemKind, Link, Parent, PersonId,
    Points, Priority, ProjectId, Ref, ReleaseId, Scoring, Slot, SprintId, Status, StatusId, TeamId, WorkItem,
    WorkItemId,
};
use std::collections::BTreeMap;

/// Distance between neighbours when ranks are laid out anew.
pub(super) const RANK_STEP: i64 = 1 << 20;

/// What a new item starts with; the rest has defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemDraft {
    /// One line.
    pub title: String,
    /// What kind of work it is.
    pub kind: ItemKind,
    /// The project it belongs to.
    pub project: ProjectId,
    /// The status to start in; none = the workflow's first.
    pub status: Option<StatusId>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// Its size.
    pub estimate: Option<Points>,
    /// Who does it.
    pub owner: Option<PersonId>,
    /// The team it is with.
    pub team: Option<TeamId>,
    /// The sprint it is planned for.
    pub sprint: Option<SprintId>,
    /// Free words.
    pub labels: Vec<String>,
    /// Records that gave rise to it (kept on them as "leads to" only by their own edits).
    pub links: Vec<Link>,
}

json_record! {
    ItemDraft {
        title !, kind !, project !, status ?, priority ?, estimate ?, owner ?, team ?, sprint ?,
        labels ?, links ?,
    }
}

/// One field's new value.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemEdit {
    /// The title; not empty.
    Title(String),
    /// The kind of work.
    Kind(ItemKind),
    /// The status; the place in the column is kept.
    Status(StatusId),
    /// The priority.
    Priority(Option<Priority>),
    /// The estimate.
    Estimate(Option<Points>),
    /// The owner.
    Owner(Option<PersonId>),
    /// The team.
    Team(Option<TeamId>),
    /// The sprint.
    Sprint(Option<SprintId>),
    /// The release it is meant for.
    Release(Option<ReleaseId>),
    /// The goal it serves.
    Goal(Option<GoalId>),
    /// The item above it.
    Parent(Option<WorkItemId>),
    /// The due day.
    Due(Option<Date>),
    /// The labels.
    Labels(Vec<String>),
    /// Flags it as blocked, with the reason.
    Block(String),
    /// Takes the flag off.
    Unblock,
    /// The notes.
    Notes(String),
    /// For a defect: the release that has it.
    DefectRelease(Option<ReleaseId>),
    /// For a defect: when it was found; none = by its day of creation.
    DefectPhase(Option<DefectPhase>),
    /// For a defect: whether it turned out to be none.
    DefectInvalid(bool),
    /// What it is worth and costs, for ranking.
    Scoring(Option<Scoring>),
    /// Adds a remark.
    Comment {
        /// Who says it.
        author: String,
        /// What they say.
        text: String,
    },
    /// Adds a link that starts here.
    Link(Link),
    /// Takes a link away.
    Unlink(Link),
}

json_choice! {
    ItemEdit = ItemEdit::Unblock;
    "title" Title(value),
    "kind" Kind(value),
    "status" Status(value),
    "priority" Priority(value),
    "estimate" Estimate(value),
    "owner" Owner(value),
    "team" Team(value),
    "sprint" Sprint(value),
    "release" Release(value),
    "goal" Goal(value),
    "parent" Parent(value),
    "due" Due(value),
    "labels" Labels(value),
    "block" Block(value),
    "unblock" Unblock,
    "notes" Notes(value),
    "defect_release" DefectRelease(value),
    "defect_phase" DefectPhase(value),
    "defect_invalid" DefectInvalid(value),
    "scoring" Scoring(value),
    "comment" Comment { author !, text ! },
    "link" Link(value),
    "unlink" Unlink(value),
}

/// Where a moved item goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The status to enter (or stay in).
    pub status: StatusId,
    /// The item to stand above; none = the foot of the column.
    pub above: Option<WorkItemId>,
}

json_record! { Place { status !, above ? } }

fn status_of<'a>(tx: &'a Tx<'_>, project: ProjectId, status: StatusId) -> Result<&'a Status, Rejected> {
    let workflow =
        tx.program().workflow_of(project).ok_or_else(|| refused("The item's project has no workflow"))?;
    workflow.status(status).ok_or_else(|| refused("The item's project does not have this status"))
}

pub(super) fn add(tx: &mut Tx<'_>, draft: ItemDraft) -> Result<String, Rejected> {
    made(tx, draft).map(|item| format!("{} added", item.key))
}

/// Adds an item and returns it.
pub(super) fn made(tx: &mut Tx<'_>, draft: ItemDraft) -> Result<WorkItem, Rejected> {
    let title = one_line(&draft.title, "A title")?;
    let project = found(tx.program().projects.get(&draft.project), "project")?;
    let status = match draft.status {
        Some(status) => status_of(tx, project.id, status)?.id,
        None => tx
            .program()
            .workflow_of(project.id)
            .and_then(|w| w.first_status())
            .map(|s| s.id)
            .ok_or_else(|| refused("The project's workflow has no status"))?,
    };
    let now = tx.now();
    let key = loop {
        let key = tx.new_key(&project.prefix);
        if tx.program().item_by_key(&key).is_none() {
            break key;
        }
    };
    let rank = tx.program().items.values().map(|i| i.rank).max().unwrap_or(0).saturating_add(RANK_STEP);
    let mut history = vec![Event { at: now, seen: false, what: Happening::Created { status } }];
    if draft.sprint.is_some() {
        let what = Happening::Sprint { from: None, to: draft.sprint };
        history.push(Event { at: now, seen: false, what });
    }
    let item = WorkItem {
        id: tx.new_id(),
        key,
        title,
        kind: draft.kind,
        project: project.id,
        status,
        rank,
        priority: draft.priority,
        estimate: draft.estimate,
        owner: draft.owner,
        team: draft.team,
        sprint: draft.sprint,
        release: None,
        goal: None,
        parent: None,
        due: None,
        labels: draft.labels,
        blocked: None,
        defect: None,
        notes: String::new(),
        comments: Vec::new(),
        links: draft.links,
        source: None,
        extra: BTreeMap::new(),
        history,
        created: now,
        updated: now,
        ..crate::json::Json::blank()
    };
    references(tx, &item)?;
    tx.put(item.clone());
    Ok(item)
}

/// Refuses an item that names a record which is not there.
fn references(tx: &Tx<'_>, item: &WorkItem) -> Result<(), Rejected> {
    let program = tx.program();
    let gone = |what: &str| Err(gone(what));
    if item.owner.is_some_and(|id| !program.people.contains_key(&id)) {
        return gone("person");
    }
    if item.team.is_some_and(|id| !program.teams.contains_key(&id)) {
        return gone("team");
    }
    if item.sprint.is_some_and(|id| !program.sprints.contains_key(&id)) {
        return gone("sprint");
    }
    let defect_release = item.defect.as_ref().and_then(|d| d.release);
    if item.release.into_iter().chain(defect_release).any(|id| !program.releases.contains_key(&id)) {
        return gone("release");
    }
    if item.goal.is_some_and(|id| !program.goals.contains_key(&id)) {
        return gone("goal");
    }
    let missing = item.links.iter().any(|link| !link.to.is_known(program));
    if missing { gone("linked record") } else { Ok(()) }
}

pub(super) fn edit(tx: &mut Tx<'_>, id: WorkItemId, edit: ItemEdit) -> Result<String, Rejected> {
    let mut item = found(tx.program().items.get(&id), "item")?;
    let before = item.clone();
    let (now, key) = (tx.now(), item.key.clone());
    let chosen = matches!(edit, ItemEdit::Status(_));
    let label = match edit {
        ItemEdit::Title(title) => {
            item.title = one_line(&title, "A title")?;
            said(&key, " renamed", "")
        }
        ItemEdit::Kind(kind) => {
            item.kind = kind;
            said(&key, " is now a ", &item.kind.name().to_lowercase())
        }
        ItemEdit::Status(status) => {
            let name = status_of(tx, item.project, status)?.name.clone();
            item.status = status;
            said(&key, " moved to ", &name)
        }
        ItemEdit::Priority(priority) => {
            item.priority = priority;
            match priority {
                Some(p) => format!("{key} is now {} priority", p.name().to_lowercase()),
                None => said(&key, " has no priority now", ""),
            }
        }
        ItemEdit::Estimate(estimate) => {
            item.estimate = estimate;
            match estimate {
                Some(e) => format!("{key} estimated at {e} points"),
                None => said(&key, " has no estimate now", ""),
            }
        }
        ItemEdit::Owner(owner) => {
            item.owner = owner;
            match owner.and_then(|o| tx.program().people.get(&o)) {
                Some(person) => said(&key, " given to ", &person.name),
                None => said(&key, " has no owner now", ""),
            }
        }
        ItemEdit::Team(team) => {
            item.team = team;
            said(&key, ": team changed", "")
        }
        ItemEdit::Sprint(sprint) => {
            item.sprint = sprint;
            match sprint.and_then(|s| tx.program().sprints.get(&s)) {
                Some(sprint) => said(&key, " put into ", &sprint.name),
                None => said(&key, " taken out of its sprint", ""),
            }
        }
        ItemEdit::Release(release) => {
            item.release = release;
            said(&key, ": release changed", "")
        }
        ItemEdit::Goal(goal) => {
            item.goal = goal;
            said(&key, ": goal changed", "")
        }
        ItemEdit::Parent(parent) => {
            if let Some(parent) = parent {
                not_below(tx, id, parent)?;
            }
            item.parent = parent.map(Parent::Item);
            said(&key, ": parent changed", "")
        }
        ItemEdit::Due(due) => {
            item.due = due;
            said(&key, ": due day changed", "")
        }
        ItemEdit::Labels(labels) => {
            item.labels = labels.iter().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect();
            item.labels.dedup();
            said(&key, ": labels changed", "")
        }
        ItemEdit::Block(reason) => {
            let since = item.blocked.as_ref().map_or(now, |b| b.since);
            item.blocked = Some(Block { since, reason: reason.trim().to_owned() });
            said(&key, " blocked", "")
        }
        ItemEdit::Unblock => {
            item.blocked = None;
            let today = super::kept::day_of(tx);
            super::kept::clear_blockers(tx, id, today);
            said(&key, " unblocked", "")
        }
        ItemEdit::Notes(notes) => {
            item.notes = notes;
            said(&key, ": notes changed", "")
        }
        ItemEdit::DefectRelease(release) => {
            let defect = item.defect.take().unwrap_or_default();
            item.defect = Some(Defect { release, ..defect });
            said(&key, ": affected release changed", "")
        }
        ItemEdit::DefectPhase(phase) => {
            let defect = item.defect.take().unwrap_or_default();
            item.defect = Some(Defect { phase, ..defect });
            said(&key, ": phase found changed", "")
        }
        ItemEdit::DefectInvalid(invalid) => {
            let defect = item.defect.take().unwrap_or_default();
            item.defect = Some(Defect { invalid, ..defect });
            said(&key, ": validity changed", "")
        }
        ItemEdit::Scoring(scoring) => {
            item.scoring = scoring.filter(|scoring| *scoring != Scoring::default());
            said(&key, ": score changed", "")
        }
        ItemEdit::Comment { author, text } => {
            if text.trim().is_empty() {
                return Err(refused("A comment cannot be empty"));
            }
            item.comments.push(Comment { at: now, author, text: text.trim().to_owned() });
            said("Comment added to ", &key, "")
        }
        ItemEdit::Link(link) => {
            if link.to == Ref::Item(id) {
                return Err(refused("An item cannot be linked to itself"));
            }
            if !item.links.contains(&link) {
                item.links.push(link);
            }
            said(&key, ": link added", "")
        }
        ItemEdit::Unlink(link) => {
            item.links.retain(|l| *l != link);
            said(&key, ": link taken away", "")
        }
    };
    references(tx, &item)?;
    if item != before {
        note_changes(&before, &mut item, now);
        if chosen {
            join_correction(&mut item);
        }
        item.updated = now;
        tx.put(item);
    }
    Ok(label)
}

/// A status chosen anew within this time corrects the choice before, in milliseconds: a list that is
/// walked through by keys reports each line on the way, and none of them was worked in.
const CORRECTION: i64 = 10_000;

/// Makes one move of the last two, where the second corrects the first; none, where it takes it back.
fn join_correction(item: &mut WorkItem) {
    let [.., Event { at, seen: false, what: Happening::Moved { from, .. } }, last] = item.history.as_slice()
    else {
        return;
    };
    let Event { at: corrected, what: Happening::Moved { to, .. }, .. } = last else { return };
    if corrected.0 - at.0 > CORRECTION {
        return;
    }
    let (at, from, to) = (*corrected, *from, *to);
    item.history.truncate(item.history.len() - 2);
    if from != to {
        item.history.push(Event { at, seen: false, what: Happening::Moved { from, to } });
    }
}

/// Refuses a parent that is the item itself or lies below it.
fn not_below(tx: &Tx<'_>, id: WorkItemId, parent: WorkItemId) -> Result<(), Rejected> {
    let mut at = Some(parent);
    let mut steps = tx.program().items.len();
    while let Some(here) = at {
        if here == id || steps == 0 {
            return Err(refused("An item cannot stand below itself"));
        }
        steps -= 1;
        at = match found(tx.program().items.get(&here), "parent item")?.parent {
            Some(Parent::Item(up)) => Some(up),
            _ => None,
        };
    }
    Ok(())
}

/// Writes what differs between two states of an item into its history.
pub(super) fn note_changes(before: &WorkItem, item: &mut WorkItem, now: crate::model::Timestamp) {
    let mut note = |what: Happening| item.history.push(Event { at: now, seen: false, what });
    if before.status != item.status {
        note(Happening::Moved { from: before.status, to: item.status });
    }
    if before.sprint != item.sprint {
        note(Happening::Sprint { from: before.sprint, to: item.sprint });
    }
    if before.estimate != item.estimate {
        note(Happening::Estimate { from: before.estimate, to: item.estimate });
    }
    if before.owner != item.owner {
        note(Happening::Owner { from: before.owner, to: item.owner });
    }
    if before.release != item.release {
        note(Happening::Release { from: before.release, to: item.release });
    }
    match (&before.blocked, &item.blocked) {
        (None, Some(block)) => note(Happening::Blocked { reason: block.reason.clone() }),
        (Some(_), None) => note(Happening::Unblocked),
        _ => {}
    }
    let mut field = |name: &str, from: String, to: String| {
        if from != to {
            note(Happening::Field { name: name.to_owned(), from, to });
        }
    };
    field("Title", before.title.clone(), item.title.clone());
    field("Type", before.kind.name().into(), item.kind.name().into());
    let priority = |p: Option<Priority>| p.map_or(String::new(), |p| p.name().to_owned());
    field("Priority", priority(before.priority), priority(item.priority));
    let due = |d: Option<Date>| d.map_or(String::new(), |d| d.to_string());
    field("Due", due(before.due), due(item.due));
    field("Labels", before.labels.join(", "), item.labels.join(", "));
    let scoring = |s: &Option<Scoring>| s.as_ref().map_or_else(String::new, Scoring::words);
    field("Score", scoring(&before.scoring), scoring(&item.scoring));
}

pub(super) fn place(tx: &mut Tx<'_>, id: WorkItemId, place: Place) -> Result<String, Rejected> {
    let mut item = found(tx.program().items.get(&id), "item")?;
    let before = item.clone();
    let name = status_of(tx, item.project, place.status)?.name.clone();
    item.status = place.status;
    item.rank = rank_above(tx, id, place)?;
    let label = if before.status == item.status {
        format!("{} moved within {name}", item.key)
    } else {
        format!("{} moved to {name}", item.key)
    };
    if item != before {
        note_changes(&before, &mut item, tx.now());
        item.updated = tx.now();
        tx.put(item);
    }
    Ok(label)
}

/// A rank between the item to stand above and the one before it, over all items: the order is one
/// for the board and the backlog. Lays ranks out anew where no number is left between two.
fn rank_above(tx: &mut Tx<'_>, id: WorkItemId, place: Place) -> Result<i64, Rejected> {
    let items = &tx.program().items;
    let Some(above) = place.above.filter(|above| *above != id) else {
        if place.above == Some(id) {
            return Ok(items.get(&id).map_or(0, |i| i.rank));
        }
        let last = items.values().filter(|i| i.id != id).map(|i| i.rank).max();
        return Ok(last.unwrap_or(0).saturating_add(RANK_STEP));
    };
    let target = found(items.get(&above), "item to stand above")?.rank;
    let below = (target, above);
    let previous = items.values().filter(|i| i.id != id && (i.rank, i.id) < below).map(|i| i.rank).max();
    match previous {
        None => Ok(target.saturating_sub(RANK_STEP)),
        Some(previous) if target - previous > 1 => Ok(previous + (target - previous) / 2),
        Some(_) => {
            let mut order: Vec<_> = items.values().filter(|i| i.id != id).map(|i| (i.rank, i.id)).collect();
            order.order();
            let mut free = 0;
            for (place, (rank, other)) in order.into_iter().enumerate() {
                let laid_out = (place as i64 + 1) * 2 * RANK_STEP;
                if other == above {
                    free = laid_out - RANK_STEP;
                }
                if rank != laid_out {
                    let mut moved = found(tx.program().items.get(&other), "item")?;
                    moved.rank = laid_out;
                    tx.put(moved);
                }
            }
            Ok(free)
        }
    }
}

pub(super) fn delete(tx: &mut Tx<'_>, id: WorkItemId) -> Result<String, Rejected> {
    let item = found(tx.program().items.get(&id), "item")?;
    // What pointed at it goes on pointing at its key, so that nothing dangles.
    let pointing: Vec<WorkItem> = tx
        .program()
        .items
        .values()
        .filter(|other| {
            other.parent == Some(Parent::Item(id)) || other.links.iter().any(|l| l.to == Ref::Item(id))
        })
        .map(|other| (**other).clone())
        .collect();
    for mut other in pointing {
        if other.parent == Some(Parent::Item(id)) {
            other.parent = Some(Parent::External(item.key.clone()));
        }
        for link in &mut other.links {
            if link.to == Ref::Item(id) {
                link.to = Ref::External(item.key.clone());
            }
        }
        tx.put(other);
    }
    let clocks = tx.program().clocks.values().filter(|clock| clock.item == Some(id));
    for mut clock in clocks.map(|clock| (**clock).clone()).collect::<Vec<_>>() {
        clock.item = None;
        if clock.name.is_empty() {
            clock.name = said(&item.key, " ", &item.title);
        }
        tx.put(clock);
    }
    super::pointing::redirect(tx, &Ref::Item(id), Some(&Ref::External(item.key.clone())));
    tx.put(Slot::Item(id, None));
    Ok(format!("{} deleted", item.key))
}
