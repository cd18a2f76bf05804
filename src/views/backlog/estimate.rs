//! Estimating one item after another, by single keys.

use super::{Desk, ask_dialog, focus};
use crate::command::{Command, ItemEdit};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Category, Points, Program, WorkItem, WorkItemId};
use crate::views::board::kind_icon;
use web_sys::KeyboardEvent;

/// Points in hundredths, and the key for them.
const SIZES: [(i64, &str); 8] =
    [(50, "0"), (100, "1"), (200, "2"), (300, "3"), (500, "5"), (800, "8"), (1300, "9"), (2000, "4")];

/// Done items of a size, the newest first: what the team has called so before.
fn examples(program: &Program, item: &WorkItem, size: Points) -> Vec<String> {
    let done = |i: &WorkItem| program.status(i.status).is_some_and(|s| s.category == Category::Done);
    let mut same: Vec<_> = program
        .items
        .values()
        .filter(|i| i.estimate == Some(size) && i.team == item.team && i.id != item.id)
        .map(|i| (std::cmp::Reverse(i.updated), i))
        .collect();
    same.order_by(|a, b| (a.0, a.1.id).cmp(&(b.0, b.1.id)));
    same.into_iter()
        .map(|(_, i)| i)
        .filter(|i| done(i))
        .take(1)
        .map(|i| format!("{} {}", i.key, i.title))
        .collect()
}

pub(super) fn dialog_of(desk: Desk, ids: Vec<WorkItemId>) -> AnyView {
    let app = desk.app;
    let ids = StoredValue::new(ids);
    let all = ids.with_value(Vec::len);
    let at = RwSignal::new(0_usize);
    let done = RwSignal::new(0_usize);
    let now = Memo::new(move |_| {
        let id = ids.with_value(|ids| ids.get(at.get()).copied())?;
        app.with(|p| p.items.get(&id).cloned())
    });
    let finish = move || {
        desk.ask.set(None);
        let last = ids.with_value(|ids| ids.get(at.get_untracked().min(all.saturating_sub(1))).copied());
        if let Some(id) = last {
            focus(&desk.key(id));
        }
    };
    let step = move |by: isize| {
        let next = at.get_untracked().checked_add_signed(by);
        match next {
            Some(next) if next < all => at.set(next),
            Some(_) => {
                app.toasts.say(format!("{} of {all} estimated.", done.get_untracked()));
                finish();
            }
            None => {}
        }
    };
    let give = move |hundredths: i64| {
        let Some(item) = now.get_untracked() else { return };
        let edit = ItemEdit::Estimate(Some(Points::hundredths(hundredths)));
        if app.workbench.dispatch(Command::EditItem(item.id, edit)).is_some() {
            if item.estimate.is_none() {
                done.update(|n| *n += 1);
            }
            step(1);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let key = event.key();
        if let Some((size, _)) = SIZES.iter().find(|(_, k)| *k == key) {
            event.prevent_default();
            give(*size);
            return;
        }
        match key.as_str() {
            "ArrowRight" | "n" => step(1),
            "ArrowLeft" => step(-1),
            _ => return,
        }
        event.prevent_default();
    };
    let sizes = SIZES
        .iter()
        .map(|(size, key)| {
            let (size, points) = (*size, Points::hundredths(*size));
            let example = move || {
                let Some(item) = now.get() else { return String::new() };
                app.with(|p| examples(p, &item, points)).join("")
            };
            el("button")
                .class("estimate-size")
                .attr("aria-label", format!("{points} points"))
                .attr("aria-keyshortcuts", *key)
                .on_click(move |_| give(size))
                .child(el("strong").class("num").child(points.to_string()))
                .child(el("span").class("quiet cut").child(example))
                .child(el("span").class("keycap").child(*key))
        })
        .collect_view();
    let body = many(vec![
        el("div")
            .class("dialog-body estimating")
            .attr("tabindex", "-1")
            .attr("data-autofocus", "")
            .on_keydown(keys)
            .child(
                el("p")
                    .class("quiet num")
                    .attr("aria-live", "polite")
                    .child(move || format!("{} of {all}", at.get() + 1)),
            )
            .child(move || {
                now.get().map(|item| {
                    let above = app.with(|p| match &item.parent {
                        Some(crate::model::Parent::Item(id)) => p.items.get(id).map(|i| i.title.clone()),
                        _ => None,
                    });
                    el("div")
                        .class("estimate-item")
                        .attr("aria-live", "polite")
                        .child(
                            el("p")
                                .class("row quiet")
                                .child(icon(kind_icon(&item.kind)))
                                .child(item.key.clone())
                                .child(
                                    above.map(|title| el("span").class("cut").child(format!("of {title}"))),
                                ),
                        )
                        .child(el("h3").class("panel-title").child(item.title.clone()))
                        .child(
                            (!item.notes.is_empty())
                                .then(|| el("p").class("estimate-notes").child(item.notes.clone())),
                        )
                        .child(
                            item.estimate
                                .map(|e| el("p").class("quiet").child(format!("Estimated at {e} now"))),
                        )
                })
            })
            .child(el("div").class("estimate-sizes").child(sizes))
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(el("button").class("button").on_click(move |_| step(-1)).child("Back"))
            .child(el("button").class("button").on_click(move |_| step(1)).child("Skip"))
            .child(el("button").class("button primary push").on_click(move |_| finish()).child("Done"))
            .into_any(),
    ]);
    ask_dialog(desk, "Estimate", "wide", body)
}
