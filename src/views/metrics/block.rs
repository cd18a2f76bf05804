//! One chart on the page: heading, drawing, what it says, its table, its files.

use super::entry::remedy;
use super::open::opener;
use super::request::{ALL_WORK, ask};
use crate::app::App;
use crate::chart::gallery::{Picture, Source};
use crate::chart::{Canvas, Chart, Theme, csv, standalone};
use crate::components::{
    Choice, MenuItem, chart_view, date_input, icon, mark, segmented, select, sized, twin,
};
use crate::dom::prelude::*;
use crate::model::Date;
use crate::model::order::InOrder;
use crate::platform::{files, page, picture};
use crate::views::phrases;
use crate::views::shell::Frame;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Width of a picture in a file.
const FILE_WIDTH: f64 = 800.0;
/// Height of drawings that do not choose their own.
const HEIGHT: f64 = 250.0;

/// Draws a chart with everything around it.
pub(super) fn block(frame: Frame, picture: Arc<Picture>) -> AnyView {
    let app = frame.app;
    let today = untrack(|| app.today());
    let canvas = move |width| Canvas { width, height: HEIGHT, today };
    let whole = {
        let picture = picture.clone();
        move || app.with(|program| picture.draw(program, canvas(FILE_WIDTH)))
    };
    let slug = picture.slug.clone();
    let heading = format!("chart-{slug}");
    let class = if picture.wide { "chart-block wide" } else { "chart-block" };
    let content = {
        let (picture, slug, heading) = (picture.clone(), slug.clone(), heading.clone());
        move || match whole() {
            Ok(chart) => {
                let chart = Arc::new(chart);
                many(vec![
                    head(frame, &picture, Some(&chart), &heading),
                    drawing(frame, picture.clone(), canvas, slug.clone()),
                    caption(&chart),
                    table(frame, chart, &slug),
                ])
            }
            Err(why) => many(vec![head(frame, &picture, None, &heading), nothing(frame, &picture, &why)]),
        }
    };
    el("section")
        .class(class)
        .attr("data-chart-block", slug)
        .attr("aria-labelledby", heading)
        .child(content)
        .into_any()
}

fn head(frame: Frame, picture: &Arc<Picture>, chart: Option<&Arc<Chart>>, id: &str) -> AnyView {
    let title = chart.map_or(picture.title.to_owned(), |c| c.title.clone());
    let menu = chart.cloned().map(|chart| {
        let picture = picture.clone();
        el("button")
            .class("icon-button")
            .attr("aria-label", format!("More about {}", chart.title))
            .attr("aria-haspopup", "menu")
            .attr("title", "Table, working, files")
            .on_click(move |event| {
                if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                    frame.menu.open_at(&anchor, chart.title.clone(), lines(frame, &picture, &chart));
                }
            })
            .child(icon("dots"))
    });
    el("div")
        .class("chart-head")
        .child(
            el("div")
                .class("chart-words")
                .child(el("h2").attr("id", id.to_owned()).child(title))
                .child(el("span").class("quiet").child(chart.map(|c| c.unit.clone()))),
        )
        .child(el("div").class("chart-tools").child(controls(frame.app, picture)).child(menu))
        .into_any()
}

/// What can be chosen for this chart alone.
fn controls(app: App, picture: &Picture) -> AnyView {
    use crate::analysis::flow::Step;
    use crate::chart::draw::Unit;
    match &picture.source {
        Source::Burndown(burn, unit) => {
            let (unit, sprint) = (*unit, burn.as_ref().map(|b| b.sprint));
            let choices = move || {
                app.analyse(|ctx| {
                    let facts = crate::analysis::Facts::new(ctx);
                    let all = crate::analysis::sprints::burnable(&facts, app.scope());
                    all.into_iter().map(|s| Choice::new(s.name.clone(), s.name.clone())).collect::<Vec<_>>()
                })
            };
            let now = move || {
                sprint
                    .and_then(|id| app.with(|p| p.sprints.get(&id).map(|s| s.name.clone())))
                    .unwrap_or_default()
            };
            many(vec![
                select("Sprint", "small bare", choices, now, move |name| ask(app, "sprint", &name)),
                segmented(
                    "What is counted",
                    &[(Unit::Points, "Points"), (Unit::Items, "Items")],
                    move || unit,
                    move |unit| ask(app, "unit", if unit == Unit::Items { "items" } else { "" }),
                ),
            ])
        }
        Source::Throughput(series) => {
            let step = series.step;
            segmented(
                "What a bar stands for",
                &[(Step::Week, "Weeks"), (Step::Day, "Days")],
                move || step,
                move |step| ask(app, "step", if step == Step::Day { "day" } else { "" }),
            )
        }
        Source::When(..) => {
            let now = move || app.param("goal").unwrap_or_default();
            select(
                "Work to finish",
                "small bare",
                move || goals(app),
                now,
                move |word| ask(app, "goal", &word),
            )
        }
        Source::HowMany(series) => {
            let by = series.by;
            let write = move |day: Option<Date>| {
                ask(app, "by", &day.map(|day| day.to_string()).unwrap_or_default());
            };
            el("span").class("period-edge").child(date_input("By", move || Some(by), write)).into_any()
        }
        _ => ().into_any(),
    }
}

/// What can be forecast: the milestones ahead of the project, and all that is open.
fn goals(app: App) -> Vec<Choice> {
    let (today, scope) = (app.today(), app.scope());
    let mut all = vec![Choice::new("", "Next milestone"), Choice::new(ALL_WORK, "All open work")];
    app.with(|p| {
        let ahead = p.milestones.values().filter(|m| {
            scope.project.is_none_or(|project| project == m.project)
                && m.reached.is_none_or(|day| day > today)
        });
        let mut ahead: Vec<_> = ahead.collect();
        ahead.order_by_key(|m| (m.due, m.id));
        all.extend(ahead.into_iter().map(|m| Choice::new(m.id.to_string(), m.name.clone())));
    });
    all
}

fn drawing(
    frame: Frame,
    picture: Arc<Picture>,
    canvas: impl Fn(f64) -> Canvas + Copy + 'static,
    slug: String,
) -> AnyView {
    let app = frame.app;
    let cursor = RwSignal::new(None);
    sized(move |width| {
        let drawn = app.with(|program| picture.draw(program, canvas(width)));
        // What can be drawn at one width can be drawn at any.
        drawn
            .map_or_else(|_| ().into_any(), |chart| chart_view(Arc::new(chart), &slug, cursor, opener(frame)))
    })
}

fn caption(chart: &Chart) -> AnyView {
    el("p")
        .class("caption")
        .child(chart.colour.map(|colour| many(vec![mark(colour), " ".into_any()])))
        .child(chart.caption.clone())
        .into_any()
}

/// The charts whose tables are open, as the address names them.
fn is_open(app: App, slug: &str) -> bool {
    app.param("table").is_some_and(|open| open.split(',').any(|name| name == slug))
}

fn toggle_table(app: App, slug: &str) {
    let now = app.route.with_untracked(|r| r.get("table").unwrap_or_default().to_owned());
    let mut open: Vec<&str> = now.split(',').filter(|name| !name.is_empty()).collect();
    match open.iter().position(|name| *name == slug) {
        Some(place) => {
            open.remove(place);
        }
        None => open.push(slug),
    }
    ask(app, "table", &open.join(","));
}

fn table(frame: Frame, chart: Arc<Chart>, slug: &str) -> AnyView {
    let app = frame.app;
    let slug = slug.to_owned();
    let open = Memo::new(move |_| is_open(app, &slug));
    (move || {
        open.get().then(|| {
            let today = untrack(|| app.today());
            twin(&chart.table, &chart.title, &|day| phrases::day(day, today), &opener(frame))
        })
    })
    .into_any()
}

fn nothing(frame: Frame, picture: &Picture, why: &str) -> AnyView {
    let why = if why.is_empty() { "There is nothing to show." } else { why };
    el("div")
        .class("empty")
        .child(el("p").child(why.to_owned()))
        .child(remedy(frame.app, &picture.slug))
        .into_any()
}

fn lines(frame: Frame, picture: &Arc<Picture>, chart: &Arc<Chart>) -> Vec<MenuItem> {
    let app = frame.app;
    let slug = picture.slug.clone();
    let shown =
        app.route.with_untracked(|r| r.get("table").unwrap_or_default().split(',').any(|s| s == slug));
    let table = slug.clone();
    let mut lines =
        vec![MenuItem::new(if shown { "Hide the table" } else { "Show as a table" }, move || {
            toggle_table(app, &table);
        })];
    if picture.notes().is_some() {
        let name = format!("chart-{slug}");
        lines.push(MenuItem::new("Show working", move || {
            app.go(app.route.get_untracked().with("item", "").with("entry", "").with("figure", &name));
        }));
    }
    let name = format!("gluework-{slug}-{}", app.today_untracked());
    type Save = fn(App, &Chart, String);
    let files: [(&str, Save); 3] =
        [("Save as SVG", save_svg), ("Save as PNG", save_png), ("Save as CSV", save_csv)];
    for (n, (word, save)) in files.into_iter().enumerate() {
        let (chart, name) = (chart.clone(), name.clone());
        let line = MenuItem::new(word, move || save(app, &chart, name.clone()));
        lines.push(if n == 0 { line.apart() } else { line });
    }
    lines
}

fn theme() -> Theme {
    if page::is_dark() { Theme::Dark } else { Theme::Light }
}

fn told(app: App, done: bool, name: &str) {
    let refused =
        "The browser refused to save the file. The chart is as it was; try again, or allow downloads.";
    app.toasts.say(if done { format!("Saved as {name}") } else { refused.to_owned() });
}

fn save_svg(app: App, chart: &Chart, name: String) {
    let name = format!("{name}.svg");
    told(app, files::download(&name, "image/svg+xml", &standalone(chart, theme())), &name);
}

fn save_csv(app: App, chart: &Chart, name: String) {
    let name = format!("{name}.csv");
    told(app, files::download(&name, "text/csv", &csv(&chart.table)), &name);
}

fn save_png(app: App, chart: &Chart, name: String) {
    let name = format!("{name}.png");
    let text = standalone(chart, theme());
    wasm_bindgen_futures::spawn_local(async move {
        let made = picture::png(&text).await;
        told(app, made.is_ok_and(|blob| files::download_blob(&name, &blob)), &name);
    });
}
