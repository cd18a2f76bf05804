//! The baseline: shown or not, and taken from the plan as it stands.

use super::replan::{dialog, labelled};
use super::{Ask, Desk};
use crate::analysis::roadmap::baseline_now;
use crate::components::{MenuItem, date_input, icon};
use crate::dom::prelude::*;
use crate::views::phrases;

pub(super) fn button(desk: Desk) -> AnyView {
    let app = desk.app;
    let hidden = move || app.param("baseline").as_deref() == Some("no");
    let word = move || {
        let today = app.today();
        match (hidden(), desk.shown.with(|s| s.map.baseline)) {
            (true, _) => "Baseline hidden".to_owned(),
            (false, Some(day)) => format!("Baseline {}", phrases::day(day, today)),
            (false, None) => "No baseline".to_owned(),
        }
    };
    let open = move |event: web_sys::MouseEvent| {
        let Some(anchor) = super::toolbar::anchor(&event) else { return };
        let off = untrack(hidden);
        let items = vec![
            MenuItem::new("Show the baseline", move || app.set_param("baseline", ""))
                .unless((!off).then(|| "shown".to_owned())),
            MenuItem::new("Hide the baseline", move || app.set_param("baseline", "no"))
                .unless(off.then(|| "hidden".to_owned())),
            MenuItem::new("Set a baseline…", move || desk.ask.set(Some(Ask::Baseline))).apart(),
        ];
        desk.frame.menu.open_at(&anchor, "Baseline", items);
    };
    el("button")
        .class("button plain")
        .attr("aria-haspopup", "menu")
        .on_click(open)
        .child(word)
        .child(icon("down"))
        .into_any()
}

pub(super) fn ask(desk: Desk) -> AnyView {
    let app = desk.app;
    let day = RwSignal::new(Some(app.today_untracked()));
    let ready = Memo::new(move |_| day.get().is_some());
    let (bars, steps) = desk.shown.with_untracked(|s| (s.map.initiatives, s.map.milestones));
    let go = move || {
        let Some(day) = day.get_untracked() else { return };
        let command = desk.shown.with_untracked(|s| baseline_now(&s.map, day));
        if app.workbench.dispatch_aloud(command) {
            desk.ask.set(None);
            app.set_param("baseline", "");
        }
    };
    let body = vec![
        el("p")
            .child(format!(
                "The plan of what is shown, {} and {}, becomes what later changes are measured against.",
                phrases::count(bars, "initiative", "initiatives"),
                phrases::count(steps, "milestone", "milestones")
            ))
            .into_any(),
        labelled("Agreed on", date_input("Agreed on", move || day.get(), move |d| day.set(d))).into_any(),
    ];
    dialog(desk, "Set a baseline", "Set baseline", ready, body, go)
}
