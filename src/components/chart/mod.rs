//! A chart on the page: the drawing, a way through its marks by keys, and what each mark is.

mod spark;
mod twin;

pub use spark::sparkline;
pub use twin::twin;

use crate::chart::{Chart, Mark, Node, Target, Way, nodes};
use crate::dom::prelude::*;
use crate::platform::page;
use std::sync::Arc;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Opens what is behind a mark; the element is where a menu may stand.
pub type Open = Arc<dyn Fn(&[Target], &HtmlElement)>;

/// The mark that the keys are on. It outlives a drawing, which is made anew for another width.
pub type Cursor = RwSignal<Option<usize>>;

/// An element of the kit as one of the page.
fn draw(node: &Node) -> El {
    let mut element = svg(node.tag);
    for (name, value) in &node.attributes {
        element = element.attr(name, value.as_str());
    }
    if !node.text.is_empty() {
        element = element.child(node.text.as_str());
    }
    for child in &node.children {
        element = element.child(draw(child));
    }
    element
}

/// Draws a chart as a picture: nothing to point at, its sentence for those who do not see it.
pub fn still(chart: &Chart) -> AnyView {
    let (width, height) = chart.size;
    let mut drawing = svg("svg")
        .class("chart")
        .attr("viewBox", format!("0 0 {} {}", tenths(width), tenths(height)))
        .attr("role", "img")
        .attr("aria-label", [chart.title.as_str(), ". ", &chart.caption].concat());
    for node in nodes(&chart.shapes, None) {
        drawing = drawing.child(draw(&node));
    }
    drawing.into_any()
}

/// Draws a chart. It is one stop of the Tab key; arrow keys walk its marks, Enter opens what is behind
/// one, and the pointer finds the nearest. `name` is unique on the page.
///
/// For a screen reader it is a list whose options come into being as they are reached: thousands of
/// marks cost no more than one.
pub fn chart_view(chart: Arc<Chart>, name: &str, chosen: Cursor, open: Open) -> AnyView {
    let (width, height) = chart.size;
    keep_focus(name);
    let pointed = RwSignal::new(None::<usize>);
    let focused = RwSignal::new(false);
    let frame = NodeRef::new();
    let tip = NodeRef::new();
    let mark = {
        let chart = chart.clone();
        move || {
            pointed.get().or(chosen.get().filter(|_| focused.get())).and_then(|n| chart.marks.get(n).cloned())
        }
    };
    let place = {
        let mark = mark.clone();
        move |side: fn(&Mark) -> f64| mark().map(|m| side(&m))
    };
    let ring = {
        let part = |side: fn(&Mark) -> f64| {
            let place = place.clone();
            move || place(side)
        };
        svg("rect")
            .class("ring")
            .attr("rx", "3")
            .attr("x", part(|m| m.place.0 - 3.0))
            .attr("y", part(|m| m.place.1 - 3.0))
            .attr("width", part(|m| m.place.2 + 6.0))
            .attr("height", part(|m| m.place.3 + 6.0))
            .attr("visibility", {
                let mark = mark.clone();
                move || if mark().is_some() { "visible" } else { "hidden" }
            })
    };
    let mut drawing = svg("svg")
        .class("chart")
        .attr("width", width)
        .attr("height", height)
        .attr("viewBox", format!("0 0 {} {}", tenths(width), tenths(height)))
        .attr("aria-hidden", "true");
    for node in nodes(&chart.shapes, None) {
        drawing = drawing.child(draw(&node));
    }
    let act = {
        let (chart, open) = (chart.clone(), open.clone());
        move |place: usize| {
            let Some(mark) = chart.marks.get(place) else { return };
            if let Some(anchor) = tip.get_untracked().filter(|_| !mark.behind.is_empty()) {
                pointed.set(None);
                open(&mark.behind, &anchor);
            }
        }
    };
    let keys = {
        let (chart, act) = (chart.clone(), act.clone());
        move |event: KeyboardEvent| {
            let now = chosen.get_untracked();
            let way = match event.key().as_str() {
                "ArrowRight" => Way::Right,
                "ArrowLeft" => Way::Left,
                "ArrowUp" => Way::Up,
                "ArrowDown" => Way::Down,
                "Home" => Way::First,
                "End" => Way::Last,
                "Enter" | " " => {
                    event.prevent_default();
                    if let Some(now) = now {
                        act(now);
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            pointed.set(None);
            let next = match now {
                Some(now) => chart.walk(now, way),
                // The first key shows where one is: at the newest mark, or at the first.
                None => {
                    chart.walk(0, if matches!(way, Way::Right | Way::First) { Way::First } else { Way::Last })
                }
            };
            if next.is_some() {
                chosen.set(next);
            }
        }
    };
    let under = {
        let chart = chart.clone();
        move |event: &MouseEvent| {
            let frame = frame.get_untracked()?;
            let corner = frame.get_bounding_client_rect();
            let at =
                (f64::from(event.client_x()) - corner.left(), f64::from(event.client_y()) - corner.top());
            chart.nearest(at)
        }
    };
    let moved = under.clone();
    let marks = chart.marks.len();
    // Two options take turns, so that each step names another one; the idle one names the next mark.
    let option = |turn: usize| {
        let (id, chart) = (format!("{name}-{turn}"), chart.clone());
        let here = move || match chosen.get() {
            Some(now) if now % 2 == turn => now,
            Some(now) => (now + 1).min(marks.saturating_sub(1)),
            None => turn.min(marks.saturating_sub(1)),
        };
        let is_chosen = move || chosen.get().is_some_and(|now| now % 2 == turn);
        el("div")
            .attr("role", "option")
            .attr("id", id)
            .attr("aria-selected", move || if is_chosen() { "true" } else { "false" })
            .attr("aria-posinset", move || (here() + 1).to_string())
            .attr("aria-setsize", marks.to_string())
            .attr("aria-label", move || chart.marks.get(here()).map(|m| m.name.clone()))
    };
    let ids = name.to_owned();
    let words = format!("{}. {} Arrow keys walk the marks, Enter opens one.", chart.title, chart.caption);
    let said = mark.clone();
    let options = (marks > 0).then(|| {
        el("div")
            .class("sr-only")
            .attr("role", "presentation")
            .child(option(0))
            .child((marks > 1).then(|| option(1)))
    });
    el("div")
        .class("chart-frame")
        .attr("role", if marks > 0 { "listbox" } else { "img" })
        .attr("tabindex", "0")
        .attr("data-chart", name.to_owned())
        .attr("aria-label", words)
        .attr("aria-activedescendant", move || chosen.get().map(|n| format!("{ids}-{}", n % 2)))
        .on_keydown(keys)
        .on_mousemove(move |event| {
            let now = moved(&event);
            if pointed.get_untracked() != now {
                pointed.set(now);
            }
        })
        .on_mouseleave(move |_| pointed.set(None))
        .on_focusin(move |_| focused.set(true))
        .on_focusout(move |_| focused.set(false))
        .on_click(move |event| {
            if let Some(place) = under(&event) {
                act(place);
            }
        })
        .child(drawing.child(ring))
        .child(options)
        .child((marks > 0).then(|| {
            el("div")
                .class(move || if chosen.get().is_some() { "chart-hint away" } else { "chart-hint" })
                .attr("aria-hidden", "true")
                .child("Arrow keys walk the marks, Enter opens one")
        }))
        .child(
            el("div")
                .class(move || if said().is_some() { "chart-tip" } else { "chart-tip away" })
                .attr("aria-hidden", "true")
                .style("left", {
                    let mark = mark.clone();
                    // Beside the mark, on the side where there is room.
                    move || mark().map(|m| format!("{}px", m.middle().0.min(width - 260.0).max(0.0)))
                })
                .style("top", {
                    let mark = mark.clone();
                    move || mark().map(|m| format!("{}px", (m.place.1 + m.place.3.min(40.0) + 10.0)))
                })
                .child(move || mark().map(|m| m.name).unwrap_or_default())
                .node_ref(tip),
        )
        .node_ref(frame)
        .into_any()
}

/// A chart that has the focus is drawn anew when a panel opens beside it: the new one takes the focus.
fn keep_focus(name: &str) {
    let selector = format!(".chart-frame[data-chart=\"{name}\"]");
    if page::find(&format!("{selector}:focus")).is_some() {
        page::focus_later(selector);
    }
}
