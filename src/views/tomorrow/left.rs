//! What is left of today: each line is done, moved or dropped.

use super::{Desk, keys};
use crate::analysis::plan::Line;
use crate::app::{Route, View};
use crate::dom::prelude::*;
use crate::views::phrases;

pub(super) fn section(desk: Desk) -> AnyView {
    let ids = move || desk.left.with(|l| l.iter().map(|l| l.of.number()).collect());
    let none = Memo::new(move |_| desk.left.with(Vec::is_empty));
    let planned = move || {
        let today = desk.app().today();
        desk.app().with(|p| p.plan.values().any(|e| e.day >= today) || !p.routines.is_empty())
    };
    let summary = move || match desk.left.with(Vec::len) {
        0 => "nothing left open".to_owned(),
        n => phrases::count(n, "line open", "lines open"),
    };
    el("section")
        .attr("aria-labelledby", "left-head")
        .class("left-of-today")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "left-head").child("Left of today"))
                .child(el("span").class("n num").child(summary))
                .child(el("span").class("push"))
                .child(move || {
                    (!none.get()).then(|| {
                        el("button")
                            .class("link")
                            .attr("title", "Move all to the day ahead (A)")
                            .on_click(move |_| keys::move_all(desk))
                            .child("Move all")
                    })
                }),
        )
        .child(move || {
            none.get().then(|| {
                el("p")
                    .class("quiet point-none")
                    .child(if planned() {
                        "Everything of today is done, moved or dropped. "
                    } else {
                        "Nothing was planned for today. "
                    })
                    .child(
                        el("a").attr("href", format!("#{}", Route::to(View::Today))).child("Look at today"),
                    )
            })
        })
        .child(el("ul").child(keyed(ids, move |number: u64| row(desk, number))))
        .into_any()
}

/// What is shown of a line that may be gone already.
pub(super) fn shown(
    desk: Desk,
    number: u64,
    lines: Memo<Vec<Line>>,
) -> (Memo<Option<Line>>, impl Fn() -> String + Copy) {
    let line = Memo::new(move |_| lines.with(|l| l.iter().find(|l| l.of.number() == number).cloned()));
    let _ = desk;
    (line, move || line.with(|l| l.as_ref().map(|l| l.text.clone()).unwrap_or_default()))
}

/// A link to the record that a line is about.
pub(in crate::views) fn about_link(app: crate::app::App, line: Memo<Option<Line>>) -> AnyView {
    (move || {
        let about = line.with(|l| l.as_ref().and_then(|l| l.about.clone()))?;
        let called = app.with(|p| match &about {
            crate::model::Ref::Project(id) => p.projects.get(id).map(|p| p.name.clone()),
            other => crate::analysis::chain::called(p, other)
                .map(|c| if c.key.is_empty() { c.title } else { c.key }),
        })?;
        Some(
            el("button")
                .class("key-link")
                .on_click(move |event| {
                    event.stop_propagation();
                    crate::views::ahead::open(app, &about);
                })
                .child(called),
        )
    })
    .into_any()
}

fn row(desk: Desk, number: u64) -> AnyView {
    let app = desk.app();
    let (line, text) = shown(desk, number, desk.left);
    let why = move || line.with(|l| l.as_ref().map(|l| l.why.clone()).unwrap_or_default());
    let here = move || desk.here().is_some_and(|l| l.of.number() == number);
    let verb = move |key: &'static str, word: &'static str, cap: &'static str| {
        el("button")
            .class("button small")
            .attr("aria-label", move || [word, ": ", &text()].concat())
            .attr("title", [word, " (", cap, ")"].concat())
            .on_click(move |_| {
                keys::act(desk, number, key);
            })
            .child(word)
            // Drawn, not written: the button's name begins with what it says.
            .child(el("kbd").class("keycap wide-only").attr("aria-hidden", "true").attr("data-cap", cap))
    };
    el("li")
        .class(move || if here() { "line-row here" } else { "line-row" })
        .attr("data-line", number.to_string())
        .attr("tabindex", "0")
        .attr("aria-label", move || {
            let why = why();
            if why.is_empty() { text() } else { [&text(), ", ", &why].concat() }
        })
        .on_focusin(move |_| desk.chosen.set(Some(number)))
        .child(
            el("span")
                .class("line-what")
                .child(el("span").class("strong cut").child(text))
                .child(el("span").class("quiet").child(why))
                .child(about_link(app, line)),
        )
        .child(
            el("span")
                .class("line-verbs")
                .child(verb("d", "Done", "D"))
                .child(verb("m", "Move", "M"))
                .child(verb("x", "Drop", "X")),
        )
        .into_any()
}
