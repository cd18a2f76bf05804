//! One key a line: done, moved, dropped; first, time kept; the end of the day.

use super::{Desk, close, next};
use crate::app::{jump_waits, single_keys};
use crate::command::Command;
use crate::dom::prelude::*;
use crate::platform::page;
use crate::views::day_plan;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Hears keys as long as the page is drawn.
pub(super) fn listen(desk: Desk) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| press(desk, &event));
    on_cleanup(move || listener.remove());
}

fn belongs_elsewhere(desk: Desk, event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<HtmlElement>().ok());
    let taken = target.is_some_and(|t| {
        let field = matches!(t.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            && t.get_attribute("type").as_deref() != Some("checkbox");
        let pressed = matches!(event.key().as_str(), " " | "Enter")
            && matches!(t.tag_name().as_str(), "BUTTON" | "A" | "SUMMARY" | "INPUT");
        field || pressed || t.closest(".panel, [role=menu], [role=dialog]").ok().flatten().is_some()
    });
    taken
        || event.default_prevented()
        || event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || jump_waits()
        || !single_keys()
        || desk.app().overlay.with_untracked(Option::is_some)
        || desk.frame.menu.is_open()
}

/// All lines from top to bottom: whether it is one of today's, and its number.
fn all(desk: Desk) -> Vec<(bool, u64)> {
    let numbers = |lines: &Vec<crate::analysis::plan::Line>, today: bool| {
        lines.iter().map(|l| (today, l.of.number())).collect::<Vec<_>>()
    };
    let mut all = desk.left.with_untracked(|l| numbers(l, true));
    all.extend(desk.next.with_untracked(|l| numbers(l, false)));
    all
}

/// Goes to a line.
pub(super) fn look_at(desk: Desk, number: Option<u64>) {
    desk.chosen.set(number);
    if let Some(number) = number {
        page::focus_later(["[data-line=\"", &number.to_string(), "\"]"].concat());
    }
}

/// Does something with the line at hand, and goes on to the next.
pub(super) fn act(desk: Desk, number: u64, key: &str) -> bool {
    let app = desk.app();
    let lines = all(desk);
    let Some(place) = lines.iter().position(|(_, n)| *n == number) else { return false };
    let today = lines.get(place).is_some_and(|(today, _)| *today);
    let find = |l: &Vec<crate::analysis::plan::Line>| l.iter().find(|l| l.of.number() == number).cloned();
    let Some(line) = desk.left.with_untracked(find).or_else(|| desk.next.with_untracked(find)) else {
        return false;
    };
    let day = desk.day.get_untracked();
    match (key, today) {
        ("d", true) => day_plan::tick(app, &line, true),
        ("m", true) => day_plan::move_on(app, &line, day),
        ("x", _) => day_plan::give_up(app, &line),
        ("t", false) => {
            let others = desk.next.with_untracked(|l| l.iter().filter(|l| l.top).count());
            day_plan::put_first(app, &line, others);
        }
        ("f", false) => next::keep_time(desk, &line),
        _ => return false,
    }
    // The next one of the same list; behind the last of today's comes the first of tomorrow's. What
    // comes first moves to the top, so that its follower is known only before.
    let follower = lines.get(place + 1).copied();
    match (today, follower) {
        (true, Some((true, next))) => look_at(desk, Some(next)),
        (true, _) => {
            let open = desk.left.with_untracked(|l| l.first().map(|l| l.of.number()));
            let first = desk.next.with_untracked(|l| l.iter().find(|l| !l.top).map(|l| l.of.number()));
            look_at(desk, open.or(first));
        }
        (false, Some((_, next))) => look_at(desk, Some(next)),
        (false, None) => {
            look_at(desk, desk.next.with_untracked(|l| l.iter().find(|l| !l.top).map(|l| l.of.number())));
        }
    }
    true
}

/// Moves all that is left to the day ahead.
pub(super) fn move_all(desk: Desk) {
    let day = desk.day.get_untracked();
    let commands: Vec<Command> =
        desk.left.with_untracked(|l| l.iter().map(|l| day_plan::move_command(l, day)).collect());
    if commands.is_empty() {
        return;
    }
    let n = crate::views::phrases::count(commands.len(), "line", "lines");
    desk.app().workbench.dispatch_aloud(Command::Together { label: [&n, " moved on"].concat(), commands });
    look_at(desk, desk.next.with_untracked(|l| l.first().map(|l| l.of.number())));
}

fn press(desk: Desk, event: &KeyboardEvent) {
    if belongs_elsewhere(desk, event) {
        return;
    }
    let lines = all(desk);
    let here = untrack(|| desk.here()).map(|l| l.of.number());
    let place = here.and_then(|n| lines.iter().position(|(_, number)| *number == n));
    let key = event.key();
    match key.as_str() {
        "j" | "ArrowDown" | "k" | "ArrowUp" => {
            let by = if matches!(key.as_str(), "j" | "ArrowDown") { 1 } else { -1 };
            // The first press shows where the keys act, before it goes on.
            let shown = desk.chosen.with_untracked(|c| c.is_some() && *c == here);
            let to = place.map_or(0, |p| if shown { p.saturating_add_signed(by) } else { p });
            let Some((_, number)) = lines.get(to) else { return };
            look_at(desk, Some(*number));
        }
        "d" | "m" | "x" | "t" | "f" => {
            let Some(here) = here else { return };
            if !act(desk, here, &key) {
                return;
            }
        }
        "a" => move_all(desk),
        "n" => page::focus_later("[data-note]".into()),
        "p" => page::focus_later("[data-plan-add]".into()),
        "e" => close::close(desk),
        _ => return,
    }
    event.prevent_default();
}
