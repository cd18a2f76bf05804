//! The four parts of the day: its meetings as bars, and what is left in each.

use crate::analysis::today::{Bar, DayPart, Need, parts};
use crate::analysis::tomorrow::Ahead;
use crate::app::App;
use crate::dom::prelude::*;
use crate::views::phrases;

/// Thousandths as a length in percent.
fn share(thousandths: u16) -> String {
    [tenths(f64::from(thousandths) / 10.0), "%".to_owned()].concat()
}

pub(super) fn band(app: App, needs: Memo<Vec<Need>>, meetings: Memo<Vec<Ahead>>) -> AnyView {
    let all = Memo::new(move |_| {
        let meetings: Vec<_> = meetings.with(|m| m.iter().map(|m| m.occurrence.clone()).collect());
        needs.with(|needs| app.analyse(|ctx| parts(ctx, needs, &meetings)))
    });
    let drawn = move || all.get().into_iter().map(|p| part(app, p)).collect_view();
    el("div")
        .class("band")
        .attr("role", "group")
        .attr("aria-label", "The parts of the day")
        .child(drawn)
        .into_any()
}

fn bar(bar: Bar) -> AnyView {
    el("span")
        .class(if bar.past { "band-bar past" } else { "band-bar" })
        .attr("title", bar.title)
        .style("left", share(bar.left))
        .style("width", share(bar.width))
        .into_any()
}

fn part(app: App, part: DayPart) -> AnyView {
    let when = match (part.now, part.past) {
        (Some(_), _) => "Now".to_owned(),
        (None, true) => "Over".to_owned(),
        (None, false) => format!("From {}", phrases::minutes(part.begins)),
    };
    let class = match (part.now, part.past) {
        (Some(_), _) => "band-part now",
        (None, true) => "band-part past",
        _ => "band-part",
    };
    let now = part.now.map(|at| el("span").class("band-now").style("left", share(at)));
    let project = app.param("project").unwrap_or_default();
    let to = ["#/", part.route, if project.is_empty() { "" } else { "?project=" }, &project].concat();
    el("div")
        .class(class)
        .child(
            el("div")
                .class("band-strip")
                .attr("aria-hidden", "true")
                .child(part.bars.into_iter().map(bar).collect_view())
                .child(now),
        )
        .child(
            el("div")
                .class("band-head")
                .child(el("a").class("strong").attr("href", to).child(part.name))
                .child(" ")
                .child(el("span").class("when").child(when)),
        )
        .child(el("div").class("band-text").child(part.left))
        .into_any()
}
