//! A work item in full, beside the page it was opened on.

mod links;
mod past;
mod properties;

use super::board::{assign_menu, move_menu, toggle_block};
use super::chain::chain_section;
use super::leads_to::leads_to_menu;
use super::phrases;
use super::shell::Frame;
use crate::analysis::today::{days_or_today, working_days_since};
use crate::app::{App, Overlay};
use crate::command::{Command, ItemEdit};
use crate::components::{Choice, MenuItem, avatar, date_input, icon, select, text_input, title_input};
use crate::dom::prelude::*;
use crate::model::{
    Category, DefectPhase, Happening, ItemKind, Link, LinkKind, Parent, Points, Priority, Program, Ref,
    WorkItem, WorkItemId,
};
use crate::platform::page;
use std::sync::Arc;
use wasm_bindgen::JsCast;

pub(super) use links::link_word;
use links::*;
use past::*;
use properties::*;

type Item = Memo<Option<Arc<WorkItem>>>;

/// The panel, when the address names an item.
pub(super) fn panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let id = Memo::new(move |_| {
        let key = app.param("item")?;
        app.with(|p| p.item_by_key(&key).map(|i| i.id))
    });
    let wanted = Memo::new(move |_| app.param("item").is_some());
    (move || match (wanted.get(), id.get()) {
        (false, _) => ().into_any(),
        (true, Some(id)) => open(frame, id),
        (true, None) => gone(app),
    })
    .into_any()
}

fn gone(app: App) -> AnyView {
    let key = app.param("item").unwrap_or_default();
    el("aside")
        .class("panel")
        .attr("aria-label", "Details")
        .child(
            el("div")
                .class("panel-bar")
                .child(el("span").class("key grow").child(key.clone()))
                .child(close(app)),
        )
        .child(
            el("div")
                .class("panel-body empty")
                .child(el("h2").child("This item is not in the program"))
                .child(el("p").child(format!("{key} may have been deleted, or belongs to another program."))),
        )
        .into_any()
}

fn close(app: App) -> AnyView {
    el("button")
        .class("icon-button")
        .attr("aria-label", "Close")
        .attr("title", "Close (Esc)")
        .on_click(move |_| app.step_param("item", ""))
        .child(icon("close"))
        .into_any()
}

fn edit(app: App, id: WorkItemId, edit: ItemEdit) {
    app.workbench.dispatch(Command::EditItem(id, edit));
}

fn open(frame: Frame, id: WorkItemId) -> AnyView {
    let app = frame.app;
    let item: Item = Memo::new(move |_| app.with(|p| p.items.get(&id).cloned()));
    let key = Memo::new(move |_| item.with(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default()));
    let title = move || item.with(|i| i.as_ref().map(|i| i.title.clone()).unwrap_or_default());
    let tab = RwSignal::new(0_usize);
    el("aside")
        .class("panel")
        .attr("aria-label", move || format!("{} details", key.get()))
        .child(
            el("div")
                .class("panel-bar")
                .child(move || item.with(|i| i.as_ref().map(|i| kind_sign(&i.kind))))
                .child(el("span").class("strong num grow").child(move || key.get()))
                .child(source_link(item))
                .child(leads_to_button(frame, id))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", move || format!("More for {}", key.get()))
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| {
                            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                                more_menu(frame, id, &anchor);
                            }
                        })
                        .child(icon("dots")),
                )
                .child(close(app)),
        )
        .child(
            el("div")
                .class("panel-body")
                .child(title_input(title, move |text| edit(app, id, ItemEdit::Title(text))))
                .child({
                    // Drawn anew only when the flag comes or goes: the reason is being typed in it.
                    let blocked =
                        Memo::new(move |_| item.with(|i| i.as_ref().is_some_and(|i| i.blocked.is_some())));
                    move || blocked.get().then(|| blocked_note(frame, id, item))
                })
                .child(properties(frame, id, item))
                .child(tabs(tab, item))
                .child(move || match tab.get() {
                    0 => notes(app, id, item),
                    1 => links(app, id, item),
                    2 => history(app, item),
                    _ => comments(app, id, item),
                })
                .child(move || (tab.get() == 0).then(|| time_in_status(app, item)))
                .child(move || (tab.get() == 0).then(|| chain_section(app, move || Some(Ref::Item(id))))),
        )
        .into_any()
}

fn kind_sign(kind: &ItemKind) -> AnyView {
    el("span")
        .attr("title", kind.name().to_owned())
        .class("row")
        .child(icon(super::board::kind_icon(kind)))
        .into_any()
}

/// One step along the chain.
fn leads_to_button(frame: Frame, id: WorkItemId) -> AnyView {
    el("button")
        .class("button small plain")
        .attr("aria-haspopup", "menu")
        .attr("title", "Leads to… (L)")
        .on_click(move |event| {
            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                frame.menu.open_at(&anchor, "Leads to", leads_to_menu(frame.app, &Ref::Item(id)));
            }
        })
        .child("Leads to…")
        .into_any()
}

/// To the item's page in its tracker.
fn source_link(item: Item) -> AnyView {
    (move || {
        let url = item.with(|i| i.as_ref()?.source.as_ref()?.url.clone())?;
        let safe = url.starts_with("https://") || url.starts_with("http://");
        safe.then(|| {
            el("a")
                .class("icon-button")
                .attr("href", url)
                .attr("target", "_blank")
                .attr("rel", "noopener noreferrer")
                .attr("aria-label", "Open in the tracker")
                .attr("title", "Open in the tracker")
                .child(icon("link"))
        })
    })
    .into_any()
}

fn more_menu(frame: Frame, id: WorkItemId, anchor: &web_sys::HtmlElement) {
    let app = frame.app;
    let (at_move, at_give) = (anchor.clone(), anchor.clone());
    let key = app.workbench.with_untracked(|p| p.items.get(&id).map(|i| i.key.clone())).unwrap_or_default();
    let risk_key = key.clone();
    // Elements are not `Send`; menus live on the one thread there is.
    let at_move = send_wrapper(at_move);
    let at_give = send_wrapper(at_give);
    let items = vec![
        MenuItem::new("Move to…", move || at_move.with_value(|a| move_menu(frame, id, a))).hint("M"),
        MenuItem::new("Give to…", move || at_give.with_value(|a| assign_menu(frame, id, a))).hint("A"),
        MenuItem::new("Block or unblock", move || toggle_block(app, id)).hint("X"),
        MenuItem::new("Make a risk", move || app.overlay.set(Some(Overlay::NewRisk(Some(risk_key.clone())))))
            .apart(),
        MenuItem::new("Delete", move || {
            if app.workbench.dispatch_aloud(Command::DeleteItem(id)) {
                app.set_param("item", "");
            }
        })
        .danger()
        .apart(),
    ];
    frame.menu.open_at(anchor, key, items);
}

fn send_wrapper(element: web_sys::HtmlElement) -> StoredValue<web_sys::HtmlElement, LocalStorage> {
    StoredValue::new_local(element)
}

/// The trouble first: since when, why, and what to do.
fn blocked_note(frame: Frame, id: WorkItemId, item: Item) -> AnyView {
    let app = frame.app;
    let since = move || item.with(|i| i.as_ref().and_then(|i| i.blocked.as_ref()).map(|b| b.since));
    let age = move || {
        let since = since()?;
        Some(format!("Blocked {}", days_or_today(app.analyse(|ctx| working_days_since(ctx, since)))))
    };
    let began = move || {
        let since = since()?;
        let (now, since) = (app.today(), app.zone.with(|z| z.day(since)));
        Some(format!("since {} {}", phrases::weekday(since), phrases::near_day(since, now)))
    };
    let reason = move || {
        item.with(|i| i.as_ref().and_then(|i| i.blocked.clone()).map(|b| b.reason).unwrap_or_default())
    };
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()));
    // The blockers that name this card, with who clears them.
    let named = move || {
        let found = app.analyse(|ctx| {
            let all = ctx.program.blockers.values().filter(|b| b.item == Some(id) && b.cleared.is_none());
            all.map(|b| (b.id, b.key.clone(), crate::analysis::stand_up::standing(ctx, b)))
                .collect::<Vec<_>>()
        });
        let rows = found.into_iter().map(|(blocker, key, words)| {
            el("div")
                .child(
                    el("button")
                        .class("key-link")
                        .on_click(move |_| app.open_ref(&Ref::Blocker(blocker)))
                        .child(key),
                )
                .child(" ")
                .child(el("span").class("quiet").child(words))
        });
        rows.collect_view()
    };
    el("div")
        .class("note red blocked-note")
        .child(
            el("div")
                .child(el("span").class("red strong").child(age))
                .child(" ")
                .child(el("span").class("quiet").child(began)),
        )
        .child(el("div").class("props-free").child(text_input(
            "Why it is blocked",
            reason,
            "Why? Who can lift it?",
            move |text| edit(app, id, ItemEdit::Block(text)),
        )))
        .child(named)
        .child(
            el("div")
                .class("verbs")
                .child(
                    el("button")
                        .class("link")
                        .on_click(move |_| app.overlay.set(Some(Overlay::NewRisk(key.clone()))))
                        .child("Make a risk"),
                )
                .child(
                    el("button")
                        .class("link")
                        .on_click(move |_| {
                            app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Unblock));
                        })
                        .child("Unblock"),
                ),
        )
        .into_any()
}

fn tabs(tab: RwSignal<usize>, item: Item) -> AnyView {
    let counts = move |n: usize| {
        let n = item.with(|i| {
            i.as_ref().map_or(0, |i| match n {
                2 => i.history.len(),
                3 => i.comments.len(),
                _ => 0,
            })
        });
        (n > 0).then(|| many(vec![(" ").into_any(), el("span").class("n num").child(n).into_any()]))
    };
    let buttons = ["Notes", "Links", "History", "Comments"]
        .into_iter()
        .enumerate()
        .map(|(n, name)| {
            el("button")
                .attr("role", "tab")
                .attr("aria-selected", move || if tab.get() == n { "true" } else { "false" })
                .attr("tabindex", move || if tab.get() == n { "0" } else { "-1" })
                .on_click(move |_| tab.set(n))
                .on_keydown(move |event| {
                    let next = match event.key().as_str() {
                        "ArrowRight" => (n + 1) % 4,
                        "ArrowLeft" => (n + 3) % 4,
                        _ => return,
                    };
                    tab.set(next);
                    page::focus_later(".panel [role=tab][aria-selected=true]".into());
                })
                .child(name)
                .child(move || counts(n))
        })
        .collect_view();
    el("div")
        .class("tabs")
        .attr("role", "tablist")
        .attr("aria-label", "Parts of the item")
        .child(buttons)
        .into_any()
}

fn notes(app: App, id: WorkItemId, item: Item) -> AnyView {
    let text = move || item.with(|i| i.as_ref().map(|i| i.notes.clone()).unwrap_or_default());
    let extra = move || {
        let extra = item.with(|i| i.as_ref().map(|i| i.extra.clone()).unwrap_or_default());
        (!extra.is_empty()).then(|| {
            let rows = extra
                .into_iter()
                .map(|(name, values)| {
                    many(vec![
                        el("dt").class("cut").attr("title", name.clone()).child(name.clone()).into_any(),
                        el("dd").child(values.join(", ")).into_any(),
                    ])
                })
                .collect_view();
            el("details")
                .child(el("summary").child("Other columns of the export"))
                .child(el("dl").class("props").child(rows))
        })
    };
    many(vec![
        el("textarea")
            .class("input")
            .attr("rows", "5")
            .attr("aria-label", "Notes")
            .attr("placeholder", "Notes, in Markdown")
            .on_change(move |event| edit(app, id, ItemEdit::Notes(event_target_value(&event))))
            .prop("value", text)
            .into_any(),
        (extra).into_any(),
    ])
    .into_any()
}
