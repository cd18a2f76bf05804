//! Fields that write when they are left, and give back what they had on Escape.
//!
//! Each function only boxes what it is given: the fields themselves are compiled once, not once a use.

use crate::dom::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

/// One line of a select.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the handler gets.
    pub value: String,
    /// What people read.
    pub label: String,
}

impl Choice {
    /// A line.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Enter leaves the field (and so writes it); Escape leaves it as it was.
pub fn commit_on_enter(event: &KeyboardEvent, before: &str) {
    let Some(target) = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    match event.key().as_str() {
        "Enter" if !event.shift_key() => {
            event.prevent_default();
            // Leaving writes; coming back keeps the focus where the user is.
            let _ = target.blur();
            let _ = target.focus();
        }
        "Escape" => {
            event.stop_propagation();
            reset(event.target(), before);
            let _ = target.blur();
        }
        _ => {}
    }
}

/// What a field last showed. Handlers compare with this and not with the signal: the browser also
/// tells of a change when the field is taken off the page, and then the signal may be gone.
type Shown = Rc<RefCell<String>>;

/// The value to show, noted as it is shown.
fn noted(value: impl Fn() -> String + 'static) -> (Shown, impl Fn() -> String + 'static) {
    let shown = Shown::default();
    let note = shown.clone();
    let value = move || {
        let text = value();
        note.borrow_mut().clone_from(&text);
        text
    };
    (shown, value)
}

/// Writes a field's new text. A refused one goes back to what was shown; an accepted one is shown
/// anew by its record.
fn changed(event: &web_sys::Event, shown: &Shown, write: &dyn Fn(String)) {
    let (text, before) = (event_target_value(event), shown.borrow().clone());
    if text != before {
        write(text);
        let now = shown.borrow().clone();
        reset(event.target(), &now);
    }
}

fn reset(target: Option<web_sys::EventTarget>, text: &str) {
    let Some(target) = target else { return };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = target.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
}

/// A one-line field in a list of properties.
pub fn text_input(
    label: &str,
    value: impl Fn() -> String + 'static,
    placeholder: &str,
    write: impl Fn(String) + 'static,
) -> AnyView {
    text_field(label, Box::new(value), placeholder, Box::new(write))
}

fn text_field(
    label: &str,
    value: Box<dyn Fn() -> String>,
    placeholder: &str,
    write: Box<dyn Fn(String)>,
) -> AnyView {
    let (shown, value) = noted(value);
    let before = shown.clone();
    el("input")
        .class("input")
        .attr("aria-label", label.to_owned())
        .attr("placeholder", placeholder.to_owned())
        .on_keydown(move |event| commit_on_enter(&event, &before.borrow()))
        .on_change(move |event| changed(&event, &shown, &*write))
        .prop("value", value)
        .into_any()
}

/// A day. An empty field means no day.
pub fn date_input(
    label: &str,
    value: impl Fn() -> Option<crate::model::Date> + Clone + Send + Sync + 'static,
    write: impl Fn(Option<crate::model::Date>) + 'static,
) -> AnyView {
    date_field(label, Box::new(value), Box::new(write))
}

fn date_field(
    label: &str,
    value: Box<dyn Fn() -> Option<crate::model::Date>>,
    write: Box<dyn Fn(Option<crate::model::Date>)>,
) -> AnyView {
    let shown = move || value().map(|d| d.to_string()).unwrap_or_default();
    el("input")
        .class("input")
        .attr("type", "date")
        .attr("aria-label", label.to_owned())
        .on_change(move |event| {
            use chrono::Datelike;
            let day = crate::model::parse_day(&event_target_value(&event));
            // While a year is being typed, the browser reports the years 2, 20 and 202 on the way.
            if day.is_none_or(|day| day.year() >= 1900) {
                write(day);
            }
        })
        .prop("value", shown)
        .into_any()
}

/// A record's title, written in place.
pub fn title_input(value: impl Fn() -> String + 'static, write: impl Fn(String) + 'static) -> AnyView {
    let (shown, value) = noted(value);
    let before = shown.clone();
    el("textarea")
        .class("title-input")
        .attr("aria-label", "Title")
        .attr("rows", "1")
        .on_keydown(move |event| commit_on_enter(&event, &before.borrow()))
        .on_change(move |event| changed(&event, &shown, &write))
        .prop("value", value)
        .into_any()
}

/// A native select: the platform's own list, good with keys, screen readers and phones.
pub fn select(
    label: &str,
    class: &'static str,
    choices: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
    value: impl Fn() -> String + Clone + 'static,
    write: impl Fn(String) + 'static,
) -> AnyView {
    choice_field(label, class, Box::new(choices), Rc::new(value), Box::new(write))
}

fn choice_field(
    label: &str,
    class: &'static str,
    choices: Box<dyn Fn() -> Vec<Choice>>,
    value: Rc<dyn Fn() -> String>,
    write: Box<dyn Fn(String)>,
) -> AnyView {
    let chosen = value.clone();
    let options = move || {
        let now = chosen();
        choices()
            .into_iter()
            .map(|c| {
                let selected = c.value == now;
                el("option").attr("value", c.value).attr("selected", selected).child(c.label)
            })
            .collect::<Vec<_>>()
    };
    el("select")
        .class(format!("select {class}"))
        .attr("aria-label", label.to_owned())
        .on_change(move |event| write(event_target_value(&event)))
        .child(options)
        .prop("value", move || value())
        .into_any()
}
