//! The board's toolbar: every choice lives in the address.

use super::sprint_first;
use crate::analysis::board::{Board, BoardFilter, LaneBy};
use crate::app::App;
use crate::components::{Choice, icon, segmented, select};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{ItemKind, SprintState};
use crate::views::phrases;
use std::collections::BTreeSet;

/// Parameters that narrow the board.
const NARROWING: [&str; 7] = ["team", "owner", "kind", "label", "blocked", "cancelled", "find"];

/// Takes every condition away.
pub(super) fn clear(app: App) {
    let mut route = app.route.get_untracked();
    for name in NARROWING {
        route.params.remove(name);
    }
    app.go(route);
}

/// The filter that the address names.
pub(super) fn filter(app: App) -> Memo<BoardFilter> {
    Memo::new(move |_| filter_now(app))
}

/// The same, for handlers (under `untrack`).
pub(super) fn filter_now(app: App) -> BoardFilter {
    {
        let scope = app.scope();
        let owner = app.param("owner");
        let by_name = |name: &str| app.with(|p| p.people.values().find(|x| x.name == name).map(|x| x.id));
        let sprint = match app.param("mode").as_deref() {
            Some("kanban") => false,
            Some("sprint") => true,
            _ => sprint_first(app),
        };
        BoardFilter {
            project: scope.project,
            team: scope.team,
            unowned: owner.as_deref() == Some("none"),
            owner: owner.as_deref().and_then(by_name),
            kind: app.param("kind").map(|k| kind(&k)),
            label: app.param("label"),
            blocked: app.param("blocked").is_some(),
            text: app.param("find").unwrap_or_default(),
            sprint,
            cancelled: app.param("cancelled").is_some(),
        }
    }
}

fn kind(name: &str) -> ItemKind {
    ItemKind::COMMON
        .into_iter()
        .find(|k| k.name() == name)
        .unwrap_or_else(|| ItemKind::Other(name.to_owned()))
}

/// What the address makes lanes by; a board of several teams' sprints begins with a lane a team.
pub(super) fn lanes(app: App) -> Memo<LaneBy> {
    Memo::new(move |_| {
        let word = app.param("lanes");
        match word.as_deref() {
            Some(word) => LaneBy::ALL.into_iter().find(|l| l.name() == word).unwrap_or_default(),
            None => {
                let scope = app.scope();
                let several = app.with(|p| {
                    let running = p.sprints.values().filter(|s| s.state == SprintState::Active);
                    running.filter_map(|s| s.team).collect::<BTreeSet<_>>().len() > 1
                });
                let sprint = app.param("mode").as_deref() != Some("kanban") && sprint_first(app);
                if several && sprint && scope.team.is_none() { LaneBy::Team } else { LaneBy::Nothing }
            }
        }
    })
}

pub(super) fn toolbar(app: App, board: Memo<Board>) -> AnyView {
    let filter = filter(app);
    let lanes = lanes(app);
    let open = RwSignal::new(filter.with_untracked(|f| f.active() > 0));
    let sprint = move || filter.with(|f| f.sprint);
    let pressed = |on: bool| if on { "true" } else { "false" };
    let teams = move || app.with(|p| crate::views::choices::team_names(p, "All teams"));
    let lane_choices =
        move || LaneBy::ALL.map(|by| Choice::new(by.name(), format!("Swimlanes: {}", by.name()))).to_vec();
    let ending = move || {
        let scope = app.scope();
        if !sprint() {
            return board.with(|b| phrases::count(b.shown, "card", "cards"));
        }
        let mut running = app.analyse(|ctx| crate::analysis::today::running_sprints(ctx, scope));
        let Some(days) = (!running.is_empty()).then(|| running.remove(0)).and_then(|s| s.days_left) else {
            return board.with(|b| phrases::count(b.shown, "card", "cards"));
        };
        match days {
            0 => "Sprint is past its end".to_owned(),
            n => format!("{} left", phrases::count(n as usize, "working day", "working days")),
        }
    };
    let filter_word = move || match filter.with(BoardFilter::active) {
        0 => "Filter".to_owned(),
        n => format!("Filter: {n}"),
    };
    many(vec![
        el("div")
            .class("toolbar")
            .child(segmented("Work shown", &[(true, "Sprint"), (false, "Kanban")], sprint, move |sprint| {
                app.set_param("mode", if sprint { "sprint" } else { "kanban" })
            }))
            .child(select(
                "Team",
                "small",
                teams,
                move || app.param("team").unwrap_or_default(),
                move |t| app.set_param("team", &t),
            ))
            .child(select(
                "Swimlanes",
                "small bare",
                lane_choices,
                move || lanes.get().name().to_owned(),
                move |l| app.set_param("lanes", &l),
            ))
            .child(
                el("button")
                    .class("button plain")
                    .attr("aria-expanded", move || pressed(open.get()))
                    .on_click(move |_| open.update(|o| *o = !*o))
                    .child(icon("filter"))
                    .child(filter_word),
            )
            .child(el("span").class("push num").child(ending))
            .into_any(),
        (move || open.get().then(|| conditions(app, filter))).into_any(),
    ])
    .into_any()
}

fn conditions(app: App, filter: Memo<BoardFilter>) -> AnyView {
    let named = |none: &str, any: &str, names: Vec<String>| {
        let mut choices = vec![Choice::new("", any)];
        if !none.is_empty() {
            choices.push(Choice::new("none", none));
        }
        choices.extend(names.into_iter().map(|n| Choice::new(n.clone(), n)));
        choices
    };
    let owners = move || {
        let mut names = app.with(|p| p.people.values().map(|x| x.name.clone()).collect::<Vec<_>>());
        names.order();
        named("No owner", "Any owner", names)
    };
    let kinds = move || {
        let mut names: Vec<String> = app
            .with(|p| {
                p.items
                    .values()
                    .filter(|i| !i.kind.is_container())
                    .map(|i| i.kind.name().to_owned())
                    .collect::<BTreeSet<_>>()
            })
            .into_iter()
            .collect();
        names.order();
        named("", "Any type", names)
    };
    let labels = move || {
        let names =
            app.with(|p| p.items.values().flat_map(|i| i.labels.iter().cloned()).collect::<BTreeSet<_>>());
        named("", "Any label", names.into_iter().collect())
    };
    let value = move |name: &'static str| move || app.param(name).unwrap_or_default();
    let tick = move |name: &'static str, label: &'static str| {
        el("label")
            .class("row")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .class("check")
                    .on_change(move |event| {
                        app.set_param(name, if event_target_checked(&event) { "1" } else { "" })
                    })
                    .prop("checked", move || app.param(name).is_some()),
            )
            .child(label)
    };
    el("div")
        .class("toolbar conditions")
        .attr("role", "group")
        .attr("aria-label", "Filter")
        .child(
            el("input")
                .class("input small")
                .attr("type", "search")
                .attr("aria-label", "Find on the board")
                .attr("placeholder", "Find on the board")
                .on_input(move |event| app.set_param("find", &event_target_value(&event)))
                .prop("value", value("find")),
        )
        .child(select("Owner", "small", owners, value("owner"), move |v| app.set_param("owner", &v)))
        .child(select("Type", "small", kinds, value("kind"), move |v| app.set_param("kind", &v)))
        .child(select("Label", "small", labels, value("label"), move |v| app.set_param("label", &v)))
        .child(tick("blocked", "Blocked only"))
        .child(tick("cancelled", "Show cancelled"))
        .child(move || {
            let active = filter.with(|f| f.active() > 0 || !f.text.is_empty() || f.team.is_some());
            active.then(|| el("button").class("link").on_click(move |_| clear(app)).child("Clear"))
        })
        .into_any()
}
