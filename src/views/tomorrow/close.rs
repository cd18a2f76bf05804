//! The end of the day, and the note to oneself for the next.

use super::Desk;
use crate::app::{App, Route, View};
use crate::dom::prelude::*;
use crate::model::{Date, DayNote};
use crate::platform::clock;
use crate::views::phrases;
use std::sync::Arc;

/// What is noted of a day.
pub(in crate::views) fn note_of(p: &crate::model::Program, day: Date) -> Option<Arc<DayNote>> {
    p.day_notes.values().filter(|n| n.day == day).min_by_key(|n| (n.created, n.id)).cloned()
}

/// Changes what is noted of a day; the first change makes it.
fn change(app: App, day: Date, edit: impl FnOnce(&mut DayNote)) {
    match app.workbench.with_untracked(|p| note_of(p, day)) {
        Some(before) => {
            let mut after = (*before).clone();
            edit(&mut after);
            if after != *before {
                app.revise((*before).clone(), after);
            }
        }
        None => {
            let mut note = DayNote { day, ..DayNote::default() };
            edit(&mut note);
            app.workbench.dispatch(crate::command::Command::add(note));
        }
    }
}

/// Closes the day, or opens it again.
pub(super) fn close(desk: Desk) {
    let app = desk.app();
    crate::platform::page::leave_field();
    let today = app.today_untracked();
    let closed = app.workbench.with_untracked(|p| note_of(p, today).is_some_and(|n| n.closed.is_some()));
    change(app, today, |note| note.closed = (!closed).then(clock::now));
    if closed {
        app.toasts.say("The day is open again.");
    } else {
        let open = desk.left.with_untracked(Vec::len);
        let more = if open > 0 {
            format!(" {} over.", phrases::count(open, "line carries", "lines carry"))
        } else {
            String::new()
        };
        app.toasts.say_with_undo(format!("The day is closed.{more} See you {}.", {
            phrases::weekday(desk.day.get_untracked())
        }));
    }
}

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app();
    let closed = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| note_of(p, today).and_then(|n| n.closed))
    });
    let done = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| crate::analysis::plan::lines(p, today).iter().filter(|l| l.done).count())
    });
    let words = move || {
        let (left, done) = (desk.left.with(Vec::len), done.get());
        let did = match done {
            0 => String::new(),
            n => format!("{} done today. ", phrases::count(n, "line", "lines")),
        };
        match left {
            0 => format!("{did}Nothing is left open."),
            n => format!(
                "{did}{}: done, move or drop. What you leave carries over by itself.",
                phrases::count(n, "line is open", "lines are open")
            ),
        }
    };
    el("section")
        .class("close-day")
        .attr("aria-labelledby", "close-head")
        .child(el("h2").attr("id", "close-head").child("Close the day"))
        .child(move || match closed.get() {
            Some(at) => {
                let at = app.zone.with(|z| phrases::clock(at, z));
                many(vec![
                    el("p").child(format!("Closed at {at}. What comes now can wait.")).into_any(),
                    el("div")
                        .class("row")
                        .child(
                            el("a")
                                .class("button")
                                .attr("href", format!("#{}", Route::to(View::Today)))
                                .child("Look at today"),
                        )
                        .child(
                            el("button").class("link").on_click(move |_| close(desk)).child("Open it again"),
                        )
                        .into_any(),
                ])
            }
            None => many(vec![
                el("p").child(words).into_any(),
                el("button")
                    .class("button primary")
                    .attr("title", "Close the day (E)")
                    .on_click(move |_| close(desk))
                    .child("Close the day")
                    .child(el("kbd").class("keycap wide-only").child("E"))
                    .into_any(),
            ]),
        })
        .into_any()
}

/// The note that stands on Today when that day comes.
pub(super) fn note_section(desk: Desk) -> AnyView {
    let app = desk.app();
    let text = move || {
        let day = desk.day.get();
        app.with(|p| note_of(p, day).map(|n| n.notes.clone()).unwrap_or_default())
    };
    el("section")
        .attr("aria-labelledby", "note-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "note-head").child("Note to myself"))
                .child(
                    el("span").class("n").child(move || format!("for {}", phrases::weekday(desk.day.get()))),
                ),
        )
        .child(
            el("textarea")
                .class("input day-note")
                .attr("rows", "3")
                .attr("data-note", "")
                .attr("aria-label", "Note to myself")
                .attr("placeholder", "What should I know when I come back?")
                .on_change(move |event| {
                    let text = event_target_value(&event);
                    change(app, desk.day.get_untracked(), |note| note.notes = text);
                })
                .prop("value", text),
        )
        .into_any()
}
