//! Against values that NumPy worked out: see `tests/fixtures/metrics/oracle.py`.

use crate::support::*;
use gluework::analysis::Scope;
use gluework::analysis::flow::percentile;
use gluework::analysis::forecast::when;
use gluework::analysis::time::back;
use serde_json::Value;

fn oracle() -> Value {
    serde_json::from_str(include_str!("../fixtures/metrics/oracle.json")).unwrap()
}

fn numbers(value: &Value) -> Vec<i64> {
    value.as_array().unwrap().iter().map(|v| v.as_i64().unwrap()).collect()
}

#[test]
fn percentiles_agree_with_numpys_inverted_cdf() {
    for case in oracle()["percentiles"].as_array().unwrap() {
        let sample = numbers(&case["sample"]);
        for (percent, expected) in case["expected"].as_object().unwrap() {
            let ours = percentile(&sample, percent.parse().unwrap());
            assert_eq!(ours, expected.as_i64(), "{percent} % of {sample:?}");
        }
    }
}

#[test]
fn forecasts_agree_with_the_exact_distribution() {
    let today = day("2026-03-31");
    for case in oracle()["forecasts"].as_array().unwrap() {
        let history = numbers(&case["history"]);
        let mut b = Builder::new();
        b.settings(|s| s.thresholds.forecast_days = history.len() as u16);
        for (n, delivered) in history.iter().rev().enumerate() {
            let done = back(today, n as i64).to_string();
            for _ in 0..*delivered {
                b.item(&[(&format!("{done} 08:00"), DOING), (&done, DONE)]);
            }
        }
        for _ in 0..case["left"].as_u64().unwrap() {
            b.item(&[("2026-01-01", TODO)]);
        }
        let all = b.ask("2026-03-31", |ctx| when(ctx, Scope::default(), None).unwrap());
        for (days, expected) in case["within_days_percent"].as_object().unwrap() {
            let ours = all.confidence(back(today, -days.parse::<i64>().unwrap()));
            let expected = expected.as_f64().unwrap();
            // Four standard errors of 10,000 trials are at most 2 points.
            assert!((ours - expected).abs() < 2.0, "{days} days: {ours} against {expected}");
        }
    }
}
