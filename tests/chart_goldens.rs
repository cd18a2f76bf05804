//! Charts as files, kept as they are meant to look: small data of known shape, in both themes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::analysis::flow::{
    Cfd, CfdChart, CfdLine, Delivered, Percentiles, Scatter, ScatterDot, Step, ThroughputChart,
};
use gluework::analysis::forecast::{MilestoneBar, WhenChart};
use gluework::analysis::quality::{LeakageChart, ReleaseBar};
use gluework::analysis::{Colour, DayCount, Notes};
use gluework::chart::{Canvas, Chart, Theme, draw, standalone};
use gluework::model::*;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn canvas() -> Canvas {
    Canvas { width: 480.0, height: 220.0, today: day("2025-11-20") }
}

fn notes(title: &str, caption: &str) -> Notes {
    Notes {
        title: title.into(),
        caption: caption.into(),
        window: Some((day("2025-11-01"), day("2025-11-20"))),
        ..Notes::default()
    }
}

fn golden(name: &str, chart: &Chart) {
    insta::assert_snapshot!(format!("{name}-light"), standalone(chart, Theme::Light));
    insta::assert_snapshot!(format!("{name}-dark"), standalone(chart, Theme::Dark));
}

// [CH8] An exported chart is a well-formed file of its own, in the theme's colours, and loads nothing.
#[test]
fn a_scatter_as_a_file() {
    let dot = |text: &str, days, item: u64| ScatterDot { finish: day(text), days, item: item.into() };
    let series = Scatter {
        notes: notes(
            "Cycle time",
            "85 % of items finish within 8 days; none in progress is older than that.",
        ),
        dots: vec![
            dot("2025-11-03", 2, 1),
            dot("2025-11-03", 2, 2),
            dot("2025-11-09", 8, 3),
            dot("2025-11-18", 17, 4),
        ],
        percentiles: Some(Percentiles { p50: 2, p85: 8, p95: 11 }),
        count: DayCount::Calendar,
    };
    let chart = draw::scatter(&series, &Program::default(), canvas()).unwrap();
    // Two items of the same day and length are one mark, with both behind it.
    assert_eq!(chart.marks.iter().map(|m| m.behind.len()).collect::<Vec<_>>(), [2, 1, 1]);
    golden("scatter", &chart);
    for theme in [Theme::Light, Theme::Dark] {
        let text = standalone(&chart, theme);
        let document = roxmltree::Document::parse(&text).unwrap();
        let elements = document.descendants().filter(roxmltree::Node::is_element);
        for element in elements {
            let tag = element.tag_name().name();
            assert!(["svg", "g", "path", "rect", "text", "title", "desc"].contains(&tag), "{tag}");
            for attribute in element.attributes() {
                assert!(!attribute.name().starts_with("on") && !attribute.name().contains("href"));
                assert!(!attribute.value().contains("url(") && !attribute.value().contains("var("));
            }
        }
    }
}

#[test]
fn a_cumulative_flow_as_a_file() {
    let line = |name: &str, category, counts: [u32; 5]| CfdLine {
        status: None,
        name: name.into(),
        category,
        counts: counts.to_vec(),
    };
    let series = CfdChart {
        notes: notes("Cumulative flow", "6 items arrived at done within the window."),
        cfd: Cfd {
            days: (16..=20).map(|n| day(&format!("2025-11-{n}"))).collect(),
            lines: vec![
                line("Ready", Category::ToDo, [20, 22, 22, 25, 26]),
                line("In progress", Category::InProgress, [12, 13, 16, 18, 18]),
                line("Review", Category::InProgress, [8, 9, 9, 12, 14]),
                line("Done", Category::Done, [4, 5, 6, 8, 10]),
            ],
            done_before: 4,
            cancelled: 1,
        },
    };
    golden("cumulative-flow", &draw::cfd(&series, canvas()).unwrap());
}

#[test]
fn a_throughput_as_a_file() {
    let week = |from: &str, to: &str, items: u64, complete| Delivered {
        from: day(from),
        to: day(to),
        items: (0..items).map(Into::into).collect(),
        complete,
    };
    let series = ThroughputChart {
        notes: notes("Throughput", "9 items were delivered."),
        step: Step::Week,
        bars: vec![
            week("2025-11-03", "2025-11-09", 5, true),
            week("2025-11-10", "2025-11-16", 0, true),
            week("2025-11-17", "2025-11-23", 4, false),
        ],
        mean: 3.2,
    };
    golden("throughput", &draw::throughput(&series, &Program::default(), canvas()).unwrap());
}

#[test]
fn a_forecast_as_a_file() {
    let series = WhenChart {
        notes: notes("When will it be finished?", "2 items are left."),
        bars: (0..10)
            .map(|n| {
                (
                    day("2025-12-01") + chrono::Days::new(n),
                    [100, 900, 2_000, 2_500, 2_000, 1_200, 700, 350, 200, 50][n as usize],
                )
            })
            .collect(),
        marks: vec![
            (50, day("2025-12-04")),
            (70, day("2025-12-05")),
            (85, day("2025-12-06")),
            (95, day("2025-12-08")),
        ],
        items: vec![1.into(), 2.into()],
    };
    let milestone = MilestoneBar {
        milestone: 1.into(),
        name: "Load test".into(),
        baseline: None,
        due: day("2025-12-05"),
        marks: Vec::new(),
        confidence: Ok(75.0),
        colour: Some(Colour::Amber),
    };
    let chart = draw::when(&series, Some(&milestone), Some("When will 2025.12 finish?"), canvas()).unwrap();
    assert!(chart.caption.starts_with("75 % of 10,000 trials finish by 5 Dec, the day of Load test."));
    assert_eq!(chart.colour, Some(Colour::Amber));
    golden("forecast", &chart);
}

#[test]
fn leakage_as_a_file() {
    let release = |id: u64, name: &str, before: u64, after: u64, immature| {
        let all = before + after;
        let leakage = (all > 0).then(|| after as f64 * 100.0 / all as f64);
        ReleaseBar {
            release: id.into(),
            name: name.into(),
            released: day("2025-10-01"),
            before: (0..before).map(Into::into).collect(),
            after: (0..after).map(|n| (100 + n).into()).collect(),
            by_hand: Vec::new(),
            invalid: Vec::new(),
            cancelled: Vec::new(),
            leakage,
            removal: leakage.map(|l| 100.0 - l),
            rival: leakage,
            immature,
            colour: Some(Colour::Amber),
        }
    };
    let series = LeakageChart {
        notes: notes("Defect leakage by release", "8.3 % of the defects in 2025.10 reached users."),
        releases: vec![
            release(1, "2025.09", 19, 1, false),
            release(2, "2025.10", 11, 1, true),
            release(3, "<b>", 0, 0, false),
        ],
    };
    golden("leakage", &draw::leakage(&series, (5, 15), canvas()).unwrap());
}
