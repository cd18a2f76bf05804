//! Recovery points: listed, compared with now, restored, exported, deleted.

use super::replace;
use crate::app::{App, Confirm, KeptPoint, Overlay, Place};
use crate::command::Command;
use crate::dom::prelude::*;
use crate::exchange::snapshot;
use crate::model::Program;
use crate::platform::{clock, files};
use crate::storage::Kind;
use crate::views::phrases;
use std::sync::Arc;
use wasm_bindgen_futures::spawn_local;

/// The list.
pub(super) fn list(app: App) -> AnyView {
    let saver = app.workbench.saver;
    let points = RwSignal::new(None::<Vec<KeptPoint>>);
    Effect::new(move |_| {
        // Asked anew whenever a point may have come or gone.
        saver.looked.track();
        spawn_local(async move {
            let found = saver.list_points().await;
            points.try_update(|points| *points = Some(found));
        });
    });
    (move || match points.get() {
        None => ().into_any(),
        Some(list) if list.is_empty() => el("p")
            .class("quiet point-none")
            .child(
                "None yet. One is kept before every import, restore and deletion of everything, one an hour while you \
                 work today, and one a day for a fortnight.",
            )
            .into_any(),
        Some(list) => many(list.into_iter().map(|point| row(app, point)).collect()),
    })
    .into_any()
}

fn row(app: App, point: KeptPoint) -> AnyView {
    let when = app.zone.with(|z| phrases::moment(point.taken, z, app.today()));
    let why = match point.kind {
        Kind::Protected => phrases::capital(&point.why),
        Kind::Rolling => "As it was then".to_owned(),
    };
    let name = format!("{}, {}", phrases::capital(&when), point.why);
    let records = phrases::count(point.records, "record", "records");
    let button = |verb: &'static str, class: &'static str| {
        el("button").class(class).attr("aria-label", format!("{verb} the point of {name}")).child(verb)
    };
    let (compared, restored, exported, deleted) =
        (point.place.clone(), point.place.clone(), point.place.clone(), point.place);
    el("div")
        .class("data-row")
        .child(
            el("div")
                .child(el("div").child(phrases::capital(&when)))
                .child(el("div").class("quiet").child(format!("{why}, {records}"))),
        )
        .child(
            el("div")
                .class("actions")
                .child(button("Compare", "button small").on_click(move |_| {
                    super::compare::open_point(app, &compared);
                }))
                .child(button("Restore", "button small").on_click(move |_| {
                    open(app, &restored, move |program| restore(app, program));
                }))
                .child(button("Export", "button small").on_click(move |_| {
                    open(app, &exported, move |program| export(app, &program));
                }))
                .child(
                    button("Delete", "button small danger")
                        .on_click(move |_| ask_delete(app, deleted.clone())),
                ),
        )
        .into_any()
}

/// Opens a point and goes on with its program; a notice says why not.
fn open(app: App, place: &Place, then: impl FnOnce(Program) + 'static) {
    let place = place.clone();
    spawn_local(async move {
        match app.workbench.saver.open_point(&place).await {
            Ok(program) => then(program),
            Err(error) => app.toasts.say(error),
        }
    });
}

fn restore(app: App, program: Program) {
    let command = Command::Replace { label: "Recovery point restored".into(), program: Box::new(program) };
    replace(app, "before a recovery point was restored", command, || {});
}

fn export(app: App, program: &Program) {
    let text = snapshot::write(program, clock::now());
    if !files::download("gluework-recovery-point.json", "application/json", &text) {
        app.toasts.say("The browser refused the download. The recovery point is as it was.");
    }
}

/// A recovery point may be the only copy of a program, and nothing brings it back: ask.
fn ask_delete(app: App, place: Place) {
    let delete = move || {
        let place = place.clone();
        spawn_local(async move {
            let saver = app.workbench.saver;
            if let Err(error) = saver.delete_point(&place).await {
                app.toasts.say(error);
            }
            saver.looked.try_update(|n| *n += 1);
        });
    };
    app.overlay.set(Some(Overlay::Confirm(Confirm {
        title: "Delete this recovery point?".into(),
        text: "It cannot be brought back. The program itself stays as it is.".into(),
        verb: "Delete".into(),
        danger: true,
        action: Arc::new(delete),
    })));
}
