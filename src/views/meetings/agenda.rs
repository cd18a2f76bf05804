//! The agenda of a date, and what to do next.

use super::bar::clock_words;
use super::desk::{Desk, open};
use super::point;
use crate::analysis::agenda as facts;
use crate::analysis::meetings::occurrences;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{AgendaItem, EntryId, LocalTime, Timestamp};
use crate::platform::{clock, page};
use crate::views::phrases;

pub(super) fn section(desk: Desk) -> AnyView {
    let ids = move || desk.with(|s| s.agenda.iter().map(|p| p.id.number()).collect()).unwrap_or_default();
    let many_points = Memo::new(move |_| desk.with(|s| s.agenda.len()).unwrap_or(0));
    let planned =
        Memo::new(move |_| desk.with(|s| s.agenda.iter().map(|p| p.minutes).sum()).unwrap_or(0_u32));
    let room = move || desk.place.with(|p| p.as_ref().map_or(0, |p| p.minutes));
    let planned_words = move || match many_points.get() {
        0 => String::new(),
        n => {
            let over = planned.get().saturating_sub(room());
            let over =
                if over > 0 && room() > 0 { format!(", {over} more than there are") } else { String::new() };
            format!("{}, {} min planned{over}", phrases::count(n, "point", "points"), planned.get())
        }
    };
    let build = move || {
        (many_points.get() > 0).then(|| {
            el("button").class("link push").on_click(move |_| desk.build()).child("Add what is open")
        })
    };
    el("section")
        .class("agenda")
        .child(
            el("div")
                .class("list-head agenda-head")
                .child(el("h2").child("Agenda"))
                .child(el("span").class("quiet num").child(planned_words))
                .child(build),
        )
        .child(move || (many_points.get() == 0).then(|| empty(desk)))
        .child(el("ol").class("agenda-points").child(keyed(ids, move |id: EntryId| point::point(desk, id))))
        .child(add_line(desk))
        .into_any()
}

/// Before there is an agenda: what comes over, and the one click that builds it.
fn empty(desk: Desk) -> AnyView {
    let app = desk.app();
    let over = move || {
        let place = desk.place.get()?;
        let meeting = place.meeting?.id;
        app.with(|p| {
            let last = facts::earlier(p, meeting, place.original)?;
            let (points, actions) = facts::carried_over(p, meeting, place.original);
            (points + actions > 0).then(|| {
                format!(
                    "{} and {} come over from {}.",
                    phrases::count(points, "point", "points"),
                    phrases::count(actions, "open action", "open actions"),
                    crate::model::short_day(last.day)
                )
            })
        })
    };
    el("div")
        .class("agenda-empty")
        .child(el("p").child(move || {
            over().unwrap_or_else(|| "Nothing is planned for this date yet.".to_owned())
        }))
        .child(
            el("p").class("quiet").child(
                "Built from the program: sprint progress against the goals, technical challenges, changes of scope \
                 or priority, decisions wanted, open actions.",
            ),
        )
        .child(
            el("button")
                .class("button primary")
                .attr("data-build", "")
                .on_click(move |_| {
                    desk.build();
                    page::focus_later("[data-next]".into());
                })
                .child("Build the agenda")
                .child(el("kbd").class("keycap on-fill").child("B")),
        )
        .into_any()
}

fn add_line(desk: Desk) -> AnyView {
    let text = RwSignal::new(String::new());
    let add = move || {
        let title = text.get_untracked().split_whitespace().collect::<Vec<_>>().join(" ");
        if !title.is_empty() {
            // `Rollback plan 10m` has a box of ten minutes.
            let (title, minutes) = with_minutes(&title);
            desk.change(|session| {
                session.agenda.push(AgendaItem {
                    id: EntryId::from(0),
                    title,
                    minutes,
                    ..AgendaItem::default()
                });
            });
            text.set(String::new());
        }
    };
    el("div")
        .class("park-line agenda-add")
        .child(icon("plus"))
        .child(
            el("input")
                .class("plan-input")
                .attr("aria-label", "Add a point")
                .attr("data-add-point", "")
                .attr("placeholder", "Add a point, 10m for its time")
                .on_input(move |event| text.set(event_target_value(&event)))
                .on_keydown(move |event| match event.key().as_str() {
                    "Enter" => {
                        event.prevent_default();
                        add();
                    }
                    "Escape" => {
                        event.stop_propagation();
                        text.set(String::new());
                        page::leave_field();
                    }
                    _ => {}
                })
                .on_change(move |_| add())
                .prop("value", move || text.get()),
        )
        .into_any()
}

/// A last word such as `10m` is the time box.
fn with_minutes(line: &str) -> (String, u32) {
    let read = |word: &str| {
        let number = word.strip_suffix("min").or_else(|| word.strip_suffix('m'))?;
        number.parse::<u32>().ok().filter(|n| *n <= 600)
    };
    match line.rsplit_once(' ').and_then(|(title, last)| Some((title.to_owned(), read(last)?))) {
        Some(found) => found,
        None => (line.to_owned(), 0),
    }
}

/// The point after the one that is talked about; that one is dealt with.
pub(super) fn next(desk: Desk) {
    desk.flush();
    let now = clock::now();
    let mut title = None;
    desk.change(|session| {
        let running = session.turn.is_some() || session.started.is_some();
        let current = session.current.filter(|_| running);
        if let Some(point) = session.agenda.iter_mut().find(|p| Some(p.id) == current) {
            point.done = true;
        }
        let at = session.current.and_then(|id| session.agenda.iter().position(|p| p.id == id));
        let from = at.map_or(0, |at| at + 1);
        let waits = |p: &&AgendaItem| !p.done;
        let (before, after) = session.agenda.split_at(from.min(session.agenda.len()));
        let next = after.iter().find(waits).or_else(|| before.iter().find(waits));
        let next = next.map(|p| (p.id, p.title.clone()));
        facts::take_up(session, next.as_ref().map(|(id, _)| *id), now);
        title = next;
    });
    match title {
        Some((id, title)) => {
            point::focus(id, "notes");
            desk.app().say(title);
        }
        None => {
            page::leave_field();
            page::focus_later("[data-end]".into());
            desk.app().say("All points are dealt with");
        }
    }
}

/// Ends the meeting, or opens it again.
pub(super) fn end(desk: Desk) {
    desk.flush();
    let now = clock::now();
    desk.change(|session| {
        if session.ended.is_some() {
            session.ended = None;
            return;
        }
        facts::pause(session, now);
        session.current = None;
        session.started.get_or_insert(now);
        session.ended = Some(now);
    });
    page::focus_later("[data-after-end]".into());
    desk.app().say("Meeting ended");
}

/// The next date of the series after this one, with its day.
fn next_date(desk: Desk) -> Option<(crate::model::MeetingId, LocalTime, crate::model::Date)> {
    let place = desk.place.get()?;
    let meeting = place.meeting?;
    if !meeting.is_series() {
        return None;
    }
    let zone = desk.app().zone.get();
    let until = Timestamp(place.start.0 + 400 * 86_400_000);
    let all = occurrences(&meeting, &zone, &clock::known_zone, place.start, until);
    let next = all.into_iter().find(|o| o.original > place.original)?;
    Some((meeting.id, next.original, zone.day(next.start)))
}

/// What to do next.
pub(super) fn foot(desk: Desk) -> AnyView {
    let state = Memo::new(move |_| {
        desk.with(|s| {
            let left = s.agenda.iter().filter(|p| !p.done).count();
            let last = left == 1 && s.agenda.iter().any(|p| !p.done && Some(p.id) == s.current);
            (s.agenda.len(), left, s.current.is_some() || s.started.is_some(), s.ended.is_some(), last)
        })
        .unwrap_or_default()
    });
    let verbs = move || {
        let (points, left, started, ended, last) = state.get();
        if ended {
            return over(desk, left);
        }
        if points == 0 {
            return ().into_any();
        }
        let word = match (started, last) {
            (false, _) => "Start",
            (true, true) => "Last point is done",
            (true, false) => "Next point",
        };
        let main = if left == 0 && started {
            el("button")
                .class("button primary")
                .attr("data-end", "")
                .on_click(move |_| end(desk))
                .child("End the meeting")
        } else {
            el("button")
                .class("button primary")
                .attr("data-next", "")
                .on_click(move |_| next(desk))
                .child(word)
                .child(el("kbd").class("keycap on-fill").child("Space"))
        };
        let early = (left > 0 && started).then(|| {
            el("button").class("button plain").on_click(move |_| end(desk)).child("End the meeting")
        });
        many(vec![main.into_any(), early.into_any()])
    };
    el("div")
        .class("standup-foot")
        .child(verbs)
        .child(el("span").class("push quiet").child("Everything typed here is kept as you type"))
        .into_any()
}

/// After the end: how long it took, what goes over, and where to.
fn over(desk: Desk, left: usize) -> AnyView {
    let took = untrack(|| desk.with(|s| facts::total_seconds(s, clock::now()))).unwrap_or(0);
    let next = next_date(desk);
    let app = desk.app();
    let goes = match (&next, left) {
        (_, 0) => "Every point was dealt with.".to_owned(),
        (Some((.., day)), n) => format!(
            "{} over to {} {}.",
            phrases::count(n, "point goes", "points go"),
            phrases::weekday(*day).get(..3).unwrap_or_default(),
            crate::model::short_day(*day)
        ),
        (None, n) => format!("{} not dealt with.", phrases::count(n, "point was", "points were")),
    };
    many(vec![
        el("span").class("strong").child(format!("Ended, {} min", clock_words(took))).into_any(),
        el("span").class("quiet").child(goes).into_any(),
        next.map(|(meeting, original, day)| {
            el("button")
                .class("button")
                .attr("data-after-end", "")
                .on_click(move |_| open(app, meeting, original))
                .child(format!("Go to {}", crate::model::short_day(day)))
        })
        .into_any(),
        el("button").class("button plain").on_click(move |_| end(desk)).child("Open again").into_any(),
    ])
}
