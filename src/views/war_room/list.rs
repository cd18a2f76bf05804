//! All incidents, the open ones first, and beside them how the service levels stand.

use super::super::phrases;
use super::signs::severity_mark;
use super::{clocks, place};
use crate::analysis::incident::{acknowledged_in, is_running, listed, restored_in, running_for};
use crate::analysis::sla::{Attainment, Breach, attainment, breaches};
use crate::analysis::words::{minutes, percent, spell};
use crate::analysis::{Facts, Window, incident};
use crate::app::{App, Overlay, Route, View};
use crate::components::table_head;
use crate::dom::prelude::*;
use crate::model::{Incident, Ref};
use crate::views::metrics::service_zones;
use std::sync::Arc;

/// The list.
pub(super) fn list(app: App) -> AnyView {
    let all = Memo::new(move |_| {
        let project = app.project();
        app.with(|p| listed(p, project))
    });
    let body = move || {
        if all.with(Vec::is_empty) {
            return el("div")
                .class("empty")
                .child(el("h2").child("No incident is known"))
                .child(el("p").child(
                    "When something fails, press I on any page: a title and a severity open the room.",
                ))
                .child(
                    el("button")
                        .class("button")
                        .on_click(move |_| app.overlay.set(Some(Overlay::NewIncident(None))))
                        .child("Open an incident"),
                )
                .into_any();
        }
        let rows = all.get().into_iter().map(|i| row(app, &i)).collect_view();
        el("div")
            .class("table-wrap")
            .child(
                el("table")
                    .class("table war-table")
                    .child(table_head(&[
                        "Severity",
                        "Incident",
                        "State",
                        "Noticed",
                        "#Taken on in",
                        "#Restored in",
                        "#Ran",
                    ]))
                    .child(el("tbody").child(rows)),
            )
            .into_any()
    };
    el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Incidents, scrollable")
        .child(
            el("div")
                .class("columns")
                .child(
                    el("div")
                        .class("main")
                        .child(
                            el("div")
                                .class("list-head")
                                .child(el("h2").child("Incidents"))
                                .child(el("span").class("n num").child(move || {
                                    let open = all.with(|a| a.iter().filter(|i| is_running(i)).count());
                                    format!("{open} open, {} in all", all.with(Vec::len))
                                }))
                                .child(
                                    el("button")
                                        .class("link push")
                                        .on_click(move |_| app.overlay.set(Some(Overlay::Severities)))
                                        .child("What the severities mean"),
                                ),
                        )
                        .child(body),
                )
                .child(
                    el("div")
                        .class("side")
                        .child(clocks::side_list(app))
                        .child(levels(app))
                        .child(speed(app)),
                ),
        )
        .into_any()
}

fn row(app: App, i: &Arc<Incident>) -> AnyView {
    let today = app.today_untracked();
    let noticed = app.zone.with_untracked(|z| phrases::moment(i.detected, z, today));
    let or_none = |value: Option<i64>| value.map_or_else(|| "not yet".to_owned(), minutes);
    let ran = minutes(running_for(i, app.now.get()) / 60_000);
    let client =
        i.client.and_then(|id| app.workbench.with_untracked(|p| p.clients.get(&id).map(|c| c.name.clone())));
    el("tr")
        .child(el("td").child(severity_mark(i.severity)))
        .child(
            el("td")
                .child(
                    el("a")
                        .class("strong")
                        .attr("href", format!("#{}", place(&i.key)))
                        .child(i.title.clone()),
                )
                .child(" ")
                .child(el("span").class("key").child(i.key.clone()))
                .child(client.map(|name| el("div").class("quiet").child(name))),
        )
        .child(el("td").child(i.state.name()))
        .child(el("td").child(noticed))
        .child(el("td").class("num").child(or_none(acknowledged_in(i))))
        .child(el("td").class("num").child(or_none(restored_in(i))))
        .child(el("td").class("num").child(ran))
        .into_any()
}

/// Attainment by client, the worst marked, and what was missed.
fn levels(app: App) -> AnyView {
    let zones = service_zones(app);
    let answer: Memo<(Attainment, Vec<Breach>)> = Memo::new(move |_| {
        let scope = app.scope();
        zones.with(|zones| {
            app.analyse(|ctx| {
                let facts = Facts::new(ctx).with_zones(zones);
                (attainment(&facts, scope, Window::default()), breaches(&facts, scope, Window::default()))
            })
        })
    });
    let clients = move || {
        answer.with(|(all, _)| {
            all.clients
                .iter()
                .enumerate()
                .map(|(n, (_, name, share))| {
                    let worst = all.worst == Some(n);
                    let value = share.attainment().map_or_else(|| "n/a".to_owned(), percent);
                    el("li")
                        .class("side-row")
                        .child(el("span").class("strong cut grow").child(name.clone()))
                        .child(el("span").class("quiet").child(if worst { "worst" } else { "" }))
                        .child(el("span").class("num").child(value))
                })
                .collect_view()
        })
    };
    let missed =
        move || answer.with(|(_, missed)| missed.iter().take(6).map(|b| missed_row(app, b)).collect_view());
    let none = move || answer.with(|(all, _)| all.levels.is_empty());
    let metrics = Route::to(View::Metrics).with("tab", "sla");
    el("section")
        .attr("hidden", none)
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Service levels"))
                .child(el("span").class("n").child("last 60 days"))
                .child(el("a").class("link push").attr("href", format!("#{metrics}")).child("How")),
        )
        .child(el("ul").child(clients))
        .child(move || {
            answer.with(|(_, missed)| !missed.is_empty()).then(|| {
                el("h3").class("war-missed").child(move || {
                    answer.with(|(_, missed)| phrases::count(missed.len(), "target missed", "targets missed"))
                })
            })
        })
        .child(el("ul").child(missed))
        .into_any()
}

fn missed_row(app: App, breach: &Breach) -> AnyView {
    let clock = &breach.clock;
    let today = app.today_untracked();
    let when = clock.cycle.stopped.map_or_else(
        || "still open".to_owned(),
        |at| app.zone.with_untracked(|z| phrases::near_day(z.day(at), today)),
    );
    let over = format!("{} over", spell(breach.over, clock.day));
    let key = clock
        .incident
        .and_then(|id| app.workbench.with_untracked(|p| p.incidents.get(&id).map(|i| i.key.clone())));
    let incident = clock.incident;
    el("li")
        .class("side-row")
        .child(
            el("span")
                .class("cut grow")
                .attr("title", clock.cycle.name.clone())
                .child(el("span").class("strong").child(clock.cycle.name.clone())),
        )
        .child(incident.map(|id| {
            el("button")
                .class("key-link")
                .on_click(move |_| app.open_ref(&Ref::Incident(id)))
                .child(key.unwrap_or_default())
        }))
        .child(el("span").class("quiet").child(when))
        .child(el("span").class("num").child(over))
        .into_any()
}

/// How fast incidents are taken on and restored.
fn speed(app: App) -> AnyView {
    let answer = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| {
            let facts = Facts::new(ctx);
            let of = |answered: incident::Answered| (answered.mean(), answered.took.len());
            [
                of(incident::mtta(&facts, scope, Window::default())),
                of(incident::mttr(&facts, scope, Window::default())),
            ]
        })
    });
    let rows = move || {
        let names = [("MTTA", "mtta", "Mean time to acknowledge"), ("MTTR", "mttr", "Mean time to restore")];
        names
            .into_iter()
            .zip(answer.get())
            .map(|((name, slug, words), (mean, n))| {
                let value = mean.map_or_else(|| "n/a".to_owned(), |mean| minutes(mean.round() as i64));
                let how = Route::to(View::Metrics).with("tab", "sla").with("figure", slug);
                el("li")
                    .class("side-row")
                    .child(el("a").class("strong").attr("href", format!("#{how}")).child(name))
                    .child(el("span").class("quiet cut grow").child(words))
                    .child(el("span").class("quiet").child(format!("n = {n}")))
                    .child(el("span").class("num").child(value))
            })
            .collect_view()
    };
    el("section")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").child("Incidents in figures"))
                .child(el("span").class("n").child("last 60 days")),
        )
        .child(el("ul").child(rows))
        .into_any()
}
