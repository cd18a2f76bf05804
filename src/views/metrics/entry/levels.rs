//! Service levels: what was promised, in whose hours.

use super::sheet::{delete, field, ledger, list, number, project, record, text, wide};
use crate::app::App;
use crate::command::LedgerEdit;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{ClockMark, ServiceHours, Sla, SlaHours, SlaId, SlaPromise, SlaRule, Timestamp};
use crate::views::choices;
use std::collections::BTreeSet;

/// From what to what a clock runs.
const RULES: [(&str, &str, ClockMark, ClockMark); 2] = [
    ("response", "Response: until work starts", ClockMark::Created, ClockMark::Started),
    ("resolution", "Resolution: until it is done", ClockMark::Created, ClockMark::Done),
];

pub(super) fn change(app: App, id: SlaId, change: impl FnOnce(&mut Sla)) {
    let Some(mut sla) = app.workbench.with_untracked(|p| p.slas.get(&id).map(|s| (**s).clone())) else {
        return;
    };
    change(&mut sla);
    ledger(app, LedgerEdit::PutSla(Box::new(sla)));
}

/// The program's working days from 9 to 17 o'clock.
fn office(app: App) -> SlaHours {
    let (days, holidays) =
        app.workbench.with_untracked(|p| (p.settings.working_days, p.settings.holidays.clone()));
    SlaHours::Service(ServiceHours { days, from: 9 * 60, to: 17 * 60, holidays, zone: None })
}

/// Which promises there are: the word here, what people read.
const PROMISES: [(&str, &str, SlaPromise); 3] = [
    ("response", "Response: somebody takes it on", SlaPromise::Response),
    ("restore", "Restore: it works again", SlaPromise::Restore),
    ("delivery", "Delivery: it is delivered", SlaPromise::Delivery),
];

/// Statuses by their names, parted by commas; one that is not known changes nothing.
fn pauses(app: App, id: SlaId, names: &str) {
    let mut found = BTreeSet::new();
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let statuses: Vec<_> = app.workbench.with_untracked(|p| {
            let all = p.workflows.values().flat_map(|w| &w.statuses);
            all.filter(|s| s.name.eq_ignore_ascii_case(name)).map(|s| s.id).collect()
        });
        if statuses.is_empty() {
            app.toasts.say(format!("No status is called {name}. Nothing was changed."));
            return;
        }
        found.extend(statuses);
    }
    change(app, id, |s| {
        if let Some(rule) = &mut s.rule {
            rule.pauses = found;
        }
    });
}

pub(super) fn body(app: App) -> AnyView {
    let ids = Memo::new(move |_| {
        let scope = app.scope();
        app.with(|p| {
            let of = |s: &&std::sync::Arc<Sla>| {
                scope.project.is_none() || s.project.is_none() || s.project == scope.project
            };
            let mut all: Vec<_> = p.slas.values().filter(of).collect();
            all.order_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
            all.iter().map(|s| s.id.number()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let blank = Timestamp(0);
        let sla = Sla {
            id: 0.into(),
            name: "New service level".into(),
            client: None,
            project: untrack(|| app.project()),
            target: 8 * 60,
            hours: office(app),
            attainment: 95,
            rule: Some(SlaRule {
                label: None,
                begins: ClockMark::Created,
                ends: ClockMark::Started,
                pauses: BTreeSet::new(),
            }),
            created: blank,
            updated: blank,
            ..crate::json::Json::blank()
        };
        ledger(app, LedgerEdit::PutSla(Box::new(sla)));
    };
    list("Service level", add, ids, move |id| row(app, id.into()))
}

fn row(app: App, id: SlaId) -> AnyView {
    let with = move |read: fn(&Sla) -> String| {
        move || app.with(|p| p.slas.get(&id).map(|s| read(s))).unwrap_or_default()
    };
    let clients = move || {
        app.with(|p| {
            let all = p.clients.values().map(|c| Choice::new(c.id.to_string(), c.name.clone())).collect();
            choices::by_name("The project's client", all)
        })
    };
    let rule = with(|s| {
        let rule = s.rule.as_ref();
        let known = rule.and_then(|r| RULES.iter().find(|(.., b, e)| (r.begins, r.ends) == (*b, *e)));
        known.map_or("", |(word, ..)| word).to_owned()
    });
    let rules = || {
        let mut all = RULES.map(|(word, name, ..)| Choice::new(word, name)).to_vec();
        all.push(Choice::new("", "Only clocks kept by hand"));
        all
    };
    let promise = with(|s| {
        let known = PROMISES.into_iter().find(|p| Some(p.2) == s.promise);
        known.map_or("", |(word, ..)| word).to_owned()
    });
    let promises = || {
        let mut all = vec![Choice::new("", "Not said")];
        all.extend(PROMISES.map(|(word, name, _)| Choice::new(word, name)));
        all
    };
    let hours = with(|s| if s.hours == SlaHours::Always { "always" } else { "service" }.to_owned());
    let spans = || vec![Choice::new("service", "Service hours"), Choice::new("always", "Around the clock")];
    let fields = vec![
        wide("Name", text("Name", with(|s| s.name.clone()), move |name| change(app, id, |s| s.name = name))),
        project(
            app,
            "All projects",
            with(|s| s.project.map(|p| p.to_string()).unwrap_or_default()),
            move |value| change(app, id, |s| s.project = value.parse().ok()),
        ),
        field(
            "Client",
            select(
                "Client",
                "",
                clients,
                with(|s| s.client.map(|c| c.to_string()).unwrap_or_default()),
                move |value| change(app, id, |s| s.client = value.parse().ok()),
            ),
        ),
        number(
            app,
            "Target, minutes",
            move || app.with(|p| p.slas.get(&id).map_or(0, |s| s.target)),
            move |target| change(app, id, |s| s.target = target),
        ),
        number(
            app,
            "To be met, %",
            move || app.with(|p| p.slas.get(&id).map_or(0, |s| s.attainment.into())),
            move |share| change(app, id, |s| s.attainment = u8::try_from(share).unwrap_or(0)),
        ),
        field(
            "Hours",
            select("Hours", "", spans, hours, move |word| {
                let hours = if word == "always" { SlaHours::Always } else { office(app) };
                change(app, id, |s| s.hours = hours);
            }),
        ),
        field(
            "Clock",
            select("Clock", "", rules, rule, move |word| {
                let found = RULES.into_iter().find(|(name, ..)| *name == word);
                change(app, id, |s| {
                    let (label, pauses) =
                        s.rule.take().map_or_else(Default::default, |r| (r.label, r.pauses));
                    s.rule = found.map(|(.., begins, ends)| SlaRule { label, begins, ends, pauses });
                });
            }),
        ),
        field(
            "Promise",
            select("Promise", "", promises, promise, move |word| {
                let found = PROMISES.into_iter().find(|(name, ..)| *name == word).map(|p| p.2);
                change(app, id, |s| s.promise = found);
            }),
        ),
        number(
            app,
            "Warn at, % of the target",
            move || {
                app.with(|p| {
                    p.slas.get(&id).map_or(80, |s| s.warn.unwrap_or(crate::analysis::sla::WARN).into())
                })
            },
            move |share| change(app, id, |s| s.warn = Some(u8::try_from(share.min(100)).unwrap_or(80))),
        ),
        super::hours::fields(app, id),
        field(
            "Stands still in the statuses",
            text(
                "Stands still in the statuses",
                move || {
                    app.with(|p| {
                        let rule = p.slas.get(&id).and_then(|s| s.rule.clone());
                        let names = rule.iter().flat_map(|r| &r.pauses).filter_map(|s| p.status(*s));
                        names.map(|s| s.name.clone()).collect::<Vec<_>>().join(", ")
                    })
                },
                move |names| pauses(app, id, &names),
            ),
        ),
        field(
            "Only with the label",
            text(
                "Only with the label",
                with(|s| s.rule.as_ref().and_then(|r| r.label.clone()).unwrap_or_default()),
                move |label| {
                    change(app, id, |s| {
                        if let Some(rule) = &mut s.rule {
                            rule.label = (!label.trim().is_empty()).then(|| label.trim().to_owned());
                        }
                    });
                },
            ),
        ),
    ];
    record(with(|s| s.name.clone()), fields, move |_| delete(app, LedgerEdit::DeleteSla(id)))
}
