//! A work item in the making: what happens to it, by day; the hours follow at the end.

use super::days::{Days, Dice};
use crate::model::order::InOrder;
use crate::model::{
    Block, Comment, Date, Defect, Event, GoalId, Happening, ItemKind, Link, Parent, PersonId, Points,
    Priority, ProjectId, ReleaseId, SprintId, StatusId, TeamId, Timestamp, WorkItem, WorkItemId,
};
use std::collections::BTreeMap;

/// Places in the sample's workflow.
pub(super) const BACKLOG: usize = 0;
pub(super) const READY: usize = 1;
pub(super) const DOING: usize = 2;
pub(super) const REVIEW: usize = 3;
pub(super) const TEST: usize = 4;
pub(super) const DONE: usize = 5;
pub(super) const CANCELLED: usize = 6;

/// Everything that is being made.
#[derive(Default)]
pub(super) struct Work {
    pub(super) drafts: Vec<Draft>,
}

/// Where an item belongs.
#[derive(Clone, Copy)]
pub(super) struct Home {
    pub(super) prefix: &'static str,
    pub(super) project: ProjectId,
    pub(super) team: Option<TeamId>,
}

#[derive(Clone)]
pub(super) struct Draft {
    pub(super) id: WorkItemId,
    pub(super) home: Home,
    /// Given where the story names it; others are counted up by their day of creation.
    pub(super) number: Option<u32>,
    pub(super) title: String,
    pub(super) kind: ItemKind,
    pub(super) points: Option<i64>,
    pub(super) priority: Priority,
    pub(super) owner: Option<PersonId>,
    pub(super) release: Option<ReleaseId>,
    pub(super) goal: Option<GoalId>,
    pub(super) parent: Option<WorkItemId>,
    pub(super) labels: Vec<String>,
    pub(super) defect: Option<Defect>,
    pub(super) notes: &'static str,
    pub(super) comments: Vec<(Date, &'static str, &'static str)>,
    pub(super) links: Vec<Link>,
    pub(super) created: Date,
    /// An import brought it without a history.
    pub(super) without_history: bool,
    steps: Vec<(Date, Step)>,
}

#[derive(Clone)]
enum Step {
    Status(usize),
    Sprint(Option<SprintId>),
    Block(&'static str),
    Unblock,
    Size(Option<i64>),
}

impl Draft {
    pub(super) fn new(id: WorkItemId, home: Home, kind: ItemKind, title: &str, created: Date) -> Self {
        Self {
            id,
            home,
            number: None,
            title: title.to_owned(),
            defect: (kind == ItemKind::Bug).then(Defect::default),
            kind,
            points: None,
            priority: Priority::Medium,
            owner: None,
            release: None,
            goal: None,
            parent: None,
            labels: Vec::new(),
            notes: "",
            comments: Vec::new(),
            links: Vec::new(),
            created,
            without_history: false,
            steps: Vec::new(),
        }
    }

    fn step(&mut self, day: Date, step: Step) -> &mut Self {
        self.created = self.created.min(day);
        self.steps.push((day, step));
        self
    }

    pub(super) fn to(&mut self, day: Date, status: usize) -> &mut Self {
        self.step(day, Step::Status(status))
    }

    pub(super) fn sprint(&mut self, day: Date, sprint: Option<SprintId>) -> &mut Self {
        self.step(day, Step::Sprint(sprint))
    }

    pub(super) fn block(&mut self, day: Date, reason: &'static str) -> &mut Self {
        self.step(day, Step::Block(reason))
    }

    pub(super) fn unblock(&mut self, day: Date) -> &mut Self {
        self.step(day, Step::Unblock)
    }

    /// Estimated anew on that day; until then it had the earlier size.
    pub(super) fn sized(&mut self, day: Date, before: Option<i64>) -> &mut Self {
        self.step(day, Step::Size(before))
    }

    /// The way from start to finish through review and test.
    pub(super) fn through(&mut self, days: &[Date], dice: &mut Dice) -> &mut Self {
        let last = days.len().saturating_sub(1);
        let mut place = 0;
        let put = |draft: &mut Self, place: usize, status| {
            if let Some(day) = days.get(place.min(last)) {
                draft.to(*day, status);
            }
        };
        put(self, 0, DOING);
        // Most of the time goes into doing; review and test share the rest.
        place += (last * 2).div_ceil(3);
        put(self, place, REVIEW);
        if dice.below(8) == 0 {
            // Sent back once.
            put(self, place, DOING);
            place = (place + 1).min(last);
            put(self, place, REVIEW);
        }
        put(self, place.midpoint(last), TEST);
        put(self, last, DONE);
        self
    }

    /// The record, its events at plausible hours: in order, between nine and half past five.
    pub(super) fn finish(self, number: u32, statuses: &[StatusId], days: &Days<'_>) -> WorkItem {
        let mut steps = self.steps;
        // Stable: what happens on one day stays in the order it was told.
        steps.order_by_key(|(day, _)| *day);
        let mut clock = Clock { day: self.created, minute: 0, dice: Dice::new(self.id.number()) };
        let status = |place: usize| statuses.get(place).copied().unwrap_or(StatusId::from(0));
        let created = days.at(self.created, clock.next(self.created, steps.len()));
        let (mut updated, mut at_status, mut in_sprint) = (created, status(BACKLOG), None);
        let mut blocked: Option<Block> = None;
        let mut history =
            vec![Event { at: created, seen: false, what: Happening::Created { status: at_status } }];
        for (place, (day, step)) in steps.iter().enumerate() {
            let left = steps.iter().skip(place).filter(|(other, _)| other == day).count();
            let at: Timestamp = days.at(*day, clock.next(*day, left));
            let what = match step {
                Step::Status(to) if status(*to) == at_status => continue,
                Step::Status(to) => {
                    let from = std::mem::replace(&mut at_status, status(*to));
                    Happening::Moved { from, to: at_status }
                }
                Step::Sprint(to) => {
                    let from = std::mem::replace(&mut in_sprint, *to);
                    Happening::Sprint { from, to: in_sprint }
                }
                Step::Block(reason) => {
                    blocked = Some(Block { since: at, reason: (*reason).to_owned() });
                    Happening::Blocked { reason: (*reason).to_owned() }
                }
                Step::Unblock => {
                    blocked = None;
                    Happening::Unblocked
                }
                Step::Size(before) => Happening::Estimate {
                    from: before.map(Points::whole),
                    to: self.points.map(Points::whole),
                },
            };
            updated = at;
            history.push(Event { at, seen: false, what });
        }
        let comments: Vec<Comment> = self
            .comments
            .iter()
            .map(|(day, author, text)| Comment {
                at: days.at(*day, 17 * 60 + 40),
                author: (*author).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        updated = comments.iter().map(|c| c.at).fold(updated, Timestamp::max);
        if self.without_history {
            history.clear();
        }
        WorkItem {
            id: self.id,
            key: format!("{}-{number}", self.home.prefix),
            title: self.title,
            kind: self.kind,
            project: self.home.project,
            status: at_status,
            rank: i64::from(number) << 20,
            priority: Some(self.priority),
            estimate: self.points.map(Points::whole),
            owner: self.owner,
            team: self.home.team,
            sprint: in_sprint,
            release: self.release,
            goal: self.goal,
            parent: self.parent.map(Parent::Item),
            due: None,
            labels: self.labels,
            blocked,
            defect: self.defect,
            notes: self.notes.to_owned(),
            comments,
            links: self.links,
            source: None,
            extra: BTreeMap::new(),
            history,
            created,
            updated,
            ..crate::json::Json::blank()
        }
    }
}

/// Hands out rising minutes of a day, spread over what is left of it.
struct Clock {
    day: Date,
    minute: i64,
    dice: Dice,
}

impl Clock {
    fn next(&mut self, day: Date, left: usize) -> i64 {
        if day != self.day || self.minute == 0 {
            (self.day, self.minute) = (day, 9 * 60);
        }
        let room = (17 * 60 + 30 - self.minute) / (left as i64 + 1);
        self.minute += 1 + self.dice.below(room);
        self.minute
    }
}
