//! Small signs: status marks, avatars, priorities. A sign never speaks by colour alone.

use crate::analysis::Colour;
use crate::dom::prelude::*;
use crate::model::{Person, Priority};

/// The class that gives a colour.
fn class(colour: Colour) -> &'static str {
    match colour {
        Colour::Green => "green",
        Colour::Amber => "amber",
        Colour::Red => "red",
        Colour::Unknown => "unknown",
    }
}

/// The shape of a colour: disc, triangle, diamond, dashed ring, dash.
pub fn mark(colour: Colour) -> AnyView {
    let shape = match colour {
        Colour::Green => svg("circle")
            .attr("cx", "6")
            .attr("cy", "6")
            .attr("r", "4.5")
            .attr("fill", "currentColor")
            .into_any(),
        Colour::Amber => {
            svg("path").attr("d", "M6 1.2 11.2 10.6H.8z").attr("fill", "currentColor").into_any()
        }
        Colour::Red => {
            svg("path").attr("d", "M6 .6 11.4 6 6 11.4.6 6z").attr("fill", "currentColor").into_any()
        }
        Colour::Unknown => svg("path")
            .attr("d", "M2 6h8")
            .attr("stroke", "currentColor")
            .attr("stroke-width", "1.5")
            .into_any(),
    };
    svg("svg")
        .class(format!("mark {}", class(colour)))
        .attr("viewBox", "0 0 12 12")
        .attr("aria-hidden", "true")
        .child(shape)
        .into_any()
}

/// A shape with its word.
pub fn status_mark(colour: Colour, word: impl Into<String>) -> AnyView {
    let word: String = word.into();
    el("span").class(format!("status {}", class(colour))).child(mark(colour)).child(word).into_any()
}

/// A dashed ring: for what waits, or is too old to be relied on. It is neither well nor ill.
pub fn ring() -> AnyView {
    svg("svg")
        .class("mark stale")
        .attr("viewBox", "0 0 12 12")
        .attr("aria-hidden", "true")
        .child(
            svg("circle")
                .attr("cx", "6")
                .attr("cy", "6")
                .attr("r", "4.5")
                .attr("fill", "none")
                .attr("stroke", "currentColor")
                .attr("stroke-width", "1.5")
                .attr("stroke-dasharray", "2 1.5"),
        )
        .into_any()
}

/// A person's initials; the full name as tooltip and for screen readers.
pub fn avatar(person: &Person) -> AnyView {
    let class = if person.me { "avatar me" } else { "avatar" };
    let letters = if person.me { "Me".to_owned() } else { person.initials() };
    let name = person.name.clone();
    el("span")
        .class(class)
        .attr("title", name.clone())
        .attr("role", "img")
        .attr("aria-label", name)
        .child(letters)
        .into_any()
}

/// Three bars, filled from the left; an exclamation mark for urgent.
pub fn priority_sign(priority: Priority) -> AnyView {
    let level = match priority {
        Priority::Low => 1,
        Priority::Medium => 2,
        Priority::High => 3,
        Priority::Urgent => 4,
    };
    let name = format!("{} priority", priority.name());
    if level == 4 {
        return svg("svg")
            .class("priority")
            .attr("viewBox", "0 0 14 14")
            .attr("role", "img")
            .attr("aria-label", name)
            .child(
                svg("rect")
                    .attr("x", "1")
                    .attr("y", "1")
                    .attr("width", "12")
                    .attr("height", "12")
                    .attr("rx", "3")
                    .class("ink"),
            )
            .child(svg("path").attr("d", "M7 3.8v3.6M7 10v.1").class("knock"))
            .into_any();
    }
    let bar = move |n: u32| if n <= level { "ink" } else { "faint" };
    svg("svg")
        .class("priority")
        .attr("viewBox", "0 0 14 14")
        .attr("role", "img")
        .attr("aria-label", name)
        .child(
            svg("rect")
                .attr("x", "1")
                .attr("y", "8")
                .attr("width", "3")
                .attr("height", "5")
                .attr("rx", "0.8")
                .class(bar(1)),
        )
        .child(
            svg("rect")
                .attr("x", "5.5")
                .attr("y", "5")
                .attr("width", "3")
                .attr("height", "8")
                .attr("rx", "0.8")
                .class(bar(2)),
        )
        .child(
            svg("rect")
                .attr("x", "10")
                .attr("y", "2")
                .attr("width", "3")
                .attr("height", "11")
                .attr("rx", "0.8")
                .class(bar(3)),
        )
        .into_any()
}
