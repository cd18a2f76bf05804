//! A field in which a person's words are written, and the records that they name.

use super::desk::{Desk, Field, focus_field};
use super::turns;
use crate::analysis::stand_up as facts;
use crate::dom::prelude::*;
use crate::model::{PersonId, StandUpLine};
use crate::platform::page;

/// What is read of a line for a field.
fn read(field: Field) -> fn(&StandUpLine) -> String {
    match field {
        Field::Yesterday => |line| line.yesterday.clone(),
        Field::Today => |line| line.today.clone(),
        Field::Blocked => |line| line.blocked.clone(),
    }
}

/// The keys of the records that a text names, as links.
pub(super) fn links(desk: Desk, text: Memo<String>) -> AnyView {
    let app = desk.app();
    let found = Memo::new(move |_| {
        let text = text.get();
        if text.is_empty() { Vec::new() } else { app.with(|p| facts::mentions(p, &text)) }
    });
    (move || {
        found.with(|found| {
            (!found.is_empty()).then(|| {
                let each = found.iter().map(|mention| {
                    let to = mention.to.clone();
                    el("button")
                        .class("key-link")
                        .on_click(move |_| app.open_ref(&to))
                        .child(mention.key.clone())
                });
                el("div").class("named").child(each.collect_view())
            })
        })
    })
    .into_any()
}

/// The field. `offer` is what stands in it in grey while it is empty; the right arrow takes it.
pub(super) fn cell(
    desk: Desk,
    person: PersonId,
    field: Field,
    label: String,
    offer: Memo<String>,
) -> AnyView {
    let text = Memo::new(move |_| desk.line(person, read(field)).unwrap_or_default());
    let empty = RwSignal::new(text.with_untracked(String::is_empty));
    Effect::new(move |_| empty.set(text.with(String::is_empty)));
    let take = move || {
        let words = offer.get_untracked();
        if !words.is_empty() {
            desk.put(person, field, words);
            focus_field(person, field);
        }
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        let blank = empty.get_untracked();
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => turns::next(desk, true),
            "Enter" if !event.shift_key() => match field {
                Field::Yesterday => focus_field(person, Field::Today),
                _ => turns::next(desk, true),
            },
            "ArrowRight" if blank && offer.with_untracked(|o| !o.is_empty()) => take(),
            // From the words straight to what is in the way; the links between are reached backwards.
            "Escape" => page::leave_field(),
            "Tab" if field == Field::Today && !event.shift_key() => focus_field(person, Field::Blocked),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let hint = move || {
        (empty.get() && offer.with(|o| !o.is_empty())).then(|| {
            el("button")
                .class("link take")
                .attr("tabindex", "-1")
                .attr("title", "Take the words of last time (→)")
                .on_click(move |_| take())
                .child("Take it")
        })
    };
    el("div")
        .class("said")
        .child(
            el("textarea")
                .class("said-field")
                .attr("rows", "1")
                .attr("aria-label", label)
                .attr("data-field", field.word())
                .attr("placeholder", move || offer.get())
                .on_input(move |event| {
                    let words = event_target_value(&event);
                    empty.set(words.is_empty());
                    desk.type_in(person, field, words);
                })
                .on_change(move |_| desk.flush())
                .on_blur(move |_| desk.flush())
                .on_keydown(keys)
                .prop("value", move || text.get()),
        )
        .child(hint)
        .child(links(desk, text))
        .into_any()
}
