//! What developers, QA and DevOps do, by when, and how it goes.

use super::super::{choices, phrases};
use super::room::Room;
use super::signs::stream_mark;
use crate::analysis::incident::stream_state;
use crate::components::{MenuItem, avatar, icon, select};
use crate::dom::prelude::*;
use crate::model::{EntryId, StreamState, StreamTask, Timestamp, Workstream};
use crate::platform::{clock, page};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

fn change_stream(room: Room, id: EntryId, change: impl FnOnce(&mut Workstream)) {
    room.change(|i| {
        if let Some(stream) = i.streams.iter_mut().find(|s| s.id == id) {
            change(stream);
        }
    });
}

fn change_task(room: Room, stream: EntryId, id: EntryId, change: impl FnOnce(&mut StreamTask)) {
    change_stream(room, stream, |stream| {
        if let Some(task) = stream.tasks.iter_mut().find(|t| t.id == id) {
            change(task);
        }
    });
}

/// The workstreams.
pub(super) fn streams(room: Room) -> AnyView {
    let adding = RwSignal::new(false);
    let ids = move || room.with(|i| i.streams.iter().map(|s| s.id.number()).collect());
    let add = move |event: KeyboardEvent| {
        let Some(name) = entered(&event) else { return };
        room.change(|i| {
            i.streams.push(Workstream {
                id: EntryId::from(0),
                name,
                owner: None,
                state: StreamState::OnTime,
                tasks: Vec::new(),
            });
        });
    };
    el("section")
        .class("war-streams")
        .attr("aria-labelledby", "streams-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "streams-head").child("Workstreams"))
                .child(plus("Add a workstream", adding).class("icon-button push")),
        )
        .child(el("ul").child(keyed(ids, move |id: EntryId| stream(room, id))))
        .child(line(adding, "Add a workstream".to_owned(), "Name of the workstream", add))
        .into_any()
}

/// The sign that opens a line to add something.
fn plus(name: &str, adding: RwSignal<bool>) -> El {
    el("button")
        .attr("aria-label", name)
        .attr("title", name)
        .on_click(move |event| {
            adding.set(true);
            let part = event.current_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
            let part = part.and_then(|button| button.closest("li, section").ok().flatten());
            page::after_paint(move || {
                let field =
                    part.and_then(|part| page::find_all(&part, ":scope > .war-add").into_iter().next());
                if let Some(field) = field {
                    let _ = field.focus();
                }
            });
        })
        .child(icon("plus"))
}

/// The line, while it is open: Enter adds and stays, Escape and leaving it empty close it.
fn line(
    adding: RwSignal<bool>,
    name: String,
    placeholder: &'static str,
    add: impl Fn(KeyboardEvent) + Copy + 'static,
) -> AnyView {
    (move || {
        let name = name.clone();
        adding.get().then(|| {
            el("input")
                .class("war-add")
                .attr("aria-label", name)
                .attr("placeholder", placeholder)
                .on_blur(move |event| {
                    if event_target_value(&event).trim().is_empty() {
                        adding.set(false);
                    }
                })
                .on_keydown(move |event| {
                    if event.key() == "Escape" {
                        event.stop_propagation();
                        adding.set(false);
                    } else {
                        add(event);
                    }
                })
        })
    })
    .into_any()
}

/// The line that Enter finished; the field is empty afterwards.
fn entered(event: &KeyboardEvent) -> Option<String> {
    let text = event_target_value(event).trim().to_owned();
    if event.key() != "Enter" || text.is_empty() {
        return None;
    }
    event.prevent_default();
    if let Some(field) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        field.set_value("");
    }
    Some(text)
}

/// A line such as `Replay mails by 12:40` as words and moment; a time that is past is tomorrow's.
fn read_task(room: Room, line: &str) -> (String, Option<Timestamp>) {
    let whole = || (line.to_owned(), None);
    let Some((words, time)) = line.rsplit_once(" by ") else { return whole() };
    let Some((hours, minutes)) = time.trim().split_once(':') else { return whole() };
    let (Ok(hours), Ok(minutes)) = (hours.parse(), minutes.parse()) else { return whole() };
    let now = clock::now();
    let by = room.app.zone.with_untracked(|zone| {
        let day = zone.day(now);
        let of = |day: crate::model::Date| Some(zone.moment(day.and_hms_opt(hours, minutes, 0)?));
        of(day).filter(|at| *at > now).or_else(|| of(day.succ_opt()?))
    });
    if by.is_none() { whole() } else { (words.trim().to_owned(), by) }
}

fn stream(room: Room, id: EntryId) -> AnyView {
    let stream = Memo::new(move |_| room.with(|i| i.streams.iter().find(|s| s.id == id).cloned()));
    let name = stream.with_untracked(|s| s.as_ref().map(|s| s.name.clone()).unwrap_or_default());
    let owner = move || stream.with(|s| s.as_ref().and_then(|s| s.owner));
    let state = Memo::new(move |_| {
        let now = room.app.now.get();
        stream.with(|s| s.as_ref().map_or(StreamState::OnTime, |s| stream_state(s, now)))
    });
    let sign = move || {
        let owner = owner()?;
        room.app.with(|p| p.people.get(&owner).map(|person| avatar(person)))
    };
    let choose = move |event: MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let line = |to: StreamState| {
            MenuItem::new(to.name(), move || change_stream(room, id, |stream| stream.state = to))
        };
        let mut lines = [StreamState::OnTime, StreamState::Behind, StreamState::Waiting].map(line).to_vec();
        lines.push(
            MenuItem::new("Delete this workstream", move || {
                room.change(|i| i.streams.retain(|s| s.id != id));
            })
            .danger()
            .apart(),
        );
        room.frame.menu.open_at(
            &anchor,
            "How it goes. Tasks past their time say behind by themselves",
            lines,
        );
    };
    let tasks = move || {
        stream
            .with(|s| s.as_ref().map(|s| s.tasks.iter().map(|t| t.id.number()).collect()).unwrap_or_default())
    };
    let add = move |event: KeyboardEvent| {
        let Some(line) = entered(&event) else { return };
        let (text, by) = read_task(room, &line);
        change_stream(room, id, |stream| {
            stream.tasks.push(StreamTask { id: EntryId::from(0), text, by, done: None });
        });
    };
    let (owner_label, state_name, add_name) =
        (format!("Leads {name}"), name.clone(), format!("Add a task for {name}"));
    let adding = RwSignal::new(false);
    el("li")
        .class("war-stream")
        .child(
            el("div")
                .class("war-stream-head")
                .child(el("h3").child(name))
                .child(sign)
                .child(select(
                    &owner_label,
                    "small bare",
                    move || room.app.with(|p| choices::people(p, "Nobody yet")),
                    move || owner().map(|p| p.to_string()).unwrap_or_default(),
                    move |value| change_stream(room, id, |stream| stream.owner = value.parse().ok()),
                ))
                .child(plus(&add_name, adding).class("icon-button reveal"))
                .child(
                    el("button")
                        .class("push")
                        .attr("aria-haspopup", "menu")
                        .attr("aria-label", move || format!("{state_name}: {}", state.get().name()))
                        .on_click(choose)
                        .child(move || stream_mark(state.get())),
                ),
        )
        .child(el("ul").child(keyed(tasks, move |task: EntryId| task_row(room, stream, id, task))))
        .child(line(adding, add_name, "Replay mails by 12:40", add))
        .into_any()
}

fn task_row(room: Room, stream: Memo<Option<Workstream>>, of: EntryId, id: EntryId) -> AnyView {
    let task = Memo::new(move |_| {
        stream.with(|s| s.as_ref().and_then(|s| s.tasks.iter().find(|t| t.id == id)).cloned())
    });
    let text = move || task.with(|t| t.as_ref().map(|t| t.text.clone()).unwrap_or_default());
    let done = move || task.with(|t| t.as_ref().is_some_and(|t| t.done.is_some()));
    let late = Memo::new(move |_| {
        let now = room.app.now.get();
        task.with(|t| t.as_ref().is_some_and(|t| t.done.is_none() && t.by.is_some_and(|by| by < now)))
    });
    let when = move || {
        let clock = |at| room.app.zone.with(|z| phrases::clock(at, z));
        task.with(|t| match t.as_ref().map(|t| (t.done, t.by)) {
            Some((Some(at), _)) => clock(at),
            Some((None, Some(by))) => format!("by {}", clock(by)),
            _ => "no time".to_owned(),
        })
    };
    let tick = move |_| {
        let at = (!untrack(done)).then(clock::now);
        change_task(room, of, id, |task| task.done = at);
    };
    let menu = move |event: MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let mut lines: Vec<MenuItem> = [15, 30, 60, 120]
            .into_iter()
            .map(|minutes| {
                MenuItem::new(format!("In {}", crate::analysis::words::minutes(minutes)), move || {
                    let by = Timestamp(clock::now().0 + minutes * 60_000);
                    change_task(room, of, id, |task| task.by = Some(by));
                })
            })
            .collect();
        lines.push(MenuItem::new("No time", move || change_task(room, of, id, |task| task.by = None)));
        let remove = move || change_stream(room, of, |stream| stream.tasks.retain(|t| t.id != id));
        lines.push(MenuItem::new("Delete the task", remove).danger().apart());
        room.frame.menu.open_at(&anchor, "By when", lines);
    };
    el("li")
        .class("war-task")
        .child(
            el("label")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .attr("aria-label", text)
                        .on_change(tick)
                        .prop("checked", done),
                )
                .child(el("span").class(move || if done() { "quiet" } else { "words" }).child(text)),
        )
        .child(
            el("button")
                .class(move || if late.get() { "num amber" } else { "num quiet" })
                .attr("aria-haspopup", "menu")
                .attr("aria-label", move || format!("{}: {}", text(), when()))
                .on_click(menu)
                .child(move || late.get().then(|| icon("clock")))
                .child(when),
        )
        .into_any()
}
