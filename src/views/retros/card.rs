//! A card with what is grouped under it.

use super::desk::Desk;
use super::drag;
use crate::analysis::retro::{leader, topics};
use crate::components::{MenuItem, icon};
use crate::dom::prelude::*;
use crate::model::{EntryId, RetroStage};
use crate::views::phrases;

/// The cards below one.
fn others(desk: Desk, id: EntryId) -> Vec<(EntryId, String)> {
    desk.with(|r| {
        let topic = topics(r, None).into_iter().find(|t| t.lead.id == id);
        topic.map(|t| t.others.into_iter().map(|c| (c.id, c.text)).collect()).unwrap_or_default()
    })
    .unwrap_or_default()
}

pub(super) fn card(desk: Desk, id: EntryId) -> AnyView {
    let card = Memo::new(move |_| desk.card(id));
    let text = move || card.with(|c| c.as_ref().map(|c| c.text.clone()).unwrap_or_default());
    let votes = Memo::new(move |_| {
        desk.with(|r| r.cards.iter().filter(|c| leader(r, c) == id).map(|c| c.votes).sum::<u32>())
            .unwrap_or(0)
    });
    let theme = move || card.with(|c| c.as_ref().map(|c| c.theme.clone()).unwrap_or_default());
    let stage = Memo::new(move |_| desk.stage());
    let class = move || {
        if desk.held.get() == Some(id) { "retro-card held" } else { "retro-card" }
    };
    let more = NodeRef::new();
    let below = move || {
        others(desk, id)
            .into_iter()
            .map(|(other, text)| {
                let name = ["Take out of the group: ", &text].concat();
                el("li").class("row").child(el("span").class("grow").child(text)).child(
                    el("button")
                        .class("icon-button reveal")
                        .attr("aria-label", name)
                        .on_click(move |_| desk.put_under(other, None))
                        .child(icon("close")),
                )
            })
            .collect_view()
    };
    let made = el("li")
        .class(class)
        .attr("data-thought", id.to_string())
        .attr("tabindex", "0")
        .attr("aria-label", move || {
            let votes = votes.get();
            if votes > 0 {
                [&text(), ", ", &phrases::count(votes as usize, "vote", "votes")].concat()
            } else {
                text()
            }
        })
        .on_focusin(move |_| desk.here.set(Some(id)))
        .child(
            el("div").class("row retro-text").child(el("span").class("grow strong").child(text)).child(
                el("button")
                    .class("icon-button reveal")
                    .attr("aria-label", move || ["More: ", &text()].concat())
                    .attr("aria-haspopup", "menu")
                    .node_ref(more)
                    .on_click(move |_| {
                        if let Some(anchor) = more.get_untracked() {
                            desk.frame.menu.open_at(&anchor, untrack(text), menu(desk, id));
                        }
                    })
                    .child(icon("dots")),
            ),
        )
        .child(el("ul").class("retro-below").child(below))
        .child(
            el("div")
                .class("row retro-foot")
                .child(move || {
                    let theme = theme();
                    (!theme.is_empty()).then(|| el("span").class("chip").child(theme))
                })
                .child(el("span").class("grow"))
                .child(move || match stage.get() {
                    RetroStage::Vote => vote(desk, id, votes, text),
                    _ => {
                        let votes = votes.get();
                        (votes > 0)
                            .then(|| {
                                el("span").class("quiet num").child(phrases::count(
                                    votes as usize,
                                    "vote",
                                    "votes",
                                ))
                            })
                            .into_any()
                    }
                }),
        );
    drag::listen(desk, id, made).into_any()
}

fn vote(desk: Desk, id: EntryId, votes: Memo<u32>, text: impl Fn() -> String + Copy + 'static) -> AnyView {
    let mine = move || desk.given.with(|g| g.iter().any(|(card, n)| *card == id && *n > 0));
    many(vec![
        el("span").class("num strong").child(move || votes.get()).into_any(),
        (move || {
            mine().then(|| {
                el("button")
                    .class("button small")
                    .attr("aria-label", move || ["Take a vote back: ", &text()].concat())
                    .on_click(move |_| desk.vote(id, -1))
                    .child("−")
            })
        })
        .into_any(),
        el("button")
            .class("button small")
            .attr("aria-label", move || ["Vote for: ", &text()].concat())
            .on_click(move |_| desk.vote(id, 1))
            .child("Vote")
            .into_any(),
    ])
}

/// What can be done with a card: grouped, given a theme, moved, made an action, deleted.
pub(super) fn menu(desk: Desk, id: EntryId) -> Vec<MenuItem> {
    let Some(retro) = desk.record.get_untracked() else { return Vec::new() };
    let mut items = Vec::new();
    items.push(MenuItem::new("Make an action", move || super::agreed::from_card(desk, id)).hint("A"));
    for (place, topic) in topics(&retro, None).into_iter().filter(|t| t.lead.id != id).enumerate() {
        let lead = topic.lead.id;
        let item = MenuItem::new(["Put under “", &topic.lead.text, "”"].concat(), move || {
            desk.put_under(id, Some(lead));
        });
        items.push(if place == 0 { item.apart() } else { item });
    }
    let here = retro.cards.iter().find(|c| c.id == id);
    for (place, column) in retro.columns.iter().filter(|c| here.is_some_and(|h| h.column != c.id)).enumerate()
    {
        let to = column.id;
        let item = MenuItem::new(["Move to ", &column.name].concat(), move || move_to(desk, id, to));
        items.push(if place == 0 { item.apart() } else { item });
    }
    let themes = crate::analysis::retro::themes;
    let known = desk.app().workbench.with_untracked(|p| themes(p, desk.whose.get_untracked()));
    for (place, theme) in known.into_iter().take(5).enumerate() {
        let name = theme.name.clone();
        let item = MenuItem::new(["Theme ", &theme.name].concat(), move || set_theme(desk, id, &name));
        items.push(if place == 0 { item.apart() } else { item });
    }
    items.push(
        MenuItem::new("Delete", move || {
            desk.change(|r| {
                for c in r.cards.iter_mut().filter(|c| c.group == Some(id)) {
                    c.group = None;
                }
                r.cards.retain(|c| c.id != id);
            });
        })
        .danger()
        .apart(),
    );
    items
}

/// Moves a card and its group into another column.
fn move_to(desk: Desk, id: EntryId, to: EntryId) {
    desk.change(|r| {
        if let Some(c) = r.cards.iter_mut().find(|c| c.id == id) {
            c.column = to;
        }
    });
}

/// Gives a card a theme.
pub(super) fn set_theme(desk: Desk, id: EntryId, name: &str) {
    desk.change(|r| {
        if let Some(c) = r.cards.iter_mut().find(|c| c.id == id) {
            c.theme = name.trim().to_owned();
        }
    });
}
