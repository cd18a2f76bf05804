//! Tomorrow: closing the day and laying out the next one.

mod close;
mod keys;
mod left;
mod next;
mod ready;

pub(in crate::views) use close::note_of;
pub(in crate::views) use left::about_link;

use super::ahead::{meeting_rows, meetings_of};
use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::plan::{self, Line};
use crate::analysis::tomorrow::{Ahead, ahead};
use crate::app::App;
use crate::dom::prelude::*;
use crate::model::Date;

/// The page's state. A handle.
#[derive(Clone, Copy)]
struct Desk {
    frame: Frame,
    /// The day that is laid out: the next one on which people work.
    day: Memo<Date>,
    /// What is open of today.
    left: Memo<Vec<Line>>,
    /// What is planned for that day.
    next: Memo<Vec<Line>>,
    /// The line that keys act on, once one was chosen.
    chosen: RwSignal<Option<u64>>,
}

impl Desk {
    fn app(self) -> App {
        self.frame.app
    }

    /// The line that keys act on; follows it.
    fn here(self) -> Option<Line> {
        let chosen = self.chosen.get();
        let find = |lines: &Vec<Line>| lines.iter().find(|l| Some(l.of.number()) == chosen).cloned();
        self.left
            .with(find)
            .or_else(|| self.next.with(find))
            .or_else(|| self.left.with(|l| l.first().cloned()))
            .or_else(|| self.next.with(|l| l.first().cloned()))
    }
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let day = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| plan::next_working_day(p, today))
    });
    let left = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| plan::left(p, today))
    });
    let next = Memo::new(move |_| {
        let (today, day) = (app.today(), day.get());
        app.with(|p| plan::ahead(p, today, day))
    });
    let desk = Desk { frame, day, left, next, chosen: RwSignal::new(None) };
    keys::listen(desk);
    let meetings = Memo::new(move |_| {
        let day = day.get();
        app.analyse(|ctx| ahead(ctx, &meetings_of(ctx, day)))
    });
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("aria-label", "Tomorrow, scrollable")
        .attr("role", "region")
        .child(
            el("div")
                .class("columns")
                .child(
                    el("div")
                        .class("main day-main")
                        .child(left::section(desk))
                        .child(next::section(desk))
                        .child(ready::section(app))
                        .child(super::rhythm::due_section(app, move || day.get())),
                )
                .child(
                    el("div")
                        .class("side")
                        .child(close::section(desk))
                        .child(meeting_section(app, desk, meetings))
                        .child(close::note_section(desk))
                        .child(super::rhythm::section(app)),
                ),
        )
        .into_any();
    let context = move || phrases::long_day(day.get()).into_any();
    page_frame(frame, "Tomorrow".into(), context, project_select(app), None, content, ().into_any())
}

fn meeting_section(app: App, desk: Desk, meetings: Memo<Vec<Ahead>>) -> AnyView {
    let missing = move || {
        meetings.with(|all| {
            all.iter()
                .filter(|m| {
                    m.needs.iter().any(|n| {
                        matches!(n.colour, crate::analysis::Colour::Amber | crate::analysis::Colour::Red)
                    })
                })
                .count()
        })
    };
    let summary = move || match (meetings.with(Vec::len), missing()) {
        (0, _) => String::new(),
        (all, 0) => format!("{all}, all prepared"),
        (all, n) => format!("{all}, {n} to prepare"),
    };
    el("section")
        .attr("aria-labelledby", "meetings-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "meetings-head").child("Meetings"))
                .child(el("span").class("n num").child(summary)),
        )
        .child(move || {
            meetings.with(Vec::is_empty).then(|| {
                let name = phrases::weekday(desk.day.get());
                el("p").class("quiet point-none").child(format!("No meeting on {name}: a day to work in."))
            })
        })
        .child(meeting_rows(app, meetings))
        .into_any()
}
