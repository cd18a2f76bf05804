//! Releases with their days.

use super::sheet::{catalogue, day, delete, list, project, record, text, tick, wide};
use crate::app::App;
use crate::command::{CatalogueEdit, LedgerEdit};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Release, ReleaseId, Timestamp};

fn change(app: App, id: ReleaseId, change: impl FnOnce(&mut Release)) {
    let Some(mut release) = app.workbench.with_untracked(|p| p.releases.get(&id).map(|r| (**r).clone()))
    else {
        return;
    };
    change(&mut release);
    catalogue(app, CatalogueEdit::PutRelease(Box::new(release)));
}

pub(super) fn body(app: App) -> AnyView {
    let ids = Memo::new(move |_| {
        let scope = app.scope();
        app.with(|p| {
            let of = |r: &&std::sync::Arc<Release>| {
                scope.project.is_none() || r.project.is_none() || r.project == scope.project
            };
            let mut all: Vec<_> = p.releases.values().filter(of).collect();
            // The newest and the planned ones first; those without a day are what is missing.
            all.order_by(|a, b| {
                (a.date.is_some(), b.date, &a.name).cmp(&(b.date.is_some(), a.date, &b.name))
            });
            all.iter().map(|r| r.id.number()).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let (today, project) = (app.today_untracked(), untrack(|| app.project()));
        let blank = Timestamp(0);
        let release = Release {
            id: 0.into(),
            project,
            name: "New release".into(),
            date: Some(today),
            released: true,
            created: blank,
            updated: blank,
        };
        catalogue(app, CatalogueEdit::PutRelease(Box::new(release)));
    };
    list("Release", add, ids, move |id| row(app, id.into()))
}

fn row(app: App, id: ReleaseId) -> AnyView {
    let with = move |read: fn(&Release) -> String| {
        move || app.with(|p| p.releases.get(&id).map(|r| read(r))).unwrap_or_default()
    };
    let name = with(|r| r.name.clone());
    let fields = vec![
        wide("Name", text("Name", name, move |name| change(app, id, |r| r.name = name))),
        day(
            "Day",
            move || app.with(|p| p.releases.get(&id).and_then(|r| r.date)),
            move |date| change(app, id, |r| r.date = date),
        ),
        project(
            app,
            "Any project",
            with(|r| r.project.map(|p| p.to_string()).unwrap_or_default()),
            move |value| change(app, id, |r| r.project = value.parse().ok()),
        ),
        tick(
            "Users have it",
            move || app.with(|p| p.releases.get(&id).is_some_and(|r| r.released)),
            move |released| change(app, id, |r| r.released = released),
        ),
    ];
    record(with(|r| r.name.clone()), fields, move |_| delete(app, LedgerEdit::DeleteRelease(id)))
}
