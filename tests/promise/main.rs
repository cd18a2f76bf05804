//! The promise of durability over random histories: crashes at every point, and tabs at work together.
//!
//! Each history follows from its seed, so a failure names what to play again. How much is played:
//! `GLUEWORK_HISTORIES` (crash points), `GLUEWORK_TABS_SEEDS` and `GLUEWORK_TABS_COMMANDS`;
//! `GLUEWORK_SEED` plays others than every run does.
// It prints what it played, and how long that took.
#![allow(clippy::print_stdout, clippy::disallowed_methods)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod crash;
#[path = "../keeper_support/mod.rs"]
mod keeper_support;
mod oracle;
mod tabs;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// A small generator of its own: a history must be the same on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(crate) fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides.max(1)
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// Plays one history for each of so many seeds, on all processors; what they counted, together.
fn play_all(what: &str, count: u64, play: impl Fn(u64) -> u64 + Sync) {
    let (next, counted, begun) = (AtomicU64::new(0), AtomicU64::new(0), Instant::now());
    let first = number("GLUEWORK_SEED", 0) * 1_000_000;
    let players = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..players {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= count {
                        return;
                    }
                    counted.fetch_add(play(first + seed), Ordering::Relaxed);
                }
            });
        }
    });
    println!(
        "{count} histories, {} {what}, none lost, {:.1} s",
        counted.into_inner(),
        begun.elapsed().as_secs_f64()
    );
}

/// Any history of commands in up to four tabs, checkpoints, failed and lost answers, tabs that die and
/// local storage falling back: at every point between two writes, with every mix of old and new values
/// in local storage, the next start holds exactly what the vault took, and its integrity is sound.
// [D1] [D5]
#[test]
fn no_acknowledged_command_is_lost_at_any_crash_point() {
    play_all("crash points", number("GLUEWORK_HISTORIES", 120), |seed| crash::play(seed, crash::Way::Joined));
}

/// The same while the vault also fails for long, and local storage alone carries on: what was
/// acknowledged is in the program or in a protected recovery point.
// [D5] [D6]
#[test]
fn no_acknowledged_command_is_lost_where_states_went_apart() {
    play_all("crash points", number("GLUEWORK_HISTORIES", 120), |seed| crash::play(seed, crash::Way::Apart));
}

/// Without a crash, what local storage alone took is not lost either.
// [D6]
#[test]
fn nothing_that_local_storage_alone_has_is_lost_by_closing() {
    play_all("crash points", number("GLUEWORK_HISTORIES", 120), |seed| crash::play(seed, crash::Way::Steady));
}

/// Two to four tabs give random commands and undo their own while their requests interleave: none is
/// lost, all show the same.
// [D2] [D3]
#[test]
fn no_command_of_any_tab_is_lost() {
    let commands = number("GLUEWORK_TABS_COMMANDS", 1_500);
    play_all("commands", number("GLUEWORK_TABS_SEEDS", 20), |seed| tabs::play(seed, commands));
}

// [D2]
#[test]
fn every_tab_undoes_its_own_whatever_the_others_do() {
    play_all("commands", number("GLUEWORK_HISTORIES", 400), |seed| tabs::play(1_000 + seed, 5 + seed % 75));
}

/// Histories in which something was lost once.
#[test]
fn what_was_lost_once_is_not_lost_again() {
    for seed in [2373, 4842] {
        crash::play(seed, crash::Way::Apart);
    }
    for seed in [6051, 8480, 8954] {
        crash::play(seed, crash::Way::Steady);
    }
}
