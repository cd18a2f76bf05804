//! Adding an item where it belongs.

use super::{Desk, focus};
use crate::analysis::quick;
use crate::command::{BacklogEdit, Command};
use crate::dom::prelude::*;
use crate::model::{Parent, ProjectId, WorkItemId};
use crate::platform::page;
use web_sys::KeyboardEvent;

/// The project that a new item at this place belongs to, and the item above it in the hierarchy.
fn home(desk: Desk, below: Option<WorkItemId>) -> (Option<ProjectId>, Option<WorkItemId>) {
    let tree = untrack(|| desk.app.param("view").as_deref() == Some("tree"));
    let first = || desk.list.with_untracked(|l| l.all.rows.first().map(|row| row.id));
    let scope = untrack(|| desk.app.project());
    desk.app.workbench.with_untracked(|p| {
        let beside = below.or_else(first).and_then(|id| p.items.get(&id));
        let parent = beside.filter(|_| tree && below.is_some()).and_then(|item| {
            if item.kind.is_container() {
                return Some(item.id);
            }
            match &item.parent {
                Some(Parent::Item(parent)) => Some(*parent),
                _ => None,
            }
        });
        let project =
            scope.or_else(|| beside.map(|i| i.project)).or_else(|| p.projects.keys().next().copied());
        (project, parent)
    })
}

/// What the new item stands above: what follows the row, or the first of all that is shown.
fn above(desk: Desk, below: Option<WorkItemId>) -> Option<WorkItemId> {
    desk.list.with_untracked(|l| match below {
        Some(id) => l.beside(id, 1),
        None => l.all.rows.first().map(|row| row.id),
    })
}

/// A line to type a new item into. Enter adds it and waits for the next one below it.
pub(super) fn line(desk: Desk, below: Option<WorkItemId>) -> AnyView {
    let app = desk.app;
    let text = RwSignal::new(String::new());
    let (project, parent) = home(desk, below);
    let read = Memo::new(move |_| app.with(|p| quick::read(p, &text.get(), project)));
    let close = move || {
        desk.adding.set(None);
        if let Some(id) = below {
            focus(&desk.key(id));
        }
    };
    let add = move || {
        let Some(mut draft) = read.get_untracked().draft else { return };
        if draft.team.is_none() {
            draft.team = untrack(|| app.scope()).team;
        }
        let title = draft.title.clone();
        let edit = BacklogEdit::Insert { draft, above: above(desk, below), goal: None, parent };
        if app.workbench.dispatch_aloud(Command::Backlog(Box::new(edit))) {
            // The next one goes below it.
            let made = app.workbench.with_untracked(|p| {
                let same = p.items.values().filter(|i| i.title == title);
                same.max_by_key(|i| i.created).map(|i| i.id)
            });
            text.set(String::new());
            let shown = made.filter(|id| desk.list.with_untracked(|l| l.places.contains_key(id)));
            desk.adding.set(Some(shown.or(below)));
            page::focus_later(".line-add input".into());
        }
    };
    page::focus_later(".line-add input".into());
    el("div")
        .class("line-add")
        .child(
            el("input")
                .class("input")
                .attr("aria-label", "New item")
                .attr("placeholder", "Fix the double flash #search @tomás !high =3")
                .on_input(move |event| text.set(event_target_value(&event)))
                .on_keydown(move |event: KeyboardEvent| {
                    event.stop_propagation();
                    match event.key().as_str() {
                        "Enter" => {
                            event.prevent_default();
                            add();
                        }
                        "Escape" => close(),
                        _ => {}
                    }
                })
                .prop("value", move || text.get()),
        )
        .child(el("span").class("quiet").child(move || {
            let understood = read.with(|q| q.understood.join(", "));
            if understood.is_empty() { "Enter adds, Escape closes".to_owned() } else { understood }
        }))
        .into_any()
}
