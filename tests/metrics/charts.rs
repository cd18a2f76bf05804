//! The series that charts are drawn from.

use crate::support::*;
use gluework::analysis::flow::{
    Measure, Step, ageing_chart, cfd_chart, histogram, scatter, throughput_chart,
};
use gluework::analysis::forecast::{TRIALS, how_many_chart, when_chart};
use gluework::analysis::quality::leakage_chart;
use gluework::analysis::sprints::{burn, burnable, velocity_chart};
use gluework::analysis::{Facts, Scope, Window, all_series, cost};
use gluework::model::*;

const ALL: Scope = Scope { project: None, team: None };

fn facts<T>(b: &Builder, today: &str, question: impl FnOnce(&Facts<'_>) -> T) -> T {
    b.ask(today, |ctx| question(&Facts::new(ctx)))
}

/// Finished after 1, 2, …, 10 days, the last on 20 March; two in progress, for 9 and 12 days.
fn flowing() -> Builder {
    let mut b = Builder::new();
    for took in 1..=10_i64 {
        let start = gluework::analysis::time::back(day("2026-03-20"), took - 1).to_string();
        b.item(&[(&format!("{start} 08:00"), DOING), ("2026-03-20 18:00", DONE)]);
    }
    b.item(&[("2026-03-12", DOING)]);
    b.item(&[("2026-03-09", DOING), ("2026-03-11", REVIEW)]);
    b
}

#[test]
fn the_caption_of_the_scatter_says_what_is_usual_and_what_is_older() {
    facts(&flowing(), "2026-03-20", |facts| {
        let chart = scatter(facts, ALL, Window::default(), Measure::Cycle);
        assert_eq!(
            chart.notes.caption,
            "85 % of items finish within 9 days; 1 in progress is older than that."
        );
        assert_eq!(chart.dots.len(), 10);
        assert_eq!(chart.percentiles.map(|p| (p.p50, p.p85, p.p95)), Some((5, 9, 10)));
        assert_eq!(chart.notes.window, Some((day("2026-01-20"), day("2026-03-20"))));
        assert_eq!(chart.notes.population.last().map(|p| p.1), Some(10));
    });
}

#[test]
fn a_histogram_has_no_gaps_and_holds_every_item_once() {
    let mut b = flowing();
    b.item(&[("2026-02-01", DOING), ("2026-03-20", DONE)]);
    facts(&b, "2026-03-20", |facts| {
        let chart = histogram(facts, ALL, Window::default(), Measure::Cycle);
        // 48 days at most: two days a bar.
        assert_eq!((chart.bars[0].from, chart.bars[0].to, chart.bars.len()), (1, 2, 24));
        assert!(chart.bars.windows(2).all(|pair| pair[0].to + 1 == pair[1].from));
        assert_eq!(chart.bars.iter().map(|bar| bar.items.len()).sum::<usize>(), 11);
        assert_eq!(chart.bars[23].items.len(), 1);
    });
}

#[test]
fn ageing_items_stand_in_their_status_against_their_own_workflow() {
    facts(&flowing(), "2026-03-20", |facts| {
        let chart = ageing_chart(facts, ALL, Window::default());
        let [lane] = chart.lanes.as_slice() else { panic!("one workflow") };
        let names: Vec<&str> = lane.statuses.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, [DOING, REVIEW]);
        assert_eq!(lane.dots.iter().map(|d| (d.age, d.old)).collect::<Vec<_>>(), [(12, true), (9, false)]);
        assert_eq!(lane.dots[0].status, status(REVIEW));
        assert_eq!(
            chart.notes.caption,
            "2 items are in progress, the oldest for 12 days; 1 is older than 85 % of finished items took."
        );
    });
}

#[test]
fn throughput_by_day_and_by_week_counts_the_window_and_nothing_else() {
    let mut b = flowing();
    // The day before the window: not in it, although its week is.
    b.item(&[("2026-03-01", DOING), ("2026-03-10", DONE)]);
    facts(&b, "2026-03-20", |facts| {
        let days = throughput_chart(facts, ALL, Window::last(10), Step::Day);
        assert_eq!(
            days.bars.iter().map(|bar| bar.items.len()).collect::<Vec<_>>(),
            [0, 0, 0, 0, 0, 0, 0, 0, 0, 10]
        );
        assert!((days.mean - 1.0).abs() < 1e-12);
        let weeks = throughput_chart(facts, ALL, Window::last(10), Step::Week);
        assert_eq!(
            weeks.bars.iter().map(|bar| (bar.items.len(), bar.complete)).collect::<Vec<_>>(),
            [(0, false), (10, false)]
        );
        assert!((weeks.mean - 7.0).abs() < 1e-12);
        assert_eq!(weeks.bars[0].from, day("2026-03-09"));
    });
}

#[test]
fn the_diagrams_caption_names_the_gap() {
    facts(&flowing(), "2026-03-20", |facts| {
        let chart = cfd_chart(facts, ALL, Window::last(9));
        assert!(chart.notes.caption.starts_with("10 items arrived at done"), "{}", chart.notes.caption);
        assert!(chart.notes.caption.ends_with("it fell from 4 to 2."), "{}", chart.notes.caption);
    });
}

#[test]
fn the_diagram_claims_no_growth_by_what_an_import_saw_begun() {
    let mut b = Builder::new();
    b.item(&[("2026-03-01", DOING)]);
    for _ in 0..3 {
        b.item_with(&[("2026-01-01", TODO), ("2026-03-20", DOING)], |i| i.history[1].seen = true);
    }
    facts(&b, "2026-03-20", |facts| {
        let chart = cfd_chart(facts, ALL, Window::last(9));
        let doing = chart.cfd.lines.iter().find(|l| l.name == DOING).unwrap();
        assert_eq!((doing.counts[0], *doing.counts.last().unwrap()), (1, 4), "the line is as it was");
        let end =
            "it is 4. 3 items of it came in by import with an unknown start, so how it grew is not known.";
        assert!(chart.notes.caption.ends_with(end), "{}", chart.notes.caption);
        assert_eq!(group(&chart.notes.remarks, "Start not known"), 3);
    });
}

/// A sprint of two weeks: 5 + 3 + 2 points committed (the 2 not estimated at first), 8 added on
/// Wednesday, 3 taken out on Thursday, 5 done on Friday, one cancelled.
fn sprint() -> (Builder, SprintId) {
    let mut b = Builder::new();
    let other = b.sprint(None, "2026-04-01", "2026-04-14", &[]);
    let sprint = SprintId::from(200);
    let moved =
        |when: &str, from, to| Event { at: at(when), seen: false, what: Happening::Sprint { from, to } };
    let five = b.item_with(&[("2026-03-01", TODO), ("2026-03-03", DOING), ("2026-03-06", DONE)], |i| {
        i.estimate = Some(Points::whole(5));
        i.sprint = Some(sprint);
    });
    let three = b.item_with(&[("2026-03-01", TODO)], |i| {
        i.estimate = Some(Points::whole(3));
        i.sprint = Some(other);
        i.history.push(moved("2026-03-05", Some(sprint), Some(other)));
    });
    let two = b.item_with(&[("2026-03-01", TODO)], |i| {
        i.estimate = Some(Points::whole(2));
        i.sprint = Some(sprint);
        let what = Happening::Estimate { from: None, to: Some(Points::whole(2)) };
        i.history.push(Event { at: at("2026-03-09"), seen: false, what });
    });
    b.item_with(&[("2026-03-01", TODO)], |i| {
        i.estimate = Some(Points::whole(8));
        i.sprint = Some(sprint);
        i.history.push(moved("2026-03-04", None, Some(sprint)));
    });
    let gone = b.item_with(&[("2026-03-01", TODO), ("2026-03-10", CANCELLED)], |i| {
        i.estimate = Some(Points::whole(1));
        i.sprint = Some(sprint);
    });
    let made = b.sprint(None, "2026-03-02", "2026-03-13", &[(five, 5), (three, 3), (gone, 1)]);
    let mut record = (*b.program.sprints[&made]).clone();
    record.id = sprint;
    record.commitment.as_mut().unwrap().push(Commitment { item: two, estimate: None });
    b.program.put(Slot::Sprint(made, None));
    b.program.put(record.into());
    (b, sprint)
}

// [FG2]
#[test]
fn a_burndown_follows_the_history_with_the_scope_apart() {
    let (b, sprint) = sprint();
    facts(&b, "2026-03-31", |facts| {
        let burn = burn(facts, sprint).unwrap();
        assert_eq!((burn.start.points, burn.start.items, burn.start.unestimated), (Points::whole(9), 4, 1));
        let line = |pick: fn(&gluework::analysis::sprints::BurnDay) -> i64| {
            burn.days.iter().map(pick).collect::<Vec<_>>()
        };
        let whole = |points: Points| points.to_hundredths() / 100;
        //                  Mon Tue Wed Thu Fri Sat Sun Mon Tue Wed Thu Fri
        assert_eq!(
            line(|d| d.scope.points.to_hundredths() / 100),
            [9, 9, 17, 14, 14, 14, 14, 16, 15, 15, 15, 15]
        );
        assert_eq!(line(|d| d.done.points.to_hundredths() / 100), [0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5]);
        assert_eq!(
            line(|d| d.remaining.points.to_hundredths() / 100),
            [9, 9, 17, 14, 9, 9, 9, 11, 10, 10, 10, 10]
        );
        assert_eq!(line(|d| i64::from(d.scope.items)), [4, 4, 5, 4, 4, 4, 4, 4, 3, 3, 3, 3]);
        assert_eq!(line(|d| i64::from(d.scope.unestimated)), [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
        assert_eq!(
            (burn.days[2].added.len(), burn.days[3].removed.len(), burn.days[4].finished.len()),
            (1, 1, 1)
        );
        assert_eq!((burn.days[7].resized.len(), burn.days[8].removed.len()), (1, 1));
        // Ten working days, the weekend flat.
        assert_eq!(burn.ideal.len(), 13);
        assert!(
            (burn.ideal[5] - 4.5).abs() < 1e-9
                && (burn.ideal[7] - 4.5).abs() < 1e-9
                && burn.ideal[12].abs() < 1e-9
        );
        assert_eq!(
            burn.notes.caption,
            format!(
                "At its end, 5 of 15 pt and 1 of 3 items in Sprint 2026-03-02 are done; {} pt are left and the scope grew by 6 pt.",
                whole(burn.days[11].remaining.points)
            )
        );
    });
}

#[test]
fn a_running_sprint_is_drawn_to_today_and_the_newest_comes_first() {
    let (mut b, sprint) = sprint();
    b.sprint_edit(sprint, |s| s.state = SprintState::Active);
    facts(&b, "2026-03-04", |facts| {
        assert_eq!(burnable(facts, ALL).iter().map(|s| s.id).collect::<Vec<_>>(), [sprint]);
        let burn = burn(facts, sprint).unwrap();
        assert_eq!((burn.days.len(), burn.ideal.len()), (3, 13));
        assert!(burn.notes.caption.starts_with("So far, "));
    });
}

#[test]
fn what_moves_on_at_closing_time_stays_in_the_burndown() {
    let (mut b, sprint) = sprint();
    let item = b.program.items.values().find(|i| i.estimate == Some(Points::whole(8))).unwrap().clone();
    let mut item = (*item).clone();
    let other = *b.program.sprints.keys().find(|id| **id != sprint).unwrap();
    item.sprint = Some(other);
    let what = Happening::Sprint { from: Some(sprint), to: Some(other) };
    item.history.push(Event { at: at("2026-03-13 16:00"), seen: false, what });
    b.program.put(item.into());
    facts(&b, "2026-03-31", |facts| {
        let last = burn(facts, sprint).unwrap().days.pop().unwrap();
        assert_eq!((last.scope.points, last.removed.len()), (Points::whole(15), 0));
    });
}

#[test]
fn velocity_has_one_bar_a_sprint_and_marks_those_that_count() {
    let (mut b, _) = sprint();
    b.settings(|s| s.thresholds.velocity_sprints = 1);
    facts(&b, "2026-04-20", |facts| {
        let chart = velocity_chart(facts, ALL);
        assert_eq!(chart.bars.iter().map(|bar| bar.counted).collect::<Vec<_>>(), [false, true]);
        assert_eq!(chart.bars[0].outcome.completed, Points::whole(5));
        assert_eq!(chart.mean, Some(0.0));
    });
}

#[test]
fn releases_show_both_forms_of_leakage_where_they_differ() {
    let mut b = Builder::new();
    let release = Some(b.release("2026.1", "2026-02-01"));
    let bug = |b: &mut Builder, created: &str, last: &str, phase| {
        b.item_with(&[(created, TODO), (&format!("{created} 13:00"), last)], |i| {
            i.kind = ItemKind::Bug;
            i.defect = Some(Defect { release, phase, invalid: false });
        });
    };
    for _ in 0..2 {
        bug(&mut b, "2026-02-10", DONE, None);
    }
    for _ in 0..6 {
        bug(&mut b, "2026-01-10", DONE, None);
    }
    bug(&mut b, "2026-02-20", DOING, Some(DefectPhase::BeforeRelease));
    for _ in 0..1 {
        bug(&mut b, "2026-01-10", CANCELLED, None);
    }
    facts(&b, "2026-03-31", |facts| {
        let chart = leakage_chart(facts, ALL);
        let [bar] = chart.releases.as_slice() else { panic!("one release") };
        // Ours: 2 ÷ (2 + 7); the other: 2 ÷ 10 raised, none withdrawn.
        assert!((bar.leakage.unwrap() - 200.0 / 9.0).abs() < 1e-9);
        assert!((bar.leakage.unwrap() + bar.removal.unwrap() - 100.0).abs() < 1e-9);
        assert_eq!(bar.rival, Some(20.0));
        assert_eq!((bar.before.len(), bar.after.len(), bar.by_hand.len(), bar.cancelled.len()), (7, 2, 1, 1));
        assert_eq!(
            chart.notes.caption,
            "22.2 % of the defects in 2026.1 reached users; 77.8 % were found in time."
        );
        assert_eq!(chart.notes.formula[1], "rival form: L ÷ (raised − withdrawn) = 20 %");
    });
}

#[test]
fn the_curve_ends_at_the_estimate_and_forgets_nothing_of_today() {
    let mut b = Builder::new();
    // Twenty days for 20,000; ten are over, a quarter is done, and 6,000 are spent.
    for n in 0..4 {
        let (from, to) = (format!("2026-06-{:02}", 1 + 5 * n), format!("2026-06-{:02}", 5 + 5 * n));
        b.package(eur(5_000), &from, &to, |p| p.finished = (n == 0).then(|| day("2026-06-09")));
    }
    b.cost(eur(6_000), "2026-06-08");
    facts(&b, "2026-06-10", |facts| {
        let curve = cost::curve(facts, ALL).unwrap();
        let today = curve.points.iter().find(|p| p.day == day("2026-06-10")).unwrap();
        assert_eq!((today.pv, today.ev, today.ac), (1_000_000, Some(500_000), Some(600_000)));
        assert_eq!(today.forecast, Some(600_000));
        // EAC 20,000 × 6 ÷ 5; at half the pace the twenty days take forty.
        assert_eq!(curve.eac, Some(2_400_000));
        let schedule = curve.schedule.unwrap();
        assert_eq!((schedule.days_late, schedule.spi_t), (5, Some(0.5)));
        assert_eq!((schedule.earned_to, schedule.forecast), (day("2026-06-05"), Some(day("2026-07-10"))));
        let last = curve.points.last().unwrap();
        assert_eq!(
            (last.day, last.pv, last.ev, last.forecast),
            (day("2026-07-10"), 2_000_000, None, Some(2_400_000))
        );
        assert!(curve.points.windows(2).all(|p| p[0].day < p[1].day && p[0].pv <= p[1].pv));
        assert!(curve.notes.caption.contains("€1k over cost, 5 days late"), "{}", curve.notes.caption);
    });
}

// [FG10]
#[test]
fn finished_work_stays_as_late_as_it_was() {
    let mut b = Builder::new();
    b.package(eur(10_000), "2026-06-01", "2026-06-10", |p| p.finished = Some(day("2026-06-16")));
    b.cost(eur(1), "2026-06-02");
    facts(&b, "2026-08-01", |facts| {
        let schedule = cost::curve(facts, ALL).unwrap().schedule.unwrap();
        assert_eq!((schedule.days_late, schedule.forecast), (6, Some(day("2026-06-16"))));
    });
}

#[test]
fn the_bars_of_a_forecast_are_its_trials() {
    let mut b = flowing();
    for n in 1..20 {
        let done = format!("2026-03-{n:02}");
        b.item(&[(&format!("{done} 08:00"), DOING), (&done, DONE)]);
    }
    facts(&b, "2026-03-20", |facts| {
        let when = when_chart(facts, ALL, None);
        assert_eq!(when.bars.iter().map(|(_, n)| n).sum::<u32>(), TRIALS as u32);
        assert_eq!((when.marks.len(), when.items.len()), (4, 2));
        assert!(when.marks.windows(2).all(|pair| pair[0].1 <= pair[1].1));
        let many = how_many_chart(facts, ALL, Some(day("2026-04-19")));
        assert_eq!(many.bars.iter().map(|(_, n)| n).sum::<u32>(), TRIALS as u32);
        assert!(many.marks.windows(2).all(|pair| pair[0].1 >= pair[1].1));
        let at_least = |items| many.bars.iter().filter(|(n, _)| *n >= items).map(|(_, n)| n).sum::<u32>();
        assert!(many.marks.iter().all(|(percent, items)| at_least(*items) >= percent * 100));
    });
}

// [FG1]
#[test]
fn with_nothing_to_show_every_chart_says_why() {
    facts(&Builder::new(), "2026-03-20", |facts| {
        let all = all_series(facts, ALL, Window::default());
        assert!(all.curve.is_err() && all.burn.is_none());
        let notes = [
            &all.velocity.notes,
            &all.scatter.notes,
            &all.histogram.notes,
            &all.ageing.notes,
            &all.cfd.notes,
            &all.throughput.notes,
            &all.blocked.notes,
            &all.leakage.notes,
            &all.when.notes,
            &all.how_many.notes,
        ];
        for notes in notes {
            assert!(notes.caption.ends_with('.'), "{}: {}", notes.title, notes.caption);
        }
    });
}
