//! Deliverables: what they must meet, and submit, accept, reject.

use super::lines::{add_line, nothing, section as part};
use super::one::Desk;
use super::phrases;
use crate::analysis::Colour;
use crate::analysis::portfolio::{client_of, deliverable_lines};
use crate::analysis::quick::read_record;
use crate::command::{Command, FieldEdit};
use crate::components::{mark, status_mark};
use crate::dom::prelude::*;
use crate::json::{Value, to_value};
use crate::model::{Criterion, Deliverable, DeliverableId, DeliverableState, EntryId, Ref, Slot};
use std::sync::Arc;

/// A deliverable as its row needs it.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    record: Deliverable,
    colour: Colour,
    why: String,
    owner: String,
}

type Rows = Memo<Arc<Vec<Row>>>;

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app;
    let rows: Rows = Memo::new(move |_| {
        let today = app.today();
        Arc::new(app.with(|p| {
            let owner = |d: &Deliverable| d.owner.and_then(|id| p.people.get(&id)).map(|o| o.name.clone());
            deliverable_lines(p, desk.client, today)
                .into_iter()
                .map(|l| Row {
                    owner: owner(l.record).unwrap_or_default(),
                    record: l.record.clone(),
                    colour: l.colour,
                    why: l.why,
                })
                .collect()
        }))
    });
    let ids = move || rows.with(|rows| rows.iter().map(|r| r.record.id.number()).collect());
    let add = move |line: &str| {
        let today = app.today_untracked();
        let read = app.workbench.with_untracked(|p| read_record(p, line, today));
        let client = desk.client;
        let contract = app.workbench.with_untracked(|p| {
            let mut own = p.contracts.values().filter(|c| client_of(p, c.client, c.project) == Some(client));
            own.next().filter(|_| own.next().is_none()).map(|c| c.id)
        });
        let new = Deliverable {
            title: read.title,
            owner: read.owner,
            due: read.due,
            project: read.project.or_else(|| desk.project()),
            client: Some(client),
            contract,
            ..Deliverable::default()
        };
        app.add(new, None).is_some()
    };
    let none = Memo::new(move |_| rows.with(|rows| rows.is_empty()));
    let children = vec![
        (move || none.get().then(|| nothing("No deliverable was entered."))).into_any(),
        el("ul").class("cl-list").child(keyed(ids, move |id| row(desk, rows, id))).into_any(),
        (move || {
            (!desk.shared.get()).then(|| {
                add_line("Add a deliverable", "Add a deliverable: title, @owner, the day it is due", add)
            })
        })
        .into_any(),
    ];
    part("deliverables", "Deliverables", many(children))
}

/// One deliverable: made once, follows its record.
fn row(desk: Desk, rows: Rows, id: DeliverableId) -> AnyView {
    let app = desk.app;
    let now: Memo<Option<Row>> =
        Memo::new(move |_| rows.with(|rows| rows.iter().find(|r| r.record.id == id).cloned()));
    let get = move |read: fn(&Row) -> String| now.with(|row| row.as_ref().map(read).unwrap_or_default());
    let title = move || {
        now.with(|row| {
            row.as_ref().map(|row| {
                desk.title(row.record.title.clone(), row.record.project, Ref::Deliverable(row.record.id))
            })
        })
    };
    let state = move || {
        now.with(|row| {
            let row = row.as_ref()?;
            let word = row.record.state.name();
            Some(if row.colour == Colour::Unknown {
                el("span").class("status unknown").child(mark(row.colour)).child(word).into_any()
            } else {
                status_mark(row.colour, word)
            })
        })
    };
    let why = move || {
        let project = now.with(|row| row.as_ref().and_then(|r| r.record.project));
        desk.words(&get(|r| r.why.clone()), project)
    };
    let due =
        move || now.with(|row| row.as_ref().and_then(|r| r.record.due)).map(|d| phrases::day(d, app.today()));
    el("li")
        .class("cl-row")
        .child(el("span").class("key").child(move || get(|r| r.record.key.clone())))
        .child(
            el("div")
                .class("cl-what")
                .child(title)
                .child(el("div").class("quiet").child(why))
                .child(criteria(desk, now)),
        )
        .child(
            el("span")
                .class("cl-owner inside quiet")
                .child(move || if desk.shared.get() { String::new() } else { get(|r| r.owner.clone()) }),
        )
        .child(el("span").class("num cl-due").child(due))
        .child(el("span").class("cl-state").child(state))
        .child(
            el("span").class("cl-verbs inside").child(move || (!desk.shared.get()).then(|| verbs(desk, now))),
        )
        .into_any()
}

fn criteria(desk: Desk, now: Memo<Option<Row>>) -> AnyView {
    let count = Memo::new(move |_| {
        now.with(|row| {
            let all = row.as_ref().map(|r| &r.record.criteria);
            all.map_or((0, 0), |all| (all.iter().filter(|c| c.met).count(), all.len()))
        })
    });
    let ids = move || {
        now.with(|row| {
            let all = row.as_ref().map(|r| r.record.criteria.iter().map(|c| c.id.number()).collect());
            all.unwrap_or_default()
        })
    };
    let words = move || {
        let (met, all) = count.get();
        format!("{met} of {} met", phrases::count(all, "criterion", "criteria"))
    };
    el("details")
        .class("cl-criteria")
        .attr("hidden", move || (count.get().1 == 0).then_some(""))
        .child(el("summary").child(words))
        .child(el("ul").child(keyed(ids, move |id: EntryId| criterion(desk, now, id))))
        .into_any()
}

fn criterion(desk: Desk, now: Memo<Option<Row>>, id: EntryId) -> AnyView {
    let this = move || {
        now.with(|row| {
            let row = row.as_ref()?;
            row.record.criteria.iter().find(|c| c.id == id).cloned().map(|c| (c, row.record.project))
        })
    };
    let met = move || this().is_some_and(|(c, _)| c.met);
    let text = move || this().map(|(c, project)| desk.words(&c.text, project)).unwrap_or_default();
    let change = move |met: bool| {
        let record = now.with_untracked(|row| row.as_ref().map(|r| r.record.clone()));
        let Some(before) = record else { return };
        let mut after = before.clone();
        if let Some(c) = after.criteria.iter_mut().find(|c: &&mut Criterion| c.id == id) {
            c.met = met;
        }
        desk.app.revise(before, after);
    };
    el("li")
        .child(
            el("label")
                .class("row")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .attr("disabled", move || desk.shared.get().then_some(""))
                        .on_change(move |event| change(event_target_checked(&event)))
                        .prop("checked", met),
                )
                .child(el("span").child(text)),
        )
        .into_any()
}

/// What can be done with a deliverable in its state.
fn verbs(desk: Desk, now: Memo<Option<Row>>) -> AnyView {
    let state = Memo::new(move |_| now.with(|row| row.as_ref().map(|r| r.record.state)));
    let refusing = RwSignal::new(false);
    (move || {
        let button = |word: &'static str, to: DeliverableState| {
            el("button")
                .class("button small")
                .on_click(move |_| set(desk, now, to, None))
                .child(word)
                .into_any()
        };
        if refusing.get() {
            return reason(desk, now, refusing);
        }
        match state.get() {
            Some(DeliverableState::Planned) => button("Start", DeliverableState::Doing),
            Some(DeliverableState::Doing | DeliverableState::Rejected) => {
                button("Submit", DeliverableState::Submitted)
            }
            Some(DeliverableState::Submitted) => many(vec![
                button("Accept", DeliverableState::Accepted),
                el("button")
                    .class("button small plain")
                    .on_click(move |_| refusing.set(true))
                    .child("Reject…")
                    .into_any(),
            ]),
            _ => ().into_any(),
        }
    })
    .into_any()
}

/// Why the client refused it.
fn reason(desk: Desk, now: Memo<Option<Row>>, refusing: RwSignal<bool>) -> AnyView {
    let said = RwSignal::new(String::new());
    crate::platform::page::focus_later(".cl-reason".into());
    let go = move || {
        let words = said.get_untracked();
        refusing.set(false);
        set(desk, now, DeliverableState::Rejected, Some(words.trim().to_owned()));
    };
    el("span")
        .class("row")
        .child(
            el("input")
                .class("input cl-reason")
                .attr("aria-label", "What the client said")
                .attr("placeholder", "What the client said")
                .on_input(move |event| said.set(event_target_value(&event)))
                .on_keydown(move |event| match event.key().as_str() {
                    "Enter" => {
                        event.prevent_default();
                        go();
                    }
                    "Escape" => {
                        event.stop_propagation();
                        refusing.set(false);
                    }
                    _ => {}
                })
                .prop("value", move || said.get()),
        )
        .child(el("button").class("button small").on_click(move |_| go()).child("Reject"))
        .into_any()
}

/// Sets a state with its day in the program's zone, as one change.
fn set(desk: Desk, now: Memo<Option<Row>>, to: DeliverableState, remark: Option<String>) {
    let app = desk.app;
    let Some(record) = now.with_untracked(|row| row.as_ref().map(|r| r.record.clone())) else { return };
    let today = Value::Text(app.today_untracked().to_string());
    let mut edits = vec![FieldEdit::Set("state".into(), to_value(&to))];
    match to {
        DeliverableState::Submitted => {
            edits.push(FieldEdit::Set("submitted".into(), today));
            edits.push(FieldEdit::Clear("remark".into()));
        }
        DeliverableState::Accepted => edits.push(FieldEdit::Set("accepted".into(), today)),
        _ => {}
    }
    if let Some(remark) = remark {
        edits.push(FieldEdit::Set("remark".into(), Value::Text(remark)));
    }
    let slot: Slot = record.into();
    let place = Box::new(slot.emptied().unwrap_or(slot));
    app.workbench.dispatch_aloud(Command::Revise { place, edits });
}
