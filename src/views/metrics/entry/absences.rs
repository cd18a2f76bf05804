//! When people are away.

use super::sheet::{day, delete, field, ledger, list, record, text, wide};
use crate::app::App;
use crate::command::LedgerEdit;
use crate::components::select;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Absence, AbsenceId, Timestamp};
use crate::views::choices;

fn change(app: App, id: AbsenceId, change: impl FnOnce(&mut Absence)) {
    let found = app.workbench.with_untracked(|p| p.absences.get(&id).map(|a| (**a).clone()));
    let Some(mut absence) = found else { return };
    change(&mut absence);
    ledger(app, LedgerEdit::PutAbsence(Box::new(absence)));
}

pub(super) fn body(app: App) -> AnyView {
    let ids = Memo::new(move |_| {
        app.with(|p| {
            let mut all: Vec<_> = p.absences.values().collect();
            all.order_by(|a, b| (b.from, b.id).cmp(&(a.from, a.id)));
            all.iter().map(|a| a.id.number()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let me = |p: &crate::model::Program| {
            let mine = p.people.values().find(|x| x.me).or_else(|| p.people.values().next());
            mine.map(|x| x.id)
        };
        let Some(person) = app.workbench.with_untracked(me) else {
            app.toasts.say("Nobody is in the program yet. Add a person in Data first; nothing was changed.");
            return;
        };
        let (today, blank) = (app.today_untracked(), Timestamp(0));
        let absence = Absence {
            id: 0.into(),
            person,
            from: today,
            to: today,
            reason: String::new(),
            created: blank,
            updated: blank,
        };
        ledger(app, LedgerEdit::PutAbsence(Box::new(absence)));
    };
    list("Absence", add, ids, move |id| row(app, id.into()))
}

fn row(app: App, id: AbsenceId) -> AnyView {
    let with = move |read: fn(&Absence) -> String| {
        move || app.with(|p| p.absences.get(&id).map(|a| read(a))).unwrap_or_default()
    };
    let people = move || app.with(|p| choices::people(p, ""));
    let name = move || {
        let name = |p: &crate::model::Program| {
            let absence = p.absences.get(&id)?;
            Some(format!("{} from {}", p.people.get(&absence.person)?.name, absence.from))
        };
        app.with(name).unwrap_or_default()
    };
    let fields = vec![
        wide(
            "Who",
            select("Who", "", people, with(|a| a.person.to_string()), move |value| {
                if let Ok(person) = value.parse() {
                    change(app, id, |a| a.person = person);
                }
            }),
        ),
        day(
            "First day",
            move || app.with(|p| p.absences.get(&id).map(|a| a.from)),
            move |day| {
                if let Some(day) = day {
                    change(app, id, |a| {
                        a.from = day;
                        a.to = a.to.max(day);
                    });
                }
            },
        ),
        day(
            "Last day",
            move || app.with(|p| p.absences.get(&id).map(|a| a.to)),
            move |day| {
                if let Some(day) = day {
                    change(app, id, |a| a.to = day);
                }
            },
        ),
        field(
            "Why, if it is said",
            text("Why, if it is said", with(|a| a.reason.clone()), move |reason| {
                change(app, id, |a| a.reason = reason);
            }),
        ),
    ];
    record(name, fields, move |_| delete(app, LedgerEdit::DeleteAbsence(id)))
}
