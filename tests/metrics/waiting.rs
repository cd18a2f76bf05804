//! Forecasts of work that waits for other work.

use crate::support::*;
use gluework::analysis::forecast::{When, when};
use gluework::analysis::time::back;
use gluework::analysis::{Facts, Scope, forecast};
use gluework::model::*;

const TODAY: &str = "2026-03-31";

/// Two teams that deliver one item a day, so that nothing is left to chance.
fn steady() -> (Builder, [TeamId; 2]) {
    let mut b = Builder::new();
    let teams = [b.team("One"), b.team("Two")];
    for team in teams {
        for n in 0..60 {
            let done = back(day(TODAY), n).to_string();
            b.item_with(&[(&format!("{done} 08:00"), DOING), (&done, DONE)], |i| i.team = Some(team));
        }
    }
    (b, teams)
}

fn open(b: &mut Builder, team: TeamId, count: usize) -> Vec<WorkItemId> {
    (0..count).map(|_| b.item_with(&[("2026-01-01", TODO)], |i| i.team = Some(team))).collect()
}

fn blocks(b: &mut Builder, blocker: WorkItemId, waits: WorkItemId) {
    let mut item = (*b.program.items[&blocker]).clone();
    item.links.push(Link { kind: LinkKind::Blocks, to: Ref::Item(waits) });
    b.program.put(item.into());
}

/// Days until every trial is finished: all of them agree.
#[track_caller]
fn certain(b: &Builder, scope: Scope) -> (i64, When) {
    let all = b.ask(TODAY, |ctx| when(ctx, scope, None).unwrap());
    assert_eq!(all.trials.first(), all.trials.last());
    ((all.trials[0] - day(TODAY)).num_days(), all)
}

// [FG5]
#[test]
fn what_waits_for_another_team_finishes_after_it() {
    let (mut b, [one, two]) = steady();
    let first = open(&mut b, one, 5);
    let second = open(&mut b, two, 3);
    assert_eq!(certain(&b, Scope::default()).0, 5);
    blocks(&mut b, first[4], second[0]);
    let (days, all) = certain(&b, Scope::default());
    assert_eq!((days, all.waiting.len(), all.outside.len(), all.circular.len()), (6, 1, 0, 0));
    // A chain: the sixth day, then the seventh.
    blocks(&mut b, second[0], second[1]);
    assert_eq!(certain(&b, Scope::default()).0, 7);
}

#[test]
fn the_queue_goes_on_while_one_item_waits() {
    let (mut b, [one, two]) = steady();
    let first = open(&mut b, one, 2);
    let second = open(&mut b, two, 4);
    // The first of four waits for day 2, and takes day 3; the fourth is done on day 4 as before.
    blocks(&mut b, first[1], second[0]);
    assert_eq!(certain(&b, Scope::default()).0, 4);
}

#[test]
fn work_beside_the_scope_that_it_waits_for_is_simulated_with_its_whole_queue() {
    let (mut b, [one, two]) = steady();
    let (alpha, beta) = (b.project, b.add_project(2, "Beta"));
    let waits = open(&mut b, one, 1)[0];
    b.project = beta;
    let others = open(&mut b, two, 9);
    b.project = alpha;
    assert_eq!(certain(&b, Scope::project(alpha)).0, 1);
    blocks(&mut b, others[6], waits);
    let (days, all) = certain(&b, Scope::project(alpha));
    assert_eq!((days, all.remaining, all.waiting.len(), all.outside.len()), (8, 1, 1, 1));
}

#[test]
fn a_circle_of_waiting_ends_and_is_said() {
    let (mut b, [one, two]) = steady();
    let (first, second) = (open(&mut b, one, 1)[0], open(&mut b, two, 1)[0]);
    blocks(&mut b, first, second);
    blocks(&mut b, second, first);
    let (days, all) = certain(&b, Scope::default());
    assert_eq!((days <= 2, all.circular.len()), (true, 2));
    b.ask(TODAY, |ctx| {
        let chart = forecast::when_chart(&Facts::new(ctx), Scope::default(), None);
        assert_eq!(group(&chart.notes.remarks, "Wait for each other in a circle"), 2);
    });
}

#[test]
fn finished_blockers_hold_nothing_up() {
    let (mut b, [one, two]) = steady();
    let waits = open(&mut b, two, 1)[0];
    let done = b.item_with(&[("2026-01-01", DOING), ("2026-01-05", DONE)], |i| i.team = Some(one));
    blocks(&mut b, done, waits);
    assert_eq!(certain(&b, Scope::default()), (1, certain(&b, Scope::default()).1));
    assert_eq!(certain(&b, Scope::default()).1.waiting.len(), 0);
}

#[test]
fn waiting_never_makes_it_earlier() {
    let mut b = Builder::new();
    let teams = [b.team("One"), b.team("Two")];
    for (k, team) in teams.into_iter().enumerate() {
        for n in 0..60 {
            if (n * 7 + k as i64 * 3) % 5 < 2 {
                let done = back(day(TODAY), n).to_string();
                b.item_with(&[(&format!("{done} 08:00"), DOING), (&done, DONE)], |i| i.team = Some(team));
            }
        }
    }
    let (first, second) = (open(&mut b, teams[0], 12), open(&mut b, teams[1], 12));
    let free = b.ask(TODAY, |ctx| when(ctx, Scope::default(), None).unwrap());
    for (blocker, waits) in [(first[11], second[0]), (second[3], first[2])] {
        blocks(&mut b, blocker, waits);
    }
    let bound = b.ask(TODAY, |ctx| when(ctx, Scope::default(), None).unwrap());
    for percent in [15, 50, 85, 95] {
        assert!(free.by(percent) <= bound.by(percent), "{percent}");
    }
    assert!(free.by(50) < bound.by(50));
}
