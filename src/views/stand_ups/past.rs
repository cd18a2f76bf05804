//! What a person said on earlier days.

use super::desk::Desk;
use crate::analysis::stand_up as facts;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::views::phrases;

/// Days shown at most.
const MOST: usize = 10;

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app();
    let person = Memo::new(move |_| {
        let name = app.param("who")?;
        app.with(|p| p.people.values().find(|x| x.name == name).cloned())
    });
    let days = Memo::new(move |_| {
        let (person, day) = (person.get(), desk.day.get());
        person.map(|p| app.with(|program| facts::past(program, p.id, day, MOST))).unwrap_or_default()
    });
    (move || {
        let person = person.get()?;
        let list = move || {
            let rows = days.get().into_iter().map(|(day, line)| {
                let part = |word: &'static str, text: &str| {
                    (!text.is_empty()).then(|| {
                        el("p").child(el("span").class("quiet").child(word)).child(" ").child(text.to_owned())
                    })
                };
                el("li")
                    .child(
                        el("button")
                            .class("link")
                            .on_click(move |_| app.set_param("day", &day.to_string()))
                            .child(phrases::long_day(day)),
                    )
                    .child(line.away.then(|| el("p").class("quiet").child("Away")))
                    .child(part("Yesterday", &line.yesterday))
                    .child(part("Today", &line.today))
            });
            rows.collect_view()
        };
        let none =
            days.with(Vec::is_empty).then(|| el("p").class("quiet").child("Nothing was written down yet."));
        Some(
            el("section")
                .class("past")
                .child(
                    el("div")
                        .class("row side-head")
                        .child(el("h2").class("grow").child(format!("{}, earlier days", person.name)))
                        .child(
                            el("button")
                                .class("icon-button")
                                .attr("aria-label", "Close earlier days")
                                .on_click(move |_| app.set_param("who", ""))
                                .child(icon("close")),
                        ),
                )
                .child(none)
                .child(el("ul").child(list)),
        )
    })
    .into_any()
}
