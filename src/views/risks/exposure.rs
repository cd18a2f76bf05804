//! Exposure of open risks over the weeks.

use super::*;

pub(super) fn burndown(app: App) -> AnyView {
    let line = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| exposure_line(ctx, scope))
    });
    let drawing = move || {
        let (points, currency, left_out) = line.get();
        let note = if left_out == 0 {
            "Probability × loss, per week".to_owned()
        } else {
            format!(
                "Probability × loss, per week. {} without a loss left out",
                phrases::count(left_out, "risk", "risks")
            )
        };
        let drawn =
            if points.len() < 2 || points.iter().all(|p| p.1 == 0) {
                el("div")
                    .class("empty")
                    .child(el("p").child(
                        "No open risk has a probability and a loss yet, so there is no exposure to draw.",
                    ))
                    .into_any()
            } else {
                {
                    let points = points.clone();
                    sized(move |width| exposure_chart(app, &points, currency, width))
                }
            };
        many(vec![
            el("div")
                .class("chart-head")
                .child(el("h2").child("Exposure of open risks"))
                .child(el("span").class("quiet").child(currency.map(|c| c.code().to_owned())))
                .into_any(),
            el("div").class("quiet caption").child(note).into_any(),
            (drawn).into_any(),
        ])
    };
    el("section").child(drawing).into_any()
}

pub(super) type Line = (Vec<(crate::model::Date, i64)>, Option<crate::model::Currency>, usize);

/// Weekly sums of exposure over twelve weeks, in the program's currency.
pub(super) fn exposure_line(ctx: &Context<'_>, scope: Scope) -> Line {
    let currency = ctx.program.settings.currency;
    let today = ctx.today();
    let points = (0..=11)
        .rev()
        .map(|weeks| {
            let day = today - chrono::Days::new(weeks * 7);
            let at = ctx.end_of(day);
            (day, figures::exposure_at(ctx, scope, at).get(&currency).copied().unwrap_or(0))
        })
        .collect();
    let open = ctx.program.risks.values().filter(|r| r.state.is_open() && figures::in_scope(r, scope));
    let left_out = open.filter(|r| r.exposure().is_none()).count();
    (points, Some(currency), left_out)
}

pub(super) fn exposure_chart(
    app: App,
    points: &[(crate::model::Date, i64)],
    currency: Option<crate::model::Currency>,
    width: f64,
) -> AnyView {
    let today = untrack(|| app.today());
    let height = 200.0;
    let high = points.iter().map(|p| p.1).max().unwrap_or(0) as f64 / 100.0;
    let ticks = nice_ticks(high, 4);
    let top = ticks.last().copied().unwrap_or(1.0);
    let x = Scale { domain: (0.0, (points.len() - 1) as f64), range: (44.0, width - 64.0) };
    let y = Scale { domain: (0.0, top), range: (height - 26.0, 10.0) };
    let short = |v: f64| if v >= 1000.0 { format!("{}k", tenths(v / 1000.0)) } else { tenths(v) };
    let grid = y_axis(&ticks, y, 44.0, width - 64.0, &short);
    let path: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(n, p)| format!("{},{}", tenths(x.at(n as f64)), tenths(y.at(p.1 as f64 / 100.0))))
        .collect();
    let last = points.last().map_or(0, |p| p.1);
    let first_day = points.first().map(|p| phrases::day(p.0, today)).unwrap_or_default();
    let money = currency.map(|c| Money { amount: last, currency: c }.to_string()).unwrap_or_default();
    let first = points.first().map_or(0, |p| p.1);
    let said = format!(
        "Exposure of open risks went from {} on {first_day} to {money} today",
        currency.map(|c| Money { amount: first, currency: c }.to_string()).unwrap_or_default()
    );
    svg("svg")
        .class("chart")
        .attr("width", width)
        .attr("height", height)
        .attr("role", "img")
        .attr("aria-label", said)
        .child(grid)
        .child(svg("polyline").class("line").attr("points", path.join(" ")))
        .child(
            svg("circle")
                .class("end")
                .attr("cx", x.at((points.len() - 1) as f64))
                .attr("cy", y.at(last as f64 / 100.0))
                .attr("r", "3"),
        )
        .child(
            svg("text")
                .class("loud")
                .attr("x", width - 58.0)
                .attr("y", y.at(last as f64 / 100.0) + 4.0)
                .child(currency.map(|c| format!("{}{}", c.sign(), short(last as f64 / 100.0)))),
        )
        .child(svg("text").attr("x", "44").attr("y", height - 6.0).child(first_day))
        .child(
            svg("text")
                .attr("x", width - 64.0)
                .attr("y", height - 6.0)
                .attr("text-anchor", "end")
                .child("today"),
        )
        .into_any()
}
