//! Where entries are written: one key for the kind, the words, Enter.

use super::super::phrases;
use super::keys::{self, KINDS};
use super::room::Room;
use crate::analysis::incident::severity;
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::model::EntryKind;
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// What the field asks for.
const fn placeholder(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Hypothesis => "What may be the cause",
        EntryKind::Action => "What is done",
        EntryKind::Decision => "What was decided",
        EntryKind::Update => "Who was told what",
        EntryKind::Mitigated => "What made it stop hurting",
        EntryKind::Severity => "1 to 4, then why",
        EntryKind::Resolved => "How it ended",
        _ => "What was seen",
    }
}

/// Puts what was typed on the timeline.
fn submit(room: Room) {
    let Some(field) = room.field.input() else { return };
    let (kind, text) = (room.kind.get_untracked(), field.value().trim().to_owned());
    let ends = matches!(kind, EntryKind::Mitigated | EntryKind::Resolved);
    if text.is_empty() && !ends {
        room.app.say("Nothing was typed yet");
        return;
    }
    let mut entry = room.new_entry(kind, if text.is_empty() { kind.name().to_owned() } else { text.clone() });
    if kind == EntryKind::Severity {
        let (level, why) = match text.split_at_checked(1) {
            Some((digit, why)) => {
                (digit.parse::<u8>().unwrap_or(0), why.trim_start_matches([',', ':', ' ']).trim())
            }
            None => (0, ""),
        };
        if !(1..=4).contains(&level) {
            room.app.toasts.say("Begin with the severity, 1 to 4. Nothing was changed.");
            return;
        }
        let name = severity(level).name;
        entry.text = if why.is_empty() { name.to_owned() } else { format!("{name}, {why}") };
        entry.severity = Some(level);
    }
    if kind == EntryKind::Hypothesis {
        entry.verdict = Some(crate::model::Verdict::Open);
    }
    if room.add_entry(&entry) {
        field.set_value("");
        room.kind.set(EntryKind::Finding);
        room.app.say(format!("{} added", kind.name()));
        if kind == EntryKind::Resolved {
            page::focus_later(".war-postmortem textarea".into());
        }
    }
}

/// A letter and a space at the beginning choose the kind: `d roll back` is a decision. Small letters
/// only, so that sentences stay as they are typed; Backspace takes it back.
fn short_form(room: Room) {
    let Some(field) = room.field.input() else { return };
    let text = field.value();
    if let Some((letter, rest)) = text.split_once(' ')
        && letter.len() == 1
        && rest.is_empty()
        && let Some(kind) = keys::kind_of(letter)
    {
        room.kind.set(kind);
        field.set_value("");
    }
}

fn pressed(room: Room, event: &KeyboardEvent) {
    let empty = room.field.input().is_none_or(|field| field.value().is_empty());
    match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            submit(room);
        }
        "Escape" => {
            event.stop_propagation();
            if empty {
                room.writing.set(false);
                page::leave_field();
            } else if let Some(field) = room.field.input() {
                field.set_value("");
            }
            room.kind.set(EntryKind::Finding);
        }
        "Backspace" if empty && room.kind.get_untracked() != EntryKind::Finding => {
            event.prevent_default();
            room.kind.set(EntryKind::Finding);
        }
        "ArrowDown" => {
            event.prevent_default();
            page::focus_later(".war-lines > li".into());
        }
        _ => {}
    }
}

/// The field, the kinds, and on a phone its row of buttons.
pub(super) fn entry(room: Room) -> AnyView {
    let minute = move || {
        let now = room.app.now.get();
        room.app.zone.with(|z| phrases::clock(now, z))
    };
    let chip = |(kind, key, name): (EntryKind, &'static str, &'static str)| {
        el("button")
            .class("button")
            .attr("aria-pressed", move || if room.kind.get() == kind { "true" } else { "false" })
            .on_click(move |_| keys::begin(room, kind))
            .child(name)
            .child(el("kbd").class("keycap").attr("aria-hidden", "true").child(key.to_uppercase()))
            .into_any()
    };
    let first = |(kind, _, name): (EntryKind, &'static str, &'static str)| {
        el("button")
            .class("button")
            .on_click(move |_| keys::begin(room, kind))
            .child(icon(super::signs::kind_icon(kind)))
            .child(name)
            .into_any()
    };
    let [finding, hypothesis, action, decision, update, mitigated, level] = KINDS;
    let more = move |event: MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let resolved = (EntryKind::Resolved, "r", "Close incident");
        let lines = [hypothesis, update, mitigated, level, resolved]
            .into_iter()
            .map(|(kind, _, name)| MenuItem::new(name, move || keys::begin(room, kind)))
            .collect();
        room.frame.menu.open_at(&anchor, "Add to the timeline", lines);
    };
    el("div")
        .class(move || if room.writing.get() { "war-entry writing" } else { "war-entry" })
        .child(
            el("div")
                .class("war-field")
                .child(el("span").class("chip").attr("id", "war-kind").child(move || room.kind.get().name()))
                .child(
                    el("input")
                        .attr("aria-label", "Entry")
                        .attr("aria-describedby", "war-kind")
                        .attr("placeholder", move || placeholder(room.kind.get()))
                        .attr("autocomplete", "off")
                        .attr("enterkeyhint", "done")
                        .on_input(move |_| short_form(room))
                        .on_keydown(move |event| pressed(room, &event))
                        .node_ref(room.field),
                )
                .child(el("span").class("quiet num").child(minute))
                .child(
                    el("button")
                        .class("war-enter")
                        .attr("aria-label", "Add the entry: Enter")
                        .on_click(move |_| submit(room))
                        .child(el("kbd").class("keycap").child("Enter")),
                ),
        )
        .child(
            el("div")
                .class("war-kinds")
                .attr("role", "group")
                .attr("aria-label", "Kind of entry")
                .child(KINDS.map(chip).into_iter().collect_view()),
        )
        .child(
            el("div")
                .class("war-phone-kinds phone-only")
                .child([finding, action, decision].map(first).into_iter().collect_view())
                .child(
                    el("button")
                        .class("button")
                        .attr("aria-haspopup", "menu")
                        .on_click(more)
                        .child(icon("dots"))
                        .child("More"),
                ),
        )
        .into_any()
}
