//! What to look at first.

use super::desk::Desk;
use crate::analysis::stand_up::LookAt;
use crate::components::mark;
use crate::dom::prelude::*;

/// Cards beside each other at most.
const MOST: usize = 4;

/// Age and why, with the mark.
pub(super) fn age(card: &LookAt) -> AnyView {
    let age = card.age.map_or_else(|| "age unknown".to_owned(), |age| format!("{age} d"));
    el("div")
        .class("look-age")
        .child(mark(card.colour))
        .child(el("span").class("strong num").child(age))
        .child(el("span").class("quiet").child(card.why.clone()))
        .into_any()
}

pub(super) fn strip(desk: Desk) -> AnyView {
    let app = desk.app();
    let cards = move || {
        desk.cards.with(|cards| {
            let shown = cards.iter().take(MOST).map(|card| {
                let item = app.with(|p| {
                    let item = p.items.get(&card.item)?;
                    let status = p.status(item.status).map(|s| s.name.clone()).unwrap_or_default();
                    Some((item.key.clone(), item.title.clone(), status))
                });
                let (key, title, status) = item.unwrap_or_default();
                let id = card.item;
                el("li")
                    .child(
                        el("div")
                            .class("look-head key")
                            .child(el("span").child(key))
                            .child(el("span").child(status)),
                    )
                    .child(
                        el("button")
                            .class("look-title strong cut")
                            .attr("title", title.clone())
                            .on_click(move |_| app.open_item(id))
                            .child(title),
                    )
                    .child(age(card))
            });
            shown.collect_view().into_any()
        })
    };
    let more = move || {
        let rest = desk.cards.with(|cards| cards.iter().skip(MOST).filter(|c| c.is_trouble()).count());
        (rest > 0).then(|| {
            el("button")
                .class("link push")
                .on_click(move |_| app.set_param("mode", "walk"))
                .child(format!("{rest} more ageing or blocked"))
        })
    };
    let none = Memo::new(move |_| desk.cards.with(|cards| cards.is_empty()));
    el("section")
        .class("look-first")
        .child(
            el("div")
                .class("row")
                .child(el("h2").child("Look at these first"))
                .child(el("span").class("quiet").child(move || {
                    if none.get() { "nothing is in progress" } else { "ageing and blocked, oldest first" }
                        .to_owned()
                }))
                .child(more),
        )
        .child(el("ul").child(cards))
        .into_any()
}
