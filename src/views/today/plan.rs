//! The plan of today, live: the first three, then the rest, routines among them.

use crate::analysis::plan::{self, Line};
use crate::app::App;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::views::{day_plan, phrases};

pub(super) fn plan(app: App) -> AnyView {
    let lines = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| plan::lines(p, today))
    });
    let ids = move || lines.with(|l| l.iter().map(|l| l.of.number()).collect::<Vec<_>>());
    let summary = move || {
        lines.with(|lines| {
            let done = lines.iter().filter(|l| l.done).count();
            let left: u32 = lines.iter().filter(|l| !l.done).filter_map(|l| l.minutes).sum();
            match (lines.len(), left) {
                (0, _) => String::new(),
                (all, 0) => format!("{done} of {all} done"),
                (all, left) => format!("{done} of {all} done, {left} min left"),
            }
        })
    };
    el("section")
        .attr("aria-labelledby", "plan-head")
        .class("plan")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "plan-head").child("Plan for today"))
                .child(el("span").class("n num").child(summary)),
        )
        .child(el("ul").child(keyed(ids, move |number: u64| row(app, number, lines))))
        .child(day_plan::add_line(app, "Add to the plan", "P", move || app.today()))
        .into_any()
}

fn row(app: App, number: u64, lines: Memo<Vec<Line>>) -> AnyView {
    let line = Memo::new(move |_| lines.with(|l| l.iter().find(|l| l.of.number() == number).cloned()));
    let done = move || line.with(|l| l.as_ref().is_some_and(|l| l.done));
    let of = move |read: fn(&Line) -> String| line.with(|l| l.as_ref().map(read).unwrap_or_default());
    let text = move || of(|l| l.text.clone());
    let at = move || of(|l| l.at.map(phrases::minutes).unwrap_or_default());
    let minutes = move || of(|l| l.minutes.map(|m| format!("{m} min")).unwrap_or_default());
    let place = move || {
        lines.with(|all| {
            all.iter().filter(|l| l.top).position(|l| l.of.number() == number).map(|n| (n + 1).to_string())
        })
    };
    let act = move |work: fn(App, &Line)| {
        if let Some(line) = line.get_untracked() {
            work(app, &line);
        }
    };
    el("li")
        .class("plan-row")
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("aria-label", text)
                .on_change(move |event| {
                    if let Some(line) = line.get_untracked() {
                        day_plan::tick(app, &line, event_target_checked(&event));
                    }
                })
                .prop("checked", done),
        )
        .child(move || {
            place().map(|n| el("span").class("top-sign on").attr("title", "One of the first three").child(n))
        })
        .child(el("span").class(move || if done() { "struck cut" } else { "strong cut" }).child(text))
        .child(el("span").class("quiet plan-why").child(move || of(|l| l.why.clone())))
        .child(crate::views::tomorrow::about_link(app, line))
        .child(el("span").class("grow"))
        .child(el("span").class("num").child(at))
        .child(el("span").class("quiet num").child(minutes))
        .child(
            el("button")
                .class("icon-button reveal")
                .attr("aria-label", move || format!("Drop: {}", text()))
                .attr("title", "Drop")
                .on_click(move |_| act(day_plan::give_up))
                .child(icon("close")),
        )
        .into_any()
}
