//! The time box of a topic.

use super::desk::Desk;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::RetroStage;
use crate::platform::{clock, page};

/// Seconds that the topic at hand has taken.
pub(super) fn taken(desk: Desk) -> u32 {
    desk.second.track();
    let (since, before) = desk.clock.get();
    let run = since.map_or(0, |since| (clock::now().0 - since).max(0) / 1000);
    before.saturating_add(u32::try_from(run).unwrap_or(0))
}

fn tick(desk: Desk) {
    page::after(1_000, move || {
        let running = desk.clock.try_get_untracked().is_some_and(|(since, _)| since.is_some());
        if running {
            desk.second.update(|n| *n = n.wrapping_add(1));
            tick(desk);
        }
    });
}

/// Starts the clock, or holds it.
pub(super) fn toggle(desk: Desk) {
    let (since, _) = desk.clock.get_untracked();
    if since.is_some() {
        let taken = untrack(|| taken(desk));
        desk.clock.set((None, taken));
    } else {
        desk.clock.update(|(since, _)| *since = Some(clock::now().0));
        tick(desk);
    }
}

/// Begins anew for the next topic.
pub(super) fn restart(desk: Desk) {
    let runs = desk.clock.with_untracked(|(since, _)| since.is_some());
    desk.clock.set((None, 0));
    if runs {
        desk.clock.set((Some(clock::now().0), 0));
    }
}

fn words(seconds: u32) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    [minutes.to_string().as_str(), if seconds < 10 { ":0" } else { ":" }, &seconds.to_string()].concat()
}

/// The clock of a topic: shown while topics are talked about.
pub(super) fn view(desk: Desk) -> AnyView {
    let shown = Memo::new(move |_| desk.stage() == RetroStage::Discuss);
    (move || {
        shown.get().then(|| {
            let box_of = move || desk.with(|r| r.topic_minutes).unwrap_or(0).max(1) * 60;
            let runs = move || desk.clock.with(|(since, _)| since.is_some());
            let over = move || taken(desk) > box_of();
            let name = move || if runs() { "Pause the clock" } else { "Start the clock" };
            el("div")
                .class("standup-clock")
                .child(
                    el("span")
                        .class(move || if over() { "num red strong" } else { "num strong" })
                        .attr("role", "timer")
                        .attr("aria-label", "Time of this topic")
                        .child(move || words(taken(desk))),
                )
                .child(el("span").class("quiet num").child(move || format!("of {}", words(box_of()))))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", name)
                        .attr("title", move || format!("{} (P)", name()))
                        .on_click(move |_| toggle(desk))
                        .child(move || icon(if runs() { "pause" } else { "play" })),
                )
        })
    })
    .into_any()
}
