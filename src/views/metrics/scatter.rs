//! Cycle times of finished items as dots, and their table twin.

use super::*;
use crate::model::order::InOrder;

/// Cycle times of finished items over the window, with the lines that 50, 85 and 95 % stay under.
pub(super) fn scatter(app: App) -> AnyView {
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
            return many(vec![
                el("div").class("chart-head").child(el("h2").child("Cycle time")).into_any(),
                el("div")
                    .class("empty")
                    .child(el("p").child(
                        "Nothing that was finished in this window has a known start. Imports \
without a history fill this in over successive imports.",
                    ))
                    .into_any(),
            ])
            .into_any();
        };
        many(vec![
            el("div")
                .class("chart-head")
                .child(el("h2").child("Cycle time"))
                .child(el("span").class("quiet").child(heading))
                .into_any(),
            {
                let dots = dots.clone();
                sized(move |width| scatter_chart(app, &dots, percentiles, span, width))
            },
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

pub(super) fn scatter_chart(
    app: App,
    dots: &[ScatterDot],
    percentiles: Percentiles,
    span: (Date, Date),
    width: f64,
) -> AnyView {
    let height = 250.0;
    let (left, right, foot) = (34.0, width - 84.0, height - 24.0);
    let slowest = dots.iter().map(|d| d.days).max().unwrap_or(1);
    let ticks = nice_ticks(slowest.max(percentiles.p95) as f64, 4);
    let top = ticks.last().copied().unwrap_or(1.0);
    let length = (span.1 - span.0).num_days().max(1) as f64;
    let x = Scale { domain: (0.0, length), range: (left, right) };
    let y = Scale { domain: (0.0, top), range: (foot, 12.0) };
    let today = untrack(|| app.today());
    let grid = y_axis(&ticks, y, left, right, &|t| (t as i64).to_string());
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
                .attr("y1", at)
                .attr("y2", at)
                .into_any(),
            svg("text")
                .class(if class == "p85" { "loud" } else { "" })
                .attr("x", right + 8.0)
                .attr("y", text_at + 4.0)
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
                    .attr("x", tx)
                    .attr("y", cy + 4.0)
                    .attr("text-anchor", anchor)
                    .child(format!("{key}, {} d", dot.days))
            });
            many(vec![
                svg("circle")
                    .class(if outlier { "dot outlier" } else { "dot" })
                    .attr("cx", cx)
                    .attr("cy", cy)
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
                .attr("x", x.at((length * share).floor()))
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
        .attr("width", width)
        .attr("height", height)
        .attr("role", "img")
        .attr("aria-label", said)
        .child(grid)
        .child(lines)
        .child(marks)
        .child(days_at)
        .into_any()
}

/// The chart's twin: every dot as a row that leads to its item.
pub(super) fn scatter_table(app: App, mut dots: Vec<ScatterDot>) -> AnyView {
    dots.order_by_key(|d| std::cmp::Reverse((d.days, d.finish)));
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
                        .child(table_head(&["Key", "Title", "#Finished", "#Days"]))
                        .child(el("tbody").child(rows)),
                ),
        )
        .into_any()
}
