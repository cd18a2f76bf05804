//! What can be chosen for the whole page; all of it stands in the address.

use super::request::{USUAL, WINDOWS, ask, family, window};
use crate::app::App;
use crate::chart::gallery::Family;
use crate::components::{Choice, segmented, select};
use crate::dom::prelude::*;

/// Families, team, period, how days count.
pub(super) fn toolbar(app: App) -> AnyView {
    let families: Vec<(Family, &'static str)> = Family::ALL.map(|family| (family, family.name())).to_vec();
    let teams = move || app.with(|p| crate::views::choices::team_names(p, "All teams"));
    let counts = || vec![Choice::new("", "Calendar days"), Choice::new("working", "Working days")];
    let days = move || {
        let mut days = WINDOWS.to_vec();
        let now = window(app).days;
        if !days.contains(&now) {
            days.push(now);
        }
        days.iter().map(|d| Choice::new(d.to_string(), format!("Last {d} days"))).collect::<Vec<_>>()
    };
    el("div")
        .class("toolbar metrics-bar")
        .child(segmented("Family", &families, move || family(app), move |to| ask(app, "tab", to.slug())))
        .child(el("span").class("push"))
        .child(select(
            "Team",
            "small bare",
            teams,
            move || app.param("team").unwrap_or_default(),
            move |team| ask(app, "team", &team),
        ))
        .child(select(
            "Window",
            "small bare",
            days,
            move || window(app).days.to_string(),
            move |d| ask(app, "days", if d == USUAL.to_string() { "" } else { &d }),
        ))
        .child(select(
            "How days count",
            "small bare",
            counts,
            move || app.param("count").unwrap_or_default(),
            move |count| ask(app, "count", &count),
        ))
        .into_any()
}
