//! Today: where am I in the day, what needs me now, what I meant to do.

mod band;
mod keys;
mod needs;
mod plan;
mod side;

use super::ahead::meetings_of;
use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::Facts;
use crate::analysis::today::{Need, all_needs, is_put_off};
use crate::analysis::tomorrow::ahead;
use crate::app::{Route, View};
use crate::components::icon;
use crate::dom::prelude::*;
use crate::platform::page;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let every = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| {
            let (today, program) = (ctx.today(), ctx.program);
            let all = all_needs(&Facts::new(ctx), scope);
            let (away, here): (Vec<Need>, Vec<Need>) =
                all.into_iter().partition(|need| is_put_off(program, need, today));
            (here, away)
        })
    });
    let all = Memo::new(move |_| every.with(|(here, _)| here.clone()));
    let away = Memo::new(move |_| every.with(|(_, away)| away.clone()));
    let meetings = Memo::new(move |_| {
        let today = app.today();
        app.analyse(|ctx| ahead(ctx, &meetings_of(ctx, today)))
    });
    keys::listen(frame, all);
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("aria-label", "Today, scrollable")
        .attr("role", "region")
        .child(band::band(app, all, meetings))
        .child(
            el("div")
                .class("columns")
                .child(
                    el("div")
                        .class("main")
                        .child(nudge(frame))
                        .child(note(frame))
                        .child(needs::list(frame, all, away))
                        .child(plan::plan(app))
                        .child(super::rhythm::due_section(app, move || app.today())),
                )
                .child(
                    el("div")
                        .class("side")
                        .child(side::meetings(app, meetings))
                        .child(crate::views::war_room::side_list(app))
                        .child(side::sprints(app))
                        .child(side::milestones(app))
                        .child(side::projects(app)),
                ),
        )
        .into_any();
    let context = move || phrases::long_day(app.today()).into_any();
    let tools = many(vec![
        project_select(app),
        el("button")
            .class("icon-button wide")
            .attr("aria-label", "Print the day sheet")
            .attr("title", "Print the day sheet")
            .on_click(|_| page::print())
            .child(icon("print"))
            .into_any(),
    ]);
    page_frame(frame, "Today".into(), context, tools, None, content, ().into_any())
}

/// In the evening, as long as the day is not closed: a way to close it, and no more.
fn nudge(frame: Frame) -> AnyView {
    let app = frame.app;
    let shown = Memo::new(move |_| {
        use chrono::Timelike;
        let (now, today) = (app.now.get(), app.today());
        let local = app.zone.with(|z| z.local(now));
        let minute = (local.hour() * 60 + local.minute()) as u16;
        app.with(|p| {
            let closed = super::tomorrow::note_of(p, today).is_some_and(|n| n.closed.is_some());
            let anything = !p.plan.is_empty() || !p.meetings.is_empty() || !p.routines.is_empty();
            minute >= p.settings.day.evening && !closed && anything
        })
    });
    let words = move || {
        let today = app.today();
        let open = app.with(|p| crate::analysis::plan::left(p, today).len());
        match open {
            0 => "The plan of today is done.".to_owned(),
            n => format!("{} left of today.", phrases::count(n, "line is", "lines are")),
        }
    };
    (move || {
        shown.get().then(|| {
            el("div")
                .class("evening-nudge")
                .child(icon("moon"))
                .child(el("span").class("grow").child(words))
                .child(
                    el("a")
                        .class("button small")
                        .attr("href", format!("#{}", Route::to(View::Tomorrow)))
                        .child("Close the day"),
                )
        })
    })
    .into_any()
}

/// What the user noted for this day.
fn note(frame: Frame) -> AnyView {
    let app = frame.app;
    let text = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| super::tomorrow::note_of(p, today).map(|n| n.notes.clone()).unwrap_or_default())
    });
    (move || {
        let text = text.get();
        (!text.trim().is_empty()).then(|| {
            el("section")
                .class("note day-note-shown")
                .attr("aria-label", "Note to myself")
                .child(el("p").class("pre").child(text))
        })
    })
    .into_any()
}
