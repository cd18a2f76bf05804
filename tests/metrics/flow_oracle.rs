//! Against values that pandas, NumPy and jira-agile-metrics worked out: see the scripts in
//! `tests/fixtures/metrics`.

use crate::support::*;
use gluework::analysis::flow::{Measure, Step, cfd_of, cycle_scatter, scatter, throughput_chart};
use gluework::analysis::forecast::{at_confidence, how_many_of, when};
use gluework::analysis::time::back;
use gluework::analysis::{Facts, Scope, Window};
use gluework::model::*;
use serde_json::Value;
use std::collections::BTreeMap;

const ALL: Scope = Scope { project: None, team: None };

fn oracle() -> Value {
    serde_json::from_str(include_str!("../fixtures/metrics/flow_oracle.json")).unwrap()
}

fn counts(value: &Value) -> Vec<u64> {
    value.as_array().unwrap().iter().map(|v| v.as_u64().unwrap()).collect()
}

/// The oracle's items, and their ids by its numbers.
fn team(oracle: &Value) -> (Builder, BTreeMap<String, WorkItemId>) {
    let mut b = Builder::new();
    let mut ids = BTreeMap::new();
    for (n, moves) in oracle["items"].as_array().unwrap().iter().enumerate() {
        let passage: Vec<(&str, &str)> = moves
            .as_array()
            .unwrap()
            .iter()
            .map(|m| (m[0].as_str().unwrap(), m[1].as_str().unwrap()))
            .collect();
        ids.insert(n.to_string(), b.item(&passage));
    }
    (b, ids)
}

fn ask<T>(
    oracle: &Value,
    question: impl FnOnce(&Facts<'_>, Window, &BTreeMap<String, WorkItemId>) -> T,
) -> T {
    let (b, ids) = team(oracle);
    let berlin = zone(oracle["zone"].as_str().unwrap());
    let days = u32::try_from(oracle["days"].as_u64().unwrap()).unwrap();
    b.ask_in(&berlin, at(&format!("{}T21:59:30Z", oracle["today"].as_str().unwrap())), |ctx| {
        question(&Facts::new(ctx), Window::last(days), &ids)
    })
}

#[test]
fn cycle_times_and_their_percentiles_agree_with_pandas() {
    let oracle = oracle();
    ask(&oracle, |facts, window, ids| {
        let chart = scatter(facts, ALL, window, Measure::Cycle);
        let ours: BTreeMap<WorkItemId, i64> = chart.dots.iter().map(|d| (d.item, d.days)).collect();
        let theirs: BTreeMap<WorkItemId, i64> = oracle["cycle_days"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(n, days)| (ids[n], days.as_i64().unwrap()))
            .collect();
        assert_eq!(ours, theirs);
        assert!(ours.len() > 40);
        let expected = |p: &str| oracle["percentiles"][p].as_i64().unwrap();
        let usual = chart.percentiles.unwrap();
        assert_eq!([usual.p50, usual.p85, usual.p95], ["50", "85", "95"].map(expected));
    });
}

#[test]
fn throughput_agrees_with_pandas_by_day_and_by_week() {
    let oracle = oracle();
    ask(&oracle, |facts, window, _| {
        for (step, name) in [(Step::Day, "by_day"), (Step::Week, "by_week")] {
            let chart = throughput_chart(facts, ALL, window, step);
            let ours: Vec<u64> = chart.bars.iter().map(|bar| bar.items.len() as u64).collect();
            assert_eq!(ours, counts(&oracle[name]), "{name}");
        }
    });
}

#[test]
fn cumulative_flow_agrees_with_pandas_for_every_status_and_day() {
    let oracle = oracle();
    ask(&oracle, |facts, window, _| {
        let ours = cfd_of(facts, ALL, window);
        assert_eq!(ours.lines.len(), 4);
        for line in &ours.lines {
            let counts_of: Vec<u64> = line.counts.iter().map(|n| u64::from(*n)).collect();
            assert_eq!(counts_of, counts(&oracle["cfd"][line.name.as_str()]), "{}", line.name);
        }
    });
}

#[test]
fn forecast_quantiles_agree_with_numpy() {
    let today = "2026-04-25";
    for case in oracle()["forecasts"].as_array().unwrap() {
        let mut b = Builder::new();
        let histories = case["histories"].as_array().unwrap();
        for (history, left) in histories.iter().zip(counts(&case["left"])) {
            let team = Some(b.team("A team"));
            for (n, delivered) in counts(history).iter().rev().enumerate() {
                let done = back(day(today), n as i64).to_string();
                for _ in 0..*delivered {
                    b.item_with(&[(&format!("{done} 08:00"), DOING), (&done, DONE)], |i| i.team = team);
                }
            }
            for _ in 0..left {
                b.item_with(&[("2026-01-01", TODO)], |i| i.team = team);
            }
        }
        b.ask(today, |ctx| {
            let ours = when(ctx, ALL, None).unwrap();
            for (percent, expected) in case["when"].as_object().unwrap() {
                let days = (ours.by(percent.parse().unwrap()).unwrap() - day(today)).num_days();
                // A quantile of whole days may fall on the neighbour with 10,000 trials.
                assert!(
                    (days - expected.as_i64().unwrap()).abs() <= 1,
                    "{percent} %: {days} against {expected}"
                );
            }
            if let Some(ahead) = case["ahead"].as_i64() {
                let sums = how_many_of(&Facts::new(ctx), ALL, back(day(today), -ahead)).unwrap();
                for (confidence, expected) in case["how_many"].as_object().unwrap() {
                    let ours = i64::from(at_confidence(&sums, confidence.parse().unwrap()));
                    assert!(
                        (ours - expected.as_i64().unwrap()).abs() <= 1,
                        "{confidence} %: {ours} against {expected}"
                    );
                }
            }
        });
    }
}

/// A small reader of Jira's REST answers, for this test only.
fn jira(issues: &[Value]) -> (Builder, BTreeMap<WorkItemId, String>) {
    let mut b = Builder::new();
    let mut keys = BTreeMap::new();
    let ours = |name: &str| match name {
        "Backlog" | "To Do" => TODO,
        "Done" => DONE,
        "Review" => REVIEW,
        "Selected for Development" | "In Progress" => DOING,
        other => panic!("{other}"),
    };
    let moment = |text: &Value| text.as_str().unwrap().replace("+0000", "Z");
    for issue in issues {
        let mut moves = Vec::new();
        for change in issue["changelog"]["histories"].as_array().unwrap() {
            for item in change["items"].as_array().unwrap().iter().filter(|i| i["field"] == "status") {
                moves.push((
                    moment(&change["created"]),
                    ours(item["fromString"].as_str().unwrap()),
                    ours(item["toString"].as_str().unwrap()),
                ));
            }
        }
        moves.sort();
        let first =
            moves.first().map_or_else(|| ours(issue["fields"]["status"]["name"].as_str().unwrap()), |m| m.1);
        let created = moment(&issue["fields"]["created"]);
        let mut passage: Vec<(&str, &str)> = vec![(&created, first)];
        passage.extend(moves.iter().map(|(when, _, to)| (when.as_str(), *to)));
        let id = b.item(&passage);
        keys.insert(id, issue["key"].as_str().unwrap().to_owned());
    }
    (b, keys)
}

/// Our cycle times by key, over all time.
fn cycle_times(issues: &[Value]) -> BTreeMap<String, i64> {
    let (b, keys) = jira(issues);
    let dots = b.ask("2026-04-25", |ctx| cycle_scatter(ctx, ALL, Window::last(3_650)));
    dots.into_iter().map(|d| (keys[&d.item].clone(), d.days)).collect()
}

/// The tool counts finish − start; the day of the start is a day of work, so ours is one more.
fn one_more(theirs: &Value) -> BTreeMap<String, i64> {
    let known =
        theirs.as_object().unwrap().iter().filter_map(|(key, days)| Some((key.clone(), days.as_i64()? + 1)));
    known.collect()
}

// [FG9]
#[test]
fn cycle_times_are_one_day_more_than_those_of_jira_agile_metrics() {
    let issues: Vec<Value> =
        serde_json::from_str(include_str!("../fixtures/metrics/jira_issues.json")).unwrap();
    let theirs: Value =
        serde_json::from_str(include_str!("../fixtures/metrics/jira_issues_expected.json")).unwrap();
    assert_eq!(cycle_times(&issues), one_more(&theirs));
}

#[test]
fn so_they_are_on_real_issues_where_those_are_at_hand() {
    let folder = std::path::Path::new("../shared/samples/jira-json/jirametrics");
    let keys = ["SP-1", "SP-2", "SP-10", "SP-13", "SP-14", "SP-15"];
    let texts =
        keys.iter().filter_map(|key| std::fs::read_to_string(folder.join(format!("{key}.json"))).ok());
    let issues: Vec<Value> = texts.map(|text| serde_json::from_str(&text).unwrap()).collect();
    if issues.is_empty() {
        return;
    }
    // What jira_cycle_times.py prints for them.
    let theirs =
        serde_json::json!({"SP-1": null, "SP-10": 8, "SP-13": 0, "SP-14": 0, "SP-15": null, "SP-2": null});
    assert_eq!(cycle_times(&issues), one_more(&theirs));
}
