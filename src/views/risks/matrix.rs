//! The 5 × 5 matrix.

use super::*;

pub(super) fn band_of(app: App, score: Score) -> Colour {
    app.with(|p| figures::band(score.value(), &p.settings.thresholds))
}

pub(super) fn matrix(app: App) -> AnyView {
    let counts = Memo::new(move |_| {
        let (scope, inherent) = (app.scope(), app.param("score").as_deref() == Some("inherent"));
        app.with(|p| {
            let mut counts = [[0_usize; 5]; 5];
            for risk in p.risks.values().filter(|r| r.state.is_open() && figures::in_scope(r, scope)) {
                let score = if inherent { risk.inherent } else { risk.residual };
                let row = counts.get_mut(usize::from(score.probability.saturating_sub(1)));
                if let Some(cell) =
                    row.and_then(|row| row.get_mut(usize::from(score.impact.saturating_sub(1))))
                {
                    *cell += 1;
                }
            }
            counts
        })
    });
    let cell = move |probability: u8, impact: u8| {
        let score = Score { probability, impact };
        let name = format!("{probability}x{impact}");
        let chosen = {
            let name = name.clone();
            move || app.param("cell").as_deref() == Some(name.as_str())
        };
        let count = move || {
            counts.with(|c| {
                c.get(usize::from(probability - 1))
                    .and_then(|r| r.get(usize::from(impact - 1)))
                    .copied()
                    .unwrap_or(0)
            })
        };
        let label = move || {
            let words = |list: [&'static str; 5], n: u8| list.get(usize::from(n - 1)).copied().unwrap_or("");
            format!(
                "{}, {} impact, score {}: {}",
                words(Score::PROBABILITIES, probability),
                words(Score::IMPACTS, impact).to_lowercase(),
                score.value(),
                phrases::count(count(), "risk", "risks")
            )
        };
        let pressed = {
            let chosen = chosen.clone();
            move || if chosen() { "true" } else { "false" }
        };
        el("button")
            .class(move || {
                format!(
                    "cell-box {}",
                    match band_of(app, score) {
                        Colour::Red => "red",
                        Colour::Amber => "amber",
                        _ => "green",
                    }
                )
            })
            .attr("aria-pressed", pressed)
            .on_click(move |_| app.set_param("cell", if chosen() { "" } else { &name }))
            .child(score.value())
            // Told after the number that is seen, so that the name begins with it.
            .child(el("span").class("sr-only").child(label))
            .child(move || (count() > 0).then(|| el("span").class("ring num").child(count())))
    };
    let rows = (1..=5_u8)
        .rev()
        .map(|probability| {
            let name = Score::PROBABILITIES.get(usize::from(probability - 1)).copied().unwrap_or("");
            many(vec![
                el("span").class("row-name").child(name).into_any(),
                ((1..=5_u8).map(|impact| cell(probability, impact)).collect_view()).into_any(),
            ])
        })
        .collect_view();
    let heads = Score::IMPACTS.map(|name| el("span").class("col-name").child(name)).collect_view();
    let bands = move || {
        let limits = app.with(|p| p.settings.thresholds.risk);
        let by_band = |wanted: Colour| {
            counts.with(|c| {
                let mut sum = 0;
                for (p, row) in c.iter().enumerate() {
                    for (i, n) in row.iter().enumerate() {
                        let score = Score { probability: p as u8 + 1, impact: i as u8 + 1 };
                        if band_of(app, score) == wanted {
                            sum += n;
                        }
                    }
                }
                sum
            })
        };
        [
            (Colour::Red, format!("{} and up", limits.1)),
            (Colour::Amber, format!("{} to {}", limits.0, limits.1.saturating_sub(1))),
            (Colour::Green, format!("under {}", limits.0)),
        ]
        .map(|(colour, text)| {
            el("div")
                .child(status_mark(colour, colour.name()))
                .child(el("div").class("quiet num").child(format!("{text}: {}", by_band(colour))))
        })
        .collect_view()
    };
    let title = move || {
        if app.param("score").as_deref() == Some("inherent") { "Inherent score" } else { "Residual score" }
    };
    el("section")
        .attr("aria-labelledby", "matrix-head")
        .child(
            el("div")
                .class("chart-head")
                .child(el("h2").attr("id", "matrix-head").child(title))
                .child(el("span").class("quiet").child("probability × impact")),
        )
        .child(
            el("div")
                .class("matrix-wrap")
                .child(
                    el("div")
                        .class("matrix")
                        .attr("role", "group")
                        .attr("aria-labelledby", "matrix-head")
                        .child(rows)
                        .child(el("span").class("row-name").child("Impact"))
                        .child(heads),
                )
                .child(el("div").class("bands").child(bands)),
        )
        .into_any()
}
