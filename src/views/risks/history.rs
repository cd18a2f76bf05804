//! Scores over time: a drawing, and the table of changes.

use super::panel::Sheet;
use super::*;
use crate::chart::{Canvas, draw};
use crate::components::{Open, chart_view, sized, twin};

/// Height of the drawing, in pixels.
const HEIGHT: f64 = 132.0;

pub(super) fn section(sheet: Sheet) -> AnyView {
    let app = sheet.app();
    let rows = Memo::new(move |_| {
        sheet.risk.with(|r| {
            r.as_ref().map(|r| app.analyse(|ctx| figures::score_history(ctx, r))).unwrap_or_default()
        })
    });
    let drawing = move || {
        let today = app.today();
        let rows = rows.get();
        // There is nothing behind a score but the risk that is open already.
        let open: Open = Arc::new(|_, _| ());
        let canvas = move |width| Canvas { width, height: HEIGHT, today };
        match draw::risk_scores(&rows, canvas(340.0)) {
            Err(why) => el("p").class("quiet").child(why).into_any(),
            Ok(chart) => {
                let table = twin(&chart.table, &chart.title, &|day| phrases::day(day, today), &open);
                many(vec![
                    sized(move |width| {
                        let cursor = RwSignal::new(None);
                        let open = open.clone();
                        draw::risk_scores(&rows, canvas(width)).map_or_else(
                            |_| ().into_any(),
                            |chart| chart_view(Arc::new(chart), "scores", cursor, open),
                        )
                    }),
                    el("details")
                        .child(el("summary").child("Scores as a table"))
                        .child(el("div").class("table-wrap").child(table))
                        .into_any(),
                ])
            }
        }
    };
    el("section").class("score-history").child(el("h3").child("Scores over time")).child(drawing).into_any()
}
