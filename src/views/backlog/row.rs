//! One line of the backlog.

use super::{Cell, Desk, add, change, drag, keys, moves, scores};
use crate::analysis::Colour;
use crate::analysis::goals::serves;
use crate::command::{Command, ItemEdit};
use crate::components::{avatar, icon, mark, priority_sign};
use crate::dom::prelude::*;
use crate::model::{Points, WorkItem, WorkItemId};
use crate::platform::page;
use crate::views::board::kind_icon;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

pub(super) type Item = Memo<Option<Arc<WorkItem>>>;

/// The names over the columns.
pub(super) fn heads(desk: Desk) -> AnyView {
    let all = move || {
        let shown = desk.list.with(|l| l.all.rows.len());
        shown > 0 && desk.chosen.with(|chosen| chosen.len() == shown)
    };
    let choose_all = move |event: web_sys::Event| {
        let on = event_target_checked(&event);
        desk.chosen.update(|chosen| {
            chosen.clear();
            if on {
                desk.list.with_untracked(|l| chosen.extend(l.all.rows.iter().map(|r| r.id)));
            }
        });
    };
    let head = |class: &'static str, word: &'static str| el("span").class(class).child(word).into_any();
    el("div")
        .class("line-heads")
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("aria-label", "Select all shown")
                .on_change(choose_all)
                .prop("checked", all),
        )
        .child(head("line-key", "Key"))
        .child(head("line-title", "Title"))
        .child(move || match desk.method.get() {
            Some(method) => scores::heads(method),
            None => many(vec![head("line-goal", "Goal"), head("line-sprint", "Sprint")]),
        })
        .child(head("line-priority", "Pri"))
        .child(head("line-estimate num", "Pt"))
        .child(head("line-owner", "Owner"))
        .into_any()
}

/// The element that was clicked, to open a menu at; the row behind it is not clicked.
fn anchored(event: &MouseEvent, open: impl FnOnce(&HtmlElement)) {
    event.stop_propagation();
    if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
        open(&anchor);
    }
}

/// Draws a line; everything in it follows its record.
pub(super) fn row(desk: Desk, id: WorkItemId) -> AnyView {
    let app = desk.app;
    let item: Item = Memo::new(move |_| app.with(|p| p.items.get(&id).cloned()));
    let place = Memo::new(move |_| desk.list.with(|l| l.row(id)));
    let chosen = Memo::new(move |_| desk.chosen.with(|c| c.contains(&id)));
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default());
    let name =
        move || item.with(|i| i.as_ref().map(|i| format!("{} {}", i.key, i.title)).unwrap_or_default());
    let (open_key, press_key, shown_key) = (key.clone(), key.clone(), key.clone());
    let is_open = {
        let key = key.clone();
        Memo::new(move |_| app.param("item").as_deref() == Some(key.as_str()))
    };
    let dragged = move || desk.drag.with(|d| d.as_ref().is_some_and(|d| d.moving && d.items.contains(&id)));
    let aimed =
        move || desk.drag.with(|d| d.as_ref().is_some_and(|d| d.target == Some(drag::Target::Above(id))));
    let class = move || {
        let mut class = String::from("line");
        for (on, name) in [
            (chosen.get(), " picked"),
            (is_open.get(), " chosen"),
            (dragged(), " dragged"),
            (item.with(|i| i.as_ref().is_some_and(|i| i.kind.is_container())), " container"),
        ] {
            if on {
                class.push_str(name);
            }
        }
        class
    };
    el("div")
        .class("line-slot")
        .attr("data-row", "")
        .attr("data-id", id.to_string())
        .child(move || aimed().then(|| el("div").class("drop-line")))
        .child(
            el("article")
                .class(class)
                .attr("tabindex", "0")
                .attr("aria-label", name)
                .attr("aria-keyshortcuts", "Enter Space Alt+ArrowUp Alt+ArrowDown M T E")
                .attr("data-key", key.clone())
                .on_click(move |event| {
                    if event.shift_key() {
                        keys::choose_to(desk, id);
                    } else {
                        app.open_item_key(&open_key);
                    }
                })
                .on_keydown(move |event| keys::press(desk, id, &press_key, &event))
                .child(
                    el("span")
                        .class("line-grip")
                        .attr("aria-hidden", "true")
                        .on_pointerdown(move |event| drag::begin(desk, id, &event))
                        .on_click(|event| event.stop_propagation())
                        .child(icon("grip")),
                )
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .attr("tabindex", "-1")
                        .attr("aria-label", format!("Select {key}"))
                        .on_click(|event| event.stop_propagation())
                        .on_change(move |event| keys::set_chosen(desk, id, event_target_checked(&event)))
                        .prop("checked", move || chosen.get()),
                )
                .child(toggle(desk, id, place))
                .child(move || {
                    item.with(|i| {
                        i.as_ref().map(|i| {
                            el("span")
                                .class("kind")
                                .attr("title", i.kind.name().to_owned())
                                .child(icon(kind_icon(&i.kind)))
                        })
                    })
                })
                .child(el("span").class("line-key key").child(shown_key))
                .child(title(desk, id, item))
                .child(move || match desk.method.get() {
                    Some(method) => scores::cells(desk, id, item, method),
                    None => many(vec![goal(desk, id, item), sprint(desk, id, item)]),
                })
                .child(priority(desk, id, item))
                .child(estimate(desk, id, item))
                .child(owner(desk, id, item))
                .child(
                    el("button")
                        .class("icon-button line-menu")
                        .attr("tabindex", "-1")
                        .attr("aria-haspopup", "menu")
                        .attr("aria-label", format!("Move {key} to…"))
                        .on_click(move |event| anchored(&event, |at| moves::menu(desk, id, at)))
                        .child(icon("dots")),
                ),
        )
        .child(move || {
            let here = desk.adding.with(|a| *a == Some(Some(id)));
            here.then(|| add::line(desk, Some(id)))
        })
        .into_any()
}

/// The fold of a container, as deep as it stands.
fn toggle(desk: Desk, id: WorkItemId, place: Memo<Option<crate::analysis::backlog::Row>>) -> AnyView {
    (move || {
        let row = place.get()?;
        let tree = desk.app.param("view").as_deref() == Some("tree");
        if !tree {
            return None;
        }
        let open = move || desk.closed.with(|c| !c.contains(&id));
        let depth = format!("{}px", i32::from(row.depth) * 20);
        let button = (row.holds > 0).then(|| {
            el("button")
                .class("icon-button small-icon")
                .attr("tabindex", "-1")
                .attr("aria-expanded", move || if open() { "true" } else { "false" })
                .attr("aria-label", "What belongs to it")
                .on_click(move |event| {
                    event.stop_propagation();
                    keys::fold(desk, id, None);
                })
                .child(move || if open() { icon("down") } else { icon("right") })
        });
        Some(el("span").class("line-fold").style("margin-inline-start", depth).child(button))
    })
    .into_any()
}

/// A field over a cell: Enter and leaving write, Escape gives up; the focus goes back to the row.
fn field(
    desk: Desk,
    id: WorkItemId,
    label: &'static str,
    value: String,
    write: impl Fn(&str) + 'static,
) -> AnyView {
    let before = value.clone();
    let done = StoredValue::new(false);
    let finish = move |text: Option<String>| {
        if done.get_value() {
            return;
        }
        done.set_value(true);
        if let Some(text) = text.filter(|text| *text != before) {
            write(&text);
        }
        desk.editing.set(None);
    };
    let finish = std::rc::Rc::new(finish);
    let on_key = finish.clone();
    page::focus_later("article.line .line-field".into());
    el("input")
        .class("input line-field")
        .attr("aria-label", label)
        .on_click(|event| event.stop_propagation())
        .on_keydown(move |event: KeyboardEvent| {
            event.stop_propagation();
            match event.key().as_str() {
                "Enter" => {
                    event.prevent_default();
                    let text = event.target().map(|_| event_target_value(&event));
                    on_key(text);
                    super::focus(&desk.key(id));
                }
                "Escape" => {
                    on_key(None);
                    super::focus(&desk.key(id));
                }
                _ => {}
            }
        })
        .on_blur(move |event| {
            let text = event_target_value(&event);
            finish(Some(text));
        })
        .prop("value", value)
        .into_any()
}

fn title(desk: Desk, id: WorkItemId, item: Item) -> AnyView {
    let editing = Memo::new(move |_| desk.editing.with(|e| *e == Some((id, Cell::Title))));
    let text = move || item.with(|i| i.as_ref().map(|i| i.title.clone()).unwrap_or_default());
    el("span")
        .class("line-title cut")
        .child(move || {
            if editing.get() {
                field(desk, id, "Title", untrack(text), move |title| {
                    let edit = ItemEdit::Title(title.to_owned());
                    desk.app.workbench.dispatch_aloud(Command::EditItem(id, edit));
                })
            } else {
                many(vec![
                    el("span").class("line-text cut").attr("title", text).child(text).into_any(),
                    (move || {
                        let blocked = item.with(|i| i.as_ref().is_some_and(|i| i.blocked.is_some()));
                        blocked
                            .then(|| el("span").class("line-blocked").child(icon("blocked")).child("Blocked"))
                    })
                    .into_any(),
                    (move || {
                        let labels = item.with(|i| i.as_ref().map(|i| i.labels.clone()).unwrap_or_default());
                        labels
                            .into_iter()
                            .take(2)
                            .map(|l| el("span").class("chip line-label").child(l))
                            .collect_view()
                    })
                    .into_any(),
                ])
            }
        })
        .into_any()
}

fn goal(desk: Desk, id: WorkItemId, item: Item) -> AnyView {
    let served = Memo::new(move |_| {
        item.with(|i| {
            let item = i.as_ref()?;
            let of_own = item.goal.is_some();
            desk.app.with(|p| {
                let goal = serves(p, item)?;
                Some((p.goals.get(&goal)?.name.clone(), of_own))
            })
        })
    });
    let container = move || item.with(|i| i.as_ref().is_some_and(|i| i.kind.is_container()));
    el("button")
        .class("line-cell line-goal cut")
        .attr("tabindex", "-1")
        .attr("aria-haspopup", "menu")
        .attr("aria-label", move || match served.get() {
            Some((name, _)) => format!("Goal: {name}"),
            None => "Goal: No goal".to_owned(),
        })
        .on_click(move |event| anchored(&event, |at| change::goal(desk, &desk.targets(id), at)))
        .child(move || match served.get() {
            Some((name, true)) => el("span").class("cut").attr("title", name.clone()).child(name).into_any(),
            Some((name, false)) => {
                let title = format!("{name}, through what it belongs to");
                el("span").class("cut quiet").attr("title", title).child(name).into_any()
            }
            None if container() => ().into_any(),
            None => el("span").class("no-goal").child(mark(Colour::Amber)).child("No goal").into_any(),
        })
        .into_any()
}

fn sprint(desk: Desk, id: WorkItemId, item: Item) -> AnyView {
    let name = move || {
        item.with(|i| {
            let sprint = i.as_ref()?.sprint?;
            desk.app.with(|p| p.sprints.get(&sprint).map(|s| s.name.clone()))
        })
    };
    el("button")
        .class("line-cell line-sprint cut")
        .attr("tabindex", "-1")
        .attr("aria-haspopup", "menu")
        .attr("aria-label", move || format!("Sprint: {}", name().unwrap_or_else(|| "none".to_owned())))
        .on_click(move |event| anchored(&event, |at| change::sprint(desk, &desk.targets(id), at)))
        .child(move || name().map(|name| el("span").class("cut").child(name)))
        .into_any()
}

fn priority(desk: Desk, id: WorkItemId, item: Item) -> AnyView {
    el("button")
        .class("line-cell line-priority")
        .attr("tabindex", "-1")
        .attr("aria-haspopup", "menu")
        .attr("aria-label", move || {
            let priority = item.with(|i| i.as_ref().and_then(|i| i.priority));
            format!("Priority: {}", priority.map_or("none", |p| p.name()))
        })
        .on_click(move |event| anchored(&event, |at| change::priority(desk, &desk.targets(id), at)))
        .child(move || item.with(|i| i.as_ref().and_then(|i| i.priority)).map(priority_sign))
        .into_any()
}

fn estimate(desk: Desk, id: WorkItemId, item: Item) -> AnyView {
    let editing = Memo::new(move |_| desk.editing.with(|e| *e == Some((id, Cell::Estimate))));
    let text =
        move || item.with(|i| i.as_ref().and_then(|i| i.estimate).map(|e| e.to_string()).unwrap_or_default());
    let container = move || item.with(|i| i.as_ref().is_some_and(|i| i.kind.is_container()));
    el("span")
        .class("line-estimate num")
        .child(move || {
            if editing.get() {
                return field(desk, id, "Estimate", untrack(text), move |text| {
                    let text = text.trim();
                    let points = Points::parse(text);
                    if points.is_none() && !text.is_empty() {
                        desk.app.toasts.say(format!("“{text}” is no number of points. Nothing was changed."));
                        return;
                    }
                    desk.app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Estimate(points)));
                });
            }
            el("button")
                .class("line-cell")
                .attr("tabindex", "-1")
                .attr("aria-label", move || match text().as_str() {
                    "" => "Estimate: none".to_owned(),
                    points => format!("Estimate: {points} points"),
                })
                .on_click(move |event| {
                    event.stop_propagation();
                    desk.editing.set(Some((id, Cell::Estimate)));
                })
                .child(move || match text() {
                    text if text.is_empty() && !container() => {
                        el("span").class("quiet").child("none").into_any()
                    }
                    text => text.into_any(),
                })
                .into_any()
        })
        .into_any()
}

fn owner(desk: Desk, id: WorkItemId, item: Item) -> AnyView {
    let person = Memo::new(move |_| {
        let owner = item.with(|i| i.as_ref().and_then(|i| i.owner));
        owner.and_then(|id| desk.app.with(|p| p.people.get(&id).cloned()))
    });
    el("button")
        .class("line-cell line-owner")
        .attr("tabindex", "-1")
        .attr("aria-haspopup", "menu")
        .on_click(move |event| anchored(&event, |at| change::owner(desk, &desk.targets(id), at)))
        .child(move || match person.get() {
            Some(person) => {
                many(vec![el("span").class("sr-only").child("Owner: ").into_any(), avatar(&person)])
            }
            None => many(vec![
                el("span").class("sr-only").child("Owner: none").into_any(),
                el("span").class("avatar nobody").attr("aria-hidden", "true").into_any(),
            ]),
        })
        .into_any()
}
