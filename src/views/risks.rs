//! The risk register, its matrix and the risk in full.

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::{Colour, Context, Scope, risk as figures};
use crate::app::{App, Overlay, Route, View};
use crate::command::{Command, RiskEdit};
use crate::components::{
    Choice, MenuItem, Scale, avatar, date_input, icon, nice_ticks, select, status_mark, text_input, title_input,
};
use crate::model::{Money, Ref, Response, Risk, RiskId, RiskState, Score};

use leptos::prelude::*;
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
                .filter(|r| cell.as_ref().is_none_or(|c| *c == format!("{}x{}", band(r).probability, band(r).impact)))
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
                let open: Vec<_> = p.risks.values().filter(|r| r.state.is_open() && figures::in_scope(r, scope)).collect();
                (open.len(), open.iter().filter(|r| r.review.is_some_and(|d| d <= today)).count())
            })
        };
        format!("{open} open, {due} due for review").into_any()
    };
    let tools = view! {
        {project_select(app)}
        <button class="button" on:click=move |_| app.overlay.set(Some(Overlay::NewRisk(None)))>{icon("plus")} "Risk"</button>
    }
    .into_any();
    let pressed = |on: bool| if on { "true" } else { "false" };
    let toolbar = view! {
        <div class="toolbar">
            <div class="segmented" role="group" aria-label="Score shown">
                <button aria-pressed=move || pressed(!inherent()) on:click=move |_| app.set_param("score", "")>"Residual"</button>
                <button aria-pressed=move || pressed(inherent()) on:click=move |_| app.set_param("score", "inherent")>"Inherent"</button>
            </div>
            <label class="row">
                <input
                    type="checkbox"
                    class="check"
                    prop:checked=move || app.param("closed").is_some()
                    on:change=move |event| app.set_param("closed", if event_target_checked(&event) { "1" } else { "" })
                />
                "Closed ones too"
            </label>
            {move || app.param("cell").map(|cell| {
                let words = cell.replace('x', " × ");
                view! {
                    <span class="chip active">
                        {format!("Probability × impact: {words}")}
                        <button aria-label="Show all cells" on:click=move |_| app.set_param("cell", "")>{icon("close")}</button>
                    </span>
                }
            })}
        </div>
    }
    .into_any();
    let content = view! {
        <div class="scroll" tabindex="0" role="region" aria-label="Risks, scrollable">
            <div class="risk-top">
                {matrix(app)}
                {burndown(app)}
            </div>
            {register(app, rows)}
        </div>
    }
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
                if let Some(cell) = row.and_then(|row| row.get_mut(usize::from(score.impact.saturating_sub(1)))) {
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
                c.get(usize::from(probability - 1)).and_then(|r| r.get(usize::from(impact - 1))).copied().unwrap_or(0)
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
        view! {
            <button
                class=move || format!("cell-box {}", match band_of(app, score) { Colour::Red => "red", Colour::Amber => "amber", _ => "green" })
                aria-label=label
                aria-pressed=pressed
                on:click=move |_| app.set_param("cell", if chosen() { "" } else { &name })
            >
                {score.value()}
                {move || (count() > 0).then(|| view! { <span class="ring num">{count()}</span> })}
            </button>
        }
    };
    let rows = (1..=5_u8)
        .rev()
        .map(|probability| {
            let name = Score::PROBABILITIES.get(usize::from(probability - 1)).copied().unwrap_or("");
            view! {
                <span class="row-name">{name}</span>
                {(1..=5_u8).map(|impact| cell(probability, impact)).collect_view()}
            }
        })
        .collect_view();
    let heads = Score::IMPACTS.map(|name| view! { <span class="col-name">{name}</span> }).collect_view();
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
            view! {
                <div>
                    {status_mark(colour, colour.name())}
                    <div class="quiet num">{format!("{text}: {}", by_band(colour))}</div>
                </div>
            }
        })
        .collect_view()
    };
    let title = move || if app.param("score").as_deref() == Some("inherent") { "Inherent score" } else { "Residual score" };
    view! {
        <section aria-labelledby="matrix-head">
            <div class="chart-head"><h2 id="matrix-head">{title}</h2> <span class="quiet">"probability × impact"</span></div>
            <div class="matrix-wrap">
                <div class="matrix" role="group" aria-labelledby="matrix-head">{rows} <span class="row-name">"Impact"</span> {heads}</div>
                <div class="bands">{bands}</div>
            </div>
        </section>
    }
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
            format!("Probability × loss, per week. {} without a loss left out", phrases::count(left_out, "risk", "risks"))
        };
        let drawn = if points.len() < 2 || points.iter().all(|p| p.1 == 0) {
            view! {
                <div class="empty">
                    <p>"No open risk has a probability and a loss yet, so there is no exposure to draw."</p>
                </div>
            }
            .into_any()
        } else {
            exposure_chart(app, &points, currency)
        };
        view! {
            <div class="chart-head"><h2>"Exposure of open risks"</h2> <span class="quiet">{currency.map(|c| c.code().to_owned())}</span></div>
            <div class="quiet caption">{note}</div>
            {drawn}
        }
    };
    view! { <section>{drawing}</section> }.into_any()
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

fn exposure_chart(app: App, points: &[(crate::model::Date, i64)], currency: Option<crate::model::Currency>) -> AnyView {
    let today = untrack(|| app.today());
    let (width, height) = (400.0, 200.0);
    let high = points.iter().map(|p| p.1).max().unwrap_or(0) as f64 / 100.0;
    let ticks = nice_ticks(high, 4);
    let top = ticks.last().copied().unwrap_or(1.0);
    let x = Scale { domain: (0.0, (points.len() - 1) as f64), range: (44.0, width - 64.0) };
    let y = Scale { domain: (0.0, top), range: (height - 26.0, 10.0) };
    let short = |v: f64| if v >= 1000.0 { format!("{}k", (v / 100.0).round() / 10.0) } else { format!("{v}") };
    let grid = ticks
        .iter()
        .map(|t| {
            let at = format!("{:.1}", y.at(*t));
            let class = if *t == 0.0 { "base" } else { "grid" };
            view! {
                <line class=class x1="44" x2=format!("{:.0}", width - 64.0) y1=at.clone() y2=at />
                <text x="38" y=format!("{:.1}", y.at(*t) + 4.0) text-anchor="end">{short(*t)}</text>
            }
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
    view! {
        <svg class="chart" viewBox=format!("0 0 {width} {height}") role="img" aria-label=said>
            {grid}
            <polyline class="line" points=path.join(" ") />
            <circle class="end" cx=format!("{:.1}", x.at((points.len() - 1) as f64)) cy=format!("{:.1}", y.at(last as f64 / 100.0)) r="3" />
            <text class="loud" x=format!("{:.1}", width - 58.0) y=format!("{:.1}", y.at(last as f64 / 100.0) + 4.0)>{currency.map(|c| format!("{}{}", c.sign(), short(last as f64 / 100.0)))}</text>
            <text x="44" y=format!("{:.0}", height - 6.0)>{first_day}</text>
            <text x=format!("{:.0}", width - 64.0) y=format!("{:.0}", height - 6.0) text-anchor="end">"today"</text>
        </svg>
    }
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
                let (click_key, press_key, chosen_key, data_key) = (key.clone(), key.clone(), key.clone(), key.clone());
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
                view! {
                    <tr
                        tabindex="0"
                        class=move || if chosen() { "chosen" } else { "" }
                        data-risk=data_key
                        on:click=move |_| open(&click_key)
                        on:keydown=move |event| row_keys(&event, || open(&press_key))
                    >
                        <td class="key">{key}</td>
                        <td class="strong">{risk.title.clone()} {state.map(|s| view! { " " <span class="quiet">{s}</span> })}</td>
                        <td>{risk.category.clone()}</td>
                        <td class="num">{risk.inherent.value()}</td>
                        <td>{status_mark(band, format!("{} {}", risk.residual.value(), band.name()))}</td>
                        <td class="num">{risk.exposure().map_or_else(|| view! { <span class="quiet">"not set"</span> }.into_any(), |m| m.to_string().into_any())}</td>
                        <td>{owner.map(|p| avatar(&p))}</td>
                        <td class=format!("num-left {review_class}")>{review}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <div class="inset risk-table">
            <table class="table">
                <caption class="sr-only">"Risk register, the highest score first"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Key"</th>
                        <th scope="col">"Risk"</th>
                        <th scope="col">"Category"</th>
                        <th scope="col" class="num">"Inherent"</th>
                        <th scope="col">"Residual"</th>
                        <th scope="col" class="num">"Exposure"</th>
                        <th scope="col">"Owner"</th>
                        <th scope="col">"Review"</th>
                    </tr>
                </thead>
                <tbody>{list}</tbody>
            </table>
            {move || {
                rows.with(Vec::is_empty)
                    .then(|| {
                        view! {
                            <div class="content empty">
                                <h2>"No risks here"</h2>
                                <p>"A risk is what may happen and would hurt. A blocked card becomes one in one step."</p>
                                <button class="button" on:click=move |_| app.overlay.set(Some(Overlay::NewRisk(None)))>{icon("plus")} "Risk"</button>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

/// Enter opens; arrows and J/K go from row to row.
fn row_keys(event: &web_sys::KeyboardEvent, open: impl Fn()) {
    let Some(row) = event.current_target().and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) else { return };
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
    let read = move |get: fn(&Risk) -> String| move || risk.with(|r| r.as_ref().map(|r| get(r)).unwrap_or_default());
    let key = read(|r| r.key.clone());
    let close = move || app.step_param("risk", "");
    let delete = move || {
        if app.workbench.dispatch_aloud(Command::DeleteRisk(id)) {
            app.set_param("risk", "");
        }
    };
    let people = move || {
        app.with(|p| {
            let mut all: Vec<_> = p.people.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
            all.sort_by(|a, b| a.label.cmp(&b.label));
            all.insert(0, Choice::new("", "No owner"));
            all
        })
    };
    let projects = move || {
        app.with(|p| {
            let mut all: Vec<_> = p.projects.values().map(|x| Choice::new(x.id.to_string(), x.name.clone())).collect();
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
        let plain: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-')).collect();
        if plain.is_empty() {
            edit(app, id, RiskEdit::Loss(None));
        } else if let Some(money) = Money::parse(&plain, currency) {
            edit(app, id, RiskEdit::Loss(Some(money)));
        } else {
            app.toasts.say(format!("“{text}” is no amount. The loss stays as it was."));
        }
    };
    let exposure = move || risk.with(|r| r.as_ref().and_then(|r| r.exposure()).map_or_else(|| "not set".to_owned(), |m| m.to_string()));
    let more_key = key;
    view! {
        <aside class="panel" aria-label=move || format!("{} details", key())>
            <div class="panel-bar">
                {icon("risk")} <span class="strong num grow">{key}</span>
                <button
                    class="icon-button"
                    aria-label=move || format!("More for {}", more_key())
                    aria-haspopup="menu"
                    on:click=move |event| {
                        if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                            frame.menu.open_at(&anchor, "Risk", vec![MenuItem::new("Delete", delete).danger()]);
                        }
                    }
                >
                    {icon("dots")}
                </button>
                <button class="icon-button" aria-label="Close" title="Close (Esc)" on:click=move |_| close()>{icon("close")}</button>
            </div>
            <div class="panel-body">
                {title_input(read(|r| r.title.clone()), move |t| edit(app, id, RiskEdit::Title(t)))}
                <textarea
                    class="input bare-area"
                    rows="2"
                    aria-label="Description"
                    placeholder="If … happens because of …, then …"
                    prop:value=read(|r| r.notes.clone())
                    on:change=move |event| edit(app, id, RiskEdit::Notes(event_target_value(&event)))
                ></textarea>
                <div class="score-box">
                    <div>
                        <div class="quiet">"Inherent"</div>
                        <div class="big num">{move || risk.with(|r| r.as_ref().map(|r| r.inherent.value()))}</div>
                        {score_pick(app, id, risk, true)}
                    </div>
                    <div>
                        <div class="quiet">"Residual"</div>
                        <div class="big num">{move || risk.with(|r| r.as_ref().map(|r| r.residual.value()))}</div>
                        {score_pick(app, id, risk, false)}
                    </div>
                    <div>
                        <div class="quiet">"Exposure"</div>
                        <div class="big num">{exposure}</div>
                        <div class="quiet">"probability × loss"</div>
                    </div>
                </div>
                <dl class="props">
                    <dt>"Response"</dt>
                    <dd>{select("Response", "", || Response::ALL.map(|r| Choice::new(r.name(), r.name())).to_vec(), read(|r| r.response.name().to_owned()), move |v| {
                        if let Some(response) = Response::ALL.into_iter().find(|r| r.name() == v) { edit(app, id, RiskEdit::Response(response)) }
                    })}</dd>
                    <dt>"Plan"</dt>
                    <dd>{text_input("Response plan", read(|r| r.plan.clone()), "what is done about it", move |t| edit(app, id, RiskEdit::Plan(t)))}</dd>
                    <dt>"Owner"</dt>
                    <dd>{owner} {select("Owner", "", people, read(|r| r.owner.map(|o| o.to_string()).unwrap_or_default()), move |v| edit(app, id, RiskEdit::Owner(v.parse().ok())))}</dd>
                    <dt>"State"</dt>
                    <dd>{select("State", "", || RiskState::ALL.map(|s| Choice::new(s.name(), s.name())).to_vec(), read(|r| r.state.name().to_owned()), move |v| {
                        if let Some(state) = RiskState::ALL.into_iter().find(|s| s.name() == v) { edit(app, id, RiskEdit::State(state)) }
                    })}</dd>
                    <dt>"Review"</dt>
                    <dd>{date_input("Review", move || risk.with(|r| r.as_ref().and_then(|r| r.review)), move |d| edit(app, id, RiskEdit::Review(d)))}</dd>
                    <dt>"Trigger"</dt>
                    <dd>{text_input("Trigger", read(|r| r.trigger.clone()), "what would show it", move |t| edit(app, id, RiskEdit::Trigger(t)))}</dd>
                    <dt>"Category"</dt>
                    <dd>{select("Category", "", categories, read(|r| r.category.clone()), move |v| edit(app, id, RiskEdit::Category(v)))}</dd>
                    <dt>"Project"</dt>
                    <dd>{select("Threatened project", "", projects, read(|r| r.project.map(|p| p.to_string()).unwrap_or_default()), move |v| edit(app, id, RiskEdit::Project(v.parse().ok())))}</dd>
                    <dt>"Probability"</dt>
                    <dd class="short">{text_input("Probability in percent", read(|r| r.probability.map(|p| p.to_string()).unwrap_or_default()), "not set", write_probability)} <span class="quiet">"%"</span></dd>
                    <dt>"Loss"</dt>
                    <dd>{text_input("Loss if it happens", read(|r| r.loss.map(|m| m.to_string()).unwrap_or_default()), "not set", write_loss)}</dd>
                </dl>
                {chain(app, id, risk)}
            </div>
        </aside>
    }
    .into_any()
}

fn score_pick(app: App, id: RiskId, risk: Memo<Option<Arc<Risk>>>, inherent: bool) -> AnyView {
    let score = move || {
        risk.with(|r| r.as_ref().map(|r| if inherent { r.inherent } else { r.residual })).unwrap_or(Score { probability: 1, impact: 1 })
    };
    let write = move |score: Score| {
        edit(app, id, if inherent { RiskEdit::Inherent(score) } else { RiskEdit::Residual(score) });
    };
    let words = |list: [&'static str; 5]| {
        move || list.iter().enumerate().map(|(n, w)| Choice::new((n + 1).to_string(), format!("{} {w}", n + 1))).collect()
    };
    let kind = if inherent { "Inherent" } else { "Residual" };
    view! {
        <div class="score-pick">
            {select(&format!("{kind} probability"), "", words(Score::PROBABILITIES), move || score().probability.to_string(), move |v| {
                if let Ok(probability) = v.parse() { write(Score { probability, ..untrack(score) }) }
            })}
            {select(&format!("{kind} impact"), "", words(Score::IMPACTS), move || score().impact.to_string(), move |v| {
                if let Ok(impact) = v.parse() { write(Score { impact, ..untrack(score) }) }
            })}
        </div>
    }
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
                view! {
                    <li>
                        {icon(sign)}
                        <span>
                            <button class="link" on:click=move |_| app.open_item_key(&open)>{title}</button>
                            <div class="quiet">"Comes from"</div>
                        </span>
                        <span class="key">{key}</span>
                    </li>
                }
            })
            .collect_view();
        let (title, key, created, project) =
            risk.with(|r| r.as_ref().map(|r| (r.title.clone(), r.key.clone(), r.created, r.project))).unwrap_or_default();
        let today = app.today();
        let raised = app.zone.with(|z| phrases::near_day(z.day(created), today));
        let prefix = project.and_then(|id| app.with(|p| p.projects.get(&id).map(|x| x.prefix.clone()))).unwrap_or_default();
        let report = Route::to(View::Reports).with("project", &prefix);
        view! {
            {before}
            <li class="here">
                {icon("risk")}
                <span><span class="strong">{title}</span> <div class="quiet">{format!("This risk, raised {raised}")}</div></span>
                <span class="key">{key}</span>
            </li>
            <li>
                {icon("report")}
                <span>
                    <a href=format!("#{report}")>"Status report"</a>
                    <div class="quiet">"Under Risks, while its score is among the highest"</div>
                </span>
            </li>
        }
    };
    view! { <section class="chain-section"><h3>"The chain"</h3><ul class="chain">{rows}</ul></section> }.into_any()
}
