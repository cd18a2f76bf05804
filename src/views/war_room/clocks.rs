//! Service level clocks: those of an incident, and all that run, as lists with a bar each.

use super::super::phrases;
use super::super::shell::Frame;
use super::room::Room;
use crate::analysis::sla::{Running, clocks_of, running};
use crate::analysis::{Colour, Facts};
use crate::app::App;
use crate::command::LedgerEdit;
use crate::components::{MenuItem, icon, mark, ring};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Incident, Ref, Sla, SlaClock, SlaClockId, Timestamp, WorkItemId};
use crate::platform::clock;
use crate::views::metrics::service_zones;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, MouseEvent};

/// The clocks of an incident. Only a change of what they rest on, and the minute, works them out anew:
/// items' histories are read only where an affected item has a level with a rule.
pub(super) fn of(app: App, incident: Memo<Option<Arc<Incident>>>) -> Memo<Vec<Running>> {
    let zones = service_zones(app);
    let named = Memo::new(move |_| {
        incident.with(|i| {
            let items: Vec<WorkItemId> = i
                .iter()
                .flat_map(|i| &i.affected)
                .filter_map(|to| match to {
                    Ref::Item(id) => Some(*id),
                    _ => None,
                })
                .collect();
            (i.as_ref().map(|i| i.clocks.clone()).unwrap_or_default(), items)
        })
    });
    let rests_on = Memo::new(move |_| {
        named.with(|(clocks, items)| {
            app.with(|p| {
                let by_rule = p.slas.values().any(|s| s.rule.is_some());
                (
                    clocks.iter().filter_map(|id| p.clocks.get(id).cloned()).collect::<Vec<_>>(),
                    p.slas.values().cloned().collect::<Vec<_>>(),
                    items
                        .iter()
                        .filter(|_| by_rule)
                        .filter_map(|id| p.items.get(id).cloned())
                        .collect::<Vec<_>>(),
                )
            })
        })
    });
    Memo::new(move |_| {
        let reads_items = rests_on.with(|(_, _, items)| !items.is_empty());
        app.now.track();
        incident.with_untracked(|i| {
            let Some(i) = i else { return Vec::new() };
            zones.with(|zones| {
                untrack(|| {
                    app.analyse(|ctx| {
                        let mut all = clocks_of(ctx, zones, i);
                        if reads_items {
                            let facts = Facts::new(ctx).with_zones(zones);
                            let more = running(&facts, Default::default())
                                .into_iter()
                                .filter(|clock| clock.cycle.clock.is_none() && clock.incident == Some(i.id));
                            all.extend(more);
                        }
                        all
                    })
                })
            })
        })
    })
}

/// One clock: what it is about, what is left, how much of the target is used.
fn row(app: App, clock: Running, more: Option<AnyView>) -> AnyView {
    let (class, sign, bar) = match clock.colour {
        Colour::Red => ("red", mark(Colour::Red), "red"),
        Colour::Amber => ("amber", mark(Colour::Amber), "amber"),
        Colour::Green => ("", mark(Colour::Green), "green"),
        Colour::Unknown => ("", ring(), "unknown"),
    };
    let why = clock.paused.as_ref().map(|(since, reason)| {
        let today = app.today_untracked();
        let since = app.zone.with_untracked(|z| phrases::near_day(z.day(*since), today));
        format!("{} since {since}", if reason.is_empty() { "Stands still" } else { reason })
    });
    let ends = clock.cycle.ends.map(|at| {
        let today = app.today_untracked();
        app.zone.with_untracked(|z| format!("until {}", phrases::moment(at, z, today)))
    });
    let target = crate::analysis::words::spell(clock.target, clock.day);
    let words = [Some(format!("{}, target {target}", clock.level)), ends, why];
    let title = words.into_iter().flatten().collect::<Vec<_>>().join(". ");
    let item = clock.cycle.item;
    let incident = clock.incident;
    let name = el("button").class("strong cut clock-name").attr("title", title).on_click(move |_| {
        match (incident, item) {
            (Some(id), _) => app.open_ref(&Ref::Incident(id)),
            (None, Some(id)) => app.open_item(id),
            _ => {}
        }
    });
    let share = clock.share.clamp(0, 100);
    el("li")
        .class("glance")
        .child(
            el("div")
                .class("meter-line")
                .child(
                    el("span")
                        .class("clock-what")
                        .child(name.child(clock.key.clone()))
                        .child(el("span").class("quiet cut").child(clock.client.clone())),
                )
                .child(
                    el("span")
                        .class(format!("clock-left {class}"))
                        .child(sign)
                        .child(clock.left())
                        .child(more),
                ),
        )
        .child(el("div").class("bar").child(el("span").class(bar).style("width", format!("{share}%"))))
        .into_any()
}

/// All clocks that run, for a page's side column.
pub(in crate::views) fn side_list(app: App) -> AnyView {
    let zones = service_zones(app);
    let all = Memo::new(move |_| {
        let scope = app.scope();
        zones.with(|zones| app.analyse(|ctx| running(&Facts::new(ctx).with_zones(zones), scope)))
    });
    let words = move || {
        all.with(|all| {
            let paused = all.iter().filter(|c| c.cycle.paused).count();
            match (all.len() - paused, paused) {
                (0, 0) => "none running".to_owned(),
                (n, 0) => format!("{n} running"),
                (n, p) => format!("{n} running, {p} paused"),
            }
        })
    };
    el("section")
        .attr("aria-labelledby", "sla-head")
        .attr("hidden", move || all.with(Vec::is_empty))
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "sla-head").child("SLA clocks"))
                .child(el("span").class("n").child(words)),
        )
        .child(
            el("ul").child(move || all.get().into_iter().map(|clock| row(app, clock, None)).collect_view()),
        )
        .into_any()
}

fn ledger(app: App, edit: LedgerEdit) {
    app.workbench.dispatch_aloud(crate::command::Command::Ledger(Box::new(edit)));
}

/// Pause, resume, stop.
fn clock_menu(app: App, clock: &Running, id: SlaClockId) -> Vec<MenuItem> {
    let mut lines = Vec::new();
    if clock.cycle.paused {
        lines.push(MenuItem::new("Run on", move || ledger(app, LedgerEdit::ResumeClock(id))));
    } else {
        for reason in ["Waiting for the client", "Waiting for a supplier"] {
            let pause = move || ledger(app, LedgerEdit::PauseClock(id, reason.to_owned()));
            lines.push(MenuItem::new(format!("Pause: {}", reason.to_lowercase()), pause));
        }
    }
    lines.push(
        MenuItem::new("Stop: the promise is kept", move || ledger(app, LedgerEdit::StopClock(id))).apart(),
    );
    lines
}

/// The clocks of the incident, with what can be done to them.
pub(super) fn section(room: Room) -> AnyView {
    let app = room.app;
    let rows = move || {
        room.clocks
            .get()
            .into_iter()
            .map(|clock| {
                let by_hand = clock.cycle.clock.filter(|_| clock.cycle.stopped.is_none());
                let more = by_hand.map(|id| {
                    let (frame, name, of) = (room.frame, clock.key.clone(), clock.clone());
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", format!("More for the clock of {name}"))
                        .attr("aria-haspopup", "menu")
                        .on_click(move |event| open_menu(frame, &event, &of, id))
                        .child(icon("dots"))
                        .into_any()
                });
                row(app, clock, more)
            })
            .collect_view()
    };
    let start = move |event: MouseEvent| {
        let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let lines = levels(room).into_iter().map(|sla| {
            let (id, name) = (sla.id, sla.name.clone());
            let target = crate::analysis::words::spell(
                i64::from(sla.target),
                crate::analysis::sla::usual_day(&sla.hours),
            );
            MenuItem::new(name, move || start_clock(room, id)).hint(target)
        });
        room.frame.menu.open_at(&anchor, "Start a clock of", lines.collect());
    };
    let none = move || room.clocks.with(Vec::is_empty);
    el("section")
        .class("war-slas")
        .attr("aria-labelledby", "slas-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "slas-head").child("Service levels"))
                .child(
                    el("button")
                        .class("button plain small push")
                        .attr("aria-haspopup", "menu")
                        .attr("disabled", move || app.with(|p| p.slas.is_empty()))
                        .on_click(start)
                        .child(icon("plus"))
                        .child("Clock"),
                ),
        )
        .child(move || none().then(|| el("p").class("quiet").child("No clock runs for this incident.")))
        .child(el("ul").child(rows))
        .into_any()
}

fn open_menu(frame: Frame, event: &MouseEvent, clock: &Running, id: SlaClockId) {
    if let Some(anchor) = event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok()) {
        frame.menu.open_at(&anchor, format!("Clock of {}", clock.key), clock_menu(frame.app, clock, id));
    }
}

/// The levels that may be at stake: those of the incident's client or project, else all.
fn levels(room: Room) -> Vec<Arc<Sla>> {
    let (client, project) =
        room.incident.with_untracked(|i| i.as_ref().map_or((None, None), |i| (i.client, i.project)));
    room.app.workbench.with_untracked(|p| {
        let fits = |s: &&Arc<Sla>| {
            (s.client.is_some() && s.client == client) || (s.project.is_some() && s.project == project)
        };
        let mut all: Vec<_> = p.slas.values().filter(fits).cloned().collect();
        if all.is_empty() {
            all = p.slas.values().cloned().collect();
        }
        all.order_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        all
    })
}

/// Starts a clock from when the incident was noticed, and names it in the incident.
fn start_clock(room: Room, sla: crate::model::SlaId) {
    let Some(incident) = room.incident.get_untracked() else { return };
    let item = incident.affected.iter().find_map(|to| match to {
        Ref::Item(id) => Some(*id),
        _ => None,
    });
    let blank = Timestamp(0);
    let started = incident.detected.min(clock::now());
    let made = SlaClock {
        id: 0.into(),
        sla,
        item,
        name: if item.is_some() { String::new() } else { incident.title.clone() },
        started,
        pauses: Vec::new(),
        stopped: None,
        created: blank,
        updated: blank,
    };
    ledger(room.app, LedgerEdit::StartClock(Box::new(made), incident.id));
}
