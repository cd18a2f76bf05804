//! The sprint's burndown, small.

use crate::analysis::sprints::Burn;
use crate::components::sized;
use crate::dom::prelude::*;
use crate::model::short_day;

const HEIGHT: f64 = 96.0;
/// Space at the right for what is left.
const LABEL: f64 = 64.0;
const TOP: f64 = 8.0;
const FOOT: f64 = 20.0;

/// The points that are left day by day, and the even line.
pub(super) fn small(burn: Burn) -> AnyView {
    let said = [&burn.notes.title, ". ", &burn.notes.caption].concat();
    el("div")
        .class("small-burn")
        .child(sized(move |width| draw(&burn, width)))
        .child(el("p").class("sr-only").child(said))
        .into_any()
}

fn draw(burn: &Burn, width: f64) -> AnyView {
    let days = (burn.span.1 - burn.span.0).num_days().max(0) + 1;
    let left = |amount: &crate::analysis::sprints::Amount| amount.points.as_f64();
    let most = burn.days.iter().map(|d| left(&d.remaining)).fold(left(&burn.start), f64::max).max(1.0);
    let room = (width - LABEL).max(60.0);
    let x = |n: f64| n / days as f64 * room;
    let y = |value: f64| TOP + (1.0 - value / most) * (HEIGHT - TOP - FOOT);
    let mut path = ["M0 ", &tenths(y(left(&burn.start)))].concat();
    for (n, day) in (1_u32..).zip(&burn.days) {
        path.push_str(&["H", &tenths(x(f64::from(n))), "V", &tenths(y(left(&day.remaining)))].concat());
    }
    let end = burn.days.last().map_or((0.0, left(&burn.start)), |d| {
        (f64::from(u32::try_from(burn.days.len()).unwrap_or(0)), left(&d.remaining))
    });
    let ideal: Vec<String> = (0_u32..)
        .zip(&burn.ideal)
        .map(|(n, value)| [&tenths(x(f64::from(n))), " ", &tenths(y(*value))].concat())
        .collect();
    let label = |at_x: f64, at_y: f64, anchor: &'static str, class: &'static str, text: String| {
        svg("text")
            .attr("x", at_x)
            .attr("y", at_y)
            .attr("text-anchor", anchor)
            .attr("class", class)
            .child(text)
    };
    let words =
        [&crate::model::Points::hundredths((end.1 * 100.0).round() as i64).to_string(), " pt left"].concat();
    svg("svg")
        .attr("width", width)
        .attr("height", HEIGHT)
        .attr("viewBox", format!("0 0 {width} {HEIGHT}"))
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", format!("M0 {0}H{1}", HEIGHT - FOOT, room)).attr("class", "base"))
        .child(svg("path").attr("d", ["M", &ideal.join("L")].concat()).attr("class", "even"))
        .child(svg("path").attr("d", path).attr("class", "left"))
        .child(svg("circle").attr("cx", x(end.0)).attr("cy", y(end.1)).attr("r", "3").attr("class", "now"))
        .child(label(x(end.0) + 8.0, (y(end.1) + 4.0).max(10.0), "start", "value", words))
        .child(label(0.0, HEIGHT - 4.0, "start", "", short_day(burn.span.0)))
        .child(label(room, HEIGHT - 4.0, "end", "", short_day(burn.span.1)))
        .into_any()
}
