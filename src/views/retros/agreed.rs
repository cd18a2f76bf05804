//! What the team agrees: actions with owner and day, linked from the retro.

use super::desk::Desk;
use crate::analysis::quick::read_record;
use crate::analysis::retro::actions_of;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{Action, ActionId, EntryId, Ref};
use crate::platform::page;
use crate::views::phrases;

/// Puts a card's words into the line, to be worded as an action.
pub(super) fn from_card(desk: Desk, card: EntryId) {
    let Some(text) = untrack(|| desk.card(card)).map(|c| c.text) else { return };
    page::after_paint(move || {
        if let Some(input) = page::find("[data-agree]")
            .and_then(|e| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlInputElement>(e).ok())
        {
            input.set_value(&text);
            let _ = input.focus();
            input.select();
        }
    });
}

/// Adds an action; `@` names its owner, `>` its day.
fn agree(desk: Desk, line: &str) -> bool {
    let app = desk.app();
    let today = app.today_untracked();
    let Some(retro) = desk.record.get_untracked() else { return false };
    let read = app.workbench.with_untracked(|p| read_record(p, line, today));
    if read.title.is_empty() {
        return false;
    }
    let project = read.project.or(retro.project).or_else(|| {
        let sprint = retro.sprint?;
        app.workbench.with_untracked(|p| p.sprints.get(&sprint).and_then(|s| s.project))
    });
    let action = Action {
        title: read.title,
        owner: read.people.first().copied(),
        due: read.due,
        project,
        priority: read.priority,
        ..Action::default()
    };
    app.add(action, Some(Ref::Retro(retro.id))).is_some()
}

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app();
    let ids = move || {
        desk.with(|r| app.with(|p| actions_of(p, r)).iter().map(|id| id.number()).collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let count = move || ids().len();
    let input = NodeRef::new();
    let add = move || {
        if let Some(field) = input.input()
            && agree(desk, &field.value())
        {
            field.set_value("");
        }
    };
    el("section")
        .class("plan agreed")
        .attr("aria-labelledby", "agreed-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "agreed-head").child("What we do about it"))
                .child(el("span").class("n num").child(count)),
        )
        .child(el("ul").child(keyed(ids, move |id: ActionId| action(desk, id))))
        .child(
            el("div").class("plan-add").child(icon("plus")).child(
                el("input")
                    .class("plan-input")
                    .attr("aria-label", "Add an action")
                    .attr("placeholder", "An action, @who >when")
                    .attr("data-agree", "")
                    .on_keydown(move |event| {
                        if event.key() == "Enter" {
                            add();
                        }
                    })
                    .on_change(move |_| add())
                    .node_ref(input),
            ),
        )
        .into_any()
}

fn action(desk: Desk, id: ActionId) -> AnyView {
    let app = desk.app();
    let action = Memo::new(move |_| app.with(|p| p.actions.get(&id).cloned()));
    let of = move |read: fn(&Action) -> String| action.with(|a| a.as_deref().map(read).unwrap_or_default());
    let owner = move || {
        let owner = action.with(|a| a.as_ref().and_then(|a| a.owner));
        owner
            .and_then(|id| app.with(|p| p.people.get(&id).map(|p| p.name.clone())))
            .unwrap_or_else(|| "nobody yet".to_owned())
    };
    let due = move || {
        let today = app.today();
        let due = action.with(|a| a.as_ref().and_then(|a| a.due));
        due.map_or_else(|| "no day yet".to_owned(), |day| phrases::near_day(day, today))
    };
    el("li")
        .class("plan-row")
        .child(el("span").class("key").child(move || of(|a| a.key.clone())))
        .child(
            el("button")
                .class("side-link cut")
                .attr("data-record", move || of(|a| a.key.clone()))
                .on_click(move |_| app.open_ref(&Ref::Action(id)))
                .child(move || of(|a| a.title.clone())),
        )
        .child(el("span").class("grow"))
        .child(el("span").class("quiet").child(owner))
        .child(el("span").class("quiet num").child(due))
        .child(el("span").class("quiet").child(move || of(|a| a.state.name().to_owned())))
        .into_any()
}
