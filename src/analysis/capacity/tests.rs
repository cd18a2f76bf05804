//! Capacity by hand.
//!
//! Search: Ada 100 %, Ben 50 %. Platform: Cyd 100 %. Sprints are 16 to 27 February (closed) and 2 to
//! 13 March (planned); 9 March is a holiday; Ada is away from 3 to 4 March.
//!
//! | | Ada | Ben | Search | Cyd |
//! |---|---|---|---|---|
//! | closed: 10 working days | 10 | 5 | 15 | 10 |
//! | planned: 9 working days, Ada without 2 | 7 | 4.5 | 11.5 | 9 |
//!
//! Search finished 30 pt in 15 days: 11.5 days bring 30 × 11.5 ÷ 15 = 23 pt. Platform finished 20 pt in
//! 10 days: 9 days bring 18 pt.

use super::*;
use crate::analysis::Index;
use crate::analysis::roadmap::Works;
use crate::json::Json;
use crate::model::{
    Absence, Category, Event, Initiative, InitiativeState, ItemKind, Points, Project, Slot, Sprint, Status,
    Team, Timestamp, WorkItem, Workflow, Zone,
};
use std::sync::Arc;

const SEARCH: u64 = 1;
const PLATFORM: u64 = 2;
const ADA: u64 = 1;
const BEN: u64 = 2;
const CYD: u64 = 3;
const CLOSED: [u64; 2] = [11, 12];
const PLANNED: [u64; 2] = [21, 22];
const TODO: u64 = 1;
const DONE: u64 = 2;

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

fn noon(text: &str) -> Timestamp {
    Timestamp::parse(&format!("{text}T12:00:00Z")).unwrap_or_else(|| panic!("{text}"))
}

struct Small {
    program: Program,
    next: u64,
}

impl Small {
    fn put(&mut self, slot: impl Into<Slot>) {
        self.program.put(slot.into());
    }

    fn new() -> Self {
        let mut small = Self { program: Program::default(), next: 100 };
        Arc::make_mut(&mut small.program.settings).holidays.insert(day("2026-03-09"));
        let status = |id: u64, category| Status {
            id: id.into(),
            name: format!("{id}"),
            category,
            wip_limit: None,
            policy: String::new(),
        };
        small.put(Workflow {
            id: 1.into(),
            statuses: vec![status(TODO, Category::ToDo), status(DONE, Category::Done)],
            ..Workflow::blank()
        });
        small.put(Project { id: 1.into(), workflow: 1.into(), ..Project::blank() });
        for (id, name) in [(SEARCH, "Search"), (PLATFORM, "Platform")] {
            small.put(Team { id: id.into(), name: name.into(), ..Team::blank() });
        }
        for (id, name, team, allocation) in
            [(ADA, "Ada", SEARCH, 100), (BEN, "Ben", SEARCH, 50), (CYD, "Cyd", PLATFORM, 100)]
        {
            small.put(Person {
                id: id.into(),
                name: name.into(),
                team: Some(team.into()),
                allocation,
                ..Person::blank()
            });
        }
        small.put(Absence {
            id: 1.into(),
            person: ADA.into(),
            from: day("2026-03-03"),
            to: day("2026-03-04"),
            ..Absence::blank()
        });
        for (place, team) in [SEARCH, PLATFORM].into_iter().enumerate() {
            for (ids, number, start, end, state) in [
                (CLOSED, 24, "2026-02-16", "2026-02-27", SprintState::Closed),
                (PLANNED, 25, "2026-03-02", "2026-03-13", SprintState::Planned),
            ] {
                small.put(Sprint {
                    id: ids[place].into(),
                    name: format!("{} {number}", if team == SEARCH { "Search" } else { "Platform" }),
                    team: Some(team.into()),
                    start: Some(day(start)),
                    end: Some(day(end)),
                    state,
                    ..Sprint::blank()
                });
            }
        }
        small.item(CLOSED[0], 30, ADA, true);
        small.item(CLOSED[1], 20, CYD, true);
        small
    }

    fn item(&mut self, sprint: u64, points: i64, owner: u64, done: bool) -> crate::model::WorkItemId {
        self.next += 1;
        let made = noon("2026-02-10");
        let moved = noon("2026-02-20");
        let created = Event { at: made, seen: false, what: Happening::Created { status: TODO.into() } };
        let planned =
            Event { at: made, seen: false, what: Happening::Sprint { from: None, to: Some(sprint.into()) } };
        let mut history = vec![created, planned];
        if done {
            let what = Happening::Moved { from: TODO.into(), to: DONE.into() };
            history.push(Event { at: moved, seen: false, what });
        }
        self.put(WorkItem {
            id: self.next.into(),
            key: format!("A-{}", self.next),
            kind: ItemKind::Story,
            project: 1.into(),
            status: if done { DONE } else { TODO }.into(),
            estimate: (points > 0).then(|| Points::whole(points)),
            owner: (owner > 0).then(|| owner.into()),
            sprint: (sprint > 0).then(|| sprint.into()),
            history,
            created: made,
            ..WorkItem::blank()
        });
        self.next.into()
    }

    fn ask<T>(&self, ask: impl FnOnce(&Context<'_>, &Paces, &Index) -> T) -> T {
        let zone = Zone::utc();
        let ctx = Context { program: &self.program, zone: &zone, now: noon("2026-02-28") };
        ask(&ctx, &Paces::new(&ctx), &Index::new(&self.program))
    }

    fn plan(&self, sprint: u64) -> SprintPlan {
        self.ask(|ctx, paces, index| plan(ctx, paces, index, &self.program.sprints[&sprint.into()]))
    }
}

// [BL8]
#[test]
fn days_are_working_days_by_allocation_without_absences() {
    let small = Small::new();
    let plan = small.plan(PLANNED[0]);
    assert_eq!(plan.working, 9);
    let rows: Vec<_> = plan.members.iter().map(|m| (m.person, m.working, m.away, m.days())).collect();
    assert_eq!(rows, [(ADA.into(), 9, 2, 7.0), (BEN.into(), 9, 0, 4.5)]);
    assert!((plan.days - 11.5).abs() < 1e-9);
}

// [BL9]
#[test]
fn points_follow_by_the_recent_pace() {
    let small = Small::new();
    let plan = small.plan(PLANNED[0]);
    assert_eq!(plan.pace, Some(Pace { points: 30.0, days: 15.0, sprints: 1 }));
    assert!(plan.points.is_some_and(|points| (points - 23.0).abs() < 1e-9));
    assert!(small.plan(PLANNED[1]).points.is_some_and(|points| (points - 18.0).abs() < 1e-9));
}

/// 13 + 8 + 5 = 26 pt of 23: 113 %.
// [BL9]
#[test]
fn demand_is_the_estimates_of_the_open_items() {
    let mut small = Small::new();
    for (points, owner, done) in
        [(13, ADA, false), (8, BEN, false), (5, 0, false), (0, ADA, false), (3, BEN, true)]
    {
        small.item(PLANNED[0], points, owner, done);
    }
    let plan = small.plan(PLANNED[0]);
    assert_eq!((plan.demand, plan.unestimated, plan.unowned, plan.items.len()), (Points::whole(26), 1, 1, 4));
    assert!(plan.is_over());
    assert_eq!(plan.percent().map(f64::round), Some(113.0));
}

/// Ada: 18 pt of Search are 9 days, 4 pt of Platform 2 days: 11 of 7, 4 too many.
// [BL10]
#[test]
fn a_person_is_over_allocated_across_teams() {
    let mut small = Small::new();
    small.item(PLANNED[0], 13, ADA, false);
    small.item(PLANNED[0], 5, ADA, false);
    small.item(PLANNED[1], 4, ADA, false);
    small.item(PLANNED[1], 10, CYD, false);
    let plans = [small.plan(PLANNED[0])];
    let all = small.ask(|ctx, paces, index| loads(ctx, paces, index, &plans));
    let rows: Vec<_> = all.iter().map(|l| (l.person(), l.days(), l.presence.days(), l.over())).collect();
    assert_eq!(rows, [(ADA.into(), 11.0, 7.0, Some(4.0)), (BEN.into(), 0.0, 4.5, None)]);
    let needs: Vec<_> = all[0].needs.iter().map(|n| (n.name.as_str(), n.days)).collect();
    assert_eq!(needs, [("Search 25", Some(9.0)), ("Platform 25", Some(2.0))]);
}

#[test]
fn without_a_closed_sprint_there_is_no_pace_and_no_guess() {
    let mut small = Small::new();
    for id in CLOSED {
        small.put(Slot::Sprint(id.into(), None));
    }
    let plan = small.plan(PLANNED[0]);
    assert_eq!((plan.pace.clone(), plan.points, plan.percent()), (None, None, None));
    assert!((plan.days - 11.5).abs() < 1e-9);
}

#[test]
fn what_may_carry_over_is_the_open_work_of_the_running_sprint() {
    let mut small = Small::new();
    let running =
        Sprint { state: SprintState::Active, ..(*small.program.sprints[&CLOSED[0].into()]).clone() };
    small.put(running);
    small.item(CLOSED[0], 8, ADA, false);
    let plan = small.plan(PLANNED[0]);
    assert_eq!((plan.carried.len(), plan.carried_points), (1, Points::whole(8)));
}

fn initiative(id: u64, title: &str, teams: &[u64], span: [&str; 2], size: i64) -> Initiative {
    Initiative {
        id: id.into(),
        title: title.into(),
        teams: teams.iter().map(|t| (*t).into()).collect(),
        start: Some(day(span[0])),
        end: Some(day(span[1])),
        size: Some(Points::whole(size)),
        state: InitiativeState::Planned,
        ..Initiative::default()
    }
}

fn table(small: &Small) -> WindowTable {
    small.ask(|ctx, paces, index| {
        let works = Works::new(ctx.program, index);
        window_table(ctx, paces, index, &works, &[SEARCH.into(), PLATFORM.into()])
    })
}

/// 60 pt over the 20 working days of the two sprints from 16 March on: 30 pt each. Search has 15 days
/// there, which are 30 pt: 100 %.
// [RM9]
#[test]
fn initiatives_are_spread_evenly_over_the_sprints_of_their_time() {
    let mut small = Small::new();
    small.put(initiative(1, "Ranking", &[SEARCH], ["2026-03-16", "2026-04-10"], 60));
    let table = table(&small);
    let labels: Vec<&str> = table.columns.iter().map(|c| c.label.as_str()).collect();
    assert_eq!(labels[..4], ["24", "25", "26", "27"]);
    let search = table.rows.iter().find(|r| r.name == "Search").expect("a row");
    let percents: Vec<_> = search.cells.iter().skip(1).take(4).map(|c| c.percent().map(f64::round)).collect();
    assert_eq!(percents, [Some(0.0), Some(100.0), Some(100.0), Some(0.0)]);
    assert_eq!(table.proposal, None);
}

/// Two initiatives of 24 pt in the same sprint are 48 of 30 pt. Moved on by a sprint, the one that
/// nothing waits for leaves 24 pt in each.
// [RM10]
#[test]
fn the_smallest_move_that_helps_is_proposed() {
    let mut small = Small::new();
    small.put(initiative(1, "Ranking", &[SEARCH], ["2026-03-16", "2026-03-27"], 24));
    small.put(initiative(2, "Index", &[SEARCH], ["2026-03-16", "2026-03-27"], 24));
    let proposal = table(&small).proposal.expect("a proposal");
    assert_eq!(
        proposal.words,
        "Search is booked above capacity in sprint 26. Moving Ranking to 30 Mar brings every sprint ahead under 100 %."
    );
    let fix = proposal.fix.expect("a fix");
    assert_eq!((fix.start, fix.end), (day("2026-03-30"), day("2026-04-10")));
    // Applied, nothing is left to propose.
    let old = small.program.initiatives[&fix.initiative].clone();
    small.put(Initiative { start: Some(fix.start), end: Some(fix.end), ..(*old).clone() });
    assert_eq!(table(&small).proposal, None);
}

// [RM10]
#[test]
fn where_no_move_helps_none_is_proposed() {
    let mut small = Small::new();
    small.put(initiative(1, "Ranking", &[SEARCH], ["2026-03-16", "2026-03-27"], 400));
    let proposal = table(&small).proposal.expect("a proposal");
    assert_eq!(proposal.fix, None);
    assert!(proposal.words.ends_with("No single move of an initiative brings every sprint under 100 %."));
}
