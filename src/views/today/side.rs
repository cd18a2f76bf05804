//! Beside the day: meetings, running sprints, milestones, projects.

use crate::analysis::health;
use crate::analysis::today::{SprintGlance, running_sprints};
use crate::analysis::tomorrow::Ahead;
use crate::app::{App, Route, View};
use crate::components::status_mark;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::views::ahead::meeting_rows;
use crate::views::phrases;

pub(super) fn meetings(app: App, all: Memo<Vec<Ahead>>) -> AnyView {
    let left = move || {
        let now = app.now.get();
        all.with(|all| all.iter().filter(|m| m.occurrence.end > now).count())
    };
    let summary = move || match (all.with(Vec::len), left()) {
        (0, _) => "none today".to_owned(),
        (_, 0) => "all over".to_owned(),
        (_, n) => format!("{n} left"),
    };
    el("section")
        .attr("aria-labelledby", "meetings-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "meetings-head").child("Meetings"))
                .child(el("span").class("n num").child(summary)),
        )
        .child(meeting_rows(app, all))
        .into_any()
}

pub(super) fn sprints(app: App) -> AnyView {
    let running = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| running_sprints(ctx, scope))
    });
    let row = |glance: SprintGlance| {
        let left = match glance.days_left {
            Some(0) => "over".to_owned(),
            Some(1) => "last day".to_owned(),
            Some(n) => format!("{n} working days left"),
            None => String::new(),
        };
        el("li")
            .class("glance")
            .child(
                el("div")
                    .class("meter-line")
                    .child(
                        el("span")
                            .child(el("span").class("strong").child(glance.name))
                            .child(" ")
                            .child(el("span").class("quiet").child(glance.text)),
                    )
                    .child(el("span").class("quiet").child(left)),
            )
            .child(el("div").class("bar").child(el("span").style("width", format!("{}%", glance.percent))))
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Sprints")).child(
            el("span").class("n").child(move || match running.with(Vec::len) {
                0 => "none running".to_owned(),
                n => format!("{n} running"),
            }),
        ))
        .child(el("ul").child(move || running.get().into_iter().map(row).collect_view()))
        .into_any()
}

pub(super) fn milestones(app: App) -> AnyView {
    let next = move || {
        let (today, project) = (app.today(), app.project());
        app.with(|p| {
            let mut open: Vec<_> = p
                .milestones
                .values()
                .filter(|m| m.reached.is_none() && project.is_none_or(|only| only == m.project))
                .map(|m| (m.due, m.name.clone(), m.baseline.filter(|b| *b != m.due)))
                .collect();
            open.order();
            open.truncate(4);
            open.into_iter()
                .map(|(due, name, moved)| {
                    let from = moved.map(|b| format!("was {}", phrases::day(b, today))).unwrap_or_default();
                    let late = if due < today { "red num" } else { "num" };
                    el("li")
                        .class("side-row")
                        .child(el("span").class("strong cut grow").child(name))
                        .child(el("span").class("quiet").child(from))
                        .child(el("span").class(late).child(phrases::near_day(due, today)))
                })
                .collect_view()
        })
    };
    let none = move || app.with(|p| p.milestones.values().all(|m| m.reached.is_some()));
    el("section")
        .attr("hidden", none)
        .child(el("div").class("list-head").child(el("h2").child("Milestones")))
        .child(el("ul").child(next))
        .into_any()
}

pub(super) fn projects(app: App) -> AnyView {
    let rows = Memo::new(move |_| {
        app.analyse(|ctx| {
            let mut projects: Vec<_> = ctx.program.projects.values().cloned().collect();
            projects.order_by(|a, b| a.name.cmp(&b.name));
            projects
                .into_iter()
                .map(|project| {
                    let health = health(ctx, Some(project.id));
                    (project.name.clone(), project.prefix.clone(), health.overall, health.reason)
                })
                .collect::<Vec<_>>()
        })
    });
    let list = move || {
        rows.get()
            .into_iter()
            .map(|(name, prefix, colour, reason)| {
                let report = Route::to(View::Reports).with("project", &prefix);
                el("li")
                    .class("side-row")
                    .child(el("a").class("strong cut").attr("href", format!("#{report}")).child(name))
                    .child(
                        el("span")
                            .class("quiet cut grow end")
                            .attr("title", reason.clone())
                            .child(reason.clone()),
                    )
                    .child(status_mark(colour, colour.name()))
            })
            .collect_view()
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Projects")))
        .child(el("ul").child(list))
        .into_any()
}
