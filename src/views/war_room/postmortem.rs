//! What was learnt, without blame: written here, given out as a document.

use super::super::papers::{Form, Paper};
use super::super::phrases;
use super::room::Room;
use crate::analysis::incident::{confirmed, summary};
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::model::{Action, EntryKind, LinkKind, Postmortem, Ref};
use crate::report::documents;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

fn change(room: Room, change: impl FnOnce(&mut Postmortem)) {
    room.change(|i| change(i.postmortem.get_or_insert_default()));
}

/// The document as it stands.
fn paper(room: Room) -> Paper {
    Paper::new(room.frame, "Postmortem", move || {
        let incident = room.incident.get()?;
        Some(room.app.analyse(|ctx| documents::postmortem(ctx, &incident)))
    })
}

/// What the record itself offers for a part that is not written yet.
fn offered(room: Room, part: &str) -> String {
    room.incident.with(|i| {
        let Some(i) = i else { return String::new() };
        match part {
            "Summary" => room.app.zone.with(|z| summary(z, i)),
            "Impact" => i.impact.clone(),
            "Contributing factors" => {
                confirmed(i).iter().map(|e| e.text.clone()).collect::<Vec<_>>().join("\n")
            }
            _ => String::new(),
        }
    })
}

fn part(
    room: Room,
    name: &'static str,
    hint: &'static str,
    read: fn(&Postmortem) -> String,
    write: fn(&mut Postmortem, String),
) -> AnyView {
    let value = move || room.with(|i| i.postmortem.as_ref().map(read).unwrap_or_default());
    let offer = move || {
        let words = offered(room, name);
        (!words.is_empty() && value().is_empty()).then(|| {
            let taken = words.clone();
            el("p").class("quiet war-offer").child(words).child(" ").child(
                el("button")
                    .class("link")
                    .attr("aria-label", format!("Use this for {}", name.to_lowercase()))
                    .on_click(move |_| change(room, |p| write(p, taken.clone())))
                    .child("Use this"),
            )
        })
    };
    el("div")
        .class("field")
        .child(el("span").class("label").attr("aria-hidden", "true").child(name))
        .child(
            el("textarea")
                .class("input")
                .attr("rows", "2")
                .attr("aria-label", name)
                .attr("placeholder", hint)
                .on_change(move |event| {
                    let text = event_target_value(&event).trim().to_owned();
                    change(room, |p| write(p, text));
                })
                .prop("value", value),
        )
        .child(offer)
        .into_any()
}

/// Actions that came of the incident, and a line to add one.
fn actions(room: Room) -> AnyView {
    let app = room.app;
    let rows = move || {
        let ids = room.with(|i| {
            let links = i.links.iter().filter(|l| l.kind == LinkKind::LeadsTo);
            links.filter_map(|l| if let Ref::Action(id) = l.to { Some(id) } else { None }).collect::<Vec<_>>()
        });
        let today = app.today();
        app.with(|p| {
            ids.into_iter()
                .filter_map(|id| p.actions.get(&id))
                .map(|action| {
                    let to = Ref::Action(action.id);
                    let owner = action.owner.and_then(|id| p.people.get(&id)).map(|p| p.name.clone());
                    let due = action
                        .due
                        .map(|d| format!(", due {}", phrases::near_day(d, today)))
                        .unwrap_or_default();
                    let words = format!(
                        "{}{due}, {}",
                        owner.unwrap_or_else(|| "nobody yet".to_owned()),
                        action.state.name().to_lowercase()
                    );
                    el("li")
                        .class("war-touched")
                        .child(icon("arrow"))
                        .child(el("span").class("key").child(action.key.clone()))
                        .child(
                            el("button")
                                .class("link cut")
                                .on_click(move |_| app.open_ref(&to))
                                .child(action.title.clone()),
                        )
                        .child(el("span").class("quiet cut grow end").child(words))
                })
                .collect_view()
        })
    };
    let add = move |event: KeyboardEvent| {
        let title = event_target_value(&event).trim().to_owned();
        if event.key() != "Enter" || title.is_empty() {
            return;
        }
        event.prevent_default();
        let Some(i) = room.incident.get_untracked() else { return };
        let action = Action { title, project: i.project, client: i.client, ..Action::default() };
        if app.add(action, Some(Ref::Incident(i.id))).is_some()
            && let Some(field) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
        {
            field.set_value("");
        }
    };
    el("div")
        .class("field")
        .child(el("span").class("label").attr("aria-hidden", "true").child("Actions"))
        .child(el("ul").child(rows))
        .child(
            el("input")
                .class("input")
                .attr("aria-label", "Add an action")
                .attr("placeholder", "What is done so that it cannot happen so again")
                .on_keydown(add),
        )
        .into_any()
}

/// The section, once the incident is over.
pub(super) fn section(room: Room) -> AnyView {
    let app = room.app;
    let finished = move || room.with(|i| i.postmortem.as_ref().and_then(|p| p.finished));
    let out = paper(room);
    let own = move || {
        let again = move || {
            room.change(|i| {
                for entry in i.timeline.iter_mut().filter(|e| e.kind == EntryKind::Resolved) {
                    entry.struck = true;
                }
                if let Some(postmortem) = &mut i.postmortem {
                    postmortem.finished = None;
                }
            });
        };
        vec![MenuItem::new("Open the incident again", again).apart()]
    };
    let state = move || {
        finished().map_or_else(
            || "not finished".to_owned(),
            |day| format!("finished {}", phrases::near_day(day, app.today())),
        )
    };
    el("section")
        .class("war-postmortem")
        .attr("aria-labelledby", "postmortem-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "postmortem-head").child("Postmortem"))
                .child(el("span").class("n").child(state))
                .child(el("span").class("push"))
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| out.copy(Form::Rich))
                        .child("Copy rich text"),
                )
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| out.copy(Form::Markdown))
                        .child("Copy Markdown"),
                )
                .child(out.more(own)),
        )
        .child(part(
            room,
            "Summary",
            "What happened, in a few sentences",
            |p| p.summary.clone(),
            |p, text| p.summary = text,
        ))
        .child(part(
            room,
            "Impact",
            "Whom it hurt, how much, how long",
            |p| p.impact.clone(),
            |p, text| p.impact = text,
        ))
        .child(part(
            room,
            "Contributing factors",
            "What made it possible, one a line: systems and habits, no names",
            |p| p.factors.clone(),
            |p, text| p.factors = text,
        ))
        .child(part(
            room,
            "What went well",
            "One a line",
            |p| p.went_well.clone(),
            |p, text| p.went_well = text,
        ))
        .child(part(
            room,
            "What went badly",
            "One a line",
            |p| p.went_badly.clone(),
            |p, text| p.went_badly = text,
        ))
        .child(actions(room))
        .child(move || {
            finished().is_none().then(|| {
                el("button")
                    .class("button primary war-finish")
                    .on_click(move |_| {
                        let today = app.today_untracked();
                        change(room, |p| p.finished = Some(today));
                        app.toasts.say_with_undo("Postmortem finished, incident closed");
                    })
                    .child("Finish the postmortem")
            })
        })
        .into_any()
}
