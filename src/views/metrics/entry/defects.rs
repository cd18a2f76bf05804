//! In which release each defect was, and whether users met it.

use super::sheet::{field, tick};
use crate::app::App;
use crate::command::{Command, ItemEdit};
use crate::components::{Choice, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Defect, DefectPhase, ItemKind, WorkItemId};
use crate::views::choices;

/// Most defects that are listed; those without a release come first.
const MOST: usize = 60;

fn edit(app: App, id: WorkItemId, edit: ItemEdit) {
    app.workbench.dispatch(Command::EditItem(id, edit));
}

pub(super) fn body(app: App) -> AnyView {
    let all = Memo::new(move |_| {
        let scope = app.scope();
        app.with(|p| {
            let defect = |i: &&std::sync::Arc<crate::model::WorkItem>| {
                (i.kind == ItemKind::Bug || i.defect.is_some()) && scope.holds(i)
            };
            let mut all: Vec<_> = p.items.values().filter(defect).collect();
            // A list that jumps when a release is chosen would lose the reader: only the newest count.
            all.order_by(|a, b| (b.created, b.id).cmp(&(a.created, a.id)));
            all.iter().map(|i| i.id.number()).collect::<Vec<_>>()
        })
    });
    let ids = Memo::new(move |_| all.with(|all| all.iter().take(MOST).copied().collect::<Vec<_>>()));
    let said = move || {
        let (whole, without) = app.with(|p| {
            all.with(|all| {
                let unknown = |id: &&u64| {
                    let item = p.items.get(&WorkItemId::from(**id));
                    item.is_some_and(|i| i.defect.as_ref().is_none_or(|d| d.release.is_none()))
                };
                (all.len(), all.iter().filter(unknown).count())
            })
        });
        let hidden = whole.saturating_sub(MOST);
        let rest = if hidden > 0 { format!(" The newest {MOST} are listed.") } else { String::new() };
        format!("{whole} defects, {without} of them in no release and so in no leakage rate.{rest}")
    };
    many(vec![
        el("p").class("quiet").child(said).into_any(),
        el("ul")
            .class("entries")
            .child(keyed(move || ids.get(), move |id: u64| row(app, id.into())))
            .into_any(),
    ])
}

fn row(app: App, id: WorkItemId) -> AnyView {
    let defect = move |read: fn(&Defect) -> String| {
        move || app.with(|p| p.items.get(&id).and_then(|i| i.defect.as_ref().map(read))).unwrap_or_default()
    };
    let named = move |title: bool| {
        move || {
            app.with(|p| p.items.get(&id).map(|i| if title { i.title.clone() } else { i.key.clone() }))
                .unwrap_or_default()
        }
    };
    let phases = || {
        vec![
            Choice::new("", "By its day of creation"),
            Choice::new("before", "Before the release"),
            Choice::new("after", "After the release"),
        ]
    };
    let phase = defect(|d| {
        match d.phase {
            None => "",
            Some(DefectPhase::BeforeRelease) => "before",
            Some(DefectPhase::AfterRelease) => "after",
        }
        .to_owned()
    });
    el("li")
        .class("entry-record")
        .attr("aria-label", named(false))
        .child(
            el("div")
                .child(
                    el("button").class("key-link").on_click(move |_| app.open_item(id)).child(named(false)),
                )
                .child(" ")
                .child(el("span").class("strong").child(named(true))),
        )
        .child(
            el("div")
                .class("entry-fields")
                .child(field(
                    "Found in release",
                    select(
                        "Found in release",
                        "",
                        move || app.with(|p| choices::releases(p, "Not known")),
                        defect(|d| d.release.map(|r| r.to_string()).unwrap_or_default()),
                        move |value| edit(app, id, ItemEdit::DefectRelease(value.parse().ok())),
                    ),
                ))
                .child(field(
                    "Phase found",
                    select("Phase found", "", phases, phase, move |value| {
                        let phase = match value.as_str() {
                            "before" => Some(DefectPhase::BeforeRelease),
                            "after" => Some(DefectPhase::AfterRelease),
                            _ => None,
                        };
                        edit(app, id, ItemEdit::DefectPhase(phase));
                    }),
                ))
                .child(tick(
                    "Duplicate or no defect",
                    move || {
                        app.with(|p| p.items.get(&id).and_then(|i| i.defect.as_ref().map(|d| d.invalid)))
                            .unwrap_or(false)
                    },
                    move |invalid| edit(app, id, ItemEdit::DefectInvalid(invalid)),
                )),
        )
        .into_any()
}
