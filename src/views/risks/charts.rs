//! Beside the matrix: exposure, heat, age or the heaviest risks, over the last weeks.

use super::*;
use crate::analysis::words::number;
use crate::analysis::{Facts, Window};
use crate::chart::{Canvas, Chart, draw};
use crate::components::{chart_view, sized, twin};
use crate::views::metrics::opener;

/// Twelve weeks.
const WINDOW: Window = Window::last(84);
/// Height of the drawing, in pixels.
const HEIGHT: f64 = 200.0;
/// How many of the heaviest are named.
const TOP: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Exposure,
    Heat,
    Age,
    Top,
}

impl Shown {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Exposure, "Exposure"), (Self::Heat, "Heat"), (Self::Age, "Age"), (Self::Top, "Top 5")];

    const fn word(self) -> &'static str {
        match self {
            Self::Exposure => "",
            Self::Heat => "heat",
            Self::Age => "age",
            Self::Top => "top",
        }
    }

    fn of(word: &str) -> Self {
        Self::ALL.into_iter().map(|(shown, _)| shown).find(|s| s.word() == word).unwrap_or(Self::Exposure)
    }
}

/// Draws what is asked for at a width, by what the program holds now.
type Draw = Arc<dyn Fn(f64) -> Result<Chart, String> + Send + Sync>;

fn drawer(app: App, shown: Shown) -> Draw {
    let scope = app.scope();
    let today = app.today();
    let canvas = move |width| Canvas { width, height: HEIGHT, today };
    match shown {
        Shown::Exposure => {
            let series = app.analyse(|ctx| figures::risk_chart(&Facts::new(ctx), scope, WINDOW));
            Arc::new(move |width| draw::risk_burndown(&series, canvas(width)))
        }
        Shown::Heat => {
            let weeks = app.analyse(|ctx| figures::heat(ctx, scope, WINDOW));
            Arc::new(move |width| draw::risk_heat(&weeks, canvas(width)))
        }
        Shown::Age => {
            let ages = app.analyse(|ctx| figures::ageing(ctx, scope));
            Arc::new(move |width| {
                app.workbench.with_untracked(|p| draw::risk_ageing(&ages, p, canvas(width)))
            })
        }
        Shown::Top => {
            let (rows, currency) = app.analyse(|ctx| {
                let currency = figures::burndown(ctx, scope, Window::last(1)).currency;
                (figures::top(ctx, scope, TOP, currency), currency)
            });
            Arc::new(move |width| {
                app.workbench.with_untracked(|p| draw::risk_top(&rows, currency, p, canvas(width)))
            })
        }
    }
}

/// What the open risks would cost in time: `Expected delay 12.5 days, from 9 risks; 3 without days`.
fn delay(app: App) -> String {
    let scope = app.scope();
    app.analyse(|ctx| {
        let days = figures::days_at(ctx, scope, ctx.now);
        let open = ctx.program.risks.values();
        let open: Vec<_> = open
            .filter(|r| !r.opportunity && figures::in_scope(r, scope) && figures::is_open_at(r, ctx.now))
            .collect();
        let with = open.iter().filter(|r| r.exposure_days().is_some()).count();
        if with == 0 {
            return "No open risk has a probability and days lost".to_owned();
        }
        let without = open.len() - with;
        let left = if without > 0 { format!("; {without} without days left out") } else { String::new() };
        format!(
            "In time: probability × days lost is {} days over {}{left}",
            number(days as f64 / 100.0, 1),
            phrases::count(with, "risk", "risks")
        )
    })
}

pub(super) fn charts(frame: Frame) -> AnyView {
    let app = frame.app;
    let shown = Memo::new(move |_| Shown::of(&app.param("chart").unwrap_or_default()));
    let as_table = move || app.param("table").is_some();
    let drawing = move || {
        let draw = drawer(app, shown.get());
        match draw(400.0) {
            Err(why) => el("div").class("empty").child(el("p").child(why)).into_any(),
            Ok(chart) => {
                let caption = el("p").class("quiet caption").child(chart.caption.clone());
                let body = if as_table() {
                    let today = app.today();
                    let table =
                        twin(&chart.table, &chart.title, &|day| phrases::day(day, today), &opener(frame));
                    el("div").class("table-wrap").child(table).into_any()
                } else {
                    sized(move |width| {
                        let cursor = RwSignal::new(None);
                        draw(width).map_or_else(
                            |_| ().into_any(),
                            |chart| chart_view(Arc::new(chart), "risk-chart", cursor, opener(frame)),
                        )
                    })
                };
                many(vec![caption.into_any(), body])
            }
        }
    };
    let title = move || match shown.get() {
        Shown::Exposure => "Exposure of open risks",
        Shown::Heat => "Open risks by colour",
        Shown::Age => "Age of open risks",
        Shown::Top => "Highest exposure",
    };
    el("section")
        .attr("aria-labelledby", "risk-chart-head")
        .child(
            el("div")
                .class("chart-head")
                .child(el("h2").attr("id", "risk-chart-head").child(title))
                .child(el("span").class("grow"))
                .child(segmented(
                    "Chart",
                    &Shown::ALL,
                    move || shown.get(),
                    move |shown| app.set_param("chart", shown.word()),
                )),
        )
        .child(drawing)
        .child(
            el("div")
                .class("row chart-foot")
                .child(move || {
                    (shown.get() == Shown::Exposure).then(|| el("span").class("quiet").child(delay(app)))
                })
                .child(el("span").class("grow"))
                .child(
                    el("button")
                        .class("link")
                        .attr("aria-pressed", move || if as_table() { "true" } else { "false" })
                        .on_click(move |_| {
                            app.set_param("table", if untrack(as_table) { "" } else { "1" });
                        })
                        .child(move || if as_table() { "As a drawing" } else { "As a table" }),
                ),
        )
        .into_any()
}
