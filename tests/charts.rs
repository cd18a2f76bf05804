//! The drawings of the sample program: nothing overlaps, nothing sticks out, the table says the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use gluework::analysis::flow::Step;
use gluework::analysis::{Context, Request};
use gluework::chart::draw::{Drawn, Unit};
use gluework::chart::gallery::{Choice, Family, Goal, Picture, forecasts, gallery};
use gluework::chart::{Anchor, Canvas, Chart, Form, Theme, Way, csv, standalone, width_of};
use gluework::model::*;
use gluework::sample;
use std::collections::BTreeSet;

fn zone() -> Zone {
    Zone::new("Europe/Berlin", 3600, Vec::new())
}

/// Every chart of a program, by name.
fn pictures(program: &Program) -> Vec<(String, Picture)> {
    let zone = zone();
    let now = Timestamp(today().and_hms_opt(9, 0, 0).unwrap().and_utc().timestamp_millis());
    let asked = Request::default().open(&Context { program, zone: &zone, now }, &[]);
    let mut all = Vec::new();
    for family in Family::ALL {
        let back = gallery(&asked, &Choice { family, ..Choice::default() });
        for picture in back.into_iter().chain(forecasts(&asked, family, Goal::Next)) {
            if !all.iter().any(|(name, _)| *name == picture.slug) {
                all.push((picture.slug.clone(), picture));
            }
        }
    }
    let by_items =
        Choice { family: Family::Sprints, unit: Unit::Items, step: Step::Day, ..Choice::default() };
    for picture in gallery(&asked, &by_items) {
        all.push((format!("{}-items", picture.slug), picture));
    }
    all
}

fn today() -> Date {
    "2025-11-20".parse().unwrap()
}

/// The same, drawn.
fn charts(program: &Program, width: f64) -> Vec<(String, Drawn)> {
    let canvas = Canvas { width, height: 260.0, today: today() };
    pictures(program).into_iter().map(|(name, picture)| (name, picture.draw(program, canvas))).collect()
}

fn sample() -> Program {
    sample::program(today(), &zone())
}

/// The texts of a chart with the boxes that they fill.
fn texts(chart: &Chart) -> Vec<(String, f64, f64, f64)> {
    let text = |form: &Form| match form {
        Form::Text((x, y), anchor, text, _) => {
            // The estimate is a tenth wide, for the reader's face; the drawing needs no more than this.
            let width = width_of(text) / 1.1;
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            Some((text.clone(), left, left + width, *y))
        }
        _ => None,
    };
    chart.shapes.iter().filter_map(|shape| text(&shape.form)).collect()
}

#[test]
fn the_sample_has_every_chart() {
    for (name, drawn) in charts(&sample(), 760.0) {
        let chart = drawn.unwrap_or_else(|why| panic!("{name}: {why}"));
        assert!(!chart.marks.is_empty(), "{name} has marks");
        assert!(!chart.table.rows.is_empty(), "{name} has a table");
        assert!(chart.caption.ends_with('.'), "{name}: {}", chart.caption);
        assert!(chart.marks.iter().all(|m| !m.name.is_empty()), "{name}");
        assert!(chart.table.rows.iter().all(|r| r.cells.len() == chart.table.head.len()), "{name}");
        if let Ok(folder) = std::env::var("GLUEWORK_CHARTS") {
            for (theme, word) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
                std::fs::write(format!("{folder}/{name}-{word}.svg"), standalone(&chart, theme)).unwrap();
            }
        }
    }
}

// [CH2] No text of a chart overlaps another or leaves the drawing, at any width.
#[test]
fn texts_neither_overlap_nor_stick_out() {
    let mut wrong = Vec::new();
    let program = sample();
    let pictures = pictures(&program);
    for width in [280.0, 358.0, 480.0, 760.0, 1200.0] {
        for (name, picture) in &pictures {
            let canvas = Canvas { width, height: 260.0, today: today() };
            let chart = picture.draw(&program, canvas).unwrap();
            let texts = texts(&chart);
            for (n, (text, left, right, y)) in texts.iter().enumerate() {
                if *left < -1.0 || *right > chart.size.0 + 1.0 || *y < 8.0 || *y > chart.size.1 {
                    wrong.push(format!("{name} at {width}: {text} sticks out"));
                }
                for (other, l, r, at) in texts.iter().skip(n + 1) {
                    if (y - at).abs() < 9.0 && left < r && l < right {
                        wrong.push(format!("{name} at {width}: {text} | {other}"));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_of_rows_are_whole_where_there_is_room() {
    for (name, drawn) in charts(&sample(), 760.0) {
        if ["efficiency", "service-levels", "goals"].contains(&name.as_str()) {
            let cut: Vec<_> = texts(&drawn.unwrap()).into_iter().filter(|t| t.0.ends_with('…')).collect();
            assert!(cut.is_empty(), "{name}: {cut:?}");
        }
    }
}

// [CH3] Every mark can be reached by arrow keys from the first one.
#[test]
fn keys_reach_every_mark() {
    for (name, drawn) in charts(&sample(), 760.0) {
        let chart = drawn.unwrap();
        let mut reached = BTreeSet::new();
        let mut open = vec![chart.walk(0, Way::First).unwrap()];
        while let Some(mark) = open.pop() {
            if reached.insert(mark) {
                let ways = [Way::Right, Way::Left, Way::Up, Way::Down];
                open.extend(ways.into_iter().filter_map(|way| chart.walk(mark, way)));
            }
        }
        assert_eq!(reached.len(), chart.marks.len(), "{name}");
    }
}

// [CH4] The table twin and its file hold what the chart shows.
#[test]
fn the_table_says_what_the_chart_shows() {
    for (name, drawn) in charts(&sample(), 760.0) {
        let chart = drawn.unwrap();
        let text = csv(&chart.table);
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        assert_eq!(reader.headers().unwrap().len(), chart.table.head.len(), "{name}");
        assert_eq!(reader.records().filter(|r| r.is_ok()).count(), chart.table.rows.len(), "{name}");
        if name == "cycle-time" {
            let behind: usize = chart.marks.iter().map(|m| m.behind.len()).sum();
            assert_eq!(behind, chart.table.rows.len());
        }
    }
}

#[test]
fn nothing_at_all_says_why() {
    for (name, drawn) in charts(&Program::default(), 760.0) {
        let Err(why) = drawn else { panic!("{name} drew nothing") };
        assert!(why.is_empty() || why.ends_with('.'), "{name}: {why}");
    }
}
