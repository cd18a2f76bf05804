//! A choice between a few exclusive views, all of them visible.

use crate::dom::prelude::*;

/// Buttons side by side; the chosen one is pressed.
pub fn segmented<T: Copy + PartialEq + 'static>(
    name: &str,
    choices: &[(T, &'static str)],
    chosen: impl Fn() -> T + Copy + 'static,
    choose: impl Fn(T) + Copy + 'static,
) -> AnyView {
    let buttons = choices
        .iter()
        .map(|(value, word)| {
            let value = *value;
            el("button")
                .attr("aria-pressed", move || if chosen() == value { "true" } else { "false" })
                .on_click(move |_| choose(value))
                .child(*word)
        })
        .collect_view();
    el("div").class("segmented").attr("role", "group").attr("aria-label", name).child(buttons).into_any()
}
