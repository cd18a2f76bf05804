//! Changing what is chosen: one change, one undo.

use super::{Ask, Desk, ask_dialog, change, moves};
use crate::command::ItemEdit;
use crate::dom::prelude::*;
use crate::model::{Points, WorkItemId};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

type Open = fn(Desk, &[WorkItemId], &HtmlElement);

/// The bar at the foot of the list while something is chosen.
pub(super) fn bar(desk: Desk) -> AnyView {
    let any = Memo::new(move |_| desk.chosen.with(|c| !c.is_empty()));
    let field = move |name: &'static str, open: Open| {
        el("button")
            .class("button small")
            .attr("aria-haspopup", "menu")
            .on_click(move |event: MouseEvent| {
                if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
                    open(desk, &desk.chosen_in_order(), &anchor);
                }
            })
            .child(name)
    };
    let ask = move |name: &'static str, ask: fn(Vec<WorkItemId>) -> Ask| {
        el("button")
            .class("button small")
            .on_click(move |_| desk.ask.set(Some(ask(desk.chosen_in_order()))))
            .child(name)
    };
    let move_to: Open = |desk, ids, anchor| {
        if let Some(first) = ids.first() {
            moves::menu(desk, *first, anchor);
        }
    };
    (move || {
        any.get().then(|| {
            el("div")
                .class("bulk-bar")
                .attr("role", "toolbar")
                .attr("aria-label", "Change what is selected")
                .child(
                    el("strong").class("num").child(move || {
                        format!("{} selected", desk.chosen.with(std::collections::HashSet::len))
                    }),
                )
                .child(field("Sprint", change::sprint))
                .child(field("Owner", change::owner))
                .child(field("Team", change::team))
                .child(field("Priority", change::priority))
                .child(field("Goal", change::goal))
                .child(field("Release", change::release))
                .child(ask("Labels", Ask::Labels))
                .child(ask("Estimate", Ask::Points))
                .child(field("Move to…", move_to))
                .child(
                    el("button")
                        .class("link push")
                        .on_click(move |_| desk.chosen.update(|chosen| chosen.clear()))
                        .child("Clear"),
                )
        })
    })
    .into_any()
}

/// A dialog with one field.
fn one_field(
    desk: Desk,
    name: &str,
    label: &'static str,
    hint: &'static str,
    write: impl Fn(&str) -> bool + Clone + 'static,
) -> AnyView {
    let field = NodeRef::new();
    let go = move || {
        let text = field.input().map(|f| f.value()).unwrap_or_default();
        if write(&text) {
            desk.ask.set(None);
        }
    };
    let press = go.clone();
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(
                el("div").class("field").child(el("label").attr("for", "bulk-field").child(label)).child(
                    el("input")
                        .class("input")
                        .attr("id", "bulk-field")
                        .attr("data-autofocus", "")
                        .attr("placeholder", hint)
                        .on_keydown(move |event| {
                            if event.key() == "Enter" {
                                event.prevent_default();
                                press();
                            }
                        })
                        .node_ref(field),
                ),
            )
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(el("button").class("button primary push").on_click(move |_| go()).child("Change"))
            .into_any(),
    ]);
    ask_dialog(desk, name, "", body)
}

/// Adds labels to items, and takes away those that begin with a minus.
pub(super) fn labels(desk: Desk, ids: Vec<WorkItemId>) -> AnyView {
    let name = format!("Labels of {} items", ids.len());
    one_field(
        desk,
        &name,
        "Labels to add; with a minus before it, one to take away",
        "contract, -later",
        move |text| {
            let words: Vec<&str> = text.split(',').map(str::trim).filter(|w| !w.is_empty()).collect();
            let (away, more): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('-'));
            let away: Vec<&str> = away.iter().map(|word| word.trim_start_matches('-').trim()).collect();
            let of = |id: WorkItemId| {
                let now = desk
                    .app
                    .workbench
                    .with_untracked(|p| p.items.get(&id).map(|i| i.labels.clone()))
                    .unwrap_or_default();
                let mut all: Vec<String> = now.into_iter().filter(|l| !away.contains(&l.as_str())).collect();
                for label in &more {
                    if !all.iter().any(|l| l == label) {
                        all.push((*label).to_owned());
                    }
                }
                ItemEdit::Labels(all)
            };
            !words.is_empty() && change::each(desk, &ids, &format!("labels {}", words.join(", ")), &of)
        },
    )
}

/// Gives items the same estimate.
pub(super) fn points(desk: Desk, ids: Vec<WorkItemId>) -> AnyView {
    let name = format!("Estimate of {} items", ids.len());
    one_field(desk, &name, "Points for each; nothing takes the estimates away", "5", move |text| {
        let points = Points::parse(text.trim());
        if points.is_none() && !text.trim().is_empty() {
            desk.app.toasts.say(format!("“{}” is no number of points. Nothing was changed.", text.trim()));
            return false;
        }
        let what = points.map_or_else(|| "no estimate".to_owned(), |p| format!("estimated at {p} points"));
        change::each(desk, &ids, &what, &|_| ItemEdit::Estimate(points))
    })
}
