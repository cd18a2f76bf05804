//! Replanning by menu and keys: dragging's twins.

use super::drag::shifted;
use super::{Ask, Desk, replan};
use crate::analysis::roadmap::{Plan, replan_initiative, replan_milestone};
use crate::app::{jump_waits, record_name, single_keys};
use crate::command::Command;
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::{Initiative, InitiativeState, Milestone, Ref};
use crate::platform::page;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

/// Puts the focus on a bar or a milestone, once it is on the page.
pub(super) fn focus(what: &Ref) {
    let selector = match what {
        Ref::Initiative(id) => format!("[data-bar=\"{id}\"]"),
        Ref::Milestone(id) => format!("[data-milestone=\"{id}\"]"),
        _ => return,
    };
    page::focus_later(selector);
}

/// Moves it, or only its end, by so many days.
pub(super) fn by(desk: Desk, what: &Ref, days: i64, end_only: bool) {
    let forward = days > 0;
    let command = desk.app.workbench.with_untracked(|p| {
        let (start, end) = Plan::of(p).span(what)?;
        match what {
            Ref::Initiative(id) => {
                let initiative = p.initiatives.get(id)?;
                let start = if end_only { start } else { shifted(p, start, days, forward) };
                let end = shifted(p, end, days, forward).max(start);
                Some(replan_initiative(p, initiative, start, end))
            }
            Ref::Milestone(id) => {
                let milestone = p.milestones.get(id).filter(|m| m.reached.is_none())?;
                Some(replan_milestone(milestone, shifted(p, end, days, forward)))
            }
            _ => None,
        }
    });
    match command {
        Some(command) => replan::dispatch(desk, command),
        None => desk.app.toasts.say("It has no days that could be moved."),
    }
    focus(what);
}

/// A press that was no drag opens the menu.
pub(super) fn clicked(desk: Desk, what: Ref, event: &MouseEvent) {
    if let Some(anchor) = super::toolbar::anchor(event) {
        menu(desk, what, &anchor);
    }
}

pub(super) fn press(desk: Desk, what: &Ref, event: &KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() {
        return;
    }
    let anchor = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let letters = single_keys() && !jump_waits();
    let step = if event.shift_key() && event.alt_key() { 7 } else { 1 };
    let end_only = event.shift_key() && !event.alt_key();
    match (event.key().as_str(), event.alt_key() || event.shift_key()) {
        ("ArrowRight", true) => by(desk, what, step, end_only),
        ("ArrowLeft", true) => by(desk, what, -step, end_only),
        ("ArrowDown", false) => walk(event, 1),
        ("ArrowUp", false) => walk(event, -1),
        ("Enter", _) => {
            desk.app.open_ref(what);
            page::focus_later(".panel .title-input".into());
        }
        ("m" | " ", _) if letters || event.key() == " " => {
            if let Some(anchor) = anchor {
                menu(desk, what.clone(), &anchor);
            }
        }
        ("r", _) if letters => desk.ask.set(Some(Ask::Replan(what.clone()))),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// From bar to bar and milestone to milestone, in the order of the page.
fn walk(event: &KeyboardEvent, by: isize) {
    let Some(here) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else { return };
    let Some(document) = page::document().and_then(|d| d.document_element()) else { return };
    let all = page::find_all(&document, "[data-bar], [data-milestone]:not(.gone)");
    let next = all.iter().position(|e| *e == here).and_then(|n| n.checked_add_signed(by));
    if let Some(next) = next.and_then(|n| all.get(n)) {
        let _ = next.focus();
    }
}

fn title_of(desk: Desk, what: &Ref) -> String {
    desk.app
        .workbench
        .with_untracked(|p| match what {
            Ref::Initiative(id) => p.initiatives.get(id).map(|i| i.title.clone()),
            Ref::Milestone(id) => p.milestones.get(id).map(|m| m.name.clone()),
            _ => None,
        })
        .unwrap_or_default()
}

/// "Move … to…": other days, and what else can be done with it.
pub(super) fn menu(desk: Desk, what: Ref, anchor: &HtmlElement) {
    let app = desk.app;
    let title = format!("Move {} to…", title_of(desk, &what));
    let is_bar = matches!(what, Ref::Initiative(_));
    let line = |label: &'static str, days: i64, end_only: bool| {
        let what = what.clone();
        MenuItem::new(label, move || by(desk, &what, days, end_only))
    };
    let ask = |label: &'static str, ask: Ask| MenuItem::new(label, move || desk.ask.set(Some(ask.clone())));
    let mut items = vec![
        ask("Other days…", Ask::Replan(what.clone())).hint("R"),
        line("A week later", 7, false).hint("Alt ⇧ →"),
        line("A week earlier", -7, false).hint("Alt ⇧ ←"),
    ];
    if is_bar {
        items.push(line("End a week later", 7, true));
        items.push(line("End a week earlier", -7, true));
    }
    items.push(ask("Waits for…", Ask::Waits(what.clone())).apart());
    if let Ref::Initiative(id) = what {
        items.push(ask("Add a milestone…", Ask::Milestone(Some(id))));
        let found = app.workbench.with_untracked(|p| p.initiatives.get(&id).map(|i| (**i).clone()));
        if let Some(initiative) = found {
            for (place, state) in InitiativeState::ALL.iter().enumerate() {
                let (state, before) = (*state, initiative.clone());
                let item = MenuItem::new(state.name(), move || {
                    let after = Initiative { state, ..before.clone() };
                    app.workbench.dispatch_aloud(Command::revise(before.clone(), after));
                })
                .unless((initiative.state == state).then(|| "now".to_owned()));
                items.push(if place == 0 { item.apart() } else { item });
            }
            let gone = initiative.clone();
            items.push(open(desk, &what).apart());
            items.push(
                MenuItem::new("Delete", move || {
                    app.workbench.dispatch_aloud(Command::remove(gone.clone()));
                })
                .danger(),
            );
        }
    }
    if let Ref::Milestone(id) = what {
        let found = app.workbench.with_untracked(|p| p.milestones.get(&id).map(|m| (**m).clone()));
        if let Some(milestone) = found {
            let reached = milestone.reached.is_some();
            let today = app.today_untracked();
            items.push(
                MenuItem::new(if reached { "Not reached yet" } else { "Reached today" }, move || {
                    let after = Milestone { reached: (!reached).then_some(today), ..milestone.clone() };
                    app.workbench.dispatch_aloud(Command::revise(milestone.clone(), after));
                })
                .apart(),
            );
        }
        items.push(open(desk, &what));
    }
    desk.frame.menu.open_at(anchor, title, items);
}

fn open(desk: Desk, what: &Ref) -> MenuItem {
    let app = desk.app;
    let name = app.workbench.with_untracked(|p| record_name(p, what));
    MenuItem::new("Open", move || {
        app.step_param("record", &name);
        page::focus_later(".panel .title-input".into());
    })
    .hint("Enter")
}
