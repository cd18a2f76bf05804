//! The roadmap: goals, initiatives and milestones over time, and what they ask of teams.

mod asks;
mod baseline;
mod capacity;
mod chart;
mod drag;
mod lines;
mod list;
mod moves;
mod replan;
mod toolbar;

pub(super) use toolbar::tabs;

use super::phrases;
use super::shell::{Frame, page_frame};
use crate::analysis::Index;
use crate::analysis::roadmap::{
    Axis, Chain, Confidence, Edge, Judged, Narrow, Plan, Roadmap, Works, Zoom, confidences, edges, judge,
    judge_lane, longest_chain, roadmap,
};
use crate::app::App;
use crate::components::icon;
use crate::dom::prelude::*;
use crate::model::{GoalId, InitiativeId, Ref};
use crate::platform::page;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is on the page.
#[derive(Debug, Clone, PartialEq, Default)]
struct Shown {
    map: Roadmap,
    works: Works,
    edges: Vec<Edge>,
    chain: Chain,
}

/// Colours with their reasons.
#[derive(Debug, Clone, PartialEq, Default)]
struct Colours {
    bars: BTreeMap<InitiativeId, Judged>,
    lanes: Vec<Judged>,
}

/// A dialog of this page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Ask {
    /// Other days for an initiative or a milestone.
    Replan(Ref),
    /// A new initiative that serves this goal.
    Initiative(Option<GoalId>),
    /// A new goal.
    Goal,
    /// A new milestone of this initiative.
    Milestone(Option<InitiativeId>),
    /// What an initiative or a milestone waits for.
    Waits(Ref),
    /// A baseline.
    Baseline,
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Desk {
    frame: Frame,
    app: App,
    shown: Memo<Arc<Shown>>,
    colours: Memo<Arc<Colours>>,
    axis: Memo<Axis>,
    drag: RwSignal<Option<drag::Drag>>,
    ask: RwSignal<Option<Ask>>,
}

fn narrow(app: App) -> Narrow {
    let scope = app.scope();
    let goal = app.param("goal");
    let goal = goal.and_then(|name| app.with(|p| p.goals.values().find(|g| g.name == name).map(|g| g.id)));
    Narrow { project: scope.project, team: scope.team, goal }
}

fn zoom(app: App) -> Zoom {
    let word = app.param("zoom").unwrap_or_default();
    Zoom::ALL.into_iter().find(|z| z.name().eq_ignore_ascii_case(&word)).unwrap_or_default()
}

/// Confidence draws thousands of trials: it comes after the drawing, and again when the program rested.
fn confidence(app: App) -> RwSignal<Arc<Confidence>> {
    let found = RwSignal::new(Arc::new(Confidence::new()));
    let timer = StoredValue::new(0);
    let first = StoredValue::new(true);
    Effect::new(move |_| {
        app.with(|_| ());
        page::cancel(timer.get_value());
        let wait = if first.get_value() { 30 } else { 600 };
        first.set_value(false);
        timer.set_value(page::after(wait, move || {
            if found.try_get_untracked().is_some() {
                found.set(Arc::new(untrack(|| app.analyse(confidences))));
            }
        }));
    });
    on_cleanup(move || page::cancel(timer.try_get_value().unwrap_or_default()));
    found
}

/// The page: the roadmap over time, or the goals with what shows that they are reached.
pub(super) fn page(frame: Frame) -> AnyView {
    let goals = Memo::new(move |_| toolbar::is_goals(frame.app));
    (move || if goals.get() { super::goals::page(frame) } else { plan(frame) }).into_any()
}

fn plan(frame: Frame) -> AnyView {
    let app = frame.app;
    let narrow = Memo::new(move |_| narrow(app));
    let shown = Memo::new(move |_| {
        let narrow = narrow.get();
        Arc::new(app.with(|p| {
            let edges = edges(&Plan::of(p), None);
            let chain = longest_chain(p, &edges);
            Shown { map: roadmap(p, narrow), works: Works::new(p, &Index::new(p)), edges, chain }
        }))
    });
    let confidence = confidence(app);
    let colours = Memo::new(move |_| {
        let (shown, confidence) = (shown.get(), confidence.get());
        Arc::new(app.analyse(|ctx| {
            let bars = shown.map.bars();
            let bars = bars
                .map(|bar| (bar.initiative.id, judge(ctx, bar, &shown.edges, Some(&confidence))))
                .collect();
            let lanes = shown.map.lanes.iter().map(|lane| judge_lane(lane, &bars)).collect();
            Colours { bars, lanes }
        }))
    });
    let axis = Memo::new(move |_| {
        let from = app.param("from").and_then(|day| crate::model::parse_day(&day));
        Axis::new(zoom(app), from, app.today())
    });
    let desk = Desk { frame, app, shown, colours, axis, drag: RwSignal::new(None), ask: RwSignal::new(None) };
    drag::listen(desk);
    let slim = slim();
    let as_table = Memo::new(move |_| app.param("as").as_deref() == Some("table"));
    let bare = Memo::new(move |_| shown.with(|s| s.map.lanes.is_empty()));
    let content = el("div")
        .class("scroll roadmap")
        .attr("role", "region")
        .attr("aria-label", "Roadmap, scrollable")
        .attr("tabindex", "-1")
        .child(move || match (bare.get(), as_table.get(), slim.get()) {
            (true, ..) => empty(desk),
            (_, true, _) => list::table(desk),
            (_, _, true) => list::list(desk),
            _ => chart::chart(desk),
        })
        .child(move || (!bare.get()).then(|| capacity::table(desk)))
        .child(drag::words(desk))
        .child(dialogs(desk))
        .into_any();
    let context = move || {
        shown
            .with(|s| {
                format!(
                    "{}, {}, {}",
                    phrases::count(s.map.goals, "goal", "goals"),
                    phrases::count(s.map.initiatives, "initiative", "initiatives"),
                    phrases::count(s.map.milestones, "milestone", "milestones")
                )
            })
            .into_any()
    };
    page_frame(
        frame,
        "Roadmap".into(),
        context,
        toolbar::tools(desk),
        Some(toolbar::toolbar(desk)),
        content,
        ().into_any(),
    )
}

/// The window is as narrow as a phone.
fn slim() -> Memo<bool> {
    let width = || {
        let width = page::window().and_then(|w| w.inner_width().ok()).and_then(|w| w.as_f64());
        width.unwrap_or(1280.0)
    };
    let now = RwSignal::new(width());
    let listener = window_event_listener(leptos::ev::resize, move |_| now.set(width()));
    on_cleanup(move || listener.remove());
    Memo::new(move |_| now.get() < 720.0)
}

fn empty(desk: Desk) -> AnyView {
    let any = desk.app.with(|p| !p.initiatives.is_empty() || !p.goals.is_empty());
    let (head, words) = if any {
        ("Nothing here is on the roadmap", "Another team, project or goal may have initiatives.")
    } else {
        (
            "No goal yet",
            "A goal says what is to be reached; initiatives are the large pieces of work that serve it.",
        )
    };
    el("div")
        .class("content empty")
        .child(el("h2").child(head))
        .child(el("p").child(words))
        .child(
            el("button")
                .class("button")
                .on_click(move |_| desk.ask.set(Some(if any { Ask::Initiative(None) } else { Ask::Goal })))
                .child(icon("plus"))
                .child(if any { "Initiative" } else { "Goal" }),
        )
        .into_any()
}

fn dialogs(desk: Desk) -> AnyView {
    (move || {
        desk.ask.get().map(|ask| match ask {
            Ask::Replan(what) => replan::ask(desk, &what),
            Ask::Initiative(goal) => asks::initiative(desk, goal),
            Ask::Goal => asks::goal(desk),
            Ask::Milestone(of) => asks::milestone(desk, of),
            Ask::Waits(what) => asks::waits(desk, what),
            Ask::Baseline => baseline::ask(desk),
        })
    })
    .into_any()
}
