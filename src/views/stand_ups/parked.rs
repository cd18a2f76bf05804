//! What is put off until after the stand-up.

use super::desk::Desk;
use crate::analysis::quick::read_record;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{EntryId, Parked};

/// Parks a topic; `@` names who should stay for it.
fn park(desk: Desk, line: &str) {
    let today = desk.app().today_untracked();
    let read = desk.app().workbench.with_untracked(|p| read_record(p, line, today));
    if read.title.is_empty() {
        return;
    }
    let topic = Parked { id: EntryId::from(0), text: read.title, people: read.people, ..Parked::default() };
    desk.change(|stand_up| stand_up.parked.push(topic));
}

pub(super) fn section(desk: Desk) -> AnyView {
    let ids =
        move || desk.with(|s| s.parked.iter().map(|topic| topic.id.number()).collect()).unwrap_or_default();
    let open = move || desk.with(|s| s.parked.iter().filter(|topic| !topic.done).count()).unwrap_or(0);
    let text = RwSignal::new(String::new());
    el("section")
        .class("parked")
        .child(
            el("div")
                .class("row")
                .child(el("h2").child("After the stand-up"))
                .child(el("span").class("quiet num").child(move || format!("parked, {}", open()))),
        )
        .child(el("ul").child(keyed(ids, move |id: EntryId| topic(desk, id))))
        .child(
            el("div").class("park-line").child(icon("plus")).child(
                el("input")
                    .class("plan-input")
                    .attr("aria-label", "Park a topic")
                    .attr("data-park", "")
                    .attr("placeholder", "Park a topic, @who stays for it")
                    .on_input(move |event| text.set(event_target_value(&event)))
                    .on_keydown(move |event| {
                        if event.key() == "Enter" && text.with_untracked(|t| !t.trim().is_empty()) {
                            event.prevent_default();
                            park(desk, &text.get_untracked());
                            text.set(String::new());
                        }
                    })
                    .on_change(move |_| {
                        // What was typed and left is parked, too.
                        let line = text.get_untracked();
                        if !line.trim().is_empty() {
                            park(desk, &line);
                            text.set(String::new());
                        }
                    })
                    .prop("value", move || text.get()),
            ),
        )
        .into_any()
}

fn topic(desk: Desk, id: EntryId) -> AnyView {
    let app = desk.app();
    let topic = Memo::new(move |_| desk.with(|s| s.parked.iter().find(|t| t.id == id).cloned()).flatten());
    let text = move || topic.with(|t| t.as_ref().map(|t| t.text.clone()).unwrap_or_default());
    let done = Memo::new(move |_| topic.with(|t| t.as_ref().is_some_and(|t| t.done)));
    let people = move || {
        let ids = topic.with(|t| t.as_ref().map(|t| t.people.clone()).unwrap_or_default());
        app.with(|p| {
            let names = ids.iter().filter_map(|id| p.people.get(id)).map(|p| p.name.as_str());
            names.collect::<Vec<_>>().join(", ")
        })
    };
    el("li")
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("aria-label", move || format!("Talked about: {}", text()))
                .on_change(move |event| {
                    let on = event_target_checked(&event);
                    desk.change(|stand_up| {
                        if let Some(topic) = stand_up.parked.iter_mut().find(|topic| topic.id == id) {
                            topic.done = on;
                        }
                    });
                })
                .prop("checked", move || done.get()),
        )
        .child(el("span").class(move || if done.get() { "struck grow" } else { "strong grow" }).child(text))
        .child(el("span").class("quiet").child(people))
        .child(
            el("button")
                .class("icon-button reveal")
                .attr("aria-label", move || format!("Remove: {}", text()))
                .on_click(move |_| desk.change(|stand_up| stand_up.parked.retain(|topic| topic.id != id)))
                .child(icon("close")),
        )
        .into_any()
}
