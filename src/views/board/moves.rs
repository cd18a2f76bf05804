//! Moving, giving and blocking cards: the menus that are dragging's twins.

use super::Desk;
use crate::app::App;
use crate::command::{CatalogueEdit, Command, ItemEdit, Place};
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{SprintState, StatusId, WorkItemId};
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// The element that was clicked, to open a menu at.
pub(crate) fn anchor(event: &MouseEvent) -> Option<HtmlElement> {
    event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok())
}

/// The status of the item's own workflow that a column of the board stands for.
pub(super) fn status_in(desk: Desk, id: WorkItemId, column: usize) -> Option<StatusId> {
    let statuses = desk.board.with_untracked(|b| b.columns.get(column).map(|c| c.statuses.clone()))?;
    let app = desk.frame.app;
    app.workbench.with_untracked(|p| {
        let workflow = p.workflow_of(p.items.get(&id)?.project)?;
        statuses.into_iter().find(|s| workflow.status(*s).is_some())
    })
}

/// Puts a card into its place and says so; a column over its limit is allowed and said.
pub(super) fn place(frame: Frame, id: WorkItemId, place: Place) {
    let app = frame.app;
    let before = app.workbench.with_untracked(|p| p.items.get(&id).map(|i| i.status));
    let Some(mut label) = app.workbench.dispatch(Command::MoveItem(id, place)) else { return };
    if before == Some(place.status) {
        app.say(label);
        return;
    }
    let over = app.workbench.with_untracked(|p| {
        let status = p.status(place.status)?;
        let limit = status.wip_limit?;
        let load = load(app, status.id);
        (load > limit as usize).then(|| format!("{load} of {limit}, over the limit"))
    });
    if let Some(over) = over {
        label = format!("{label}: {over}");
    }
    app.say(label.clone());
    app.toasts.say_with_undo(label);
}

/// Cards in a status, as the board on screen counts them.
fn load(app: App, status: StatusId) -> usize {
    let sprint = untrack(|| super::filters::filter_now(app).sprint);
    app.workbench.with_untracked(|p| crate::analysis::board::load(p, status, sprint))
}

/// "Move KEY to…": every status with its load, the ends of the column, sprint and backlog.
pub(in crate::views) fn move_menu(frame: Frame, id: WorkItemId, anchor: &HtmlElement) {
    let app = frame.app;
    let Some((key, here, statuses, project)) = app.workbench.with_untracked(|p| {
        let item = p.items.get(&id)?;
        let statuses = p.workflow_of(item.project)?.statuses.clone();
        Some((item.key.clone(), item.status, statuses, item.project))
    }) else {
        return;
    };
    let mut items: Vec<MenuItem> = statuses
        .iter()
        .map(|status| {
            let target = status.id;
            let hint = match status.wip_limit {
                Some(limit) => format!("{} of {limit}", load(app, status.id)),
                None => String::new(),
            };
            MenuItem::new(status.name.clone(), move || {
                place(frame, id, Place { status: target, above: None })
            })
            .hint(hint)
            .unless((status.id == here).then(|| "here now".to_owned()))
        })
        .collect();

    let (first, sprint, open_sprints) = app.workbench.with_untracked(|p| {
        let mut same: Vec<_> =
            p.items.values().filter(|i| i.status == here && i.id != id).map(|i| (i.rank, i.id)).collect();
        same.order();
        let item = p.items.get(&id);
        let team = item.and_then(|i| i.team);
        let mut sprints: Vec<_> = p
            .sprints
            .values()
            .filter(|s| s.state != SprintState::Closed)
            .filter(|s| {
                s.project.is_none_or(|of| of == project)
                    && (team.is_none() || s.team.is_none() || s.team == team)
            })
            .map(|s| (s.start, s.name.clone(), s.id))
            .collect();
        sprints.order();
        sprints.truncate(4);
        (same.first().map(|f| f.1), item.and_then(|i| i.sprint), sprints)
    });
    items.push(
        MenuItem::new("Top of column", move || place(frame, id, Place { status: here, above: first }))
            .hint("")
            .unless(first.is_none().then(|| "the only card".to_owned()))
            .apart(),
    );
    items.push(MenuItem::new("Bottom of column", move || {
        place(frame, id, Place { status: here, above: None })
    }));
    for (_, name, target) in open_sprints {
        items.push(
            MenuItem::new(name, move || {
                app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Sprint(Some(target))));
            })
            .unless((sprint == Some(target)).then(|| "here now".to_owned())),
        );
    }
    items.push(
        MenuItem::new("Out of the sprint", move || {
            app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Sprint(None)));
        })
        .unless(sprint.is_none().then(|| "in no sprint".to_owned())),
    );
    frame.menu.open_at(anchor, format!("Move {key} to…"), items);
}

/// "Give KEY to…": the people, yourself first.
pub(in crate::views) fn assign_menu(frame: Frame, id: WorkItemId, anchor: &HtmlElement) {
    let app = frame.app;
    let Some((key, owner, mut people)) = app.workbench.with_untracked(|p| {
        let item = p.items.get(&id)?;
        let people: Vec<_> =
            p.people.values().map(|x| (!x.me, x.team != item.team, x.name.clone(), x.id)).collect();
        Some((item.key.clone(), item.owner, people))
    }) else {
        return;
    };
    people.order();
    let give = move |to| {
        app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Owner(to)));
    };
    let mut items: Vec<MenuItem> = people
        .into_iter()
        .map(|(not_me, _, name, person)| {
            MenuItem::new(name, move || give(Some(person)))
                .unless((owner == Some(person)).then(|| "has it".to_owned()))
                .hint(if not_me { "" } else { "you" })
        })
        .collect();
    items.push(
        MenuItem::new("Nobody", move || give(None))
            .unless(owner.is_none().then(|| "has it".to_owned()))
            .apart(),
    );
    frame.menu.open_at(anchor, format!("Give {key} to…"), items);
}

/// Flags a card as blocked and opens it with the cursor in the reason; takes the flag off again.
pub(in crate::views) fn toggle_block(app: App, id: WorkItemId) {
    let blocked = app.workbench.with_untracked(|p| p.items.get(&id).is_some_and(|i| i.blocked.is_some()));
    let edit = if blocked { ItemEdit::Unblock } else { ItemEdit::Block(String::new()) };
    if app.workbench.dispatch_aloud(Command::EditItem(id, edit)) && !blocked {
        app.open_item(id);
        crate::platform::page::focus_later(".panel input[aria-label=\"Why it is blocked\"]".into());
    }
}

/// A column's own menu: its limit.
pub(super) fn column_menu(frame: Frame, status: StatusId, event: &MouseEvent) {
    let app = frame.app;
    let Some(anchor) = anchor(event) else { return };
    let Some((name, limit)) =
        app.workbench.with_untracked(|p| p.status(status).map(|s| (s.name.clone(), s.wip_limit)))
    else {
        return;
    };
    let set = move |limit: Option<u32>| {
        app.workbench.dispatch_aloud(Command::Catalogue(Box::new(CatalogueEdit::WipLimit(status, limit))));
    };
    let mut items: Vec<MenuItem> = (1..=10)
        .map(|n| {
            MenuItem::new(format!("At most {n}"), move || set(Some(n)))
                .unless((limit == Some(n)).then(|| "now".to_owned()))
        })
        .collect();
    items.push(
        MenuItem::new("No limit", move || set(None))
            .unless(limit.is_none().then(|| "now".to_owned()))
            .apart(),
    );
    frame.menu.open_at(&anchor, format!("Limit of {name}"), items);
}
