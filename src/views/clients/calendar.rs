//! The client's calendar: days on which it does not work.

use super::lines::{named, nothing, section as part};
use super::one::Desk;
use super::phrases;
use crate::components::{date_input, icon};
use crate::dom::prelude::*;
use crate::model::{Client, Date};

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app;
    let coming = move || {
        let today = app.today();
        let days: Vec<Date> = app.with(|p| {
            let client = p.clients.get(&desk.client);
            client.map(|c| c.holidays.iter().copied().filter(|d| *d >= today).collect()).unwrap_or_default()
        });
        if days.is_empty() {
            return nothing("No holiday of the client lies ahead.");
        }
        let rows = days
            .into_iter()
            .map(|day| {
                let words = format!("{}, {}", phrases::weekday(day), phrases::day(day, today));
                let remove = (!desk.shared.get()).then(|| {
                    el("button")
                        .class("icon-button small-icon")
                        .attr("aria-label", format!("Take {words} away"))
                        .on_click(move |_| change(desk, |client| client.holidays.remove(&day)))
                        .child(icon("close"))
                });
                el("li").class("row").child(el("span").class("num").child(words.clone())).child(remove)
            })
            .collect_view();
        el("ul").class("cl-days").child(rows).into_any()
    };
    let zone = move || {
        let zone = app.with(|p| p.clients.get(&desk.client).and_then(|c| c.zone.clone()));
        zone.map(|zone| el("p").class("quiet cl-note").child(format!("Time zone {zone}")))
    };
    let add = move || {
        (!desk.shared.get()).then(|| {
            let day = RwSignal::new(None::<Date>);
            let put = move || {
                if let Some(on) = day.get_untracked() {
                    change(desk, |client| client.holidays.insert(on));
                    day.set(None);
                }
            };
            el("div")
                .class("cl-form inside")
                .child(named("Holiday", date_input("Holiday", move || day.get(), move |v| day.set(v))))
                .child(el("button").class("button").on_click(move |_| put()).child("Add holiday"))
        })
    };
    let children = vec![coming.into_any(), zone.into_any(), add.into_any()];
    part("calendar", "Holidays of the client", many(children))
}

fn change(desk: Desk, make: impl FnOnce(&mut Client) -> bool) {
    let found = desk.app.workbench.with_untracked(|p| p.clients.get(&desk.client).map(|c| (**c).clone()));
    let Some(before) = found else { return };
    let mut after = before.clone();
    if make(&mut after) {
        desk.app.revise(before, after);
    }
}
