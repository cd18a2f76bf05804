//! Goals: where a product is to go, what shows that it gets there, and the bets on the way.

mod bets;
mod goal;

use super::clients::lines::add_line;
use super::phrases;
use super::roadmap::tabs;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::key_results::{Feature, goal_lines};
use crate::analysis::{Colour, Facts};
use crate::app::App;
use crate::command::{Command, FieldEdit};
use crate::dom::prelude::*;
use crate::json::{Json, Value};
use crate::model::order::InOrder;
use crate::model::{Goal, Lens, ProjectId, Slot};
use std::sync::Arc;

/// A goal as the page needs it.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    record: Goal,
    colour: Colour,
    why: String,
    progress: Option<f64>,
    work: (usize, usize),
    features: Vec<Feature>,
    owner: String,
}

type Lines = Memo<Arc<Vec<Line>>>;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let lines: Lines = Memo::new(move |_| {
        let project = app.project();
        Arc::new(app.analyse(|ctx| {
            let p = ctx.program;
            let owner = |goal: &Goal| goal.owner.and_then(|id| p.people.get(&id)).map(|o| o.name.clone());
            let all = goal_lines(&Facts::new(ctx), project);
            let line = |l: crate::analysis::key_results::GoalLine<'_>| Line {
                owner: owner(l.record).unwrap_or_default(),
                record: l.record.clone(),
                colour: l.colour,
                why: l.why,
                progress: l.progress,
                work: l.work,
                features: l.features,
            };
            all.into_iter().map(line).collect()
        }))
    });
    let context = move || {
        lines
            .with(|lines| {
                let reached = lines.iter().filter(|l| l.record.reached.is_some()).count();
                let goals = phrases::count(lines.len(), "goal", "goals");
                if reached > 0 { format!("{goals}, {reached} reached") } else { goals }
            })
            .into_any()
    };
    let ids = move || lines.with(|lines| lines.iter().map(|l| l.record.id.number()).collect());
    let add = move |name: &str| {
        let project = untrack(|| app.project());
        app.add(Goal { name: name.to_owned(), project, ..Goal::blank() }, None).is_some()
    };
    let none = Memo::new(move |_| lines.with(|lines| lines.is_empty()));
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Goals, scrollable")
        .child(
            el("div")
                .class("content goals")
                .child(visions(app))
                .child(move || {
                    none.get().then(|| {
                        el("div").class("empty cl-empty").child(el("h2").child("No goal yet")).child(
                            el("p").child(
                                "A goal says what is to be reached; its key results show whether it is.",
                            ),
                        )
                    })
                })
                .child(keyed(ids, move |id| goal::section(app, lines, id)))
                .child(add_line("Add a goal", "Add a goal: what is to be reached", add))
                .child(bets::section(app)),
        )
        .into_any();
    let toolbar = el("div").class("toolbar").child(tabs(app)).into_any();
    page_frame(frame, "Goals".into(), context, project_select(app), Some(toolbar), content, ().into_any())
}

/// What each product should become; the shown project's alone, where one is chosen.
fn visions(app: App) -> AnyView {
    let ids = move || {
        let chosen = app.project();
        app.with(|p| {
            let shown = p.projects.values().filter(|x| match chosen {
                Some(id) => x.id == id,
                None => x.lens == Lens::Product,
            });
            let mut shown: Vec<_> = shown.map(|x| (&x.name, x.id.number())).collect();
            shown.order();
            shown.into_iter().map(|(_, id)| id).collect()
        })
    };
    let row = move |id: ProjectId| {
        let get = move |read: fn(&crate::model::Project) -> &str| {
            app.with(|p| p.projects.get(&id).map(|x| read(x).to_owned()).unwrap_or_default())
        };
        el("div")
            .class("vision")
            .child(el("div").class("quiet").child(move || format!("Vision of {}", get(|x| &x.name))))
            .child(
                el("textarea")
                    .class("input vision-text")
                    .attr("rows", "1")
                    .attr("aria-label", move || format!("Vision of {}", get(|x| &x.name)))
                    .attr("placeholder", "What it should become in the long run")
                    .on_change(move |event| {
                        let value = Value::Text(event_target_value(&event).trim().to_owned());
                        let place = Box::new(Slot::Project(id, None));
                        let edits = vec![FieldEdit::Set("vision".into(), value)];
                        app.workbench.dispatch(Command::Revise { place, edits });
                    })
                    .prop("value", move || get(|x| &x.vision)),
            )
            .into_any()
    };
    keyed(ids, row)
}
