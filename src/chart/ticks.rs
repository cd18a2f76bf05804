//! Round numbers along an axis, and the map from values to places.

/// A map from values to places along an axis; equal steps stay equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    /// Smallest and largest value.
    pub domain: (f64, f64),
    /// Where these two stand, in pixels.
    pub range: (f64, f64),
}

impl Linear {
    /// The place of a value; the middle where the domain is a single value.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        self.range.0 + share * (self.range.1 - self.range.0)
    }
}

/// The step between ticks as a whole number of tenths, units or tens…, so that no tick suffers from
/// the rounding of 0.1: a tick is `place × step` or `place ÷ inverse`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    /// The step, or one over it.
    size: f64,
    /// The step is `1 / size`.
    inverse: bool,
}

impl Step {
    fn times(self, place: f64) -> f64 {
        if self.inverse { place / self.size } else { place * self.size }
    }

    fn place_of(self, value: f64) -> f64 {
        if self.inverse { value * self.size } else { value / self.size }
    }

    fn value(self) -> f64 {
        self.times(1.0)
    }
}

/// 1, 2 or 5 times a power of ten, the nearest (by ratio) to `span / count`: the rule of d3's `ticks`.
fn step_for(span: f64, count: usize) -> Step {
    let raw = span / count.max(1) as f64;
    let (mut power, mut down) = (1.0, 1.0);
    // Bounded by the range of a double, and one or two rounds in practice.
    while raw / power >= 10.0 && power < 1e300 {
        power *= 10.0;
    }
    while raw * down < 1.0 && down < 1e300 {
        down *= 10.0;
    }
    let error = raw * down / power;
    // The roots of 50, 10 and 2: half way between two steps, as ratios go.
    let factor = if error >= 7.071_067_811_865_475 {
        10.0
    } else if error >= 3.162_277_660_168_379_5 {
        5.0
    } else if error >= std::f64::consts::SQRT_2 {
        2.0
    } else {
        1.0
    };
    if down > factor {
        Step { size: down / factor, inverse: true }
    } else {
        Step { size: factor * power / down, inverse: false }
    }
}

/// An axis of numbers: its ticks and the domain that ends on them.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The ticks, ascending; the first and last are the ends of the domain.
    pub ticks: Vec<f64>,
    /// What lies between two of them.
    pub step: f64,
}

impl Axis {
    /// Ticks for values from `low` to `high` (zero included), about `count` of them; with `whole`, none
    /// between whole numbers. Values that are no numbers count as zero.
    #[must_use]
    pub fn around(low: f64, high: f64, count: usize, whole: bool) -> Self {
        let sound = |value: f64| if value.is_finite() { value } else { 0.0 };
        let (low, mut high) = (sound(low).min(0.0), sound(high).max(0.0));
        if high - low <= 0.0 {
            high = 1.0;
        }
        let mut step = step_for(high - low, count);
        if whole && step.value() < 1.0 {
            step = Step { size: 1.0, inverse: false };
        }
        let (first, last) = (step.place_of(low).floor(), step.place_of(high).ceil());
        let number = (last - first).clamp(1.0, 200.0) as usize;
        let ticks = (0..=number).map(|n| step.times(first + n as f64)).collect();
        Self { ticks, step: step.value() }
    }

    /// The ends of the domain.
    #[must_use]
    pub fn domain(&self) -> (f64, f64) {
        let first = self.ticks.first().copied().unwrap_or(0.0);
        (first, self.ticks.last().copied().unwrap_or(1.0))
    }

    /// A tick as people read it: `1,500`, `0.25`, `20k`.
    #[must_use]
    pub fn words(&self, tick: f64) -> String {
        let decimals = [1.0, 0.1, 0.01].iter().position(|size| self.step >= *size * 0.999).unwrap_or(3);
        if tick.abs() >= 10_000.0 && self.step >= 1_000.0 {
            return format!("{}k", plain(tick / 1_000.0, 0));
        }
        plain(tick, decimals as u8)
    }
}

/// A number with a fixed number of decimals (three at most), thousands apart, with a true minus sign.
#[must_use]
pub fn plain(value: f64, decimals: u8) -> String {
    let parts = 10_i64.pow(u32::from(decimals.min(3)));
    let scaled = (value * parts as f64).round() as i64;
    let (whole, rest) = (scaled.unsigned_abs() / parts as u64, scaled.unsigned_abs() % parts as u64);
    let digits = whole.to_string();
    let mut text = String::new();
    if scaled < 0 {
        text.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if parts > 1 {
        text.push_str(&format!(".{rest:0width$}", width = usize::from(decimals.min(3))));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
        Axis::around(low, high, count, false).ticks
    }

    /// Values of d3.scaleLinear().domain(…).nice(n).ticks(n), d3-scale 4, as its documentation's own
    /// algorithm gives them by hand.
    #[test]
    fn steps_are_those_of_d3() {
        assert_eq!(ticks(0.0, 17.0, 4), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(0.0, 100.0, 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(0.0, 1.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(-3.0, 7.0, 5), [-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(ticks(0.0, 0.0, 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(0.0, 0.03, 3), [0.0, 0.01, 0.02, 0.03]);
    }

    #[test]
    fn counts_have_whole_ticks_only() {
        assert_eq!(Axis::around(0.0, 1.0, 4, true).ticks, [0.0, 1.0]);
        assert_eq!(Axis::around(0.0, 2.0, 8, true).ticks, [0.0, 1.0, 2.0]);
    }

    #[test]
    fn ticks_read_well() {
        let words = |high: f64| {
            let axis = Axis::around(0.0, high, 3, false);
            axis.ticks.iter().map(|t| axis.words(*t)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(3.0), "0 1 2 3");
        assert_eq!(words(0.6), "0.0 0.2 0.4 0.6");
        assert_eq!(words(2_500.0), "0 1,000 2,000 3,000");
        assert_eq!(words(250_000.0), "0 100k 200k 300k");
        assert_eq!(plain(-1234.5, 1), "−1,234.5");
    }

    proptest! {
        // [CH1] Ticks increase by equal, nice steps, hold all values, and end within a step of them.
        #[test]
        fn ticks_are_nice(low in -1e7_f64..1e7, span in 1e-3_f64..1e7, count in 2_usize..12) {
            let high = low + span;
            let axis = Axis::around(low, high, count, false);
            let (first, last) = axis.domain();
            prop_assert!(first <= low.min(0.0) && last >= high.max(0.0));
            prop_assert!(low.min(0.0) - first < axis.step * 1.001 && last - high.max(0.0) < axis.step * 1.001);
            for pair in axis.ticks.windows(2) {
                prop_assert!(((pair[1] - pair[0]) / axis.step - 1.0).abs() < 1e-6);
            }
            let mut mantissa = axis.step;
            while mantissa >= 9.99 { mantissa /= 10.0; }
            while mantissa < 0.999 { mantissa *= 10.0; }
            prop_assert!([1.0, 2.0, 5.0].iter().any(|nice| (mantissa - nice).abs() < 1e-6), "{}", axis.step);
            // d3 keeps the number of ticks within about the half and the double of what was asked for.
            prop_assert!(axis.ticks.len() <= 2 * count + 3);
        }

        // A scale maps its domain onto its range, in order.
        #[test]
        fn a_scale_keeps_order(a in -1e6_f64..1e6, b in -1e6_f64..1e6, low in -1e3_f64..0.0, high in 1.0_f64..1e3) {
            let scale = Linear { domain: (low, high), range: (10.0, 500.0) };
            prop_assert_eq!(a < b, scale.at(a) < scale.at(b) || scale.at(a) == scale.at(b) && a < b);
            prop_assert!((scale.at(low) - 10.0).abs() < 1e-9 && (scale.at(high) - 500.0).abs() < 1e-9);
        }
    }
}
