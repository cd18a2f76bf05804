//! The roadmap on a small plan, worked by hand.
//!
//! Index (2 to 13 March, 10 working days) → Ranking (16 to 27 March, 10 days) → Go-live, 30 March, of
//! Launch (30 March to 3 April, 5 days). Cache stands alone (2 March to 10 April, 30 days).

use super::*;
use crate::analysis::{Colour, Index};
use crate::command::apply;
use crate::json::Json;
use crate::model::{
    Category, DependencyState, DependencyType, Goal, InitiativeState, ItemKind, Parent, Points, Project, Ref,
    Slot, Stamp, Status, Timestamp, WorkItem, Workflow, Zone, check,
};

fn day(text: &str) -> Date {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

const INDEX: u64 = 1;
const RANKING: u64 = 2;
const LAUNCH: u64 = 3;
const CACHE: u64 = 4;
const GO_LIVE: u64 = 9;

fn program() -> Program {
    let mut program = Program::default();
    let mut put = |slot: Slot| {
        program.put(slot);
    };
    let status = |id: u64, category| Status {
        id: id.into(),
        name: format!("S{id}"),
        category,
        wip_limit: None,
        policy: String::new(),
    };
    put(Workflow {
        id: 1.into(),
        statuses: vec![status(1, Category::ToDo), status(2, Category::Done)],
        ..Workflow::blank()
    }
    .into());
    put(Project {
        id: 1.into(),
        workflow: 1.into(),
        name: "Alpha".into(),
        prefix: "A".into(),
        ..Project::blank()
    }
    .into());
    put(Goal { id: 1.into(), name: "Fast".into(), ..Goal::blank() }.into());
    for (id, title, start, end) in [
        (INDEX, "Index", "2026-03-02", "2026-03-13"),
        (RANKING, "Ranking", "2026-03-16", "2026-03-27"),
        (LAUNCH, "Launch", "2026-03-30", "2026-04-03"),
        (CACHE, "Cache", "2026-03-02", "2026-04-10"),
    ] {
        put(Initiative {
            id: id.into(),
            title: title.into(),
            goal: (id != CACHE).then(|| 1.into()),
            start: Some(day(start)),
            end: Some(day(end)),
            baseline_end: Some(day(end)),
            state: InitiativeState::Planned,
            rank: id as i64,
            ..Initiative::default()
        }
        .into());
    }
    put(Milestone {
        id: GO_LIVE.into(),
        project: 1.into(),
        name: "Go-live".into(),
        due: day("2026-03-30"),
        initiative: Some(LAUNCH.into()),
        ..Milestone::blank()
    }
    .into());
    for (id, giver, needer) in [
        (1_u64, Ref::Initiative(INDEX.into()), Ref::Initiative(RANKING.into())),
        (2, Ref::Initiative(RANKING.into()), Ref::Milestone(GO_LIVE.into())),
    ] {
        put(Dependency {
            id: id.into(),
            title: format!("D{id}"),
            giver,
            needer,
            kind: DependencyType::FinishToStart,
            state: DependencyState::Committed,
            ..Dependency::blank()
        }
        .into());
    }
    program
}

fn all_edges(program: &Program) -> Vec<Edge> {
    edges(&Plan::of(program), None)
}

fn run(program: &mut Program, command: crate::command::Command) -> String {
    let stamp = Stamp { at: Timestamp(1_790_000_000_000), seed: 7 };
    let change = apply(program, command, stamp).unwrap_or_else(|why| panic!("{why}"));
    assert_eq!(check(program), []);
    change.label
}

// [RM1]
#[test]
fn goals_hold_their_initiatives_and_milestones() {
    let program = program();
    let all = roadmap(&program, Narrow::default());
    let names: Vec<_> = all.lanes.iter().map(|l| (l.name.as_str(), l.bars.len())).collect();
    assert_eq!(names, [("Fast", 3), ("Serves no goal", 1)]);
    assert_eq!((all.goals, all.initiatives, all.milestones), (1, 4, 1));
    let one = roadmap(&program, Narrow { goal: Some(1.into()), ..Narrow::default() });
    assert_eq!(one.initiatives, 3);
}

// [RM2]
#[test]
fn a_dependency_is_late_when_the_plan_breaks_it() {
    let mut program = program();
    assert!(all_edges(&program).iter().all(|edge| edge.late.is_none()));
    let before = all_edges(&program);
    let index = program.initiatives[&INDEX.into()].clone();
    // Six days more: Ranking starts on 16 March, Index ends on the 19th.
    let longer = replan_initiative(&program, &index, day("2026-03-02"), day("2026-03-19"));
    run(&mut program, longer);
    let late = newly_late(&before, &program);
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].words, "Ranking needs Index by 16 Mar, it comes 19 Mar, 3 days late");
    // What was late before and is no later is no news.
    assert_eq!(newly_late(&all_edges(&program), &program), []);
}

// [RM2]
#[test]
fn the_four_kinds_of_dependency_hold_the_ends_that_they_name() {
    // Index: 2 to 13 March. Ranking: moved to 9 to 20 March.
    for (kind, late) in [
        (DependencyType::FinishToStart, Some(4)),
        (DependencyType::StartToStart, None),
        (DependencyType::FinishToFinish, None),
        (DependencyType::StartToFinish, None),
    ] {
        let mut program = program();
        let ranking = program.initiatives[&RANKING.into()].clone();
        program.put(
            Initiative { start: Some(day("2026-03-09")), end: Some(day("2026-03-20")), ..(*ranking).clone() }
                .into(),
        );
        let dependency = program.dependencies[&1.into()].clone();
        program.put(Dependency { kind, ..(*dependency).clone() }.into());
        assert_eq!(all_edges(&program)[0].late, late, "{kind:?}");
    }
}

// [RM2]
#[test]
fn a_milestone_put_earlier_breaks_what_it_waits_for() {
    let mut program = program();
    let before = all_edges(&program);
    let milestone = program.milestones[&GO_LIVE.into()].clone();
    let label = run(&mut program, replan_milestone(&milestone, day("2026-03-20")));
    assert_eq!(label, "Go-live now 20 Mar");
    let late = newly_late(&before, &program);
    assert_eq!(late[0].words, "Go-live needs Ranking by 20 Mar, it comes 27 Mar, 7 days late");
}

// [RM3]
#[test]
fn an_initiative_that_moves_takes_its_open_milestones_along() {
    let mut program = program();
    let launch = program.initiatives[&LAUNCH.into()].clone();
    let later = replan_initiative(&program, &launch, day("2026-04-06"), day("2026-04-10"));
    let label = run(&mut program, later);
    assert_eq!(label, "Launch now 6 Apr to 10 Apr, with its milestone");
    assert_eq!(program.milestones[&GO_LIVE.into()].due, day("2026-04-06"));
    // Made longer, they stay.
    let launch = program.initiatives[&LAUNCH.into()].clone();
    let longer = replan_initiative(&program, &launch, day("2026-04-06"), day("2026-04-24"));
    run(&mut program, longer);
    assert_eq!(program.milestones[&GO_LIVE.into()].due, day("2026-04-06"));
}

/// Index 10 + Ranking 10 + Launch 5 = 25 working days; Cache has 30 but waits for nothing.
// [RM4]
#[test]
fn the_critical_path_is_the_longest_chain_of_what_waits() {
    let program = program();
    let chain = longest_chain(&program, &all_edges(&program));
    assert_eq!(chain.initiatives, [INDEX.into(), RANKING.into(), LAUNCH.into()]);
    assert_eq!(chain.days, 25);
    assert_eq!(
        chain.words,
        "Critical path: Index, then Ranking, then Launch, 25 working days together, until 3 Apr"
    );
    assert!(all_edges(&program).iter().all(|edge| chain.steps(&program, edge)));
}

// [RM4]
#[test]
fn a_loop_of_dependencies_ends() {
    let mut program = program();
    program.put(
        Dependency {
            id: 3.into(),
            title: "Back".into(),
            giver: Ref::Initiative(LAUNCH.into()),
            needer: Ref::Initiative(INDEX.into()),
            kind: DependencyType::FinishToStart,
            state: DependencyState::Committed,
            ..Dependency::blank()
        }
        .into(),
    );
    let chain = longest_chain(&program, &all_edges(&program));
    assert_eq!(chain.initiatives.len(), 3);
}

// [RM5]
#[test]
fn a_baseline_takes_the_plan_as_it_stands() {
    let mut program = program();
    let all = roadmap(&program, Narrow::default());
    run(&mut program, baseline_now(&all, day("2026-03-01")));
    let index = &program.initiatives[&INDEX.into()];
    assert_eq!((index.baseline_start, index.baselined), (Some(day("2026-03-02")), Some(day("2026-03-01"))));
    assert_eq!(program.milestones[&GO_LIVE.into()].baseline, Some(day("2026-03-30")));
    assert_eq!(roadmap(&program, Narrow::default()).baseline, Some(day("2026-03-01")));
}

// [RM6]
#[test]
fn colours_have_reasons() {
    let mut program = program();
    let zone = Zone::utc();
    let judged = |program: &Program, id: u64, confidence: Option<f64>| {
        let now = Timestamp::parse("2026-03-05T12:00:00Z").unwrap_or_default();
        let ctx = Context { program, zone: &zone, now };
        let all = roadmap(program, Narrow::default());
        let bar = all.bars().find(|b| b.initiative.id == id.into()).expect("a bar");
        let confidence = confidence.map(|percent| Confidence::from([(GO_LIVE.into(), Ok(percent))]));
        let judged = judge(&ctx, bar, &all_edges(program), confidence.as_ref());
        (judged.colour, judged.reason)
    };
    assert_eq!(judged(&program, INDEX, None), (Colour::Green, "As agreed".into()));
    assert_eq!(judged(&program, LAUNCH, Some(76.0)).0, Colour::Amber);
    assert_eq!(judged(&program, LAUNCH, Some(90.0)).0, Colour::Green);
    let index = program.initiatives[&INDEX.into()].clone();
    program.put(Initiative { end: Some(day("2026-03-19")), ..(*index).clone() }.into());
    assert_eq!(
        judged(&program, INDEX, None),
        (Colour::Amber, "4 working days behind the baseline of 13 Mar".into())
    );
    assert_eq!(
        judged(&program, RANKING, None),
        (Colour::Amber, "Ranking needs Index by 16 Mar, it comes 19 Mar, 3 days late".into())
    );
    program.put(Initiative { end: Some(day("2026-03-03")), ..(*index).clone() }.into());
    assert_eq!(judged(&program, INDEX, None), (Colour::Red, "2 working days past its end".into()));
}

/// Two done of 5 and 3 pt, one open of 8 pt below the epic: 8 of 16. A size of 20 leaves 4 beyond items.
// [RM7]
#[test]
fn progress_comes_from_the_items_below_the_linked_epics() {
    let mut program = program();
    let mut item = |id: u64, kind: ItemKind, parent: Option<u64>, status: u64, points: i64| {
        program.put(
            WorkItem {
                id: id.into(),
                key: format!("A-{id}"),
                kind,
                project: 1.into(),
                status: status.into(),
                parent: parent.map(|p| Parent::Item(p.into())),
                estimate: (points > 0).then(|| Points::whole(points)),
                team: Some(5.into()),
                ..WorkItem::blank()
            }
            .into(),
        );
    };
    item(50, ItemKind::Epic, None, 1, 0);
    item(51, ItemKind::Story, Some(50), 2, 5);
    item(52, ItemKind::Story, Some(50), 2, 3);
    item(53, ItemKind::Story, Some(50), 1, 8);
    item(54, ItemKind::Story, Some(50), 1, 0);
    let index = program.initiatives[&INDEX.into()].clone();
    let linked = Initiative { work: vec![50.into()], teams: vec![5.into()], ..(*index).clone() };
    program.put(linked.clone().into());
    let work = |program: &Program| {
        Works::new(program, &Index::new(program)).get(INDEX.into()).cloned().expect("work")
    };
    let first = work(&program);
    assert_eq!((first.done, first.all, first.share()), (8.0, 16.0, Some(0.5)));
    assert_eq!(first.words(), "8 of 16 pt done, 1 item not estimated");
    assert_eq!(first.left.get(&5.into()), Some(&8.0));
    program.put(Initiative { size: Some(Points::whole(20)), ..linked }.into());
    let sized = work(&program);
    assert_eq!((sized.all, sized.left.get(&5.into())), (20.0, Some(&12.0)));
}
