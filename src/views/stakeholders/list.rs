//! The list: who they are, how they stand, what they care about, what was promised.

use super::{moving, one};
use crate::analysis::Colour;
use crate::analysis::stakeholders::{Quadrant, contact_plan, open_promises, plan_words};
use crate::components::{icon, status_mark};
use crate::dom::prelude::*;
use crate::model::{Ref, Stakeholder, StakeholderId, Stance};
use crate::views::phrases;
use crate::views::shell::Frame;
use wasm_bindgen::JsCast;

/// The colour of a stance.
const fn colour(stance: Stance) -> Colour {
    match stance {
        Stance::Champion | Stance::Supporter => Colour::Green,
        Stance::Neutral => Colour::Unknown,
        Stance::Critic => Colour::Amber,
        Stance::Opponent => Colour::Red,
    }
}

pub(super) fn list(frame: Frame, shown: Memo<Vec<StakeholderId>>) -> AnyView {
    let ids = move || shown.get().into_iter().map(StakeholderId::number).collect();
    let head = ["Name", "Stance", "Cares about", "Needs and promises", "Next contact"];
    el("section")
        .class("stakeholder-list")
        .attr("aria-label", "Stakeholders")
        .child(
            el("table")
                .class("stakeholder-table")
                .child(el("caption").class("sr-only").child("Stakeholders, those to talk to first"))
                .child(
                    el("thead").child(
                        el("tr")
                            .child(
                                head.map(|name| el("th").attr("scope", "col").child(name))
                                    .into_iter()
                                    .collect_view(),
                            )
                            .child(
                                el("th")
                                    .attr("scope", "col")
                                    .child(el("span").class("sr-only").child("More")),
                            ),
                    ),
                )
                .child(el("tbody").child(keyed(ids, move |id: StakeholderId| row(frame, id)))),
        )
        .into_any()
}

/// `Head of Search, Halden Commerce`.
pub(super) fn position(stakeholder: &Stakeholder) -> String {
    let parts = [stakeholder.role.as_str(), stakeholder.organisation.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn row(frame: Frame, id: StakeholderId) -> AnyView {
    let app = frame.app;
    let who = one(app, id);
    let read =
        move |read: fn(&Stakeholder) -> String| who.with(|s| s.as_deref().map(read).unwrap_or_default());
    let client = move || {
        let id = who.with(|s| s.as_ref().and_then(|s| s.client))?;
        app.with(|p| p.clients.get(&id).map(|c| c.name.clone()))
    };
    let stance = move || who.with(|s| s.as_ref().map(|s| status_mark(colour(s.stance), s.stance.name())));
    let promises = move || {
        let today = app.today();
        who.with(|s| {
            let stakeholder = s.as_ref()?;
            let open = open_promises(stakeholder);
            let first = open.first()?;
            let late = first.due.is_some_and(|due| due < today);
            let from = if first.theirs { "They promised: " } else { "" };
            let due = first.due.map(|d| format!(", due {}", phrases::near_day(d, today))).unwrap_or_default();
            let late_by = first.due.map_or(0, |d| (today - d).num_days());
            let due = if late {
                format!(", {} late", phrases::count(usize::try_from(late_by).unwrap_or(0), "day", "days"))
            } else {
                due
            };
            let more = if open.len() > 1 { format!(", {} more", open.len() - 1) } else { String::new() };
            Some(
                el("div")
                    .class(if late { "red" } else { "quiet" })
                    .child(format!("{from}{}{due}{more}", first.text)),
            )
        })
    };
    let next = move || {
        let (today, zone) = (app.today(), app.zone.get());
        who.with(|s| {
            let plan = contact_plan(s.as_ref()?, &zone, today);
            let class = if plan.late > 0 { "red num" } else { "num" };
            Some(el("span").class(class).child(plan_words(&plan)))
        })
    };
    let quadrant = move || {
        who.with(|s| s.as_ref().map(|s| Quadrant::of(s.influence, s.interest).name().to_owned()))
            .unwrap_or_default()
    };
    let chosen = move || app.open_record() == Some(Ref::Stakeholder(id));
    el("tr")
        .class(move || if chosen() { "chosen" } else { "" })
        .attr("data-row", id.to_string())
        .child(
            el("th")
                .attr("scope", "row")
                .child(
                    el("button")
                        .class("strong who-name")
                        .on_click(move |_| app.open_ref(&Ref::Stakeholder(id)))
                        .child(move || read(|s| s.title.clone())),
                )
                .child(move || client().map(|name| el("span").class("chip").child(name)))
                .child(el("div").class("quiet").child(move || read(position)))
                .child(el("div").class("quiet").child(quadrant)),
        )
        .child(el("td").attr("data-head", "Stance").child(stance))
        .child(el("td").attr("data-head", "Cares about").child(move || read(|s| s.cares.clone())))
        .child(
            el("td")
                .attr("data-head", "Needs and promises")
                .child(el("div").child(move || read(|s| s.needs.clone())))
                .child(promises),
        )
        .child(el("td").attr("data-head", "Next contact").child(next))
        .child(
            el("td").class("end").child(
                el("button")
                    .class("icon-button")
                    .attr("aria-label", move || format!("Move {}", read(|s| s.title.clone())))
                    .attr("aria-haspopup", "menu")
                    .on_click(move |event| {
                        if let Some(at) = event.current_target().and_then(|t| t.dyn_into().ok()) {
                            moving::menu(frame, id, &at, untrack(|| read(|s| s.title.clone())));
                        }
                    })
                    .child(icon("dots")),
            ),
        )
        .into_any()
}
