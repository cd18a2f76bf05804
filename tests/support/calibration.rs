//! Generated teams whose future is known, to see how often a forecast's date held.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use gluework::analysis::flow::percentile;
use gluework::analysis::forecast::{CONFIDENCES, simulate};

/// SplitMix64, apart from the forecasts' own dice: what is judged must not share its draws.
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Poisson by multiplication (Knuth); the means here are small.
    fn poisson(&mut self, mean: f64) -> u32 {
        let (limit, mut product, mut count) = ((-mean).exp(), self.share(), 0);
        while product > limit {
            product *= self.share();
            count += 1;
        }
        count
    }
}

/// When a generated team delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every day is like any other, which is what resampling single days assumes.
    Alike,
    /// On working days only. Resampling does not know on which days, so its dates spread more.
    Weekdays,
}

/// A team that delivers at random, at its own pace.
struct Team {
    rhythm: Rhythm,
    /// Items a week, mean, divided by five.
    pace: f64,
    /// Day of the week on the day after today; Monday is 0.
    weekday: u32,
}

impl Team {
    fn new(rhythm: Rhythm, dice: &mut Dice) -> Self {
        Self { rhythm, pace: 0.4 + 1.2 * dice.share(), weekday: (dice.next() % 7) as u32 }
    }

    fn day(&self, offset: i64, dice: &mut Dice) -> u32 {
        let weekday = (i64::from(self.weekday) + offset).rem_euclid(7);
        match self.rhythm {
            Rhythm::Alike => dice.poisson(self.pace * 5.0 / 7.0),
            Rhythm::Weekdays if weekday < 5 => dice.poisson(self.pace),
            Rhythm::Weekdays => 0,
        }
    }

    /// Work for about so many weeks.
    fn backlog(&self, weeks: f64) -> u32 {
        (self.pace * 5.0 * weeks).round().max(1.0) as u32
    }
}

/// In percent, how often the dates at 50, 70, 85 and 95 % held, of work for so many weeks.
pub fn held(rhythm: Rhythm, window: i64, teams: usize, weeks: (f64, f64), cases: u32, seed: u64) -> [f64; 4] {
    let mut dice = Dice(seed);
    let mut within = [0_u32; 4];
    let mut forecasts = 0;
    while forecasts < cases {
        let weeks = weeks.0 + (weeks.1 - weeks.0) * dice.share();
        let (mut streams, mut truth) = (Vec::new(), 0);
        for _ in 0..teams {
            let team = Team::new(rhythm, &mut dice);
            let left = team.backlog(weeks);
            let history: Vec<u32> = (-window..0).map(|offset| team.day(offset, &mut dice)).collect();
            let (mut done, mut day) = (0, 0);
            while done < left {
                done += team.day(day, &mut dice);
                day += 1;
            }
            truth = truth.max(day as u32);
            streams.push((history, left));
        }
        // As the app does, nothing is forecast from fewer than five days that delivered.
        if streams.iter().any(|(history, _)| history.iter().filter(|n| **n > 0).count() < 5) {
            continue;
        }
        let Some(trials) = simulate(streams) else { continue };
        forecasts += 1;
        for (count, confidence) in within.iter_mut().zip(CONFIDENCES) {
            let date = percentile(&trials, confidence).expect("trials");
            *count += u32::from(truth <= date);
        }
    }
    within.map(|count| f64::from(count) * 100.0 / f64::from(cases))
}

/// The mean chance, in percent, that the 85 % date holds, of teams to which every day is alike. There
/// the chance is known exactly (so many days bring a Poisson number of items), so few cases tell as
/// much as thousands of single futures.
pub fn chance(window: i64, teams: usize, cases: u32, seed: u64) -> f64 {
    let mut dice = Dice(seed);
    let mut sum = 0.0;
    for _ in 0..cases {
        let weeks = 4.0 + 6.0 * dice.share();
        let (mut streams, mut truths) = (Vec::new(), Vec::new());
        for _ in 0..teams {
            let team = Team::new(Rhythm::Alike, &mut dice);
            let left = team.backlog(weeks);
            truths.push((team.pace * 5.0 / 7.0, left));
            streams
                .push(((-window..0).map(|offset| team.day(offset, &mut dice)).collect::<Vec<u32>>(), left));
        }
        let date = f64::from(percentile(&simulate(streams).expect("a pace"), 85).expect("trials"));
        let in_time = |(pace, left): &(f64, u32)| 1.0 - poisson_below(pace * date, *left);
        sum += truths.iter().map(in_time).product::<f64>();
    }
    sum * 100.0 / f64::from(cases)
}

/// The chance of fewer than so many.
fn poisson_below(mean: f64, count: u32) -> f64 {
    let (mut term, mut sum) = ((-mean).exp(), 0.0);
    for n in 0..count {
        sum += term;
        term *= mean / f64::from(n + 1);
    }
    sum
}
