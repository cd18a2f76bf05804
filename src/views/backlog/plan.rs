//! Sprints being planned, beside the backlog: what their teams have, and what is asked of them.

use super::{Ask, Desk};
use crate::analysis::capacity::{Load, Paces, SprintPlan, loads, next_sprints, plan};
use crate::analysis::words::number;
use crate::analysis::{Colour, Index};
use crate::command::{CatalogueEdit, Command, ItemEdit};
use crate::components::{Choice, MenuItem, avatar, icon, mark, select, text_input};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{PersonId, Points, Sprint, SprintId, SprintState, TeamId, WorkItemId};
use crate::views::phrases;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The sprints on screen, and what they ask of people.
#[derive(Debug, Clone, PartialEq, Default)]
struct Planning {
    plans: Vec<SprintPlan>,
    loads: Vec<Load>,
}

impl Planning {
    fn plan(&self, id: SprintId) -> Option<&SprintPlan> {
        self.plans.iter().find(|plan| plan.sprint == id)
    }
}

type Now = Memo<Planning>;

fn read(desk: Desk, wanted: &str, team: Option<TeamId>) -> Planning {
    desk.app.analyse(|ctx| {
        let paces = Paces::new(ctx);
        let index = Index::new(ctx.program);
        let named = ctx.program.sprints.values().find(|s| s.name == wanted).map(|s| vec![s.id]);
        let ids = named.unwrap_or_else(|| next_sprints(ctx, team));
        let sprints = ids.iter().filter_map(|id| ctx.program.sprints.get(id));
        let plans: Vec<SprintPlan> = sprints.map(|sprint| plan(ctx, &paces, &index, sprint)).collect();
        let loads = loads(ctx, &paces, &index, &plans);
        Planning { plans, loads }
    })
}

/// The panel.
pub(super) fn side(desk: Desk) -> AnyView {
    let app = desk.app;
    let asked = Memo::new(move |_| (app.param("plan").unwrap_or_default(), app.scope().team));
    let now: Now = Memo::new(move |_| {
        let (wanted, team) = asked.get();
        read(desk, &wanted, team)
    });
    let ids = Memo::new(move |_| now.with(|n| n.plans.iter().map(|p| p.sprint.number()).collect::<Vec<_>>()));
    let choices = move || {
        let mut names = app.with(|p| {
            let open = p.sprints.values().filter(|s| s.state != SprintState::Closed);
            open.map(|s| (s.start.is_none(), s.start, s.name.clone())).collect::<Vec<_>>()
        });
        names.order();
        let mut all = vec![Choice::new("next", "Next sprints")];
        all.extend(names.into_iter().map(|(.., name)| Choice::new(name.clone(), name)));
        all
    };
    el("section")
        .class("planning")
        .attr("aria-label", "Sprint planning")
        .child(
            el("div")
                .class("panel-bar")
                .child(select(
                    "Sprint to plan",
                    "small bare",
                    choices,
                    move || app.param("plan").unwrap_or_default(),
                    move |name| app.set_param("plan", &name),
                ))
                .child(el("span").class("grow"))
                .child(
                    el("button")
                        .class("button small")
                        .attr("aria-label", "Add sprint")
                        .on_click(move |_| desk.ask.set(Some(Ask::Sprint(None))))
                        .child(icon("plus"))
                        .child("Sprint"),
                )
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-label", "Close planning")
                        .on_click(move |_| app.set_param("plan", ""))
                        .child(icon("close")),
                ),
        )
        .child(
            el("div")
                .class("planning-body")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Sprints, scrollable")
                .child(move || overloaded(desk, now))
                .child(keyed(move || ids.get(), move |id: SprintId| sprint(desk, now, id)))
                .child(move || {
                    ids.with(Vec::is_empty).then(|| {
                        el("div")
                            .class("empty")
                            .child(el("h2").child("No sprint is planned"))
                            .child(el("p").child("Plan the next one, and give it items from the backlog."))
                            .child(
                                el("button")
                                    .class("button")
                                    .on_click(move |_| desk.ask.set(Some(Ask::Sprint(None))))
                                    .child(icon("plus"))
                                    .child("Sprint"),
                            )
                    })
                }),
        )
        .into_any()
}

fn person_name(desk: Desk, id: PersonId) -> String {
    desk.app.with(|p| p.people.get(&id).map(|p| p.name.clone())).unwrap_or_default()
}

fn days(value: f64) -> String {
    number(value, 1)
}

/// `Search 25 9 d, Platform 25 2.4 d`.
fn needs(load: &Load) -> String {
    let words = load.needs.iter().map(|need| match need.days {
        Some(value) => format!("{} {} d", need.name, days(value)),
        None => format!("{} {} pt, no pace yet", need.name, need.points),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// Who has too much, over all teams.
fn overloaded(desk: Desk, now: Now) -> Option<AnyView> {
    let over: Vec<Load> = now.with(|n| n.loads.iter().filter(|l| l.over().is_some()).cloned().collect());
    (!over.is_empty()).then(|| {
        let rows = over
            .into_iter()
            .map(|load| {
                let name = person_name(desk, load.person());
                let words = format!("{} of {} days", days(load.days()), days(load.presence.days()));
                el("li")
                    .child(mark(Colour::Red))
                    .child(el("span").child(el("strong").child(name)).child(format!(" {words}")))
                    .child(el("span").class("quiet").child(needs(&load)))
            })
            .collect_view();
        el("div")
            .class("note red overloaded")
            .child(el("p").class("head strong").child("Over-allocated"))
            .child(el("ul").attr("aria-label", "Over-allocated people").child(rows))
            .into_any()
    })
}

fn record(desk: Desk, id: SprintId) -> Option<Sprint> {
    desk.app.workbench.with_untracked(|p| p.sprints.get(&id).map(|s| (**s).clone()))
}

fn put(desk: Desk, sprint: Sprint) {
    desk.app.workbench.dispatch(Command::Catalogue(Box::new(CatalogueEdit::PutSprint(Box::new(sprint)))));
}

fn sprint(desk: Desk, now: Now, id: SprintId) -> AnyView {
    let app = desk.app;
    let plan = Memo::new(move |_| now.with(|n| n.plan(id).cloned()));
    let name = Memo::new(move |_| plan.with(|p| p.as_ref().map(|p| p.name.clone()).unwrap_or_default()));
    let goal = move || app.with(|p| p.sprints.get(&id).map(|s| s.goal.clone())).unwrap_or_default();
    let span = move || {
        let today = app.today();
        plan.with(|p| {
            let p = p.as_ref()?;
            Some(match p.span {
                Some((from, to)) => format!(
                    "{} to {}, {}",
                    phrases::day(from, today),
                    phrases::day(to, today),
                    phrases::count(usize::try_from(p.working).unwrap_or(0), "working day", "working days")
                ),
                None => "No days yet: set them to see its capacity".to_owned(),
            })
        })
    };
    let aimed = move || {
        desk.drag.with(|d| d.as_ref().is_some_and(|d| d.target == Some(super::drag::Target::Sprint(id))))
    };
    let items = Memo::new(move |_| {
        plan.with(|p| {
            p.as_ref().map(|p| p.items.iter().map(|i| i.number()).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    el("section")
        .class(move || if aimed() { "sprint-plan aimed" } else { "sprint-plan" })
        .attr("data-sprint", id.to_string())
        .attr("aria-label", move || name.get())
        .child(
            el("div")
                .class("sprint-head")
                .child(el("h2").class("cut").child(move || name.get()))
                .child(el("span").class("grow"))
                .child(verb(desk, id, plan))
                .child(
                    el("button")
                        .class("icon-button")
                        .attr("aria-haspopup", "menu")
                        .attr("aria-label", move || format!("More for {}", name.get()))
                        .on_click(move |event| {
                            if let Some(anchor) =
                                event.current_target().and_then(|t| t.dyn_into::<HtmlElement>().ok())
                            {
                                menu(desk, id, &anchor);
                            }
                        })
                        .child(icon("dots")),
                ),
        )
        .child(el("p").class("quiet sprint-days").child(span))
        .child(el("div").class("props-free").child(text_input(
            "Sprint goal",
            goal,
            "What is this sprint for?",
            move |text| {
                if let Some(sprint) = record(desk, id) {
                    put(desk, Sprint { goal: text.trim().to_owned(), ..sprint });
                }
            },
        )))
        .child(move || plan.get().map(|plan| balance(&plan)))
        .child(move || plan.get().map(|plan| people(desk, now, &plan)))
        .child(
            el("ol")
                .class("sprint-items")
                .attr("aria-label", move || format!("Items of {}", name.get()))
                .child(keyed(move || items.get(), move |item: WorkItemId| item_line(desk, item))),
        )
        .child(move || {
            items.with(Vec::is_empty).then(|| {
                el("p").class("quiet").child("Nothing yet. Drag items here, or choose them and press S.")
            })
        })
        .into_any()
}

/// Demand beside capacity, with how both come about.
fn balance(plan: &SprintPlan) -> AnyView {
    let percent = plan.percent();
    let over = plan.is_over();
    let colour = match percent {
        None => Colour::Unknown,
        Some(_) if over => Colour::Red,
        Some(_) => Colour::Green,
    };
    let figure = match (plan.points, percent) {
        (Some(points), Some(percent)) => {
            format!("{} of {} pt, {} %", plan.demand, number(points, 0), number(percent, 0))
        }
        _ => format!("{} pt asked for", plan.demand),
    };
    let working = match (&plan.pace, plan.points) {
        (Some(pace), Some(points)) => format!(
            "{} days × {} pt ÷ {} days of the last {} = {} pt",
            days(plan.days),
            number(pace.points, 1),
            days(pace.days),
            phrases::count(pace.sprints, "sprint", "sprints"),
            number(points, 0)
        ),
        (None, _) => format!("{} days. No closed sprint yet, so points cannot be told", days(plan.days)),
        (Some(_), None) => "Without days of the sprint there is no capacity".to_owned(),
    };
    let mut gaps = Vec::new();
    if plan.unestimated > 0 {
        gaps.push(phrases::count(plan.unestimated, "item not estimated", "items not estimated"));
    }
    if plan.unowned > 0 {
        gaps.push(format!("{} without an owner", plan.unowned));
    }
    if !plan.carried.is_empty() {
        let items = phrases::count(plan.carried.len(), "item", "items");
        gaps.push(format!("{items}, {} pt of the running sprint may carry over", plan.carried_points));
    }
    let width = percent.unwrap_or(0.0).clamp(0.0, 100.0);
    el("div")
        .class("balance")
        .child(el("div").class("row").child(mark(colour)).child(el("strong").class("num").child(figure)))
        .child(
            el("div")
                .class(if over { "bar over" } else { "bar" })
                .attr("aria-hidden", "true")
                .child(el("span").style("width", format!("{width:.0}%"))),
        )
        .child(el("p").class("quiet").child(working))
        .child((!gaps.is_empty()).then(|| el("p").class("quiet").child(gaps.join("; "))))
        .into_any()
}

/// The sprint's people with their days, over all sprints of that time.
fn people(desk: Desk, now: Now, plan: &SprintPlan) -> AnyView {
    let mine: Vec<Load> = now.with(|n| {
        let all = n.loads.iter().filter(|load| {
            plan.members.iter().any(|m| m.person == load.person())
                || load.needs.iter().any(|need| need.sprint == plan.sprint)
        });
        all.cloned().collect()
    });
    let rows = mine
        .into_iter()
        .map(|load| {
            let person = desk.app.with(|p| p.people.get(&load.person()).cloned());
            let name = person.as_ref().map(|p| p.name.clone()).unwrap_or_default();
            let (asked, has) = (load.days(), load.presence.days());
            let width = if has > 0.0 { (asked * 100.0 / has).clamp(0.0, 100.0) } else { 0.0 };
            let over = load.over().is_some();
            let mut title = vec![needs(&load)];
            if load.presence.away > 0 {
                title.push(format!("away {} d", load.presence.away));
            }
            if load.presence.allocation < 100 {
                title.push(format!("{} % of their time", load.presence.allocation));
            }
            if load.unestimated > 0 {
                title.push(format!("{} not estimated", load.unestimated));
            }
            let title: String = title.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("; ");
            el("li")
                .class("load")
                .attr("title", title.clone())
                .child(person.map(|p| avatar(&p)))
                .child(el("span").class("cut").child(name))
                .child(
                    el("span")
                        .class(if over { "bar over" } else { "bar" })
                        .attr("aria-hidden", "true")
                        .child(el("span").style("width", format!("{width:.0}%"))),
                )
                .child(
                    el("span")
                        .class(if over { "num red" } else { "num" })
                        .child(over.then(|| mark(Colour::Red)))
                        .child(format!("{} of {} d", days(asked), days(has))),
                )
                .child(el("span").class("sr-only").child(title))
        })
        .collect_view();
    el("ul").class("loads").attr("aria-label", format!("People of {}", plan.name)).child(rows).into_any()
}

fn item_line(desk: Desk, id: WorkItemId) -> AnyView {
    let app = desk.app;
    let item = Memo::new(move |_| app.with(|p| p.items.get(&id).cloned()));
    let key = item.with_untracked(|i| i.as_ref().map(|i| i.key.clone()).unwrap_or_default());
    let open = key.clone();
    let owner = move || {
        let owner = item.with(|i| i.as_ref().and_then(|i| i.owner))?;
        app.with(|p| p.people.get(&owner).cloned())
    };
    el("li")
        .class("sprint-item")
        .child(
            el("button")
                .class("sprint-item-name cut")
                .on_click(move |_| app.open_item_key(&open))
                .child(el("span").class("key").child(key.clone()))
                .child(move || item.with(|i| i.as_ref().map(|i| format!(" {}", i.title)))),
        )
        .child(el("span").class("num quiet").child(move || {
            let estimate: Option<Points> = item.with(|i| i.as_ref().and_then(|i| i.estimate));
            estimate.map_or_else(|| "none".to_owned(), |e| format!("{e} pt"))
        }))
        .child(move || owner().map(|p| avatar(&p)))
        .child(
            el("button")
                .class("icon-button")
                .attr("aria-label", format!("Take {key} out of the sprint"))
                .on_click(move |_| {
                    app.workbench.dispatch_aloud(Command::EditItem(id, ItemEdit::Sprint(None)));
                })
                .child(icon("close")),
        )
        .into_any()
}

/// The running sprint of the same team.
fn still_running(desk: Desk, id: SprintId) -> Option<(SprintId, String)> {
    desk.app.with(|p| {
        let team = p.sprints.get(&id)?.team?;
        let running = p
            .sprints
            .values()
            .find(|s| s.state == SprintState::Active && s.team == Some(team) && s.id != id)?;
        Some((running.id, running.name.clone()))
    })
}

/// What is next for a sprint: to be started, or closed.
fn verb(desk: Desk, id: SprintId, plan: Memo<Option<SprintPlan>>) -> AnyView {
    let state = Memo::new(move |_| plan.with(|p| p.as_ref().map(|p| p.state)));
    (move || match state.get() {
        Some(SprintState::Planned) => {
            let waits = still_running(desk, id).map(|(_, name)| format!("{name} is still running"));
            el("button")
                .class("button small")
                .attr("disabled", waits.is_some())
                .attr("title", waits)
                .on_click(move |_| start(desk, id))
                .child("Start")
                .into_any()
        }
        Some(SprintState::Active) => el("button")
            .class("button small")
            .on_click(move |_| desk.ask.set(Some(Ask::Close(id))))
            .child("Close…")
            .into_any(),
        _ => ().into_any(),
    })
    .into_any()
}

fn start(desk: Desk, id: SprintId) {
    let day = desk.app.today_untracked();
    let planned = desk.app.workbench.with_untracked(|p| p.sprints.get(&id).and_then(|s| s.start));
    // A sprint that is started on the eve keeps its day.
    let day = planned.filter(|start| (*start - day).num_days().abs() <= 3).unwrap_or(day);
    desk.app.workbench.dispatch_aloud(Command::Catalogue(Box::new(CatalogueEdit::StartSprint(id, day))));
}

fn menu(desk: Desk, id: SprintId, anchor: &HtmlElement) {
    let (name, state) = match record(desk, id) {
        Some(sprint) => (sprint.name, sprint.state),
        None => return,
    };
    let running = untrack(|| still_running(desk, id));
    let app = desk.app;
    let link = name.clone();
    let mut items = vec![
        MenuItem::new("Edit…", move || desk.ask.set(Some(Ask::Sprint(Some(id))))),
        MenuItem::new("Show only this one", move || app.set_param("plan", &link)),
    ];
    if state == SprintState::Planned {
        let waits = running.as_ref().map(|(_, name)| format!("{name} runs"));
        items.push(MenuItem::new("Start", move || start(desk, id)).unless(waits).apart());
    }
    if let Some((other, other_name)) = running {
        items.push(MenuItem::new(format!("Close {other_name}…"), move || {
            desk.ask.set(Some(Ask::Close(other)))
        }));
    }
    if state == SprintState::Active {
        items.push(MenuItem::new("Close…", move || desk.ask.set(Some(Ask::Close(id)))).apart());
    }
    desk.frame.menu.open_at(anchor, name, items);
}
