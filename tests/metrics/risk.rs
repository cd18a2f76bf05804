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

/// Three threats and an opportunity, all open in March 2026.
fn some_risks(b: &mut Builder) -> [RiskId; 4] {
    let a = b.risk(4, 4, |r| {
        exposed(r, 60, eur(60_000));
        r.loss_days = Some(5);
        r.created = at("2026-01-05");
        r.scores = vec![
            ScoreChange {
                at: at("2026-01-05"),
                residual: Score { probability: 2, impact: 4 },
                ..gluework::json::Json::blank()
            },
            ScoreChange { at: at("2026-03-11"), residual: r.residual, ..gluework::json::Json::blank() },
        ];
        r.review = Some(day("2026-03-16"));
    });
    let c = b.risk(3, 3, |r| {
        exposed(r, 25, eur(40_000));
        r.loss_days = Some(10);
        r.created = at("2026-03-02");
        r.scores.clear();
    });
    let d = b.risk(1, 2, |r| {
        exposed(r, 50, eur(8_000));
        r.created = at("2026-03-10");
        r.scores.clear();
    });
    let good = b.risk(5, 5, |r| {
        exposed(r, 90, eur(100_000));
        r.loss_days = Some(20);
        r.opportunity = true;
    });
    [a, c, d, good]
}

// [RD1]
#[test]
fn exposure_in_time_is_probability_times_days_and_opportunities_are_no_losses() {
    let mut b = Builder::new();
    some_risks(&mut b);
    b.ask("2026-03-18", |ctx| {
        // 60 % of 5 = 3.0 days; 25 % of 10 = 2.5 days; the third has no days; the opportunity is a gain.
        // 3.0 + 2.5 = 5.5 days = 550 hundredths.
        assert_eq!(gluework::analysis::risk::days_at(ctx, Scope::default(), ctx.now), 550);
        // 60 % of 60,000 = 36,000; 25 % of 40,000 = 10,000; 50 % of 8,000 = 4,000: 50,000 in all.
        let exposure = figure(all_figures(ctx, Scope::default()), "Exposure");
        assert_eq!(exposure.value.number(), Some(50_000.0));
        // The matrix and the highest score leave the opportunity out: 4 × 4 = 16, not 25.
        assert_eq!(matrix(ctx, Scope::default(), false)[4][4], 0);
        assert_eq!(figure(all_figures(ctx, Scope::default()), "Highest").value.number(), Some(16.0));
    });
}

// [RD1]
#[test]
fn the_heaviest_risks_with_their_shares() {
    let mut b = Builder::new();
    let [a, c, d, _] = some_risks(&mut b);
    b.ask("2026-03-18", |ctx| {
        let rows = gluework::analysis::risk::top(ctx, Scope::default(), 2, Currency::EUR);
        // Of 36,000 + 10,000 + 4,000 = 50,000: 36 / 50 = 72 %, 10 / 50 = 20 %, together 92 %.
        let told: Vec<_> = rows.iter().map(|t| (t.risk, t.exposure / 100, t.share, t.together)).collect();
        assert_eq!(told, [(a, 36_000, 72.0, 72.0), (c, 10_000, 20.0, 92.0)]);
        let all = gluework::analysis::risk::top(ctx, Scope::default(), 9, Currency::EUR);
        // The last: 4 / 50 = 8 %, and all of them together 100 %.
        assert_eq!(all.last().map(|t| (t.risk, t.share, t.together)), Some((d, 8.0, 100.0)));
    });
}

// [RD1]
#[test]
fn ages_count_calendar_days_since_risks_were_raised_and_since_their_scores_changed() {
    let mut b = Builder::new();
    let [a, c, d, _] = some_risks(&mut b);
    b.ask("2026-03-18", |ctx| {
        let ages = gluework::analysis::risk::ageing(ctx, Scope::default());
        let told: Vec<_> =
            ages.iter().map(|x| (x.risk, x.days, x.unchanged, x.review_late, x.score)).collect();
        // 5 January to 18 March: 26 + 28 + 18 = 72 days; its score changed on 11 March, 7 days ago; its
        // review was due on 16 March, 2 days ago. 2 to 18 March = 16 days; 10 to 18 March = 8 days.
        assert_eq!(told, [(a, 72, 7, Some(2), 16), (c, 16, 16, None, 9), (d, 8, 8, None, 2)]);
    });
}

// [RD1]
#[test]
fn heat_counts_open_risks_by_the_colour_they_had_at_each_weeks_end() {
    let mut b = Builder::new();
    let [a, c, d, _] = some_risks(&mut b);
    b.ask("2026-03-18", |ctx| {
        let weeks = gluework::analysis::risk::heat(ctx, Scope::default(), Window::last(24));
        let told: Vec<_> = weeks.into_iter().map(|w| (w.day.to_string(), w.red, w.amber, w.green)).collect();
        // 23 February to 18 March; weeks end on Sundays, the running one today. The first risk scored
        // 2 × 4 = 8, amber, until 11 March, and 4 × 4 = 16, red, from then on. The second came on
        // 2 March with 3 × 3 = 9, amber; the third on 10 March with 1 × 2 = 2, green.
        let expected = [
            ("2026-03-01", vec![], vec![a], vec![]),
            ("2026-03-08", vec![], vec![a, c], vec![]),
            ("2026-03-15", vec![a], vec![c], vec![d]),
            ("2026-03-18", vec![a], vec![c], vec![d]),
        ];
        assert_eq!(told, expected.map(|(day, red, amber, green)| (day.to_owned(), red, amber, green)));
    });
}

// [RD2]
#[test]
fn the_history_of_scores_keeps_what_each_score_was_then() {
    use gluework::analysis::risk::score_history;
    let mut b = Builder::new();
    let score = |probability, impact| Score { probability, impact };
    let change = |when: &str, residual, inherent, target| ScoreChange {
        at: at(when),
        residual,
        inherent,
        target,
        ..gluework::json::Json::blank()
    };
    let id = b.risk(4, 3, |r| {
        r.inherent = score(5, 3);
        r.residual = score(2, 3);
        r.target = Some(score(1, 3));
        r.scores = vec![
            change("2026-01-05", score(4, 3), Some(score(4, 3)), None),
            change("2026-02-02", score(4, 3), Some(score(5, 3)), Some(score(1, 3))),
            change("2026-03-02", score(2, 3), None, None),
        ];
    });
    let rows = b.ask("2026-03-18", |ctx| score_history(ctx, &ctx.program.risks[&id]));
    let told: Vec<_> = rows
        .iter()
        .map(|s| {
            (
                s.day.to_string(),
                s.inherent.map(|x| x.value()),
                s.residual.value(),
                s.target.map(|x| x.value()),
            )
        })
        .collect();
    // 4 × 3 = 12 and no target at first; then inherent 5 × 3 = 15 with a target of 1 × 3 = 3; then 2 × 3 = 6.
    let expected = [
        ("2026-01-05", Some(12), 12, None),
        ("2026-02-02", Some(15), 12, Some(3)),
        ("2026-03-02", Some(15), 6, Some(3)),
    ];
    assert_eq!(
        told,
        expected.map(|(day, inherent, residual, target)| (day.to_owned(), inherent, residual, target))
    );
}
