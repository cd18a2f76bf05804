//! The figures: a row of them at the head, and all of them as a table.

use super::{Answer, HEADLINE};
use crate::analysis::{Compared, Delta, Value};
use crate::app::App;
use crate::chart::gallery::{Family, family_of};
use crate::components::{sparkline, status_mark, table_head};
use crate::dom::prelude::*;
use crate::model::order::InOrder;

/// The word for a figure in the address.
pub(super) fn slug(name: &str) -> String {
    name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn is_open(app: App, slug: &str) -> bool {
    app.param("figure").as_deref() == Some(slug) && app.param("item").is_none()
}

fn toggle(app: App, slug: &str) {
    let route = app.route.get_untracked();
    let open = route.get("figure") == Some(slug) && route.get("item").is_none();
    app.go(route.with("item", "").with("entry", "").with("figure", if open { "" } else { slug }));
}

/// Most figures that stand as tiles; of more, the first few do, and a table below has the others.
const TILES: usize = 8;

/// The figures of a family: those that head the page, and those of the table.
fn split(answer: &Answer, family: Family) -> (Vec<Compared>, Vec<Compared>) {
    let mut all: Vec<Compared> = answer.figures.clone();
    if family != Family::Overview {
        // The chart of milestones says what one tile each would.
        all.retain(|f| family_of(&f.figure.name) == family && !f.figure.name.starts_with("Milestone"));
    }
    if family == Family::Forecast {
        // What will be comes before what may be.
        all.order_by_key(|f| !(f.figure.name.starts_with("When") || f.figure.name.starts_with("How")));
    }
    let heads = if all.len() > TILES { HEADLINE } else { all.len() };
    let rest = all.split_off(heads);
    (all, rest)
}

/// The figures that head the page.
pub(super) fn row(app: App, answer: Memo<Answer>, family: Memo<Family>) -> AnyView {
    let tiles = move || {
        let family = family.get();
        answer.with(|a| split(a, family)).0.into_iter().map(|figure| tile(app, family, figure)).collect_view()
    };
    el("div").class("figures").child(tiles).into_any()
}

fn tile(app: App, family: Family, compared: Compared) -> AnyView {
    let Compared { figure, before, change } = compared;
    let name = StoredValue::new(slug(&figure.name));
    let open = move || name.with_value(|n| is_open(app, n));
    let (label, section_name) = (figure.name.clone(), figure.name.clone());
    let colour = figure.colour.map(|c| status_mark(c, c.name()));
    let why = matches!(figure.value, Value::NotComputable(_))
        .then(|| el("div").class("line").child(el("span").class("quiet").child(figure.sentence.clone())));
    let slug = slug(&figure.name);
    let remedy = match (why.is_some(), family == Family::Overview) {
        (true, _) => super::entry::remedy(app, &slug),
        (false, false) => super::entry::related(app, &slug),
        _ => ().into_any(),
    };
    el("section")
        .class(move || if open() { "figure open" } else { "figure" })
        .attr("aria-label", section_name)
        .child(el("h2").child(figure.name.clone()))
        .child(
            el("div")
                .class("value")
                .child(figure.display.clone())
                .child(" ")
                .child(el("small").child(figure.unit.clone())),
        )
        .child(sparkline(&figure.trend))
        .child((colour.is_some() || !figure.caption.is_empty() || !figure.detail.is_empty()).then(|| {
            el("div")
                .class("line")
                .child(colour)
                .child(el("span").class("strong").child(figure.caption.clone()))
                .child(el("span").class("quiet num").child(figure.detail.clone()))
        }))
        .child(before.map(|before| {
            let then = format!("{} {} before", before.display, before.unit);
            el("div").class("line").child(change.map(delta)).child(el("span").class("quiet num").child(then))
        }))
        .child(why)
        .child(
            el("div")
                .class("links")
                .child(
                    el("button")
                        .class("link")
                        .attr("aria-expanded", move || if open() { "true" } else { "false" })
                        .attr("aria-label", move || {
                            format!("{} of {label}", if open() { "Hide working" } else { "Show working" })
                        })
                        .on_click(move |_| name.with_value(|n| toggle(app, n)))
                        .child(move || if open() { "Hide working" } else { "Show working" }),
                )
                .child(remedy),
        )
        .into_any()
}

/// The difference to the period before, and in words whether that is good.
fn delta(change: Delta) -> AnyView {
    let (class, word) = match change.better {
        Some(true) => ("delta green", ", better"),
        Some(false) => ("delta red", ", worse"),
        None => ("delta", ""),
    };
    el("span").class(class).child(format!("{}{word}", change.words)).into_any()
}

/// The figures that are no tiles, as a table.
pub(super) fn all(app: App, answer: Memo<Answer>, family: Memo<Family>) -> AnyView {
    (move || {
        let rest = answer.with(|a| split(a, family.get())).1;
        (!rest.is_empty()).then(|| table(app, rest))
    })
    .into_any()
}

fn table(app: App, figures: Vec<Compared>) -> AnyView {
    let rows = {
        figures
            .into_iter()
            .map(|compared| {
                let Compared { figure, change, .. } = compared;
                let name = StoredValue::new(slug(&figure.name));
                let open = move || name.with_value(|n| is_open(app, n));
                let label = figure.name.clone();
                el("tr")
                    .class(move || if open() { "chosen" } else { "" })
                    .child(el("td").class("strong").child(figure.name.clone()))
                    .child(
                        el("td")
                            .class("num strong")
                            .child(figure.display.clone())
                            .child(" ")
                            .child(el("span").class("quiet").child(figure.unit.clone())),
                    )
                    .child(el("td").child(figure.colour.map(|c| status_mark(c, c.name()))))
                    .child(
                        el("td")
                            .class("quiet")
                            .child(figure.sentence.clone())
                            .child(change.map(|change| many(vec![" ".into_any(), delta(change)]))),
                    )
                    .child(
                        el("td").class("end").child(
                            el("button")
                                .class("link")
                                .attr("aria-label", format!("Show working of {label}"))
                                .on_click(move |_| name.with_value(|n| toggle(app, n)))
                                .child("Working"),
                        ),
                    )
            })
            .collect_view()
    };
    el("section")
        .class("chart-block inset-none")
        .attr("aria-labelledby", "other-figures")
        .child(
            el("div").class("chart-head").child(el("h2").attr("id", "other-figures").child("More figures")),
        )
        .child(
            el("div").class("table-wrap").child(
                el("table")
                    .class("table other-figures")
                    .child(table_head(&["Figure", "#Value", "Status", "In words", "-Working"]))
                    .child(el("tbody").child(rows)),
            ),
        )
        .into_any()
}
