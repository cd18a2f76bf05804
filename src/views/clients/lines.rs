//! Lines that add a record, and sections.

use crate::components::icon;
use crate::dom::prelude::*;

/// A section of a client's page that a figure can lead to.
pub(super) fn section(part: &'static str, title: &'static str, children: AnyView) -> AnyView {
    el("section")
        .class("cl-part")
        .attr("id", format!("part-{part}"))
        .attr("tabindex", "-1")
        .attr("aria-labelledby", format!("head-{part}"))
        .child(el("div").class("list-head").child(el("h2").attr("id", format!("head-{part}")).child(title)))
        .child(children)
        .into_any()
}

/// What stands where there is nothing.
pub(super) fn nothing(words: &'static str) -> AnyView {
    el("p").class("quiet cl-nothing").child(words).into_any()
}

/// A line that adds a record on Enter; what cannot be added stays in the field.
pub(in crate::views) fn add_line(
    label: &'static str,
    hint: &'static str,
    add: impl Fn(&str) -> bool + 'static,
) -> AnyView {
    line(label, hint, Box::new(add))
}

fn line(label: &'static str, hint: &'static str, add: Box<dyn Fn(&str) -> bool>) -> AnyView {
    let text = RwSignal::new(String::new());
    el("div")
        .class("cl-add inside")
        .child(icon("plus"))
        .child(
            el("input")
                .class("plan-input")
                .attr("aria-label", label)
                .attr("placeholder", hint)
                .on_input(move |event| text.set(event_target_value(&event)))
                .on_keydown(move |event| {
                    if event.key() == "Enter" && text.with_untracked(|t| !t.trim().is_empty()) {
                        event.prevent_default();
                        if add(text.get_untracked().trim()) {
                            text.set(String::new());
                        }
                    }
                })
                .prop("value", move || text.get()),
        )
        .into_any()
}

/// A small field of a form in one line, into a signal.
pub(super) fn small(label: &'static str, class: &'static str, into: RwSignal<String>) -> El {
    el("label").class("cl-field").child(el("span").class("label").child(label)).child(
        el("input")
            .class(["input ", class].concat())
            .on_input(move |event| into.set(event_target_value(&event)))
            .prop("value", move || into.get()),
    )
}

/// A named field of a form in one line.
pub(super) fn named(label: &'static str, field: AnyView) -> El {
    el("div").class("cl-field").child(el("span").class("label").child(label)).child(field)
}

/// The key was pressed in a text field.
pub(super) fn is_input(event: &web_sys::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    event.target().is_some_and(|t| t.dyn_ref::<web_sys::HtmlInputElement>().is_some())
}
