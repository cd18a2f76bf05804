//! Retrospectives: collect, group, vote, discuss; the facts of the sprint and last time's actions beside it.

mod agreed;
mod card;
mod clock;
mod column;
mod desk;
mod discuss;
mod drag;
mod first;
mod keys;
mod side;
mod top;

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::dom::prelude::*;
use desk::Desk;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let desk = Desk::new(frame);
    let context = move || {
        let today = app.today();
        let day = desk.with(|r| (r.day, r.sprint, r.title.clone()));
        day.map(|(day, sprint, title)| {
            let sprint = sprint.and_then(|id| app.with(|p| p.sprints.get(&id).map(|s| s.name.clone())));
            let of = sprint.filter(|s| !title.contains(s.as_str())).map(|s| format!(", on {s}"));
            format!("{title}, {}{}", phrases::near_day(day, today), of.unwrap_or_default())
        })
        .into_any()
    };
    let any = Memo::new(move |_| desk.retro.get().is_some());
    let tools = (move || any.get().then(|| side::copy_tools(desk))).into_any();
    let content = (move || if any.get() { retro(desk) } else { first::new(desk) }).into_any();
    page_frame(frame, "Retros".into(), context, tools, Some(top::bar(desk)), content, ().into_any())
}

fn retro(desk: Desk) -> AnyView {
    keys::listen(desk);
    let discussing = Memo::new(move |_| desk.stage() == crate::model::RetroStage::Discuss);
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Retro, scrollable")
        .child(
            el("div")
                .class("standup retro")
                .child(
                    el("div")
                        .class("standup-main retro-main")
                        .child(
                            move || {
                                if discussing.get() { discuss::topics(desk) } else { column::columns(desk) }
                            },
                        )
                        .child(agreed::section(desk)),
                )
                .child(side::side(desk)),
        )
        .into_any()
}
