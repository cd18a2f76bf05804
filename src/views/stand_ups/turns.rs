//! Whose turn it is, and the clock.

use super::desk::{Desk, Field, focus_field, on_line};
use crate::analysis::stand_up as facts;
use crate::dom::prelude::*;
use crate::model::{PersonId, StandUp, Timestamp};
use crate::platform::{clock, page};

/// A person who is known to be away, or was marked so.
pub(super) fn is_away(desk: Desk, person: PersonId) -> bool {
    let day = desk.day.get();
    // Somebody who is away by the calendar but says something is there.
    let marked = desk.line(person, |l| (l.away, !l.yesterday.is_empty() || !l.today.is_empty()));
    match marked {
        Some((true, _)) => true,
        Some((false, true)) => false,
        _ => desk.app().with(|p| facts::absence(p, person, day).is_some()),
    }
}

/// The stretch that runs is added to who speaks, and begins anew.
fn close_turn(stand_up: &mut StandUp, now: Timestamp, said: bool) {
    let Some(person) = stand_up.speaking else { return };
    let more = facts::stretch(stand_up.turn, now);
    on_line(stand_up, person, |line| {
        line.seconds = line.seconds.saturating_add(more);
        line.spoken |= said;
    });
    stand_up.turn = stand_up.since.map(|_| now);
}

fn begin_turn(stand_up: &mut StandUp, person: Option<PersonId>, now: Timestamp) {
    stand_up.speaking = person;
    stand_up.turn = person.filter(|_| stand_up.since.is_some()).map(|_| now);
}

/// Who comes after a person among those who wait; round and round.
fn waiting_after(desk: Desk, person: Option<PersonId>) -> Option<PersonId> {
    let people = desk.people.get_untracked();
    let from = person.and_then(|id| people.iter().position(|p| *p == id)).map_or(0, |place| place + 1);
    let waits = |id: &&PersonId| {
        let spoken = untrack(|| desk.line(**id, |line| line.spoken)).unwrap_or(false);
        !spoken && Some(**id) != person && !untrack(|| is_away(desk, **id))
    };
    let (before, after) = people.split_at(from.min(people.len()));
    after.iter().chain(before).find(waits).copied()
}

/// Whose row keys act on: who speaks, or else the first who waits.
pub(super) fn current(desk: Desk) -> Option<PersonId> {
    let speaking = untrack(|| desk.with(|s| s.speaking)).flatten();
    speaking.or_else(|| waiting_after(desk, None)).or_else(|| desk.people.get_untracked().first().copied())
}

/// The next person: the one before has spoken. The first time, the clock starts.
pub(super) fn next(desk: Desk, spoke: bool) {
    desk.flush();
    if untrack(|| desk.with(|s| s.finished.is_some())).unwrap_or(false) {
        desk.app().toasts.say("This stand-up is finished. Open it again to go on.");
        return;
    }
    // The clock of an earlier day does not run any more.
    let runs = desk.day.get_untracked() >= desk.app().today_untracked();
    let now = clock::now();
    let before = untrack(|| desk.with(|s| s.speaking)).flatten();
    let next = waiting_after(desk, before);
    desk.change(|stand_up| {
        // Whoever never spoke but was written for by hand has had their turn as well.
        close_turn(stand_up, now, spoke);
        if runs && stand_up.since.is_none() {
            stand_up.since = Some(now);
        }
        begin_turn(stand_up, next, now);
    });
    match next {
        Some(person) => {
            focus_field(person, Field::Yesterday);
            let name = desk.app().workbench.with_untracked(|p| p.people.get(&person).map(|p| p.name.clone()));
            desk.app().say(name.unwrap_or_default());
        }
        None => {
            page::leave_field();
            page::focus_later("[data-finish]".into());
            desk.app().say("Everybody has spoken");
        }
    }
}

/// The one whose field is being written in speaks, if the clock runs.
pub(super) fn speak(desk: Desk, person: PersonId) {
    let other = untrack(|| desk.with(|s| s.since.is_some() && s.speaking != Some(person))).unwrap_or(false);
    if !other {
        return;
    }
    desk.flush();
    let now = clock::now();
    desk.change(|stand_up| {
        let before = stand_up.speaking;
        let said = before
            .and_then(|id| facts::line(stand_up, id))
            .is_some_and(|line| !line.yesterday.is_empty() || !line.today.is_empty());
        close_turn(stand_up, now, said);
        begin_turn(stand_up, Some(person), now);
    });
}

/// Stops the clock, or lets it run on.
pub(super) fn pause(desk: Desk) {
    desk.flush();
    let now = clock::now();
    let first = current(desk);
    desk.change(|stand_up| {
        if let Some(since) = stand_up.since {
            stand_up.seconds = stand_up.seconds.saturating_add(facts::stretch(Some(since), now));
            close_turn(stand_up, now, false);
            (stand_up.since, stand_up.turn) = (None, None);
        } else {
            (stand_up.since, stand_up.finished) = (Some(now), None);
            let person = stand_up.speaking.or(first);
            begin_turn(stand_up, person, now);
        }
    });
}

/// Ends the stand-up, or opens it again.
pub(super) fn finish(desk: Desk) {
    desk.flush();
    let now = clock::now();
    desk.change(|stand_up| {
        if stand_up.finished.is_some() {
            stand_up.finished = None;
            return;
        }
        close_turn(stand_up, now, true);
        stand_up.seconds = stand_up.seconds.saturating_add(facts::stretch(stand_up.since, now));
        (stand_up.since, stand_up.turn, stand_up.speaking) = (None, None, None);
        stand_up.finished = Some(now);
    });
    desk.app().say("Stand-up finished");
}

/// Marks a person as away, or as there again.
pub(super) fn away(desk: Desk, person: PersonId) {
    let away = untrack(|| is_away(desk, person));
    let was_turn = untrack(|| desk.with(|s| s.speaking == Some(person))).unwrap_or(false);
    desk.change(|stand_up| on_line(stand_up, person, |line| line.away = !away));
    if was_turn && !away {
        next(desk, false);
    }
}

/// Moves the clock on screen in a second, if it still runs then.
pub(super) fn tick(desk: Desk) {
    // One timer at a time, whatever asks for it.
    page::cancel(desk.clock.get_value());
    desk.clock.set_value(page::after(1_000, move || {
        desk.second.try_update(|n| *n = n.wrapping_add(1));
    }));
}

/// `6:12`, with leading zeros: `06:12`.
pub(super) fn minutes(seconds: u32) -> String {
    let two = |n: u32| if n < 10 { ["0", &n.to_string()].concat() } else { n.to_string() };
    [&two(seconds / 60), ":", &two(seconds % 60)].concat()
}

/// What to do next.
pub(super) fn foot(desk: Desk) -> AnyView {
    let started = Memo::new(move |_| desk.with(|s| s.since.is_some() || s.seconds > 0).unwrap_or(false));
    let finished = Memo::new(move |_| desk.with(|s| s.finished.is_some()).unwrap_or(false));
    let left = Memo::new(move |_| {
        desk.record.with(|_| ());
        let speaking = desk.with(|s| s.speaking).flatten();
        waiting_after(desk, speaking).is_some()
    });
    let verbs = move || {
        if finished.get() {
            let took = desk.with(|s| s.seconds).unwrap_or(0);
            return many(vec![
                el("span").class("strong").child(format!("Finished, {} min", minutes(took))).into_any(),
                el("button").class("button").on_click(move |_| finish(desk)).child("Open again").into_any(),
            ]);
        }
        let all = started.get() && !left.get();
        let word = if started.get() { "Next person" } else { "Start" };
        let main = if all {
            el("button")
                .class("button primary")
                .attr("data-finish", "")
                .on_click(move |_| finish(desk))
                .child("Finish")
        } else {
            el("button")
                .class("button primary")
                .on_click(move |_| next(desk, true))
                .child(word)
                .child(el("kbd").class("keycap on-fill").child("Space"))
        };
        let skip = (!all && started.get())
            .then(|| el("button").class("button").on_click(move |_| next(desk, false)).child("Skip"));
        let early = (!all && started.get())
            .then(|| el("button").class("button plain").on_click(move |_| finish(desk)).child("Finish"));
        many(vec![main.into_any(), skip.into_any(), early.into_any()])
    };
    el("div")
        .class("standup-foot")
        .child(verbs)
        .child(el("span").class("push quiet").child("Everything typed here is kept as you type"))
        .into_any()
}
