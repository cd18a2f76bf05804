//! Who has which role.

use super::super::choices;
use super::room::Room;
use crate::components::{icon, select};
use crate::dom::prelude::*;
use crate::model::{EntryId, IncidentRole, Person};
use crate::platform::page;

/// The row of roles.
pub(super) fn roles(room: Room) -> AnyView {
    let ids = move || room.with(|i| i.roles.iter().map(|r| r.id.number()).collect());
    let adding = RwSignal::new(false);
    let add = move |name: String| {
        adding.set(false);
        if !name.trim().is_empty() {
            room.change(|i| {
                let role = name.trim().to_owned();
                i.roles.push(IncidentRole { id: EntryId::from(0), role, person: None, name: String::new() });
            });
        }
    };
    let form = move || {
        if adding.get() {
            el("input")
                .class("input small")
                .attr("aria-label", "Name of the role")
                .attr("placeholder", "Role, such as Scribe")
                .on_keydown(move |event| match event.key().as_str() {
                    "Enter" => add(event_target_value(&event)),
                    "Escape" => {
                        event.stop_propagation();
                        adding.set(false);
                    }
                    _ => {}
                })
                .into_any()
        } else {
            el("button")
                .class("button plain")
                .on_click(move |_| {
                    adding.set(true);
                    page::focus_later(".war-roles input".into());
                })
                .child(icon("plus"))
                .child("Role")
                .into_any()
        }
    };
    el("ul")
        .class("war-roles")
        .attr("aria-label", "Roles")
        .child(keyed(ids, move |id: EntryId| row(room, id)))
        .child(el("li").class("push").child(form))
        .into_any()
}

/// A larger avatar; a dash for nobody.
pub(super) fn face(person: Option<&Person>) -> AnyView {
    let class = if person.is_some_and(|p| p.me) { "avatar large me" } else { "avatar large" };
    let letters = person.map_or_else(|| "–".to_owned(), Person::initials);
    el("span").class(class).attr("aria-hidden", "true").child(letters).into_any()
}

fn row(room: Room, id: EntryId) -> AnyView {
    let role = Memo::new(move |_| room.with(|i| i.roles.iter().find(|r| r.id == id).cloned()));
    let name = role.with_untracked(|r| r.as_ref().map(|r| r.role.clone()).unwrap_or_default());
    let sign = move || {
        let person = role.with(|r| r.as_ref().and_then(|r| r.person));
        room.app.with(|p| face(person.and_then(|id| p.people.get(&id)).map(|p| &**p)))
    };
    let people = move || {
        let named = role.with(|r| r.as_ref().map(|r| r.name.clone()).unwrap_or_default());
        room.app.with(|p| choices::people(p, if named.is_empty() { "Nobody yet" } else { &named }))
    };
    let write_name = name.clone();
    let write = move |value: String| {
        let person = value.parse().ok();
        room.change(|i| {
            if let Some(role) = i.roles.iter_mut().find(|r| r.id == id) {
                role.person = person;
            }
            // Who has a role leads the workstream of that name, unless somebody else does.
            if let Some(stream) = i.streams.iter_mut().find(|s| s.name == write_name && s.owner.is_none()) {
                stream.owner = person;
            }
        });
    };
    el("li")
        .child(sign)
        .child(el("span").class("war-role").child(el("span").class("quiet").child(name.clone())).child(
            select(
                &name,
                "small bare",
                people,
                move || {
                    role.with(|r| r.as_ref().and_then(|r| r.person).map(|p| p.to_string()))
                        .unwrap_or_default()
                },
                write,
            ),
        ))
        .into_any()
}
