//! Today: where am I in the day, what needs me now, what I meant to do.

use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::today::{Need, Place, SprintGlance, needs, running_sprints};
use crate::analysis::{Colour, health};
use crate::app::{App, Route, View};
use crate::command::{Command, PlanEdit};
use crate::components::{avatar, icon, mark, status_mark};
use crate::dom::prelude::*;
use crate::model::order::InOrder;
use crate::model::{Date, PlanEntry, PlanEntryId};
use std::sync::Arc;

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let all = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| needs(ctx, scope))
    });
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("aria-label", "Today, scrollable")
        .attr("role", "region")
        .child(day_band(app, all))
        .child(
            el("div")
                .class("columns")
                .child(el("div").class("main").child(need_list(app, all)).child(plan(app)))
                .child(
                    el("div")
                        .class("side")
                        .child(sprints(app))
                        .child(super::war_room::side_list(app))
                        .child(milestones(app))
                        .child(projects(app)),
                ),
        )
        .into_any();
    let context = move || phrases::long_day(app.today()).into_any();
    page_frame(frame, "Today".into(), context, project_select(app), None, content, ().into_any())
}

/// The four parts of the day, each with what is left in it.
fn day_band(app: App, all: Memo<Vec<Need>>) -> AnyView {
    use crate::analysis::today::NeedKind;
    let count =
        move |kinds: &'static [NeedKind]| all.with(|n| n.iter().filter(|n| kinds.contains(&n.kind)).count());
    let texts = move |part: usize| match part {
        0 => match count(&[NeedKind::Blocked]) {
            0 => "Nothing is blocked".to_owned(),
            n => format!("{} blocked", phrases::count(n, "item", "items")),
        },
        1 => match count(&[NeedKind::RiskReview, NeedKind::Trigger]) {
            0 => "No risk is due for review".to_owned(),
            n => format!("{} due for review", phrases::count(n, "risk", "risks")),
        },
        2 => match count(&[NeedKind::Ageing]) {
            0 => "No card is over age".to_owned(),
            n => format!("{} over age", phrases::count(n, "card", "cards")),
        },
        _ => {
            let today = app.today();
            let (open, all) = app.with(|p| {
                let lines = plan_lines(p.plan.values(), today);
                (lines.iter().filter(|e| e.done.is_none()).count(), lines.len())
            });
            if all == 0 {
                "Nothing planned for today".to_owned()
            } else {
                format!("{open} of {all} planned still open")
            }
        }
    };
    let names = ["Morning", "Midday", "Afternoon", "Evening"];
    let begins = move || {
        app.with(|p| {
            [p.settings.day.morning, p.settings.day.midday, p.settings.day.afternoon, p.settings.day.evening]
        })
    };
    let minute = move || {
        use chrono::Timelike;
        let now = app.now.get();
        let local = app.zone.with(|z| z.local(now));
        (local.hour() * 60 + local.minute()) as u16
    };
    let part_now = Memo::new(move |_| {
        let minute = minute();
        begins().iter().rposition(|b| *b <= minute).unwrap_or(0)
    });
    let parts = names
        .into_iter()
        .enumerate()
        .map(|(place, name)| {
            let when = move || match part_now.get().cmp(&place) {
                std::cmp::Ordering::Equal => "Now".to_owned(),
                std::cmp::Ordering::Greater => "Over".to_owned(),
                std::cmp::Ordering::Less => {
                    format!("From {}", phrases::minutes(begins().get(place).copied().unwrap_or(0)))
                }
            };
            el("div")
                .class(move || if part_now.get() == place { "band-part now" } else { "band-part" })
                .child(
                    el("div")
                        .child(el("span").class("strong").child(name))
                        .child(" ")
                        .child(el("span").class("when").child(when)),
                )
                .child(el("div").class("cut band-text").child(move || texts(place)))
        })
        .collect_view();
    el("div").class("band").child(parts).into_any()
}

fn need_list(app: App, all: Memo<Vec<Need>>) -> AnyView {
    let more = RwSignal::new(false);
    let rows = move || {
        let all = all.get();
        let most = if more.get() { all.len() } else { 12 };
        all.into_iter().take(most).map(|need| need_row(app, need)).collect_view()
    };
    let hidden = move || all.with(|a| a.len().saturating_sub(12));
    el("section")
        .attr("aria-labelledby", "needs-head")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "needs-head").child("Needs you now"))
                .child(el("span").class("n num").child(move || all.with(Vec::len)))
                .child(el("span").class("push quiet").child("By urgency")),
        )
        .child(move || {
            all.with(Vec::is_empty).then(|| {
                el("div")
                    .class("empty")
                    .child(el("h2").child("Nothing needs you"))
                    .child(el("p").child("No blocker, nothing overdue or over age, no risk due for review."))
                    .child(
                        el("a")
                            .class("button")
                            .attr("href", format!("#{}", app.to(View::Board)))
                            .child("Look at the board"),
                    )
            })
        })
        .child(el("ul").child(rows))
        .child(move || {
            (hidden() > 0 && !more.get()).then(|| {
                el("button")
                    .class("link more")
                    .on_click(move |_| more.set(true))
                    .child(format!("{} more", hidden()))
            })
        })
        .into_any()
}

fn open(app: App, place: &Place) {
    match place {
        Place::Item(id) => app.open_item(*id),
        Place::Risk(id) => {
            if let Some(key) = app.workbench.with_untracked(|p| p.risks.get(id).map(|r| r.key.clone())) {
                app.open_risk_key(&key);
            }
        }
        Place::Milestone(id) => {
            let prefix = app.workbench.with_untracked(|p| {
                let project = p.milestones.get(id).map(|m| m.project);
                project.and_then(|id| p.projects.get(&id)).map(|p| p.prefix.clone())
            });
            app.go(Route::to(View::Reports).with("project", &prefix.unwrap_or_default()));
        }
        Place::Sprint(_) | Place::Board => app.go(app.to(View::Board)),
        Place::Record(to) => app.open_ref(to),
    }
}

fn need_row(app: App, need: Need) -> AnyView {
    let owner = need.owner.and_then(|id| app.workbench.with_untracked(|p| p.people.get(&id).cloned()));
    let when_class = match need.colour {
        Colour::Red => "red",
        Colour::Amber => "amber",
        _ => "quiet",
    };
    let place = StoredValue::new(need.place);
    let name = format!("{} {} {}", need.verb, need.key, need.title);
    el("li")
        .class("need")
        .child(
            el("span")
                .class("need-kind")
                .child(mark(need.colour))
                .child(el("span").class("strong").child(need.kind.name()))
                .child(el("span").class(when_class).child(need.when)),
        )
        .child(
            el("span")
                .class("need-what")
                .child(
                    el("span")
                        .class("need-title")
                        .child(el("span").class("strong cut").child(need.title))
                        .child(el("span").class("key").child(need.key)),
                )
                .child(el("span").class("need-why cut").child(need.why)),
        )
        .child(el("span").class("need-owner").child(owner.map(|p| avatar(&p))))
        .child(
            el("button")
                .class("link need-verb")
                .attr("aria-label", name)
                .on_click(move |_| place.with_value(|p| open(app, p)))
                .child(need.verb),
        )
        .into_any()
}

/// The lines of today's plan: those of today, and older ones that were still open this morning.
fn plan_lines<'a>(plan: impl Iterator<Item = &'a Arc<PlanEntry>>, today: Date) -> Vec<Arc<PlanEntry>> {
    let mut lines: Vec<_> = plan
        .filter(|e| e.day == today || (e.day < today && e.done.is_none_or(|done| done == today)))
        .cloned()
        .collect();
    lines.order_by_key(|e| (e.done.is_none(), e.day, e.created, e.id));
    lines
}

fn plan(app: App) -> AnyView {
    let lines = Memo::new(move |_| {
        let today = app.today();
        app.with(|p| plan_lines(p.plan.values(), today))
    });
    let ids = move || lines.with(|l| l.iter().map(|e| e.id.number()).collect::<Vec<_>>());
    let summary = move || {
        lines.with(|lines| {
            let done = lines.iter().filter(|e| e.done.is_some()).count();
            let left: u32 = lines.iter().filter(|e| e.done.is_none()).filter_map(|e| e.minutes).sum();
            match (lines.len(), left) {
                (0, _) => String::new(),
                (all, 0) => format!("{done} of {all} done"),
                (all, left) => format!("{done} of {all} done, {left} min left"),
            }
        })
    };
    let input = NodeRef::new();
    let add = move || {
        let Some(input) = input.input() else { return };
        let text = input.value();
        if text.trim().is_empty() {
            return;
        }
        if app.workbench.dispatch(Command::AddPlan { day: app.today_untracked(), text }).is_some() {
            input.set_value("");
        }
    };
    el("section")
        .attr("aria-labelledby", "plan-head")
        .class("plan")
        .child(
            el("div")
                .class("list-head")
                .child(el("h2").attr("id", "plan-head").child("Plan for today"))
                .child(el("span").class("n num").child(summary)),
        )
        .child(el("ul").child(keyed(ids, move |id: PlanEntryId| plan_row(app, id, lines))))
        .child(
            el("div").class("plan-add").child(icon("plus")).child(
                el("input")
                    .class("plan-input")
                    .attr("aria-label", "Add to the plan")
                    .attr("placeholder", "Add to the plan")
                    .on_keydown(move |event| {
                        if event.key() == "Enter" {
                            add();
                        }
                    })
                    .on_blur(move |_| add())
                    .node_ref(input),
            ),
        )
        .into_any()
}

fn plan_row(app: App, id: PlanEntryId, lines: Memo<Vec<Arc<PlanEntry>>>) -> AnyView {
    let entry = Memo::new(move |_| lines.with(|l| l.iter().find(|e| e.id == id).cloned()));
    let done = move || entry.with(|e| e.as_ref().is_some_and(|e| e.done.is_some()));
    let text = move || entry.with(|e| e.as_ref().map(|e| e.text.clone()).unwrap_or_default());
    let carried = move || {
        let today = app.today();
        entry.with(|e| {
            let days = e.as_ref().map_or(0, |e| (today - e.day).num_days());
            match days {
                d if d <= 0 => String::new(),
                1 => "carried over from yesterday".to_owned(),
                _ => "carried over".to_owned(),
            }
        })
    };
    let minutes = move || entry.with(|e| e.as_ref().and_then(|e| e.minutes)).map(|m| format!("{m} min"));
    let tick = move |_| {
        let day = (!untrack(done)).then(|| app.today_untracked());
        app.workbench.dispatch(Command::Plan(id, PlanEdit::Done(day)));
    };
    let drop = move |_| {
        app.workbench.dispatch_aloud(Command::Plan(id, PlanEdit::Delete));
    };
    el("li")
        .class("plan-row")
        .child(
            el("input")
                .attr("type", "checkbox")
                .class("check")
                .attr("aria-label", text)
                .on_change(tick)
                .prop("checked", done),
        )
        .child(el("span").class(move || if done() { "struck cut" } else { "strong cut" }).child(text))
        .child(el("span").class("quiet").child(carried))
        .child(el("span").class("grow"))
        .child(el("span").class("quiet num").child(minutes))
        .child(
            el("button")
                .class("icon-button reveal")
                .attr("aria-label", move || format!("Take off the plan: {}", text()))
                .on_click(drop)
                .child(icon("close")),
        )
        .into_any()
}

fn sprints(app: App) -> AnyView {
    let running = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| running_sprints(ctx, scope))
    });
    let row = |glance: SprintGlance| {
        let left = match glance.days_left {
            Some(0) => "over".to_owned(),
            Some(1) => "last day".to_owned(),
            Some(n) => format!("{n} working days left"),
            None => String::new(),
        };
        el("li")
            .class("glance")
            .child(
                el("div")
                    .class("meter-line")
                    .child(
                        el("span")
                            .child(el("span").class("strong").child(glance.name))
                            .child(" ")
                            .child(el("span").class("quiet").child(glance.text)),
                    )
                    .child(el("span").class("quiet").child(left)),
            )
            .child(el("div").class("bar").child(el("span").style("width", format!("{}%", glance.percent))))
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Sprints")).child(
            el("span").class("n").child(move || match running.with(Vec::len) {
                0 => "none running".to_owned(),
                n => format!("{n} running"),
            }),
        ))
        .child(el("ul").child(move || running.get().into_iter().map(row).collect_view()))
        .into_any()
}

fn milestones(app: App) -> AnyView {
    let next = move || {
        let (today, project) = (app.today(), app.project());
        app.with(|p| {
            let mut open: Vec<_> = p
                .milestones
                .values()
                .filter(|m| m.reached.is_none() && project.is_none_or(|only| only == m.project))
                .map(|m| (m.due, m.name.clone(), m.baseline.filter(|b| *b != m.due)))
                .collect();
            open.order();
            open.truncate(4);
            open.into_iter()
                .map(|(due, name, moved)| {
                    let from = moved.map(|b| format!("was {}", phrases::day(b, today))).unwrap_or_default();
                    let late = if due < today { "red num" } else { "num" };
                    el("li")
                        .class("side-row")
                        .child(el("span").class("strong cut grow").child(name))
                        .child(el("span").class("quiet").child(from))
                        .child(el("span").class(late).child(phrases::near_day(due, today)))
                })
                .collect_view()
        })
    };
    let none = move || app.with(|p| p.milestones.values().all(|m| m.reached.is_some()));
    el("section")
        .attr("hidden", none)
        .child(el("div").class("list-head").child(el("h2").child("Milestones")))
        .child(el("ul").child(next))
        .into_any()
}

fn projects(app: App) -> AnyView {
    let rows = Memo::new(move |_| {
        app.analyse(|ctx| {
            let mut projects: Vec<_> = ctx.program.projects.values().cloned().collect();
            projects.order_by(|a, b| a.name.cmp(&b.name));
            projects
                .into_iter()
                .map(|project| {
                    let health = health(ctx, Some(project.id));
                    (project.name.clone(), project.prefix.clone(), health.overall, health.reason)
                })
                .collect::<Vec<_>>()
        })
    });
    let list = move || {
        rows.get()
            .into_iter()
            .map(|(name, prefix, colour, reason)| {
                let report = Route::to(View::Reports).with("project", &prefix);
                el("li")
                    .class("side-row")
                    .child(el("a").class("strong cut").attr("href", format!("#{report}")).child(name))
                    .child(
                        el("span")
                            .class("quiet cut grow end")
                            .attr("title", reason.clone())
                            .child(reason.clone()),
                    )
                    .child(status_mark(colour, colour.name()))
            })
            .collect_view()
    };
    el("section")
        .child(el("div").class("list-head").child(el("h2").child("Projects")))
        .child(el("ul").child(list))
        .into_any()
}
