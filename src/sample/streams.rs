//! Work without sprints: the two clients and the checkout renewal.

use super::days::{Days, Dice, ahead, back, plus, working_days};
use super::draft::{CANCELLED, DOING, DONE, Draft, READY, Work};
use super::ground::Ground;
use super::teams::{priority, size, titled};
use super::words;
use crate::model::{GoalId, ItemKind, PersonId, WorkItemId};

/// Prefix, project, team, titles, bugs, the last day anything happened, and how many are still open.
static STREAMS: [(&str, usize, usize, &str, &str, i64, usize); 3] = [
    ("KES", 2, 3, words::KESTREL, words::KESTREL_BUGS, -2, 7),
    ("NOR", 3, 3, words::NORDVIK, words::NORDVIK_BUGS, -2, 5),
    // Nobody has touched it for over a week: its status is stale.
    ("CHK", 1, 1, words::CHECKOUT, words::CHECKOUT_BUGS, -9, 9),
];

/// One stream on its way.
struct Stream<'a> {
    days: &'a Days<'a>,
    owners: &'a [PersonId],
    goal: Option<GoalId>,
    epic: Option<WorkItemId>,
    last: i64,
}

pub(super) fn history(ground: &mut Ground, days: &Days<'_>, work: &mut Work) {
    for (number, (prefix, project, team, titles, bugs, last, open)) in STREAMS.iter().copied().enumerate() {
        let mut dice = Dice::new(71 + number as u64);
        let home = ground.home(prefix, project, team);
        let mut epic = None;
        if let Some((_, title)) = words::EPICS.iter().find(|(of, _)| *of == prefix) {
            let mut draft = Draft::new(ground.id(), home, ItemKind::Epic, title, days.worked(-190));
            draft.to(days.worked(-170), DOING);
            epic = Some(draft.id);
            work.drafts.push(draft);
        }
        let owners = ground.members(team);
        let goal = ground.goals.get(project + 2).copied();
        let stream = Stream { days, owners: &owners, goal, epic, last };
        let all: Vec<_> = mixed(titles, bugs);
        let finished = all.len().saturating_sub(open);
        for (place, (kind, title)) in all.into_iter().enumerate() {
            let draft = Draft::new(ground.id(), home, kind, title, days.worked(last));
            let share = (place * 1000 / finished.max(1)) as i64;
            work.drafts.push(stream.live(draft, place < finished, share, &mut dice));
        }
    }
}

/// Stories and bugs in turn, one bug after every second story while there are any.
pub(super) fn mixed(stories: &'static str, bugs: &'static str) -> Vec<(ItemKind, &'static str)> {
    let mut bugs = bugs.lines();
    let mut all = Vec::new();
    for (place, line) in stories.lines().enumerate() {
        all.push(titled(line));
        if place % 2 == 1 {
            all.extend(bugs.next().map(|bug| (ItemKind::Bug, bug)));
        }
    }
    all.extend(bugs.map(|bug| (ItemKind::Bug, bug)));
    all
}

impl Stream<'_> {
    /// `share` of the way from the beginning to now, in thousandths.
    fn live(&self, mut draft: Draft, finished: bool, share: i64, dice: &mut Dice) -> Draft {
        let (days, last) = (self.days, self.last);
        draft.points = Some(size(&draft.kind, dice));
        draft.priority = priority(dice);
        draft.owner = dice.pick(self.owners);
        draft.labels.push(if draft.kind == ItemKind::Bug { "support" } else { "contract" }.to_owned());
        if draft.kind == ItemKind::Story {
            draft.goal = self.goal;
            draft.parent = self.epic;
        }
        if !finished {
            draft.created = days.worked(last - 1 - dice.below(40));
            if dice.below(2) == 0 {
                let day = ahead(plus(draft.created, 1)).min(days.worked(last));
                draft.to(day, READY);
            }
            return draft;
        }
        // From half a year ago up to a few days before the last.
        let begun = days.worked(-178 + share * (178 + last - 10) / 1000);
        draft.created = back(plus(begun, -2 - dice.below(14)));
        draft.to(ahead(plus(draft.created, 1)).min(begun), READY);
        if dice.below(16) == 0 {
            draft.to(begun, CANCELLED);
            return draft;
        }
        let done = ahead(plus(begun, dice.below(9))).min(days.worked(last));
        if dice.below(20) == 0 {
            draft.to(done, DONE);
            return draft;
        }
        let path = working_days(begun, done);
        if path.len() > 3 && dice.below(3) == 0 {
            let reason = dice.pick(&words::REASONS).unwrap_or_default();
            draft.block(path.get(1).copied().unwrap_or(begun), reason);
            draft.unblock(path.get(2).copied().unwrap_or(done));
        }
        draft.through(&path, dice);
        draft
    }
}
