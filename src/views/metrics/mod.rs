//! Metrics: the four headline figures, each with its working, and the charts behind them.

mod scatter;
mod weeks;
mod working;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::flow::{Durations, Measure, Percentiles, ScatterDot, throughput_by_week};
use crate::analysis::{Behind, DayCount, Facts, Figure, Group, Window, all_figures, headline_in};
use crate::app::App;
use crate::components::{
    Choice, Scale, icon, nice_ticks, select, sized, sparkline, status_mark, table_head, y_axis,
};
use crate::dom::prelude::*;
use crate::model::{Date, WorkItemId};
use crate::platform::clipboard;
use std::sync::Arc;

use scatter::*;
use weeks::*;
use working::*;

/// Windows to choose from, in days.
const WINDOWS: [u32; 4] = [30, 60, 90, 180];
/// How many figures head the page.
const HEADLINE: usize = 4;

fn window(app: App) -> Window {
    let days = app.param("days").and_then(|d| d.parse().ok()).filter(|d| WINDOWS.contains(d)).unwrap_or(60);
    let count =
        if app.param("count").as_deref() == Some("working") { DayCount::Working } else { DayCount::Calendar };
    Window { days, count }
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let figures: Memo<Vec<Figure>> = Memo::new(move |_| {
        let (scope, window) = (app.scope(), window(app));
        app.analyse(|ctx| {
            let mut all: Vec<Figure> = headline_in(&Facts::new(ctx), scope, window).into_iter().collect();
            all.extend(all_figures(ctx, scope).into_iter().skip(HEADLINE));
            all
        })
    });
    let teams = move || app.with(|p| crate::views::choices::team_names(p, "All teams"));
    let days = || WINDOWS.map(|d| Choice::new(d.to_string(), format!("Last {d} days"))).to_vec();
    let counts = || vec![Choice::new("", "Calendar days"), Choice::new("working", "Working days")];
    let toolbar = el("div")
        .class("toolbar")
        .child(select(
            "Team",
            "small",
            teams,
            move || app.param("team").unwrap_or_default(),
            move |t| app.set_param("team", &t),
        ))
        .child(el("span").class("push"))
        .child(select(
            "Window",
            "small bare",
            days,
            move || window(app).days.to_string(),
            move |d| app.set_param("days", if d == "60" { "" } else { &d }),
        ))
        .child(select(
            "How days count",
            "small bare",
            counts,
            move || app.param("count").unwrap_or_default(),
            move |c| app.set_param("count", &c),
        ))
        .into_any();
    let tiles = move || {
        figures
            .with(|f| f.iter().take(HEADLINE).cloned().collect::<Vec<_>>())
            .into_iter()
            .map(|f| tile(app, f))
            .collect_view()
    };
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Metrics, scrollable")
        .child(el("div").class("figures").child(tiles))
        .child(scatter(app))
        .child(weeks(app))
        .child(others(app, figures))
        .into_any();
    let context = move || {
        let (today, scope) = (app.today(), app.scope());
        let name = app.with(|p| scope.name(p));
        format!("{name}, as of {}", phrases::day(today, today)).into_any()
    };
    page_frame(
        frame,
        "Metrics".into(),
        context,
        project_select(app),
        Some(toolbar),
        content,
        working(app, figures),
    )
}

/// The word for a figure in the address.
fn slug(name: &str) -> String {
    name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn is_open(app: App, slug: &str) -> bool {
    app.param("figure").as_deref() == Some(slug)
}

fn toggle(app: App, slug: &str) {
    let open = app.route.with_untracked(|r| r.get("figure") == Some(slug));
    app.set_param("item", "");
    app.set_param("figure", if open { "" } else { slug });
}

fn tile(app: App, figure: Figure) -> AnyView {
    let name = StoredValue::new(slug(&figure.name));
    let open = move || name.with_value(|n| is_open(app, n));
    let (label, section_name) = (figure.name.clone(), figure.name.clone());
    let colour = figure.colour.map(|c| status_mark(c, c.name()));
    el("section")
        .class(move || if open() { "figure open" } else { "figure" })
        .attr("aria-label", section_name)
        .child(el("h2").child(figure.name.clone()))
        .child(
            el("div")
                .class("value")
                .child(figure.display.clone())
                .child(" ")
                .child(el("small").child(figure.unit.clone())),
        )
        .child(sparkline(&figure.trend))
        .child(
            el("div")
                .class("line")
                .child(colour)
                .child(el("span").class("strong").child(figure.caption.clone()))
                .child(el("span").class("quiet num").child(figure.detail.clone())),
        )
        .child(
            el("div").child(
                el("button")
                    .class("link")
                    .attr("aria-expanded", move || if open() { "true" } else { "false" })
                    .attr("aria-label", move || {
                        format!("{} of {label}", if open() { "Hide working" } else { "Show working" })
                    })
                    .on_click(move |_| name.with_value(|n| toggle(app, n)))
                    .child(move || if open() { "Hide working" } else { "Show working" }),
            ),
        )
        .into_any()
}

fn others(app: App, figures: Memo<Vec<Figure>>) -> AnyView {
    let rows = move || {
        figures
            .with(|f| f.iter().skip(HEADLINE).cloned().collect::<Vec<_>>())
            .into_iter()
            .map(|figure| {
                let name = StoredValue::new(slug(&figure.name));
                let open = move || name.with_value(|n| is_open(app, n));
                let label = figure.name.clone();
                el("tr")
                    .class(move || if open() { "chosen" } else { "" })
                    .child(el("td").class("strong").child(figure.name.clone()))
                    .child(
                        el("td")
                            .class("num strong")
                            .child(figure.display.clone())
                            .child(" ")
                            .child(el("span").class("quiet").child(figure.unit.clone())),
                    )
                    .child(el("td").child(figure.colour.map(|c| status_mark(c, c.name()))))
                    .child(el("td").class("quiet").child(figure.sentence.clone()))
                    .child(
                        el("td").class("end").child(
                            el("button")
                                .class("link")
                                .attr("aria-label", format!("Show working of {label}"))
                                .on_click(move |_| name.with_value(|n| toggle(app, n)))
                                .child("Working"),
                        ),
                    )
            })
            .collect_view()
    };
    el("section")
        .class("chart-block inset-none")
        .attr("aria-labelledby", "other-figures")
        .child(el("div").class("chart-head").child(el("h2").attr("id", "other-figures").child("All figures")))
        .child(
            el("div").class("table-wrap").child(
                el("table")
                    .class("table other-figures")
                    .child(table_head(&["Figure", "#Value", "Status", "In words", "-Working"]))
                    .child(el("tbody").child(rows)),
            ),
        )
        .into_any()
}
