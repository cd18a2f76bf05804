//! The plan of the day ahead: the first three, time kept, and what else is meant to be done.

use super::{Desk, keys, left};
use crate::analysis::plan::Line;
use crate::analysis::tomorrow::{Gap, gaps, next_gap};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::views::ahead::meetings_of;
use crate::views::{day_plan, phrases};

/// The free times of the day ahead.
fn free(desk: Desk) -> Vec<Gap> {
    let day = desk.day.get();
    desk.next.with(|lines| {
        desk.app().analyse(|ctx| gaps(ctx.program.settings.day, ctx.zone, day, &meetings_of(ctx, day), lines))
    })
}

/// Keeps the first free time for a line that has none, else frees its time.
pub(super) fn keep_time(desk: Desk, line: &Line) {
    let app = desk.app();
    if line.at.is_some() {
        day_plan::keep_time(app, line, None);
        return;
    }
    match next_gap(&untrack(|| free(desk)), line.minutes) {
        Some(at) => day_plan::keep_time(app, line, Some(at)),
        None => app.toasts.say("There is no free half hour left on that day."),
    }
}

pub(super) fn section(desk: Desk) -> AnyView {
    let ids = move || desk.next.with(|l| l.iter().map(|l| l.of.number()).collect());
    let title = move || format!("Plan for {}", phrases::weekday(desk.day.get()));
    let summary = move || {
        desk.next.with(|lines| {
            let first = lines.iter().filter(|l| l.top).count();
            let minutes: u32 = lines.iter().filter_map(|l| l.minutes).sum();
            let first = match first {
                0 if lines.is_empty() => "nothing yet".to_owned(),
                0 => "choose up to three that come first".to_owned(),
                n => format!("{n} of 3 first"),
            };
            if minutes > 0 { format!("{first}, {minutes} min") } else { first }
        })
    };
    let times = move || {
        let free = free(desk);
        let words: Vec<String> = free
            .iter()
            .map(|g| format!("{} to {}", phrases::minutes(g.from), phrases::minutes(g.to)))
            .collect();
        match words.len() {
            0 => "No free half hour on that day.".to_owned(),
            _ => format!("Free for focus: {}.", words.join(", ")),
        }
    };
    el("section")
        .attr("aria-labelledby", "next-head")
        .class("plan next-plan")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "next-head").child(title))
                .child(el("span").class("n num").child(summary)),
        )
        .child(el("ul").child(keyed(ids, move |number: u64| row(desk, number))))
        .child(day_plan::add_line(desk.app(), "Add to that day", "P", move || desk.day.get()))
        .child(el("p").class("quiet focus-times").child(times))
        .into_any()
}

fn row(desk: Desk, number: u64) -> AnyView {
    let app = desk.app();
    let (line, text) = left::shown(desk, number, desk.next);
    let of = move |read: fn(&Line) -> String| line.with(|l| l.as_ref().map(read).unwrap_or_default());
    let top = move || line.with(|l| l.as_ref().is_some_and(|l| l.top));
    let place = move || {
        desk.next.with(|lines| {
            lines.iter().filter(|l| l.top).position(|l| l.of.number() == number).map(|n| (n + 1).to_string())
        })
    };
    let here = move || desk.here().is_some_and(|l| l.of.number() == number);
    let minutes = move || of(|l| l.minutes.map(|m| format!("{m} min")).unwrap_or_default());
    let at = move || of(|l| l.at.map(phrases::minutes).unwrap_or_default());
    el("li")
        .class(move || if here() { "line-row here" } else { "line-row" })
        .attr("data-line", number.to_string())
        .attr("tabindex", "0")
        .attr("aria-label", move || if top() { ["First: ", &text()].concat() } else { text() })
        .on_focusin(move |_| desk.chosen.set(Some(number)))
        .child(
            el("button")
                .class(move || if top() { "top-sign on" } else { "top-sign" })
                .attr("aria-pressed", move || if top() { "true" } else { "false" })
                .attr("aria-label", move || match place() {
                    Some(n) => [&n, ", comes first: ", &text()].concat(),
                    None => ["Comes first: ", &text()].concat(),
                })
                .attr("title", "One of the first three (T)")
                .on_click(move |_| {
                    keys::act(desk, number, "t");
                })
                .child(move || place().unwrap_or_default()),
        )
        .child(
            el("span")
                .class("line-what")
                .child(el("span").class("strong cut").child(text))
                .child(el("span").class("quiet").child(move || of(|l| l.why.clone())))
                .child(left::about_link(app, line)),
        )
        .child(el("span").class("quiet num").child(minutes))
        .child(
            el("button")
                .class(move || if at().is_empty() { "button small reveal" } else { "button small" })
                .attr("aria-label", move || {
                    let at = at();
                    if at.is_empty() {
                        ["Keep time for: ", &text()].concat()
                    } else {
                        ["Kept at ", &at, ", free it: ", &text()].concat()
                    }
                })
                .attr("title", "Keep the next free time (F)")
                .on_click(move |_| {
                    keys::act(desk, number, "f");
                })
                .child(icon("clock"))
                .child(move || {
                    let at = at();
                    if at.is_empty() { "Keep time".to_owned() } else { at }
                }),
        )
        .child(
            el("button")
                .class("icon-button reveal")
                .attr("aria-label", move || ["Drop: ", &text()].concat())
                .attr("title", "Drop (X)")
                .on_click(move |_| {
                    keys::act(desk, number, "x");
                })
                .child(icon("close")),
        )
        .into_any()
}
