//! Metrics: the four headline figures, each with its working, and the charts behind them.

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::flow::{Durations, Measure, Percentiles, ScatterDot, throughput_by_week};
use crate::analysis::{Behind, DayCount, Facts, Figure, Group, Window, all_figures, headline_in};
use crate::app::App;
use crate::components::{Choice, Scale, icon, nice_ticks, select, sparkline, status_mark};
use crate::model::{Date, WorkItemId};
use crate::platform::clipboard;
use leptos::prelude::*;
use std::sync::Arc;

/// Windows to choose from, in days.
const WINDOWS: [u32; 4] = [30, 60, 90, 180];
/// How many figures head the page.
const HEADLINE: usize = 4;

fn window(app: App) -> Window {
    let days = app.param("days").and_then(|d| d.parse().ok()).filter(|d| WINDOWS.contains(d)).unwrap_or(60);
    let count = if app.param("count").as_deref() == Some("working") { DayCount::Working } else { DayCount::Calendar };
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
    let toolbar = view! {
        <div class="toolbar">
            {select("Team", "small", teams, move || app.param("team").unwrap_or_default(), move |t| app.set_param("team", &t))}
            <span class="push"></span>
            {select("Window", "small bare", days, move || window(app).days.to_string(), move |d| app.set_param("days", if d == "60" { "" } else { &d }))}
            {select("How days count", "small bare", counts, move || app.param("count").unwrap_or_default(), move |c| app.set_param("count", &c))}
        </div>
    }
    .into_any();
    let tiles = move || {
        figures.with(|f| f.iter().take(HEADLINE).cloned().collect::<Vec<_>>()).into_iter().map(|f| tile(app, f)).collect_view()
    };
    let content = view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Metrics, scrollable">
            <div class="figures">{tiles}</div>
            {scatter(app)}
            {weeks(app)}
            {others(app, figures)}
        </div>
    }
    .into_any();
    let context = move || {
        let (today, scope) = (app.today(), app.scope());
        let name = app.with(|p| scope.name(p));
        format!("{name}, as of {}", phrases::day(today, today)).into_any()
    };
    page_frame(frame, "Metrics".into(), context, project_select(app), Some(toolbar), content, working(app, figures))
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
    view! {
        <section class=move || if open() { "figure open" } else { "figure" } aria-label=section_name>
            <h2>{figure.name.clone()}</h2>
            <div class="value">{figure.display.clone()} " " <small>{figure.unit.clone()}</small></div>
            {sparkline(&figure.trend)}
            <div class="line">{colour} <span class="strong">{figure.caption.clone()}</span> <span class="quiet num">{figure.detail.clone()}</span></div>
            <div>
                <button
                    class="link"
                    aria-expanded=move || if open() { "true" } else { "false" }
                    aria-label=move || format!("{} of {label}", if open() { "Hide working" } else { "Show working" })
                    on:click=move |_| name.with_value(|n| toggle(app, n))
                >
                    {move || if open() { "Hide working" } else { "Show working" }}
                </button>
            </div>
        </section>
    }
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
                view! {
                    <tr class=move || if open() { "chosen" } else { "" }>
                        <td class="strong">{figure.name.clone()}</td>
                        <td class="num strong">{figure.display.clone()} " " <span class="quiet">{figure.unit.clone()}</span></td>
                        <td>{figure.colour.map(|c| status_mark(c, c.name()))}</td>
                        <td class="quiet">{figure.sentence.clone()}</td>
                        <td class="end"><button class="link" aria-label=format!("Show working of {label}") on:click=move |_| name.with_value(|n| toggle(app, n))>"Working"</button></td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <section class="chart-block inset-none" aria-labelledby="other-figures">
            <div class="chart-head"><h2 id="other-figures">"All figures"</h2></div>
            <div class="table-wrap">
                <table class="table other-figures">
                    <thead><tr><th scope="col">"Figure"</th><th scope="col" class="num">"Value"</th><th scope="col">"Status"</th><th scope="col">"In words"</th><th><span class="sr-only">"Working"</span></th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
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
        .map(|(id, key)| view! { <button class="key-link" on:click=move |_| app.open_item(id)>{key}</button> " " })
        .collect_view();
    let rest = items.len().saturating_sub(most);
    view! { {shown} {(rest > 0).then(|| format!("{rest} more"))} }.into_any()
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
            let many = items.len() > 6;
            view! {
                <div class="left-out">
                    <strong class="num">{g.count}</strong>
                    <div>
                        {g.what}
                        <div class="keys">{move || keys(app, &items, if more.get() { usize::MAX } else { 6 })}
                            {move || (many && !more.get()).then(|| view! { " " <button class="link" on:click=move |_| more.set(true)>"Show"</button> })}
                        </div>
                    </div>
                </div>
            }
        })
        .collect_view();
    view! { <section><h3>{title} " " <span class="quiet num">{total}</span></h3>{rows}</section> }.into_any()
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
                    Some(id) => view! {
                        <button class="behind-link cut grow" on:click=move |_| app.open_item(id)><span class="key">{key}</span> " " {row.label}</button>
                    }
                    .into_any(),
                    None => view! { <span class="cut grow">{row.label}</span> }.into_any(),
                };
                view! { <li class="side-row">{name} <span class="strong num">{row.value}</span></li> }
            })
            .collect_view()
    };
    view! {
        <section>
            <h3>"Behind the figure"</h3>
            <ul>{list}</ul>
            {move || (total > 8 && !more.get()).then(|| view! { <button class="link" on:click=move |_| more.set(true)>{format!("{} more", total - 8)}</button> })}
        </section>
    }
    .into_any()
}

/// The working as text, to paste where someone asks.
fn as_text(figure: &Figure) -> String {
    let mut lines = vec![format!("{}: {} {}", figure.name, figure.display, figure.unit), figure.sentence.clone(), String::new()];
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
            let said = if clipboard::copy(text, None).await { "Working copied" } else { "The browser refused the clipboard" };
            app.toasts.say(said);
        });
    };
    let population = figure
        .population
        .iter()
        .map(|(name, n)| view! { <div class="pair"><span>{name.clone()}</span><strong class="num">{phrases::grouped(*n as usize)}</strong></div> })
        .collect_view();
    view! {
        <aside class="panel" aria-label=format!("Working: {}", figure.name)>
            <div class="panel-bar">
                <h2 class="grow">{format!("Working: {}", figure.name.to_lowercase())}</h2>
                <button class="icon-button" aria-label="Copy the working" title="Copy" on:click=copy>{icon("copy")}</button>
                <button class="icon-button" aria-label="Close" title="Close (Esc)" on:click=move |_| app.set_param("figure", "")>{icon("close")}</button>
            </div>
            <div class="panel-body working">
                <p class="lead-line">{figure.sentence.clone()}</p>
                <section>
                    <h3>"Formula"</h3>
                    <div class="formula">{figure.formula.join("\n")}</div>
                    <p class="quiet caption">{figure.formula_note.clone()}</p>
                </section>
                <section><h3>"Population"</h3>{population}</section>
                {groups(app, "Left out", figure.left_out)}
                {groups(app, "Counted with a remark", figure.remarks)}
                {behind(app, figure.behind)}
            </div>
        </aside>
    }
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
        let heading = format!("{} from start to finish, {} finished since {}", count.name().to_lowercase(), phrases::count(dots.len(), "item", "items"), phrases::day(span.0, today));
        let Some(percentiles) = percentiles else {
            return view! {
                <div class="chart-head"><h2>"Cycle time"</h2></div>
                <div class="empty"><p>"Nothing that was finished in this window has a known start. Imports without a history fill this in over successive imports."</p></div>
            }
            .into_any();
        };
        view! {
            <div class="chart-head"><h2>"Cycle time"</h2> <span class="quiet">{heading}</span></div>
            {scatter_chart(app, &dots, percentiles, span)}
            <p class="caption">{format!(
                "85 % of items finish within {}; the slowest took {}.",
                phrases::count(percentiles.p85 as usize, "day", "days"),
                phrases::count(dots.iter().map(|d| d.days).max().unwrap_or(0) as usize, "day", "days"),
            )}</p>
            {scatter_table(app, dots)}
        }
        .into_any()
    };
    view! { <section class="chart-block">{drawn}</section> }.into_any()
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
            view! {
                <line class=class x1=left x2=right y1=at.clone() y2=at />
                <text x=left - 8.0 y=format!("{:.1}", y.at(*t) + 4.0) text-anchor="end">{*t}</text>
            }
        })
        .collect_view();
    let mut label_at = f64::INFINITY;
    let lines = [("p50", "50 %", percentiles.p50), ("p85", "85 %", percentiles.p85), ("p95", "95 %", percentiles.p95)]
        .into_iter()
        .map(|(class, name, days)| {
            let at = y.at(days as f64);
            // Labels never overlap: each stands at least a line above the one below it.
            let text_at = if label_at - at < 14.0 { label_at - 14.0 } else { at };
            label_at = text_at;
            view! {
                <line class=class x1=left x2=right y1=format!("{at:.1}") y2=format!("{at:.1}") />
                <text class=if class == "p85" { "loud" } else { "" } x=right + 8.0 y=format!("{:.1}", text_at + 4.0)>{format!("{name}, {days} d")}</text>
            }
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
                view! { <text class="loud" x=format!("{tx:.1}") y=format!("{:.1}", cy + 4.0) text-anchor=anchor>{format!("{key}, {} d", dot.days)}</text> }
            });
            view! {
                <circle class=if outlier { "dot outlier" } else { "dot" } cx=format!("{cx:.1}") cy=format!("{cy:.1}") r="3.5" on:click=move |_| app.open_item(id) />
                {name}
            }
        })
        .collect_view();
    let days_at = [0.0, 0.25, 0.5, 0.75, 1.0]
        .into_iter()
        .map(|share| {
            let day = span.0 + chrono::Days::new((length * share) as u64);
            let anchor = if share == 0.0 { "start" } else if share == 1.0 { "end" } else { "middle" };
            view! { <text x=format!("{:.1}", x.at((length * share).floor())) y=height - 4.0 text-anchor=anchor>{phrases::day(day, today)}</text> }
        })
        .collect_view();
    let said = format!("{} finished items; 50 % took {} days or less, 85 % {}, 95 % {}", dots.len(), percentiles.p50, percentiles.p85, percentiles.p95);
    view! {
        <svg class="chart" viewBox=format!("0 0 {width} {height}") role="img" aria-label=said>{grid} {lines} {marks} {days_at}</svg>
    }
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
                    let (key, title) = app.with(|p| p.items.get(&dot.item).map(|i| (i.key.clone(), i.title.clone())))?;
                    let id = dot.item;
                    Some(view! {
                        <tr>
                            <td><button class="key-link" on:click=move |_| app.open_item(id)>{key}</button></td>
                            <td>{title}</td>
                            <td class="num">{phrases::day(dot.finish, today)}</td>
                            <td class="num strong">{dot.days}</td>
                        </tr>
                    })
                })
                .collect_view()
        })
    };
    view! {
        <details on:toggle=move |_| open.set(true)>
            <summary>"As a table"</summary>
            <div class="chart-table" tabindex="0" role="region" aria-label="Cycle times as a table">
                <table class="table">
                    <thead><tr><th scope="col">"Key"</th><th scope="col">"Title"</th><th scope="col" class="num">"Finished"</th><th scope="col" class="num">"Days"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// Items delivered a week: days without any are weeks with zero, not gaps.
fn weeks(app: App) -> AnyView {
    let data = Memo::new(move |_| {
        let (scope, window) = (app.scope(), window(app));
        app.analyse(|ctx| {
            throughput_by_week(ctx, scope, window).into_iter().map(|w| (w.monday, w.count)).collect::<Vec<_>>()
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
                view! {
                    <line class=if *t == 0.0 { "base" } else { "grid" } x1=left x2=right y1=at.clone() y2=at />
                    <text x=left - 8.0 y=format!("{:.1}", y.at(*t) + 4.0) text-anchor="end">{*t}</text>
                }
            })
            .collect_view();
        let bars = weeks
            .iter()
            .enumerate()
            .map(|(n, (monday, items))| {
                let at = left + step * n as f64 + step * 0.15;
                let top = y.at(f64::from(*items));
                let label = (n % every == 0).then(|| view! { <text x=format!("{at:.1}") y=height - 4.0>{phrases::day(*monday, today)}</text> });
                view! {
                    <rect class="bar-mark" x=format!("{at:.1}") y=format!("{top:.1}") width=format!("{:.1}", step * 0.7) height=format!("{:.1}", foot - top) rx="1">
                        <title>{format!("Week of {}: {items}", phrases::day(*monday, today))}</title>
                    </rect>
                    {label}
                }
            })
            .collect_view();
        let said = format!("{sum} items delivered over {} weeks, at most {high} in one", weeks.len());
        view! {
            <div class="chart-head"><h2>"Throughput"</h2> <span class="quiet">{format!("items delivered a week, {sum} in all")}</span></div>
            <svg class="chart" viewBox=format!("0 0 {width} {height}") role="img" aria-label=said>{grid} {bars}</svg>
        }
    };
    view! { <section class="chart-block">{drawn}</section> }.into_any()
}
