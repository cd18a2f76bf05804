//! The trials themselves.

use super::{HORIZON, TRIALS};
use crate::analysis::dice::Dice;

/// Any number will do, as long as it stays the same.
const SEED: u64 = 0x0061_756c_7565_7772;

/// One draw of a day's throughput after the other.
struct Draw<'a> {
    history: &'a [u32],
    bound: u32,
    dice: Dice,
    spare: Option<usize>,
}

impl<'a> Draw<'a> {
    fn new(history: &'a [u32], stream: u64) -> Self {
        let bound = u32::try_from(history.len()).unwrap_or(u32::MAX);
        // Streams far apart, so that two teams draw independently.
        let dice = Dice::new(SEED ^ stream.wrapping_mul(0xd1b5_4a32_d192_ed03));
        Self { history, bound, dice, spare: None }
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

    /// Days until so many items are delivered; none beyond the horizon.
    fn days_until(&mut self, left: u32) -> Option<u32> {
        let (mut days, mut delivered) = (0, 0);
        while delivered < left {
            if days == HORIZON {
                return None;
            }
            days += 1;
            delivered += self.day();
        }
        Some(days)
    }
}

/// Finish days of all trials, ascending, as days from today. Each stream is a team: its daily
/// throughput and the items it has left; a trial ends with the last of them.
///
/// None where more than a trial in a hundred does not end within the horizon.
pub(super) fn finish_days(streams: &[(Vec<u32>, u32)]) -> Option<Vec<u32>> {
    for (history, left) in streams {
        // Hopeless cases cost millions of draws; the mean tells beforehand.
        let mean = history.iter().sum::<u32>() as f64 / history.len().max(1) as f64;
        if f64::from(*left) > mean * f64::from(HORIZON) * 0.9 {
            return None;
        }
    }
    let mut draws: Vec<(Draw<'_>, u32)> =
        streams.iter().zip(1..).map(|((history, left), n)| (Draw::new(history, n), *left)).collect();
    let mut trials = Vec::with_capacity(TRIALS);
    for _ in 0..TRIALS {
        let mut latest = 0;
        for (draw, left) in &mut draws {
            latest = latest.max(draw.days_until(*left).unwrap_or(HORIZON));
        }
        trials.push(latest);
    }
    trials.sort_unstable();
    Some(trials)
}

/// Items delivered within so many days, over all trials, ascending.
pub(super) fn sums(history: &[u32], days: u32) -> Vec<u32> {
    let mut draw = Draw::new(history, 1);
    let mut trials: Vec<u32> = (0..TRIALS).map(|_| (0..days).map(|_| draw.day()).sum()).collect();
    trials.sort_unstable();
    trials
}
