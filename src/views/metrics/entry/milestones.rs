//! Milestones with the days that were promised.

use super::sheet::{catalogue, day, delete, field, list, project, record, text, wide};
use crate::app::App;
use crate::command::{CatalogueEdit, LedgerEdit};
use crate::components::select;
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Milestone, MilestoneId, Timestamp};
use crate::views::choices;

fn change(app: App, id: MilestoneId, change: impl FnOnce(&mut Milestone)) {
    let found = app.workbench.with_untracked(|p| p.milestones.get(&id).map(|m| (**m).clone()));
    let Some(mut milestone) = found else { return };
    change(&mut milestone);
    catalogue(app, CatalogueEdit::PutMilestone(Box::new(milestone)));
}

pub(super) fn body(app: App) -> AnyView {
    let ids = Memo::new(move |_| {
        let scope = app.scope();
        app.with(|p| {
            let mut all: Vec<_> = p
                .milestones
                .values()
                .filter(|m| scope.project.is_none_or(|wanted| wanted == m.project))
                .collect();
            all.order_by(|a, b| {
                (a.reached.is_some(), a.due, &a.name).cmp(&(b.reached.is_some(), b.due, &b.name))
            });
            all.iter().map(|m| m.id.number()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let chosen = untrack(|| app.project());
        let project =
            chosen.or_else(|| app.workbench.with_untracked(|p| p.projects.values().next().map(|p| p.id)));
        let Some(project) = project else {
            app.toasts.say("A milestone belongs to a project. Add a project first; nothing was changed.");
            return;
        };
        let blank = Timestamp(0);
        let due = app.today_untracked() + chrono::Days::new(30);
        let milestone = Milestone {
            id: 0.into(),
            project,
            name: "New milestone".into(),
            baseline: Some(due),
            due,
            reached: None,
            release: None,
            links: Vec::new(),
            notes: String::new(),
            source: None,
            created: blank,
            updated: blank,
            ..crate::json::Json::blank()
        };
        catalogue(app, CatalogueEdit::PutMilestone(Box::new(milestone)));
    };
    list("Milestone", add, ids, move |id| row(app, id.into()))
}

fn row(app: App, id: MilestoneId) -> AnyView {
    let with = move |read: fn(&Milestone) -> String| {
        move || app.with(|p| p.milestones.get(&id).map(|m| read(m))).unwrap_or_default()
    };
    let date = move |read: fn(&Milestone) -> Option<crate::model::Date>| {
        move || app.with(|p| p.milestones.get(&id).and_then(|m| read(m)))
    };
    let releases = move || app.with(|p| choices::releases(p, "All open items of the project"));
    let fields = vec![
        wide("Name", text("Name", with(|m| m.name.clone()), move |name| change(app, id, |m| m.name = name))),
        day("Agreed", date(|m| m.baseline), move |day| change(app, id, |m| m.baseline = day)),
        day("Due", date(|m| Some(m.due)), move |day| {
            if let Some(day) = day {
                change(app, id, |m| m.due = day);
            }
        }),
        project(app, "", with(|m| m.project.to_string()), move |value| {
            if let Ok(project) = value.parse() {
                change(app, id, |m| m.project = project);
            }
        }),
        day("Reached", date(|m| m.reached), move |day| change(app, id, |m| m.reached = day)),
        field(
            "Its work",
            select(
                "Its work",
                "",
                releases,
                with(|m| m.release.map(|r| r.to_string()).unwrap_or_default()),
                move |value| change(app, id, |m| m.release = value.parse().ok()),
            ),
        ),
    ];
    record(with(|m| m.name.clone()), fields, move |_| delete(app, LedgerEdit::DeleteMilestone(id)))
}
