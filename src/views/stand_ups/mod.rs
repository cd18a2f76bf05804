//! Stand-ups of several teams: who says what, what is blocked, the walk along the board, the summary.

mod blocked;
mod burn;
mod desk;
mod first;
mod keys;
mod parked;
mod past;
mod said;
mod side;
mod table;
mod top;
mod turns;
mod walk;

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::components::icon;
use crate::dom::prelude::*;
use desk::Desk;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let desk = Desk::new(frame);
    let context = move || {
        let day = desk.day.get();
        let step = |name: &'static str, sign: &'static str, by: i64| {
            el("button")
                .class("icon-button")
                .attr("aria-label", name)
                .attr("title", name)
                .on_click(move |_| top::step_day(desk, by))
                .child(icon(sign))
                .into_any()
        };
        let today = day == app.today();
        many(vec![
            step("Earlier day", "back", -1),
            el("span").child(phrases::long_day(day)).into_any(),
            (!today).then(|| step("Later day", "right", 1)).into_any(),
            (!today)
                .then(|| {
                    el("button").class("link").on_click(move |_| app.set_param("day", "")).child("Today")
                })
                .into_any(),
        ])
    };
    let tools = side::copy_tools(desk);
    let any = Memo::new(move |_| desk.team.get().is_some());
    let toolbar = (move || any.get().then(|| top::bar(desk))).into_any();
    let content = (move || if any.get() { desk_view(desk) } else { no_team(frame) }).into_any();
    page_frame(frame, "Stand-ups".into(), context, tools, Some(toolbar), content, ().into_any())
}

fn desk_view(desk: Desk) -> AnyView {
    keys::listen(desk);
    let walking = Memo::new(move |_| desk.walking());
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Stand-up, scrollable")
        .child(
            el("div")
                .class("standup")
                .child(
                    el("div")
                        .class("standup-main")
                        .child(move || {
                            if walking.get() {
                                walk::view(desk)
                            } else {
                                many(vec![first::strip(desk), table::table(desk), turns::foot(desk)])
                            }
                        })
                        .child(parked::section(desk)),
                )
                .child(side::side(desk)),
        )
        .into_any()
}

/// A program without a team that has people.
fn no_team(frame: Frame) -> AnyView {
    let app = frame.app;
    el("div")
        .class("content empty")
        .child(el("h2").child("No team with people yet"))
        .child(
            el("p").child(
                "A stand-up needs a team and who is in it. Imports bring both; here they can be typed.",
            ),
        )
        .child(
            el("button")
                .class("button")
                .on_click(move |_| app.go(crate::app::Route::to(crate::app::View::Data)))
                .child("Go to Data"),
        )
        .into_any()
}
