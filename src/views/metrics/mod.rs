//! Metrics: the headline figures, each with its working, and the charts by family.

mod block;
mod entry;
mod open;
mod request;
mod tiles;
mod toolbar;
mod working;

pub(in crate::views) use open::opener;

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::{Compared, Context, Request};
use crate::app::App;
use crate::chart::gallery::{Choice, Family, Goal, Picture, forecasts, gallery};
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
    let back = Memo::new(move |_| {
        asked.with(|(request, choice)| {
            zones.with(|zones| {
                app.analyse(|ctx| {
                    page::measured("gluework metrics", || look_back(ctx, zones, request, choice))
                })
            })
        })
    });
    let from =
        Memo::new(move |_| asked.with(|(request, choice)| (request.ahead(), choice.family, choice.goal)));
    let ahead = Memo::new(move |_| {
        from.with(|(request, family, goal)| {
            app.analyse(|ctx| {
                page::measured("gluework forecasts", || look_ahead(ctx, request, *family, *goal))
            })
        })
    });
    let answer = Memo::new(move |_| back.with(|back| ahead.with(|ahead| join(back, ahead))));
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
        format!("{name}, as of {}", phrases::day(request::last_day(app), today)).into_any()
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

/// What follows from the period that is looked at.
fn look_back(ctx: &Context<'_>, zones: &[Zone], request: &Request, choice: &Choice) -> Answer {
    let asked = request.open(ctx, zones);
    let pictures = gallery(&asked, choice).into_iter().map(Arc::new).collect();
    Answer { figures: asked.figures_without_forecasts(), pictures }
}

/// What lies ahead; nothing on pages that do not show it.
fn look_ahead(ctx: &Context<'_>, request: &Request, family: Family, goal: Goal) -> Answer {
    if !matches!(family, Family::Overview | Family::Forecast) {
        return Answer { figures: Vec::new(), pictures: Vec::new() };
    }
    let asked = request.open(ctx, &[]);
    let pictures = forecasts(&asked, family, goal).into_iter().map(Arc::new).collect();
    Answer { figures: asked.forecasts(), pictures }
}

/// Both as one. The page of forecasts begins with them: on it, few charts look back.
fn join(back: &Answer, ahead: &Answer) -> Answer {
    let mut all = back.clone();
    all.figures.extend(ahead.figures.iter().cloned());
    let place = if ahead.pictures.len() > back.pictures.len() { 0 } else { all.pictures.len() };
    all.pictures.splice(place..place, ahead.pictures.iter().cloned());
    all
}

/// The zones that service hours are in, as data.
pub(in crate::views) fn service_zones(app: App) -> Memo<Vec<Zone>> {
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
