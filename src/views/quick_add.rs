//! Quick add: one line becomes an item or another record; what was understood shows before Enter.

use super::actions::{Kind, make, meant, understood};
use super::choices;
use crate::analysis::quick;
use crate::app::App;
use crate::command::Command;
use crate::components::{Choice, dialog, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;

/// The choice that means a work item.
const ITEM: &str = "item";

/// The word of a kind in the select.
fn word(kind: Option<Kind>) -> &'static str {
    kind.map_or(ITEM, Kind::one)
}

fn kinds() -> Vec<Choice> {
    let mut all = vec![Choice::new(ITEM, "Item")];
    all.extend(Kind::ALL.into_iter().map(|kind| Choice::new(kind.one(), kind.one())));
    all
}

/// The dialog.
pub(super) fn quick_add(app: App) -> AnyView {
    let line = RwSignal::new(String::new());
    let field = NodeRef::new();
    // Where the user is decides the project; with all projects in view, they choose here.
    let first = app.with(|p| {
        let mut all: Vec<_> = p.projects.values().map(|x| (x.name.clone(), x.id)).collect();
        all.order();
        all.first().map(|f| f.1)
    });
    let project = RwSignal::new(untrack(|| app.project()).or(first));
    let picked = RwSignal::new(None::<Kind>);
    // A first word such as `action:` says more than the select.
    let kind = Memo::new(move |_| line.with(|line| meant(line).map(|(kind, _)| kind)).or(picked.get()));
    let rest = Memo::new(move |_| {
        line.with(|line| meant(line).map_or_else(|| line.clone(), |(_, rest)| rest.to_owned()))
    });
    let read = Memo::new(move |_| app.with(|p| quick::read(p, &line.get(), project.get())));
    let ready = move || match kind.get() {
        Some(_) => rest.with(|rest| !rest.trim().is_empty()),
        None => read.with(|q| q.draft.is_some()),
    };
    let item = move || {
        let Some(mut draft) = read.get_untracked().draft else { return false };
        // Whoever looks at the sprint means the sprint.
        if draft.sprint.is_none() {
            draft.sprint = super::board::sprint_in_view(app, draft.project, draft.team);
        }
        app.workbench.dispatch_aloud(Command::AddItem(Box::new(draft)))
    };
    let add = move |keep_open: bool| {
        let done = match kind.get_untracked() {
            Some(kind) => {
                let rest = rest.get_untracked();
                !rest.trim().is_empty() && make(app, kind, &rest).is_some()
            }
            None => item(),
        };
        if done {
            line.set(String::new());
            if keep_open {
                if let Some(field) = field.get_untracked() {
                    let _ = field.focus();
                }
            } else {
                app.overlay.set(None);
            }
        }
    };
    let of_item = move || {
        let (words, unknown) = read.with(|q| (q.understood.clone(), q.unknown.clone()));
        many(vec![
            words.into_iter().map(|w| el("span").class("chip").child(w)).collect_view().into_any(),
            (!unknown.is_empty())
                .then(|| {
                    let words = ["Not known, kept in the title: ", &unknown.join(" ")].concat();
                    el("span").class("quiet").child(words)
                })
                .into_any(),
        ])
    };
    let signs = move || match kind.get() {
        None => {
            "# team or label  @ person  ! priority  ^ sprint  = points  bug: in front for a bug, action: for an action"
        }
        Some(_) => "@ person  > day  ! priority  # team, project or client",
    };
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(
                el("input")
                    .class("input")
                    .attr("data-autofocus", "")
                    .attr("aria-label", "What is to be done")
                    .attr("placeholder", move || {
                        kind.get().map_or("Fix the double flash #search @tomás !high ^24 =3", Kind::example)
                    })
                    .on_input(move |event| line.set(event_target_value(&event)))
                    .on_keydown(move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add(event.shift_key());
                        }
                    })
                    .node_ref(field)
                    .prop("value", move || line.get()),
            )
            .child(
                el("div")
                    .class("row understood")
                    .child(move || if kind.get().is_some() { understood(app, rest) } else { of_item() }),
            )
            .child(el("p").class("quiet").child(move || signs().to_owned()))
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(select(
                "Kind",
                "small",
                kinds,
                move || word(kind.get()).to_owned(),
                move |chosen| picked.set(Kind::ALL.into_iter().find(|k| k.one() == chosen)),
            ))
            .child(move || {
                kind.get().is_none().then(|| {
                    many(vec![
                        el("span").class("quiet").child("To").into_any(),
                        select(
                            "Project",
                            "small",
                            move || app.with(|p| choices::projects(p, "")),
                            move || project.get().map(|p| p.to_string()).unwrap_or_default(),
                            move |v| project.set(v.parse().ok()),
                        ),
                    ])
                })
            })
            .child(el("span").class("push"))
            .child(
                el("button").class("button plain").on_click(move |_| app.overlay.set(None)).child("Cancel"),
            )
            .child(
                el("button")
                    .class("button primary")
                    .attr("disabled", move || !ready())
                    .on_click(move |_| add(false))
                    .child("Add"),
            )
            .into_any(),
    ])
    .into_any();
    dialog("Quick add", "", true, move || app.overlay.set(None), body)
}
