//! What the items' histories say, worked out once and shared by all figures.

use super::forecast::When;
use super::{Context, Index, Scope};
use crate::model::order::InOrder;
use crate::model::{
    Category, Date, Event, Happening, ItemKind, Points, ProjectId, ReleaseId, SprintId, StatusId, TeamId,
    Timestamp, WorkItem, WorkItemId, Zone,
};
use std::borrow::Cow;
use std::cell::RefCell;

/// What is known of a moment in an item's life.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// It has not come.
    #[default]
    Never,
    /// It came before this moment, at which an import saw its result.
    Seen(Timestamp),
    /// It came at this moment.
    Known(Timestamp),
}

impl Mark {
    /// The moment, where it is truly known.
    #[must_use]
    pub const fn known(self) -> Option<Timestamp> {
        match self {
            Self::Known(at) => Some(at),
            _ => None,
        }
    }

    /// The moment, or the later one at which it was seen.
    #[must_use]
    pub const fn latest(self) -> Option<Timestamp> {
        match self {
            Self::Known(at) | Self::Seen(at) => Some(at),
            Self::Never => None,
        }
    }

    const fn new(at: Timestamp, seen: bool) -> Self {
        if seen { Self::Seen(at) } else { Self::Known(at) }
    }
}

/// One item's life up to now.
#[derive(Debug, Clone)]
pub struct ItemFacts<'a> {
    /// The item. It lies somewhere in memory: what every pass over all items asks for is here, too.
    pub item: &'a WorkItem,
    /// Its id.
    pub id: WorkItemId,
    project: ProjectId,
    team: Option<TeamId>,
    /// A defect, by its kind or by what is known of it.
    pub(super) is_defect: bool,
    /// It is or was blocked.
    pub(super) was_blocked: bool,
    /// The status it is in now.
    pub status: StatusId,
    /// What that status means.
    pub category: Category,
    /// First entry to in progress; moving back does not take it away.
    pub start: Mark,
    /// Last entry to done, also of an item that was reopened since.
    pub finish: Mark,
    /// Last entry to cancelled.
    pub cancelled: Mark,
    /// It went to done without ever being in progress, and its whole history is known.
    pub direct: bool,
    /// Some step was only seen by an import, so its moment is not known and others may be missing.
    pub unsure: bool,
    /// The local day of its finish as days since 1970, where it is delivered and the day is known.
    pub(super) delivered: Option<i64>,
    /// Its steps among those of the facts.
    steps: (u32, u32),
}

/// One entry into a status.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// When.
    pub(super) at: Timestamp,
    /// The status, by its rank in the index.
    pub(super) status: u16,
}

impl ItemFacts<'_> {
    /// Delivered and still so.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.category == Category::Done
    }

    /// Neither delivered nor cancelled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        !self.category.is_finished()
    }

    /// Was done once and is open again.
    #[must_use]
    pub fn is_reopened(&self) -> bool {
        self.is_open() && self.finish != Mark::Never
    }

    /// Started and unfinished. An item that was put back to "to do" keeps its start and stays in.
    #[must_use]
    pub fn is_wip(&self) -> bool {
        self.is_open() && (self.category == Category::InProgress || self.start != Mark::Never)
    }

    /// The start from which its cycle time runs: the first entry to in progress, or the finish
    /// itself where the item went straight to done.
    #[must_use]
    pub fn cycle_start(&self) -> Option<Timestamp> {
        if self.direct { self.finish.known() } else { self.start.known() }
    }
}

/// All work items as of now, without containers.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// What they were worked out for.
    pub ctx: Context<'a>,
    /// Zones beside the program's own, for service hours that are in another.
    pub zones: &'a [Zone],
    /// Statuses by id.
    pub index: Index,
    /// The items in the order of their ids.
    pub items: Vec<ItemFacts<'a>>,
    /// Not all items: only those of one kind.
    pub narrowed: bool,
    /// The entries into statuses up to now, item by item, oldest first: histories are long, and hold
    /// much else.
    steps: Vec<Step>,
    /// Which items ever had to do with which sprint, by the items' places in the list.
    pub(super) in_sprint: Vec<(SprintId, u32)>,
    /// Forecasts that were asked for already: ten thousand trials are not run twice for health, milestones
    /// and watches of one moment.
    pub(super) forecasts: RefCell<Vec<Forecast>>,
}

/// What was asked, and the answer.
pub(super) type Forecast = ((Scope, Option<ReleaseId>), Result<When, String>);

impl<'a> Facts<'a> {
    /// Reads every item's history once.
    #[must_use]
    pub fn new(ctx: &Context<'a>) -> Self {
        let index = Index::new(ctx.program);
        let mut facts = Self {
            ctx: *ctx,
            zones: &[],
            index,
            items: Vec::new(),
            narrowed: false,
            steps: Vec::new(),
            in_sprint: Vec::new(),
            forecasts: RefCell::default(),
        };
        facts.items.reserve(ctx.program.items.len());
        for item in ctx.program.items.values() {
            if !item.kind.is_container() && item.created <= ctx.now {
                let read = facts.read(item);
                facts.items.push(read);
            }
        }
        facts
    }

    /// The same, with zones that service hours may be in.
    #[must_use]
    pub const fn with_zones(mut self, zones: &'a [Zone]) -> Self {
        self.zones = zones;
        self
    }

    /// Only the items of one kind.
    #[must_use]
    pub fn of_kind(&self, kind: &ItemKind) -> Self {
        let mut places = vec![None; self.items.len()];
        let mut items = Vec::new();
        for (item, place) in self.items.iter().zip(&mut places) {
            if item.item.kind == *kind {
                *place = u32::try_from(items.len()).ok();
                items.push(item.clone());
            }
        }
        let place = |old: u32| places.get(old as usize).copied().flatten();
        let in_sprint = self.in_sprint.iter().filter_map(|(sprint, item)| Some((*sprint, place(*item)?)));
        Self {
            ctx: self.ctx,
            zones: self.zones,
            index: self.index.clone(),
            items,
            narrowed: true,
            steps: self.steps.clone(),
            in_sprint: in_sprint.collect(),
            forecasts: RefCell::default(),
        }
    }

    /// The items of a scope.
    pub fn of(&self, scope: Scope) -> impl Iterator<Item = &ItemFacts<'a>> {
        self.items.iter().filter(move |facts| {
            scope.project.is_none_or(|p| p == facts.project)
                && scope.team.is_none_or(|t| Some(t) == facts.team)
        })
    }

    /// The facts of one item.
    #[must_use]
    pub fn get(&self, id: WorkItemId) -> Option<&ItemFacts<'a>> {
        let at = self.items.binary_search_by_key(&id, |f| f.id).ok()?;
        self.items.get(at)
    }

    /// The local day of a moment.
    #[must_use]
    pub fn day(&self, at: Timestamp) -> Date {
        self.ctx.zone.day(at)
    }

    /// The day an item was truly delivered on, if it is delivered and the day is known.
    #[must_use]
    pub fn delivered(&self, facts: &ItemFacts<'_>) -> Option<Date> {
        if facts.is_done() { facts.finish.known().map(|at| self.day(at)) } else { None }
    }

    /// The local day of a moment as days since 1970.
    pub(super) fn day_number(&self, at: Timestamp) -> i64 {
        self.ctx.zone.day_number(at)
    }

    /// An item's entries into statuses, oldest first.
    pub(super) fn steps(&self, facts: &ItemFacts<'_>) -> &[Step] {
        let (from, to) = facts.steps;
        self.steps.get(from as usize..to as usize).unwrap_or_default()
    }
}

/// The history in the order of time. Almost always it is so already.
pub(crate) fn ordered(item: &WorkItem) -> Cow<'_, [Event]> {
    if item.history.is_sorted_by_key(|e| e.at) {
        Cow::Borrowed(&item.history)
    } else {
        let mut events = item.history.clone();
        events.order_by_key(|e| e.at);
        Cow::Owned(events)
    }
}

impl<'a> Facts<'a> {
    fn read(&mut self, item: &'a WorkItem) -> ItemFacts<'a> {
        let now = self.ctx.now;
        let mut life = Life::default();
        let (mut later, mut was_blocked) = (None, item.blocked.is_some());
        let place = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
        let (first_step, first_sprint) = (self.steps.len(), self.in_sprint.len());
        self.in_sprint.extend(item.sprint.map(|sprint| (sprint, place)));
        for event in ordered(item).iter() {
            let (from, to) = match event.what {
                Happening::Created { status } => (None, status),
                Happening::Moved { from, to } => (Some(from), to),
                Happening::Sprint { from, to } => {
                    for sprint in [from, to].into_iter().flatten() {
                        if !self.in_sprint.iter().skip(first_sprint).any(|(other, _)| *other == sprint) {
                            self.in_sprint.push((sprint, place));
                        }
                    }
                    continue;
                }
                Happening::Blocked { .. } => {
                    was_blocked = true;
                    continue;
                }
                _ => continue,
            };
            if later.is_some() {
                continue;
            }
            if event.at > now {
                later = Some(from.unwrap_or(to));
                continue;
            }
            if let (None, Some(from)) = (life.category, from) {
                // No creation in the history: it began in the status that it first left.
                self.step(from, item.created);
                life.enter(self.index.category(from), item.created, event.seen);
            }
            let category = self.step(to, event.at);
            life.enter(category, event.at, event.seen);
        }
        // What the record says now wins over its history, unless the history goes on after now.
        let status = later.unwrap_or(item.status);
        let category = self.index.category(status);
        if life.category != Some(category) {
            life.enter(category, item.updated.min(now), true);
        }
        let delivered = if category == Category::Done { life.finish.known() } else { None };
        ItemFacts {
            item,
            id: item.id,
            project: item.project,
            team: item.team,
            is_defect: item.kind == ItemKind::Bug || item.defect.is_some(),
            was_blocked,
            status,
            category,
            start: life.start,
            finish: life.finish,
            cancelled: life.cancelled,
            direct: life.start == Mark::Never
                && life.finish.known().is_some_and(|finish| !is_guess(item, finish))
                && !life.unsure,
            unsure: life.unsure,
            delivered: delivered.map(|at| self.day_number(at)),
            steps: (first_step as u32, self.steps.len() as u32),
        }
    }

    /// Notes an entry into a status, and says what it means.
    fn step(&mut self, status: StatusId, at: Timestamp) -> Category {
        let rank = u16::try_from(self.index.rank(status)).unwrap_or(u16::MAX);
        self.steps.push(Step { at, status: rank });
        self.index.at(rank).map_or(Category::ToDo, |place| place.category)
    }
}

/// An export without a history knows when an item was resolved, not when it was begun. Its import
/// notes a move straight to done, which says nothing about the start; so a straight way is believed
/// only of items that were made here, or finished here after the last import.
fn is_guess(item: &WorkItem, finish: Timestamp) -> bool {
    item.source.as_ref().is_some_and(|source| finish <= source.last_import)
}

/// An item's passage through the categories.
#[derive(Default)]
struct Life {
    category: Option<Category>,
    start: Mark,
    finish: Mark,
    cancelled: Mark,
    /// Some step was only seen, so steps between may be missing.
    unsure: bool,
}

impl Life {
    fn enter(&mut self, category: Category, at: Timestamp, seen: bool) {
        self.unsure |= seen;
        if self.category == Some(category) {
            return;
        }
        let mark = Mark::new(at, seen);
        match category {
            Category::InProgress if self.start == Mark::Never => self.start = mark,
            Category::Done => self.finish = mark,
            Category::Cancelled => self.cancelled = mark,
            _ => {}
        }
        self.category = Some(category);
    }
}

/// The status an item was in at a moment; none before it came into being.
#[must_use]
pub(crate) fn status_at(item: &WorkItem, at: Timestamp) -> Option<StatusId> {
    if item.created > at {
        return None;
    }
    let next = item
        .history
        .iter()
        .filter(|e| e.at > at && matches!(e.what, Happening::Created { .. } | Happening::Moved { .. }))
        .min_by_key(|e| e.at);
    Some(match next.map(|e| &e.what) {
        Some(Happening::Moved { from, .. }) => *from,
        // Seen by an import after it was created: the status it was seen in is the best there is.
        Some(Happening::Created { status }) => *status,
        _ => item.status,
    })
}

/// The sprint an item was in at a moment: what its next change of sprint took it from, else the
/// one it is in.
#[must_use]
pub(crate) fn sprint_at(item: &WorkItem, at: Timestamp) -> Option<SprintId> {
    let changes = item.history.iter().filter(|e| e.at > at);
    let next = changes.filter(|e| matches!(e.what, Happening::Sprint { .. })).min_by_key(|e| e.at);
    match next.map(|e| &e.what) {
        Some(Happening::Sprint { from, .. }) => *from,
        _ => item.sprint,
    }
}

/// The estimate an item had at a moment.
#[must_use]
pub(crate) fn estimate_at(item: &WorkItem, at: Timestamp) -> Option<Points> {
    let changes = item.history.iter().filter(|e| e.at > at);
    let next = changes.filter(|e| matches!(e.what, Happening::Estimate { .. })).min_by_key(|e| e.at);
    match next.map(|e| &e.what) {
        Some(Happening::Estimate { from, .. }) => *from,
        _ => item.estimate,
    }
}
