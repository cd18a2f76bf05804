//! The risk register, its matrix and the risk in full.

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::{Colour, Context, Scope, risk as figures};
use crate::app::{App, Overlay, Route, View};
use crate::command::{Command, RiskEdit};
use crate::components::{
    Choice, MenuItem, Scale, avatar, date_input, icon, nice_ticks, select, status_mark, text_input,
    title_input,
};
use crate::model::{Money, Ref, Response, Risk, RiskId, RiskState, Score};

use crate::dom::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Categories to pick from; others come in with imports.
pub(super) const CATEGORIES: [&str; 9] =
    ["Technical", "Resource", "Timeline", "Dependency", "Commercial", "Cost", "Quality", "Legal", "Security"];

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let inherent = move || app.param("score").as_deref() == Some("inherent");
    let rows = Memo::new(move |_| {
        let scope = app.scope();
        let closed = app.param("closed").is_some();
        let cell = app.param("cell");
        let inherent = inherent();
        let band = |r: &Risk| if inherent { r.inherent } else { r.residual };
        app.with(|p| {
            let mut rows: Vec<Arc<Risk>> = p
                .risks
                .values()
                .filter(|r| (closed || r.state.is_open()) && figures::in_scope(r, scope))
                .filter(|r| {
                    cell.as_ref().is_none_or(|c| *c == format!("{}x{}", band(r).probability, band(r).impact))
                })
                .cloned()
                .collect();
            rows.sort_by_key(|r| {
                let exposure = r.exposure().map_or(0, |m| m.amount);
                (!r.state.is_open(), std::cmp::Reverse((band(r).value(), exposure)), r.key.clone())
            });
            rows
        })
    });
    let summary = move || {
        let (open, due) = {
            let (today, scope) = (app.today(), app.scope());
            app.with(|p| {
                let open: Vec<_> =
                    p.risks.values().filter(|r| r.state.is_open() && figures::in_scope(r, scope)).collect();
                (open.len(), open.iter().filter(|r| r.review.is_some_and(|d| d <= today)).count())
            })
        };
        format!("{open} open, {due} due for review").into_any()
    };
    let tools = many(vec![
        (project_select(app)).into_any(),
        el("button")
            .class("button")
            .on_click(move |_| app.overlay.set(Some(Overlay::NewRisk(None))))
            .child(icon("plus"))
            .child("Risk")
            .into_any(),
    ])
    .into_any();
    let pressed = |on: bool| if on { "true" } else { "false" };
    let toolbar = el("div")
        .class("toolbar")
        .child(
            el("div")
                .class("segmented")
                .attr("role", "group")
                .attr("aria-label", "Score shown")
                .child(
                    el("button")
                        .attr("aria-pressed", move || pressed(!inherent()))
                        .on_click(move |_| app.set_param("score", ""))
                        .child("Residual"),
                )
                .child(
                    el("button")
                        .attr("aria-pressed", move || pressed(inherent()))
                        .on_click(move |_| app.set_param("score", "inherent"))
                        .child("Inherent"),
                ),
        )
        .child(
            el("label")
                .class("row")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .on_change(move |event| {
                            app.set_param("closed", if event_target_checked(&event) { "1" } else { "" })
                        })
                        .prop("checked", move || app.param("closed").is_some()),
                )
                .child("Closed ones too"),
        )
        .child(move || {
            app.param("cell").map(|cell| {
                let words = cell.replace('x', " × ");
                el("span").class("chip active").child(format!("Probability × impact: {words}")).child(
                    el("button")
                        .attr("aria-label", "Show all cells")
                        .on_click(move |_| app.set_param("cell", ""))
                        .child(icon("close")),
                )
            })
        })
        .into_any();
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Risks, scrollable")
        .child(el("div").class("risk-top").child(matrix(app)).child(burndown(app)))
        .child(register(app, rows))
        .into_any();
    page_frame(frame, "Risks".into(), summary, tools, Some(toolbar), content, risk_panel(frame))
}

fn band_of(app: App, score: Score) -> Colour {
    app.with(|p| figures::band(score.value(), &p.settings.thresholds))
}

fn matrix(app: App) -> AnyView {
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
            .attr("aria-label", label)
            .attr("aria-pressed", pressed)
            .on_click(move |_| app.set_param("cell", if chosen() { "" } else { &name }))
            .child(score.value())
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

fn burndown(app: App) -> AnyView {
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
                exposure_chart(app, &points, currency)
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

type Line = (Vec<(crate::model::Date, i64)>, Option<crate::model::Currency>, usize);

/// Weekly sums of exposure over twelve weeks, in the program's currency.
fn exposure_line(ctx: &Context<'_>, scope: Scope) -> Line {
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

fn exposure_chart(
    app: App,
    points: &[(crate::model::Date, i64)],
    currency: Option<crate::model::Currency>,
) -> AnyView {
    let today = untrack(|| app.today());
    let (width, height) = (400.0, 200.0);
    let high = points.iter().map(|p| p.1).max().unwrap_or(0) as f64 / 100.0;
    let ticks = nice_ticks(high, 4);
    let top = ticks.last().copied().unwrap_or(1.0);
    let x = Scale { domain: (0.0, (points.len() - 1) as f64), range: (44.0, width - 64.0) };
    let y = Scale { domain: (0.0, top), range: (height - 26.0, 10.0) };
    let short =
        |v: f64| if v >= 1000.0 { format!("{}k", (v / 100.0).round() / 10.0) } else { format!("{v}") };
    let grid = ticks
        .iter()
        .map(|t| {
            let at = format!("{:.1}", y.at(*t));
            let class = if *t == 0.0 { "base" } else { "grid" };
            many(vec![
                svg("line")
                    .class(class)
                    .attr("x1", "44")
                    .attr("x2", format!("{:.0}", width - 64.0))
                    .attr("y1", at.clone())
                    .attr("y2", at)
                    .into_any(),
                svg("text")
                    .attr("x", "38")
                    .attr("y", format!("{:.1}", y.at(*t) + 4.0))
                    .attr("text-anchor", "end")
                    .child(short(*t))
                    .into_any(),
            ])
        })
        .collect_view();
    let path: Vec<String> = points
        .iter()
        .enumerate()
        .map(|(n, p)| format!("{:.1},{:.1}", x.at(n as f64), y.at(p.1 as f64 / 100.0)))
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
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("aria-label", said)
        .child(grid)
        .child(svg("polyline").class("line").attr("points", path.join(" ")))
        .child(
            svg("circle")
                .class("end")
                .attr("cx", format!("{:.1}", x.at((points.len() - 1) as f64)))
                .attr("cy", format!("{:.1}", y.at(last as f64 / 100.0)))
                .attr("r", "3"),
        )
        .child(
            svg("text")
                .class("loud")
                .attr("x", format!("{:.1}", width - 58.0))
                .attr("y", format!("{:.1}", y.at(last as f64 / 100.0) + 4.0))
                .child(currency.map(|c| format!("{}{}", c.sign(), short(last as f64 / 100.0)))),
        )
        .child(svg("text").attr("x", "44").attr("y", format!("{:.0}", height - 6.0)).child(first_day))
        .child(
            svg("text")
                .attr("x", format!("{:.0}", width - 64.0))
                .attr("y", format!("{:.0}", height - 6.0))
                .attr("text-anchor", "end")
                .child("today"),
        )
        .into_any()
}

fn register(app: App, rows: Memo<Vec<Arc<Risk>>>) -> AnyView {
    let open = move |key: &str| app.step_param("risk", key);
    let list = move || {
        let today = app.today();
        rows.get()
            .into_iter()
            .map(|risk| {
                let key = risk.key.clone();
                let (click_key, press_key, chosen_key, data_key) =
                    (key.clone(), key.clone(), key.clone(), key.clone());
                let chosen = move || app.param("risk").as_deref() == Some(chosen_key.as_str());
                let owner = risk.owner.and_then(|id| app.with(|p| p.people.get(&id).cloned()));
                let band = band_of(app, risk.residual);
                let review = risk.review.map(|day| {
                    let late = (today - day).num_days();
                    match late {
                        l if l > 0 => (format!("{}, {l} d late", phrases::day(day, today)), "red"),
                        0 => ("today".to_owned(), "red"),
                        _ => (phrases::day(day, today), ""),
                    }
                });
                let (review, review_class) = review.unwrap_or_else(|| ("not set".to_owned(), "quiet"));
                let state = (!risk.state.is_open()).then(|| risk.state.name());
                el("tr")
                    .attr("tabindex", "0")
                    .class(move || if chosen() { "chosen" } else { "" })
                    .attr("data-risk", data_key)
                    .on_click(move |_| open(&click_key))
                    .on_keydown(move |event| row_keys(&event, || open(&press_key)))
                    .child(el("td").class("key").child(key))
                    .child(el("td").class("strong").child(risk.title.clone()).child(state.map(|s| {
                        many(vec![(" ").into_any(), el("span").class("quiet").child(s).into_any()])
                    })))
                    .child(el("td").child(risk.category.clone()))
                    .child(el("td").class("num").child(risk.inherent.value()))
                    .child(
                        el("td")
                            .child(status_mark(band, format!("{} {}", risk.residual.value(), band.name()))),
                    )
                    .child(el("td").class("num").child(risk.exposure().map_or_else(
                        || el("span").class("quiet").child("not set").into_any(),
                        |m| m.to_string().into_any(),
                    )))
                    .child(el("td").child(owner.map(|p| avatar(&p))))
                    .child(el("td").class(format!("num-left {review_class}")).child(review))
            })
            .collect_view()
    };
    el("div")
        .class("inset risk-table")
        .child(
            el("table")
                .class("table")
                .child(el("caption").class("sr-only").child("Risk register, the highest score first"))
                .child(
                    el("thead").child(
                        el("tr")
                            .child(el("th").attr("scope", "col").child("Key"))
                            .child(el("th").attr("scope", "col").child("Risk"))
                            .child(el("th").attr("scope", "col").child("Category"))
                            .child(el("th").attr("scope", "col").class("num").child("Inherent"))
                            .child(el("th").attr("scope", "col").child("Residual"))
                            .child(el("th").attr("scope", "col").class("num").child("Exposure"))
                            .child(el("th").attr("scope", "col").child("Owner"))
                            .child(el("th").attr("scope", "col").child("Review")),
                    ),
                )
                .child(el("tbody").child(list)),
        )
        .child(move || {
            rows.with(Vec::is_empty).then(|| {
                el("div")
                    .class("content empty")
                    .child(el("h2").child("No risks here"))
                    .child(el("p").child(
                        "A risk is what may happen and would hurt. A blocked card becomes one in one step.",
                    ))
                    .child(
                        el("button")
                            .class("button")
                            .on_click(move |_| app.overlay.set(Some(Overlay::NewRisk(None))))
                            .child(icon("plus"))
                            .child("Risk"),
                    )
            })
        })
        .into_any()
}

/// Enter opens; arrows and J/K go from row to row.
fn row_keys(event: &web_sys::KeyboardEvent, open: impl Fn()) {
    let Some(row) = event.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let sibling = match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            open();
            return;
        }
        "ArrowDown" | "j" => row.next_element_sibling(),
        "ArrowUp" | "k" => row.previous_element_sibling(),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = sibling.and_then(|s| s.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = next.focus();
    }
}

/// The risk in full, when the address names one.
fn risk_panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let id = Memo::new(move |_| {
        let key = app.param("risk").filter(|_| app.param("item").is_none())?;
        app.with(|p| p.risks.values().find(|r| r.key == key).map(|r| r.id))
    });
    (move || id.get().map(|id| open_risk(frame, id))).into_any()
}

fn edit(app: App, id: RiskId, edit: RiskEdit) {
    app.workbench.dispatch(Command::EditRisk(id, edit));
}

fn open_risk(frame: Frame, id: RiskId) -> AnyView {
    let app = frame.app;
    let risk: Memo<Option<Arc<Risk>>> = Memo::new(move |_| app.with(|p| p.risks.get(&id).cloned()));
    let read =
        move |get: fn(&Risk) -> String| move || risk.with(|r| r.as_ref().map(|r| get(r)).unwrap_or_default());
    let key = read(|r| r.key.clone());
    let close = move || app.step_param("risk", "");
    let delete = move || {
        if app.workbench.dispatch_aloud(Command::DeleteRisk(id)) {
            app.set_param("risk", "");
        }
    };
    let people = move || {
        app.with(|p| {
            let mut all: Vec<_> =
                p.people.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
            all.sort_by(|a, b| a.label.cmp(&b.label));
            all.insert(0, Choice::new("", "No owner"));
            all
        })
    };
    let projects = move || {
        app.with(|p| {
            let mut all: Vec<_> =
                p.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
            all.sort_by(|a, b| a.label.cmp(&b.label));
            all.insert(0, Choice::new("", "Whole program"));
            all
        })
    };
    let categories = move || {
        let own = risk.with(|r| r.as_ref().map(|r| r.category.clone()).unwrap_or_default());
        let mut all: Vec<_> = CATEGORIES.iter().map(|c| Choice::new(*c, *c)).collect();
        if !CATEGORIES.contains(&own.as_str()) {
            all.push(Choice::new(own.clone(), own));
        }
        all
    };
    let owner = move || {
        let owner = risk.with(|r| r.as_ref().and_then(|r| r.owner))?;
        app.with(|p| p.people.get(&owner).map(|x| avatar(x)))
    };
    let write_probability = move |text: String| {
        let text = text.trim().trim_end_matches('%').trim();
        match text.parse::<u8>() {
            _ if text.is_empty() => edit(app, id, RiskEdit::Probability(None)),
            Ok(percent) => edit(app, id, RiskEdit::Probability(Some(percent))),
            Err(_) => app.toasts.say(format!("“{text}” is no percentage. The probability stays as it was.")),
        }
    };
    let write_loss = move |text: String| {
        let currency = app.workbench.with_untracked(|p| p.settings.currency);
        let plain: String =
            text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
        if plain.is_empty() {
            edit(app, id, RiskEdit::Loss(None));
        } else if let Some(money) = Money::parse(&plain, currency) {
            edit(app, id, RiskEdit::Loss(Some(money)));
        } else {
            app.toasts.say(format!("“{text}” is no amount. The loss stays as it was."));
        }
    };
    let exposure = move || {
        risk.with(|r| {
            r.as_ref().and_then(|r| r.exposure()).map_or_else(|| "not set".to_owned(), |m| m.to_string())
        })
    };
    let more_key = key;
    el("aside")
        .class("panel")
        .attr("aria-label", move || format!("{} details", key()))
        .child(
            el("div")
                .class("panel-bar")
                .child(icon("risk"))
                .child(el("span").class("strong num grow").child(key))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", move || format!("More for {}", more_key()))
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| {
                            if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                                frame.menu.open_at(
                                    &anchor,
                                    "Risk",
                                    vec![MenuItem::new("Delete", delete).danger()],
                                );
                            }
                        })
                        .child(icon("dots")),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Close")
                        .attr("title", "Close (Esc)")
                        .on_click(move |_| close())
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("panel-body")
                .child(title_input(read(|r| r.title.clone()), move |t| edit(app, id, RiskEdit::Title(t))))
                .child(
                    el("textarea")
                        .class("input bare-area")
                        .attr("rows", "2")
                        .attr("aria-label", "Description")
                        .attr("placeholder", "If … happens because of …, then …")
                        .on_change(move |event| edit(app, id, RiskEdit::Notes(event_target_value(&event))))
                        .prop("value", read(|r| r.notes.clone())),
                )
                .child(
                    el("div")
                        .class("score-box")
                        .child(
                            el("div")
                                .child(el("div").class("quiet").child("Inherent"))
                                .child(
                                    el("div")
                                        .class("big num")
                                        .child(move || risk.with(|r| r.as_ref().map(|r| r.inherent.value()))),
                                )
                                .child(score_pick(app, id, risk, true)),
                        )
                        .child(
                            el("div")
                                .child(el("div").class("quiet").child("Residual"))
                                .child(
                                    el("div")
                                        .class("big num")
                                        .child(move || risk.with(|r| r.as_ref().map(|r| r.residual.value()))),
                                )
                                .child(score_pick(app, id, risk, false)),
                        )
                        .child(
                            el("div")
                                .child(el("div").class("quiet").child("Exposure"))
                                .child(el("div").class("big num").child(exposure))
                                .child(el("div").class("quiet").child("probability × loss")),
                        ),
                )
                .child(
                    el("dl")
                        .class("props")
                        .child(el("dt").child("Response"))
                        .child(el("dd").child(select(
                            "Response",
                            "",
                            || Response::ALL.map(|r| Choice::new(r.name(), r.name())).to_vec(),
                            read(|r| r.response.name().to_owned()),
                            move |v| {
                                if let Some(response) = Response::ALL.into_iter().find(|r| r.name() == v) {
                                    edit(app, id, RiskEdit::Response(response))
                                }
                            },
                        )))
                        .child(el("dt").child("Plan"))
                        .child(el("dd").child(text_input(
                            "Response plan",
                            read(|r| r.plan.clone()),
                            "what is done about it",
                            move |t| edit(app, id, RiskEdit::Plan(t)),
                        )))
                        .child(el("dt").child("Owner"))
                        .child(el("dd").child(owner).child(select(
                            "Owner",
                            "",
                            people,
                            read(|r| r.owner.map(|o| o.to_string()).unwrap_or_default()),
                            move |v| edit(app, id, RiskEdit::Owner(v.parse().ok())),
                        )))
                        .child(el("dt").child("State"))
                        .child(el("dd").child(select(
                            "State",
                            "",
                            || RiskState::ALL.map(|s| Choice::new(s.name(), s.name())).to_vec(),
                            read(|r| r.state.name().to_owned()),
                            move |v| {
                                if let Some(state) = RiskState::ALL.into_iter().find(|s| s.name() == v) {
                                    edit(app, id, RiskEdit::State(state))
                                }
                            },
                        )))
                        .child(el("dt").child("Review"))
                        .child(el("dd").child(date_input(
                            "Review",
                            move || risk.with(|r| r.as_ref().and_then(|r| r.review)),
                            move |d| edit(app, id, RiskEdit::Review(d)),
                        )))
                        .child(el("dt").child("Trigger"))
                        .child(el("dd").child(text_input(
                            "Trigger",
                            read(|r| r.trigger.clone()),
                            "what would show it",
                            move |t| edit(app, id, RiskEdit::Trigger(t)),
                        )))
                        .child(el("dt").child("Category"))
                        .child(el("dd").child(select(
                            "Category",
                            "",
                            categories,
                            read(|r| r.category.clone()),
                            move |v| edit(app, id, RiskEdit::Category(v)),
                        )))
                        .child(el("dt").child("Project"))
                        .child(el("dd").child(select(
                            "Threatened project",
                            "",
                            projects,
                            read(|r| r.project.map(|p| p.to_string()).unwrap_or_default()),
                            move |v| edit(app, id, RiskEdit::Project(v.parse().ok())),
                        )))
                        .child(el("dt").child("Probability"))
                        .child(
                            el("dd")
                                .class("short")
                                .child(text_input(
                                    "Probability in percent",
                                    read(|r| r.probability.map(|p| p.to_string()).unwrap_or_default()),
                                    "not set",
                                    write_probability,
                                ))
                                .child(el("span").class("quiet").child("%")),
                        )
                        .child(el("dt").child("Loss"))
                        .child(el("dd").child(text_input(
                            "Loss if it happens",
                            read(|r| r.loss.map(|m| m.to_string()).unwrap_or_default()),
                            "not set",
                            write_loss,
                        ))),
                )
                .child(chain(app, id, risk)),
        )
        .into_any()
}

fn score_pick(app: App, id: RiskId, risk: Memo<Option<Arc<Risk>>>, inherent: bool) -> AnyView {
    let score = move || {
        risk.with(|r| r.as_ref().map(|r| if inherent { r.inherent } else { r.residual }))
            .unwrap_or(Score { probability: 1, impact: 1 })
    };
    let write = move |score: Score| {
        edit(app, id, if inherent { RiskEdit::Inherent(score) } else { RiskEdit::Residual(score) });
    };
    let words = |list: [&'static str; 5]| {
        move || {
            list.iter()
                .enumerate()
                .map(|(n, w)| Choice::new((n + 1).to_string(), format!("{} {w}", n + 1)))
                .collect()
        }
    };
    let kind = if inherent { "Inherent" } else { "Residual" };
    el("div")
        .class("score-pick")
        .child(select(
            &format!("{kind} probability"),
            "",
            words(Score::PROBABILITIES),
            move || score().probability.to_string(),
            move |v| {
                if let Ok(probability) = v.parse() {
                    write(Score { probability, ..untrack(score) })
                }
            },
        ))
        .child(select(
            &format!("{kind} impact"),
            "",
            words(Score::IMPACTS),
            move || score().impact.to_string(),
            move |v| {
                if let Ok(impact) = v.parse() {
                    write(Score { impact, ..untrack(score) })
                }
            },
        ))
        .into_any()
}

/// Where the risk comes from, and the report it stands in.
fn chain(app: App, id: RiskId, risk: Memo<Option<Arc<Risk>>>) -> AnyView {
    let rows = move || {
        let from = app.with(|p| {
            p.items
                .values()
                .filter(|i| i.links.iter().any(|l| l.to == Ref::Risk(id)))
                .map(|i| (super::board::kind_icon(&i.kind), i.title.clone(), i.key.clone()))
                .collect::<Vec<_>>()
        });
        let before = from
            .into_iter()
            .map(|(sign, title, key)| {
                let open = key.clone();
                el("li")
                    .child(icon(sign))
                    .child(
                        el("span")
                            .child(
                                el("button")
                                    .class("link")
                                    .on_click(move |_| app.open_item_key(&open))
                                    .child(title),
                            )
                            .child(el("div").class("quiet").child("Comes from")),
                    )
                    .child(el("span").class("key").child(key))
            })
            .collect_view();
        let (title, key, created, project) = risk
            .with(|r| r.as_ref().map(|r| (r.title.clone(), r.key.clone(), r.created, r.project)))
            .unwrap_or_default();
        let today = app.today();
        let raised = app.zone.with(|z| phrases::near_day(z.day(created), today));
        let prefix = project
            .and_then(|id| app.with(|p| p.projects.get(&id).map(|x| x.prefix.clone())))
            .unwrap_or_default();
        let report = Route::to(View::Reports).with("project", &prefix);
        many(vec![
            (before).into_any(),
            el("li")
                .class("here")
                .child(icon("risk"))
                .child(
                    el("span")
                        .child(el("span").class("strong").child(title))
                        .child(el("div").class("quiet").child(format!("This risk, raised {raised}"))),
                )
                .child(el("span").class("key").child(key))
                .into_any(),
            el("li")
                .child(icon("report"))
                .child(
                    el("span")
                        .child(el("a").attr("href", format!("#{report}")).child("Status report"))
                        .child(
                            el("div")
                                .class("quiet")
                                .child("Under Risks, while its score is among the highest"),
                        ),
                )
                .into_any(),
        ])
    };
    el("section")
        .class("chain-section")
        .child(el("h3").child("The chain"))
        .child(el("ul").class("chain").child(rows))
        .into_any()
}
