//! From where a figure is green or amber, and how some are computed.

use super::sheet::{field, number};
use crate::app::App;
use crate::command::{Command, SettingsEdit};
use crate::components::{Choice, select, text_input};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Category, Currency, EacForm, Settings, StatusId, Thresholds};

/// Percentage points below the target that are still amber, where the user set none.
const MARGIN: u8 = 5;

fn settings(app: App, edit: SettingsEdit) {
    app.workbench.dispatch(Command::Settings(edit));
}

fn limit(
    app: App,
    label: &'static str,
    read: fn(&Thresholds) -> u32,
    write: fn(&mut Thresholds, u32) -> bool,
) -> AnyView {
    number(
        app,
        label,
        move || app.with(|p| read(&p.settings.thresholds)),
        move |value| {
            let mut limits = app.workbench.with_untracked(|p| p.settings.thresholds);
            if write(&mut limits, value) {
                settings(app, SettingsEdit::Thresholds(Box::new(limits)));
            } else {
                app.toasts.say(format!("{value} is too large here. Nothing was changed."));
            }
        },
    )
}

/// Writes a number where it fits; says whether it did.
fn put<T: TryFrom<u32>>(place: &mut T, value: u32) -> bool {
    T::try_from(value).map(|value| *place = value).is_ok()
}

fn group(title: &'static str, fields: Vec<AnyView>) -> AnyView {
    el("section")
        .class("entry-record")
        .attr("aria-label", title)
        .child(el("h3").child(title))
        .child(el("div").class("entry-fields").child(fields))
        .into_any()
}

pub(super) fn body(app: App) -> AnyView {
    many(vec![
        group(
            "Schedule: milestone confidence, %",
            vec![
                limit(app, "Green from", |t| t.confidence.0.into(), |t, v| put(&mut t.confidence.0, v)),
                limit(app, "Amber from", |t| t.confidence.1.into(), |t, v| put(&mut t.confidence.1, v)),
            ],
        ),
        group(
            "Cost: CPI, hundredths",
            vec![
                limit(app, "Green from", |t| t.cpi.0.into(), |t, v| put(&mut t.cpi.0, v)),
                limit(app, "Amber from", |t| t.cpi.1.into(), |t, v| put(&mut t.cpi.1, v)),
            ],
        ),
        group(
            "Scope: net growth, %",
            vec![
                limit(app, "Green to", |t| t.growth.0.into(), |t, v| put(&mut t.growth.0, v)),
                limit(app, "Amber to", |t| t.growth.1.into(), |t, v| put(&mut t.growth.1, v)),
            ],
        ),
        group(
            "Risk: highest residual score",
            vec![
                limit(app, "Green below", |t| t.risk.0.into(), |t, v| put(&mut t.risk.0, v)),
                limit(app, "Amber below", |t| t.risk.1.into(), |t, v| put(&mut t.risk.1, v)),
            ],
        ),
        group(
            "Quality: defect leakage, %",
            vec![
                limit(app, "Green to", |t| t.leakage.0.into(), |t, v| put(&mut t.leakage.0, v)),
                limit(app, "Amber to", |t| t.leakage.1.into(), |t, v| put(&mut t.leakage.1, v)),
            ],
        ),
        group(
            "How figures are computed",
            vec![
                limit(
                    app,
                    "Sprints in a velocity",
                    |t| t.velocity_sprints.into(),
                    |t, v| put(&mut t.velocity_sprints, v),
                ),
                limit(
                    app,
                    "Days a forecast draws from",
                    |t| t.forecast_days.into(),
                    |t, v| put(&mut t.forecast_days, v),
                ),
                limit(
                    app,
                    "SLA: amber, points below target",
                    |t| t.sla_margin.unwrap_or(MARGIN).into(),
                    |t, v| {
                        t.sla_margin = u8::try_from(v).ok();
                        t.sla_margin.is_some()
                    },
                ),
                limit(
                    app,
                    "Days until a report is stale",
                    |t| t.report_days.into(),
                    |t, v| put(&mut t.report_days, v),
                ),
                eac(app),
            ],
        ),
        group("Statuses in which work waits", vec![waiting(app)]),
        rates(app),
    ])
}

fn eac(app: App) -> AnyView {
    let forms = || {
        EacForm::ALL
            .map(|form| Choice::new(form.name(), format!("{}: {}", form.name(), form.formula())))
            .to_vec()
    };
    let now = move || app.with(|p| p.settings.eac.unwrap_or_default().name().to_owned());
    field(
        "Estimate at completion",
        select("Estimate at completion", "", forms, now, move |word| {
            if let Some(form) = EacForm::ALL.into_iter().find(|form| form.name() == word) {
                settings(app, SettingsEdit::Eac(form));
            }
        }),
    )
}

/// What the program's other currencies are worth, where it has any: amounts add up by these alone.
fn rates(app: App) -> AnyView {
    let others = Memo::new(move |_| {
        app.with(|p| {
            let budgets = p.packages.values().map(|w| w.budget.currency);
            let mut all: Vec<Currency> = budgets.chain(p.costs.values().map(|c| c.amount.currency)).collect();
            all.retain(|currency| *currency != p.settings.currency);
            all.order();
            all.dedup();
            all
        })
    });
    let own = move || app.with(|p| p.settings.currency);
    let field_of = move |other: Currency| {
        let label = format!("1 {} in {}", other.code(), own().code());
        let now = move || {
            let rate = app.with(|p| p.settings.rates.get(other.code()).copied());
            rate.map(|rate| (rate as f64 / Settings::RATE_UNIT as f64).to_string()).unwrap_or_default()
        };
        let write = move |text: String| match text.trim().replace(',', ".").parse::<f64>() {
            _ if text.trim().is_empty() => settings(app, SettingsEdit::Rate(other, 0)),
            Ok(rate) if rate > 0.0 && rate < 1e9 => {
                settings(app, SettingsEdit::Rate(other, (rate * Settings::RATE_UNIT as f64).round() as i64));
            }
            _ => app.toasts.say(format!("“{text}” is no rate above zero. Nothing was changed.")),
        };
        field(&label, text_input(&label, now, "no rate", write))
    };
    let all = move || {
        let others = others.get();
        (!others.is_empty())
            .then(|| group("Rates of other currencies", others.into_iter().map(field_of).collect()))
    };
    all.into_any()
}

/// A tick for each status in progress: time in it is no work.
fn waiting(app: App) -> AnyView {
    let statuses = Memo::new(move |_| {
        app.with(|p| {
            let mut all: Vec<(StatusId, String)> = Vec::new();
            for workflow in p.workflows.values() {
                for status in workflow.statuses.iter().filter(|s| s.category == Category::InProgress) {
                    let name = if p.workflows.len() > 1 {
                        format!("{}, {}", status.name, workflow.name)
                    } else {
                        status.name.clone()
                    };
                    all.push((status.id, name));
                }
            }
            all
        })
    });
    let ticks = move || {
        let rows = statuses.get().into_iter().map(|(id, name)| {
            el("label")
                .class("entry-tick wide")
                .child(
                    el("input")
                        .attr("type", "checkbox")
                        .class("check")
                        .on_change(move |event| {
                            settings(app, SettingsEdit::Waiting(id, event_target_checked(&event)))
                        })
                        .prop("checked", move || app.with(|p| p.settings.waiting.contains(&id))),
                )
                .child(name)
        });
        rows.collect_view()
    };
    ticks.into_any()
}
