//! Net flow, flow efficiency, goals, risks and milestones as series.

use crate::support::*;
use gluework::analysis::flow::{efficiency, net_flow};
use gluework::analysis::forecast::milestones_chart;
use gluework::analysis::goals::goal_chart;
use gluework::analysis::risk::risk_chart;
use gluework::analysis::time::back;
use gluework::analysis::{Colour, Facts, Scope, Window, all_figures};
use gluework::model::*;

const ALL: Scope = Scope { project: None, team: None };

fn facts<T>(b: &Builder, today: &str, question: impl FnOnce(&Facts<'_>) -> T) -> T {
    b.ask(today, |ctx| question(&Facts::new(ctx)))
}

#[test]
fn net_flow_is_the_change_of_work_in_progress() {
    let mut b = Builder::new();
    // Week of 2 March: three start, one ends. Week of 9 March: one starts, two end, one of them cancelled.
    b.item(&[("2026-03-02", DOING), ("2026-03-05", DONE)]);
    b.item(&[("2026-03-03", DOING), ("2026-03-10", DONE)]);
    b.item(&[("2026-03-04", DOING), ("2026-03-11", CANCELLED)]);
    b.item(&[("2026-03-09", DOING)]);
    // Straight to done: in and out. Cancelled before its start: never in.
    b.item(&[("2026-03-02", TODO), ("2026-03-10", DONE)]);
    b.item(&[("2026-03-02", TODO), ("2026-03-10", CANCELLED)]);
    facts(&b, "2026-03-15", |facts| {
        let chart = net_flow(facts, ALL, Window::last(14));
        let weeks: Vec<_> = chart.weeks.iter().map(|w| (w.started.len(), w.ended.len(), w.net())).collect();
        assert_eq!(weeks, [(3, 1, 2), (2, 3, -1)]);
        assert_eq!(chart.net, 1);
        assert!(chart.notes.caption.ends_with("work in progress grew by 1."), "{}", chart.notes.caption);
    });
}

#[test]
fn what_an_import_saw_begun_did_not_start_on_the_day_of_the_import() {
    let mut b = Builder::new();
    let seen = |b: &mut Builder, passage: &[(&str, &str)], which: &[usize]| {
        b.item_with(passage, |i| which.iter().for_each(|n| i.history[*n].seen = true));
    };
    b.item(&[("2026-03-03", DOING)]);
    // Two seen in progress by the import of 9 March, of which one was then finished here.
    seen(&mut b, &[("2026-03-09", DOING)], &[0]);
    seen(&mut b, &[("2026-03-09", DOING), ("2026-03-11", DONE)], &[0]);
    // Seen done, straight or on the way: neither began nor ended that day. A known start may end so.
    seen(&mut b, &[("2026-03-09", DONE)], &[0]);
    seen(&mut b, &[("2026-03-09", DOING), ("2026-03-10", DONE)], &[0, 1]);
    seen(&mut b, &[("2026-03-04", DOING), ("2026-03-10", DONE)], &[1]);
    // Seen long before the window: nothing to say of it.
    seen(&mut b, &[("2026-01-10", DOING)], &[0]);
    facts(&b, "2026-03-15", |facts| {
        let chart = net_flow(facts, ALL, Window::last(14));
        let weeks: Vec<_> = chart.weeks.iter().map(|w| (w.started.len(), w.ended.len())).collect();
        assert_eq!(weeks, [(2, 0), (0, 2)]);
        assert_eq!(group(&chart.notes.left_out, "Start not known"), 4);
        let end = ": net 0. 4 items came in by import with an unknown start and are not counted as started.";
        assert!(chart.notes.caption.ends_with(end), "{}", chart.notes.caption);
    });
}

#[test]
fn efficiency_leaves_out_blocks_waiting_statuses_and_time_back_in_to_do() {
    let mut b = Builder::new();
    // Ten days: 2 doing, 3 in review, 1 back in to do, 4 doing, of which 1 blocked.
    let passage = [
        ("2026-03-01", TODO),
        ("2026-03-02", DOING),
        ("2026-03-04", REVIEW),
        ("2026-03-07", TODO),
        ("2026-03-08", DOING),
        ("2026-03-12", DONE),
    ];
    b.item_with(&passage, |i| {
        let blocked = Happening::Blocked { reason: "no quota".into() };
        i.history.push(Event { at: at("2026-03-09"), seen: false, what: blocked });
        i.history.push(Event { at: at("2026-03-10"), seen: false, what: Happening::Unblocked });
    });
    b.item(&[("2026-03-01", TODO), ("2026-03-12", DONE)]);
    b.item_with(&[("2026-03-02", DOING), ("2026-03-12", DONE)], |i| i.history[0].seen = true);
    let percent = |b: &Builder| facts(b, "2026-03-15", |facts| efficiency(facts, ALL, Window::default()));
    let unmarked = percent(&b);
    assert_eq!(unmarked.percent, Some(80.0));
    assert_eq!(group(&unmarked.notes.remarks, "No status is marked as waiting"), 1);
    assert_eq!(group(&unmarked.notes.left_out, "Went from To do straight"), 1);
    assert_eq!(group(&unmarked.notes.left_out, "No complete history"), 1);
    b.settings(|s| {
        s.waiting.insert(status(REVIEW));
    });
    let marked = percent(&b);
    assert_eq!((marked.percent, marked.items.len(), marked.items[0].percent()), (Some(50.0), 1, 50.0));
    assert_eq!(group(&marked.notes.remarks, "No status is marked as waiting"), 0);
    b.ask("2026-03-15", |ctx| {
        let figure = figure(all_figures(ctx, ALL), "Flow efficiency");
        assert_eq!((figure.value.number(), figure.formula[1].as_str()), (Some(50.0), "5 d ÷ 10 d = 50 %"));
    });
}

#[test]
fn an_item_serves_the_goal_of_the_nearest_item_above() {
    let mut b = Builder::new();
    let goals: Vec<GoalId> = ["Fast", "Safe"]
        .iter()
        .map(|name| {
            let id = GoalId::from(b.id());
            let made = Timestamp(0);
            b.program.put(
                Goal {
                    id,
                    project: None,
                    name: (*name).into(),
                    created: made,
                    updated: made,
                    ..gluework::json::Json::blank()
                }
                .into(),
            );
            id
        })
        .collect();
    let epic = b.item_with(&[("2026-03-01", TODO)], |i| {
        i.kind = ItemKind::Epic;
        i.goal = Some(goals[0]);
    });
    let below = |b: &mut Builder, passage: &[(&str, &str)], change: fn(&mut WorkItem)| {
        b.item_with(passage, |i| {
            i.parent = Some(Parent::Item(epic));
            change(i);
        })
    };
    below(&mut b, &[("2026-03-01", TODO), ("2026-03-02", DONE)], |i| i.estimate = Some(Points::whole(3)));
    below(&mut b, &[("2026-03-01", TODO)], |i| i.estimate = Some(Points::whole(5)));
    below(&mut b, &[("2026-03-01", TODO)], |_| {});
    below(&mut b, &[("2026-03-01", TODO), ("2026-03-02", CANCELLED)], |_| {});
    let own = b.item_with(&[("2026-03-01", TODO)], |i| {
        i.parent = Some(Parent::Item(epic));
        i.goal = Some(goals[1]);
    });
    let aimless = b.item(&[("2026-03-01", TODO)]);
    facts(&b, "2026-03-15", |facts| {
        let chart = goal_chart(facts, ALL);
        let [fast, safe] = chart.goals.as_slice() else { panic!("two goals") };
        assert_eq!((fast.done.len(), fast.open.len(), fast.unestimated), (1, 2, 1));
        assert!((fast.percent().unwrap() - 100.0 / 3.0).abs() < 1e-9);
        assert_eq!(fast.percent_points(), Some(37.5));
        assert_eq!(
            (safe.open.as_slice(), chart.aimless.as_slice()),
            ([own].as_slice(), [aimless].as_slice())
        );
        assert_eq!(
            chart.notes.caption,
            "The goal furthest behind: Safe with 0 % of its items done; 1 open item serves no goal."
        );
        assert_eq!(group(&chart.notes.left_out, "Cancelled"), 1);
    });
}

#[test]
fn the_risk_burndown_names_the_risks_of_each_week() {
    let mut b = Builder::new();
    let risk = |b: &mut Builder, percent, loss, created: &str, closed: Option<&str>| {
        b.risk(3, 3, |r| {
            (r.probability, r.loss, r.created) = (Some(percent), Some(eur(loss)), at(created));
            if let Some(closed) = closed {
                (r.state, r.closed) = (RiskState::Resolved, Some(at(closed)));
            }
        })
    };
    let first = risk(&mut b, 50, 1_000, "2026-02-01", Some("2026-03-10"));
    let second = risk(&mut b, 10, 2_000, "2026-03-03", None);
    b.risk(3, 3, |_| {});
    facts(&b, "2026-03-15", |facts| {
        let chart = risk_chart(facts, ALL, Window::last(21));
        let weeks: Vec<_> = chart.weeks.iter().map(|w| (w.exposure / 100, w.risks.clone())).collect();
        assert_eq!(weeks, [(500, vec![first]), (700, vec![first, second]), (200, vec![second])]);
        assert_eq!(chart.notes.caption, "The open risks stand for €200, down from €500.");
        assert_eq!(group(&chart.notes.left_out, "Without a probability"), 1);
    });
}

#[test]
fn milestones_ahead_show_their_days_and_the_least_sure() {
    let mut b = Builder::new();
    for n in 0..60 {
        let done = back(day("2026-03-31"), n).to_string();
        b.item(&[(&format!("{done} 08:00"), DOING), (&done, DONE)]);
    }
    for _ in 0..10 {
        b.item(&[("2026-01-01", TODO)]);
    }
    b.milestone("Late", "2026-04-09", None);
    b.milestone("Safe", "2026-04-10", None);
    facts(&b, "2026-03-31", |facts| {
        let chart = milestones_chart(facts, ALL);
        let colours: Vec<_> = chart.bars.iter().map(|bar| bar.colour).collect();
        assert_eq!(colours, [Some(Colour::Red), Some(Colour::Green)]);
        assert_eq!(chart.bars[0].marks, [50, 70, 85, 95].map(|p| (p, day("2026-04-10"))));
        assert_eq!(
            chart.notes.caption,
            "2 milestones lie ahead. The least sure is Late, due 9 Apr: reached in time in <1 % of trials."
        );
    });
}
