//! How long the figures of a large program take:
//! `cargo test --profile bench --test metrics speed -- --ignored --nocapture`.

use crate::support::*;
use gluework::analysis::{Facts, Scope, Window, all_figures, flow, headline, health};
use gluework::model::*;

/// 10,000 items with 60,000 transitions over a year, 4 teams, 26 sprints each, packages by label.
fn large() -> Builder {
    let mut b = Builder::new();
    let teams: Vec<_> = ["A", "B", "C", "D"].map(|n| b.team(n)).into();
    let origin = at("2025-04-01").0;
    let mut sprints = Vec::new();
    for team in &teams {
        for n in 0..26 {
            let start = day("2025-04-01") + chrono::Days::new(n * 14);
            let end = start + chrono::Days::new(13);
            sprints.push(b.sprint(Some(*team), &start.to_string(), &end.to_string(), &[]));
        }
    }
    for n in 0..10_000_i64 {
        let open = n % 5 == 0;
        let start = origin + (n * 7919 % 340) * Timestamp::DAY + n % 24 * 3_600_000;
        let names = [
            TODO,
            DOING,
            REVIEW,
            DOING,
            REVIEW,
            if open { REVIEW } else { TODO },
            if open { DOING } else { DONE },
        ];
        let texts: Vec<String> =
            (0..7).map(|k| Timestamp(start + k * (n % 5 + 1) * 7_200_000).to_string()).collect();
        let passage: Vec<(&str, &str)> = texts.iter().map(String::as_str).zip(names).collect();
        b.item_with(&passage, |i| {
            i.team = Some(teams[(n % 4) as usize]);
            i.estimate = Some(Points::whole(n % 8 + 1));
            i.sprint =
                Some(sprints[(n % 4) as usize * 26 + ((start - origin) / Timestamp::DAY / 14) as usize]);
            i.labels = vec![format!("p{}", n % 10)];
        });
    }
    for n in 0..10 {
        b.package(eur(100_000), "2025-04-01", "2026-06-30", |p| {
            p.rule = EarnRule::EstimateShare;
            p.scope = Some(PackageScope::Label(format!("p{n}")));
        });
    }
    for n in 0..500 {
        b.cost(eur(1_000 + n), "2025-09-01");
    }
    b.milestone("One", "2026-05-01", None);
    b.milestone("Two", "2026-08-01", None);
    b
}

#[test]
#[ignore = "measures; says nothing in a debug build"]
#[allow(clippy::disallowed_methods)]
fn speed() {
    let b = large();
    let berlin = zone("Europe/Berlin");
    let time = |name: &str, work: &dyn Fn()| {
        let rounds = 10;
        let start = std::time::Instant::now();
        (0..rounds).for_each(|_| work());
        println!("{name:>12} {:8.2} ms", start.elapsed().as_secs_f64() * 1e3 / f64::from(rounds));
    };
    b.ask_in(&berlin, at("2026-03-31"), |ctx| {
        let facts = Facts::new(ctx);
        let all = Scope::default();
        time("facts", &|| drop(Facts::new(ctx)));
        time("headline", &|| drop(headline(ctx, all)));
        time("cfd", &|| drop(flow::cfd_of(&facts, all, Window::default())));
        let sprint = b.program.sprints.values().next().unwrap();
        time("cycle times", &|| {
            drop(flow::Durations::new(&facts, all, Window::default(), flow::Measure::Cycle));
        });
        time("one sprint", &|| drop(gluework::analysis::sprints::outcome(&facts, sprint)));
        time("leakage", &|| drop(gluework::analysis::quality::leakage(&facts, all)));
        time("earned value", &|| {
            drop(gluework::analysis::cost::earned_value(&facts, None, Currency::EUR, ctx.today()));
        });
        time("forecast", &|| drop(gluework::analysis::forecast::when_of(&facts, all, None)));
        time("health", &|| drop(health(ctx, None)));
        time("all figures", &|| drop(all_figures(ctx, all)));
        for figure in all_figures(ctx, all) {
            println!("{}: {} {} ({})", figure.name, figure.display, figure.unit, figure.sentence);
        }
    });
}
