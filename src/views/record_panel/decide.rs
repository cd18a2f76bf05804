//! A change request's decision: what accepting would move, before anybody decides.

use crate::app::App;
use crate::command::Command;
use crate::dom::prelude::*;
use crate::model::{ChangeRequest, ChangeState, Program, Ref, short_day};
use std::sync::Arc;

/// What accepting would move: what, and from where to where.
fn moves(program: &Program, change: &ChangeRequest) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Some(before) = change.milestone.and_then(|id| program.milestones.get(&id)) {
        let mut after = (**before).clone();
        if change.move_milestone(&mut after) {
            let mut words = ["due ", &short_day(before.due), " → ", &short_day(after.due)].concat();
            if let Some((from, to)) = before.baseline.zip(after.baseline) {
                words.push_str(&[", baseline ", &short_day(from), " → ", &short_day(to)].concat());
            }
            found.push((before.name.clone(), words));
        }
    }
    if let Some(before) = change.project.and_then(|id| program.projects.get(&id)) {
        let mut after = (**before).clone();
        if change.move_project(&mut after) {
            if let Some((from, to)) = before.baseline.as_ref().zip(after.baseline.as_ref())
                && from != to
            {
                let items = [&from.items.to_string(), " → ", &to.items.to_string(), " items"].concat();
                let points = [&from.points.to_string(), " → ", &to.points.to_string(), " pt"].concat();
                found.push(("Scope baseline".to_owned(), [&items, ", ", &points].concat()));
            }
            if let Some((from, to)) = before.budget.zip(after.budget)
                && from != to
            {
                found.push(("Budget".to_owned(), [&from.to_string(), " → ", &to.to_string()].concat()));
            }
        }
    }
    found
}

fn decide(app: App, change: &Arc<ChangeRequest>, state: ChangeState) {
    let decided = Some(app.today_untracked());
    let after = ChangeRequest { state, decided, ..(**change).clone() };
    app.workbench.dispatch_aloud(Command::revise((**change).clone(), after));
}

/// The section of the panel; nothing for other kinds of record.
pub(super) fn section(app: App, to: &Ref) -> AnyView {
    let Ref::Change(id) = *to else { return ().into_any() };
    let change = Memo::new(move |_| app.with(|p| p.changes.get(&id).cloned()));
    (move || {
        let change = change.get()?;
        if !change.state.is_open() {
            let words = match change.state {
                ChangeState::Accepted => {
                    "Accepted: the baseline has moved. It stays as it is; undo it, or request another change."
                }
                _ => "Nothing was moved.",
            };
            return Some(el("p").class("decide quiet").child(words));
        }
        let moves = app.with(|p| moves(p, &change));
        let none = moves.is_empty().then(|| {
            el("p")
                .class("quiet")
                .child("Accepting moves nothing yet: name a milestone and days, items, points or cost.")
        });
        let rows = moves.into_iter().map(|(what, words)| {
            el("div")
                .class("effect")
                .child(el("span").class("quiet").child(what))
                .child(el("span").class("num").child(words))
        });
        let (accepted, rejected) = (change.clone(), change);
        Some(
            el("div")
                .class("decide")
                .attr("role", "group")
                .attr("aria-label", "Decision")
                .child(el("span").class("strong").child("If it is accepted"))
                .child(rows.collect_view())
                .child(none)
                .child(
                    el("div")
                        .class("row")
                        .child(
                            el("button")
                                .class("button primary")
                                .on_click(move |_| decide(app, &accepted, ChangeState::Accepted))
                                .child("Accept"),
                        )
                        .child(
                            el("button")
                                .class("button")
                                .on_click(move |_| decide(app, &rejected, ChangeState::Rejected))
                                .child("Reject"),
                        ),
                ),
        )
    })
    .into_any()
}
