//! What was spent.

use super::sheet::{day, delete, field, ledger, list, money, project, record, text, wide};
use crate::app::App;
use crate::command::LedgerEdit;
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{CostEntry, CostEntryId, Money, Timestamp};
use crate::views::choices;

/// Most entries that are listed, the newest first; older ones come in with a shorter list by project.
const MOST: usize = 60;

fn change(app: App, id: CostEntryId, change: impl FnOnce(&mut CostEntry)) {
    let Some(mut cost) = app.workbench.with_untracked(|p| p.costs.get(&id).map(|c| (**c).clone())) else {
        return;
    };
    change(&mut cost);
    ledger(app, LedgerEdit::PutCost(Box::new(cost)));
}

pub(super) fn body(app: App) -> AnyView {
    let all = Memo::new(move |_| {
        let scope = app.scope();
        app.with(|p| {
            let mut all: Vec<_> =
                p.costs.values().filter(|c| scope.project.is_none_or(|wanted| wanted == c.project)).collect();
            all.order_by(|a, b| (b.date, b.id).cmp(&(a.date, a.id)));
            all.iter().map(|c| c.id.number()).collect::<Vec<_>>()
        })
    });
    let ids = Memo::new(move |_| all.with(|all| all.iter().take(MOST).copied().collect::<Vec<_>>()));
    let add = move |_| {
        let chosen = untrack(|| app.project());
        let first = app.workbench.with_untracked(|p| p.projects.values().next().map(|p| p.id));
        let Some(project) = chosen.or(first) else {
            app.toasts.say("A cost belongs to a project. Add a project first; nothing was changed.");
            return;
        };
        let blank = Timestamp(0);
        let cost = CostEntry {
            id: 0.into(),
            project,
            package: None,
            date: app.today_untracked(),
            amount: Money::whole(0, app.workbench.with_untracked(|p| p.settings.currency)),
            note: String::new(),
            source: None,
            created: blank,
            updated: blank,
        };
        ledger(app, LedgerEdit::PutCost(Box::new(cost)));
    };
    let more = move || {
        let hidden = all.with(Vec::len).saturating_sub(MOST);
        (hidden > 0).then(|| {
            el("p").class("quiet").child(format!("{hidden} older ones. Choose a project to see fewer."))
        })
    };
    many(vec![list("Cost", add, ids, move |id| row(app, id.into())), more.into_any()])
}

fn row(app: App, id: CostEntryId) -> AnyView {
    let with = move |read: fn(&CostEntry) -> String| {
        move || app.with(|p| p.costs.get(&id).map(|c| read(c))).unwrap_or_default()
    };
    let packages = move || {
        app.with(|p| {
            let project = p.costs.get(&id).map(|c| c.project);
            let of = p.packages.values().filter(|w| Some(w.project) == project);
            choices::by_name(
                "No package",
                of.map(|w| Choice::new(w.id.to_string(), w.name.clone())).collect(),
            )
        })
    };
    let fields = vec![
        money(
            app,
            "Amount",
            move || app.with(|p| p.costs.get(&id).map(|c| c.amount)),
            move |amount| change(app, id, |c| c.amount = amount),
        ),
        day(
            "Day",
            move || app.with(|p| p.costs.get(&id).map(|c| c.date)),
            move |date| {
                if let Some(date) = date {
                    change(app, id, |c| c.date = date);
                }
            },
        ),
        project(app, "", with(|c| c.project.to_string()), move |value| {
            if let Ok(project) = value.parse() {
                change(app, id, |c| {
                    c.project = project;
                    c.package = None;
                });
            }
        }),
        field(
            "Work package",
            select(
                "Work package",
                "",
                packages,
                with(|c| c.package.map(|w| w.to_string()).unwrap_or_default()),
                move |value| change(app, id, |c| c.package = value.parse().ok()),
            ),
        ),
        wide(
            "What for",
            text("What for", with(|c| c.note.clone()), move |note| change(app, id, |c| c.note = note)),
        ),
    ];
    let name = with(|c| format!("{} of {}", c.amount, c.date));
    record(name, fields, move |_| delete(app, LedgerEdit::DeleteCost(id)))
}
