//! What the shared record panel shows beside the fields, for the records of the register.

use super::*;
use crate::analysis::risk::register::end_named;
use crate::model::{AssumptionId, AssumptionState, DependencyId};

/// The sections of a record's kind; nothing for the kinds of other pages.
pub(in crate::views) fn extra(frame: Frame, to: &Ref) -> AnyView {
    match to {
        Ref::Escalation(id) => escalation::head(frame.app, *id),
        Ref::Assumption(id) => assumption(frame, *id),
        Ref::Dependency(id) => dependency(frame, *id),
        _ => ().into_any(),
    }
}

/// The sections below the fields.
pub(in crate::views) fn below(frame: Frame, to: &Ref) -> AnyView {
    match to {
        Ref::Escalation(id) => escalation::below(frame, *id),
        _ => ().into_any(),
    }
}

/// What a check of an assumption found.
fn assumption(frame: Frame, id: AssumptionId) -> AnyView {
    let app = frame.app;
    let open = move || app.with(|p| p.assumptions.get(&id).is_some_and(|a| a.state == AssumptionState::Open));
    let holds = move |_| {
        let before = app.workbench.with_untracked(|p| p.assumptions.get(&id).map(|a| (**a).clone()));
        let Some(before) = before else { return };
        let closed = Some(app.today_untracked());
        let after = Assumption { state: AssumptionState::Valid, closed, ..before.clone() };
        app.workbench.dispatch_aloud(Command::revise(before, after));
    };
    let falls = move |issue: bool| {
        let command = untrack(|| {
            app.analyse(|ctx| {
                let record = ctx.program.assumptions.get(&id)?;
                Some(if issue {
                    figures::assumption_as_issue(ctx, record)
                } else {
                    figures::assumption_as_risk(ctx, record)
                })
            })
        });
        if let Some(made) = command.and_then(|c| app.workbench.dispatch_making(c)) {
            app.open_ref(&made);
        }
    };
    (move || {
        open().then(|| {
            el("div")
                .class("row record-verbs")
                .attr("role", "group")
                .attr("aria-label", "What the check found")
                .child(el("button").class("button small").on_click(holds).child("It holds"))
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| falls(false))
                        .child("It does not: make a risk"),
                )
                .child(
                    el("button")
                        .class("button small")
                        .on_click(move |_| falls(true))
                        .child("It does not: make an issue"),
                )
        })
    })
    .into_any()
}

/// Both sides of a dependency, by name, and whether it comes in time.
fn dependency(frame: Frame, id: DependencyId) -> AnyView {
    let app = frame.app;
    let record = Memo::new(move |_| app.with(|p| p.dependencies.get(&id).cloned()));
    let side = move |giver: bool| {
        move || {
            record.with(|d| {
                let Some(d) = d.as_ref() else { return String::new() };
                match if giver { &d.giver } else { &d.needer } {
                    Ref::External(name) => name.clone(),
                    to => app
                        .with(|p| crate::analysis::chain::called(p, to))
                        .map_or_else(String::new, |c| if c.key.is_empty() { c.title } else { c.key }),
                }
            })
        }
    };
    let write = move |giver: bool, text: String| {
        let Some(before) = record.get_untracked() else { return };
        let to = app.workbench.with_untracked(|p| end_named(p, &text));
        let mut after = (*before).clone();
        if giver {
            after.giver = to;
        } else {
            after.needer = to;
        }
        app.workbench.dispatch(Command::revise((*before).clone(), after));
    };
    let seen = move || {
        let record = record.get()?;
        let seen = figures::late(&record, app.today());
        Some(el("p").class(if seen.came { "red" } else { "quiet" }).child(seen.words))
    };
    el("section")
        .class("record-ends")
        .child(
            el("dl")
                .class("props")
                .child(el("dt").child("From"))
                .child(el("dd").child(text_input(
                    "From: a team, project, milestone, key or name",
                    side(true),
                    "who gives it",
                    move |t| write(true, t),
                )))
                .child(el("dt").child("For"))
                .child(el("dd").child(text_input(
                    "For: a team, project, milestone, key or name",
                    side(false),
                    "who needs it",
                    move |t| write(false, t),
                ))),
        )
        .child(seen)
        .into_any()
}
