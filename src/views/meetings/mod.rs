//! Meetings: what is today and what comes, the past with its minutes, and one date in full.

mod agenda;
mod bar;
mod desk;
mod edit;
mod edit_parts;
mod keys;
mod list;
mod outcomes;
mod point;
mod reorder;
mod side;

pub(super) use desk::address as meeting_address;

use super::shell::{Frame, page_frame, project_select};
use crate::components::icon;
use crate::dom::prelude::*;
use desk::Desk;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let desk = Desk::new(frame);
    let one = Memo::new(move |_| desk.place.with(Option::is_some));
    let context = move || if one.get() { bar::context(desk) } else { list::context(frame) };
    let tools = many(vec![
        (move || {
            if one.get() {
                return side::copy_tools(desk);
            }
            many(vec![
                project_select(app),
                el("button")
                    .class("button")
                    .attr("aria-label", "Add meeting")
                    .on_click(move |_| edit::add(app))
                    .child(icon("plus"))
                    .child("Meeting")
                    .into_any(),
            ])
        })
        .into_any(),
    ]);
    let toolbar = (move || if one.get() { bar::bar(desk) } else { list::bar(frame) }).into_any();
    let content = (move || if one.get() { date_view(desk) } else { list::list(frame) }).into_any();
    page_frame(frame, "Meetings".into(), context, tools, Some(toolbar), content, edit::panel(frame))
}

/// One date in full.
fn date_view(desk: Desk) -> AnyView {
    keys::listen(desk);
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Meeting, scrollable")
        .child(
            el("div")
                .class("standup meeting")
                .child(
                    el("div")
                        .class("standup-main")
                        .child(agenda::section(desk))
                        .child(outcomes::line(desk))
                        .child(agenda::foot(desk)),
                )
                .child(side::side(desk)),
        )
        .into_any()
}
