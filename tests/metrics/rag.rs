//! Status colours.

use crate::support::*;
use gluework::analysis::{Colour, Dimension, Health, Scope, health};
use gluework::model::*;

fn of(b: &Builder, today: &str) -> Health {
    b.ask(today, |ctx| health(ctx, Some(b.project)))
}

fn dimension<'h>(health: &'h Health, key: &str) -> &'h Dimension {
    health.dimensions.iter().find(|d| d.key == key).unwrap()
}

fn by_hand(b: &mut Builder, colour: &str, reason: &str, when: &str) {
    let (colour, reason) = (colour.to_owned(), reason.to_owned());
    let when = at(when);
    b.project(|p| p.overrides.push(RagOverride { dimension: "risk".into(), colour, reason, at: when }));
}

#[test]
fn an_empty_project_is_unknown_not_green() {
    let b = Builder::new();
    let health = of(&b, "2026-03-31");
    for key in ["schedule", "cost", "scope", "quality"] {
        assert_eq!(dimension(&health, key).computed, Colour::Unknown, "{key}");
    }
    assert_eq!(dimension(&health, "schedule").limit, "≥ 85 % green");
}

#[test]
fn cost_goes_by_cpi_at_its_limits() {
    for (spent, colour) in [
        (100, Colour::Green),
        (105, Colour::Green),
        (106, Colour::Amber),
        (117, Colour::Amber),
        (118, Colour::Red),
    ] {
        let mut b = Builder::new();
        b.package(eur(100), "2026-03-01", "2026-03-10", |p| p.finished = Some(day("2026-03-10")));
        b.cost(eur(spent), "2026-03-10");
        assert_eq!(dimension(&of(&b, "2026-03-31"), "cost").computed, colour, "{spent}");
    }
}

#[test]
fn scope_goes_by_net_growth_since_the_baseline() {
    for (points, colour, reason) in [
        (105, Colour::Green, "Net +5 % since the baseline of 1 Feb"),
        (106, Colour::Amber, "Net +6 % since the baseline of 1 Feb"),
        (116, Colour::Red, "Net +16 % since the baseline of 1 Feb"),
        (90, Colour::Green, "Net −10 % since the baseline of 1 Feb"),
    ] {
        let mut b = Builder::new();
        let baseline = ScopeBaseline { date: day("2026-02-01"), items: 1, points: Points::whole(100) };
        b.project(|p| p.baseline = Some(baseline));
        b.item_with(&[("2026-01-01", TODO)], |i| i.estimate = Some(Points::whole(points)));
        b.item_with(&[("2026-01-01", CANCELLED)], |i| i.estimate = Some(Points::whole(500)));
        let health = of(&b, "2026-03-31");
        let found = dimension(&health, "scope");
        assert_eq!((found.computed, found.reason.as_str()), (colour, reason));
    }
}

#[test]
fn risk_goes_by_the_highest_residual_score() {
    let mut b = Builder::new();
    b.risk(2, 3, |_| {});
    assert_eq!(dimension(&of(&b, "2026-03-31"), "risk").computed, Colour::Green);
    b.risk(4, 4, |r| r.key = "R-12".into());
    let health = of(&b, "2026-03-31");
    assert_eq!(health.overall, Colour::Red);
    assert_eq!(health.reason, "Risk: R-12 scores 16: Something");
}

#[test]
fn quality_goes_by_leakage() {
    let mut b = Builder::new();
    let release = b.release("2026.1", "2026-02-01");
    for n in 0..20 {
        b.item_with(&[(if n < 2 { "2026-02-10" } else { "2026-01-10" }, TODO)], |i| {
            i.defect = Some(Defect { release: Some(release), phase: None, invalid: false });
        });
    }
    let health = of(&b, "2026-06-01");
    let quality = dimension(&health, "quality");
    assert_eq!(
        (quality.computed, quality.reason.as_str()),
        (Colour::Amber, "2 of 20 defects found after release 2026.1")
    );
    assert_eq!(quality.limit, "≤ 5 % green");
}

#[test]
fn schedule_goes_by_the_least_sure_milestone() {
    let mut b = Builder::new();
    for n in 1..=30 {
        let done = format!("2026-03-{n:02}");
        b.item(&[(&format!("{done} 08:00"), DOING), (&done, DONE)]);
    }
    for _ in 0..10 {
        b.item(&[("2026-01-01", TODO)]);
    }
    b.milestone("Far", "2026-12-31", None);
    assert_eq!(dimension(&of(&b, "2026-03-31"), "schedule").computed, Colour::Green);
    b.milestone("Near", "2026-04-05", None);
    let health = of(&b, "2026-03-31");
    let schedule = dimension(&health, "schedule");
    assert_eq!(
        (schedule.computed, schedule.reason.as_str()),
        (Colour::Red, "Near finishes by 5 Apr in <1 % of trials")
    );
}

#[test]
fn a_colour_set_by_hand_shows_beside_the_computed_one_and_needs_a_reason() {
    let mut b = Builder::new();
    b.risk(4, 4, |_| {});
    by_hand(&mut b, "amber", " ", "2026-03-30");
    assert_eq!(dimension(&of(&b, "2026-03-31"), "risk").shown, Colour::Red);
    by_hand(&mut b, "amber", "The load test passed", "2026-03-30");
    let health = of(&b, "2026-03-31");
    let risk = dimension(&health, "risk");
    assert_eq!((risk.computed, risk.shown, risk.stale), (Colour::Red, Colour::Amber, false));
    assert_eq!(risk.set_by_hand.as_ref().unwrap().reason, "The load test passed");
    assert_eq!(health.overall, Colour::Amber);
}

#[test]
fn a_colour_older_than_the_reporting_interval_is_stale() {
    let mut b = Builder::new();
    by_hand(&mut b, "green", "All well", "2026-03-20");
    assert!(!dimension(&of(&b, "2026-03-27"), "risk").stale);
    assert!(dimension(&of(&b, "2026-03-28"), "risk").stale);
}

#[test]
fn the_program_is_as_well_as_its_worst_project() {
    let mut b = Builder::new();
    b.risk(1, 1, |_| {});
    let beta = b.add_project(2, "Beta");
    b.risk(4, 2, |r| r.project = Some(beta));
    let health = b.ask("2026-03-31", |ctx| health(ctx, Scope::default().project));
    assert_eq!(health.overall, Colour::Amber);
    assert!(dimension(&health, "risk").reason.starts_with("Beta: "));
}
