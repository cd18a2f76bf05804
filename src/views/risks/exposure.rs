//! Exposure of open risks over the weeks.

use super::*;
use crate::chart::{Canvas, draw};
use crate::components::chart_view;

/// Twelve weeks of exposure.
const WINDOW: Window = Window::last(84);
/// Height of the drawing, in pixels.
const HEIGHT: f64 = 200.0;

/// Weekly sums of exposure, as the metrics draw them.
pub(super) fn burndown(app: App) -> AnyView {
    let series = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| figures::risk_chart(&Facts::new(ctx), scope, WINDOW))
    });
    let drawing = move || {
        let series = series.get();
        let canvas = move |width| Canvas { width, height: HEIGHT, today: untrack(|| app.today()) };
        match draw::risk_burndown(&series, canvas(400.0)) {
            Err(why) => el("div").class("empty").child(el("p").child(why)).into_any(),
            Ok(chart) => many(vec![
                el("div").class("quiet caption").child(chart.caption).into_any(),
                sized(move |width| {
                    let cursor = RwSignal::new(None);
                    // A dot stands for many risks, and all of them are in the register below.
                    let open: Open = Arc::new(|_, _| ());
                    let drawn = draw::risk_burndown(&series, canvas(width));
                    drawn.map_or_else(
                        |_| ().into_any(),
                        |chart| chart_view(Arc::new(chart), "exposure", cursor, open),
                    )
                }),
            ]),
        }
    };
    el("section")
        .child(el("div").class("chart-head").child(el("h2").child("Exposure of open risks")))
        .child(drawing)
        .into_any()
}
