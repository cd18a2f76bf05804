//! One card.

use super::{Desk, drag, keys, moves};
use crate::analysis::Colour;
use crate::analysis::today::{days_or_today, working_days_since};
use crate::components::{avatar, icon, mark, priority_sign};
use crate::dom::prelude::*;
use crate::model::{Category, ItemKind, WorkItemId};
use crate::platform::page;
use crate::views::phrases;

/// The icon of a kind of work.
pub(crate) fn kind_icon(kind: &ItemKind) -> &'static str {
    match kind {
        ItemKind::Epic | ItemKind::Feature => "epic",
        ItemKind::Bug => "bug",
        ItemKind::Story => "story",
        ItemKind::Subtask => "subtask",
        ItemKind::Spike => "spike",
        ItemKind::Task | ItemKind::Other(_) => "task",
    }
}

/// Draws a card; everything in it follows its record.
pub(super) fn card(desk: Desk, id: WorkItemId) -> AnyView {
    let app = desk.frame.app;
    let item = Memo::new(move |_| app.with(|p| p.items.get(&id).cloned()));
    let category = Memo::new(move |_| {
        app.with(|p| p.items.get(&id).and_then(|i| p.status(i.status)).map(|s| s.category))
    });
    let chosen = move || {
        let open = app.param("item");
        open.is_some() && item.with(|i| i.as_ref().map(|i| i.key.clone())) == open
    };
    let dragged = move || desk.drag.with(|d| d.as_ref().is_some_and(|d| d.moving && d.item == id));
    let above = move || {
        desk.drag.with(|d| d.as_ref().and_then(|d| d.target.as_ref()).is_some_and(|t| t.above == Some(id)))
    };
    let class = move || {
        let mut class = String::from("card");
        for (on, name) in [
            (chosen(), " chosen"),
            (dragged(), " dragged"),
            (category.get().is_some_and(Category::is_finished), " finished"),
        ] {
            if on {
                class.push_str(name);
            }
        }
        class
    };
    let name =
        move || item.with(|i| i.as_ref().map(|i| format!("{} {}", i.key, i.title)).unwrap_or_default());
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default());
    let menu_key = key.clone();
    let open_key = key.clone();
    let press_key = key.clone();

    el("div")
        .class("card-slot")
        .attr("data-row", "")
        .attr("data-id", id.to_string())
        .child(move || above().then(|| el("div").class("drop-line")))
        .child(
            el("article")
                .class(class)
                .attr("tabindex", "0")
                .attr("aria-label", name)
                .attr("aria-keyshortcuts", "Enter M A X")
                .attr("data-key", key)
                .on_click(move |_| app.open_item_key(&open_key))
                .on_keydown(move |event| keys::press(desk, id, &press_key, &event))
                .on_pointerdown(move |event| drag::begin(desk, id, &event))
                .child(
                    el("div")
                        .class("card-top")
                        .child(move || {
                            item.with(|i| {
                                i.as_ref().map(|i| {
                                    el("span")
                                        .attr("title", i.kind.name().to_owned())
                                        .class("kind")
                                        .child(icon(kind_icon(&i.kind)))
                                })
                            })
                        })
                        .child(el("span").class("key").child(menu_key.clone()))
                        .child(el("span").class("grow"))
                        .child(el("span").class("card-priority").child(move || {
                            item.with(|i| i.as_ref().and_then(|i| i.priority).map(priority_sign))
                        }))
                        .child(
                            el("button")
                                .class("icon-button card-menu")
                                .attr("tabindex", "-1")
                                .attr("aria-haspopup", "menu")
                                .attr("aria-label", format!("Move {menu_key} to…"))
                                .on_pointerdown(|event| event.stop_propagation())
                                .on_click(move |event| {
                                    event.stop_propagation();
                                    if let Some(anchor) = crate::views::board::moves::anchor(&event) {
                                        moves::move_menu(desk.frame, id, &anchor);
                                    }
                                })
                                .child(icon("dots")),
                        )
                        .child(el("span").class("card-grip").attr("aria-hidden", "true").child(icon("grip"))),
                )
                .child(
                    el("div")
                        .class("card-title")
                        .child(move || item.with(|i| i.as_ref().map(|i| i.title.clone()))),
                )
                .child(move || foot(desk, id, item, category))
                .child(move || blocked(desk, item)),
        )
        .into_any()
}

type Item = Memo<Option<std::sync::Arc<crate::model::WorkItem>>>;

/// Estimate, age and owner.
fn foot(desk: Desk, id: WorkItemId, item: Item, category: Memo<Option<Category>>) -> Option<AnyView> {
    let app = desk.frame.app;
    let item = item.get()?;
    let estimate = item.estimate.map(|e| format!("{e} pt"));
    let category = category.get();
    let age = match category {
        Some(Category::InProgress) => desk.ages.with(|ages| ages.get(&id).copied()).map(|age| {
            if age.old {
                el("span")
                    .class("amber old")
                    .child(mark(Colour::Amber))
                    .child(age.days)
                    .child(" d")
                    .into_any()
            } else {
                el("span").child(age.days).child(" d").into_any()
            }
        }),
        Some(Category::Done) => {
            let today = app.today();
            let last =
                item.history.iter().rev().find(|e| matches!(e.what, crate::model::Happening::Moved { .. }));
            last.map(|e| app.zone.with(|z| phrases::day(z.day(e.at), today)).into_any())
        }
        _ => None,
    };
    let owner = item.owner.and_then(|owner| app.with(|p| p.people.get(&owner).cloned()));
    let owner = match owner {
        Some(person) => avatar(&person),
        None if category.is_some_and(Category::is_finished) => ().into_any(),
        None => el("span").class("quiet").child("No owner").into_any(),
    };
    Some(
        el("div")
            .class("card-foot num")
            .child(el("span").child(estimate))
            .child(age)
            .child(el("span").class("grow"))
            .child(owner)
            .into_any(),
    )
}

/// The red line at the foot of a blocked card: sign, days, reason.
fn blocked(desk: Desk, item: Item) -> Option<AnyView> {
    let app = desk.frame.app;
    let block = item.get()?.blocked.clone()?;
    let days = app.analyse(|ctx| working_days_since(ctx, block.since));
    let mut text = format!("Blocked {}", days_or_today(days));
    if !block.reason.is_empty() {
        text = format!("{text}, {}", block.reason);
    }
    Some(
        el("div")
            .class("card-blocked")
            .attr("title", text.clone())
            .child(icon("blocked"))
            .child(el("span").class("cut").child(text.clone()))
            .into_any(),
    )
}

/// Puts the focus on a card, drawing it first if it is off screen is left to the scroll.
pub(super) fn focus(key: &str) {
    // Keys come from trackers: a quote in one must not break out of the selector.
    let safe = key.replace(['"', '\\'], "");
    page::focus_later(format!("article[data-key=\"{safe}\"]"));
}
