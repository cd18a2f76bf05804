//! Metrics: the four headline figures, each with its working, and the charts behind them.

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::flow::{Durations, Measure, Percentiles, ScatterDot, throughput_by_week};
use crate::analysis::{Behind, DayCount, Facts, Figure, Group, Window, all_figures, headline_in};
use crate::app::App;
use crate::components::{Choice, Scale, icon, nice_ticks, select, sparkline, status_mark};
use crate::dom::prelude::*;
use crate::model::{Date, WorkItemId};
use crate::platform::clipboard;
use std::sync::Arc;

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
    let teams = move || {
        let mut choices = vec![Choice::new("", "All teams")];
        let mut names = app.with(|p| p.teams.values().map(|t| t.name.clone()).collect::<Vec<_>>());
        names.sort();
        choices.extend(names.into_iter().map(|n| Choice::new(n.clone(), n)));
        choices
    };
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
                    .child(
                        el("thead").child(
                            el("tr")
                                .child(el("th").attr("scope", "col").child("Figure"))
                                .child(el("th").attr("scope", "col").class("num").child("Value"))
                                .child(el("th").attr("scope", "col").child("Status"))
                                .child(el("th").attr("scope", "col").child("In words"))
                                .child(el("th").child(el("span").class("sr-only").child("Working"))),
                        ),
                    )
                    .child(el("tbody").child(rows)),
            ),
        )
        .into_any()
}

/// The working of the figure that the address names.
fn working(app: App, figures: Memo<Vec<Figure>>) -> AnyView {
    let figure = Memo::new(move |_| {
        let name = app.param("figure").filter(|_| app.param("item").is_none())?;
        figures.with(|f| f.iter().find(|f| slug(&f.name) == name).cloned())
    });
    (move || figure.get().map(|f| working_panel(app, f))).into_any()
}

fn keys(app: App, items: &[WorkItemId], most: usize) -> AnyView {
    let shown = items
        .iter()
        .take(most)
        .filter_map(|id| app.with(|p| p.items.get(id).map(|i| (*id, i.key.clone()))))
        .map(|(id, key)| {
            many(vec![
                el("button").class("key-link").on_click(move |_| app.open_item(id)).child(key).into_any(),
                (" ").into_any(),
            ])
        })
        .collect_view();
    let rest = items.len().saturating_sub(most);
    many(vec![(shown).into_any(), ((rest > 0).then(|| format!("{rest} more"))).into_any()]).into_any()
}

fn groups(app: App, title: &'static str, groups: Vec<Group>) -> AnyView {
    if groups.is_empty() {
        return ().into_any();
    }
    let total: usize = groups.iter().map(|g| g.count).sum();
    let rows = groups
        .into_iter()
        .map(|g| {
            let more = RwSignal::new(false);
            let items = Arc::new(g.items);
            let several = items.len() > 6;
            el("div").class("left-out").child(el("strong").class("num").child(g.count)).child(
                el("div").child(g.what).child(
                    el("div")
                        .class("keys")
                        .child(move || keys(app, &items, if more.get() { usize::MAX } else { 6 }))
                        .child(move || {
                            (several && !more.get()).then(|| {
                                many(vec![
                                    (" ").into_any(),
                                    el("button")
                                        .class("link")
                                        .on_click(move |_| more.set(true))
                                        .child("Show")
                                        .into_any(),
                                ])
                            })
                        }),
                ),
            )
        })
        .collect_view();
    el("section")
        .child(el("h3").child(title).child(" ").child(el("span").class("quiet num").child(total)))
        .child(rows)
        .into_any()
}

fn behind(app: App, rows: Vec<Behind>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let total = rows.len();
    let more = RwSignal::new(false);
    let list = move || {
        rows.iter()
            .take(if more.get() { 200 } else { 8 })
            .cloned()
            .map(|row| {
                let key = row.item.and_then(|id| app.with(|p| p.items.get(&id).map(|i| i.key.clone())));
                let name = match row.item {
                    Some(id) => el("button")
                        .class("behind-link cut grow")
                        .on_click(move |_| app.open_item(id))
                        .child(el("span").class("key").child(key))
                        .child(" ")
                        .child(row.label)
                        .into_any(),
                    None => el("span").class("cut grow").child(row.label).into_any(),
                };
                el("li").class("side-row").child(name).child(el("span").class("strong num").child(row.value))
            })
            .collect_view()
    };
    el("section")
        .child(el("h3").child("Behind the figure"))
        .child(el("ul").child(list))
        .child(move || {
            (total > 8 && !more.get()).then(|| {
                el("button")
                    .class("link")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", total - 8))
            })
        })
        .into_any()
}

/// The working as text, to paste where someone asks.
fn as_text(figure: &Figure) -> String {
    let mut lines = vec![
        format!("{}: {} {}", figure.name, figure.display, figure.unit),
        figure.sentence.clone(),
        String::new(),
    ];
    lines.extend(figure.formula.iter().cloned());
    lines.push(figure.formula_note.clone());
    lines.extend(figure.population.iter().map(|(name, n)| format!("{name}: {n}")));
    lines.extend(figure.left_out.iter().map(|g| format!("Left out: {} {}", g.count, g.what)));
    lines.extend(figure.remarks.iter().map(|g| format!("Remark: {} {}", g.count, g.what)));
    lines.join("\n")
}

fn working_panel(app: App, figure: Figure) -> AnyView {
    let text = as_text(&figure);
    let copy = move |_| {
        let text = text.clone();
        wasm_bindgen_futures::spawn_local(async move {
            let said = if clipboard::copy(text, None).await {
                "Working copied"
            } else {
                "The browser refused the clipboard"
            };
            app.toasts.say(said);
        });
    };
    let population = figure
        .population
        .iter()
        .map(|(name, n)| {
            el("div")
                .class("pair")
                .child(el("span").child(name.clone()))
                .child(el("strong").class("num").child(phrases::grouped(*n as usize)))
        })
        .collect_view();
    el("aside")
        .class("panel")
        .attr("aria-label", format!("Working: {}", figure.name))
        .child(
            el("div")
                .class("panel-bar")
                .child(el("h2").class("grow").child(format!("Working: {}", figure.name.to_lowercase())))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Copy the working")
                        .attr("title", "Copy")
                        .on_click(copy)
                        .child(icon("copy")),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Close")
                        .attr("title", "Close (Esc)")
                        .on_click(move |_| app.set_param("figure", ""))
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("panel-body working")
                .child(el("p").class("lead-line").child(figure.sentence.clone()))
                .child(
                    el("section")
                        .child(el("h3").child("Formula"))
                        .child(el("div").class("formula").child(figure.formula.join("\n")))
                        .child(el("p").class("quiet caption").child(figure.formula_note.clone())),
                )
                .child(el("section").child(el("h3").child("Population")).child(population))
                .child(groups(app, "Left out", figure.left_out))
                .child(groups(app, "Counted with a remark", figure.remarks))
                .child(behind(app, figure.behind)),
        )
        .into_any()
}

/// Cycle times of finished items over the window, with the lines that 50, 85 and 95 % stay under.
fn scatter(app: App) -> AnyView {
    let data = Memo::new(move |_| {
        let (scope, window) = (app.scope(), window(app));
        app.analyse(|ctx| {
            let durations = Durations::new(&Facts::new(ctx), scope, window, Measure::Cycle);
            let span = window.span(ctx);
            (durations.dots.clone(), durations.percentiles(), span, window.count)
        })
    });
    let drawn = move || {
        let (dots, percentiles, span, count) = data.get();
        let today = untrack(|| app.today());
        let heading = format!(
            "{} from start to finish, {} finished since {}",
            count.name().to_lowercase(),
            phrases::count(dots.len(), "item", "items"),
            phrases::day(span.0, today)
        );
        let Some(percentiles) = percentiles else {
            return many(vec![el("div").class("chart-head").child(el("h2").child("Cycle time")).into_any(), el("div").class("empty").child(el("p").child("Nothing that was finished in this window has a known start. Imports without a history fill this in over successive imports.")).into_any()])
            .into_any();
        };
        many(vec![
            el("div")
                .class("chart-head")
                .child(el("h2").child("Cycle time"))
                .child(el("span").class("quiet").child(heading))
                .into_any(),
            (scatter_chart(app, &dots, percentiles, span)).into_any(),
            el("p")
                .class("caption")
                .child({
                    format!(
                        "85 % of items finish within {}; the slowest took {}.",
                        phrases::count(percentiles.p85 as usize, "day", "days"),
                        phrases::count(
                            dots.iter().map(|d| d.days).max().unwrap_or(0) as usize,
                            "day",
                            "days"
                        ),
                    )
                })
                .into_any(),
            (scatter_table(app, dots)).into_any(),
        ])
        .into_any()
    };
    el("section").class("chart-block").child(drawn).into_any()
}

fn scatter_chart(app: App, dots: &[ScatterDot], percentiles: Percentiles, span: (Date, Date)) -> AnyView {
    let (width, height) = (800.0, 250.0);
    let (left, right, foot) = (34.0, width - 84.0, height - 24.0);
    let slowest = dots.iter().map(|d| d.days).max().unwrap_or(1);
    let ticks = nice_ticks(slowest.max(percentiles.p95) as f64, 4);
    let top = ticks.last().copied().unwrap_or(1.0);
    let length = (span.1 - span.0).num_days().max(1) as f64;
    let x = Scale { domain: (0.0, length), range: (left, right) };
    let y = Scale { domain: (0.0, top), range: (foot, 12.0) };
    let today = untrack(|| app.today());
    let grid = ticks
        .iter()
        .map(|t| {
            let at = format!("{:.1}", y.at(*t));
            let class = if *t == 0.0 { "base" } else { "grid" };
            many(vec![
                svg("line")
                    .class(class)
                    .attr("x1", left)
                    .attr("x2", right)
                    .attr("y1", at.clone())
                    .attr("y2", at)
                    .into_any(),
                svg("text")
                    .attr("x", left - 8.0)
                    .attr("y", format!("{:.1}", y.at(*t) + 4.0))
                    .attr("text-anchor", "end")
                    .child(*t as i64)
                    .into_any(),
            ])
        })
        .collect_view();
    let mut label_at = f64::INFINITY;
    let lines = [
        ("p50", "50 %", percentiles.p50),
        ("p85", "85 %", percentiles.p85),
        ("p95", "95 %", percentiles.p95),
    ]
    .into_iter()
    .map(|(class, name, days)| {
        let at = y.at(days as f64);
        // Labels never overlap: each stands at least a line above the one below it.
        let text_at = if label_at - at < 14.0 { label_at - 14.0 } else { at };
        label_at = text_at;
        many(vec![
            svg("line")
                .class(class)
                .attr("x1", left)
                .attr("x2", right)
                .attr("y1", format!("{at:.1}"))
                .attr("y2", format!("{at:.1}"))
                .into_any(),
            svg("text")
                .class(if class == "p85" { "loud" } else { "" })
                .attr("x", right + 8.0)
                .attr("y", format!("{:.1}", text_at + 4.0))
                .child(format!("{name}, {days} d"))
                .into_any(),
        ])
    })
    .collect_view();
    let worst = dots.iter().max_by_key(|d| (d.days, d.finish)).map(|d| d.item);
    let marks = dots
        .iter()
        .map(|dot| {
            let (cx, cy) = (x.at((dot.finish - span.0).num_days() as f64), y.at(dot.days as f64));
            let outlier = dot.days > percentiles.p95;
            let id = dot.item;
            let name = (Some(dot.item) == worst && outlier).then(|| {
                let key = app.with(|p| p.items.get(&id).map(|i| i.key.clone())).unwrap_or_default();
                // Near the right edge the name goes to the left of its dot.
                let (tx, anchor) = if cx > right - 120.0 { (cx - 8.0, "end") } else { (cx + 8.0, "start") };
                svg("text")
                    .class("loud")
                    .attr("x", format!("{tx:.1}"))
                    .attr("y", format!("{:.1}", cy + 4.0))
                    .attr("text-anchor", anchor)
                    .child(format!("{key}, {} d", dot.days))
            });
            many(vec![
                svg("circle")
                    .class(if outlier { "dot outlier" } else { "dot" })
                    .attr("cx", format!("{cx:.1}"))
                    .attr("cy", format!("{cy:.1}"))
                    .attr("r", "3.5")
                    .on_click(move |_| app.open_item(id))
                    .into_any(),
                (name).into_any(),
            ])
        })
        .collect_view();
    let days_at = [0.0, 0.25, 0.5, 0.75, 1.0]
        .into_iter()
        .map(|share| {
            let day = span.0 + chrono::Days::new((length * share) as u64);
            let anchor = if share == 0.0 {
                "start"
            } else if share == 1.0 {
                "end"
            } else {
                "middle"
            };
            svg("text")
                .attr("x", format!("{:.1}", x.at((length * share).floor())))
                .attr("y", height - 4.0)
                .attr("text-anchor", anchor)
                .child(phrases::day(day, today))
        })
        .collect_view();
    let said = format!(
        "{} finished items; 50 % took {} days or less, 85 % {}, 95 % {}",
        dots.len(),
        percentiles.p50,
        percentiles.p85,
        percentiles.p95
    );
    svg("svg")
        .class("chart")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("aria-label", said)
        .child(grid)
        .child(lines)
        .child(marks)
        .child(days_at)
        .into_any()
}

/// The chart's twin: every dot as a row that leads to its item.
fn scatter_table(app: App, mut dots: Vec<ScatterDot>) -> AnyView {
    dots.sort_by_key(|d| std::cmp::Reverse((d.days, d.finish)));
    let today = untrack(|| app.today());
    let open = RwSignal::new(false);
    let rows = move || {
        open.get().then(|| {
            dots.iter()
                .take(500)
                .filter_map(|dot| {
                    let (key, title) =
                        app.with(|p| p.items.get(&dot.item).map(|i| (i.key.clone(), i.title.clone())))?;
                    let id = dot.item;
                    Some(
                        el("tr")
                            .child(
                                el("td").child(
                                    el("button")
                                        .class("key-link")
                                        .on_click(move |_| app.open_item(id))
                                        .child(key),
                                ),
                            )
                            .child(el("td").child(title))
                            .child(el("td").class("num").child(phrases::day(dot.finish, today)))
                            .child(el("td").class("num strong").child(dot.days)),
                    )
                })
                .collect_view()
        })
    };
    el("details")
        .on_toggle(move |_| open.set(true))
        .child(el("summary").child("As a table"))
        .child(
            el("div")
                .class("chart-table")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Cycle times as a table")
                .child(
                    el("table")
                        .class("table")
                        .child(
                            el("thead").child(
                                el("tr")
                                    .child(el("th").attr("scope", "col").child("Key"))
                                    .child(el("th").attr("scope", "col").child("Title"))
                                    .child(el("th").attr("scope", "col").class("num").child("Finished"))
                                    .child(el("th").attr("scope", "col").class("num").child("Days")),
                            ),
                        )
                        .child(el("tbody").child(rows)),
                ),
        )
        .into_any()
}

/// Items delivered a week: days without any are weeks with zero, not gaps.
fn weeks(app: App) -> AnyView {
    let data = Memo::new(move |_| {
        let (scope, window) = (app.scope(), window(app));
        app.analyse(|ctx| {
            throughput_by_week(ctx, scope, window)
                .into_iter()
                .map(|w| (w.monday, w.count))
                .collect::<Vec<_>>()
        })
    });
    let drawn = move || {
        let weeks = data.get();
        let today = untrack(|| app.today());
        let high = weeks.iter().map(|w| w.1).max().unwrap_or(0);
        let sum: usize = weeks.iter().map(|w| w.1 as usize).sum();
        let (width, height) = (800.0, 150.0);
        let (left, right, foot) = (34.0, width - 84.0, height - 24.0);
        let ticks = nice_ticks(f64::from(high), 3);
        let top = ticks.last().copied().unwrap_or(1.0);
        let y = Scale { domain: (0.0, top), range: (foot, 10.0) };
        let step = (right - left) / weeks.len().max(1) as f64;
        let every = (weeks.len() / 6).max(1);
        let grid = ticks
            .iter()
            .map(|t| {
                let at = format!("{:.1}", y.at(*t));
                many(vec![
                    svg("line")
                        .class(if *t == 0.0 { "base" } else { "grid" })
                        .attr("x1", left)
                        .attr("x2", right)
                        .attr("y1", at.clone())
                        .attr("y2", at)
                        .into_any(),
                    svg("text")
                        .attr("x", left - 8.0)
                        .attr("y", format!("{:.1}", y.at(*t) + 4.0))
                        .attr("text-anchor", "end")
                        .child(*t as i64)
                        .into_any(),
                ])
            })
            .collect_view();
        let bars = weeks
            .iter()
            .enumerate()
            .map(|(n, (monday, items))| {
                let at = left + step * n as f64 + step * 0.15;
                let top = y.at(f64::from(*items));
                let label = (n % every == 0).then(|| {
                    svg("text")
                        .attr("x", format!("{at:.1}"))
                        .attr("y", height - 4.0)
                        .child(phrases::day(*monday, today))
                });
                many(vec![
                    svg("rect")
                        .class("bar-mark")
                        .attr("x", format!("{at:.1}"))
                        .attr("y", format!("{top:.1}"))
                        .attr("width", format!("{:.1}", step * 0.7))
                        .attr("height", format!("{:.1}", foot - top))
                        .attr("rx", "1")
                        .child(
                            el("title").child(format!("Week of {}: {items}", phrases::day(*monday, today))),
                        )
                        .into_any(),
                    (label).into_any(),
                ])
            })
            .collect_view();
        let said = format!("{sum} items delivered over {} weeks, at most {high} in one", weeks.len());
        many(vec![
            el("div")
                .class("chart-head")
                .child(el("h2").child("Throughput"))
                .child(el("span").class("quiet").child(format!("items delivered a week, {sum} in all")))
                .into_any(),
            svg("svg")
                .class("chart")
                .attr("viewBox", format!("0 0 {width} {height}"))
                .attr("role", "img")
                .attr("aria-label", said)
                .child(grid)
                .child(bars)
                .into_any(),
        ])
    };
    el("section").class("chart-block").child(drawn).into_any()
}
