//! The walk along the board: card by card from the right to the left, ageing and blocked first.

use super::desk::Desk;
use super::{blocked, first, said};
use crate::analysis::Facts;
use crate::analysis::stand_up::{self as facts, LookAt};
use crate::components::avatar;
use crate::dom::prelude::*;
use crate::model::{BlockerId, WorkItemId};
use crate::platform::page;
use crate::views::board::{move_menu, toggle_block};
use wasm_bindgen::JsCast;

/// The cards in the order of the walk.
fn cards(desk: Desk) -> Memo<Vec<LookAt>> {
    Memo::new(move |_| {
        desk.work.with(|_| ());
        let team = desk.team.get();
        let of = |team| untrack(|| desk.app().analyse(|ctx| facts::walk(&Facts::new(ctx), team)));
        team.map(of).unwrap_or_default()
    })
}

/// The card that is looked at: the one in the address, else the first that was not yet.
fn here(desk: Desk, cards: Memo<Vec<LookAt>>) -> Memo<Option<WorkItemId>> {
    let app = desk.app();
    Memo::new(move |_| {
        let named = app.param("card").and_then(|key| app.with(|p| p.item_by_key(&key).map(|i| i.id)));
        let walked = desk.with(|s| s.walked.clone()).unwrap_or_default();
        cards.with(|cards| {
            let known = |id: &WorkItemId| cards.iter().any(|card| card.item == *id);
            let first = || cards.iter().map(|card| card.item).find(|id| !walked.contains(id));
            named.filter(known).or_else(first)
        })
    })
}

/// Goes on by some cards; going ahead notes that the card was looked at.
pub(super) fn step(desk: Desk, by: isize) {
    desk.flush();
    let app = desk.app();
    let Some(team) = desk.team.get_untracked() else { return };
    let cards = untrack(|| app.analyse(|ctx| facts::walk(&Facts::new(ctx), team)));
    let walked = untrack(|| desk.with(|s| s.walked.clone())).unwrap_or_default();
    let named = untrack(|| app.param("card"));
    let key = |card: &LookAt| {
        app.workbench.with_untracked(|p| p.items.get(&card.item).map(|i| i.key.clone())).unwrap_or_default()
    };
    let at = named.and_then(|name| cards.iter().position(|card| key(card) == name));
    let at = at.or_else(|| cards.iter().position(|card| !walked.contains(&card.item)));
    let Some(at) = at else { return };
    if by > 0
        && let Some(card) = cards.get(at).filter(|card| !walked.contains(&card.item))
    {
        let item = card.item;
        desk.change(|stand_up| stand_up.walked.push(item));
    }
    let next = at.saturating_add_signed(by);
    match cards.get(next) {
        Some(card) => {
            let key = key(card);
            app.set_param("card", &key);
            app.say(format!("{key}, {}", card.why));
            page::focus_later(format!("[data-card=\"{key}\"]"));
        }
        None => {
            app.set_param("card", "");
            app.say("That was the last card");
            page::focus_later("[data-finish]".into());
        }
    }
}

/// The key of the card that is looked at.
pub(super) fn card_here(desk: Desk) -> Option<WorkItemId> {
    let app = desk.app();
    let active = page::find("[data-card][aria-current=true]")?.get_attribute("data-card")?;
    app.workbench.with_untracked(|p| p.item_by_key(&active).map(|i| i.id))
}

/// Does with the card what a key says.
pub(super) fn press(desk: Desk, key: &str) -> bool {
    let Some(item) = card_here(desk) else { return false };
    let row = page::find("[data-card][aria-current=true]");
    match key {
        "x" => toggle_block(desk.app(), item),
        "Enter" => desk.app().open_item(item),
        "m" => {
            if let Some(row) = row {
                move_menu(desk.frame, item, &row);
            }
        }
        "b" => page::focus_later("[data-card][aria-current=true] input".into()),
        _ => return false,
    }
    true
}

pub(super) fn view(desk: Desk) -> AnyView {
    let cards = cards(desk);
    let here = here(desk, cards);
    let ids = move || cards.with(|cards| cards.iter().map(|card| card.item.number()).collect());
    let done = move || {
        let walked = desk.with(|s| s.walked.clone()).unwrap_or_default();
        cards.with(|cards| (cards.iter().filter(|c| walked.contains(&c.item)).count(), cards.len()))
    };
    let finished = Memo::new(move |_| desk.with(|s| s.finished.is_some()).unwrap_or(false));
    let last = Memo::new(move |_| here.get().is_none());
    let none = Memo::new(move |_| cards.with(Vec::is_empty));
    many(vec![
        el("section")
            .class("walk-head row")
            .child(el("h2").child("Along the board"))
            .child(el("span").class("quiet num").child(move || {
                let (seen, all) = done();
                format!("{seen} of {all} looked at, from right to left")
            }))
            .into_any(),
        el("ol").class("walk").child(keyed(ids, move |id| row(desk, cards, here, id))).into_any(),
        (move || {
            none.get().then(|| el("p").class("walk-head quiet").child("Nothing of this team is in progress."))
        })
        .into_any(),
        el("div")
            .class("standup-foot")
            .child(move || {
                if finished.get() {
                    return many(vec![
                        el("span").class("strong").child("Finished").into_any(),
                        el("button")
                            .class("button")
                            .on_click(move |_| super::turns::finish(desk))
                            .child("Open again")
                            .into_any(),
                    ]);
                }
                if last.get() {
                    return el("button")
                        .class("button primary")
                        .attr("data-finish", "")
                        .on_click(move |_| super::turns::finish(desk))
                        .child("Finish")
                        .into_any();
                }
                many(vec![
                    el("button")
                        .class("button primary")
                        .on_click(move |_| step(desk, 1))
                        .child("Next card")
                        .child(el("kbd").class("keycap on-fill").child("Space"))
                        .into_any(),
                    el("button").class("button").on_click(move |_| step(desk, -1)).child("Back").into_any(),
                ])
            })
            .into_any(),
    ])
}

fn row(desk: Desk, cards: Memo<Vec<LookAt>>, here: Memo<Option<WorkItemId>>, id: WorkItemId) -> AnyView {
    let app = desk.app();
    let item = Memo::new(move |_| app.with(|p| p.items.get(&id).cloned()));
    let card = Memo::new(move |_| cards.with(|cards| cards.iter().find(|card| card.item == id).cloned()));
    let key = move || item.with(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default());
    let title = move || item.with(|i| i.as_ref().map(|i| i.title.clone()).unwrap_or_default());
    let status = move || {
        let status = item.with(|i| i.as_ref().map(|i| i.status))?;
        app.with(|p| p.status(status).map(|s| s.name.clone()))
    };
    let owner = Memo::new(move |_| {
        let owner = item.with(|i| i.as_ref().and_then(|i| i.owner))?;
        app.with(|p| p.people.get(&owner).cloned())
    });
    let current = Memo::new(move |_| here.get() == Some(id));
    let seen = Memo::new(move |_| desk.with(|s| s.walked.contains(&id)).unwrap_or(false));
    el("li")
        .class(move || match (current.get(), seen.get()) {
            (true, _) => "speaking",
            (_, true) => "spoken",
            _ => "",
        })
        .attr("tabindex", "-1")
        .attr("data-card", key)
        .attr("aria-current", move || current.get().then_some("true"))
        .on_click(move |_| {
            if !current.get_untracked() {
                app.set_param(
                    "card",
                    &item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default()),
                );
            }
        })
        .child(el("span").class("quiet walk-status").child(status))
        .child(
            el("div")
                .class("walk-what")
                .child(
                    el("div").class("row").child(el("span").class("key").child(key)).child(
                        el("button")
                            .class("strong look-title")
                            .on_click(move |event| {
                                event.stop_propagation();
                                app.open_item(id);
                            })
                            .child(title),
                    ),
                )
                .child(move || card.get().map(|card| first::age(&card)))
                .child(move || current.get().then(|| details(desk, id))),
        )
        .child(el("span").class("walk-owner").child(move || {
            owner
                .get()
                .map(|p| many(vec![avatar(&p), el("span").class("quiet").child(p.name.clone()).into_any()]))
        }))
        .into_any()
}

/// What is in the way of the card, and its verbs.
fn details(desk: Desk, id: WorkItemId) -> AnyView {
    let app = desk.app();
    let of_card = Memo::new(move |_| {
        let (team, day) = (desk.team.get(), desk.day.get());
        let all = team.map(|team| app.with(|p| facts::blockers(p, team, day))).unwrap_or_default();
        all.into_iter().filter(|b| b.item == Some(id)).collect::<Vec<_>>()
    });
    let ids = move || of_card.with(|all| all.iter().map(|b| b.id.number()).collect());
    let is_blocked = Memo::new(move |_| app.with(|p| p.items.get(&id).is_some_and(|i| i.blocked.is_some())));
    let reason = Memo::new(move |_| {
        let named = of_card.with(|all| !all.is_empty());
        let words = app.with(|p| p.items.get(&id)?.blocked.as_ref().map(|b| b.reason.clone()));
        words.filter(|_| !named).unwrap_or_default()
    });
    let always = Memo::new(|_| true);
    let text = RwSignal::new(String::new());
    let take = move || {
        let words = text.get_untracked();
        let person = app.workbench.with_untracked(|p| p.items.get(&id).and_then(|i| i.owner));
        let made = !words.trim().is_empty() && blocked::say(desk, person, Some(id), &words);
        if made {
            text.set(String::new());
        }
        made
    };
    el("div")
        .class("walk-details")
        .on_click(move |event| event.stop_propagation())
        .child(move || reason.with(|r| (!r.is_empty()).then(|| el("p").child(r.clone()))))
        .child(said::links(desk, reason))
        .child(
            el("ul").class("blockers").child(keyed(ids, move |b: BlockerId| blocked::entry(desk, b, always))),
        )
        .child(
            el("div")
                .class("row")
                .child(
                    el("input")
                        .class("input small grow")
                        .attr("aria-label", "What is in the way of this card")
                        .attr("placeholder", "What is in the way? @who clears it, >by when")
                        .on_input(move |event| text.set(event_target_value(&event)))
                        .on_change(move |_| {
                            take();
                        })
                        .on_keydown(move |event| {
                            if event.key() == "Enter" {
                                event.prevent_default();
                                if !take() {
                                    step(desk, 1);
                                }
                            }
                        })
                        .prop("value", move || text.get()),
                )
                .child(
                    el("button")
                        .class("button small")
                        .attr("title", "Block or unblock (X)")
                        .on_click(move |_| toggle_block(app, id))
                        .child(move || if is_blocked.get() { "Unblock" } else { "Block" }),
                )
                .child(
                    el("button")
                        .class("button small")
                        .attr("title", "Move to… (M)")
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| {
                            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                                move_menu(desk.frame, id, &anchor);
                            }
                        })
                        .child("Move to…"),
                ),
        )
        .into_any()
}
