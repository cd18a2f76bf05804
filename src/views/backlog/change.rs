//! Changes of one item or of several: one command, one undo.

use super::{Ask, Cell, Desk};
use crate::command::{Command, ItemEdit};
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Priority, Program, SprintState, WorkItemId};
use web_sys::HtmlElement;

/// Makes the same change to each of these items.
pub(super) fn each(
    desk: Desk,
    ids: &[WorkItemId],
    what: &str,
    edit: &dyn Fn(WorkItemId) -> ItemEdit,
) -> bool {
    let command = match ids {
        [] => return false,
        [one] => Command::EditItem(*one, edit(*one)),
        many => Command::Together {
            label: format!("{} items: {what}", many.len()),
            commands: many.iter().map(|id| Command::EditItem(*id, edit(*id))).collect(),
        },
    };
    desk.app.workbench.dispatch_aloud(command)
}

/// `Owner of SRCH-341`, `Owner of 3 items`.
fn titled(desk: Desk, field: &str, ids: &[WorkItemId]) -> String {
    match ids {
        [one] => format!("{field} of {}", desk.key(*one)),
        many => format!("{field} of {} items", many.len()),
    }
}

/// A menu whose lines each set a field of these items.
fn field_menu(
    desk: Desk,
    anchor: &HtmlElement,
    ids: &[WorkItemId],
    field: &'static str,
    lines: Vec<(String, ItemEdit)>,
    now: Option<&ItemEdit>,
) {
    let title = titled(desk, field, ids);
    let items = lines
        .into_iter()
        .map(|(name, edit)| {
            let ids = ids.to_vec();
            let here = now == Some(&edit);
            let what = format!("{} {}", field.to_lowercase(), name);
            MenuItem::new(name, move || {
                each(desk, &ids, &what, &|_| edit.clone());
            })
            .unless(here.then(|| "now".to_owned()))
        })
        .collect();
    desk.frame.menu.open_at(anchor, title, items);
}

/// The only item's state, to mark what holds now.
fn only<T>(desk: Desk, ids: &[WorkItemId], of: impl FnOnce(&crate::model::WorkItem) -> T) -> Option<T> {
    let [one] = ids else { return None };
    desk.app.workbench.with_untracked(|p| p.items.get(one).map(|item| of(item)))
}

pub(super) fn owner(desk: Desk, ids: &[WorkItemId], anchor: &HtmlElement) {
    let team = only(desk, ids, |i| i.team).flatten();
    let mut people = desk.app.workbench.with_untracked(|p| {
        p.people.values().map(|x| (!x.me, x.team != team, x.name.clone(), x.id)).collect::<Vec<_>>()
    });
    people.order();
    let mut lines: Vec<_> =
        people.into_iter().map(|(.., name, id)| (name, ItemEdit::Owner(Some(id)))).collect();
    lines.push(("Nobody".to_owned(), ItemEdit::Owner(None)));
    let now = only(desk, ids, |i| ItemEdit::Owner(i.owner));
    field_menu(desk, anchor, ids, "Owner", lines, now.as_ref());
}

pub(super) fn priority(desk: Desk, ids: &[WorkItemId], anchor: &HtmlElement) {
    let mut lines: Vec<_> =
        Priority::ALL.into_iter().map(|p| (p.name().to_owned(), ItemEdit::Priority(Some(p)))).collect();
    lines.push(("None".to_owned(), ItemEdit::Priority(None)));
    let now = only(desk, ids, |i| ItemEdit::Priority(i.priority));
    field_menu(desk, anchor, ids, "Priority", lines, now.as_ref());
}

/// Lines of a table's names, and one for none.
fn named(mut all: Vec<(String, ItemEdit)>, none: &str, empty: ItemEdit) -> Vec<(String, ItemEdit)> {
    all.order_by(|a, b| a.0.cmp(&b.0));
    all.push((none.to_owned(), empty));
    all
}

fn lines(desk: Desk, read: impl FnOnce(&Program) -> Vec<(String, ItemEdit)>) -> Vec<(String, ItemEdit)> {
    desk.app.workbench.with_untracked(read)
}

pub(super) fn goal(desk: Desk, ids: &[WorkItemId], anchor: &HtmlElement) {
    let all = lines(desk, |p| {
        let open = p.goals.values().filter(|g| g.reached.is_none());
        open.map(|g| (g.name.clone(), ItemEdit::Goal(Some(g.id)))).collect()
    });
    let now = only(desk, ids, |i| ItemEdit::Goal(i.goal));
    field_menu(desk, anchor, ids, "Goal", named(all, "No goal", ItemEdit::Goal(None)), now.as_ref());
}

pub(super) fn team(desk: Desk, ids: &[WorkItemId], anchor: &HtmlElement) {
    let all =
        lines(desk, |p| p.teams.values().map(|t| (t.name.clone(), ItemEdit::Team(Some(t.id)))).collect());
    let now = only(desk, ids, |i| ItemEdit::Team(i.team));
    field_menu(desk, anchor, ids, "Team", named(all, "No team", ItemEdit::Team(None)), now.as_ref());
}

pub(super) fn release(desk: Desk, ids: &[WorkItemId], anchor: &HtmlElement) {
    let all = lines(desk, |p| {
        let open = p.releases.values().filter(|r| !r.released);
        open.map(|r| (r.name.clone(), ItemEdit::Release(Some(r.id)))).collect()
    });
    let now = only(desk, ids, |i| ItemEdit::Release(i.release));
    field_menu(desk, anchor, ids, "Release", named(all, "No release", ItemEdit::Release(None)), now.as_ref());
}

/// The sprints that are not over, the items' own teams' first.
pub(super) fn sprint_lines(desk: Desk, ids: &[WorkItemId]) -> Vec<(String, ItemEdit)> {
    let mut all = desk.app.workbench.with_untracked(|p| {
        let teams: Vec<_> = ids.iter().filter_map(|id| p.items.get(id)?.team).collect();
        let open = p.sprints.values().filter(|s| s.state != SprintState::Closed);
        let lines = open.map(|s| {
            let others = s.team.is_some_and(|team| !teams.contains(&team)) && !teams.is_empty();
            (others, s.start, s.name.clone(), s.id)
        });
        lines.collect::<Vec<_>>()
    });
    all.order();
    all.truncate(12);
    all.into_iter().map(|(.., name, id)| (name, ItemEdit::Sprint(Some(id)))).collect()
}

pub(super) fn sprint(desk: Desk, ids: &[WorkItemId], anchor: &HtmlElement) {
    let mut all = sprint_lines(desk, ids);
    all.push(("No sprint".to_owned(), ItemEdit::Sprint(None)));
    let now = only(desk, ids, |i| ItemEdit::Sprint(i.sprint));
    field_menu(desk, anchor, ids, "Sprint", all, now.as_ref());
}

/// Edits an estimate in place, or that of several in a dialog.
pub(super) fn estimate(desk: Desk, ids: Vec<WorkItemId>) {
    match ids.as_slice() {
        [one] => desk.editing.set(Some((*one, Cell::Estimate))),
        _ => desk.ask.set(Some(Ask::Points(ids))),
    }
}
