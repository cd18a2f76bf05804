//! Monte Carlo forecasts.

use crate::support::*;
use gluework::analysis::forecast::{TRIALS, confidence_words, how_many, milestones, when};
use gluework::analysis::time::back;
use gluework::analysis::{Facts, Scope, all_figures};
use gluework::model::*;

const TODAY: &str = "2026-03-31";

/// Delivers one item on each of the last so many days.
fn deliver(b: &mut Builder, days: i64, team: Option<TeamId>) {
    for n in 0..days {
        let done = back(day(TODAY), n).to_string();
        b.item_with(&[(&format!("{done} 08:00"), DOING), (&done, DONE)], |i| i.team = team);
    }
}

fn open(b: &mut Builder, items: usize, team: Option<TeamId>) {
    for _ in 0..items {
        b.item_with(&[("2026-01-01", TODO)], |i| i.team = team);
    }
}

#[test]
fn one_item_every_day_leaves_no_doubt() {
    let mut b = Builder::new();
    deliver(&mut b, 60, None);
    open(&mut b, 10, None);
    b.ask(TODAY, |ctx| {
        let all = when(ctx, Scope::default(), None).unwrap();
        assert_eq!((all.remaining, all.trials.len()), (10, TRIALS));
        assert_eq!([50, 85, 95].map(|p| all.by(p).unwrap()), [day("2026-04-10"); 3]);
        assert_eq!(all.histogram(), [(day("2026-04-10"), TRIALS as u32)]);
        assert_eq!(how_many(ctx, Scope::default(), day("2026-04-10"), 85), Ok(10));
    });
}

#[test]
fn days_without_a_delivery_are_drawn_too() {
    let mut b = Builder::new();
    // 30 of 60 days deliver one: 10 items take about 20 days, not 10.
    deliver(&mut b, 30, None);
    open(&mut b, 10, None);
    b.ask(TODAY, |ctx| {
        let all = when(ctx, Scope::default(), None).unwrap();
        let median = (all.by(50).unwrap() - day(TODAY)).num_days();
        assert!((18..=21).contains(&median), "{median}");
        assert!(all.by(50) < all.by(85) && all.by(85) < all.by(95));
    });
}

#[test]
fn the_85_percentile_agrees_with_the_negative_binomial() {
    let mut b = Builder::new();
    deliver(&mut b, 30, None);
    open(&mut b, 10, None);
    // Days until the 10th success at p = 1/2: P(T ≤ 24) = 0.846, P(T ≤ 25) = 0.885.
    b.ask(TODAY, |ctx| {
        let all = when(ctx, Scope::default(), None).unwrap();
        let share = |days: i64| all.confidence(back(day(TODAY), -days));
        assert!((share(24) - 84.6).abs() < 1.5, "{}", share(24));
        assert!((share(25) - 88.5).abs() < 1.5, "{}", share(25));
    });
}

#[test]
fn the_same_data_gives_the_same_answer() {
    let mut b = Builder::new();
    deliver(&mut b, 20, None);
    open(&mut b, 10, None);
    let once = b.ask(TODAY, |ctx| when(ctx, Scope::default(), None).unwrap());
    let twice = b.ask(TODAY, |ctx| when(ctx, Scope::default(), None).unwrap());
    assert_eq!(once, twice);
}

#[test]
fn below_five_delivering_days_it_refuses_and_says_so() {
    let mut b = Builder::new();
    deliver(&mut b, 4, None);
    open(&mut b, 3, None);
    b.ask(TODAY, |ctx| {
        let why = when(ctx, Scope::default(), None).unwrap_err();
        assert_eq!(why, "The work delivered on 4 days of the last 60; a forecast needs at least 5.");
        assert!(how_many(ctx, Scope::default(), day("2026-04-10"), 85).is_err());
        assert!(!figure(all_figures(ctx, Scope::default()), "When will").value.is_computed());
    });
    deliver(&mut b, 5, None);
    assert!(b.ask(TODAY, |ctx| when(ctx, Scope::default(), None)).is_ok());
}

#[test]
fn how_many_takes_the_low_end_at_high_confidence() {
    let mut b = Builder::new();
    deliver(&mut b, 30, None);
    b.ask(TODAY, |ctx| {
        let at = |confidence| how_many(ctx, Scope::default(), day("2026-04-30"), confidence).unwrap();
        // 30 draws at 1/2: mean 15, the 15th percentile is 12.
        assert_eq!((at(50), at(85)), (15, 12));
        assert!(at(95) < at(85));
    });
}

#[test]
fn two_teams_finish_with_the_later_of_them_in_the_same_trial() {
    let mut b = Builder::new();
    let teams = [b.team("One"), b.team("Two")];
    for team in teams {
        deliver(&mut b, 30, Some(team));
        open(&mut b, 10, Some(team));
    }
    b.ask(TODAY, |ctx| {
        let one = when(ctx, Scope::team(teams[0]), None).unwrap();
        let both = when(ctx, Scope::default(), None).unwrap();
        assert_eq!(both.teams, 2);
        let date = one.by(85).unwrap();
        let (single, joint) = (one.confidence(date) / 100.0, both.confidence(date) / 100.0);
        // Both hold in about the square of it: 0.85² ≈ 0.72.
        assert!((joint - single * single).abs() < 0.02, "{single} {joint}");
    });
}

// [FG14]
#[test]
fn the_parts_of_a_joint_forecast_are_what_each_team_would_get_alone() {
    let mut b = Builder::new();
    let teams = [b.team("One"), b.team("Two")];
    for (team, left) in teams.into_iter().zip([10, 14]) {
        deliver(&mut b, 30, Some(team));
        open(&mut b, left, Some(team));
    }
    b.ask(TODAY, |ctx| {
        let both = when(ctx, Scope::default(), None).unwrap();
        let names: Vec<_> = both.parts.iter().map(|p| (p.name.as_str(), p.items.len())).collect();
        assert_eq!(names, [("One", 10), ("Two", 14)]);
        for (team, part) in teams.into_iter().zip(&both.parts) {
            let alone = when(ctx, Scope::team(team), None).unwrap();
            // The same days drawn by another stream of chance.
            let apart = (part.by_85.unwrap() - alone.by(85).unwrap()).num_days().abs();
            assert!(apart <= 1, "{:?} {:?}", part.by_85, alone.by(85));
            assert!(both.by(85) >= part.by_85);
            assert!(alone.parts.is_empty());
        }
        let figure = figure(all_figures(ctx, Scope::default()), "When will");
        let rows: Vec<&str> = figure.behind.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(rows[4..], ["One alone, 10 items", "Two alone, 14 items"]);
    });
}

#[test]
fn it_never_promises_certainty() {
    let words: Vec<_> = [100.0, 99.99, 99.0, 84.9, 0.2].map(confidence_words).into();
    assert_eq!(words, [">99 %", ">99 %", "99 %", "84 %", "<1 %"]);
    let mut b = Builder::new();
    deliver(&mut b, 60, None);
    open(&mut b, 3, None);
    b.milestone("Launch", "2026-06-30", None);
    b.ask(TODAY, |ctx| {
        let figure = figure(all_figures(ctx, Scope::default()), "Milestone confidence");
        assert_eq!(figure.display, ">99");
        assert_eq!(figure.sentence, "Launch finishes by 30 Jun in >99 % of trials.");
    });
}

#[test]
fn milestone_confidence_is_the_share_of_trials_in_time() {
    let mut b = Builder::new();
    deliver(&mut b, 30, None);
    open(&mut b, 10, None);
    let release = b.release("Small", "2026-05-01");
    b.item_with(&[("2026-01-01", TODO)], |i| i.release = Some(release));
    b.milestone("All", "2026-04-24", None);
    b.milestone("One item", "2026-04-01", Some(release));
    b.milestone("Late", "2026-03-30", None);
    b.ask(TODAY, |ctx| {
        let all = milestones(&Facts::new(ctx), Scope::default());
        let of = |name: &str| {
            let found = all.iter().find(|m| m.milestone.name == name).unwrap();
            *found.confidence.as_ref().unwrap()
        };
        // 11 items by day 24 at p = 1/2: 72.9 %. One item by tomorrow: 50 %. Past its day: none.
        assert!((of("All") - 72.9).abs() < 1.5, "{}", of("All"));
        assert!((of("One item") - 50.0).abs() < 1.5, "{}", of("One item"));
        assert!(of("Late") < 1.0);
    });
}
