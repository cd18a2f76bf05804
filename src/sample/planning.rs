//! What is planned: initiatives and their milestones, scores of the backlog, the next sprints, absences.

use super::days::{Days, Dice, plus};
use super::draft::BACKLOG;
use super::ground::{Ground, SPRINTS, sprint_dates};
use crate::json::Json;
use crate::model::order::InOrder;
use crate::model::{
    Absence, Dependency, DependencyState, DependencyType, Event, Goal, GoalId, Happening, Initiative,
    InitiativeId, InitiativeState, Points, Ref, Release, ReleaseId, Scoring, Sprint, SprintId, SprintState,
    WorkItem, WorkItemId,
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
    (FAST, "Semantic ranking", 0, &[0], "Priya", [-46, 29, -39, 22], 64, InitiativeState::Active, &["SRCH-300"]),
    (FAST, "Vector index at full size", 0, &[0, 1], "Jonas", [-32, 15, -39, 0], 34, InitiativeState::Active, &["SRCH-341", "SRCH-329", "SRCH-349"]),
    (FAST, "Ranking API with rate limits", 0, &[1], "Jonas", [11, 77, 3, 71], 58, InitiativeState::Planned, &["PLT-96"]),
    (PHONE, "Search suggestions", 0, &[2], "Aiko", [-18, 55, -18, 50], 38, InitiativeState::Active, &["MOB-118", "MOB-124"]),
    (PHONE, "Voice search", 0, &[2], "Nia", [87, 139, -4, 97], 44, InitiativeState::Planned, &[]),
    ("Kestrel renews in spring", "Kestrel portal, phase 2", 2, &[3], "Hugo", [-46, 97, -46, 92], 0, InitiativeState::Active, &["Customer portal"]),
    ("Nordvik live in four countries", "Nordvik order integration", 3, &[3], "Ewa", [-11, 128, -11, 128], 0, InitiativeState::Active, &["Order integration"]),
    (COST, "Cache for frequent queries", 0, &[1], "Dana", [80, 156, 80, 156], 56, InitiativeState::Planned, &[]),
    (COST, "Smaller embedding model", 0, &[0], "Tomás", [52, 190, 52, 176], 120, InitiativeState::Planned, &[]),
    ("Checkout in under a minute", "One-page checkout", 1, &[1], "Dana", [-60, 56, -60, 48], 0, InitiativeState::Active, &["One-page checkout"]),
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
    ("Ranking API for the app", "Ranking API with rate limits", "Voice search", 0, [80, 77]),
    ("Suggestions before voice", "Search suggestions", "Voice search", 0, [80, 55]),
    ("Embeddings for the cache", "Ranking API with rate limits", "Cache for frequent queries", 0, [79, 77]),
    ("New model on the full index", "Vector index at full size", "Smaller embedding model", 0, [50, 15]),
];

/// Team, points planned for its next sprint, and for the one after.
static PLANNED: [(usize, [i64; 2]); 3] = [(0, [36, 12]), (1, [14, 6]), (2, [12, 5])];

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
    initiatives(ground, days);
    milestones(ground, days);
    dependencies(ground, days);
    next_sprints(ground, days);
    scores(ground);
    absences(ground, days);
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
        .filter(|i| i.estimate.is_some() && !i.kind.is_container())
        .collect();
    all.order_by_key(|i| (i.rank, i.id));
    all.iter().map(|i| i.id).collect()
}

/// The sprint after the next, and what both are to hold.
fn next_sprints(ground: &mut Ground, days: &Days<'_>) {
    const GOALS: [&str; 3] = [
        "The new ranking holds under load",
        "Rate limits before the ranking API opens",
        "Suggestions while typing",
    ];
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
        let next =
            ground.program.sprints.values_mut().find(|s| s.team == id && s.state == SprintState::Planned);
        let next: Option<SprintId> = next.and_then(Arc::get_mut).map(|sprint| {
            sprint.goal = GOALS.get(team).copied().unwrap_or_default().to_owned();
            sprint.id
        });
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
            let mut planned = 0;
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
    // One person is wanted by two teams.
    let jonas = ground.person("Jonas");
    for (team, most) in [(0, 2), (1, 3)] {
        let id = ground.teams.get(team).copied();
        let next = ground
            .program
            .sprints
            .values()
            .find(|s| s.team == id && s.state == SprintState::Planned && s.name.ends_with("25"));
        let Some(next) = next.map(|s| s.id) else { continue };
        let mut mine: Vec<_> = ground
            .program
            .items
            .values()
            .filter(|i| i.sprint == Some(next))
            .map(|i| (std::cmp::Reverse(i.estimate.map_or(0, Points::to_hundredths)), i.id))
            .collect();
        mine.order();
        for (_, id) in mine.into_iter().take(most) {
            let Some(item) = ground.program.items.get_mut(&id).and_then(Arc::get_mut) else { continue };
            if item.owner != jonas {
                item.history.push(Event {
                    at,
                    seen: false,
                    what: Happening::Owner { from: item.owner, to: jonas },
                });
                item.owner = jonas;
            }
        }
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
