//! Times the pure core on a generated program of 10,000 items and prints a table. Judges nothing:
//! `make bench` is read by people. Compiled for WebAssembly it is the same, on the page that loads it
//! (`tests/e2e/bench-core.mjs`).

#![allow(clippy::print_stdout, clippy::disallowed_methods, missing_docs)]

use gluework::analysis::board::{BoardFilter, LaneBy, board};
use gluework::analysis::changes::{as_of, changes, lines_of};
use gluework::analysis::today::needs;
use gluework::analysis::{
    Context, Facts, Request, Scope, Window, all_figures, cost, flow, forecast, goals, headline, health,
    quality, risk, search, sla, sprints,
};
use gluework::command::{Command, Place, apply};
use gluework::exchange::snapshot;
use gluework::model::{Date, Event, Happening, Program, Stamp, Timestamp, Zone};
use gluework::storage::memory::Memory;
use gluework::storage::{CHECKPOINT, KeyValue, Load, load, units};

#[path = "support/watch.rs"]
mod watch;

use std::sync::Arc;
use watch::{now, say};

const ROUNDS: usize = 11;

/// Prints median and slowest of the rounds, in milliseconds.
fn time(what: &str, mut run: impl FnMut()) {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let from = now();
            run();
            now() - from
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, worst) = (times.get(ROUNDS / 2), times.last());
    say(&format!("{what:<52} {:>9.2} {:>9.2}", median.unwrap_or(&0.0), worst.unwrap_or(&0.0)));
}

/// Compares two programs of 10,000 items that share no record in memory: equal, a week apart, and with
/// every record different.
fn changed(program: &Program, zone: &Zone, now: Timestamp) {
    let text = snapshot::write(program, now);
    let Ok(other) = snapshot::read(&text).map(|s| s.program) else { return };
    time("compare: equal, nothing shared", || drop(changes(program, &other)));
    let week = as_of(program, Timestamp(now.0 - 7 * 86_400_000), zone).program;
    say(&format!("  a week back: {} changes", changes(&week, &other).len()));
    time("compare: a week apart, nothing shared", || drop(changes(&week, &other)));
    time("compare: the same as lines of a report", || drop(lines_of(&week, &other, Scope::default())));
    let mut all = other.clone();
    for item in all.items.values_mut() {
        Arc::make_mut(item).title.push('!');
    }
    say(&format!("  all different: {} changes", changes(&other, &all).len()));
    time("compare: every item different", || drop(changes(&other, &all)));
    time("as of a week ago", || drop(as_of(program, Timestamp(now.0 - 7 * 86_400_000), zone)));
}

fn main() {
    let zone = Zone::fixed("UTC", 0);
    let today = Date::from_ymd_opt(2026, 1, 15).unwrap_or_default();
    let program = gluework::sample::generate(10_000, 1, today, &zone);
    let now = Timestamp(zone.start_of(today).0 + 12 * 3_600_000);
    let ctx = Context { program: &program, zone: &zone, now };
    let moved = |e: &&Event| matches!(e.what, Happening::Moved { .. });
    let moves: usize = program.items.values().map(|i| i.history.iter().filter(moved).count()).sum();
    let events: usize = program.items.values().map(|i| i.history.len()).sum();
    say(&format!("{} items, {events} events, {moves} of them transitions", program.items.len()));
    say(&format!("{:<52} {:>9} {:>9}", "", "median ms", "worst ms"));

    time("board of all items", || drop(board(&program, &BoardFilter::default(), LaneBy::Nothing)));
    time("board in lanes by owner", || drop(board(&program, &BoardFilter::default(), LaneBy::Owner)));
    time("Today: what needs me", || drop(needs(&ctx, Scope::default())));
    time("four headline figures", || drop(headline(&ctx, Scope::default())));
    time("all figures", || drop(all_figures(&ctx, Scope::default())));
    time("all metrics: figures and series", || {
        let asked = Request::default().open(&ctx, &[]);
        drop((asked.figures(), asked.series()));
    });
    time("  of it: histories, read once", || drop(Facts::new(&ctx)));
    time("  histories and figures but forecasts", || {
        drop(Request::default().open(&ctx, &[]).figures_without_forecasts());
    });
    time("  histories and all series", || drop(Request::default().open(&ctx, &[]).series()));
    time("  histories and forecasts", || drop(Request::default().open(&ctx, &[]).forecasts()));
    let facts = Facts::new(&ctx);
    let (all, window) = (Scope::default(), Window::default());
    time("  cycle times", || drop(flow::Durations::new(&facts, all, window, flow::Measure::Cycle)));
    time("  ageing", || drop(flow::ageing_chart(&facts, all, window)));
    time("  cumulative flow", || drop(flow::cfd_chart(&facts, all, window)));
    time("  throughput", || drop(flow::throughput_chart(&facts, all, window, flow::Step::Week)));
    time("  net flow", || drop(flow::net_flow(&facts, all, window)));
    time("  blocked time", || drop(flow::blocked_chart(&facts, all, window)));
    time("  flow efficiency", || drop(flow::efficiency(&facts, all, window)));
    time("  velocity", || drop(sprints::velocity_chart(&facts, all)));
    time("  leakage", || drop(quality::leakage_chart(&facts, all)));
    time("  service levels", || drop(sla::attainment(&facts, all, window)));
    time("  cost curve", || drop(cost::curve(&facts, all)));
    time("  goals", || drop(goals::goal_chart(&facts, all)));
    time("  risk burndown", || drop(risk::risk_chart(&facts, all, window)));
    time("  when", || drop(forecast::when_of(&facts, all, None)));
    time("  milestones", || drop(forecast::milestones(&facts, all)));
    time("the same, compared with the period before", || {
        let asked = Request { compare: true, ..Request::default() }.open(&ctx, &[]);
        drop((asked.figures(), asked.series()));
    });
    let pace: Vec<u32> = [0, 4, 1, 3, 2, 0, 0].into_iter().cycle().take(60).collect();
    time("10,000 trials of 200 items", || drop(forecast::simulate(vec![(pace.clone(), 200)])));
    time("health of the program", || drop(health(&ctx, None)));
    time("search for two words", || drop(search::search(&program, "index rebuild", 8)));

    let mut moved = program.clone();
    let place = program.items.values().next().map(|i| (i.id, Place { status: i.status, above: None }));
    time("one move, applied", || {
        if let Some((id, place)) = place {
            let _ = apply(&mut moved, Command::MoveItem(id, place), Stamp { at: now, seed: 7 });
        }
    });

    changed(&program, &zone, now);

    let store = Memory::default();
    if let Load::Fresh(mut writer) = load(&store) {
        time("save: encode, pack, write, read back", || {
            let _ = writer.save(&store, &program, now);
        });
        time("load: unpack, decode, check", || drop(load(&store)));
        let stored = store.get(CHECKPOINT).ok().flatten().unwrap_or_default();
        say(&format!("{:<52} {:>9}", "stored size, UTF-16 units (quota 5,242,880)", units(&stored)));
    }
    let text = snapshot::write(&program, now);
    time("snapshot, written", || drop(snapshot::write(&program, now)));
    time("snapshot, read and checked", || drop(snapshot::read(&text)));
    let sample: fn() -> Program = || gluework::sample::program(Date::default(), &Zone::utc());
    time("sample program, made", || drop(sample()));
}
