//! Metrics: the headline figures, each with its working, and the charts by family.

mod block;
mod entry;
mod open;
mod request;
mod tiles;
mod toolbar;
mod working;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::{Compared, Context, Period, Request};
use crate::app::App;
use crate::chart::gallery::{Choice, Family, Picture, gallery};
use crate::dom::prelude::*;
use crate::model::{SlaHours, Zone};
use crate::platform::{clock, page};
use std::sync::Arc;

/// How many figures head the overview.
const HEADLINE: usize = 4;

/// Everything that the page shows, worked out once for what was asked.
#[derive(Clone, PartialEq)]
struct Answer {
    /// The figures of the family; of the overview, all of them, the headline first.
    figures: Vec<Compared>,
    /// The charts.
    pictures: Vec<Arc<Picture>>,
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let asked = request::asked(app);
    let zones = service_zones(app);
    let answer = Memo::new(move |_| {
        asked.with(|(request, choice)| {
            zones.with(|zones| {
                app.analyse(|ctx| page::measured("gluework metrics", || answer(ctx, zones, request, choice)))
            })
        })
    });
    let family = Memo::new(move |_| request::family(app));
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Metrics, scrollable")
        .child(
            el("div")
                .class("metrics")
                .child(tiles::row(app, answer, family))
                .child(move || {
                    let pictures = answer.with(|a| a.pictures.clone());
                    el("div").class("charts").child(
                        pictures.into_iter().map(|picture| block::block(frame, picture)).collect_view(),
                    )
                })
                .child(tiles::all(app, answer, family)),
        )
        .into_any();
    let context = move || {
        let (today, scope) = (app.today(), app.scope());
        let name = app.with(|p| scope.name(p));
        // A period in the past gives the figures of its last day.
        let of = match request::period(app) {
            Period::Between(one, other) => one.max(other).min(today),
            _ => today,
        };
        format!("{name}, as of {}", phrases::day(of, today)).into_any()
    };
    let panel = many(vec![working::working(app, answer), entry::panel(frame)]);
    page_frame(
        frame,
        "Metrics".into(),
        context,
        many(vec![toolbar::enter(frame), project_select(app)]),
        Some(toolbar::toolbar(app)),
        content,
        panel,
    )
}

fn answer(ctx: &Context<'_>, zones: &[Zone], request: &Request, choice: &Choice) -> Answer {
    let asked = request.open(ctx, zones);
    // Forecasts take ten thousand trials each: only where they are shown.
    let figures = match choice.family {
        Family::Overview | Family::Forecast => asked.figures(),
        _ => asked.figures_without_forecasts(),
    };
    Answer { figures, pictures: gallery(&asked, choice).into_iter().map(Arc::new).collect() }
}

/// The zones that service hours are in, as data.
fn service_zones(app: App) -> Memo<Vec<Zone>> {
    let names = Memo::new(move |_| {
        app.with(|p| {
            let mut names: Vec<String> = Vec::new();
            for sla in p.slas.values() {
                if let SlaHours::Service(hours) = &sla.hours
                    && let Some(name) = hours.zone.clone().filter(|name| !names.contains(name))
                {
                    names.push(name);
                }
            }
            names
        })
    });
    Memo::new(move |_| names.with(|names| names.iter().map(|name| clock::zone(name)).collect()))
}
