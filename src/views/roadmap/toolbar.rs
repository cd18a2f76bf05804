//! What is shown of the roadmap, and what can be added.

use super::{Ask, Desk, baseline};
use crate::analysis::roadmap::Zoom;
use crate::app::App;
use crate::components::{Choice, MenuItem, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::views::choices;
use crate::views::shell::project_select;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

pub(super) fn anchor(event: &MouseEvent) -> Option<HtmlElement> {
    event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok())
}

/// The address asks for the goals.
pub(super) fn is_goals(app: App) -> bool {
    app.param("tab").as_deref() == Some("goals")
}

/// The choice between the roadmap and the goals behind it.
pub(in crate::views) fn tabs(app: App) -> AnyView {
    let goals = Memo::new(move |_| is_goals(app));
    segmented(
        "Page",
        &[(false, "Roadmap"), (true, "Goals")],
        move || goals.get(),
        move |on| app.step_param("tab", if on { "goals" } else { "" }),
    )
}

pub(super) fn tools(desk: Desk) -> AnyView {
    let more = move |event: MouseEvent| {
        let Some(anchor) = anchor(&event) else { return };
        let items = vec![
            MenuItem::new("Goal…", move || desk.ask.set(Some(Ask::Goal))),
            MenuItem::new("Milestone…", move || desk.ask.set(Some(Ask::Milestone(None)))),
        ];
        desk.frame.menu.open_at(&anchor, "Add", items);
    };
    many(vec![
        project_select(desk.app),
        el("button")
            .class("button")
            .attr("aria-label", "Add initiative")
            .on_click(move |_| desk.ask.set(Some(Ask::Initiative(None))))
            .child(icon("plus"))
            .child("Initiative")
            .into_any(),
        el("button")
            .class("icon-button")
            .attr("aria-label", "Add more")
            .attr("aria-haspopup", "menu")
            .on_click(more)
            .child(icon("dots"))
            .into_any(),
    ])
}

pub(super) fn toolbar(desk: Desk) -> AnyView {
    let app = desk.app;
    let zooms = [(Zoom::Quarters, "Quarters"), (Zoom::Months, "Months"), (Zoom::Weeks, "Weeks")];
    let go = move |forward: Option<bool>| {
        let from = forward.map(|forward| desk.axis.with_untracked(|axis| axis.beside(forward)).to_string());
        app.set_param("from", &from.unwrap_or_default());
    };
    let goals = move || {
        let mut names = app.with(|p| p.goals.values().map(|g| g.name.clone()).collect::<Vec<_>>());
        names.order();
        let mut all = vec![Choice::new("", "All goals")];
        all.extend(names.into_iter().map(|n| Choice::new(n.clone(), n)));
        all
    };
    let teams = move || app.with(|p| choices::team_names(p, "All teams"));
    let value = move |name: &'static str| move || app.param(name).unwrap_or_default();
    let step = move |forward: bool, name: &'static str, sign: &'static str| {
        el("button")
            .class("icon-button")
            .attr("aria-label", name)
            .attr("title", name)
            .on_click(move |_| go(Some(forward)))
            .child(el("span").class(if forward { "rm-step" } else { "rm-step turned" }).child(icon(sign)))
    };
    el("div")
        .class("toolbar roadmap-bar")
        .child(tabs(app))
        .child(segmented(
            "Zoom",
            &zooms,
            move || desk.axis.with(|a| a.zoom),
            move |zoom| {
                let word = if zoom == Zoom::Quarters { "" } else { zoom.name() };
                app.set_param("zoom", &word.to_lowercase());
            },
        ))
        .child(
            el("span")
                .class("row rm-axis")
                .child(step(false, "Earlier", "right"))
                .child(el("button").class("button plain").on_click(move |_| go(None)).child("Today"))
                .child(step(true, "Later", "right")),
        )
        .child(baseline::button(desk))
        .child(select("Team", "small bare", teams, value("team"), move |t| app.set_param("team", &t)))
        .child(select("Goal", "small bare", goals, value("goal"), move |g| app.set_param("goal", &g)))
        .child(segmented(
            "Shown as",
            &[(false, "Timeline"), (true, "Table")],
            move || app.param("as").as_deref() == Some("table"),
            move |table| app.set_param("as", if table { "table" } else { "" }),
        ))
        .into_any()
}
