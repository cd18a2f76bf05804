//! Meetings of a day with what each needs, and other answers with the records behind them.

use super::phrases;
use crate::analysis::meetings::{Occurrence, agenda_of_days};
use crate::analysis::tomorrow::Ahead;
use crate::analysis::{Colour, Context};
use crate::app::{App, Route, View};
use crate::components::mark;
use crate::dom::prelude::*;
use crate::model::{Date, Ref};
use crate::platform::clock;
use crate::views::meetings::meeting_address;

/// The meetings of a day, in order.
pub(super) fn meetings_of(ctx: &Context<'_>, day: Date) -> Vec<Occurrence> {
    agenda_of_days(ctx.program, ctx.zone, &clock::known_zone, day, day)
}

/// Opens a record that stands behind an answer; sprints and meetings have pages of their own.
pub(super) fn open(app: App, to: &Ref) {
    match to {
        Ref::Sprint(id) => {
            let team = app.workbench.with_untracked(|p| {
                let team = p.sprints.get(id).and_then(|s| s.team).and_then(|t| p.teams.get(&t).cloned());
                team.map(|t| t.name.clone()).unwrap_or_default()
            });
            app.go(Route::to(View::Backlog).with("team", &team));
        }
        Ref::Meeting(_) => app.go(Route::to(View::Meetings)),
        Ref::Session(id) => {
            let session = crate::model::EntryId::from(id.number()).to_string();
            app.go(Route::to(View::Meetings).with("session", &session));
        }
        _ => app.open_ref(to),
    }
}

/// An answer in words; where records stand behind it, it leads to the first, and to the others by key.
pub(super) fn answer(app: App, colour: Colour, text: String, behind: Vec<Ref>) -> AnyView {
    let words = match behind.first().cloned() {
        Some(first) => el("button")
            .class("answer-text")
            .attr("title", move || {
                let called = app.with(|p| crate::analysis::chain::called(p, &first));
                called.map(|c| ["Open ", &c.key, " ", &c.title].concat()).unwrap_or_default()
            })
            .on_click({
                let first = behind.first().cloned();
                move |_| {
                    if let Some(first) = &first {
                        open(app, first);
                    }
                }
            })
            .child(text)
            .into_any(),
        None => el("span").class("answer-text").child(text).into_any(),
    };
    el("div").class("answer").child(mark(colour)).child(words).into_any()
}

/// The meetings as a list with their times.
pub(super) fn meeting_rows(app: App, meetings: Memo<Vec<Ahead>>) -> AnyView {
    let rows = move || {
        let now = app.now.get();
        let zone = app.zone.get();
        meetings
            .get()
            .into_iter()
            .map(|ahead| {
                let at = ahead.occurrence;
                let time = if at.all_day { "all day".to_owned() } else { phrases::clock(at.start, &zone) };
                let minutes = (at.end.0 - at.start.0) / 60_000;
                let over = at.end <= now;
                let place = at.place.clone();
                let to = meeting_address(&app.to(View::Meetings), at.meeting, at.original);
                let needs = ahead.needs.into_iter().filter(|_| !over);
                el("li")
                    .class(if over { "ahead-row over" } else { "ahead-row" })
                    .child(el("span").class("ahead-time num").child(time))
                    .child(
                        el("div")
                            .class("ahead-what")
                            .child(
                                el("div")
                                    .class("row")
                                    .child(
                                        el("a")
                                            .class("strong cut grow")
                                            .attr("href", format!("#{to}"))
                                            .attr("title", place)
                                            .child(at.title),
                                    )
                                    .child(el("span").class("quiet num").child(format!("{minutes} min"))),
                            )
                            .child(needs.map(|n| answer(app, n.colour, n.text, n.behind)).collect_view()),
                    )
            })
            .collect_view()
    };
    el("ul").child(rows).into_any()
}
