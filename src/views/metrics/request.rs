//! What the address asks for.

use crate::analysis::flow::Step;
use crate::analysis::{DayCount, Window};
use crate::app::App;
use crate::chart::draw::Unit;
use crate::chart::gallery::{Family, Request};
use crate::dom::prelude::*;

/// Windows to choose from, in days.
pub(super) const WINDOWS: [u32; 6] = [14, 30, 60, 90, 180, 365];
/// The window where the address names none.
pub(super) const USUAL: u32 = 60;

/// The family that the address names.
pub(super) fn family(app: App) -> Family {
    let tab = app.param("tab").unwrap_or_default();
    Family::ALL.into_iter().find(|family| family.slug() == tab).unwrap_or_default()
}

/// The window that the address names.
pub(super) fn window(app: App) -> Window {
    let days =
        app.param("days").and_then(|d| d.parse().ok()).filter(|d| (1..=3_650).contains(d)).unwrap_or(USUAL);
    let count =
        if app.param("count").as_deref() == Some("working") { DayCount::Working } else { DayCount::Calendar };
    Window { days, count }
}

/// What the address asks for; the same as long as nothing of it changes, whatever else does.
pub(super) fn asked(app: App) -> Memo<Request> {
    Memo::new(move |_| {
        let sprint = app.param("sprint");
        let sprint =
            sprint.and_then(|name| app.with(|p| p.sprints.values().find(|s| s.name == name).map(|s| s.id)));
        Request {
            family: family(app),
            scope: app.scope(),
            window: window(app),
            sprint,
            unit: if app.param("unit").as_deref() == Some("items") { Unit::Items } else { Unit::Points },
            step: if app.param("step").as_deref() == Some("day") { Step::Day } else { Step::Week },
        }
    })
}

/// A change of the address that "back" undoes.
pub(super) fn ask(app: App, name: &str, value: &str) {
    app.step_param(name, value);
}
