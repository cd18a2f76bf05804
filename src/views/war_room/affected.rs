//! What the incident touches: project, client, milestones, and whatever else is named.

use super::super::phrases;
use super::room::Room;
use crate::analysis::chain::{called, note};
use crate::analysis::search::{Target, search};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Incident, Link, LinkKind, Program, Ref};
use wasm_bindgen::JsCast;

/// How many of a project's milestones ahead are named by themselves.
const MILESTONES: usize = 2;

/// What follows from the record by itself.
fn by_itself(program: &Program, incident: &Incident) -> Vec<Ref> {
    let mut all: Vec<Ref> = Vec::new();
    all.extend(incident.project.map(Ref::Project));
    all.extend(incident.client.map(Ref::Client));
    all.extend(incident.release.map(Ref::Release));
    let mut ahead: Vec<_> = program
        .milestones
        .values()
        .filter(|m| m.reached.is_none() && Some(m.project) == incident.project)
        .map(|m| (m.due, m.id))
        .collect();
    ahead.order();
    all.extend(ahead.into_iter().take(MILESTONES).map(|(_, id)| Ref::Milestone(id)));
    all
}

/// Where it comes from, and what it led to.
fn linked(program: &Program, incident: &Incident) -> Vec<Ref> {
    let mut all: Vec<Ref> = Vec::new();
    let this = Ref::Incident(incident.id);
    program.each_link(&mut |from, link: &Link| {
        if link.to == this && link.kind == LinkKind::LeadsTo {
            all.push(from);
        }
    });
    all.extend(incident.links.iter().map(|link| link.to.clone()));
    all
}

/// The section.
pub(super) fn affected(room: Room) -> AnyView {
    let all = Memo::new(move |_| {
        room.incident.with(|i| {
            let Some(i) = i else { return Vec::new() };
            room.app.with(|p| {
                let mut all: Vec<(Ref, bool)> = by_itself(p, i).into_iter().map(|to| (to, false)).collect();
                all.extend(i.affected.iter().map(|to| (to.clone(), true)));
                let links = linked(p, i).into_iter().map(|to| (to, false));
                for (to, own) in links {
                    if !all.iter().any(|(other, _)| *other == to) {
                        all.push((to, own));
                    }
                }
                all
            })
        })
    });
    let rows = move || all.get().into_iter().map(|(to, own)| row(room, to, own)).collect_view();
    let add = move |event: web_sys::KeyboardEvent| {
        let words = event_target_value(&event);
        if event.key() != "Enter" || words.trim().is_empty() {
            return;
        }
        event.prevent_default();
        let hit = room.app.workbench.with_untracked(|p| search(p, &words, 1).0.into_iter().next());
        let Some(hit) = hit else {
            room.app.toasts.say("Nothing of that name is in the program. Nothing was changed.");
            return;
        };
        let to = match hit.target {
            Target::Item(id) => Ref::Item(id),
            Target::Risk(id) => Ref::Risk(id),
            Target::Project(id) => Ref::Project(id),
            Target::Record(to) => to,
        };
        room.change(|i| {
            if !i.affected.contains(&to) {
                i.affected.push(to);
            }
        });
        if let Some(field) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) {
            field.set_value("");
        }
    };
    el("section")
        .class("war-affected")
        .attr("aria-labelledby", "affected-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "affected-head").child("Affected and linked")),
        )
        .child(
            el("textarea")
                .class("input bare-area")
                .attr("rows", "2")
                .attr("aria-label", "Impact on users")
                .attr("placeholder", "What it does to users")
                .on_change(move |event| {
                    room.change(|i| i.impact = event_target_value(&event).trim().to_owned());
                })
                .prop("value", move || room.with(|i| i.impact.clone())),
        )
        .child(el("ul").child(rows))
        .child(
            el("input")
                .class("war-add")
                .attr("aria-label", "Add a record that it touches")
                .attr("placeholder", "Add a record by its key or words")
                .on_keydown(add),
        )
        .into_any()
}

fn row(room: Room, to: Ref, own: bool) -> AnyView {
    let app = room.app;
    let (name, words) = app.workbench.with_untracked(|p| (called(p, &to), note(p, &to)));
    let Some(name) = name else { return ().into_any() };
    let label = if name.key.is_empty() { name.title.clone() } else { format!("{} {}", name.key, name.title) };
    let (open, gone) = (to.clone(), to.clone());
    let words = if words.is_empty() { name.noun.to_owned() } else { format!("{}, {words}", name.noun) };
    el("li")
        .class("war-touched")
        .child(icon(phrases::kind_icon(&to)))
        .child(el("button").class("link cut").on_click(move |_| app.open_ref(&open)).child(label.clone()))
        .child(el("span").class("quiet cut grow end").child(words))
        .child(own.then(|| {
            el("button")
                .class("icon-button reveal")
                .attr("aria-label", format!("No longer affected: {label}"))
                .on_click(move |_| {
                    room.change(|i| i.affected.retain(|other| *other != gone));
                })
                .child(icon("close"))
        }))
        .into_any()
}
