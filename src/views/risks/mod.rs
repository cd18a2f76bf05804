//! The RAID register: risks with their matrix and charts, assumptions, issues, dependencies and
//! escalations, each as a table with filters, and the record in full beside it.

mod bulk;
mod charts;
mod escalation;
mod extra;
mod filters;
mod history;
mod ladders;
mod matrix;
mod moves;
mod panel;
mod respond;
mod table;
mod trigger;

use super::papers::Paper;
use super::phrases;
use super::shell::{Frame, page_frame, project_select};
use crate::analysis::risk::register::{self, Filter, Kind, Line};
use crate::analysis::{Colour, risk as figures};
use crate::app::{App, Overlay};
use crate::command::{Command, RiskEdit};
use crate::components::{
    Choice, MenuItem, avatar, date_input, icon, segmented, select, status_mark, text_input, title_input,
};
use crate::model::{
    Assumption, Date, Dependency, DependencyState, DependencyType, Escalation, Issue, Money, Ref, Response,
    Risk, RiskId, RiskState, Score, Slot,
};

use crate::dom::prelude::*;
use crate::model::order::InOrder;
use std::collections::BTreeSet;
use std::sync::Arc;
use wasm_bindgen::JsCast;

pub(super) use extra::{below, extra};

/// Categories to pick from; others come in with imports.
pub(super) const CATEGORIES: [&str; 9] =
    ["Technical", "Resource", "Timeline", "Dependency", "Commercial", "Cost", "Quality", "Legal", "Security"];

/// What the page's parts share.
#[derive(Clone, Copy)]
struct Desk {
    frame: Frame,
    /// The list on screen.
    kind: Memo<Kind>,
    /// Its lines.
    lines: Memo<Vec<Line>>,
    /// What is ticked, for bulk edits.
    ticked: RwSignal<BTreeSet<Ref>>,
    /// The matrix shows inherent scores.
    inherent: Memo<bool>,
}

/// The page.
pub(super) fn page(frame: Frame) -> AnyView {
    let app = frame.app;
    let kind = Memo::new(move |_| Kind::of(&app.param("list").unwrap_or_default()));
    let inherent = Memo::new(move |_| app.param("score").as_deref() == Some("inherent"));
    let lines = Memo::new(move |_| {
        let (filter, order) = (filters::filter(app), app.param("sort").unwrap_or_default());
        app.analyse(|ctx| register::lines(ctx, kind.get(), &filter, &order))
    });
    let ticked = RwSignal::new(BTreeSet::new());
    let desk = Desk { frame, kind, lines, ticked, inherent };
    let counts = Memo::new(move |_| {
        let scope = app.scope();
        app.analyse(|ctx| register::counts(ctx, scope))
    });
    let log = Paper::new(frame, "RAID log", move || {
        let project = app.project();
        Some(app.analyse(|ctx| crate::report::documents::raid_log(ctx, project)))
    });
    let tools = many(vec![project_select(app), log.button(), add_button(desk)]).into_any();
    let top = move || {
        (kind.get() == Kind::Risks).then(|| {
            el("div").class("risk-top").child(matrix::matrix(desk)).child(charts::charts(desk.frame))
        })
    };
    let foot = move || (kind.get() == Kind::Escalations).then(|| ladders::ladders(app));
    let content = el("div")
        .class("scroll")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-label", "Register, scrollable")
        .child(top)
        .child(bulk::bar(desk))
        .child(table::table(desk))
        .child(foot)
        .into_any();
    let toolbar = filters::toolbar(desk, counts);
    page_frame(
        frame,
        "Risks".into(),
        summary(desk, counts),
        tools,
        Some(toolbar),
        content,
        panel::risk_panel(frame),
    )
}

/// `12 open, 2 due for review`.
fn summary(desk: Desk, counts: Memo<[usize; 5]>) -> impl Fn() -> AnyView + Send + 'static {
    let app = desk.frame.app;
    move || {
        let kind = desk.kind.get();
        let place = Kind::ALL.iter().position(|k| *k == kind).unwrap_or(0);
        let open = counts.with(|c| c.get(place).copied().unwrap_or(0));
        let (today, scope) = (app.today(), app.scope());
        let second = match kind {
            Kind::Risks => app.with(|p| {
                let open = p.risks.values().filter(|r| r.state.is_open() && figures::in_scope(r, scope));
                let due = open.filter(|r| r.review.is_some_and(|d| d <= today)).count();
                format!("{due} due for review")
            }),
            Kind::Escalations => app
                .analyse(|ctx| format!("{} overdue", crate::analysis::escalation::overdue(ctx, scope).len())),
            Kind::Dependencies => app.analyse(|ctx| {
                let all = register::lines(ctx, kind, &Filter { scope, ..Filter::default() }, "");
                let late = |line: &&Line| {
                    matches!(&line.to, Ref::Dependency(id)
                        if ctx.program.dependencies.get(id).is_some_and(|d| figures::late(d, today).came))
                };
                format!("{} late", all.iter().filter(late).count())
            }),
            Kind::Assumptions => app.with(|p| {
                let due = |a: &&Arc<Assumption>| {
                    a.state == crate::model::AssumptionState::Open
                        && a.validate_by.is_some_and(|d| d <= today)
                };
                format!("{} to be known by now", p.assumptions.values().filter(due).count())
            }),
            Kind::Issues => app.with(|p| {
                let due = |i: &&Arc<Issue>| {
                    i.state != crate::model::IssueState::Resolved && i.due.is_some_and(|d| d < today)
                };
                format!("{} overdue", p.issues.values().filter(due).count())
            }),
        };
        format!("{open} open, {second}").into_any()
    }
}

/// Adds to the list on screen.
fn add_button(desk: Desk) -> AnyView {
    let name = move || desk.kind.get().names().1;
    el("button")
        .class("button")
        .attr("aria-label", move || format!("Add {}", name().to_lowercase()))
        .on_click(move |_| add(desk))
        .child(icon("plus"))
        .child(name)
        .into_any()
}

fn add(desk: Desk) {
    let app = desk.frame.app;
    let project = untrack(|| app.project());
    let record: Slot = match desk.kind.get_untracked() {
        Kind::Risks => {
            app.overlay.set(Some(Overlay::NewRisk(None)));
            return;
        }
        Kind::Assumptions => {
            Assumption { title: "New assumption".into(), project, ..Assumption::default() }.into()
        }
        Kind::Issues => Issue { title: "New issue".into(), project, ..Issue::default() }.into(),
        Kind::Escalations => Escalation {
            title: "New escalation".into(),
            project,
            since: Some(app.today_untracked()),
            ..Escalation::default()
        }
        .into(),
        Kind::Dependencies => Dependency {
            title: "New dependency".into(),
            giver: Ref::External("Not named yet".into()),
            needer: project.map_or_else(|| Ref::External("Not named yet".into()), Ref::Project),
            kind: DependencyType::FinishToStart,
            state: DependencyState::Requested,
            ..crate::json::Json::blank()
        }
        .into(),
    };
    if let Some(made) = app.add(record, None) {
        app.open_ref(&made);
        // A page that filters could hide what was just added; its panel shows it all the same.
        crate::platform::page::focus_later(".panel .title-input".into());
    }
}

/// The colour of a score by the program's limits.
fn band_of(app: App, score: Score) -> Colour {
    app.with(|p| figures::band(score.value(), &p.settings.thresholds))
}

/// A day with how far it is past, and its class.
fn due_words(day: Date, past: Option<i64>, today: Date) -> (String, &'static str) {
    match past {
        Some(0) => ("today".to_owned(), "red"),
        Some(past) if past > 0 => (format!("{}, {past} d late", phrases::day(day, today)), "red"),
        _ => (phrases::day(day, today), ""),
    }
}
