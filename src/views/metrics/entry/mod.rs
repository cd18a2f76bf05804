//! What trackers do not tell, entered where a figure needs it: compact lists beside the page.

mod absences;
mod clocks;
mod costs;
mod defects;
mod hours;
mod levels;
mod limits;
mod milestones;
mod packages;
mod releases;
mod sheet;

use super::request::ask;
use crate::app::App;
use crate::components::MenuItem;
use crate::dom::prelude::*;
use crate::views::shell::Frame;
use web_sys::HtmlElement;

/// What can be entered: how the address names it, what people read, what it is good for.
const ENTRIES: [(&str, &str, &str); 9] = [
    (
        "releases",
        "Releases",
        "Defect leakage compares defects found before and after a release, so it needs the day of each.",
    ),
    (
        "defects",
        "Defects",
        "In which release each was, and whether users met it. Without a word, the days decide.",
    ),
    ("milestones", "Milestones", "Days that were promised, and the release that each stands for."),
    ("packages", "Work packages", "Budgets with a baseline: planned and earned value follow from them."),
    ("costs", "Costs", "What was spent, on which day: the actual cost."),
    ("levels", "Service levels", "What was promised to clients about how long something takes."),
    (
        "clocks",
        "Service level clocks",
        "Calls and orders that run against a level, kept by hand: start, pause, stop.",
    ),
    ("absences", "Absences", "When people are away, for what a team can take on."),
    ("limits", "Limits and methods", "From where a figure is green or amber, and how some are computed."),
];

/// The panel that the address names.
pub(super) fn panel(frame: Frame) -> AnyView {
    let app = frame.app;
    let wanted = Memo::new(move |_| app.param("entry").filter(|_| app.param("item").is_none()));
    (move || {
        let wanted = wanted.get()?;
        let (slug, title, why) = ENTRIES.into_iter().find(|(slug, ..)| *slug == wanted)?;
        let body = match slug {
            "releases" => releases::body(app),
            "defects" => defects::body(app),
            "milestones" => milestones::body(app),
            "packages" => packages::body(app),
            "costs" => costs::body(app),
            "levels" => levels::body(app),
            "clocks" => clocks::body(app),
            "absences" => absences::body(app),
            _ => limits::body(app),
        };
        Some(sheet::sheet(app, title, why, body))
    })
    .into_any()
}

fn go(app: App, slug: &str) {
    app.go(app.route.get_untracked().with("item", "").with("figure", "").with("entry", slug));
}

/// Offers everything that can be entered.
pub(super) fn menu(frame: Frame, anchor: &HtmlElement) {
    let app = frame.app;
    let lines =
        ENTRIES.into_iter().map(|(slug, title, _)| MenuItem::new(title, move || go(app, slug))).collect();
    frame.menu.open_at(anchor, "Enter what figures need", lines);
}

/// What to do where a figure or chart has nothing to work with: the verb and the place. By the
/// beginning of its word in the address.
const REMEDIES: [(&str, &str, &str); 18] = [
    ("leakage", "releases", "Add a release"),
    ("defect", "releases", "Add a release"),
    ("s-curve", "packages", "Add a work package"),
    ("budgets", "packages", "Add a work package"),
    ("cost", "packages", "Add a work package"),
    ("schedule", "packages", "Add a work package"),
    ("to-complete", "packages", "Add a work package"),
    ("estimate", "packages", "Add a work package"),
    ("variance", "packages", "Add a work package"),
    ("planned", "packages", "Add a work package"),
    ("earned", "packages", "Add a work package"),
    ("actual", "costs", "Enter a cost"),
    ("budget", "packages", "Add a work package"),
    ("days-late", "packages", "Add a work package"),
    ("milestones", "milestones", "Add a milestone"),
    ("service", "levels", "Add a service level"),
    ("clients", "levels", "Add a service level"),
    ("missed", "clocks", "Start a clock"),
];

/// A way to what a figure or chart lacks; nothing where only time or an import helps.
pub(super) fn remedy(app: App, slug: &str) -> AnyView {
    let found = REMEDIES.into_iter().find(|(begins, ..)| slug.starts_with(begins));
    found
        .map(|(_, entry, verb)| el("button").class("link").on_click(move |_| go(app, entry)).child(verb))
        .into_any()
}

/// What a figure rests on that people enter: shown with the figure even where it can be computed.
const RELATED: [(&str, &str, &str); 7] = [
    ("defect-leakage", "defects", "Defects"),
    ("defect-removal", "releases", "Releases"),
    ("cost-variance", "costs", "Costs"),
    ("schedule-variance", "packages", "Work packages"),
    ("flow-efficiency", "limits", "Statuses that wait"),
    ("service-level", "levels", "Service levels"),
    ("velocity", "absences", "Absences"),
];

/// A way to what a figure rests on.
pub(super) fn related(app: App, slug: &str) -> AnyView {
    let found = RELATED.into_iter().find(|(begins, ..)| slug.starts_with(begins));
    found
        .map(|(_, entry, name)| el("button").class("link").on_click(move |_| go(app, entry)).child(name))
        .into_any()
}

/// Closes the panel.
fn close(app: App) {
    ask(app, "entry", "");
}
