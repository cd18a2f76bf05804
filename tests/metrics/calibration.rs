//! Forecasts hold about as often as they say: the small form of `examples/calibration.rs`.

#[path = "../support/calibration.rs"]
mod generated;

use crate::support::*;
use generated::{Rhythm, chance, held};
use gluework::analysis::forecast::when;
use gluework::analysis::time::back;
use gluework::analysis::{Scope, all_figures};

#[test]
fn with_a_long_history_the_85_percent_date_holds_in_about_85_percent() {
    let (one, three) = (chance(250, 1, 60, 7), chance(250, 3, 40, 7));
    assert!((83.0..=90.0).contains(&one), "{one}");
    assert!((83.0..=90.0).contains(&three), "{three}");
}

#[test]
fn a_short_history_is_over_confident() {
    let (short, long) = (chance(30, 1, 60, 7), chance(250, 1, 60, 7));
    assert!((70.0..81.0).contains(&short) && short < long - 3.0, "{short} against {long}");
}

#[test]
fn known_futures_and_known_chances_tell_the_same() {
    let (future, known) = (held(Rhythm::Alike, 60, 1, (4.0, 10.0), 60, 11)[2], chance(60, 1, 60, 11));
    // Two standard errors of 60 futures.
    assert!((future - known).abs() < 11.0, "{future} against {known}");
}

// [FG6]
#[test]
fn the_forecast_says_so_in_words_where_its_window_is_short() {
    let mut b = Builder::new();
    for n in 0..240 {
        let done = back(day("2026-03-31"), n).to_string();
        b.item(&[(&format!("{done} 08:00"), DOING), (&done, DONE)]);
    }
    for _ in 0..50 {
        b.item(&[("2026-01-01", TODO)]);
    }
    b.milestone("Launch", "2026-06-01", None);
    let sentences = |b: &Builder| {
        b.ask("2026-03-31", |ctx| {
            let all = all_figures(ctx, Scope::default());
            let [when, many, milestone] =
                ["When will", "How many", "Milestone"].map(|name| figure(all.clone(), name));
            // A month ahead is not far beside two months of history.
            assert!(!many.sentence.contains("few"), "{}", many.sentence);
            [when.sentence, milestone.remarks.iter().map(|r| r.what.clone()).collect()]
        })
    };
    for sentence in sentences(&b) {
        assert!(sentence.contains("60 days of history are few for 50 days ahead"), "{sentence}");
        assert!(sentence.contains("held in about 79 of 100 test cases"), "{sentence}");
    }
    b.settings(|s| s.thresholds.forecast_days = 240);
    for sentence in sentences(&b) {
        assert!(!sentence.contains("few"), "{sentence}");
    }
    assert!(b.ask("2026-03-31", |ctx| when(ctx, Scope::default(), None).unwrap().doubt()).is_empty());
}
