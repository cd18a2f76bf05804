//! What must hold for every program.

use crate::support::*;
use gluework::analysis::cost::{EacForm, EarnedValue};
use gluework::analysis::flow::{ageing, cfd, percentile};
use gluework::analysis::forecast::simulate;
use gluework::analysis::{Facts, Request, Scope, Window, all_figures, headline, health};
use gluework::model::*;
use proptest::prelude::*;

const PLACES: [&str; 5] = [TODO, DOING, REVIEW, DONE, CANCELLED];

/// Items as lists of (hours after the last step, place).
fn lives() -> impl Strategy<Value = Vec<Vec<(i64, usize)>>> {
    prop::collection::vec(prop::collection::vec((0..200_i64, 0..5_usize), 1..7), 0..25)
}

fn moment(hours: i64) -> String {
    Timestamp(at("2026-01-01").0 + hours * 3_600_000).to_string()
}

fn program(lives: &[Vec<(i64, usize)>]) -> Builder {
    let mut b = Builder::new();
    for life in lives {
        let mut hours = 0;
        let mut passage: Vec<(String, &str)> = Vec::new();
        for (step, place) in life {
            hours += step;
            if passage.last().is_none_or(|(_, last)| *last != PLACES[*place]) {
                passage.push((moment(hours), PLACES[*place]));
            }
        }
        let passage: Vec<(&str, &str)> = passage.iter().map(|(w, p)| (w.as_str(), *p)).collect();
        b.item(&passage);
    }
    b
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_percentile_is_one_of_the_sample_and_enough_lie_at_or_below(
        mut sample in prop::collection::vec(0..1000_i64, 1..60), percent in 1..=100_u32
    ) {
        sample.sort_unstable();
        let value = percentile(&sample, percent).unwrap();
        prop_assert!(sample.contains(&value));
        let within = sample.iter().filter(|v| **v <= value).count();
        prop_assert!(within * 100 >= percent as usize * sample.len());
        let below = sample.iter().filter(|v| **v < value).count();
        prop_assert!(below * 100 < percent as usize * sample.len());
    }

    #[test]
    fn no_cfd_line_falls_or_crosses_and_todays_gap_is_the_wip(lives in lives(), days in 1..60_u32) {
        let b = program(&lives);
        b.ask("2026-02-20", |ctx| {
            let all = cfd(ctx, Scope::default(), Window::last(days));
            for line in &all.lines {
                prop_assert_eq!(line.counts.len(), days as usize);
                prop_assert!(line.counts.is_sorted(), "{:?}", line);
            }
            for pair in all.lines.windows(2) {
                prop_assert!(pair[0].counts.iter().zip(&pair[1].counts).all(|(upper, lower)| upper >= lower));
            }
            // Without any item there is no workflow to take the lines from, only categories.
            let last = |category| *all.lines.iter().find(|l| l.category == category).unwrap().counts.last().unwrap();
            let wip = ageing(&Facts::new(ctx), Scope::default(), Window::default());
            let not_put_back = wip.iter().filter(|a| !a.put_back).count();
            prop_assert_eq!((last(Category::InProgress) - last(Category::Done)) as usize, not_put_back);
            Ok(())
        })?;
    }

    #[test]
    fn cycle_times_are_never_below_one_and_everything_is_accounted_for(lives in lives()) {
        let b = program(&lives);
        b.ask("2026-02-20", |ctx| {
            let [_, cycle, ..] = headline(ctx, Scope::default());
            prop_assert!(cycle.value.number().is_none_or(|days| days >= 1.0));
            let left_out: usize = cycle.left_out.iter().map(|g| g.count).sum();
            prop_assert_eq!(cycle.population[1].1, cycle.population[2].1 + left_out as u64);
            Ok(())
        })?;
    }

    #[test]
    fn the_order_of_events_and_the_numbers_of_ids_change_nothing(lives in lives()) {
        let b = program(&lives);
        let mut other = program(&lives.iter().rev().cloned().collect::<Vec<_>>());
        let items: Vec<_> = other.program.items.values().cloned().collect();
        for item in items {
            let mut item = (*item).clone();
            // Moments may repeat; only events of different moments may change places.
            item.history.sort_by_key(|e| std::cmp::Reverse(e.at));
            if item.history.windows(2).all(|pair| pair[0].at != pair[1].at) {
                other.program.put(item.into());
            }
        }
        let values = |b: &Builder| b.ask("2026-02-20", |ctx| {
            let figures = all_figures(ctx, Scope::default());
            (figures.into_iter().map(|f| (f.name, f.value, f.trend)).collect::<Vec<_>>(), health(ctx, None))
        });
        prop_assert_eq!(values(&b), values(&other));
    }

    #[test]
    fn shifting_all_moments_and_the_zone_together_changes_nothing(lives in lives(), hours in -11..12_i32) {
        let b = program(&lives);
        let mut shifted = program(&lives);
        let by = i64::from(hours) * 3_600_000;
        let items: Vec<_> = shifted.program.items.values().cloned().collect();
        for item in items {
            let mut item = (*item).clone();
            item.created.0 -= by;
            item.updated.0 -= by;
            item.history.iter_mut().for_each(|e| e.at.0 -= by);
            shifted.program.put(item.into());
        }
        let values = |b: &Builder, zone: &Zone, now| b.ask_in(zone, now, |ctx| {
            all_figures(ctx, Scope::default()).into_iter().map(|f| (f.name, f.value, f.trend)).collect::<Vec<_>>()
        });
        let now = at("2026-02-20");
        let here = values(&b, &Zone::utc(), now);
        prop_assert_eq!(here, values(&shifted, &Zone::fixed("There", hours * 3600), Timestamp(now.0 - by)));
    }

    #[test]
    fn the_identities_of_earned_value_hold(
        bac in 1..1_000_000_000_i64, pv in 1..1_000_000_000_i64, ev in 1..1_000_000_000_i64, ac in 1..1_000_000_000_i64
    ) {
        let all = EarnedValue { bac, pv, ev, ac, ..EarnedValue::default() };
        for form in EacForm::ALL {
            let (eac, etc, vac) = (all.eac(form).unwrap(), all.etc(form).unwrap(), all.vac(form).unwrap());
            prop_assert_eq!(eac, ac + etc);
            prop_assert_eq!(bac, eac + vac);
        }
        prop_assert_eq!(all.eac(EacForm::Atypical).unwrap(), bac - all.cv());
        let typical = all.eac(EacForm::Typical).unwrap() as f64;
        let by_cpi = bac as f64 / all.cpi().unwrap();
        prop_assert!((typical - by_cpi).abs() <= 0.5 + by_cpi * 1e-12);
    }
}

#[test]
fn equal_spending_and_earning_keeps_the_budget_to_the_cent() {
    let all = EarnedValue { bac: 99_999, pv: 777, ev: 333, ac: 333, ..EarnedValue::default() };
    assert_eq!(all.eac(EacForm::Typical), Ok(99_999));
}

/// Throughput of some days, at least five of which delivered.
fn history() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::vec(0..4_u32, 8..60).prop_map(|mut days| {
        days.iter_mut().take(5).for_each(|day| *day = (*day).max(1));
        days
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    // [FG8]
    #[test]
    fn adding_days_without_a_delivery_never_shortens_a_forecast(
        history in history(), left in 1..80_u32, idle in 1..30_usize
    ) {
        // Beyond some weeks, days are drawn eight at a time: then chance may tell on a day in between.
        let days = |history: &[u32]| f64::from(left) * history.len() as f64 / f64::from(history.iter().sum::<u32>());
        let slower: Vec<u32> = history.iter().copied().chain(std::iter::repeat_n(0, idle)).collect();
        let slack = if days(&slower) < 24.0 { 0 } else { 1 };
        let (before, after) =
            (simulate(vec![(history, left)]).unwrap(), simulate(vec![(slower, left)]).unwrap());
        for percent in [5, 50, 70, 85, 95] {
            let (before, after) = (percentile(&before, percent), percentile(&after, percent));
            prop_assert!(before <= after.map(|day| day + slack), "{percent} %: {before:?} to {after:?}");
        }
    }

    #[test]
    fn more_work_and_more_teams_never_shorten_a_forecast(
        one in history(), other in history(), left in 1..40_u32, more in 1..20_u32
    ) {
        let at = |streams: Vec<(Vec<u32>, u32)>| percentile(&simulate(streams).unwrap(), 85).unwrap();
        prop_assert!(at(vec![(one.clone(), left)]) <= at(vec![(one.clone(), left + more)]) + 1);
        prop_assert!(at(vec![(one.clone(), left)]) <= at(vec![(one, left), (other, more)]));
    }
}

/// A team's quarter with all that figures look at.
fn quarter(reversed: bool) -> Builder {
    let mut b = Builder::new();
    let teams = [b.team("One"), b.team("Two")];
    let release = Some(b.release("2026.1", "2026-02-01"));
    let sprint = b.sprint(Some(teams[0]), "2026-02-02", "2026-02-13", &[]);
    let mut numbers: Vec<i64> = (0..90).collect();
    if reversed {
        numbers.reverse();
    }
    let mut made: Vec<(i64, WorkItem)> = Vec::new();
    for n in numbers {
        let start = Timestamp(at("2026-01-05").0 + n * 17 * 3_600_000);
        let steps = [TODO, DOING, REVIEW, if n % 9 == 0 { CANCELLED } else { DONE }];
        let texts: Vec<String> =
            (0..4).map(|k| Timestamp(start.0 + k * (n % 7 + 1) * 9 * 3_600_000).to_string()).collect();
        let length = if n > 75 { 2 } else { 4 };
        let passage: Vec<(&str, &str)> = texts.iter().map(String::as_str).zip(steps).take(length).collect();
        let id = b.item_with(&passage, |i| {
            i.team = Some(teams[(n % 2) as usize]);
            i.estimate = (n % 5 > 0).then(|| Points::whole(n % 5));
            i.sprint = (n % 4 == 0).then_some(sprint);
            i.rank = n;
            if n % 11 == 0 {
                i.kind = ItemKind::Bug;
                i.defect = Some(Defect { release, phase: None, invalid: n % 33 == 0 });
            }
        });
        made.push((n, (*b.program.items[&id]).clone()));
    }
    // The same ids, whichever came first.
    made.iter().for_each(|(_, item)| {
        b.program.put(Slot::Item(item.id, None));
    });
    for (n, mut item) in made {
        item.id = WorkItemId::from(5_000 + n as u64);
        (item.key, item.title) = (format!("A-{n}"), format!("Item {n}"));
        b.program.put(item.into());
    }
    b.package(eur(9_000), "2026-01-05", "2026-03-31", |p| {
        p.rule = EarnRule::EstimateShare;
        p.scope = release.map(PackageScope::Release);
    });
    b.milestone("Launch", "2026-04-15", None);
    b
}

fn everything(b: &Builder) -> String {
    b.ask_in(&zone("Pacific/Chatham"), at("2026-03-20"), |ctx| {
        let asked = Request { compare: true, ..Request::default() }.open(ctx, &[]);
        format!("{:?} {:?} {:?}", asked.figures(), asked.series(), health(ctx, None))
    })
}

// [FG7]
#[test]
fn the_order_in_which_records_are_put_in_changes_nothing() {
    assert_eq!(everything(&quarter(false)), everything(&quarter(true)));
}

/// Printed by [`the_machines_zone_changes_nothing`] in a process of its own.
#[test]
#[ignore = "prints, for another test"]
fn print_everything() {
    println!("everything: {}", everything(&quarter(false)));
}

// [FG7]
#[test]
fn the_machines_zone_changes_nothing() {
    let here = everything(&quarter(false));
    let me = std::env::current_exe().unwrap();
    // Eleven hours behind UTC, UTC, and 13:45 ahead; the sign of POSIX zones is the other way round.
    for zone in ["XXX11", "UTC0", "XXX-13:45"] {
        let mut command = std::process::Command::new(&me);
        command.args(["--exact", "invariants::print_everything", "--ignored", "--nocapture"]).env("TZ", zone);
        let output = command.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let there = text.lines().find_map(|line| line.split_once("everything: ")).map(|(_, rest)| rest);
        assert_eq!(there, Some(here.as_str()), "{zone}");
    }
}
