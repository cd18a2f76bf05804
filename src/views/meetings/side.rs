//! Beside the agenda: what came out, who is there, the minutes to copy.

use super::desk::Desk;
use super::outcomes;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::exchange::document::plain;
use crate::model::PersonId;
use crate::model::order::InOrder;
use crate::report::Document;
use crate::report::documents::minutes;
use crate::views::choices;
use crate::views::papers::{Form, Paper};

/// The minutes as they stand; none before anything is kept.
fn made(desk: Desk) -> Option<Document> {
    let record = desk.record.get()?;
    Some(desk.app().analyse(|ctx| minutes(ctx, &record)))
}

/// The minutes, as everything that takes them along sees them.
fn paper(desk: Desk) -> Paper {
    Paper::new(desk.frame, "Minutes", move || {
        desk.flush();
        made(desk)
    })
}

/// Puts the minutes on the clipboard.
pub(super) fn copy(desk: Desk) {
    paper(desk).copy(Form::Rich);
}

pub(super) fn copy_tools(desk: Desk) -> AnyView {
    paper(desk).tools("Copy minutes", move || copy(desk))
}

pub(super) fn side(desk: Desk) -> AnyView {
    el("aside")
        .class("standup-side")
        .attr("aria-label", "Beside the agenda")
        .child(outcomes::section(desk))
        .child(present(desk))
        .child(preview(desk))
        .into_any()
}

/// Who is asked and who is there. Before anything is kept, those who are asked count as there.
fn present(desk: Desk) -> AnyView {
    let app = desk.app();
    let here = Memo::new(move |_| match desk.with(|s| s.present.clone()) {
        Some(present) => present,
        None => asked(desk),
    });
    let all = Memo::new(move |_| {
        let mut all = asked(desk);
        for person in here.get() {
            if !all.contains(&person) {
                all.push(person);
            }
        }
        all.order_by(|a, b| {
            let name = |id: &PersonId| app.with(|p| p.people.get(id).map(|p| p.name.clone()));
            name(a).cmp(&name(b))
        });
        all
    });
    let set = move |person: PersonId, on: bool| {
        desk.change(|session| {
            session.present.retain(|p| *p != person);
            if on {
                session.present.push(person);
            }
        });
    };
    let rows = keyed(
        move || all.get().into_iter().map(PersonId::number).collect(),
        move |person: PersonId| {
            let name =
                move || app.with(|p| p.people.get(&person).map(|p| p.name.clone())).unwrap_or_default();
            let is_here = move || here.with(|here| here.contains(&person));
            el("li")
                .child(
                    el("label")
                        .class("row")
                        .child(
                            el("input")
                                .attr("type", "checkbox")
                                .class("check")
                                .on_change(move |event| set(person, event_target_checked(&event)))
                                .prop("checked", is_here),
                        )
                        .child(name),
                )
                .into_any()
        },
    );
    let others = move || {
        let all = all.get();
        let mut rest = vec![Choice::new("", "Add somebody")];
        let known = |c: &Choice| c.value.parse::<PersonId>().is_ok_and(|id| all.contains(&id));
        rest.extend(app.with(|p| choices::people(p, "")).into_iter().filter(|c| !known(c)));
        rest
    };
    el("section")
        .attr("aria-labelledby", "present")
        .child(
            el("div").class("row side-head").child(el("h2").attr("id", "present").child("Present")).child(
                el("span")
                    .class("quiet num")
                    .child(move || format!("{} of {}", here.with(Vec::len), all.with(Vec::len))),
            ),
        )
        .child(el("ul").class("present").child(rows))
        .child(select("Add somebody who is there", "small bare", others, String::new, move |id| {
            if let Ok(person) = id.parse::<PersonId>() {
                set(person, true);
            }
        }))
        .into_any()
}

/// Who is asked to the meeting, of the program.
fn asked(desk: Desk) -> Vec<PersonId> {
    desk.place.with(|place| {
        let meeting = place.as_ref().and_then(|p| p.meeting.as_ref());
        let mut all: Vec<PersonId> = Vec::new();
        for person in
            meeting.into_iter().flat_map(|m| m.attendees.iter().chain(&m.organizer)).filter_map(|a| a.person)
        {
            if !all.contains(&person) {
                all.push(person);
            }
        }
        all
    })
}

/// The minutes as they stand.
fn preview(desk: Desk) -> AnyView {
    let ended = Memo::new(move |_| desk.with(|s| s.ended.is_some()).unwrap_or(false));
    let body = move || {
        if !ended.get() {
            return ().into_any();
        }
        let Some(minutes) = made(desk) else { return ().into_any() };
        let text = plain(&minutes);
        let lines = text.lines().map(|line| el("p").child(line.to_owned())).collect_view();
        el("section")
            .attr("aria-labelledby", "minutes")
            .child(el("div").class("row side-head").child(el("h2").attr("id", "minutes").child("Minutes")))
            .child(el("div").class("summary minutes").child(lines))
            .into_any()
    };
    body.into_any()
}
