//! A small line beside a figure.

use crate::chart::Linear;
use crate::dom::prelude::*;

/// A small line without axes, its last point marked.
pub fn sparkline(values: &[f64]) -> AnyView {
    let (width, height) = (72.0, 28.0);
    let finite: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
    if finite.len() < 2 {
        return ().into_any();
    }
    let low = finite.iter().copied().fold(f64::INFINITY, f64::min);
    let high = finite.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let x = Linear { domain: (0.0, (finite.len() - 1) as f64), range: (3.0, width - 4.0) };
    let y = Linear { domain: (low, high), range: (height - 4.0, 4.0) };
    let points: Vec<String> = finite
        .iter()
        .enumerate()
        .map(|(n, v)| format!("{},{}", tenths(x.at(n as f64)), tenths(y.at(*v))))
        .collect();
    let last = finite.last().copied().unwrap_or(low);
    svg("svg")
        .class("spark")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("aria-hidden", "true")
        .child(svg("polyline").attr("points", points.join(" ")))
        .child(
            svg("circle").attr("cx", x.at((finite.len() - 1) as f64)).attr("cy", y.at(last)).attr("r", "2.5"),
        )
        .into_any()
}
