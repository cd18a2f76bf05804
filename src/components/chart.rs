//! Scales, ticks and small charts as inline SVG.

use crate::dom::prelude::*;

/// Width and height of a drawing, in pixels.
#[derive(Debug, Clone, Copy)]
pub struct ChartSize {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// A linear map from values to pixels.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    /// Smallest and largest value.
    pub domain: (f64, f64),
    /// Where they stand.
    pub range: (f64, f64),
}

impl Scale {
    /// The place of a value.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = self.domain;
        let share = if high > low { (value - low) / (high - low) } else { 0.5 };
        self.range.0 + share * (self.range.1 - self.range.0)
    }
}

/// Round numbers from zero to at least `high`: steps of 1, 2 or 5 times a power of ten.
#[must_use]
pub fn nice_ticks(high: f64, about: usize) -> Vec<f64> {
    let raw = (high.max(1.0) / about.max(1) as f64).max(f64::MIN_POSITIVE);
    let power = 10_f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= raw).unwrap_or(power);
    let count = (high / step).ceil().max(1.0) as usize;
    (0..=count).map(|n| n as f64 * step).collect()
}

/// A small line without axes, its last point marked.
pub fn sparkline(values: &[f64]) -> AnyView {
    let size = ChartSize { width: 72.0, height: 28.0 };
    let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    if finite.len() < 2 {
        return ().into_any();
    }
    let low = finite.iter().copied().fold(f64::INFINITY, f64::min);
    let high = finite.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let x = Scale { domain: (0.0, (finite.len() - 1) as f64), range: (3.0, size.width - 4.0) };
    let y = Scale { domain: (low, high), range: (size.height - 4.0, 4.0) };
    let points: Vec<String> = finite
        .iter()
        .enumerate()
        .map(|(n, v)| format!("{},{}", tenths(x.at(n as f64)), tenths(y.at(*v))))
        .collect();
    let last = finite.last().copied().unwrap_or(low);
    svg("svg")
        .class("spark")
        .attr("viewBox", format!("0 0 {} {}", size.width, size.height))
        .attr("aria-hidden", "true")
        .child(svg("polyline").attr("points", points.join(" ")))
        .child(
            svg("circle").attr("cx", x.at((finite.len() - 1) as f64)).attr("cy", y.at(last)).attr("r", "2.5"),
        )
        .into_any()
}

/// The horizontal gridlines of a chart with their labels at the left: faint, the base a little less.
pub fn y_axis(ticks: &[f64], y: Scale, left: f64, right: f64, label: &dyn Fn(f64) -> String) -> AnyView {
    ticks
        .iter()
        .map(|tick| {
            let at = y.at(*tick);
            let line = svg("line").class(if *tick == 0.0 { "base" } else { "grid" });
            many(vec![
                line.attr("x1", left).attr("x2", right).attr("y1", at).attr("y2", at).into_any(),
                svg("text")
                    .attr("x", left - 8.0)
                    .attr("y", at + 4.0)
                    .attr("text-anchor", "end")
                    .child(label(*tick))
                    .into_any(),
            ])
        })
        .collect_view()
}
