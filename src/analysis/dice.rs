//! Seeded randomness for the forecasts: the same data gives the same answer on every machine.

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, and good enough to draw days by.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Two independent numbers below `bound`, from one draw of 64 bits. With a bound of some
    /// hundred days the bias is below one in ten million.
    pub(crate) const fn pair(&mut self, bound: u32) -> (usize, usize) {
        let bits = self.next();
        let bound = bound as u64;
        let (high, low) = (bits >> 32, bits & 0xffff_ffff);
        (((high * bound) >> 32) as usize, ((low * bound) >> 32) as usize)
    }
}
