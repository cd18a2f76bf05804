//! The head of a list: what each column is, and sorting by it.

use super::{RecordList, number, sort};
use crate::analysis::lists::SortBy;
use crate::dom::prelude::*;

pub(super) fn head(list: RecordList) -> AnyView {
    let app = list.app();
    let column = move |name: &'static str, class: &'static str, by: SortBy| {
        let here = move || sort(app).0 == by;
        let direction = move || here().then(|| if sort(app).1 { "descending" } else { "ascending" });
        el("div")
            .class(class)
            .attr("role", "columnheader")
            .attr("aria-sort", direction)
            .child(
                el("button")
                    .attr("title", move || {
                        if here() { "Turn the order round" } else { "Sort by this" }.to_owned()
                    })
                    .on_click(move |_| {
                        let down = untrack(|| here() && !sort(app).1);
                        let word = [if down { "-" } else { "" }, by.word()].concat();
                        app.set_param("sort", if word == "due" { "" } else { &word });
                    })
                    .child(name)
                    .child(move || {
                        here().then(|| {
                            el("span").class("sort-sign").attr("aria-hidden", "true").child(if sort(app).1 {
                                "↓"
                            } else {
                                "↑"
                            })
                        })
                    }),
            )
            .into_any()
    };
    let all = Memo::new(move |_| {
        let n = list.passing.with(|rows| rows.len());
        n > 0 && list.ticked.with(|ticked| ticked.len() == n)
    });
    el("div")
        .class("record-head")
        .attr("role", "row")
        .child(
            el("div").class("c-tick").attr("role", "columnheader").child(
                el("input")
                    .attr("type", "checkbox")
                    .class("check")
                    .attr("aria-label", "Tick all")
                    .on_change(move |event| {
                        let on = event_target_checked(&event);
                        list.ticked.update(|ticked| {
                            ticked.clear();
                            if on {
                                list.passing.with_untracked(|rows| ticked.extend(rows.iter().map(number)));
                            }
                        });
                    })
                    .prop("checked", move || all.get()),
            ),
        )
        .child(column("Key", "c-key", SortBy::Key))
        .child(column("Title", "c-title", SortBy::Title))
        .child(column("Owner", "c-owner", SortBy::Owner))
        .child(column(list.spec.due.0, "c-due", SortBy::Due))
        .child(column("State", "c-state", SortBy::State))
        .child(column(list.spec.extra, "c-extra", SortBy::Extra))
        .child(column("Comes from", "c-source", SortBy::Source))
        .into_any()
}
