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
use crate::analysis::{Facts, Figure, all_figures, headline_in};
use crate::chart::gallery::{Family, Picture, Request, gallery};
use crate::dom::prelude::*;
use std::sync::Arc;

/// How many figures head the overview.
const HEADLINE: usize = 4;

/// Everything that the page shows, worked out once for what was asked.
#[derive(Clone, PartialEq)]
struct Answer {
    /// The figures of the family; of the overview, all of them, the headline first.
    figures: Vec<Figure>,
    /// The charts.
    pictures: Vec<Arc<Picture>>,
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let asked = request::asked(app);
    let answer =
        Memo::new(move |_| asked.with(|asked| app.analyse(|ctx| answer(&Facts::new(ctx), ctx, asked))));
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
                .child(move || (family.get() == Family::Overview).then(|| tiles::all(app, answer))),
        )
        .into_any();
    let context = move || {
        let (today, scope) = (app.today(), app.scope());
        let name = app.with(|p| scope.name(p));
        format!("{name}, as of {}", phrases::day(today, today)).into_any()
    };
    let panel = many(vec![working::working(app, answer), entry::panel(frame)]);
    page_frame(
        frame,
        "Metrics".into(),
        context,
        project_select(app),
        Some(toolbar::toolbar(app)),
        content,
        panel,
    )
}

fn answer(facts: &Facts<'_>, ctx: &crate::analysis::Context<'_>, asked: &Request) -> Answer {
    let mut figures: Vec<Figure> = headline_in(facts, asked.scope, asked.window).into_iter().collect();
    figures.extend(all_figures(ctx, asked.scope).into_iter().skip(HEADLINE));
    let pictures = gallery(facts, asked).into_iter().map(Arc::new).collect();
    Answer { figures, pictures }
}
