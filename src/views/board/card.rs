//! One card.

use super::{Desk, drag, keys, moves};
use crate::analysis::DayCount;
use crate::components::{avatar, icon, mark, priority_sign};
use crate::analysis::Colour;
use crate::model::{Category, ItemKind, WorkItemId};
use crate::platform::page;
use crate::views::phrases;
use leptos::prelude::*;

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
    let category =
        Memo::new(move |_| app.with(|p| p.items.get(&id).and_then(|i| p.status(i.status)).map(|s| s.category)));
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
    let name = move || item.with(|i| i.as_ref().map(|i| format!("{} {}", i.key, i.title)).unwrap_or_default());
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default());
    let menu_key = key.clone();
    let open_key = key.clone();
    let press_key = key.clone();

    view! {
        <div class="card-slot" data-row="" data-id=id.to_string()>
            {move || above().then(|| view! { <div class="drop-line"></div> })}
            <article
                class=class
                tabindex="0"
                aria-label=name
                aria-keyshortcuts="Enter M A X"
                data-key=key
                on:click=move |_| app.open_item_key(&open_key)
                on:keydown=move |event| keys::press(desk, id, &press_key, &event)
                on:pointerdown=move |event| drag::begin(desk, id, &event)
            >
                <div class="card-top">
                    {move || item.with(|i| i.as_ref().map(|i| view! { <span title=i.kind.name().to_owned() class="kind">{icon(kind_icon(&i.kind))}</span> }))}
                    <span class="key">{menu_key.clone()}</span>
                    <span class="grow"></span>
                    <span class="card-priority">{move || item.with(|i| i.as_ref().and_then(|i| i.priority).map(priority_sign))}</span>
                    <button
                        class="icon-button card-menu"
                        tabindex="-1"
                        aria-haspopup="menu"
                        aria-label=format!("Move {menu_key} to…")
                        on:pointerdown=|event| event.stop_propagation()
                        on:click=move |event| {
                            event.stop_propagation();
                            if let Some(anchor) = crate::views::board::moves::anchor(&event) {
                                moves::move_menu(desk.frame, id, &anchor);
                            }
                        }
                    >
                        {icon("dots")}
                    </button>
                    <span class="card-grip" aria-hidden="true">{icon("grip")}</span>
                </div>
                <div class="card-title">{move || item.with(|i| i.as_ref().map(|i| i.title.clone()))}</div>
                {move || foot(desk, id, item, category)}
                {move || blocked(desk, item)}
            </article>
        </div>
    }
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
                view! { <span class="amber old">{mark(Colour::Amber)} {age.days} " d"</span> }.into_any()
            } else {
                view! { <span>{age.days} " d"</span> }.into_any()
            }
        }),
        Some(Category::Done) => {
            let today = app.today();
            let last = item.history.iter().rev().find(|e| matches!(e.what, crate::model::Happening::Moved { .. }));
            last.map(|e| app.zone.with(|z| phrases::day(z.day(e.at), today)).into_any())
        }
        _ => None,
    };
    let owner = item.owner.and_then(|owner| app.with(|p| p.people.get(&owner).cloned()));
    let owner = match owner {
        Some(person) => avatar(&person),
        None if category.is_some_and(Category::is_finished) => ().into_any(),
        None => view! { <span class="quiet">"No owner"</span> }.into_any(),
    };
    Some(
        view! {
            <div class="card-foot num">
                <span>{estimate}</span>
                {age}
                <span class="grow"></span>
                {owner}
            </div>
        }
        .into_any(),
    )
}

/// The red line at the foot of a blocked card: sign, days, reason.
fn blocked(desk: Desk, item: Item) -> Option<AnyView> {
    let app = desk.frame.app;
    let block = item.get()?.blocked.clone()?;
    let days = app.analyse(|ctx| {
        let since = ctx.zone.day(block.since);
        DayCount::Working.between(&ctx.program.settings, since, ctx.today())
    });
    let mut text = format!("Blocked {}", phrases::count(days as usize, "day", "days"));
    if !block.reason.is_empty() {
        text = format!("{text}, {}", block.reason);
    }
    Some(view! { <div class="card-blocked" title=text.clone()>{icon("blocked")} <span class="cut">{text.clone()}</span></div> }.into_any())
}

/// Puts the focus on a card, drawing it first if it is off screen is left to the scroll.
pub(super) fn focus(key: &str) {
    // Keys come from trackers: a quote in one must not break out of the selector.
    let safe = key.replace(['"', '\\'], "");
    page::focus_later(format!("article[data-key=\"{safe}\"]"));
}
