//! Hours worked for a client, month by month, and a line to book more.

use super::lines::{named, nothing, section as part, small};
use super::one::Desk;
use crate::analysis::portfolio::{client_of, monthly_hours};
use crate::analysis::words::number;
use crate::components::{Choice, date_input, select, table_head};
use crate::dom::prelude::*;
use crate::model::{Effort, Points};
use crate::views::choices;

/// Months that are shown.
const MONTHS: u32 = 6;

pub(super) fn section(desk: Desk) -> AnyView {
    let app = desk.app;
    let rows = move || {
        let today = app.today();
        let months = app.with(|p| monthly_hours(p, desk.client, today, MONTHS));
        if months.iter().all(|(_, hours)| *hours == Points::default()) {
            return nothing("No hours are booked in the last six months.");
        }
        let most = months.iter().map(|(_, h)| h.to_hundredths()).max().unwrap_or(1).max(1);
        let rows = months
            .iter()
            .map(|(month, hours)| {
                let share = hours.to_hundredths() as f64 * 100.0 / most as f64;
                el("tr")
                    .child(el("td").child(month.format("%b %Y").to_string()))
                    .child(el("td").class("num").child(number(hours.as_f64(), 1)))
                    .child(
                        el("td").class("cl-bar-cell").attr("aria-hidden", "true").child(
                            el("div")
                                .class("cl-bar")
                                .style("width", format!("{} %", number(share, 0)).replace(' ', "")),
                        ),
                    )
                    .into_any()
            })
            .collect_view();
        el("table")
            .class("table cl-hours")
            .child(table_head(&["Month", "#Hours", "-Share of the largest month"]))
            .child(el("tbody").child(rows))
            .into_any()
    };
    part("effort", "Effort", many(vec![rows.into_any(), form(desk)]))
}

fn form(desk: Desk) -> AnyView {
    let app = desk.app;
    let hours = RwSignal::new(String::new());
    let day = RwSignal::new(Some(app.today_untracked()));
    let me = app.workbench.with_untracked(|p| p.me().map(|m| m.id.to_string()));
    let person = RwSignal::new(me.unwrap_or_default());
    let contract = RwSignal::new(String::new());
    let contracts = move || {
        let own = app.with(|p| {
            let own = p.contracts.values().filter(|c| client_of(p, c.client, c.project) == Some(desk.client));
            own.map(|c| Choice::new(c.id.to_string(), c.title.clone())).collect()
        });
        choices::by_name("No contract", own)
    };
    let people = move || app.with(|p| choices::people(p, "Nobody"));
    let book = move || {
        let text = hours.get_untracked();
        let Some((worked, on)) = Points::parse(text.trim()).zip(day.get_untracked()) else {
            app.toasts.say("Enter how many hours, such as 7.5, and the day. Nothing was booked.");
            return;
        };
        let contract = contract.get_untracked().parse().ok();
        let of = contract
            .and_then(|id| app.workbench.with_untracked(|p| p.contracts.get(&id).and_then(|c| c.project)));
        let new = Effort {
            client: Some(desk.client),
            project: of.or_else(|| desk.project()),
            contract,
            person: person.get_untracked().parse().ok(),
            day: on,
            hours: worked,
            ..Effort::default()
        };
        if app.add(new, None).is_some() {
            hours.set(String::new());
        }
    };
    el("div")
        .class("cl-form inside")
        .attr("role", "group")
        .attr("aria-label", "Book hours")
        .on_keydown(move |event| {
            if event.key() == "Enter" && super::lines::is_input(&event) {
                event.prevent_default();
                book();
            }
        })
        .child(small("Hours", "cl-number", hours))
        .child(named(
            "Contract",
            select("Contract", "", contracts, move || contract.get(), move |v| contract.set(v)),
        ))
        .child(named("Person", select("Person", "", people, move || person.get(), move |v| person.set(v))))
        .child(named("Day", date_input("Day", move || day.get(), move |v| day.set(v))))
        .child(el("button").class("button").on_click(move |_| book()).child("Book hours"))
        .into_any()
}
