//! Items delivered a week.

use super::*;

/// Items delivered a week: days without any are weeks with zero, not gaps.
pub(super) fn weeks(app: App) -> AnyView {
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
        let said = format!("{sum} items delivered over {} weeks, at most {high} in one", weeks.len());
        many(vec![
            el("div")
                .class("chart-head")
                .child(el("h2").child("Throughput"))
                .child(el("span").class("quiet").child(format!("items delivered a week, {sum} in all")))
                .into_any(),
            sized(move |width| bars(&weeks, today, high, &said, width)),
        ])
    };
    el("section").class("chart-block").child(drawn).into_any()
}

fn bars(weeks: &[(Date, u32)], today: Date, high: u32, said: &str, width: f64) -> AnyView {
    let height = 150.0;
    let (left, right, foot) = (34.0, width - 84.0, height - 24.0);
    let ticks = nice_ticks(f64::from(high), 3);
    let top = ticks.last().copied().unwrap_or(1.0);
    let y = Scale { domain: (0.0, top), range: (foot, 10.0) };
    let step = (right - left) / weeks.len().max(1) as f64;
    let every = (weeks.len() / 6).max(1);
    let grid = y_axis(&ticks, y, left, right, &|t| (t as i64).to_string());
    let bars = weeks
        .iter()
        .enumerate()
        .map(|(n, (monday, items))| {
            let at = left + step * n as f64 + step * 0.15;
            let top = y.at(f64::from(*items));
            let label = (n % every == 0).then(|| {
                svg("text").attr("x", at).attr("y", height - 4.0).child(phrases::day(*monday, today))
            });
            many(vec![
                svg("rect")
                    .class("bar-mark")
                    .attr("x", at)
                    .attr("y", top)
                    .attr("width", step * 0.7)
                    .attr("height", foot - top)
                    .attr("rx", "1")
                    .child(svg("title").child(format!("Week of {}: {items}", phrases::day(*monday, today))))
                    .into_any(),
                (label).into_any(),
            ])
        })
        .collect_view();
    svg("svg")
        .class("chart")
        .attr("width", width)
        .attr("height", height)
        .attr("role", "img")
        .attr("aria-label", said)
        .child(grid)
        .child(bars)
        .into_any()
}
