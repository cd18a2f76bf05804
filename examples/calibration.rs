//! How often the dates of forecasts hold: 2,000 generated cases a row whose future is known.
//!
//! `cargo run --release --example calibration`
//!
//! Each team delivers at random at its own pace; the forecast sees a window of its past, and its date
//! is compared with the day on which the team truly finished four to ten weeks of work. A row in which
//! the 85 % date holds in clearly less than 85 % of the cases is over-confident: the window is too
//! short to know the pace. `analysis::forecast` says so to its readers, with the numbers of this table.
#![allow(clippy::print_stdout, clippy::expect_used)] // Printing is what a command line program is for.

#[path = "../tests/support/calibration.rs"]
mod calibration;

use calibration::{Rhythm, held};

const CASES: u32 = 2_000;

fn main() {
    println!("{CASES} forecasts a row; how often the date held, in percent");
    for (rhythm, name) in [(Rhythm::Alike, "every day alike"), (Rhythm::Weekdays, "idle at weekends")] {
        println!("\n{name:<16} {:>9} {:>8} {:>8} {:>8} {:>8}", "window", "50 %", "70 %", "85 %", "95 %");
        for (name, teams) in [("one team", 1), ("three jointly", 3)] {
            for window in [30, 60, 120, 250] {
                let seed = 20_260_325 + teams as u64;
                let [half, likely, sure, surest] = held(rhythm, window, teams, (4.0, 10.0), CASES, seed);
                let days = format!("{window} days");
                println!("{name:<16} {days:>9} {half:>8.1} {likely:>8.1} {sure:>8.1} {surest:>8.1}");
            }
        }
    }
}
