//! Changing places: the menu that is dragging's twin, and the keys.

use super::{Ask, Desk, ask_dialog, change, focus, keys};
use crate::command::{BacklogEdit, Command, ItemEdit};
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::{Program, WorkItemId};
use web_sys::HtmlElement;

/// Ranks items above another one, or at the foot of all, and says so.
pub(super) fn rank(desk: Desk, items: Vec<WorkItemId>, above: Option<WorkItemId>, aloud: bool) -> bool {
    if !desk.is_ranked() {
        desk.app.toasts.say("The list is in order of scores. Rank by score, or sort by rank first.");
        return false;
    }
    let command = Command::Backlog(Box::new(BacklogEdit::Rank { items, above }));
    match desk.app.workbench.dispatch(command) {
        Some(label) => {
            desk.app.say(label.clone());
            if aloud {
                desk.app.toasts.say_with_undo(label);
            }
            true
        }
        None => false,
    }
}

/// What stands directly below an item in the order of the whole program, the moving ones aside.
fn just_below(program: &Program, id: WorkItemId, moving: &[WorkItemId]) -> Option<WorkItemId> {
    let here = program.items.get(&id)?;
    let here = (here.rank, here.id);
    let after = program.items.values().filter(|i| (i.rank, i.id) > here && !moving.contains(&i.id));
    after.min_by_key(|i| (i.rank, i.id)).map(|i| i.id)
}

/// Ranks items directly below another one.
pub(super) fn rank_below(desk: Desk, items: Vec<WorkItemId>, below: WorkItemId, aloud: bool) -> bool {
    let above = desk.app.workbench.with_untracked(|p| just_below(p, below, &items));
    rank(desk, items, above, aloud)
}

/// By one place among what is shown; what is chosen moves together, and the focus stays.
pub(super) fn by_one(desk: Desk, id: WorkItemId, by: isize) -> bool {
    let items = desk.targets(id);
    let other = desk.list.with_untracked(|l| {
        let edge = if by < 0 { items.first() } else { items.last() };
        let mut next = l.beside(*edge?, by)?;
        // In a tree, what belongs to the item itself is no place for it: past siblings only.
        let depth = l.row(id)?.depth;
        while l.row(next).is_some_and(|row| row.depth > depth) {
            next = l.beside(next, by)?;
        }
        l.row(next).filter(|row| row.depth == depth).map(|row| row.id)
    });
    let Some(other) = other.filter(|other| !items.contains(other)) else {
        desk.app.say(if by < 0 { "It stands at the top" } else { "It stands at the foot" });
        return true;
    };
    let moved =
        if by < 0 { rank(desk, items, Some(other), false) } else { rank_below(desk, items, other, false) };
    if moved {
        focus(&desk.key(id));
    }
    true
}

/// The neighbour that takes the focus over when the items go far away.
fn neighbour(desk: Desk, items: &[WorkItemId]) -> Option<WorkItemId> {
    desk.list.with_untracked(|l| {
        let last = items.iter().filter_map(|id| l.places.get(id)).max()?;
        let after = l.all.rows.get(last + 1..).unwrap_or_default().first();
        after.map(|row| row.id).or_else(|| l.beside(*items.first()?, -1))
    })
}

pub(super) fn to_top(desk: Desk, id: WorkItemId) -> bool {
    let items = desk.targets(id);
    let first = desk.list.with_untracked(|l| l.all.rows.iter().map(|r| r.id).find(|id| !items.contains(id)));
    let next = neighbour(desk, &items);
    if let Some(first) = first
        && rank(desk, items, Some(first), true)
        && let Some(next) = next
    {
        focus(&desk.key(next));
    }
    true
}

pub(super) fn to_bottom(desk: Desk, id: WorkItemId) -> bool {
    let items = desk.targets(id);
    let last =
        desk.list.with_untracked(|l| l.all.rows.iter().rev().map(|r| r.id).find(|id| !items.contains(id)));
    let next = neighbour(desk, &items);
    if let Some(last) = last
        && rank_below(desk, items, last, true)
        && let Some(next) = next
    {
        focus(&desk.key(next));
    }
    true
}

/// "Move KEY to…": places, sprints, and what else can be done with a row.
pub(super) fn menu(desk: Desk, id: WorkItemId, anchor: &HtmlElement) {
    let ids = desk.targets(id);
    let title = match ids.as_slice() {
        [_] => format!("Move {} to…", desk.key(id)),
        many => format!("Move {} items to…", many.len()),
    };
    let sorted = (!desk.is_ranked()).then(|| "sorted by score".to_owned());
    let run = |work: fn(Desk, WorkItemId) -> bool| {
        move || {
            work(desk, id);
        }
    };
    let position = ids.clone();
    let mut items = vec![
        MenuItem::new("Top", run(to_top)).hint("T").unless(sorted.clone()),
        MenuItem::new("Bottom", run(to_bottom)).hint("E").unless(sorted.clone()),
        MenuItem::new("Up one", run(|desk, id| by_one(desk, id, -1))).hint("Alt ↑").unless(sorted.clone()),
        MenuItem::new("Down one", run(|desk, id| by_one(desk, id, 1))).hint("Alt ↓").unless(sorted.clone()),
        MenuItem::new("Position…", move || desk.ask.set(Some(Ask::Position(position.clone()))))
            .unless(sorted),
    ];
    let now = match ids.as_slice() {
        [one] => desk.app.workbench.with_untracked(|p| p.items.get(one).and_then(|i| i.sprint)),
        _ => None,
    };
    for (place, (name, edit)) in change::sprint_lines(desk, &ids).into_iter().take(6).enumerate() {
        let here = matches!(&edit, ItemEdit::Sprint(sprint) if sprint.is_some() && *sprint == now);
        let (ids, what) = (ids.clone(), format!("put into {name}"));
        let item = MenuItem::new(name, move || {
            change::each(desk, &ids, &what, &|_| edit.clone());
        })
        .unless(here.then(|| "here now".to_owned()));
        items.push(if place == 0 { item.apart() } else { item });
    }
    let out = ids.clone();
    items.push(MenuItem::new("Out of the sprint", move || {
        change::each(desk, &out, "taken out of their sprint", &|_| ItemEdit::Sprint(None));
    }));
    items.push(
        MenuItem::new("Rename", move || desk.editing.set(Some((id, super::Cell::Title)))).hint("R").apart(),
    );
    items.push(MenuItem::new("Add an item below", move || desk.adding.set(Some(Some(id)))).hint("I"));
    items.push(MenuItem::new("Split…", move || desk.ask.set(Some(Ask::Split(id)))).hint("D"));
    items.push(
        MenuItem::new("Delete", move || {
            keys::delete(desk, id);
        })
        .danger()
        .apart(),
    );
    desk.frame.menu.open_at(anchor, title, items);
}

/// Asks for a place in the list.
pub(super) fn position(desk: Desk, ids: Vec<WorkItemId>) -> AnyView {
    let (all, now) = desk.list.with_untracked(|l| {
        (l.all.rows.len(), ids.first().and_then(|id| l.places.get(id)).map_or(1, |place| place + 1))
    });
    let field = NodeRef::new();
    let go = move || {
        let wanted = field.input().and_then(|f| f.value().trim().parse::<usize>().ok());
        let Some(wanted) = wanted.filter(|n| (1..=all).contains(n)) else {
            desk.app.toasts.say(format!("Positions go from 1 to {all}. Nothing was changed."));
            return;
        };
        desk.ask.set(None);
        let rest: Vec<WorkItemId> = desk
            .list
            .with_untracked(|l| l.all.rows.iter().map(|row| row.id).filter(|id| !ids.contains(id)).collect());
        match (rest.get(wanted - 1), rest.last()) {
            (Some(above), _) => rank(desk, ids.clone(), Some(*above), true),
            (None, Some(last)) => rank_below(desk, ids.clone(), *last, true),
            (None, None) => false,
        };
        if let Some(first) = ids.first() {
            focus(&desk.key(*first));
        }
    };
    let body = el("form")
        .attr("novalidate", true)
        .class("dialog-form")
        .child(
            el("div").class("dialog-body").child(
                el("div")
                    .class("field")
                    .child(el("label").attr("for", "position").child(format!("Position, 1 to {all}")))
                    .child(
                        el("input")
                            .class("input")
                            .attr("id", "position")
                            .attr("inputmode", "numeric")
                            .attr("data-autofocus", "")
                            .on_keydown({
                                let go = go.clone();
                                move |event| {
                                    if event.key() == "Enter" {
                                        event.prevent_default();
                                        go();
                                    }
                                }
                            })
                            .node_ref(field)
                            .prop("value", now.to_string()),
                    ),
            ),
        )
        .child(
            el("div").class("dialog-foot").child(
                el("button")
                    .class("button primary push")
                    .attr("type", "button")
                    .on_click(move |_| go())
                    .child("Move"),
            ),
        )
        .into_any();
    ask_dialog(desk, "Move to a position", "", body)
}
