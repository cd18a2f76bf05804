//! Clocks of service levels that are kept by hand: start, pause, run on, stop.

use super::sheet::{delete, field, ledger, list, record, text, wide};
use crate::analysis::words::spell;
use crate::app::App;
use crate::command::LedgerEdit;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{SlaClock, SlaClockId, Timestamp};
use crate::platform::clock;
use crate::views::{choices, phrases};

/// Stopped clocks that are offered to be corrected; older ones are for files.
const OVER: usize = 20;

fn change(app: App, id: SlaClockId, change: impl FnOnce(&mut SlaClock)) {
    let found = app.workbench.with_untracked(|p| p.clocks.get(&id).map(|c| (**c).clone()));
    let Some(mut clock) = found else { return };
    change(&mut clock);
    ledger(app, LedgerEdit::PutClock(Box::new(clock)));
}

pub(super) fn body(app: App) -> AnyView {
    let ids = Memo::new(move |_| {
        app.with(|p| {
            let mut all: Vec<_> = p.clocks.values().collect();
            all.order_by_key(|c| (c.stopped.is_some(), std::cmp::Reverse(c.started), c.id));
            let open = all.iter().filter(|c| c.stopped.is_none()).count();
            all.iter().take(open + OVER).map(|c| c.id.number()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let first = app.workbench.with_untracked(|p| {
            let mut all: Vec<_> = p.slas.values().map(|s| (s.name.clone(), s.id)).collect();
            all.order();
            all.first().map(|s| s.1)
        });
        let Some(sla) = first else {
            app.toasts.say("There is no service level yet. Add one first; nothing was changed.");
            return;
        };
        let blank = Timestamp(0);
        let clock = SlaClock {
            id: 0.into(),
            sla,
            item: None,
            name: "New clock".into(),
            started: clock::now(),
            pauses: Vec::new(),
            stopped: None,
            created: blank,
            updated: blank,
        };
        ledger(app, LedgerEdit::PutClock(Box::new(clock)));
    };
    list("Start a clock", add, ids, move |id| row(app, id.into()))
}

/// What it does now, and since when.
fn state(app: App, id: SlaClockId) -> String {
    let today = app.today();
    app.with(|p| {
        let Some(clock) = p.clocks.get(&id) else { return String::new() };
        let at = |moment| app.zone.with(|z| phrases::moment(moment, z, today));
        let pause = clock.pauses.last().filter(|pause| pause.to.is_none());
        match (clock.stopped, pause) {
            (Some(stopped), _) => format!("started {}, stopped {}", at(clock.started), at(stopped)),
            (None, Some(pause)) => format!("stands still since {}: {}", at(pause.from), pause.reason),
            (None, None) => format!("runs since {}", at(clock.started)),
        }
    })
}

fn verbs(app: App, id: SlaClockId) -> AnyView {
    let button = |name: &'static str, edit: fn(SlaClockId) -> LedgerEdit| {
        el("button").class("button small").on_click(move |_| ledger(app, edit(id))).child(name).into_any()
    };
    let found =
        app.with(|p| p.clocks.get(&id).map(|c| (c.stopped, c.pauses.last().is_some_and(|p| p.to.is_none()))));
    match found {
        Some((None, true)) => {
            many(vec![button("Run on", LedgerEdit::ResumeClock), button("Stop", LedgerEdit::StopClock)])
        }
        Some((None, false)) => many(vec![
            button("Pause: waiting for the client", |id| {
                LedgerEdit::PauseClock(id, "Waiting for the client".into())
            }),
            button("Stop", LedgerEdit::StopClock),
        ]),
        _ => ().into_any(),
    }
}

fn row(app: App, id: SlaClockId) -> AnyView {
    let name = move || {
        app.with(|p| {
            let clock = p.clocks.get(&id)?;
            let item = clock.item.and_then(|id| p.items.get(&id)).map(|i| format!("{} {}", i.key, i.title));
            Some(item.unwrap_or_else(|| clock.name.clone()))
        })
        .unwrap_or_default()
    };
    let levels = move || {
        app.with(|p| {
            let all = p.slas.values().map(|s| {
                let target = spell(i64::from(s.target), crate::analysis::sla::usual_day(&s.hours));
                Choice::new(s.id.to_string(), format!("{}, {target}", s.name))
            });
            choices::by_name("", all.collect())
        })
    };
    let level = move || app.with(|p| p.clocks.get(&id).map(|c| c.sla.to_string())).unwrap_or_default();
    let key = move || {
        app.with(|p| {
            p.clocks.get(&id).and_then(|c| c.item).and_then(|id| p.items.get(&id)).map(|i| i.key.clone())
        })
        .unwrap_or_default()
    };
    let fields = vec![
        wide(
            "What it is about",
            text("What it is about", name, move |name| change(app, id, |c| c.name = name)),
        ),
        field(
            "Level",
            select("Level", "", levels, level, move |value| {
                if let Ok(sla) = value.parse() {
                    change(app, id, |c| c.sla = sla);
                }
            }),
        ),
        field(
            "Item, by its key",
            text("Item, by its key", key, move |key| {
                let item = app.workbench.with_untracked(|p| p.item_by_key(key.trim()).map(|i| i.id));
                if item.is_none() && !key.trim().is_empty() {
                    app.toasts.say(format!("No item is called {}. Nothing was changed.", key.trim()));
                } else {
                    change(app, id, |c| c.item = item);
                }
            }),
        ),
        el("div").class("wide quiet").child(move || state(app, id)).into_any(),
        el("div").class("wide row").child(move || verbs(app, id)).into_any(),
    ];
    record(name, fields, move |_| delete(app, LedgerEdit::DeleteClock(id)))
}
