//! One point of the agenda: its box and clock, what it is about, what is said.

use super::bar::clock_words;
use super::desk::Desk;
use super::reorder;
use crate::analysis::Facts;
use crate::analysis::agenda as facts;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::model::{EntryId, Ref};
use crate::platform::{clock, page};
use crate::views::phrases;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Puts the cursor into a field of a point, or on the point itself.
pub(super) fn focus(id: EntryId, field: &'static str) {
    page::focus_later(match field {
        "" => format!("[data-point=\"{id}\"]"),
        field => format!("[data-point=\"{id}\"] [data-field=\"{field}\"]"),
    });
}

/// Takes a point up: its clock runs.
pub(super) fn take_up(desk: Desk, id: EntryId) {
    desk.flush();
    let now = clock::now();
    desk.change(|session| facts::take_up(session, Some(id), now));
}

/// Takes a point off the agenda; what fell under it stays.
fn remove(desk: Desk, id: EntryId) {
    desk.flush();
    let now = clock::now();
    desk.change(|session| {
        if session.current == Some(id) {
            facts::take_up(session, None, now);
        }
        session.agenda.retain(|p| p.id != id);
    });
}

fn toggle(desk: Desk, id: EntryId) {
    desk.change_point(id, |point| point.done = !point.done);
}

/// Keys on the point itself, not on what stands in it.
fn press(desk: Desk, id: EntryId, event: &KeyboardEvent) {
    let moves = event.alt_key() && matches!(event.key().as_str(), "ArrowUp" | "ArrowDown");
    if moves {
        reorder::step(desk, id, if event.key() == "ArrowUp" { -1 } else { 1 });
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    if event.target() != event.current_target() {
        return;
    }
    match event.key().as_str() {
        "ArrowUp" | "k" => reorder::look(desk, id, -1),
        "ArrowDown" | "j" => reorder::look(desk, id, 1),
        "Enter" => focus(id, "notes"),
        "x" => toggle(desk, id),
        "m" => {
            if let Some(button) = page::find(&format!("[data-point=\"{id}\"] [data-more]")) {
                button.click();
            }
        }
        "Delete" => remove(desk, id),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn menu(desk: Desk, id: EntryId, event: &MouseEvent) {
    let Some(at) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    let (place, all) = untrack(|| {
        desk.with(|s| (s.agenda.iter().position(|p| p.id == id).unwrap_or(0), s.agenda.len()))
            .unwrap_or_default()
    });
    let title = untrack(|| desk.point(id, |p| p.title.clone())).unwrap_or_default();
    let first = (place == 0).then(|| "first already".to_owned());
    let last = (place + 1 >= all).then(|| "last already".to_owned());
    let items = vec![
        MenuItem::new("Talk about it now", move || take_up(desk, id)),
        MenuItem::new("Move up", move || reorder::step(desk, id, -1))
            .hint("Alt ↑")
            .unless(first.clone())
            .apart(),
        MenuItem::new("Move down", move || reorder::step(desk, id, 1)).hint("Alt ↓").unless(last.clone()),
        MenuItem::new("Move to the top", move || reorder::to(desk, id, 0)).unless(first),
        MenuItem::new("Move to the end", move || reorder::to(desk, id, usize::MAX)).unless(last),
        MenuItem::new("Remove", move || remove(desk, id)).apart().danger(),
    ];
    desk.frame.menu.open_at(&at, title, items);
}

/// The records that it is about, each with what to know of it now.
fn about(desk: Desk, id: EntryId) -> AnyView {
    let app = desk.app();
    let refs = Memo::new(move |_| desk.point(id, |p| p.about.clone()).unwrap_or_default());
    let found = Memo::new(move |_| {
        let refs: Vec<Ref> = refs.get();
        let scope = untrack(|| desk.scope());
        if refs.is_empty() {
            Vec::new()
        } else {
            app.analyse(|ctx| facts::facts_of(&Facts::new(ctx), scope, &refs))
        }
    });
    (move || {
        found.with(|found| {
            (!found.is_empty()).then(|| {
                let each = found.iter().map(|fact| {
                    let to = fact.to.clone();
                    el("li")
                        .child(icon(phrases::kind_icon(&fact.to)))
                        .child(
                            (!fact.key.is_empty()).then(|| el("span").class("key").child(fact.key.clone())),
                        )
                        .child(
                            el("button")
                                .class("link cut")
                                .on_click(move |_| app.open_ref(&to))
                                .child(fact.title.clone()),
                        )
                        .child(el("span").class("quiet cut").child(fact.note.clone()))
                });
                el("ul").class("agenda-about").child(each.collect_view())
            })
        })
    })
    .into_any()
}

/// `6:12 of 10 min`, `3 min over`.
fn took(desk: Desk, id: EntryId) -> String {
    let now = desk.now();
    let told = desk.with(|s| {
        let point = s.agenda.iter().find(|p| p.id == id)?;
        Some((facts::point_seconds(s, point, now), point.minutes))
    });
    match told.flatten() {
        None | Some((0, _)) => String::new(),
        Some((seconds, minutes)) if minutes > 0 && seconds > minutes * 60 => {
            format!("{}, {} min over", clock_words(seconds), (seconds - minutes * 60).div_ceil(60))
        }
        Some((seconds, _)) => clock_words(seconds),
    }
}

fn is_over(desk: Desk, id: EntryId) -> bool {
    let now = desk.now();
    desk.with(|s| {
        let point = s.agenda.iter().find(|p| p.id == id);
        point.is_some_and(|p| p.minutes > 0 && facts::point_seconds(s, p, now) > p.minutes * 60)
    })
    .unwrap_or(false)
}

fn minutes_field(desk: Desk, id: EntryId, title: Memo<String>) -> AnyView {
    let minutes = Memo::new(move |_| desk.point(id, |p| p.minutes).unwrap_or(0));
    el("label")
        .class("agenda-minutes num")
        .child(
            el("input")
                .class("said-field num")
                .attr("inputmode", "numeric")
                .attr("aria-label", move || format!("Minutes for {}", title.get()))
                .on_change(move |event| {
                    let wanted = event_target_value(&event);
                    let wanted: u32 = wanted.trim().parse().unwrap_or(0);
                    desk.change_point(id, |point| point.minutes = wanted.min(600));
                })
                .prop("value", move || minutes.get().to_string()),
        )
        .child("min")
        .into_any()
}

pub(super) fn point(desk: Desk, id: EntryId) -> AnyView {
    let title = Memo::new(move |_| desk.point(id, |p| p.title.clone()).unwrap_or_default());
    let done = Memo::new(move |_| desk.point(id, |p| p.done).unwrap_or(false));
    let now = Memo::new(move |_| desk.with(|s| s.current == Some(id)).unwrap_or(false));
    let carried = Memo::new(move |_| desk.point(id, |p| p.carried).unwrap_or(0));
    let notes = Memo::new(move |_| desk.point(id, |p| p.notes.clone()).unwrap_or_default());
    let over = Memo::new(move |_| is_over(desk, id));
    let carried_words = move || match carried.get() {
        0 => None,
        1 => Some(el("span").class("quiet").child("carried over")),
        2 => Some(el("span").class("quiet").child("carried over twice")),
        n => Some(el("span").class("quiet").child(format!("carried over {n} times"))),
    };
    let head =
        el("div")
            .class("agenda-point-head")
            .child(
                el("span")
                    .class("agenda-grip")
                    .attr("aria-hidden", "true")
                    .on_pointerdown(move |event| reorder::begin(desk, id, &event))
                    .child(icon("grip")),
            )
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .class("check")
                    .attr("aria-label", move || format!("Dealt with: {}", title.get()))
                    .on_change(move |event| {
                        let on = event_target_checked(&event);
                        desk.change_point(id, |point| point.done = on);
                    })
                    .prop("checked", move || done.get()),
            )
            .child(
                el("input")
                    .class(move || {
                        if done.get() { "said-field agenda-title done" } else { "said-field agenda-title" }
                    })
                    .attr("aria-label", "Point")
                    .on_keydown(move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            focus(id, "notes");
                        }
                    })
                    .on_change(move |event| {
                        let text = event_target_value(&event);
                        if !text.trim().is_empty() {
                            desk.change_point(id, |point| point.title = text.trim().to_owned());
                        }
                    })
                    .prop("value", move || title.get()),
            )
            .child(carried_words)
            .child(
                el("span")
                    .class(move || if over.get() { "agenda-took num amber" } else { "agenda-took num quiet" })
                    .child(move || took(desk, id)),
            )
            .child(minutes_field(desk, id, title))
            .child(
                el("button")
                    .class("icon-button")
                    .attr("data-more", "")
                    .attr("aria-haspopup", "menu")
                    .attr("aria-label", move || format!("More for {}", title.get()))
                    .on_click(move |event| menu(desk, id, &event))
                    .child(icon("dots")),
            );
    el("li")
        .class(move || if now.get() { "agenda-point speaking" } else { "agenda-point" })
        .attr("tabindex", "0")
        .attr("data-point", id.to_string())
        .attr("aria-label", move || title.get())
        .attr("aria-current", move || now.get().then_some("true"))
        .on_keydown(move |event| press(desk, id, &event))
        .child(head)
        .child(about(desk, id))
        .child(
            el("textarea")
                .class("said-field agenda-notes")
                .attr("rows", "1")
                .attr("data-field", "notes")
                .attr("aria-label", move || format!("Notes, {}", title.get()))
                .attr("placeholder", "Notes")
                .on_input(move |event| desk.type_in(id, event_target_value(&event)))
                .on_change(move |_| desk.flush())
                .on_blur(move |_| desk.flush())
                .on_keydown(move |event| match event.key().as_str() {
                    "Enter" if event.ctrl_key() || event.meta_key() => {
                        event.prevent_default();
                        event.stop_propagation();
                        super::agenda::next(desk);
                    }
                    // A slash at the start of an empty note begins an outcome.
                    "/" if event_target_value(&event).is_empty() => {
                        event.prevent_default();
                        event.stop_propagation();
                        super::outcomes::begin("/");
                    }
                    "Escape" => {
                        event.stop_propagation();
                        focus(id, "");
                    }
                    _ => {}
                })
                .prop("value", move || notes.get()),
        )
        .into_any()
}
