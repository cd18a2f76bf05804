//! Whether the next sprint of each team can begin.

use crate::analysis::Facts;
use crate::analysis::tomorrow::{Readiness, readiness};
use crate::app::App;
use crate::dom::prelude::*;
use crate::views::ahead::answer;
use crate::views::phrases;

pub(super) fn section(app: App) -> AnyView {
    let all = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| readiness(&Facts::new(ctx), scope))
    });
    let summary = move || {
        all.with(|all| match all.len() {
            0 => "none is planned".to_owned(),
            n => {
                let ready = all.iter().filter(|r| r.ready() == r.checks.len()).count();
                format!("{ready} of {n} can begin")
            }
        })
    };
    el("section")
        .attr("aria-labelledby", "ready-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "ready-head").child("Next sprints"))
                .child(el("span").class("n num").child(summary)),
        )
        .child(move || {
            all.with(Vec::is_empty).then(|| {
                el("p").class("quiet point-none").child(
                    "Plan the next sprint of a team, and its readiness is checked here: refined, estimated, \
                     unblocked, capacity, goal.",
                )
            })
        })
        .child(
            el("div")
                .class("ready-grid")
                .child(move || all.get().into_iter().map(|r| team(app, r)).collect_view()),
        )
        .into_any()
}

fn team(app: App, ready: Readiness) -> AnyView {
    let today = app.today();
    let begins = ready.start.map(|day| format!("begins {}", phrases::near_day(day, today)));
    let (well, all) = (ready.ready(), ready.checks.len());
    let checks = ready.checks.into_iter().map(|check| {
        el("li").child(el("span").class("quiet ready-name").child(check.name)).child(answer(
            app,
            check.colour,
            check.text,
            check.behind,
        ))
    });
    el("section")
        .class("ready-team")
        .attr("aria-label", [&ready.name, " readiness"].concat())
        .child(
            el("div")
                .class("row")
                .child(el("h3").child(ready.name))
                .child(el("span").class("quiet").child(begins))
                .child(el("span").class("quiet num push").child(format!("{well} of {all} ready"))),
        )
        .child(el("ul").child(checks.collect_view()))
        .into_any()
}
