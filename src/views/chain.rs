//! The chain of any record: what it comes from, what it leads to, and its other links.

use super::phrases::kind_icon;
use crate::analysis::chain::{around, called, chain, note};
use crate::app::App;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{LinkKind, Ref};

/// One line of a chain.
fn step(app: App, to: &Ref, here: bool, word: String) -> AnyView {
    let Some(name) = app.with(|p| called(p, to)) else { return ().into_any() };
    let title = if name.title.is_empty() { name.noun.to_owned() } else { name.title };
    let open = to.clone();
    let title = if here {
        el("span").class("strong").child(title).into_any()
    } else {
        el("button").class("link").on_click(move |_| app.open_ref(&open)).child(title).into_any()
    };
    el("li")
        .class(if here { "here" } else { "" })
        .child(icon(kind_icon(to)))
        .child(el("span").child(title).child(el("div").class("quiet").child(word)))
        .child(el("span").class("key").child(name.key))
        .into_any()
}

/// What stands below a record's title in a chain.
fn word(app: App, to: &Ref, distance: i32) -> String {
    let (name, note) = app.with(|p| (called(p, to).map_or("Record", |c| c.noun), note(p, to)));
    let first = match distance.signum() {
        -1 => format!("Comes from {}", name.to_lowercase()),
        0 => format!("This {}", name.to_lowercase()),
        _ => format!("Leads to {}", name.to_lowercase()),
    };
    if note.is_empty() { first } else { format!("{first}: {note}") }
}

/// The chain as a section of a panel. Follows the program.
pub(super) fn chain_section(app: App, of: impl Fn() -> Option<Ref> + 'static) -> AnyView {
    let of = Memo::new({
        let of = StoredValue::new_local(of);
        move |_| of.with_value(|of| of())
    });
    let rows = move || {
        let Some(of) = of.get() else { return Vec::new() };
        let steps = app.with(|p| chain(p, &of));
        steps
            .into_iter()
            .map(|s| step(app, &s.at, s.distance == 0, word(app, &s.at, s.distance)))
            .collect::<Vec<_>>()
    };
    let others = move || {
        let of = of.get()?;
        let around = app.with(|p| around(p, &of));
        let mut rows = Vec::new();
        for (kind, to) in around.out.iter().filter(|(kind, _)| *kind != LinkKind::LeadsTo) {
            rows.push(step(app, to, false, super::item_panel::link_word(kind, true)));
        }
        for (kind, to) in around.into.iter().filter(|(kind, _)| *kind != LinkKind::LeadsTo) {
            rows.push(step(app, to, false, super::item_panel::link_word(kind, false)));
        }
        (!rows.is_empty()).then(|| {
            many(vec![
                el("h3").child("Other links").into_any(),
                el("ul").class("chain").child(rows).into_any(),
            ])
        })
    };
    el("section")
        .class("chain-section")
        .child(el("h3").child("The chain"))
        .child(el("ul").class("chain").child(rows))
        .child(others)
        .into_any()
}
