//! What came out, typed in one line as it falls: `/action Ask Platform @jonas fri`.

use super::desk::Desk;
use crate::analysis::agenda::{Line, read_line};
use crate::analysis::chain::{called, note};
use crate::analysis::quick::read_record;
use crate::command::Command;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{DecisionState, EntryId, OutcomeKind, Ref, SessionOutcome, Slot};
use crate::platform::page;
use crate::views::actions::{Kind, addition, understood};
use crate::views::phrases;
use std::sync::Arc;

/// What kind of record an outcome becomes.
const fn kind_of(kind: OutcomeKind) -> Option<Kind> {
    match kind {
        OutcomeKind::Note => None,
        OutcomeKind::Decision => Some(Kind::Decision),
        OutcomeKind::Action => Some(Kind::Action),
        OutcomeKind::Risk => Some(Kind::Risk),
        OutcomeKind::Change => Some(Kind::Change),
    }
}

/// Puts the cursor into the line, with a first letter.
pub(super) fn begin(first: &'static str) {
    page::after_paint(move || {
        let Some(field) = page::find("[data-outcome]") else { return };
        use wasm_bindgen::JsCast;
        if let Some(field) = field.dyn_ref::<web_sys::HtmlInputElement>() {
            if field.value().is_empty() && !first.is_empty() {
                field.set_value(first);
                if let Ok(event) = web_sys::Event::new("input") {
                    let _ = field.dispatch_event(&event);
                }
            }
            let _ = field.focus();
        }
    });
}

/// Keeps what was typed; true where it was kept.
fn keep(desk: Desk, text: &str) -> bool {
    let app = desk.app();
    let today = app.today_untracked();
    let Line { kind, text } = read_line(text, today);
    if text.trim().is_empty() {
        return false;
    }
    desk.flush();
    let project = untrack(|| desk.scope().project);
    let mut title = text.clone();
    let make = match kind_of(kind) {
        None => None,
        Some(what) => {
            let Some(mut command) = addition(app, what, &text, project) else { return false };
            title = app.workbench.with_untracked(|p| read_record(p, &text, today)).title;
            if let Command::Add { record, .. } = &mut command
                && let Slot::Decision(_, Some(decision)) = &mut **record
                // A question is still to be decided; anything else was decided here.
                && !title.ends_with('?')
            {
                let decision = Arc::make_mut(decision);
                decision.state = DecisionState::Decided;
                decision.decided = Some(today);
                decision.decider =
                    untrack(|| desk.place.with(|p| p.as_ref().map(|p| p.title.clone()))).unwrap_or_default();
            }
            Some(Box::new(command))
        }
    };
    let Some(session) = desk.session() else { return false };
    let point = untrack(|| desk.with(|s| s.current)).flatten();
    let outcome = Box::new(SessionOutcome { kind, text: title, point, ..SessionOutcome::default() });
    let label = app.workbench.dispatch(Command::Conclude { session, outcome, make });
    if let Some(label) = &label {
        app.say(label.clone());
    }
    label.is_some()
}

/// The line, and what was understood of it.
pub(super) fn line(desk: Desk) -> AnyView {
    let app = desk.app();
    let text = RwSignal::new(String::new());
    let line = Memo::new(move |_| {
        let today = app.today();
        text.with(|t| read_line(t, today))
    });
    let rest = Memo::new(move |_| line.with(|l| l.text.clone()));
    let write = move || {
        if keep(desk, &text.get_untracked()) {
            text.set(String::new());
        }
    };
    let hint = move || {
        if text.with(|t| t.trim().is_empty()) {
            return ().into_any();
        }
        let kind = line.with(|l| l.kind);
        let chips = (kind != OutcomeKind::Note).then(|| understood(app, rest));
        many(vec![el("span").class("strong").child(kind.name()).into_any(), chips.into_any()])
    };
    el("div")
        .class("outcome-line")
        .child(
            el("div").class("park-line").child(icon("arrow")).child(
                el("input")
                    .class("plan-input")
                    .attr("aria-label", "What came out")
                    .attr("data-outcome", "")
                    .attr("placeholder", "/decision, /action text @owner fri, /risk, /change, or a note")
                    .on_input(move |event| text.set(event_target_value(&event)))
                    .on_keydown(move |event| match event.key().as_str() {
                        "Enter" if event.ctrl_key() || event.meta_key() => {
                            event.prevent_default();
                            event.stop_propagation();
                            write();
                            super::agenda::next(desk);
                        }
                        "Enter" => {
                            event.prevent_default();
                            write();
                        }
                        "Escape" => {
                            event.stop_propagation();
                            text.set(String::new());
                            page::leave_field();
                        }
                        _ => {}
                    })
                    .on_change(move |_| {
                        // What was typed and left is kept, too; a lone word of command is not.
                        write();
                    })
                    .prop("value", move || text.get()),
            ),
        )
        .child(el("div").class("understood").attr("aria-live", "polite").child(hint))
        .into_any()
}

/// What came out so far, in order.
pub(super) fn section(desk: Desk) -> AnyView {
    let ids = move || desk.with(|s| s.outcomes.iter().map(|o| o.id.number()).collect()).unwrap_or_default();
    let n = Memo::new(move |_| desk.with(|s| s.outcomes.len()).unwrap_or(0));
    el("section")
        .attr("aria-labelledby", "came-out")
        .child(
            el("div")
                .class("row side-head")
                .child(el("h2").attr("id", "came-out").child("Came out"))
                .child(el("span").class("quiet num").child(move || n.get().to_string())),
        )
        .child(move || {
            (n.get() == 0).then(|| {
                el("p").class("quiet").child(
                    "Type what is decided as it falls. Each line makes its record, linked to this meeting.",
                )
            })
        })
        .child(el("ul").class("outcomes").child(keyed(ids, move |id: EntryId| outcome(desk, id))))
        .into_any()
}

fn outcome(desk: Desk, id: EntryId) -> AnyView {
    let app = desk.app();
    let kept = Memo::new(move |_| desk.with(|s| s.outcomes.iter().find(|o| o.id == id).cloned()).flatten());
    let made = move || kept.with(|o| o.as_ref().and_then(|o| o.made.clone()));
    let name = Memo::new(move |_| made().and_then(|to| app.with(|p| Some((called(p, &to)?, note(p, &to))))));
    let text = move || {
        let of_record = name.with(|n| n.as_ref().map(|(c, _)| c.title.clone()));
        of_record.unwrap_or_else(|| kept.with(|o| o.as_ref().map(|o| o.text.clone()).unwrap_or_default()))
    };
    let sign = move || made().map_or("comment", |to: Ref| phrases::kind_icon(&to));
    let below = move || {
        let kind = kept.with(|o| o.as_ref().map_or("", |o| o.kind.name()));
        name.with(|n| match n {
            Some((called, note)) if note.is_empty() => format!("{} {}", kind, called.key),
            Some((called, note)) => format!("{kind} {}: {note}", called.key),
            None => kind.to_owned(),
        })
    };
    let title = move || match made() {
        Some(to) => el("button").class("link").on_click(move |_| app.open_ref(&to)).child(text).into_any(),
        None => el("span").child(text).into_any(),
    };
    el("li")
        .child(move || icon(sign()))
        .child(el("span").child(title).child(el("div").class("quiet").child(below)))
        .child(
            el("button")
                .class("icon-button reveal")
                .attr("aria-label", move || format!("Take off the minutes: {}", text()))
                .on_click(move |_| desk.change(|session| session.outcomes.retain(|o| o.id != id)))
                .child(icon("close")),
        )
        .into_any()
}
