//! Cycle time, lead time, throughput, WIP, cumulative flow, blocked time.

use crate::support::*;
use gluework::analysis::flow::{
    self, Durations, Measure, ageing, blocked_time, cfd, cycle_scatter, throughput_by_week,
};
use gluework::analysis::{DayCount, Facts, Scope, Window, all_figures, headline};
use gluework::model::*;

/// The cycle time of one item as of 31 March 2026; none where it is left out.
#[track_caller]
fn check(passage: &[(&str, &str)], expected: Option<i64>) {
    let mut b = Builder::new();
    b.item(passage);
    let dots = b.ask("2026-03-31", |ctx| cycle_scatter(ctx, Scope::default(), Window::default()));
    assert_eq!(dots.first().map(|d| d.days), expected, "{passage:?}");
}

fn durations(b: &Builder, today: &str) -> Durations {
    b.ask(today, |ctx| Durations::new(&Facts::new(ctx), Scope::default(), Window::default(), Measure::Cycle))
}

#[test]
fn cycle_time_is_finish_day_minus_start_day_plus_one() {
    check(&[("2026-03-01", TODO), ("2026-03-02", DOING), ("2026-03-09", DONE)], Some(8));
}

#[test]
fn the_same_day_is_one_day() {
    check(&[("2026-03-02 08:00", TODO), ("2026-03-02 09:00", DOING), ("2026-03-02 17:00", DONE)], Some(1));
}

#[test]
fn moving_back_to_to_do_keeps_the_first_start() {
    check(
        &[
            ("2026-03-01", TODO),
            ("2026-03-02", DOING),
            ("2026-03-03", TODO),
            ("2026-03-08", DOING),
            ("2026-03-09", DONE),
        ],
        Some(8),
    );
}

#[test]
fn the_last_entry_to_done_is_the_finish() {
    check(
        &[
            ("2026-03-01", TODO),
            ("2026-03-02", DOING),
            ("2026-03-04", DONE),
            ("2026-03-05", DOING),
            ("2026-03-09", DONE),
        ],
        Some(8),
    );
}

#[test]
fn an_item_created_in_progress_started_on_that_day() {
    check(&[("2026-03-02", DOING), ("2026-03-04", DONE)], Some(3));
}

#[test]
fn a_reopened_item_is_unfinished_and_said() {
    let passage = [("2026-03-01", TODO), ("2026-03-02", DOING), ("2026-03-04", DONE), ("2026-03-05", DOING)];
    check(&passage, None);
    let mut b = Builder::new();
    b.item(&passage);
    assert_eq!(durations(&b, "2026-03-31").reopened.len(), 1);
}

#[test]
fn a_cancelled_item_counts_nowhere_and_is_said() {
    let passage =
        [("2026-03-01", TODO), ("2026-03-02", DOING), ("2026-03-04", DONE), ("2026-03-05", CANCELLED)];
    check(&passage, None);
    let mut b = Builder::new();
    b.item(&passage);
    b.item(&[("2026-03-01", DOING), ("2026-03-04", CANCELLED)]);
    assert_eq!(durations(&b, "2026-03-31").cancelled.len(), 2);
    b.ask("2026-03-31", |ctx| {
        let figures = all_figures(ctx, Scope::default());
        assert_eq!(figure(figures.clone(), "Work in progress").value.number(), Some(0.0));
        let throughput = figure(figures, "Throughput");
        assert_eq!((throughput.value.number(), group(&throughput.left_out, "Cancelled")), (Some(0.0), 2));
    });
}

#[test]
fn to_do_straight_to_done_is_one_day_counted_and_said() {
    let passage = [("2026-03-01", TODO), ("2026-03-09", DONE)];
    check(&passage, Some(1));
    let mut b = Builder::new();
    b.item(&passage);
    b.ask("2026-03-31", |ctx| {
        let [_, cycle, ..] = headline(ctx, Scope::default());
        assert_eq!(group(&cycle.remarks, "Went from To do straight to Done"), 1);
    });
}

#[test]
fn an_item_without_history_is_left_out_counted_and_said() {
    let mut b = Builder::new();
    b.item(&[("2026-03-02", DOING), ("2026-03-04", DONE)]);
    b.item_with(&[("2026-03-09", DONE)], |i| i.history.clear());
    // Seen in progress by an import: the true start lies before.
    b.item_with(&[("2026-03-02", DOING), ("2026-03-09", DONE)], |i| i.history[0].seen = true);
    // Seen done: the true finish lies before.
    b.item_with(&[("2026-03-02", DOING), ("2026-03-09", DONE)], |i| i.history[1].seen = true);
    // Seen in "to do", then done: whether it was in progress before is not known.
    b.item_with(&[("2026-03-02", TODO), ("2026-03-09", DONE)], |i| i.history[0].seen = true);
    let all = durations(&b, "2026-03-31");
    assert_eq!((all.dots.len(), all.no_history.len(), all.direct.len()), (1, 4, 0));
    b.ask("2026-03-31", |ctx| {
        let [_, cycle, ..] = headline(ctx, Scope::default());
        assert_eq!(group(&cycle.left_out, "No history"), 4);
    });
}

#[test]
fn an_import_that_knows_only_the_day_of_resolution_has_no_cycle_time() {
    let mut b = Builder::new();
    b.item_with(&[("2026-03-02", TODO), ("2026-03-09", DONE)], |i| {
        i.source = Some(SourceRef {
            system: SourceSystem::Jira,
            key: i.key.clone(),
            id: None,
            url: None,
            seen: Default::default(),
            last_import: at("2026-03-10"),
        });
    });
    let all = durations(&b, "2026-03-31");
    assert_eq!((all.dots.len(), all.no_history.len()), (0, 1));
    // It was delivered on that day all the same, and its lead time is known.
    b.ask("2026-03-31", |ctx| {
        let figures = all_figures(ctx, Scope::default());
        assert_eq!(figure(figures.clone(), "Lead time").value.number(), Some(8.0));
        assert_eq!(figure(figures, "Throughput").population[2].1, 1);
    });
}

#[test]
fn containers_are_not_work() {
    let mut b = Builder::new();
    b.item_with(&[("2026-03-02", DOING), ("2026-03-04", DONE)], |i| i.kind = ItemKind::Epic);
    assert_eq!(durations(&b, "2026-03-31").in_scope, 0);
}

#[test]
fn the_order_within_a_history_does_not_matter() {
    let mut b = Builder::new();
    b.item_with(&[("2026-03-01", TODO), ("2026-03-02", DOING), ("2026-03-09", DONE)], |i| {
        i.history.reverse()
    });
    assert_eq!(durations(&b, "2026-03-31").sorted, [8]);
}

#[test]
fn what_happened_after_now_is_not_seen() {
    let mut b = Builder::new();
    b.item(&[("2026-03-02", DOING), ("2026-03-09", DONE)]);
    b.item(&[("2026-03-20", TODO)]);
    assert_eq!(durations(&b, "2026-03-08").dots, []);
    b.ask("2026-03-08", |ctx| {
        let facts = Facts::new(ctx);
        assert_eq!(facts.items.len(), 1);
        assert_eq!(ageing(&facts, Scope::default(), Window::default())[0].age, Some(7));
    });
}

#[test]
fn lead_time_runs_from_creation_and_is_labelled_so() {
    let mut b = Builder::new();
    b.item(&[("2026-03-01", TODO), ("2026-03-05", DOING), ("2026-03-09", DONE)]);
    b.ask("2026-03-31", |ctx| {
        let lead = figure(all_figures(ctx, Scope::default()), "Lead time");
        assert_eq!(lead.value.number(), Some(9.0));
        assert!(lead.formula_note.contains("not Kanban's commitment to delivery"));
    });
}

#[test]
fn the_85th_percentile_of_ten_is_the_ninth_and_n_is_shown() {
    let sample: Vec<i64> = (1..=10).collect();
    assert_eq!(flow::percentile(&sample, 85), Some(9));
    assert_eq!(flow::percentile(&sample, 50), Some(5));
    assert_eq!(flow::percentile(&sample, 100), Some(10));
    assert_eq!(flow::percentile(&sample, 0), Some(1));
    assert_eq!(flow::percentile::<i64>(&[], 85), None);
    // 0.07 × 100 is a little more than 7 in floating point; the rank is 7 all the same.
    let hundred: Vec<i64> = (1..=100).collect();
    assert_eq!(flow::percentile(&hundred, 7), Some(7));
}

#[test]
fn the_working_of_cycle_time_says_it_all() {
    let mut b = Builder::new();
    for days in 1..=10 {
        b.item(&[("2026-03-02", DOING), (&format!("2026-03-{:02}", days + 1), DONE)]);
    }
    b.ask("2026-03-31", |ctx| {
        let [_, cycle, ..] = headline(ctx, Scope::default());
        assert_eq!((cycle.display.as_str(), cycle.unit.as_str()), ("9", "days"));
        assert_eq!((cycle.caption.as_str(), cycle.detail.as_str()), ("85 % within", "n = 10"));
        assert_eq!(cycle.sentence, "85 % of finished items took 9 days or less.");
        assert_eq!(cycle.formula[1], "sorted[ceil(0.85 × 10) − 1] = sorted[8] = 9");
        assert_eq!(cycle.population[2], ("Counted".to_owned(), 10));
        assert_eq!(cycle.behind[0].value, "10 d");
    });
}

#[test]
fn without_finished_items_cycle_time_says_why_not() {
    let b = Builder::new();
    b.ask("2026-03-31", |ctx| {
        let [_, cycle, ..] = headline(ctx, Scope::default());
        assert_eq!((cycle.display.as_str(), cycle.value.is_computed()), ("n/a", false));
        assert!(cycle.sentence.contains("31 Jan to 31 Mar"), "{}", cycle.sentence);
    });
}

#[test]
fn days_are_local_on_both_sides_of_utc() {
    let mut b = Builder::new();
    // 23:30 and 00:30 UTC: another day in Berlin (UTC+1), the same day in New York (UTC−5).
    b.item(&[("2026-03-02 23:30", DOING), ("2026-03-03 00:30", DONE)]);
    for (name, expected) in [("UTC", 2), ("Europe/Berlin", 1), ("America/New_York", 1)] {
        let days = b.ask_in(&zone(name), at("2026-03-31"), |ctx| {
            cycle_scatter(ctx, Scope::default(), Window::default())
        });
        assert_eq!(days[0].days, expected, "{name}");
    }
    let finish = |name| {
        b.ask_in(&zone(name), at("2026-03-31"), |ctx| {
            cycle_scatter(ctx, Scope::default(), Window::default())[0].finish
        })
    };
    assert_eq!(finish("Europe/Berlin"), day("2026-03-03"));
    assert_eq!(finish("America/New_York"), day("2026-03-02"));
}

#[test]
fn a_clock_change_neither_adds_nor_takes_a_day() {
    let mut b = Builder::new();
    // Berlin loses an hour on 29 March 2026: 28 March 23:30 local to 30 March 00:10 local is
    // 23 h 40 min, and yet three calendar days.
    b.item(&[("2026-03-28 22:30", DOING), ("2026-03-29 22:10", DONE)]);
    // And gains one on 25 October: a day of 25 hours is one day.
    b.item(&[("2026-10-24 22:10", DOING), ("2026-10-25 22:50", DONE)]);
    let days = |now: &str| {
        b.ask_in(&zone("Europe/Berlin"), at(now), |ctx| {
            cycle_scatter(ctx, Scope::default(), Window::default())[0].days
        })
    };
    assert_eq!(days("2026-03-31"), 3);
    assert_eq!(days("2026-10-31"), 1);
}

#[test]
fn working_days_are_a_switch() {
    let mut b = Builder::new();
    b.settings(|s| {
        s.holidays.insert(day("2026-03-09"));
    });
    // Friday to the Tuesday after next: 12 calendar days, 8 working days less one holiday.
    b.item(&[("2026-03-06", DOING), ("2026-03-17", DONE)]);
    // A Saturday's work is one day, not none.
    b.item(&[("2026-03-14 09:00", DOING), ("2026-03-14", DONE)]);
    let days = |count| {
        let window = Window { count, ..Window::default() };
        b.ask("2026-03-31", |ctx| {
            Durations::new(&Facts::new(ctx), Scope::default(), window, Measure::Cycle).sorted
        })
    };
    assert_eq!(days(DayCount::Calendar), [1, 12]);
    assert_eq!(days(DayCount::Working), [1, 7]);
}

#[test]
fn days_without_a_delivery_are_data() {
    let mut b = Builder::new();
    b.item(&[("2026-03-02", DOING), ("2026-03-02", DONE)]);
    b.item(&[("2026-03-02", DOING), ("2026-03-18", DONE)]);
    let weeks = b.ask("2026-03-18", |ctx| throughput_by_week(ctx, Scope::default(), Window::last(17)));
    let counts: Vec<_> = weeks.iter().map(|w| (w.monday.to_string(), w.count, w.complete)).collect();
    let expected = [("2026-03-02", 1, true), ("2026-03-09", 0, true), ("2026-03-16", 1, false)];
    assert_eq!(counts, expected.map(|(d, n, c)| (d.to_owned(), n, c)));
}

#[test]
fn age_is_compared_with_the_cycle_times_of_the_workflow() {
    let mut b = Builder::new();
    for days in 1..=10 {
        b.item(&[("2026-03-02", DOING), (&format!("2026-03-{:02}", days + 1), DONE)]);
    }
    let old = b.item(&[("2026-03-21", TODO), ("2026-03-22", DOING)]);
    b.item(&[("2026-03-23", DOING)]);
    let put_back = b.item(&[("2026-03-24", DOING), ("2026-03-25", TODO)]);
    b.item(&[("2026-03-24", TODO)]);
    b.ask("2026-03-31", |ctx| {
        let all = ageing(&Facts::new(ctx), Scope::default(), Window::default());
        assert_eq!(all.iter().map(|a| a.age).collect::<Vec<_>>(), [Some(10), Some(9), Some(8)]);
        assert_eq!(all.iter().filter(|a| a.is_old()).map(|a| a.item).collect::<Vec<_>>(), [old]);
        assert_eq!(all.iter().filter(|a| a.put_back).map(|a| a.item).collect::<Vec<_>>(), [put_back]);
    });
}

#[test]
fn cumulative_flow_back_fills_and_counts_the_last_crossing() {
    let mut b = Builder::new();
    // Skips Review; moves back once, so its arrival in Doing is the last one.
    b.item(&[
        ("2026-03-01", TODO),
        ("2026-03-02", DOING),
        ("2026-03-03", TODO),
        ("2026-03-04", DOING),
        ("2026-03-05", DONE),
    ]);
    b.item(&[("2026-03-03", DOING)]);
    b.item(&[("2026-03-01", DOING), ("2026-03-02", CANCELLED)]);
    let all = b.ask("2026-03-06", |ctx| cfd(ctx, Scope::default(), Window::last(6)));
    let line = |name: &str| all.lines.iter().find(|l| l.name == name).unwrap().counts.clone();
    assert_eq!(all.days.len(), 6);
    assert_eq!(line(TODO), [1, 1, 2, 2, 2, 2]);
    assert_eq!(line(DOING), [0, 0, 1, 2, 2, 2]);
    assert_eq!(line(REVIEW), [0, 0, 0, 0, 1, 1]);
    assert_eq!(line(DONE), [0, 0, 0, 0, 1, 1]);
    assert_eq!(all.cancelled, 1);
}

#[test]
fn blocked_time_is_summed_by_reason_and_an_unresolved_block_runs_to_today() {
    let mut b = Builder::new();
    let block = |when: &str, reason: &str| Event {
        at: at(when),
        seen: false,
        what: Happening::Blocked { reason: reason.into() },
    };
    let free = |when: &str| Event { at: at(when), seen: false, what: Happening::Unblocked };
    b.item_with(&[("2026-03-02", DOING)], |i| {
        i.history.extend([block("2026-03-03", "Vendor"), free("2026-03-05")]);
        // The same day again is not a second day.
        i.history.extend([block("2026-03-05 14:00", "vendor "), free("2026-03-06")]);
    });
    b.item_with(&[("2026-03-02", DOING)], |i| i.history.push(block("2026-03-09", "Access")));
    b.item_with(&[("2026-03-02", DOING)], |i| {
        i.blocked = Some(Block { since: at("2026-03-10"), reason: String::new() });
    });
    let all = b.ask("2026-03-10", |ctx| blocked_time(&Facts::new(ctx), Scope::default(), Window::default()));
    let rows: Vec<_> = all.iter().map(|r| (r.reason.as_str(), r.days)).collect();
    assert_eq!(rows, [("Vendor", 4), ("Access", 2), ("", 1)]);
}
