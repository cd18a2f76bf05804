//! Scores, exposure, burndown, matrix.

use crate::support::*;
use gluework::analysis::risk::{band, burndown, matrix, residual_at};
use gluework::analysis::{Colour, Scope, Window, all_figures};
use gluework::model::*;

fn exposed(risk: &mut Risk, percent: u8, loss: Money) {
    risk.probability = Some(percent);
    risk.loss = Some(loss);
}

#[test]
fn bands_follow_the_thresholds() {
    let thresholds = Thresholds::default();
    for (score, colour) in
        [(1, Colour::Green), (7, Colour::Green), (8, Colour::Amber), (14, Colour::Amber), (15, Colour::Red)]
    {
        assert_eq!(band(score, &thresholds), colour, "{score}");
    }
}

#[test]
fn exposure_is_probability_times_loss_of_open_risks_and_says_who_is_missing() {
    let mut b = Builder::new();
    b.risk(4, 3, |r| exposed(r, 60, eur(60_000)));
    b.risk(2, 2, |r| exposed(r, 10, eur(5_000)));
    b.risk(5, 5, |_| {});
    b.risk(5, 5, |r| {
        exposed(r, 90, eur(90_000));
        r.state = RiskState::Resolved;
        r.closed = Some(at("2026-03-01"));
    });
    b.ask("2026-03-31", |ctx| {
        let exposure = figure(all_figures(ctx, Scope::default()), "Exposure");
        assert_eq!(exposure.value.number(), Some(36_500.0));
        assert_eq!(group(&exposure.left_out, "Without a probability"), 1);
    });
}

#[test]
fn losses_in_two_currencies_do_not_add_up() {
    let mut b = Builder::new();
    b.risk(1, 1, |r| exposed(r, 50, eur(10)));
    b.risk(1, 1, |r| exposed(r, 50, Money::whole(10, Currency::parse("CHF").unwrap())));
    b.ask("2026-03-31", |ctx| {
        assert!(!figure(all_figures(ctx, Scope::default()), "Exposure").value.is_computed());
        let down = burndown(ctx, Scope::default(), Window::last(7));
        assert_eq!((down.currency, down.other_currency), (Currency::EUR, 1));
    });
}

#[test]
fn the_burndown_sums_the_risks_open_at_each_weeks_end() {
    let mut b = Builder::new();
    b.risk(4, 3, |r| exposed(r, 50, eur(200)));
    b.risk(4, 3, |r| {
        exposed(r, 10, eur(100));
        r.created = at("2026-03-10");
    });
    b.risk(4, 3, |r| {
        exposed(r, 100, eur(7));
        r.state = RiskState::Occurred;
        r.closed = Some(at("2026-03-12"));
    });
    // Wednesday 18 March; weeks end on Sundays, the running one today.
    let weeks = b.ask("2026-03-18", |ctx| burndown(ctx, Scope::default(), Window::last(17)).weeks);
    let rows: Vec<_> = weeks.iter().map(|(d, sum)| (d.to_string(), sum / 100)).collect();
    let expected = [("2026-03-08", 107), ("2026-03-15", 110), ("2026-03-18", 110)];
    assert_eq!(rows, expected.map(|(d, n)| (d.to_owned(), n)));
}

#[test]
fn the_residual_score_of_a_past_moment_comes_from_its_history() {
    let mut b = Builder::new();
    let low = Score { probability: 1, impact: 2 };
    let id = b.risk(5, 4, |r| {
        r.scores =
            vec![ScoreChange { at: at("2026-02-01"), residual: r.residual, ..gluework::json::Json::blank() }];
        r.scores.push(ScoreChange { at: at("2026-03-01"), residual: low, ..gluework::json::Json::blank() });
        r.residual = low;
    });
    let risk = &b.program.risks[&id];
    assert_eq!(residual_at(risk, at("2026-02-15")).value(), 20);
    assert_eq!(residual_at(risk, at("2026-03-15")).value(), 2);
    assert_eq!(residual_at(risk, at("2026-01-15")), risk.inherent);
}

#[test]
fn the_matrix_counts_open_risks_by_score() {
    let mut b = Builder::new();
    b.risk(4, 3, |_| {});
    b.risk(4, 3, |_| {});
    b.risk(1, 5, |r| r.inherent = Score { probability: 5, impact: 5 });
    b.risk(1, 1, |r| r.state = RiskState::Resolved);
    b.ask("2026-03-31", |ctx| {
        let residual = matrix(ctx, Scope::default(), false);
        assert_eq!((residual[3][2], residual[0][4], residual[0][0]), (2, 1, 0));
        assert_eq!(matrix(ctx, Scope::default(), true)[4][4], 1);
    });
}
