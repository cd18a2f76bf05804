//! The trials themselves.

use super::block::{self, Block};
use super::{HORIZON, TRIALS};
use crate::analysis::dice::Dice;
use crate::model::order;

/// Any number will do, as long as it stays the same.
const SEED: u64 = 0x0061_756c_7565_7772;

/// One draw of a day's throughput after the other.
struct Draw<'a> {
    history: &'a [u32],
    bound: u32,
    dice: Dice,
    spare: Option<usize>,
    block: Option<Block>,
}

impl<'a> Draw<'a> {
    /// `days` is how many will be drawn in a trial, about.
    fn new(history: &'a [u32], stream: u64, days: f64) -> Self {
        let bound = u32::try_from(history.len()).unwrap_or(u32::MAX);
        // Streams far apart, so that two teams draw independently.
        let dice = Dice::new(SEED ^ stream.wrapping_mul(0xd1b5_4a32_d192_ed03));
        // Blocks pay where most of the days can be taken in them.
        let block = (days > f64::from(3 * block::DAYS)).then(|| Block::new(history));
        Self { history, bound, dice, spare: None, block }
    }

    fn day(&mut self) -> u32 {
        let place = match self.spare.take() {
            Some(place) => place,
            None => {
                let (first, second) = self.dice.pair(self.bound);
                self.spare = Some(second);
                first
            }
        };
        self.history.get(place).copied().unwrap_or(0)
    }

    /// Days until so many items are delivered, at most the horizon.
    fn days_until(&mut self, left: u32) -> u32 {
        let (mut days, mut delivered) = (0, 0);
        if let Some(block) = &self.block {
            // A block that cannot finish the work need not say on which day it would.
            while left - delivered > block.most() && days < HORIZON {
                delivered += block.draw(&mut self.dice);
                days += block::DAYS;
            }
        }
        while delivered < left && days < HORIZON {
            days += 1;
            delivered += self.day();
        }
        days.min(HORIZON)
    }

    /// Items delivered within so many days.
    fn items_in(&mut self, days: u32) -> u32 {
        match &self.block {
            None => (0..days).map(|_| self.day()).sum(),
            Some(block) => {
                let dice = &mut self.dice;
                let whole: u32 = (0..days / block::DAYS).map(|_| block.draw(dice)).sum();
                whole + (0..days % block::DAYS).map(|_| self.day()).sum::<u32>()
            }
        }
    }
}

fn mean(history: &[u32]) -> f64 {
    f64::from(history.iter().sum::<u32>()) / history.len().max(1) as f64
}

/// Finish days of all trials, ascending, as days from today. Each stream is a team: its daily
/// throughput and the items it has left; a trial ends with the last of them.
///
/// None where the work would take nearly the horizon or longer: the mean tells beforehand, and
/// hopeless cases would cost millions of draws.
pub(super) fn finish_days(streams: &[(Vec<u32>, u32)]) -> Option<Vec<u32>> {
    let mut draws: Vec<(Draw<'_>, u32)> = Vec::new();
    for ((history, left), stream) in streams.iter().zip(1..) {
        let days = f64::from(*left) / mean(history);
        if days > f64::from(HORIZON) * 0.9 {
            return None;
        }
        draws.push((Draw::new(history, stream, days), *left));
    }
    let mut trials = Vec::with_capacity(TRIALS);
    for _ in 0..TRIALS {
        let latest = draws.iter_mut().map(|(draw, left)| draw.days_until(*left)).max();
        trials.push(latest.unwrap_or(0));
    }
    order::ascending_counts(&mut trials);
    Some(trials)
}

/// Items delivered within so many days, over all trials, ascending.
pub(super) fn sums(history: &[u32], days: u32) -> Vec<u32> {
    let mut draw = Draw::new(history, 1, f64::from(days));
    let mut trials: Vec<u32> = (0..TRIALS).map(|_| draw.items_in(days)).collect();
    order::ascending_counts(&mut trials);
    trials
}
