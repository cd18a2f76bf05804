//! Making, changing and closing sprints.

use super::{Desk, ask_dialog};
use crate::analysis::time::back;
use crate::command::{CatalogueEdit, Command, ItemEdit};
use crate::components::{Choice, date_input, select};
use crate::dom::prelude::*;
use crate::json::Json;
use crate::model::order::InOrder;
use crate::model::{Date, Program, Sprint, SprintId, SprintState, TeamId, WorkItemId};
use crate::views::{choices, phrases};

/// The number at the end of a name, and what stands before it.
fn numbered(name: &str) -> Option<(&str, u32)> {
    let at = name.trim_end().rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (head, digits) = name.trim_end().split_at_checked(at)?;
    Some((head, digits.parse().ok()?))
}

/// The sprint that follows a team's last one.
fn following(program: &Program, team: Option<TeamId>, today: Date) -> Sprint {
    let mut all: Vec<_> = program.sprints.values().filter(|s| s.team == team && s.start.is_some()).collect();
    all.order_by_key(|s| (s.start, s.id));
    let blank = Sprint { state: SprintState::Planned, team, ..Sprint::blank() };
    let Some(last) = all.last() else {
        let name = team
            .and_then(|t| program.teams.get(&t))
            .map_or("Sprint 1".to_owned(), |t| format!("{} 1", t.name));
        return Sprint { name, start: Some(today), end: Some(back(today, -13)), ..blank };
    };
    let name = numbered(&last.name).map_or_else(|| last.name.clone(), |(head, n)| format!("{head}{}", n + 1));
    let start = last.end.map(|end| back(end, -1));
    let length = last.start.zip(last.end).map_or(13, |(start, end)| (end - start).num_days());
    Sprint { name, start, end: start.map(|s| back(s, -length)), project: last.project, ..blank }
}

/// A new sprint, or one to change.
pub(super) fn edit(desk: Desk, id: Option<SprintId>) -> AnyView {
    let app = desk.app;
    let today = app.today_untracked();
    let team = untrack(|| app.scope()).team;
    let first = app.workbench.with_untracked(|p| match id.and_then(|id| p.sprints.get(&id)) {
        Some(sprint) => (**sprint).clone(),
        None => following(p, team.or_else(|| p.teams.keys().next().copied()), today),
    });
    let draft = RwSignal::new(first);
    let ready = move || {
        draft
            .with(|d| !d.name.trim().is_empty() && d.start.zip(d.end).is_none_or(|(start, end)| start <= end))
    };
    let save = move || {
        let sprint = draft.get_untracked();
        if app
            .workbench
            .dispatch_aloud(Command::Catalogue(Box::new(CatalogueEdit::PutSprint(Box::new(sprint)))))
        {
            desk.ask.set(None);
        }
    };
    let label = |name: &'static str, field: AnyView| {
        el("div").class("field").child(el("span").class("label").child(name)).child(field)
    };
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(label(
                "Team",
                select(
                    "Team",
                    "",
                    move || app.with(|p| choices::teams(p, "No team")),
                    move || draft.with(|d| d.team.map(|t| t.to_string()).unwrap_or_default()),
                    move |team| {
                        let team: Option<TeamId> = team.parse().ok();
                        if id.is_some() {
                            draft.update(|d| d.team = team);
                        } else {
                            // The name and the days of the next one follow the team's last one.
                            draft.set(app.workbench.with_untracked(|p| following(p, team, today)));
                        }
                    },
                ),
            ))
            .child(label(
                "Name",
                el("input")
                    .class("input")
                    .attr("aria-label", "Name")
                    .attr("data-autofocus", "")
                    .on_input(move |event| draft.update(|d| d.name = event_target_value(&event)))
                    .on_keydown(move |event| {
                        if event.key() == "Enter" && ready() {
                            event.prevent_default();
                            save();
                        }
                    })
                    .prop("value", move || draft.with(|d| d.name.clone()))
                    .into_any(),
            ))
            .child(
                el("div")
                    .class("two-fields")
                    .child(label(
                        "First day",
                        date_input(
                            "First day",
                            move || draft.with(|d| d.start),
                            move |day| draft.update(|d| d.start = day),
                        ),
                    ))
                    .child(label(
                        "Last day",
                        date_input(
                            "Last day",
                            move || draft.with(|d| d.end),
                            move |day| draft.update(|d| d.end = day),
                        ),
                    )),
            )
            .child(label(
                "Goal",
                el("input")
                    .class("input")
                    .attr("aria-label", "Goal")
                    .on_input(move |event| draft.update(|d| d.goal = event_target_value(&event)))
                    .prop("value", move || draft.with(|d| d.goal.clone()))
                    .into_any(),
            ))
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(
                el("button")
                    .class("button primary push")
                    .attr("disabled", move || !ready())
                    .on_click(move |_| save())
                    .child(if id.is_some() { "Save" } else { "Add sprint" }),
            )
            .into_any(),
    ]);
    ask_dialog(desk, if id.is_some() { "Sprint" } else { "Add sprint" }, "", body)
}

/// Closes a sprint and says what becomes of its unfinished work, as one change.
pub(super) fn close(desk: Desk, id: SprintId) -> AnyView {
    let app = desk.app;
    let Some((name, team, open)) = app.workbench.with_untracked(|p| {
        let sprint = p.sprints.get(&id)?;
        let finished =
            |item: &crate::model::WorkItem| p.status(item.status).is_some_and(|s| s.category.is_finished());
        let open: Vec<WorkItemId> =
            p.items.values().filter(|i| i.sprint == Some(id) && !finished(i)).map(|i| i.id).collect();
        Some((sprint.name.clone(), sprint.team, open))
    }) else {
        return ().into_any();
    };
    let next = app.workbench.with_untracked(|p| {
        let mut planned: Vec<_> = p
            .sprints
            .values()
            .filter(|s| s.state == SprintState::Planned && s.team == team)
            .map(|s| (s.start, s.name.clone(), s.id))
            .collect();
        planned.order();
        planned
    });
    let first = next.first().map(|(.., id)| id.to_string()).unwrap_or_default();
    let to = RwSignal::new(first);
    let lines = move || {
        let mut all: Vec<Choice> =
            next.iter().map(|(_, name, id)| Choice::new(id.to_string(), name.clone())).collect();
        all.push(Choice::new("", "Back to the backlog"));
        all.push(Choice::new("stay", "Stay in the closed sprint"));
        all
    };
    let count = open.len();
    let label = name.clone();
    let go = move |_| {
        let day = app.today_untracked();
        let mut commands = vec![Command::Catalogue(Box::new(CatalogueEdit::CloseSprint(id, day)))];
        let target = to.get_untracked();
        if target != "stay" {
            let sprint: Option<SprintId> = target.parse().ok();
            commands.extend(open.iter().map(|item| Command::EditItem(*item, ItemEdit::Sprint(sprint))));
        }
        if app.workbench.dispatch_aloud(Command::Together { label: format!("{label} closed"), commands }) {
            desk.ask.set(None);
        }
    };
    let body = many(vec![
        el("div")
            .class("dialog-body")
            .child(el("p").child(match count {
                0 => "Everything in it is finished.".to_owned(),
                n => format!("{} not finished.", phrases::count(n, "item is", "items are")),
            }))
            .child((count > 0).then(|| {
                el("div")
                    .class("field")
                    .child(el("span").class("label").child("Unfinished items"))
                    .child(select("Unfinished items", "", lines, move || to.get(), move |v| to.set(v)))
            }))
            .into_any(),
        el("div")
            .class("dialog-foot")
            .child(
                el("button")
                    .class("button primary push")
                    .attr("data-autofocus", "")
                    .on_click(go)
                    .child("Close sprint"),
            )
            .into_any(),
    ]);
    ask_dialog(desk, &format!("Close {name}"), "", body)
}
