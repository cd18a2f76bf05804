//! Twelve finished sprints of the three product teams, and what the running one has done so far.

use super::days::{Days, Dice, ahead, back, plus, working_days};
use super::draft::{BACKLOG, CANCELLED, DOING, DONE, Draft, Home, READY, Work};
use super::ground::{Ground, SPRINTS, sprint_dates};
use super::words;
use crate::model::{Commitment, Date, ItemKind, Points, Priority, SprintId, WorkItemId};
use std::str::Lines;

/// What a team is told by.
struct Tale {
    prefix: &'static str,
    stories: &'static str,
    bugs: &'static str,
    /// Points finished per closed sprint.
    finished: [i64; SPRINTS - 1],
    /// Sizes of what is done in the running sprint.
    so_far: &'static [i64],
}

static TALES: [Tale; 3] = [
    Tale {
        prefix: "SRCH",
        stories: words::SEARCH,
        bugs: words::SEARCH_BUGS,
        finished: [34, 38, 36, 41, 33, 44, 39, 42, 35, 47, 36, 40],
        so_far: &[5, 5, 3, 8, 3, 5, 2, 3],
    },
    Tale {
        prefix: "PLT",
        stories: words::PLATFORM,
        bugs: words::PLATFORM_BUGS,
        finished: [18, 20, 16, 17, 21, 19, 16, 22, 18, 23, 19, 21],
        so_far: &[3, 5, 3, 2, 5, 2],
    },
    Tale {
        prefix: "MOB",
        stories: words::MOBILE,
        bugs: words::MOBILE_BUGS,
        finished: [14, 12, 16, 13, 17, 12, 15, 18, 13, 16, 18, 14],
        so_far: &[3, 5, 2, 2],
    },
];

/// Calendar days from start to finish: half take 4 or less, 85 % take 8 or less.
static CYCLES: [i64; 20] = [1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 11];

/// Titles not used yet.
struct Titles {
    stories: Lines<'static>,
    bugs: Lines<'static>,
    taken: usize,
}

impl Titles {
    fn next(&mut self) -> Option<(ItemKind, &'static str)> {
        self.taken += 1;
        if matches!(self.taken % 7, 2 | 5)
            && let Some(bug) = self.bugs.next()
        {
            return Some((ItemKind::Bug, bug));
        }
        self.stories.next().map(titled).or_else(|| Some((ItemKind::Bug, self.bugs.next()?)))
    }
}

/// A line of the titles: its letter and the rest.
pub(super) fn titled(line: &'static str) -> (ItemKind, &'static str) {
    let kind = match line.as_bytes().first() {
        Some(b't') => ItemKind::Task,
        Some(b'p') => ItemKind::Spike,
        _ => ItemKind::Story,
    };
    (kind, line.get(1..).unwrap_or_default())
}

/// A size that work of this kind has.
pub(super) fn size(kind: &ItemKind, dice: &mut Dice) -> i64 {
    let sizes: &[i64] = match kind {
        ItemKind::Bug => &[1, 2, 3, 2, 5],
        ItemKind::Task => &[2, 3, 5, 5],
        ItemKind::Spike => &[2, 3],
        _ => &[3, 5, 5, 8, 8],
    };
    dice.pick(sizes).unwrap_or(3)
}

pub(super) fn priority(dice: &mut Dice) -> Priority {
    const USUAL: [Priority; 6] =
        [Priority::Medium, Priority::Medium, Priority::Medium, Priority::High, Priority::High, Priority::Low];
    dice.pick(&USUAL).unwrap_or(Priority::Medium)
}

/// One team on its way through the sprints.
struct Team<'a> {
    ground: &'a mut Ground,
    days: &'a Days<'a>,
    dice: Dice,
    home: Home,
    team: usize,
    titles: Titles,
    commitments: Vec<Vec<Commitment>>,
    epics: Vec<WorkItemId>,
    drafts: Vec<Draft>,
}

pub(super) fn history(ground: &mut Ground, days: &Days<'_>, work: &mut Work) {
    for (team, tale) in TALES.iter().enumerate() {
        let home = ground.home(tale.prefix, 0, team);
        let mut epics = Vec::new();
        for (prefix, title) in words::EPICS.iter().copied() {
            if prefix == tale.prefix {
                let created = days.worked(-185 + 9 * epics.len() as i64);
                let mut epic = Draft::new(ground.id(), home, ItemKind::Epic, title, created);
                epic.to(ahead(plus(created, 12)), DOING);
                epics.push(epic.id);
                work.drafts.push(epic);
            }
        }
        let titles = Titles { stories: tale.stories.lines(), bugs: tale.bugs.lines(), taken: 0 };
        let mut at = Team {
            ground,
            days,
            dice: Dice::new(17 + team as u64),
            home,
            team,
            titles,
            commitments: vec![Vec::new(); SPRINTS],
            epics,
            drafts: Vec::new(),
        };
        for (place, points) in tale.finished.iter().enumerate() {
            at.closed_sprint(place, *points);
        }
        for points in tale.so_far {
            at.done_so_far(*points);
        }
        at.backlog();
        let Team { commitments, drafts, .. } = at;
        for (place, commitment) in commitments.into_iter().enumerate() {
            if let Some(sprint) = ground.sprint(team, place) {
                ground.commit(sprint, commitment);
            }
        }
        work.drafts.extend(drafts);
    }
}

impl Team<'_> {
    fn sprint(&self, place: usize) -> Option<SprintId> {
        self.ground.sprint(self.team, place)
    }

    /// A new item, created some weeks before it is needed.
    fn draft(&mut self, before: Date) -> Option<Draft> {
        let (kind, title) = self.titles.next()?;
        // Defects are dealt with sooner than wishes.
        let wait = if kind == ItemKind::Bug { 4 + self.dice.below(12) } else { 6 + self.dice.below(50) };
        let created = back(plus(before, -wait));
        let id = self.ground.id();
        let mut draft = Draft::new(id, self.home, kind, title, created);
        draft.points = Some(size(&draft.kind, &mut self.dice));
        draft.priority = priority(&mut self.dice);
        draft.owner = self.dice.pick(&self.ground.members(self.team));
        if draft.kind == ItemKind::Story {
            draft.parent = self.dice.pick(&self.epics);
            draft.goal = self.ground.goals.get(self.dice.below(4) as usize).copied().filter(|_| {
                // One in four serves no goal: that is for the backlog view to show.
                self.dice.below(4) > 0
            });
        }
        draft.release = self.ground.releases.iter().find(|(_, date)| *date > before).map(|(id, _)| *id);
        Some(draft)
    }

    fn commits(&mut self, place: usize, draft: &Draft) {
        if let Some(commitment) = self.commitments.get_mut(place) {
            commitment.push(Commitment { item: draft.id, estimate: draft.points.map(Points::whole) });
        }
    }

    fn closed_sprint(&mut self, place: usize, points: i64) {
        let (start, end) = sprint_dates(self.days, place);
        let work_days = working_days(start, end);
        let mut left = points;
        let mut number = 0;
        while left > 0 {
            let Some(mut draft) = self.draft(start) else { break };
            let size = draft.points.unwrap_or(1).min(left);
            // What fills the rest has a usual size too.
            let size = if matches!(size, 4 | 6 | 7) { size - 1 - i64::from(size == 7) } else { size };
            draft.points = Some(size);
            left -= size;
            self.live(&mut draft, place, number, &work_days, end);
            number += 1;
            self.drafts.push(draft);
        }
        // Now and then something small that nobody estimated.
        if place % 3 == 1
            && let Some(mut draft) = self.draft(start)
        {
            draft.points = None;
            self.live(&mut draft, place, 3, &work_days, end);
            self.drafts.push(draft);
        }
        // And something that turned out not to be worth it.
        if place % 3 == self.team % 3
            && let Some(mut draft) = self.draft(start)
        {
            let day = work_days.get(4).copied().unwrap_or(start);
            draft.to(day, CANCELLED);
            draft.comments.push((day, "Mira Okafor", "Closed: solved by the new ranking."));
            if let Some(defect) = &mut draft.defect {
                defect.invalid = true;
            }
            self.drafts.push(draft);
        }
    }

    /// The life of an item that is finished in this sprint.
    fn live(&mut self, draft: &mut Draft, place: usize, number: usize, work_days: &[Date], end: Date) {
        let day = |n: i64| {
            let place = usize::try_from(n).unwrap_or(0).min(work_days.len().saturating_sub(1));
            work_days.get(place).copied().unwrap_or(end)
        };
        let first = day(0);
        let planning = back(plus(first, -1));
        let sprint = self.sprint(place);
        let mut begins = self.dice.below(7);
        let cycle = self.dice.pick(&CYCLES).unwrap_or(4);
        draft.to(planning, READY);
        match number {
            // Carried over from the sprint before.
            0 if place > 0 => {
                let (_, last_end) = sprint_dates(self.days, place - 1);
                let (last_start, _) = sprint_dates(self.days, place - 1);
                let begun = back(plus(last_end, -1 - self.dice.below(3)));
                draft.to(back(plus(last_start, -1)), READY);
                draft.sprint(ahead(last_start), self.sprint(place - 1)).sprint(first, sprint);
                self.commits(place - 1, draft);
                self.commits(place, draft);
                let mut path = working_days(begun, day(1 + self.dice.below(2)));
                path.dedup();
                draft.through(&path, &mut self.dice);
                return;
            }
            // Added while the sprint ran.
            2 if place.is_multiple_of(2) => {
                draft.sprint(day(3), sprint);
                begins = 3 + self.dice.below(3);
            }
            // Taken out two sprints ago, taken up again now.
            4 if place % 4 == 2 => {
                let (earlier, _) = sprint_dates(self.days, place - 2);
                draft.sprint(ahead(earlier), self.sprint(place - 2));
                draft.sprint(ahead(plus(earlier, 6)), None);
                self.commits(place - 2, draft);
                draft.sprint(first, sprint);
                self.commits(place, draft);
            }
            _ => {
                draft.sprint(first, sprint);
                self.commits(place, draft);
            }
        }
        let begun = day(begins);
        let finished = ahead(plus(begun, cycle - 1)).min(day(9));
        let path = working_days(begun, finished);
        match self.dice.below(26) {
            // Straight from to do to done.
            0 => {
                draft.to(finished, DONE);
                return;
            }
            // Found wanting a little later.
            1 if finished < day(7) => {
                draft.through(&path, &mut self.dice);
                draft.to(ahead(plus(finished, 1)), DOING).to(day(9), DONE);
                return;
            }
            2 | 3 if path.len() > 3 => {
                let reason = self.dice.pick(&words::REASONS).unwrap_or_default();
                let stopped = path.get(1).copied().unwrap_or(begun);
                draft.block(stopped, reason).unblock(path.get(2).copied().unwrap_or(finished));
            }
            4 => {
                draft.sized(planning, Some(2));
            }
            _ => {}
        }
        draft.through(&path, &mut self.dice);
    }

    fn done_so_far(&mut self, points: i64) {
        let place = SPRINTS - 1;
        let (start, _) = sprint_dates(self.days, place);
        let Some(mut draft) = self.draft(start) else { return };
        let work_days = working_days(start, self.days.yesterday());
        let begun = self.dice.pick(&work_days).unwrap_or(start);
        let cycle = self.dice.below(5);
        let finished = ahead(plus(begun, cycle)).min(self.days.yesterday());
        draft.points = Some(points);
        draft.to(back(plus(start, -1)), READY).sprint(ahead(start), self.sprint(place));
        draft.release = self.ground.next_release();
        self.commits(place, &draft);
        draft.through(&working_days(begun, finished), &mut self.dice);
        self.drafts.push(draft);
    }

    /// What has not been begun: a part of it is meant for the next release.
    fn backlog(&mut self) {
        let mut number = 0;
        let today = self.days.yesterday();
        while number < if self.team == 0 { 18 } else { 12 } {
            let Some(mut draft) = self.draft(today) else { break };
            draft.release = if number % 9 == 0 { self.ground.next_release() } else { None };
            if number % 5 == 4 {
                (draft.points, draft.owner) = (None, None);
            }
            if number == 1 && self.team != 1 {
                // Delivered once, opened again, and not taken up since.
                let done = back(plus(today, -16));
                draft.created = back(plus(today, -40));
                let path = working_days(back(plus(today, -21)), done);
                draft.through(&path, &mut self.dice);
                draft.to(back(plus(today, -5)), BACKLOG);
                draft.release = self.ground.next_release();
            }
            number += 1;
            self.drafts.push(draft);
        }
    }
}
