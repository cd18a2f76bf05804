//! Commitment, completion and velocity.

use crate::support::*;
use gluework::analysis::sprints::outcome;
use gluework::analysis::{Facts, Scope, Value, all_figures, headline};
use gluework::model::*;

fn put_in(item: &mut WorkItem, when: &str, sprint: SprintId) {
    let from = item.sprint;
    item.history.push(Event {
        at: at(when),
        seen: false,
        what: Happening::Sprint { from, to: Some(sprint) },
    });
    item.sprint = Some(sprint);
}

fn size(item: &mut WorkItem, points: i64) {
    item.estimate = Some(Points::whole(points));
}

#[test]
fn an_item_added_mid_sprint_raises_completed_never_committed() {
    let mut b = Builder::new();
    let sprint = SprintId::from(101);
    let a = b.item_with(&[("2026-03-01", TODO), ("2026-03-05", DONE)], |i| size(i, 5));
    assert_eq!(b.sprint(None, "2026-03-02", "2026-03-13", &[(a, 5)]).number(), 102);
    let sprint = SprintId::from(sprint.number() + 1);
    let mut item = (*b.program.items[&a]).clone();
    item.sprint = Some(sprint);
    b.program.put(item.into());
    let late = b.item_with(&[("2026-03-01", TODO), ("2026-03-10", DONE)], |i| {
        size(i, 3);
        put_in(i, "2026-03-06", sprint);
    });
    b.ask("2026-03-31", |ctx| {
        let all = outcome(&Facts::new(ctx), &b.program.sprints[&sprint]);
        assert_eq!((all.committed, all.completed), (Some(Points::whole(5)), Points::whole(8)));
        assert_eq!(all.added, [late]);
        assert_eq!(all.say_do(), Some(100.0));
    });
}

#[test]
fn the_state_at_the_end_counts_not_the_state_now() {
    let mut b = Builder::new();
    let sprint = b.sprint(None, "2026-03-02", "2026-03-13", &[]);
    let next = b.sprint(None, "2026-03-16", "2026-03-27", &[]);
    // Done two days after the end: carried over.
    let late = b.item_with(&[("2026-03-01", TODO), ("2026-03-15", DONE)], |i| {
        size(i, 5);
        i.sprint = Some(sprint);
    });
    // Moved on at closing time of the last day: carried over, not removed.
    let moved = b.item_with(&[("2026-03-01", DOING)], |i| {
        size(i, 8);
        put_in(i, "2026-03-01", sprint);
        put_in(i, "2026-03-13 15:00", next);
    });
    // Taken out in the middle: removed.
    let out = b.item_with(&[("2026-03-01", TODO)], |i| {
        size(i, 2);
        put_in(i, "2026-03-01", sprint);
        put_in(i, "2026-03-06", next);
    });
    // Done within, estimated anew afterwards: the estimate at the end counts.
    let done = b.item_with(&[("2026-03-01", TODO), ("2026-03-04", DONE)], |i| {
        i.sprint = Some(sprint);
        let (from, to) = (Some(Points::whole(1)), Some(Points::whole(13)));
        i.estimate = to;
        i.history.push(Event { at: at("2026-03-20"), seen: false, what: Happening::Estimate { from, to } });
    });
    let loose = b.item_with(&[("2026-03-01", TODO), ("2026-03-04", DONE)], |i| i.sprint = Some(sprint));
    b.ask("2026-03-31", |ctx| {
        let all = outcome(&Facts::new(ctx), &b.program.sprints[&sprint]);
        assert!(all.rebuilt);
        assert_eq!(all.committed, Some(Points::whole(16)));
        assert_eq!(all.completed, Points::whole(1));
        assert_eq!(all.completed_items, [done, loose]);
        assert_eq!(all.carried_over, [late, moved]);
        assert_eq!(all.removed, [out]);
        assert_eq!(all.unestimated, [loose]);
    });
}

#[test]
fn the_end_of_a_sprint_is_the_end_of_the_local_day() {
    let mut b = Builder::new();
    let sprint = b.sprint(None, "2026-03-02", "2026-03-13", &[]);
    // 23:30 UTC on the last day: within the sprint in New York, after it in Berlin.
    b.item_with(&[("2026-03-01", TODO), ("2026-03-13 23:30", DONE)], |i| {
        size(i, 5);
        i.sprint = Some(sprint);
    });
    for (name, points) in [("America/New_York", 5), ("Europe/Berlin", 0)] {
        let completed = b.ask_in(&zone(name), at("2026-03-31"), |ctx| {
            outcome(&Facts::new(ctx), &b.program.sprints[&sprint]).completed
        });
        assert_eq!(completed, Points::whole(points), "{name}");
    }
}

/// Closed sprints of a team, one done item each.
fn with_velocity(b: &mut Builder, team: Option<TeamId>, points: &[i64]) {
    for (n, size_of) in points.iter().enumerate() {
        let (start, end) = (format!("2026-0{}-01", n + 1), format!("2026-0{}-14", n + 1));
        let sprint = b.sprint(team, &start, &end, &[]);
        b.item_with(&[(&start, TODO), (&format!("2026-0{}-10", n + 1), DONE)], |i| {
            size(i, *size_of);
            i.team = team;
            i.sprint = Some(sprint);
        });
    }
}

#[test]
fn velocity_is_the_mean_of_the_last_three_closed_sprints_with_its_range() {
    let mut b = Builder::new();
    let team = b.team("Search");
    with_velocity(&mut b, Some(team), &[90, 36, 47, 40]);
    b.ask("2026-06-01", |ctx| {
        let [velocity, ..] = headline(ctx, Scope::default());
        assert_eq!(velocity.name, "Velocity, Search");
        assert_eq!((velocity.display.as_str(), velocity.unit.as_str()), ("41", "pt"));
        assert_eq!((velocity.caption.as_str(), velocity.detail.as_str()), ("Mean of 3", "36 to 47, last 3"));
        assert_eq!(velocity.formula[1], "(36 + 47 + 40) ÷ 3 = 41");
        assert_eq!(velocity.trend, [90.0, 36.0, 47.0, 40.0]);
    });
    b.settings(|s| s.thresholds.velocity_sprints = 2);
    b.ask("2026-06-01", |ctx| assert_eq!(headline(ctx, Scope::default())[0].value, Value::Points(43.5)));
}

#[test]
fn velocity_is_never_summed_over_teams_and_says_so() {
    let mut b = Builder::new();
    let (big, small) = (b.team("Big"), b.team("Small"));
    with_velocity(&mut b, Some(big), &[10, 10]);
    with_velocity(&mut b, Some(small), &[7]);
    b.ask("2026-06-01", |ctx| {
        let [all, ..] = headline(ctx, Scope::default());
        assert_eq!((all.name.as_str(), all.value.clone()), ("Velocity, Big", Value::Points(10.0)));
        assert_eq!(group(&all.left_out, "Other teams"), 1);
        let [asked, ..] = headline(ctx, Scope::team(small));
        assert_eq!((asked.name.as_str(), asked.value.clone()), ("Velocity, Small", Value::Points(7.0)));
    });
}

#[test]
fn unestimated_and_cancelled_items_are_no_silent_zero() {
    let mut b = Builder::new();
    let sprint = b.sprint(None, "2026-03-02", "2026-03-13", &[]);
    b.item_with(&[("2026-03-01", TODO), ("2026-03-05", DONE)], |i| i.sprint = Some(sprint));
    b.item_with(&[("2026-03-01", TODO), ("2026-03-05", CANCELLED)], |i| {
        size(i, 8);
        i.sprint = Some(sprint);
    });
    b.ask("2026-03-31", |ctx| {
        let [velocity, ..] = headline(ctx, Scope::default());
        assert_eq!(velocity.value, Value::Points(0.0));
        assert_eq!(group(&velocity.left_out, "Done, but not estimated"), 1);
    });
}

#[test]
fn a_sprint_whose_finish_days_an_import_does_not_know_is_left_out() {
    let mut b = Builder::new();
    let sprint = b.sprint(None, "2026-03-02", "2026-03-13", &[]);
    b.item_with(&[("2026-03-01", TODO), ("2026-03-25", DONE)], |i| {
        size(i, 5);
        i.sprint = Some(sprint);
        i.history[1].seen = true;
    });
    b.ask("2026-03-31", |ctx| {
        let [velocity, ..] = headline(ctx, Scope::default());
        assert!(!velocity.value.is_computed());
        assert_eq!(group(&velocity.left_out, "Closed sprints whose finish days"), 1);
    });
}

#[test]
fn say_do_compares_what_was_committed_only() {
    let mut b = Builder::new();
    let a = b.item_with(&[("2026-03-01", TODO), ("2026-03-05", DONE)], |i| size(i, 3));
    let c = b.item_with(&[("2026-03-01", TODO)], |i| size(i, 5));
    let sprint = b.sprint(None, "2026-03-02", "2026-03-13", &[(a, 3), (c, 5)]);
    for id in [a, c] {
        let mut item = (*b.program.items[&id]).clone();
        item.sprint = Some(sprint);
        b.program.put(item.into());
    }
    b.item_with(&[("2026-03-01", TODO), ("2026-03-06", DONE)], |i| {
        size(i, 8);
        put_in(i, "2026-03-04", sprint);
    });
    b.ask("2026-03-31", |ctx| {
        let say_do = figure(all_figures(ctx, Scope::default()), "Say-do");
        assert_eq!(say_do.value, Value::Percent(37.5));
        assert_eq!(say_do.formula[1], "3 ÷ 8 = 37.5 %");
    });
}
