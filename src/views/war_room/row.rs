//! One line of the timeline: what it says, what it said before, who said it.

use super::super::phrases;
use super::room::Room;
use super::signs::{kind_icon, kind_name};
use super::{keys, lists};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{EntryId, TimelineEntry};
use crate::platform::page;
use std::sync::atomic::{AtomicUsize, Ordering};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent, MouseEvent};

/// A moment of the same day from a clock as `11:34`.
fn moved(room: Room, entry: &TimelineEntry, text: &str) -> Option<crate::model::Timestamp> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (hours.trim().parse().ok()?, minutes.trim().parse().ok()?);
    room.app.zone.with_untracked(|zone| {
        let moment = zone.moment(zone.day(entry.at).and_hms_opt(hours, minutes, 0)?);
        // The same minute is no change: an entry keeps its seconds.
        (phrases::clock(moment, zone) != phrases::clock(entry.at, zone)).then_some(moment)
    })
}

fn close(room: Room, id: EntryId) {
    room.editing.set(None);
    page::focus_later(format!("li[data-entry=\"{id}\"]"));
}

/// Writes what the two fields of the line say.
fn save(room: Room, entry: &TimelineEntry, line: &HtmlElement) {
    let value = |selector: &str| {
        let field = line.query_selector(selector).ok().flatten()?.dyn_into::<HtmlInputElement>().ok()?;
        Some(field.value())
    };
    let (text, at) = (value("input.words"), value("input.time"));
    let text = text.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
    let at = at.and_then(|at| moved(room, entry, &at));
    room.change_entry(entry.id, |changed| {
        changed.text = text.unwrap_or_else(|| changed.text.clone());
        changed.at = at.unwrap_or(changed.at);
    });
    close(room, entry.id);
}

fn editor(room: Room, entry: TimelineEntry) -> AnyView {
    let id = entry.id;
    let (at, text) = (room.app.zone.with_untracked(|z| phrases::clock(entry.at, z)), entry.text.clone());
    page::focus_later(format!("li[data-entry=\"{id}\"] input.words"));
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            event.stop_propagation();
            let line = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
            if let Some(line) = line {
                save(room, &entry, &line);
            }
        }
        "Escape" => {
            event.stop_propagation();
            close(room, id);
        }
        _ => event.stop_propagation(),
    };
    el("div")
        .class("war-edit")
        .on_keydown(keys)
        .child(
            el("input").class("input small time").attr("aria-label", "Time of the entry").prop("value", at),
        )
        .child(
            el("input")
                .class("input small words")
                .attr("aria-label", "Words of the entry")
                .prop("value", text),
        )
        .child(el("span").class("quiet").child("Enter keeps it, with what it said before"))
        .into_any()
}

/// What it said before, struck out: a change is never hidden.
fn earlier(room: Room, entry: &TimelineEntry) -> AnyView {
    let clock = |at| room.app.zone.with_untracked(|z| phrases::clock(at, z));
    entry
        .before
        .iter()
        .map(|before| {
            let was = before.was.map(|at| format!("{} ", clock(at))).unwrap_or_default();
            el("div")
                .class("war-before")
                .child(el("s").child(format!("{was}{}", before.text)))
                .child(format!(" edited {}", clock(before.at)))
        })
        .collect_view()
}

fn words(room: Room, entry: TimelineEntry) -> AnyView {
    let text = entry.text.clone();
    let led = entry.led_to.clone().map(|to| {
        let key =
            room.app.with(|p| crate::analysis::chain::called(p, &to)).map(|c| c.key).unwrap_or_default();
        el("button")
            .class("key-link")
            .attr("tabindex", "-1")
            .on_click(move |_| room.app.open_ref(&to))
            .child(key)
    });
    let said = if entry.struck {
        el("s").class("quiet").child(text).into_any()
    } else {
        el("span").child(text).into_any()
    };
    el("span")
        .class("war-words")
        .child(said)
        .child(led.map(|key| many(vec![" ".into_any(), key.into_any()])))
        .child(entry.struck.then(|| el("span").class("quiet").child(" struck out")))
        .child(earlier(room, &entry))
        .into_any()
}

/// The line.
pub(super) fn row(room: Room, id: EntryId) -> AnyView {
    // Entries are only ever added behind the others: where this one stood last, it nearly always stands.
    let place = AtomicUsize::new(0);
    // Every new entry asks all lines: one that is as it was is not even copied.
    let entry = Memo::new_owning(move |before: Option<Option<TimelineEntry>>| {
        room.with(|i| {
            let same = |place: &usize| i.timeline.get(*place).is_some_and(|e| e.id == id);
            let last = Some(place.load(Ordering::Relaxed)).filter(same);
            let found = last.or_else(|| i.timeline.iter().position(|e| e.id == id));
            if let Some(found) = found {
                place.store(found, Ordering::Relaxed);
            }
            let now = found.and_then(|found| i.timeline.get(found));
            match before {
                Some(before) if before.as_ref() == now => (before, false),
                _ => (now.cloned(), true),
            }
        })
    });
    let editing = Memo::new(move |_| room.editing.get() == Some(id));
    let Some(kind) = entry.with_untracked(|e| e.as_ref().map(|e| e.kind)) else { return el("li").into_any() };
    let at = move || {
        let at = entry.with(|e| e.as_ref().map(|e| e.at)).unwrap_or_default();
        room.app.zone.with(|z| phrases::clock(at, z))
    };
    let name = move || {
        entry
            .with(|e| {
                e.as_ref().map(|e| {
                    room.incident.with_untracked(|i| i.as_ref().map_or(e.kind.name(), |i| kind_name(i, e)))
                })
            })
            .unwrap_or_default()
    };
    let who = move || {
        entry.with(|e| {
            let e = e.as_ref()?;
            let person = e.person.and_then(|id| {
                room.app.workbench.with_untracked(|p| p.people.get(&id).map(|p| p.name.clone()))
            });
            Some(person.unwrap_or_else(|| e.by.clone()))
        })
    };
    let body = move || {
        let entry = entry.get()?;
        Some(if editing.get() { editor(room, entry) } else { words(room, entry) })
    };
    let more = move |event: MouseEvent| {
        event.stop_propagation();
        let anchor = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
        if let (Some(anchor), Some(entry)) = (anchor, entry.get_untracked()) {
            let title = entry.kind.name().to_owned();
            room.frame.menu.open_at(&anchor, title, lists::entry_menu(room, &entry));
        }
    };
    el("li")
        .attr("tabindex", "-1")
        .attr("data-entry", id.to_string())
        .on_keydown(move |event| {
            if event.target() == event.current_target() && keys::on_line(room, id, &event) {
                event.prevent_default();
            }
        })
        .child(el("span").class("num war-at").child(at))
        .child(icon(kind_icon(kind)))
        .child(el("span").class("strong war-kind").child(name))
        .child(body)
        .child(el("span").class("quiet cut war-who").child(who))
        .child(
            el("button")
                .class("icon-button reveal")
                .attr("tabindex", "-1")
                .attr("aria-label", "More for this entry")
                .attr("aria-haspopup", "menu")
                .on_click(more)
                .child(icon("dots")),
        )
        .into_any()
}
