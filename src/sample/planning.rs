//! What is planned: initiatives and their milestones, scores of the backlog, the next sprints, absences.

use super::days::{Days, Dice, plus, working_days};
use super::draft::BACKLOG;
use super::ground::{Ground, SPRINTS, sprint_dates};
use crate::json::Json;
use crate::model::order::InOrder;
use crate::model::{
    Absence, Dependency, DependencyState, DependencyType, Event, Goal, GoalId, Happening, Initiative,
    InitiativeId, InitiativeState, PersonId, Points, Ref, Release, ReleaseId, Scoring, Sprint, SprintId,
    SprintState, TeamId, WorkItem, WorkItemId,
};
use std::sync::Arc;

/// Days from today to the start and the end, now and as agreed.
type Span = [i64; 4];

/// Goal, title, project, teams, owner, days, points, state, keys of its work.
type Line = (
    &'static str,
    &'static str,
    usize,
    &'static [usize],
    &'static str,
    Span,
    i64,
    InitiativeState,
    &'static [&'static str],
);

const FAST: &str = "First result in under 300 ms";
const PHONE: &str = "Search is as good on the phone";
const COST: &str = "Lower cost per search";

#[rustfmt::skip]
static INITIATIVES: [Line; 11] = [
    (FAST, "Semantic ranking", 0, &[0], "Priya", [-46, 29, -39, 22], 0, InitiativeState::Active, &["SRCH-300", "Query understanding"]),
    (FAST, "Vector index at full size", 0, &[0, 1], "Jonas", [-32, 15, -39, 0], 20, InitiativeState::Active, &["SRCH-341", "SRCH-329", "SRCH-349", "Service reliability"]),
    (FAST, "Ranking API with rate limits", 0, &[1], "Jonas", [11, 70, 3, 64], 54, InitiativeState::Planned, &["PLT-96"]),
    (PHONE, "Search suggestions", 0, &[2], "Aiko", [-18, 55, -18, 50], 24, InitiativeState::Active, &["MOB-118", "MOB-124", "Search in the app"]),
    (PHONE, "Voice search", 0, &[2], "Nia", [87, 139, -4, 97], 52, InitiativeState::Planned, &[]),
    ("Kestrel renews in spring", "Kestrel portal, phase 2", 2, &[3], "Hugo", [-46, 97, -46, 92], 0, InitiativeState::Active, &["Customer portal"]),
    ("Nordvik live in four countries", "Nordvik order integration", 3, &[3], "Ewa", [-11, 128, -11, 128], 0, InitiativeState::Active, &["Order integration"]),
    (COST, "Cache for frequent queries", 0, &[1], "Dana", [90, 160, 90, 160], 56, InitiativeState::Planned, &[]),
    (COST, "Smaller embedding model", 0, &[0], "Tomás", [52, 190, 52, 176], 120, InitiativeState::Planned, &[]),
    ("Checkout in under a minute", "One-page checkout", 1, &[1], "Dana", [-60, 160, -60, 150], 0, InitiativeState::Active, &["One-page checkout"]),
    ("Shoppers find it on page one", "Ranking by stock and margin", 0, &[0], "Lena", [-150, -9, -150, -20], 0, InitiativeState::Done, &["Merchandising tools"]),
];

/// Initiative, milestone that is there already.
static STEPS: [(&str, &str); 9] = [
    ("Semantic ranking", " released"),
    ("Vector index at full size", "Load test ready"),
    ("Ranking API with rate limits", "Semantic ranking for all markets"),
    ("Kestrel portal, phase 2", "Security findings closed"),
    ("Kestrel portal, phase 2", "Portal accepted by the bank"),
    ("Nordvik order integration", "Orders certified by Nordvik"),
    ("One-page checkout", "Pilot of the one-page checkout"),
    ("Ranking by stock and margin", "Ranking by stock and margin in pilot"),
    ("Ranking by stock and margin", "Query rewriting live in all markets"),
];

/// Initiative, milestone, days to it as agreed and now.
static MORE: [(&str, &str, [i64; 2]); 3] = [
    ("Search suggestions", "App 9.2", [50, 55]),
    ("Voice search", "Voice beta", [91, 139]),
    ("Smaller embedding model", "A/B result", [169, 181]),
];

/// What waits for what, working days between, days to needed and promised.
static NEEDS: [(&str, &str, &str, i64, [i64; 2]); 5] = [
    ("Index for the new ranking", "Vector index at full size", "Semantic ranking", 12, [10, 15]),
    ("Ranking API for the app", "Ranking API with rate limits", "Voice search", 0, [84, 70]),
    ("Suggestions before voice", "Search suggestions", "Voice search", 0, [80, 55]),
    ("Embeddings for the cache", "Ranking API with rate limits", "Cache for frequent queries", 0, [88, 70]),
    ("New model on the full index", "Vector index at full size", "Smaller embedding model", 0, [50, 15]),
];

/// Team, points planned for its next sprint, and for the one after.
static PLANNED: [(usize, [i64; 2]); 3] = [(0, [28, 8]), (1, [7, 1]), (2, [8, 4])];

/// Who is away: name, first and last day from today, why.
static AWAY: [(&str, i64, i64, &str); 4] = [
    ("Lena", 11, 15, "Holiday"),
    ("Dana", 6, 7, "Training"),
    ("Sara", 20, 26, "Holiday"),
    ("Hugo", 13, 14, "At the bank"),
];

pub(super) fn ahead(ground: &mut Ground, days: &Days<'_>) {
    let goal: GoalId = ground.id();
    ground.goals.push(goal);
    let (project, created) = (Some(ground.project(0)), ground.began);
    let new = Goal { id: goal, project, name: COST.to_owned(), created, updated: created, ..Goal::blank() };
    ground.program.put(new.into());
    order(ground);
    initiatives(ground, days);
    milestones(ground, days);
    dependencies(ground, days);
    absences(ground, days);
    scores(ground);
}

/// What is to come, in an order that somebody thought about: what matters first, not what came first.
fn order(ground: &mut Ground) {
    let mut dice = Dice::new(0x006f_7264_6572);
    let status = ground.statuses.get(BACKLOG).copied();
    let waiting =
        ground.program.items.values().filter(|i| Some(i.status) == status && !i.kind.is_container());
    let mut items: Vec<_> =
        waiting.map(|i| (std::cmp::Reverse(i.priority), dice.below(1000), i.id, i.rank)).collect();
    let mut ranks: Vec<i64> = items.iter().map(|(.., rank)| *rank).collect();
    items.order();
    ranks.order();
    for ((.., id, _), rank) in items.into_iter().zip(ranks) {
        if let Some(item) = ground.program.items.get_mut(&id).and_then(Arc::get_mut) {
            item.rank = rank;
        }
    }
}

fn initiative(ground: &Ground, title: &str) -> Option<InitiativeId> {
    ground.program.initiatives.values().find(|i| i.title == title).map(|i| i.id)
}

fn initiatives(ground: &mut Ground, days: &Days<'_>) {
    for (rank, (goal, title, project, teams, owner, span, size, state, work)) in (1..).zip(INITIATIVES) {
        let [start, end, agreed_start, agreed_end] = span.map(|offset| Some(days.worked(offset)));
        let item = |name: &&str| {
            let named = |i: &&Arc<WorkItem>| i.key == **name || (i.title == **name && i.kind.is_container());
            ground.program.items.values().find(named).map(|i| i.id)
        };
        let record = Initiative {
            title: (*title).to_owned(),
            goal: ground.program.goals.values().find(|g| g.name == *goal).map(|g| g.id),
            project: Some(ground.project(project)),
            teams: teams.iter().filter_map(|t| ground.teams.get(*t).copied()).collect(),
            owner: ground.person(owner),
            start,
            end,
            baseline_start: agreed_start,
            baseline_end: agreed_end,
            baselined: Some(days.worked(-80)),
            size: (size > 0).then(|| Points::whole(size)),
            work: work.iter().filter_map(item).collect(),
            state,
            rank,
            created: ground.began,
            updated: days.at(days.worked(-3), 14 * 60),
            ..Initiative::default()
        };
        let record = Initiative { id: ground.id(), ..record };
        ground.program.put(record.into());
    }
}

fn milestones(ground: &mut Ground, days: &Days<'_>) {
    // What the app's next version holds.
    let release: ReleaseId = ground.id();
    let (project, created) = (Some(ground.project(0)), ground.began);
    let name = "App 9.2".to_owned();
    ground.program.put(
        Release { id: release, project, name, date: None, released: false, created, updated: created }.into(),
    );
    let app: Vec<WorkItemId> = unplanned(ground, 2).into_iter().take(4).collect();
    for id in app {
        if let Some(item) = ground.program.items.get_mut(&id).and_then(Arc::get_mut) {
            item.release = Some(release);
        }
    }
    for (title, name, offsets) in MORE {
        let scope = (name == "App 9.2").then_some(release);
        ground.milestone(days, 0, name, offsets, false, scope);
        let of = initiative(ground, title);
        step(ground, name, of);
    }
    for (title, name) in STEPS {
        let of = initiative(ground, title);
        step(ground, name, of);
    }
}

fn step(ground: &mut Ground, name: &str, of: Option<InitiativeId>) {
    let found = ground.program.milestones.values_mut().find(|m| m.name.ends_with(name));
    if let Some(milestone) = found.and_then(Arc::get_mut) {
        milestone.initiative = of;
    }
}

fn dependencies(ground: &mut Ground, days: &Days<'_>) {
    for (title, giver, needer, lag, [needed, committed]) in NEEDS {
        let (Some(giver), Some(needer)) = (initiative(ground, giver), initiative(ground, needer)) else {
            continue;
        };
        let late = lag > 0;
        let record = Dependency {
            id: ground.id(),
            title: title.to_owned(),
            giver: Ref::Initiative(giver),
            needer: Ref::Initiative(needer),
            kind: if late { DependencyType::FinishToFinish } else { DependencyType::FinishToStart },
            lag: lag * 8 * 60,
            needed_by: Some(days.worked(needed)),
            committed_by: Some(days.worked(committed)),
            state: if late { DependencyState::AtRisk } else { DependencyState::Committed },
            owner: ground.person("Jonas"),
            created: ground.began,
            updated: days.at(days.worked(-4), 11 * 60),
            ..Dependency::blank()
        };
        ground.program.put(record.into());
    }
}

/// A team's estimated items that nobody planned or began, the highest first.
fn unplanned(ground: &Ground, team: usize) -> Vec<WorkItemId> {
    let (team, status) = (ground.teams.get(team).copied(), ground.statuses.get(BACKLOG).copied());
    let mut all: Vec<&Arc<WorkItem>> = ground
        .program
        .items
        .values()
        .filter(|i| i.team == team && Some(i.status) == status && i.sprint.is_none() && i.release.is_none())
        .filter(|i| i.estimate.is_some_and(|e| e <= Points::whole(5)) && !i.kind.is_container())
        .collect();
    all.order_by_key(|i| (i.rank, i.id));
    all.iter().map(|i| i.id).collect()
}

/// The next sprint, beside what the story of the evening has put into it, and the one after: what is
/// still missing, and who does it.
pub(super) fn sprints(ground: &mut Ground, days: &Days<'_>) {
    let at = days.at(days.yesterday(), 15 * 60);
    for (team, points) in PLANNED {
        let id = ground.teams.get(team).copied();
        let name = ground
            .program
            .teams
            .values()
            .find(|t| Some(t.id) == id)
            .map(|t| t.name.clone())
            .unwrap_or_default();
        let next = ground.program.sprints.values().find(|s| s.team == id && s.state == SprintState::Planned);
        let next: Option<SprintId> = next.map(|s| s.id);
        let (start, end) = sprint_dates(days, SPRINTS + 1);
        let after: SprintId = ground.id();
        let record = Sprint {
            id: after,
            name: format!("{name} 26"),
            team: id,
            project: Some(ground.project(0)),
            start: Some(start),
            end: Some(end),
            state: SprintState::Planned,
            created: at,
            updated: at,
            ..Sprint::blank()
        };
        ground.program.put(record.into());
        let mut waiting = unplanned(ground, team).into_iter();
        for (sprint, wanted) in [next, Some(after)].into_iter().zip(points) {
            let there = ground.program.items.values().filter(|i| sprint.is_some() && i.sprint == sprint);
            let mut planned = there.filter_map(|i| i.estimate).map(Points::to_hundredths).sum::<i64>();
            while planned < wanted * 100 {
                let Some(item) = waiting.next() else { break };
                let Some(item) = ground.program.items.get_mut(&item).and_then(Arc::get_mut) else { break };
                planned += item.estimate.map_or(0, Points::to_hundredths);
                let what = Happening::Sprint { from: item.sprint, to: sprint };
                item.history.push(Event { at, seen: false, what });
                (item.sprint, item.updated) = (sprint, at);
            }
        }
    }
    for (team, days_for_ten) in [(0, 9), (1, 13), (2, 16)] {
        share_out(ground, team, days_for_ten);
    }
    // One person is wanted by two teams.
    let (jonas, search) = (ground.person("Jonas"), ground.teams.first().copied());
    let platform = ground.teams.get(1).copied();
    let wanted = [next_items(ground, search).first().copied(), next_items(ground, platform).first().copied()];
    for id in wanted.into_iter().flatten() {
        give(ground, id, jonas);
    }
}

/// The items of a team's next sprint, the largest first.
fn next_items(ground: &Ground, team: Option<TeamId>) -> Vec<WorkItemId> {
    let program = &ground.program;
    let next = program.sprints.values().find(|s| s.team == team && s.name.ends_with("25"));
    let mine = program.items.values().filter(|i| next.is_some_and(|next| i.sprint == Some(next.id)));
    let mut mine: Vec<_> =
        mine.map(|i| (std::cmp::Reverse(i.estimate.map_or(0, Points::to_hundredths)), i.id)).collect();
    mine.order();
    mine.into_iter().map(|(_, id)| id).collect()
}

fn give(ground: &mut Ground, id: WorkItemId, owner: Option<PersonId>) {
    if let Some(item) = ground.program.items.get_mut(&id).and_then(Arc::get_mut) {
        item.owner = owner;
    }
}

/// Gives each item of the next sprint to who has most days left.
fn share_out(ground: &mut Ground, team: usize, days_for_ten: i64) {
    let id = ground.teams.get(team).copied();
    let next = ground.program.sprints.values().find(|s| s.team == id && s.name.ends_with("25"));
    let Some((from, to)) = next.and_then(|s| s.start.zip(s.end)) else { return };
    let away = |person: PersonId| {
        let days = ground.program.absences.values().filter(|a| a.person == person);
        days.flat_map(|a| working_days(a.from.max(from), a.to.min(to))).count() as i64
    };
    let mut free: Vec<(i64, PersonId)> = ground
        .program
        .people
        .values()
        .filter(|p| p.team == id)
        .map(|p| ((10 - away(p.id)) * i64::from(p.allocation) * 100, p.id))
        .collect();
    for item in next_items(ground, id) {
        free.order_by(|a, b| b.cmp(a));
        let points =
            ground.program.items.get(&item).and_then(|i| i.estimate).map_or(0, Points::to_hundredths);
        // What nobody has taken yet stays so.
        if ground.program.items.get(&item).is_none_or(|i| i.owner.is_none()) {
            continue;
        }
        let Some((left, person)) = free.first_mut() else { return };
        *left -= points * days_for_ten * 10;
        let person = Some(*person);
        give(ground, item, person);
    }
}

/// Two thirds of what is to come were judged.
fn scores(ground: &mut Ground) {
    const STEPS: [u32; 6] = [1, 2, 3, 5, 8, 13];
    const IMPACTS: [u32; 4] = [25, 50, 100, 200];
    let mut dice = Dice::new(0x0073_636f_7265);
    let status = ground.statuses.get(BACKLOG).copied();
    for item in ground.program.items.values_mut() {
        let Some(item) = Arc::get_mut(item) else { continue };
        if Some(item.status) != status || item.kind.is_container() || dice.below(3) == 0 {
            continue;
        }
        let reach = 200 + 100 * u32::try_from(dice.below(60)).unwrap_or(0);
        let confidence = 50 + 10 * u32::try_from(dice.below(6)).unwrap_or(0);
        item.scoring = Some(Scoring {
            value: dice.pick(&STEPS),
            urgency: dice.pick(&STEPS),
            opportunity: dice.pick(&STEPS),
            size: None,
            reach: Some(reach),
            impact: dice.pick(&IMPACTS),
            confidence: Some(confidence),
        });
    }
}

fn absences(ground: &mut Ground, days: &Days<'_>) {
    for (name, from, to, reason) in AWAY {
        let Some(person) = ground.person(name) else { continue };
        let (from, to) = (days.day(from), plus(days.today, to));
        let created = days.at(days.worked(-30), 9 * 60);
        let record = Absence {
            id: ground.id(),
            person,
            from,
            to,
            reason: reason.to_owned(),
            created,
            updated: created,
        };
        ground.program.put(record.into());
    }
}
