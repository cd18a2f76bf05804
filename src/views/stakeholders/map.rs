//! The map: influence upwards, interest to the right.

use super::{moving, one};
use crate::analysis::stakeholders::{Quadrant, initials};
use crate::dom::prelude::*;
use crate::model::{Ref, StakeholderId};
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

pub(super) fn map(frame: Frame, shown: Memo<Vec<StakeholderId>>) -> AnyView {
    let app = frame.app;
    let places = Memo::new(move |_| {
        let ids = shown.get();
        app.with(|p| {
            let each = ids.iter().filter_map(|id| p.stakeholders.get(id));
            each.map(|s| (s.id, s.influence, s.interest)).collect::<Vec<_>>()
        })
    });
    let mut cells = Vec::new();
    for influence in (1..=5_u8).rev() {
        cells.push(
            el("span")
                .class("map-axis num")
                .attr("aria-hidden", "true")
                .child(influence.to_string())
                .into_any(),
        );
        for interest in 1..=5_u8 {
            cells.push(cell(frame, places, influence, interest));
        }
    }
    cells.push(el("span").attr("aria-hidden", "true").into_any());
    for interest in 1..=5_u8 {
        cells.push(
            el("span")
                .class("map-axis num")
                .attr("aria-hidden", "true")
                .child(interest.to_string())
                .into_any(),
        );
    }
    el("section")
        .class("stakeholder-map")
        .attr("aria-labelledby", "map-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "map-head").child("Influence and interest"))
                .child(el("span").class("quiet map-hint").child("Arrow keys move who is chosen")),
        )
        .child(el("div").class("map-grid").child(many(cells)))
        .child(el("p").class("map-foot quiet").child("Influence upwards, interest to the right"))
        .into_any()
}

/// The corner of a quadrant carries its name.
const fn corner(influence: u8, interest: u8) -> Option<Quadrant> {
    match (influence, interest) {
        (5, 4) => Some(Quadrant::ManageClosely),
        (5, 1) => Some(Quadrant::KeepSatisfied),
        (3, 4) => Some(Quadrant::KeepInformed),
        (3, 1) => Some(Quadrant::Monitor),
        _ => None,
    }
}

fn cell(frame: Frame, places: Memo<Vec<(StakeholderId, u8, u8)>>, influence: u8, interest: u8) -> AnyView {
    let ids = move || {
        places.with(|all| {
            let here = all.iter().filter(|(_, up, right)| (*up, *right) == (influence, interest));
            here.map(|(id, ..)| id.number()).collect()
        })
    };
    let mut class = match Quadrant::of(influence, interest) {
        Quadrant::ManageClosely => "map-cell close".to_owned(),
        Quadrant::Monitor => "map-cell".to_owned(),
        _ => "map-cell half".to_owned(),
    };
    if influence == 4 {
        class.push_str(" edge-down");
    }
    if interest == 4 {
        class.push_str(" edge-left");
    }
    let name = corner(influence, interest).map(|q| el("span").class("map-name").child(q.name()));
    el("div")
        .class(class)
        .attr("data-influence", influence.to_string())
        .attr("data-interest", interest.to_string())
        .child(name)
        .child(keyed(ids, move |id: StakeholderId| chip(frame, id)))
        .into_any()
}

fn chip(frame: Frame, id: StakeholderId) -> AnyView {
    let app = frame.app;
    let who = one(app, id);
    let name = move || who.with(|s| s.as_ref().map(|s| s.title.clone()).unwrap_or_default());
    let label = move || {
        who.with(|s| {
            s.as_ref().map(|s| {
                let quadrant = Quadrant::of(s.influence, s.interest).name().to_lowercase();
                let letters = initials(&s.title);
                format!(
                    "{}: influence {}, interest {}, {quadrant}, {letters}",
                    s.title, s.influence, s.interest
                )
            })
        })
    };
    let keys = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowUp" => moving::step(app, id, 1, 0),
            "ArrowDown" => moving::step(app, id, -1, 0),
            "ArrowRight" => moving::step(app, id, 0, 1),
            "ArrowLeft" => moving::step(app, id, 0, -1),
            "m" => {
                if let Some(at) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
                    moving::menu(frame, id, &at, untrack(name));
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let chosen = move || app.open_record() == Some(Ref::Stakeholder(id));
    el("button")
        .class(move || if chosen() { "map-chip chosen" } else { "map-chip" })
        .attr("data-stakeholder", id.to_string())
        .attr("title", name)
        // The name begins with what is seen.
        .attr("aria-label", move || Some([initials(&name()), label()?].join(" ")))
        .on_pointerdown(move |event| moving::begin(app, id, &event))
        .on_keydown(keys)
        .on_click(move |event| {
            // On a phone a touch asks where to: there is no room to drag.
            if crate::platform::page::window().is_some_and(|w| {
                w.inner_width().ok().and_then(|v| v.as_f64()).is_some_and(|width| width < 720.0)
            }) && let Some(at) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok())
            {
                moving::menu(frame, id, &at, untrack(name));
                return;
            }
            app.open_ref(&Ref::Stakeholder(id));
        })
        .child(move || initials(&name()))
        .into_any()
}
