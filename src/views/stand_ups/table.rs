//! The people of the team: yesterday, today, blocked.

use super::blocked;
use super::desk::{Desk, Field, focus_field};
use super::said;
use super::turns::{self, is_away, minutes};
use crate::analysis::stand_up as facts;
use crate::components::avatar;
use crate::dom::prelude::*;
use crate::model::PersonId;
use crate::views::phrases;

pub(super) fn table(desk: Desk) -> AnyView {
    let ids = move || desk.people.get().into_iter().map(PersonId::number).collect();
    el("table")
        .class("standup-table")
        .child(el("caption").class("sr-only").child("What each person says"))
        .child(
            el("thead").child(
                el("tr").child(
                    ["Person", "Yesterday", "Today", "Blocked"]
                        .map(|name| el("th").attr("scope", "col").child(name))
                        .into_iter()
                        .collect_view(),
                ),
            ),
        )
        .child(el("tbody").child(keyed(ids, move |id: PersonId| row(desk, id))))
        .into_any()
}

/// `Speaking, 0:52`, `1 min 40 s`, `Waiting`, `Away`.
fn state(desk: Desk, person: PersonId) -> String {
    let now = desk.now();
    let told = desk.with(|s| {
        let seconds = facts::spoken(s, person, now);
        let spoken = facts::line(s, person).is_some_and(|line| line.spoken);
        (s.speaking == Some(person), spoken, seconds, s.finished.is_some())
    });
    let length = |seconds: u32| match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    };
    match told {
        _ if is_away(desk, person) => "Away".to_owned(),
        Some((true, _, seconds, _)) => {
            format!("Speaking, {}", minutes(seconds).strip_prefix('0').unwrap_or_default())
        }
        Some((_, true, seconds, _)) if seconds > 0 => length(seconds),
        Some((_, true, ..)) => "Has spoken".to_owned(),
        Some((.., true)) => "Did not speak".to_owned(),
        _ => "Waiting".to_owned(),
    }
}

fn row(desk: Desk, person: PersonId) -> AnyView {
    let app = desk.app();
    let who = Memo::new(move |_| app.with(|p| p.people.get(&person).cloned()));
    let name = move || who.with(|p| p.as_ref().map(|p| p.name.clone()).unwrap_or_default());
    let speaking = Memo::new(move |_| desk.with(|s| s.speaking == Some(person)).unwrap_or(false));
    let away = Memo::new(move |_| is_away(desk, person));
    let spoken = Memo::new(move |_| desk.line(person, |line| line.spoken).unwrap_or(false));
    // What they said last time they would do.
    let offer = Memo::new(move |_| {
        let (team, day) = (desk.team.get(), desk.day.get());
        app.with(|p| {
            let last = facts::previous(p, team?, day)?;
            facts::line(last, person).map(|line| line.today.clone())
        })
        .unwrap_or_default()
    });
    let nothing = Memo::new(|_| String::new());
    let leave = move || {
        let day = desk.day.get();
        let found = app.with(|p| facts::absence(p, person, day).cloned());
        match found {
            Some(absence) => {
                let reason = if absence.reason.is_empty() { "Away" } else { &absence.reason };
                let until = phrases::weekday(absence.to).get(..3).unwrap_or_default();
                format!("{reason} until {until} {}", phrases::day(absence.to, day))
            }
            None => "Away today".to_owned(),
        }
    };
    let words = move || {
        if away.get() {
            return many(vec![
                el("td").class("quiet").attr("colspan", "2").child(leave()).into_any(),
                el("td")
                    .child(
                        el("button")
                            .class("link")
                            .on_click(move |_| {
                                turns::away(desk, person);
                                focus_field(person, Field::Yesterday);
                            })
                            .child("Is here"),
                    )
                    .into_any(),
            ]);
        }
        let cell = |field: Field, head: &'static str, offer: Memo<String>| {
            el("td")
                .attr("data-head", head)
                .child(said::cell(desk, person, field, format!("{head}, {}", untrack(name)), offer))
                .into_any()
        };
        many(vec![
            cell(Field::Yesterday, "Yesterday", offer),
            cell(Field::Today, "Today", nothing),
            el("td").attr("data-head", "Blocked").child(blocked::cell(desk, person, speaking)).into_any(),
        ])
    };
    el("tr")
        .class(move || match (speaking.get(), away.get(), spoken.get()) {
            (true, ..) => "speaking",
            (_, true, _) => "away",
            (_, _, true) => "spoken",
            _ => "",
        })
        .attr("data-person", person.to_string())
        .attr("aria-current", move || speaking.get().then_some("true"))
        .on_focusin(move |event| {
            let field = event
                .target()
                .and_then(|t| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(t).ok())
                .is_some_and(|e| e.has_attribute("data-field"));
            if field {
                turns::speak(desk, person);
            }
        })
        .child(
            el("th").attr("scope", "row").child(
                el("div")
                    .class("who")
                    .child(el("span").class("big-avatar").child(move || who.get().map(|p| avatar(&p))))
                    .child(
                        el("div")
                            .child(
                                el("button")
                                    .class("strong who-name")
                                    .attr("title", "What they said on earlier days")
                                    .on_click(move |_| app.set_param("who", &untrack(name)))
                                    .child(name),
                            )
                            .child(el("div").class("quiet num").child(move || state(desk, person))),
                    )
                    .child(away_button(desk, person, away)),
            ),
        )
        .child(words)
        .into_any()
}

/// Marks a person as away.
fn away_button(desk: Desk, person: PersonId, away: Memo<bool>) -> AnyView {
    (move || {
        (!away.get()).then(|| {
            el("button")
                .class("link reveal away-button")
                .on_click(move |_| turns::away(desk, person))
                .child("Away")
        })
    })
    .into_any()
}
