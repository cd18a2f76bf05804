//! Adding goals, initiatives, milestones, and what they wait for.

use super::replan::{dialog, labelled};
use super::{Ask, Desk};
use crate::command::{CatalogueEdit, Command, RecordEdit};
use crate::components::{Choice, date_input, select};
use crate::dom::prelude::*;
use crate::json::Json;
use crate::model::order::InOrder;
use crate::model::{
    Date, Dependency, DependencyState, DependencyType, Goal, GoalId, Initiative, InitiativeId,
    InitiativeState, Milestone, Points, ProjectId, Ref, TeamId,
};
use crate::views::choices;

/// One line of text, into a signal.
fn line(label: &'static str, into: RwSignal<String>, focus: bool) -> El {
    let field = el("input")
        .class("input")
        .attr("aria-label", label)
        .attr("data-autofocus", focus.then_some(""))
        .on_input(move |event| into.set(event_target_value(&event)))
        .prop("value", move || into.get());
    labelled(label, field.into_any())
}

fn day(label: &'static str, into: RwSignal<Option<Date>>) -> El {
    labelled(label, date_input(label, move || into.get(), move |day| into.set(day)))
}

/// A choice by id, into a signal of text.
fn pick(
    label: &'static str,
    into: RwSignal<String>,
    lines: impl Fn() -> Vec<Choice> + Send + Sync + 'static,
) -> El {
    labelled(label, select(label, "", lines, move || into.get(), move |value| into.set(value)))
}

pub(super) fn initiative(desk: Desk, goal: Option<GoalId>) -> AnyView {
    let app = desk.app;
    let title = RwSignal::new(String::new());
    let goal = RwSignal::new(goal.map(|g| g.to_string()).unwrap_or_default());
    let team = RwSignal::new(untrack(|| app.scope()).team.map(|t| t.to_string()).unwrap_or_default());
    let today = app.today_untracked();
    let start = RwSignal::new(Some(today));
    let end = RwSignal::new(today.checked_add_days(chrono::Days::new(56)));
    let size = RwSignal::new(String::new());
    let project = untrack(|| app.project());
    let ready = Memo::new(move |_| {
        let in_order = start.get().zip(end.get()).is_none_or(|(start, end)| start <= end);
        !title.with(|t| t.trim().is_empty()) && in_order
    });
    let go = move || {
        let rank =
            app.workbench.with_untracked(|p| p.initiatives.values().map(|i| i.rank).max()).unwrap_or(0) + 1;
        let goal: Option<GoalId> = goal.get_untracked().parse().ok();
        let of_goal = app.workbench.with_untracked(|p| p.goals.get(&goal?).and_then(|g| g.project));
        let team: Option<TeamId> = team.get_untracked().parse().ok();
        let new = Initiative {
            title: title.get_untracked(),
            goal,
            project: of_goal.or(project),
            teams: team.into_iter().collect(),
            start: start.get_untracked(),
            end: end.get_untracked(),
            size: Points::parse(size.get_untracked().trim()),
            state: InitiativeState::Planned,
            rank,
            ..Initiative::default()
        };
        if let Some(made) = app.add(new, None) {
            desk.ask.set(None);
            super::moves::focus(&made);
        }
    };
    let body = vec![
        line("Title", title, true).into_any(),
        pick("Goal", goal, move || app.with(|p| choices::goals(p, "No goal"))).into_any(),
        pick("Team", team, move || app.with(|p| choices::teams(p, "No team"))).into_any(),
        el("div").class("two-fields").child(day("First day", start)).child(day("Last day", end)).into_any(),
        line("Points that it takes in all", size, false).into_any(),
    ];
    dialog(desk, "Add initiative", "Add initiative", ready, body, go)
}

pub(super) fn goal(desk: Desk) -> AnyView {
    let app = desk.app;
    let name = RwSignal::new(String::new());
    let due = RwSignal::new(None);
    let project = untrack(|| app.project());
    let ready = Memo::new(move |_| !name.with(|n| n.trim().is_empty()));
    let go = move || {
        let new = Goal { name: name.get_untracked(), due: due.get_untracked(), project, ..Goal::blank() };
        if app.add(new, None).is_some() {
            desk.ask.set(None);
        }
    };
    let body = vec![line("What is to be reached", name, true).into_any(), day("By", due).into_any()];
    dialog(desk, "Add goal", "Add goal", ready, body, go)
}

pub(super) fn milestone(desk: Desk, of: Option<InitiativeId>) -> AnyView {
    let app = desk.app;
    let name = RwSignal::new(String::new());
    let initiative = RwSignal::new(of.map(|i| i.to_string()).unwrap_or_default());
    let first =
        of.and_then(|id| app.workbench.with_untracked(|p| p.initiatives.get(&id).and_then(|i| i.end)));
    let due = RwSignal::new(first.or_else(|| app.today_untracked().checked_add_days(chrono::Days::new(28))));
    let lines = move || {
        let all = app.with(|p| {
            p.initiatives.values().map(|i| Choice::new(i.id.to_string(), i.title.clone())).collect()
        });
        choices::by_name("No initiative", all)
    };
    let ready = Memo::new(move |_| !name.with(|n| n.trim().is_empty()) && due.get().is_some());
    let go = move || {
        let initiative: Option<InitiativeId> = initiative.get_untracked().parse().ok();
        let Some(due) = due.get_untracked() else { return };
        let scope = untrack(|| app.project());
        let project: Option<ProjectId> = app.workbench.with_untracked(|p| {
            let of = initiative.and_then(|id| p.initiatives.get(&id)).and_then(|i| i.project);
            of.or(scope).or_else(|| p.projects.keys().next().copied())
        });
        let Some(project) = project else {
            app.toasts.say("A milestone belongs to a project. Add a project first; nothing was changed.");
            return;
        };
        let name = name.get_untracked();
        let new = Milestone { project, name, due, baseline: Some(due), initiative, ..Milestone::blank() };
        if app
            .workbench
            .dispatch_aloud(Command::Catalogue(Box::new(CatalogueEdit::PutMilestone(Box::new(new)))))
        {
            desk.ask.set(None);
        }
    };
    let body = vec![
        line("Name", name, true).into_any(),
        pick("Initiative", initiative, lines).into_any(),
        day("Day", due).into_any(),
    ];
    dialog(desk, "Add milestone", "Add milestone", ready, body, go)
}

/// Which record a line of the choice means.
fn end_of(value: &str) -> Option<Ref> {
    let (kind, id) = value.split_once(' ')?;
    let id: crate::model::EntryId = id.parse().ok()?;
    Ref::of(kind, id.number())
}

/// What an initiative or a milestone waits for; what it waits for now can be taken away.
pub(super) fn waits(desk: Desk, what: Ref) -> AnyView {
    let app = desk.app;
    let lines = {
        let what = what.clone();
        move || {
            let mut all = app.with(|p| {
                let bars = p.initiatives.values().map(|i| (Ref::Initiative(i.id), i.title.clone()));
                let steps = p.milestones.values().map(|m| (Ref::Milestone(m.id), m.name.clone()));
                bars.chain(steps)
                    .filter(|(to, _)| *to != what)
                    .map(|(to, name)| {
                        let id = crate::model::EntryId::from(to.number());
                        Choice::new(format!("{} {id}", to.kind()), name)
                    })
                    .collect::<Vec<_>>()
            });
            all.order_by(|a, b| a.label.cmp(&b.label));
            all
        }
    };
    let first = untrack(&lines).first().map(|c| c.value.clone()).unwrap_or_default();
    let giver = RwSignal::new(first);
    let kind = RwSignal::new(DependencyType::FinishToStart.letters().to_owned());
    let title = RwSignal::new(String::new());
    let kinds = || DependencyType::ALL.map(|k| Choice::new(k.letters(), k.name())).to_vec();
    let ready = Memo::new(move |_| giver.with(|g| end_of(g).is_some()));
    let now = {
        let what = what.clone();
        move || {
            let rows = app.with(|p| {
                let mine = p.dependencies.values().filter(|d| d.needer == what && d.state.is_open());
                mine.map(|d| (d.id, d.title.clone())).collect::<Vec<_>>()
            });
            (!rows.is_empty()).then(|| {
                let rows = rows
                    .into_iter()
                    .map(|(id, title)| {
                        el("li").class("row").child(el("span").child(title.clone())).child(
                            el("button")
                                .class("link")
                                .attr("aria-label", format!("Remove {title}"))
                                .on_click(move |_| {
                                    let edit = RecordEdit::DeleteDependency(id);
                                    app.workbench.dispatch_aloud(Command::Record(Box::new(edit)));
                                })
                                .child("Remove"),
                        )
                    })
                    .collect_view();
                labelled("It waits for", el("ul").child(rows).into_any())
            })
        }
    };
    let go = move || {
        let Some(from) = end_of(&giver.get_untracked()) else { return };
        let letters = kind.get_untracked();
        let kind = DependencyType::ALL.into_iter().find(|k| k.letters() == letters);
        let name =
            app.workbench.with_untracked(|p| crate::analysis::chain::called(p, &from)).map(|c| c.title);
        let title = match title.get_untracked().trim() {
            "" => name.unwrap_or_default(),
            text => text.to_owned(),
        };
        let new = Dependency {
            title,
            giver: from,
            needer: what.clone(),
            kind: kind.unwrap_or(DependencyType::FinishToStart),
            state: DependencyState::Committed,
            ..Dependency::blank()
        };
        super::replan::dispatch(desk, Command::Record(Box::new(RecordEdit::AddDependency(Box::new(new)))));
        if desk.ask.with_untracked(|ask| matches!(ask, Some(Ask::Waits(_)))) {
            desk.ask.set(None);
        }
    };
    let body = vec![
        now.into_any(),
        pick("Also waits for", giver, lines).into_any(),
        pick("How", kind, kinds).into_any(),
        line("What is given", title, false).into_any(),
    ];
    dialog(desk, "What it waits for", "Add dependency", ready, body, go)
}
