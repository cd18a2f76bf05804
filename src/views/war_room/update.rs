//! The next update: drafted for each kind of reader, copied and noted in one step.

use super::super::papers::Paper;
use super::super::phrases;
use super::room::Room;
use crate::analysis::incident::{UpdateFacts, draft, is_running, next_due, severity};
use crate::analysis::words::minutes;
use crate::components::{Choice, icon, select};
use crate::dom::prelude::*;
use crate::model::{EntryId, EntryKind, UpdateDraft, UpdateFor};
use crate::platform::{clipboard, clock};
use crate::report::Redactor;
use crate::report::documents::{for_client, incident_update};
use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

/// The section.
pub(super) fn update(room: Room) -> AnyView {
    let has_client = room.incident.with_untracked(|i| i.as_ref().is_some_and(|i| i.client.is_some()));
    let told = RwSignal::new(if has_client { UpdateFor::Client } else { UpdateFor::Internal });
    let own = Memo::new(move |_| {
        let told = told.get();
        room.with(|i| i.drafts.iter().find(|d| d.told == told).map(|d| d.text.clone()))
    });
    let drafted = Memo::new(move |_| {
        let told = told.get();
        room.app.now.track();
        let text = room.clocks.with(|clocks| {
            room.incident.with(|i| {
                let i = i.as_ref()?;
                let zone = room.app.zone.get();
                room.app.workbench.with_untracked(|program| {
                    Some(draft(&UpdateFacts { program, zone: &zone, now: clock::now(), clocks }, i, told))
                })
            })
        });
        text.unwrap_or_default()
    });
    // While somebody writes, what the record says meanwhile must not take the place of their words.
    let held = RwSignal::new(None::<String>);
    let fresh = move || own.get().unwrap_or_else(|| drafted.get());
    let text = move || held.get().unwrap_or_else(fresh);
    let field = NodeRef::new();
    let write = move |text: String| {
        let (told, same) = (told.get_untracked(), text.trim() == drafted.get_untracked().trim());
        room.change(|i| {
            i.drafts.retain(|d| d.told != told);
            if !same && !text.trim().is_empty() {
                i.drafts.push(UpdateDraft { id: EntryId::from(0), told, text });
            }
        });
    };
    let send = move |_| {
        let area = field.get_untracked().and_then(|e| e.dyn_into::<HtmlTextAreaElement>().ok());
        let text = area.map_or_else(|| untrack(text), |area| area.value());
        sent(room, told.get_untracked(), text);
    };
    let due = move || {
        room.with(next_due).map_or_else(
            || "none due".to_owned(),
            |due| format!("due {}", room.app.zone.with(|z| phrases::clock(due, z))),
        )
    };
    let late = Memo::new(move |_| {
        let due = room.with(next_due);
        due.map_or(0, |due| if due < room.second.get() { 2_u8 } else { 1 })
    });
    let class = move || match late.get() {
        2 => "push red",
        1 => "push amber",
        _ => "push quiet",
    };
    let wordings =
        || UpdateFor::ALL.iter().map(|w| Choice::new(w.word(), format!("{} wording", w.name()))).collect();
    el("section")
        .class("war-update")
        .attr("aria-labelledby", "update-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "update-head").child("Next update"))
                .child(el("span").class(class).child(due)),
        )
        .child(
            el("textarea")
                .class("input")
                .attr("rows", "4")
                .attr("aria-label", "Words of the update")
                .on_focusin(move |_| held.set(Some(untrack(fresh))))
                .on_focusout(move |_| held.set(None))
                .on_change(move |event| write(event_target_value(&event)))
                .node_ref(field)
                .prop("value", text),
        )
        .child(
            el("div")
                .class("row")
                .child(
                    el("button")
                        .class(move || if room.with(is_running) { "button primary" } else { "button" })
                        .on_click(send)
                        .child(icon("copy"))
                        .child("Copy and mark sent"),
                )
                .child(select(
                    "Wording",
                    "small bare",
                    wordings,
                    move || told.get().word().to_owned(),
                    move |word| told.set(UpdateFor::of(&word).unwrap_or(UpdateFor::Internal)),
                ))
                .child(how_often(room))
                .child(paper(room, told, text).more(Vec::new)),
        )
        .child(move || {
            // Said before it is sent: what the client reads is not what stands in the field.
            let words = text();
            let read = for_readers(room, told.get(), &words);
            (read != words).then(|| {
                el("p").class("quiet war-read").attr("role", "status").child(format!(
                    "Names, amounts and other clients are taken out. The client reads: “{read}”"
                ))
            })
        })
        .child(move || {
            own.with(Option::is_some).then(|| {
                el("button")
                    .class("link")
                    .on_click(move |_| write(String::new()))
                    .child("Draft it anew from the record")
            })
        })
        .into_any()
}

/// The words as these readers get them: from a client's, names, amounts and others are taken out.
fn for_readers(room: Room, told: UpdateFor, words: &str) -> String {
    let project = room.incident.with_untracked(|i| i.as_ref().and_then(|i| i.project));
    match (told, project) {
        (UpdateFor::Client, Some(project)) => {
            room.app.workbench.with_untracked(|p| Redactor::new(p, project).text(words))
        }
        _ => words.to_owned(),
    }
}

/// The update as a document for its readers, with the words that stand in the field.
fn paper(room: Room, told: RwSignal<UpdateFor>, words: impl Fn() -> String + Send + Sync + 'static) -> Paper {
    Paper::new(room.frame, "Update", move || {
        let (incident, told) = (room.incident.get()?, told.get());
        Some(room.app.analyse(|ctx| {
            let mut document = incident_update(ctx, &incident, told, &words());
            if let (UpdateFor::Client, Some(project)) = (told, incident.project) {
                for_client(&mut document, ctx.program, project);
            }
            document
        }))
    })
}

/// Minutes between updates that may be agreed on for one incident.
const INTERVALS: [u32; 6] = [10, 15, 30, 60, 120, 240];

/// How often stakeholders hear of it: as the severity asks, or as it was agreed.
fn how_often(room: Room) -> AnyView {
    let choices = move || {
        let asked = room.with(|i| severity(i.severity).update_every);
        let every = |n: u32| format!("Every {}", minutes(i64::from(n)));
        let mut all = vec![Choice::new("", format!("{}, as the severity asks", every(asked)))];
        let own = room.with(|i| i.update_every).filter(|n| !INTERVALS.contains(n));
        all.extend(INTERVALS.into_iter().chain(own).map(|n| Choice::new(n.to_string(), every(n))));
        all
    };
    select(
        "How often",
        "small bare",
        choices,
        move || room.with(|i| i.update_every).map(|n| n.to_string()).unwrap_or_default(),
        move |n| {
            room.change(|i| i.update_every = n.parse().ok());
        },
    )
}

/// Copies the words, puts them on the timeline as sent, and lets the clock begin anew.
fn sent(room: Room, told: UpdateFor, text: String) {
    let app = room.app;
    if text.trim().is_empty() {
        app.toasts.say("The update has no words yet. Nothing was changed.");
        return;
    }
    let client = room.incident.with_untracked(|i| i.as_ref().and_then(|i| i.client));
    let whom = match told {
        UpdateFor::Client => client
            .and_then(|id| app.workbench.with_untracked(|p| p.clients.get(&id).map(|c| c.name.clone())))
            .unwrap_or_else(|| "Client".to_owned()),
        UpdateFor::Executive => "Executives".to_owned(),
        UpdateFor::Internal => "Teams".to_owned(),
    };
    // What a client gets goes through the rule for clients, in words of one's own, too.
    let text = for_readers(room, told, &text);
    let mut entry = room.new_entry(EntryKind::Update, format!("{whom} told: {}", text.trim()));
    entry.told = Some(told);
    let done = room.change(|i| {
        i.drafts.retain(|d| d.told != told);
        i.timeline.push(entry);
    });
    if !done {
        return;
    }
    wasm_bindgen_futures::spawn_local(async move {
        let said = if clipboard::copy(text, None).await {
            "Update copied and noted as sent"
        } else {
            "Noted as sent. The browser refused the clipboard: copy the words from the timeline."
        };
        app.toasts.say_with_undo(said);
    });
}
