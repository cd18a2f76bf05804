//! Eight days in one draw: long forecasts would otherwise spend all their time on single days.

use crate::analysis::dice::Dice;
use crate::model::order;

/// Days in a block.
pub(super) const DAYS: u32 = 8;
/// Entries of the table that says where in the distribution to begin looking.
const GUIDE: usize = 1024;

/// The distribution of the sum of [`DAYS`] independent draws from a history, by convolution: the
/// same as drawing them one by one, to the last bit of a 32-bit draw.
pub(super) struct Block {
    /// Chance of a sum of at most the index, scaled to 2³².
    at_most: Vec<u64>,
    /// The first sum that a draw beginning with these ten bits can give.
    guide: Vec<u32>,
}

impl Block {
    pub(super) fn new(history: &[u32]) -> Self {
        let mut values: Vec<(usize, f64)> = Vec::new();
        let mut sorted = history.to_vec();
        order::ascending_counts(&mut sorted);
        for run in sorted.chunk_by(|a, b| a == b) {
            let share = run.len() as f64 / history.len().max(1) as f64;
            values.extend(run.first().map(|value| (*value as usize, share)));
        }
        let mut chances = vec![1.0];
        for _ in 0..DAYS {
            let most = values.last().map_or(0, |(value, _)| *value);
            let mut next = vec![0.0; chances.len() + most];
            for (value, share) in &values {
                for (chance, slot) in chances.iter().zip(next.iter_mut().skip(*value)) {
                    *slot += chance * share;
                }
            }
            chances = next;
        }
        let mut sum = 0.0;
        let mut at_most: Vec<u64> = Vec::with_capacity(chances.len());
        for chance in chances {
            sum += chance;
            at_most.push((sum * 4_294_967_296.0) as u64);
        }
        // Rounding must not leave a gap at the top.
        if let Some(last) = at_most.last_mut() {
            *last = 1 << 32;
        }
        let step = (1_u64 << 32) / GUIDE as u64;
        let first = |n: usize| at_most.partition_point(|bound| *bound <= n as u64 * step) as u32;
        let guide = (0..GUIDE).map(first).collect();
        Self { at_most, guide }
    }

    /// The most that a block can bring.
    pub(super) fn most(&self) -> u32 {
        self.at_most.len().saturating_sub(1) as u32
    }

    /// The sum of a block, by a draw of 32 bits.
    pub(super) fn draw(&self, dice: &mut Dice) -> u32 {
        let bits = dice.next() >> 32;
        let mut sum = self.guide.get((bits >> 22) as usize).copied().unwrap_or(0);
        while self.at_most.get(sum as usize).is_some_and(|bound| *bound <= bits) {
            sum += 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_the_mean_and_the_range_of_its_days() {
        let block = Block::new(&[0, 0, 3, 1, 0, 6]);
        assert_eq!(block.most(), 8 * 6);
        let mut dice = Dice::new(7);
        let draws: Vec<u32> = (0..100_000).map(|_| block.draw(&mut dice)).collect();
        let mean = draws.iter().map(|d| f64::from(*d)).sum::<f64>() / draws.len() as f64;
        assert!((mean - 8.0 * 10.0 / 6.0).abs() < 0.1, "{mean}");
        // All eight days bring nothing in (1/2)⁸ of the blocks.
        let none = draws.iter().filter(|d| **d == 0).count();
        assert!((300..480).contains(&none), "{none}");
    }

    #[test]
    fn a_history_that_never_varies_always_gives_its_sum() {
        let block = Block::new(&[2, 2]);
        let mut dice = Dice::new(7);
        assert!((0..1000).all(|_| block.draw(&mut dice) == 16));
    }
}
