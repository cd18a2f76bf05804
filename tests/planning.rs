//! What the sample program tells on the backlog, in sprint planning and on the roadmap.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::analysis::backlog::score::Method;
use gluework::analysis::backlog::{Filter, Shape, backlog};
use gluework::analysis::capacity::{Paces, loads, next_sprints, plan, window_table};
use gluework::analysis::roadmap::{Narrow, Plan, Works, confidences, edges, judge, longest_chain, roadmap};
use gluework::analysis::{Colour, Context, Index};
use gluework::model::{Program, Timestamp, Zone, check};

/// Days of the week, ends of months and of a year.
const DAYS: [&str; 6] = ["2025-11-20", "2026-01-01", "2026-02-28", "2026-03-16", "2026-07-10", "2026-11-29"];

fn each(look: impl Fn(&str, &Program, &Context<'_>)) {
    let zone = Zone::utc();
    for day in DAYS {
        let program = gluework::sample::program(day.parse().unwrap(), &zone);
        let now = Timestamp::parse(&format!("{day}T09:00:00Z")).unwrap();
        look(day, &program, &Context { program: &program, zone: &zone, now });
    }
}

#[test]
fn the_backlog_has_scores_gaps_and_no_goal() {
    each(|day, program, _| {
        assert_eq!(check(program), [], "{day}");
        let all = backlog(program, &Filter::default(), &Shape::default());
        assert!(all.items > 30, "{day}: {} items", all.items);
        assert!(all.unestimated > 2 && all.aimless > 3 && all.aimless < all.items, "{day}");
        let by = Shape { by: Some(Method::Wsjf), ..Shape::default() };
        let first = backlog(program, &Filter::default(), &by).rows[0].id;
        assert!(program.items[&first].scoring.is_some(), "{day}");
    });
}

#[test]
fn one_person_is_wanted_by_two_teams() {
    each(|day, program, ctx| {
        let (paces, index) = (Paces::new(ctx), Index::new(program));
        let plans: Vec<_> = next_sprints(ctx, None)
            .iter()
            .map(|id| plan(ctx, &paces, &index, &program.sprints[id]))
            .collect();
        let loads = loads(ctx, &paces, &index, &plans);
        let over: Vec<_> = loads.iter().filter(|l| l.over().is_some()).collect();
        assert!(over.iter().any(|l| l.needs.len() > 1), "{day}: nobody is over-allocated across teams");
        assert!(over.len() <= 3, "{day}: {} people are over-allocated", over.len());
        assert_eq!(plans.len(), 3, "{day}");
    });
}

#[test]
fn the_roadmap_has_something_late_a_path_and_a_way_out() {
    each(|day, program, ctx| {
        let map = roadmap(program, Narrow::default());
        assert_eq!((map.goals, map.initiatives), (7, 11), "{day}");
        assert!(map.lanes.iter().all(|lane| lane.loose.is_empty()), "{day}");
        let edges = edges(&Plan::of(program), None);
        let late: Vec<_> = edges.iter().filter(|e| e.late.is_some()).collect();
        assert!(late.iter().any(|e| e.giver.is_some() && e.needer.is_some()), "{day}");
        let chain = longest_chain(program, &edges);
        assert!(chain.initiatives.len() > 1, "{day}");
        let confidence = confidences(ctx);
        let mut colours = Vec::new();
        for bar in map.bars() {
            let judged = judge(ctx, bar, &edges, Some(&confidence));
            colours.push(judged.colour);
        }
        for colour in [Colour::Green, Colour::Amber, Colour::Red] {
            assert!(colours.contains(&colour), "{day}: no {}", colour.name());
        }
        let (paces, index) = (Paces::new(ctx), Index::new(program));
        let works = Works::new(program, &index);
        let teams: Vec<_> = program.teams.keys().copied().collect();
        let table = window_table(ctx, &paces, &index, &works, &teams);
        assert!(table.proposal.is_some_and(|p| p.fix.is_some()), "{day}: nothing to try");
    });
}
